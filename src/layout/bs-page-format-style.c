/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-page-format-private.h"

#include "layout/bs-type-sizes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LEAST_SIZE 4u
#define GREATEST_SIZE 200u
#define LEAST_LINE 4u
#define GREATEST_LINE 60u

/* Reads a value into a style; returns what was expected instead, or NULL when it is good. */
typedef char *(*ReadMember) (const BsStyleReader *reader, const BsNode *value, BsTextStyle *style);

static gboolean
get_number (const BsNode *node, double least, double greatest, double *number)
{
  BsNodeKind kind = bs_node_get_kind (node);

  if (kind == BS_NODE_INTEGER)
    *number = (double) bs_node_get_integer (node, 0);
  else if (kind == BS_NODE_DOUBLE)
    *number = bs_node_get_double (node, 0);
  else
    return FALSE;

  return *number >= least && *number <= greatest;
}

static char *
read_whole (const BsNode *value, guint least, guint greatest, guint *number)
{
  double read;

  if (!get_number (value, least, greatest, &read) || read != (guint) read)
    return g_strdup_printf (_ ("a whole number from %u to %u"), least, greatest);
  *number = (guint) read;

  return NULL;
}

/* Index of the text among @choices. */
static char *
read_choice (const BsNode *value, const char *const *choices, guint *index)
{
  g_autofree char *all = NULL;

  for (guint i = 0; bs_node_get_kind (value) == BS_NODE_STRING && choices[i] != NULL; i++)
    if (g_str_equal (bs_node_get_string (value), choices[i]))
      {
        *index = i;
        return NULL;
      }
  all = g_strjoinv (", ", (char **) choices);

  return g_strdup_printf (_ ("one of %s"), all);
}

static char *
read_flag (const BsNode *value, gboolean *flag)
{
  if (bs_node_get_kind (value) != BS_NODE_BOOLEAN)
    return g_strdup (_ ("true or false"));
  *flag = bs_node_get_boolean (value, FALSE);

  return NULL;
}

static char *
read_family (const BsStyleReader *reader, const BsNode *value, BsTextStyle *style)
{
  const char *family = bs_node_get_string (value);

  if (*family == '\0')
    return g_strdup (_ ("a text that is not empty"));
  /* Styles are copied about freely; an interned name outlives every copy. */
  style->family = g_intern_string (family);

  return NULL;
}

static char *
read_weight (const BsStyleReader *reader, const BsNode *value, BsTextStyle *style)
{
  return read_whole (value, 100, 900, &style->weight);
}

static char *
read_size (const BsStyleReader *reader, const BsNode *value, BsTextStyle *style)
{
  BsUnit size = 0;
  BsUnit before = style->size;
  double points;

  if (get_number (value, LEAST_SIZE, GREATEST_SIZE, &points))
    size = bs_unit_from_points (points);
  else if (bs_node_get_kind (value) == BS_NODE_STRING)
    size = bs_type_sizes_find (reader->sizes, bs_node_get_string (value));
  if (size == 0)
    {
      g_autofree char *names = bs_type_sizes_dup_list (reader->sizes);

      return g_strdup_printf (_ ("a number of points from %u to %u, or a size by its name: %s"),
                              LEAST_SIZE, GREATEST_SIZE, *names != '\0' ? names : "–");
    }
  style->size = size;
  if (before > 0)
    style->letter_spacing = bs_unit_scale (style->letter_spacing, size, before);

  return NULL;
}

static char *
read_indent (const BsStyleReader *reader, const BsNode *value, BsTextStyle *style)
{
  return read_whole (value, 0, 8, &style->indent);
}

static char *
read_spacing (const BsStyleReader *reader, const BsNode *value, BsTextStyle *style)
{
  double em;

  /* Design rule: within a tenth of an em, or words fall apart. */
  if (!get_number (value, -0.1, 0.1, &em))
    return g_strdup_printf (_ ("a number from %g to %g"), -0.1, 0.1);
  style->letter_spacing = bs_unit_from_points (em * bs_unit_to_points (style->size));

  return NULL;
}

static char *
read_align (const BsStyleReader *reader, const BsNode *value, BsTextStyle *style)
{
  static const char *const names[] = { "justify", "start", "center", "end", NULL };
  guint index = style->align;
  char *expected = read_choice (value, names, &index);

  style->align = (BsAlign) index;

  return expected;
}

static char *
read_strictness (const BsStyleReader *reader, const BsNode *value, BsTextStyle *style)
{
  static const char *const names[] = { "loose", "normal", "strict", NULL };
  guint index = style->strictness;
  char *expected = read_choice (value, names, &index);

  style->strictness = (BsStrictness) index;

  return expected;
}

static char *
read_hang (const BsStyleReader *reader, const BsNode *value, BsTextStyle *style)
{
  return read_flag (value, &style->hang_marks);
}

static char *
read_trim (const BsStyleReader *reader, const BsNode *value, BsTextStyle *style)
{
  return read_flag (value, &style->trim_indent_opening);
}

static char *
read_full_width (const BsStyleReader *reader, const BsNode *value, BsTextStyle *style)
{
  return read_flag (value, &style->full_width_marks);
}

static char *
read_color (const BsStyleReader *reader, const BsNode *value, BsTextStyle *style)
{
  BsColor color = { 0 };
  guint16 *inks[] = { &color.c, &color.m, &color.y, &color.k };
  gboolean good = bs_node_get_kind (value) == BS_NODE_ARRAY
                  && bs_node_get_length (value) == G_N_ELEMENTS (inks);

  for (guint i = 0; i < G_N_ELEMENTS (inks) && good; i++)
    {
      gint64 ink = bs_node_get_integer (bs_node_get_element (value, i), -1);

      good = ink >= 0 && ink <= 1000;
      *inks[i] = (guint16) CLAMP (ink, 0, 1000);
    }
  if (!good)
    return g_strdup (_ ("four whole numbers from 0 to 1000: C, M, Y, K in per mille"));
  style->color = color;

  return NULL;
}

/* In the order they are applied: letter-spacing is in parts of the size. */
static const struct
{
  const char *name;
  ReadMember read;
} members[] = {
  { "family", read_family },
  { "weight", read_weight },
  { "size_pt", read_size },
  { "size", read_size },
  { "indent", read_indent },
  { "letter_spacing_em", read_spacing },
  { "align", read_align },
  { "strictness", read_strictness },
  { "hang_marks", read_hang },
  { "trim_indent_opening", read_trim },
  { "full_width_marks", read_full_width },
  { "color", read_color },
};

/* Of the body, which makes the page's lines, and of page formats. */
static const char *const other_members[] = { "line_pt", "follows" };

static gboolean
is_known (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (g_str_equal (members[i].name, name))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (other_members); i++)
    if (g_str_equal (other_members[i], name))
      return TRUE;

  return FALSE;
}

static void
complain_of_unknown (const BsStyleReader *reader, const char *style, const char *member)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *expected = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", members[i].name);
  expected = g_strdup_printf (_ ("left out, or be one of %s"), names->str);
  reader->complain (reader->data, style, member, expected);
}

void
bs_style_read_over (const BsStyleReader *reader, const char *name, const BsNode *object,
                    BsTextStyle *style)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const BsNode *value = bs_node_get_member (object, members[i].name);
      g_autofree char *expected = NULL;

      if (value != NULL)
        expected = members[i].read (reader, value, style);
      if (expected != NULL)
        reader->complain (reader->data, name, members[i].name, expected);
    }

  for (guint i = 0; reader->knows_all && i < bs_node_get_length (object); i++)
    {
      const char *key = bs_node_get_key (object, i);

      if (key != NULL && !is_known (key))
        complain_of_unknown (reader, name, key);
    }
}

BsUnit
bs_style_read_line (const BsStyleReader *reader, const char *name, const BsNode *object)
{
  const BsNode *points = bs_node_get_member (object, "line_pt");
  g_autofree char *expected = NULL;
  double number;

  if (points == NULL)
    return 0;
  if (get_number (points, LEAST_LINE, GREATEST_LINE, &number))
    return bs_unit_from_points (number);
  expected = g_strdup_printf (_ ("a number of points from %u to %u"), LEAST_LINE, GREATEST_LINE);
  reader->complain (reader->data, name, "line_pt", expected);

  return 0;
}
