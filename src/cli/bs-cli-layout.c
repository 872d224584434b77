/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-layout.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>

#define MOST_CHANGES 3 /* that are printed; JSON has all */

static BsNode *
strings_to_node (char *const *strings)
{
  BsNodeBuilder *array = bs_node_builder_new_array ();

  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    bs_node_builder_add (array, bs_node_new_string (strings[i]));

  return bs_node_builder_end (array);
}

static const char *
get_change_name (BsChangeKind kind)
{
  static const char *const names[] = {
    [BS_CHANGE_CUT] = "cut",           [BS_CHANGE_DROP] = "drop", [BS_CHANGE_MOVE] = "move",
    [BS_CHANGE_HOUSE_AD] = "house-ad", [BS_CHANGE_ADD] = "add",   [BS_CHANGE_ENLARGE] = "enlarge",
    [BS_CHANGE_SHRINK] = "shrink",
  };

  return names[kind];
}

static BsNode *
changes_to_node (const GPtrArray *changes)
{
  BsNodeBuilder *array = bs_node_builder_new_array ();

  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      const BsChange *change = g_ptr_array_index (changes, i);
      BsNodeBuilder *object = bs_node_builder_new_object ();

      bs_node_builder_set_text (object, "kind", get_change_name (change->kind));
      bs_node_builder_set_text (object, "ref", change->ref);
      bs_node_builder_set_number (object, "lines", change->lines);
      bs_node_builder_set_number (object, "columns", change->columns);
      if (change->more_lines != 0)
        bs_node_builder_set_number (object, "more_lines", change->more_lines);
      bs_node_builder_set_number (object, "characters", change->characters);
      bs_node_builder_set_flag (object, "tried", change->tried);
      bs_node_builder_set_text (object, "text", change->text);
      bs_node_builder_add (array, bs_node_builder_end (object));
    }

  return bs_node_builder_end (array);
}

static BsNode *
arrangement_to_node (const BsArrangement *arrangement, gboolean chosen)
{
  BsNodeBuilder *object = bs_node_builder_new_object ();

  bs_node_builder_set (object, "score", bs_node_new_double (arrangement->score));
  bs_node_builder_set_text (object, "explanation", arrangement->explanation);
  bs_node_builder_set_number (object, "short_lines", arrangement->short_lines);
  bs_node_builder_set_number (object, "short_characters", arrangement->short_characters);
  bs_node_builder_set (object, "unplaced", strings_to_node (arrangement->unplaced));
  bs_node_builder_set (object, "changes", changes_to_node (arrangement->changes));
  bs_node_builder_set_flag (object, "chosen", chosen);

  return bs_node_builder_end (object);
}

/* The headline of a story, the caption of a photo: what people know it by. */
static char *
dup_name (const BsNode *issue, const char *id)
{
  const BsNode *story = bs_issue_get_story (issue, id);
  const char *name = story != NULL ? bs_node_get_text (story, "headline")
                                   : bs_node_get_text (bs_issue_get_photo (issue, id), "caption");
  g_autofree char *begin = NULL;
  const glong most = 20;

  if (*name == '\0')
    return g_strdup (id);
  begin = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), most));
  g_strdelimit (begin, "\n\r\t", ' ');

  return g_strdup_printf (g_utf8_strlen (name, -1) > most ? "%s “%s…”" : "%s “%s”", id, begin);
}

static void
print_names (BsCli *cli, const BsNode *issue, const char *label, char *const *ids)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      g_autofree char *name = dup_name (issue, ids[i]);

      bs_cli_print (cli, "    %s %s\n", label, name);
    }
}

/* The least change that makes the page fit; those that were tried come first. */
static void
print_changes (BsCli *cli, const GPtrArray *changes)
{
  for (guint i = 0; changes != NULL && i < MIN (changes->len, MOST_CHANGES); i++)
    {
      const BsChange *change = g_ptr_array_index (changes, i);

      bs_cli_print (cli, "    %s %s\n", i == 0 ? _ ("to make it fit:") : _ ("or:"), change->text);
    }
}

/**
 * bs_cli_print_layout:
 *
 * A line for each way to lay the page out, the one that was saved marked with a star; below it what
 * came to the page, what found no room on it, and the smallest changes that make it fit.
 */
void
bs_cli_print_layout (BsCli *cli, const BsCliLayout *layout)
{
  for (guint i = 0; i < layout->arrangements->len; i++)
    {
      const BsArrangement *arrangement = g_ptr_array_index (layout->arrangements, i);

      if (i != layout->chosen && !layout->all)
        continue;
      bs_cli_print (cli, "%s: %s%u. %.1f  %s\n", layout->page, i == layout->chosen ? "* " : "  ",
                    i + 1, arrangement->score,
                    arrangement->explanation != NULL ? arrangement->explanation : "");
      if (i != layout->chosen)
        continue;
      print_names (cli, layout->issue, _ ("placed:"), layout->added);
      print_names (cli, layout->issue, _ ("no room:"), arrangement->unplaced);
      print_changes (cli, arrangement->changes);
    }
}

/**
 * bs_cli_layout_to_node:
 *
 * Returns: (transfer full): an element of `layouts` in `layout --json`
 */
BsNode *
bs_cli_layout_to_node (const BsCliLayout *layout)
{
  BsNodeBuilder *object = bs_node_builder_new_object ();
  BsNodeBuilder *list = bs_node_builder_new_array ();

  for (guint i = 0; i < layout->arrangements->len; i++)
    bs_node_builder_add (list, arrangement_to_node (g_ptr_array_index (layout->arrangements, i),
                                                    i == layout->chosen));
  bs_node_builder_set_text (object, "page", layout->page);
  bs_node_builder_set (object, "added", strings_to_node (layout->added));
  bs_node_builder_set (object, "alternatives", bs_node_builder_end (list));

  return bs_node_builder_end (object);
}

/**
 * bs_cli_print_summaries:
 * @pages: (element-type BsCliPage): set and judged
 *
 * A line for each page: how full it is, and what is wrong with it.
 */
void
bs_cli_print_summaries (BsCli *cli, const GPtrArray *pages)
{
  for (guint i = 0; i < pages->len; i++)
    {
      BsCliPage *page = g_ptr_array_index (pages, i);
      gpointer only[] = { page };
      GPtrArray one = { only, 1 };

      bs_cli_print (cli, _ ("%s: %.1f %% empty, %u errors, %u warnings\n"), page->name,
                    page->result->empty * 100, bs_cli_count_findings (&one, BS_LEVEL_ERROR),
                    bs_cli_count_findings (&one, BS_LEVEL_WARNING));
    }
}

void
bs_cli_print_unplaced (BsCli *cli, const BsIssuePlan *plan)
{
  if (plan->unplaced->len > 0)
    bs_cli_print (cli, "%s\n", _ ("On no page:"));
  for (guint i = 0; i < plan->unplaced->len; i++)
    {
      const BsUnplaced *item = g_ptr_array_index (plan->unplaced, i);

      bs_cli_print (cli, "    %s: %s\n", item->id, item->reason);
    }
}

/**
 * bs_cli_unplaced_to_node:
 *
 * Returns: (transfer full): the array `unplaced` of `layout --all --json`
 */
BsNode *
bs_cli_unplaced_to_node (const BsIssuePlan *plan)
{
  BsNodeBuilder *array = bs_node_builder_new_array ();

  for (guint i = 0; i < plan->unplaced->len; i++)
    {
      const BsUnplaced *item = g_ptr_array_index (plan->unplaced, i);
      BsNodeBuilder *object = bs_node_builder_new_object ();

      bs_node_builder_set_text (object, item->photo ? "photo" : "story", item->id);
      bs_node_builder_set_text (object, "page", item->page);
      bs_node_builder_set_number (object, "characters", item->characters);
      bs_node_builder_set_text (object, "reason", item->reason);
      bs_node_builder_add (array, bs_node_builder_end (object));
    }

  return bs_node_builder_end (array);
}
