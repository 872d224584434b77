/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A window's toasts, one after the other, each shown long enough to be read, however quickly they
 * come, and not behind a dialog. All toasts of the program go through one; whoever adds them to an
 * overlay himself has them crash it.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct _BsToaster BsToaster;

BsToaster *bs_toaster_new     (AdwToastOverlay *overlay);
void       bs_toaster_free    (BsToaster *self);
void       bs_toaster_show    (BsToaster *self, AdwToast *toast /* transfer full */);
/* In a window that has no toaster but an overlay somewhere: a dialog, the preferences. */
void       bs_toaster_show_in (GtkWidget *window, AdwToast *toast /* transfer full */);
/* A message, of several lines where it is long. */
void       bs_toaster_tell    (BsToaster *self, const char *message);
AdwToast  *bs_toaster_make_toast (const char *message);
/* What it says is no longer so. */
void       bs_toaster_retract (BsToaster *self, AdwToast *toast);
void       bs_toaster_retract_in (GtkWidget *window, AdwToast *toast);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsToaster, bs_toaster_free)

G_END_DECLS
