/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-outbox-private.h"

#include "base/bs-file.h"
#include "bs-config.h"
#include "bs-accept.h"
#include "bs-desk-error.h"
#include "bs-draft-item.h"
#include "model/bs-document.h"
#include "model/bs-issue.h"
#include "model/bs-json.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define TRASH "trash"
#define LOCK "outbox"

enum
{
  CONNECTION_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BsOutbox, bs_outbox, BS_TYPE_OBJECT_LIST)

guint
bs_outbox_count (BsOutbox *self)
{
  return bs_object_list_get_length (BS_OBJECT_LIST (self));
}

BsOutboxEntry *
bs_outbox_get (BsOutbox *self, guint position)
{
  return bs_object_list_get (BS_OBJECT_LIST (self), position);
}

static gint64
get_now (BsOutbox *self)
{
  g_autoptr (GDateTime) now = bs_environment_now (self->environment);

  return g_date_time_to_unix (now);
}

/* --- Reading what is there --- */

static char *
digest_item (const BsNode *item)
{
  gsize length;
  g_autofree char *text = bs_json_write (item, BS_JSON_COMPACT, &length);

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);
}

void
bs_outbox_refresh (BsOutbox *self G_GNUC_UNUSED, BsOutboxEntry *entry)
{
  g_autoptr (BsNode) item = bs_outbox_entry_make_item (entry, NULL, NULL);
  g_autofree char *digest = NULL;
  const BsNode *headline;

  if (item == NULL)
    return;
  digest = digest_item (item);
  headline = bs_node_get_element (bs_node_get_member (item, "headlines"), 0);
  bs_outbox_entry_set_headline (entry, bs_node_get_text (headline, "value"));
  bs_outbox_entry_set_changed (entry, entry->sent_digest != NULL
                                        && !g_str_equal (digest, entry->sent_digest));
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const BsOutboxEntry *first = *(BsOutboxEntry *const *) a;
  const BsOutboxEntry *second = *(BsOutboxEntry *const *) b;

  return (first->updated < second->updated) - (first->updated > second->updated);
}

static gboolean
read_entries (BsOutbox *self, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *path = g_file_get_path (self->folder);
  g_autoptr (GDir) folder = g_dir_open (path, 0, error);
  const char *name;

  if (folder == NULL)
    return FALSE;
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autoptr (BsOutboxEntry) entry = NULL;
      g_autoptr (GError) damage = NULL;

      if (!g_uuid_string_is_valid (name))
        continue;
      entry = bs_outbox_entry_new (self->folder, name);
      /* A state that cannot be read must not hide the draft: it is a draft again, and says why. */
      if (!bs_outbox_entry_read (entry, &damage))
        bs_outbox_entry_set_error (entry, damage->message, 0);
      /* Ended between the folder and the file: nothing was written yet. */
      if (!g_file_query_exists (entry->file, NULL))
        continue;
      bs_outbox_refresh (self, entry);
      g_ptr_array_add (entries, g_steal_pointer (&entry));
    }
  g_ptr_array_sort (entries, compare_entries);
  bs_object_list_take (BS_OBJECT_LIST (self), g_steal_pointer (&entries));

  return TRUE;
}

/**
 * bs_outbox_open:
 * @folder: local
 *
 * Blocks for as long as it takes to read the drafts.
 *
 * Returns: (transfer full) (nullable): %NULL where the folder cannot be used
 */
BsOutbox *
bs_outbox_open (BsEnvironment *environment, GFile *folder, GError **error)
{
  g_autoptr (BsOutbox) self = g_object_new (BS_TYPE_OUTBOX, NULL);
  g_autofree char *path = g_file_get_path (folder);
  g_autoptr (GFile) lock = g_file_get_child (folder, LOCK);
  g_autoptr (GError) held = NULL;

  self->environment = g_object_ref (environment);
  self->folder = g_object_ref (folder);
  if (g_mkdir_with_parents (path, 0700) != 0)
    {
      g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_DISK,
                   _ ("%s: drafts cannot be kept there: %s. Make the folder writable"), path,
                   g_strerror (errno));
      return NULL;
    }
  self->lock = bs_lock_new (environment, lock, &held);
  if (!read_entries (self, error))
    return NULL;
  self->sender = bs_outbox_sender_new (self);

  return g_steal_pointer (&self);
}

gboolean
bs_outbox_get_read_only (BsOutbox *self)
{
  return self->lock == NULL;
}

/* --- What the desk tells --- */

static BsOutboxEntry *
find_submission (BsOutbox *self, const char *id)
{
  for (guint i = 0; i < bs_outbox_count (self); i++)
    {
      BsOutboxEntry *entry = bs_outbox_get (self, i);

      if (entry->submission != NULL && g_str_equal (entry->submission->id, id))
        return entry;
    }

  return NULL;
}

/* A version that is under way is not overtaken by what was said of the one before. */
static void
on_told (BsOutbox *self, BsSubmission *submission)
{
  BsOutboxEntry *entry = find_submission (self, submission->id);
  g_autoptr (GError) error = NULL;

  if (entry == NULL || submission->sequence <= entry->submission->sequence)
    return;
  bs_outbox_entry_set_submission (entry, submission);
  if (entry->key == NULL)
    bs_outbox_entry_set_state (entry, bs_outbox_entry_get_rest (entry));
  if (!bs_outbox_entry_write (entry, &error))
    g_message ("%s", error->message);
}

static void
on_connection (BsOutbox *self)
{
  g_signal_emit (self, signals[CONNECTION_CHANGED], 0);
}

void
bs_outbox_set_client (BsOutbox *self, BsDeskClient *client)
{
  g_return_if_fail (BS_IS_OUTBOX (self));

  if (self->client == client)
    return;
  bs_outbox_sender_abort (self->sender);
  if (self->feed != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->feed, self);
      bs_desk_feed_stop (self->feed);
    }
  g_clear_object (&self->feed);
  g_set_object (&self->client, client);
  if (client == NULL || self->lock == NULL)
    return;

  self->feed = bs_desk_feed_new (client);
  g_signal_connect_swapped (self->feed, "told", G_CALLBACK (on_told), self);
  g_signal_connect_swapped (self->feed, "notify::error", G_CALLBACK (on_connection), self);
  g_signal_connect_swapped (self->feed, "notify::up-to-date", G_CALLBACK (on_connection), self);
  bs_desk_feed_start (self->feed);
  bs_outbox_retry (self);
}

/* --- Drafts --- */

static gboolean
check_writable (BsOutbox *self, GError **error)
{
  if (self->lock != NULL)
    return TRUE;
  g_set_error_literal (
    error, BS_DESK_ERROR, BS_DESK_ERROR_BUSY,
    _ ("The drafts are open in another window of yours. Go on there, or close it"));

  return FALSE;
}

static gboolean
is_han (const char *name)
{
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;

  return FALSE;
}

/* Whoever reports for a Chinese paper stands under the headline with the title of one who does. Other
 * papers have no such title in common. */
static void
sign (BsNodeBuilder *byline, const char *author)
{
  gboolean titled = is_han (author);

  bs_node_builder_set_text (byline, "form", titled ? "reporter" : "dots");
  if (titled)
    bs_node_builder_set_text (byline, "title", "本报记者");
}

static BsNode *
make_story (const char *author)
{
  BsNodeBuilder *story = bs_node_builder_new_object ();
  BsNodeBuilder *bylines = bs_node_builder_new_array ();

  bs_node_builder_set_text (story, "id", BS_OUTBOX_STORY);
  if (author != NULL && *author != '\0')
    {
      BsNodeBuilder *byline = bs_node_builder_new_object ();
      BsNodeBuilder *names = bs_node_builder_new_array ();

      bs_node_builder_add (names, bs_node_new_string (author));
      bs_node_builder_set_text (byline, "id", "b1");
      sign (byline, author);
      bs_node_builder_set (byline, "names", bs_node_builder_end (names));
      bs_node_builder_add (bylines, bs_node_builder_end (byline));
    }
  bs_node_builder_set (story, "bylines", bs_node_builder_end (bylines));
  bs_node_builder_set_text (story, "status", "draft");

  return bs_node_builder_end (story);
}

static gboolean
write_draft (BsOutbox *self, BsOutboxEntry *entry, const char *author, GError **error)
{
  const BsNewIssue issue = { .name = "" };
  g_autoptr (BsDocument) document = bs_document_new (self->environment, &issue);
  g_autoptr (BsNode) story = make_story (author);
  gboolean done = bs_document_insert (document, "/stories", -1, story, error)
                  && bs_document_save_as (document, entry->file, error);

  bs_document_close (document);

  return done;
}

/**
 * bs_outbox_add_draft:
 *
 * Returns: (transfer none) (nullable): the new draft, first of the list
 */
BsOutboxEntry *
bs_outbox_add_draft (BsOutbox *self, const char *author, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (BsOutboxEntry) entry = NULL;
  BsOutboxEntry *added;

  g_return_val_if_fail (BS_IS_OUTBOX (self), NULL);

  if (!check_writable (self, error))
    return NULL;
  entry = bs_outbox_entry_new (self->folder, id);
  entry->updated = get_now (self);
  if (!g_file_make_directory (entry->folder, NULL, error)
      || !write_draft (self, entry, author, error) || !bs_outbox_entry_write (entry, error))
    return NULL;

  added = entry;
  bs_object_list_insert (BS_OBJECT_LIST (self), 0, entry);

  return added;
}

/* --- Sending --- */

/* The desk would read it to the end before it says no, each time. */
static gboolean
check_photos (BsOutboxEntry *entry, BsNode *item, GError **error)
{
  g_autoptr (BsSubmission) holder = bs_submission_new ();
  g_autoptr (GFile) folder = g_file_get_child (entry->folder, "draft.media");
  g_autoptr (GPtrArray) names = NULL;

  holder->item = bs_node_ref (item);
  names = bs_accept_list_media (holder);
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (GFile) file = g_file_get_child (folder, g_ptr_array_index (names, i));
      g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                      G_FILE_QUERY_INFO_NONE, NULL, NULL);
      g_autofree char *size = NULL;
      g_autofree char *limit = NULL;

      if (info == NULL || g_file_info_get_size (info) <= BS_DRAFT_MAX_PHOTO_BYTES)
        continue;
      size = g_format_size (g_file_info_get_size (info));
      limit = g_format_size (BS_DRAFT_MAX_PHOTO_BYTES);
      g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_TOO_LARGE,
                   _ ("Photo %u: it is %s large, and the desk takes %s. Save it smaller, or leave "
                      "it out"),
                   i + 1, size, limit);
      return FALSE;
    }

  return TRUE;
}

/* The item as bytes, checked as the desk will check it. */
static char *
freeze (BsOutbox *self, BsOutboxEntry *entry, gsize *length, GError **error)
{
  g_autoptr (GDateTime) now = bs_environment_now (self->environment);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BsNode) item = bs_outbox_entry_make_item (entry, now, error);
  g_autoptr (BsDraftFacts) facts = NULL;
  g_autofree char *text = NULL;

  if (item == NULL || !check_photos (entry, item, error))
    return NULL;
  text = bs_json_write (item, BS_JSON_COMPACT, length);
  facts = bs_draft_facts_new (text, *length, errors, error);

  return facts != NULL ? g_steal_pointer (&text) : NULL;
}

/**
 * bs_outbox_send:
 *
 * Blocks for two small durable writes.
 *
 * Returns: %FALSE where it cannot be sent, and nothing has changed
 */
gboolean
bs_outbox_send (BsOutbox *self, BsOutboxEntry *entry, GError **error)
{
  g_autoptr (BsNode) comparable = NULL;
  g_autoptr (GFile) sending = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  g_return_val_if_fail (BS_IS_OUTBOX (self), FALSE);

  if (!check_writable (self, error) || !bs_outbox_hold_back (self, entry, error))
    return FALSE;
  text = freeze (self, entry, &length, error);
  comparable = text != NULL ? bs_outbox_entry_make_item (entry, NULL, error) : NULL;
  if (comparable == NULL)
    return FALSE;
  sending = bs_outbox_entry_get_sending (entry);
  if (!bs_file_write (sending, text, length, error))
    return FALSE;

  g_free (entry->sent_digest);
  entry->sent_digest = digest_item (comparable);
  entry->key = g_uuid_string_random ();
  entry->etag = entry->submission != NULL ? g_strdup (entry->submission->etag) : NULL;
  entry->failures = 0;
  bs_outbox_entry_set_updated (entry, get_now (self));
  bs_outbox_entry_set_changed (entry, FALSE);
  bs_outbox_entry_set_progress (entry, 0);
  bs_outbox_entry_set_error (entry, NULL, 1);
  bs_outbox_entry_set_state (entry, BS_OUTBOX_WAITING);
  if (!bs_outbox_entry_write (entry, error))
    {
      g_clear_pointer (&entry->key, g_free);
      bs_outbox_entry_set_state (entry, bs_outbox_entry_get_rest (entry));
      return FALSE;
    }
  bs_outbox_sender_wake (self->sender);

  return TRUE;
}

/* Once an attempt was made the desk may have it, though no answer came: then it is not to be had back,
 * and only the desk can say. That is why the key is kept until there is an answer. */
gboolean
bs_outbox_hold_back (BsOutbox *self, BsOutboxEntry *entry, GError **error)
{
  g_return_val_if_fail (BS_IS_OUTBOX (self), FALSE);

  if (entry->key == NULL)
    return TRUE;
  if (!check_writable (self, error))
    return FALSE;
  if (bs_outbox_sender_has (self->sender, entry)
      || (entry->failures > 0 && entry->state == BS_OUTBOX_WAITING))
    {
      g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_BUSY,
                           _ ("This draft is on its way, and the desk may have it already. Wait "
                              "until it has arrived, then send a new version"));
      return FALSE;
    }
  g_clear_pointer (&entry->key, g_free);
  g_clear_pointer (&entry->etag, g_free);
  bs_outbox_entry_set_error (entry, NULL, 0);
  bs_outbox_entry_set_state (entry, bs_outbox_entry_get_rest (entry));

  return bs_outbox_entry_write (entry, error);
}

void
bs_outbox_retry (BsOutbox *self)
{
  g_return_if_fail (BS_IS_OUTBOX (self));

  if (self->lock == NULL)
    return;
  for (guint i = 0; i < bs_outbox_count (self); i++)
    {
      BsOutboxEntry *entry = bs_outbox_get (self, i);

      if (entry->state == BS_OUTBOX_WAITING)
        bs_outbox_entry_set_error (entry, entry->error, 1);
    }
  if (self->feed != NULL)
    bs_desk_feed_retry (self->feed);
  bs_outbox_sender_wake (self->sender);
}

gboolean
bs_outbox_get_up_to_date (BsOutbox *self)
{
  g_return_val_if_fail (BS_IS_OUTBOX (self), FALSE);

  return self->feed != NULL && bs_desk_feed_get_up_to_date (self->feed);
}

const GError *
bs_outbox_get_feed_error (BsOutbox *self)
{
  g_return_val_if_fail (BS_IS_OUTBOX (self), NULL);

  return self->feed != NULL ? bs_desk_feed_get_error (self->feed) : NULL;
}

guint
bs_outbox_count_waiting (BsOutbox *self)
{
  guint n = 0;

  for (guint i = 0; i < bs_outbox_count (self); i++)
    {
      BsOutboxState state = bs_outbox_get (self, i)->state;

      n += state == BS_OUTBOX_WAITING || state == BS_OUTBOX_SENDING;
    }

  return n;
}

/* --- Removing --- */

static gboolean
move_folder (GFile *from, GFile *to, GError **error)
{
  g_autofree char *source = g_file_get_path (from);
  g_autofree char *target = g_file_get_path (to);
  g_autofree char *parent = g_path_get_dirname (target);

  if (g_mkdir_with_parents (parent, 0700) == 0 && g_rename (source, target) == 0)
    return TRUE;
  g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_DISK,
               _ ("%s: cannot be moved: %s. See whether the folder is writable"), source,
               g_strerror (errno));

  return FALSE;
}

static GFile *
get_trashed (BsOutbox *self, BsOutboxEntry *entry)
{
  g_autoptr (GFile) trash = g_file_get_child (self->folder, TRASH);

  return g_file_get_child (trash, entry->id);
}

gboolean
bs_outbox_remove (BsOutbox *self, BsOutboxEntry *entry, GError **error)
{
  g_autoptr (GFile) trashed = get_trashed (self, entry);
  guint index;

  g_return_val_if_fail (BS_IS_OUTBOX (self), FALSE);

  if (!bs_object_list_find (BS_OBJECT_LIST (self), entry, &index))
    return TRUE;
  if (!check_writable (self, error) || !bs_outbox_hold_back (self, entry, error)
      || !move_folder (entry->folder, trashed, error))
    return FALSE;
  bs_object_list_remove (BS_OBJECT_LIST (self), index);

  return TRUE;
}

static void
delete_folder (GFile *folder)
{
  g_autoptr (GFileEnumerator) files = g_file_enumerate_children (
    folder, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
    G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFileInfo *info;
  GFile *file;

  while (files != NULL && g_file_enumerator_iterate (files, &info, &file, NULL, NULL)
         && info != NULL)
    if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
      delete_folder (file);
    else
      g_file_delete (file, NULL, NULL);
  g_file_delete (folder, NULL, NULL);
}

/* Out of sight first: half a draft is never one. */
gboolean
bs_outbox_discard (BsOutbox *self, BsOutboxEntry *entry, GError **error)
{
  g_autoptr (GFile) trashed = get_trashed (self, entry);

  if (!bs_outbox_remove (self, entry, error))
    return FALSE;
  delete_folder (trashed);

  return TRUE;
}

gboolean
bs_outbox_restore (BsOutbox *self, BsOutboxEntry *entry, GError **error)
{
  g_autoptr (GFile) trashed = get_trashed (self, entry);
  guint index = 0;

  g_return_val_if_fail (BS_IS_OUTBOX (self), FALSE);

  if (!check_writable (self, error) || !move_folder (trashed, entry->folder, error))
    return FALSE;
  while (index < bs_outbox_count (self) && bs_outbox_get (self, index)->updated > entry->updated)
    index++;
  bs_object_list_insert (BS_OBJECT_LIST (self), index, entry);

  return TRUE;
}

/* --- Object --- */

static void
bs_outbox_dispose (GObject *object)
{
  BsOutbox *self = BS_OUTBOX (object);

  if (self->sender != NULL)
    bs_outbox_set_client (self, NULL);
  g_clear_pointer (&self->sender, bs_outbox_sender_free);

  G_OBJECT_CLASS (bs_outbox_parent_class)->dispose (object);
}

static void
bs_outbox_finalize (GObject *object)
{
  BsOutbox *self = BS_OUTBOX (object);

  g_clear_pointer (&self->lock, bs_lock_free);
  g_clear_object (&self->folder);
  g_clear_object (&self->environment);

  G_OBJECT_CLASS (bs_outbox_parent_class)->finalize (object);
}

static void
bs_outbox_class_init (BsOutboxClass *class)
{
  G_OBJECT_CLASS (class)->dispose = bs_outbox_dispose;
  G_OBJECT_CLASS (class)->finalize = bs_outbox_finalize;
  BS_OBJECT_LIST_CLASS (class)->item_type = BS_TYPE_OUTBOX_ENTRY;

  signals[CONNECTION_CHANGED] = g_signal_new ("connection-changed", BS_TYPE_OUTBOX,
                                              G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                              0);
}

static void
bs_outbox_init (BsOutbox *self G_GNUC_UNUSED)
{
}
