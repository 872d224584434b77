/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-proof-private.h"

#include "bs-config.h"
#include "layout/bs-galley.h"
#include "model/bs-issue.h"
#include "model/bs-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The text stands larger and looser than in print, broken as there: it is to be read and written
 * on. Per mille. */
#define ENLARGED 1250
#define LEADING 1600
#define NUMBER_WIDTH BS_POINTS (18)
#define NUMBER_GAP BS_POINTS (6)
/* Least room beside a column to write in; 25 mm. */
#define ROOM BS_POINTS (71)
#define LABEL_WIDTH BS_POINTS (50)
#define SECTION_GAP BS_POINTS (14)
#define ROW_GAP BS_POINTS (4)
#define THUMB_SIDE BS_POINTS (74)
#define EMPHASIS 5 /* each fifth number is black */

static const BsProofType label_type = { FALSE,           400,
                                        BS_POINTS (8.5), BS_POINTS (16),
                                        BS_ALIGN_START,  BS_PROOF_GRAY };
static const BsProofType count_type = { FALSE,          400,          BS_POINTS (8), BS_POINTS (16),
                                        BS_ALIGN_START, BS_PROOF_GRAY };
static const BsProofType headline_type = { TRUE,           700,
                                           BS_POINTS (17), BS_POINTS (25),
                                           BS_ALIGN_START, BS_PROOF_BLACK };
static const BsProofType part_type = {
  TRUE, 400, BS_POINTS (11.5), BS_POINTS (18), BS_ALIGN_START, BS_PROOF_BLACK
};
static const BsProofType caption_type = { FALSE,           400,
                                          BS_POINTS (9.5), BS_POINTS (16),
                                          BS_ALIGN_START,  BS_PROOF_BLACK };
static const BsProofType number_type = {
  FALSE, 400, BS_POINTS (6.5), 0, BS_ALIGN_END, BS_PROOF_GRAY
};
static const BsProofType fifth_type = {
  FALSE, 700, BS_POINTS (6.5), 0, BS_ALIGN_END, BS_PROOF_BLACK
};
static const BsProofType over_type = { FALSE, 700, BS_POINTS (7.5), 0, BS_ALIGN_END, BS_PROOF_RED };

typedef struct
{
  BsProofPad *pad;  /* owned */
  BsLayout *layout; /* owned */
  BsGalley *galley; /* owned */
  const BsNode *issue;
  const BsNode *story;
  const BsProofOptions *options;
  int over; /* lines that its boxes have no room for; < 0: that are empty */
  int over_characters;
  BsUnit y; /* where the sheet is free from */
} StoryProof;

/* How the galley stands on a sheet. */
typedef struct
{
  guint n_columns;
  BsUnit step;  /* from one column's number to the next one's */
  BsUnit pitch; /* on paper */
  double scale;
} Columns;

static void
story_proof_clear (StoryProof *self)
{
  g_clear_pointer (&self->galley, bs_galley_free);
  g_clear_object (&self->layout);
  g_clear_pointer (&self->pad, bs_proof_pad_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StoryProof, story_proof_clear)

static void
start_sheet (StoryProof *self)
{
  bs_proof_pad_add_sheet (self->pad);
  self->y = bs_proof_pad_get_area (self->pad).y;
}

static BsUnit
get_room (const StoryProof *self)
{
  BsRect area = bs_proof_pad_get_area (self->pad);

  return bs_rect_bottom (&area) - self->y;
}

static void
look_at_fit (StoryProof *self)
{
  const char *page = bs_galley_get_page (self->galley);
  const char *id = bs_node_get_text (self->story, "id");
  g_autoptr (BsPageResult) result = NULL;

  if (page != NULL)
    result = bs_layout_page (self->layout, self->issue, page, NULL);
  for (guint i = 0; result != NULL && i < result->copyfit->len; i++)
    {
      const BsCopyfit *fit = &g_array_index (result->copyfit, BsCopyfit, i);

      if (!g_str_equal (fit->story, id))
        continue;
      self->over = fit->over_lines;
      self->over_characters = fit->over_characters;
    }
}

/* Headline parts */

/* A row: what it is, what it says, how long it is; the rest of the width is to write in. */
static void
write_part (StoryProof *self, const char *label, const char *text, const BsProofType *type)
{
  BsRect area = bs_proof_pad_get_area (self->pad);
  BsRect slot = { area.x, self->y, LABEL_WIDTH, 0 };
  g_autofree char *count = NULL;
  BsUnit height;

  if (*text == '\0')
    return;
  slot.y += (type->pitch - label_type.pitch) / 2;
  bs_proof_pad_write (self->pad, label, &label_type, &slot);
  slot = (BsRect){ area.x + LABEL_WIDTH, self->y, area.width - LABEL_WIDTH - 2 * ROOM, 0 };
  height = bs_proof_pad_write (self->pad, text, type, &slot);
  slot.x = bs_rect_right (&slot) + SECTION_GAP;
  slot.y += (type->pitch - count_type.pitch) / 2;
  slot.width = LABEL_WIDTH;
  count = g_strdup_printf ("%ld", g_utf8_strlen (text, -1));
  bs_proof_pad_write (self->pad, count, &count_type, &slot);
  self->y += height + ROW_GAP;
}

static void
write_heading (StoryProof *self)
{
  g_autofree char *byline = bs_story_dup_byline (self->story);
  BsRect area = bs_proof_pad_get_area (self->pad);
  const BsColor pale = BS_PROOF_PALE;
  BsUnit top = self->y;

  write_part (self, _ ("Flag"), bs_node_get_text (self->story, "flag"), &part_type);
  write_part (self, _ ("Kicker"), bs_node_get_text (self->story, "kicker"), &part_type);
  write_part (self, _ ("Headline"), bs_node_get_text (self->story, "headline"), &headline_type);
  write_part (self, _ ("Deck"), bs_node_get_text (self->story, "deck"), &part_type);
  write_part (self, _ ("Byline"), byline, &part_type);
  write_part (self, _ ("Sponsor Line"), bs_node_get_text (self->story, "sponsor"), &part_type);
  if (self->y == top)
    return;
  self->y += ROW_GAP;
  bs_proof_pad_fill (self->pad, &(BsRect){ area.x, self->y, area.width, BS_POINTS (0.5) }, &pale);
  self->y += SECTION_GAP;
}

/* Text */

static Columns
plan_columns (const StoryProof *self)
{
  BsRect area = bs_proof_pad_get_area (self->pad);
  BsUnit width = bs_galley_get_width (self->galley);
  BsUnit gutter = NUMBER_WIDTH + NUMBER_GAP;
  BsUnit most = area.width - gutter - ROOM;
  Columns columns = { .scale = MIN (ENLARGED / 1000.0, most / (double) width) };
  BsUnit set = (BsUnit) (width * columns.scale);

  columns.n_columns = (guint) MAX (1, area.width / (gutter + set + ROOM));
  columns.step = area.width / (BsUnit) columns.n_columns;
  columns.pitch = (BsUnit) (bs_galley_get_format (self->galley)->em * columns.scale * LEADING
                            / 1000);

  return columns;
}

static void
write_number (StoryProof *self, guint line, BsUnit x, BsUnit y, BsUnit pitch)
{
  const BsProofType *type = (line + 1) % EMPHASIS == 0 ? &fifth_type : &number_type;
  BsRect slot = { x, y + (pitch - type->size * 3 / 2) / 2, NUMBER_WIDTH, 0 };
  g_autofree char *number = NULL;

  if ((line + 1) % MAX (self->options->number_every, 1) != 0 && line > 0)
    return;
  number = g_strdup_printf ("%u", line + 1);
  bs_proof_pad_write (self->pad, number, type, &slot);
}

/* What stands below this line finds no room on the page. */
static void
write_overset (StoryProof *self, const Columns *columns, BsUnit x, BsUnit y)
{
  static const BsColor red = BS_PROOF_RED;
  BsUnit width = columns->step - SECTION_GAP;
  BsRect slot = { x, y - over_type.size * 3 / 2, width, 0 };
  g_autofree char *text = NULL;

  text = g_strdup_printf (ngettext ("overset: %d line", "overset: %d lines", (gulong) self->over),
                          self->over);
  bs_proof_pad_write (self->pad, text, &over_type, &slot);
  for (BsUnit at = 0; at < width; at += BS_POINTS (6))
    bs_proof_pad_fill (self->pad,
                       &(BsRect){ x + at, y - BS_POINTS (0.4), BS_POINTS (3.5), BS_POINTS (0.8) },
                       &red);
}

/* Lines [start, end) as one column with its numbers at @x. */
static void
write_column (StoryProof *self, const Columns *columns, guint start, guint end, BsUnit x)
{
  BsDisplayListBuilder *builder = bs_proof_pad_get_builder (self->pad);
  BsUnit left = x + NUMBER_WIDTH + NUMBER_GAP;
  const double matrix[6] = { columns->scale, 0, 0, columns->scale, left, self->y };
  BsUnit pitch = (BsUnit) (columns->pitch / columns->scale);
  BsRect slot = { 0, 0, bs_galley_get_width (self->galley), pitch };
  guint n_lines = bs_galley_get_n_lines (self->galley);
  guint group = bs_display_list_builder_open_group (builder, NULL, matrix);

  for (guint i = start; i < end; i++, slot.y += pitch)
    bs_galley_draw_line (self->galley, i, &slot, builder);
  bs_display_list_builder_close_group (builder, group);

  for (guint i = start; i < end; i++)
    {
      BsUnit y = self->y + (BsUnit) (i - start) * columns->pitch;

      write_number (self, i, x, y, columns->pitch);
      if (self->over > 0 && i + (guint) self->over == n_lines)
        write_overset (self, columns, x, y);
    }
}

/* As many of the lines from @start on as @rows hold; no subhead is left at the foot. */
static guint
end_column (const StoryProof *self, guint start, guint rows)
{
  guint n_lines = bs_galley_get_n_lines (self->galley);
  guint end = MIN (n_lines, start + rows);

  if (end < n_lines && end > start + 1 && bs_galley_keeps_next (self->galley, end - 1))
    end--;

  return end;
}

static void
write_text (StoryProof *self)
{
  BsRect area = bs_proof_pad_get_area (self->pad);
  const Columns columns = plan_columns (self);
  const BsColor pale = BS_PROOF_PALE;
  guint n_lines = bs_galley_get_n_lines (self->galley);
  guint start = 0;

  while (start < n_lines)
    {
      guint rows = (guint) MAX (1, get_room (self) / columns.pitch);
      guint left = n_lines - start;

      /* The last columns end alike, with one line to spare for subheads that move on. */
      if (left <= rows * columns.n_columns)
        rows = MIN (rows,
                    (left + columns.n_columns - 1) / columns.n_columns + (columns.n_columns > 1));
      for (guint i = 0; i < columns.n_columns && start < n_lines; i++)
        {
          BsUnit x = area.x + (BsUnit) i * columns.step;
          guint end = end_column (self, start, rows);

          if (i > 0)
            bs_proof_pad_fill (self->pad,
                               &(BsRect){ x - NUMBER_GAP, self->y, BS_POINTS (0.3),
                                          (BsUnit) rows * columns.pitch },
                               &pale);
          write_column (self, &columns, start, end, x);
          start = end;
        }
      self->y += (BsUnit) rows * columns.pitch;
      if (start < n_lines)
        start_sheet (self);
    }
  self->y += SECTION_GAP;
}

/* Photos and notes */

/* As large as it may be at @x, @y; its rectangle is empty where it has no file. */
static BsRect
draw_thumb (StoryProof *self, const BsNode *photo, BsUnit x, BsUnit y)
{
  const BsNode *crop = bs_node_get_member (photo, "crop");
  BsImageItem item = {
    .file = bs_node_get_text (photo, "file"),
    .photo = bs_node_get_text (photo, "id"),
    .rect = { x, y, 0, 0 },
    .crop_left = (guint16) bs_node_get_number (crop, "left", 0),
    .crop_top = (guint16) bs_node_get_number (crop, "top", 0),
    .crop_right = (guint16) bs_node_get_number (crop, "right", 0),
    .crop_bottom = (guint16) bs_node_get_number (crop, "bottom", 0),
    .pixel_width = (guint) bs_node_get_number (photo, "width", 0),
    .pixel_height = (guint) bs_node_get_number (photo, "height", 0),
  };
  gint64 width = (gint64) item.pixel_width * (1000 - item.crop_left - item.crop_right);
  gint64 height = (gint64) item.pixel_height * (1000 - item.crop_top - item.crop_bottom);

  if (*item.file == '\0' || width <= 0 || height <= 0)
    return item.rect;
  item.rect.width = width >= height ? THUMB_SIDE : bs_unit_scale (THUMB_SIDE, width, height);
  item.rect.height = width >= height ? bs_unit_scale (THUMB_SIDE, height, width) : THUMB_SIDE;
  bs_display_list_builder_add_image (bs_proof_pad_get_builder (self->pad), &item);

  return item.rect;
}

static void
write_photo (StoryProof *self, const BsNode *photo, guint number)
{
  BsRect area = bs_proof_pad_get_area (self->pad);
  /* Translators: a photo's number on the proof of a story. */
  g_autofree char *label = g_strdup_printf (_ ("Photo %u"), number);
  g_autofree char *credit = bs_photo_dup_credit (photo);
  const char *caption = bs_node_get_text (photo, "caption");
  g_autofree char *text = g_strconcat (*caption != '\0' ? caption : _ ("(no caption)"),
                                       *credit != '\0' ? "　" : "", credit, NULL);
  BsUnit left = area.x + LABEL_WIDTH + THUMB_SIDE + SECTION_GAP;
  BsRect slot = { left, 0, bs_rect_right (&area) - left - ROOM, 0 };
  BsRect thumb;
  BsUnit height = MAX (THUMB_SIDE,
                       bs_proof_pad_count_height (self->pad, text, &caption_type, slot.width));

  if (get_room (self) < height)
    start_sheet (self);
  slot.y = self->y;
  bs_proof_pad_write (self->pad, label, &label_type, &(BsRect){ area.x, self->y, LABEL_WIDTH, 0 });
  thumb = draw_thumb (self, photo, area.x + LABEL_WIDTH, self->y + BS_POINTS (3));
  height = MAX (thumb.height + BS_POINTS (3),
                bs_proof_pad_write (self->pad, text, &caption_type, &slot));
  self->y += height + SECTION_GAP;
}

static void
write_notes (StoryProof *self)
{
  BsRect area = bs_proof_pad_get_area (self->pad);
  const char *notes = bs_node_get_text (self->story, "notes");
  BsRect slot = { area.x + LABEL_WIDTH, 0, area.width - LABEL_WIDTH - ROOM, 0 };
  g_auto (GStrv) lines = g_strsplit (notes, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      BsUnit height = bs_proof_pad_count_height (self->pad, lines[i], &caption_type, slot.width);

      if (*lines[i] == '\0')
        continue;
      if (get_room (self) < height)
        start_sheet (self);
      slot.y = self->y;
      if (i == 0)
        bs_proof_pad_write (self->pad, _ ("Notes"), &label_type,
                            &(BsRect){ area.x, self->y, LABEL_WIDTH, 0 });
      self->y += bs_proof_pad_write (self->pad, lines[i], &caption_type, &slot);
    }
}

static void
write_photos (StoryProof *self, GChecksum *sum)
{
  const BsNode *photos = bs_issue_get_photos (self->issue);
  const char *id = bs_node_get_text (self->story, "id");
  guint number = 0;

  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const BsNode *photo = bs_node_get_element (photos, i);
      g_autofree char *text = NULL;
      gsize length;

      if (!g_str_equal (bs_node_get_text (photo, "story"), id))
        continue;
      text = bs_json_write (photo, BS_JSON_COMPACT, &length);
      g_checksum_update (sum, (const guchar *) text, (gssize) length);
      write_photo (self, photo, ++number);
    }
}

/* Everything that a proof shows of the story itself. */
static void
digest_story (StoryProof *self, GChecksum *sum)
{
  static const char *const members[] = { "flag",    "kicker",     "headline", "deck", "dateline",
                                         "bylines", "paragraphs", "sponsor",  "notes" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const BsNode *member = bs_node_get_member (self->story, members[i]);
      g_autofree char *text = NULL;
      gsize length;

      g_checksum_update (sum, (const guchar *) members[i], -1);
      if (member == NULL)
        continue;
      text = bs_json_write (member, BS_JSON_COMPACT, &length);
      g_checksum_update (sum, (const guchar *) text, (gssize) length);
    }
}

static char *
dup_fit (const StoryProof *self)
{
  if (bs_galley_get_page (self->galley) == NULL)
    return g_strdup (_ ("on no page"));
  if (self->over == 0)
    return g_strdup (_ ("fits"));
  if (self->over > 0)
    /* Translators: how much a story is too long: lines and characters. */
    return g_strdup_printf (_ ("over by %d lines, %d characters"), self->over,
                            self->over_characters);

  return g_strdup_printf (ngettext ("%d line empty", "%d lines empty", (gulong) -self->over),
                          -self->over);
}

static char *
dup_facts (const StoryProof *self)
{
  guint n = bs_story_count_characters (self->story);
  const char *page = bs_galley_get_page (self->galley);
  g_autofree char *characters = g_strdup_printf (ngettext ("%u character", "%u characters", n), n);
  /* Translators: the size of a story's text: characters a line, times lines. */
  g_autofree char *size = g_strdup_printf (_ ("%u × %u lines"),
                                           bs_galley_get_characters (self->galley),
                                           bs_galley_get_n_lines (self->galley));
  g_autofree char *fit = dup_fit (self);

  return bs_proof_dup_joined (page != NULL ? page : bs_node_get_text (self->story, "page"),
                              bs_proof_get_status (bs_node_get_text (self->story, "status")),
                              characters, size, fit, NULL);
}

static gboolean
story_proof_init (StoryProof *self, BsEnvironment *environment, GError **error)
{
  self->layout = bs_layout_new (environment, error);
  if (self->layout == NULL)
    return FALSE;
  self->pad = bs_proof_pad_new (environment, self->options, TRUE, error);

  return self->pad != NULL;
}

/**
 * bs_proof_new_story:
 * @environment: fonts
 * @issue: root of the issue
 * @story: id of one of its stories
 * @options: borrowed
 *
 * Returns: (transfer full): the story's galley with headline parts, photos and notes
 */
BsProof *
bs_proof_new_story (BsEnvironment *environment, const BsNode *issue, const char *story,
                    const BsProofOptions *options, GError **error)
{
  g_auto (StoryProof) self = { .issue = issue, .options = options };
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *subject = bs_proof_dup_subject (issue);
  g_autofree char *facts = NULL;
  BsProof *proof;

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment) && story != NULL, NULL);
  g_return_val_if_fail (options != NULL && options->time != NULL, NULL);

  if (!story_proof_init (&self, environment, error))
    return NULL;
  self.galley = bs_galley_new (self.layout, issue, story, error);
  if (self.galley == NULL)
    return NULL;
  self.story = bs_issue_get_story (issue, story);
  look_at_fit (&self);
  digest_story (&self, sum);
  start_sheet (&self);
  write_heading (&self);
  write_text (&self);
  write_photos (&self, sum);
  write_notes (&self);

  facts = dup_facts (&self);
  proof = g_new0 (BsProof, 1);
  proof->scale = 1;
  proof->version = bs_proof_dup_version (sum);
  proof->title = bs_proof_dup_joined (bs_node_get_text (self.story, "headline"), subject, NULL);
  proof->sheets = bs_proof_pad_end (self.pad, &(BsProofHeader){ _ ("Story Proof"), subject, facts,
                                                                proof->version });

  return proof;
}
