/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-text-check-private.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A paragraph shorter than this may be a verse, a list or a signature: it need not end in a mark. */
#define MIN_SENTENCE 20

static const gunichar stops[] = { 0xff0c, 0x3001, 0xff1b, 0xff1a, 0x3002, 0 }; /* ，、；：。 */

gboolean
bs_text_scan_is_han (gunichar c)
{
  return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) || c == 0x3007
         || (c >= 0x20000 && c <= 0x3fffd);
}

gunichar
bs_text_scan_get (const BsTextScan *scan, int index)
{
  return index >= 0 && index < (int) scan->n ? scan->c[index] : 0;
}

void
bs_text_scan_add (BsTextScan *scan, BsTextFaultKind kind, guint from, guint to, char *replacement,
                  char *message)
{
  BsTextFault *fault = g_new0 (BsTextFault, 1);

  fault->kind = kind;
  fault->offset = scan->at[from];
  fault->length = scan->at[to] - scan->at[from];
  fault->text = g_strndup (scan->text + fault->offset, fault->length);
  fault->replacement = replacement;
  fault->message = message;
  g_ptr_array_add (scan->faults, fault);
}

static char *
dup_character (gunichar c)
{
  char bytes[7] = { 0 };

  g_unichar_to_utf8 (c, bytes);

  return g_strdup (bytes);
}

static gboolean
is_one_of (gunichar c, const gunichar *set)
{
  for (; *set != 0; set++)
    if (*set == c)
      return TRUE;

  return FALSE;
}

/* Han, and the marks that are as wide. */
static gboolean
is_wide (gunichar c)
{
  return bs_text_scan_is_han (c) || (c >= 0x3001 && c <= 0x301f) || (c >= 0xff01 && c <= 0xff0f)
         || c == 0xff1a || c == 0xff1b || c == 0xff1f || c == 0x201c || c == 0x201d;
}

static gboolean
is_latin (gunichar c)
{
  return c < 0x250 && g_unichar_isalnum (c);
}

/* --- Marks of the wrong width --- */

/* The full-width form of a mark at @i, 0 if it is right as it stands. */
static gunichar
find_wide_form (const BsTextScan *scan, guint i, gboolean opens_quote)
{
  static const char narrow[] = ",;:?!()";
  gunichar c = scan->c[i];
  gunichar before = bs_text_scan_get (scan, (int) i - 1);
  gunichar after = bs_text_scan_get (scan, (int) i + 1);

  if (c >= 0x80)
    return 0;
  if (c == '"' && (is_wide (before) || is_wide (after)))
    return opens_quote ? 0x201c : 0x201d;
  if (c == '.')
    return bs_text_scan_is_han (before) && after != '.' && !is_latin (after) ? 0x3002 : 0;
  if (strchr (narrow, (int) c) == NULL || !(is_wide (before) || is_wide (after)))
    return 0;
  /* "记者 3:15" keeps its colon, but so does an address. */
  if (c == ':' && after == '/')
    return 0;

  return c + 0xfee0;
}

static void
scan_narrow_marks (BsTextScan *scan)
{
  gboolean opens = TRUE;

  for (guint i = 0; i < scan->n; i++)
    {
      gunichar wide = find_wide_form (scan, i, opens);

      if (scan->c[i] == '"')
        opens = !opens;
      if (wide == 0)
        continue;
      bs_text_scan_add (scan, BS_TEXT_FAULT_NARROW_MARK, i, i + 1, dup_character (wide),
                        /* Translators: a mark as wide as half a Chinese character, between Chinese
                         * characters. */
                        g_strdup (_ ("Half-width mark between Chinese characters")));
    }
}

/* --- One mark too many, or half of one --- */

static gboolean
is_stop (gunichar c)
{
  return is_one_of (c, stops);
}

static char *
mend_stops (const BsTextScan *scan, guint from, guint to)
{
  gunichar best = scan->c[to - 1];

  if (to - from >= 3 && scan->c[from] == 0x3002 && best == 0x3002)
    return g_strdup ("……");
  for (guint i = to; i > from; i--)
    if (scan->c[i - 1] == 0xff01 || scan->c[i - 1] == 0xff1f
        || (scan->c[i - 1] == 0x3002 && best != 0xff01 && best != 0xff1f))
      best = scan->c[i - 1];

  return dup_character (best);
}

static void
scan_stops (BsTextScan *scan)
{
  for (guint i = 0; i + 1 < scan->n; i++)
    {
      guint end = i + 1;
      gboolean strong = scan->c[i] == 0xff01 || scan->c[i] == 0xff1f;

      if (!is_stop (scan->c[i]) && !strong)
        continue;
      while (end < scan->n && is_stop (scan->c[end]))
        end++;
      if (end - i < 2)
        continue;
      bs_text_scan_add (scan, BS_TEXT_FAULT_MARKS, i, end, mend_stops (scan, i, end),
                        g_strdup (_ ("Several marks where one belongs")));
      i = end - 1;
    }
}

/* An ellipsis and a dash take the width of two characters in Chinese. */
static void
scan_long_marks (BsTextScan *scan)
{
  for (guint i = 0; i < scan->n; i++)
    {
      gunichar c = scan->c[i];
      guint end = i + 1;

      if (c != 0x2026 && c != 0x2014 && c != '.' && c != '-')
        continue;
      while (end < scan->n && scan->c[end] == c)
        end++;
      if (bs_text_scan_is_han (bs_text_scan_get (scan, (int) i - 1))
          && (c == '.' ? end - i >= 3
                       : (c == '-' ? end - i == 2
                                       && bs_text_scan_is_han (bs_text_scan_get (scan, (int) end))
                                   : c == 0x2026 && end - i == 1)))
        bs_text_scan_add (scan, BS_TEXT_FAULT_MARKS, i, end,
                          g_strdup (c == 0x2026 || c == '.' ? "……" : "——"),
                          c == 0x2026 || c == '.'
                            ? g_strdup (_ ("A Chinese ellipsis is six dots: ……"))
                            : g_strdup (_ ("A Chinese dash is two characters wide: ——")));
      i = end - 1;
    }
}

static gboolean
begins_with_opening (const char *next)
{
  return next != NULL && (g_str_has_prefix (next, "“") || g_str_has_prefix (next, "‘"));
}

static void
scan_end (BsTextScan *scan)
{
  gunichar last = bs_text_scan_get (scan, (int) scan->n - 1);

  if (scan->place->role != BS_TEXT_ROLE_BODY || scan->n_han < MIN_SENTENCE)
    return;

  if (last == 0xff0c || last == 0x3001 || last == ',')
    bs_text_scan_add (scan, BS_TEXT_FAULT_END, scan->n - 1, scan->n, g_strdup ("。"),
                      g_strdup (_ ("The paragraph ends in a comma")));
  else if ((bs_text_scan_is_han (last) || is_latin (last)) && last != 0x6444 /* 摄 */)
    bs_text_scan_add (scan, BS_TEXT_FAULT_END, scan->n - 1, scan->n,
                      g_strconcat (scan->text + scan->at[scan->n - 1], "。", NULL),
                      g_strdup (_ ("The paragraph ends without a mark")));
}

/* --- Spaces, and what nobody sees --- */

/* "记者 闻真", "张三　李四": a name is parted from its title, and names from each other, by a space;
 * so are the names of a list and two-character names set to the width of three. */
static gboolean
is_name_space (const BsTextScan *scan, guint i)
{
  static const char *const titles[] = { "记者", "通讯员", "编辑", "摄影",  "报道",  "主编",
                                        "责编", "校对",   "见习", "文/图", "图/文", "摄" };
  int open = -1;

  for (guint k = 0; k < G_N_ELEMENTS (titles); k++)
    {
      gsize length = strlen (titles[k]);

      if (scan->at[i] >= length
          && memcmp (scan->text + scan->at[i] - length, titles[k], length) == 0)
        return TRUE;
    }
  /* Inside （记者 王一 李二） and the like, or in a title: “萌娃上岗 快乐学艺”. */
  for (int k = (int) i - 1; k >= 0 && k > (int) i - 30; k--)
    {
      if (scan->c[k] == 0xff09 || scan->c[k] == ')' || scan->c[k] == 0x201d || scan->c[k] == 0x300b)
        return FALSE;
      if (scan->c[k] == 0xff08 || scan->c[k] == '(' || scan->c[k] == 0xb7 || scan->c[k] == 0x201c
          || scan->c[k] == 0x300a)
        {
          open = k;
          break;
        }
    }

  return open >= 0 || (scan->c[i] == 0x3000 && scan->place->role != BS_TEXT_ROLE_BODY);
}

static void
scan_spaces (BsTextScan *scan)
{
  for (guint i = 0; i < scan->n; i++)
    {
      guint end = i;

      while (end < scan->n && g_unichar_isspace (scan->c[end]))
        end++;
      if (end == i)
        continue;
      if (i == 0 && end < scan->n)
        bs_text_scan_add (scan, BS_TEXT_FAULT_SPACE, i, end, g_strdup (""),
                          g_strdup (_ ("Space before the text: the page indents by itself")));
      else if (scan->place->role == BS_TEXT_ROLE_BODY && i > 0 && end < scan->n
               && bs_text_scan_is_han (scan->c[i - 1]) && bs_text_scan_is_han (scan->c[end])
               && !is_name_space (scan, i))
        bs_text_scan_add (scan, BS_TEXT_FAULT_SPACE, i, end, g_strdup (""),
                          g_strdup (_ ("Space between Chinese characters")));
      i = end;
    }
}

static gboolean
is_hidden (gunichar c)
{
  return c == 0xad || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e)
         || (c >= 0x2060 && c <= 0x2064) || c == 0xfeff;
}

static void
scan_hidden (BsTextScan *scan)
{
  for (guint i = 0; i < scan->n; i++)
    {
      guint end = i;

      while (end < scan->n && is_hidden (scan->c[end]))
        end++;
      if (end == i)
        continue;
      bs_text_scan_add (scan, BS_TEXT_FAULT_HIDDEN, i, end, g_strdup (""),
                        g_strdup (_ ("Invisible character")));
      i = end - 1;
    }
}

static gboolean
is_wide_latin (gunichar c)
{
  return (c >= 0xff10 && c <= 0xff19) || (c >= 0xff21 && c <= 0xff3a)
         || (c >= 0xff41 && c <= 0xff5a);
}

static void
scan_wide_latin (BsTextScan *scan)
{
  for (guint i = 0; i < scan->n; i++)
    {
      GString *narrow;
      guint end = i;

      if (!is_wide_latin (scan->c[i]))
        continue;
      narrow = g_string_new (NULL);
      for (; end < scan->n && is_wide_latin (scan->c[end]); end++)
        g_string_append_unichar (narrow, scan->c[end] - 0xfee0);
      bs_text_scan_add (scan, BS_TEXT_FAULT_WIDE_LATIN, i, end, g_string_free (narrow, FALSE),
                        g_strdup (_ ("Full-width digits or letters")));
      i = end - 1;
    }
}

/* --- Everything --- */

static int
compare_faults (gconstpointer a, gconstpointer b)
{
  const BsTextFault *first = *(const BsTextFault *const *) a;
  const BsTextFault *second = *(const BsTextFault *const *) b;

  if (first->offset != second->offset)
    return first->offset < second->offset ? -1 : 1;
  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;

  return 0;
}

/* Of two faults at one place the graver is told; the other shows when that is mended. */
static void
drop_overlapping (GPtrArray *faults)
{
  g_ptr_array_sort (faults, compare_faults);
  for (guint i = 1; i < faults->len;)
    {
      const BsTextFault *before = g_ptr_array_index (faults, i - 1);
      const BsTextFault *fault = g_ptr_array_index (faults, i);

      if (fault->offset < before->offset + before->length)
        g_ptr_array_remove_index (faults, i);
      else
        i++;
    }
}

static void
scan_init (BsTextScan *scan, const char *text, const BsTextPlace *place)
{
  gsize length = strlen (text);

  scan->text = text;
  scan->place = place;
  scan->c = g_new (gunichar, length + 1);
  scan->at = g_new (gsize, length + 1);
  scan->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_text_fault_free);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      scan->c[scan->n] = g_utf8_get_char (p);
      scan->at[scan->n] = (gsize) (p - text);
      scan->n_han += bs_text_scan_is_han (scan->c[scan->n]);
      scan->n++;
    }
  scan->c[scan->n] = 0;
  scan->at[scan->n] = length;
}

BsTextCheck *
bs_text_check_new (void)
{
  BsTextCheck *self = g_new0 (BsTextCheck, 1);
  UErrorCode status = U_ZERO_ERROR;

  self->words = ubrk_open (UBRK_WORD, "zh", NULL, 0, &status);
  if (U_FAILURE (status))
    self->words = NULL;

  return self;
}

void
bs_text_check_free (BsTextCheck *self)
{
  g_clear_pointer (&self->words, ubrk_close);
  g_free (self);
}

/**
 * bs_text_check_run:
 *
 * Returns: (transfer full) (element-type BsTextFault): what is wrong with @text; may be empty
 */
GPtrArray *
bs_text_check_run (BsTextCheck *self, const char *text, const BsTextPlace *place)
{
  BsTextScan scan = { 0 };

  g_return_val_if_fail (self != NULL && text != NULL && place != NULL, NULL);

  scan_init (&scan, text, place);
  scan.words = self->words;
  bs_text_scan_pairs (&scan);
  scan_hidden (&scan);
  if (scan.n_han > 0)
    {
      bs_text_scan_doubled (&scan);
      bs_text_scan_latin (&scan);
      scan_narrow_marks (&scan);
      scan_stops (&scan);
      scan_long_marks (&scan);
      scan_wide_latin (&scan);
      if (!begins_with_opening (place->next))
        scan_end (&scan);
      scan_spaces (&scan);
    }
  drop_overlapping (scan.faults);
  g_free (scan.c);
  g_free (scan.at);

  return scan.faults;
}

void
bs_text_fault_free (BsTextFault *fault)
{
  g_free (fault->text);
  g_free (fault->replacement);
  g_free (fault->message);
  g_free (fault);
}

const char *
bs_text_fault_kind_get_name (BsTextFaultKind kind)
{
  static const char *const names[] = { "unpaired", "doubled", "narrow-mark", "marks", "end",
                                       "latin",    "space",   "wide-latin",  "hidden" };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (names), "");

  return names[kind];
}
