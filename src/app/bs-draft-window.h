/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a reporter writes one draft and sends it: the editor of a story, its photos, and how it stands
 * with the desk. What is written is kept by itself; nothing asks whether to save.
 */
#pragma once

#include "bs-reporter.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_DRAFT_WINDOW (bs_draft_window_get_type ())
G_DECLARE_FINAL_TYPE (BsDraftWindow, bs_draft_window, BS, DRAFT_WINDOW, AdwApplicationWindow)

/* Presents the window that has @entry, or makes one. */
void           bs_draft_window_open   (GtkApplication *application, BsReporter *reporter,
                                       BsOutboxEntry *entry);
BsDraftWindow *bs_draft_window_find   (GtkApplication *application, BsOutboxEntry *entry); /* NULL: none */
/* As its button does. */
void           bs_draft_window_send   (BsDraftWindow *self);
typedef void (*BsDraftWindowDone) (gpointer data);
/* Closes it, then calls @done, once: now, or, while the draft is being saved, when that has ended. What is
 * written is in the file then. FALSE: it is going already; @done is not called. */
gboolean       bs_draft_window_let_go (BsDraftWindow *self, BsDraftWindowDone done, gpointer data);
/* For the test of the shortcuts. */
gboolean       bs_draft_window_has_action (const char *name);

G_END_DECLS
