/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cff.h"

/* Technical Note 5176, table 9 and table 10; two-byte operators have 12 in the high byte. */
#define OPERATOR_CHARSET 15
#define OPERATOR_CHARSTRINGS 17
#define OPERATOR_ROS (12 << 8 | 30)
#define OPERAND_LONG 29

typedef struct
{
  gboolean has_ros;
  gsize charset_operand; /* place of its four bytes; 0: not written as a long integer */
  gint64 charset;
  gint64 charstrings;
} TopDict;

typedef struct
{
  guint count;
  gsize first;  /* of item 0 */
  gsize second; /* behind item 0 */
  gsize end;    /* behind the whole index */
} Index;

static guint32
read_number (const guint8 *data, guint size)
{
  guint32 value = 0;

  for (guint i = 0; i < size; i++)
    value = value << 8 | data[i];

  return value;
}

static gboolean
read_index (const guint8 *data, gsize length, gsize at, Index *index)
{
  guint size;
  gsize offsets, base;

  if (at + 2 > length)
    return FALSE;
  *index = (Index){ .count = read_number (data + at, 2), .end = at + 2 };
  if (index->count == 0)
    return TRUE;
  if (at + 3 > length)
    return FALSE;

  size = data[at + 2];
  offsets = at + 3;
  base = offsets + (gsize) (index->count + 1) * size - 1;
  if (size < 1 || size > 4 || base + 1 > length)
    return FALSE;
  index->first = base + read_number (data + offsets, size);
  index->second = base + read_number (data + offsets + size, size);
  index->end = base + read_number (data + offsets + (gsize) index->count * size, size);

  return index->first > base && index->first <= index->second && index->second <= index->end
         && index->end <= length;
}

/* Technical Note 5176, table 3. Reals are skipped: nothing here is one. */
static gboolean
read_operand (const guint8 *data, gsize end, gsize *at, gint64 *value)
{
  guint8 b = data[*at];
  gsize size = b == 28 ? 3 : b == OPERAND_LONG ? 5 : b >= 247 && b <= 254 ? 2 : 1;

  *value = 0;
  if (b == 30)
    {
      while (++*at < end && (data[*at] & 0x0F) != 0x0F)
        ;
      ++*at;
      return TRUE;
    }
  if (*at + size > end)
    return FALSE;
  if (b == 28)
    *value = (gint16) read_number (data + *at + 1, 2);
  else if (b == OPERAND_LONG)
    *value = (gint32) read_number (data + *at + 1, 4);
  else if (b >= 32 && b <= 246)
    *value = b - 139;
  else if (b >= 247 && b <= 250)
    *value = (b - 247) * 256 + data[*at + 1] + 108;
  else if (b >= 251 && b <= 254)
    *value = -(b - 251) * 256 - data[*at + 1] - 108;
  *at += size;

  return TRUE;
}

static gboolean
read_top_dict (const guint8 *data, gsize length, TopDict *dict)
{
  Index names, dicts;
  gint64 operand = 0;
  gsize at, operand_at = 0;

  *dict = (TopDict){ 0 };
  if (length < 4 || !read_index (data, length, data[2], &names)
      || !read_index (data, length, names.end, &dicts) || dicts.count == 0)
    return FALSE;

  at = dicts.first;
  while (at < dicts.second)
    {
      guint code = data[at];

      if (code > 21)
        {
          operand_at = at;
          if (!read_operand (data, dicts.second, &at, &operand))
            return FALSE;
          continue;
        }
      at++;
      if (code == 12 && at < dicts.second)
        code = code << 8 | data[at++];
      if (code == OPERATOR_ROS)
        dict->has_ros = TRUE;
      else if (code == OPERATOR_CHARSTRINGS)
        dict->charstrings = operand;
      else if (code == OPERATOR_CHARSET)
        {
          dict->charset = operand;
          dict->charset_operand = data[operand_at] == OPERAND_LONG ? operand_at + 1 : 0;
        }
    }

  return TRUE;
}

/* Whether the charset (Technical Note 5176, section 13) already gives each glyph the CID wanted. */
static gboolean
charset_matches (const GByteArray *cff, gsize at, guint n_glyphs, const hb_map_t *cids)
{
  guint format, glyph = 1;

  if (at >= cff->len)
    return FALSE;
  format = cff->data[at++];
  while (glyph < n_glyphs)
    {
      gsize size = format == 0 ? 2 : format == 1 ? 3 : 4;
      guint cid, more;

      if (format > 2 || at + size > cff->len)
        return FALSE;
      cid = read_number (cff->data + at, 2);
      more = format == 0 ? 0 : read_number (cff->data + at + 2, size - 2);
      for (guint i = 0; i <= more && glyph < n_glyphs; i++, glyph++)
        if (hb_map_get (cids, glyph) != cid + i)
          return FALSE;
      at += size;
    }

  return TRUE;
}

/**
 * bs_cff_is_cid_keyed:
 *
 * Returns: whether @data is a CFF table whose glyphs go by CID (Technical Note 5176, section 18)
 */
gboolean
bs_cff_is_cid_keyed (const guint8 *data, gsize length)
{
  TopDict dict;

  return read_top_dict (data, length, &dict) && dict.has_ros;
}

/**
 * bs_cff_set_charset:
 * @cff: a CID-keyed CFF table
 *
 * Appends a charset in format 0 and points to it, unless the one there says the same: so it does in
 * the large pan-Chinese fonts, where CID and glyph id agree; in their regional subsets they do not.
 */
gboolean
bs_cff_set_charset (GByteArray *cff, const hb_map_t *cids)
{
  TopDict dict;
  Index charstrings;
  guint32 place = GUINT32_TO_BE (cff->len);
  const guint8 format = 0;

  if (!read_top_dict (cff->data, cff->len, &dict) || dict.charstrings <= 0
      || !read_index (cff->data, cff->len, dict.charstrings, &charstrings))
    return FALSE;
  if (dict.charset > 2 && charset_matches (cff, dict.charset, charstrings.count, cids))
    return TRUE;
  if (dict.charset_operand == 0)
    return FALSE;

  for (guint i = 0; i < sizeof place; i++)
    cff->data[dict.charset_operand + i] = ((const guint8 *) &place)[i];
  g_byte_array_append (cff, &format, 1);
  for (guint glyph = 1; glyph < charstrings.count; glyph++)
    {
      guint16 cid = GUINT16_TO_BE ((guint16) hb_map_get (cids, glyph));

      g_byte_array_append (cff, (const guint8 *) &cid, sizeof cid);
    }

  return TRUE;
}
