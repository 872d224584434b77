/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-document-private.h"

#include "bs-node-private.h"
#include "bs-operation-private.h"
#include "bs-schema.h"

#include "bs-config.h"

#include "base/bs-quotes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum
{
  PROP_0,
  PROP_MODIFIED,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_READ_ONLY,
  PROP_FILE,
  N_PROPS
};

enum
{
  CHANGED,
  JOURNAL_FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BsDocument, bs_document, G_TYPE_OBJECT)

void
bs_group_free (BsGroup *group)
{
  if (group == NULL)
    return;

  g_free (group->label);
  g_free (group->coalesce);
  g_ptr_array_unref (group->operations);
  g_free (group);
}

static BsGroup *
group_new (const char *label, const char *coalesce, guint64 before)
{
  BsGroup *group = g_new0 (BsGroup, 1);

  group->label = bs_quotes_alternate (label != NULL ? label : _ ("Change"));
  group->coalesce = g_strdup (coalesce);
  group->operations = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_operation_unref);
  group->before = before;

  return group;
}

static void
notify_history (BsDocument *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
  bs_document_update_modified (self);
}

static BsGroup *
newest (GPtrArray *groups)
{
  return groups->len > 0 ? g_ptr_array_index (groups, groups->len - 1) : NULL;
}

/* While typing, a letter after a letter is the same insertion. */
static void
grow_group (BsGroup *group, GPtrArray *operations)
{
  for (guint i = 0; i < operations->len; i++)
    {
      BsOperation *operation = g_ptr_array_index (operations, i);
      BsOperation *joined = NULL;

      if (group->operations->len > 0)
        joined = bs_operation_join (g_ptr_array_index (group->operations,
                                                       group->operations->len - 1),
                                    operation);
      if (joined != NULL)
        g_ptr_array_remove_index (group->operations, group->operations->len - 1);
      g_ptr_array_add (group->operations, joined != NULL ? joined : bs_operation_ref (operation));
    }
}

/* A finished group goes onto the undo stack, or grows the newest one there. */
static void
push_group (BsDocument *self, BsGroup *group, gboolean join)
{
  BsGroup *last = newest (self->undo);

  g_ptr_array_set_size (self->redo, 0);
  group->after = self->state;
  self->may_join = TRUE;

  if (join && last != NULL)
    {
      grow_group (last, group->operations);
      last->after = group->after;
      g_free (last->label);
      last->label = g_steal_pointer (&group->label);
      bs_group_free (group);
      return;
    }
  g_ptr_array_add (self->undo, group);
}

static gboolean
joins_newest (BsDocument *self, const BsGroup *group)
{
  const BsGroup *last = newest (self->undo);

  return self->may_join && last != NULL && group->coalesce != NULL
         && g_strcmp0 (last->coalesce, group->coalesce) == 0;
}

static gboolean
check_result (BsDocument *self, const BsNode *before, const BsNode *root, GError **error)
{
  BsSchemaFault fault = { 0 };

  if (bs_schema_check_change (before, root, self->lenient, &fault))
    return TRUE;

  g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_SCHEMA,
               _ ("%s: expected %s. The change was not made"), fault.path->str, fault.expected);
  bs_schema_fault_clear (&fault);

  return FALSE;
}

static gboolean
apply_checking (BsDocument *self, BsOperation *operation, BsOperation **completed, GError **error)
{
  g_autoptr (BsNode) root = NULL;

  if (self->unchecked != NULL)
    return bs_operation_apply_to (operation, &self->root, completed, error);

  root = bs_node_ref (self->root);
  if (!bs_operation_apply_to (operation, &root, completed, error)
      || !check_result (self, self->root, root, error))
    {
      g_clear_pointer (completed, bs_operation_unref);
      return FALSE;
    }
  bs_node_unref (self->root);
  self->root = g_steal_pointer (&root);

  return TRUE;
}

/* Takes the inverse of each operation from the last to the one after @keep. Inverses of what was
 * just applied always fit. */
static GPtrArray *
roll_back (BsDocument *self, GPtrArray *operations, guint keep)
{
  GPtrArray *inverses = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_operation_unref);

  for (guint i = operations->len; i > keep; i--)
    {
      BsOperation *inverse = bs_operation_invert (g_ptr_array_index (operations, i - 1));
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (inverses, inverse);
      if (!bs_operation_apply_to (inverse, &self->root, NULL, &error))
        g_critical ("an undo does not fit: %s", error->message);
    }

  return inverses;
}

static void
apply_forward (BsDocument *self, GPtrArray *operations)
{
  for (guint i = 0; i < operations->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!bs_operation_apply_to (g_ptr_array_index (operations, i), &self->root, NULL, &error))
        {
          g_critical ("a redo does not fit: %s", error->message);
          return;
        }
    }
}

static void
emit_changed (BsDocument *self, GPtrArray *operations)
{
  g_object_ref (self);
  notify_history (self);
  g_signal_emit (self, signals[CHANGED], 0, operations);
  g_object_unref (self);
}

static void
bs_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BsDocument *self = BS_DOCUMENT (object);

  switch (id)
    {
    case PROP_MODIFIED:
      g_value_set_boolean (value, bs_document_get_modified (self));
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, bs_document_get_undo_label (self) != NULL);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, bs_document_get_redo_label (self) != NULL);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, bs_document_get_read_only (self));
      break;
    case PROP_FILE:
      g_value_set_object (value, self->file);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bs_document_finalize (GObject *object)
{
  BsDocument *self = BS_DOCUMENT (object);

  self->saving = FALSE; /* nobody asked what became of it */
  bs_document_close (self);
  g_clear_pointer (&self->open, bs_group_free);
  g_clear_pointer (&self->undo, g_ptr_array_unref);
  g_clear_pointer (&self->redo, g_ptr_array_unref);
  g_clear_pointer (&self->savepoints, g_array_unref);
  g_clear_pointer (&self->unchecked, bs_node_unref);
  g_clear_pointer (&self->issued_ids, g_hash_table_unref);
  g_clear_pointer (&self->left_media, g_hash_table_unref);
  g_clear_pointer (&self->root, bs_node_unref);
  g_clear_pointer (&self->saved_root, bs_node_unref);
  g_clear_pointer (&self->read_only_reason, g_free);
  bs_file_state_clear (&self->disk);
  g_clear_object (&self->scratch_media);
  g_clear_object (&self->recovered_from);
  g_clear_object (&self->rejected_journal);
  g_clear_object (&self->file);
  g_clear_object (&self->environment);

  G_OBJECT_CLASS (bs_document_parent_class)->finalize (object);
}

static void
bs_document_class_init (BsDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bs_document_get_property;
  object_class->finalize = bs_document_finalize;

  properties[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags);
  properties[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * BsDocument::changed:
   * @operations: (element-type BsOperation): what was done, in order; for an undo the inverses
   *
   * Emitted after each step of editing, undo and redo alike, when the document is in its new state.
   */
  signals[CHANGED] = g_signal_new ("changed", BS_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);

  /**
   * BsDocument::journal-failed:
   * @message: why, translated
   *
   * The journal can no longer be written, mostly because the disk is full. It is tried again; the
   * signal comes anew when it worked in between.
   */
  signals[JOURNAL_FAILED] = g_signal_new ("journal-failed", BS_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bs_document_init (BsDocument *self)
{
  self->undo = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_group_free);
  self->redo = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_group_free);
  self->issued_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->savepoints = g_array_new (FALSE, FALSE, sizeof (guint));
}

BsDocument *
bs_document_make (BsEnvironment *environment, BsNode *root)
{
  BsDocument *self = g_object_new (BS_TYPE_DOCUMENT, NULL);

  self->environment = g_object_ref (environment);
  self->root = root;

  return self;
}

void
bs_document_emit_journal_failed (BsDocument *self, const char *message)
{
  g_signal_emit (self, signals[JOURNAL_FAILED], 0, message);
}

/* @reason NULL: it can be written after all. */
void
bs_document_make_read_only (BsDocument *self, BsModelError code, const char *reason)
{
  g_autofree char *copy = g_strdup (reason);

  g_free (self->read_only_reason);
  self->read_only_reason = g_steal_pointer (&copy);
  self->read_only_code = code;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
}

gboolean
bs_document_check_writable (BsDocument *self, GError **error)
{
  if (self->read_only_reason == NULL)
    return TRUE;

  g_set_error_literal (error, BS_MODEL_ERROR, (int) self->read_only_code, self->read_only_reason);
  return FALSE;
}

void
bs_document_update_modified (BsDocument *self)
{
  gboolean modified = bs_document_get_modified (self);

  if (modified == self->was_modified)
    return;

  self->was_modified = modified;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
}

/* @state is in the file. Typing on after a save is a new step, so that undo can come back to what
 * was saved. */
void
bs_document_mark_saved (BsDocument *self, guint64 state)
{
  self->saved_state = state;
  self->may_join = FALSE;
  bs_document_keep_saved_media (self);
  bs_document_update_modified (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILE]);
}

/**
 * bs_document_get_root:
 *
 * The tree never changes: keep a reference for as long as the snapshot is needed.
 *
 * Returns: (transfer none): the issue as it is now
 */
const BsNode *
bs_document_get_root (BsDocument *self)
{
  g_return_val_if_fail (BS_IS_DOCUMENT (self), NULL);

  return self->root;
}

/**
 * bs_document_get_file:
 *
 * Returns: (transfer none) (nullable): the file; %NULL while the issue was never saved
 */
GFile *
bs_document_get_file (BsDocument *self)
{
  g_return_val_if_fail (BS_IS_DOCUMENT (self), NULL);

  return self->file;
}

/**
 * bs_document_get_modified:
 *
 * Returns: whether the file does not hold what the document holds. %FALSE again after undoing back
 *   to what was saved
 */
gboolean
bs_document_get_modified (BsDocument *self)
{
  g_return_val_if_fail (BS_IS_DOCUMENT (self), FALSE);

  return self->state != self->saved_state;
}

/**
 * bs_document_get_read_only:
 *
 * Returns: whether edits and saves are refused: see bs_document_get_read_only_reason()
 */
gboolean
bs_document_get_read_only (BsDocument *self)
{
  g_return_val_if_fail (BS_IS_DOCUMENT (self), FALSE);

  return self->read_only_reason != NULL;
}

/**
 * bs_document_get_read_only_reason:
 *
 * Returns: (transfer none) (nullable): why, translated, with the remedy; %NULL if writable
 */
const char *
bs_document_get_read_only_reason (BsDocument *self)
{
  g_return_val_if_fail (BS_IS_DOCUMENT (self), NULL);

  return self->read_only_reason;
}

/**
 * bs_document_close:
 *
 * Lets go of the lock and ends the journal at once, which otherwise happens when the last reference
 * goes (a worker may have that). Changes that were neither saved nor discarded stay in the journal.
 * The document can still be read.
 */
void
bs_document_close (BsDocument *self)
{
  gboolean gone; /* the journal */

  g_return_if_fail (BS_IS_DOCUMENT (self));
  g_return_if_fail (!self->saving);

  gone = self->journal == NULL || !bs_document_get_modified (self);
  bs_document_close_journal (self);
  if (gone)
    bs_document_end_left_media (self);
  bs_document_drop_scratch (self);
  g_clear_pointer (&self->lock, bs_lock_free);
}

/**
 * bs_document_begin:
 * @label: (nullable): what the step is called in the menu, "Delete Story", translated
 * @coalesce: (nullable): steps that follow on each other with the same key become one
 *
 * May be nested: the inner steps become part of the outermost one.
 */
void
bs_document_begin (BsDocument *self, const char *label, const char *coalesce)
{
  guint n_operations = 0;

  g_return_if_fail (BS_IS_DOCUMENT (self));

  if (self->open == NULL)
    self->open = group_new (label, coalesce, self->state);
  else
    n_operations = self->open->operations->len;
  g_array_append_val (self->savepoints, n_operations);
}

/**
 * bs_document_set_step_label:
 * @label: what the open step turned out to be, translated
 */
void
bs_document_set_step_label (BsDocument *self, const char *label)
{
  g_return_if_fail (BS_IS_DOCUMENT (self));
  g_return_if_fail (self->open != NULL);

  g_free (self->open->label);
  self->open->label = g_strdup (label);
}

/**
 * bs_document_apply:
 * @operation: (transfer none): a change
 *
 * Outside of begin and end the change is a step of its own.
 *
 * Returns: %TRUE if done; else nothing was changed: %BS_MODEL_ERROR_CONFLICT where the document is
 *   not as the operation says, %BS_MODEL_ERROR_SCHEMA where the result would be no valid issue,
 *   %BS_MODEL_ERROR_TOO_NEW or _LOCKED for a read-only document
 */
gboolean
bs_document_apply (BsDocument *self, BsOperation *operation, GError **error)
{
  g_autoptr (BsOperation) completed = NULL;
  gboolean alone;

  g_return_val_if_fail (BS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (operation != NULL, FALSE);

  if (!bs_document_check_writable (self, error)
      || !apply_checking (self, operation, &completed, error))
    return FALSE;

  alone = self->open == NULL;
  if (alone)
    bs_document_begin (self, NULL, NULL);
  g_ptr_array_add (self->open->operations, g_steal_pointer (&completed));
  if (alone)
    bs_document_end (self);

  return TRUE;
}

/**
 * bs_document_end:
 *
 * Ends the step begun last. A step in which nothing was changed leaves no trace.
 */
void
bs_document_end (BsDocument *self)
{
  g_autoptr (GPtrArray) operations = NULL;
  BsGroup *group;
  gboolean joined;
  gboolean forgets = self->redo->len > 0;

  g_return_if_fail (BS_IS_DOCUMENT (self));
  g_return_if_fail (self->savepoints->len > 0);

  g_array_set_size (self->savepoints, self->savepoints->len - 1);
  if (self->savepoints->len > 0)
    return;

  group = g_steal_pointer (&self->open);
  if (group->operations->len == 0)
    {
      bs_group_free (group);
      return;
    }

  operations = g_ptr_array_ref (group->operations);
  self->state = ++self->newest_state;
  joined = joins_newest (self, group);
  bs_document_journal_group (self, "do", group->label, joined, operations);
  push_group (self, group, joined);
  if (forgets)
    bs_document_sweep_left_media (self);
  emit_changed (self, operations);
}

/**
 * bs_document_cancel:
 *
 * Takes back what was done since the matching bs_document_begin(), and ends that step.
 */
void
bs_document_cancel (BsDocument *self)
{
  guint keep;

  g_return_if_fail (BS_IS_DOCUMENT (self));
  g_return_if_fail (self->savepoints->len > 0);

  if (self->savepoints->len == self->unchecked_depth)
    g_clear_pointer (&self->unchecked, bs_node_unref);
  keep = g_array_index (self->savepoints, guint, self->savepoints->len - 1);
  g_ptr_array_unref (roll_back (self, self->open->operations, keep));
  g_ptr_array_set_size (self->open->operations, (int) keep);
  bs_document_end (self);
}

/**
 * bs_document_begin_many:
 *
 * As bs_document_begin(), for a step of thousands of operations: what they make together is checked
 * by bs_document_end_many(), not what each of them does. Not to be nested in itself.
 */
void
bs_document_begin_many (BsDocument *self, const char *label)
{
  g_return_if_fail (BS_IS_DOCUMENT (self));
  g_return_if_fail (self->unchecked == NULL);

  bs_document_begin (self, label, NULL);
  self->unchecked = bs_node_ref (self->root);
  self->unchecked_depth = self->savepoints->len;
}

/**
 * bs_document_end_many:
 *
 * Returns: %FALSE with %BS_MODEL_ERROR_SCHEMA, and nothing changed, where the result would be no
 *   valid issue
 */
gboolean
bs_document_end_many (BsDocument *self, GError **error)
{
  g_autoptr (BsNode) before = NULL;

  g_return_val_if_fail (BS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (self->unchecked != NULL, FALSE);

  before = g_steal_pointer (&self->unchecked);
  if (!check_result (self, before, self->root, error))
    {
      bs_document_cancel (self);
      return FALSE;
    }
  bs_document_end (self);

  return TRUE;
}

/**
 * bs_document_undo:
 *
 * Returns: whether there was a step to take back
 */
gboolean
bs_document_undo (BsDocument *self)
{
  g_autoptr (GPtrArray) inverses = NULL;
  BsGroup *group;

  g_return_val_if_fail (BS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (self->open == NULL, FALSE);

  if (self->undo->len == 0)
    return FALSE;

  group = g_ptr_array_steal_index (self->undo, self->undo->len - 1);
  inverses = roll_back (self, group->operations, 0);
  self->state = group->before;
  self->may_join = FALSE;
  bs_document_journal_group (self, "undo", group->label, FALSE, inverses);
  g_ptr_array_add (self->redo, group);
  emit_changed (self, inverses);

  return TRUE;
}

/**
 * bs_document_redo:
 *
 * Returns: whether there was a step to do again
 */
gboolean
bs_document_redo (BsDocument *self)
{
  g_autoptr (GPtrArray) operations = NULL;
  BsGroup *group;

  g_return_val_if_fail (BS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (self->open == NULL, FALSE);

  if (self->redo->len == 0)
    return FALSE;

  group = g_ptr_array_steal_index (self->redo, self->redo->len - 1);
  operations = g_ptr_array_ref (group->operations);
  apply_forward (self, operations);
  self->state = group->after;
  self->may_join = FALSE;
  bs_document_journal_group (self, "redo", group->label, FALSE, operations);
  g_ptr_array_add (self->undo, group);
  emit_changed (self, operations);

  return TRUE;
}

/**
 * bs_document_get_undo_label:
 *
 * Returns: (transfer none) (nullable): what would be taken back, translated; %NULL for nothing
 */
const char *
bs_document_get_undo_label (BsDocument *self)
{
  const BsGroup *group;

  g_return_val_if_fail (BS_IS_DOCUMENT (self), NULL);

  group = newest (self->undo);

  return group != NULL ? group->label : NULL;
}

/**
 * bs_document_get_redo_label:
 *
 * Returns: (transfer none) (nullable): what would be done again, translated; %NULL for nothing
 */
const char *
bs_document_get_redo_label (BsDocument *self)
{
  const BsGroup *group;

  g_return_val_if_fail (BS_IS_DOCUMENT (self), NULL);

  group = newest (self->redo);

  return group != NULL ? group->label : NULL;
}

static gboolean
same_operation (const BsOperation *a, const BsOperation *b)
{
  g_autoptr (BsNode) node_a = bs_operation_to_node (a);
  g_autoptr (BsNode) node_b = bs_operation_to_node (b);

  return bs_node_equal (node_a, node_b);
}

/* Whether @operations are those of the newest of @groups; @inverted: what takes them back. */
static gboolean
are_of_newest (GPtrArray *groups, gboolean inverted, GPtrArray *operations)
{
  const BsGroup *group = newest (groups);
  guint n = operations->len;

  if (group == NULL || group->operations->len != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      BsOperation *own = g_ptr_array_index (group->operations, inverted ? n - 1 - i : i);
      g_autoptr (BsOperation) expected = inverted ? bs_operation_invert (own)
                                                  : bs_operation_ref (own);

      if (!same_operation (expected, g_ptr_array_index (operations, i)))
        return FALSE;
    }

  return TRUE;
}

/* An undo or redo whose step was journalled too moves that step; one whose step lies before the
 * journal's beginning is replayed as the operations it came to. */
gboolean
bs_document_replay_group (BsDocument *self, const char *kind, const char *label, gboolean join,
                          GPtrArray *operations, GError **error)
{
  BsGroup *group;

  if (strcmp (kind, "undo") == 0 && are_of_newest (self->undo, TRUE, operations))
    return bs_document_undo (self);
  if (strcmp (kind, "redo") == 0 && are_of_newest (self->redo, FALSE, operations))
    return bs_document_redo (self);

  bs_document_begin (self, label, NULL);
  for (guint i = 0; i < operations->len; i++)
    if (!bs_document_apply (self, g_ptr_array_index (operations, i), error))
      {
        bs_document_cancel (self);
        return FALSE;
      }
  group = g_steal_pointer (&self->open);
  g_array_set_size (self->savepoints, 0);
  self->state = ++self->newest_state;
  push_group (self, group, join);
  self->may_join = FALSE;

  return TRUE;
}
