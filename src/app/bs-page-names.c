/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-page-names.h"

#include <string.h>

/* What may stand between the first and the last page of a run. */
static const char *const dashes[] = { "–", "—", "-", "~", "～", "至" };

static gboolean
is_name (const char *name)
{
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isalnum (g_utf8_get_char (p)) && *p != '-')
      return FALSE;

  /* A name of digits alone would be taken for a place in a list. */
  return *name != '\0' && name[strspn (name, "0123456789")] != '\0' && strlen (name) <= 32;
}

/* "A12" is "A" and 12; FALSE: it does not end in a number. */
static gboolean
split_name (const char *name, char **letters, guint *number)
{
  gsize length = strlen (name);
  gsize digits = 0;

  while (digits < length && g_ascii_isdigit (name[length - digits - 1]))
    digits++;
  if (digits == 0 || digits > 3 || digits == length || name[length - digits] == '0')
    return FALSE;
  *letters = g_strndup (name, length - digits);
  *number = (guint) g_ascii_strtoull (name + length - digits, NULL, 10);

  return TRUE;
}

static gboolean
add_name (GPtrArray *names, const char *name)
{
  if (!is_name (name) || names->len >= BS_MOST_PAGES
      || g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    return FALSE;
  g_ptr_array_add (names, g_strdup (name));

  return TRUE;
}

/* "A1–A4" or "A1–4". */
static gboolean
add_run (GPtrArray *names, const char *first, const char *last)
{
  g_autofree char *letters = NULL;
  g_autofree char *last_letters = NULL;
  guint from, to;

  if (!split_name (first, &letters, &from))
    return FALSE;
  if (last[strspn (last, "0123456789")] == '\0' && *last != '\0')
    to = (guint) g_ascii_strtoull (last, NULL, 10);
  else if (!split_name (last, &last_letters, &to) || !g_str_equal (letters, last_letters))
    return FALSE;
  if (to < from || to - from >= BS_MOST_PAGES)
    return FALSE;
  for (guint i = from; i <= to; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%u", letters, i);

      if (!add_name (names, name))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_word (GPtrArray *names, const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (dashes); i++)
    {
      const char *dash = strstr (word, dashes[i]);
      g_autofree char *first = NULL;

      if (dash == NULL || dash == word)
        continue;
      first = g_strndup (word, (gsize) (dash - word));
      if (add_run (names, first, dash + strlen (dashes[i])))
        return TRUE;
    }

  return add_name (names, word);
}

char **
bs_page_names_read (const char *text)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) plain = g_string_new (text);
  g_auto (GStrv) words = NULL;

  g_string_replace (plain, "、", " ", 0);
  g_string_replace (plain, "，", " ", 0);
  g_string_replace (plain, "；", " ", 0);
  g_strdelimit (plain->str, ",;\t\n", ' ');
  words = g_strsplit (plain->str, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !add_word (names, words[i]))
      return NULL;
  if (names->len == 0)
    return NULL;
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

/* How many names from @names on are a run. */
static guint
measure_run (const char *const *names)
{
  g_autofree char *letters = NULL;
  guint first;
  guint n = 1;

  if (!split_name (names[0], &letters, &first))
    return 1;
  for (; names[n] != NULL; n++)
    {
      g_autofree char *other = NULL;
      guint number;

      if (!split_name (names[n], &other, &number) || !g_str_equal (letters, other)
          || number != first + n)
        break;
    }

  return n;
}

char *
bs_page_names_write (const char *const *names)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL;)
    {
      guint n = measure_run (names + i);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", names[i]);
      if (n > 2)
        g_string_append_printf (text, "–%s", names[i + n - 1]);
      else if (n == 2)
        g_string_append_printf (text, ", %s", names[i + 1]);
      i += n;
    }

  return g_string_free (text, FALSE);
}

static void
clear_run (BsPageRun *run)
{
  g_free (run->letters);
}

GArray *
bs_page_names_split (const char *const *names)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (BsPageRun));

  g_array_set_clear_func (runs, (GDestroyNotify) clear_run);
  for (guint i = 0; names[i] != NULL;)
    {
      BsPageRun run = { NULL, measure_run (names + i) };
      guint first;

      if (!split_name (names[i], &run.letters, &first))
        return NULL;
      g_array_append_val (runs, run);
      if (first != 1)
        return NULL;
      i += run.n_pages;
    }
  for (guint i = 0; i < runs->len; i++)
    for (guint j = 0; j < i; j++)
      if (g_str_equal (g_array_index (runs, BsPageRun, i).letters,
                       g_array_index (runs, BsPageRun, j).letters))
        return NULL;

  return g_steal_pointer (&runs);
}

char *
bs_page_names_join (const GArray *runs)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < runs->len; i++)
    for (guint j = 1; j <= g_array_index (runs, BsPageRun, i).n_pages; j++)
      g_ptr_array_add (names,
                       g_strdup_printf ("%s%u", g_array_index (runs, BsPageRun, i).letters, j));
  g_ptr_array_add (names, NULL);

  return bs_page_names_write ((const char *const *) names->pdata);
}
