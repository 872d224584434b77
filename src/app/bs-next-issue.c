/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-next-issue.h"

#include "bs-config.h"
#include "bs-issue-words.h"
#include "bs-settings.h"

#include <glib/gi18n-lib.h>

void
bs_next_issue_get_date (BsEnvironment *environment, const BsNode *rules, GDate *date)
{
  g_autoptr (GDateTime) now = bs_environment_now (environment);
  g_autoptr (GDateTime) local = g_date_time_to_local (now);
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, (GDateDay) g_date_time_get_day_of_month (local),
                  (GDateMonth) g_date_time_get_month (local),
                  (GDateYear) g_date_time_get_year (local));
  bs_numbering_next_date (rules, &today, date);
}

void
bs_next_issue_number (BsEnvironment *environment, const BsNode *rules, const char *name,
                      const GDate *date, BsNextNumber *next)
{
  g_autoptr (GArray) known = bs_recent_issues_list_numbered (bs_recent_issues_get (environment),
                                                             name);
  BsNumbered record;

  if (rules != NULL && bs_numbered_read_record (rules, &record))
    g_array_append_val (known, record);
  bs_numbering_next (rules, known, date, next);
}

static char *
dup_whence (BsEnvironment *environment, const char *name, const BsNextNumber *next)
{
  GFile *file = bs_recent_issues_find_numbered (bs_recent_issues_get (environment), name,
                                                &next->last);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  /* Translators: whence the number of the last issue is known, in brackets behind it. */
  return path != NULL ? bs_issue_words_dup_folder (path) : g_strdup (_ ("noted in the template"));
}

char *
bs_next_issue_explain (BsEnvironment *environment, const char *name, const BsNextNumber *next)
{
  g_autofree char *day = NULL;
  g_autofree char *number = NULL;
  g_autofree char *whence = NULL;

  if (!next->taken && next->steps == 0)
    return g_strdup (_ ("No earlier issue of this paper is known here; give its numbers once, and "
                        "they go on from then."));
  day = bs_issue_words_dup_day (&next->last.date);
  number = bs_issue_words_dup_number (next->last.number > 0 ? next->last.number : next->last.total);
  whence = dup_whence (environment, name, next);
  if (next->taken)
    /* Translators: number, day, whence it is known */
    return g_strdup_printf (_ ("There is an issue of this date already: %s of %s (%s)."), number,
                            day, whence);
  if (next->restarted)
    return g_strdup_printf (_ ("The number begins again with the year, after %s of %s (%s)."),
                            number, day, whence);
  if (next->steps > 1)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u issue after %s of %s (%s).",
                                         "%u issues after %s of %s (%s).", next->steps),
                            next->steps, number, day, whence);

  return g_strdup_printf (_ ("Goes on from %s of %s (%s)."), number, day, whence);
}

static char *
dup_plain (const char *name)
{
  char *plain = g_strstrip (g_strdup (name));

  g_strdelimit (plain, "/\\:*?\"<>|\n", '-');
  if (*plain == '.')
    *plain = '-';

  return plain;
}

char *
bs_next_issue_dup_folder (const char *name)
{
  g_autofree char *chosen = bs_settings_dup_string ("issues-folder");
  g_autofree char *plain = dup_plain (name);
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  if (*chosen != '\0')
    return g_strdup (chosen);

  return g_build_filename (documents != NULL ? documents : g_get_home_dir (),
                           *plain != '\0' ? plain : NULL, NULL);
}

char *
bs_next_issue_dup_file_name (const char *name, const char *date)
{
  g_autofree char *plain = dup_plain (name);

  return g_strdup_printf ("%s%s%s.broadsheet", plain, *plain != '\0' ? " " : "", date);
}
