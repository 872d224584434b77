/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-copyfit.h"

#include "layout/bs-copyfit-private.h"
#include "layout/bs-layout-private.h"

#include <glib/gi18n-lib.h>

#define LEAST_SAVED 3

static void
clear_step (gpointer data)
{
  g_free (((BsCopyfitStep *) data)->paragraph);
}

GArray *
bs_copyfit_steps_new (void)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (BsCopyfitStep));

  g_array_set_clear_func (steps, clear_step);

  return steps;
}

void
bs_copyfit_cut_free (BsCopyfitCut *cut)
{
  g_array_unref (cut->steps);
  g_free (cut);
}

/**
 * bs_copyfit_report_free:
 * @report: (transfer full) (nullable): a report
 */
void
bs_copyfit_report_free (BsCopyfitReport *report)
{
  if (report == NULL)
    return;
  g_free (report->story);
  g_clear_pointer (&report->cuts, g_ptr_array_unref);
  g_clear_pointer (&report->additions, g_array_unref);
  g_free (report);
}

/* Characters a line in the box of the page in which the story first stands; 0: in none. */
static guint
find_measure (const BsSetting *setting, const char *story)
{
  const BsNode *boxes = bs_node_get_member (bs_issue_get_page (setting->issue, setting->page),
                                            "boxes");

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      BsLegs legs;
      BsBox box;

      if (!bs_box_read (&box, bs_node_get_element (boxes, i), setting->format)
          || box.kind != BS_BOX_STORY || !g_str_equal (box.refs[0], story))
        continue;
      bs_box_get_legs (&box, setting->format, &legs);
      return legs.characters;
    }

  return 0;
}

/* How it fills its box, as the page itself reckons. */
static gboolean
look_at_box (BsLayout *layout, const BsSetting *setting, BsCopyfitReport *report, GError **error)
{
  g_autoptr (BsPageResult) result = bs_layout_page (layout, setting->issue, setting->page, error);

  if (result == NULL)
    return FALSE;
  for (guint i = 0; i < result->copyfit->len; i++)
    {
      const BsCopyfit *fit = &g_array_index (result->copyfit, BsCopyfit, i);

      if (!g_str_equal (fit->story, report->story))
        continue;
      report->room = fit->room;
      report->over_lines = fit->over_lines;
      report->over_characters = fit->over_characters;
    }

  return TRUE;
}

/* What squeezing did to the lines of the text. */
static void
look_at_lines (const BsSetting *setting, const BsBody *body, BsCopyfitReport *report)
{
  BsMeasure measure = { 0, (BsUnit) report->measure * setting->format->em };

  report->lines_wide = report->lines;
  for (guint i = 0; i < body->parts->len; i++)
    {
      const BsPart *part = g_ptr_array_index (body->parts, i);
      BsComposeReport one;

      bs_composer_report (setting->composer, bs_paragraph_get_text (part->paragraph), part->style,
                          &measure, 1, &one);
      report->lines_wide += one.n_lines_wide - one.n_lines;
      report->squeezed_lines += one.n_squeezed_lines;
      report->squeezed_marks += one.n_squeezed;
      report->squeezed_characters += one.squeezed / (double) setting->format->em;
    }
}

static gboolean
fill_report (BsLayout *layout, const BsSetting *setting, const BsCopyfitRequest *request,
             const BsNode *story, BsCopyfitReport *report, GError **error)
{
  BsCopy *copy;
  const BsBody *body;
  guint save;

  report->characters = bs_story_count_characters (story);
  if (report->measure == 0)
    report->measure = setting->format->column_characters;
  copy = bs_copy_new (story);
  body = bs_copy_get_body (copy, setting, report->measure);
  report->lines = report->room = body->lines->len;
  look_at_lines (setting, body, report);
  bs_copy_free (copy);
  if (setting->page != NULL && !look_at_box (layout, setting, report, error))
    return FALSE;

  save = request->save > 0 ? request->save : MAX (LEAST_SAVED, (guint) MAX (report->over_lines, 0));
  bs_copyfit_find_cuts (setting, story, save, report);
  bs_copyfit_find_room (setting, story, report);

  return TRUE;
}

/**
 * bs_copyfit_report_new:
 * @layout: composes
 * @issue: root of the issue
 * @request: which story, and where
 *
 * Returns: (transfer full): how the story fits and what would change it; NULL with
 *   %BS_LAYOUT_ERROR_IMPOSSIBLE where the story is unknown or in no box of the page, or as of
 *   bs_layout_page()
 */
BsCopyfitReport *
bs_copyfit_report_new (BsLayout *layout, const BsNode *issue, const BsCopyfitRequest *request,
                       GError **error)
{
  g_autoptr (BsCopyfitReport) report = NULL;
  g_autoptr (BsPageFormat) format = NULL;
  const BsNode *story;
  BsSetting setting = { 0 };

  g_return_val_if_fail (BS_IS_LAYOUT (layout) && request != NULL && request->story != NULL, NULL);

  story = bs_issue_get_story (issue, request->story);
  if (request->page == NULL)
    format = bs_page_format_load_for_page (bs_layout_get_environment (layout), issue, NULL, error);
  else
    {
      format = bs_layout_get_format (layout, issue, request->page, error);
      if (format != NULL)
        bs_page_format_ref (format);
    }
  if (format == NULL)
    return NULL;

  setting = (BsSetting){ bs_layout_get_composer (layout), format, issue, request->page,
                         bs_environment_get_fonts (bs_layout_get_environment (layout)) };
  report = g_new0 (BsCopyfitReport, 1);
  report->story = g_strdup (request->story);
  report->cuts = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_copyfit_cut_free);
  report->additions = bs_copyfit_steps_new ();
  report->measure = request->measure;
  if (story != NULL && report->measure == 0 && request->page != NULL)
    report->measure = find_measure (&setting, request->story);
  if (story == NULL || (request->page != NULL && report->measure == 0))
    {
      g_set_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_IMPOSSIBLE,
                   story == NULL
                     ? _ ("There is no story “%s” in the issue. Name another.")
                     : _ ("The story “%s” does not stand on this page. Place it, or ask for its "
                          "lines at a measure."),
                   request->story);
      return NULL;
    }

  return fill_report (layout, &setting, request, story, report, error) ? g_steal_pointer (&report)
                                                                       : NULL;
}

const BsCopyfitCut *
bs_copyfit_report_get_cut (const BsCopyfitReport *report, guint lines)
{
  g_return_val_if_fail (report != NULL, NULL);

  for (guint i = 0; i < report->cuts->len; i++)
    {
      const BsCopyfitCut *cut = g_ptr_array_index (report->cuts, i);

      if (cut->lines == lines)
        return cut;
    }

  return NULL;
}

/**
 * bs_copyfit_cut_explain:
 *
 * Returns: (transfer full): a translated sentence that says what to cut where
 */
char *
bs_copyfit_cut_explain (const BsCopyfitCut *cut)
{
  g_autofree char *characters = NULL;
  g_autofree char *lines = NULL;
  g_autoptr (GString) places = NULL;

  g_return_val_if_fail (cut != NULL, NULL);

  characters = g_strdup_printf (ngettext ("%u character", "%u characters", cut->characters),
                                cut->characters);
  lines = g_strdup_printf (ngettext ("%u line", "%u lines", cut->lines), cut->lines);
  places = g_string_new (NULL);
  for (guint i = 0; i < cut->steps->len; i++)
    {
      const BsCopyfitStep *step = &g_array_index (cut->steps, BsCopyfitStep, i);

      if (i > 0)
        /* Translators: between two places in an enumeration */
        g_string_append (places, _ (", "));
      if (step->whole)
        g_string_append_printf (places, _ ("paragraph %u as a whole (%u)"), step->number,
                                step->characters);
      else
        /* Translators: how many characters, and the number of the paragraph */
        g_string_append_printf (places, _ ("%u from paragraph %u"), step->characters, step->number);
    }

  /* Translators: "27 characters", "3 lines", and from which paragraphs */
  return g_strdup_printf (_ ("Cut %s to save %s: %s."), characters, lines, places->str);
}
