/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-publication-preview.h"

#include "bs-config.h"
#include "bs-page-worker.h"
#include "bs-thumbnail.h"

#include "model/bs-issue.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define PREVIEW_HEIGHT 470
#define PARAGRAPHS 26

struct _BsPublicationPreview
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *first;
  GtkWidget *inner;
  GtkWidget *thumbnail;
  GtkLabel *problem;

  BsEnvironment *environment;
  BsDocument *document;
  BsPageWorker *worker;
  BsRenderer *renderer;
  char *page; /* that was asked for last */
};

G_DEFINE_FINAL_TYPE (BsPublicationPreview, bs_publication_preview, GTK_TYPE_WIDGET)

/* --- Invented copy --- */

static BsNode *
make_paragraph (guint index)
{
  static const char *const texts[] = {
    "清晨的河堤刚刚醒来，修渠的人已经挑着担子走过石桥。老人说，这条水走了八十年，今年头一回走得这样"
    "轻快。",
    "“水到了，人心就定了。”记者在现场看到，新砌的闸口高1."
    "2米，三道木槽依次排开，像一架竖起来的竹梯。",
    "下午三时，第一股水进了北坡的菜地。十几位种菜人站在田埂上，没有人说话，只听见水声。",
  };
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  g_autofree char *id = g_strdup_printf ("p%u", index);
  gboolean subhead = index % 6 == 4;

  bs_node_builder_set_text (builder, "id", id);
  bs_node_builder_set_text (builder, "role", subhead ? "subhead" : "body");
  bs_node_builder_set_text (builder, "text",
                            subhead ? "水从北坡来" : texts[index % G_N_ELEMENTS (texts)]);

  return bs_node_builder_end (builder);
}

static BsNode *
make_story (const char *id, const char *headline, guint class)
{
  BsNodeBuilder *story = bs_node_builder_new_object ();
  BsNodeBuilder *paragraphs = bs_node_builder_new_array ();

  for (guint i = 0; i < PARAGRAPHS; i++)
    bs_node_builder_add (paragraphs, make_paragraph (i));
  bs_node_builder_set_text (story, "id", id);
  if (class == 1)
    bs_node_builder_set_text (story, "kicker", "三年修一渠——");
  bs_node_builder_set_text (story, "headline", headline);
  if (class == 1)
    bs_node_builder_set_text (story, "deck", "新闸昨日放水，北坡四百亩菜地入冬前喝饱");
  if (class == 3)
    bs_node_builder_set_text (story, "flag", "晨读");
  bs_node_builder_set_number (story, "priority", class);
  bs_node_builder_set (story, "paragraphs", bs_node_builder_end (paragraphs));

  return bs_node_builder_end (story);
}

static void
add_box (BsNodeBuilder *boxes, const char *ref, const BsRect *cells)
{
  BsNodeBuilder *box = bs_node_builder_new_object ();
  BsNodeBuilder *refs = bs_node_builder_new_array ();

  bs_node_builder_add (refs, bs_node_new_string (ref));
  bs_node_builder_set_text (box, "id", ref);
  bs_node_builder_set_text (box, "kind", "story");
  bs_node_builder_set (box, "refs", bs_node_builder_end (refs));
  bs_node_builder_set_number (box, "column", cells->x);
  bs_node_builder_set_number (box, "columns", cells->width);
  bs_node_builder_set_number (box, "line", cells->y);
  bs_node_builder_set_number (box, "lines", cells->height);
  bs_node_builder_add (boxes, bs_node_builder_end (box));
}

/* Three stories: above over the whole width, below two side by side. */
static BsNode *
make_boxes (const BsPageFormat *format, gboolean masthead)
{
  BsNodeBuilder *boxes = bs_node_builder_new_array ();
  int top = masthead ? (int) format->masthead_lines : 0;
  int lines = (int) format->n_lines - top;
  int upper = lines * 3 / 5;
  int columns = (int) format->n_columns;
  int left = MAX (1, columns * 3 / 5);

  add_box (boxes, "s1", &(BsRect){ 0, top, columns, upper - 1 });
  add_box (boxes, "s2", &(BsRect){ 0, top + upper, left, lines - upper });
  if (left < columns)
    add_box (boxes, "s3", &(BsRect){ left, top + upper, columns - left, lines - upper });

  return bs_node_builder_end (boxes);
}

static BsNode *
make_pages (const BsNode *root, const BsPageFormat *format)
{
  static const char *const names[] = { "A1", "A2" };
  const BsNode *known = bs_issue_get_pages (root);
  BsNodeBuilder *pages = bs_node_builder_new_array ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const BsNode *page = bs_node_get_element (known, i);
      g_autoptr (BsNode) boxes = make_boxes (format, i == 0);
      g_autoptr (BsNode) empty = bs_node_builder_end (bs_node_builder_new_object ());
      g_autoptr (BsNode) id = bs_node_new_string (names[i]);
      g_autoptr (BsNode) named = page != NULL ? bs_node_ref (page)
                                              : bs_node_with_member (empty, "id", id);

      bs_node_builder_add (pages, bs_node_with_member (named, "boxes", boxes));
    }

  return bs_node_builder_end (pages);
}

static BsNode *
with (BsNode *node, const char *key, BsNode *value)
{
  BsNode *changed = bs_node_with_member (node, key, value);

  bs_node_unref (node);
  bs_node_unref (value);

  return changed;
}

/* The document itself where it has copy. */
static BsNode *
make_issue (BsPublicationPreview *self)
{
  const BsNode *root = bs_document_get_root (self->document);
  g_autoptr (BsPageFormat) format = NULL;
  BsNodeBuilder *stories;
  BsNode *issue;

  if (bs_node_get_length (bs_issue_get_stories (root)) > 0)
    return bs_node_ref (root);
  format = bs_page_format_load_for_page (self->environment, root, NULL, NULL);
  if (format == NULL)
    return bs_node_ref (root);
  stories = bs_node_builder_new_array ();
  bs_node_builder_add (stories, make_story ("s1", "一渠清水到北坡", 1));
  bs_node_builder_add (stories, make_story ("s2", "菜市口的灯早亮了半小时", 2));
  bs_node_builder_add (stories, make_story ("s3", "一本旧账记着四十年", 3));
  issue = with (bs_node_ref (root), "stories", bs_node_builder_end (stories));
  if (*bs_node_get_text (issue, "date") == '\0')
    issue = with (issue, "date", bs_node_new_string ("2026-11-22"));
  if (bs_node_get_number (issue, "number", 0) == 0)
    issue = with (issue, "number", bs_node_new_integer (326));

  return with (issue, "pages", make_pages (root, format));
}

/* --- */

static void
ask (BsPublicationPreview *self)
{
  g_autoptr (BsNode) issue = NULL;
  const BsNode *pages;
  const BsNode *page;

  if (self->document == NULL)
    return;
  issue = make_issue (self);
  pages = bs_issue_get_pages (issue);
  page = bs_node_get_element (pages, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->inner))
                                         && bs_node_get_length (pages) > 1
                                       ? 1
                                       : 0);
  if (page == NULL)
    return;
  g_free (self->page);
  self->page = g_strdup (bs_node_get_text (page, "id"));
  bs_page_worker_request (self->worker, issue, NULL, self->page, TRUE);
}

static void
page_done (const char *page, const BsNode *issue G_GNUC_UNUSED, BsPageResult *result,
           const GError *error, gpointer data)
{
  BsPublicationPreview *self = data;

  if (g_strcmp0 (page, self->page) != 0)
    return;
  gtk_label_set_label (self->problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
  if (result != NULL)
    bs_thumbnail_show (BS_THUMBNAIL (self->thumbnail), result->list, self->renderer);
}

static void
bs_publication_preview_dispose (GObject *object)
{
  BsPublicationPreview *self = BS_PUBLICATION_PREVIEW (object);

  if (self->worker != NULL)
    bs_page_worker_stop (self->worker);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->worker);
  g_clear_object (&self->document);
  g_clear_object (&self->environment);
  g_clear_object (&self->renderer);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (bs_publication_preview_parent_class)->dispose (object);
}

static void
bs_publication_preview_class_init (BsPublicationPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bs_publication_preview_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
bs_publication_preview_init (BsPublicationPreview *self)
{
  GtkWidget *switcher = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->renderer = bs_renderer_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->first = gtk_toggle_button_new_with_label (_ ("Front Page"));
  self->inner = gtk_toggle_button_new_with_label (_ ("Inside Page"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->inner), GTK_TOGGLE_BUTTON (self->first));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->first), TRUE);
  gtk_widget_add_css_class (switcher, "linked");
  gtk_widget_set_halign (switcher, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (switcher), self->first);
  gtk_box_append (GTK_BOX (switcher), self->inner);
  self->thumbnail = bs_thumbnail_new (PREVIEW_HEIGHT);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->thumbnail), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Preview of a page"), -1);
  gtk_widget_set_valign (self->thumbnail, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (self->thumbnail, TRUE);
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_box_append (GTK_BOX (self->box), switcher);
  gtk_box_append (GTK_BOX (self->box), self->thumbnail);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->problem));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (self->first, "toggled", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
}

void
bs_publication_preview_set_document (BsPublicationPreview *self, BsEnvironment *environment,
                                     BsDocument *document)
{
  g_autoptr (GFile) media = bs_document_get_media_folder (document);

  g_return_if_fail (self->document == NULL);

  self->environment = g_object_ref (environment);
  self->document = g_object_ref (document);
  bs_renderer_set_media_folder (self->renderer, media);
  self->worker = bs_page_worker_new (environment, page_done, self);
  g_signal_connect_swapped (document, "changed", G_CALLBACK (ask), self);
  ask (self);
}
