/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The shortcuts window tells of exactly the shortcuts there are, and each calls an action there is.
 */

#include "app/bs-actions.h"
#include "app/bs-application.h"
#include "app/bs-draft-window.h"
#include "app/bs-window-private.h"

#include <string.h>

typedef struct
{
  GHashTable *actions;
  gboolean in_action_name;
} Overlay;

static void
start_element (GMarkupParseContext *context G_GNUC_UNUSED, const char *element, const char **names,
               const char **values, gpointer data, GError **error G_GNUC_UNUSED)
{
  Overlay *overlay = data;

  overlay->in_action_name = FALSE;
  if (strcmp (element, "property") != 0)
    return;
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], "name") == 0 && strcmp (values[i], "action-name") == 0)
      overlay->in_action_name = TRUE;
}

static void
text (GMarkupParseContext *context G_GNUC_UNUSED, const char *text, gsize length, gpointer data,
      GError **error G_GNUC_UNUSED)
{
  Overlay *overlay = data;

  if (!overlay->in_action_name)
    return;
  overlay->in_action_name = FALSE;
  g_assert_true (g_hash_table_add (overlay->actions, g_strndup (text, length)));
}

static GHashTable *
read_overlay (void)
{
  static const GMarkupParser parser = { start_element, NULL, text, NULL, NULL };
  Overlay overlay = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), FALSE };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &overlay, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (
    "/org/broadsheet/Broadsheet/ui/help-overlay.ui", G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  g_assert_no_error (error);
  g_markup_parse_context_parse (context, g_bytes_get_data (bytes, NULL),
                                (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);

  return overlay.actions;
}

static void
test_window_shows_all (void)
{
  g_autoptr (GHashTable) shown = read_overlay ();
  guint n = 0;

  for (const BsShortcut *shortcut = bs_shortcuts; shortcut->action != NULL; shortcut++, n++)
    if (!g_hash_table_contains (shown, shortcut->action))
      g_error ("%s is not in the shortcuts window", shortcut->action);
  g_assert_cmpuint (g_hash_table_size (shown), ==, n);
}

static gboolean
has_action (const GActionEntry *entries, guint n_entries, const char *name)
{
  for (guint i = 0; i < n_entries; i++)
    if (strcmp (entries[i].name, name) == 0)
      return TRUE;

  return FALSE;
}

static void
test_each_calls_an_action (void)
{
  guint n_of_application;
  const GActionEntry *of_application = bs_application_get_action_entries (&n_of_application);

  for (const BsShortcut *shortcut = bs_shortcuts; shortcut->action != NULL; shortcut++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;
      g_autoptr (GError) error = NULL;

      g_action_parse_detailed_name (shortcut->action, &name, &target, &error);
      g_assert_no_error (error);
      if (g_str_has_prefix (name, "win."))
        g_assert_true (bs_window_has_action (name + strlen ("win."))
                       || bs_draft_window_has_action (name + strlen ("win.")));
      else
        g_assert_true (has_action (of_application, n_of_application, name + strlen ("app.")));
    }
}

static gboolean
is_of_window (const char *action, gboolean (*has) (const char *))
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  g_action_parse_detailed_name (action, &name, &target, NULL);

  return !g_str_has_prefix (name, "win.") || has (name + strlen ("win."));
}

/* In an issue's window, and in a draft's. */
static void
check_keys (gboolean (*has) (const char *))
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const BsShortcut *shortcut = bs_shortcuts; shortcut->action != NULL; shortcut++)
    {
      g_auto (GStrv) list = g_strsplit (shortcut->keys, " ", -1);

      if (!is_of_window (shortcut->action, has))
        continue;

      for (guint i = 0; list[i] != NULL; i++)
        {
          guint key;
          GdkModifierType modifiers;

          g_assert_true (gtk_accelerator_parse (list[i], &key, &modifiers));
          g_assert_true (
            g_hash_table_add (keys, g_strdup_printf ("%u %u", key, (guint) modifiers)));
        }
    }
}

static void
test_no_key_twice (void)
{
  check_keys (bs_window_has_action);
  check_keys (bs_draft_window_has_action);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/shortcuts/the-window-shows-all-of-them", test_window_shows_all);
  g_test_add_func ("/app/shortcuts/each-calls-an-action", test_each_calls_an_action);
  g_test_add_func ("/app/shortcuts/no-key-does-two-things", test_no_key_twice);

  return g_test_run ();
}
