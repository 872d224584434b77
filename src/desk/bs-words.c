/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-words.h"

#include <string.h>

static const char *const languages[] = { "en", "zh", NULL };

struct _BsWords
{
  GHashTable *texts[G_N_ELEMENTS (languages)]; /* "group/key" → text */
};

static GHashTable *
read_texts (GKeyFile *file, const char *language)
{
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_auto (GStrv) keys = g_key_file_get_keys (file, groups[i], NULL, NULL);

      for (guint j = 0; keys != NULL && keys[j] != NULL; j++)
        if (strchr (keys[j], '[') == NULL)
          g_hash_table_insert (texts, g_strconcat (groups[i], "/", keys[j], NULL),
                               g_key_file_get_locale_string (file, groups[i], keys[j], language,
                                                             NULL));
    }

  return texts;
}

/**
 * bs_words_new:
 *
 * Returns: (transfer full) (nullable): %NULL where the file is missing or damaged
 */
BsWords *
bs_words_new (BsEnvironment *environment, GError **error)
{
  g_autofree char *path = bs_environment_find_data (environment, "desk/words.ini");
  g_autoptr (GKeyFile) file = g_key_file_new ();
  BsWords *self;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_TRANSLATIONS, error))
    return NULL;

  self = g_new0 (BsWords, 1);
  for (guint i = 0; languages[i] != NULL; i++)
    self->texts[i] = read_texts (file, languages[i]);

  return self;
}

void
bs_words_free (BsWords *self)
{
  for (guint i = 0; languages[i] != NULL; i++)
    g_hash_table_unref (self->texts[i]);
  g_free (self);
}

const char *
bs_words_choose_language (const char *accept_language)
{
  g_auto (GStrv) ranges = g_strsplit (accept_language != NULL ? accept_language : "", ",", 20);
  const char *chosen = languages[0];
  double best = 0;

  for (guint i = 0; ranges[i] != NULL; i++)
    {
      const char *weight = strstr (g_strstrip (ranges[i]), "q=");
      double quality = weight != NULL ? g_ascii_strtod (weight + 2, NULL) : 1;

      for (guint j = 0; languages[j] != NULL; j++)
        if (g_ascii_strncasecmp (ranges[i], languages[j], 2) == 0 && quality > best)
          {
            best = quality;
            chosen = languages[j];
          }
    }

  return chosen;
}

const char *
bs_words_get (BsWords *self, const char *language, const char *group, const char *key)
{
  g_autofree char *name = g_strconcat (group, "/", key, NULL);

  for (guint i = 0; languages[i] != NULL; i++)
    if (g_str_equal (languages[i], language))
      {
        const char *text = g_hash_table_lookup (self->texts[i], name);

        return text != NULL ? text : key;
      }

  return key;
}

char *
bs_words_fill (BsWords *self, const char *language, const char *group, const char *text)
{
  GString *filled = g_string_new (NULL);
  const char *begin;

  while ((begin = strstr (text, "{{")) != NULL)
    {
      const char *end = strstr (begin, "}}");
      g_autofree char *key = NULL;
      g_autofree char *escaped = NULL;

      if (end == NULL)
        break;
      key = g_strndup (begin + 2, end - begin - 2);
      escaped = g_markup_escape_text (bs_words_get (self, language, group, key), -1);
      g_string_append_len (filled, text, begin - text);
      g_string_append (filled, escaped);
      text = end + 2;
    }
  g_string_append (filled, text);

  return g_string_free (filled, FALSE);
}
