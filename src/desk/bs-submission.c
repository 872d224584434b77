/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-submission.h"

#include "bs-desk-error.h"
#include "bs-config.h"
#include "model/bs-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <time.h>

#define TIME_CHARACTERS sizeof " 0000-00-00T00:00:00Z"

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
  g_clear_pointer (&self->decisions, bs_node_unref);
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

static void
write_digits (char *end, int number)
{
  for (; g_ascii_isdigit (end[-1]); number /= 10)
    *--end = (char) ('0' + number % 10);
}

/* RFC 3339, UTC, behind a space. FALSE: there is none. */
static gboolean
write_time (char text[TIME_CHARACTERS], gint64 seconds)
{
  time_t time = (time_t) seconds;
  struct tm parts;

  if (seconds == 0 || gmtime_r (&time, &parts) == NULL || parts.tm_year < -1900
      || parts.tm_year > 9999 - 1900)
    return FALSE;
  memcpy (text, " 0000-00-00T00:00:00Z", TIME_CHARACTERS);
  write_digits (text + 5, parts.tm_year + 1900);
  write_digits (text + 8, parts.tm_mon + 1);
  write_digits (text + 11, parts.tm_mday);
  write_digits (text + 14, parts.tm_hour);
  write_digits (text + 17, parts.tm_min);
  write_digits (text + 20, parts.tm_sec);

  return TRUE;
}

static void
set_time (BsNodeBuilder *builder, const char *key, gint64 seconds)
{
  char text[TIME_CHARACTERS];

  if (write_time (text, seconds))
    bs_node_builder_set_text (builder, key, text + 1);
}

/* The members of its JSON, in their order. */
typedef enum
{
  TEXT, /* left out where there is none */
  STATE,
  COUNT,
  NUMBER, /* a count that is left out where it is 0 */
  SEQUENCE,
  TIME
} Kind;

#define MEMBER(kind, name)                                                                         \
  {                                                                                                \
    kind, #name, G_STRUCT_OFFSET (BsSubmission, name)                                              \
  }

static const struct
{
  Kind kind;
  const char *key;
  glong offset;
} members[] = {
  MEMBER (TEXT, id),           MEMBER (TEXT, account),
  MEMBER (TEXT, author),       MEMBER (STATE, state),
  MEMBER (COUNT, version),     MEMBER (NUMBER, accepted_version),
  MEMBER (SEQUENCE, sequence), MEMBER (SEQUENCE, arrived),
  MEMBER (TEXT, etag),         MEMBER (TEXT, headline),
  MEMBER (TEXT, section),      MEMBER (COUNT, characters),
  MEMBER (COUNT, photos),      MEMBER (TIME, created),
  MEMBER (TIME, updated),      MEMBER (TEXT, note),
  MEMBER (TEXT, decided_by),   MEMBER (TIME, decided),
  MEMBER (TEXT, issue),        MEMBER (TEXT, page),
  MEMBER (TEXT, claimed_by),   MEMBER (TIME, claimed_until),
};

/**
 * bs_submission_to_node:
 *
 * Returns: (transfer full): its JSON, as protocol.md has it
 */
BsNode *
bs_submission_to_node (const BsSubmission *self)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *key = members[i].key;
      gconstpointer field = G_STRUCT_MEMBER_P (self, members[i].offset);

      switch (members[i].kind)
        {
        case TEXT:
          set_text (builder, key, *(char *const *) field);
          break;
        case STATE:
          set_text (builder, key, bs_submission_state_to_string (self->state));
          break;
        case COUNT:
          bs_node_builder_set_number (builder, key, *(const guint *) field);
          break;
        case NUMBER:
          set_number (builder, key, *(const guint *) field);
          break;
        case SEQUENCE:
          bs_node_builder_set_number (builder, key, *(const gint64 *) field);
          break;
        case TIME:
        default:
          set_time (builder, key, *(const gint64 *) field);
        }
    }
  if (self->item != NULL)
    bs_node_builder_set (builder, "item", bs_node_ref (self->item));
  if (self->decisions != NULL)
    bs_node_builder_set (builder, "decisions", bs_node_ref (self->decisions));

  return bs_node_builder_end (builder);
}

static void
append_key (GString *json, const char *key)
{
  if (json->str[json->len - 1] != '{')
    g_string_append_c (json, ',');
  g_string_append_c (json, '"');
  g_string_append (json, key);
  g_string_append_len (json, "\":", 2);
}

static void
append_number (GString *json, const char *key, gint64 number)
{
  append_key (json, key);
  bs_json_append_number (json, number);
}

static void
append_text (GString *json, const char *key, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  append_key (json, key);
  bs_json_append_text (json, text);
}

static void
append_time (GString *json, const char *key, gint64 seconds)
{
  char text[TIME_CHARACTERS];

  append_text (json, key, write_time (text, seconds) ? text + 1 : NULL);
}

/**
 * bs_submission_append_json:
 *
 * Writes what bs_submission_to_node() would make, without the item, for lists of ten thousand.
 */
void
bs_submission_append_json (const BsSubmission *self, GString *json)
{
  g_string_append_c (json, '{');
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *key = members[i].key;
      gconstpointer field = G_STRUCT_MEMBER_P (self, members[i].offset);

      switch (members[i].kind)
        {
        case TEXT:
          append_text (json, key, *(char *const *) field);
          break;
        case STATE:
          append_text (json, key, bs_submission_state_to_string (self->state));
          break;
        case NUMBER:
          if (*(const guint *) field == 0)
            break;
          /* fall through */
        case COUNT:
          append_number (json, key, *(const guint *) field);
          break;
        case SEQUENCE:
          append_number (json, key, *(const gint64 *) field);
          break;
        case TIME:
        default:
          append_time (json, key, *(const gint64 *) field);
        }
    }
  g_string_append_c (json, '}');
}

/**
 * bs_submission_hide_claim:
 *
 * Who has it is between editors; its author is told what was decided. Before sharing.
 */
void
bs_submission_hide_claim (BsSubmission *self)
{
  g_clear_pointer (&self->claimed_by, g_free);
  self->claimed_until = 0;
}

/**
 * bs_submission_append_claim:
 * @json: ends with what bs_submission_append_json() has written of a submission without claim
 */
void
bs_submission_append_claim (GString *json, const char *claimed_by, gint64 claimed_until)
{
  g_string_truncate (json, json->len - 1);
  append_text (json, "claimed_by", claimed_by);
  append_time (json, "claimed_until", claimed_until);
  g_string_append_c (json, '}');
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
  const BsNode *decisions = bs_node_get_member (node, "decisions");

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
  self->arrived = bs_node_get_number (node, "arrived", 0);
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
  self->decisions = decisions != NULL ? bs_node_ref (decisions) : NULL;

  return g_steal_pointer (&self);
}

/**
 * bs_submission_decision_to_node:
 *
 * Returns: (transfer full): its JSON, as protocol.md has it
 */
BsNode *
bs_submission_decision_to_node (const BsSubmissionDecision *decision)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();

  set_text (builder, "state", bs_submission_state_to_string (decision->state));
  bs_node_builder_set_number (builder, "version", decision->version);
  set_text (builder, "by", decision->by);
  set_time (builder, "decided", decision->decided);
  set_text (builder, "note", decision->note);
  set_text (builder, "issue", decision->issue);
  set_text (builder, "page", decision->page);

  return bs_node_builder_end (builder);
}

gboolean
bs_submission_get_decision (const BsSubmission *self, guint index, BsSubmissionDecision *decision)
{
  const BsNode *node = bs_node_get_element (self->decisions, index);

  if (node == NULL
      || !bs_submission_state_from_string (bs_node_get_text (node, "state"), &decision->state))
    return FALSE;
  decision->version = get_count (node, "version");
  decision->by = bs_node_get_text (node, "by");
  decision->decided = get_time (node, "decided");
  decision->note = bs_node_get_text (node, "note");
  decision->issue = bs_node_get_text (node, "issue");
  decision->page = bs_node_get_text (node, "page");

  return TRUE;
}
