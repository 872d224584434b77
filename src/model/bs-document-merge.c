/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Going on with what somebody else wrote into the file meanwhile.
 */

#include "bs-document-private.h"

#include "bs-merge.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>

/* The journal's base is the file: from now on theirs. A crash before this leaves a journal that does
 * not fit the file, which is kept and told of. */
static void
rebase_journal (BsDocument *self)
{
  g_autoptr (BsNode) header = NULL;
  g_autoptr (GError) error = NULL;

  if (self->journal == NULL)
    return;

  header = bs_document_journal_header (self->disk.digest, self->root, TRUE);
  if (!bs_journal_rebase (self->journal, header, bs_journal_get_end (self->journal), &error))
    {
      self->journal_failed = TRUE;
      bs_document_emit_journal_failed (self, error->message);
    }
}

static gboolean
apply (BsDocument *self, BsMerge *merge, GError **error)
{
  bs_document_begin (self, _ ("Take Over Changes"), NULL);
  for (guint i = 0; i < merge->operations->len; i++)
    if (!bs_document_apply (self, g_ptr_array_index (merge->operations, i), error))
      {
        bs_document_cancel (self);
        return FALSE;
      }
  bs_document_end (self);

  return TRUE;
}

/**
 * bs_document_merge:
 * @theirs: of bs_document_load_saved(), just now
 *
 * Takes over what only @theirs changed since this document was loaded or saved; where both changed
 * the same, this document's stays. See bs_merge_new().
 *
 * Returns: %TRUE if done; else nothing was changed: %BS_MODEL_ERROR_TOO_NEW or _LOCKED where it is
 *   read-only
 */
gboolean
bs_document_merge (BsDocument *self, BsDocument *theirs, GError **error)
{
  g_autoptr (BsMerge) merge = NULL;

  g_return_val_if_fail (BS_IS_DOCUMENT (self) && BS_IS_DOCUMENT (theirs), FALSE);
  g_return_val_if_fail (self->open == NULL && self->saved_root != NULL, FALSE);

  if (!bs_document_check_writable (self, error))
    return FALSE;
  merge = bs_merge_new (self->saved_root, self->root, theirs->root);
  if (!apply (self, merge, error))
    return FALSE;

  bs_file_state_clear (&self->disk);
  self->disk.digest = g_strdup (theirs->disk.digest);
  self->disk.info = theirs->disk.info;
  g_clear_pointer (&self->saved_root, bs_node_unref);
  self->saved_root = bs_node_ref (theirs->root);
  rebase_journal (self);
  /* No state there has been is in the file, but for one that is now as theirs. */
  bs_document_mark_saved (self,
                          bs_node_equal (self->root, theirs->root) ? self->state : G_MAXUINT64);

  return TRUE;
}

const BsNode *
bs_document_get_saved_root (BsDocument *self)
{
  g_return_val_if_fail (BS_IS_DOCUMENT (self), NULL);

  return self->saved_root;
}
