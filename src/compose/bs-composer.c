/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-composer.h"

#include "bs-cache.h"
#include "bs-font-set.h"
#include "bs-headline-private.h"
#include "bs-paragraph-private.h"

#include <string.h>

/* Of one generation of each cache. Together they hold some pages at many measures, as automatic
 * layout asks for them. */
#define PREPARED_BYTES (6u * 1024u * 1024u)
#define PARAGRAPH_BYTES (6u * 1024u * 1024u)
#define HEADLINE_BYTES (2u * 1024u * 1024u)
/* No line is wider than a page, nor narrower than two em. */
#define MAX_WIDTH BS_POINTS (14400)
#define MAX_SIZE BS_POINTS (1000)

/* typesetting.md */
const guint bs_headline_sizes[] = { 420, 360, 320, 280, 260, 240, 220, 200,
                                    180, 160, 150, 140, 120, 105, 0 };

typedef struct
{
  gatomicrefcount ref_count;
  BsHeadline headline;
} HeadlineEntry;

typedef struct
{
  gatomicrefcount ref_count;
  BsPrepared *prepared;
  GArray *costs; /* NULL until a headline of several lines is asked for */
} PlanEntry;

struct _BsComposer
{
  GObject parent_instance;

  BsEnvironment *environment;
  BsTables *tables;
  BsShaper *shaper;
  BsHyphenator *hyphenator;
  BsHeadlinePlanner *planner;
  GByteArray *key;

  BsCache *prepared;
  BsCache *paragraphs;
  BsCache *headlines;
  BsCache *plans;

  BsFontSet *fonts; /* borrowed from the environment */
};

G_DEFINE_FINAL_TYPE (BsComposer, bs_composer, G_TYPE_OBJECT)

static gpointer
headline_entry_ref (gpointer data)
{
  HeadlineEntry *entry = data;

  g_atomic_ref_count_inc (&entry->ref_count);
  return entry;
}

static void
headline_entry_unref (gpointer data)
{
  HeadlineEntry *entry = data;

  if (!g_atomic_ref_count_dec (&entry->ref_count))
    return;
  bs_headline_clear (&entry->headline);
  g_free (entry);
}

static gpointer
plan_entry_ref (gpointer data)
{
  PlanEntry *entry = data;

  g_atomic_ref_count_inc (&entry->ref_count);
  return entry;
}

static void
plan_entry_unref (gpointer data)
{
  PlanEntry *entry = data;

  if (!g_atomic_ref_count_dec (&entry->ref_count))
    return;
  bs_prepared_unref (entry->prepared);
  g_clear_pointer (&entry->costs, g_array_unref);
  g_free (entry);
}

static gpointer
prepared_ref (gpointer data)
{
  BsPrepared *prepared = data;

  g_atomic_ref_count_inc (&prepared->ref_count);
  return prepared;
}

static gsize
measure_headline (gconstpointer data)
{
  const HeadlineEntry *entry = data;

  return sizeof *entry + bs_paragraph_get_size (entry->headline.paragraph);
}

static gsize
measure_plan (gconstpointer data)
{
  const PlanEntry *entry = data;

  return sizeof *entry + bs_prepared_get_size (entry->prepared)
         + (entry->prepared->atoms->len + 1) * 4;
}

static gsize
measure_prepared (gconstpointer data)
{
  return bs_prepared_get_size (data);
}

static gsize
measure_paragraph (gconstpointer data)
{
  return bs_paragraph_get_size (data);
}

static const BsCacheKind prepared_kind = { prepared_ref, (GDestroyNotify) bs_prepared_unref,
                                           measure_prepared, PREPARED_BYTES };
static const BsCacheKind paragraph_kind = { (BsCacheRef) bs_paragraph_ref,
                                            (GDestroyNotify) bs_paragraph_unref, measure_paragraph,
                                            PARAGRAPH_BYTES };
static const BsCacheKind headline_kind = { headline_entry_ref, headline_entry_unref,
                                           measure_headline, HEADLINE_BYTES };
static const BsCacheKind plan_kind = { plan_entry_ref, plan_entry_unref, measure_plan,
                                       HEADLINE_BYTES };

/* What the glyphs of a paragraph depend on; colour does not. */
static void
begin_key (BsComposer *self, const char *text, const BsTextStyle *style, BsPrepareMode mode)
{
  gint32 numbers[] = { style->size,
                       style->letter_spacing,
                       (gint32) style->weight,
                       (gint32) style->strictness,
                       (style->full_width_marks != 0) | (gint32) mode << 1,
                       (gint32) style->lead_bytes,
                       (gint32) style->lead_weight };

  g_byte_array_set_size (self->key, 0);
  g_byte_array_append (self->key, (const guint8 *) numbers, sizeof numbers);
  g_byte_array_append (self->key, (const guint8 *) style->family, strlen (style->family) + 1);
  g_byte_array_append (self->key, (const guint8 *) text, strlen (text) + 1);
  if (style->lead_bytes > 0)
    g_byte_array_append (self->key, (const guint8 *) style->lead_family,
                         strlen (style->lead_family) + 1);
}

static GBytes *
end_key (BsComposer *self)
{
  return g_bytes_new (self->key->data, self->key->len);
}

static BsPrepared *
prepare_new (BsComposer *self, const char *text, const BsTextStyle *style, BsPrepareMode mode)
{
  BsTools tools = { self->tables, self->fonts, self->shaper, self->hyphenator };
  /* There is a face: without any font there would be no composer. */
  BsFace *face = bs_font_set_find (self->fonts, style->family, style->weight, NULL, NULL);

  return bs_prepare (&tools, face, text, style, mode);
}

/* Returns: (transfer full); nothing of it is borrowed from @style */
static BsPrepared *
get_prepared (BsComposer *self, const char *text, const BsTextStyle *style)
{
  g_autoptr (GBytes) key = NULL;
  BsPrepared *prepared;

  begin_key (self, text, style, BS_PREPARE_BODY);
  key = end_key (self);
  prepared = bs_cache_get (self->prepared, key);
  if (prepared == NULL)
    {
      prepared = prepare_new (self, text, style, BS_PREPARE_BODY);
      bs_cache_put (self->prepared, key, prepared);
    }

  return prepared_ref (prepared);
}

static BsTextStyle
clean_style (const BsTextStyle *style)
{
  BsTextStyle clean = *style;

  if (clean.family == NULL)
    clean.family = "";
  clean.size = CLAMP (clean.size, BS_POINTS (1), MAX_SIZE);
  clean.letter_spacing = CLAMP (clean.letter_spacing, -clean.size / 4, clean.size);
  clean.strictness = MIN (clean.strictness, BS_STRICTNESS_STRICT);
  clean.indent = MIN (clean.indent, 20);
  if (clean.lead_family == NULL)
    clean.lead_bytes = 0;

  return clean;
}

static void
bs_composer_finalize (GObject *object)
{
  BsComposer *self = BS_COMPOSER (object);

  g_clear_pointer (&self->plans, bs_cache_free);
  g_clear_pointer (&self->headlines, bs_cache_free);
  g_clear_pointer (&self->paragraphs, bs_cache_free);
  g_clear_pointer (&self->prepared, bs_cache_free);
  g_clear_pointer (&self->key, g_byte_array_unref);
  g_clear_pointer (&self->planner, bs_headline_planner_free);
  g_clear_pointer (&self->hyphenator, bs_hyphenator_free);
  g_clear_pointer (&self->shaper, bs_shaper_free);
  g_clear_pointer (&self->tables, bs_tables_free);
  g_clear_object (&self->environment);

  G_OBJECT_CLASS (bs_composer_parent_class)->finalize (object);
}

static void
bs_composer_class_init (BsComposerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_composer_finalize;
}

static void
bs_composer_init (BsComposer *self)
{
  self->key = g_byte_array_new ();
  self->prepared = bs_cache_new (&prepared_kind);
  self->paragraphs = bs_cache_new (&paragraph_kind);
  self->headlines = bs_cache_new (&headline_kind);
  self->plans = bs_cache_new (&plan_kind);
}

/**
 * bs_composer_new:
 * @environment: fonts and tables are taken from it
 * @error: return location for a #BsComposeError
 *
 * Returns: (transfer full): a new composer, or %NULL with @error set when there is no font for
 *   Chinese or a table does not load
 */
BsComposer *
bs_composer_new (BsEnvironment *environment, GError **error)
{
  g_autoptr (BsComposer) self = NULL;

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment), NULL);

  self = g_object_new (BS_TYPE_COMPOSER, NULL);
  self->environment = g_object_ref (environment);
  self->fonts = bs_environment_get_fonts (environment);
  if (bs_font_set_find (self->fonts, "Noto Serif CJK SC", 400, NULL, error) == NULL)
    return NULL;
  self->tables = bs_tables_load (environment, error);
  if (self->tables == NULL)
    return NULL;
  self->planner = bs_headline_planner_new (environment, error);
  if (self->planner == NULL)
    return NULL;
  self->shaper = bs_shaper_new ();
  self->hyphenator = bs_hyphenator_new (environment);

  return g_steal_pointer (&self);
}

static void
clean_measures (BsMeasure *clean, const BsMeasure *measures, guint n_measures, BsUnit em)
{
  for (guint i = 0; i < n_measures; i++)
    {
      clean[i].indent = measures[i].indent;
      clean[i].width = CLAMP (measures[i].width, 2 * em, MAX (MAX_WIDTH, 2 * em));
    }
}

/**
 * bs_composer_compose:
 * @text: one paragraph, valid UTF-8
 * @style: how to set it
 * @measures: (array length=n_measures): of the lines, the last repeating
 *
 * Returns: (transfer full): the paragraph in lines; for a text and measures that it has composed
 *   before, the same one
 */
BsParagraph *
bs_composer_compose (BsComposer *self, const char *text, const BsTextStyle *style,
                     const BsMeasure *measures, guint n_measures)
{
  g_autofree BsMeasure *clean_ones = NULL;
  g_autoptr (GBytes) key = NULL;
  BsTextStyle clean;
  BsParagraph *paragraph;

  g_return_val_if_fail (BS_IS_COMPOSER (self), NULL);
  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), NULL);
  g_return_val_if_fail (style != NULL, NULL);
  g_return_val_if_fail (measures != NULL && n_measures > 0, NULL);

  clean = clean_style (style);
  /* Equal measures at the end are one: the last repeats. */
  while (n_measures > 1 && measures[n_measures - 1].width == measures[n_measures - 2].width)
    n_measures--;
  clean_ones = g_new (BsMeasure, n_measures);
  clean_measures (clean_ones, measures, n_measures, clean.size);

  begin_key (self, text, &clean, BS_PREPARE_BODY);
  for (guint i = 0; i < n_measures; i++)
    g_byte_array_append (self->key, (const guint8 *) &clean_ones[i].width, sizeof (BsUnit));
  {
    guint32 numbers[] = { clean.indent, clean.align,
                          (clean.trim_indent_opening != 0) | (clean.hang_marks != 0) << 1 };

    g_byte_array_append (self->key, (const guint8 *) numbers, sizeof numbers);
  }
  key = end_key (self);

  paragraph = bs_cache_get (self->paragraphs, key);
  if (paragraph == NULL)
    {
      g_autoptr (BsPrepared) prepared = get_prepared (self, text, &clean);
      BsFit fit = { self->tables, prepared, &clean, clean_ones, n_measures, FALSE };
      g_autoptr (GArray) lines = bs_fit_break (&fit);

      paragraph = bs_paragraph_set (&fit, lines);
      bs_cache_put (self->paragraphs, key, paragraph);
    }

  return bs_paragraph_ref (paragraph);
}

static guint
count_wide_lines (BsComposer *self, const char *text, const BsTextStyle *style,
                  const BsMeasure *measures, guint n_measures)
{
  BsTextStyle clean = clean_style (style);
  g_autofree BsMeasure *clean_ones = g_new (BsMeasure, n_measures);
  g_autoptr (BsPrepared) prepared = get_prepared (self, text, &clean);
  BsFit fit = { self->tables, prepared, &clean, clean_ones, n_measures, FALSE, TRUE };
  g_autoptr (GArray) lines = NULL;

  clean_measures (clean_ones, measures, n_measures, clean.size);
  lines = bs_fit_break (&fit);

  return lines->len;
}

/**
 * bs_composer_report:
 * @text: one paragraph, valid UTF-8
 * @style: how it is set
 * @measures: (array length=n_measures): of the lines, the last repeating
 * @report: (out caller-allocates): what composing it squeezed, and the lines that saved
 *
 * Composes the paragraph a second time without squeezing anything, so its figures are no estimate.
 */
void
bs_composer_report (BsComposer *self, const char *text, const BsTextStyle *style,
                    const BsMeasure *measures, guint n_measures, BsComposeReport *report)
{
  g_autoptr (BsParagraph) paragraph = NULL;

  g_return_if_fail (report != NULL);

  *report = (BsComposeReport){ 0 };
  paragraph = bs_composer_compose (self, text, style, measures, n_measures);
  g_return_if_fail (paragraph != NULL);

  report->n_lines = bs_paragraph_get_n_lines (paragraph);
  for (guint i = 0; i < report->n_lines; i++)
    {
      const BsLine *line = bs_paragraph_get_line (paragraph, i);

      report->n_squeezed_lines += line->n_squeezed > 0;
      report->n_squeezed += line->n_squeezed;
      report->squeezed += line->squeezed;
    }
  report->n_lines_wide = count_wide_lines (self, text, style, measures, n_measures);
}

/**
 * bs_composer_measure:
 *
 * Returns: the width of @text on one line, with neither indent nor justification
 */
BsUnit
bs_composer_measure (BsComposer *self, const char *text, const BsTextStyle *style)
{
  g_autoptr (BsPrepared) prepared = NULL;
  BsTextStyle clean;
  BsUnit width;
  guint n;

  g_return_val_if_fail (BS_IS_COMPOSER (self), 0);
  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), 0);
  g_return_val_if_fail (style != NULL, 0);

  clean = clean_style (style);
  prepared = get_prepared (self, text, &clean);
  n = prepared->trimmed[prepared->atoms->len];
  if (n == 0)
    return 0;
  width = (BsUnit) MIN (prepared->after[n].width, G_MAXINT32 / 2);
  if (!clean.trim_indent_opening)
    width += BS_ATOM (prepared, 0)->left;

  return width;
}

static PlanEntry *
get_plan (BsComposer *self, const char *text, const BsTextStyle *style, BsPrepareMode mode)
{
  BsTextStyle reference = *style;
  g_autoptr (GBytes) key = NULL;
  PlanEntry *plan;

  reference.size = BS_POINTS (64); /* widths are in proportion; large, so that rounding is small */
  begin_key (self, text, &reference, mode);
  key = end_key (self);
  plan = bs_cache_get (self->plans, key);
  if (plan == NULL)
    {
      plan = g_new0 (PlanEntry, 1);
      g_atomic_ref_count_init (&plan->ref_count);
      plan->prepared = prepare_new (self, text, &reference, mode);
      bs_cache_put (self->plans, key, plan);
    }

  return plan;
}

typedef struct
{
  const char *text;
  const BsTextStyle *style;
  const BsHeadlineRequest *request;
  BsPrepareMode mode;
} HeadlineTask;

static void
set_choice (BsComposer *self, const HeadlineTask *task, const BsHeadlineChoice *choice,
            BsHeadline *headline)
{
  BsTextStyle sized = *task->style;
  g_autoptr (BsPrepared) prepared = NULL;
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (BsFitLine));
  BsMeasure wide = { 0, MAX_WIDTH };
  BsUnit spacings[3] = { 0 };
  BsFit fit = { self->tables, NULL, &sized, &wide, 1, TRUE };
  guint32 start = 0;

  sized.size = bs_unit_from_points (choice->size / 10.0);
  sized.align = BS_ALIGN_START;
  sized.indent = 0;
  prepared = prepare_new (self, task->text, &sized, task->mode);
  for (guint i = 0; i < choice->n_lines; i++)
    {
      BsFitLine line = { start, MAX (prepared->trimmed[choice->ends[i]], start), choice->ends[i] };

      g_array_append_val (lines, line);
      start = choice->ends[i];
    }
  /* A style's own letter-spacing is what somebody wanted. */
  if (sized.letter_spacing == 0)
    bs_headline_planner_space (self->planner, prepared, choice, task->request->measure, spacings);
  fit.prepared = prepared;
  fit.spacings = spacings;
  headline->paragraph = bs_paragraph_set (&fit, lines);

  headline->size = choice->size;
  headline->n_lines = choice->n_lines;
  headline->splits_word = choice->splits_word;
  headline->ragged = choice->ragged;
  headline->widest = 0;
  for (guint i = 0; i < choice->n_lines; i++)
    headline->widest = MAX (headline->widest,
                            bs_paragraph_get_line (headline->paragraph, i)->width);
  headline->fits = headline->widest <= task->request->measure;
  headline->fill = headline->widest / (double) MAX (task->request->measure, 1);
}

static void
set_headline (BsComposer *self, const char *text, const BsHeadlineRequest *request,
              BsPrepareMode mode, BsHeadline *headline)
{
  BsTextStyle clean = clean_style (request->style);
  guint32 numbers[] = { (guint32) request->measure, request->min_size, request->max_size,
                        request->max_lines, request->exact_lines };
  g_autoptr (GBytes) key = NULL;
  HeadlineEntry *entry;

  clean.size = 0;
  begin_key (self, text, &clean, mode);
  g_byte_array_append (self->key, (const guint8 *) numbers, sizeof numbers);
  key = end_key (self);

  entry = bs_cache_get (self->headlines, key);
  if (entry == NULL)
    {
      HeadlineTask task = { text, &clean, request, mode };
      PlanEntry *plan = get_plan (self, text, &clean, mode);
      guint most_lines = request->exact_lines > 0 ? request->exact_lines : request->max_lines;
      BsHeadlineChoice choice;

      entry = g_new0 (HeadlineEntry, 1);
      g_atomic_ref_count_init (&entry->ref_count);
      /* A single line needs no dictionary, which is what takes time on a cold start. */
      if (most_lines > 1 && plan->costs == NULL)
        plan->costs = bs_headline_planner_weigh (self->planner, plan->prepared);
      bs_headline_planner_choose (self->planner, plan->prepared, plan->costs, request, &choice);
      set_choice (self, &task, &choice, &entry->headline);
      bs_cache_put (self->headlines, key, entry);
    }

  *headline = entry->headline;
  bs_paragraph_ref (headline->paragraph);
}

/**
 * bs_composer_set_headline:
 * @headline: (out caller-allocates): clear with bs_headline_clear()
 *
 * Chooses breaks and size together: breaks at the writer's spaces, then after marks, then between
 * words, lines of similar length, none of one character; the largest size at which they fit.
 */
void
bs_composer_set_headline (BsComposer *self, const char *text, const BsHeadlineRequest *request,
                          BsHeadline *headline)
{
  g_return_if_fail (BS_IS_COMPOSER (self));
  g_return_if_fail (text != NULL && g_utf8_validate (text, -1, NULL));
  g_return_if_fail (request != NULL && request->style != NULL);
  g_return_if_fail (headline != NULL);

  set_headline (self, text, request, BS_PREPARE_HEADLINE, headline);
}

/**
 * bs_composer_set_vertical:
 * @request: its measure is a column's height
 * @headline: (out caller-allocates): clear with bs_headline_clear()
 *
 * The same for a vertical headline (竖题), after UAX #50. Each line is a column, the first the
 * rightmost; a glyph's x counts from the middle of its column, its y down from the column's top,
 * and a line's width is its height.
 */
void
bs_composer_set_vertical (BsComposer *self, const char *text, const BsHeadlineRequest *request,
                          BsHeadline *headline)
{
  g_return_if_fail (BS_IS_COMPOSER (self));
  g_return_if_fail (text != NULL && g_utf8_validate (text, -1, NULL));
  g_return_if_fail (request != NULL && request->style != NULL);
  g_return_if_fail (headline != NULL);

  set_headline (self, text, request, BS_PREPARE_VERTICAL, headline);
}

void
bs_headline_clear (BsHeadline *headline)
{
  g_return_if_fail (headline != NULL);

  g_clear_pointer (&headline->paragraph, bs_paragraph_unref);
}
