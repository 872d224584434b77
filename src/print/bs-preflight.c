/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-pdf.h"

GPtrArray *
bs_preflight (BsEnvironment *environment, BsDisplayList *list, const BsPdfOptions *options)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) bs_finding_free);
}
