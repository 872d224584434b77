/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-prepare-private.h"

#include <string.h>

static gboolean
is_unit_at (const BsPrepareWork *work, guint atom)
{
  const BsPrepared *result = work->result;
  guint end = atom;
  g_autofree char *word = NULL;

  while (end < result->atoms->len && BS_ATOM (result, end)->first == BS_CLASS_LATIN)
    end++;
  if (end == atom || end - atom > 4)
    return FALSE;
  word = g_strndup (work->text + BS_ATOM (result, atom)->start,
                    BS_ATOM (result, end - 1)->end - BS_ATOM (result, atom)->start);
  return g_hash_table_contains (work->tools->tables->units, word);
}

/* After a space only what may not end or start a line counts. */
static gint16
get_cost_after_space (const BsPrepareWork *work, guint index)
{
  const BsPair (*pairs)[BS_N_CLASSES] = work->tools->tables->pairs[work->style->strictness];
  const BsAtom *after = BS_ATOM (work->result, index);
  guint before = index;

  while (before > 0 && bs_class_is_space (BS_ATOM (work->result, before - 1)->last))
    before--;
  if (before == 0
      || pairs[BS_ATOM (work->result, before - 1)->last][BS_CLASS_HAN].cost == BS_BREAK_NEVER
      || pairs[BS_CLASS_HAN][after->first].cost == BS_BREAK_NEVER)
    return BS_BREAK_NEVER;
  if (BS_ATOM (work->result, before - 1)->last == BS_CLASS_DIGIT && is_unit_at (work, index))
    return BS_BREAK_NEVER;

  return 0;
}

/* Justified lines open between Han, and after or before a mark where its blank is; not before a
 * mark that closes nor after one that opens (clreq 3.5). */
static gboolean
can_stretch (const BsAtom *before, const BsAtom *after, const BsPair *pair)
{
  if (pair->solid || !bs_class_is_wide (before->last) || !bs_class_is_wide (after->first)
      || before->last == BS_CLASS_WIDE_SPACE || after->first == BS_CLASS_WIDE_SPACE)
    return FALSE;
  if (before->last == BS_CLASS_OPENING || before->last == BS_CLASS_MIDDLE_DOT)
    return FALSE;

  return after->first == BS_CLASS_OPENING || !bs_class_is_mark (after->first);
}

/* A sign such as × that the font draws in an em of its own has the blank within. */
static gboolean
is_full_width (const BsPrepareWork *work, const BsAtom *atom)
{
  return !bs_class_is_wide (atom->first) && atom->body >= work->style->size;
}

static void
set_joint (BsPrepareWork *work, guint index)
{
  const BsTables *tables = work->tools->tables;
  const BsAtom *before = BS_ATOM (work->result, index - 1);
  const BsAtom *after = BS_ATOM (work->result, index);
  BsJoint *joint = BS_JOINT (work->result, index);
  const BsPair *pair = &tables->pairs[work->style->strictness][before->last][after->first];

  joint->cost = pair->cost;
  if (pair->cost == BS_BREAK_WORD && after->divides)
    {
      joint->cost = (gint16) MIN (tables->cost_hyphen, G_MAXINT16);
      joint->hyphen = TRUE;
    }
  if (before->forced)
    joint->cost = 0;
  else if (bs_class_is_space (before->last) && !bs_class_is_space (after->first))
    joint->cost = get_cost_after_space (work, index);
  if (pair->gap && !is_full_width (work, before) && !is_full_width (work, after))
    joint->gap = bs_work_thousandths (work, (work->mode != BS_PREPARE_BODY)
                                              ? tables->latin_gap.least
                                              : tables->latin_gap.natural);

  joint->right = before->right;
  joint->left = after->left;
  if (bs_class_is_mark (before->last) && bs_class_is_mark (after->first))
    {
      BsUnit from_right;

      joint->taken = MIN (joint->right + joint->left, bs_work_thousandths (work, tables->adjacent));
      from_right = MIN (joint->taken, joint->right);
      joint->right -= from_right;
      joint->left -= joint->taken - from_right;
    }

  joint->stretches = can_stretch (before, after, pair);
  joint->tightens = joint->stretches && before->last == BS_CLASS_HAN
                    && (after->first == BS_CLASS_HAN || after->first == BS_CLASS_OPENING);
  joint->opens = joint->taken == 0 && !pair->solid
                 && ((joint->right > 0 && before->last != BS_CLASS_MIDDLE_DOT)
                     || (joint->left > 0 && after->first != BS_CLASS_MIDDLE_DOT));
  if (!pair->solid && bs_class_is_wide (before->last) && bs_class_is_wide (after->first))
    joint->spacing = work->style->letter_spacing;
}

static gboolean
closes (const BsAtom *atom)
{
  return atom->last == BS_CLASS_CLOSING || atom->last == BS_CLASS_COMMA
         || atom->last == BS_CLASS_STOP;
}

static gboolean
opens (const BsAtom *atom)
{
  return atom->first == BS_CLASS_OPENING;
}

/* What neighbouring marks gave up can be given back where it does not part them: after all marks
 * that close, before all that open, else between the two. */
static void
set_restores (BsPrepared *result)
{
  guint n = result->atoms->len;

  for (guint i = 1; i < n; i++)
    {
      guint at = i;

      if (BS_JOINT (result, i)->taken == 0)
        continue;
      while (at < n && closes (BS_ATOM (result, at - 1)) && closes (BS_ATOM (result, at)))
        at++;
      while (at > 0 && at < n && opens (BS_ATOM (result, at - 1)) && opens (BS_ATOM (result, at)))
        at--;
      if (at > 0 && at < n)
        BS_JOINT (result, at)->restores += BS_JOINT (result, i)->taken;
    }
}

static void
add_to (BsSum *sum, guint8 adjust, BsUnit shrink, BsUnit stretch)
{
  if (adjust >= BS_N_ADJUSTS)
    return;
  sum->shrink[adjust] += (guint32) shrink;
  sum->shrink_all += (guint32) shrink;
  sum->stretch[adjust] += (guint32) stretch;
}

static void
add_up (BsPrepareWork *work)
{
  BsPrepared *result = work->result;
  const BsSpaceSize *gap = &work->tools->tables->latin_gap;
  BsUnit least_gap = bs_work_thousandths (work, gap->least);
  BsUnit greatest_gap = bs_work_thousandths (work, gap->greatest);
  guint n = result->atoms->len;
  BsSum sum = { 0 };

  for (guint i = 0; i < n; i++)
    {
      const BsAtom *atom = BS_ATOM (result, i);
      const BsJoint *joint = BS_JOINT (result, i);

      result->after[i] = sum;
      result->trimmed[i + 1] = bs_class_is_space (atom->last) ? result->trimmed[i] : i + 1;

      sum.width += (gint64) joint->right + joint->left + joint->gap + joint->spacing;
      sum.pairs += joint->stretches;
      sum.han_pairs += joint->tightens;
      sum.marks += joint->opens;
      if (i > 0)
        add_to (&sum, BS_ATOM (result, i - 1)->adjust, joint->right, 0);
      if (atom->left > 0)
        add_to (&sum, atom->adjust, joint->left, 0);
      add_to (&sum, BS_ADJUST_ADJACENT, 0, joint->restores);
      if (joint->gap > 0)
        add_to (&sum, BS_ADJUST_LATIN_GAP, joint->gap - least_gap, greatest_gap - joint->gap);
      result->at[i] = sum;

      sum.width += atom->body;
      if (atom->greatest > 0)
        add_to (&sum, atom->adjust, atom->body - atom->least, atom->greatest - atom->body);
    }
  result->after[n] = result->at[n] = sum;
}

static void
set_widths (const BsPrepareWork *work, const BsAdjustRow *rows, guint n_rows, BsRowWidths *widths)
{
  for (guint i = 0; i < n_rows; i++)
    widths[i] = (BsRowWidths){ bs_work_thousandths (work, rows[i].limit),
                               bs_work_thousandths (work, rows[i].most) };
}

static void
set_hyphen (BsPrepareWork *work)
{
  hb_font_t *font = bs_face_get_hb_font (work->face);
  BsGlyph *hyphen = &work->result->hyphen;

  hyphen->face = work->face;
  if (!hb_font_get_nominal_glyph (font, 0x2010, &hyphen->id)
      && !hb_font_get_nominal_glyph (font, '-', &hyphen->id))
    hyphen->id = 0;
  /* U+2010 is an em wide in some fonts for Chinese. */
  if (hb_font_get_glyph_h_advance (font, hyphen->id) * 2
      > (int) bs_face_get_units_per_em (work->face))
    hb_font_get_nominal_glyph (font, '-', &hyphen->id);
  hyphen->advance = bs_work_to_units (work, work->face,
                                      hb_font_get_glyph_h_advance (font, hyphen->id));
}

/**
 * bs_prepare:
 * @face: of the style's family and weight
 * @text: valid UTF-8
 *
 * Returns: (transfer full): the text as atoms and joints
 */
BsPrepared *
bs_prepare (const BsTools *tools, BsFace *face, const char *text, const BsTextStyle *style,
            BsPrepareMode mode)
{
  BsPrepared *result = g_new0 (BsPrepared, 1);
  BsPrepareWork work = { tools, style, face, face, mode, text, strlen (text), NULL, result };
  guint n;

  g_atomic_ref_count_init (&result->ref_count);
  result->text = g_strdup (text);
  result->length = work.length;
  result->em = style->size;
  result->vertical = mode == BS_PREPARE_VERTICAL;
  if (style->lead_bytes > 0)
    work.lead = bs_font_set_find (tools->fonts, style->lead_family, style->lead_weight, NULL, NULL);
  work.chars = bs_classify (tools->tables, text, work.length, style->full_width_marks);
  n = work.chars->len;
  result->atoms = g_array_sized_new (FALSE, TRUE, sizeof (BsAtom), n);
  result->glyphs = g_array_sized_new (FALSE, TRUE, sizeof (BsAtomGlyph), n);
  result->missing = g_array_new (FALSE, TRUE, sizeof (BsMissing));

  bs_prepare_add_atoms (&work);

  n = result->atoms->len;
  set_hyphen (&work);
  set_widths (&work, tools->tables->shrink, tools->tables->n_shrink, result->shrink);
  for (guint i = 0; i < tools->tables->n_shrink; i++)
    result->most_tightening = MAX (result->most_tightening, result->shrink[i].most);
  set_widths (&work, tools->tables->stretch, tools->tables->n_stretch, result->stretch);
  result->joints = g_array_sized_new (FALSE, TRUE, sizeof (BsJoint), n + 1);
  g_array_set_size (result->joints, n + 1);
  for (guint i = 1; i < n; i++)
    set_joint (&work, i);
  set_restores (result);
  bs_prepare_open_numbers (&work);
  bs_prepare_open_addresses (&work);
  result->after = g_new0 (BsSum, n + 1);
  result->at = g_new0 (BsSum, n + 1);
  result->trimmed = g_new0 (guint32, n + 1);
  add_up (&work);
  g_array_unref (work.chars);

  return result;
}

void
bs_prepared_unref (BsPrepared *prepared)
{
  g_return_if_fail (prepared != NULL);

  if (!g_atomic_ref_count_dec (&prepared->ref_count))
    return;
  g_array_unref (prepared->atoms);
  g_array_unref (prepared->joints);
  g_array_unref (prepared->glyphs);
  g_array_unref (prepared->missing);
  g_free (prepared->after);
  g_free (prepared->at);
  g_free (prepared->trimmed);
  g_free (prepared->text);
  g_free (prepared);
}

/**
 * bs_prepared_get_size:
 *
 * Returns: bytes of memory, about
 */
gsize
bs_prepared_get_size (const BsPrepared *prepared)
{
  return sizeof *prepared + prepared->length + prepared->glyphs->len * sizeof (BsAtomGlyph)
         + prepared->atoms->len * (sizeof (BsAtom) + sizeof (BsJoint) + 2 * sizeof (BsSum) + 4);
}
