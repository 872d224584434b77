/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-canvas-private.h"

#include "bs-box-place.h"
#include "bs-config.h"
#include "bs-text-hit.h"

#include "layout/bs-page-fit.h"
#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
bs_canvas_get_chosen (BsCanvas *self, BsCanvasChosen *chosen)
{
  g_autoptr (GError) error = NULL;

  chosen->node = bs_session_get_box_node (self->session);
  if (chosen->node == NULL)
    return FALSE;
  if (!bs_session_get_context (self->session, &chosen->context, &error))
    {
      bs_session_tell (self->session, error->message, 0);
      return FALSE;
    }
  chosen->id = bs_session_get_box (self->session);
  chosen->place = bs_box_place_read (chosen->node);

  return TRUE;
}

/* Steps with the same key, one after the other, are one step of undo. */
static void
make_step (BsCanvas *self, const char *what, const BsCanvasChosen *chosen, BsPageEdit *edit,
           GError *error)
{
  BsDocument *document = bs_session_get_document (self->session);
  g_autofree char *key = g_strdup_printf ("%s %s %s", what, chosen->context.page, chosen->id);

  if (edit != NULL && edit->operations->len == 0)
    {
      bs_page_edit_unref (edit);
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  if (edit == NULL)
    {
      bs_session_apply (self->session, NULL, error);
      return;
    }
  bs_document_begin (document, edit->label, key);
  bs_session_apply (self->session, edit, NULL);
  bs_document_end (document);
}

static guint
step (guint from, int by)
{
  return (guint) MAX (0, (int) from + by);
}

static void
move (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter)
{
  BsCanvas *self = BS_CANVAS (widget);
  GError *error = NULL;
  BsPageEdit *edit;
  BsCanvasChosen chosen;
  int dx;
  int dy;

  if (!bs_canvas_get_chosen (self, &chosen))
    return;
  g_variant_get (parameter, "(ii)", &dx, &dy);
  edit = bs_page_edit_move (&chosen.context, chosen.id, step (chosen.place.column, dx),
                            step (chosen.place.line, dy), BS_OVERLAP_PUSH, &error);
  make_step (self, "move", &chosen, edit, error);
}

static void
grow (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter)
{
  BsCanvas *self = BS_CANVAS (widget);
  GError *error = NULL;
  BsPageEdit *edit;
  BsCanvasChosen chosen;
  int dx;
  int dy;

  if (!bs_canvas_get_chosen (self, &chosen))
    return;
  g_variant_get (parameter, "(ii)", &dx, &dy);
  chosen.place.columns = MAX (1, step (chosen.place.columns, dx));
  chosen.place.lines = MAX (1, step (chosen.place.lines, dy));
  edit = bs_page_edit_resize (&chosen.context, chosen.id, &chosen.place, BS_OVERLAP_PUSH, &error);
  make_step (self, "grow", &chosen, edit, error);
}

static BsCanvasBox *
find_neighbor (BsCanvas *self, GVariant *direction)
{
  BsCanvasBox *box = bs_canvas_get_chosen_box (self);
  int dx;
  int dy;

  g_variant_get (direction, "(ii)", &dx, &dy);

  return box != NULL ? bs_canvas_find_neighbor (self, box, dx, dy) : NULL;
}

static void
choose_neighbor (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter)
{
  BsCanvas *self = BS_CANVAS (widget);
  BsCanvasBox *box = find_neighbor (self, parameter);

  if (box == NULL)
    {
      gtk_widget_error_bell (widget);
      return;
    }
  bs_canvas_choose (self, bs_canvas_box_get_box (box));
  bs_canvas_reveal (self, bs_canvas_box_get_rect (box));
}

static void
swap_with (BsCanvas *self, const char *other)
{
  GError *error = NULL;
  BsPageEdit *edit;
  BsCanvasChosen chosen;

  if (!bs_canvas_get_chosen (self, &chosen))
    return;
  edit = bs_page_edit_swap (&chosen.context, chosen.id, other, &error);
  bs_session_apply (self->session, edit, error);
}

static void
swap_neighbor (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter)
{
  BsCanvas *self = BS_CANVAS (widget);
  BsCanvasBox *box = find_neighbor (self, parameter);

  if (box != NULL)
    swap_with (self, bs_canvas_box_get_box (box));
  else
    gtk_widget_error_bell (widget);
}

static void
swap (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter)
{
  swap_with (BS_CANVAS (widget), g_variant_get_string (parameter, NULL));
}

static void
remove_box (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  BsCanvas *self = BS_CANVAS (widget);
  GError *error = NULL;
  BsPageEdit *edit;
  BsCanvasChosen chosen;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (!bs_canvas_get_chosen (self, &chosen))
    return;
  title = bs_box_dup_title (chosen.context.issue, chosen.node);
  /* Translators: told after a box was taken off the page. */
  text = g_strdup_printf (_ ("“%s” was taken off the page"), title);
  edit = bs_page_edit_remove (&chosen.context, chosen.id, &error);
  if (!bs_session_apply (self->session, edit, error))
    return;

  bs_canvas_choose (self, NULL);
  bs_session_tell (self->session, text, 1);
}

static void
toggle_lock (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  BsCanvas *self = BS_CANVAS (widget);
  GError *error = NULL;
  BsPageEdit *edit;
  BsCanvasChosen chosen;
  gboolean locked;

  if (!bs_canvas_get_chosen (self, &chosen))
    return;
  locked = bs_node_get_boolean (bs_node_get_member (chosen.node, "locked"), FALSE);
  edit = bs_page_edit_set_locked (&chosen.context, chosen.id, !locked, &error);
  bs_session_apply (self->session, edit, error);
}

static void
fill (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  BsCanvas *self = BS_CANVAS (widget);
  GError *error = NULL;
  BsPageEdit *edit;
  BsCanvasChosen chosen;

  if (!bs_canvas_get_chosen (self, &chosen))
    return;
  edit = bs_page_edit_fill (&chosen.context, chosen.id, &error);
  bs_session_apply (self->session, edit, error);
}

/* The ways were listed for the menu; the document may have changed since, so they are listed anew. */
static void
fit (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter)
{
  BsCanvas *self = BS_CANVAS (widget);
  g_autoptr (GPtrArray) fits = NULL;
  BsCanvasChosen chosen;

  if (!bs_canvas_get_chosen (self, &chosen))
    return;
  fits = bs_page_edit_list_fits (&chosen.context, chosen.id, BS_CANVAS_MOST_FITS, NULL);
  for (guint i = 0; fits != NULL && i < fits->len; i++)
    {
      BsPageFit *way = g_ptr_array_index (fits, i);

      if (g_str_equal (way->explanation, g_variant_get_string (parameter, NULL)))
        {
          bs_session_apply (self->session, bs_page_edit_ref (way->edit), NULL);
          return;
        }
    }
  gtk_widget_error_bell (widget);
}

/* Of a photo alone there is no text: it is cropped, or gets the picture that it waits for. */
static void
edit_text (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  BsCanvas *self = BS_CANVAS (widget);
  const BsNode *root = bs_session_get_root (self->session);
  BsCanvasBox *box = bs_canvas_get_chosen_box (self);
  const char *ref = box != NULL ? bs_canvas_box_get_ref (box) : "";
  const char *kind = bs_node_get_text (bs_session_get_box_node (self->session), "kind");

  /* An advertisement is never cropped: it is sold as it is. */
  if (box == NULL || g_str_equal (kind, "ad") || bs_issue_get_story (root, ref) != NULL)
    bs_canvas_emit (self, BS_CANVAS_EDIT_REQUESTED);
  else if (bs_issue_get_photo (root, ref) != NULL && !bs_canvas_has_photo (self, box))
    gtk_widget_activate_action (widget, "win.add-picture", "s", ref);
  else
    bs_canvas_begin_crop (self);
}

/* Beside the page, where the page follows each key. */
static void
edit_headline (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  BsCanvas *self = BS_CANVAS (widget);
  BsCanvasBox *box = bs_canvas_get_chosen_box (self);
  const char *ref = box != NULL ? bs_canvas_box_get_ref (box) : "";
  const BsNode *story = bs_issue_get_story (bs_session_get_root (self->session), ref);
  g_autofree char *path = NULL;

  if (story == NULL)
    {
      gtk_widget_error_bell (widget);
      return;
    }
  path = bs_issue_dup_path ("stories", ref, "headline");
  bs_canvas_emit (self, BS_CANVAS_EDIT_REQUESTED);
  bs_session_reveal (self->session, path, 0, strlen (bs_node_get_text (story, "headline")));
}

static void
edit_caption (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter)
{
  g_autofree char *path = bs_issue_dup_path ("photos", g_variant_get_string (parameter, NULL),
                                             "caption");

  bs_session_reveal (BS_CANVAS (widget)->session, path, 0, 0);
}

static void
crop_photo (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  if (!bs_canvas_begin_crop (BS_CANVAS (widget)))
    gtk_widget_error_bell (widget);
}

/* The photo was named elsewhere in the window: what is typed now is for its crop. */
static void
crop_named_photo (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter)
{
  if (bs_canvas_begin_crop_of (BS_CANVAS (widget), g_variant_get_string (parameter, NULL)))
    bs_canvas_take_focus (BS_CANVAS (widget));
  else
    gtk_widget_error_bell (widget);
}

static void
show_in_stories (GtkWidget *widget, const char *name G_GNUC_UNUSED,
                 GVariant *parameter G_GNUC_UNUSED)
{
  gtk_widget_activate_action (widget, "win.view", "s", "stories");
}

static void
open_menu (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  BsCanvas *self = BS_CANVAS (widget);
  BsCanvasBox *box = bs_canvas_get_chosen_box (self);
  graphene_rect_t rect;
  double x;
  double y;

  if (box == NULL)
    return;
  rect = bs_canvas_to_pixels (self, bs_canvas_box_get_rect (box));
  bs_canvas_get_origin (self, &x, &y);
  bs_canvas_show_menu (self, box, x + rect.origin.x + rect.size.width / 2,
                       y + rect.origin.y + MIN (rect.size.height / 2, 60));
}

static void
deselect (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  bs_canvas_choose (BS_CANVAS (widget), NULL);
}

static void
add_arrow (GtkWidgetClass *widget_class, guint index, GdkModifierType modifiers, const char *action)
{
  static const guint keys[][2] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left },
    { GDK_KEY_Right, GDK_KEY_KP_Right },
    { GDK_KEY_Up, GDK_KEY_KP_Up },
    { GDK_KEY_Down, GDK_KEY_KP_Down },
  };
  static const int steps[][2] = { { -1, 0 }, { 1, 0 }, { 0, -1 }, { 0, 1 } };

  for (guint i = 0; i < 2; i++)
    gtk_widget_class_add_binding_action (widget_class, keys[index][i], modifiers, action, "(ii)",
                                         steps[index][0], steps[index][1]);
}

static void
install_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_Delete, 0, "canvas.remove" },
    { GDK_KEY_KP_Delete, 0, "canvas.remove" },
    { GDK_KEY_BackSpace, 0, "canvas.remove" },
    { GDK_KEY_l, 0, "canvas.toggle-lock" },
    { GDK_KEY_f, 0, "canvas.fill" },
    { GDK_KEY_c, 0, "canvas.crop" },
    { GDK_KEY_h, 0, "canvas.edit-headline" },
    { GDK_KEY_Return, 0, "canvas.edit" },
    { GDK_KEY_KP_Enter, 0, "canvas.edit" },
    { GDK_KEY_Menu, 0, "canvas.menu" },
    { GDK_KEY_F10, GDK_SHIFT_MASK, "canvas.menu" },
    { GDK_KEY_F2, 0, "canvas.menu" },
    { GDK_KEY_Escape, 0, "canvas.deselect" },
    { GDK_KEY_Page_Up, 0, "win.previous-page" },
    { GDK_KEY_Page_Down, 0, "win.next-page" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
  for (guint i = 0; i < 4; i++)
    {
      add_arrow (widget_class, i, 0, "canvas.move");
      add_arrow (widget_class, i, GDK_SHIFT_MASK, "canvas.grow");
      add_arrow (widget_class, i, GDK_CONTROL_MASK, "canvas.choose-neighbor");
      add_arrow (widget_class, i, GDK_ALT_MASK, "canvas.swap-neighbor");
    }
}

void
bs_canvas_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "canvas.move", "(ii)", move);
  gtk_widget_class_install_action (widget_class, "canvas.grow", "(ii)", grow);
  gtk_widget_class_install_action (widget_class, "canvas.choose-neighbor", "(ii)", choose_neighbor);
  gtk_widget_class_install_action (widget_class, "canvas.swap-neighbor", "(ii)", swap_neighbor);
  gtk_widget_class_install_action (widget_class, "canvas.swap", "s", swap);
  gtk_widget_class_install_action (widget_class, "canvas.remove", NULL, remove_box);
  gtk_widget_class_install_action (widget_class, "canvas.toggle-lock", NULL, toggle_lock);
  gtk_widget_class_install_action (widget_class, "canvas.fill", NULL, fill);
  gtk_widget_class_install_action (widget_class, "canvas.fit", "s", fit);
  gtk_widget_class_install_action (widget_class, "canvas.edit", NULL, edit_text);
  gtk_widget_class_install_action (widget_class, "canvas.edit-headline", NULL, edit_headline);
  gtk_widget_class_install_action (widget_class, "canvas.edit-caption", "s", edit_caption);
  gtk_widget_class_install_action (widget_class, "canvas.crop", NULL, crop_photo);
  gtk_widget_class_install_action (widget_class, "canvas.crop-photo", "s", crop_named_photo);
  gtk_widget_class_install_action (widget_class, "canvas.show-in-stories", NULL, show_in_stories);
  gtk_widget_class_install_action (widget_class, "canvas.menu", NULL, open_menu);
  gtk_widget_class_install_action (widget_class, "canvas.deselect", NULL, deselect);
  bs_canvas_install_elsewhere (widget_class);
  install_keys (widget_class);
}

void
bs_canvas_update_actions (BsCanvas *self)
{
  static const char *const of_box[] = { "canvas.move",          "canvas.grow",
                                        "canvas.swap-neighbor", "canvas.swap",
                                        "canvas.remove",        "canvas.toggle-lock",
                                        "canvas.fill",          "canvas.send-to-page",
                                        "canvas.continue-on",   "canvas.join" };
  static const char *const looking[] = {
    "canvas.choose-neighbor", "canvas.edit", "canvas.edit-headline",
    "canvas.show-in-stories", "canvas.menu", "canvas.deselect"
  };
  gboolean chosen = bs_canvas_get_chosen_box (self) != NULL && !self->preview;
  gboolean writable = chosen
                      && !bs_document_get_read_only (bs_session_get_document (self->session));

  for (guint i = 0; i < G_N_ELEMENTS (of_box); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), of_box[i], writable);
  for (guint i = 0; i < G_N_ELEMENTS (looking); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), looking[i], chosen);
}

void
bs_canvas_edit_at (BsCanvas *self, BsCanvasBox *box, BsUnit x, BsUnit y)
{
  BsTextHit hit;

  bs_canvas_choose (self, bs_canvas_box_get_box (box));
  bs_canvas_emit (self, BS_CANVAS_EDIT_REQUESTED);
  if (bs_text_hit_find (self->list, bs_canvas_box_get_rect (box), x, y, &hit))
    bs_session_reveal (self->session, hit.path, hit.offset, BS_REVEAL_CARET);
}
