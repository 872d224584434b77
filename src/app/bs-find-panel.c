/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-find-panel.h"

#include "bs-config.h"
#include "bs-find-model.h"
#include "bs-find-row.h"
#include "bs-list-tab.h"
#include "bs-menus.h"
#include "bs-whole-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* After the last key, and after the last change of the document. */
#define SEARCH_DELAY 120 /* milliseconds */
#define FOLLOW_DELAY 500

/* Each is a property, and an action "find.NAME" for the menu. */
static const struct
{
  const char *name;
  BsFindFlags flag;
  BsFindFields field;
} switches[] = {
  { "match-case", BS_FIND_MATCH_CASE, 0 },   { "whole-words", BS_FIND_WHOLE_WORDS, 0 },
  { "match-width", BS_FIND_MATCH_WIDTH, 0 }, { "expression", BS_FIND_EXPRESSION, 0 },
  { "in-kicker", 0, BS_FIND_IN_KICKER },     { "in-headline", 0, BS_FIND_IN_HEADLINE },
  { "in-deck", 0, BS_FIND_IN_DECK },         { "in-body", 0, BS_FIND_IN_BODY },
  { "in-captions", 0, BS_FIND_IN_CAPTIONS }, { "in-notes", 0, BS_FIND_IN_NOTES },
};

struct _BsFindPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkEditable *what;
  GtkEditable *replacement;
  GtkMenuButton *scope_button;
  GtkLabel *summary;
  GtkWidget *scroller;
  GtkListView *view;
  GtkWidget *replace;
  GtkWidget *replace_all;

  BsSession *session;
  BsFindModel *model;
  GtkSingleSelection *selection;
  BsFinder *finder; /* of what is shown */
  GCancellable *searching;
  guint source;

  char *scope;
  gboolean on[G_N_ELEMENTS (switches)];
  gboolean quiet; /* the choice of a hit is not the user's */
};

G_DEFINE_FINAL_TYPE (BsFindPanel, bs_find_panel, GTK_TYPE_WIDGET)

enum
{
  PROP_SCOPE = 1,
  PROP_SWITCH, /* the first of them */
  N_PROPS = PROP_SWITCH + G_N_ELEMENTS (switches)
};

enum
{
  LEAVE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void schedule (BsFindPanel *self, guint delay);

/* --- Showing what was found --- */

static void
update_buttons (BsFindPanel *self)
{
  gboolean writable = self->session != NULL
                      && !bs_document_get_read_only (bs_session_get_document (self->session));
  BsFindItem *item = gtk_single_selection_get_selected_item (self->selection);

  /* GTK stops at a pane in which nothing takes the keys. */
  gtk_widget_set_can_focus (self->scroller,
                            g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0);
  gtk_widget_set_sensitive (self->replace_all,
                            writable && bs_find_model_is_any_chosen (self->model));
  gtk_widget_set_sensitive (self->replace,
                            writable && item != NULL && bs_find_item_get_hit (item) != NULL);
}

static char *
dup_summary (const BsFindResult *result)
{
  g_autofree char *hits = NULL;
  g_autofree char *stories = NULL;

  if (result->hits->len == 0)
    return g_strdup (_ ("Not found"));

  hits = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u hit", "%'u hits", result->hits->len),
                          result->hits->len);
  stories = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u story", "%'u stories",
                                          result->n_stories),
                             result->n_stories);
  if (result->more)
    /* Translators: "10,000 hits", "900 stories": more are there. */
    return g_strdup_printf (_ ("The first %s, in %s"), hits, stories);

  /* Translators: "14 hits", "6 stories". */
  return g_strdup_printf (_ ("%s in %s"), hits, stories);
}

/* Before the list changes. With nothing chosen nobody asks for every row of the new one. */
static guint
leave_place (BsFindPanel *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  self->quiet = TRUE;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);

  return selected;
}

/* And after it: the same hit stays chosen, else the first after it that is there. */
static void
keep_place (BsFindPanel *self, guint selected)
{
  gtk_single_selection_set_selected (self->selection, bs_find_model_is_hit (self->model, selected)
                                                        ? selected
                                                        : GTK_INVALID_LIST_POSITION);
  self->quiet = FALSE;
  update_buttons (self);
}

static void
take_result (BsFindPanel *self, BsFindResult *result, const char *summary)
{
  guint selected = leave_place (self);

  bs_find_model_take (self->model, result, self->finder,
                      self->session != NULL ? bs_session_get_root (self->session) : NULL);
  keep_place (self, selected);
  gtk_label_set_label (self->summary, summary);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), *summary != '\0');
}

/* --- Searching --- */

typedef struct
{
  BsFinder *finder;
  BsNode *issue;
  char *story;
  char *page;
  BsFindFields fields;
} Search;

static void
search_free (Search *search)
{
  bs_finder_unref (search->finder);
  bs_node_unref (search->issue);
  g_free (search->story);
  g_free (search->page);
  g_free (search);
}

static void
search_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
                  GCancellable *cancellable)
{
  Search *search = data;
  const BsFindScope scope = { search->story, search->page, search->fields };
  GError *error = NULL;
  BsFindResult *result = bs_finder_search (search->finder, search->issue, &scope, cancellable,
                                           &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) bs_find_result_free);
  else
    g_task_return_error (task, error);
}

static void
search_done (GObject *source, GAsyncResult *async, gpointer data G_GNUC_UNUSED)
{
  BsFindPanel *self = BS_FIND_PANEL (source);
  GTask *task = G_TASK (async);
  Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  BsFindResult *result = g_task_propagate_pointer (task, &error);
  g_autofree char *summary = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_task_get_cancellable (task) != self->searching)
    {
      g_clear_pointer (&result, bs_find_result_free);
      return;
    }

  g_clear_object (&self->searching);
  g_clear_pointer (&self->finder, bs_finder_unref);
  self->finder = bs_finder_ref (search->finder);
  summary = result != NULL ? dup_summary (result) : g_strdup (error->message);
  take_result (self, result, summary);
}

static BsFindFlags
get_flags (BsFindPanel *self)
{
  BsFindFlags flags = 0;

  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    if (self->on[i])
      flags |= switches[i].flag;

  return flags;
}

static BsFindFields
get_fields (BsFindPanel *self)
{
  BsFindFields fields = 0;

  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    if (self->on[i])
      fields |= switches[i].field;

  return fields;
}

static gboolean
search (gpointer data)
{
  BsFindPanel *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsFinder) finder = NULL;
  g_autoptr (GTask) task = NULL;
  Search *asked;

  self->source = 0;
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  finder = self->session != NULL
             ? bs_finder_new (gtk_editable_get_text (self->what), get_flags (self), &error)
             : NULL;
  if (finder == NULL)
    {
      take_result (self, NULL, error != NULL ? error->message : "");
      return G_SOURCE_REMOVE;
    }

  asked = g_new0 (Search, 1);
  asked->finder = g_steal_pointer (&finder);
  asked->issue = bs_node_ref (bs_session_get_root (self->session));
  asked->fields = get_fields (self);
  if (strcmp (self->scope, "story") == 0)
    asked->story = g_strdup (bs_session_get_story (self->session));
  else if (strcmp (self->scope, "page") == 0)
    asked->page = g_strdup (bs_session_get_page (self->session));
  self->searching = g_cancellable_new ();
  task = g_task_new (self, self->searching, search_done, NULL);
  g_task_set_source_tag (task, search);
  g_task_set_task_data (task, asked, (GDestroyNotify) search_free);
  g_task_run_in_thread (task, search_in_thread);

  return G_SOURCE_REMOVE;
}

static void
schedule (BsFindPanel *self, guint delay)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->session != NULL)
    self->source = g_timeout_add (delay, search, self);
}

static void
what_changed (BsFindPanel *self)
{
  bs_find_model_choose_all (self->model);
  schedule (self, SEARCH_DELAY);
}

static void
replacement_changed (BsFindPanel *self)
{
  guint selected = leave_place (self);

  bs_find_model_set_replacement (self->model, gtk_editable_get_text (self->replacement));
  keep_place (self, selected);
}

static void
document_changed (BsFindPanel *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    schedule (self, FOLLOW_DELAY);
}

static void
place_changed (BsFindPanel *self)
{
  if (strcmp (self->scope, "issue") != 0 && gtk_widget_get_mapped (GTK_WIDGET (self))
      && !self->quiet)
    schedule (self, SEARCH_DELAY);
}

/* --- Going to hits, replacing --- */

static void
go_to_hit (BsFindPanel *self)
{
  BsFindItem *item = gtk_single_selection_get_selected_item (self->selection);
  BsFindHit *hit = item != NULL ? bs_find_item_get_hit (item) : NULL;

  if (hit == NULL)
    return;

  if (*hit->story != '\0')
    bs_session_set_story (self->session, hit->story);
  bs_session_reveal (self->session, hit->path, hit->offset, hit->length);
}

/* Who walks through the list stays there, though the text that is shown asks for the focus. */
static void
selection_changed (BsFindPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  update_buttons (self);
  if (self->quiet)
    return;

  go_to_hit (self);
  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return;
  if (GTK_IS_TEXT (focus))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (focus));
  else
    gtk_widget_grab_focus (focus);
}

static void
row_activated (GtkListView *view G_GNUC_UNUSED, guint position G_GNUC_UNUSED, BsFindPanel *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-content", NULL);
  go_to_hit (self);
}

void
bs_find_panel_step (BsFindPanel *self, gboolean back)
{
  guint n;
  guint position;

  g_return_if_fail (BS_IS_FIND_PANEL (self));

  n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  position = gtk_single_selection_get_selected (self->selection);
  if (position == GTK_INVALID_LIST_POSITION)
    position = back ? 0 : n - 1;
  for (guint i = 0; i < n; i++)
    {
      position = (position + (back ? n - 1 : 1)) % n;
      if (bs_find_model_is_hit (self->model, position))
        {
          gtk_single_selection_set_selected (self->selection, position);
          gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u",
                                      position);
          return;
        }
    }
}

static void
next_hit (BsFindPanel *self)
{
  bs_find_panel_step (self, FALSE);
}

static void
previous_hit (BsFindPanel *self)
{
  bs_find_panel_step (self, TRUE);
}

static void
replace_hits (BsFindPanel *self, GPtrArray *hits)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *stories = NULL;
  guint n_stories = 0;
  guint n = bs_finder_replace (self->finder, bs_session_get_document (self->session),
                               (BsFindHit *const *) hits->pdata, hits->len,
                               gtk_editable_get_text (self->replacement), &n_stories, &error);

  if (error != NULL)
    bs_session_tell (self->session, error->message, 0);
  if (n > 0)
    {
      stories = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u story", "%'u stories",
                                              n_stories),
                                 n_stories);
      /* Translators: %s is "6 stories". */
      text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Replaced %'u in %s",
                                           "Replaced %'u in %s", n),
                              n, stories);
      bs_session_tell (self->session, text, 1);
    }
  schedule (self, 0);
}

static void
replace_all (BsFindPanel *self)
{
  g_autoptr (GPtrArray) hits = bs_find_model_dup_chosen (self->model);

  replace_hits (self, hits);
}

static void
replace_all_action (GtkWidget *widget, const char *name G_GNUC_UNUSED,
                    GVariant *parameter G_GNUC_UNUSED)
{
  BsFindPanel *self = BS_FIND_PANEL (widget);

  if (gtk_widget_is_sensitive (self->replace_all))
    replace_all (self);
  else
    gtk_widget_error_bell (widget);
}

static void
replace_one (BsFindPanel *self)
{
  BsFindItem *item = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (GPtrArray) hits = g_ptr_array_new ();

  if (item == NULL || bs_find_item_get_hit (item) == NULL)
    return;
  g_ptr_array_add (hits, bs_find_item_get_hit (item));
  replace_hits (self, hits);
}

/* In the list the space bar ticks, and the arrows go from hit to hit. */
static gboolean
list_key_pressed (GtkEventControllerKey *controller G_GNUC_UNUSED, guint key,
                  guint code G_GNUC_UNUSED, GdkModifierType state, BsFindPanel *self)
{
  BsFindItem *item = gtk_single_selection_get_selected_item (self->selection);

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      if (item != NULL && bs_find_item_get_hit (item) != NULL)
        bs_find_item_set_chosen (item, !bs_find_item_get_chosen (item));
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      bs_find_panel_step (self, FALSE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      bs_find_panel_step (self, TRUE);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* From the words down to the hits. */
static gboolean
entry_key_pressed (GtkEventControllerKey *controller G_GNUC_UNUSED, guint key,
                   guint code G_GNUC_UNUSED, GdkModifierType state G_GNUC_UNUSED, BsFindPanel *self)
{
  if ((key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
      || g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  if (gtk_single_selection_get_selected_item (self->selection) == NULL)
    bs_find_panel_step (self, FALSE);

  return GDK_EVENT_STOP;
}

static void
leave (BsFindPanel *self)
{
  g_signal_emit (self, signals[LEAVE], 0);
}

static void
leave_action (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  leave (BS_FIND_PANEL (widget));
}

/* --- Rows --- */

static void
setup_row (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *row,
           gpointer data G_GNUC_UNUSED)
{
  gtk_list_item_set_child (row, bs_find_row_new ());
}

static void
bind_row (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *row,
          gpointer data G_GNUC_UNUSED)
{
  BsFindItem *item = gtk_list_item_get_item (row);

  gtk_list_item_set_selectable (row, bs_find_item_get_hit (item) != NULL);
  bs_find_row_set_item (BS_FIND_ROW (gtk_list_item_get_child (row)), item);
}

static void
unbind_row (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *row,
            gpointer data G_GNUC_UNUSED)
{
  bs_find_row_set_item (BS_FIND_ROW (gtk_list_item_get_child (row)), NULL);
}

/* --- The widget --- */

static void
show_scope (BsFindPanel *self)
{
  gtk_menu_button_set_label (self->scope_button,
                             strcmp (self->scope, "story") == 0  ? _ ("This Story")
                             : strcmp (self->scope, "page") == 0 ? _ ("This Page")
                                                                 : _ ("Whole Issue"));
}

static void
bs_find_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BsFindPanel *self = BS_FIND_PANEL (object);

  if (id == PROP_SCOPE)
    g_value_set_string (value, self->scope);
  else if (id >= PROP_SWITCH && id < N_PROPS)
    g_value_set_boolean (value, self->on[id - PROP_SWITCH]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bs_find_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BsFindPanel *self = BS_FIND_PANEL (object);

  if (id == PROP_SCOPE)
    {
      g_free (self->scope);
      self->scope = g_value_dup_string (value);
      show_scope (self);
    }
  else if (id >= PROP_SWITCH && id < N_PROPS)
    self->on[id - PROP_SWITCH] = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  what_changed (self);
}

static void
bs_find_panel_dispose (GObject *object)
{
  BsFindPanel *self = BS_FIND_PANEL (object);

  if (self->model != NULL)
    bs_find_panel_set_session (self, NULL);
  g_clear_object (&self->model);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->scope, g_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (bs_find_panel_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class, GtkWidgetClass *widget_class)
{
  properties[PROP_SCOPE] = g_param_spec_string ("scope", NULL, NULL, "issue",
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    properties[PROP_SWITCH + i] = g_param_spec_boolean (switches[i].name, NULL, NULL, FALSE,
                                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "find.scope", "scope");
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      g_autofree char *action = g_strconcat ("find.", switches[i].name, NULL);

      gtk_widget_class_install_property_action (widget_class, action, switches[i].name);
    }
}

static void
bs_find_panel_class_init (BsFindPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bs_find_panel_get_property;
  object_class->set_property = bs_find_panel_set_property;
  object_class->dispose = bs_find_panel_dispose;

  install_properties (object_class, widget_class);
  signals[LEAVE] = g_signal_new ("leave", BS_TYPE_FIND_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-find-panel.ui");
  bs_menus_bind (widget_class);
  gtk_widget_class_bind_template_child (widget_class, BsFindPanel, box);
  gtk_widget_class_bind_template_child (widget_class, BsFindPanel, what);
  gtk_widget_class_bind_template_child (widget_class, BsFindPanel, replacement);
  gtk_widget_class_bind_template_child (widget_class, BsFindPanel, scope_button);
  gtk_widget_class_bind_template_child (widget_class, BsFindPanel, summary);
  gtk_widget_class_bind_template_child (widget_class, BsFindPanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, BsFindPanel, view);
  gtk_widget_class_bind_template_child (widget_class, BsFindPanel, replace);
  gtk_widget_class_bind_template_child (widget_class, BsFindPanel, replace_all);
  gtk_widget_class_bind_template_callback (widget_class, what_changed);
  gtk_widget_class_bind_template_callback (widget_class, replacement_changed);
  gtk_widget_class_bind_template_callback (widget_class, next_hit);
  gtk_widget_class_bind_template_callback (widget_class, previous_hit);
  gtk_widget_class_bind_template_callback (widget_class, replace_one);
  gtk_widget_class_bind_template_callback_full (widget_class, "replace_all_hits",
                                                G_CALLBACK (replace_all));
  gtk_widget_class_bind_template_callback (widget_class, list_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_bind_template_callback (widget_class, leave);
  gtk_widget_class_install_action (widget_class, "find.leave", NULL, leave_action);
  gtk_widget_class_install_action (widget_class, "find.replace-all", NULL, replace_all_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "find.replace-all", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "find.replace-all", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "find.leave", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_find_panel_init (BsFindPanel *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->scope = g_strdup ("issue");
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    self->on[i] = switches[i].field != 0;
  self->model = bs_find_model_new ();
  g_signal_connect_object (self->model, "choice-changed", G_CALLBACK (update_buttons), self,
                           G_CONNECT_SWAPPED);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_widget_init_template (GTK_WIDGET (self));
  bs_whole_text_offer (GTK_WIDGET (self));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row), NULL);
  gtk_list_view_set_factory (self->view, factory);
  bs_list_tab_leaves (GTK_WIDGET (self->view));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed),
                           self, G_CONNECT_SWAPPED);
  show_scope (self);
  update_buttons (self);
}

void
bs_find_panel_set_session (BsFindPanel *self, BsSession *session)
{
  g_return_if_fail (BS_IS_FIND_PANEL (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_set_object (&self->session, session);
  take_result (self, NULL, "");
  g_clear_pointer (&self->finder, bs_finder_unref);
  if (session == NULL)
    return;

  g_signal_connect_object (session, "changed", G_CALLBACK (document_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::page", G_CALLBACK (place_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::story", G_CALLBACK (place_changed), self,
                           G_CONNECT_SWAPPED);
}

void
bs_find_panel_focus (BsFindPanel *self)
{
  g_return_if_fail (BS_IS_FIND_PANEL (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->what));
  gtk_editable_select_region (self->what, 0, -1);
  schedule (self, 0);
}
