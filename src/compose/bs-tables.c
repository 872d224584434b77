/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-tables.h"

#include "bs-table-reader.h"

#include <string.h>

#define MAX_RANGE 4096
#define MAX_THOUSANDTHS 4000
#define MAX_NUMBER 10000 /* squares of lengths times a cost stay within 64 bits */
#define MAX_COST 1000000

static const char *const CLASS_NAMES[BS_N_CLASSES] = {
  [BS_CLASS_HAN] = "han",
  [BS_CLASS_OPENING] = "opening",
  [BS_CLASS_CLOSING] = "closing",
  [BS_CLASS_COMMA] = "comma",
  [BS_CLASS_STOP] = "stop",
  [BS_CLASS_MIDDLE_DOT] = "middle-dot",
  [BS_CLASS_DASH] = "dash",
  [BS_CLASS_ELLIPSIS] = "ellipsis",
  [BS_CLASS_CONNECTOR] = "connector",
  [BS_CLASS_ITERATION] = "iteration",
  [BS_CLASS_SMALL_KANA] = "small-kana",
  [BS_CLASS_WIDE_PREFIX] = "wide-prefix",
  [BS_CLASS_WIDE_SUFFIX] = "wide-suffix",
  [BS_CLASS_PREFIX] = "prefix",
  [BS_CLASS_SUFFIX] = "suffix",
  [BS_CLASS_DIGIT] = "digit",
  [BS_CLASS_LATIN] = "latin",
  [BS_CLASS_LATIN_OPENING] = "latin-opening",
  [BS_CLASS_LATIN_CLOSING] = "latin-closing",
  [BS_CLASS_LATIN_MARK] = "latin-mark",
  [BS_CLASS_LATIN_QUOTE] = "latin-quote",
  [BS_CLASS_HYPHEN] = "hyphen",
  [BS_CLASS_SLASH] = "slash",
  [BS_CLASS_SIGN] = "sign",
  [BS_CLASS_SPACE] = "space",
  [BS_CLASS_WIDE_SPACE] = "wide-space",
  [BS_CLASS_GLUE] = "glue",
  [BS_CLASS_ZERO_SPACE] = "zero-space",
  [BS_CLASS_NEWLINE] = "newline",
};

static const char *const ADJUST_NAMES[BS_N_ADJUSTS] = {
  [BS_ADJUST_LINE_END] = "line-end",
  [BS_ADJUST_LINE_START] = "line-start",
  [BS_ADJUST_WORD_SPACE] = "word-space",
  [BS_ADJUST_MIDDLE_DOT] = "middle-dot",
  [BS_ADJUST_BRACKET] = "bracket",
  [BS_ADJUST_COMMA] = "comma",
  [BS_ADJUST_LATIN_GAP] = "latin-gap",
  [BS_ADJUST_STOP] = "stop",
  [BS_ADJUST_ADJACENT] = "adjacent",
  [BS_ADJUST_MARK] = "mark",
  [BS_ADJUST_HAN] = "han",
};

static const char *const BLANK_NAMES[] = { "none", "left", "right", "both" };

static int
find_name (const char *const *names, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return (int) i;

  return -1;
}

static gboolean
parse_number (const char *word, gint32 *value)
{
  return bs_table_number (word, MAX_NUMBER, value);
}

static gboolean
parse_code (const char *word, gunichar *c, const char **rest)
{
  char *end;
  guint64 value;

  if (!g_str_has_prefix (word, "U+"))
    return FALSE;
  value = g_ascii_strtoull (word + 2, &end, 16);
  if (end == word + 2 || value > 0x10FFFF)
    return FALSE;
  *c = (gunichar) value;
  *rest = end;
  return TRUE;
}

static void
set_class (BsTables *tables, gunichar c, BsClass klass)
{
  if (c < G_N_ELEMENTS (tables->ascii))
    tables->ascii[c] = klass;
  g_hash_table_insert (tables->classes, GUINT_TO_POINTER (c), GUINT_TO_POINTER (klass + 1));
}

static gboolean
read_characters (BsTables *tables, const char *word, BsClass klass)
{
  const char *rest;
  gunichar first;
  gunichar last;

  if (!parse_code (word, &first, &rest))
    {
      if (g_utf8_strlen (word, -1) != 1)
        return FALSE;
      set_class (tables, g_utf8_get_char (word), klass);
      return TRUE;
    }

  last = first;
  if (g_str_has_prefix (rest, "..") && !parse_code (rest + 2, &last, &rest))
    return FALSE;
  if (*rest != '\0' || last < first || last - first > MAX_RANGE)
    return FALSE;
  for (gunichar c = first; c <= last; c++)
    set_class (tables, c, klass);

  return TRUE;
}

/* From which level on a rule holds: 3 means at none. */
static int
parse_level (const char *word)
{
  static const char *const names[] = { "never", "normal", "strict", "yes" };

  return find_name (names, G_N_ELEMENTS (names), word);
}

static void
forbid_between (BsTables *tables, int from_level, int before, int after)
{
  for (int level = from_level; level <= BS_STRICTNESS_STRICT; level++)
    for (int i = 0; i < BS_N_CLASSES; i++)
      {
        if (after >= 0)
          tables->pairs[level][i][after].cost = BS_BREAK_NEVER;
        if (before >= 0)
          tables->pairs[level][before][i].cost = BS_BREAK_NEVER;
      }
}

static gboolean
read_class_row (const BsTableRow *row, gpointer data)
{
  BsTables *tables = data;
  int klass, blank, start, end, squeeze;

  if (row->n_words < 6)
    return FALSE;
  klass = bs_class_from_name (row->words[0]);
  blank = find_name (BLANK_NAMES, G_N_ELEMENTS (BLANK_NAMES), row->words[1]);
  start = parse_level (row->words[2]);
  end = parse_level (row->words[3]);
  squeeze = find_name (ADJUST_NAMES, BS_N_ADJUSTS, row->words[4]);
  if (klass < 0 || blank < 0 || start < 0 || end < 0
      || (squeeze < 0) != (strcmp (row->words[4], "-") == 0)
      || (blank != BS_BLANK_NONE && squeeze < 0))
    return FALSE;

  tables->blanks[klass] = (BsBlank) blank;
  tables->squeezes[klass] = squeeze < 0 ? BS_N_ADJUSTS : (guint8) squeeze;
  forbid_between (tables, start, -1, klass);
  forbid_between (tables, end, klass, -1);

  for (guint i = 5; i < row->n_words; i++)
    if (!read_characters (tables, row->words[i], (BsClass) klass))
      return FALSE;

  return TRUE;
}

static gboolean
apply_pair_word (BsPair *pair, const char *word)
{
  gint32 cost;

  if (strcmp (word, "no") == 0)
    pair->cost = BS_BREAK_NEVER;
  else if (strcmp (word, "word") == 0)
    pair->cost = BS_BREAK_WORD;
  else if (strcmp (word, "gap") == 0)
    pair->gap = TRUE;
  else if (strcmp (word, "solid") == 0)
    pair->solid = TRUE;
  else if (parse_number (word, &cost) && cost <= G_MAXINT16)
    pair->cost = (gint16) cost;
  else
    return FALSE;

  return TRUE;
}

static gboolean
read_pair_row (const BsTableRow *row, gpointer data)
{
  BsTables *tables = data;
  int before, after;

  if (row->n_words < 3)
    return FALSE;
  before = bs_class_from_name (row->words[0]);
  after = bs_class_from_name (row->words[1]);
  if ((before < 0 && strcmp (row->words[0], "*") != 0)
      || (after < 0 && strcmp (row->words[1], "*") != 0))
    return FALSE;

  for (int level = 0; level <= BS_STRICTNESS_STRICT; level++)
    for (int i = 0; i < BS_N_CLASSES; i++)
      for (int j = 0; j < BS_N_CLASSES; j++)
        if ((before < 0 || before == i) && (after < 0 || after == j))
          for (guint k = 2; k < row->n_words; k++)
            if (!apply_pair_word (&tables->pairs[level][i][j], row->words[k]))
              return FALSE;

  return TRUE;
}

/* After the cost: nothing, the width of each mark, or two widths of each pair of Han. */
static gboolean
read_adjustment (const BsTableRow *row, BsAdjustRow *rows, guint *n_rows)
{
  int adjust = find_name (ADJUST_NAMES, BS_N_ADJUSTS, row->words[1]);
  guint n_words = adjust == BS_ADJUST_HAN ? 5 : adjust == BS_ADJUST_MARK ? 4 : 3;
  BsAdjustRow *added;

  if (adjust < 0 || *n_rows == BS_MAX_ADJUST_ROWS || row->n_words != n_words)
    return FALSE;
  for (guint i = 0; i < *n_rows; i++)
    if (rows[i].adjust == adjust && adjust != BS_ADJUST_HAN)
      return FALSE;

  added = &rows[(*n_rows)++];
  added->adjust = (guint8) adjust;
  if (!parse_number (row->words[2], &added->cost))
    return FALSE;
  if (n_words > 3 && (!parse_number (row->words[3], &added->limit) || added->limit == 0))
    return FALSE;

  return n_words < 5 || parse_number (row->words[4], &added->most);
}

static gboolean
read_size (BsTables *tables, const BsTableRow *row)
{
  const char *name = row->words[1];
  BsSpaceSize *size;

  if (strcmp (name, "adjacent") == 0)
    return row->n_words == 3 && parse_number (row->words[2], &tables->adjacent)
           && tables->adjacent <= MAX_THOUSANDTHS;

  if (strcmp (name, "headline-mark") == 0)
    return row->n_words == 3 && parse_number (row->words[2], &tables->headline_mark)
           && tables->headline_mark <= 1000;

  if (strcmp (name, "word-space") == 0)
    size = &tables->word_space;
  else if (strcmp (name, "latin-gap") == 0)
    size = &tables->latin_gap;
  else if (strcmp (name, "han-space") == 0)
    size = &tables->han_space;
  else
    return FALSE;

  return row->n_words == 5 && parse_number (row->words[2], &size->least)
         && parse_number (row->words[3], &size->natural)
         && parse_number (row->words[4], &size->greatest) && size->least <= size->natural
         && size->natural <= size->greatest && size->greatest <= MAX_THOUSANDTHS;
}

static gboolean
read_cost (BsTables *tables, const BsTableRow *row)
{
  struct
  {
    const char *name;
    gint32 *cost;
  } const costs[] = { { "line", &tables->cost_line },
                      { "short-last", &tables->cost_short_last },
                      { "hyphen", &tables->cost_hyphen },
                      { "hyphens", &tables->cost_hyphens },
                      { "address", &tables->cost_address },
                      { "centred", &tables->cost_centred },
                      { "number", &tables->cost_number },
                      { "range", &tables->cost_range },
                      { "sum", &tables->cost_sum } };

  for (guint i = 0; i < G_N_ELEMENTS (costs); i++)
    if (strcmp (costs[i].name, row->words[1]) == 0)
      return row->n_words == 3 && bs_table_number (row->words[2], MAX_COST, costs[i].cost);

  return FALSE;
}

static gboolean
read_adjust_row (const BsTableRow *row, gpointer data)
{
  BsTables *tables = data;

  if (row->n_words < 3 || row->n_words > 5)
    return FALSE;
  if (strcmp (row->words[0], "shrink") == 0)
    return read_adjustment (row, tables->shrink, &tables->n_shrink);
  if (strcmp (row->words[0], "stretch") == 0)
    return read_adjustment (row, tables->stretch, &tables->n_stretch);
  if (strcmp (row->words[0], "size") == 0)
    return read_size (tables, row);
  if (strcmp (row->words[0], "cost") == 0)
    return read_cost (tables, row);
  return FALSE;
}

static gboolean
read_unit_row (const BsTableRow *row, gpointer data)
{
  BsTables *tables = data;

  for (guint i = 0; i < row->n_words; i++)
    g_hash_table_add (tables->units, g_strdup (row->words[i]));

  return TRUE;
}

/* Breaks at spaces are decided by what stands around them; a line break is always one. */
static void
set_fixed_pairs (BsTables *self)
{
  for (int level = 0; level <= BS_STRICTNESS_STRICT; level++)
    for (int i = 0; i < BS_N_CLASSES; i++)
      {
        self->pairs[level][i][BS_CLASS_SPACE].cost = BS_BREAK_NEVER;
        self->pairs[level][i][BS_CLASS_WIDE_SPACE].cost = BS_BREAK_NEVER;
        self->pairs[level][i][BS_CLASS_ZERO_SPACE].cost = BS_BREAK_NEVER;
        self->pairs[level][i][BS_CLASS_NEWLINE].cost = BS_BREAK_NEVER;
      }
}

/**
 * bs_tables_load:
 *
 * Reads `tables/` of the environment's data folder.
 *
 * Returns: (transfer full): the tables, or %NULL with @error: the file cannot be read, or
 *   #BS_COMPOSE_ERROR_TABLE naming file and line
 */
BsTables *
bs_tables_load (BsEnvironment *environment, GError **error)
{
  g_autoptr (BsTables) self = NULL;

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment), NULL);

  self = g_new0 (BsTables, 1);
  self->classes = g_hash_table_new (NULL, NULL);
  self->units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  memset (self->ascii, BS_CLASS_LATIN, sizeof self->ascii);
  for (guint i = 0; i < BS_N_CLASSES; i++)
    self->squeezes[i] = BS_N_ADJUSTS;

  if (!bs_table_read (environment, "tables/classes.table", read_class_row, self, error)
      || !bs_table_read (environment, "tables/pairs.table", read_pair_row, self, error)
      || !bs_table_read (environment, "tables/adjust.table", read_adjust_row, self, error)
      || !bs_table_read (environment, "tables/units.table", read_unit_row, self, error))
    return NULL;
  set_fixed_pairs (self);

  return g_steal_pointer (&self);
}

/**
 * bs_tables_free:
 * @tables: (transfer full): the tables
 */
void
bs_tables_free (BsTables *tables)
{
  g_return_if_fail (tables != NULL);

  g_clear_pointer (&tables->classes, g_hash_table_unref);
  g_clear_pointer (&tables->units, g_hash_table_unref);
  g_free (tables);
}

BsClass
bs_tables_get_class (const BsTables *tables, gunichar c)
{
  gpointer found;

  if (c < G_N_ELEMENTS (tables->ascii))
    return tables->ascii[c];
  /* Nearly every character of a newspaper; none of them is in the table. */
  if (c >= 0x4E00 && c < 0xA000)
    return BS_CLASS_HAN;

  found = g_hash_table_lookup (tables->classes, GUINT_TO_POINTER (c));
  if (found != NULL)
    return GPOINTER_TO_UINT (found) - 1;
  if (g_unichar_iswide (c))
    return BS_CLASS_HAN;
  if (g_unichar_isalpha (c) || g_unichar_ismark (c))
    return BS_CLASS_LATIN;

  return g_unichar_iswide_cjk (c) ? BS_CLASS_HAN : BS_CLASS_LATIN;
}

const char *
bs_class_get_name (BsClass klass)
{
  g_return_val_if_fail (klass < BS_N_CLASSES, NULL);
  return CLASS_NAMES[klass];
}

int
bs_class_from_name (const char *name)
{
  return find_name (CLASS_NAMES, BS_N_CLASSES, name);
}
