/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-outbox-private.h"

#include "base/bs-file.h"
#include "bs-accept.h"
#include "bs-backoff.h"
#include "bs-config.h"
#include "bs-desk-error.h"
#include "model/bs-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ITEM (2 * 1024 * 1024)
#define DIGEST_CHARACTERS 64
#define LONGEST_PAUSE 300 /* seconds; nothing waits longer, whatever the clock does meanwhile */

/* One draft on its way: its photos one after the other, then itself. */
typedef struct
{
  BsOutboxSender *sender; /* NULL: given up; the answer is for nobody */
  BsOutboxEntry *entry;
  BsDeskClient *client;
  GCancellable *cancellable;
  GBytes *item;
  GPtrArray *media;    /* names of files */
  guint next;          /* of them */
  goffset sent, total; /* bytes of all of them */
} Journey;

struct _BsOutboxSender
{
  BsOutbox *outbox; /* borrowed: it owns this */
  Journey *journey; /* NULL: nothing is being sent */
  guint wake;       /* source */
  gint64 due;       /* what it waits for: what may be tried until then may be when it comes */
};

static void plan (BsOutboxSender *self);
static void go_on (Journey *journey);

static void
journey_free (Journey *journey)
{
  g_clear_object (&journey->entry);
  g_clear_object (&journey->client);
  g_clear_object (&journey->cancellable);
  g_clear_pointer (&journey->item, g_bytes_unref);
  g_clear_pointer (&journey->media, g_ptr_array_unref);
  g_free (journey);
}

static gint64
get_now (BsOutboxSender *self)
{
  g_autoptr (GDateTime) now = bs_environment_now (self->outbox->environment);

  return g_date_time_to_unix (now);
}

static void
keep (BsOutboxEntry *entry)
{
  g_autoptr (GError) error = NULL;

  if (!bs_outbox_entry_write (entry, &error))
    g_message ("%s", error->message);
}

/* --- The end of a journey --- */

static void
arrive (Journey *journey, BsSubmission *submission)
{
  BsOutboxEntry *entry = journey->entry;
  g_autoptr (GFile) sending = bs_outbox_entry_get_sending (entry);

  g_clear_pointer (&entry->key, g_free);
  g_clear_pointer (&entry->etag, g_free);
  entry->failures = 0;
  bs_outbox_entry_set_submission (entry, submission);
  bs_outbox_entry_set_error (entry, NULL, 0);
  bs_outbox_entry_set_progress (entry, 1);
  bs_outbox_entry_set_state (entry, bs_outbox_entry_get_rest (entry));
  bs_outbox_entry_set_updated (entry, get_now (journey->sender));
  /* Should this be lost, the same key asks again and gets the same answer. */
  keep (entry);
  g_file_delete (sending, NULL, NULL);
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_CONTENT)
         || g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_TOO_LARGE)
         || g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_CONFLICT)
         || g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_NOT_FOUND)
         || g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_KNOWN)
         || g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_CHANGED)
         || g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_DISK);
}

/* Other failures wait: for their time, or, where a new invitation is needed, for somebody. */
static void
fall_back (Journey *journey, const GError *error)
{
  BsOutboxEntry *entry = journey->entry;
  gint64 next_try = 0;

  entry->failures++;
  if (bs_desk_error_passes (error))
    next_try = get_now (journey->sender) + 1 + bs_backoff_milliseconds (entry->failures) / 1000;
  bs_outbox_entry_set_error (entry, error->message, next_try);
  bs_outbox_entry_set_state (entry, is_refusal (error) ? BS_OUTBOX_REFUSED : BS_OUTBOX_WAITING);
  keep (entry);
}

static void
end (Journey *journey, BsSubmission *submission, const GError *error)
{
  BsOutboxSender *self = journey->sender;

  if (self == NULL)
    {
      journey_free (journey);
      return;
    }
  if (submission != NULL)
    arrive (journey, submission);
  else
    fall_back (journey, error);
  self->journey = NULL;
  journey_free (journey);
  plan (self);
}

/* --- On the way --- */

/* Somebody decided on the version before, which is no reason not to take this one; somebody else's
 * newer version is. */
static void
on_looked_again (GObject *source, GAsyncResult *result, gpointer data)
{
  Journey *journey = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsSubmission) now = bs_desk_client_get_finish (BS_DESK_CLIENT (source), result,
                                                            &error);
  BsOutboxEntry *entry = journey->entry;

  if (now == NULL || journey->sender == NULL)
    {
      end (journey, NULL, error);
      return;
    }
  if (now->version != entry->submission->version || g_strcmp0 (now->etag, entry->etag) == 0)
    {
      g_set_error_literal (&error, BS_DESK_ERROR, BS_DESK_ERROR_CHANGED,
                           _ ("The desk has a newer version of this draft, sent from elsewhere. "
                              "Compare the two, then send this one as a new draft"));
      end (journey, NULL, error);
      return;
    }
  bs_outbox_entry_set_submission (entry, now);
  g_free (entry->etag);
  entry->etag = g_strdup (now->etag);
  keep (entry);
  go_on (journey);
}

/* The outbox does not know of it, the desk does: put back from a backup, say. What becomes of it is
 * for its author to say, who finds it here as it stands there; sent again, it is a new version. */
static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer data)
{
  Journey *journey = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsSubmission) known = bs_desk_client_get_finish (BS_DESK_CLIENT (source), result,
                                                              &error);

  if (known != NULL && journey->sender != NULL)
    {
      bs_outbox_entry_set_submission (journey->entry, known);
      g_set_error (&error, BS_DESK_ERROR, BS_DESK_ERROR_KNOWN,
                   _ (
                     "The desk has this draft already, in version %u. Look at it there; send yours "
                     "again to make it a new version"),
                   known->version);
    }
  end (journey, NULL, error);
}

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer data)
{
  Journey *journey = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsSubmission) submission = bs_desk_client_submit_finish (BS_DESK_CLIENT (source),
                                                                      result, &error);

  if (g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_CHANGED) && journey->sender != NULL
      && journey->entry->submission != NULL)
    bs_desk_client_get_async (journey->client, journey->entry->submission->id, 0,
                              journey->cancellable, on_looked_again, journey);
  else if (g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_KNOWN) && journey->sender != NULL
           && bs_desk_client_get_known (BS_DESK_CLIENT (source), result) != NULL)
    bs_desk_client_get_async (journey->client,
                              bs_desk_client_get_known (BS_DESK_CLIENT (source), result), 0,
                              journey->cancellable, on_looked_up, journey);
  else
    end (journey, submission, error);
}

static GFile *
get_media_file (Journey *journey, const char *name)
{
  g_autoptr (GFile) folder = g_file_get_child (journey->entry->folder, "draft.media");

  return g_file_get_child (folder, name);
}

static goffset
measure (Journey *journey, const char *name)
{
  g_autoptr (GFile) file = get_media_file (journey, name);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL ? g_file_info_get_size (info) : 0;
}

static void
on_progress (goffset done, goffset total G_GNUC_UNUSED, gpointer data)
{
  Journey *journey = data;

  if (journey->sender != NULL && journey->total > 0)
    bs_outbox_entry_set_progress (journey->entry,
                                  CLAMP ((journey->sent + done) / (double) journey->total, 0, 1));
}

static void
on_photo_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  Journey *journey = data;
  g_autoptr (GError) error = NULL;

  if (!bs_desk_client_put_media_finish (BS_DESK_CLIENT (source), result, &error)
      || journey->sender == NULL)
    {
      if (error != NULL && is_refusal (error))
        /* Translators: its place among the photos, and what the desk has against it */
        g_prefix_error (&error, _ ("Photo %u: "), journey->next + 1);
      end (journey, NULL, error);
      return;
    }
  journey->sent += measure (journey, g_ptr_array_index (journey->media, journey->next));
  journey->next++;
  go_on (journey);
}

static void
go_on (Journey *journey)
{
  BsOutboxEntry *entry = journey->entry;

  if (journey->next < journey->media->len)
    {
      const char *name = g_ptr_array_index (journey->media, journey->next);
      g_autofree char *sha = g_strndup (name, DIGEST_CHARACTERS);
      g_autoptr (GFile) file = get_media_file (journey, name);

      bs_desk_client_put_media_async (journey->client, file, sha, on_progress, journey,
                                      journey->cancellable, on_photo_sent, journey);
      return;
    }
  bs_desk_client_submit_async (journey->client, journey->item, entry->key,
                               entry->etag != NULL && entry->submission != NULL
                                 ? entry->submission->id
                                 : NULL,
                               entry->etag, journey->cancellable, on_submitted, journey);
}

/* --- The beginning --- */

static gboolean
read_frozen (Journey *journey, GError **error)
{
  g_autoptr (GFile) file = bs_outbox_entry_get_sending (journey->entry);
  g_autoptr (BsSubmission) holder = bs_submission_new ();
  gsize length;
  const char *text;

  journey->item = bs_file_read (file, MAX_ITEM, error);
  if (journey->item == NULL)
    return FALSE;
  text = g_bytes_get_data (journey->item, &length);
  holder->item = bs_json_parse ("sending.json", text, length, error);
  if (holder->item == NULL)
    return FALSE;
  journey->media = bs_accept_list_media (holder);
  for (guint i = 0; i < journey->media->len; i++)
    journey->total += measure (journey, g_ptr_array_index (journey->media, i));

  return TRUE;
}

static void
depart (BsOutboxSender *self, BsOutboxEntry *entry)
{
  Journey *journey = g_new0 (Journey, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refusal = NULL;

  journey->sender = self;
  journey->entry = g_object_ref (entry);
  journey->client = g_object_ref (self->outbox->client);
  journey->cancellable = g_cancellable_new ();
  self->journey = journey;
  if (!read_frozen (journey, &error))
    {
      refusal = g_error_new (BS_DESK_ERROR, BS_DESK_ERROR_DISK,
                             _ ("What was to be sent cannot be read any more: %s. The draft is "
                                "still there: send it again"),
                             error->message);
      end (journey, NULL, refusal);
      return;
    }
  bs_outbox_entry_set_progress (entry, 0);
  bs_outbox_entry_set_state (entry, BS_OUTBOX_SENDING);
  go_on (journey);
}

/* The time is up by the clock that only goes on. The other, by which a draft says when, may have been
 * set back meanwhile, or stand still (SOURCE_DATE_EPOCH). */
static gboolean
on_wake (gpointer data)
{
  BsOutboxSender *self = data;

  self->wake = 0;
  for (guint i = 0; i < bs_outbox_count (self->outbox); i++)
    {
      BsOutboxEntry *entry = bs_outbox_get (self->outbox, i);

      if (entry->state == BS_OUTBOX_WAITING && entry->next_try != 0 && entry->next_try <= self->due)
        bs_outbox_entry_set_error (entry, entry->error, 1);
    }
  plan (self);

  return G_SOURCE_REMOVE;
}

/* The oldest that may go now; else the time at which one may. */
static void
plan (BsOutboxSender *self)
{
  gint64 now = get_now (self);
  gint64 soonest = G_MAXINT64;

  g_clear_handle_id (&self->wake, g_source_remove);
  if (self->journey != NULL || self->outbox->client == NULL || self->outbox->lock == NULL)
    return;
  for (guint i = bs_outbox_count (self->outbox); i > 0; i--)
    {
      BsOutboxEntry *entry = bs_outbox_get (self->outbox, i - 1);

      if (entry->state != BS_OUTBOX_WAITING || entry->next_try == 0)
        continue;
      if (entry->next_try <= now || entry->next_try > now + LONGEST_PAUSE + 1)
        {
          depart (self, entry);
          return;
        }
      soonest = MIN (soonest, entry->next_try);
    }
  self->due = soonest;
  if (soonest != G_MAXINT64)
    self->wake = g_timeout_add_seconds ((guint) CLAMP (soonest - now, 1, LONGEST_PAUSE), on_wake,
                                        self);
}

BsOutboxSender *
bs_outbox_sender_new (BsOutbox *outbox)
{
  BsOutboxSender *self = g_new0 (BsOutboxSender, 1);

  self->outbox = outbox;

  return self;
}

void
bs_outbox_sender_abort (BsOutboxSender *self)
{
  Journey *journey = g_steal_pointer (&self->journey);

  if (journey == NULL)
    return;
  /* Its last callback frees it. */
  journey->sender = NULL;
  bs_outbox_entry_set_state (journey->entry, BS_OUTBOX_WAITING);
  bs_outbox_entry_set_error (journey->entry, journey->entry->error, 1);
  g_cancellable_cancel (journey->cancellable);
}

void
bs_outbox_sender_free (BsOutboxSender *self)
{
  bs_outbox_sender_abort (self);
  g_clear_handle_id (&self->wake, g_source_remove);
  g_free (self);
}

void
bs_outbox_sender_wake (BsOutboxSender *self)
{
  plan (self);
}

gboolean
bs_outbox_sender_has (BsOutboxSender *self, BsOutboxEntry *entry)
{
  return self->journey != NULL && self->journey->entry == entry;
}
