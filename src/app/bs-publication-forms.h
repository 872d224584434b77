/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pages of the publication editor, each a form over a document. None of them knows whether a
 * template or an open issue is edited.
 */
#pragma once

#include "bs-form.h"

G_BEGIN_DECLS

/* AdwPreferencesPage all. @with_date: date and numbers are those of an issue. */
GtkWidget *bs_publication_identity_new (BsForm *form, gboolean with_date);
GtkWidget *bs_publication_items_new    (BsForm *form);
GtkWidget *bs_publication_formats_new  (BsForm *form, BsEnvironment *environment);
GtkWidget *bs_publication_styles_new   (BsForm *form, BsEnvironment *environment);
GtkWidget *bs_publication_rules_new    (BsForm *form);
GtkWidget *bs_publication_print_new    (BsForm *form);

G_END_DECLS
