/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plays the cases in goldens/: each names the standard's section, gives a text and how to set it,
 * and holds the lines that must come out, with the place of every glyph in thousandths of an em.
 * Another version of the font than the one they were made with may give a letter another width:
 * then places are compared within OTHER_FONT, and the breaks and all else still to the letter.
 * `test-goldens --regenerate` writes the files anew; read the difference before committing it.
 */

#include "compose/bs-composer.h"
#include "compose/bs-font-set.h"

#include <stdlib.h>
#include <string.h>

#define DEFAULT_FAMILY "Noto Serif CJK SC"
#define MADE_WITH 0x20041 /* fontRevision in its table "head": 2.001 */
#define OTHER_FONT 40     /* thousandths of an em */
#define NEEDS_HYPHENS "needs-hyphens"
#define DICTIONARY "/usr/share/hyphen/hyph_en_US.dic"

typedef struct
{
  char *name;
  GString *input; /* verbatim, comments and all, up to what is expected */
  GString *expected;
  char *text;
  char *how; /* the words after `style:` */
  gboolean is_headline;
  gboolean is_vertical;
} Case;

typedef struct
{
  char *path;
  GPtrArray *cases; /* Case */
  GString *tail;
} CaseFile;

typedef struct
{
  BsTextStyle style;
  BsMeasure measures[16];
  guint n_measures;
  BsHeadlineRequest request;
} Setting;

static BsComposer *composer;
static gint64 tolerance;

static void
case_free (gpointer data)
{
  Case *one = data;

  g_free (one->name);
  g_string_free (one->input, TRUE);
  g_string_free (one->expected, TRUE);
  g_free (one->text);
  g_free (one->how);
  g_free (one);
}

static void
case_file_free (gpointer data)
{
  CaseFile *file = data;

  g_free (file->path);
  g_ptr_array_unref (file->cases);
  g_string_free (file->tail, TRUE);
  g_free (file);
}

static void
add_line (CaseFile *file, const char *line)
{
  Case *one = file->cases->len > 0 ? g_ptr_array_index (file->cases, file->cases->len - 1) : NULL;

  if (g_str_has_prefix (line, "== "))
    {
      one = g_new0 (Case, 1);
      one->name = g_strdup (line + 3);
      one->input = g_string_new_len (file->tail->str, (gssize) file->tail->len);
      one->expected = g_string_new (NULL);
      one->how = g_strdup ("");
      g_string_truncate (file->tail, 0);
      g_ptr_array_add (file->cases, one);
    }
  if (*line == '#' || *line == '\0' || one == NULL)
    {
      g_string_append_printf (file->tail, "%s\n", line);
      return;
    }
  if (g_str_has_prefix (line, "| ") || g_str_has_prefix (line, "  ")
      || g_str_has_prefix (line, "! "))
    {
      g_string_append_printf (one->expected, "%s\n", line);
      return;
    }

  g_string_append_printf (one->input, "%s\n", line);
  if (g_str_has_prefix (line, "text: "))
    one->text = g_strcompress (line + strlen ("text: "));
  else if (g_str_has_prefix (line, "style: "))
    g_free (one->how), one->how = g_strdup (line + strlen ("style: "));
  else if (g_str_has_prefix (line, "headline: ") || g_str_has_prefix (line, "vertical: "))
    {
      g_free (one->how);
      one->how = g_strdup (line + strlen ("headline: "));
      one->is_headline = TRUE;
      one->is_vertical = *line == 'v';
    }
}

static CaseFile *
read_cases (const char *path)
{
  CaseFile *file = g_new0 (CaseFile, 1);
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  file->path = g_strdup (path);
  file->cases = g_ptr_array_new_with_free_func (case_free);
  file->tail = g_string_new (NULL);
  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (content, "\n", -1);
  n = g_strv_length (lines);
  for (guint i = 0; i + 1 < n; i++)
    add_line (file, lines[i]);

  return file;
}

static void
apply_word (Setting *setting, const char *word)
{
  const char *value = strchr (word, '=') != NULL ? strchr (word, '=') + 1 : "";
  BsTextStyle *style = &setting->style;

#define IS(name) g_str_has_prefix (word, name)
  if (IS ("measure="))
    {
      g_auto (GStrv) widths = g_strsplit (value, ",", 16);

      for (guint i = 0; widths[i] != NULL; i++)
        setting->measures[setting->n_measures++].width = bs_unit_scale (
          style->size, (gint64) (g_ascii_strtod (widths[i], NULL) * 1000), 1000);
    }
  else if (IS ("indent="))
    style->indent = (guint) atoi (value);
  else if (IS ("align="))
    style->align = strcmp (value, "center") == 0 ? BS_ALIGN_CENTER
                   : strcmp (value, "end") == 0  ? BS_ALIGN_END
                                                 : BS_ALIGN_START;
  else if (IS ("strictness="))
    style->strictness = strcmp (value, "loose") == 0    ? BS_STRICTNESS_LOOSE
                        : strcmp (value, "strict") == 0 ? BS_STRICTNESS_STRICT
                                                        : BS_STRICTNESS_NORMAL;
  else if (IS ("spacing="))
    style->letter_spacing = bs_unit_scale (style->size, atoi (value), 1000);
  else if (IS ("hang"))
    style->hang_marks = TRUE;
  else if (IS ("trim"))
    style->trim_indent_opening = TRUE;
  else if (IS ("as-typed"))
    style->full_width_marks = FALSE;
  else if (IS ("lines="))
    setting->request.max_lines = (guint) atoi (value);
  else if (IS ("exactly="))
    setting->request.exact_lines = (guint) atoi (value);
  else if (IS ("sizes="))
    {
      setting->request.min_size = (guint) atoi (value);
      setting->request.max_size = (guint) atoi (strchr (value, '-') + 1);
    }
  else if (!IS (NEEDS_HYPHENS))
    g_error ("unknown word in a case: %s", word);
#undef IS
}

static void
read_setting (Setting *setting, const char *how)
{
  g_auto (GStrv) words = g_strsplit (how, " ", -1);

  *setting = (Setting){ .style = { .family = DEFAULT_FAMILY,
                                   .weight = 400,
                                   .size = BS_POINTS (10),
                                   .strictness = BS_STRICTNESS_NORMAL,
                                   .full_width_marks = TRUE },
                        .request = { .min_size = 105, .max_size = 420, .max_lines = 1 } };
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      apply_word (setting, words[i]);
  if (setting->n_measures == 0)
    setting->measures[setting->n_measures++].width = 10 * setting->style.size;
}

static void
describe_line (GString *out, const char *text, const BsLine *line, BsUnit em)
{
  g_autofree char *source = g_strndup (text + line->start, line->end - line->start);
  g_auto (GStrv) pieces = g_strsplit (source, "\n", -1);
  g_autofree char *shown = g_strjoinv ("\\n", pieces);

  g_string_append_printf (out, "| %s|\n ", shown);
  for (guint i = 0; i < line->n_glyphs; i++)
    {
      g_string_append_printf (out, " %d", bs_unit_scale (line->glyphs[i].x, 1000, em));
      if (line->glyphs[i].y != 0)
        g_string_append_printf (out, "/%d", bs_unit_scale (line->glyphs[i].y, 1000, em));
      if (line->glyphs[i].rotated)
        g_string_append_c (out, 'r');
    }
  g_string_append_printf (out, " = %d%s\n", bs_unit_scale (line->width, 1000, em),
                          line->overfull ? " OVERFULL" : "");
}

static void
describe (GString *out, const BsParagraph *paragraph, BsUnit em)
{
  for (guint i = 0; i < bs_paragraph_get_n_lines (paragraph); i++)
    describe_line (out, bs_paragraph_get_text (paragraph), bs_paragraph_get_line (paragraph, i),
                   em);
  for (guint i = 0; i < bs_paragraph_get_n_missing (paragraph); i++)
    {
      guint32 offset;
      gunichar c = bs_paragraph_get_missing (paragraph, i, &offset);

      g_string_append_printf (out, "! no font has U+%04X at byte %u\n", c, offset);
    }
}

static char *
play (const Case *one)
{
  GString *out = g_string_new (NULL);
  Setting setting;

  g_assert_nonnull (one->text);
  read_setting (&setting, one->how);
  if (one->is_headline)
    {
      BsHeadline headline;

      setting.style.weight = 700;
      setting.request.style = &setting.style;
      setting.request.measure = setting.measures[0].width;
      if (one->is_vertical)
        bs_composer_set_vertical (composer, one->text, &setting.request, &headline);
      else
        bs_composer_set_headline (composer, one->text, &setting.request, &headline);
      g_string_append_printf (out, "! %u.%u pt, %s%s%s\n", headline.size / 10, headline.size % 10,
                              headline.fits ? "fits" : "too wide",
                              headline.splits_word ? ", splits a word" : "",
                              headline.ragged ? ", ragged" : "");
      describe (out, headline.paragraph, bs_unit_from_points (headline.size / 10.0));
      bs_headline_clear (&headline);
    }
  else
    {
      g_autoptr (BsParagraph) paragraph = bs_composer_compose (composer, one->text, &setting.style,
                                                               setting.measures,
                                                               setting.n_measures);

      describe (out, paragraph, setting.style.size);
    }

  return g_string_free (out, FALSE);
}

/* Lines of places begin with two spaces. */
static gboolean
is_same_line (const char *got, const char *expected)
{
  if (!g_str_has_prefix (got, "  ") || !g_str_has_prefix (expected, "  "))
    return g_str_equal (got, expected);

  while (*got != '\0' && *expected != '\0')
    if (g_ascii_isdigit (*got) && g_ascii_isdigit (*expected))
      {
        gint64 difference = g_ascii_strtoll (got, (char **) &got, 10)
                            - g_ascii_strtoll (expected, (char **) &expected, 10);

        if (ABS (difference) > tolerance)
          return FALSE;
      }
    else if (*got++ != *expected++)
      return FALSE;

  return *got == *expected;
}

static gboolean
is_same (const char *got, const char *expected)
{
  g_auto (GStrv) got_lines = g_strsplit (got, "\n", -1);
  g_auto (GStrv) expected_lines = g_strsplit (expected, "\n", -1);
  guint n = g_strv_length (got_lines);

  if (g_strv_length (expected_lines) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!is_same_line (got_lines[i], expected_lines[i]))
      return FALSE;

  return TRUE;
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autofree char *result = NULL;

  if (composer == NULL)
    {
      g_test_skip (DEFAULT_FAMILY " is not installed (fonts-noto-cjk)");
      return;
    }
  if (strstr (one->how, NEEDS_HYPHENS) != NULL && !g_file_test (DICTIONARY, G_FILE_TEST_EXISTS))
    {
      g_test_skip (DICTIONARY " is not installed (hyphen-en-us)");
      return;
    }
  result = play (one);
  if (is_same (result, one->expected->str))
    return;
  g_test_message ("%s\nexpected:\n%s\ngot:\n%s", one->input->str, one->expected->str, result);
  g_test_fail ();
}

static void
regenerate (const CaseFile *file)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < file->cases->len; i++)
    {
      Case *one = g_ptr_array_index (file->cases, i);
      g_autofree char *result = play (one);

      g_string_append (out, one->input->str);
      g_string_append (out, result);
    }
  g_string_append (out, file->tail->str);
  g_file_set_contents (file->path, out->str, (gssize) out->len, &error);
  g_assert_no_error (error);
  g_string_free (out, TRUE);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_files (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "compose", "goldens", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".case"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_names);

  return paths;
}

static guint32
get_revision (BsFace *face)
{
  hb_face_t *font = hb_font_get_face (bs_face_get_hb_font (face));
  hb_blob_t *head = hb_face_reference_table (font, HB_TAG ('h', 'e', 'a', 'd'));
  unsigned int length;
  const char *data = hb_blob_get_data (head, &length);
  guint32 revision = 0;

  if (length >= 8)
    memcpy (&revision, data + 4, sizeof revision);
  hb_blob_destroy (head);

  return GUINT32_FROM_BE (revision);
}

static void
make_composer (BsEnvironment *environment)
{
  gboolean substituted = TRUE;
  BsFace *face = bs_font_set_find (bs_environment_get_fonts (environment), DEFAULT_FAMILY, 400,
                                   &substituted, NULL);

  if (face == NULL || substituted)
    return;
  composer = bs_composer_new (environment, NULL);
  if (get_revision (face) != MADE_WITH)
    {
      g_test_message ("places within %d/1000 em: another version of " DEFAULT_FAMILY, OTHER_FONT);
      tolerance = OTHER_FONT;
    }
}

int
main (int argc, char *argv[])
{
  gboolean writes = argc > 1 && strcmp (argv[1], "--regenerate") == 0;
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (case_file_free);
  g_autoptr (GPtrArray) paths = NULL;
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  make_composer (environment);
  paths = list_files ();
  for (guint i = 0; i < paths->len; i++)
    {
      CaseFile *file = read_cases (g_ptr_array_index (paths, i));
      g_autofree char *base = g_path_get_basename (file->path);

      g_ptr_array_add (files, file);
      *strrchr (base, '.') = '\0';
      if (writes)
        regenerate (file);
      for (guint j = 0; !writes && j < file->cases->len; j++)
        {
          const Case *one = g_ptr_array_index (file->cases, j);
          g_autofree char *path = g_strdup_printf ("/compose/goldens/%s/%s", base, one->name);

          g_test_add_data_func (path, one, test_case);
        }
    }
  if (!writes)
    status = g_test_run ();
  g_clear_object (&composer);

  return status;
}
