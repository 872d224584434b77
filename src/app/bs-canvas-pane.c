/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-canvas-pane.h"

#include "bs-box-place.h"
#include "bs-config.h"
#include "bs-layout-button.h"
#include "bs-menus.h"
#include "bs-ruler.h"
#include "bs-whole-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Narrower than this the bar shows only its menus, pixels. */
#define WIDE_BAR 520

/* Pages that are named where one is asked for that is not there. */
#define MOST_NAMED 12u

struct _BsCanvasPane
{
  GtkWidget parent_instance;

  /* Template */
  BsLayoutButton *layout_button;
  GtkLabel *title;
  GtkMenuButton *go_button;
  GtkPopover *go_popover;
  GtkEntry *go_entry;
  GtkLabel *go_refusal;
  GtkWidget *zoom_out_button;
  GtkWidget *zoom_in_button;
  GtkGrid *table;
  GtkLabel *zoom_label;
  GtkStack *canvas_stack;
  GtkScrolledWindow *scroller;
  GtkLabel *waiting_label;
  GtkLabel *failure;
  GtkWidget *fit_box;
  GtkImage *fit_icon;
  GtkLabel *fit;
  GtkLabel *measure;

  BsCanvas *canvas;
  BsSession *session;
  BsPageFormat *format; /* of the page shown, read once a name and styles */
  char *format_name;
  BsNode *format_styles; /* owned; that @format was made with */
  BsRuler *rulers[2];
  gboolean show_grid;
  gboolean show_rulers;
  gboolean preview;
  guint narrow_source;
};

G_DEFINE_FINAL_TYPE (BsCanvasPane, bs_canvas_pane, GTK_TYPE_WIDGET)

enum
{
  PROP_SHOW_GRID = 1,
  PROP_SHOW_RULERS,
  PROP_PREVIEW,
  N_PROPS
};

enum
{
  EDIT_REQUESTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static BsPageFormat *
get_format (BsCanvasPane *self)
{
  const BsNode *root = bs_session_get_root (self->session);
  const BsNode *page = bs_issue_get_page (root, bs_session_get_page (self->session));
  const BsNode *styles = bs_node_get_member (root, "styles");
  const char *name = page != NULL ? bs_issue_get_page_format (root, page) : NULL;

  if (name == NULL)
    return NULL;
  /* Styles may change the grid: a node that is another is another value. */
  if (g_strcmp0 (name, self->format_name) != 0 || styles != self->format_styles)
    {
      g_clear_pointer (&self->format, bs_page_format_unref);
      self->format = bs_page_format_load_for_page (bs_session_get_environment (self->session), root,
                                                   bs_session_get_page (self->session), NULL);
      g_free (self->format_name);
      self->format_name = g_strdup (name);
      g_clear_pointer (&self->format_styles, bs_node_unref);
      self->format_styles = styles != NULL ? bs_node_ref (styles) : NULL;
    }

  return self->format;
}

static void
show_title (BsCanvasPane *self)
{
  const char *page = bs_session_get_page (self->session);
  const BsNode *root = bs_session_get_root (self->session);
  const BsNode *node = bs_issue_get_page (root, page);
  const BsNode *section = bs_node_find_by_id (bs_node_get_member (root, "sections"),
                                              bs_node_get_text (node, "section"));
  const char *name = bs_node_get_text (section, "name");
  BsPageFormat *format = get_format (self);
  g_autoptr (GString) title = g_string_new (page);

  if (*name != '\0')
    g_string_append_printf (title, " · %s", name);
  if (format != NULL)
    g_string_append_printf (title, " · %.0f × %.0f mm", bs_unit_to_mm (format->width),
                            bs_unit_to_mm (format->height));
  gtk_label_set_label (self->title, title->str);
}

/* The box on the page as it was laid out last, by its id or by the story or photo in it. */
static const BsRegion *
find_box (BsCanvasPane *self, const char *id, const char *ref)
{
  BsPageResult *result = bs_session_get_result (self->session, bs_session_get_page (self->session));

  for (guint i = 0; result != NULL && i < bs_display_list_get_n_regions (result->list); i++)
    {
      const BsRegion *region = bs_display_list_get_region (result->list, i);

      if (region->kind == BS_REGION_BOX
          && ((id != NULL && g_strcmp0 (region->id, id) == 0)
              || (ref != NULL && g_strcmp0 (region->ref, ref) == 0)))
        return region;
    }

  return NULL;
}

/* The place of the chosen box, or of the one on its way. */
static void
show_measure (BsCanvasPane *self)
{
  BsCanvasView view;
  g_autofree char *text = NULL;

  bs_canvas_get_view (self->canvas, &view);
  if (view.box && view.format != NULL)
    /* Translators: where the chosen box stands on the page and how large it is: from the left and
     * from the top, width × height in millimetres and in columns × lines. */
    text = g_strdup_printf (_ ("%.0f, %.0f mm  ·  %.0f × %.0f mm  ·  %u × %u"),
                            bs_unit_to_mm (view.rect.x), bs_unit_to_mm (view.rect.y),
                            bs_unit_to_mm (view.rect.width), bs_unit_to_mm (view.rect.height),
                            bs_box_place_count_columns (&view.rect, view.format),
                            (guint) (view.rect.height / view.format->line_height));
  if (g_strcmp0 (gtk_label_get_label (self->measure), text != NULL ? text : "") != 0)
    gtk_label_set_label (self->measure, text != NULL ? text : "");
}

static char *
dup_page_summary (BsPageResult *result)
{
  guint errors = 0;

  for (guint i = 0; i < result->findings->len; i++)
    if (((BsFinding *) g_ptr_array_index (result->findings, i))->level == BS_LEVEL_ERROR)
      errors++;
  if (errors == 0)
    return NULL;

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u error on this page",
                                       "%u errors on this page", (gulong) errors),
                          errors);
}

/* The chosen story's fit, else the worst of the page. */
static void
show_fit (BsCanvasPane *self)
{
  const char *page = bs_session_get_page (self->session);
  const char *story = bs_session_get_story (self->session);
  BsPageResult *result = bs_session_get_result (self->session, page);
  g_autofree char *text = NULL;
  int over = 0;

  if (story != NULL && g_strcmp0 (bs_session_find_placed_page (self->session, story), page) == 0)
    text = bs_session_dup_copyfit_text (self->session, story, &over);
  if (over <= 0 && result != NULL)
    {
      g_autofree char *summary = dup_page_summary (result);

      if (summary != NULL)
        {
          g_free (text);
          text = g_steal_pointer (&summary);
          over = 1;
        }
    }

  gtk_label_set_label (self->fit, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fit_icon), over > 0);
  if (over > 0)
    gtk_widget_add_css_class (self->fit_box, "error");
  else
    gtk_widget_remove_css_class (self->fit_box, "error");
}

static guint
count_of_page (const BsNode *list, const char *page)
{
  guint n = 0;

  for (guint i = 0; i < bs_node_get_length (list); i++)
    if (g_strcmp0 (bs_node_get_text (bs_node_get_element (list, i), "page"), page) == 0)
      n++;

  return n;
}

/* What to say over a page that shows nothing yet. */
static const char *
get_canvas_state (BsCanvasPane *self, const char *page)
{
  const BsNode *root = bs_session_get_root (self->session);
  const BsNode *node = bs_issue_get_page (root, page);
  guint waiting;
  g_autofree char *text = NULL;

  if (bs_node_get_length (bs_node_get_member (node, "boxes")) > 0)
    return "canvas";
  waiting = count_of_page (bs_issue_get_stories (root), page)
            + count_of_page (bs_issue_get_photos (root), page);
  if (waiting == 0)
    return "empty";

  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u story or photo waits for its place.",
                                       "%u stories and photos wait for their place.",
                                       (gulong) waiting),
                          waiting);
  gtk_label_set_label (self->waiting_label, text);

  return "unplaced";
}

static void
show_page (BsCanvasPane *self)
{
  const char *page;
  BsPageResult *result;
  const char *failure;
  const char *state = "canvas";

  if (self->session == NULL)
    return;

  page = bs_session_get_page (self->session);
  result = bs_session_get_result (self->session, page);
  failure = bs_session_get_failure (self->session, page);

  bs_canvas_show (self->canvas, get_format (self));
  if (failure != NULL)
    {
      gtk_label_set_label (self->failure, failure);
      state = "failure";
    }
  else if (result == NULL)
    {
      state = page != NULL ? "waiting" : "no-page";
    }
  else
    {
      state = get_canvas_state (self, page);
    }
  gtk_stack_set_visible_child_name (self->canvas_stack, state);
  show_title (self);
  show_fit (self);
  show_measure (self);
}

static void
page_updated (BsSession *session, const char *page, BsCanvasPane *self)
{
  if (g_strcmp0 (page, bs_session_get_page (session)) == 0)
    show_page (self);
}

static void
box_chosen (BsCanvasPane *self)
{
  const char *id = bs_session_get_box (self->session);
  const BsRegion *box = id != NULL ? find_box (self, id, NULL) : NULL;

  if (box != NULL)
    bs_canvas_reveal (self->canvas, &box->rect);
  show_fit (self);
  show_measure (self);
}

/* A story may stand in several boxes; the chosen one of them stays so. */
static gboolean
box_shows (BsCanvasPane *self, const char *story)
{
  const BsNode *root = bs_session_get_root (self->session);
  const BsNode *refs = bs_node_get_member (bs_session_get_box_node (self->session), "refs");

  for (guint i = 0; i < bs_node_get_length (refs); i++)
    {
      const char *ref = bs_node_get_string (bs_node_get_element (refs, i));
      const BsNode *photo = ref != NULL ? bs_issue_get_photo (root, ref) : NULL;

      if (g_strcmp0 (ref, story) == 0
          || (photo != NULL && g_strcmp0 (bs_node_get_text (photo, "story"), story) == 0))
        return TRUE;
    }

  return FALSE;
}

static void
story_chosen (BsCanvasPane *self)
{
  const char *story = bs_session_get_story (self->session);
  const BsRegion *box = story != NULL ? find_box (self, NULL, story) : NULL;

  if (story == NULL || !box_shows (self, story))
    bs_session_set_box (self->session, box != NULL ? box->id : NULL);
  show_fit (self);
}

static void
edit_requested (BsCanvasPane *self)
{
  g_signal_emit (self, signals[EDIT_REQUESTED], 0);
}

static void
zoom_changed (BsCanvasPane *self)
{
  BsZoomMode mode = bs_canvas_get_zoom_mode (self->canvas);
  g_autofree char *percent = g_strdup_printf ("%.0f %%",
                                              round (bs_canvas_get_zoom (self->canvas) * 100));

  gtk_label_set_label (self->zoom_label, mode == BS_ZOOM_FIT     ? _ ("Whole Page")
                                         : mode == BS_ZOOM_WIDTH ? _ ("Page Width")
                                                                 : percent);
}

static void
show_rulers (BsCanvasPane *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->rulers); i++)
    gtk_widget_set_visible (GTK_WIDGET (self->rulers[i]), self->show_rulers && !self->preview);
}

static void
add_rulers (BsCanvasPane *self)
{
  self->rulers[0] = BS_RULER (bs_ruler_new (GTK_ORIENTATION_HORIZONTAL));
  self->rulers[1] = BS_RULER (bs_ruler_new (GTK_ORIENTATION_VERTICAL));
  gtk_grid_attach (self->table, GTK_WIDGET (self->rulers[0]), 1, 0, 1, 1);
  gtk_grid_attach (self->table, GTK_WIDGET (self->rulers[1]), 0, 1, 1, 1);
  for (guint i = 0; i < G_N_ELEMENTS (self->rulers); i++)
    bs_ruler_follow (self->rulers[i], self->canvas);
  /* A page's left is left in any language. */
  gtk_widget_set_direction (GTK_WIDGET (self->table), GTK_TEXT_DIR_LTR);
  show_rulers (self);
}

/* Names are found whatever their case: "a3" is A3. */
static const char *
find_page (BsCanvasPane *self, const char *name)
{
  const BsNode *pages = bs_issue_get_pages (bs_session_get_root (self->session));
  g_autofree char *wanted = g_strstrip (g_strdup (name));

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const char *id = bs_node_get_text (bs_node_get_element (pages, i), "id");

      if (g_ascii_strcasecmp (id, wanted) == 0)
        return id;
    }

  return NULL;
}

/* Names those that there are, as far as they are read at a glance. */
static void
refuse_page (BsCanvasPane *self, const char *name)
{
  const BsNode *pages = bs_issue_get_pages (bs_session_get_root (self->session));
  guint n = bs_node_get_length (pages);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < MIN (n, MOST_NAMED); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            bs_node_get_text (bs_node_get_element (pages, i), "id"));
  if (n > MOST_NAMED)
    g_string_append (names, " …");
  /* Translators: the first %s is what was typed, the second are names of pages, as "A1 A2 B1" */
  text = g_strdup_printf (_ ("There is no page “%s”. There are: %s"), name, names->str);
  gtk_label_set_label (self->go_refusal, text);
  gtk_widget_set_visible (GTK_WIDGET (self->go_refusal), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->go_entry), "error");
  gtk_widget_error_bell (GTK_WIDGET (self->go_entry));
}

static void
go_activated (GtkEntry *entry, BsCanvasPane *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (entry));
  const char *page;

  if (self->session == NULL || *name == '\0')
    return;
  page = find_page (self, name);
  if (page == NULL)
    {
      refuse_page (self, name);
      return;
    }
  gtk_popover_popdown (self->go_popover);
  bs_session_set_page (self->session, page);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
go_changed (GtkEntry *entry, BsCanvasPane *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->go_refusal), FALSE);
}

/* Where there is little room the menu beside them does for these. */
static gboolean
fit_bar (gpointer data)
{
  BsCanvasPane *self = data;
  gboolean wide = gtk_widget_get_width (GTK_WIDGET (self)) >= WIDE_BAR;

  self->narrow_source = 0;
  gtk_widget_set_visible (self->zoom_out_button, wide);
  gtk_widget_set_visible (self->zoom_in_button, wide);

  return G_SOURCE_REMOVE;
}

/* Nothing may come or go while places are given. */
static void
look_at_width (BsCanvasPane *self)
{
  gboolean wide = gtk_widget_get_width (GTK_WIDGET (self)) >= WIDE_BAR;

  if (wide != gtk_widget_get_visible (self->zoom_in_button) && self->narrow_source == 0)
    self->narrow_source = g_idle_add_full (GDK_PRIORITY_REDRAW - 5, fit_bar, self, NULL);
}

static void
view_changed (BsCanvasPane *self)
{
  look_at_width (self);
  show_measure (self);
}

static void
bs_canvas_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BsCanvasPane *self = BS_CANVAS_PANE (object);

  switch (id)
    {
    case PROP_SHOW_GRID:
      g_value_set_boolean (value, self->show_grid);
      break;
    case PROP_SHOW_RULERS:
      g_value_set_boolean (value, self->show_rulers);
      break;
    case PROP_PREVIEW:
      g_value_set_boolean (value, self->preview);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_canvas_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BsCanvasPane *self = BS_CANVAS_PANE (object);

  switch (id)
    {
    case PROP_SHOW_GRID:
      self->show_grid = g_value_get_boolean (value);
      bs_canvas_set_grid (self->canvas, self->show_grid);
      break;
    case PROP_SHOW_RULERS:
      self->show_rulers = g_value_get_boolean (value);
      show_rulers (self);
      break;
    case PROP_PREVIEW:
      self->preview = g_value_get_boolean (value);
      bs_canvas_set_preview (self->canvas, self->preview);
      show_rulers (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_canvas_pane_dispose (GObject *object)
{
  BsCanvasPane *self = BS_CANVAS_PANE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->narrow_source, g_source_remove);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->format, bs_page_format_unref);
  g_clear_pointer (&self->format_name, g_free);
  g_clear_pointer (&self->format_styles, bs_node_unref);

  G_OBJECT_CLASS (bs_canvas_pane_parent_class)->dispose (object);
}

static GParamSpec *
new_switch (const char *name)
{
  return g_param_spec_boolean (name, NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
}

static void
bs_canvas_pane_class_init (BsCanvasPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bs_canvas_pane_get_property;
  object_class->set_property = bs_canvas_pane_set_property;
  object_class->dispose = bs_canvas_pane_dispose;

  properties[PROP_SHOW_GRID] = new_switch ("show-grid");
  properties[PROP_SHOW_RULERS] = new_switch ("show-rulers");
  properties[PROP_PREVIEW] = new_switch ("preview");
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[EDIT_REQUESTED] = g_signal_new ("edit-requested", BS_TYPE_CANVAS_PANE, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (BS_TYPE_LAYOUT_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-canvas-pane.ui");
  bs_menus_bind (widget_class);
  gtk_widget_class_bind_template_child (widget_class, BsCanvasPane, layout_button);
  gtk_widget_class_bind_template_child (widget_class, BsCanvasPane, title);
  gtk_widget_class_bind_template_child (widget_class, BsCanvasPane, go_button);
  gtk_widget_class_bind_template_child (widget_class, BsCanvasPane, go_popover);
  gtk_widget_class_bind_template_child (widget_class, BsCanvasPane, go_entry);
  gtk_widget_class_bind_template_child (widget_class, BsCanvasPane, go_refusal);
  gtk_widget_class_bind_template_child (widget_class, BsCanvasPane, zoom_out_button);
  gtk_widget_class_bind_template_child (widget_class, BsCanvasPane, zoom_in_button);
  gtk_widget_class_bind_template_child (widget_class, BsCanvasPane, table);
  gtk_widget_class_bind_template_callback (widget_class, go_activated);
  gtk_widget_class_bind_template_callback (widget_class, go_changed);
  gtk_widget_class_bind_template_child (widget_class, BsCanvasPane, zoom_label);
  gtk_widget_class_bind_template_child (widget_class, BsCanvasPane, canvas_stack);
  gtk_widget_class_bind_template_child (widget_class, BsCanvasPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, BsCanvasPane, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, BsCanvasPane, failure);
  gtk_widget_class_bind_template_child (widget_class, BsCanvasPane, fit_box);
  gtk_widget_class_bind_template_child (widget_class, BsCanvasPane, fit_icon);
  gtk_widget_class_bind_template_child (widget_class, BsCanvasPane, fit);
  gtk_widget_class_bind_template_child (widget_class, BsCanvasPane, measure);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
bs_canvas_pane_init (BsCanvasPane *self)
{
  GtkLayoutManager *layout;

  gtk_widget_init_template (GTK_WIDGET (self));
  bs_whole_text_offer (GTK_WIDGET (self));
  layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);

  self->canvas = BS_CANVAS (bs_canvas_new ());
  g_signal_connect_object (self->canvas, "edit-requested", G_CALLBACK (edit_requested), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "zoom-changed", G_CALLBACK (zoom_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "view-changed", G_CALLBACK (view_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->canvas));
  add_rulers (self);
  zoom_changed (self);
}

void
bs_canvas_pane_set_session (BsCanvasPane *self, BsSession *session)
{
  g_return_if_fail (BS_IS_CANVAS_PANE (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session == NULL)
    {
      bs_canvas_set_session (self->canvas, NULL);
      return;
    }

  bs_canvas_set_session (self->canvas, session);
  g_signal_connect_object (session, "page-updated", G_CALLBACK (page_updated), self, 0);
  g_signal_connect_object (session, "notify::page", G_CALLBACK (show_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::story", G_CALLBACK (story_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::box", G_CALLBACK (box_chosen), self,
                           G_CONNECT_SWAPPED);
  show_page (self);
}

BsCanvas *
bs_canvas_pane_get_canvas (BsCanvasPane *self)
{
  g_return_val_if_fail (BS_IS_CANVAS_PANE (self), NULL);

  return self->canvas;
}

void
bs_canvas_pane_choose_story (BsCanvasPane *self)
{
  g_return_if_fail (BS_IS_CANVAS_PANE (self));

  story_chosen (self);
  box_chosen (self);
}

void
bs_canvas_pane_set_progress (BsCanvasPane *self, double fraction)
{
  g_return_if_fail (BS_IS_CANVAS_PANE (self));

  bs_layout_button_set_progress (self->layout_button, fraction);
}

void
bs_canvas_pane_go_to_page (BsCanvasPane *self)
{
  g_return_if_fail (BS_IS_CANVAS_PANE (self));

  gtk_menu_button_popup (self->go_button);
  gtk_editable_set_text (GTK_EDITABLE (self->go_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->go_entry));
}
