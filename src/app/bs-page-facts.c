/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-page-facts.h"

#include "bs-config.h"
#include "bs-sensitive.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

struct _BsPageFacts
{
  GtkWidget parent_instance;

  GtkWidget *box;
  AdwPreferencesGroup *group;
  GtkLabel *section;
  GtkLabel *format;
  GtkLabel *stories;
  GtkLabel *photos;
  GtkLabel *locked;
  GtkLabel *empty;
  AdwEntryRow *editors;

  BsSession *session;
  char *page; /* the one shown */
};

G_DEFINE_FINAL_TYPE (BsPageFacts, bs_page_facts, GTK_TYPE_WIDGET)

static const BsNode *
get_page (BsPageFacts *self)
{
  return self->session != NULL ? bs_issue_get_page (bs_session_get_root (self->session),
                                                    bs_session_get_page (self->session))
                               : NULL;
}

static char *
dup_editors (const BsNode *page)
{
  const BsNode *editors = bs_node_get_member (page, "editors");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < bs_node_get_length (editors); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            bs_node_get_string (bs_node_get_element (editors, i)));

  return g_string_free (text, FALSE);
}

static void
editors_applied (BsPageFacts *self)
{
  BsDocument *document = bs_session_get_document (self->session);
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->editors)));
  g_auto (GStrv) names = NULL;
  g_autoptr (BsNode) value = NULL;
  g_autofree char *path = bs_issue_dup_path ("pages", self->page, "editors");
  BsNodeBuilder *builder = bs_node_builder_new_array ();
  guint n = 0;

  names = g_strsplit_set (text, " ,;\t", -1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (*names[i] == '\0')
        continue;
      bs_node_builder_add (builder, bs_node_new_string (names[i]));
      n++;
    }
  value = bs_node_builder_end (builder);
  bs_document_begin (document, _ ("Editors of the Page"), NULL);
  bs_document_set_node (document, path, n > 0 ? value : NULL, NULL);
  bs_document_end (document);
}

static void
count (BsPageFacts *self, const BsNode *page)
{
  const BsNode *boxes = bs_node_get_member (page, "boxes");
  guint stories = 0;
  guint photos = 0;
  guint locked = 0;
  g_autofree char *stories_text = NULL;
  g_autofree char *photos_text = NULL;
  g_autofree char *locked_text = NULL;

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      const BsNode *box = bs_node_get_element (boxes, i);
      const char *kind = bs_node_get_text (box, "kind");
      guint refs = bs_node_get_length (bs_node_get_member (box, "refs"));

      if (g_str_equal (kind, "story"))
        stories++;
      if (g_str_equal (kind, "story") && refs > 0)
        photos += refs - 1;
      else if (g_str_equal (kind, "photo") || g_str_equal (kind, "group"))
        photos += refs;
      if (bs_node_get_flag (box, "locked", FALSE))
        locked++;
    }
  stories_text = g_strdup_printf ("%u", stories);
  photos_text = g_strdup_printf ("%u", photos);
  locked_text = g_strdup_printf ("%u", locked);
  gtk_label_set_label (self->stories, stories_text);
  gtk_label_set_label (self->photos, photos_text);
  gtk_label_set_label (self->locked, locked_text);
}

static void
show_format (BsPageFacts *self)
{
  BsPageContext context;
  g_autoptr (BsPageFormat) format = NULL;
  g_autofree char *text = NULL;

  if (!bs_session_get_context (self->session, &context, NULL))
    return;
  format = bs_page_format_load_for_page (bs_session_get_environment (self->session), context.issue,
                                         context.page, NULL);
  if (format != NULL)
    /* Translators: size of a page, its columns and the characters in a column. */
    text = g_strdup_printf (_ ("%.0f × %.0f mm, %u columns of %u characters"),
                            bs_unit_to_mm (format->width), bs_unit_to_mm (format->height),
                            format->n_columns, format->column_characters);
  gtk_label_set_label (self->format, text != NULL ? text : "");
}

static void
bs_page_facts_dispose (GObject *object)
{
  BsPageFacts *self = BS_PAGE_FACTS (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->page, g_free);

  G_OBJECT_CLASS (bs_page_facts_parent_class)->dispose (object);
}

static void
bs_page_facts_class_init (BsPageFactsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bs_page_facts_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/broadsheet/Broadsheet/ui/bs-page-facts.ui");
  gtk_widget_class_bind_template_child (widget_class, BsPageFacts, box);
  gtk_widget_class_bind_template_child (widget_class, BsPageFacts, group);
  gtk_widget_class_bind_template_child (widget_class, BsPageFacts, section);
  gtk_widget_class_bind_template_child (widget_class, BsPageFacts, format);
  gtk_widget_class_bind_template_child (widget_class, BsPageFacts, stories);
  gtk_widget_class_bind_template_child (widget_class, BsPageFacts, photos);
  gtk_widget_class_bind_template_child (widget_class, BsPageFacts, locked);
  gtk_widget_class_bind_template_child (widget_class, BsPageFacts, empty);
  gtk_widget_class_bind_template_child (widget_class, BsPageFacts, editors);
  gtk_widget_class_bind_template_callback (widget_class, editors_applied);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_page_facts_init (BsPageFacts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bs_page_facts_show (BsPageFacts *self, BsSession *session)
{
  const BsNode *page;
  const BsNode *section;
  BsPageResult *result;
  g_autofree char *editors = NULL;
  g_autofree char *title = NULL;
  g_autofree char *empty = NULL;

  g_return_if_fail (BS_IS_PAGE_FACTS (self));

  g_set_object (&self->session, session);
  page = get_page (self);
  gtk_widget_set_visible (GTK_WIDGET (self), page != NULL);
  if (page == NULL)
    return;

  section = bs_node_find_by_id (bs_node_get_member (bs_session_get_root (session), "sections"),
                                bs_node_get_text (page, "section"));
  /* Translators: %s is a page, such as A1. */
  title = g_strdup_printf (_ ("Page %s"), bs_session_get_page (session));
  adw_preferences_group_set_title (self->group, title);
  /* Translators: the page is in no section. */
  gtk_label_set_label (self->section,
                       section != NULL ? bs_node_get_text (section, "name") : _ ("None"));
  if (g_strcmp0 (self->page, bs_session_get_page (session)) != 0)
    {
      g_free (self->page);
      self->page = g_strdup (bs_session_get_page (session));
      show_format (self);
    }
  count (self, page);
  result = bs_session_get_result (session, self->page);
  if (result != NULL)
    empty = g_strdup_printf ("%.0f %%", round (result->empty * 100));
  gtk_label_set_label (self->empty, empty != NULL ? empty : "");
  editors = dup_editors (page);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->editors)), editors) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->editors), editors);
  bs_set_sensitive (GTK_WIDGET (self->editors),
                    !bs_document_get_read_only (bs_session_get_document (session)));
}
