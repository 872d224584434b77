/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pages of the publication editor, each a form over the draft. None of them knows whether a
 * template or an open issue is edited.
 */
#pragma once

#include "bs-draft.h"

G_BEGIN_DECLS

/* AdwPreferencesPage all. @with_date: date and numbers are those of an issue. */
GtkWidget *bs_publication_identity_new (BsDraft *draft, gboolean with_date);
GtkWidget *bs_publication_items_new    (BsDraft *draft);
GtkWidget *bs_publication_formats_new  (BsDraft *draft, BsEnvironment *environment);
GtkWidget *bs_publication_styles_new   (BsDraft *draft, BsEnvironment *environment);
GtkWidget *bs_publication_rules_new    (BsDraft *draft);
GtkWidget *bs_publication_print_new    (BsDraft *draft);

G_END_DECLS
