/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-draft-words.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>

char *
bs_draft_words_dup_headline (BsOutboxEntry *entry)
{
  const char *headline = bs_outbox_entry_get_headline (entry);

  return g_strdup (*headline != '\0' ? headline : _ ("Without headline"));
}

static char *
dup_waiting (BsOutboxEntry *entry, gint64 now)
{
  gint64 left = bs_outbox_entry_get_next_try (entry) - now;

  if (bs_outbox_entry_get_error (entry) == NULL)
    return g_strdup (_ ("Waiting to be sent"));
  if (bs_outbox_entry_get_next_try (entry) == 0)
    /* Translators: it is not sent before somebody has done what the message below says */
    return g_strdup (_ ("Waiting for you"));
  if (now == 0 || left <= 0)
    return g_strdup (_ ("Waiting, trying again now"));
  if (left < 60)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Waiting, next try in %d second",
                                         "Waiting, next try in %d seconds", (gulong) left),
                            (int) left);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Waiting, next try in %d minute",
                                       "Waiting, next try in %d minutes", (gulong) (left / 60)),
                          (int) (left / 60));
}

static char *
dup_received (const BsSubmission *submission)
{
  if (submission->accepted_version > 0)
    /* Translators: %u is a version of the draft; the one before it was taken into the paper */
    return g_strdup_printf (_ ("Version %u received; version %u was accepted"), submission->version,
                            submission->accepted_version);
  if (submission->version > 1)
    return g_strdup_printf (_ ("Version %u received by the desk"), submission->version);

  return g_strdup (_ ("Received by the desk"));
}

static char *
dup_accepted (const BsSubmission *submission)
{
  if (submission->page != NULL && *submission->page != '\0')
    /* Translators: what became of a draft; %s is a page such as A2 */
    return g_strdup_printf (_ ("Accepted into %s"), submission->page);

  return g_strdup (_ ("Accepted"));
}

static char *
dup_returned (const BsSubmission *submission)
{
  if (submission->decided_by != NULL && *submission->decided_by != '\0')
    /* Translators: %s is the editor who sent the draft back to its author */
    return g_strdup_printf (_ ("Returned by %s"), submission->decided_by);

  return g_strdup (_ ("Returned"));
}

char *
bs_draft_words_dup_decision (const BsSubmission *submission)
{
  return submission->state == BS_SUBMISSION_ACCEPTED ? dup_accepted (submission)
                                                     : dup_returned (submission);
}

static char *
dup_plain (BsOutboxEntry *entry, gint64 now)
{
  const BsSubmission *submission = bs_outbox_entry_get_submission (entry);

  switch (bs_outbox_entry_get_state (entry))
    {
    case BS_OUTBOX_WAITING:
      return dup_waiting (entry, now);
    case BS_OUTBOX_SENDING:
      return g_strdup_printf (_ ("Sending, %d %%"),
                              (int) (bs_outbox_entry_get_progress (entry) * 100));
    case BS_OUTBOX_RECEIVED:
      return dup_received (submission);
    case BS_OUTBOX_ACCEPTED:
      return dup_accepted (submission);
    case BS_OUTBOX_RETURNED:
      return dup_returned (submission);
    case BS_OUTBOX_REFUSED:
      return g_strdup (_ ("Not sent"));
    case BS_OUTBOX_DRAFT:
    default:
      /* Translators: how a draft stands */
      return g_strdup (_ ("Not sent yet"));
    }
}

char *
bs_draft_words_dup_state (BsOutboxEntry *entry, gint64 now)
{
  g_autofree char *plain = dup_plain (entry, now);

  if (!bs_outbox_entry_get_changed (entry))
    return g_steal_pointer (&plain);

  /* Translators: how a draft stands, such as "Returned"; and it was edited since it was sent */
  return g_strdup_printf (_ ("%s · changed since"), plain);
}

const char *
bs_draft_words_get_detail (BsOutboxEntry *entry)
{
  const BsSubmission *submission = bs_outbox_entry_get_submission (entry);
  const char *error = bs_outbox_entry_get_error (entry);

  if (error != NULL && *error != '\0')
    return error;
  switch (bs_outbox_entry_get_state (entry))
    {
    case BS_OUTBOX_ACCEPTED:
    case BS_OUTBOX_RETURNED:
      return submission->note != NULL && *submission->note != '\0' ? submission->note : NULL;
    case BS_OUTBOX_DRAFT:
    case BS_OUTBOX_WAITING:
    case BS_OUTBOX_SENDING:
    case BS_OUTBOX_RECEIVED:
    case BS_OUTBOX_REFUSED:
    default:
      return NULL;
    }
}

char *
bs_draft_words_dup_time (gint64 time, GDateTime *now)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);
  g_autoptr (GDateTime) then = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autoptr (GDateTime) here = g_date_time_to_local (now);

  if (time == 0 || then == NULL)
    return g_strdup ("");
  if (g_date_time_get_year (then) != g_date_time_get_year (here))
    /* Translators: a day of another year, as strftime has it */
    return g_date_time_format (then, _ ("%b %-d, %Y"));
  if (g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (here))
    return g_date_time_format (then, "%H:%M");

  /* Translators: a day of this year and its time, as strftime has it */
  return g_date_time_format (then, _ ("%b %-d, %H:%M"));
}

const char *
bs_draft_words_get_icon (BsOutboxState state)
{
  switch (state)
    {
    case BS_OUTBOX_WAITING:
      return "content-loading-symbolic";
    case BS_OUTBOX_SENDING:
      return "document-send-symbolic";
    case BS_OUTBOX_RECEIVED:
      return "mail-unread-symbolic";
    case BS_OUTBOX_ACCEPTED:
      return "object-select-symbolic";
    case BS_OUTBOX_RETURNED:
      return "mail-replied-symbolic";
    case BS_OUTBOX_REFUSED:
      return "dialog-warning-symbolic";
    case BS_OUTBOX_DRAFT:
    default:
      return "document-edit-symbolic";
    }
}

const char *
bs_draft_words_get_style (BsOutboxState state)
{
  switch (state)
    {
    case BS_OUTBOX_ACCEPTED:
      return "success";
    case BS_OUTBOX_RETURNED:
      return "warning";
    case BS_OUTBOX_REFUSED:
      return "error";
    case BS_OUTBOX_DRAFT:
    case BS_OUTBOX_WAITING:
    case BS_OUTBOX_SENDING:
    case BS_OUTBOX_RECEIVED:
    default:
      return "dim-label";
    }
}
