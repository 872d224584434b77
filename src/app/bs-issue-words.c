/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-issue-words.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of the language of the interface: g_date_time_format() takes those of the locale's dates. */
const char *
bs_issue_words_get_weekday (GDateWeekday day)
{
  static const char *const names[] = {
    NC_ ("weekday", "Monday"),   NC_ ("weekday", "Tuesday"), NC_ ("weekday", "Wednesday"),
    NC_ ("weekday", "Thursday"), NC_ ("weekday", "Friday"),  NC_ ("weekday", "Saturday"),
    NC_ ("weekday", "Sunday"),
  };

  g_return_val_if_fail (g_date_valid_weekday (day), "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "weekday", names[day - 1]);
}

const char *
bs_issue_words_get_brief_weekday (GDateWeekday day)
{
  /* Translators: on seven narrow buttons side by side */
  static const char *const names[] = {
    NC_ ("weekday", "Mon"), NC_ ("weekday", "Tue"), NC_ ("weekday", "Wed"), NC_ ("weekday", "Thu"),
    NC_ ("weekday", "Fri"), NC_ ("weekday", "Sat"), NC_ ("weekday", "Sun"),
  };

  g_return_val_if_fail (g_date_valid_weekday (day), "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "weekday", names[day - 1]);
}

static const char *
get_month (GDateMonth month)
{
  static const char *const names[] = {
    NC_ ("month", "January"), NC_ ("month", "February"), NC_ ("month", "March"),
    NC_ ("month", "April"),   NC_ ("month", "May"),      NC_ ("month", "June"),
    NC_ ("month", "July"),    NC_ ("month", "August"),   NC_ ("month", "September"),
    NC_ ("month", "October"), NC_ ("month", "November"), NC_ ("month", "December"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "month", names[month - 1]);
}

static char *
format_date (const GDate *date, const char *format)
{
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GString) filled = g_string_new (format);

  if (!g_date_valid (date))
    return g_strdup ("");
  time = g_date_time_new_utc (g_date_get_year (date), (int) g_date_get_month (date),
                              g_date_get_day (date), 0, 0, 0);

  g_string_replace (filled, "%A", bs_issue_words_get_weekday (g_date_get_weekday (date)), 0);
  g_string_replace (filled, "%B", get_month (g_date_get_month (date)), 0);

  return g_date_time_format (time, filled->str);
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
