/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of a document, shared by the files that implement it: edits and undo
 * (bs-document.c), new, load and save (bs-document-file.c), recovery (bs-document-recovery.c),
 * photos (bs-document-media.c).
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
  gboolean lenient; /* of a newer minor version */

  /* undo */
  GPtrArray *undo; /* BsGroup, newest last */
  GPtrArray *redo;
  BsGroup *open;
  GArray *savepoints;  /* guint: operations in @open at each begin */
  guint64 state;       /* a number for each content the document has had */
  guint64 newest_state;
  guint64 saved_state; /* the one that is in the file */
  gboolean may_join;   /* the newest group may still grow */
  gboolean was_modified;

  /* file */
  BsFileState disk;
  BsLock *lock;
  GFile *scratch_media; /* where photos are while there is no file */
  gboolean scratch_is_temporary;

  /* recovery */
  BsJournal *journal;
  GFile *recovered_from; /* journal replayed at load, not yet taken over or cleared */
  GFile *rejected_journal;
  guint recovered;
};

BsDocument *bs_document_make            (BsEnvironment *environment, BsNode *root /* full */);
void        bs_document_mark_saved      (BsDocument *self);
void        bs_document_update_modified (BsDocument *self);
void        bs_group_free               (BsGroup *group);
/* Applies a group that comes from a journal; @join: it grew the one before. */
gboolean    bs_document_replay_group    (BsDocument *self, const char *kind, const char *label,
                                         gboolean join, GPtrArray *operations, GError **error);

/* bs-document-recovery.c */
void        bs_document_journal_group   (BsDocument *self, const char *kind, const char *label,
                                         gboolean join, GPtrArray *operations);
void        bs_document_replay_journal  (BsDocument *self);
void        bs_document_journal_saving  (BsDocument *self, const char *digest);
void        bs_document_journal_saved   (BsDocument *self);
void        bs_document_close_journal   (BsDocument *self);

/* bs-document-media.c */
gboolean    bs_document_copy_media      (BsDocument *self, GFile *to_file, GError **error);
void        bs_document_drop_scratch    (BsDocument *self);
GFile      *bs_document_media_folder_of (GFile *file);

/* bs-document-file.c */
GFile      *bs_document_sibling         (GFile *file, const char *suffix);
void        bs_file_state_clear         (BsFileState *state);

G_END_DECLS
