/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-issue.h"

#include "bs-node-private.h"

#include <string.h>

/* U+3000 between bylines of different people, as printed: "本报记者 周帆　通讯员 何川". */
#define IDEOGRAPHIC_SPACE "\xe3\x80\x80"
#define MIDDLE_DOT "·"

/**
 * bs_issue_get_stories:
 *
 * Returns: (transfer none) (nullable): the list of stories
 */
const BsNode *
bs_issue_get_stories (const BsNode *issue)
{
  return bs_node_get_member (issue, "stories");
}

/**
 * bs_issue_get_photos:
 *
 * Returns: (transfer none) (nullable): the list of photos
 */
const BsNode *
bs_issue_get_photos (const BsNode *issue)
{
  return bs_node_get_member (issue, "photos");
}

/**
 * bs_issue_get_pages:
 *
 * Returns: (transfer none) (nullable): the list of pages, in the order of the paper
 */
const BsNode *
bs_issue_get_pages (const BsNode *issue)
{
  return bs_node_get_member (issue, "pages");
}

/**
 * bs_issue_get_story:
 *
 * Returns: (transfer none) (nullable): the story with @id
 */
const BsNode *
bs_issue_get_story (const BsNode *issue, const char *id)
{
  return bs_node_find_by_id (bs_issue_get_stories (issue), id);
}

/**
 * bs_issue_get_photo:
 *
 * Returns: (transfer none) (nullable): the photo with @id
 */
const BsNode *
bs_issue_get_photo (const BsNode *issue, const char *id)
{
  return bs_node_find_by_id (bs_issue_get_photos (issue), id);
}

/**
 * bs_issue_get_page:
 *
 * Returns: (transfer none) (nullable): the page with @id, its name
 */
const BsNode *
bs_issue_get_page (const BsNode *issue, const char *id)
{
  return bs_node_find_by_id (bs_issue_get_pages (issue), id);
}

/**
 * bs_issue_get_section_of:
 *
 * Returns: (transfer none): id of the section that @story belongs to: its own, else that of the page
 *   it is meant for; "" where neither has one
 */
const char *
bs_issue_get_section_of (const BsNode *issue, const BsNode *story)
{
  const char *section = bs_node_get_text (story, "section");

  if (*section != '\0')
    return section;

  return bs_node_get_text (bs_issue_get_page (issue, bs_node_get_text (story, "page")), "section");
}

/**
 * bs_issue_get_page_format:
 * @page: (nullable): a page of it
 *
 * Returns: (transfer none): name of the page's own format, else of the issue's, else "broadsheet"
 */
const char *
bs_issue_get_page_format (const BsNode *issue, const BsNode *page)
{
  const char *format = bs_node_get_text (page, "format");

  if (*format == '\0')
    format = bs_node_get_text (issue, "page_format");

  return *format != '\0' ? format : "broadsheet";
}

/**
 * bs_story_get_paragraphs:
 *
 * Returns: (transfer none) (nullable): the list of paragraphs, subheads among them
 */
const BsNode *
bs_story_get_paragraphs (const BsNode *story)
{
  return bs_node_get_member (story, "paragraphs");
}

/**
 * bs_story_get_bylines:
 *
 * Returns: (transfer none) (nullable): the list of bylines
 */
const BsNode *
bs_story_get_bylines (const BsNode *story)
{
  return bs_node_get_member (story, "bylines");
}

/**
 * bs_paragraph_is_subhead:
 *
 * Returns: whether it stands as a line of its own above what follows
 */
gboolean
bs_paragraph_is_subhead (const BsNode *paragraph)
{
  return strcmp (bs_node_get_text (paragraph, "role"), "subhead") == 0;
}

static void
append_spaced (GString *text, const char *word)
{
  if (*word == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, word);
}

static char *
dup_one_byline (const BsNode *byline, gboolean dots)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const BsNode *names = bs_node_get_member (byline, "names");

  append_spaced (text, bs_node_get_text (byline, "title"));
  for (guint i = 0; i < bs_node_get_length (names); i++)
    append_spaced (text, bs_node_get_string (bs_node_get_element (names, i)));
  if (dots && text->len > 0)
    {
      g_string_prepend (text, MIDDLE_DOT);
      g_string_append (text, MIDDLE_DOT);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * bs_story_dup_byline:
 *
 * Names between dots have a line of their own; the others follow each other on one line, an
 * ideographic space apart. No word is added: "本报记者" is the byline's title.
 *
 * Returns: (transfer full): the bylines as printed, lines separated by newlines; "" if none
 */
char *
bs_story_dup_byline (const BsNode *story)
{
  const BsNode *bylines = bs_story_get_bylines (story);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean last_dots = FALSE;

  for (guint i = 0; i < bs_node_get_length (bylines); i++)
    {
      const BsNode *byline = bs_node_get_element (bylines, i);
      gboolean dots = strcmp (bs_node_get_text (byline, "form"), "dots") == 0;
      g_autofree char *line = dup_one_byline (byline, dots);

      if (*line == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, dots || last_dots ? "\n" : IDEOGRAPHIC_SPACE);
      g_string_append (text, line);
      last_dots = dots;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A count that is asked for at each keystroke. White space begins with one of four bytes (UTF-8, and
 * the class Z of Unicode: U+00A0, U+1680, U+2000 …, U+3000); other characters need no table. */
guint
bs_text_count_characters (const char *text)
{
  guint count = 0;

  for (const guchar *at = (const guchar *) text; *at != '\0'; at++)
    {
      if ((*at & 0xC0) == 0x80)
        continue;
      if (*at < 0x80)
        count += !g_ascii_isspace (*at);
      else if (*at == 0xC2 || *at == 0xE1 || *at == 0xE2 || *at == 0xE3)
        count += !g_unichar_isspace (g_utf8_get_char ((const char *) at));
      else
        count++;
    }

  return count;
}

/**
 * bs_story_count_characters:
 *
 * Returns: the characters of body and subheads; white space is not counted
 */
guint
bs_story_count_characters (const BsNode *story)
{
  const BsNode *paragraphs = bs_story_get_paragraphs (story);
  guint count = 0;

  for (guint i = 0; i < bs_node_get_length (paragraphs); i++)
    count += bs_text_count_characters (
      bs_node_get_text (bs_node_get_element (paragraphs, i), "text"));

  return count;
}

static gboolean
has_han (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_get_script (g_utf8_get_char (text)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;

  return FALSE;
}

/**
 * bs_photo_dup_credit:
 *
 * Chinese credits end in 摄 ("photographed by"), once, after the last name; a credit that has only a
 * title ("资料图片") or already says how the picture came to be ("…供图") does not.
 *
 * Returns: (transfer full): the credits as printed; "" if none
 */
char *
bs_photo_dup_credit (const BsNode *photo)
{
  const BsNode *credits = bs_node_get_member (photo, "credits");
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean has_name = FALSE;

  for (guint i = 0; i < bs_node_get_length (credits); i++)
    {
      const BsNode *credit = bs_node_get_element (credits, i);
      const char *name = bs_node_get_text (credit, "name");

      append_spaced (text, bs_node_get_text (credit, "title"));
      append_spaced (text, name);
      has_name = *name != '\0';
    }
  if (has_name && has_han (text->str) && !g_str_has_suffix (text->str, "摄")
      && !g_str_has_suffix (text->str, "图"))
    g_string_append (text, "摄");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * bs_issue_dup_path:
 * @list: "story", "photo" or "page", or the name of any list of the issue
 * @id: of an element
 * @rest: (nullable): what follows, such as "headline" or "paragraphs/p2/text", escaped already
 *
 * Returns: (transfer full): "/stories/s3/headline"
 */
char *
bs_issue_dup_path (const char *list, const char *id, const char *rest)
{
  g_autoptr (GString) path = g_string_new (NULL);

  g_return_val_if_fail (list != NULL && id != NULL, NULL);

  if (strcmp (list, "story") == 0)
    list = "stories";
  else if (strcmp (list, "photo") == 0)
    list = "photos";
  else if (strcmp (list, "page") == 0)
    list = "pages";
  bs_path_append_step (path, list);
  bs_path_append_step (path, id);
  if (rest != NULL && *rest != '\0')
    g_string_append_printf (path, "/%s", rest);

  return g_string_free (g_steal_pointer (&path), FALSE);
}
