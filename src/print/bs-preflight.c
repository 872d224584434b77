/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What print asks of a page before it is exported. Codes found here (the others are layout's):
 *   missing-photo       error    the file is not in the media folder; or there is none yet, which
 *                                layout finds and warns of, and which only a proof may print
 *   unreadable-photo    error    not a picture, damaged, or too large
 *   low-resolution      warning  under 200 ppi at its size; error under 72
 *   rgb-image           info     will be converted to the press's inks
 *   font-not-embeddable error    the licence or the kind of font forbids it
 *   text-outside-trim   error    would be cut off
 *   hairline            warning  a rule thinner than 0.25 pt
 *   small-colour-text   warning  text under 9 pt of several inks, or white on several inks
 *   text-not-overprinting warning  gray or tinted text that knocks a hole into a colour
 *   too-much-ink        warning  a fill over the profile's ink limit
 */

#include "bs-config.h"
#include "bs-output-profile.h"
#include "bs-pdf-content.h"
#include "bs-pdf.h"
#include "bs-press-cache.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define GOOD_RESOLUTION 200.0
#define USABLE_RESOLUTION 72.0
#define MIN_HAIRLINE BS_POINTS (0.25)
#define SMALL_TEXT BS_POINTS (9)
/* Per mille. No press takes less; and SNAP's total ink on newsprint, for when the profile cannot be
 * asked. */
#define LEAST_INK_LIMIT 2000
#define USUAL_INK_LIMIT 2400

typedef struct
{
  BsRect rect; /* on the page */
  BsColor color;
  gboolean photo;
} Ground;

typedef struct
{
  guint end; /* first item behind the group */
  double matrix[6];
} Level;

typedef struct
{
  BsEnvironment *environment;
  BsPressCache *cache;
  BsDisplayList *list;
  const BsPdfOptions *options;
  GPtrArray *findings;
  GArray *grounds; /* what text may stand on, bottom first */
  GArray *levels;
  GHashTable *faces;
  GHashTable *reported; /* codes that once a page is enough for */
  guint ink_limit;      /* per mille; 0: not yet asked for */
} Preflight;

/* Inner regions come after outer ones. */
static void
locate (Preflight *self, BsFinding *finding)
{
  BsUnit x = finding->rect.x + finding->rect.width / 2;
  BsUnit y = finding->rect.y + finding->rect.height / 2;

  for (guint i = bs_display_list_get_n_regions (self->list); i > 0; i--)
    {
      const BsRegion *region = bs_display_list_get_region (self->list, i - 1);
      gboolean of_story = region->kind == BS_REGION_HEADLINE || region->kind == BS_REGION_LEG;

      if (x < region->rect.x || x >= bs_rect_right (&region->rect) || y < region->rect.y
          || y >= bs_rect_bottom (&region->rect))
        continue;
      if (finding->box == NULL && region->id != NULL && *region->id != '\0')
        finding->box = g_strdup (region->id);
      if (of_story && region->ref != NULL)
        {
          finding->story = g_strdup (region->ref);
          return;
        }
    }
}

/* Takes @message. */
static BsFinding *
add (Preflight *self, const char *code, BsLevel level, const BsRect *rect, char *message)
{
  BsFinding *finding = bs_finding_new (code, level, bs_display_list_get_page (self->list));

  if (rect != NULL)
    {
      finding->rect = *rect;
      locate (self, finding);
    }
  finding->message = message;
  g_ptr_array_add (self->findings, finding);
  bs_findings_settle (self->findings, self->findings->len - 1);

  return finding;
}

/* A page with one fault of this kind often has it a hundred times. */
static gboolean
is_new (Preflight *self, const char *code)
{
  return g_hash_table_add (self->reported, (gpointer) code);
}

static const double *
current_matrix (Preflight *self)
{
  static const double identity[6] = { 1, 0, 0, 1, 0, 0 };

  if (self->levels->len == 0)
    return identity;

  return g_array_index (self->levels, Level, self->levels->len - 1).matrix;
}

static BsRect
on_page (Preflight *self, const BsRect *rect)
{
  const double *m = current_matrix (self);
  double left = G_MAXINT, top = G_MAXINT, right = G_MININT, bottom = G_MININT;

  for (guint i = 0; i < 4; i++)
    {
      double x = rect->x + (i % 2 == 0 ? 0 : rect->width);
      double y = rect->y + (i / 2 == 0 ? 0 : rect->height);
      double px = m[0] * x + m[2] * y + m[4];
      double py = m[1] * x + m[3] * y + m[5];

      left = MIN (left, px);
      right = MAX (right, px);
      top = MIN (top, py);
      bottom = MAX (bottom, py);
    }

  return (BsRect){ (BsUnit) floor (left), (BsUnit) floor (top), (BsUnit) ceil (right - left),
                   (BsUnit) ceil (bottom - top) };
}

static void
enter_group (Preflight *self, const BsGroupItem *group, guint index)
{
  const double *m = current_matrix (self);
  const double *n = group->matrix;
  Level level = { .end = index + 1 + group->n_items,
                  .matrix = { m[0] * n[0] + m[2] * n[1], m[1] * n[0] + m[3] * n[1],
                              m[0] * n[2] + m[2] * n[3], m[1] * n[2] + m[3] * n[3],
                              m[0] * n[4] + m[2] * n[5] + m[4],
                              m[1] * n[4] + m[3] * n[5] + m[5] } };

  g_array_append_val (self->levels, level);
}

static guint
count_inks (BsColor color)
{
  return (color.c > 0) + (color.m > 0) + (color.y > 0) + (color.k > 0);
}

static guint
total_ink (BsColor color)
{
  return color.c + color.m + color.y + color.k;
}

/* Where the ink of a run lies, nearly: from the first origin to the last, an em high. */
static BsRect
bounds_of_run (const BsGlyphRun *run)
{
  const BsRunGlyph *first = &run->glyphs[0];
  BsUnit left = first->x, right = first->x, top = first->y, bottom = first->y;
  hb_font_t *font = bs_face_get_hb_font (run->face);
  guint em = bs_face_get_units_per_em (run->face);
  BsUnit rise = bs_unit_scale (run->size, 4, 5);

  for (guint i = 0; i < run->n_glyphs; i++)
    {
      const BsRunGlyph *glyph = &run->glyphs[i];
      BsUnit advance = bs_unit_scale (run->size, hb_font_get_glyph_h_advance (font, glyph->id),
                                      MAX (em, 1));

      left = MIN (left, run->rotated ? glyph->x - (run->size - rise) : glyph->x);
      right = MAX (right, run->rotated ? glyph->x + rise : glyph->x + advance);
      top = MIN (top, run->rotated ? glyph->y : glyph->y - rise);
      bottom = MAX (bottom, run->rotated ? glyph->y + advance : glyph->y + run->size - rise);
    }

  return (BsRect){ left, top, right - left, bottom - top };
}

static void
check_trim (Preflight *self, const BsGlyphRun *run, const BsRect *rect)
{
  /* A side bearing may stick out: a tenth of an em is no ink yet. */
  BsUnit slack = run->size / 10;

  if (rect->x >= -slack && rect->y >= -slack
      && bs_rect_right (rect) <= bs_display_list_get_width (self->list) + slack
      && bs_rect_bottom (rect) <= bs_display_list_get_height (self->list) + slack)
    return;
  add (self, "text-outside-trim", BS_LEVEL_ERROR, rect,
       g_strdup_printf (_ ("“%s”: stands partly off the page and would be cut off. "
                           "Move it inwards"),
                        run->text));
}

static const Ground *
find_ground (Preflight *self, const BsRect *rect)
{
  BsUnit x = rect->x + rect->width / 2, y = rect->y + rect->height / 2;

  for (guint i = self->grounds->len; i > 0; i--)
    {
      const Ground *ground = &g_array_index (self->grounds, Ground, i - 1);

      if (x >= ground->rect.x && x < bs_rect_right (&ground->rect) && y >= ground->rect.y
          && y < bs_rect_bottom (&ground->rect))
        return ground;
    }

  return NULL;
}

/* The four plates never meet exactly: what several of them must agree on may not be fine. */
static void
check_register (Preflight *self, const BsGlyphRun *run, const BsRect *rect)
{
  const Ground *ground;
  gboolean colored;

  if (bs_color_is_solid_black (run->color))
    return;
  ground = find_ground (self, rect);
  colored = ground != NULL
            && (ground->photo || ground->color.c > 0 || ground->color.m > 0 || ground->color.y > 0);

  if (run->size < SMALL_TEXT
      && (count_inks (run->color) > 1
          || (total_ink (run->color) == 0 && ground != NULL
              && (ground->photo || count_inks (ground->color) > 1))))
    {
      if (is_new (self, "small-colour-text"))
        add (self, "small-colour-text", BS_LEVEL_WARNING, rect,
             g_strdup_printf (_ ("“%s”: fine text that several inks must meet for will be blurred. "
                                 "Set it in 9 pt or larger, or in black"),
                              run->text));
    }
  else if (colored && run->color.k > 0 && count_inks (run->color) == 1)
    {
      if (is_new (self, "text-not-overprinting"))
        add (self, "text-not-overprinting", BS_LEVEL_WARNING, rect,
             g_strdup_printf (_ ("“%s”: gray text on a colour leaves white edges where the plates "
                                 "are out of register. Set it in full black"),
                              run->text));
    }
}

static void
check_face (Preflight *self, BsFace *face, const BsRect *rect)
{
  char *refusal;

  if (!g_hash_table_add (self->faces, face))
    return;
  refusal = bs_pdf_font_refusal (face);
  if (refusal != NULL)
    add (self, "font-not-embeddable", BS_LEVEL_ERROR, rect, refusal);
}

static void
check_run (Preflight *self, const BsGlyphRun *run)
{
  BsRect bounds, rect;

  if (run->n_glyphs == 0)
    return;
  bounds = bounds_of_run (run);
  rect = on_page (self, &bounds);
  check_face (self, run->face, &rect);
  check_trim (self, run, &rect);
  check_register (self, run, &rect);
}

static void
add_ground (Preflight *self, const BsRect *rect, BsColor color, gboolean photo)
{
  Ground ground = { on_page (self, rect), color, photo };

  g_array_append_val (self->grounds, ground);
}

static guint
get_ink_limit (Preflight *self)
{
  g_autoptr (BsOutputProfile) profile = NULL;

  if (self->ink_limit > 0)
    return self->ink_limit;

  self->ink_limit = USUAL_INK_LIMIT;
  /* A profile that cannot be used is the export's to report. */
  profile = bs_output_profile_choose (self->environment, self->options->profile, NULL);
  if (profile != NULL)
    self->ink_limit = 10 * (guint) ceil (bs_output_profile_get_ink_limit (profile));

  return self->ink_limit;
}

static void
check_ink (Preflight *self, const BsFillItem *fill, const BsRect *rect)
{
  guint ink = total_ink (fill->color);

  if (ink <= LEAST_INK_LIMIT || ink <= get_ink_limit (self) || !is_new (self, "too-much-ink"))
    return;
  add (self, "too-much-ink", BS_LEVEL_WARNING, rect,
       g_strdup_printf (_ ("A fill lays down %u %% of ink: the press takes %u %%. "
                           "Choose a lighter colour"),
                        ink / 10, self->ink_limit / 10));
}

static void
check_fill (Preflight *self, const BsFillItem *fill)
{
  BsRect rect = on_page (self, &fill->rect);

  add_ground (self, &fill->rect, fill->color, FALSE);
  if (fill->rect.width > 0 && fill->rect.height > 0 && total_ink (fill->color) > 0
      && MIN (fill->rect.width, fill->rect.height) < MIN_HAIRLINE && is_new (self, "hairline"))
    add (self, "hairline", BS_LEVEL_WARNING, &rect,
         g_strdup (_ ("A rule is thinner than 0.25 pt: it may vanish on the press. "
                      "Make it thicker")));
  check_ink (self, fill, &rect);
}

static void
add_for_photo (Preflight *self, const BsImageItem *image, const char *code, BsLevel level,
               char *message)
{
  BsRect rect = on_page (self, &image->rect);
  BsFinding *finding = add (self, code, level, &rect, message);

  finding->photo = g_strdup (image->photo);
}

/* Files are named by their content's hash, which tells nobody anything. */
static char *
name_photo (const BsImageItem *image)
{
  if (image->photo == NULL || *image->photo == '\0')
    return g_strdup (image->file);

  /* Translators: %s is the photo's identifier, such as p3 */
  return g_strdup_printf (_ ("Photo “%s”"), image->photo);
}

static void
check_resolution (Preflight *self, const BsImageItem *image, const BsPictureInfo *info)
{
  guint across = image->crop_left + image->crop_right, down = image->crop_top + image->crop_bottom;
  double width = info->width * (1000 - MIN (across, 999)) / 1000.0;
  double height = info->height * (1000 - MIN (down, 999)) / 1000.0;
  double ppi = MIN (width * 72 / bs_unit_to_points (image->rect.width),
                    height * 72 / bs_unit_to_points (image->rect.height));
  g_autofree char *name = name_photo (image);
  int shown = (int) floor (ppi);
  double most = bs_unit_to_mm (image->rect.width) * ppi / GOOD_RESOLUTION;

  /* Half a pixel of rounding is no fault. */
  if (ppi >= GOOD_RESOLUTION - 1)
    return;
  add_for_photo (self, image, "low-resolution",
                 ppi < USABLE_RESOLUTION ? BS_LEVEL_ERROR : BS_LEVEL_WARNING,
                 /* Translators: a photo's name; pixels per inch; pixels per inch; millimetres */
                 g_strdup_printf (_ ("%s is too coarse at this size: %d pixels per inch, where "
                                     "print needs %d. Show it no wider than %.0f mm, or take in a "
                                     "larger original"),
                                  name, shown, (int) GOOD_RESOLUTION, floor (most)));
}

static void
check_image (Preflight *self, const BsImageItem *image)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  BsPictureInfo info;

  add_ground (self, &image->rect, (BsColor){ 0 }, TRUE);
  /* A photo without a file is layout's to report: it draws a labelled frame. */
  if (image->file == NULL || *image->file == '\0' || image->rect.width <= 0
      || image->rect.height <= 0)
    return;
  name = name_photo (image);
  if (self->options->media_folder != NULL)
    file = g_file_get_child (self->options->media_folder, image->file);
  if (file == NULL || !g_file_query_exists (file, NULL))
    {
      add_for_photo (self, image, "missing-photo", BS_LEVEL_ERROR,
                     g_strdup_printf (_ ("%s: its file is not in the media folder. "
                                         "Take in the photo again"),
                                      name));
      return;
    }

  if (!bs_press_cache_get_info (self->cache, file, name, &info, &error))
    {
      add_for_photo (self, image, "unreadable-photo", BS_LEVEL_ERROR, g_strdup (error->message));
      return;
    }
  check_resolution (self, image, &info);
  if (info.channels == 3)
    add_for_photo (self, image, "rgb-image", BS_LEVEL_INFO,
                   g_strdup_printf (_ ("%s is in RGB and will be converted for print"), name));
}

static void
check_item (Preflight *self, guint index)
{
  const BsItem *item = bs_display_list_get_item (self->list, index);

  while (self->levels->len > 0
         && g_array_index (self->levels, Level, self->levels->len - 1).end <= index)
    g_array_set_size (self->levels, self->levels->len - 1);

  switch (item->kind)
    {
    case BS_ITEM_GLYPHS:
      check_run (self, &item->glyphs);
      break;
    case BS_ITEM_FILL:
      check_fill (self, &item->fill);
      break;
    case BS_ITEM_IMAGE:
      check_image (self, &item->image);
      break;
    case BS_ITEM_GROUP:
      enter_group (self, &item->group, index);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * bs_preflight:
 *
 * Each photo's file is read once and remembered: quick enough to run after each change.
 *
 * Returns: (transfer full) (element-type BsFinding): what was found, in drawing order
 */
GPtrArray *
bs_preflight (BsEnvironment *environment, BsDisplayList *list, const BsPdfOptions *options)
{
  Preflight self = { .environment = environment, .list = list, .options = options };

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (list != NULL && options != NULL, NULL);

  self.cache = bs_environment_get_press_cache (environment);
  self.findings = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_finding_free);
  self.grounds = g_array_new (FALSE, FALSE, sizeof (Ground));
  self.levels = g_array_new (FALSE, FALSE, sizeof (Level));
  self.faces = g_hash_table_new (NULL, NULL);
  self.reported = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < bs_display_list_get_n_items (list); i++)
    check_item (&self, i);

  g_hash_table_unref (self.reported);
  g_hash_table_unref (self.faces);
  g_array_unref (self.levels);
  g_array_unref (self.grounds);

  return self.findings;
}

/**
 * bs_preflight_get_level:
 * @finding: found by layout
 * @proof: the page is not to be printed yet
 *
 * Returns: how bad it is where the page is exported
 */
BsLevel
bs_preflight_get_level (const BsFinding *finding, gboolean proof)
{
  g_return_val_if_fail (finding != NULL, BS_LEVEL_ERROR);

  return !proof && g_str_equal (finding->code, "missing-photo") ? BS_LEVEL_ERROR : finding->level;
}
