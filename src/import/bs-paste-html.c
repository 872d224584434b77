/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-config.h"
#include "bs-paste-private.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#define LIMIT (8 * 1024 * 1024)
/* Deeper is nobody's text. */
#define MAX_DEPTH 200
/* A bold paragraph no longer than this, without a full stop, is a subhead. */
#define MAX_SUBHEAD 30

/* A block on its way to a paragraph. */
typedef struct
{
  GPtrArray *list;
  GString *text;
  gboolean heading; /* inside h1 … h6 */
  gboolean preformatted;
  guint bold;        /* > 0: inside bold */
  guint bold_length; /* bytes of the text that are bold */
  guint breaks;      /* of lines, in the text */
  guint number;      /* of the next item; 0: not a numbered list */
} Reading;

static const char *const dropped[] = {
  "head",  "script", "style",  "title",  "template", "noscript", "iframe", "object", "embed",
  "svg",   "math",   "button", "select", "textarea", "input",    "del",    "s",      "strike",
  "audio", "video",  "canvas", "map",    "nav",      "form",     "xml",    "rt",     "rp"
};
static const char *const blocks[] = {
  "p",      "div",        "section",    "article", "aside", "header", "footer",  "main",
  "figure", "figcaption", "blockquote", "address", "ul",    "ol",     "dl",      "dt",
  "dd",     "table",      "tbody",      "thead",   "tfoot", "tr",     "caption", "fieldset",
  "center", "hr",         "body",       "html",    "li",    "pre",    "h1",      "h2",
  "h3",     "h4",         "h5",         "h6"
};

static gboolean
is_named (const xmlNode *node, const char *const *names, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_ascii_strcasecmp ((const char *) node->name, names[i]) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_called (const xmlNode *node, const char *name)
{
  return g_ascii_strcasecmp ((const char *) node->name, name) == 0;
}

/* The style attribute without spaces, in lower case; "" if none. */
static char *
dup_style (xmlNode *node)
{
  xmlChar *value = xmlGetProp (node, BAD_CAST "style");
  GString *style = g_string_new (NULL);

  for (const char *p = (const char *) value; p != NULL && *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (style, g_ascii_tolower (*p));
  if (value != NULL)
    xmlFree (value);

  return g_string_free (style, FALSE);
}

/* The mark of a note at the foot of a page that does not come along. */
static gboolean
is_note_mark (xmlNode *node)
{
  const xmlNode *link = is_called (node, "sup") ? xmlFirstElementChild (node) : node;
  xmlChar *target = NULL;
  gboolean mark;

  if (link == NULL || !is_called (link, "a"))
    return FALSE;

  target = xmlGetProp (link, BAD_CAST "href");
  mark = target != NULL && strchr ((const char *) target, '#') != NULL
         && (link != node || strstr ((const char *) target, "#_ftn") != NULL
             || strstr ((const char *) target, "#_edn") != NULL);
  if (target != NULL)
    xmlFree (target);

  return mark;
}

/* Struck out is deleted, as with <del>. */
static gboolean
is_invisible (xmlNode *node, const char *style)
{
  return strstr (style, "line-through") != NULL || strstr (style, "display:none") != NULL
         || strstr (style, "visibility:hidden") != NULL || strstr (style, "mso-hide:all") != NULL
         || strstr (style, "font-size:0") != NULL || strstr (style, "opacity:0;") != NULL
         || g_str_has_suffix (style, "opacity:0") || xmlHasProp (node, BAD_CAST "hidden") != NULL;
}

static gboolean
is_bold (const xmlNode *node, const char *style)
{
  const char *weight = strstr (style, "font-weight:");

  if (weight != NULL)
    {
      weight += strlen ("font-weight:");
      return g_str_has_prefix (weight, "bold") || atoi (weight) >= 600;
    }

  return is_called (node, "b") || is_called (node, "strong");
}

/* --- Blocks --- */

static gboolean
has_full_stop (const char *text)
{
  return strstr (text, "。") != NULL || strstr (text, "；") != NULL || g_str_has_suffix (text, ".");
}

static void
finish_block (Reading *reading)
{
  g_autofree char *text = g_strstrip (g_strdup (reading->text->str));
  gboolean bold = reading->bold_length > 0 && reading->bold_length * 10 >= strlen (text) * 9;
  gboolean subhead = *text != '\0'
                     && (reading->heading
                         || (bold && !has_full_stop (text)
                             && g_utf8_strlen (text, -1) <= MAX_SUBHEAD));

  if (subhead)
    bs_paste_add (reading->list, TRUE, text);
  else if (reading->breaks > 0)
    bs_paste_add_running (reading->list, reading->text->str);
  else
    bs_paste_add (reading->list, FALSE, text);

  g_string_truncate (reading->text, 0);
  reading->bold_length = 0;
  reading->breaks = 0;
}

/* In HTML a line end is a space; between Han it is nothing. */
static void
read_text (Reading *reading, const char *text)
{
  gsize before = reading->text->len;

  if (reading->preformatted)
    {
      g_string_append (reading->text, text);
      reading->breaks += strchr (text, '\n') != NULL;
    }
  for (const char *p = text; !reading->preformatted && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
      const char *end = reading->text->str + reading->text->len;

      if (!space)
        g_string_append_unichar (reading->text, c);
      else if (reading->text->len > 0 && end[-1] != ' ' && end[-1] != '\n')
        {
          const char *next = p;

          while (g_ascii_isspace (*next))
            next++;
          /* Where the source was broken between two Han nobody sees a space. */
          if (memchr (p, '\n', (gsize) (next - p)) != NULL && (guchar) end[-1] >= 0x80
              && (guchar) *next >= 0x80)
            continue;
          g_string_append_c (reading->text, ' ');
        }
    }
  if (reading->bold > 0)
    reading->bold_length += (guint) (reading->text->len - before);
}

/* Word writes a list's numbers into the text, and its bullets in a font of symbols. */
static void
read_word_list_mark (Reading *reading, xmlNode *node)
{
  xmlChar *content = xmlNodeGetContent (node);
  g_autofree char *mark = g_strstrip (g_strdup (content != NULL ? (const char *) content : ""));
  gboolean number = FALSE;

  for (char *p = mark; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0xa0)
        {
          *p = '\0';
          break;
        }
      number = number || g_unichar_isdigit (c) || (c >= 0x4e00 && c <= 0x9fff);
    }
  if (number)
    read_text (reading, g_strstrip (mark));
  if (content != NULL)
    xmlFree (content);
}

static void read_children (Reading *reading, xmlNode *parent, guint depth);

static void
read_item (Reading *reading, xmlNode *node, guint depth)
{
  finish_block (reading);
  if (reading->number > 0)
    g_string_append_printf (reading->text, "%u. ", reading->number++);
  read_children (reading, node, depth);
  finish_block (reading);
}

/* A row is a paragraph; its cells are parted by an ideographic space. */
static void
read_cell (Reading *reading, xmlNode *node, guint depth)
{
  Reading cell = { bs_paste_new_list (), g_string_new (NULL), FALSE, FALSE, 0, 0, 0, 0 };

  read_children (&cell, node, depth);
  finish_block (&cell);
  for (guint i = 0; i < cell.list->len; i++)
    {
      const BsPastedParagraph *paragraph = g_ptr_array_index (cell.list, i);

      if (reading->text->len > 0)
        g_string_append (reading->text, "\xe3\x80\x80");
      g_string_append (reading->text, paragraph->text);
    }
  g_string_free (cell.text, TRUE);
  g_ptr_array_unref (cell.list);
}

static void
read_block (Reading *reading, xmlNode *node, guint depth)
{
  Reading outer = *reading;
  const char *name = (const char *) node->name;

  finish_block (reading);
  reading->heading = outer.heading
                     || ((name[0] == 'h' || name[0] == 'H') && name[1] >= '1' && name[1] <= '6'
                         && name[2] == '\0');
  reading->preformatted = outer.preformatted || is_called (node, "pre");
  if (is_called (node, "ol"))
    reading->number = 1;
  else if (is_called (node, "ul"))
    reading->number = 0;
  read_children (reading, node, depth);
  finish_block (reading);
  reading->heading = outer.heading;
  reading->preformatted = outer.preformatted;
  if (is_called (node, "ol") || is_called (node, "ul"))
    reading->number = outer.number;
}

static void
read_element (Reading *reading, xmlNode *node, guint depth)
{
  g_autofree char *style = dup_style (node);
  guint bold = reading->bold;

  if (is_named (node, dropped, G_N_ELEMENTS (dropped)) || is_invisible (node, style)
      || is_note_mark (node) || depth > MAX_DEPTH)
    return;
  if (strstr (style, "mso-list:ignore") != NULL)
    {
      read_word_list_mark (reading, node);
      return;
    }
  if (is_called (node, "br"))
    {
      g_string_append_c (reading->text, '\n');
      reading->breaks++;
      return;
    }

  if (is_bold (node, style))
    reading->bold++;
  else if (strstr (style, "font-weight:normal") != NULL
           || strstr (style, "font-weight:400") != NULL)
    reading->bold = 0;
  if (is_called (node, "li"))
    read_item (reading, node, depth);
  else if (is_called (node, "td") || is_called (node, "th"))
    read_cell (reading, node, depth);
  else if (is_named (node, blocks, G_N_ELEMENTS (blocks)))
    read_block (reading, node, depth);
  else
    read_children (reading, node, depth);
  reading->bold = bold;
}

static void
read_children (Reading *reading, xmlNode *parent, guint depth)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
        read_text (reading, (const char *) node->content);
      else if (node->type == XML_ENTITY_REF_NODE)
        read_text (reading, " ");
      else if (node->type == XML_ELEMENT_NODE)
        read_element (reading, node, depth + 1);
    }
}

/* --- The bytes --- */

/* Windows puts a table of offsets before the HTML, and says which part of it was chosen. */
static const char *
skip_windows_header (const char *html)
{
  const char *fragment = strstr (html, "<!--StartFragment-->");
  const char *start = NULL;

  if (!g_str_has_prefix (html, "Version:"))
    return html;
  start = strchr (html, '<');

  return fragment != NULL ? fragment : start != NULL ? start : html;
}

/* Some programs offer UTF-16; everything else on a clipboard is UTF-8, whatever it says. */
static char *
dup_utf8 (const char *html, gsize length)
{
  const char *from = NULL;

  length = MIN (length, LIMIT);
  if (length >= 4 && (memcmp (html, "\xff\xfe", 2) == 0 || (html[0] != '\0' && html[1] == '\0')))
    from = "UTF-16LE";
  else if (length >= 4
           && (memcmp (html, "\xfe\xff", 2) == 0 || (html[0] == '\0' && html[1] != '\0')))
    from = "UTF-16BE";
  if (from != NULL)
    {
      char *converted = g_convert (html, (gssize) (length & ~(gsize) 1), "UTF-8", from, NULL, NULL,
                                   NULL);

      return converted != NULL ? converted : g_strdup ("");
    }
  length = strnlen (html, length);

  return g_utf8_make_valid (html, (gssize) length);
}

/* Word's "<![if !supportLists]>" would be read as text. What it holds is meant for us. */
static void
drop_conditions (char *html)
{
  char *out = html;

  for (const char *p = html; *p != '\0';)
    {
      const char *end = g_str_has_prefix (p, "<![") ? strchr (p, '>') : NULL;

      if (end != NULL && end[-1] == ']')
        p = end + 1;
      else
        *out++ = *p++;
    }
  *out = '\0';
}

GPtrArray *
bs_paste_read_html (const char *html, gsize length)
{
  g_autofree char *text = dup_utf8 (html, length);
  const char *start = NULL;
  Reading reading = { 0 };
  htmlDocPtr document;
  xmlNode *root;

  g_return_val_if_fail (html != NULL, NULL);

  drop_conditions (text);
  start = skip_windows_header (text);
  reading.list = bs_paste_new_list ();
  reading.text = g_string_new (NULL);
  document = htmlReadMemory (start, (int) strlen (start), NULL, "UTF-8",
                             HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                               | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  root = document != NULL ? xmlDocGetRootElement (document) : NULL;
  if (root != NULL)
    read_children (&reading, (xmlNode *) document, 0);
  finish_block (&reading);
  if (document != NULL)
    xmlFreeDoc (document);
  g_string_free (reading.text, TRUE);

  return reading.list;
}
