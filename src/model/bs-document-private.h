/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of a document, shared by the files that implement it: edits and undo
 * (bs-document.c, bs-document-edit.c), new and load (bs-document-load.c), save
 * (bs-document-save.c), recovery (bs-document-recovery.c), photos (bs-document-media.c).
 */
#pragma once

#include "bs-document.h"
#include "bs-journal.h"
#include "bs-lock.h"

#include <sys/stat.h>

G_BEGIN_DECLS

/* One step of undo. */
typedef struct
{
  char *label;
  char *coalesce;
  GPtrArray *operations; /* BsOperation, completed */
  guint64 before;        /* states of the document, see BsDocument.state */
  guint64 after;
} BsGroup;

/* What the file was when it was loaded or saved. */
typedef struct
{
  char *digest; /* SHA-256, hexadecimal; NULL: there was no file */
  struct stat info;
} BsFileState;

struct _BsDocument
{
  GObject parent_instance;

  /* owned */
  BsEnvironment *environment;
  BsNode *root;
  GFile *file;
  char *read_only_reason;
  BsModelError read_only_code;
  gboolean lenient; /* of a newer minor version */

  /* undo */
  GPtrArray *undo; /* BsGroup, newest last */
  GPtrArray *redo;
  BsGroup *open;
  GArray *savepoints;  /* guint: operations in @open at each begin */
  BsNode *unchecked;   /* how the tree was at bs_document_begin_many(); else NULL */
  guint unchecked_depth; /* of @savepoints then */
  guint64 state;       /* a number for each content the document has had */
  guint64 newest_state;
  guint64 saved_state; /* the one that is in the file */
  gboolean may_join;   /* the newest group may still grow */
  gboolean was_modified;
  GHashTable *issued_ids; /* "PATH PREFIX" -> guint64: highest number given away */

  /* file */
  BsFileState disk;
  BsNode *saved_root;   /* what is in the file; NULL: there is none */
  BsLock *lock;
  gboolean saving;      /* a worker is at it */
  GFile *scratch_media; /* where photos are while there is no file */
  gboolean scratch_is_temporary;
  GHashTable *left_media; /* names of photos that came for nothing; NULL: none */

  /* recovery */
  BsJournal *journal;
  BsLock *unsaved_lock; /* on the journal of a never-saved issue */
  gboolean journal_failed;
  GFile *recovered_from; /* journal replayed at load, not yet gone on with or cleared */
  BsJournalMark recovered_end;
  guint64 recovered_state;
  gboolean recovered_is_whole; /* all of that journal was needed */
  GFile *rejected_journal;
  guint recovered;
};

BsDocument *bs_document_make            (BsEnvironment *environment, BsNode *root /* full */);
void        bs_document_mark_saved      (BsDocument *self, guint64 state);
void        bs_document_update_modified (BsDocument *self);
void        bs_group_free               (BsGroup *group);
/* Applies a group that comes from a journal; @join: it grew the one before. */
gboolean    bs_document_replay_group    (BsDocument *self, const char *kind, const char *label,
                                         gboolean join, GPtrArray *operations, GError **error);

void        bs_document_emit_journal_failed (BsDocument *self, const char *message);
void        bs_document_make_read_only  (BsDocument *self, BsModelError code, const char *reason);
gboolean    bs_document_check_writable  (BsDocument *self, GError **error);

/* bs-document-load.c */
GFile      *bs_document_sibling         (GFile *file, const char *suffix);
char       *bs_document_display_name    (GFile *file);
void        bs_file_state_clear         (BsFileState *state);
gboolean    bs_document_stat            (GFile *file, struct stat *info);

/* bs-document-recovery.c */
BsNode     *bs_document_journal_header  (const char *base, const BsNode *snapshot,
                                         gboolean modified);
BsNode     *bs_document_journal_saving  (const char *digest, BsJournalMark mark);
void        bs_document_journal_group   (BsDocument *self, const char *kind, const char *label,
                                         gboolean join, GPtrArray *operations);
void        bs_document_replay_journal  (BsDocument *self);
void        bs_document_journal_saved   (BsDocument *self);
void        bs_document_move_journal    (BsDocument *self);
void        bs_document_close_journal   (BsDocument *self);

/* bs-document-media.c */
GFile      *bs_document_media_folder_of (GFile *file);
gboolean    bs_document_copy_media      (GFile *from, GFile *to, GError **error);
void        bs_document_drop_scratch    (BsDocument *self);
void        bs_document_keep_scratch_beside (BsDocument *self, GFile *journal);

/* bs-left-media.c */
/* When the file has come to be what it is. */
void        bs_document_keep_saved_media (BsDocument *self);
/* When steps were forgotten that could be redone. */
void        bs_document_sweep_left_media (BsDocument *self);
void        bs_document_end_left_media  (BsDocument *self);

G_END_DECLS
