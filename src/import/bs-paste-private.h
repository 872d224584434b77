/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to bs-paste: lines on their way to paragraphs.
 */
#pragma once

#include "bs-paste-text.h"

G_BEGIN_DECLS

GPtrArray *bs_paste_new_list (void);
/* Cleans @text (spaces, hidden characters) and adds it, if anything is left. */
void       bs_paste_add      (GPtrArray *list, gboolean subhead, const char *text);
/* Adds the paragraphs of running text, in which single line ends may be a mail program's. */
void       bs_paste_add_running (GPtrArray *list, const char *text);

G_END_DECLS
