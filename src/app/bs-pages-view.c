/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-pages-view.h"

#include "bs-config.h"
#include "bs-page-list.h"
#include "bs-panes.h"
#include "bs-problems-panel.h"
#include "bs-story-list.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define FEW_PROBLEMS 2

struct _BsPagesView
{
  GtkWidget parent_instance;

  GtkWidget *panes;
  GtkPaned *inner_panes;
  GtkWidget *sidebar;
  BsPageList *pages;
  GtkWidget *tray_box;
  GtkLabel *tray_title;
  BsStoryList *tray;
  GtkStack *layout_stack;
  GtkProgressBar *layout_progress;
  GtkLabel *title;
  GtkLabel *zoom_label;
  GtkStack *canvas_stack;
  GtkScrolledWindow *scroller;
  GtkLabel *waiting_label;
  GtkLabel *failure;
  GtkWidget *fit_box;
  GtkImage *fit_icon;
  GtkLabel *fit;
  GtkLabel *measure;
  GtkWidget *inspector;
  GtkScrolledWindow *problems_scroller;
  GtkBox *problems_box;
  BsProblemsPanel *problems;
  BsStoryEditor *editor;

  BsCanvas *canvas;
  BsSession *session;
  BsPageFormat *format; /* of the page shown, read once a name and styles */
  char *format_name;
  BsNode *format_styles; /* owned; that @format was made with */
  gboolean show_grid;
};

G_DEFINE_FINAL_TYPE (BsPagesView, bs_pages_view, GTK_TYPE_WIDGET)

enum
{
  PROP_SHOW_SIDEBAR = 1,
  PROP_SHOW_INSPECTOR,
  PROP_SHOW_GRID,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static BsPageFormat *
get_format (BsPagesView *self)
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
show_title (BsPagesView *self)
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
  bs_canvas_set_grid (self->canvas, self->show_grid ? format : NULL);
}

static const BsRegion *
find_box (BsPagesView *self, const char *ref)
{
  BsPageResult *result = bs_session_get_result (self->session, bs_session_get_page (self->session));

  for (guint i = 0;
       ref != NULL && result != NULL && i < bs_display_list_get_n_regions (result->list); i++)
    {
      const BsRegion *region = bs_display_list_get_region (result->list, i);

      if (region->kind == BS_REGION_BOX && g_strcmp0 (region->ref, ref) == 0)
        return region;
    }

  return NULL;
}

static void
show_measure (BsPagesView *self)
{
  const BsRegion *box = find_box (self, bs_session_get_story (self->session));
  g_autofree char *text = NULL;

  if (box != NULL)
    /* Translators: where the chosen box stands on the page and how large it is. */
    text = g_strdup_printf (_ ("x %.0f mm  y %.0f mm  width %.0f mm  height %.0f mm"),
                            bs_unit_to_mm (box->rect.x), bs_unit_to_mm (box->rect.y),
                            bs_unit_to_mm (box->rect.width), bs_unit_to_mm (box->rect.height));
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
show_fit (BsPagesView *self)
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
get_canvas_state (BsPagesView *self, const char *page)
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

/* Few problems are shown whole, many scroll: the story below needs its room. */
static void
show_problems (BsPagesView *self, GPtrArray *findings)
{
  gboolean many = findings != NULL && findings->len > FEW_PROBLEMS;

  GtkWidget *panel = GTK_WIDGET (self->problems);

  bs_problems_panel_show (self->problems, findings, bs_session_get_root (self->session));
  if (many == gtk_widget_get_visible (GTK_WIDGET (self->problems_scroller)))
    return;

  g_object_ref (panel);
  if (many)
    {
      gtk_box_remove (self->problems_box, panel);
      gtk_scrolled_window_set_child (self->problems_scroller, panel);
    }
  else
    {
      gtk_scrolled_window_set_child (self->problems_scroller, NULL);
      gtk_box_append (self->problems_box, panel);
    }
  g_object_unref (panel);
  gtk_widget_set_visible (GTK_WIDGET (self->problems_scroller), many);
}

static void
show_page (BsPagesView *self)
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

  bs_canvas_show (self->canvas, result != NULL ? result->list : NULL,
                  bs_session_get_root (self->session), bs_session_get_renderer (self->session));
  if (failure != NULL)
    {
      gtk_label_set_label (self->failure, failure);
      state = "failure";
    }
  else if (result == NULL)
    {
      state = "waiting";
    }
  else
    {
      state = get_canvas_state (self, page);
    }
  gtk_stack_set_visible_child_name (self->canvas_stack, state);
  show_problems (self, result != NULL ? result->findings : NULL);
  show_title (self);
  show_fit (self);
  show_measure (self);
}

static void
page_updated (BsSession *session, const char *page, BsPagesView *self)
{
  if (g_strcmp0 (page, bs_session_get_page (session)) == 0)
    show_page (self);
}

static void
story_chosen (BsPagesView *self)
{
  const char *story = bs_session_get_story (self->session);
  const BsRegion *box = find_box (self, story);

  bs_canvas_set_selected (self->canvas, story);
  if (box != NULL)
    bs_canvas_reveal (self->canvas, &box->rect);
  show_fit (self);
  show_measure (self);
}

static void
box_activated (BsCanvas *canvas G_GNUC_UNUSED, const char *box G_GNUC_UNUSED, const char *ref,
               gboolean edit, BsPagesView *self)
{
  const BsNode *root = bs_session_get_root (self->session);
  const BsNode *photo = bs_issue_get_photo (root, ref);

  if (bs_issue_get_story (root, ref) == NULL && photo != NULL)
    ref = bs_node_get_text (photo, "story");
  if (bs_issue_get_story (root, ref) == NULL)
    return;

  bs_session_set_story (self->session, ref);
  if (edit && gtk_widget_get_visible (self->inspector))
    bs_story_editor_focus (self->editor);
}

static void
problem_activated (BsProblemsPanel *panel G_GNUC_UNUSED, gpointer data, BsPagesView *self)
{
  const BsFinding *finding = data;
  BsRect rect = finding->rect;

  if (finding->page != NULL)
    bs_session_set_page (self->session, finding->page);
  if (finding->story != NULL
      && bs_issue_get_story (bs_session_get_root (self->session), finding->story) != NULL)
    bs_session_set_story (self->session, finding->story);
  bs_canvas_reveal (self->canvas, &rect);
}

static void
tray_changed (BsPagesView *self)
{
  g_autofree char *title
    /* Translators: heading of the list of stories without a place; %u is their number. */
    = g_strdup_printf (_ ("Not on a Page (%u)"), bs_story_list_get_n_shown (self->tray));

  gtk_label_set_label (self->tray_title, title);
  gtk_widget_set_visible (self->tray_box, bs_story_list_get_n_shown (self->tray) > 0);
}

static void
zoom_changed (BsPagesView *self)
{
  BsZoomMode mode = bs_canvas_get_zoom_mode (self->canvas);
  g_autofree char *percent = g_strdup_printf ("%.0f %%",
                                              round (bs_canvas_get_zoom (self->canvas) * 100));

  gtk_label_set_label (self->zoom_label, mode == BS_ZOOM_FIT     ? _ ("Whole Page")
                                         : mode == BS_ZOOM_WIDTH ? _ ("Page Width")
                                                                 : percent);
}

static void
bs_pages_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BsPagesView *self = BS_PAGES_VIEW (object);

  switch (id)
    {
    case PROP_SHOW_SIDEBAR:
      g_value_set_boolean (value, gtk_widget_get_visible (self->sidebar));
      break;
    case PROP_SHOW_INSPECTOR:
      g_value_set_boolean (value, gtk_widget_get_visible (self->inspector));
      break;
    case PROP_SHOW_GRID:
      g_value_set_boolean (value, self->show_grid);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_pages_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BsPagesView *self = BS_PAGES_VIEW (object);

  switch (id)
    {
    case PROP_SHOW_SIDEBAR:
      gtk_widget_set_visible (self->sidebar, g_value_get_boolean (value));
      break;
    case PROP_SHOW_INSPECTOR:
      gtk_widget_set_visible (self->inspector, g_value_get_boolean (value));
      break;
    case PROP_SHOW_GRID:
      self->show_grid = g_value_get_boolean (value);
      if (self->session != NULL)
        show_title (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_pages_view_dispose (GObject *object)
{
  BsPagesView *self = BS_PAGES_VIEW (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->panes, gtk_widget_unparent);
  g_clear_pointer (&self->format, bs_page_format_unref);
  g_clear_pointer (&self->format_name, g_free);
  g_clear_pointer (&self->format_styles, bs_node_unref);

  G_OBJECT_CLASS (bs_pages_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, panes);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, inner_panes);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, sidebar);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, pages);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, tray_box);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, tray_title);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, tray);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, layout_stack);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, layout_progress);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, title);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, zoom_label);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, canvas_stack);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, scroller);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, failure);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, fit_box);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, fit_icon);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, fit);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, measure);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, inspector);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, problems_scroller);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, problems_box);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, problems);
  gtk_widget_class_bind_template_child (widget_class, BsPagesView, editor);
  gtk_widget_class_bind_template_callback (widget_class, problem_activated);
  gtk_widget_class_bind_template_callback (widget_class, tray_changed);
}

static void
bs_pages_view_class_init (BsPagesViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bs_pages_view_get_property;
  object_class->set_property = bs_pages_view_set_property;
  object_class->dispose = bs_pages_view_dispose;

  properties[PROP_SHOW_SIDEBAR] = g_param_spec_boolean ("show-sidebar", NULL, NULL, TRUE,
                                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_INSPECTOR] = g_param_spec_boolean ("show-inspector", NULL, NULL, TRUE,
                                                          G_PARAM_READWRITE
                                                            | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_GRID] = g_param_spec_boolean ("show-grid", NULL, NULL, FALSE,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (BS_TYPE_PAGE_LIST);
  g_type_ensure (BS_TYPE_STORY_LIST);
  g_type_ensure (BS_TYPE_STORY_EDITOR);
  g_type_ensure (BS_TYPE_PROBLEMS_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-pages-view.ui");
  bind_children (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_pages_view_init (BsPagesView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bs_panes_begin_narrow (self->inner_panes);

  self->canvas = BS_CANVAS (bs_canvas_new ());
  g_signal_connect_object (self->canvas, "box-activated", G_CALLBACK (box_activated), self, 0);
  g_signal_connect_object (self->canvas, "zoom-changed", G_CALLBACK (zoom_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->canvas));
  zoom_changed (self);
}

void
bs_pages_view_set_session (BsPagesView *self, BsSession *session, BsStoryModel *model)
{
  g_return_if_fail (BS_IS_PAGES_VIEW (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  bs_page_list_set_session (self->pages, session);
  bs_story_list_set_session (self->tray, session, model);
  bs_story_editor_set_session (self->editor, session);
  if (session == NULL)
    {
      bs_canvas_show (self->canvas, NULL, NULL, NULL);
      return;
    }

  g_signal_connect_object (session, "page-updated", G_CALLBACK (page_updated), self, 0);
  g_signal_connect_object (session, "notify::page", G_CALLBACK (show_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::story", G_CALLBACK (story_chosen), self,
                           G_CONNECT_SWAPPED);
  tray_changed (self);
  show_page (self);
}

BsCanvas *
bs_pages_view_get_canvas (BsPagesView *self)
{
  g_return_val_if_fail (BS_IS_PAGES_VIEW (self), NULL);

  return self->canvas;
}

BsStoryEditor *
bs_pages_view_get_editor (BsPagesView *self)
{
  g_return_val_if_fail (BS_IS_PAGES_VIEW (self), NULL);

  return self->editor;
}

void
bs_pages_view_reveal_story (BsPagesView *self, const char *story)
{
  const char *page;

  g_return_if_fail (BS_IS_PAGES_VIEW (self));

  page = bs_session_find_placed_page (self->session, story);
  if (page == NULL)
    return;

  bs_session_set_page (self->session, page);
  bs_session_set_story (self->session, story);
  story_chosen (self);
}

void
bs_pages_view_step_page (BsPagesView *self, int step)
{
  const BsNode *pages;
  int index;

  g_return_if_fail (BS_IS_PAGES_VIEW (self));

  pages = bs_issue_get_pages (bs_session_get_root (self->session));
  index = bs_node_index_of_id (pages, bs_session_get_page (self->session)) + step;
  if (index >= 0 && index < (int) bs_node_get_length (pages))
    bs_session_set_page (self->session,
                         bs_node_get_text (bs_node_get_element (pages, (guint) index), "id"));
}

void
bs_pages_view_set_progress (BsPagesView *self, double fraction)
{
  g_return_if_fail (BS_IS_PAGES_VIEW (self));

  gtk_stack_set_visible_child_name (self->layout_stack, fraction < 0 ? "idle" : "busy");
  gtk_progress_bar_set_fraction (self->layout_progress, CLAMP (fraction, 0, 1));
}
