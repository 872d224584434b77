/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-submission-words.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>

#define MINUTE 60
#define HOUR (60 * MINUTE)

static char *
format (gint64 time, const char *pattern)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (time);

  return date != NULL ? g_date_time_format (date, pattern) : g_strdup ("");
}

/* Days from the one to the other, by the local calendar. */
static gint64
count_days (gint64 from, gint64 to)
{
  g_autoptr (GDateTime) first = g_date_time_new_from_unix_local (from);
  g_autoptr (GDateTime) last = g_date_time_new_from_unix_local (to);
  GDate first_day, last_day;

  if (first == NULL || last == NULL)
    return G_MAXINT64;
  g_date_set_dmy (&first_day, (GDateDay) g_date_time_get_day_of_month (first),
                  (GDateMonth) g_date_time_get_month (first),
                  (GDateYear) g_date_time_get_year (first));
  g_date_set_dmy (&last_day, (GDateDay) g_date_time_get_day_of_month (last),
                  (GDateMonth) g_date_time_get_month (last),
                  (GDateYear) g_date_time_get_year (last));

  return g_date_days_between (&first_day, &last_day);
}

/* The desk's clock may be ahead of ours: what lies before us was just now. */
char *
bs_submission_words_dup_time (gint64 time, gint64 now)
{
  gint64 age = now - time;
  gint64 days;

  if (age < MINUTE)
    return g_strdup (_ ("Just now"));
  if (age < HOUR)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d minute ago", "%d minutes ago",
                                         (gulong) (age / MINUTE)),
                            (int) (age / MINUTE));

  days = count_days (time, now);
  /* Translators: a time of today, of yesterday, and the day of what is older, as strftime has it. */
  return format (time, days == 0 ? _ ("%H:%M") : days == 1 ? _ ("Yesterday %H:%M") : _ ("%b %-d"));
}

char *
bs_submission_words_dup_exact (gint64 time)
{
  /* Translators: day and time to the second, as strftime has it. */
  return format (time, _ ("%A, %B %-d, %Y, %H:%M:%S"));
}

char *
bs_submission_words_dup_author (const BsSubmission *submission)
{
  const char *author = submission->author != NULL && *submission->author != '\0'
                         ? submission->author
                         : _ ("Unknown author");

  return submission->section != NULL && *submission->section != '\0'
           ? g_strdup_printf ("%s · %s", author, submission->section)
           : g_strdup (author);
}

char *
bs_submission_words_dup_size (const BsSubmission *submission)
{
  GString *size = g_string_new (NULL);

  g_string_append_printf (size,
                          g_dngettext (GETTEXT_PACKAGE, "%'u character", "%'u characters",
                                       (gulong) submission->characters),
                          submission->characters);
  if (submission->photos > 0)
    {
      g_string_append (size, " · ");
      g_string_append_printf (size,
                              g_dngettext (GETTEXT_PACKAGE, "%u photo", "%u photos",
                                           (gulong) submission->photos),
                              submission->photos);
    }
  if (submission->version > 1)
    {
      g_string_append (size, " · ");
      /* Translators: the second, third … version that its author sent. */
      g_string_append_printf (size, _ ("version %u"), submission->version);
    }

  return g_string_free (size, FALSE);
}

const char *
bs_submission_words_get_state (const BsSubmission *submission)
{
  switch (submission->state)
    {
    case BS_SUBMISSION_ACCEPTED:
      /* Translators: state of a submission: the desk has taken it in. */
      return C_ ("submission", "Accepted");
    case BS_SUBMISSION_RETURNED:
      /* Translators: state of a submission: the desk has given it back to its author. */
      return C_ ("submission", "Returned");
    case BS_SUBMISSION_RECEIVED:
    default:
      /* Translators: state of a submission: nobody has decided on it yet. */
      return C_ ("submission", "Waiting");
    }
}

const char *
bs_submission_words_get_headline (const BsSubmission *submission)
{
  return submission->headline != NULL && *submission->headline != '\0' ? submission->headline
                                                                       : _ ("Untitled Story");
}

const char *
bs_submission_words_get_reader (const BsSubmission *submission, gint64 now)
{
  return submission->claimed_until > now ? submission->claimed_by : NULL;
}
