/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The web form for reporters with only a phone: pages from data/desk, in the reader's language.
 */

#include "bs-desk-service-private.h"

const BsRoute bs_web_routes[] = {
  { NULL },
};
