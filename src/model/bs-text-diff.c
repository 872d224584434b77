/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Eugene W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986), with
 * the middle snake of its section 4b: space is linear.
 */

#include "bs-text-diff.h"

#include "bs-config.h"

#include <string.h>

/* Beyond so many differences two texts have nothing to do with each other, and time is bounded. */
#define MAX_DIFFERENCES 2000

typedef struct
{
  const gunichar *a;
  const gunichar *b;
  gboolean *kept_a; /* of each character: it stands in both */
  gboolean *kept_b;
  int *forward;
  int *backward;
  int offset; /* of diagonal 0 in the two */
} Diff;

typedef struct
{
  int x;
  int y;
  int u;
  int v;
  gboolean found;
} Snake;

static Snake
make_snake (int x, int y, int u, int v)
{
  return (Snake){ x, y, u, v, TRUE };
}

static gboolean
step_forward (Diff *diff, const int *box, int d, int delta, Snake *snake)
{
  int n = box[1] - box[0];
  int m = box[3] - box[2];
  int *v = diff->forward + diff->offset;
  const int *w = diff->backward + diff->offset;

  for (int k = -d; k <= d; k += 2)
    {
      int x = k == -d || (k != d && v[k - 1] < v[k + 1]) ? v[k + 1] : v[k - 1] + 1;
      int y = x - k;
      int from = x;

      while (x < n && y >= 0 && y < m && diff->a[box[0] + x] == diff->b[box[2] + y])
        x++, y++;
      v[k] = x;
      if ((delta & 1) != 0 && k >= delta - (d - 1) && k <= delta + (d - 1) && x + w[delta - k] >= n)
        {
          *snake = make_snake (from, from - k, x, y);
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
step_backward (Diff *diff, const int *box, int d, int delta, Snake *snake)
{
  int n = box[1] - box[0];
  int m = box[3] - box[2];
  const int *v = diff->forward + diff->offset;
  int *w = diff->backward + diff->offset;

  for (int k = -d; k <= d; k += 2)
    {
      int x = k == -d || (k != d && w[k - 1] < w[k + 1]) ? w[k + 1] : w[k - 1] + 1;
      int y = x - k;
      int from = x;

      while (x < n && y >= 0 && y < m && diff->a[box[1] - 1 - x] == diff->b[box[3] - 1 - y])
        x++, y++;
      w[k] = x;
      if ((delta & 1) == 0 && delta - k >= -d && delta - k <= d && x + v[delta - k] >= n)
        {
          *snake = make_snake (n - x, m - y, n - from, m - (from - k));
          return TRUE;
        }
    }

  return FALSE;
}

/* @box: first and end in a, first and end in b. */
static Snake
find_middle (Diff *diff, const int *box)
{
  int n = box[1] - box[0];
  int m = box[3] - box[2];
  int limit = MIN ((n + m + 1) / 2, MAX_DIFFERENCES);
  Snake snake = { 0 };

  diff->forward[diff->offset + 1] = 0;
  diff->backward[diff->offset + 1] = 0;
  for (int d = 0; d <= limit; d++)
    if (step_forward (diff, box, d, n - m, &snake) || step_backward (diff, box, d, n - m, &snake))
      break;

  return snake;
}

static void
compare (Diff *diff, int a0, int a1, int b0, int b1)
{
  while (a0 < a1 && b0 < b1 && diff->a[a0] == diff->b[b0])
    diff->kept_a[a0++] = diff->kept_b[b0++] = TRUE;
  while (a0 < a1 && b0 < b1 && diff->a[a1 - 1] == diff->b[b1 - 1])
    diff->kept_a[--a1] = diff->kept_b[--b1] = TRUE;
  if (a0 == a1 || b0 == b1)
    return;

  {
    const int box[4] = { a0, a1, b0, b1 };
    Snake snake = find_middle (diff, box);

    /* Nothing in common, or too much changed to say what. */
    if (!snake.found || (snake.x == 0 && snake.y == 0 && snake.u == 0 && snake.v == 0)
        || (snake.x == a1 - a0 && snake.y == b1 - b0))
      return;
    compare (diff, a0, a0 + snake.x, b0, b0 + snake.y);
    for (int i = snake.x, j = snake.y; i < snake.u && j < snake.v; i++, j++)
      diff->kept_a[a0 + i] = diff->kept_b[b0 + j] = TRUE;
    compare (diff, a0 + snake.u, a1, b0 + snake.v, b1);
  }
}

/* --- As a reader would say it --- */

/* In characters, not yet bytes. */
typedef struct
{
  int a;
  int a_end;
  int b;
  int b_end;
} Span;

static gboolean
is_word_character (gunichar c)
{
  return c < 0x2e80 && g_unichar_isalnum (c);
}

static GArray *
collect_spans (const Diff *diff, int n, int m)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (Span));
  int i = 0;
  int j = 0;

  while (i < n || j < m)
    {
      Span span = { i, i, j, j };

      while (span.a_end < n && !diff->kept_a[span.a_end])
        span.a_end++;
      while (span.b_end < m && !diff->kept_b[span.b_end])
        span.b_end++;
      if (span.a_end > span.a || span.b_end > span.b)
        g_array_append_val (spans, span);
      i = span.a_end + 1;
      j = span.b_end + 1;
    }

  return spans;
}

/* What stayed between two changes is noise when it is shorter than they are: one Han, or part of a
 * Latin word. */
static gboolean
is_noise (const Diff *diff, const Span *first, const Span *second)
{
  int kept = second->a - first->a_end;
  int changed = MAX (first->a_end - first->a, first->b_end - first->b)
                + MAX (second->a_end - second->a, second->b_end - second->b);
  gboolean in_word = TRUE;

  for (int i = first->a_end; i < second->a; i++)
    in_word = in_word && is_word_character (diff->a[i]);

  return in_word || (kept == 1 && changed >= 4) || (kept == 2 && changed >= 10);
}

static void
join_spans (const Diff *diff, GArray *spans)
{
  for (guint i = 0; i + 1 < spans->len;)
    {
      Span *first = &g_array_index (spans, Span, i);
      const Span *second = &g_array_index (spans, Span, i + 1);

      if (!is_noise (diff, first, second))
        {
          i++;
          continue;
        }
      first->a_end = second->a_end;
      first->b_end = second->b_end;
      g_array_remove_index (spans, i + 1);
    }
}

/* "[新闻，]旧闻，" rather than "新闻[，旧闻]，": an insertion slides left while its last character is
 * the one before it, to end where a sentence or clause does. */
static gboolean
ends_clause (gunichar c)
{
  return c == 0x3002 || c == 0xff0c || c == 0xff1b || c == 0xff01 || c == 0xff1f || c == 0x3001
         || c == ' ' || c == '\n';
}

static void
slide (const gunichar *text, int floor, int *from, int *end)
{
  int f = *from;
  int e = *end;

  for (int i = 0; i < 12 && f > floor && text[f - 1] == text[e - 1]; i++)
    {
      f--;
      e--;
      if (ends_clause (text[e - 1]) || f == 0)
        {
          *from = f;
          *end = e;
          return;
        }
    }
}

/* Words of Latin letters change whole. */
static void
widen (const Diff *diff, Span *span, int a_floor, int a_ceiling)
{
  gboolean latin = (span->a < span->a_end && is_word_character (diff->a[span->a]))
                   || (span->b < span->b_end && is_word_character (diff->b[span->b]));

  while (latin && span->a > a_floor && is_word_character (diff->a[span->a - 1])
         && is_word_character (diff->b[span->b - 1]))
    span->a--, span->b--;
  latin = (span->a < span->a_end && is_word_character (diff->a[span->a_end - 1]))
          || (span->b < span->b_end && is_word_character (diff->b[span->b_end - 1]));
  while (latin && span->a_end < a_ceiling && is_word_character (diff->a[span->a_end])
         && is_word_character (diff->b[span->b_end]))
    span->a_end++, span->b_end++;
}

static void
tidy (const Diff *diff, GArray *spans, int n)
{
  join_spans (diff, spans);
  for (guint i = 0; i < spans->len; i++)
    {
      Span *span = &g_array_index (spans, Span, i);
      int floor = i > 0 ? g_array_index (spans, Span, i - 1).a_end : 0;
      int ceiling = i + 1 < spans->len ? g_array_index (spans, Span, i + 1).a : n;
      int before = span->b;

      if (span->a == span->a_end)
        {
          slide (diff->b, span->b - (span->a - floor), &span->b, &span->b_end);
          span->a -= before - span->b;
          span->a_end = span->a;
        }
      else if (span->b == span->b_end)
        {
          before = span->a;
          slide (diff->a, floor, &span->a, &span->a_end);
          span->b -= before - span->a;
          span->b_end = span->b;
        }
      widen (diff, span, floor, ceiling);
    }
}

static gsize *
make_offsets (const char *text, int n)
{
  gsize *offsets = g_new (gsize, n + 1);
  const char *p = text;

  for (int i = 0; i < n; i++, p = g_utf8_next_char (p))
    offsets[i] = (gsize) (p - text);
  offsets[n] = (gsize) (p - text);

  return offsets;
}

static GArray *
make_changes (GArray *spans, const gsize *a, const gsize *b)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (BsTextChange));

  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);
      BsTextChange change = { a[span->a], a[span->a_end] - a[span->a], b[span->b],
                              b[span->b_end] - b[span->b] };

      g_array_append_val (changes, change);
    }

  return changes;
}

/**
 * bs_text_diff:
 *
 * Returns: (transfer full) (element-type BsTextChange): the changes from @old_text to @new_text
 */
GArray *
bs_text_diff (const char *old_text, const char *new_text)
{
  glong n;
  glong m;
  g_autofree gunichar *a = g_utf8_to_ucs4_fast (old_text, -1, &n);
  g_autofree gunichar *b = g_utf8_to_ucs4_fast (new_text, -1, &m);
  int size = (int) MIN (n + m, 2 * MAX_DIFFERENCES) + 3;
  g_autofree gboolean *kept_a = g_new0 (gboolean, n + 1);
  g_autofree gboolean *kept_b = g_new0 (gboolean, m + 1);
  g_autofree int *forward = g_new0 (int, 2 * size + 1);
  g_autofree int *backward = g_new0 (int, 2 * size + 1);
  g_autofree gsize *old_offsets = make_offsets (old_text, (int) n);
  g_autofree gsize *new_offsets = make_offsets (new_text, (int) m);
  Diff diff = { a, b, kept_a, kept_b, forward, backward, size };
  g_autoptr (GArray) spans = NULL;

  compare (&diff, 0, (int) n, 0, (int) m);
  spans = collect_spans (&diff, (int) n, (int) m);
  tidy (&diff, spans, (int) n);

  return make_changes (spans, old_offsets, new_offsets);
}
