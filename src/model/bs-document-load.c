/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where documents come from: a file, or nothing.
 */

#include "bs-document-private.h"

#include "base/bs-file.h"
#include "bs-json.h"
#include "bs-schema.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LARGE_FILE 1000000 /* bytes */

void
bs_file_state_clear (BsFileState *state)
{
  g_clear_pointer (&state->digest, g_free);
  memset (&state->info, 0, sizeof state->info);
}

/* NAME.broadsheet.journal beside NAME.broadsheet. */
GFile *
bs_document_sibling (GFile *file, const char *suffix)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *sibling = g_strconcat (path, suffix, NULL);

  return g_file_new_for_path (sibling);
}

char *
bs_document_display_name (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  return path != NULL ? g_filename_display_name (path) : g_file_get_uri (file);
}

/* Anything may be given the name of an issue: a disk image of gigabytes is told by its first byte. */
static gboolean
begins_as_issue (const char *path, const char *start, gsize length, GError **error)
{
  g_autofree char *name = NULL;
  gsize i = length >= 3 && memcmp (start, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (i < length && strchr (" \t\r\n", start[i]) != NULL && start[i] != '\0')
    i++;
  if (i == length || start[i] == '{')
    return TRUE;

  name = g_filename_display_name (path);
  g_set_error (
    error, BS_MODEL_ERROR, BS_MODEL_ERROR_SYNTAX,
    _ ("%s: is not an issue of Broadsheet, which would begin with “{”. Choose a file that "
       "Broadsheet saved"),
    name);
  return FALSE;
}

static gboolean
fail_read (GError **error, GError *reason)
{
  BsModelError code = g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE)
                        ? BS_MODEL_ERROR_TOO_LARGE
                        : BS_MODEL_ERROR_READ;

  if (reason->domain == BS_MODEL_ERROR)
    {
      g_propagate_error (error, g_error_copy (reason));
      return FALSE;
    }
  g_set_error_literal (error, BS_MODEL_ERROR, (int) code, reason->message);
  return FALSE;
}

gboolean
bs_document_stat (GFile *file, struct stat *info)
{
  g_autofree char *path = g_file_get_path (file);

  memset (info, 0, sizeof *info);

  return path != NULL && stat (path, info) == 0;
}

static char *
digest_of (const void *data, gsize length)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, length);
}

static gpointer
compute_digest (gpointer data)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, data);
}

/* The digest of a large file takes about as long as parsing it: both at once. */
static BsNode *
parse_and_digest (const char *name, GBytes *bytes, char **digest, GError **error)
{
  gboolean large = g_bytes_get_size (bytes) > LARGE_FILE;
  GThread *thread = large ? g_thread_try_new ("digest", compute_digest, bytes, NULL) : NULL;
  BsNode *root = bs_json_parse (name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                error);

  *digest = thread != NULL ? g_thread_join (thread) : compute_digest (bytes);

  return root;
}

/* What must be known before anything else of an issue can be judged. */
static gboolean
check_format (BsDocument *self, const char *name, GError **error)
{
  const char *version = bs_node_get_text (self->root, "version");
  guint64 major, minor;

  if (strcmp (bs_node_get_text (self->root, "format"), BS_ISSUE_FORMAT) != 0)
    {
      g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA,
                   _ ("%s: line 1: /format: expected \"%s\". This is not an issue of Broadsheet"),
                   name, BS_ISSUE_FORMAT);
      return FALSE;
    }
  if (!bs_schema_read_version (version, &major, &minor))
    return TRUE; /* the rules refuse it, and say where */
  if (major > BS_ISSUE_VERSION_MAJOR)
    {
      g_autofree char *reason = g_strdup_printf (
        _ ("%s: was written by a newer Broadsheet (format %s; this one writes %d.%d). It can be "
           "read but not changed. Install a newer Broadsheet to edit it"),
        name, version, BS_ISSUE_VERSION_MAJOR, BS_ISSUE_VERSION_MINOR);

      bs_document_make_read_only (self, BS_MODEL_ERROR_TOO_NEW, reason);
    }
  self->lenient = major == BS_ISSUE_VERSION_MAJOR && minor > BS_ISSUE_VERSION_MINOR;

  return TRUE;
}

static gboolean
check_content (BsDocument *self, const char *name, GBytes *bytes, GError **error)
{
  BsSchemaFault fault = { 0 };
  guint line;

  if (bs_schema_check (self->root, self->lenient || self->read_only_reason != NULL, &fault))
    return TRUE;

  line = bs_json_find_line (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                            (const guint *) (gpointer) fault.indices->data, fault.indices->len);
  if (self->read_only_reason != NULL)
    g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_TOO_NEW,
                 _ (
                   "%s: was written by a newer Broadsheet, and cannot be understood here (line %u: "
                   "%s: expected %s). Install a newer Broadsheet to read it"),
                 name, line, fault.path->str, fault.expected);
  else
    g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA, _ ("%s: line %u: %s: expected %s"),
                 name, line, fault.path->str, fault.expected);
  bs_schema_fault_clear (&fault);

  return FALSE;
}

static BsNode *
new_list (void)
{
  return bs_node_builder_end (bs_node_builder_new_array ());
}

static BsNode *
new_pages (const char *const *names)
{
  static const char *const one_page[] = { "A1", NULL };
  BsNodeBuilder *pages = bs_node_builder_new_array ();

  for (const char *const *name = names != NULL ? names : one_page; *name != NULL; name++)
    {
      BsNodeBuilder *page = bs_node_builder_new_object ();

      bs_node_builder_set (page, "id", bs_node_new_string (*name));
      bs_node_builder_set (page, "boxes", new_list ());
      bs_node_builder_add (pages, bs_node_builder_end (page));
    }

  return bs_node_builder_end (pages);
}

/* Made of what makes an issue of a paper the one it is, so that the same command gives the same
 * file. */
static char *
issue_id (const char *name, const char *date, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%s\n%s\n%" G_GINT64_FORMAT, name, date, number);
  g_autofree char *digest = digest_of (text, strlen (text));

  return g_strdup_printf ("i%.12s", digest);
}

/**
 * bs_document_new:
 * @issue: (nullable): what is known of it
 *
 * Returns: (transfer full): an issue with empty pages, never saved and not modified
 */
BsDocument *
bs_document_new (BsEnvironment *environment, const BsNewIssue *issue)
{
  const BsNewIssue nothing = { 0 };
  g_autofree char *date = NULL;
  g_autofree char *id = NULL;
  g_autofree char *version = g_strdup_printf ("%d.%d", BS_ISSUE_VERSION_MAJOR,
                                              BS_ISSUE_VERSION_MINOR);
  BsNodeBuilder *root = bs_node_builder_new_object ();
  BsNodeBuilder *publication = bs_node_builder_new_object ();
  const char *name;

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment), NULL);

  if (issue == NULL)
    issue = &nothing;
  name = issue->name != NULL ? issue->name : "";
  if (issue->date != NULL)
    date = g_strdup (issue->date);
  else
    {
      g_autoptr (GDateTime) now = bs_environment_now (environment);
      g_autoptr (GDateTime) local = g_date_time_to_local (now);

      date = g_date_time_format (local, "%Y-%m-%d");
    }
  id = issue_id (name, date, issue->number);

  bs_node_builder_set_text (root, "format", BS_ISSUE_FORMAT);
  bs_node_builder_set_text (root, "version", version);
  bs_node_builder_set_text (root, "id", id);
  bs_node_builder_set_text (publication, "name", name);
  bs_node_builder_set (root, "publication", bs_node_builder_end (publication));
  bs_node_builder_set_text (root, "date", date);
  if (issue->number > 0)
    bs_node_builder_set_number (root, "number", issue->number);
  if (issue->total_number > 0)
    bs_node_builder_set_number (root, "total_number", issue->total_number);
  bs_node_builder_set_text (root, "page_format",
                            issue->page_format != NULL ? issue->page_format : "broadsheet");
  bs_node_builder_set (root, "stories", new_list ());
  bs_node_builder_set (root, "photos", new_list ());
  bs_node_builder_set (root, "pages", new_pages (issue->pages));

  return bs_document_make (environment, bs_node_builder_end (root));
}

/**
 * bs_document_new_from:
 * @root: (transfer full): an issue's tree
 *
 * Returns: (transfer full): the issue, never saved and not modified
 */
BsDocument *
bs_document_new_from (BsEnvironment *environment, BsNode *root, GError **error)
{
  BsSchemaFault fault = { 0 };

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment) && root != NULL, NULL);

  if (bs_schema_check (root, FALSE, &fault))
    return bs_document_make (environment, root);
  g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA,
               _ ("%s: expected %s. The issue was not made"), fault.path->str, fault.expected);
  bs_schema_fault_clear (&fault);
  bs_node_unref (root);

  return NULL;
}

static BsDocument *
load (BsEnvironment *environment, GFile *file, GError **error)
{
  g_autoptr (BsDocument) self = NULL;
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = NULL;
  g_autofree char *digest = NULL;
  struct stat info;
  BsNode *root;

  name = bs_document_display_name (file);
  /* Before reading: what is written meanwhile then counts as changed. */
  bs_document_stat (file, &info);
  bytes = bs_file_read_checked (file, BS_JSON_MAX_SIZE, begins_as_issue, &reason);
  if (bytes == NULL)
    {
      fail_read (error, reason);
      return NULL;
    }
  if (g_bytes_get_size (bytes) == 0)
    {
      g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SYNTAX,
                   _ ("%s: the file is empty. It is not an issue of Broadsheet"), name);
      return NULL;
    }
  root = parse_and_digest (name, bytes, &digest, error);
  if (root == NULL)
    return NULL;

  self = bs_document_make (environment, root);
  if (!check_format (self, name, error) || !check_content (self, name, bytes, error))
    return NULL;
  self->file = g_object_ref (file);
  self->disk.info = info;
  self->disk.digest = g_steal_pointer (&digest);
  self->saved_root = bs_node_ref (self->root);

  return g_steal_pointer (&self);
}

/**
 * bs_document_load:
 * @file: a local file
 *
 * Edits that a crash left in the file's journal are made again: see bs_document_get_recovered().
 * The file and the journal are not written to, though a journal that does not belong to this file
 * is given another name: see bs_document_get_rejected_journal().
 *
 * Returns: (transfer full): the issue; or %NULL with %BS_MODEL_ERROR_READ, _SYNTAX, _SCHEMA,
 *   _TOO_LARGE or _TOO_NEW (where it cannot even be read)
 */
BsDocument *
bs_document_load (BsEnvironment *environment, GFile *file, GError **error)
{
  BsDocument *self;

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = load (environment, file, error);
  if (self != NULL && self->read_only_reason == NULL)
    bs_document_replay_journal (self);

  return self;
}

/**
 * bs_document_load_saved:
 *
 * The issue as it is in the file, without what the journal beside it would add: for looking at what
 * somebody else saved, see bs_document_merge().
 *
 * Returns: (transfer full): the issue, or %NULL as bs_document_load()
 */
BsDocument *
bs_document_load_saved (BsEnvironment *environment, GFile *file, GError **error)
{
  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  return load (environment, file, error);
}
