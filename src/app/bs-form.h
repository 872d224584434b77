/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A form over a document: rows that show members of its tree and change them, each change a step of
 * undo. Follows what others change. Knows rows, but not what they mean.
 */
#pragma once

#include "model/bs-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Steps from the root, "styles/body/size"; objects only. Objects that are missing on the way are
 * made; NULL removes. FALSE: refused, and @error says why. */
const BsNode *bs_form_get (BsDocument *document, const char *place);
gboolean      bs_form_set (BsDocument *document, const char *place, BsNode *value /* transfer full */,
                            const char *label, GError **error);

#define BS_TYPE_FORM (bs_form_get_type ())
G_DECLARE_FINAL_TYPE (BsForm, bs_form, BS, FORM, GObject)

/* Looks at what the document would be; FALSE refuses the change. */
typedef gboolean (*BsFormCheck) (const BsNode *root, GError **error, gpointer data);
/* Told why a change was refused; NULL: one was made. */
typedef void     (*BsFormTell)  (const char *message, gpointer data);

BsForm    *bs_form_new          (BsDocument *document);
BsDocument *bs_form_get_document (BsForm *self);
void        bs_form_set_guard    (BsForm *self, BsFormCheck check, BsFormTell tell, gpointer data);
/* As a row of the form does it: checked, told. */
gboolean    bs_form_change       (BsForm *self, const char *place, BsNode *value /* full */, const char *label);

/* Rows with their title, bound to @place. */
GtkWidget *bs_form_row_text   (BsForm *self, const char *title, const char *place);
GtkWidget *bs_form_row_switch (BsForm *self, const char *title, const char *place, gboolean usual);
/* @values: NULL-terminated; @names: what people read, as many */
GtkWidget *bs_form_row_choice (BsForm *self, const char *title, const char *place,
                                const char *const *values, const char *const *names);

typedef struct
{
  double min, max, step;
  guint digits;
  double usual; /* shown while the document says nothing */
  double scale; /* of the file's number: 10 for tenths */
} BsFormRange;

GtkWidget *bs_form_row_number (BsForm *self, const char *title, const char *place, const BsFormRange *range);

G_END_DECLS
