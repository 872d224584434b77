/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-json-private.h"
#include "bs-node-private.h"

#include "bs-config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* Objects with more members look for duplicate keys in a table. */
#define FEW_MEMBERS 24
/* Keys seen lately: an issue has some sixty, thousands of times. A power of two. */
#define KEY_SLOTS 256

typedef struct
{
  const char *name; /* of the file, for messages */
  const char *text;
  const char *at;
  const char *end;
  guint max_depth;
  GError **error;

  const char *string; /* read last: in @text, or in @scratch where there were escapes */
  gsize string_length;
  GString *scratch;

  /* Of all the objects and arrays that are not finished, the innermost last. */
  GArray *members;     /* BsNodeMember */
  GPtrArray *elements; /* BsNode */

  char *keys[KEY_SLOTS]; /* interned GRefStrings, owned */
} Reader;

static BsNode *read_value (Reader *reader);

/* @what says what was found and what was expected. Always returns NULL. */
static gpointer
fail_at (Reader *reader, const char *at, BsModelError code, const char *what)
{
  guint line, column;

  bs_json_count_lines (reader->text, at, &line, &column);
  g_set_error (reader->error, BS_MODEL_ERROR, (int) code, _ ("%s: line %u, column %u: %s"),
               reader->name, line, column, what);

  return NULL;
}

static gpointer
fail_expected (Reader *reader, const char *expected)
{
  g_autofree char *what = NULL;

  if (reader->at >= reader->end)
    what = g_strdup_printf (_ ("the file ends here, but %s was expected. It may have been cut off"),
                            expected);
  else
    {
      const char *next = g_utf8_next_char (reader->at);
      g_autofree char *found = g_strndup (reader->at, next - reader->at);

      what = (guchar) *reader->at < 0x20
               ? g_strdup_printf (_ ("a control character, but %s was expected"), expected)
               : g_strdup_printf (_ ("“%s”, but %s was expected"), found, expected);
    }

  return fail_at (reader, reader->at, BS_MODEL_ERROR_SYNTAX, what);
}

static void
skip_space (Reader *reader)
{
  while (
    reader->at < reader->end
    && (*reader->at == ' ' || *reader->at == '\n' || *reader->at == '\r' || *reader->at == '\t'))
    reader->at++;
}

/* Before anything is built: one pass that knows strings from brackets. */
static gboolean
check_bounds (Reader *reader)
{
  const char *end = reader->end;
  guint depth = 0;
  guint values = 1;

  for (const char *c = reader->text; c < end; c++)
    {
      if (*c == '"')
        c = bs_json_find_string_end (c, end);
      else if (*c == '{' || *c == '[')
        {
          values++;
          if (++depth > reader->max_depth)
            {
              g_autofree char *what = g_strdup_printf (_ ("brackets are nested more than %u deep"),
                                                       reader->max_depth);

              return fail_at (reader, c, BS_MODEL_ERROR_TOO_LARGE, what) != NULL;
            }
        }
      else if ((*c == '}' || *c == ']') && depth > 0)
        depth--;
      else if (*c == ',' && ++values > BS_JSON_MAX_VALUES)
        return fail_at (reader, c, BS_MODEL_ERROR_TOO_LARGE, _ ("there are too many values"))
               != NULL;
    }

  return TRUE;
}

static gboolean
read_hex (Reader *reader, gunichar *code)
{
  *code = 0;
  for (int i = 0; i < 4; i++, reader->at++)
    {
      if (reader->at >= reader->end || !g_ascii_isxdigit (*reader->at))
        return fail_expected (reader, _ ("a hexadecimal digit")) != NULL;
      *code = *code << 4 | (gunichar) g_ascii_xdigit_value (*reader->at);
    }

  return TRUE;
}

static gboolean
read_unicode_escape (Reader *reader)
{
  const char *start = reader->at - 2;
  gunichar code, low;

  if (!read_hex (reader, &code))
    return FALSE;
  if (code >= 0xd800 && code <= 0xdbff && reader->end - reader->at >= 6 && reader->at[0] == '\\'
      && reader->at[1] == 'u')
    {
      reader->at += 2;
      if (!read_hex (reader, &low))
        return FALSE;
      if (low >= 0xdc00 && low <= 0xdfff)
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    }
  if (code == 0)
    return fail_at (reader, start, BS_MODEL_ERROR_SYNTAX,
                    _ ("a text cannot hold the character NUL"))
           != NULL;
  if (!g_unichar_validate (code))
    return fail_at (reader, start, BS_MODEL_ERROR_SYNTAX,
                    _ ("half of a surrogate pair is no character"))
           != NULL;
  g_string_append_unichar (reader->scratch, code);

  return TRUE;
}

static gboolean
read_escape (Reader *reader)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *letter;

  reader->at++;
  if (reader->at < reader->end && *reader->at == 'u')
    {
      reader->at++;
      return read_unicode_escape (reader);
    }
  letter = reader->at < reader->end ? memchr (letters, *reader->at, sizeof letters - 1) : NULL;
  if (letter == NULL)
    return fail_expected (reader, _ ("one of \" \\ / b f n r t u after a backslash")) != NULL;
  g_string_append_c (reader->scratch, meanings[letter - letters]);
  reader->at++;

  return TRUE;
}

/* From the first escape on. */
static gboolean
read_escaped (Reader *reader, const char *start)
{
  g_string_truncate (reader->scratch, 0);
  g_string_append_len (reader->scratch, start, reader->at - start);

  while (reader->at < reader->end && *reader->at != '"')
    {
      if (*reader->at == '\\')
        {
          if (!read_escape (reader))
            return FALSE;
          continue;
        }
      if ((guchar) *reader->at < 0x20)
        return fail_expected (reader, _ ("a closing quotation mark or an escape such as \\n"))
               != NULL;
      start = reader->at;
      while (reader->at < reader->end && *reader->at != '"' && *reader->at != '\\'
             && (guchar) *reader->at >= 0x20)
        reader->at++;
      g_string_append_len (reader->scratch, start, reader->at - start);
    }
  reader->string = reader->scratch->str;
  reader->string_length = reader->scratch->len;

  return TRUE;
}

/* Leaves the text in @string until the next is read. */
static gboolean
read_string (Reader *reader)
{
  const char *start = ++reader->at;
  const char *at = start;
  const char *end = reader->end;

  while (at < end && *at != '"' && *at != '\\' && (guchar) *at >= 0x20)
    at++;
  reader->at = at;
  reader->string = start;
  reader->string_length = at - start;
  if (reader->at < reader->end && *reader->at != '"' && !read_escaped (reader, start))
    return FALSE;
  if (reader->at >= reader->end)
    return fail_expected (reader, _ ("a closing quotation mark")) != NULL;
  reader->at++;

  return TRUE;
}

static gboolean
read_digits (Reader *reader)
{
  const char *start = reader->at;

  while (reader->at < reader->end && g_ascii_isdigit (*reader->at))
    reader->at++;

  return reader->at > start || fail_expected (reader, _ ("a digit")) != NULL;
}

static BsNode *
read_number (Reader *reader)
{
  const char *start = reader->at;
  gboolean whole = TRUE;
  g_autofree char *spelling = NULL;
  double value;

  if (*reader->at == '-')
    reader->at++;
  if (reader->at < reader->end && *reader->at == '0')
    reader->at++;
  else if (!read_digits (reader))
    return NULL;
  if (reader->at < reader->end && *reader->at == '.')
    {
      whole = FALSE;
      reader->at++;
      if (!read_digits (reader))
        return NULL;
    }
  if (reader->at < reader->end && (*reader->at == 'e' || *reader->at == 'E'))
    {
      whole = FALSE;
      reader->at++;
      if (reader->at < reader->end && (*reader->at == '+' || *reader->at == '-'))
        reader->at++;
      if (!read_digits (reader))
        return NULL;
    }

  spelling = g_strndup (start, reader->at - start);
  if (whole && strcmp (spelling, "-0") != 0)
    {
      gint64 integer;

      errno = 0;
      integer = g_ascii_strtoll (spelling, NULL, 10);
      if (errno == 0)
        return bs_node_new_integer (integer);
    }
  value = g_ascii_strtod (spelling, NULL);

  return bs_node_new_spelled_double (value, spelling, reader->at - start);
}

static BsNode *
read_word (Reader *reader, const char *word, BsNode *(*make) (gboolean), gboolean value)
{
  gsize length = strlen (word);

  if ((gsize) (reader->end - reader->at) < length || memcmp (reader->at, word, length) != 0)
    return fail_expected (reader, _ ("a value (text, number, true, false, null, [ or {)"));
  reader->at += length;

  return make != NULL ? make (value) : bs_node_new_null ();
}

/* After an element: TRUE to go on; FALSE at the @closing bracket (consumed) or on failure. */
static gboolean
next_element (Reader *reader, char closing, gboolean *failed)
{
  skip_space (reader);
  if (reader->at < reader->end && *reader->at == closing)
    {
      reader->at++;
      return FALSE;
    }
  if (reader->at < reader->end && *reader->at == ',')
    {
      reader->at++;
      skip_space (reader);
      return TRUE;
    }
  fail_expected (reader, closing == ']' ? _ ("a comma or “]”") : _ ("a comma or “}”"));
  *failed = TRUE;

  return FALSE;
}

static gboolean
starts_empty (Reader *reader, char closing)
{
  reader->at++;
  skip_space (reader);
  if (reader->at >= reader->end || *reader->at != closing)
    return FALSE;
  reader->at++;

  return TRUE;
}

static BsNode *
read_array (Reader *reader)
{
  guint base = reader->elements->len;
  gboolean failed = FALSE;
  BsNode *node;

  if (starts_empty (reader, ']'))
    return bs_node_new_array_take (NULL, 0);

  do
    {
      BsNode *value = read_value (reader);

      if (value == NULL)
        return NULL;
      g_ptr_array_add (reader->elements, value);
    }
  while (next_element (reader, ']', &failed));
  if (failed)
    return NULL;

  node = bs_node_new_array_take ((BsNode **) reader->elements->pdata + base,
                                 reader->elements->len - base);
  g_ptr_array_set_size (reader->elements, (int) base);

  return node;
}

/* The key just read. Equal keys are the same pointer. */
static char *
intern_key (Reader *reader)
{
  const char *text = reader->string;
  gsize length = reader->string_length;
  guint slot = (guint) length * 31;
  g_autofree char *copy = NULL;

  if (length > 0)
    slot += (guchar) text[0] * 7u + (guchar) text[length - 1] * 3u + (guchar) text[length / 2];
  slot %= KEY_SLOTS;
  if (reader->keys[slot] != NULL && g_ref_string_length (reader->keys[slot]) == length
      && memcmp (reader->keys[slot], text, length) == 0)
    return g_ref_string_acquire (reader->keys[slot]);

  copy = g_strndup (text, length);
  g_clear_pointer (&reader->keys[slot], g_ref_string_release);
  reader->keys[slot] = g_ref_string_new (copy);

  return g_ref_string_acquire (reader->keys[slot]);
}

/* Which of two equal keys counts is undefined (RFC 8259, 4): one of them would be lost. */
static gboolean
is_duplicate (Reader *reader, guint base, GHashTable **table, const char *key)
{
  guint length = reader->members->len - base;

  if (length >= FEW_MEMBERS && *table == NULL)
    {
      *table = g_hash_table_new (NULL, NULL);
      for (guint i = 0; i < length; i++)
        g_hash_table_add (*table, g_array_index (reader->members, BsNodeMember, base + i).key);
    }
  if (*table != NULL)
    return !g_hash_table_add (*table, (gpointer) key);

  for (guint i = 0; i < length; i++)
    if (g_array_index (reader->members, BsNodeMember, base + i).key == key)
      return TRUE;

  return FALSE;
}

static gboolean
read_member (Reader *reader, guint base, GHashTable **table)
{
  const char *start = reader->at;
  BsNodeMember member = { NULL, NULL };
  guint place;

  if (reader->at >= reader->end || *reader->at != '"')
    return fail_expected (reader, _ ("a member name in quotation marks")) != NULL;
  if (!read_string (reader))
    return FALSE;
  member.key = intern_key (reader);
  if (is_duplicate (reader, base, table, member.key))
    {
      g_autofree char *what = g_strdup_printf (
        _ ("the member “%s” is given twice. Remove one of them"), member.key);

      g_ref_string_release (member.key);
      return fail_at (reader, start, BS_MODEL_ERROR_SYNTAX, what) != NULL;
    }
  place = reader->members->len;
  g_array_append_val (reader->members, member);

  skip_space (reader);
  if (reader->at >= reader->end || *reader->at != ':')
    return fail_expected (reader, _ ("a colon")) != NULL;
  reader->at++;
  skip_space (reader);
  member.value = read_value (reader);
  g_array_index (reader->members, BsNodeMember, place).value = member.value;

  return member.value != NULL;
}

static BsNode *
read_object (Reader *reader)
{
  guint base = reader->members->len;
  g_autoptr (GHashTable) table = NULL;
  gboolean failed = FALSE;
  BsNode *node;

  if (starts_empty (reader, '}'))
    return bs_node_new_object_take (NULL, 0);

  do
    if (!read_member (reader, base, &table))
      return NULL;
  while (next_element (reader, '}', &failed));
  if (failed)
    return NULL;

  node = bs_node_new_object_take (&g_array_index (reader->members, BsNodeMember, base),
                                  reader->members->len - base);
  g_array_set_size (reader->members, base);

  return node;
}

/* Recursion is bounded by check_bounds(). */
static BsNode *
read_value (Reader *reader)
{
  switch (reader->at < reader->end ? *reader->at : '\0')
    {
    case '{':
      return read_object (reader);
    case '[':
      return read_array (reader);
    case '"':
      return read_string (reader)
               ? bs_node_new_string_length (reader->string, reader->string_length)
               : NULL;
    case 't':
      return read_word (reader, "true", bs_node_new_boolean, TRUE);
    case 'f':
      return read_word (reader, "false", bs_node_new_boolean, FALSE);
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
      return read_number (reader);
    default:
      return read_word (reader, "null", NULL, FALSE);
    }
}

static void
reader_begin (Reader *reader)
{
  reader->scratch = g_string_new (NULL);
  reader->members = g_array_new (FALSE, FALSE, sizeof (BsNodeMember));
  reader->elements = g_ptr_array_new ();
}

/* What a failure left unfinished goes too. */
static void
reader_end (Reader *reader)
{
  for (guint i = 0; i < reader->members->len; i++)
    {
      BsNodeMember *member = &g_array_index (reader->members, BsNodeMember, i);

      g_ref_string_release (member->key);
      bs_node_unref (member->value);
    }
  g_array_unref (reader->members);
  g_ptr_array_set_free_func (reader->elements, (GDestroyNotify) bs_node_unref);
  g_ptr_array_unref (reader->elements);
  for (guint i = 0; i < KEY_SLOTS; i++)
    g_clear_pointer (&reader->keys[i], g_ref_string_release);
  g_string_free (reader->scratch, TRUE);
}

/**
 * bs_json_parse:
 * @name: what the messages call the text, mostly a file name
 * @length: in bytes
 *
 * Returns: (transfer full): the tree; or %NULL with %BS_MODEL_ERROR_SYNTAX, naming line and column,
 *   or %BS_MODEL_ERROR_TOO_LARGE
 */
BsNode *
bs_json_parse (const char *name, const char *text, gsize length, GError **error)
{
  return bs_json_parse_deep (name, text, length, BS_JSON_MAX_DEPTH, error);
}

/**
 * bs_json_parse_deep:
 * @max_depth: brackets inside brackets, in place of %BS_JSON_MAX_DEPTH
 *
 * Returns: (transfer full): as bs_json_parse()
 */
BsNode *
bs_json_parse_deep (const char *name, const char *text, gsize length, guint max_depth,
                    GError **error)
{
  Reader reader = { .name = name,
                    .text = text,
                    .at = text,
                    .end = text + length,
                    .max_depth = max_depth,
                    .error = error };
  g_autoptr (BsNode) node = NULL;
  const char *valid_end;

  g_return_val_if_fail (name != NULL && (text != NULL || length == 0), NULL);

  if (length > BS_JSON_MAX_SIZE)
    {
      g_autofree char *limit = g_format_size (BS_JSON_MAX_SIZE);

      g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_TOO_LARGE,
                   _ ("%s: is larger than %s, the most that is read"), name, limit);
      return NULL;
    }
  if (!g_utf8_validate_len (text, length, &valid_end))
    return fail_at (&reader, valid_end, BS_MODEL_ERROR_SYNTAX,
                    _ ("this is not text in UTF-8. The file is damaged, or of another kind"));
  if (!check_bounds (&reader))
    return NULL;

  /* RFC 8259, 8.1: a byte order mark may be ignored. */
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    reader.at += 3;
  skip_space (&reader);

  reader_begin (&reader);
  node = read_value (&reader);
  reader_end (&reader);
  if (node == NULL)
    return NULL;

  skip_space (&reader);
  if (reader.at < reader.end)
    return fail_expected (&reader, _ ("nothing more"));

  return g_steal_pointer (&node);
}
