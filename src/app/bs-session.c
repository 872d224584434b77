/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-session.h"

#include "bs-config.h"
#include "bs-page-worker.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BsSession
{
  GObject parent_instance;

  BsEnvironment *environment;
  BsDocument *document;
  BsRenderer *renderer;
  BsPageWorker *worker;
  BsNewerWatch *newer; /* NULL: no desk */

  GHashTable *results;  /* page -> BsPageResult */
  GHashTable *failures; /* page -> message */
  GHashTable *places;   /* story -> page, by the results */

  BsLayout *layout; /* of the main thread, made when first asked for */

  char *page;
  char *page_before; /* that was chosen before it */
  guint page_index;  /* where it stood when last looked, of how many */
  guint n_pages;
  char *story;
  char *box;
};

G_DEFINE_FINAL_TYPE (BsSession, bs_session, G_TYPE_OBJECT)

enum
{
  PROP_PAGE = 1,
  PROP_STORY,
  PROP_BOX,
  N_PROPS
};

enum
{
  PAGE_UPDATED,
  CHANGED,
  TOLD,
  WILL_REVEAL,
  REVEAL,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
forget_places (BsSession *self, const char *page)
{
  GHashTableIter iter;
  gpointer place;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, &place))
    if (g_strcmp0 (place, page) == 0)
      g_hash_table_iter_remove (&iter);
}

static void
remember_places (BsSession *self, const char *page, BsPageResult *result)
{
  for (guint i = 0; result->copyfit != NULL && i < result->copyfit->len; i++)
    {
      BsCopyfit *fit = &g_array_index (result->copyfit, BsCopyfit, i);

      g_hash_table_replace (self->places, g_strdup (fit->story), g_strdup (page));
    }
}

static void
page_done (const char *page, const BsNode *issue G_GNUC_UNUSED, BsPageResult *result,
           const GError *error, gpointer data)
{
  BsSession *self = data;

  /* The page may have been removed while it was laid out. */
  if (bs_issue_get_page (bs_session_get_root (self), page) == NULL)
    return;

  forget_places (self, page);
  if (result != NULL)
    {
      g_hash_table_replace (self->results, g_strdup (page), bs_page_result_ref (result));
      g_hash_table_remove (self->failures, page);
      remember_places (self, page, result);
    }
  else
    {
      g_hash_table_remove (self->results, page);
      g_hash_table_replace (self->failures, g_strdup (page), g_strdup (error->message));
    }

  g_signal_emit (self, signals[PAGE_UPDATED], 0, page);
}

static void
request (BsSession *self, const char *page)
{
  g_autoptr (GFile) media = NULL;

  if (page == NULL || *page == '\0' || self->worker == NULL)
    return;
  if (bs_issue_get_page (bs_session_get_root (self), page) == NULL)
    return;

  media = bs_document_get_media_folder (self->document);
  bs_page_worker_request (self->worker, bs_session_get_root (self), media, page,
                          g_strcmp0 (page, self->page) == 0);
}

static void
request_all (BsSession *self)
{
  const BsNode *pages = bs_issue_get_pages (bs_session_get_root (self));

  request (self, self->page);
  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const char *page = bs_node_get_text (bs_node_get_element (pages, i), "id");

      if (g_strcmp0 (page, self->page) != 0)
        request (self, page);
    }
}

/* Returns the id in "/list/ID/…", NULL where the path stops at the list. Undo names elements by
 * their index. */
static char *
dup_path_id (const BsNode *root, const char *path, const char *list)
{
  gsize length = strlen (list);
  g_autofree char *step = NULL;
  g_autofree char *element = NULL;

  if (*path != '/' || strncmp (path + 1, list, length) != 0 || path[length + 1] != '/')
    return NULL;
  path += length + 2;
  step = g_strndup (path, strcspn (path, "/"));
  element = g_strdup_printf ("/%s/%s", list, step);

  return g_strdup (bs_node_get_text (bs_node_lookup (root, element), "id"));
}

/* A story or photo shows on the page it belongs to and on the one it stood on until now. */
static gboolean
request_for (BsSession *self, const char *path)
{
  const BsNode *root = bs_session_get_root (self);
  g_autofree char *story = dup_path_id (root, path, "stories");
  g_autofree char *photo = dup_path_id (root, path, "photos");
  g_autofree char *page = dup_path_id (root, path, "pages");

  if (story != NULL && bs_issue_get_story (root, story) != NULL && !g_str_has_suffix (path, "/page")
      && !g_str_has_suffix (path, "/continued_on"))
    {
      const char *now = bs_node_get_text (bs_issue_get_story (root, story), "page");
      const char *stood = g_hash_table_lookup (self->places, story);

      request (self, now);
      if (g_strcmp0 (now, stood) != 0)
        request (self, stood);
      return TRUE;
    }
  if (photo != NULL && !g_str_has_suffix (path, "/page")
      && bs_issue_get_photo (root, photo) != NULL)
    {
      request (self, bs_node_get_text (bs_issue_get_photo (root, photo), "page"));
      return TRUE;
    }
  if (page != NULL && bs_issue_get_page (root, page) != NULL && strstr (path, "/boxes") != NULL)
    {
      request (self, page);
      return TRUE;
    }

  return FALSE;
}

static void
choose_existing_page (BsSession *self)
{
  const BsNode *pages = bs_issue_get_pages (bs_session_get_root (self));
  int index = self->page != NULL ? bs_node_index_of_id (pages, self->page) : -1;
  guint n = bs_node_get_length (pages);
  gboolean renamed = n == self->n_pages;

  self->n_pages = n;
  if (index >= 0)
    {
      self->page_index = (guint) index;
      return;
    }

  /* Back to where one came from; the one in its place where it only has another name now. */
  if (!renamed && self->page_before != NULL
      && bs_node_find_by_id (pages, self->page_before) != NULL)
    {
      g_autofree char *before = g_strdup (self->page_before);

      bs_session_set_page (self, before);
      return;
    }
  self->page_index = MIN (self->page_index, MAX (n, 1) - 1);
  bs_session_set_page (
    self, n > 0 ? bs_node_get_text (bs_node_get_element (pages, self->page_index), "id") : NULL);
}

static void
document_changed (BsDocument *document, GPtrArray *operations, BsSession *self)
{
  gboolean all = FALSE;

  choose_existing_page (self);
  if (self->story != NULL && bs_issue_get_story (bs_session_get_root (self), self->story) == NULL)
    bs_session_set_story (self, NULL);
  if (self->box != NULL && bs_session_get_box_node (self) == NULL)
    bs_session_set_box (self, NULL);

  for (guint i = 0; !all && i < operations->len; i++)
    {
      BsOperation *operation = g_ptr_array_index (operations, i);

      all = !request_for (self, bs_operation_get_path (operation));
    }
  if (all)
    request_all (self);

  g_signal_emit (self, signals[CHANGED], 0);
}

static void
file_changed (BsSession *self)
{
  bs_session_media_changed (self);
}

static void
bs_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BsSession *self = BS_SESSION (object);

  switch (id)
    {
    case PROP_PAGE:
      g_value_set_string (value, self->page);
      break;
    case PROP_STORY:
      g_value_set_string (value, self->story);
      break;
    case PROP_BOX:
      g_value_set_string (value, self->box);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BsSession *self = BS_SESSION (object);

  switch (id)
    {
    case PROP_PAGE:
      bs_session_set_page (self, g_value_get_string (value));
      break;
    case PROP_STORY:
      bs_session_set_story (self, g_value_get_string (value));
      break;
    case PROP_BOX:
      bs_session_set_box (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_session_dispose (GObject *object)
{
  bs_session_close (BS_SESSION (object));

  G_OBJECT_CLASS (bs_session_parent_class)->dispose (object);
}

static void
bs_session_finalize (GObject *object)
{
  BsSession *self = BS_SESSION (object);

  g_clear_pointer (&self->results, g_hash_table_unref);
  g_clear_pointer (&self->failures, g_hash_table_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_object (&self->newer);
  g_clear_object (&self->layout);
  g_clear_object (&self->renderer);
  g_clear_object (&self->document);
  g_clear_object (&self->environment);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->page_before, g_free);
  g_clear_pointer (&self->story, g_free);
  g_clear_pointer (&self->box, g_free);

  G_OBJECT_CLASS (bs_session_parent_class)->finalize (object);
}

static void
bs_session_class_init (BsSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bs_session_get_property;
  object_class->set_property = bs_session_set_property;
  object_class->dispose = bs_session_dispose;
  object_class->finalize = bs_session_finalize;

  properties[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, NULL,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                 | G_PARAM_STATIC_STRINGS);
  properties[PROP_STORY] = g_param_spec_string ("story", NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                  | G_PARAM_STATIC_STRINGS);
  properties[PROP_BOX] = g_param_spec_string ("box", NULL, NULL, NULL,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[PAGE_UPDATED] = g_signal_new ("page-updated", BS_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CHANGED] = g_signal_new ("changed", BS_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[TOLD] = g_signal_new ("told", BS_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT);
  signals[WILL_REVEAL] = g_signal_new ("will-reveal", BS_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REVEAL] = g_signal_new ("reveal", BS_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_ULONG, G_TYPE_ULONG);
}

static void
bs_session_init (BsSession *self)
{
  self->results = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) bs_page_result_unref);
  self->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->renderer = bs_renderer_new ();
}

/**
 * bs_session_new:
 *
 * Starts laying out all pages of @document, the first one first.
 *
 * Returns: (transfer full): a new session
 */
BsSession *
bs_session_new (BsEnvironment *environment, BsDocument *document)
{
  BsSession *self;

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (BS_IS_DOCUMENT (document), NULL);

  self = g_object_new (BS_TYPE_SESSION, NULL);
  self->environment = g_object_ref (environment);
  self->document = g_object_ref (document);
  self->worker = bs_page_worker_new (environment, page_done, self);
  bs_session_media_changed (self);
  choose_existing_page (self);
  request_all (self);

  g_signal_connect (document, "changed", G_CALLBACK (document_changed), self);
  g_signal_connect_swapped (document, "notify::file", G_CALLBACK (file_changed), self);

  return self;
}

/* Stops the thread; no signal comes after it. */
void
bs_session_close (BsSession *self)
{
  g_return_if_fail (BS_IS_SESSION (self));

  if (self->worker != NULL)
    bs_page_worker_stop (self->worker);
  g_clear_object (&self->worker);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
}

BsEnvironment *
bs_session_get_environment (BsSession *self)
{
  g_return_val_if_fail (BS_IS_SESSION (self), NULL);

  return self->environment;
}

BsDocument *
bs_session_get_document (BsSession *self)
{
  g_return_val_if_fail (BS_IS_SESSION (self), NULL);

  return self->document;
}

const BsNode *
bs_session_get_root (BsSession *self)
{
  g_return_val_if_fail (BS_IS_SESSION (self), NULL);

  return bs_document_get_root (self->document);
}

BsRenderer *
bs_session_get_renderer (BsSession *self)
{
  g_return_val_if_fail (BS_IS_SESSION (self), NULL);

  return self->renderer;
}

const char *
bs_session_get_page (BsSession *self)
{
  g_return_val_if_fail (BS_IS_SESSION (self), NULL);

  return self->page;
}

void
bs_session_set_page (BsSession *self, const char *page)
{
  g_return_if_fail (BS_IS_SESSION (self));

  if (g_strcmp0 (self->page, page) == 0)
    return;

  g_free (self->page_before);
  self->page_before = self->page;
  self->page = g_strdup (page);
  if (page != NULL)
    {
      int index = bs_node_index_of_id (bs_issue_get_pages (bs_session_get_root (self)), page);

      self->page_index = (guint) MAX (index, 0);
    }
  if (page != NULL && !g_hash_table_contains (self->results, page))
    request (self, page);
  bs_session_set_box (self, NULL);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

const char *
bs_session_get_story (BsSession *self)
{
  g_return_val_if_fail (BS_IS_SESSION (self), NULL);

  return self->story;
}

void
bs_session_set_story (BsSession *self, const char *story)
{
  g_return_if_fail (BS_IS_SESSION (self));

  if (g_strcmp0 (self->story, story) == 0)
    return;

  g_free (self->story);
  self->story = g_strdup (story);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STORY]);
}

const char *
bs_session_get_box (BsSession *self)
{
  g_return_val_if_fail (BS_IS_SESSION (self), NULL);

  return self->box;
}

/* The story that stands in @box, or that its photo belongs to; NULL if none. */
static const char *
find_story_of_box (BsSession *self, const BsNode *box)
{
  const BsNode *root = bs_session_get_root (self);
  const char *ref = bs_node_get_string (bs_node_get_element (bs_node_get_member (box, "refs"), 0));
  const BsNode *photo = ref != NULL ? bs_issue_get_photo (root, ref) : NULL;

  if (photo != NULL)
    ref = bs_node_get_text (photo, "story");

  return ref != NULL && bs_issue_get_story (root, ref) != NULL ? ref : NULL;
}

void
bs_session_set_box (BsSession *self, const char *box)
{
  const char *story;

  g_return_if_fail (BS_IS_SESSION (self));

  if (g_strcmp0 (self->box, box) == 0)
    return;

  g_free (self->box);
  self->box = g_strdup (box);
  story = box != NULL ? find_story_of_box (self, bs_session_get_box_node (self)) : NULL;
  if (story != NULL)
    bs_session_set_story (self, story);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BOX]);
}

/* The story that the chosen box shows, or that its photo belongs to; NULL: none, as of an
 * advertisement. */
const char *
bs_session_get_box_story (BsSession *self)
{
  const BsNode *box = bs_session_get_box_node (self);

  return box != NULL ? find_story_of_box (self, box) : NULL;
}

const BsNode *
bs_session_get_box_node (BsSession *self)
{
  const BsNode *page;

  g_return_val_if_fail (BS_IS_SESSION (self), NULL);

  page = bs_issue_get_page (bs_session_get_root (self), self->page);

  return self->box != NULL && page != NULL
           ? bs_node_find_by_id (bs_node_get_member (page, "boxes"), self->box)
           : NULL;
}

BsNewerWatch *
bs_session_get_newer_watch (BsSession *self)
{
  g_return_val_if_fail (BS_IS_SESSION (self), NULL);

  return self->newer;
}

void
bs_session_set_newer_watch (BsSession *self, BsNewerWatch *watch)
{
  g_return_if_fail (BS_IS_SESSION (self));

  g_set_object (&self->newer, watch);
}

void
bs_session_tell (BsSession *self, const char *text, guint undo_steps)
{
  g_return_if_fail (BS_IS_SESSION (self));
  g_return_if_fail (text != NULL);

  g_signal_emit (self, signals[TOLD], 0, text, undo_steps);
}

void
bs_session_reveal (BsSession *self, const char *path, gsize offset, gsize length)
{
  g_return_if_fail (BS_IS_SESSION (self));
  g_return_if_fail (path != NULL);

  g_signal_emit (self, signals[WILL_REVEAL], 0, path);
  g_signal_emit (self, signals[REVEAL], 0, path, (gulong) offset, (gulong) length);
}

gboolean
bs_session_get_context (BsSession *self, BsPageContext *context, GError **error)
{
  g_return_val_if_fail (BS_IS_SESSION (self), FALSE);
  g_return_val_if_fail (context != NULL, FALSE);

  if (self->page == NULL)
    {
      g_set_error_literal (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_NO_PAGE,
                           _ ("The issue has no page. Add one first"));
      return FALSE;
    }
  if (self->layout == NULL)
    self->layout = bs_layout_new (self->environment, error);
  if (self->layout == NULL)
    return FALSE;

  context->layout = self->layout;
  context->issue = bs_session_get_root (self);
  context->page = self->page;

  return TRUE;
}

gboolean
bs_session_apply (BsSession *self, BsPageEdit *edit, GError *error)
{
  g_autoptr (BsPageEdit) taken = edit;
  g_autoptr (GError) failure = error;

  g_return_val_if_fail (BS_IS_SESSION (self), FALSE);
  g_return_val_if_fail (edit != NULL || error != NULL, FALSE);

  if (edit == NULL || !bs_page_edit_apply (edit, self->document, &failure))
    {
      bs_session_tell (self, failure->message, 0);
      return FALSE;
    }
  if (*edit->box != '\0')
    bs_session_set_box (self, edit->box);

  return TRUE;
}

BsPageResult *
bs_session_get_result (BsSession *self, const char *page)
{
  g_return_val_if_fail (BS_IS_SESSION (self), NULL);

  return page != NULL ? g_hash_table_lookup (self->results, page) : NULL;
}

const char *
bs_session_get_failure (BsSession *self, const char *page)
{
  g_return_val_if_fail (BS_IS_SESSION (self), NULL);

  return page != NULL ? g_hash_table_lookup (self->failures, page) : NULL;
}

/* The page a story really stands on, by the last layout; NULL for none. */
const char *
bs_session_find_placed_page (BsSession *self, const char *story)
{
  g_return_val_if_fail (BS_IS_SESSION (self), NULL);

  return story != NULL ? g_hash_table_lookup (self->places, story) : NULL;
}

const BsCopyfit *
bs_session_find_copyfit (BsSession *self, const char *story)
{
  BsPageResult *result;

  g_return_val_if_fail (BS_IS_SESSION (self), NULL);

  result = bs_session_get_result (self, bs_session_find_placed_page (self, story));
  for (guint i = 0; result != NULL && result->copyfit != NULL && i < result->copyfit->len; i++)
    {
      BsCopyfit *fit = &g_array_index (result->copyfit, BsCopyfit, i);

      if (g_strcmp0 (fit->story, story) == 0)
        return fit;
    }

  return NULL;
}

/* A page that could not be laid out, as a finding of error level; NULL when it could. */
BsFinding *
bs_session_dup_failure_finding (BsSession *self, const char *page)
{
  const char *failure = bs_session_get_failure (self, page);
  BsFinding *finding;

  if (failure == NULL)
    return NULL;

  finding = bs_finding_new ("not-laid-out", BS_LEVEL_ERROR, page);
  finding->message = g_strdup (failure);

  return finding;
}

void
bs_session_media_changed (BsSession *self)
{
  g_autoptr (GFile) folder = NULL;

  g_return_if_fail (BS_IS_SESSION (self));

  folder = bs_document_get_media_folder (self->document);
  bs_renderer_set_media_folder (self->renderer, folder);
}

char *
bs_session_dup_copyfit_text (BsSession *self, const char *story, int *over_lines)
{
  const BsCopyfit *fit = bs_session_find_copyfit (self, story);
  const char *page = bs_session_find_placed_page (self, story);
  g_autofree char *lines = NULL;
  g_autofree char *characters = NULL;

  if (over_lines != NULL)
    *over_lines = fit != NULL ? fit->over_lines : 0;
  if (fit == NULL)
    return NULL;
  if (fit->over_lines == 0)
    /* Translators: %s is a page such as "A1"; the story has exactly the lines its place has. */
    return g_strdup_printf (_ ("%s: fits"), page);

  lines = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d line", "%d lines",
                                        (gulong) ABS (fit->over_lines)),
                           ABS (fit->over_lines));
  characters = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d character", "%d characters",
                                             (gulong) ABS (fit->over_characters)),
                                ABS (fit->over_characters));
  if (fit->over_lines > 0)
    /* Translators: page, "3 lines", "27 characters": text that found no room. */
    return g_strdup_printf (_ ("%s: over by %s, %s"), page, lines, characters);

  /* Translators: page, "3 lines", "27 characters": room left empty. */
  return g_strdup_printf (_ ("%s: short by %s, %s"), page, lines, characters);
}
