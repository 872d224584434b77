/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page as a publication would set it, laid out by the real layout in a thread, from a document
 * that may have no copy: then invented copy fills it. Never changes the document.
 */
#pragma once

#include "model/bs-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BS_TYPE_PUBLICATION_PREVIEW (bs_publication_preview_get_type ())
G_DECLARE_FINAL_TYPE (BsPublicationPreview, bs_publication_preview, BS, PUBLICATION_PREVIEW, GtkWidget)

void bs_publication_preview_set_document (BsPublicationPreview *self, BsEnvironment *environment,
                                          BsDocument *document);

G_END_DECLS
