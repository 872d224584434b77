/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-import-review-private.h"

#include "bs-config.h"
#include "bs-dialogs.h"
#include "bs-menus.h"
#include "bs-review-card.h"
#include "bs-review-row.h"
#include "bs-settings.h"
#include "bs-whole-text.h"

#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>

/* More are not looked at one by one; the lines show them all. */
#define MAX_CARDS 200
/* Of its pane, where there is room beside it, pixels: as in the template. */
#define LINES_WIDTH 860
/* Until the list has made the row of a line far away. */
#define MAX_FRAMES 20

G_DEFINE_FINAL_TYPE (BsImportReview, bs_import_review, ADW_TYPE_WINDOW)

enum
{
  ACCEPTED,
  REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- Choosing lines --- */

GListModel *
bs_import_review_lines_of (BsImportReview *self)
{
  return bs_review_text_get_lines (self->text);
}

/* The chosen lines, from the first to the last. */
gboolean
bs_import_review_get_range (BsImportReview *self, guint *first, guint *last)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (
    GTK_SELECTION_MODEL (self->selection));

  if (gtk_bitset_is_empty (chosen))
    return FALSE;
  *first = gtk_bitset_get_minimum (chosen);
  *last = gtk_bitset_get_maximum (chosen);

  return TRUE;
}

static GtkWidget *
find_row (BsImportReview *self, BsReviewLine *line)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (BS_IS_REVIEW_ROW (row) && bs_review_row_get_line (BS_REVIEW_ROW (row)) == line)
        return child;
    }

  return NULL;
}

/* Scrolls to the chosen line and gives it the keyboard. FALSE: the list has no size, or no row for
 * the line, before it is next drawn. */
static gboolean
focus_choice (BsImportReview *self)
{
  g_autoptr (BsReviewLine) line = NULL;
  GtkWidget *row;
  guint first;
  guint last;

  if (!bs_import_review_get_range (self, &first, &last))
    return TRUE;
  if (gtk_widget_get_height (GTK_WIDGET (self->view)) == 0)
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", first);
  line = g_list_model_get_item (bs_import_review_lines_of (self), first);
  row = find_row (self, line);

  return row != NULL && gtk_widget_grab_focus (row);
}

static gboolean
focus_when_drawn (GtkWidget *view G_GNUC_UNUSED, GdkFrameClock *clock G_GNUC_UNUSED, gpointer data)
{
  BsImportReview *self = data;

  if (!self->done && self->frames_to_wait-- > 0 && !focus_choice (self))
    return G_SOURCE_CONTINUE;
  self->focus_tick = 0;

  return G_SOURCE_REMOVE;
}

void
bs_import_review_choose_line (BsImportReview *self, guint position)
{
  if (position >= g_list_model_get_n_items (bs_import_review_lines_of (self)))
    return;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  self->frames_to_wait = MAX_FRAMES;
  if (!focus_choice (self) && self->focus_tick == 0)
    self->focus_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), focus_when_drawn,
                                                     self, NULL);
}

/* --- What is shown --- */

static void
show_title (BsImportReview *self)
{
  BsPageImport *import = bs_review_text_get_import (self->text);
  guint n_stories = 0;
  guint n_captions = 0;
  g_autofree char *stories = NULL;
  g_autofree char *captions = NULL;
  g_autofree char *subtitle = NULL;

  for (guint i = 0; i < bs_page_import_get_n_items (import); i++)
    {
      if (bs_page_import_get_item (import, i)->kind == BS_IMPORT_STORY)
        n_stories++;
      else
        n_captions++;
    }
  stories = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u story", "%u stories",
                                          (gulong) n_stories),
                             n_stories);
  captions = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u caption", "%u captions",
                                           (gulong) n_captions),
                              n_captions);
  subtitle = n_captions > 0
               ? g_strdup_printf ("%s · %s · %s", bs_review_text_get_copy (self->text)->name,
                                  stories, captions)
               : g_strdup_printf ("%s · %s", bs_review_text_get_copy (self->text)->name, stories);
  adw_window_title_set_subtitle (self->title, subtitle);
}

static void
show_doubts (BsImportReview *self)
{
  guint n = bs_review_text_count_doubts (self->text);
  g_autofree char *label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u doubtful line",
                                                         "%u doubtful lines", (gulong) n),
                                            n);

  gtk_button_set_label (self->doubts, label);
  gtk_widget_set_visible (GTK_WIDGET (self->doubts), n > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->doubts), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.next-doubt", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.previous-doubt", n > 0);
}

static void
show_cards (BsImportReview *self)
{
  BsPageImport *import = bs_review_text_get_import (self->text);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->card_scroller);
  double value = gtk_adjustment_get_value (adjustment);
  gboolean widen = bs_review_text_get_widen (self->text);
  GtkWidget *child;
  guint n_cards = 0;
  int ordinal = 0;

  if (self->shown == import && self->shown_wide == widen)
    return;
  self->shown_wide = widen;
  g_clear_pointer (&self->shown, bs_page_import_unref);
  self->shown = bs_page_import_ref (import);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_list_box_remove (self->cards, child);
  for (guint i = 0; i < bs_page_import_get_n_items (import) && n_cards < MAX_CARDS; i++)
    {
      const BsImportItem *item = bs_page_import_get_item (import, i);

      if (item->kind == BS_IMPORT_CAPTION && item->story >= 0)
        continue;
      gtk_list_box_append (self->cards,
                           bs_review_card_new (import, i,
                                               item->kind == BS_IMPORT_STORY ? ordinal++ : -1,
                                               widen));
      n_cards++;
    }
  gtk_adjustment_set_value (adjustment, value);
}

/* The stories that torn text may belong to. */
static void
show_attach (BsImportReview *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < bs_page_import_get_n_items (self->shown) && i < MAX_CARDS; i++)
    {
      const BsImportItem *item = bs_page_import_get_item (self->shown, i);
      g_autoptr (GMenuItem) entry = NULL;

      if (item->kind != BS_IMPORT_STORY || *item->headline == '\0')
        continue;
      entry = g_menu_item_new (item->headline, NULL);
      g_menu_item_set_action_and_target (entry, "review.attach", "u", i);
      g_menu_append_item (menu, entry);
    }
  gtk_menu_button_set_menu_model (self->attach, G_MENU_MODEL (menu));
}

static GtkListBoxRow *
find_card (BsImportReview *self, int item)
{
  if (item >= 0 && item < (int) bs_page_import_get_n_items (self->shown))
    {
      const BsImportItem *shown = bs_page_import_get_item (self->shown, (guint) item);

      if (shown->kind == BS_IMPORT_CAPTION && shown->story >= 0)
        item = shown->story;
    }
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->cards, i);

      if (row == NULL || (int) bs_review_card_get_item (BS_REVIEW_CARD (row)) == item)
        return row;
    }
}

static void
reveal (GtkScrolledWindow *scroller, GtkWidget *child)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (child, gtk_widget_get_parent (child), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

/* The card of the line that is chosen, and what is doubted of it. */
static void
show_choice (BsImportReview *self)
{
  g_autofree char *doubt = NULL;
  GtkListBoxRow *card = NULL;
  guint first;
  guint last;

  if (bs_import_review_get_range (self, &first, &last))
    {
      g_autoptr (BsReviewLine) line = g_list_model_get_item (bs_import_review_lines_of (self),
                                                             first);

      card = find_card (self, bs_review_line_get_state (line)->item);
      doubt = bs_review_text_dup_doubt (self->text, first);
    }
  gtk_list_box_select_row (self->cards, card);
  if (card != NULL)
    reveal (self->card_scroller, GTK_WIDGET (card));
  gtk_label_set_label (self->doubt, doubt != NULL ? doubt : "");
}

/* Each import anew: what one text wanted, another may not. */
static void
offer_widening (BsImportReview *self)
{
  guint n = 0;
  g_autofree char *label = NULL;
  g_autofree char *spoken = NULL;

  for (guint i = 0; i < self->texts->len; i++)
    n += bs_page_import_get_n_narrow (
      bs_review_text_get_import (g_ptr_array_index (self->texts, i)));
  /* Translators: %'u half-width marks that stand beside Han, such as "," in Chinese text. */
  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "_Widen %'u half-width mark",
                                        "_Widen %'u half-width marks", n),
                           n);
  spoken = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Widen %'u half-width mark",
                                         "Widen %'u half-width marks", n),
                            n);
  gtk_check_button_set_label (self->widen, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->widen), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->widen), n > 0);
  gtk_check_button_set_active (self->widen, n > 0);
}

static void
widen_toggled (GtkCheckButton *widen, BsImportReview *self)
{
  for (guint i = 0; i < self->texts->len; i++)
    bs_review_text_set_widen (g_ptr_array_index (self->texts, i),
                              gtk_check_button_get_active (widen));
}

static void
accept_now (BsImportReview *self)
{
  self->done = TRUE;
  bs_settings_set_boolean ("lay-out-imports", gtk_check_button_get_active (self->lay_out));
  g_signal_emit (self, signals[ACCEPTED], 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
is_reading (BsImportReview *self)
{
  for (guint i = 0; i < self->texts->len; i++)
    if (bs_review_text_is_reading (g_ptr_array_index (self->texts, i)))
      return TRUE;

  return FALSE;
}

static void
text_changed (BsReviewText *text, BsImportReview *self)
{
  if (self->done)
    return;
  if (self->accepting && !is_reading (self))
    {
      accept_now (self);
      return;
    }
  if (text != self->text)
    return;

  show_title (self);
  show_doubts (self);
  show_cards (self);
  show_attach (self);
  show_choice (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.undo", bs_review_text_can_undo (text));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.redo", bs_review_text_can_redo (text));
}

static void
selection_changed (BsImportReview *self)
{
  if (!self->filling)
    show_choice (self);
}

static void
show_text (BsImportReview *self, guint index)
{
  const char *page = g_ptr_array_index (self->pages, index);

  self->filling = TRUE;
  self->text = g_ptr_array_index (self->texts, index);
  gtk_multi_selection_set_model (self->selection, bs_import_review_lines_of (self));
  for (guint i = 0; i < self->page_names->len; i++)
    if (g_str_equal (g_ptr_array_index (self->page_names, i), page))
      gtk_drop_down_set_selected (self->page, i);
  self->filling = FALSE;
  text_changed (self->text, self);
}

static void
source_chosen (GtkDropDown *source, GParamSpec *pspec G_GNUC_UNUSED, BsImportReview *self)
{
  if (!self->filling)
    show_text (self, gtk_drop_down_get_selected (source));
}

static void
page_chosen (GtkDropDown *page, GParamSpec *pspec G_GNUC_UNUSED, BsImportReview *self)
{
  guint chosen = gtk_drop_down_get_selected (page);
  guint index = 0;

  if (self->filling || chosen >= self->page_names->len
      || !g_ptr_array_find (self->texts, self->text, &index))
    return;
  g_free (self->pages->pdata[index]);
  self->pages->pdata[index] = g_strdup (g_ptr_array_index (self->page_names, chosen));
}

static void
line_activated (GtkListView *view G_GNUC_UNUSED, guint position G_GNUC_UNUSED, BsImportReview *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "review.confirm", NULL);
}

static void
card_activated (GtkListBox *cards G_GNUC_UNUSED, GtkListBoxRow *row, BsImportReview *self)
{
  int item = (int) bs_review_card_get_item (BS_REVIEW_CARD (row));

  for (guint i = 0; i < g_list_model_get_n_items (bs_import_review_lines_of (self)); i++)
    {
      g_autoptr (BsReviewLine) line = g_list_model_get_item (bs_import_review_lines_of (self), i);

      if (bs_review_line_get_state (line)->item == item)
        {
          bs_import_review_choose_line (self, i);
          return;
        }
    }
}

/* --- Closing --- */

static void
accept (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  BsImportReview *self = BS_IMPORT_REVIEW (widget);

  if (is_reading (self))
    self->accepting = TRUE;
  else
    accept_now (self);
}

static void
refuse (BsImportReview *self)
{
  self->done = TRUE;
  g_signal_emit (self, signals[REFUSED], 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
answered (const char *response, gpointer data)
{
  g_autoptr (BsImportReview) self = data;

  if (g_str_equal (response, "alternative") && !self->done)
    refuse (self);
}

/* Corrections are an editor's work: they are not thrown away at one key. */
static gboolean
bs_import_review_close_request (GtkWindow *window)
{
  BsImportReview *self = BS_IMPORT_REVIEW (window);
  guint n = 0;

  if (self->done)
    return FALSE;
  for (guint i = 0; i < self->texts->len; i++)
    n += bs_review_text_get_n_corrections (g_ptr_array_index (self->texts, i));
  if (n == 0)
    {
      refuse (self);
      return TRUE;
    }
  bs_dialogs_ask (window,
                  &(BsQuestion){ .heading = _ ("Discard the Corrections?"),
                                 .body = _ ("Nothing will be imported, and what you corrected on "
                                            "this sheet will be lost."),
                                 .cancel = _ ("_Cancel"),
                                 .alternative = _ ("_Discard Corrections"),
                                 .alternative_destroys = TRUE,
                                 .action = _ ("_Go On") },
                  answered, g_object_ref (self));

  return TRUE;
}

/* --- Making it --- */

/* Rows have no place before the window has. */
static gboolean
choose_first (gpointer data)
{
  BsImportReview *self = data;

  if (!self->done)
    bs_import_review_choose_line (self,
                                  (guint) MAX (0, bs_review_text_find_doubt (self->text, -1)));

  return G_SOURCE_REMOVE;
}

static void
bs_import_review_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bs_import_review_parent_class)->map (widget);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, choose_first, g_object_ref (widget), g_object_unref);
}

static void
setup_row (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *item,
           gpointer data G_GNUC_UNUSED)
{
  gtk_list_item_set_child (item, bs_review_row_new ());
}

static void
bind_row (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *item,
          gpointer data G_GNUC_UNUSED)
{
  bs_review_row_set_line (BS_REVIEW_ROW (gtk_list_item_get_child (item)),
                          gtk_list_item_get_item (item));
}

static void
unbind_row (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *item,
            gpointer data G_GNUC_UNUSED)
{
  bs_review_row_set_line (BS_REVIEW_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
make_list (BsImportReview *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row), NULL);
  gtk_list_view_set_factory (self->view, factory);
  self->selection = gtk_multi_selection_new (NULL);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed),
                           self, G_CONNECT_SWAPPED);
}

static void
bs_import_review_dispose (GObject *object)
{
  BsImportReview *self = BS_IMPORT_REVIEW (object);

  if (!self->done)
    {
      self->done = TRUE;
      g_signal_emit (self, signals[REFUSED], 0);
    }
  for (guint i = 0; self->texts != NULL && i < self->texts->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->texts, i), self);

  G_OBJECT_CLASS (bs_import_review_parent_class)->dispose (object);
}

static void
bs_import_review_finalize (GObject *object)
{
  BsImportReview *self = BS_IMPORT_REVIEW (object);

  g_clear_object (&self->selection);
  g_clear_pointer (&self->shown, bs_page_import_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->page_names, g_ptr_array_unref);

  G_OBJECT_CLASS (bs_import_review_parent_class)->finalize (object);
}

/* Where there is no room beside the lines, the options stand below them, without the cards. */
static void
level_changed (BsImportReview *self)
{
  gboolean wide = bs_adaptive_bin_get_level (self->bin) == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->card_scroller), wide);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->panes),
                                  wide ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  /* The lines have all that the options leave. */
  gtk_paned_set_position (self->panes, wide ? LINES_WIDTH : G_MAXINT16);
}

static void
bs_import_review_class_init (BsImportReviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_import_review_dispose;
  G_OBJECT_CLASS (klass)->finalize = bs_import_review_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = bs_import_review_close_request;
  widget_class->map = bs_import_review_map;
  signals[ACCEPTED] = g_signal_new ("accepted", BS_TYPE_IMPORT_REVIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", BS_TYPE_IMPORT_REVIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "review.accept", NULL, accept);
  bs_import_review_install_edits (widget_class);

  g_type_ensure (BS_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-import-review.ui");
  bs_menus_bind (widget_class);
  gtk_widget_class_bind_template_child (widget_class, BsImportReview, title);
  gtk_widget_class_bind_template_child (widget_class, BsImportReview, source);
  gtk_widget_class_bind_template_child (widget_class, BsImportReview, doubts);
  gtk_widget_class_bind_template_child (widget_class, BsImportReview, accept);
  gtk_widget_class_bind_template_child (widget_class, BsImportReview, view);
  gtk_widget_class_bind_template_child (widget_class, BsImportReview, roles);
  gtk_widget_class_bind_template_child (widget_class, BsImportReview, structure);
  gtk_widget_class_bind_template_child (widget_class, BsImportReview, attach);
  gtk_widget_class_bind_template_child (widget_class, BsImportReview, cards);
  gtk_widget_class_bind_template_child (widget_class, BsImportReview, card_scroller);
  gtk_widget_class_bind_template_child (widget_class, BsImportReview, doubt);
  gtk_widget_class_bind_template_child (widget_class, BsImportReview, page);
  gtk_widget_class_bind_template_child (widget_class, BsImportReview, widen);
  gtk_widget_class_bind_template_child (widget_class, BsImportReview, lay_out);
  gtk_widget_class_bind_template_child (widget_class, BsImportReview, bin);
  gtk_widget_class_bind_template_child (widget_class, BsImportReview, panes);
  gtk_widget_class_bind_template_callback (widget_class, level_changed);
  gtk_widget_class_bind_template_callback (widget_class, source_chosen);
  gtk_widget_class_bind_template_callback (widget_class, widen_toggled);
  gtk_widget_class_bind_template_callback (widget_class, page_chosen);
  gtk_widget_class_bind_template_callback (widget_class, card_activated);
  gtk_widget_class_bind_template_callback (widget_class, line_activated);
}

static void
bs_import_review_init (BsImportReview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bs_whole_text_offer (GTK_WIDGET (self));
  self->texts = g_ptr_array_new_with_free_func (g_object_unref);
  self->pages = g_ptr_array_new_with_free_func (g_free);
  self->page_names = g_ptr_array_new_with_free_func (g_free);
  gtk_check_button_set_active (self->lay_out, bs_settings_get_boolean ("lay-out-imports", FALSE));
  make_list (self);
  bs_import_review_add_keys (self);
}

static void
fill_pages (BsImportReview *self, const BsNode *issue)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  const BsNode *pages = bs_issue_get_pages (issue);

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const char *id = bs_node_get_text (bs_node_get_element (pages, i), "id");
      /* Translators: where imported stories go: a page's name, "A1". */
      g_autofree char *label = g_strdup_printf (_ ("To page %s"), id);

      g_ptr_array_add (self->page_names, g_strdup (id));
      gtk_string_list_append (labels, label);
    }
  g_ptr_array_add (self->page_names, g_strdup (""));
  gtk_string_list_append (labels, _ ("To no page yet"));
  gtk_drop_down_set_model (self->page, G_LIST_MODEL (labels));
}

/* "A2.txt" goes to page A2, if there is one. */
static const char *
page_of_name (BsImportReview *self, const char *name)
{
  g_autofree char *stem = g_strdup (name);
  char *dot = strrchr (stem, '.');

  if (dot != NULL)
    *dot = '\0';
  for (guint i = 0; i < self->page_names->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (self->page_names, i), stem) == 0)
      return g_ptr_array_index (self->page_names, i);

  return NULL;
}

GtkWidget *
bs_import_review_new (GtkWindow *parent, GPtrArray *copies, const BsNode *issue, const char *page)
{
  BsImportReview *self;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_return_val_if_fail (copies != NULL && copies->len > 0, NULL);
  g_return_val_if_fail (issue != NULL, NULL);

  self = g_object_new (BS_TYPE_IMPORT_REVIEW, "transient-for", parent, "modal", TRUE,
                       "destroy-with-parent", TRUE, NULL);
  fill_pages (self, issue);
  for (guint i = 0; i < copies->len; i++)
    {
      BsImportCopy *copy = g_ptr_array_index (copies, i);
      const char *named = page_of_name (self, copy->name);
      BsReviewText *text = bs_review_text_new (copy);

      g_signal_connect (text, "changed", G_CALLBACK (text_changed), self);
      g_ptr_array_add (self->texts, text);
      g_ptr_array_add (self->pages, g_strdup (named != NULL ? named : page != NULL ? page : ""));
      gtk_string_list_append (names, copy->name);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->source, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->source), copies->len > 1);
  self->filling = FALSE;
  show_text (self, 0);
  offer_widening (self);

  return GTK_WIDGET (self);
}

BsPageImport *
bs_import_review_get_import (BsImportReview *self, BsImportCopy *copy)
{
  g_return_val_if_fail (BS_IS_IMPORT_REVIEW (self), NULL);

  for (guint i = 0; i < self->texts->len; i++)
    if (bs_review_text_get_copy (g_ptr_array_index (self->texts, i)) == copy)
      return bs_review_text_get_import (g_ptr_array_index (self->texts, i));

  return NULL;
}

const char *
bs_import_review_get_page (BsImportReview *self, BsImportCopy *copy)
{
  g_return_val_if_fail (BS_IS_IMPORT_REVIEW (self), NULL);

  for (guint i = 0; i < self->texts->len; i++)
    if (bs_review_text_get_copy (g_ptr_array_index (self->texts, i)) == copy)
      return g_ptr_array_index (self->pages, i);

  return NULL;
}

gboolean
bs_import_review_get_widen (BsImportReview *self)
{
  g_return_val_if_fail (BS_IS_IMPORT_REVIEW (self), FALSE);

  return gtk_check_button_get_active (self->widen);
}

gboolean
bs_import_review_get_lay_out (BsImportReview *self)
{
  g_return_val_if_fail (BS_IS_IMPORT_REVIEW (self), FALSE);

  return gtk_check_button_get_active (self->lay_out);
}
