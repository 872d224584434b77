/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-canvas-private.h"

#include "bs-box-place.h"
#include "bs-config.h"
#include "bs-menus.h"

#include "layout/bs-page-fit.h"
#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>

#define MOST_CHARACTERS 60

static void
append (GMenu *menu, const char *label, const char *action, const char *key)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  if (key != NULL)
    g_menu_item_set_attribute (item, "accel", "s", key);
  g_menu_append_item (menu, item);
}

static void
append_section (GMenu *menu, GMenu *section)
{
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section);
}

/* The boxes next to it on the four sides, each once. */
static GMenu *
new_swap_menu (BsCanvas *self, BsCanvasBox *box)
{
  static const int directions[][2] = { { -1, 0 }, { 1, 0 }, { 0, -1 }, { 0, 1 } };
  const BsNode *root = bs_session_get_root (self->session);
  const BsNode *boxes = bs_node_get_member (bs_issue_get_page (root,
                                                               bs_session_get_page (self->session)),
                                            "boxes");
  GMenu *menu = bs_menus_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      BsCanvasBox *other = bs_canvas_find_neighbor (self, box, directions[i][0], directions[i][1]);
      g_autofree char *title = NULL;
      g_autoptr (GMenuItem) item = NULL;

      if (other == NULL || bs_canvas_box_get_locked (other) || !g_hash_table_add (seen, other))
        continue;
      title = bs_box_dup_title (root, bs_node_find_by_id (boxes, bs_canvas_box_get_box (other)));
      item = g_menu_item_new (NULL, NULL);
      g_menu_item_set_label (item, title);
      g_menu_item_set_action_and_target (item, "canvas.swap", "s", bs_canvas_box_get_box (other));
      g_menu_append_item (menu, item);
    }

  return menu;
}

static char *
shorten (const char *text)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= MOST_CHARACTERS)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, MOST_CHARACTERS - 1);

  return g_strconcat (start, "…", NULL);
}

static GMenu *
new_fits_menu (BsCanvas *self, BsCanvasBox *box)
{
  GMenu *menu = bs_menus_new ();
  g_autoptr (GPtrArray) fits = NULL;
  BsPageContext context;

  if (bs_session_get_context (self->session, &context, NULL))
    fits = bs_page_edit_list_fits (&context, bs_canvas_box_get_box (box), BS_CANVAS_MOST_FITS,
                                   NULL);
  for (guint i = 0; fits != NULL && i < fits->len; i++)
    {
      BsPageFit *way = g_ptr_array_index (fits, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);
      g_autofree char *label = shorten (way->explanation);

      g_menu_item_set_label (item, label);
      g_menu_item_set_action_and_target (item, "canvas.fit", "s", way->explanation);
      g_menu_append_item (menu, item);
    }

  return menu;
}

/* The pages from @first on but this one. */
static GMenu *
new_pages_menu (BsCanvas *self, const char *action, guint first)
{
  const BsNode *pages = bs_issue_get_pages (bs_session_get_root (self->session));
  GMenu *menu = bs_menus_new ();

  for (guint i = first; i < bs_node_get_length (pages); i++)
    {
      const char *page = bs_node_get_text (bs_node_get_element (pages, i), "id");
      g_autoptr (GMenuItem) item = NULL;

      if (g_strcmp0 (page, bs_session_get_page (self->session)) == 0)
        continue;
      item = g_menu_item_new (page, NULL);
      g_menu_item_set_action_and_target (item, action, "s", page);
      g_menu_append_item (menu, item);
    }

  return menu;
}

static void
append_submenu (GMenu *menu, const char *label, GMenu *submenu)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (submenu)) > 0)
    g_menu_append_submenu (menu, label, G_MENU_MODEL (submenu));
  g_object_unref (submenu);
}

/* Of a box that is a photo. */
static void
append_photo (BsCanvas *self, GMenu *section, const char *ref)
{
  const BsNode *photo = bs_issue_get_photo (bs_session_get_root (self->session), ref);
  gboolean missing = photo != NULL && *bs_node_get_text (photo, "file") == '\0';
  g_autoptr (GMenuItem) picture = g_menu_item_new (missing ? _ ("Add the Pict_ure…")
                                                           : _ ("Another Pict_ure…"),
                                                   NULL);
  g_autoptr (GMenuItem) caption = g_menu_item_new (_ ("Write the C_aption"), NULL);

  if (photo == NULL)
    return;
  g_menu_item_set_action_and_target (picture, "win.add-picture", "s", ref);
  if (missing)
    g_menu_item_set_attribute (picture, "accel", "s", "Return");
  g_menu_append_item (section, picture);
  g_menu_item_set_action_and_target (caption, "canvas.edit-caption", "s", ref);
  g_menu_append_item (section, caption);
}

static guint
count_boxes (BsCanvas *self, const char *ref)
{
  const BsNode *pages = bs_issue_get_pages (bs_session_get_root (self->session));
  guint n = 0;

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const BsNode *boxes = bs_node_get_member (bs_node_get_element (pages, i), "boxes");

      for (guint j = 0; j < bs_node_get_length (boxes); j++)
        {
          const BsNode *refs = bs_node_get_member (bs_node_get_element (boxes, j), "refs");

          if (g_strcmp0 (bs_node_get_string (bs_node_get_element (refs, 0)), ref) == 0)
            n++;
        }
    }

  return n;
}

static void
append_pages (BsCanvas *self, GMenu *section, const char *ref)
{
  const BsNode *root = bs_session_get_root (self->session);
  int index = bs_node_index_of_id (bs_issue_get_pages (root), bs_session_get_page (self->session));

  if (bs_issue_get_story (root, ref) != NULL && index >= 0)
    {
      /* Translators: a menu of pages: what finds no room here goes on there (a jump). */
      append_submenu (section, _ ("C_ontinue on Page"),
                      new_pages_menu (self, "canvas.continue-on", (guint) index + 1));
      if (count_boxes (self, ref) > 1)
        /* Translators: all parts of a story that is continued come back into this box. */
        append (section, _ ("_Join Its Parts Here"), "canvas.join", NULL);
    }
  append_submenu (section, _ ("Send to _Page"), new_pages_menu (self, "canvas.send-to-page", 0));
}

/* A photo that belongs to none is only on its page. */
static gboolean
has_story (BsCanvas *self, const char *ref)
{
  const BsNode *root = bs_session_get_root (self->session);

  return bs_issue_get_story (root, ref) != NULL
         || *bs_node_get_text (bs_issue_get_photo (root, ref), "story") != '\0';
}

static GMenuModel *
new_menu (BsCanvas *self, BsCanvasBox *box)
{
  gboolean locked = bs_canvas_box_get_locked (box);
  gboolean holds = *bs_canvas_box_get_ref (box) != '\0';
  GMenu *menu = bs_menus_new ();
  GMenu *section = bs_menus_new ();

  if (bs_issue_get_story (bs_session_get_root (self->session), bs_canvas_box_get_ref (box)) != NULL)
    {
      append (section, _ ("_Edit Text"), "canvas.edit", "Return");
      append (section, _ ("Edit _Headline"), "canvas.edit-headline", "h");
    }
  if (g_str_equal (bs_node_get_text (bs_session_get_box_node (self->session), "kind"), "ad"))
    append (section, _ ("_Edit Advertisement…"), "canvas.edit", "Return");
  if (bs_canvas_has_photo (self, box))
    append (section, _ ("_Crop Photo"), "canvas.crop", "c");
  append_photo (self, section, bs_canvas_box_get_ref (box));
  append_section (menu, section);

  section = bs_menus_new ();
  append (section, locked ? _ ("Un_lock") : _ ("_Lock"), "canvas.toggle-lock", "l");
  /* Translators: make what stands in the box fill it exactly. */
  append (section, _ ("F_ill the Box"), "canvas.fill", "f");
  if (!locked)
    /* Translators: a menu of ways to make a story fit its box. */
    append_submenu (section, _ ("Ways to _Fit"), new_fits_menu (self, box));
  if (!locked)
    append_submenu (section, _ ("_Swap With"), new_swap_menu (self, box));
  append_section (menu, section);

  section = bs_menus_new ();
  if (has_story (self, bs_canvas_box_get_ref (box)))
    append (section, _ ("Sho_w in Stories"), "canvas.show-in-stories", NULL);
  if (holds && !locked)
    append_pages (self, section, bs_canvas_box_get_ref (box));
  append_section (menu, section);

  section = bs_menus_new ();
  append (section, _ ("_Take off the Page"), "canvas.remove", "Delete");
  append_section (menu, section);

  return G_MENU_MODEL (menu);
}

static void
menu_closed (BsCanvas *self)
{
  BsCanvasBox *box = bs_canvas_get_chosen_box (self);

  if (box != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (box));
}

void
bs_canvas_show_menu (BsCanvas *self, BsCanvasBox *box, double x, double y)
{
  g_autoptr (GMenuModel) model = new_menu (self, box);
  GdkRectangle at = { (int) x, (int) y, 1, 1 };

  if (self->menu == NULL)
    {
      /* Ways to fit are told in sentences, which must not make the whole menu as wide. */
      self->menu = gtk_popover_menu_new_from_model_full (NULL, GTK_POPOVER_MENU_NESTED);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      g_signal_connect_object (self->menu, "closed", G_CALLBACK (menu_closed), self,
                               G_CONNECT_SWAPPED);
    }
  bs_menus_set_own (self->menu, model);
  bs_menus_pop_up (GTK_POPOVER (self->menu), &at);
}
