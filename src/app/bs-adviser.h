/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asks the layout for advice, in a worker with a layout of its own: remedies for a finding, ways to
 * make a box fit, what to cut from a story. For the inspector of the pages view. Every question is
 * about a snapshot of the issue and can be cancelled; nothing here changes a document.
 */
#pragma once

#include "layout/bs-copyfit.h"
#include "layout/bs-page-fit.h"
#include "layout/bs-remedy.h"

G_BEGIN_DECLS

#define BS_TYPE_ADVISER (bs_adviser_get_type ())
G_DECLARE_FINAL_TYPE (BsAdviser, bs_adviser, BS, ADVISER, GObject)

typedef enum
{
  BS_ADVICE_REMEDIES, /* of a finding: GPtrArray of BsRemedy */
  BS_ADVICE_REMEDY_FOR_ALL, /* of all findings of its kind: BsRemedy, NULL: none */
  BS_ADVICE_FITS,     /* of a box: GPtrArray of BsPageFit */
  BS_ADVICE_COPYFIT   /* of a story: BsCopyfitReport */
} BsAdviceKind;

typedef struct
{
  BsAdviceKind kind;
  const BsNode *issue;
  const char *page;
  const char *ref;          /* box or story */
  const BsFinding *finding; /* for remedies alone */
} BsAdviceRequest;

BsAdviser *bs_adviser_new        (BsEnvironment *environment);
/* Copies what it needs of @request. Questions are answered one after the other. */
void       bs_adviser_ask_async  (BsAdviser *self, const BsAdviceRequest *request, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data);
/* (transfer full): as the kind says */
gpointer   bs_adviser_ask_finish (BsAdviser *self, GAsyncResult *result, GError **error);

G_END_DECLS
