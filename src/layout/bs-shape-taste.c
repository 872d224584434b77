/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-shape-taste-private.h"

const BsShapeTaste bs_shape_taste = {
  .head_size = 0.08f,
  /* A headline that floats in the middle of a wide measure looks lost; two full lines do not. */
  .head_fill = 8,
  .least_fill = 0.72f,
  .head_lines = { 0, 0.4f, 2.6f },
  /* "走进" between two lines of seven: the eye stumbles. Two lines at the writer's blank are best. */
  .head_balance = 14,
  .least_balance = 0.55f,
  .slack = 0.35f,
  /* A head at the right has its text begin before it: readers take it for the neighbour's. */
  .position = { 0, 1.2f, 9, 2.6f, 2.2f },
  .short_leg = 1,
  .long_leg = 0.22f,
  .endless_leg = 0.5f,
  .wide_legs = 0.8f,
  /* A line more in the header or another measure nearly always mends these. */
  .stranded = 3,
  .widow = 0.7f,
  .orphan = 0.35f,
  .ragged = 5,
  .gray = 0.12f,
  /* One-column boxes with three-line heads read as stamps on the page. */
  .one_column = 3,
  .one_column_long = 6,
  .narrow_lead = 12,
  .slim_lead = 1.5f,
  /* The lead's package owns the top of the page: five of eight columns, better than four. */
  .lead_share = 14,
  .least_lead = 0.6f,
  .wide_brief = 1.2f,
  .crop = 40,
  .crop_unknown = 12,
  .photo_width = { 20, 0, 0, 0.5f, 3 },
  .large_inset = 0.8f,
  .small_inset = 1.5f,
  .inset_side = { 0, 0.3f, 0.8f },
  .side_caption = 1.5f,
  .group_tall = 3,
  .group_share = 1,
  .slot = 0.03f,
  .frame = -1,
};
