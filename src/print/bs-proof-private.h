/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pad that proofs are written on: sheets of one paper size with a header that says what they
 * show and which version of it, and a foot to sign on. For bs-proof*.c alone. Text goes through the
 * composer; nothing here measures glyphs.
 */
#pragma once

#include "bs-proof.h"
#include "layout/bs-layout.h"

G_BEGIN_DECLS

#define BS_PROOF_MARGIN BS_POINTS (34) /* at the sides; 12 mm */

typedef struct _BsProofPad BsProofPad;

/* How words are set on a proof. */
typedef struct
{
  gboolean serif;
  guint weight;
  BsUnit size;
  BsUnit pitch; /* from line to line; 0: one and a half sizes */
  BsAlign align;
  BsColor color;
} BsProofType;

#define BS_PROOF_BLACK { 0, 0, 0, 1000 }
#define BS_PROOF_GRAY { 0, 0, 0, 550 }
#define BS_PROOF_PALE { 0, 0, 0, 250 }
#define BS_PROOF_RED { 0, 950, 900, 0 }
#define BS_PROOF_AMBER { 0, 550, 1000, 0 }
#define BS_PROOF_BLUE { 800, 450, 0, 0 }
#define BS_PROOF_WHITE { 0, 0, 0, 0 }

/* What stands above each sheet. */
typedef struct
{
  const char *kind;    /* "Story Proof" */
  const char *subject; /* "江城日报 | 2026-11-22" */
  const char *facts;   /* "A1 | Draft | 812 characters" */
  const char *version;
} BsProofHeader;

/* @signs: has lines to sign on at its foot. */
BsProofPad *bs_proof_pad_new  (BsEnvironment *environment, const BsProofOptions *options, gboolean signs, GError **error);
void        bs_proof_pad_free (BsProofPad *pad);
/* The sheet that is drawn on from now on. */
void        bs_proof_pad_add_sheet   (BsProofPad *pad);
BsDisplayListBuilder *bs_proof_pad_get_builder (BsProofPad *pad);
/* Between header and foot. */
BsRect      bs_proof_pad_get_area    (const BsProofPad *pad);
BsUnit      bs_proof_pad_count_height (BsProofPad *pad, const char *text, const BsProofType *type, BsUnit width);
/* From the top of @slot, in its width; returns the height that it took. */
BsUnit      bs_proof_pad_write       (BsProofPad *pad, const char *text, const BsProofType *type, const BsRect *slot);
void        bs_proof_pad_fill        (BsProofPad *pad, const BsRect *rect, const BsColor *color);
void        bs_proof_pad_frame       (BsProofPad *pad, const BsRect *rect, BsUnit line, const BsColor *color);
/* Writes headers and feet. (transfer full): BsDisplayList; nothing is drawn after it. */
GPtrArray  *bs_proof_pad_end         (BsProofPad *pad, const BsProofHeader *header);

/* Parts that are not empty, with a bar between them. NULL-terminated. */
char *bs_proof_dup_joined  (const char *first, ...) G_GNUC_NULL_TERMINATED;
char *bs_proof_dup_subject (const BsNode *issue);
/* Six hexadecimal digits. */
char *bs_proof_dup_version (GChecksum *sum);
const char *bs_proof_get_status (const char *status);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsProofPad, bs_proof_pad_free)

G_END_DECLS
