/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-proof-private.h"

#include "bs-config.h"
#include "compose/bs-composer.h"

#include <glib/gi18n-lib.h>

#define TOP BS_POINTS (28)
#define HEADER_HEIGHT BS_POINTS (44)
#define FOOT_HEIGHT BS_POINTS (16)
#define GAP BS_POINTS (10)
/* Where the baseline lies in the em box of Chinese fonts, from its top, per mille. */
#define EM_BOX_ASCENT 880
#define CHIP_WIDTH BS_POINTS (74)
#define CHIP_HEIGHT BS_POINTS (17)
#define SHEET_WIDTH BS_POINTS (34)
#define FACTS_SHARE 560 /* of the header's second line, per mille */

struct _BsProofPad
{
  BsEnvironment *environment;
  BsComposer *composer;
  const BsProofOptions *options;
  gboolean signs;
  GPtrArray *builders;           /* BsDisplayListBuilder, one a sheet */
  BsDisplayListBuilder *builder; /* the last of them */
};

static const BsProofType kind_type = {
  FALSE, 700, BS_POINTS (16), 0, BS_ALIGN_START, BS_PROOF_BLACK
};
static const BsProofType subject_type = { FALSE,          400,           BS_POINTS (10), 0,
                                          BS_ALIGN_START, BS_PROOF_BLACK };
static const BsProofType facts_type = { FALSE,          400,           BS_POINTS (8.5), 0,
                                        BS_ALIGN_START, BS_PROOF_BLACK };
static const BsProofType stamp_type = {
  FALSE, 400, BS_POINTS (8), 0, BS_ALIGN_END, BS_PROOF_BLACK
};
static const BsProofType chip_type = {
  FALSE, 700, BS_POINTS (9), 0, BS_ALIGN_CENTER, BS_PROOF_WHITE
};
static const BsProofType foot_type = {
  FALSE, 400, BS_POINTS (8), 0, BS_ALIGN_START, BS_PROOF_GRAY
};

/* A text that is composed once and looked at or drawn. */
typedef struct
{
  BsTextStyle style;
  BsParagraph *paragraph; /* owned */
  BsUnit pitch;
} Words;

static void
words_init (Words *words, BsProofPad *pad, const char *text, const BsProofType *type, BsUnit width)
{
  BsMeasure measure = { 0, MAX (width, 2 * type->size) };

  words->style = (BsTextStyle){
    .family = type->serif ? "Noto Serif CJK SC" : "Noto Sans CJK SC",
    .weight = type->weight,
    .size = type->size,
    .align = type->align,
    .strictness = BS_STRICTNESS_NORMAL,
    .color = type->color,
  };
  words->paragraph = bs_composer_compose (pad->composer, text, &words->style, &measure, 1);
  words->pitch = type->pitch > 0 ? type->pitch : type->size * 3 / 2;
}

static void
words_clear (Words *words)
{
  bs_paragraph_unref (words->paragraph);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

/**
 * bs_proof_pad_new:
 * @options: borrowed, for as long as the pad is written on
 *
 * Returns: (transfer full): a pad without a sheet; NULL where there are no fonts
 */
BsProofPad *
bs_proof_pad_new (BsEnvironment *environment, const BsProofOptions *options, gboolean signs,
                  GError **error)
{
  BsComposer *composer = bs_composer_new (environment, error);
  BsProofPad *pad;

  if (composer == NULL)
    return NULL;
  pad = g_new0 (BsProofPad, 1);
  pad->environment = g_object_ref (environment);
  pad->composer = composer;
  pad->options = options;
  pad->signs = signs;
  pad->builders = g_ptr_array_new ();

  return pad;
}

void
bs_proof_pad_free (BsProofPad *pad)
{
  for (guint i = 0; i < pad->builders->len; i++)
    bs_display_list_unref (bs_display_list_builder_end (g_ptr_array_index (pad->builders, i)));
  g_ptr_array_unref (pad->builders);
  g_object_unref (pad->composer);
  g_object_unref (pad->environment);
  g_free (pad);
}

void
bs_proof_pad_add_sheet (BsProofPad *pad)
{
  g_autofree char *name = g_strdup_printf ("%u", pad->builders->len + 1);

  pad->builder = bs_display_list_builder_new (name, pad->options->width, pad->options->height);
  g_ptr_array_add (pad->builders, pad->builder);
}

BsDisplayListBuilder *
bs_proof_pad_get_builder (BsProofPad *pad)
{
  return pad->builder;
}

BsRect
bs_proof_pad_get_area (const BsProofPad *pad)
{
  BsUnit top = TOP + HEADER_HEIGHT + GAP;
  BsUnit foot = TOP + (pad->signs ? FOOT_HEIGHT + GAP : 0);

  return (BsRect){ BS_PROOF_MARGIN, top, pad->options->width - 2 * BS_PROOF_MARGIN,
                   pad->options->height - top - foot };
}

BsUnit
bs_proof_pad_count_height (BsProofPad *pad, const char *text, const BsProofType *type, BsUnit width)
{
  g_auto (Words) words = { 0 };

  words_init (&words, pad, text, type, width);

  return (BsUnit) bs_paragraph_get_n_lines (words.paragraph) * words.pitch;
}

BsUnit
bs_proof_pad_write (BsProofPad *pad, const char *text, const BsProofType *type, const BsRect *slot)
{
  g_auto (Words) words = { 0 };
  BsUnit baseline;
  guint n_lines;

  words_init (&words, pad, text, type, slot->width);
  n_lines = bs_paragraph_get_n_lines (words.paragraph);
  baseline = slot->y + (words.pitch - type->size) / 2
             + bs_unit_scale (type->size, EM_BOX_ASCENT, 1000);
  for (guint i = 0; i < n_lines; i++)
    bs_display_list_builder_add_line (pad->builder, words.paragraph, i, slot->x,
                                      baseline + (BsUnit) i * words.pitch, &words.style, "");

  return (BsUnit) n_lines * words.pitch;
}

void
bs_proof_pad_fill (BsProofPad *pad, const BsRect *rect, const BsColor *color)
{
  bs_display_list_builder_add_fill (pad->builder, rect, *color);
}

void
bs_proof_pad_frame (BsProofPad *pad, const BsRect *rect, BsUnit line, const BsColor *color)
{
  const BsRect sides[] = {
    { rect->x, rect->y, rect->width, line },
    { rect->x, bs_rect_bottom (rect) - line, rect->width, line },
    { rect->x, rect->y, line, rect->height },
    { bs_rect_right (rect) - line, rect->y, line, rect->height },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    bs_proof_pad_fill (pad, &sides[i], color);
}

/* Version, time and printer. */
static char *
dup_stamp (const BsProofPad *pad, const BsProofHeader *header)
{
  /* Translators: of a proof; %s are six letters and digits that change with the content. */
  g_autofree char *version = g_strdup_printf (_ ("version %s"), header->version);
  g_autofree char *time = g_date_time_format (pad->options->time, "%Y-%m-%d %H:%M");
  /* Translators: %s is a person: who printed a proof. */
  g_autofree char *who = pad->options->who != NULL && *pad->options->who != '\0'
                           ? g_strdup_printf (_ ("printed by %s"), pad->options->who)
                           : g_strdup ("");

  return bs_proof_dup_joined (version, time, who, NULL);
}

/* What it is, of which paper; at the right, that it is a proof, and which sheet of it. */
static void
write_title (BsProofPad *pad, const BsProofHeader *header, guint sheet)
{
  static const BsColor black = BS_PROOF_BLACK;
  BsUnit right = pad->options->width - BS_PROOF_MARGIN;
  BsRect slot = { BS_PROOF_MARGIN, TOP, right - CHIP_WIDTH - SHEET_WIDTH - BS_PROOF_MARGIN, 0 };
  BsRect chip = { right - CHIP_WIDTH, TOP + BS_POINTS (2), CHIP_WIDTH, CHIP_HEIGHT };
  g_autofree char *number = g_strdup_printf ("%u / %u", sheet + 1, pad->builders->len);
  BsUnit kind_width;

  kind_width = bs_composer_measure (pad->composer, header->kind,
                                    &(BsTextStyle){ .family = "Noto Sans CJK SC",
                                                    .weight = kind_type.weight,
                                                    .size = kind_type.size });
  bs_proof_pad_write (pad, header->kind, &kind_type, &slot);
  slot.x += kind_width + GAP;
  slot.width -= kind_width + GAP;
  slot.y += BS_POINTS (6);
  bs_proof_pad_write (pad, header->subject, &subject_type, &slot);

  bs_proof_pad_fill (pad, &chip, &black);
  chip.y += (CHIP_HEIGHT - chip_type.size * 3 / 2) / 2;
  /* On every proof in both languages, as a press knows it. */
  bs_proof_pad_write (pad, "校样 PROOF", &chip_type, &chip);
  chip.x -= SHEET_WIDTH + GAP;
  chip.width = SHEET_WIDTH;
  bs_proof_pad_write (pad, number, &stamp_type, &chip);
}

static void
write_header (BsProofPad *pad, const BsProofHeader *header, guint sheet)
{
  static const BsColor black = BS_PROOF_BLACK;
  BsUnit width = pad->options->width - 2 * BS_PROOF_MARGIN;
  BsUnit half = bs_unit_scale (width, FACTS_SHARE, 1000);
  BsRect slot = { BS_PROOF_MARGIN, TOP + BS_POINTS (27), half, 0 };
  BsRect rule = { BS_PROOF_MARGIN, TOP + HEADER_HEIGHT - BS_POINTS (1), width, BS_POINTS (1) };
  g_autofree char *stamp = dup_stamp (pad, header);

  write_title (pad, header, sheet);
  bs_proof_pad_write (pad, header->facts, &facts_type, &slot);
  slot.x += half;
  slot.width = width - half;
  bs_proof_pad_write (pad, stamp, &stamp_type, &slot);
  bs_proof_pad_fill (pad, &rule, &black);
}

/* Lines to sign on: a proof goes from hand to hand. */
static void
write_foot (BsProofPad *pad)
{
  static const BsColor line = BS_PROOF_GRAY;
  const char *const labels[] = {
    /* Translators: on the foot of a proof, before a line to sign on: who read the proof. */
    C_ ("sign here", "Proofread by"),
    /* Translators: on the foot of a proof, before a line to sign on: the editor of the page. */
    C_ ("sign here", "Edited by"),
    /* Translators: on the foot of a proof, before a line to sign on: who let it go to print. */
    C_ ("sign here", "Approved by"),
  };
  BsUnit step = (pad->options->width - 2 * BS_PROOF_MARGIN + GAP) / (BsUnit) G_N_ELEMENTS (labels);
  BsUnit y = pad->options->height - TOP - FOOT_HEIGHT;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      BsRect slot = { BS_PROOF_MARGIN + (BsUnit) i * step, y, step - GAP, 0 };
      BsRect rule = { slot.x, y + FOOT_HEIGHT, slot.width, BS_POINTS (0.5) };

      bs_proof_pad_write (pad, labels[i], &foot_type, &slot);
      bs_proof_pad_fill (pad, &rule, &line);
    }
}

GPtrArray *
bs_proof_pad_end (BsProofPad *pad, const BsProofHeader *header)
{
  GPtrArray *sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_display_list_unref);

  for (guint i = 0; i < pad->builders->len; i++)
    {
      pad->builder = g_ptr_array_index (pad->builders, i);
      write_header (pad, header, i);
      if (pad->signs)
        write_foot (pad);
    }
  for (guint i = 0; i < pad->builders->len; i++)
    g_ptr_array_add (sheets, bs_display_list_builder_end (g_ptr_array_index (pad->builders, i)));
  g_ptr_array_set_size (pad->builders, 0);
  pad->builder = NULL;

  return sheets;
}
