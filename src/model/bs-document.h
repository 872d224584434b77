/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One issue, open: its tree, its undo history, its file and its crash journal. Used from one
 * thread; other threads get the immutable root. It never changes but by operations, and never
 * shows a window.
 */
#pragma once

#include "bs-model-error.h"
#include "bs-node.h"
#include "bs-operation.h"
#include "base/bs-environment.h"

G_BEGIN_DECLS

#define BS_ISSUE_FORMAT "broadsheet-issue"
#define BS_ISSUE_VERSION_MAJOR 1
#define BS_ISSUE_VERSION_MINOR 0

#define BS_TYPE_DOCUMENT (bs_document_get_type ())
G_DECLARE_FINAL_TYPE (BsDocument, bs_document, BS, DOCUMENT, GObject)

/* Signals:
 *   "changed" (BsDocument, GPtrArray<BsOperation>)  after each applied group, undo and redo alike
 *   "journal-failed" (BsDocument, const char *message)  changes are not safe from a crash
 * Properties: "modified", "can-undo", "can-redo", "read-only", "file" (notify). */

typedef struct
{
  const char *name;        /* of the publication */
  const char *date;        /* YYYY-MM-DD; NULL: today by the environment's clock, local */
  gint64 number;           /* of the issue; 0: none */
  const char *page_format; /* NULL: "broadsheet" */
  const char *const *pages; /* NULL-terminated page names; NULL: A1 */
  gint64 total_number;     /* counted from the first; 0: none */
} BsNewIssue;

BsDocument   *bs_document_new          (BsEnvironment *environment, const BsNewIssue *issue);
/* From a whole tree, as bs_template_to_issue() makes it; NULL with _SCHEMA where it is none. */
BsDocument   *bs_document_new_from     (BsEnvironment *environment, BsNode *root /* transfer full */,
                                        GError **error);
BsDocument   *bs_document_load         (BsEnvironment *environment, GFile *file, GError **error);
/* Atomic and durable. Refused (CONFLICT) over somebody else's changes, unless forced, and (LOCKED)
 * where somebody else has the file open. Saving under another name copies the photos along. */
gboolean      bs_document_save         (BsDocument *self, GError **error);
gboolean      bs_document_save_forced  (BsDocument *self, GError **error);
gboolean      bs_document_save_as      (BsDocument *self, GFile *file, GError **error);
/* In a worker, which gets a snapshot: editing goes on. @file NULL: save, else save as. _finish must
 * be called. */
void          bs_document_save_async   (BsDocument *self, GFile *file, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer data);
gboolean      bs_document_save_finish  (BsDocument *self, GAsyncResult *result, GError **error);
const BsNode *bs_document_get_root     (BsDocument *self);
GFile        *bs_document_get_file     (BsDocument *self); /* NULL while never saved */
gboolean      bs_document_get_modified (BsDocument *self);
gboolean      bs_document_get_read_only (BsDocument *self);
const char   *bs_document_get_read_only_reason (BsDocument *self); /* NULL if writable */

/* Edits. Operations between begin and end are one step of undo under @label (translated).
 * Consecutive groups with the same non-NULL @coalesce key join while typing. */
void     bs_document_begin (BsDocument *self, const char *label, const char *coalesce);
gboolean bs_document_apply (BsDocument *self, BsOperation *operation, GError **error);
void     bs_document_end   (BsDocument *self);
/* The same for thousands of operations, checked together at the end; FALSE: none was made. */
void     bs_document_begin_many (BsDocument *self, const char *label);
gboolean bs_document_end_many   (BsDocument *self, GError **error);
void     bs_document_set_step_label (BsDocument *self, const char *label);

/* The operations most callers want; each is one bs_document_apply. Return FALSE on conflict. The
 * text "" and the node NULL remove. */
gboolean bs_document_set_text   (BsDocument *self, const char *path, const char *value,
                                 GError **error);
gboolean bs_document_set_node   (BsDocument *self, const char *path, const BsNode *value,
                                 GError **error);
gboolean bs_document_insert     (BsDocument *self, const char *array_path,
                                 int index /* -1: last */, const BsNode *value, GError **error);
gboolean bs_document_remove     (BsDocument *self, const char *element_path, GError **error);
gboolean bs_document_move       (BsDocument *self, const char *array_path, guint from, guint to,
                                 GError **error);
gboolean bs_document_splice     (BsDocument *self, const char *path, gsize offset, gsize length,
                                 const char *inserted, GError **error);

gboolean    bs_document_undo           (BsDocument *self);
gboolean    bs_document_redo           (BsDocument *self);
const char *bs_document_get_undo_label (BsDocument *self); /* NULL if nothing to undo */
const char *bs_document_get_redo_label (BsDocument *self);
/* Rolls back an open group, e.g. when an import fails half way. */
void        bs_document_cancel         (BsDocument *self);

/* A fresh id, unused in @array_path: prefix + number ("s12"). Caller frees. */
char *bs_document_new_id (BsDocument *self, const char *array_path, const char *prefix);

/* Crash journal, beside the file (NAME.broadsheet.journal), or in @folder for a never-saved issue.
 * While on, each group is appended at once and synced within a second by a worker; a save clears
 * it. On load, a journal that fits the file is replayed and stays modified: _get_recovered tells.
 * One that does not fit is given another name and kept: _get_rejected_journal tells. A document
 * that is let go while modified leaves its journal, unless it was discarded. _close lets go of
 * journal and lock at once, not with the last reference. */
gboolean bs_document_start_journal (BsDocument *self, GFile *folder, GError **error);
guint    bs_document_get_recovered (BsDocument *self); /* operations replayed at load */
GFile   *bs_document_get_rejected_journal (BsDocument *self); /* NULL if none */
void     bs_document_discard_journal (BsDocument *self);
void     bs_document_close (BsDocument *self);
/* Never-saved issues that a crash left in @folder: journals nobody has open; element GFile. */
GPtrArray  *bs_document_list_unsaved (GFile *folder);
BsDocument *bs_document_load_unsaved (BsEnvironment *environment, GFile *journal, GError **error);

/* Two windows on one file: an advisory lock file says who (user, host, pid) writes. Where that is
 * somebody else the document becomes read-only. start_journal locks too. */
gboolean bs_document_lock (BsDocument *self, GError **error);
/* The file was written by somebody else meanwhile: what they saved, and mine with their changes as
 * one step of undo. Afterwards a save writes over what they saved without asking. */
BsDocument   *bs_document_load_saved  (BsEnvironment *environment, GFile *file, GError **error);
const BsNode *bs_document_get_saved_root (BsDocument *self); /* what is in the file; NULL: no file */
gboolean      bs_document_merge       (BsDocument *self, BsDocument *theirs, GError **error);
/* TRUE when the file on disk is no longer what was loaded or saved. */
gboolean bs_document_changed_on_disk (BsDocument *self);

/* Photos: NAME.media/SHA256.EXT. Importing stores at once (durably) for a saved issue; for a new
 * one beside its journal, or in a temporary folder, moved by the first save. See bs-photo-info.h. */
/* returns "SHA256.jpg" */
char  *bs_document_add_media  (BsDocument *self, GFile *source, GError **error);
/* The same in any thread: into @folder, which is made with @mode where it is missing. */
char  *bs_document_store_media (GFile *folder, int mode, GFile *source, GError **error);
/* where it is or should be; transfer full; NULL: no such name */
GFile *bs_document_get_media  (BsDocument *self, const char *name);
GFile *bs_document_get_media_folder (BsDocument *self);                          /* transfer full */

G_END_DECLS
