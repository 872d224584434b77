/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-story-actions.h"

#include "bs-config.h"
#include "bs-menus.h"
#include "bs-story-facet.h"
#include "bs-story-row.h"

#include "model/bs-story-edit.h"
#include "model/bs-story-tags.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Tags in a menu: more are found by typing. */
#define MAX_MENU_TAGS 20

#define DIFFERENT "?"

struct _BsStoryActions
{
  GObject parent_instance;

  GSimpleActionGroup *group;
  BsSession *session;

  BsChosenStories chosen;
  gpointer data;
};

G_DEFINE_FINAL_TYPE (BsStoryActions, bs_story_actions, G_TYPE_OBJECT)

char **
bs_story_actions_dup_chosen (BsStoryActions *self)
{
  g_return_val_if_fail (BS_IS_STORY_ACTIONS (self), NULL);

  return self->session != NULL ? self->chosen (self->data) : g_new0 (char *, 1);
}

static const BsNode *
get_root (BsStoryActions *self)
{
  return bs_session_get_root (self->session);
}

static BsDocument *
get_document (BsStoryActions *self)
{
  return bs_session_get_document (self->session);
}

/* --- Telling what was done --- */

static void
tell_error (BsStoryActions *self, const GError *error)
{
  if (error != NULL)
    bs_session_tell (self->session, error->message, 0);
}

/* Nothing was done for none: then @error, if there is one, says why. */
static void
tell (BsStoryActions *self, guint n, char *text, const GError *error)
{
  g_autofree char *owned = text;

  if (n > 0)
    bs_session_tell (self->session, owned, 1);
  else
    tell_error (self, error);
}

static void
set_status (GSimpleAction *action G_GNUC_UNUSED, GVariant *value, gpointer data)
{
  BsStoryActions *self = data;
  g_auto (GStrv) stories = bs_story_actions_dup_chosen (self);
  const char *status = g_variant_get_string (value, NULL);
  g_autofree char *label = bs_facet_dup_label (BS_FACET_STATUS, status, get_root (self));
  g_autoptr (GError) error = NULL;
  guint n = bs_stories_set_text (get_document (self), (const char *const *) stories, "status",
                                 status, _ ("Status"), &error);

  tell (self, n,
        /* Translators: %s is a status, such as "Ready". */
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u story is now “%s”",
                                      "%u stories are now “%s”", n),
                         n, label),
        error);
}

static void
set_section (GSimpleAction *action G_GNUC_UNUSED, GVariant *value, gpointer data)
{
  BsStoryActions *self = data;
  g_auto (GStrv) stories = bs_story_actions_dup_chosen (self);
  const char *section = g_variant_get_string (value, NULL);
  g_autofree char *label = bs_facet_dup_label (BS_FACET_SECTION, section, get_root (self));
  g_autoptr (GError) error = NULL;
  guint n = bs_stories_set_text (get_document (self), (const char *const *) stories, "section",
                                 section, _ ("Section"), &error);

  tell (self, n,
        *section == '\0'
          ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u story is in the section of its page",
                                          "%u stories are in the sections of their pages", n),
                             n)
          /* Translators: %s is the name of a section. */
          : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u story moved to “%s”",
                                          "%u stories moved to “%s”", n),
                             n, label),
        error);
}

static void
set_page (GSimpleAction *action G_GNUC_UNUSED, GVariant *value, gpointer data)
{
  BsStoryActions *self = data;
  g_auto (GStrv) stories = bs_story_actions_dup_chosen (self);
  const char *page = g_variant_get_string (value, NULL);
  g_autoptr (GError) error = NULL;
  guint n = bs_stories_set_page (get_document (self), (const char *const *) stories, page, &error);

  if (*page == '\0')
    tell (self, n,
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u story taken off its page",
                                        "%u stories taken off their pages", n),
                           n),
          error);
  else
    tell (self, n,
          /* Translators: %s is a page, such as A2. */
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u story sent to page %s",
                                        "%u stories sent to page %s", n),
                           n, page),
          error);
}

static void
set_priority (GSimpleAction *action G_GNUC_UNUSED, GVariant *value, gpointer data)
{
  BsStoryActions *self = data;
  g_auto (GStrv) stories = bs_story_actions_dup_chosen (self);
  guint64 priority = 0;
  g_autoptr (GError) error = NULL;
  guint n;

  if (!g_ascii_string_to_unsigned (g_variant_get_string (value, NULL), 10, 0, 4, &priority, NULL))
    return;

  n = bs_stories_set_priority (get_document (self), (const char *const *) stories, (guint) priority,
                               &error);
  tell (self, n,
        /* Translators: %s is a priority, such as "Lead". */
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Priority of %u story: %s",
                                      "Priority of %u stories: %s", n),
                         n, bs_facet_get_priority ((guint) priority)),
        error);
}

static void
add_tag (GSimpleAction *action G_GNUC_UNUSED, GVariant *value, gpointer data)
{
  BsStoryActions *self = data;
  g_auto (GStrv) stories = bs_story_actions_dup_chosen (self);
  g_autofree char *tag = g_strstrip (g_variant_dup_string (value, NULL));
  g_autoptr (GError) error = NULL;
  guint n;

  if (*tag == '\0')
    return;

  n = bs_stories_add_tag (get_document (self), (const char *const *) stories, tag, &error);
  tell (self, n,
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u story tagged “%s”",
                                      "%u stories tagged “%s”", n),
                         n, tag),
        error);
}

static void
remove_tag (GSimpleAction *action G_GNUC_UNUSED, GVariant *value, gpointer data)
{
  BsStoryActions *self = data;
  g_auto (GStrv) stories = bs_story_actions_dup_chosen (self);
  const char *tag = g_variant_get_string (value, NULL);
  g_autoptr (GError) error = NULL;
  guint n;

  if (*tag == '\0')
    return;

  n = bs_stories_remove_tag (get_document (self), (const char *const *) stories, tag, &error);
  tell (self, n,
        /* Translators: %s is a tag. */
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u story is no longer tagged “%s”",
                                      "%u stories are no longer tagged “%s”", n),
                         n, tag),
        error);
}

static void
duplicate (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsStoryActions *self = data;
  g_auto (GStrv) stories = bs_story_actions_dup_chosen (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *made = NULL;

  if (*stories == NULL)
    return;

  made = bs_story_duplicate (get_document (self), *stories, &error);
  tell_error (self, error);
  if (made != NULL)
    {
      bs_session_set_story (self->session, made);
      bs_session_tell (self->session, _ ("Story duplicated"), 1);
    }
}

static void
merge (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  BsStoryActions *self = data;
  g_auto (GStrv) stories = bs_story_actions_dup_chosen (self);
  guint n = g_strv_length (stories);
  g_autoptr (GError) error = NULL;
  g_autofree char *merged = NULL;
  g_autofree char *text = NULL;

  if (n < 2)
    return;

  merged = bs_stories_merge (get_document (self), (const char *const *) stories, &error);
  tell_error (self, error);
  if (merged == NULL)
    return;
  bs_session_set_story (self->session, merged);
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u story merged",
                                       "%u stories merged into one", n),
                          n);
  bs_session_tell (self->session, text, 1);
}

static char *
dup_deleted_text (const BsStoriesDeleted *deleted, const char *headline)
{
  g_autofree char *stories = deleted->stories == 1 && *headline != '\0'
                               /* Translators: %s is a headline. */
                               ? g_strdup_printf (_ ("“%s” deleted"), headline)
                               : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u story deleted",
                                                               "%u stories deleted",
                                                               deleted->stories),
                                                  deleted->stories);
  g_autofree char *photos = NULL;

  if (deleted->photos == 0)
    return g_steal_pointer (&stories);

  photos = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u photo kept", "%u photos kept",
                                         deleted->photos),
                            deleted->photos);

  /* Translators: "3 stories deleted", "2 photos kept". */
  return g_strdup_printf (_ ("%s; %s"), stories, photos);
}

/* Deletes @stories and tells of it. */
void
bs_story_actions_delete (BsSession *session, const char *const *stories)
{
  g_autofree char *headline = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  BsStoriesDeleted deleted;

  g_return_if_fail (BS_IS_SESSION (session));
  g_return_if_fail (stories != NULL);

  if (*stories == NULL)
    return;
  headline = g_strdup (
    bs_node_get_text (bs_issue_get_story (bs_session_get_root (session), *stories), "headline"));
  if (bs_stories_delete (bs_session_get_document (session), stories, &deleted, &error))
    text = dup_deleted_text (&deleted, headline);
  bs_session_tell (session, text != NULL ? text : error->message, text != NULL ? 1 : 0);
}

static void
delete_chosen (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
               gpointer data)
{
  BsStoryActions *self = data;
  g_auto (GStrv) stories = bs_story_actions_dup_chosen (self);

  bs_story_actions_delete (self->session, (const char *const *) stories);
}

static const GActionEntry entries[] = {
  { "set-status", NULL, "s", "'?'", set_status },
  { "set-section", NULL, "s", "'?'", set_section },
  { "set-page", NULL, "s", "'?'", set_page },
  { "set-priority", NULL, "s", "'?'", set_priority },
  { "add-tag", add_tag, "s" },
  { "remove-tag", remove_tag, "s" },
  { "duplicate", duplicate },
  { "merge", merge },
  { "delete", delete_chosen },
};

static const struct
{
  const char *action;
  const char *member;
} values[] = {
  { "set-status", "status" },
  { "set-section", "section" },
  { "set-page", "page" },
  { "set-priority", "priority" },
};

static char *
dup_value (const BsNode *story, const char *member)
{
  if (strcmp (member, "priority") == 0)
    return g_strdup_printf ("%d", (int) bs_node_get_number (story, member, 0));

  return g_strdup (bs_node_get_text (story, member));
}

static char *
dup_common (BsStoryActions *self, char **stories, const char *member)
{
  g_autofree char *common = NULL;

  for (; *stories != NULL; stories++)
    {
      g_autofree char *value = dup_value (bs_issue_get_story (get_root (self), *stories), member);

      if (common != NULL && strcmp (common, value) != 0)
        return g_strdup (DIFFERENT);
      if (common == NULL)
        common = g_steal_pointer (&value);
    }

  return common != NULL ? g_steal_pointer (&common) : g_strdup (DIFFERENT);
}

static GSimpleAction *
find_action (BsStoryActions *self, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->group), name));
}

void
bs_story_actions_update (BsStoryActions *self)
{
  g_auto (GStrv) stories = NULL;
  gboolean writable;
  guint n;

  g_return_if_fail (BS_IS_STORY_ACTIONS (self));

  stories = bs_story_actions_dup_chosen (self);
  n = g_strv_length (stories);
  writable = self->session != NULL && !bs_document_get_read_only (get_document (self));

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      guint least = strcmp (entries[i].name, "merge") == 0 ? 2 : 1;
      guint most = strcmp (entries[i].name, "duplicate") == 0 ? 1 : G_MAXUINT;

      g_simple_action_set_enabled (find_action (self, entries[i].name),
                                   writable && n >= least && n <= most);
    }
  for (guint i = 0; n > 0 && i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *common = dup_common (self, stories, values[i].member);

      g_simple_action_set_state (find_action (self, values[i].action),
                                 g_variant_new_string (common));
    }
}

static void
bs_story_actions_finalize (GObject *object)
{
  BsStoryActions *self = BS_STORY_ACTIONS (object);

  g_clear_object (&self->group);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (bs_story_actions_parent_class)->finalize (object);
}

static void
bs_story_actions_class_init (BsStoryActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_story_actions_finalize;
}

static void
bs_story_actions_init (BsStoryActions *self)
{
  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), entries, G_N_ELEMENTS (entries),
                                   self);
}

/**
 * bs_story_actions_new:
 * @chosen: says which stories are chosen; called with @data while the object lives
 */
BsStoryActions *
bs_story_actions_new (BsChosenStories chosen, gpointer data)
{
  BsStoryActions *self;

  g_return_val_if_fail (chosen != NULL, NULL);

  self = g_object_new (BS_TYPE_STORY_ACTIONS, NULL);
  self->chosen = chosen;
  self->data = data;

  return self;
}

void
bs_story_actions_set_session (BsStoryActions *self, BsSession *session)
{
  g_return_if_fail (BS_IS_STORY_ACTIONS (self));

  g_set_object (&self->session, session);
}

GActionGroup *
bs_story_actions_get_group (BsStoryActions *self)
{
  g_return_val_if_fail (BS_IS_STORY_ACTIONS (self), NULL);

  return G_ACTION_GROUP (self->group);
}

/* --- Menus --- */

static void
append_value (GMenu *menu, const char *action, const char *label, const char *value)
{
  g_autofree char *name = g_strconcat ("stories.", action, NULL);
  g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *escaped = g_strjoinv ("__", parts);

  /* An underscore would be taken for a mnemonic's. */
  g_menu_item_set_label (item, escaped);
  g_menu_item_set_action_and_target (item, name, "s", value);
  g_menu_append_item (menu, item);
}

static void
append_list (GMenu *menu, const char *action, BsFacet facet, const BsNode *list,
             const BsNode *issue)
{
  for (guint i = 0; i < bs_node_get_length (list); i++)
    {
      const char *id = bs_node_get_text (bs_node_get_element (list, i), "id");
      g_autofree char *label = bs_facet_dup_label (facet, id, issue);

      append_value (menu, action, label, id);
    }
}

/* The common value is marked; "none" stands apart. */
GMenuModel *
bs_story_actions_build_values (BsStoryActions *self, const char *action)
{
  static const char *const statuses[] = { "draft", "ready", "approved", NULL };
  g_autoptr (GMenu) menu = bs_menus_new ();
  g_autoptr (GMenu) some = bs_menus_new ();
  g_autoptr (GMenu) none = bs_menus_new ();
  BsFacet facet = BS_FACET_STATUS;
  g_autofree char *label = NULL;

  g_return_val_if_fail (BS_IS_STORY_ACTIONS (self) && self->session != NULL, NULL);

  if (strcmp (action, "set-status") == 0)
    for (guint i = 0; statuses[i] != NULL; i++)
      append_value (some, action, bs_status_get_label (statuses[i]), statuses[i]);
  else if (strcmp (action, "set-section") == 0)
    append_list (some, action, facet = BS_FACET_SECTION,
                 bs_node_get_member (get_root (self), "sections"), get_root (self));
  else if (strcmp (action, "set-page") == 0)
    append_list (some, action, facet = BS_FACET_PAGE, bs_issue_get_pages (get_root (self)),
                 get_root (self));
  else
    for (guint i = 1; i <= 4; i++)
      {
        const char digit[] = { (char) ('0' + i), '\0' };

        append_value (some, action, bs_facet_get_priority (i), digit);
      }

  label = strcmp (action, "set-priority") == 0 ? g_strdup (bs_facet_get_priority (0))
                                               : g_strdup (bs_facet_get_unset (facet));
  append_value (none, action, label, strcmp (action, "set-priority") == 0 ? "0" : "");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (some));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (none));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
collect_tags (const BsNode *stories, char **only, GHashTable *tags)
{
  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const BsNode *story = bs_node_get_element (stories, i);
      const BsNode *list = bs_node_get_member (story, "tags");

      if (list == NULL
          || (only != NULL
              && !g_strv_contains ((const char *const *) only, bs_node_get_text (story, "id"))))
        continue;
      for (guint k = 0; k < bs_node_get_length (list); k++)
        {
          const char *tag = bs_node_get_string (bs_node_get_element (list, k));
          guint count = GPOINTER_TO_UINT (g_hash_table_lookup (tags, tag));

          g_hash_table_insert (tags, (gpointer) tag, GUINT_TO_POINTER (count + 1));
        }
    }
}

static int
compare_frequency (gconstpointer a, gconstpointer b, gpointer data)
{
  const char *first = *(const char *const *) a;
  const char *second = *(const char *const *) b;
  guint first_count = GPOINTER_TO_UINT (g_hash_table_lookup (data, first));
  guint second_count = GPOINTER_TO_UINT (g_hash_table_lookup (data, second));

  if (first_count != second_count)
    return first_count < second_count ? 1 : -1;

  return strcmp (first, second);
}

/* The most frequent tags; without those in @but that @most stories have. */
static GMenu *
build_tags (GHashTable *tags, GHashTable *but, guint most, const char *action)
{
  GMenu *menu = bs_menus_new ();
  guint n = 0;
  g_autofree char **names = (char **) g_hash_table_get_keys_as_array (tags, &n);

  g_qsort_with_data (names, (int) n, sizeof *names, compare_frequency, tags);
  for (guint i = 0; i < n && g_menu_model_get_n_items (G_MENU_MODEL (menu)) < MAX_MENU_TAGS; i++)
    if (but == NULL || GPOINTER_TO_UINT (g_hash_table_lookup (but, names[i])) < most)
      append_value (menu, action, names[i], names[i]);

  return menu;
}

static void
append_tag_menus (BsStoryActions *self, GMenu *menu, char **chosen)
{
  const BsNode *stories = bs_issue_get_stories (get_root (self));
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) theirs = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GMenu) add = NULL;
  g_autoptr (GMenu) remove = NULL;

  collect_tags (stories, NULL, all);
  if (g_hash_table_size (all) > 0)
    collect_tags (stories, chosen, theirs);
  add = build_tags (all, theirs, g_strv_length (chosen), "add-tag");
  remove = build_tags (theirs, NULL, 0, "remove-tag");
  if (g_menu_model_get_n_items (G_MENU_MODEL (add)) > 0)
    g_menu_append_submenu (menu, _ ("Add _Tag"), G_MENU_MODEL (add));
  if (g_menu_model_get_n_items (G_MENU_MODEL (remove)) > 0)
    g_menu_append_submenu (menu, _ ("Re_move Tag"), G_MENU_MODEL (remove));
}

static void
append_submenu (BsStoryActions *self, GMenu *menu, const char *label, const char *action)
{
  g_autoptr (GMenuModel) submenu = bs_story_actions_build_values (self, action);

  g_menu_append_submenu (menu, label, submenu);
}

GMenuModel *
bs_story_actions_build_menu (BsStoryActions *self)
{
  g_autoptr (GMenu) menu = bs_menus_new ();
  g_autoptr (GMenu) open = bs_menus_new ();
  g_autoptr (GMenu) set = bs_menus_new ();
  g_autoptr (GMenu) whole = bs_menus_new ();
  g_autoptr (GMenu) remove = bs_menus_new ();
  g_auto (GStrv) chosen = NULL;
  guint n;

  g_return_val_if_fail (BS_IS_STORY_ACTIONS (self) && self->session != NULL, NULL);

  chosen = bs_story_actions_dup_chosen (self);
  n = g_strv_length (chosen);
  if (n == 1)
    {
      g_menu_append (open, _ ("Show on _Page"), "win.show-on-page");
      g_menu_append (open, _ ("Print Story P_roof…"), "win.print-story");
      /* Translators: the text in a file, a newer copy, takes the place of the story's. */
      g_menu_append (open, _ ("_Update from File…"), "win.import-over");
      g_menu_append (open, _ ("_History…"), "win.show-history");
    }
  append_submenu (self, set, _ ("_Status"), "set-status");
  append_submenu (self, set, _ ("Se_ction"), "set-section");
  append_submenu (self, set, _ ("P_riority"), "set-priority");
  append_submenu (self, set, _ ("Send to Pa_ge"), "set-page");
  append_tag_menus (self, set, chosen);
  if (n == 1)
    g_menu_append (whole, _ ("_Duplicate"), "stories.duplicate");
  else
    g_menu_append (whole, _ ("_Merge Into One"), "stories.merge");
  g_menu_append (remove, g_dngettext (GETTEXT_PACKAGE, "De_lete Story", "De_lete Stories", n),
                 "stories.delete");

  g_menu_append_section (menu, NULL, G_MENU_MODEL (open));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (set));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (whole));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (remove));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}
