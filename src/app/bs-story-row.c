/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-story-row.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>

struct _BsStoryRow
{
  BsDrawnRow parent_instance;
};

G_DEFINE_FINAL_TYPE (BsStoryRow, bs_story_row, BS_TYPE_DRAWN_ROW)

static char *
dup_chip (BsStoryItem *item, BsChipKind *kind)
{
  int over = bs_story_item_get_over_lines (item);
  const char *status = bs_story_item_get_status (item);

  if (over > 0)
    {
      *kind = BS_CHIP_ERROR;
      return g_strdup_printf (
        /* Translators: chip in the list of stories: so many lines do not fit on the page. */
        g_dngettext (GETTEXT_PACKAGE, "%d line over", "%d lines over", (gulong) over), over);
    }
  if (bs_story_item_get_place (item)->newer)
    {
      *kind = BS_CHIP_WARNING;
      /* Translators: chip in the list of stories: its author has sent a newer version. */
      return g_strdup (_ ("Newer Version"));
    }
  if (bs_story_item_get_placed (item))
    {
      *kind = BS_CHIP_SUCCESS;
      /* Translators: chip in the list of stories: it stands on a page, and fits. */
      return g_strdup (_ ("Placed"));
    }
  *kind = g_strcmp0 (status, "ready") == 0 || g_strcmp0 (status, "approved") == 0 ? BS_CHIP_ACCENT
                                                                                  : BS_CHIP_NEUTRAL;

  return g_strdup (bs_status_get_label (status));
}

static void
append_word (const char *tag, gpointer data)
{
  if (*tag != '\0')
    g_string_append_printf (data, " · %s", tag);
}

static char *
dup_details (BsStoryItem *item)
{
  const char *author = bs_story_item_get_author (item);
  guint characters = bs_story_item_get_characters (item);
  GString *details = g_string_new (author);

  if (*author != '\0')
    g_string_append (details, " · ");
  g_string_append_printf (details,
                          g_dngettext (GETTEXT_PACKAGE, "%'u character", "%'u characters",
                                       (gulong) characters),
                          characters);
  bs_story_item_foreach (item, BS_FACET_TAG, append_word, details);

  return g_string_free (details, FALSE);
}

static void
say (BsDrawnRow *row G_GNUC_UNUSED, gpointer item, BsRowWords *words)
{
  const char *page = bs_story_item_get_page (item);

  words->details = dup_details (item);
  words->side = g_strdup (*page != '\0' ? page : "—");
  words->chip = dup_chip (item, &words->chip_kind);
  words->has_dot = TRUE;
  words->dot = bs_story_item_get_place (item)->section;
}

static const char *
get_headline (gpointer item)
{
  return bs_story_item_get_headline (item);
}

static void
bs_story_row_class_init (BsStoryRowClass *klass)
{
  BS_DRAWN_ROW_CLASS (klass)->changed = "changed";
  BS_DRAWN_ROW_CLASS (klass)->get_headline = get_headline;
  BS_DRAWN_ROW_CLASS (klass)->say = say;
}

static void
bs_story_row_init (BsStoryRow *self G_GNUC_UNUSED)
{
}

const char *
bs_status_get_label (const char *status)
{
  if (g_strcmp0 (status, "draft") == 0)
    return _ ("Draft");
  if (g_strcmp0 (status, "ready") == 0)
    return _ ("Ready");
  if (g_strcmp0 (status, "approved") == 0)
    return _ ("Approved");

  return "";
}
