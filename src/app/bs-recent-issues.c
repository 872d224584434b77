/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-recent-issues.h"

#include "bs-config.h"
#include "bs-recent-reader.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>

#define MEDIA_TYPE "application/vnd.broadsheet.issue+json"
#define MOST_ISSUES 60

struct _BsRecentIssue
{
  GObject parent_instance;

  GFile *file;
  char *name;
  char *words;
  BsRecentFacts *facts; /* NULL: not read yet */
  GdkTexture *picture;
};

G_DEFINE_FINAL_TYPE (BsRecentIssue, bs_recent_issue, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
bs_recent_issue_finalize (GObject *object)
{
  BsRecentIssue *self = BS_RECENT_ISSUE (object);

  g_clear_object (&self->file);
  g_clear_object (&self->picture);
  g_clear_pointer (&self->facts, bs_recent_facts_free);
  g_free (self->name);
  g_free (self->words);

  G_OBJECT_CLASS (bs_recent_issue_parent_class)->finalize (object);
}

static void
bs_recent_issue_class_init (BsRecentIssueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_recent_issue_finalize;

  signals[CHANGED] = g_signal_new ("changed", BS_TYPE_RECENT_ISSUE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
bs_recent_issue_init (BsRecentIssue *self)
{
}

static void
update_words (BsRecentIssue *self)
{
  const BsNode *facts = bs_recent_issue_get_facts (self);
  g_autofree char *path = g_file_get_parse_name (self->file);
  g_autofree char *text = g_strdup_printf ("%s %s %" G_GINT64_FORMAT " %s", self->name,
                                           bs_node_get_text (facts, "date"),
                                           bs_node_get_number (facts, "number", 0), path);

  g_free (self->words);
  self->words = g_utf8_casefold (text, -1);
}

static BsRecentIssue *
recent_issue_new (GtkRecentInfo *info)
{
  BsRecentIssue *self = g_object_new (BS_TYPE_RECENT_ISSUE, NULL);
  const char *title = gtk_recent_info_get_description (info);

  self->file = g_file_new_for_uri (gtk_recent_info_get_uri (info));
  self->name = title != NULL ? g_strdup (title) : g_file_get_basename (self->file);
  update_words (self);

  return self;
}

/* Takes @facts. */
static void
take_facts (BsRecentIssue *self, BsRecentFacts *facts)
{
  const char *name = bs_node_get_text (facts->facts, "name");

  g_clear_pointer (&self->facts, bs_recent_facts_free);
  self->facts = facts;
  g_clear_object (&self->picture);
  if (facts->picture != NULL)
    self->picture = gdk_texture_new_from_bytes (facts->picture, NULL);
  g_clear_pointer (&facts->picture, g_bytes_unref);
  if (*name != '\0')
    {
      g_free (self->name);
      self->name = g_strdup (name);
    }
  update_words (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

GFile *
bs_recent_issue_get_file (BsRecentIssue *self)
{
  return self->file;
}

const char *
bs_recent_issue_get_name (BsRecentIssue *self)
{
  return self->name;
}

const BsNode *
bs_recent_issue_get_facts (BsRecentIssue *self)
{
  return self->facts != NULL ? self->facts->facts : NULL;
}

GdkTexture *
bs_recent_issue_get_picture (BsRecentIssue *self)
{
  return self->picture;
}

gboolean
bs_recent_issue_is_missing (BsRecentIssue *self)
{
  return self->facts != NULL && self->facts->missing;
}

const char *
bs_recent_issue_get_problem (BsRecentIssue *self)
{
  return self->facts != NULL ? self->facts->problem : NULL;
}

const char *
bs_recent_issue_get_words (BsRecentIssue *self)
{
  return self->words;
}

/* --- The list --- */

struct _BsRecentIssues
{
  BsObjectList parent_instance;

  BsRecentReader *reader;
};

G_DEFINE_FINAL_TYPE (BsRecentIssues, bs_recent_issues, BS_TYPE_OBJECT_LIST)

static BsRecentIssue *
find_issue (BsRecentIssues *self, GFile *file)
{
  BsObjectList *list = BS_OBJECT_LIST (self);

  for (guint i = 0; i < bs_object_list_get_length (list); i++)
    {
      BsRecentIssue *item = bs_object_list_get (list, i);

      if (g_file_equal (item->file, file))
        return item;
    }

  return NULL;
}

static void
facts_read (GFile *file, BsRecentFacts *facts, gpointer data)
{
  BsRecentIssue *item = find_issue (data, file);

  if (item != NULL)
    take_facts (item, facts);
  else
    bs_recent_facts_free (facts);
}

static int
compare_age (gconstpointer a, gconstpointer b)
{
  GtkRecentInfo *first = *(GtkRecentInfo *const *) a;
  GtkRecentInfo *second = *(GtkRecentInfo *const *) b;

  return g_date_time_compare (gtk_recent_info_get_modified (second),
                              gtk_recent_info_get_modified (first));
}

void
bs_recent_issues_refresh (BsRecentIssues *self)
{
  g_autolist (GtkRecentInfo) infos = NULL;
  g_autoptr (GPtrArray) ours = g_ptr_array_new ();
  GPtrArray *items;

  g_return_if_fail (BS_IS_RECENT_ISSUES (self));

  infos = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  for (GList *l = infos; l != NULL; l = l->next)
    if (gtk_recent_info_is_local (l->data)
        && g_str_has_suffix (gtk_recent_info_get_uri (l->data), ".broadsheet"))
      g_ptr_array_add (ours, l->data);
  g_ptr_array_sort (ours, compare_age);
  g_ptr_array_set_size (ours, (int) MIN (ours->len, MOST_ISSUES));

  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < ours->len; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (
        gtk_recent_info_get_uri (g_ptr_array_index (ours, i)));
      BsRecentIssue *item = find_issue (self, file);

      g_ptr_array_add (items, item != NULL ? g_object_ref (item)
                                           : recent_issue_new (g_ptr_array_index (ours, i)));
    }
  bs_object_list_take (BS_OBJECT_LIST (self), items);
  for (guint i = 0; i < bs_object_list_get_length (BS_OBJECT_LIST (self)); i++)
    bs_recent_reader_push (self->reader,
                           BS_RECENT_ISSUE (bs_object_list_get (BS_OBJECT_LIST (self), i))->file);
}

static void
bs_recent_issues_finalize (GObject *object)
{
  BsRecentIssues *self = BS_RECENT_ISSUES (object);

  bs_recent_reader_free (self->reader);

  G_OBJECT_CLASS (bs_recent_issues_parent_class)->finalize (object);
}

static void
bs_recent_issues_class_init (BsRecentIssuesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_recent_issues_finalize;
  BS_OBJECT_LIST_CLASS (klass)->item_type = BS_TYPE_RECENT_ISSUE;
}

static void
bs_recent_issues_init (BsRecentIssues *self)
{
}

BsRecentIssues *
bs_recent_issues_get (BsEnvironment *environment)
{
  static BsRecentIssues *issues;

  if (issues == NULL)
    {
      issues = g_object_new (BS_TYPE_RECENT_ISSUES, NULL);
      issues->reader = bs_recent_reader_new (environment, facts_read, issues);
      g_signal_connect_object (gtk_recent_manager_get_default (), "changed",
                               G_CALLBACK (bs_recent_issues_refresh), issues, G_CONNECT_SWAPPED);
      bs_recent_issues_refresh (issues);
    }

  return issues;
}

void
bs_recent_issues_remember (GFile *file, const char *title)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *command = g_strconcat (g_get_prgname (), " %u", NULL);
  GtkRecentData data = {
    .display_name = NULL,
    .description = (char *) title,
    .mime_type = (char *) MEDIA_TYPE,
    .app_name = (char *) "Broadsheet",
    .app_exec = command,
  };

  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

void
bs_recent_issues_forget (BsRecentIssues *self, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  gtk_recent_manager_remove_item (gtk_recent_manager_get_default (), uri, NULL);
  bs_recent_issues_refresh (self);
}

GArray *
bs_recent_issues_list_numbered (BsRecentIssues *self, const char *name)
{
  BsObjectList *list = BS_OBJECT_LIST (self);
  GArray *known = g_array_new (FALSE, FALSE, sizeof (BsNumbered));

  for (guint i = 0; i < bs_object_list_get_length (list); i++)
    {
      const BsNode *facts = bs_recent_issue_get_facts (bs_object_list_get (list, i));
      BsNumbered one;

      if (g_str_equal (bs_node_get_text (facts, "name"), name) && bs_numbered_read (facts, &one))
        g_array_append_val (known, one);
    }

  return known;
}

GFile *
bs_recent_issues_find_numbered (BsRecentIssues *self, const char *name, const BsNumbered *numbered)
{
  BsObjectList *list = BS_OBJECT_LIST (self);

  for (guint i = 0; i < bs_object_list_get_length (list); i++)
    {
      BsRecentIssue *item = bs_object_list_get (list, i);
      const BsNode *facts = bs_recent_issue_get_facts (item);
      BsNumbered one;

      if (g_str_equal (bs_node_get_text (facts, "name"), name) && bs_numbered_read (facts, &one)
          && g_date_compare (&one.date, &numbered->date) == 0 && one.number == numbered->number)
        return item->file;
    }

  return NULL;
}
