/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-settings.h"

#include "bs-config.h"

static GSettings *
get_settings (const char *key)
{
  static GSettings *settings;
  static GSettingsSchema *schema;
  static gboolean looked;

  if (!looked)
    {
      GSettingsSchemaSource *source = g_settings_schema_source_get_default ();

      looked = TRUE;
      if (source != NULL)
        schema = g_settings_schema_source_lookup (source, BS_APP_ID, TRUE);
      if (schema != NULL)
        settings = g_settings_new_full (schema, NULL, NULL);
      else
        g_info ("no settings schema %s", BS_APP_ID);
    }

  return schema != NULL && g_settings_schema_has_key (schema, key) ? settings : NULL;
}

gboolean
bs_settings_get_boolean (const char *key, gboolean fallback)
{
  GSettings *settings = get_settings (key);

  return settings != NULL ? g_settings_get_boolean (settings, key) : fallback;
}

int
bs_settings_get_int (const char *key, int fallback)
{
  GSettings *settings = get_settings (key);

  return settings != NULL ? g_settings_get_int (settings, key) : fallback;
}

char *
bs_settings_dup_string (const char *key)
{
  GSettings *settings = get_settings (key);

  return settings != NULL ? g_settings_get_string (settings, key) : g_strdup ("");
}

GVariant *
bs_settings_get_value (const char *key)
{
  GSettings *settings = get_settings (key);

  return settings != NULL ? g_settings_get_value (settings, key) : NULL;
}

void
bs_settings_set_value (const char *key, GVariant *value)
{
  GSettings *settings = get_settings (key);
  g_autoptr (GVariant) sunk = g_variant_ref_sink (value);

  if (settings != NULL)
    g_settings_set_value (settings, key, sunk);
}

char *
bs_settings_dup_author (void)
{
  g_autofree char *author = bs_settings_dup_string ("author-name");
  const char *name = g_get_real_name ();

  if (*g_strstrip (author) != '\0')
    return g_steal_pointer (&author);

  /* What GLib says where the system knows no name. */
  return g_strdup (g_strcmp0 (name, "Unknown") != 0 ? name : g_get_user_name ());
}

void
bs_settings_set_boolean (const char *key, gboolean value)
{
  GSettings *settings = get_settings (key);

  if (settings != NULL)
    g_settings_set_boolean (settings, key, value);
}

/* What the schema does not allow, a window squeezed to nothing say, is not worth remembering. */
static gboolean
is_allowed (GSettings *settings, const char *key, GVariant *value)
{
  g_autoptr (GVariant) sunk = g_variant_ref_sink (value);
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaKey) schema_key = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  schema_key = g_settings_schema_get_key (schema, key);

  return g_settings_schema_key_range_check (schema_key, sunk);
}

void
bs_settings_set_int (const char *key, int value)
{
  GSettings *settings = get_settings (key);

  if (settings != NULL && is_allowed (settings, key, g_variant_new_int32 (value)))
    g_settings_set_int (settings, key, value);
}

void
bs_settings_set_string (const char *key, const char *value)
{
  GSettings *settings = get_settings (key);

  if (settings != NULL)
    g_settings_set_string (settings, key, value);
}
