/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-prepare-private.h"

#include <string.h>

/* Thousandths of an em: the height of capitals, and of the top of a Han character's em above the
 * Latin baseline; in fonts for Chinese these hardly differ. */
#define CAPITALS 740
#define ASCENDER 880

#define CHAR(work, i) (&g_array_index ((work)->chars, BsChar, i))

static guint32
char_end (const BsPrepareWork *work, guint index)
{
  return index + 1 < work->chars->len ? CHAR (work, index + 1)->offset : (guint32) work->length;
}

/* An atom of the characters [first, last]. */
static BsAtom *
add_atom (BsPrepareWork *work, guint first, guint last)
{
  BsAtom *atom;

  g_array_set_size (work->result->atoms, work->result->atoms->len + 1);
  atom = BS_ATOM (work->result, work->result->atoms->len - 1);
  atom->start = CHAR (work, first)->offset;
  atom->end = char_end (work, last);
  atom->first = CHAR (work, first)->klass;
  while (last > first && (CHAR (work, last)->attaches || CHAR (work, last)->ignorable))
    last--;
  atom->last = CHAR (work, last)->klass;
  atom->adjust = BS_N_ADJUSTS;
  atom->glyph = work->result->glyphs->len;

  return atom;
}

/* Glyphs [from, to) of @shaped, the pen at @x; clusters count from @offset in the text. */
static void
add_glyphs (BsPrepareWork *work, BsAtom *atom, const BsShaped *shaped, guint from, guint to,
            BsUnit x, guint32 offset)
{
  gint32 pen = 0;

  for (guint i = from; i < to; i++)
    {
      const BsShapedGlyph *one = &shaped->glyphs[i];
      BsAtomGlyph glyph = { .face = shaped->face, .id = one->id };

      glyph.cluster = MAX (offset + one->cluster, atom->start);
      if (work->mode == BS_PREPARE_VERTICAL)
        {
          glyph.x = bs_work_to_units (work, shaped->face, one->x);
          glyph.y = x + bs_work_to_units (work, shaped->face, pen - one->y);
        }
      else
        {
          glyph.x = x + bs_work_to_units (work, shaped->face, pen + one->x);
          glyph.y = -bs_work_to_units (work, shaped->face, one->y);
        }
      glyph.advance = bs_work_to_units (work, shaped->face, one->advance);
      g_array_append_val (work->result->glyphs, glyph);
      pen += one->advance;
    }
  atom->n_glyphs += to - from;
}

/* Where a full-width mark's blank is, never more than the font leaves without ink: so a font that
 * centres its marks keeps them whole. A narrower glyph is given the half em it stands for. */
static BsUnit
place_mark (const BsPrepareWork *work, BsAtom *atom, const BsShaped *shaped)
{
  BsUnit half = work->style->size / 2;
  BsUnit advance = bs_work_to_units (work, shaped->face, shaped->advance);
  BsUnit before = bs_work_to_units (work, shaped->face, shaped->ink_left);
  BsUnit after = advance - bs_work_to_units (work, shaped->face, shaped->ink_right);
  BsBlank blank = work->tools->tables->blanks[atom->first];

  if (advance <= half)
    {
      atom->body = half;
      atom->left = blank == BS_BLANK_LEFT ? half : blank == BS_BLANK_BOTH ? half / 2 : 0;
      atom->right = blank == BS_BLANK_RIGHT ? half : blank == BS_BLANK_BOTH ? half / 2 : 0;
      return blank == BS_BLANK_LEFT   ? half - advance
             : blank == BS_BLANK_BOTH ? (half - advance) / 2
                                      : 0;
    }

  if (blank == BS_BLANK_LEFT)
    atom->left = CLAMP (MIN (half, advance - half), 0, MAX (before, 0));
  else if (blank == BS_BLANK_RIGHT)
    atom->right = CLAMP (MIN (half, advance - half), 0, MAX (after, 0));
  else if (blank == BS_BLANK_BOTH)
    atom->left = atom->right = CLAMP ((advance - half) / 2, 0, MAX (MIN (before, after), 0));
  atom->body = advance - atom->left - atom->right;

  return -atom->left;
}

/* What stands for a mark in vertical text (GB/T 15834 5.2.2); other forms are the font's. */
static gunichar
get_vertical_char (gunichar c)
{
  static const gunichar pairs[][2] = {
    { 0x201C, 0x300E }, { 0x201D, 0x300F }, { 0x2018, 0x300C }, { 0x2019, 0x300D }
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i][0] == c)
      return pairs[i][1];
  return c;
}

static void
add_missing (BsPrepareWork *work, guint first, guint last)
{
  BsMissing missing = { CHAR (work, first)->c, CHAR (work, first)->offset };
  BsAtom *atom = add_atom (work, first, last);
  BsAtomGlyph box = { .face = work->face, .cluster = atom->start };

  box.advance = bs_work_to_units (work, work->face,
                                  hb_font_get_glyph_h_advance (bs_face_get_hb_font (work->face),
                                                               0));
  if (box.advance <= 0)
    box.advance = work->style->size;
  g_array_append_val (work->result->glyphs, box);
  g_array_append_val (work->result->missing, missing);
  atom->n_glyphs = 1;
  atom->body = box.advance;
  atom->first = atom->last = BS_CLASS_HAN;
}

static BsFace *
get_face (const BsPrepareWork *work, guint index)
{
  return CHAR (work, index)->offset < work->style->lead_bytes ? work->lead : work->face;
}

/* Characters [first, last] set in an em of their own: a Han character, a mark, a dash of two. */
static void
add_wide (BsPrepareWork *work, guint first, guint last)
{
  const BsChar *one = CHAR (work, first);
  BsFace *face = get_face (work, first);
  const BsShaped *shaped = bs_shaper_char (work->tools->shaper, face, one->shown);
  BsAtom *atom;
  BsUnit x = 0;

  if (shaped->n_glyphs == 0 || shaped->glyphs[0].id == 0)
    {
      face = bs_font_set_find_for_char (work->tools->fonts, face, one->shown);
      if (face == NULL)
        {
          add_missing (work, first, last);
          return;
        }
      shaped = bs_shaper_char (work->tools->shaper, face, one->shown);
    }
  if (last > first)
    shaped = bs_shaper_shape (work->tools->shaper, face, work->text + one->offset,
                              char_end (work, last) - one->offset,
                              work->mode == BS_PREPARE_VERTICAL ? BS_SHAPE_VERTICAL : BS_SHAPE_HAN);
  else if (work->mode == BS_PREPARE_VERTICAL)
    {
      char upright[6];
      int length = g_unichar_to_utf8 (get_vertical_char (one->shown), upright);

      shaped = bs_shaper_shape (work->tools->shaper, face, upright, (gsize) length,
                                BS_SHAPE_VERTICAL);
    }

  atom = add_atom (work, first, last);
  atom->adjust = work->tools->tables->squeezes[atom->first];
  if (atom->adjust < BS_N_ADJUSTS)
    {
      x = place_mark (work, atom, shaped);
      if ((work->mode != BS_PREPARE_BODY) && atom->adjust != BS_ADJUST_MIDDLE_DOT)
        {
          /* The blanks look wider, the larger the type. */
          atom->left = bs_unit_scale (atom->left, work->tools->tables->headline_mark, 1000);
          atom->right = bs_unit_scale (atom->right, work->tools->tables->headline_mark, 1000);
        }
    }
  else
    atom->body = bs_work_to_units (work, face, shaped->advance);
  add_glyphs (work, atom, shaped, 0, shaped->n_glyphs, x, one->offset);
}

/* The characters from @first on that are one word to HarfBuzz; returns the last. */
static guint
find_run_end (const BsPrepareWork *work, guint first, const BsFace *face)
{
  hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default ();
  hb_script_t script = HB_SCRIPT_COMMON;
  guint i;

  for (i = first; i < work->chars->len; i++)
    {
      const BsChar *one = CHAR (work, i);
      hb_script_t own = hb_unicode_script (unicode, one->c);

      if (one->klass == BS_CLASS_ZERO_SPACE || one->klass == BS_CLASS_GLUE)
        break;
      if (!one->attaches && !one->ignorable
          && (!bs_class_is_latin (one->klass) || one->shown != one->c
              || (i > first && !bs_face_has_char (face, one->c))))
        break;
      if (own == HB_SCRIPT_COMMON || own == HB_SCRIPT_INHERITED)
        continue;
      if (script != HB_SCRIPT_COMMON && own != script)
        break;
      script = own;
    }

  return MAX (i, first + 1) - 1;
}

/* The first character from @from on that begins at or after byte @offset. */
static guint
find_char (const BsPrepareWork *work, guint from, guint32 offset)
{
  while (from < work->chars->len && CHAR (work, from)->offset < offset)
    from++;
  return from;
}

/* Marks the atoms of the word before which it may be divided. Atoms that are not one ASCII letter
 * each, such as ligatures, end a word. */
static void
divide_words (BsPrepareWork *work, guint first_atom)
{
  const BsPrepared *result = work->result;
  guint i = first_atom;

  while (i < result->atoms->len)
    {
      gboolean points[64] = { FALSE };
      guint end = i;

      while (end < result->atoms->len && end - i < G_N_ELEMENTS (points)
             && BS_ATOM (result, end)->end == BS_ATOM (result, end)->start + 1
             && g_ascii_isalpha (work->text[BS_ATOM (result, end)->start]))
        end++;
      if (end > i
          && bs_hyphenator_find (work->tools->hyphenator, work->text + BS_ATOM (result, i)->start,
                                 end - i, points))
        for (guint j = i; j + 1 < end; j++)
          BS_ATOM (result, j + 1)->divides = points[j - i];
      i = MAX (end, i + 1);
    }
}

/* UAX #50: a word lies on its side, its capitals centred on the column. A number or abbreviation of
 * two characters at most stands upright, side by side in one em, as newspapers set it. */
static void
turn_latin (BsPrepareWork *work, guint first_atom)
{
  BsPrepared *result = work->result;
  guint n = result->atoms->len - first_atom;
  BsUnit em = work->style->size;
  BsUnit width = 0;
  BsUnit pen = 0;
  gboolean stands;

  for (guint i = first_atom; i < result->atoms->len; i++)
    width += BS_ATOM (result, i)->body;
  stands = n <= 2 && width <= em + em / 5;

  for (guint i = first_atom; i < result->atoms->len; i++)
    {
      BsAtom *atom = BS_ATOM (result, i);

      for (guint j = atom->glyph; j < atom->glyph + atom->n_glyphs; j++)
        {
          BsAtomGlyph *glyph = &g_array_index (result->glyphs, BsAtomGlyph, j);
          BsUnit along = glyph->y;

          glyph->rotated = !stands;
          glyph->x = stands ? pen - width / 2 : -bs_unit_scale (em, CAPITALS / 2, 1000);
          glyph->y = stands ? bs_unit_scale (em, ASCENDER, 1000) - (i > first_atom ? em : 0)
                            : along;
        }
      pen += atom->body;
      if (stands)
        atom->body = i == first_atom ? em : 0;
    }
}

/* A word or number: shaped whole, one atom a cluster. Text that runs from right to left stays one
 * atom. Returns the last character. */
static guint
add_latin (BsPrepareWork *work, guint first)
{
  BsFace *face = bs_font_set_find_for_char (work->tools->fonts, get_face (work, first),
                                            CHAR (work, first)->c);
  const BsShaped *shaped;
  guint32 offset = CHAR (work, first)->offset;
  guint first_atom = work->result->atoms->len;
  guint last;
  guint next_char = first;

  if (face == NULL)
    {
      add_missing (work, first, first);
      return first;
    }
  last = find_run_end (work, first, face);
  shaped = bs_shaper_shape (work->tools->shaper, face, work->text + offset,
                            char_end (work, last) - offset, BS_SHAPE_LATIN);

  for (guint i = 0, next; i < shaped->n_glyphs; i = next)
    {
      guint first_char = next_char;
      BsAtom *atom;
      gint32 width = 0;

      for (next = i + 1; next < shaped->n_glyphs; next++)
        if (shaped->ordered && shaped->glyphs[next].cluster != shaped->glyphs[i].cluster)
          break;
      next_char = next < shaped->n_glyphs
                    ? find_char (work, first_char, offset + shaped->glyphs[next].cluster)
                    : last + 1;
      atom = add_atom (work, first_char, next_char - 1);
      for (guint j = i; j < next; j++)
        width += shaped->glyphs[j].advance;
      atom->body = MAX (bs_work_to_units (work, face, width), 0);
      add_glyphs (work, atom, shaped, i, next, 0, offset);
    }
  if (shaped->n_glyphs == 0)
    add_atom (work, first, last);
  if (work->mode == BS_PREPARE_BODY)
    divide_words (work, first_atom);
  else if (work->mode == BS_PREPARE_VERTICAL)
    turn_latin (work, first_atom);

  return last;
}

/* What a space is worth between its neighbours: in Latin a word space, beside Latin and Han the
 * gap that would be there without it, between Han a little more. */
static void
size_space (BsPrepareWork *work, BsAtom *atom, guint first, guint last)
{
  const BsTables *tables = work->tools->tables;
  gboolean latin_before = first > 0 && !bs_class_is_wide (CHAR (work, first - 1)->klass);
  gboolean latin_after = last + 1 < work->chars->len
                         && !bs_class_is_wide (CHAR (work, last + 1)->klass);
  const BsSpaceSize *size = &tables->han_space;

  atom->adjust = BS_ADJUST_WORD_SPACE;
  if (latin_before && latin_after)
    size = &tables->word_space;
  else if (latin_before || latin_after)
    {
      size = &tables->latin_gap;
      atom->adjust = BS_ADJUST_LATIN_GAP;
    }
  else if ((work->mode != BS_PREPARE_BODY))
    {
      atom->body = atom->least = atom->greatest = work->style->size;
      return;
    }
  atom->body = bs_work_thousandths (work, size->natural);
  atom->least = bs_work_thousandths (work, size->least);
  atom->greatest = bs_work_thousandths (work, size->greatest);
}

static guint
add_space (BsPrepareWork *work, guint first)
{
  guint last = first;
  hb_codepoint_t id;
  BsAtom *atom;
  BsFace *face = work->face;
  gunichar c = CHAR (work, first)->klass == BS_CLASS_SPACE ? ' ' : CHAR (work, first)->c;

  if (CHAR (work, first)->klass == BS_CLASS_SPACE)
    while (last + 1 < work->chars->len && CHAR (work, last + 1)->klass == BS_CLASS_SPACE)
      last++;

  atom = add_atom (work, first, last);
  if (atom->first == BS_CLASS_WIDE_SPACE)
    atom->body = c == 0x2002 ? work->style->size / 2 : work->style->size;
  else
    size_space (work, atom, first, last);
  if (!hb_font_get_nominal_glyph (bs_face_get_hb_font (face), c, &id)
      && !hb_font_get_nominal_glyph (bs_face_get_hb_font (face), ' ', &id))
    return last;

  g_array_set_size (work->result->glyphs, work->result->glyphs->len + 1);
  g_array_index (work->result->glyphs, BsAtomGlyph, work->result->glyphs->len - 1) = (BsAtomGlyph){
    .face = face, .id = id, .cluster = atom->start, .advance = atom->body
  };
  atom->n_glyphs = 1;

  return last;
}

static guint
add_newline (BsPrepareWork *work, guint first)
{
  guint last = first;

  if (CHAR (work, first)->c == '\r' && first + 1 < work->chars->len
      && CHAR (work, first + 1)->c == '\n')
    last++;
  add_atom (work, first, last)->forced = TRUE;

  return last;
}

static guint
find_attached_end (const BsPrepareWork *work, guint first)
{
  guint last = first;

  while (last + 1 < work->chars->len
         && (CHAR (work, last + 1)->attaches
             || (CHAR (work, last)->c == 0x200D && g_unichar_iswide (CHAR (work, last + 1)->c))))
    last++;

  return last;
}

/* Adds the atom or atoms that begin with character @i; returns its last character. */
static guint
add_next (BsPrepareWork *work, guint i)
{
  const BsChar *one = CHAR (work, i);
  guint last = i;

  switch ((BsClass) one->klass)
    {
    case BS_CLASS_NEWLINE:
      return add_newline (work, i);
    case BS_CLASS_SPACE:
    case BS_CLASS_WIDE_SPACE:
      return add_space (work, i);
    case BS_CLASS_GLUE:
      if (!one->ignorable && one->c != 0x2060)
        return add_space (work, i);
      add_atom (work, i, i);
      return i;
    case BS_CLASS_ZERO_SPACE:
      add_atom (work, i, i);
      return i;
    case BS_CLASS_DASH:
    case BS_CLASS_ELLIPSIS:
      if (i + 1 < work->chars->len && CHAR (work, i + 1)->c == one->c)
        last++;
      add_wide (work, i, last);
      return last;
    default:
      break;
    }

  if (bs_class_is_latin (one->klass))
    return add_latin (work, i);
  if (one->ignorable && !one->attaches)
    {
      add_atom (work, i, i);
      return i;
    }
  last = find_attached_end (work, i);
  add_wide (work, i, last);

  return last;
}

void
bs_prepare_add_atoms (BsPrepareWork *work)
{
  for (guint i = 0; i < work->chars->len; i++)
    i = add_next (work, i);
}
