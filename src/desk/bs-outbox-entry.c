/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-outbox-private.h"

#include "base/bs-file.h"
#include "bs-config.h"
#include "bs-desk-error.h"
#include "bs-draft-item.h"
#include "model/bs-issue.h"
#include "model/bs-json.h"

#include <glib/gi18n-lib.h>

#define MAX_FILE (64 * 1024 * 1024)
#define DRAFT_URN "urn:broadsheet:draft:"

enum
{
  PROP_0,
  PROP_STATE,
  PROP_PROGRESS,
  PROP_ERROR,
  PROP_HEADLINE,
  PROP_UPDATED,
  PROP_NEXT_TRY,
  PROP_SUBMISSION,
  PROP_CHANGED,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (BsOutboxEntry, bs_outbox_entry, G_TYPE_OBJECT)

GType
bs_outbox_state_get_type (void)
{
  static const GEnumValue values[] = {
    { BS_OUTBOX_DRAFT, "BS_OUTBOX_DRAFT", "draft" },
    { BS_OUTBOX_WAITING, "BS_OUTBOX_WAITING", "waiting" },
    { BS_OUTBOX_SENDING, "BS_OUTBOX_SENDING", "sending" },
    { BS_OUTBOX_RECEIVED, "BS_OUTBOX_RECEIVED", "received" },
    { BS_OUTBOX_ACCEPTED, "BS_OUTBOX_ACCEPTED", "accepted" },
    { BS_OUTBOX_RETURNED, "BS_OUTBOX_RETURNED", "returned" },
    { BS_OUTBOX_REFUSED, "BS_OUTBOX_REFUSED", "refused" },
    { 0, NULL, NULL },
  };
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("BsOutboxState", values));

  return type;
}

/* --- On disk --- */

static GFile *
get_state_file (BsOutboxEntry *self)
{
  return g_file_get_child (self->folder, "state.json");
}

GFile *
bs_outbox_entry_get_sending (BsOutboxEntry *self)
{
  return g_file_get_child (self->folder, "sending.json");
}

static char *
dup_text (const BsNode *node, const char *key)
{
  const char *text = bs_node_get_text (node, key);

  return *text != '\0' ? g_strdup (text) : NULL;
}

BsOutboxState
bs_outbox_entry_get_rest (BsOutboxEntry *self)
{
  if (self->submission == NULL)
    return BS_OUTBOX_DRAFT;
  if (self->submission->state == BS_SUBMISSION_ACCEPTED)
    return BS_OUTBOX_ACCEPTED;

  return self->submission->state == BS_SUBMISSION_RETURNED ? BS_OUTBOX_RETURNED
                                                           : BS_OUTBOX_RECEIVED;
}

/* What was being sent when the program ended waits again. */
static BsOutboxState
read_state (BsOutboxEntry *self, const BsNode *node)
{
  if (self->key == NULL)
    return bs_outbox_entry_get_rest (self);

  return bs_node_get_flag (node, "refused", FALSE) ? BS_OUTBOX_REFUSED : BS_OUTBOX_WAITING;
}

gboolean
bs_outbox_entry_read (BsOutboxEntry *self, GError **error)
{
  g_autoptr (GFile) file = get_state_file (self);
  g_autofree char *path = g_file_get_parse_name (file);
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = bs_file_read (file, MAX_FILE, &local);
  g_autoptr (BsNode) node = NULL;
  const BsNode *submission;
  gsize length;

  if (bytes == NULL && g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  if (bytes == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  node = bs_json_parse (path, g_bytes_get_data (bytes, &length), g_bytes_get_size (bytes), error);
  if (node == NULL)
    return FALSE;

  self->key = dup_text (node, "key");
  self->etag = dup_text (node, "etag");
  self->error = dup_text (node, "error");
  self->sent_digest = dup_text (node, "sent");
  g_free (self->headline);
  self->headline = g_strdup (bs_node_get_text (node, "headline"));
  self->updated = bs_node_get_number (node, "updated", 0);
  submission = bs_node_get_member (node, "submission");
  if (submission != NULL)
    self->submission = bs_submission_from_node (submission, NULL);
  self->state = read_state (self, node);
  /* After a start everything is tried at once. */
  self->next_try = self->state == BS_OUTBOX_WAITING ? 1 : 0;

  return TRUE;
}

gboolean
bs_outbox_entry_write (BsOutboxEntry *self, GError **error)
{
  g_autoptr (GFile) file = get_state_file (self);
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  g_autoptr (BsNode) node = NULL;
  g_autofree char *text = NULL;
  gsize length;

  bs_node_builder_set_text (builder, "key", self->key);
  bs_node_builder_set_text (builder, "etag", self->etag);
  if (self->state == BS_OUTBOX_REFUSED)
    bs_node_builder_set_flag (builder, "refused", TRUE);
  bs_node_builder_set_text (builder, "error", self->error);
  bs_node_builder_set_text (builder, "sent", self->sent_digest);
  bs_node_builder_set_text (builder, "headline", self->headline);
  bs_node_builder_set_number (builder, "updated", self->updated);
  if (self->submission != NULL)
    bs_node_builder_set (builder, "submission", bs_submission_to_node (self->submission));
  node = bs_node_builder_end (builder);
  text = bs_json_write (node, BS_JSON_LINES, &length);

  return bs_file_write (file, text, length, error);
}

BsNode *
bs_outbox_entry_make_item (BsOutboxEntry *self, GDateTime *when, GError **error)
{
  g_autofree char *path = g_file_get_parse_name (self->file);
  g_autofree char *uri = g_strconcat (DRAFT_URN, self->id, NULL);
  g_autoptr (GBytes) bytes = bs_file_read (self->file, MAX_FILE, error);
  g_autoptr (BsNode) issue = NULL;
  const char *story;
  BsNode *item;

  if (bytes == NULL)
    return NULL;
  issue = bs_json_parse (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
  if (issue == NULL)
    return NULL;
  story = bs_node_get_text (bs_node_get_element (bs_issue_get_stories (issue), 0), "id");
  item = bs_draft_item_new (issue, story, uri, when);
  if (item == NULL)
    g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_CONTENT,
                 _ ("%s: holds no story. Write one before you send it"), path);

  return item;
}

/* --- Setters --- */

static void
notify (BsOutboxEntry *self, guint id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

void
bs_outbox_entry_set_state (BsOutboxEntry *self, BsOutboxState state)
{
  if (self->state == state)
    return;
  self->state = state;
  notify (self, PROP_STATE);
}

void
bs_outbox_entry_set_error (BsOutboxEntry *self, const char *error, gint64 next_try)
{
  if (g_strcmp0 (self->error, error) != 0)
    {
      g_free (self->error);
      self->error = g_strdup (error);
      notify (self, PROP_ERROR);
    }
  if (self->next_try != next_try)
    {
      self->next_try = next_try;
      notify (self, PROP_NEXT_TRY);
    }
}

void
bs_outbox_entry_set_progress (BsOutboxEntry *self, double progress)
{
  if (self->progress == progress)
    return;
  self->progress = progress;
  notify (self, PROP_PROGRESS);
}

void
bs_outbox_entry_set_submission (BsOutboxEntry *self, BsSubmission *submission)
{
  if (self->submission == submission)
    return;
  bs_submission_ref (submission);
  g_clear_pointer (&self->submission, bs_submission_unref);
  self->submission = submission;
  notify (self, PROP_SUBMISSION);
}

void
bs_outbox_entry_set_headline (BsOutboxEntry *self, const char *headline)
{
  if (g_strcmp0 (self->headline, headline) == 0)
    return;
  g_free (self->headline);
  self->headline = g_strdup (headline);
  notify (self, PROP_HEADLINE);
}

void
bs_outbox_entry_set_updated (BsOutboxEntry *self, gint64 updated)
{
  if (self->updated == updated)
    return;
  self->updated = updated;
  notify (self, PROP_UPDATED);
}

void
bs_outbox_entry_set_changed (BsOutboxEntry *self, gboolean changed)
{
  if (self->changed == changed)
    return;
  self->changed = changed;
  notify (self, PROP_CHANGED);
}

/* --- Object --- */

static void
bs_outbox_entry_finalize (GObject *object)
{
  BsOutboxEntry *self = BS_OUTBOX_ENTRY (object);

  g_free (self->id);
  g_object_unref (self->folder);
  g_object_unref (self->file);
  g_free (self->key);
  g_free (self->etag);
  g_free (self->headline);
  g_free (self->error);
  g_free (self->sent_digest);
  g_clear_pointer (&self->submission, bs_submission_unref);

  G_OBJECT_CLASS (bs_outbox_entry_parent_class)->finalize (object);
}

static void
bs_outbox_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  BsOutboxEntry *self = BS_OUTBOX_ENTRY (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    case PROP_HEADLINE:
      g_value_set_string (value, self->headline);
      break;
    case PROP_UPDATED:
      g_value_set_int64 (value, self->updated);
      break;
    case PROP_NEXT_TRY:
      g_value_set_int64 (value, self->next_try);
      break;
    case PROP_SUBMISSION:
      g_value_set_boxed (value, self->submission);
      break;
    case PROP_CHANGED:
      g_value_set_boolean (value, self->changed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
bs_outbox_entry_class_init (BsOutboxEntryClass *class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (class)->finalize = bs_outbox_entry_finalize;
  G_OBJECT_CLASS (class)->get_property = bs_outbox_entry_get_property;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, BS_TYPE_OUTBOX_STATE,
                                              BS_OUTBOX_DRAFT, flags);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  properties[PROP_HEADLINE] = g_param_spec_string ("headline", NULL, NULL, "", flags);
  properties[PROP_UPDATED] = g_param_spec_int64 ("updated", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_NEXT_TRY] = g_param_spec_int64 ("next-try", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_SUBMISSION] = g_param_spec_boxed ("submission", NULL, NULL, BS_TYPE_SUBMISSION,
                                                    flags);
  properties[PROP_CHANGED] = g_param_spec_boolean ("changed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPERTIES, properties);
}

static void
bs_outbox_entry_init (BsOutboxEntry *self)
{
  self->headline = g_strdup ("");
}

BsOutboxEntry *
bs_outbox_entry_new (GFile *folder, const char *id)
{
  BsOutboxEntry *self = g_object_new (BS_TYPE_OUTBOX_ENTRY, NULL);

  self->id = g_strdup (id);
  self->folder = g_file_get_child (folder, id);
  self->file = g_file_get_child (self->folder, "draft.broadsheet");

  return self;
}

BsOutboxState
bs_outbox_entry_get_state (BsOutboxEntry *self)
{
  return self->state;
}

const char *
bs_outbox_entry_get_id (BsOutboxEntry *self)
{
  return self->id;
}

const char *
bs_outbox_entry_get_headline (BsOutboxEntry *self)
{
  return self->headline;
}

const char *
bs_outbox_entry_get_error (BsOutboxEntry *self)
{
  return self->error;
}

double
bs_outbox_entry_get_progress (BsOutboxEntry *self)
{
  return self->progress;
}

gint64
bs_outbox_entry_get_updated (BsOutboxEntry *self)
{
  return self->updated;
}

gint64
bs_outbox_entry_get_next_try (BsOutboxEntry *self)
{
  return self->next_try;
}

gboolean
bs_outbox_entry_get_changed (BsOutboxEntry *self)
{
  return self->changed;
}

BsSubmission *
bs_outbox_entry_get_submission (BsOutboxEntry *self)
{
  return self->submission;
}

GFile *
bs_outbox_entry_get_file (BsOutboxEntry *self)
{
  return self->file;
}
