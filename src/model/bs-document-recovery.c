/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nothing is lost in a crash: what a document writes into its journal, and how it comes back.
 *
 * The first line of a journal says what its changes start from: "base", the SHA-256 of the file, or
 * a "snapshot" of the issue. A save first adds a line "saving" with the digest of the new file and
 * how many lines that file holds already; then the file is replaced; then the journal begins anew.
 * Wherever a crash falls, the journal fits the file that is there.
 */

#include "bs-document-private.h"

#include "bs-schema.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define JOURNAL_FORMAT "broadsheet-journal"
#define JOURNAL_VERSION 1
#define JOURNAL_ENDING ".journal"

/* What the changes that follow start from. */
BsNode *
bs_document_journal_header (const char *base, const BsNode *snapshot, gboolean modified)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();

  bs_node_builder_set_text (builder, "format", JOURNAL_FORMAT);
  bs_node_builder_set_number (builder, "version", JOURNAL_VERSION);
  bs_node_builder_set_text (builder, "base", base);
  if (snapshot != NULL)
    {
      bs_node_builder_set (builder, "snapshot", bs_node_ref (snapshot));
      bs_node_builder_set_flag (builder, "modified", modified);
    }

  return bs_node_builder_end (builder);
}

BsNode *
bs_document_journal_saving (const char *digest, BsJournalMark mark)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();

  bs_node_builder_set_text (builder, "saving", digest);
  bs_node_builder_set_number (builder, "after", mark.lines);

  return bs_node_builder_end (builder);
}

void
bs_document_journal_group (BsDocument *self, const char *kind, const char *label, gboolean join,
                           GPtrArray *operations)
{
  g_autoptr (BsNode) line = NULL;
  g_autoptr (GError) error = NULL;
  BsNodeBuilder *builder;
  BsNodeBuilder *list;

  if (self->journal == NULL)
    return;

  list = bs_node_builder_new_array ();
  for (guint i = 0; i < operations->len; i++)
    bs_node_builder_add (list, bs_operation_to_node (g_ptr_array_index (operations, i)));
  builder = bs_node_builder_new_object ();
  bs_node_builder_set_text (builder, "kind", kind);
  bs_node_builder_set_text (builder, "label", label);
  if (join)
    bs_node_builder_set_flag (builder, "join", TRUE);
  bs_node_builder_set (builder, "operations", bs_node_builder_end (list));
  line = bs_node_builder_end (builder);

  if (bs_journal_append (self->journal, line, &error))
    self->journal_failed = FALSE;
  else if (!self->journal_failed)
    {
      self->journal_failed = TRUE;
      bs_document_emit_journal_failed (self, error->message);
    }
}

static gboolean
replay_line (BsDocument *self, const BsNode *line, GError **error)
{
  const BsNode *list = bs_node_get_member (line, "operations");
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bs_operation_unref);

  if (bs_node_get_member (line, "saving") != NULL)
    return TRUE;

  for (guint i = 0; i < bs_node_get_length (list); i++)
    {
      BsOperation *operation = bs_operation_from_node (bs_node_get_element (list, i), error);

      if (operation == NULL)
        return FALSE;
      g_ptr_array_add (operations, operation);
    }
  if (!bs_document_replay_group (self, bs_node_get_text (line, "kind"),
                                 bs_node_get_text (line, "label"),
                                 bs_node_get_flag (line, "join", FALSE), operations, error))
    return FALSE;
  self->recovered += operations->len;

  return TRUE;
}

/* As much as fits; FALSE if that is not all. */
static gboolean
replay_lines (BsDocument *self, GPtrArray *lines, guint first)
{
  for (guint i = first; i < lines->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!replay_line (self, g_ptr_array_index (lines, i), &error))
        {
          g_debug ("journal, line %u: %s", i + 1, error->message);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
is_header (const BsNode *line)
{
  return strcmp (bs_node_get_text (line, "format"), JOURNAL_FORMAT) == 0
         && bs_node_get_number (line, "version", 0) == JOURNAL_VERSION;
}

/* The line from which on the changes are not in the file whose content is @digest; -1 where the
 * journal is another file's. */
static int
find_start (GPtrArray *lines, const char *digest)
{
  int start = -1;

  if (lines->len == 0 || !is_header (g_ptr_array_index (lines, 0)))
    return -1;
  if (strcmp (bs_node_get_text (g_ptr_array_index (lines, 0), "base"), digest) == 0)
    return 1; /* an announcement after it came to nothing, or led here */

  for (guint i = 1; i < lines->len; i++)
    {
      const BsNode *line = g_ptr_array_index (lines, i);
      gint64 after = bs_node_get_number (line, "after", 0);

      if (strcmp (bs_node_get_text (line, "saving"), digest) == 0 && after >= 1 && after <= i)
        start = (int) after;
    }

  return start;
}

/* Whether a person's work is in it. */
static gboolean
holds_changes (GPtrArray *lines)
{
  if (lines->len > 0 && bs_node_get_flag (g_ptr_array_index (lines, 0), "modified", FALSE))
    return TRUE;

  for (guint i = 1; i < lines->len; i++)
    if (bs_node_get_member (g_ptr_array_index (lines, i), "operations") != NULL)
      return TRUE;

  return FALSE;
}

/* Never deleted: it may hold the only copy of something. */
static void
set_aside (BsDocument *self, GFile *journal)
{
  g_autoptr (GDateTime) now = bs_environment_now (self->environment);
  g_autofree char *time = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autofree char *path = g_file_get_path (journal);

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *name = i == 0 ? g_strdup_printf ("%s.rejected-%s", path, time)
                                     : g_strdup_printf ("%s.rejected-%s-%u", path, time, i);

      if (g_file_test (name, G_FILE_TEST_EXISTS))
        continue;
      g_clear_object (&self->rejected_journal);
      self->rejected_journal = g_file_new_for_path (g_rename (path, name) == 0 ? name : path);
      return;
    }
}

static gboolean
adopt_snapshot (BsDocument *self, const BsNode *snapshot, gboolean modified)
{
  BsSchemaFault fault = { 0 };

  if (!bs_schema_check (snapshot, self->lenient, &fault))
    {
      bs_schema_fault_clear (&fault);
      return FALSE;
    }
  bs_node_unref (self->root);
  self->root = bs_node_ref (snapshot);
  if (modified)
    {
      self->state = ++self->newest_state;
      self->recovered++;
    }

  return TRUE;
}

/* At load. A journal that somebody is writing is theirs. */
void
bs_document_replay_journal (BsDocument *self)
{
  g_autoptr (GFile) journal = bs_document_sibling (self->file, JOURNAL_ENDING);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  const BsNode *snapshot;
  gboolean damaged = FALSE;
  int start;

  if (!g_file_query_exists (journal, NULL) || bs_lock_is_held (self->file, NULL))
    return;

  lines = bs_journal_read (journal, &self->recovered_end, &damaged, &error);
  start = lines != NULL ? find_start (lines, self->disk.digest) : -1;
  if (start < 0)
    {
      if (lines == NULL || damaged || holds_changes (lines)
          || (lines->len > 0 && !is_header (g_ptr_array_index (lines, 0))))
        set_aside (self, journal);
      return;
    }

  snapshot = start == 1 ? bs_node_get_member (g_ptr_array_index (lines, 0), "snapshot") : NULL;
  if (snapshot != NULL && !adopt_snapshot (self, snapshot, TRUE))
    damaged = TRUE;
  else if (!replay_lines (self, lines, (guint) start))
    damaged = TRUE;

  if (damaged)
    set_aside (self, journal);
  else
    {
      self->recovered_from = g_steal_pointer (&journal);
      self->recovered_state = self->state;
      self->recovered_is_whole = start == 1;
    }
}

/* One that was not replayed: its writer was alive when the issue was loaded, or it belongs to a
 * file that was overwritten. */
static void
save_from_being_replaced (BsDocument *self, GFile *file)
{
  g_autoptr (GPtrArray) lines = NULL;
  BsJournalMark end;
  gboolean damaged = FALSE;

  if (!g_file_query_exists (file, NULL))
    return;
  lines = bs_journal_read (file, &end, &damaged, NULL);
  if (lines == NULL || damaged || holds_changes (lines))
    set_aside (self, file);
}

static BsJournal *
create_journal (BsDocument *self, GFile *file, GError **error)
{
  gboolean modified = bs_document_get_modified (self);
  g_autoptr (BsNode) header = bs_document_journal_header (
    self->disk.digest, self->file == NULL || modified ? self->root : NULL, modified);

  return bs_journal_create (file, header, error);
}

/* The journal that was replayed goes on, if nothing was changed since. */
static BsJournal *
journal_for_file (BsDocument *self, GError **error)
{
  g_autoptr (GFile) file = bs_document_sibling (self->file, JOURNAL_ENDING);
  g_autoptr (GFile) recovered = g_steal_pointer (&self->recovered_from);

  if (recovered != NULL && self->recovered_is_whole && self->recovered_state == self->state)
    return bs_journal_continue (recovered, self->recovered_end, error);
  if (recovered == NULL)
    save_from_being_replaced (self, file);

  return create_journal (self, file, error);
}

static BsJournal *
journal_in_folder (BsDocument *self, GFile *folder, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (id, JOURNAL_ENDING, NULL);
  g_autofree char *path = g_file_get_path (folder);
  g_autoptr (GFile) file = g_file_get_child (folder, name);
  BsJournal *journal;

  g_mkdir_with_parents (path, 0700);
  self->unsaved_lock = bs_lock_new (self->environment, file, error);
  if (self->unsaved_lock == NULL)
    return NULL;
  journal = create_journal (self, file, error);
  if (journal == NULL)
    g_clear_pointer (&self->unsaved_lock, bs_lock_free);
  else
    bs_document_keep_scratch_beside (self, file);

  return journal;
}

/**
 * bs_document_start_journal:
 * @folder: (nullable): where the journals of never-saved issues are; made if missing. Not needed
 *   for an issue that has a file
 *
 * From here on every change is safe from a crash. An issue that has a file is locked too. A
 * read-only issue needs no journal: nothing is done.
 *
 * Returns: %TRUE if the journal goes; else %BS_MODEL_ERROR_LOCKED or _WRITE, and the issue can be
 *   edited without
 */
gboolean
bs_document_start_journal (BsDocument *self, GFile *folder, GError **error)
{
  g_return_val_if_fail (BS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (self->file != NULL || G_IS_FILE (folder), FALSE);
  g_return_val_if_fail (self->open == NULL, FALSE);

  if (self->journal != NULL || self->read_only_reason != NULL)
    return TRUE;
  if (self->file != NULL && !bs_document_lock (self, error))
    return FALSE;
  self->journal = self->file != NULL ? journal_for_file (self, error)
                                     : journal_in_folder (self, folder, error);
  self->journal_failed = FALSE;

  return self->journal != NULL;
}

/* After a save: what the old journal held is in the file. */
void
bs_document_journal_saved (BsDocument *self)
{
  if (self->recovered_from != NULL)
    g_file_delete (self->recovered_from, NULL, NULL);
  g_clear_object (&self->recovered_from);
}

/* After a save under a new name. Editing goes on without a journal if there can be none. */
void
bs_document_move_journal (BsDocument *self)
{
  g_autoptr (GError) error = NULL;

  if (self->journal == NULL)
    return;

  bs_journal_remove (g_steal_pointer (&self->journal));
  g_clear_pointer (&self->unsaved_lock, bs_lock_free);
  if (!bs_document_start_journal (self, NULL, &error))
    {
      self->journal_failed = TRUE;
      bs_document_emit_journal_failed (self, error->message);
    }
}

/* The document goes. Changes that were neither saved nor discarded stay in the journal. */
void
bs_document_close_journal (BsDocument *self)
{
  if (self->journal != NULL && bs_document_get_modified (self))
    {
      bs_journal_free (g_steal_pointer (&self->journal));
      self->scratch_is_temporary = FALSE;
    }
  else if (self->journal != NULL)
    bs_journal_remove (g_steal_pointer (&self->journal));
  g_clear_pointer (&self->unsaved_lock, bs_lock_free);
}

/**
 * bs_document_discard_journal:
 *
 * The person chose not to keep what was changed: removes the journal (and, of a never-saved issue,
 * its photos). To be called before the document is let go; later changes are not journalled.
 */
void
bs_document_discard_journal (BsDocument *self)
{
  g_return_if_fail (BS_IS_DOCUMENT (self));
  g_return_if_fail (!self->saving);

  if (self->journal != NULL)
    bs_journal_remove (g_steal_pointer (&self->journal));
  bs_document_journal_saved (self);
  g_clear_pointer (&self->unsaved_lock, bs_lock_free);
  if (self->scratch_media != NULL)
    self->scratch_is_temporary = TRUE;
}

/**
 * bs_document_get_recovered:
 *
 * Returns: how many changes were made again from a journal when the issue was loaded
 */
guint
bs_document_get_recovered (BsDocument *self)
{
  g_return_val_if_fail (BS_IS_DOCUMENT (self), 0);

  return self->recovered;
}

/**
 * bs_document_get_rejected_journal:
 *
 * Returns: (transfer none) (nullable): a journal that did not fit the file (which was changed by
 *   another program), or not all of which could be read; it was given this name when the issue was
 *   loaded
 */
GFile *
bs_document_get_rejected_journal (BsDocument *self)
{
  g_return_val_if_fail (BS_IS_DOCUMENT (self), NULL);

  return self->rejected_journal;
}

static void
consider_unsaved (GPtrArray *unsaved, GFile *folder, const char *name)
{
  g_autoptr (GFile) file = g_file_get_child (folder, name);
  g_autoptr (GPtrArray) lines = NULL;
  BsJournalMark end;
  gboolean damaged;

  if (!g_str_has_suffix (name, JOURNAL_ENDING) || bs_lock_is_held (file, NULL))
    return;

  lines = bs_journal_read (file, &end, &damaged, NULL);
  if (lines == NULL || lines->len == 0
      || bs_node_get_member (g_ptr_array_index (lines, 0), "snapshot") == NULL)
    return;
  if (holds_changes (lines))
    g_ptr_array_add (unsaved, g_steal_pointer (&file));
  else if (!damaged)
    g_file_delete (file, NULL, NULL); /* an issue that was never touched */
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  g_autofree char *path_a = g_file_get_path (*(GFile *const *) a);
  g_autofree char *path_b = g_file_get_path (*(GFile *const *) b);

  return strcmp (path_a, path_b);
}

/**
 * bs_document_list_unsaved:
 * @folder: as given to bs_document_start_journal(); need not exist
 *
 * Returns: (transfer full) (element-type GFile): journals of issues that were never saved, hold
 *   changes, and that no living program has open; for bs_document_load_unsaved()
 */
GPtrArray *
bs_document_list_unsaved (GFile *folder)
{
  g_autoptr (GPtrArray) unsaved = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *path = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  path = g_file_get_path (folder);
  dir = path != NULL ? g_dir_open (path, 0, NULL) : NULL;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    consider_unsaved (unsaved, folder, name);
  g_ptr_array_sort (unsaved, compare_files);

  return g_steal_pointer (&unsaved);
}

static BsDocument *
document_from_lines (BsEnvironment *environment, GPtrArray *lines, GFile *journal, GError **error)
{
  const BsNode *header = lines->len > 0 ? g_ptr_array_index (lines, 0) : NULL;
  const BsNode *snapshot = bs_node_get_member (header, "snapshot");
  g_autoptr (BsDocument) self = NULL;

  if (snapshot != NULL && is_header (header))
    {
      self = bs_document_make (environment, bs_node_ref (snapshot));
      self->saved_state = G_MAXUINT64; /* no state of it is in a file */
      if (adopt_snapshot (self, snapshot, bs_node_get_flag (header, "modified", FALSE)))
        return g_steal_pointer (&self);
    }

  {
    g_autofree char *path = g_file_get_path (journal);

    g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA,
                 _ ("%s: is not the journal of an unsaved issue. It is left as it is"), path);
    return NULL;
  }
}

/**
 * bs_document_load_unsaved:
 * @journal: one from bs_document_list_unsaved()
 *
 * Returns: (transfer full): the issue as it was when the program ended, modified and without a
 *   file; its journal goes on. Or %NULL with %BS_MODEL_ERROR_LOCKED, _READ, _SCHEMA or _WRITE
 */
BsDocument *
bs_document_load_unsaved (BsEnvironment *environment, GFile *journal, GError **error)
{
  g_autoptr (BsDocument) self = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) reason = NULL;
  g_autoptr (BsLock) lock = NULL;
  BsJournalMark end;
  gboolean damaged;

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (G_IS_FILE (journal), NULL);

  lock = bs_lock_new (environment, journal, error);
  if (lock == NULL)
    return NULL;
  lines = bs_journal_read (journal, &end, &damaged, &reason);
  if (lines == NULL)
    {
      g_set_error_literal (error, BS_MODEL_ERROR, BS_MODEL_ERROR_READ, reason->message);
      return NULL;
    }
  self = document_from_lines (environment, lines, journal, error);
  if (self == NULL)
    return NULL;

  if (!replay_lines (self, lines, 1) || damaged)
    {
      set_aside (self, journal);
      self->journal = create_journal (self, journal, error);
    }
  else
    self->journal = bs_journal_continue (journal, end, error);
  if (self->journal == NULL)
    return NULL;
  self->unsaved_lock = g_steal_pointer (&lock);
  bs_document_keep_scratch_beside (self, journal);

  return g_steal_pointer (&self);
}
