/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window in which a publication is set up: identity, masthead and folio, page formats, styles,
 * house rules, print. It works on a document, with its undo: that of an open issue, or a copy that
 * is written back to a template's file after each change.
 */
#pragma once

#include "model/bs-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_TYPE_PUBLICATION_EDITOR (bs_publication_editor_get_type ())
G_DECLARE_FINAL_TYPE (BsPublicationEditor, bs_publication_editor, BS, PUBLICATION_EDITOR, AdwWindow)

/* @copy_first: the file is nobody's to change; the first change makes the user's own copy. */
void bs_publication_editor_edit_template (GtkWindow *parent, BsEnvironment *environment, GFile *file,
                                          const BsNode *root, gboolean copy_first);
/* @page: of the editor, "styles", or NULL. */
void bs_publication_editor_edit_issue    (GtkWindow *parent, BsEnvironment *environment,
                                          BsDocument *document, const char *page);

G_END_DECLS
