/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The structure of a text as a proof-reader sees it: quotes and brackets that want a partner,
 * characters typed twice, marks of the wrong width. It knows nothing of sense or spelling, and says
 * little rather than something wrong. For the editor of stories; it never changes a text.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BS_TEXT_FAULT_UNPAIRED,    /* a quote or bracket without its partner */
  BS_TEXT_FAULT_DOUBLED,     /* the same character or words twice */
  BS_TEXT_FAULT_NARROW_MARK, /* a half-width mark beside Han */
  BS_TEXT_FAULT_MARKS,       /* two marks where one belongs, half an ellipsis or dash */
  BS_TEXT_FAULT_END,         /* a paragraph that ends without a mark */
  BS_TEXT_FAULT_LATIN,       /* a few Latin letters left in Han, as by an input method */
  BS_TEXT_FAULT_SPACE,       /* between Han, or before a paragraph */
  BS_TEXT_FAULT_WIDE_LATIN,  /* full-width digits and letters */
  BS_TEXT_FAULT_HIDDEN       /* what nobody sees: soft hyphens, zero-width characters */
} BsTextFaultKind;

typedef enum
{
  BS_TEXT_ROLE_BODY,
  BS_TEXT_ROLE_HEADLINE, /* kicker, headline, deck, subhead: parted by spaces, without end mark */
  BS_TEXT_ROLE_CAPTION
} BsTextRole;

typedef struct
{
  BsTextRole role;
  const char *next; /* text of the paragraph that follows, for quotes that go on; NULL: none */
} BsTextPlace;

typedef struct
{
  BsTextFaultKind kind;
  gsize offset; /* bytes */
  gsize length;
  char *text;        /* what stands there */
  char *replacement; /* that mends it; "" takes it away; NULL: only a person knows */
  char *message;     /* translated */
} BsTextFault;

typedef struct _BsTextCheck BsTextCheck;

BsTextCheck *bs_text_check_new  (void);
void         bs_text_check_free (BsTextCheck *self);
/* BsTextFault in the text's order, none overlapping another. Linear in the length. */
GPtrArray   *bs_text_check_run  (BsTextCheck *self, const char *text, const BsTextPlace *place);

void         bs_text_fault_free (BsTextFault *fault);
/* "unpaired", "doubled" …: how files name a kind. */
const char  *bs_text_fault_kind_get_name (BsTextFaultKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsTextCheck, bs_text_check_free)

G_END_DECLS
