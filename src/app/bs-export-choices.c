/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-export-choices.h"

#include "bs-config.h"
#include "bs-settings.h"

#include <string.h>

#define KEY "export-choices"
#define MOST_PAPERS 50 /* that are remembered */
#define USUAL_RESOLUTION 150

static const char *
get_paper (const BsNode *issue)
{
  return bs_node_get_text (bs_node_get_member (issue, "publication"), "name");
}

static void
take_text (char **text, const char *given)
{
  g_free (*text);
  *text = g_strdup (given);
}

static void
take_remembered (GVariant *paper, BsExportChoices *choices)
{
  const char *text;

  if (g_variant_lookup (paper, "kind", "&s", &text))
    choices->kind = bs_export_kind_from_string (text);
  if (g_variant_lookup (paper, "profile", "&s", &text))
    take_text (&choices->profile, text);
  if (g_variant_lookup (paper, "pattern", "&s", &text) && *text != '\0')
    take_text (&choices->pattern, text);
  if (g_variant_lookup (paper, "folder", "&s", &text))
    take_text (&choices->folder, text);
  g_variant_lookup (paper, "all-pages", "b", &choices->all_pages);
  g_variant_lookup (paper, "marks", "b", &choices->marks);
  g_variant_lookup (paper, "bleed", "i", &choices->bleed);
  g_variant_lookup (paper, "resolution", "u", &choices->resolution);
}

static void
take_issue (const BsNode *wishes, BsExportChoices *choices)
{
  const char *name = bs_node_get_text (wishes, "file_name");
  const char *profile = bs_node_get_text (wishes, "profile");

  if (*name != '\0')
    {
      g_free (choices->pattern);
      choices->pattern = g_str_has_suffix (name, ".pdf")
                           ? g_strndup (name, strlen (name) - strlen (".pdf"))
                           : g_strdup (name);
    }
  if (*profile != '\0')
    take_text (&choices->profile, profile);
  choices->bleed = (int) bs_node_get_number (wishes, "bleed", choices->bleed);
  choices->resolution = (guint) bs_node_get_number (wishes, "resolution", choices->resolution);
  choices->marks = bs_node_get_flag (wishes, "marks", choices->marks);
}

void
bs_export_choices_load (const BsNode *issue, BsExportChoices *choices)
{
  g_autoptr (GVariant) papers = bs_settings_get_value (KEY);
  g_autoptr (GVariant) paper = NULL;

  *choices = (BsExportChoices){
    .kind = BS_EXPORT_PRESS,
    .all_pages = TRUE,
    .marks = TRUE,
    .bleed = -1,
    .resolution = USUAL_RESOLUTION,
    .profile = g_strdup (""),
    .pattern = g_strdup (BS_EXPORT_DEFAULT_PATTERN),
    .folder = g_strdup (""),
  };
  if (papers != NULL)
    paper = g_variant_lookup_value (papers, get_paper (issue), G_VARIANT_TYPE_VARDICT);
  if (paper != NULL)
    take_remembered (paper, choices);
  take_issue (bs_node_get_member (issue, "export"), choices);
}

static GVariant *
pack (const BsExportChoices *choices)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert (&dict, "kind", "s", bs_export_kind_to_string (choices->kind));
  g_variant_dict_insert (&dict, "profile", "s", choices->profile);
  g_variant_dict_insert (&dict, "pattern", "s", choices->pattern);
  g_variant_dict_insert (&dict, "folder", "s", choices->folder);
  g_variant_dict_insert (&dict, "all-pages", "b", choices->all_pages);
  g_variant_dict_insert (&dict, "marks", "b", choices->marks);
  g_variant_dict_insert (&dict, "bleed", "i", choices->bleed);
  g_variant_dict_insert (&dict, "resolution", "u", choices->resolution);

  return g_variant_dict_end (&dict);
}

void
bs_export_choices_remember (const BsNode *issue, const BsExportChoices *choices)
{
  g_autoptr (GVariant) papers = bs_settings_get_value (KEY);
  GVariantBuilder kept;
  GVariantIter iter;
  const char *name;
  GVariant *paper;
  guint n = 1;

  if (papers == NULL)
    return;
  /* The latest first: what is forgotten is what was not exported for long. */
  g_variant_builder_init (&kept, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&kept, "{sv}", get_paper (issue), pack (choices));
  g_variant_iter_init (&iter, papers);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &paper))
    if (strcmp (name, get_paper (issue)) != 0 && n++ < MOST_PAPERS)
      g_variant_builder_add (&kept, "{sv}", name, paper);
  bs_settings_set_value (KEY, g_variant_builder_end (&kept));
}

void
bs_export_choices_clear (BsExportChoices *choices)
{
  g_clear_pointer (&choices->profile, g_free);
  g_clear_pointer (&choices->pattern, g_free);
  g_clear_pointer (&choices->folder, g_free);
}
