/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-submission.h"

#include "bs-desk-error.h"
#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const state_names[] = { "received", "accepted", "returned" };

G_DEFINE_BOXED_TYPE (BsSubmission, bs_submission, bs_submission_ref, bs_submission_unref)

BsSubmission *
bs_submission_new (void)
{
  BsSubmission *self = g_new0 (BsSubmission, 1);

  g_atomic_ref_count_init (&self->references);

  return self;
}

BsSubmission *
bs_submission_ref (const BsSubmission *self)
{
  BsSubmission *shared = (BsSubmission *) self;

  g_atomic_ref_count_inc (&shared->references);

  return shared;
}

void
bs_submission_unref (BsSubmission *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_free (self->id);
  g_free (self->account);
  g_free (self->author);
  g_free (self->etag);
  g_free (self->headline);
  g_free (self->section);
  g_free (self->note);
  g_free (self->decided_by);
  g_free (self->issue);
  g_free (self->page);
  g_free (self->claimed_by);
  g_clear_pointer (&self->item, bs_node_unref);
  g_free (self);
}

const char *
bs_submission_state_to_string (BsSubmissionState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (state_names), NULL);

  return state_names[state];
}

gboolean
bs_submission_state_from_string (const char *text, BsSubmissionState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_names); i++)
    if (g_str_equal (text, state_names[i]))
      {
        *state = i;
        return TRUE;
      }

  return FALSE;
}

static void
set_text (BsNodeBuilder *builder, const char *key, const char *text)
{
  if (text != NULL)
    bs_node_builder_set_text (builder, key, text);
}

static void
set_number (BsNodeBuilder *builder, const char *key, gint64 number)
{
  if (number != 0)
    bs_node_builder_set_number (builder, key, number);
}

/* RFC 3339, UTC */
static void
set_time (BsNodeBuilder *builder, const char *key, gint64 seconds)
{
  g_autoptr (GDateTime) time = seconds != 0 ? g_date_time_new_from_unix_utc (seconds) : NULL;
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  set_text (builder, key, text);
}

/**
 * bs_submission_to_node:
 *
 * Returns: (transfer full): its JSON, as protocol.md has it
 */
BsNode *
bs_submission_to_node (const BsSubmission *self)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();

  set_text (builder, "id", self->id);
  set_text (builder, "account", self->account);
  set_text (builder, "author", self->author);
  set_text (builder, "state", bs_submission_state_to_string (self->state));
  bs_node_builder_set_number (builder, "version", self->version);
  set_number (builder, "accepted_version", self->accepted_version);
  bs_node_builder_set_number (builder, "sequence", self->sequence);
  set_text (builder, "etag", self->etag);
  set_text (builder, "headline", self->headline);
  set_text (builder, "section", self->section);
  bs_node_builder_set_number (builder, "characters", self->characters);
  bs_node_builder_set_number (builder, "photos", self->photos);
  set_time (builder, "created", self->created);
  set_time (builder, "updated", self->updated);
  set_text (builder, "note", self->note);
  set_text (builder, "decided_by", self->decided_by);
  set_time (builder, "decided", self->decided);
  set_text (builder, "issue", self->issue);
  set_text (builder, "page", self->page);
  set_text (builder, "claimed_by", self->claimed_by);
  set_time (builder, "claimed_until", self->claimed_until);
  if (self->item != NULL)
    bs_node_builder_set (builder, "item", bs_node_ref (self->item));

  return bs_node_builder_end (builder);
}

static gint64
get_time (const BsNode *node, const char *key)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (bs_node_get_text (node, key), NULL);

  return time != NULL ? g_date_time_to_unix (time) : 0;
}

static guint
get_count (const BsNode *node, const char *key)
{
  return CLAMP (bs_node_get_number (node, key, 0), 0, G_MAXINT);
}

static char *
dup_text (const BsNode *node, const char *key)
{
  return g_strdup (bs_node_get_text (node, key));
}

static char *
dup_name (const BsNode *node, const char *key)
{
  const char *name = bs_node_get_text (node, key);

  return *name != '\0' ? g_strdup (name) : NULL;
}

/**
 * bs_submission_from_node:
 *
 * Returns: (transfer full) (nullable): %NULL with %BS_DESK_ERROR_SERVICE
 */
BsSubmission *
bs_submission_from_node (const BsNode *node, GError **error)
{
  g_autoptr (BsSubmission) self = bs_submission_new ();
  const BsNode *item = bs_node_get_member (node, "item");

  if (*bs_node_get_text (node, "id") == '\0' || *bs_node_get_text (node, "etag") == '\0'
      || bs_node_get_number (node, "version", 0) < 1
      || !bs_submission_state_from_string (bs_node_get_text (node, "state"), &self->state))
    {
      g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_SERVICE,
                           _ ("The desk’s answer cannot be understood: it is no submission. "
                              "Ask for a newer Broadsheet on both sides"));
      return NULL;
    }

  self->id = dup_text (node, "id");
  self->account = dup_text (node, "account");
  self->author = dup_text (node, "author");
  self->version = get_count (node, "version");
  self->accepted_version = get_count (node, "accepted_version");
  self->sequence = bs_node_get_number (node, "sequence", 0);
  self->etag = dup_text (node, "etag");
  self->headline = dup_text (node, "headline");
  self->section = dup_text (node, "section");
  self->characters = get_count (node, "characters");
  self->photos = get_count (node, "photos");
  self->created = get_time (node, "created");
  self->updated = get_time (node, "updated");
  self->note = dup_text (node, "note");
  self->decided_by = dup_name (node, "decided_by");
  self->decided = get_time (node, "decided");
  self->issue = dup_text (node, "issue");
  self->page = dup_text (node, "page");
  self->claimed_by = dup_name (node, "claimed_by");
  self->claimed_until = get_time (node, "claimed_until");
  self->item = item != NULL ? bs_node_ref (item) : NULL;

  return g_steal_pointer (&self);
}
