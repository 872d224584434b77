/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How dates and numbers of issues are said in the window, in the desktop's language.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *bs_issue_words_dup_date      (const GDate *date);  /* "Sunday, November 22, 2026" */
char *bs_issue_words_dup_day       (const GDate *date);  /* "November 22" */
char *bs_issue_words_dup_number    (gint64 number);      /* "No. 326"; "" for 0 */
char *bs_issue_words_dup_folder    (const char *path);   /* "~/Papers" */
const char *bs_issue_words_get_weekday       (GDateWeekday day); /* "Monday" */
const char *bs_issue_words_get_brief_weekday (GDateWeekday day); /* "Mon" */

G_END_DECLS
