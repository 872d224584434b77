/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-proof-private.h"

#include "bs-config.h"
#include "layout/bs-page-format.h"
#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Around the page, on paper: numbers of lines at both sides, of columns on top and at the foot. */
#define GUTTER BS_POINTS (20)
#define STRIP BS_POINTS (12)
#define NUMBER_EVERY 5
#define HAIRLINE BS_POINTS (0.3)
/* Sheets of a page at full size lap over each other, to be glued. */
#define LAP BS_POINTS (10)
#define EDGE BS_POINTS (3)      /* of what is shown around the type area there */
#define TOP_EDGE BS_POINTS (18) /* above it: mastheads reach up a little */
#define FLAG_HEIGHT BS_POINTS (10)
#define FLAG_DIGIT BS_POINTS (5)
#define ROW_GAP BS_POINTS (7)

static const BsProofType line_type = { FALSE, 400, BS_POINTS (6), 0, BS_ALIGN_END, BS_PROOF_GRAY };
static const BsProofType line_right_type = { FALSE,          400,          BS_POINTS (6), 0,
                                             BS_ALIGN_START, BS_PROOF_GRAY };
static const BsProofType column_type = { FALSE,           400,          BS_POINTS (6.5), 0,
                                         BS_ALIGN_CENTER, BS_PROOF_GRAY };
static const BsProofType flag_type = { FALSE,           700,
                                       BS_POINTS (7),   BS_POINTS (10),
                                       BS_ALIGN_CENTER, BS_PROOF_WHITE };
static const BsProofType title_type = { FALSE,          700,
                                        BS_POINTS (12), BS_POINTS (22),
                                        BS_ALIGN_START, BS_PROOF_BLACK };
static const BsProofType name_type = { FALSE,           700,
                                       BS_POINTS (9.5), BS_POINTS (15),
                                       BS_ALIGN_START,  BS_PROOF_BLACK };
static const BsProofType message_type = { FALSE,          400,
                                          BS_POINTS (9),  BS_POINTS (15),
                                          BS_ALIGN_START, BS_PROOF_BLACK };
static const BsProofType place_type = { FALSE,           400,
                                        BS_POINTS (8.5), BS_POINTS (15),
                                        BS_ALIGN_START,  BS_PROOF_GRAY };

typedef struct
{
  const BsProofOptions *options;
  const char *page;
  BsProofPad *pad;      /* owned */
  BsPageFormat *format; /* owned */
  BsPageResult *result; /* owned */
  GPtrArray *findings;  /* owned: borrowed BsFinding, the worst first */
  GPtrArray *preflight; /* owned */
  double scale;
  BsUnit x, y;  /* of the page's corner, on the paper */
  BsRect shown; /* of the page: all, or the type area */
} PageProof;

static void
page_proof_clear (PageProof *self)
{
  g_clear_pointer (&self->pad, bs_proof_pad_free);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->preflight, g_ptr_array_unref);
  g_clear_pointer (&self->result, bs_page_result_unref);
  g_clear_pointer (&self->format, bs_page_format_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PageProof, page_proof_clear)

static BsUnit
scaled (const PageProof *self, BsUnit length)
{
  return (BsUnit) (length * self->scale);
}

/* On the paper, of a place of the page. */
static BsRect
place (const PageProof *self, const BsRect *rect)
{
  return (BsRect){ self->x + scaled (self, rect->x), self->y + scaled (self, rect->y),
                   scaled (self, rect->width), scaled (self, rect->height) };
}

static void
draw_page (PageProof *self)
{
  BsDisplayListBuilder *builder = bs_proof_pad_get_builder (self->pad);
  const double matrix[6] = { self->scale, 0, 0, self->scale, self->x, self->y };
  BsRect clip = place (self, &self->shown);
  const BsColor pale = BS_PROOF_PALE;
  guint group = bs_display_list_builder_open_group (builder, &clip, matrix);

  bs_display_list_builder_append (builder, self->result->list, 0, 0);
  bs_display_list_builder_close_group (builder, group);
  bs_proof_pad_frame (self->pad, &clip, HAIRLINE, &pale);
}

/* A tick at each line of the type area, longer and with its number at each fifth. */
static void
draw_line_numbers (PageProof *self)
{
  static const BsColor gray = BS_PROOF_GRAY;
  BsRect shown = place (self, &self->shown);
  BsUnit right = bs_rect_right (&shown);

  for (guint i = 0; i <= self->format->n_lines; i++)
    {
      BsUnit y = self->y + scaled (self, bs_page_format_get_line_y (self->format, i));
      BsUnit tick = i % NUMBER_EVERY == 0 ? BS_POINTS (4) : BS_POINTS (2);
      BsRect slot = { shown.x - GUTTER, 0, GUTTER - BS_POINTS (6), 0 };
      g_autofree char *number = NULL;

      bs_proof_pad_fill (self->pad, &(BsRect){ shown.x - tick, y, tick, HAIRLINE }, &gray);
      bs_proof_pad_fill (self->pad, &(BsRect){ right, y, tick, HAIRLINE }, &gray);
      if (i == 0 || i % NUMBER_EVERY != 0)
        continue;
      /* The number of a line stands at its foot, where the next one begins. */
      number = g_strdup_printf ("%u", i);
      slot.y = y - line_type.size * 3 / 4;
      bs_proof_pad_write (self->pad, number, &line_type, &slot);
      slot.x = right + BS_POINTS (6);
      bs_proof_pad_write (self->pad, number, &line_right_type, &slot);
    }
}

static void
draw_column_numbers (PageProof *self)
{
  BsRect shown = place (self, &self->shown);

  for (guint i = 0; i < self->format->n_columns; i++)
    {
      BsRect slot = {
        .x = self->x + scaled (self, bs_page_format_get_column_x (self->format, i)),
        .y = shown.y - STRIP,
        .width = scaled (self, bs_page_format_get_columns_width (self->format, 1)),
      };
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      bs_proof_pad_write (self->pad, number, &column_type, &slot);
      slot.y = bs_rect_bottom (&shown) + BS_POINTS (2);
      bs_proof_pad_write (self->pad, number, &column_type, &slot);
    }
}

/* Findings */

static const BsColor *
get_color (BsLevel level)
{
  static const BsColor colors[] = {
    [BS_LEVEL_INFO] = BS_PROOF_BLUE,
    [BS_LEVEL_WARNING] = BS_PROOF_AMBER,
    [BS_LEVEL_ERROR] = BS_PROOF_RED,
  };

  return &colors[level];
}

static BsUnit
draw_flag (PageProof *self, guint number, BsLevel level, BsUnit x, BsUnit y)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  BsRect flag = { x, y, MAX (FLAG_HEIGHT, (BsUnit) (strlen (text) + 1) * FLAG_DIGIT), FLAG_HEIGHT };

  bs_proof_pad_fill (self->pad, &flag, get_color (level));
  bs_proof_pad_write (self->pad, text, &flag_type, &flag);

  return flag.width;
}

/* Where findings share a corner their numbers stand side by side. */
static void
draw_marks (PageProof *self)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->findings->len; i++)
    {
      const BsFinding *finding = g_ptr_array_index (self->findings, i);
      BsRect rect = place (self, &finding->rect);
      char *corner = g_strdup_printf ("%d %d", rect.x / BS_POINTS (8), rect.y / BS_POINTS (8));
      BsUnit shift = GPOINTER_TO_INT (g_hash_table_lookup (taken, corner));

      if (finding->rect.width <= 0)
        {
          g_free (corner);
          continue;
        }
      bs_proof_pad_frame (self->pad, &rect, BS_POINTS (0.7), get_color (finding->level));
      shift += draw_flag (self, i + 1, finding->level, rect.x + shift, rect.y - FLAG_HEIGHT)
               + BS_POINTS (1);
      g_hash_table_insert (taken, corner, GINT_TO_POINTER (shift));
    }
}

/* "column 3, line 45": as the numbers in the margins count. */
static char *
dup_place (const PageProof *self, const BsFinding *finding)
{
  const BsPageFormat *format = self->format;
  BsUnit middle = finding->rect.x + MIN (finding->rect.width, format->em) / 2;
  guint column = 1;
  int line = (finding->rect.y - format->type_area.y) / format->line_height + 1;

  if (finding->rect.width <= 0)
    return g_strdup ("");
  while (column < format->n_columns && bs_page_format_get_column_x (format, column) <= middle)
    column++;
  if (line < 1)
    return g_strdup (_ ("above the type area"));

  /* Translators: a place on a page, as its margins number columns and lines. */
  return g_strdup_printf (_ ("column %u, line %d"), column, line);
}

static BsRect
start_list (PageProof *self)
{
  BsRect slot;

  bs_proof_pad_add_sheet (self->pad);
  slot = bs_proof_pad_get_area (self->pad);
  /* Translators: above the list of what a check found on a page. */
  slot.y += bs_proof_pad_write (self->pad, _ ("Findings"), &title_type, &slot);

  return slot;
}

static void
write_findings (PageProof *self)
{
  const BsUnit indent = BS_POINTS (30), place_width = BS_POINTS (100);
  BsRect area, slot;

  if (self->findings->len == 0)
    return;
  slot = start_list (self);
  area = bs_proof_pad_get_area (self->pad);
  for (guint i = 0; i < self->findings->len; i++)
    {
      const BsFinding *finding = g_ptr_array_index (self->findings, i);
      const char *message = finding->message != NULL ? finding->message : finding->code;
      g_autofree char *place = dup_place (self, finding);
      BsRect text = { area.x + indent, slot.y, area.width - indent - place_width, 0 };
      BsUnit height = name_type.pitch
                      + bs_proof_pad_count_height (self->pad, message, &message_type, text.width);

      if (slot.y + height > bs_rect_bottom (&area))
        text.y = (slot = start_list (self)).y;
      draw_flag (self, i + 1, finding->level, area.x, text.y + BS_POINTS (2));
      bs_proof_pad_write (self->pad, place, &place_type,
                          &(BsRect){ bs_rect_right (&text) + BS_POINTS (10), text.y,
                                     place_width - BS_POINTS (10), 0 });
      text.y += bs_proof_pad_write (self->pad, bs_finding_get_name (finding), &name_type, &text);
      text.y += bs_proof_pad_write (self->pad, message, &message_type, &text);
      slot.y = text.y + ROW_GAP;
    }
}

/* Sheets */

static void
draw_all (PageProof *self)
{
  draw_page (self);
  draw_column_numbers (self);
  draw_line_numbers (self);
  draw_marks (self);
}

/* On one sheet, never enlarged; in the middle, to have both margins to write in. */
static void
draw_reduced (PageProof *self)
{
  BsRect area;
  BsUnit width, height;

  bs_proof_pad_add_sheet (self->pad);
  area = bs_proof_pad_get_area (self->pad);
  width = area.width - 2 * GUTTER;
  height = area.height - 2 * STRIP;
  self->scale = MIN (1, MIN (width / (double) self->format->width,
                             height / (double) self->format->height));
  self->shown = (BsRect){ 0, 0, self->format->width, self->format->height };
  self->x = area.x + GUTTER + (width - scaled (self, self->format->width)) / 2;
  self->y = area.y + STRIP;
  draw_all (self);
}

static guint
count_tiles (BsUnit whole, BsUnit room)
{
  return whole <= room ? 1 : (guint) ((whole - LAP + room - LAP - 1) / (room - LAP));
}

/* The type area at full size, row by row; each sheet shows its part with the numbers beside it. */
static void
draw_tiles (PageProof *self)
{
  BsRect area;
  const BsRect *type_area = &self->format->type_area;
  BsUnit width = type_area->width + 2 * GUTTER;
  BsUnit height = type_area->height + TOP_EDGE + EDGE;
  guint columns, rows;

  self->scale = 1;
  self->shown = (BsRect){ type_area->x - EDGE, type_area->y - TOP_EDGE, type_area->width + 2 * EDGE,
                          height };
  bs_proof_pad_add_sheet (self->pad);
  area = bs_proof_pad_get_area (self->pad);
  columns = count_tiles (width, area.width);
  rows = count_tiles (height, area.height);
  for (guint i = 0; i < rows * columns; i++)
    {
      BsDisplayListBuilder *builder;
      guint group;

      if (i > 0)
        bs_proof_pad_add_sheet (self->pad);
      builder = bs_proof_pad_get_builder (self->pad);
      self->x = area.x + GUTTER - type_area->x - (BsUnit) (i % columns) * (area.width - LAP);
      self->y = area.y - self->shown.y - (BsUnit) (i / columns) * (area.height - LAP);
      group = bs_display_list_builder_open_group (builder, &area, NULL);
      draw_all (self);
      bs_display_list_builder_close_group (builder, group);
    }
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const BsFinding *left = *(const BsFinding *const *) a;
  const BsFinding *right = *(const BsFinding *const *) b;

  if (left->level != right->level)
    return left->level > right->level ? -1 : 1;
  if (left->rect.y != right->rect.y)
    return left->rect.y < right->rect.y ? -1 : 1;

  return left->rect.x - right->rect.x;
}

static void
collect_findings (PageProof *self, BsEnvironment *environment)
{
  const BsPdfOptions options = { .media_folder = self->options->media_folder };

  self->preflight = bs_preflight (environment, self->result->list, &options);
  self->findings = g_ptr_array_new ();
  for (guint i = 0; i < self->result->findings->len; i++)
    g_ptr_array_add (self->findings, g_ptr_array_index (self->result->findings, i));
  /* That pictures will be converted for the press is nothing to correct. */
  for (guint i = 0; i < self->preflight->len; i++)
    if (((BsFinding *) g_ptr_array_index (self->preflight, i))->level > BS_LEVEL_INFO)
      g_ptr_array_add (self->findings, g_ptr_array_index (self->preflight, i));
  g_ptr_array_sort (self->findings, compare_findings);
}

static char *
dup_facts (const PageProof *self, const char *section)
{
  guint counts[BS_LEVEL_ERROR + 1] = { 0 };
  g_autofree char *errors = NULL;
  g_autofree char *warnings = NULL;
  g_autofree char *scale = g_strdup_printf ("%.0f %%", self->scale * 100);

  for (guint i = 0; i < self->findings->len; i++)
    counts[((const BsFinding *) g_ptr_array_index (self->findings, i))->level]++;
  errors = g_strdup_printf (ngettext ("%u error", "%u errors", counts[BS_LEVEL_ERROR]),
                            counts[BS_LEVEL_ERROR]);
  warnings = g_strdup_printf (ngettext ("%u warning", "%u warnings", counts[BS_LEVEL_WARNING]),
                              counts[BS_LEVEL_WARNING]);

  return bs_proof_dup_joined (self->page, section, scale, errors, warnings, NULL);
}

static gboolean
page_proof_init (PageProof *self, BsEnvironment *environment, const BsNode *issue, GError **error)
{
  g_autoptr (BsLayout) layout = bs_layout_new (environment, error);

  if (layout == NULL)
    return FALSE;
  self->result = bs_layout_page (layout, issue, self->page, error);
  if (self->result == NULL)
    return FALSE;
  self->format = bs_page_format_load_for_page (environment, issue, self->page, error);
  if (self->format == NULL)
    return FALSE;
  self->pad = bs_proof_pad_new (environment, self->options, !self->options->full_size, error);
  if (self->pad == NULL)
    return FALSE;
  collect_findings (self, environment);

  return TRUE;
}

static char *
digest_page (const PageProof *self)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *dump = bs_display_list_dump (self->result->list);

  g_checksum_update (sum, (const guchar *) dump, -1);

  return bs_proof_dup_version (sum);
}

/**
 * bs_proof_new_page:
 * @environment: fonts and page formats
 * @issue: root of the issue
 * @page: id of one of its pages
 * @options: borrowed
 *
 * Returns: (transfer full): the page, and a list of what was found on it
 */
BsProof *
bs_proof_new_page (BsEnvironment *environment, const BsNode *issue, const char *page,
                   const BsProofOptions *options, GError **error)
{
  g_auto (PageProof) self = { .options = options, .page = page };
  g_autofree char *subject = bs_proof_dup_subject (issue);
  g_autofree char *facts = NULL;
  const BsNode *section;
  BsProof *proof;

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment) && page != NULL, NULL);
  g_return_val_if_fail (options != NULL && options->time != NULL, NULL);

  if (!page_proof_init (&self, environment, issue, error))
    return NULL;
  if (options->full_size)
    draw_tiles (&self);
  else
    draw_reduced (&self);
  write_findings (&self);

  section = bs_node_find_by_id (bs_node_get_member (issue, "sections"),
                                bs_node_get_text (bs_issue_get_page (issue, page), "section"));
  facts = dup_facts (&self, bs_node_get_text (section, "name"));
  proof = g_new0 (BsProof, 1);
  proof->scale = self.scale;
  proof->version = digest_page (&self);
  proof->title = bs_proof_dup_joined (subject, page, NULL);
  proof->sheets = bs_proof_pad_end (self.pad, &(BsProofHeader){ _ ("Page Proof"), subject, facts,
                                                                proof->version });

  return proof;
}
