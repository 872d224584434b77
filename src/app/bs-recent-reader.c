/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-recent-reader.h"

#include "bs-config.h"

#include "base/bs-file.h"
#include "layout/bs-layout.h"
#include "model/bs-issue.h"
#include "model/bs-json.h"
#include "render/bs-render.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define CACHE_VERSION 2
#define FACTS_LIMIT (64 * 1024)
#define PICTURE_LIMIT (8 * 1024 * 1024)

struct _BsRecentReader
{
  BsEnvironment *environment;
  BsRecentRead read;
  gpointer data;
  GThreadPool *pool;
  BsLayout *layout; /* of the thread */
  int stopped;      /* atomic */
};

typedef struct
{
  BsRecentReader *reader;
  GFile *file;
  BsRecentFacts *facts;
} Answer;

/* Where the cache has it, and what the file must be for it to hold. */
typedef struct
{
  char *facts_path;
  char *picture_path;
  char *stamp; /* "VERSION SIZE MTIME" */
} Place;

static void
place_clear (Place *place)
{
  g_free (place->facts_path);
  g_free (place->picture_path);
  g_free (place->stamp);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

void
bs_recent_facts_free (BsRecentFacts *facts)
{
  if (facts == NULL)
    return;
  g_free (facts->problem);
  g_clear_pointer (&facts->facts, bs_node_unref);
  g_clear_pointer (&facts->picture, g_bytes_unref);
  g_free (facts);
}

static gboolean
find_place (GFile *file, Place *place)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA1, uri, -1);
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "broadsheet", "issues",
                                              NULL);
  const char *path = g_file_peek_path (file);
  GStatBuf info;

  if (path == NULL || g_stat (path, &info) != 0)
    return FALSE;
  g_mkdir_with_parents (folder, 0700);
  place->facts_path = g_strdup_printf ("%s/%s.json", folder, digest);
  place->picture_path = g_strdup_printf ("%s/%s.png", folder, digest);
  place->stamp = g_strdup_printf ("%d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld",
                                  CACHE_VERSION, (gint64) info.st_size,
                                  (gint64) info.st_mtim.tv_sec, info.st_mtim.tv_nsec);

  return TRUE;
}

static BsNode *
read_json (const char *path, gsize limit, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = bs_file_read (file, limit, error);

  return bytes != NULL
           ? bs_json_parse (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error)
           : NULL;
}

static gboolean
read_cache (const Place *place, BsRecentFacts *facts)
{
  g_autoptr (BsNode) node = read_json (place->facts_path, FACTS_LIMIT, NULL);
  g_autoptr (GFile) picture = g_file_new_for_path (place->picture_path);

  if (node == NULL || !g_str_equal (bs_node_get_text (node, "stamp"), place->stamp))
    return FALSE;
  facts->picture = bs_file_read (picture, PICTURE_LIMIT, NULL);
  facts->facts = g_steal_pointer (&node);

  return TRUE;
}

static BsNode *
collect_facts (const BsNode *issue, const char *stamp)
{
  static const char *const numbers[] = { "number", "total_number" };
  BsNodeBuilder *builder = bs_node_builder_new_object ();

  bs_node_builder_set_text (builder, "stamp", stamp);
  bs_node_builder_set_text (builder, "name",
                            bs_node_get_text (bs_node_get_member (issue, "publication"), "name"));
  bs_node_builder_set_text (builder, "date", bs_node_get_text (issue, "date"));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    bs_node_builder_set_number (builder, numbers[i], bs_node_get_number (issue, numbers[i], 0));
  bs_node_builder_set_number (builder, "pages", bs_node_get_length (bs_issue_get_pages (issue)));
  bs_node_builder_set_text (builder, "template", bs_node_get_text (issue, "template"));

  return bs_node_builder_end (builder);
}

static GFile *
get_media_folder (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *media = NULL;

  if (g_str_has_suffix (path, ".broadsheet"))
    path[strlen (path) - strlen (".broadsheet")] = '\0';
  media = g_strconcat (path, ".media", NULL);

  return g_file_new_for_path (media);
}

static GBytes *
draw_first_page (BsRecentReader *self, GFile *file, const BsNode *issue)
{
  const BsNode *page = bs_node_get_element (bs_issue_get_pages (issue), 0);
  g_autoptr (BsRenderer) renderer = bs_renderer_new ();
  g_autoptr (GFile) media = get_media_folder (file);
  g_autoptr (BsPageResult) result = NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  double inches;

  if (self->layout == NULL)
    self->layout = bs_layout_new (self->environment, NULL);
  if (page == NULL || self->layout == NULL)
    return NULL;
  result = bs_layout_page (self->layout, issue, bs_node_get_text (page, "id"), NULL);
  if (result == NULL)
    return NULL;
  bs_renderer_set_media_folder (renderer, media);
  inches = bs_unit_to_points (bs_display_list_get_height (result->list)) / 72;
  if (!bs_renderer_write_png (renderer, result->list, BS_RECENT_PICTURE_HEIGHT / inches, stream,
                              NULL, NULL)
      || !g_output_stream_close (stream, NULL, NULL))
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
write_cache (const Place *place, const BsRecentFacts *facts)
{
  g_autofree char *text = bs_json_write (facts->facts, BS_JSON_LINES, NULL);

  if (facts->picture == NULL)
    g_unlink (place->picture_path);
  else if (!g_file_set_contents (place->picture_path, g_bytes_get_data (facts->picture, NULL),
                                 (gssize) g_bytes_get_size (facts->picture), NULL))
    return;
  g_file_set_contents (place->facts_path, text, -1, NULL);
}

static void
read_issue (BsRecentReader *self, GFile *file, const Place *place, BsRecentFacts *facts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsNode) issue = read_json (g_file_peek_path (file), BS_JSON_MAX_SIZE, &error);

  if (issue == NULL)
    {
      facts->problem = g_strdup (error->message);
      return;
    }
  facts->facts = collect_facts (issue, place->stamp);
  facts->picture = draw_first_page (self, file, issue);
  write_cache (place, facts);
}

static gboolean
deliver (gpointer data)
{
  Answer *answer = data;

  if (!g_atomic_int_get (&answer->reader->stopped))
    answer->reader->read (answer->file, g_steal_pointer (&answer->facts), answer->reader->data);
  g_object_unref (answer->file);
  bs_recent_facts_free (answer->facts);
  g_free (answer);

  return G_SOURCE_REMOVE;
}

static void
work (gpointer data, gpointer user_data)
{
  g_autoptr (GFile) file = data;
  BsRecentReader *self = user_data;
  BsRecentFacts *facts;
  g_auto (Place) place = { 0 };
  Answer *answer;

  if (g_atomic_int_get (&self->stopped))
    return;
  facts = g_new0 (BsRecentFacts, 1);
  if (!find_place (file, &place))
    facts->missing = TRUE;
  else if (!read_cache (&place, facts))
    read_issue (self, file, &place, facts);
  answer = g_new0 (Answer, 1);
  answer->reader = self;
  answer->file = g_steal_pointer (&file);
  answer->facts = facts;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, deliver, answer, NULL);

  /* What a page was laid out with is some MiB, and the next issue that is new here may be tomorrow's. */
  if (g_thread_pool_unprocessed (self->pool) == 0)
    g_clear_object (&self->layout);
}

BsRecentReader *
bs_recent_reader_new (BsEnvironment *environment, BsRecentRead read, gpointer data)
{
  BsRecentReader *self = g_new0 (BsRecentReader, 1);

  self->environment = g_object_ref (environment);
  self->read = read;
  self->data = data;
  self->pool = g_thread_pool_new (work, self, 1, FALSE, NULL);

  return self;
}

void
bs_recent_reader_push (BsRecentReader *self, GFile *file)
{
  g_thread_pool_push (self->pool, g_object_ref (file), NULL);
}

/* No answer comes after this; the struct itself stays for those that are under way. */
void
bs_recent_reader_free (BsRecentReader *self)
{
  if (self == NULL)
    return;
  g_atomic_int_set (&self->stopped, 1);
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_clear_object (&self->layout);
  g_clear_object (&self->environment);
}
