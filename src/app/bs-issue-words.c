/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-issue-words.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *
format_date (const GDate *date, const char *format)
{
  g_autoptr (GDateTime) time = NULL;

  if (!g_date_valid (date))
    return g_strdup ("");
  time = g_date_time_new_utc (g_date_get_year (date), (int) g_date_get_month (date),
                              g_date_get_day (date), 0, 0, 0);

  return g_date_time_format (time, format);
}

char *
bs_issue_words_dup_date (const GDate *date)
{
  /* Translators: date of an issue, as in strftime: "Sunday, November 22, 2026". */
  return format_date (date, _ ("%A, %B %-d, %Y"));
}

char *
bs_issue_words_dup_day (const GDate *date)
{
  /* Translators: date of an issue below its name, as in strftime: "November 22". */
  return format_date (date, _ ("%B %-d"));
}

char *
bs_issue_words_dup_number (gint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  /* Translators: number of an issue; %s are digits. */
  return number > 0 ? g_strdup_printf (_ ("No. %s"), digits) : g_strdup ("");
}

char *
bs_issue_words_dup_folder (const char *path)
{
  const char *home = g_get_home_dir ();
  gsize length = strlen (home);

  if (g_str_has_prefix (path, home) && (path[length] == '/' || path[length] == '\0'))
    {
      g_autofree char *shorter = g_strconcat ("~", path + length, NULL);

      return g_filename_display_name (shorter);
    }

  return g_filename_display_name (path);
}
