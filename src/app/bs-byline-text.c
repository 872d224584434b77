/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-byline-text.h"

#include "bs-config.h"

#include <string.h>

#define IDEOGRAPHIC_SPACE "\xe3\x80\x80"

typedef struct
{
  BsNodeBuilder *bylines;
  guint n;
  const char *form; /* NULL: no byline is open */
  char *title;
  GPtrArray *names;
} Reading;

/* A title may stand before its name without a space; the longer ones first. */
static const struct
{
  const char *title;
  const char *form;
} titles[] = {
  { "本报特约通讯员", "correspondent" },
  { "本报特约记者", "reporter" },
  { "本报见习记者", "reporter" },
  { "本报通讯员", "correspondent" },
  { "特约通讯员", "correspondent" },
  { "本报记者", "reporter" },
  { "特约记者", "reporter" },
  { "见习记者", "reporter" },
  { "通讯员", "correspondent" },
  { "记者", "reporter" },
};

static void
finish_byline (Reading *reading)
{
  BsNodeBuilder *byline;
  BsNodeBuilder *names;
  g_autofree char *id = NULL;

  if (reading->form == NULL)
    return;

  id = g_strdup_printf ("b%u", ++reading->n);
  byline = bs_node_builder_new_object ();
  names = bs_node_builder_new_array ();
  for (guint i = 0; i < reading->names->len; i++)
    bs_node_builder_add (names, bs_node_new_string (g_ptr_array_index (reading->names, i)));
  bs_node_builder_set_text (byline, "id", id);
  bs_node_builder_set_text (byline, "form", reading->form);
  bs_node_builder_set_text (byline, "title", reading->title);
  bs_node_builder_set (byline, "names", bs_node_builder_end (names));
  bs_node_builder_add (reading->bylines, bs_node_builder_end (byline));

  reading->form = NULL;
  g_clear_pointer (&reading->title, g_free);
  g_ptr_array_set_size (reading->names, 0);
}

static void
begin_byline (Reading *reading, const char *form, const char *title)
{
  finish_byline (reading);
  reading->form = form;
  reading->title = g_strdup (title);
}

static void
read_word (Reading *reading, const char *word)
{
  const char *name = word;

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_has_prefix (word, titles[i].title))
      {
        begin_byline (reading, titles[i].form, titles[i].title);
        name = word + strlen (titles[i].title);
        break;
      }
  if (*name == '\0')
    return;
  if (reading->form == NULL)
    begin_byline (reading, "other", "");
  g_ptr_array_add (reading->names, g_strdup (name));
}

static gboolean
is_dot (gunichar c)
{
  return c == 0xb7 || c == 0x2022 || c == 0x30fb;
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x3001 || c == ',' || c == 0xff0c;
}

char *
bs_byline_text_dup (const BsNode *story)
{
  g_autofree char *printed = bs_story_dup_byline (story);
  g_auto (GStrv) lines = g_strsplit (printed, "\n", -1);

  return g_strjoinv (IDEOGRAPHIC_SPACE, lines);
}

BsNode *
bs_byline_text_parse (const char *text)
{
  Reading reading = { bs_node_builder_new_array (), 0, NULL, NULL,
                      g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GString) word = g_string_new (NULL);
  g_autoptr (BsNode) bylines = NULL;
  gboolean in_dots = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean dot = is_dot (c);

      /* A dot inside a name, as foreign names have it, stays in the name. */
      if (dot && word->len > 0 && p[strlen ("·")] != '\0' && !in_dots)
        dot = FALSE;
      else if (dot && in_dots && word->len > 0 && p[2] != '\0' && c == 0xb7
               && !is_space (g_utf8_get_char (g_utf8_next_char (p))))
        dot = FALSE;
      if (*p != '\0' && !is_space (c) && !dot)
        {
          g_string_append_unichar (word, c);
          continue;
        }

      if (word->len > 0)
        read_word (&reading, word->str);
      g_string_truncate (word, 0);
      if (dot && !in_dots)
        begin_byline (&reading, "dots", "");
      else if (dot)
        finish_byline (&reading);
      if (dot)
        in_dots = !in_dots;
      if (*p == '\0')
        break;
    }

  finish_byline (&reading);
  g_ptr_array_unref (reading.names);
  bylines = bs_node_builder_end (reading.bylines);

  return bs_node_get_length (bylines) > 0 ? g_steal_pointer (&bylines) : NULL;
}
