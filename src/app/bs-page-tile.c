/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-page-tile.h"

#include "bs-config.h"
#include "bs-thumbnail.h"

#include <glib/gi18n-lib.h>

#define THUMBNAIL_SIZE 118

struct _BsPageTile
{
  GtkFlowBoxChild parent_instance;

  BsThumbnail *thumbnail;
  GtkLabel *name;
  GtkLabel *errors;
  GtkWidget *approved;
  GtkWidget *state;

  BsSession *session;
  char *page;
  gboolean in_sight;
};

G_DEFINE_FINAL_TYPE (BsPageTile, bs_page_tile, GTK_TYPE_FLOW_BOX_CHILD)

static guint
count_errors (BsPageTile *self)
{
  BsPageResult *result = bs_session_get_result (self->session, self->page);
  guint n = bs_session_get_failure (self->session, self->page) != NULL ? 1 : 0;

  for (guint i = 0; result != NULL && i < result->findings->len; i++)
    if (((BsFinding *) g_ptr_array_index (result->findings, i))->level == BS_LEVEL_ERROR)
      n++;

  return n;
}

/* Whether it has stories, and all of them are approved. */
static gboolean
is_approved (const BsNode *issue, const BsNode *page)
{
  const BsNode *boxes = bs_node_get_member (page, "boxes");
  gboolean any = FALSE;

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      const BsNode *refs = bs_node_get_member (bs_node_get_element (boxes, i), "refs");
      const BsNode *story = bs_issue_get_story (issue,
                                                bs_node_get_string (bs_node_get_element (refs, 0)));

      if (story == NULL)
        continue;
      if (g_strcmp0 (bs_node_get_text (story, "status"), "approved") != 0)
        return FALSE;
      any = TRUE;
    }

  return any;
}

/* What keeps a page from being one, in a word; NULL: nothing. */
static const char *
get_state (const BsNode *issue, const BsNode *page)
{
  const char *id = bs_node_get_text (page, "id");
  const BsNode *const lists[] = { bs_issue_get_stories (issue), bs_issue_get_photos (issue) };

  if (bs_node_get_length (bs_node_get_member (page, "boxes")) > 0)
    return NULL;
  for (guint k = 0; k < G_N_ELEMENTS (lists); k++)
    for (guint i = 0; i < bs_node_get_length (lists[k]); i++)
      if (g_str_equal (bs_node_get_text (bs_node_get_element (lists[k], i), "page"), id))
        /* Translators: on the small picture of a page; stories wait to be placed on it. */
        return _ ("Not laid out");

  /* Translators: on the small picture of a page that nothing is meant for. */
  return _ ("Empty");
}

static void
show_marks (BsPageTile *self, guint errors, gboolean approved, const char *state)
{
  g_autofree char *number = g_strdup_printf ("%u", errors);
  g_autofree char *words = errors > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                                      "%u error on this page",
                                                                      "%u errors on this page",
                                                                      (gulong) errors),
                                                         errors)
                                      : NULL;
  const char *mark = words != NULL   ? words
                     : state != NULL ? state
                     : approved      ? _ ("All stories approved")
                                     : NULL;
  /* Translators: name of a small picture of a page for a screen reader; %s is "A1". */
  g_autofree char *title = g_strdup_printf (_ ("Page %s"), self->page);
  /* Translators: a page, and what is to be said of it: "Page A1, 2 errors on this page" */
  g_autofree char *label = mark != NULL ? g_strdup_printf (_ ("%s, %s"), title, mark) : NULL;

  gtk_label_set_label (self->errors, number);
  gtk_widget_set_visible (GTK_WIDGET (self->errors), errors > 0);
  gtk_widget_set_visible (self->approved, errors == 0 && approved);
  gtk_label_set_label (GTK_LABEL (self->state), state != NULL ? state : "");
  gtk_widget_set_visible (self->state, state != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), label != NULL ? label : title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, mark != NULL ? mark : "",
                                  -1);
}

static void
bs_page_tile_dispose (GObject *object)
{
  BsPageTile *self = BS_PAGE_TILE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->page, g_free);

  G_OBJECT_CLASS (bs_page_tile_parent_class)->dispose (object);
}

static void
bs_page_tile_class_init (BsPageTileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bs_page_tile_dispose;
}

static GtkWidget *
make_label (const char *first_class, const char *second_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, first_class);
  if (second_class != NULL)
    gtk_widget_add_css_class (label, second_class);

  return label;
}

static void
bs_page_tile_init (BsPageTile *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->thumbnail = BS_THUMBNAIL (bs_thumbnail_new (THUMBNAIL_SIZE));
  self->state = make_label ("page-state", NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->state), PANGO_ELLIPSIZE_END);
  gtk_widget_set_halign (self->state, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->state, GTK_ALIGN_CENTER);
  gtk_widget_set_can_target (self->state, FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->thumbnail));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->state);

  self->name = GTK_LABEL (make_label ("caption", "numeric"));
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_END);
  self->errors = GTK_LABEL (make_label ("chip", "error"));
  gtk_widget_add_css_class (GTK_WIDGET (self->errors), "count");
  self->approved = gtk_image_new_from_icon_name ("emblem-ok-symbolic");
  gtk_widget_add_css_class (self->approved, "success");
  gtk_image_set_pixel_size (GTK_IMAGE (self->approved), 12);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->errors));
  gtk_box_append (GTK_BOX (line), self->approved);
  gtk_widget_set_halign (line, GTK_ALIGN_CENTER);

  gtk_box_append (GTK_BOX (box), overlay);
  gtk_box_append (GTK_BOX (box), line);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (self), box);
}

GtkWidget *
bs_page_tile_new (BsSession *session, const char *page)
{
  BsPageTile *self = g_object_new (BS_TYPE_PAGE_TILE, NULL);

  self->session = g_object_ref (session);
  self->page = g_strdup (page);
  gtk_label_set_label (self->name, page);
  bs_page_tile_update (self);

  return GTK_WIDGET (self);
}

const char *
bs_page_tile_get_page (BsPageTile *self)
{
  g_return_val_if_fail (BS_IS_PAGE_TILE (self), NULL);

  return self->page;
}

void
bs_page_tile_update (BsPageTile *self)
{
  const BsNode *issue;
  const BsNode *page;
  BsPageResult *result;
  const char *state;

  g_return_if_fail (BS_IS_PAGE_TILE (self));

  issue = bs_session_get_root (self->session);
  page = bs_issue_get_page (issue, self->page);
  result = bs_session_get_result (self->session, self->page);
  state = get_state (issue, page);
  /* On a page without boxes every story would count as an error, and only one thing is to do. */
  show_marks (self, state == NULL ? count_errors (self) : 0, is_approved (issue, page), state);
  if (self->in_sight)
    bs_thumbnail_show (self->thumbnail, result != NULL ? result->list : NULL,
                       bs_session_get_renderer (self->session));
}

void
bs_page_tile_set_in_sight (BsPageTile *self, gboolean in_sight)
{
  g_return_if_fail (BS_IS_PAGE_TILE (self));

  if (self->in_sight == in_sight)
    return;

  self->in_sight = in_sight;
  bs_page_tile_update (self);
}

void
bs_page_tile_show_drop (BsPageTile *self, int side)
{
  g_return_if_fail (BS_IS_PAGE_TILE (self));

  gtk_widget_remove_css_class (GTK_WIDGET (self), "drop-before");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "drop-behind");
  if (side != 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), side < 0 ? "drop-before" : "drop-behind");
}
