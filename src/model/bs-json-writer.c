/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-json.h"
#include "bs-node-private.h"

#include <string.h>

/* Only what must be escaped is (RFC 8259, 7): the text stays readable, and diff shows it. */
static void
write_string (GString *out, const char *text, gsize length)
{
  const char *end = text + length;

  g_string_append_c (out, '"');
  while (text < end)
    {
      const char *start = text;

      while (text < end && (guchar) *text >= 0x20 && *text != '"' && *text != '\\' && *text != 0x7f)
        text++;
      g_string_append_len (out, start, text - start);
      if (text == end)
        break;
      if (*text == '"' || *text == '\\')
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, *text);
        }
      else if (*text == '\n')
        g_string_append (out, "\\n");
      else if (*text == '\t')
        g_string_append (out, "\\t");
      else
        g_string_append_printf (out, "\\u%04x", (guint) (guchar) *text);
      text++;
    }
  g_string_append_c (out, '"');
}

/* The shortest spelling that reads back as the same double, and as a double. */
static void
write_double (GString *out, const BsNode *node)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  double value = node->value.real.value;

  if (node->value.real.spelling != NULL)
    {
      g_string_append (out, node->value.real.spelling);
      return;
    }

  for (int digits = 15; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, sizeof buffer, format, value);
      if (g_ascii_strtod (buffer, NULL) == value)
        break;
    }
  g_string_append (out, buffer);
  if (strpbrk (buffer, ".e") == NULL)
    g_string_append (out, ".0");
}

static void
write_break (GString *out, BsJsonStyle style, guint depth)
{
  static const char spaces[] = "                                ";

  if (style == BS_JSON_COMPACT)
    return;

  g_string_append_c (out, '\n');
  for (guint left = 2 * depth; left > 0;)
    {
      guint n = MIN (left, (guint) sizeof spaces - 1);

      g_string_append_len (out, spaces, n);
      left -= n;
    }
}

static void
write_value (GString *out, const BsNode *node, BsJsonStyle style, guint depth)
{
  gboolean object = node->kind == BS_NODE_OBJECT;

  switch ((BsNodeKind) node->kind)
    {
    case BS_NODE_BOOLEAN:
      g_string_append (out, node->value.boolean ? "true" : "false");
      return;
    case BS_NODE_INTEGER:
      bs_json_append_number (out, node->value.integer);
      return;
    case BS_NODE_DOUBLE:
      write_double (out, node);
      return;
    case BS_NODE_STRING:
      write_string (out, node->value.string, node->length);
      return;
    case BS_NODE_ARRAY:
    case BS_NODE_OBJECT:
      break;
    case BS_NODE_NULL:
    default:
      g_string_append (out, "null");
      return;
    }

  g_string_append_c (out, object ? '{' : '[');
  for (guint i = 0; i < node->length; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      write_break (out, style, depth + 1);
      if (object)
        {
          const char *key = node->value.object.members[i].key;

          write_string (out, key, g_ref_string_length ((char *) key));
          g_string_append (out, style == BS_JSON_COMPACT ? ":" : ": ");
        }
      write_value (out, bs_node_get_element (node, i), style, depth + 1);
    }
  if (node->length > 0)
    write_break (out, style, depth);
  g_string_append_c (out, object ? '}' : ']');
}

/**
 * bs_json_write:
 * @length: (out) (optional): in bytes, without the final NUL
 *
 * The same node gives the same bytes, on any machine.
 *
 * Returns: (transfer full): @node as JSON in UTF-8
 */
char *
bs_json_write (const BsNode *node, BsJsonStyle style, gsize *length)
{
  GString *out;

  g_return_val_if_fail (node != NULL, NULL);

  out = g_string_sized_new (4096);
  write_value (out, node, style, 0);
  if (style == BS_JSON_LINES)
    g_string_append_c (out, '\n');
  if (length != NULL)
    *length = out->len;

  return g_string_free (out, FALSE);
}

void
bs_json_append_text (GString *out, const char *text)
{
  write_string (out, text, strlen (text));
}

/* printf would take longer than all the rest of a list. */
void
bs_json_append_number (GString *out, gint64 number)
{
  char digits[24];
  char *first = digits + sizeof digits;
  guint64 left = number < 0 ? -(guint64) number : (guint64) number;

  do
    *--first = (char) ('0' + left % 10);
  while ((left /= 10) > 0);
  if (number < 0)
    *--first = '-';
  g_string_append_len (out, first, digits + sizeof digits - first);
}
