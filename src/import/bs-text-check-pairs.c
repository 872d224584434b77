/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-config.h"
#include "bs-text-check-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  gunichar open;
  gunichar close;
  gboolean nests; /* inside itself: brackets do, quotes and titles take their inner form */
} Pair;

static const Pair pairs[] = {
  { 0x201c, 0x201d, FALSE }, /* “” */
  { 0x2018, 0x2019, FALSE }, /* ‘’ */
  { 0x300a, 0x300b, FALSE }, /* 《》 */
  { 0x3008, 0x3009, FALSE }, /* 〈〉 */
  { 0x3010, 0x3011, TRUE },  /* 【】 */
  { 0xff08, 0xff09, TRUE },  /* （） */
  { 0x300c, 0x300d, FALSE }, /* 「」 */
  { 0x300e, 0x300f, FALSE }, /* 『』 */
  { 0x3014, 0x3015, TRUE },  /* 〔〕 */
};

typedef struct
{
  const Pair *pair;
  guint at;
} Open;

/* A bracket may be written in half width; that is another fault. */
static gunichar
fold_width (gunichar c)
{
  return c == '(' ? 0xff08 : c == ')' ? 0xff09 : c;
}

static gboolean
is_latin_letter (gunichar c)
{
  return c < 0x250 && g_unichar_isalnum (c);
}

/* "don’t", "the ’90s", "readers’ letters". */
static gboolean
is_apostrophe (const BsTextScan *scan, guint i, gboolean single_open)
{
  gunichar before = bs_text_scan_get (scan, (int) i - 1);
  gunichar after = bs_text_scan_get (scan, (int) i + 1);

  if (scan->c[i] != 0x2019)
    return FALSE;

  return (is_latin_letter (before) && is_latin_letter (after))
         || (!single_open && (is_latin_letter (before) || is_latin_letter (after)));
}

/* "1）…", "二）…": numbers of a list close what nothing opened. */
static gboolean
is_list_number (const BsTextScan *scan, guint i)
{
  if (i == 0 || i > 3)
    return FALSE;

  for (guint k = 0; k < i; k++)
    if (!g_unichar_isdigit (scan->c[k]) && !is_latin_letter (scan->c[k])
        && g_utf8_strchr ("一二三四五六七八九十", -1, scan->c[k]) == NULL)
      return FALSE;

  return TRUE;
}

static void
tell (BsTextScan *scan, guint i)
{
  g_autofree char *mark = g_strndup (scan->text + scan->at[i], scan->at[i + 1] - scan->at[i]);

  bs_text_scan_add (scan, BS_TEXT_FAULT_UNPAIRED, i, i + 1, NULL,
                    /* Translators: %s is a quotation mark or a bracket. */
                    g_strdup_printf (_ ("%s has no partner"), mark));
}

static gboolean
is_open (GArray *opened, gunichar mark)
{
  for (guint i = 0; i < opened->len; i++)
    if (g_array_index (opened, Open, i).pair->open == mark)
      return TRUE;

  return FALSE;
}

/* What was opened later and never closed is told; @upto stays. */
static void
drop_open (BsTextScan *scan, GArray *opened, guint upto)
{
  while (opened->len > upto)
    {
      tell (scan, g_array_index (opened, Open, opened->len - 1).at);
      g_array_set_size (opened, opened->len - 1);
    }
}

static void
open_mark (BsTextScan *scan, GArray *opened, const Pair *pair, guint at)
{
  Open open = { pair, at };

  if (!pair->nests)
    for (guint i = 0; i < opened->len; i++)
      if (g_array_index (opened, Open, i).pair == pair)
        {
          drop_open (scan, opened, i);
          break;
        }

  g_array_append_val (opened, open);
}

static void
close_mark (BsTextScan *scan, GArray *opened, const Pair *pair, guint at)
{
  for (guint i = opened->len; i > 0; i--)
    if (g_array_index (opened, Open, i - 1).pair == pair)
      {
        drop_open (scan, opened, i);
        g_array_set_size (opened, i - 1);
        return;
      }

  if (pair->close != 0xff09 || !is_list_number (scan, at))
    tell (scan, at);
}

/* A quotation of several paragraphs opens anew with each and closes with the last. */
static gboolean
goes_on (const BsTextScan *scan, const Open *open)
{
  const char *next = scan->place->next;

  return next != NULL && g_utf8_get_char (next) == open->pair->open;
}

void
bs_text_scan_pairs (BsTextScan *scan)
{
  g_autoptr (GArray) opened = g_array_new (FALSE, FALSE, sizeof (Open));

  for (guint i = 0; i < scan->n; i++)
    {
      gunichar c = fold_width (scan->c[i]);

      if (is_apostrophe (scan, i, is_open (opened, 0x2018)))
        continue;
      for (guint k = 0; k < G_N_ELEMENTS (pairs); k++)
        {
          if (c == pairs[k].open)
            open_mark (scan, opened, &pairs[k], i);
          else if (c == pairs[k].close)
            close_mark (scan, opened, &pairs[k], i);
        }
    }
  for (guint i = 0; i < opened->len; i++)
    if (!goes_on (scan, &g_array_index (opened, Open, i)))
      tell (scan, g_array_index (opened, Open, i).at);
}
