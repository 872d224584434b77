/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an AdwComboRow shows to choose an output profile from: the newsprint that comes along, those
 * that are installed, one from a file. Looks for them in a worker thread.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct _BsProfileChoice BsProfileChoice;

/* @path: chosen at first; "": newsprint. One that is no longer there is said so below the row. */
BsProfileChoice *bs_profile_choice_new  (AdwComboRow *row, const char *path);
void             bs_profile_choice_free (BsProfileChoice *self);
/* Told when the user has chosen another. */
void             bs_profile_choice_set_changed (BsProfileChoice *self,
                                                void (*changed) (gpointer data), gpointer data);
/* Shows another as the chosen one, and tells nobody. */
void             bs_profile_choice_show (BsProfileChoice *self, const char *path);
/* To be called when another item was selected. */
void             bs_profile_choice_selected (BsProfileChoice *self);
const char      *bs_profile_choice_get_path (BsProfileChoice *self); /* NULL: newsprint */

G_END_DECLS
