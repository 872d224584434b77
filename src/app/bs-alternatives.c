/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-alternatives.h"

#include "bs-alternative-tile.h"
#include "bs-config.h"
#include "bs-whole-text.h"

#include <glib/gi18n-lib.h>

struct _BsAlternatives
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkLabel *explanation;
  GtkFlowBox *flow;
  GtkWidget *changes_scroller;
  GtkLabel *shortage;
  GtkListBox *changes;

  BsSession *session;
  char *page;      /* NULL: nothing is offered */
  BsNode *before;  /* the page's boxes before it was laid out */
  BsNode *applied; /* the root after the one that is on the page was put there */
  guint n;
  guint quiet;
};

G_DEFINE_FINAL_TYPE (BsAlternatives, bs_alternatives, GTK_TYPE_WIDGET)

static const BsNode *
get_boxes (BsAlternatives *self)
{
  return bs_node_get_member (bs_issue_get_page (bs_session_get_root (self->session), self->page),
                             "boxes");
}

static gboolean
is_same (const BsNode *a, const BsNode *b)
{
  if (bs_node_get_length (a) == 0 && bs_node_get_length (b) == 0)
    return TRUE;

  return a == b || (a != NULL && b != NULL && bs_node_equal (a, b));
}

/* The one that the page shows by now; NULL: it is none of them. */
static BsAlternativeTile *
find_shown (BsAlternatives *self)
{
  const BsNode *boxes = get_boxes (self);
  GtkFlowBoxChild *child;

  for (int i = 0; (child = gtk_flow_box_get_child_at_index (self->flow, i)) != NULL; i++)
    {
      BsAlternative *alternative = bs_alternative_tile_get (BS_ALTERNATIVE_TILE (child));

      if (is_same (boxes, alternative != NULL ? alternative->arrangement->boxes : self->before))
        return BS_ALTERNATIVE_TILE (child);
    }

  return NULL;
}

/* --- The chosen one in words --- */

static char *
dup_shortage (const BsArrangement *arrangement)
{
  int lines = arrangement->short_lines;

  if (lines < 0)
    return g_strdup_printf (
      /* Translators: what is meant for the page is too long; ways to shorten it follow. */
      g_dngettext (GETTEXT_PACKAGE, "%d line too long", "%d lines too long", (gulong) -lines),
      -lines);
  if (lines > 0)
    return g_strdup_printf (
      /* Translators: what is meant for the page does not fill it; ways to fill it follow. */
      g_dngettext (GETTEXT_PACKAGE, "%d line left empty", "%d lines left empty", (gulong) lines),
      lines);

  return g_strdup (_ ("To make it fit"));
}

static void
show_changes (BsAlternatives *self, const BsArrangement *arrangement)
{
  guint n = arrangement != NULL && arrangement->changes != NULL ? arrangement->changes->len : 0;
  g_autofree char *shortage = n > 0 ? dup_shortage (arrangement) : NULL;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->changes))) != NULL)
    gtk_list_box_remove (self->changes, row);
  for (guint i = 0; i < n; i++)
    {
      const BsChange *change = g_ptr_array_index (arrangement->changes, i);
      GtkWidget *label = gtk_label_new (change->text);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, "caption");
      row = gtk_list_box_row_new ();
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      change->text, -1);
      g_object_set_data_full (G_OBJECT (row), "ref", g_strdup (change->ref), g_free);
      gtk_list_box_append (self->changes, row);
    }
  gtk_label_set_label (self->shortage, n > 0 ? shortage : "");
  gtk_widget_set_visible (self->changes_scroller, n > 0);
}

static void
show_words (BsAlternatives *self, BsAlternativeTile *tile)
{
  const BsAlternative *alternative = tile != NULL ? bs_alternative_tile_get (tile) : NULL;
  const BsArrangement *arrangement = alternative != NULL ? alternative->arrangement : NULL;
  guint unplaced = arrangement != NULL && arrangement->unplaced != NULL
                     ? g_strv_length (arrangement->unplaced)
                     : 0;
  g_autoptr (GString) text = g_string_new (arrangement != NULL ? arrangement->explanation : "");

  if (unplaced > 0)
    {
      g_string_append (text, text->len > 0 ? " · " : "");
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE, "%u found no room", "%u found no room",
                                           (gulong) unplaced),
                              unplaced);
    }
  gtk_label_set_label (self->explanation, text->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->explanation), text->str);
  show_changes (self, arrangement);
}

static void
change_activated (GtkListBox *list G_GNUC_UNUSED, GtkListBoxRow *row, BsAlternatives *self)
{
  const char *ref = g_object_get_data (G_OBJECT (row), "ref");

  if (ref != NULL && bs_issue_get_story (bs_session_get_root (self->session), ref) != NULL)
    bs_session_set_story (self->session, ref);
}

/* --- Choosing --- */

static void
select_shown (BsAlternatives *self)
{
  BsAlternativeTile *shown = find_shown (self);

  self->quiet++;
  if (shown != NULL)
    gtk_flow_box_select_child (self->flow, GTK_FLOW_BOX_CHILD (shown));
  else
    gtk_flow_box_unselect_all (self->flow);
  self->quiet--;
  show_words (self, shown);
}

static void
keep_applied (BsAlternatives *self)
{
  g_clear_pointer (&self->applied, bs_node_unref);
  self->applied = bs_node_ref (bs_session_get_root (self->session));
}

/* @arrangement: NULL: as it was */
static gboolean
put (BsAlternatives *self, const BsArrangement *arrangement, GError **error)
{
  BsDocument *document = bs_session_get_document (self->session);
  g_autoptr (BsPageEdit) edit = NULL;
  gboolean done = TRUE;

  self->quiet++;
  /* In place of the one before, unless something else was done since. */
  if (self->applied != NULL && self->applied == bs_document_get_root (document))
    bs_document_undo (document);
  g_clear_pointer (&self->applied, bs_node_unref);
  if (arrangement != NULL)
    {
      edit = bs_page_edit_arrange (bs_document_get_root (document), self->page, arrangement, error);
      done = edit != NULL && bs_page_edit_apply (edit, document, error);
      if (done && edit->operations->len > 0)
        keep_applied (self);
    }
  else if (!is_same (get_boxes (self), self->before))
    {
      g_autofree char *path = bs_issue_dup_path ("pages", self->page, "boxes");

      bs_document_begin (document, _ ("Undo Layout"), NULL);
      done = bs_document_set_node (document, path, self->before, error);
      bs_document_end (document);
      keep_applied (self);
    }
  self->quiet--;

  return done;
}

static void
selection_changed (BsAlternatives *self)
{
  GList *selected = gtk_flow_box_get_selected_children (self->flow);
  BsAlternativeTile *tile = selected != NULL ? selected->data : NULL;
  BsAlternative *alternative = tile != NULL ? bs_alternative_tile_get (tile) : NULL;
  g_autoptr (GError) error = NULL;

  g_list_free (selected);
  if (self->quiet > 0 || tile == NULL || self->page == NULL || tile == find_shown (self))
    return;

  if (!put (self, alternative != NULL ? alternative->arrangement : NULL, &error))
    bs_session_tell (self->session, error->message, 0);
  select_shown (self);
}

static void
chosen (BsAlternatives *self)
{
  bs_alternatives_close (self);
}

/* Somebody else changed the page: what is offered is for another one. */
static void
document_changed (BsAlternatives *self)
{
  if (self->page == NULL || self->quiet > 0)
    return;

  if (bs_issue_get_page (bs_session_get_root (self->session), self->page) == NULL
      || find_shown (self) == NULL)
    bs_alternatives_close (self);
  else
    select_shown (self);
}

static void
page_chosen (BsAlternatives *self)
{
  if (self->page != NULL && g_strcmp0 (bs_session_get_page (self->session), self->page) != 0)
    bs_alternatives_close (self);
}

static void
close_by_key (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *value G_GNUC_UNUSED)
{
  bs_alternatives_close (BS_ALTERNATIVES (widget));
}

static void
bs_alternatives_dispose (GObject *object)
{
  BsAlternatives *self = BS_ALTERNATIVES (object);

  self->quiet++;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->before, bs_node_unref);
  g_clear_pointer (&self->applied, bs_node_unref);
  if (self->revealer != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->revealer));
  self->revealer = NULL;

  G_OBJECT_CLASS (bs_alternatives_parent_class)->dispose (object);
}

static void
bs_alternatives_class_init (BsAlternativesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_alternatives_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-alternatives.ui");
  gtk_widget_class_bind_template_child (widget_class, BsAlternatives, revealer);
  gtk_widget_class_bind_template_child (widget_class, BsAlternatives, explanation);
  gtk_widget_class_bind_template_child (widget_class, BsAlternatives, flow);
  gtk_widget_class_bind_template_child (widget_class, BsAlternatives, changes_scroller);
  gtk_widget_class_bind_template_child (widget_class, BsAlternatives, shortage);
  gtk_widget_class_bind_template_child (widget_class, BsAlternatives, changes);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed);
  gtk_widget_class_bind_template_callback (widget_class, chosen);
  gtk_widget_class_bind_template_callback (widget_class, change_activated);
  gtk_widget_class_install_action (widget_class, "alternatives.close", NULL, close_by_key);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "alternatives.close", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_alternatives_init (BsAlternatives *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bs_whole_text_offer (GTK_WIDGET (self));
}

void
bs_alternatives_set_session (BsAlternatives *self, BsSession *session)
{
  g_return_if_fail (BS_IS_ALTERNATIVES (self));

  bs_alternatives_close (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session == NULL)
    return;

  g_signal_connect_object (session, "changed", G_CALLBACK (document_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::page", G_CALLBACK (page_chosen), self,
                           G_CONNECT_SWAPPED);
}

static void
add_tile (BsAlternatives *self, BsAlternative *alternative, BsDisplayList *list)
{
  gtk_flow_box_append (self->flow,
                       bs_alternative_tile_new (alternative, alternative != NULL ? ++self->n : 0,
                                                list, bs_session_get_renderer (self->session)));
  /* All in one row. */
  gtk_flow_box_set_max_children_per_line (self->flow, self->n + 1);
  gtk_flow_box_set_min_children_per_line (self->flow, self->n + 1);
}

gboolean
bs_alternatives_offer (BsAlternatives *self, const char *page, GPtrArray *found, GError **error)
{
  BsPageResult *result;
  const BsAlternative *best;

  g_return_val_if_fail (BS_IS_ALTERNATIVES (self), FALSE);
  g_return_val_if_fail (found != NULL && found->len > 0, FALSE);

  bs_alternatives_close (self);
  self->page = g_strdup (page);
  self->before = get_boxes (self) != NULL ? bs_node_ref (get_boxes (self)) : NULL;
  result = bs_session_get_result (self->session, page);
  add_tile (self, NULL, result != NULL ? result->list : NULL);
  best = g_ptr_array_index (found, 0);
  if (!put (self, best->arrangement, error))
    {
      bs_alternatives_close (self);
      return FALSE;
    }

  bs_alternatives_add (self, found);
  select_shown (self);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);

  return TRUE;
}

guint
bs_alternatives_add (BsAlternatives *self, GPtrArray *found)
{
  guint before;

  g_return_val_if_fail (BS_IS_ALTERNATIVES (self), 0);

  before = self->n;
  for (guint i = 0; i < found->len; i++)
    {
      BsAlternative *alternative = g_ptr_array_index (found, i);
      GtkFlowBoxChild *child;
      gboolean known = FALSE;

      for (int k = 1; (child = gtk_flow_box_get_child_at_index (self->flow, k)) != NULL; k++)
        known |= is_same (bs_alternative_tile_get (BS_ALTERNATIVE_TILE (child))->arrangement->boxes,
                          alternative->arrangement->boxes);
      if (!known)
        add_tile (self, alternative, alternative->list);
    }

  return self->n - before;
}

const char *
bs_alternatives_get_page (BsAlternatives *self)
{
  g_return_val_if_fail (BS_IS_ALTERNATIVES (self), NULL);

  return self->page;
}

guint
bs_alternatives_get_n (BsAlternatives *self)
{
  g_return_val_if_fail (BS_IS_ALTERNATIVES (self), 0);

  return self->n;
}

void
bs_alternatives_focus (BsAlternatives *self)
{
  GList *selected;

  g_return_if_fail (BS_IS_ALTERNATIVES (self));

  selected = gtk_flow_box_get_selected_children (self->flow);
  /* Arrow keys go on from there: gtk_widget_grab_focus() would not move the cursor along. */
  gtk_widget_child_focus (selected != NULL ? GTK_WIDGET (selected->data) : GTK_WIDGET (self->flow),
                          GTK_DIR_TAB_FORWARD);
  g_list_free (selected);
}

void
bs_alternatives_close (BsAlternatives *self)
{
  GtkRoot *root;
  GtkWidget *focus;
  GtkFlowBoxChild *child;
  gboolean had_focus;

  g_return_if_fail (BS_IS_ALTERNATIVES (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  had_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
  self->quiet++;
  while ((child = gtk_flow_box_get_child_at_index (self->flow, 0)) != NULL)
    gtk_flow_box_remove (self->flow, GTK_WIDGET (child));
  show_changes (self, NULL);
  self->quiet--;
  self->n = 0;
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->before, bs_node_unref);
  g_clear_pointer (&self->applied, bs_node_unref);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  /* One goes on where the way was chosen for. */
  if (had_focus)
    gtk_widget_activate_action (GTK_WIDGET (self), "pages.enter", NULL);
}
