/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-copyfit.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>

static gboolean
stands_on_page (const BsNode *issue, const BsNode *story, const char *page)
{
  const BsNode *boxes = bs_node_get_member (bs_issue_get_page (issue, page), "boxes");
  const char *id = bs_node_get_text (story, "id");

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      const BsNode *box = bs_node_get_element (boxes, i);
      const BsNode *refs = bs_node_get_member (box, "refs");

      if (g_str_equal (bs_node_get_text (box, "kind"), "story")
          && g_str_equal (bs_node_get_string (bs_node_get_element (refs, 0)), id))
        return TRUE;
    }

  return FALSE;
}

BsCopyfitReport *
bs_cli_fit_story (BsLayout *layout, const BsNode *issue, const BsNode *story, GError **error)
{
  const char *page = bs_node_get_text (story, "page");
  const BsCopyfitRequest request = {
    .story = bs_node_get_text (story, "id"),
    .page = stands_on_page (issue, story, page) ? page : NULL,
  };

  return bs_copyfit_report_new (layout, issue, &request, error);
}

static void
print_fit (BsCli *cli, const BsCopyfitReport *report)
{
  if (report->over_lines > 0)
    bs_cli_print (cli, _ ("        %u lines for %u: %d lines, %d characters too long\n"),
                  report->lines, report->room, report->over_lines, report->over_characters);
  else if (report->over_lines < 0)
    bs_cli_print (cli, _ ("        %u lines for %u: %d lines, %d characters too short\n"),
                  report->lines, report->room, -report->over_lines, -report->over_characters);
  else
    bs_cli_print (cli, _ ("        %u lines of %u characters: fits\n"), report->lines,
                  report->measure);
}

/**
 * bs_cli_print_copyfit:
 *
 * How the story fits; for each number of lines, the fewest characters whose cutting saves them; and
 * what may be added for nothing.
 */
void
bs_cli_print_copyfit (BsCli *cli, const BsCopyfitReport *report)
{
  print_fit (cli, report);
  for (guint i = 0; i < report->cuts->len; i++)
    {
      g_autofree char *text = bs_copyfit_cut_explain (g_ptr_array_index (report->cuts, i));

      bs_cli_print (cli, "        %s\n", text);
    }
  if (report->addable > 0)
    bs_cli_print (cli, _ ("        %u characters more take no line more\n"), report->addable);
}

static BsNode *
cut_to_node (const BsCopyfitCut *cut)
{
  BsNodeBuilder *object = bs_node_builder_new_object ();
  g_autofree char *text = bs_copyfit_cut_explain (cut);

  bs_node_builder_set_number (object, "lines", cut->lines);
  bs_node_builder_set_number (object, "characters", cut->characters);
  bs_node_builder_set_text (object, "text", text);

  return bs_node_builder_end (object);
}

/**
 * bs_cli_copyfit_to_node:
 *
 * Returns: (transfer full): `copyfit` of a story in `list --copyfit --json`
 */
BsNode *
bs_cli_copyfit_to_node (const BsCopyfitReport *report)
{
  BsNodeBuilder *object = bs_node_builder_new_object ();
  BsNodeBuilder *cuts = bs_node_builder_new_array ();

  bs_node_builder_set_number (object, "measure", report->measure);
  bs_node_builder_set_number (object, "lines", report->lines);
  bs_node_builder_set_number (object, "room", report->room);
  bs_node_builder_set_number (object, "over_lines", report->over_lines);
  bs_node_builder_set_number (object, "over_characters", report->over_characters);
  for (guint i = 0; i < report->cuts->len; i++)
    bs_node_builder_add (cuts, cut_to_node (g_ptr_array_index (report->cuts, i)));
  bs_node_builder_set (object, "cuts", bs_node_builder_end (cuts));
  bs_node_builder_set_number (object, "addable", report->addable);

  return bs_node_builder_end (object);
}
