/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-ninjs.h"

#include "model/bs-issue.h"

#include <string.h>

static void
append_line (GString *text, const char *line)
{
  if (*line != '\0')
    g_string_append_printf (text, "%s\n\n", line);
}

static void
append_marked (GString *text, const char *mark, const char *line)
{
  if (*line != '\0')
    g_string_append_printf (text, "%s %s\n\n", mark, line);
}

static void
append_jump (GString *text, const char *word, const char *page)
{
  if (*page != '\0')
    g_string_append_printf (text, "（%s%s版）\n\n", word, page);
}

/* "本报讯（记者…）" stands before the first word, and then no byline at the end. */
static void
append_story (GString *text, const BsNode *story)
{
  const BsNode *paragraphs = bs_story_get_paragraphs (story);
  const char *dateline = bs_node_get_text (story, "dateline");
  g_autofree char *byline = bs_story_dup_byline (story);
  gboolean signed_at_head = *dateline != '\0' && *byline != '\0';

  append_line (text, bs_node_get_text (story, "flag"));
  if (*bs_node_get_text (story, "kicker") != '\0')
    append_marked (text, "##", bs_node_get_text (story, "kicker"));
  append_marked (text, *bs_node_get_text (story, "kicker") != '\0' ? "###" : "##",
                 bs_node_get_text (story, "headline"));
  append_line (text, bs_node_get_text (story, "deck"));
  append_jump (text, "上接", bs_node_get_text (story, "continued_from"));
  for (guint i = 0; i < bs_node_get_length (paragraphs); i++)
    {
      const BsNode *paragraph = bs_node_get_element (paragraphs, i);

      if (bs_paragraph_is_subhead (paragraph))
        {
          append_marked (text, "####", bs_node_get_text (paragraph, "text"));
          continue;
        }
      if (*dateline != '\0' && signed_at_head)
        g_string_append_printf (text, "%s（%s）", dateline, byline);
      else
        g_string_append (text, dateline);
      dateline = "";
      append_line (text, bs_node_get_text (paragraph, "text"));
    }
  append_jump (text, "下转", bs_node_get_text (story, "continued_on"));
  if (!signed_at_head)
    append_line (text, byline);
  append_line (text, bs_node_get_text (story, "sponsor"));
}

static void
append_photo (GString *text, const BsNode *photo, const char *last_group)
{
  g_autofree char *credit = bs_photo_dup_credit (photo);
  const char *group = bs_node_get_text (photo, "group");

  if (*group != '\0' && strcmp (group, last_group) != 0)
    append_line (text, group);
  g_string_append (text, bs_node_get_text (photo, "pointer"));
  g_string_append (text, bs_node_get_text (photo, "caption"));
  if (*credit != '\0')
    g_string_append_printf (text, " %s", credit);
  g_string_append (text, "\n\n");
}

static gboolean
is_on_page (const BsNode *issue, const BsNode *node, const char *page)
{
  const char *name = bs_node_get_text (node, "page");

  return page == NULL ? bs_issue_get_page (issue, name) == NULL : strcmp (name, page) == 0;
}

static void
append_page (GString *text, const BsNode *issue, const char *page)
{
  const BsNode *stories = bs_issue_get_stories (issue);
  const BsNode *photos = bs_issue_get_photos (issue);
  const char *group = "";

  for (guint i = 0; i < bs_node_get_length (stories); i++)
    if (is_on_page (issue, bs_node_get_element (stories, i), page))
      append_story (text, bs_node_get_element (stories, i));
  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const BsNode *photo = bs_node_get_element (photos, i);

      if (!is_on_page (issue, photo, page))
        continue;
      append_photo (text, photo, group);
      group = bs_node_get_text (photo, "group");
    }
}

/**
 * bs_text_export:
 * @pages: (nullable): names of pages; %NULL: all, and what is on no page
 * @length: (out) (optional): in bytes
 *
 * Writes the copy as readable text with Markdown headings, which bs_page_text_parse() reads again:
 * page by page, the stories, then the captions.
 *
 * Returns: (transfer full): UTF-8
 */
char *
bs_text_export (const BsNode *issue, const char *const *pages, gsize *length)
{
  const BsNode *all = bs_issue_get_pages (issue);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < bs_node_get_length (all); i++)
    {
      const char *page = bs_node_get_text (bs_node_get_element (all, i), "id");

      if (pages == NULL || g_strv_contains (pages, page))
        append_page (text, issue, page);
    }
  if (pages == NULL)
    append_page (text, issue, NULL);

  /* One newline closes the text. */
  if (text->len > 1)
    g_string_truncate (text, text->len - 1);
  if (length != NULL)
    *length = text->len;

  return g_string_free (text, FALSE);
}
