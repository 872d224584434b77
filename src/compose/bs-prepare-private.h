/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A paragraph while it is being prepared: bs-atoms.c makes the atoms, bs-prepare.c the joints,
 * bs-addresses.c those inside addresses of the web, bs-numbers.c those inside long numbers.
 */
#pragma once

#include "compose/bs-classify.h"
#include "compose/bs-prepare.h"

G_BEGIN_DECLS

typedef struct
{
  const BsTools *tools;
  const BsTextStyle *style;
  BsFace *face;
  BsFace *lead; /* of the first style->lead_bytes; @face where there are none */
  BsPrepareMode mode;
  const char *text;
  gsize length;
  GArray *chars; /* BsChar */
  BsPrepared *result;
} BsPrepareWork;

static inline BsUnit
bs_work_thousandths (const BsPrepareWork *work, gint32 value)
{
  return bs_unit_scale (work->style->size, value, 1000);
}

static inline BsUnit
bs_work_to_units (const BsPrepareWork *work, const BsFace *face, gint32 value)
{
  return bs_unit_scale (value, work->style->size, bs_face_get_units_per_em (face));
}

void bs_prepare_add_atoms (BsPrepareWork *work);
void bs_prepare_open_numbers (BsPrepareWork *work);
void bs_prepare_open_addresses (BsPrepareWork *work);

G_END_DECLS
