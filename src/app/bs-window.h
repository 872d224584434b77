/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One window: the start page, or one issue with its views. Opens, saves, imports, exports; never
 * changes a document but by its operations.
 */
#pragma once

#include "bs-desk.h"
#include "bs-load-job.h"
#include "bs-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_WINDOW (bs_window_get_type ())
G_DECLARE_FINAL_TYPE (BsWindow, bs_window, BS, WINDOW, AdwApplicationWindow)

GtkWidget  *bs_window_new           (AdwApplication *application, BsEnvironment *environment, BsDesk *desk);
BsDesk     *bs_window_get_desk      (BsWindow *self); /* borrowed; never NULL */
gboolean    bs_window_is_empty      (BsWindow *self); /* shows the start page, loads nothing */
gboolean    bs_window_has_file      (BsWindow *self, GFile *file); /* shows it, or loads it */
BsDocument *bs_window_get_document  (BsWindow *self);
void        bs_window_set_document  (BsWindow *self, BsDocument *document);
void        bs_window_set_session   (BsWindow *self, BsSession *session);
void        bs_window_open          (BsWindow *self, GFile *file, gboolean as_copy);
void        bs_window_open_job      (BsWindow *self, BsLoadJob *job);
/* Quits the application when the page is drawn sharp, telling how long that took. */
void        bs_window_benchmark     (BsWindow *self, gboolean drag);
/* Shown with the issue it has or is loading; without one, never. */
void        bs_window_want_submission (BsWindow *self, const char *id);

G_END_DECLS
