/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-font-set.h"

#include "bs-config.h"

#include <fontconfig/fontconfig.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* Where a family is missing: the nearest that sets Chinese text well, best first. The last resort
 * is any font that has the commonest characters. */
static const char *const SERIF_FAMILIES[] = { "Noto Serif CJK SC",
                                              "Source Han Serif SC",
                                              "Source Han Serif CN",
                                              "Noto Serif SC",
                                              "Songti SC",
                                              "FandolSong",
                                              "SimSun",
                                              "AR PL UMing CN",
                                              "AR PL SungtiL GB",
                                              NULL };
static const char *const SANS_FAMILIES[] = { "Noto Sans CJK SC",
                                             "Source Han Sans SC",
                                             "Source Han Sans CN",
                                             "Noto Sans SC",
                                             "PingFang SC",
                                             "Microsoft YaHei",
                                             "FandolHei",
                                             "WenQuanYi Zen Hei",
                                             "WenQuanYi Micro Hei",
                                             "Droid Sans Fallback",
                                             NULL };
static const gunichar COMMON_CHARACTERS[] = { 0x7684, 0x4E00, 0x3002, 0xFF0C };

/* What makes one face a worse choice than another, in the unit of font weight. */
#define PENALTY_SLANT 2000
#define PENALTY_WIDTH 1000
#define PENALTY_VARIABLE 4000 /* only its default instance can be used */
#define PENALTY_STYLE 3000    /* sans for serif, or the other way round */
#define PENALTY_LANGUAGE 8000 /* drawn for another country's readers */
#define PENALTY_MONO 500

typedef struct
{
  BsFace *face; /* borrowed from the set; NULL: there is none */
  gboolean substituted;
} Match;

struct _BsFontSet
{
  GMutex lock;
  FcConfig *config;
  GHashTable *faces;     /* "index path" -> BsFace, or NULL for a file that did not load */
  GHashTable *matches;   /* "weight family" -> Match */
  GHashTable *fallbacks; /* face of the text -> (character -> face) */
};

G_DEFINE_QUARK (bs - compose - error - quark, bs_compose_error)

static void
clear_face (gpointer face)
{
  g_clear_pointer ((BsFace **) &face, bs_face_unref);
}

static gboolean
is_usable (FcPattern *font)
{
  FcBool outline = FcFalse;
  FcBool color = FcFalse;
  FcChar8 *format;
  FcChar8 *path;
  int index;

  if (FcPatternGetBool (font, FC_OUTLINE, 0, &outline) != FcResultMatch || !outline)
    return FALSE;
  if (FcPatternGetBool (font, FC_COLOR, 0, &color) == FcResultMatch && color)
    return FALSE;
  if (FcPatternGetString (font, FC_FONTFORMAT, 0, &format) != FcResultMatch
      || (strcmp ((char *) format, "TrueType") != 0 && strcmp ((char *) format, "CFF") != 0))
    return FALSE;
  if (FcPatternGetString (font, FC_FILE, 0, &path) != FcResultMatch)
    return FALSE;
  /* The upper half of the index names an instance of a variable font. */
  return FcPatternGetInteger (font, FC_INDEX, 0, &index) == FcResultMatch
         && ((index >> 16) == 0 || (index >> 16) == 0x8000);
}

static gboolean
has_family (FcPattern *font, const char *family)
{
  FcChar8 *name;

  for (int i = 0; FcPatternGetString (font, FC_FAMILY, i, &name) == FcResultMatch; i++)
    if (FcStrCmpIgnoreCase (name, (const FcChar8 *) family) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
has_characters (FcPattern *font, const gunichar *characters, guint n)
{
  FcCharSet *set;

  if (FcPatternGetCharSet (font, FC_CHARSET, 0, &set) != FcResultMatch)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!FcCharSetHasChar (set, characters[i]))
      return FALSE;

  return TRUE;
}

static int
rate_shape (FcPattern *font, guint weight)
{
  int score = 0;
  int value;
  double fc_weight;
  FcBool variable;

  if (FcPatternGetDouble (font, FC_WEIGHT, 0, &fc_weight) == FcResultMatch)
    score += ABS ((int) FcWeightToOpenTypeDouble (fc_weight) - (int) weight);
  if (FcPatternGetInteger (font, FC_SLANT, 0, &value) == FcResultMatch && value != FC_SLANT_ROMAN)
    score += PENALTY_SLANT;
  if (FcPatternGetInteger (font, FC_WIDTH, 0, &value) == FcResultMatch && value != FC_WIDTH_NORMAL)
    score += PENALTY_WIDTH;
  if (FcPatternGetBool (font, FC_VARIABLE, 0, &variable) == FcResultMatch && variable)
    score += PENALTY_VARIABLE;

  return score;
}

static gboolean
is_sans_name (const char *name)
{
  static const char *const words[] = { "sans", "hei", "gothic", "黑", "kai", "楷", NULL };
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* How far @font is from text in @style set for readers in mainland China. */
static int
rate_style (FcPattern *font, const char *style)
{
  int score = 0;
  int spacing;
  FcLangSet *languages;
  FcChar8 *name;

  if (FcPatternGetString (font, FC_FAMILY, 0, &name) == FcResultMatch
      && is_sans_name ((char *) name) != is_sans_name (style))
    score += PENALTY_STYLE;
  if (FcPatternGetLangSet (font, FC_LANG, 0, &languages) != FcResultMatch
      || FcLangSetHasLang (languages, (const FcChar8 *) "zh-cn") != FcLangEqual)
    score += PENALTY_LANGUAGE;
  else if (FcPatternGetString (font, FC_FAMILY, 0, &name) == FcResultMatch
           && strstr ((char *) name, " CJK ") != NULL && strstr ((char *) name, " SC") == NULL)
    score += PENALTY_LANGUAGE / 2; /* pan-CJK fonts claim every language under each name */
  if (FcPatternGetInteger (font, FC_SPACING, 0, &spacing) == FcResultMatch && spacing >= FC_MONO)
    score += PENALTY_MONO;

  return score;
}

/* Call with the lock held, as all below. */
static BsFace *
get_face (BsFontSet *self, FcPattern *font)
{
  FcChar8 *path = NULL;
  int index = 0;
  g_autofree char *key = NULL;
  gpointer face = NULL;

  FcPatternGetString (font, FC_FILE, 0, &path);
  FcPatternGetInteger (font, FC_INDEX, 0, &index);
  key = g_strdup_printf ("%d %s", index & 0xffff, path);
  if (!g_hash_table_lookup_extended (self->faces, key, NULL, &face))
    {
      g_autoptr (GError) error = NULL;

      face = bs_face_new ((const char *) path, index & 0xffff, &error);
      if (face == NULL)
        g_info ("%s", error->message);
      g_hash_table_insert (self->faces, g_steal_pointer (&key), face);
    }

  return face;
}

typedef struct
{
  const char *family; /* NULL: any */
  const char *style;  /* a family to be like; NULL: only shape counts */
  guint weight;
  const gunichar *characters;
  guint n_characters;
} Query;

/* The best loadable face; a file that turns out damaged gives way to the next. */
static BsFace *
find_best (BsFontSet *self, const Query *query)
{
  FcFontSet *fonts = FcConfigGetFonts (self->config, FcSetSystem);
  int floor = -1;

  while (fonts != NULL)
    {
      FcPattern *best = NULL;
      int best_score = G_MAXINT;
      BsFace *face;

      for (int i = 0; i < fonts->nfont; i++)
        {
          FcPattern *font = fonts->fonts[i];
          int score;

          if ((query->family != NULL && !has_family (font, query->family)) || !is_usable (font)
              || !has_characters (font, query->characters, query->n_characters))
            continue;
          score = rate_shape (font, query->weight)
                  + (query->style != NULL ? rate_style (font, query->style) : 0);
          if (score > floor && score < best_score)
            {
              best = font;
              best_score = score;
            }
        }
      if (best == NULL)
        return NULL;
      face = get_face (self, best);
      if (face != NULL)
        return face;
      floor = best_score;
    }

  return NULL;
}

static BsFace *
find_family (BsFontSet *self, const char *family, guint weight)
{
  Query query = { .family = family, .weight = weight };

  return find_best (self, &query);
}

static BsFace *
find_substitute (BsFontSet *self, const char *family, guint weight)
{
  const char *const *families = is_sans_name (family) ? SANS_FAMILIES : SERIF_FAMILIES;
  Query query = { .style = family,
                  .weight = weight,
                  .characters = COMMON_CHARACTERS,
                  .n_characters = G_N_ELEMENTS (COMMON_CHARACTERS) };

  for (guint i = 0; families[i] != NULL; i++)
    {
      BsFace *face = find_family (self, families[i], weight);

      if (face != NULL)
        return face;
    }

  return find_best (self, &query);
}

static BsFontSet *
font_set_new (void)
{
  BsFontSet *self = g_new0 (BsFontSet, 1);

  g_mutex_init (&self->lock);
  self->config = FcInitLoadConfigAndFonts ();
  self->faces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, clear_face);
  self->matches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->fallbacks = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);

  return self;
}

static void
font_set_free (gpointer data)
{
  BsFontSet *self = data;

  g_clear_pointer (&self->fallbacks, g_hash_table_unref);
  g_clear_pointer (&self->matches, g_hash_table_unref);
  g_clear_pointer (&self->faces, g_hash_table_unref);
  g_clear_pointer (&self->config, FcConfigDestroy);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * bs_environment_get_fonts:
 *
 * Reads the system's font list on first use. Thread-safe.
 *
 * Returns: (transfer none): the fonts, kept by @environment
 */
BsFontSet *
bs_environment_get_fonts (BsEnvironment *environment)
{
  static GMutex lock;
  BsFontSet *fonts;

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment), NULL);

  g_mutex_lock (&lock);
  fonts = g_object_get_data (G_OBJECT (environment), "bs-font-set");
  if (fonts == NULL)
    {
      fonts = font_set_new ();
      g_object_set_data_full (G_OBJECT (environment), "bs-font-set", fonts, font_set_free);
    }
  g_mutex_unlock (&lock);

  return fonts;
}

/**
 * bs_font_set_find:
 * @family: a family's name, in any language the font has one in
 * @weight: 100 … 900; the nearest there is will be taken, nothing is emboldened
 * @substituted: (out) (optional): whether another family had to stand in
 *
 * Returns: (transfer none): the face, or %NULL with a #BsComposeError when no font for Chinese is
 *   installed
 */
BsFace *
bs_font_set_find (BsFontSet *self, const char *family, guint weight, gboolean *substituted,
                  GError **error)
{
  g_autofree char *key = NULL;
  Match *match;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (family != NULL, NULL);

  key = g_strdup_printf ("%u %s", weight, family);
  g_mutex_lock (&self->lock);
  match = g_hash_table_lookup (self->matches, key);
  if (match == NULL)
    {
      match = g_new0 (Match, 1);
      match->face = find_family (self, family, weight);
      match->substituted = match->face == NULL;
      if (match->face == NULL)
        match->face = find_substitute (self, family, weight);
      g_hash_table_insert (self->matches, g_steal_pointer (&key), match);
    }
  g_mutex_unlock (&self->lock);

  if (substituted != NULL)
    *substituted = match->substituted;
  if (match->face == NULL)
    g_set_error (error, BS_COMPOSE_ERROR, BS_COMPOSE_ERROR_FONT,
                 _ ("%s: neither this font nor any other for Chinese is installed. Install the "
                    "package fonts-noto-cjk (Debian, Ubuntu) or google-noto-serif-cjk-fonts "
                    "(Fedora)."),
                 family);

  return match->face;
}

/**
 * bs_font_set_find_for_char:
 * @face: the face that the text around is set in
 *
 * Returns: (transfer none) (nullable): @face if it has @c, else the face nearest to it that has;
 *   %NULL if no font has it
 */
BsFace *
bs_font_set_find_for_char (BsFontSet *self, BsFace *face, gunichar c)
{
  GHashTable *of_face;
  gpointer found = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (face != NULL, NULL);

  if (bs_face_has_char (face, c))
    return face;

  g_mutex_lock (&self->lock);
  of_face = g_hash_table_lookup (self->fallbacks, face);
  if (of_face == NULL)
    {
      of_face = g_hash_table_new (NULL, NULL);
      g_hash_table_insert (self->fallbacks, face, of_face);
    }
  if (!g_hash_table_lookup_extended (of_face, GUINT_TO_POINTER (c), NULL, &found))
    {
      Query query = { .style = bs_face_get_family (face),
                      .weight = bs_face_get_weight (face),
                      .characters = &c,
                      .n_characters = 1 };

      found = find_best (self, &query);
      g_hash_table_insert (of_face, GUINT_TO_POINTER (c), found);
    }
  g_mutex_unlock (&self->lock);

  return found;
}
