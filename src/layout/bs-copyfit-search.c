/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-copyfit-private.h"

#include <string.h>

/* A story with more paragraphs or lines too many than these is not fitted by trimming. */
#define MOST_PARAGRAPHS 200
#define MOST_LINES 40
/* So many lines are always offered. */
#define FEW_LINES 3
#define NEVER G_MAXUINT16
/* Stands for what might be added. */
#define FILLER "国"

/* One body paragraph and what cutting from it costs. */
typedef struct
{
  guint index;      /* in the story's list */
  guint number;     /* as readers count */
  guint characters; /* that it has */
  guint lines;      /* that go when it goes */
  guint first;      /* characters to cut for the first line saved; NEVER: that saves none */
} Paragraph;

typedef struct
{
  const BsSetting *setting;
  const BsNode *story;
  guint measure;
  guint n_lines;      /* of the story as it is */
  GArray *paragraphs; /* Paragraph */
} Trial;

static gboolean
ends_sentence (gunichar c)
{
  return g_utf8_strchr ("。！？；…，、：”’）》」』】.!?\")", -1, c) != NULL;
}

/* Where the marks begin that close the text. */
static const char *
find_closing (const char *text)
{
  const char *at = text + strlen (text);

  while (at > text)
    {
      const char *before = g_utf8_prev_char (at);

      if (!ends_sentence (g_utf8_get_char (before))
          && !g_unichar_isspace (g_utf8_get_char (before)))
        break;
      at = before;
    }

  return at;
}

static guint
count_characters (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    n += !g_unichar_isspace (g_utf8_get_char (p));

  return n;
}

/* Marks in pairs, each with its partner. */
static const char *const pairs[] = { "“”",   "‘’",   "（）", "《》", "〈〉",
                                     "「」", "『』", "【】", "()" };

static const char *
get_closer (guint pair)
{
  return g_utf8_next_char (pairs[pair]);
}

/* The last mark in @text before @end that is opened and not closed there; NULL: none. */
static const char *
find_open_mark (const char *text, const char *end, guint *pair)
{
  const char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      guint closed = 0;

      for (const char *p = end; p > text;)
        {
          gunichar c;

          p = g_utf8_prev_char (p);
          c = g_utf8_get_char (p);
          if (c == g_utf8_get_char (get_closer (i)))
            closed++;
          else if (c == g_utf8_get_char (pairs[i]) && closed-- == 0)
            {
              if (found == NULL || p > found)
                {
                  found = p;
                  *pair = i;
                }
              break;
            }
        }
    }

  return found;
}

static gboolean
is_pause (gunichar c)
{
  return g_utf8_strchr ("，、；：,;:—", -1, c) != NULL;
}

/* Where a text can end that goes on with @closing: nothing is left open that is not closed there,
 * and no pause stands before the mark that ends it. */
static const char *
find_end (const char *text, const char *at, const char *closing)
{
  for (;;)
    {
      guint pair = 0;
      const char *open = find_open_mark (text, at, &pair);

      if (open != NULL && strstr (closing, get_closer (pair)) == NULL)
        at = open;
      else if (at > text && is_pause (g_utf8_get_char (g_utf8_prev_char (at))))
        at = g_utf8_prev_char (at);
      else
        return at;
    }
}

/* The marks of @closing whose partners are left in @text before @end, and those without any. */
static char *
dup_closing (const char *text, const char *end, const char *closing)
{
  GString *kept = g_string_new (NULL);

  for (const char *p = closing; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean lone = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
        if (g_utf8_get_char (p) == g_utf8_get_char (get_closer (i)))
          {
            guint pair = 0;

            lone = find_open_mark (text, end, &pair) == NULL || pair != i;
          }
      if (!lone)
        g_string_append_unichar (kept, g_utf8_get_char (p));
    }

  return g_string_free (kept, FALSE);
}

/* Without its last @n characters, or some more where a mark would be left without its partner, but
 * with the marks that close it; "" when nothing is left. */
static char *
dup_cut (const char *text, guint n)
{
  const char *closing = find_closing (text);
  const char *at = closing;

  if (n >= count_characters (text))
    return g_strdup ("");
  while (n > 0 && at > text)
    {
      at = g_utf8_prev_char (at);
      n -= !g_unichar_isspace (g_utf8_get_char (at));
    }
  if (n == 0 && at < closing)
    {
      const char *end = find_end (text, at, closing);
      g_autofree char *kept = dup_closing (text, end, closing);

      return end > text ? g_strdup_printf ("%.*s%s", (int) (end - text), text, kept)
                        : g_strdup ("");
    }
  /* Marks go only when all before them has gone. */
  while (n > 0)
    {
      n -= !g_unichar_isspace (g_utf8_get_char (closing));
      closing = g_utf8_next_char (closing);
    }

  return g_strdup_printf ("%.*s%s", (int) (at - text), text, closing);
}

static char *
dup_filled (const char *text, guint n)
{
  const char *closing = find_closing (text);
  GString *filled = g_string_new_len (text, closing - text);

  for (guint i = 0; i < n; i++)
    g_string_append (filled, FILLER);
  g_string_append (filled, closing);

  return g_string_free (filled, FALSE);
}

static const char *
get_text (const BsNode *story, guint index)
{
  return bs_node_get_text (bs_node_get_element (bs_story_get_paragraphs (story), index), "text");
}

static BsNode *
with_text (const BsNode *story, guint index, const char *text)
{
  const BsNode *paragraphs = bs_story_get_paragraphs (story);
  g_autoptr (BsNode) string = bs_node_new_string (text);
  g_autoptr (BsNode) paragraph = bs_node_with_member (bs_node_get_element (paragraphs, index),
                                                      "text", string);
  g_autoptr (BsNode) list = bs_node_with_replaced (paragraphs, index, paragraph);

  return bs_node_with_member (story, "paragraphs", list);
}

static guint
count_lines (const Trial *trial, const BsNode *story)
{
  BsCopy *copy = bs_copy_new (story);
  guint lines = bs_copy_get_body (copy, trial->setting, trial->measure)->lines->len;

  bs_copy_free (copy);

  return lines;
}

static guint
count_lines_with (const Trial *trial, guint index, char *text /* transfer full */)
{
  g_autofree char *owned = text;
  g_autoptr (BsNode) story = with_text (trial->story, index, owned);

  return count_lines (trial, story);
}

/* Fewest characters whose cutting saves a line. */
static guint
find_first_saving (const Trial *trial, const Paragraph *paragraph)
{
  const char *text = get_text (trial->story, paragraph->index);
  guint least = 1;
  guint most = MIN (paragraph->characters, 2 * trial->measure);

  if (count_lines_with (trial, paragraph->index, dup_cut (text, most)) >= trial->n_lines)
    return NEVER;
  while (least < most)
    {
      guint middle = (least + most) / 2;

      if (count_lines_with (trial, paragraph->index, dup_cut (text, middle)) < trial->n_lines)
        most = middle;
      else
        least = middle + 1;
    }

  return least;
}

static void
collect_paragraphs (Trial *trial)
{
  const BsNode *paragraphs = bs_story_get_paragraphs (trial->story);
  guint number = 0;

  trial->paragraphs = g_array_new (FALSE, FALSE, sizeof (Paragraph));
  for (guint i = 0; i < bs_node_get_length (paragraphs); i++)
    {
      const char *text = get_text (trial->story, i);
      Paragraph one = { .index = i };
      guint without;

      if (bs_paragraph_is_subhead (bs_node_get_element (paragraphs, i)) || *text == '\0')
        continue;
      one.number = ++number;
      if (trial->paragraphs->len >= MOST_PARAGRAPHS)
        break;
      one.characters = count_characters (text);
      without = count_lines_with (trial, i, g_strdup (""));
      one.lines = trial->n_lines > without ? trial->n_lines - without : 0;
      g_array_append_val (trial->paragraphs, one);
    }
}

/* Characters to cut for @lines lines of it, about; a first paragraph keeps something. */
static guint
get_cost (const Trial *trial, const Paragraph *paragraph, guint lines)
{
  guint cost;

  if (paragraph->first == NEVER || lines > paragraph->lines)
    return NEVER;
  if (lines == paragraph->lines)
    return paragraph->number > 1 ? paragraph->characters : NEVER;
  cost = paragraph->first + (lines - 1) * trial->measure;

  return cost < paragraph->characters ? cost : NEVER;
}

/* The lines to save in each paragraph so that all together are @lines at the least cost; where two
 * ways cost the same the later paragraph gives, as news is written. FALSE: there is no way. */
static gboolean
share_out (const Trial *trial, guint lines, guint *shares)
{
  guint n = trial->paragraphs->len;
  g_autofree guint32 *costs = g_new (guint32, (gsize) (n + 1) * (lines + 1));
  g_autofree guint8 *choices = g_new0 (guint8, (gsize) (n + 1) * (lines + 1));

#define AT(array, i, saved) array[(gsize) (i) * (lines + 1) + (saved)]
  for (guint saved = 0; saved <= lines; saved++)
    AT (costs, 0, saved) = saved == 0 ? 0 : G_MAXUINT32;
  for (guint i = 0; i < n; i++)
    {
      /* From the last paragraph to the first. */
      const Paragraph *paragraph = &g_array_index (trial->paragraphs, Paragraph, n - 1 - i);

      for (guint saved = 0; saved <= lines; saved++)
        {
          AT (costs, i + 1, saved) = AT (costs, i, saved);
          for (guint own = 1; own <= MIN (saved, paragraph->lines); own++)
            {
              guint cost = get_cost (trial, paragraph, own);
              guint32 before = AT (costs, i, saved - own);

              if (cost == NEVER || before == G_MAXUINT32
                  || before + cost >= AT (costs, i + 1, saved))
                continue;
              AT (costs, i + 1, saved) = before + cost;
              AT (choices, i + 1, saved) = (guint8) own;
            }
        }
    }
  if (AT (costs, n, lines) == G_MAXUINT32)
    return FALSE;
  for (guint i = n, saved = lines; i > 0; i--)
    {
      shares[n - i] = AT (choices, i, saved);
      saved -= shares[n - i];
    }
#undef AT

  return TRUE;
}

static guint
count_saved (const Trial *trial, const BsCopyfitCut *cut)
{
  g_autoptr (BsNode) story = bs_copyfit_cut_apply (cut, trial->story);
  guint lines = count_lines (trial, story);

  return lines < trial->n_lines ? trial->n_lines - lines : 0;
}

/* What really goes: marks go with what they enclose. */
static guint
count_cut (const Trial *trial, const BsCopyfitStep *step)
{
  int index = bs_node_index_of_id (bs_story_get_paragraphs (trial->story), step->paragraph);
  const char *text = index >= 0 ? get_text (trial->story, (guint) index) : "";
  g_autofree char *left = dup_cut (text, step->characters);

  return count_characters (text) - count_characters (left);
}

/* The steps of two lines and more were estimated: cuts more until all lines are saved, then gives
 * back what was not needed. FALSE when cutting on does not help. */
static gboolean
verify (const Trial *trial, BsCopyfitCut *cut)
{
  for (guint i = cut->steps->len; i > 0; i--)
    {
      BsCopyfitStep *step = &g_array_index (cut->steps, BsCopyfitStep, i - 1);

      for (guint more = 0; more < trial->measure && !step->whole; more++)
        {
          if (count_saved (trial, cut) >= cut->lines)
            break;
          step->characters++;
        }
    }
  if (count_saved (trial, cut) < cut->lines)
    return FALSE;

  for (guint i = 0; i < cut->steps->len; i++)
    {
      BsCopyfitStep *step = &g_array_index (cut->steps, BsCopyfitStep, i);

      while (!step->whole && step->characters > 1)
        {
          step->characters--;
          if (count_saved (trial, cut) >= cut->lines)
            continue;
          step->characters++;
          break;
        }
      cut->characters += count_cut (trial, step);
    }

  return TRUE;
}

static BsCopyfitCut *
make_cut (const Trial *trial, guint lines)
{
  g_autofree guint *shares = g_new0 (guint, trial->paragraphs->len + 1);
  const BsNode *paragraphs = bs_story_get_paragraphs (trial->story);
  BsCopyfitCut *cut;

  if (!share_out (trial, lines, shares))
    return NULL;
  cut = g_new0 (BsCopyfitCut, 1);
  cut->lines = lines;
  cut->steps = bs_copyfit_steps_new ();
  for (guint i = 0; i < trial->paragraphs->len; i++)
    {
      const Paragraph *paragraph = &g_array_index (trial->paragraphs, Paragraph, i);
      BsCopyfitStep step = { .number = paragraph->number, .lines = shares[i] };

      if (shares[i] == 0)
        continue;
      step.paragraph = g_strdup (
        bs_node_get_text (bs_node_get_element (paragraphs, paragraph->index), "id"));
      step.characters = get_cost (trial, paragraph, shares[i]);
      step.whole = shares[i] == paragraph->lines;
      g_array_append_val (cut->steps, step);
    }
  if (verify (trial, cut))
    return cut;
  bs_copyfit_cut_free (cut);

  return NULL;
}

void
bs_copyfit_find_cuts (const BsSetting *setting, const BsNode *story, guint most_lines,
                      BsCopyfitReport *report)
{
  Trial trial = { setting, story, report->measure, report->lines, NULL };

  collect_paragraphs (&trial);
  for (guint i = 0; i < trial.paragraphs->len; i++)
    {
      Paragraph *paragraph = &g_array_index (trial.paragraphs, Paragraph, i);

      paragraph->first = find_first_saving (&trial, paragraph);
    }
  for (guint lines = 1; lines <= MIN (most_lines, MOST_LINES); lines++)
    if (lines <= FEW_LINES || lines == most_lines)
      {
        BsCopyfitCut *cut = make_cut (&trial, lines);

        if (cut != NULL)
          g_ptr_array_add (report->cuts, cut);
      }
  g_array_unref (trial.paragraphs);
}

void
bs_copyfit_find_room (const BsSetting *setting, const BsNode *story, BsCopyfitReport *report)
{
  Trial trial = { setting, story, report->measure, report->lines, NULL };

  collect_paragraphs (&trial);
  for (guint i = 0; i < trial.paragraphs->len; i++)
    {
      const Paragraph *paragraph = &g_array_index (trial.paragraphs, Paragraph, i);
      const BsNode *node = bs_node_get_element (bs_story_get_paragraphs (story), paragraph->index);
      const char *text = get_text (story, paragraph->index);
      BsCopyfitStep step = { .number = paragraph->number };
      guint least = 0;
      guint most = 2 * trial.measure;

      /* @least adds no line, @most does. */
      while (least + 1 < most)
        {
          guint middle = (least + most) / 2;

          if (count_lines_with (&trial, paragraph->index, dup_filled (text, middle))
              > trial.n_lines)
            most = middle;
          else
            least = middle;
        }
      step.paragraph = g_strdup (bs_node_get_text (node, "id"));
      step.characters = least;
      report->addable += least;
      g_array_append_val (report->additions, step);
    }
  g_array_unref (trial.paragraphs);
}

/**
 * bs_copyfit_cut_apply:
 * @story: the story that the cut was found for
 *
 * Returns: (transfer full): the story with the characters gone
 */
BsNode *
bs_copyfit_cut_apply (const BsCopyfitCut *cut, const BsNode *story)
{
  BsNode *result;

  g_return_val_if_fail (cut != NULL && story != NULL, NULL);

  result = bs_node_ref (story);
  for (guint i = 0; i < cut->steps->len; i++)
    {
      const BsCopyfitStep *step = &g_array_index (cut->steps, BsCopyfitStep, i);
      int index = bs_node_index_of_id (bs_story_get_paragraphs (result), step->paragraph);
      g_autofree char *text = NULL;
      BsNode *changed;

      if (index < 0)
        continue;
      text = dup_cut (get_text (result, (guint) index), step->characters);
      changed = with_text (result, (guint) index, text);
      bs_node_unref (result);
      result = changed;
    }

  return result;
}
