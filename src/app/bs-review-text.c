/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-review-text.h"

#include "bs-config.h"

#include <string.h>

struct _BsReviewLine
{
  GObject parent_instance;

  char *text;
  char *wide; /* NULL: there is nothing to widen */
  gboolean widen;
  BsImportLine state;
  int story;
  gboolean begins;
};

G_DEFINE_FINAL_TYPE (BsReviewLine, bs_review_line, G_TYPE_OBJECT)

struct _BsReviewText
{
  GObject parent_instance;

  BsImportCopy *copy; /* borrowed */
  GListStore *lines;
  BsPageImport *import;
  GArray *facts;       /* BsLineFact */
  GPtrArray *undoable; /* GArray of BsLineFact: before each correction */
  GPtrArray *redoable;
  guint generation;
  guint n_reading;
  gboolean widen;
};

G_DEFINE_FINAL_TYPE (BsReviewText, bs_review_text, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint line_signals[N_SIGNALS];
static guint text_signals[N_SIGNALS];

/* --- A line --- */

static void
bs_review_line_finalize (GObject *object)
{
  g_clear_pointer (&BS_REVIEW_LINE (object)->text, g_free);
  g_clear_pointer (&BS_REVIEW_LINE (object)->wide, g_free);

  G_OBJECT_CLASS (bs_review_line_parent_class)->finalize (object);
}

static void
bs_review_line_class_init (BsReviewLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_review_line_finalize;
  line_signals[CHANGED] = g_signal_new ("changed", BS_TYPE_REVIEW_LINE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
}

static void
bs_review_line_init (BsReviewLine *self)
{
  self->story = -1;
}

/* Names and page references are taken in as they are. */
static gboolean
is_widened (BsLineRole role)
{
  switch (role)
    {
    case BS_LINE_FURNITURE:
    case BS_LINE_BYLINE:
    case BS_LINE_CREDIT:
    case BS_LINE_CONTINUED_FROM:
    case BS_LINE_CONTINUED_ON:
      return FALSE;
    default:
      return TRUE;
    }
}

const char *
bs_review_line_get_text (BsReviewLine *self)
{
  g_return_val_if_fail (BS_IS_REVIEW_LINE (self), NULL);

  return self->widen && self->wide != NULL && is_widened (self->state.role) ? self->wide
                                                                            : self->text;
}

const char *
bs_review_line_get_source (BsReviewLine *self)
{
  g_return_val_if_fail (BS_IS_REVIEW_LINE (self), NULL);

  return self->text;
}

const BsImportLine *
bs_review_line_get_state (BsReviewLine *self)
{
  g_return_val_if_fail (BS_IS_REVIEW_LINE (self), NULL);

  return &self->state;
}

gboolean
bs_review_line_get_begins (BsReviewLine *self)
{
  g_return_val_if_fail (BS_IS_REVIEW_LINE (self), FALSE);

  return self->begins;
}

int
bs_review_line_get_story (BsReviewLine *self)
{
  g_return_val_if_fail (BS_IS_REVIEW_LINE (self), -1);

  return self->story;
}

/* --- The text --- */

static BsReviewLine *
line_at (BsReviewText *self, guint position)
{
  g_autoptr (BsReviewLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), position);

  return line; /* the list keeps it */
}

static guint
n_lines (BsReviewText *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->lines));
}

static BsLineFact *
fact_at (BsReviewText *self, guint position)
{
  return &g_array_index (self->facts, BsLineFact, position);
}

/* Stories are counted among themselves: captions between them take no colour of their own. */
static GArray *
count_stories (BsPageImport *import)
{
  GArray *ordinals = g_array_new (FALSE, TRUE, sizeof (int));
  int n = 0;

  for (guint i = 0; i < bs_page_import_get_n_items (import); i++)
    {
      int ordinal = bs_page_import_get_item (import, i)->kind == BS_IMPORT_STORY ? n++ : -1;

      g_array_append_val (ordinals, ordinal);
    }
  for (guint i = 0; i < ordinals->len; i++)
    {
      const BsImportItem *item = bs_page_import_get_item (import, i);

      if (item->kind == BS_IMPORT_CAPTION && item->story >= 0)
        g_array_index (ordinals, int, i) = g_array_index (ordinals, int, item->story);
    }

  return ordinals;
}

/* A doubt about a part, such as a paragraph that breaks off, is one of the line it begins with. */
static void
mark_doubts (BsReviewText *self, GArray *states)
{
  for (guint i = 0; i < bs_page_import_get_n_doubts (self->import); i++)
    {
      const BsImportDoubt *doubt = bs_page_import_get_doubt (self->import, i);

      for (guint k = 0; k < states->len; k++)
        {
          BsImportLine *state = &g_array_index (states, BsImportLine, k);

          if (state->number != doubt->line)
            continue;
          if (!state->said)
            state->doubtful = TRUE;
          break;
        }
    }
}

static void
show_import (BsReviewText *self)
{
  g_autoptr (GArray) ordinals = count_stories (self->import);
  g_autoptr (GArray) states = g_array_new (FALSE, FALSE, sizeof (BsImportLine));
  int previous = -1;

  for (guint i = 0; i < bs_page_import_get_n_lines (self->import); i++)
    g_array_append_val (states, *bs_page_import_get_line (self->import, i));
  mark_doubts (self, states);

  for (guint i = 0; i < MIN (states->len, n_lines (self)); i++)
    {
      BsReviewLine *line = line_at (self, i);
      const BsImportLine *state = &g_array_index (states, BsImportLine, i);
      gboolean begins = state->item >= 0 && state->item != previous;
      int story = state->item >= 0 ? g_array_index (ordinals, int, state->item) : -1;

      if (state->item >= 0)
        previous = state->item;
      if (memcmp (&line->state, state, sizeof *state) == 0 && line->begins == begins
          && line->story == story)
        continue;
      line->state = *state;
      line->begins = begins;
      line->story = story;
      g_signal_emit (line, line_signals[CHANGED], 0);
    }
  g_signal_emit (self, text_signals[CHANGED], 0);
}

/* What a thread needs to read the text again. */
typedef struct
{
  char *text;
  GArray *facts;
  guint generation;
} Reading;

static void
reading_free (Reading *reading)
{
  g_clear_pointer (&reading->text, g_free);
  g_clear_pointer (&reading->facts, g_array_unref);
  g_free (reading);
}

static void
read_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data,
                GCancellable *cancellable G_GNUC_UNUSED)
{
  Reading *reading = data;
  GError *error = NULL;
  BsPageImport *import = bs_page_text_parse_known (reading->text, strlen (reading->text),
                                                   (const BsLineFact *) reading->facts->data,
                                                   reading->facts->len, &error);

  if (import != NULL)
    g_task_return_pointer (task, import, (GDestroyNotify) bs_page_import_unref);
  else
    g_task_return_error (task, error);
}

static void
was_read (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  BsReviewText *self = BS_REVIEW_TEXT (source);
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  BsPageImport *import = g_task_propagate_pointer (G_TASK (result), &error);

  self->n_reading--;
  if (import != NULL && reading->generation == self->generation)
    {
      g_clear_pointer (&self->import, bs_page_import_unref);
      self->import = import;
      show_import (self);
      return;
    }
  g_clear_pointer (&import, bs_page_import_unref);
  /* Everything was set aside: that is no page, and so the last correction is not made. */
  if (error != NULL && reading->generation == self->generation && bs_review_text_can_undo (self))
    {
      bs_review_text_undo (self);
      g_ptr_array_set_size (self->redoable, 0);
    }
  g_signal_emit (self, text_signals[CHANGED], 0);
}

static void
read_again (BsReviewText *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, was_read, NULL);
  Reading *reading = g_new0 (Reading, 1);

  reading->text = g_strdup (self->copy->text);
  reading->facts = g_array_copy (self->facts);
  reading->generation = ++self->generation;
  self->n_reading++;
  g_task_set_source_tag (task, read_again);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, read_in_thread);
  g_signal_emit (self, text_signals[CHANGED], 0);
}

static void
remember (BsReviewText *self)
{
  g_ptr_array_add (self->undoable, g_array_copy (self->facts));
  g_ptr_array_set_size (self->redoable, 0);
}

static gboolean
is_range (BsReviewText *self, guint first, guint last)
{
  return first <= last && last < n_lines (self);
}

static gboolean
is_of_head (BsLineRole role)
{
  return role == BS_LINE_FLAG || role == BS_LINE_KICKER || role == BS_LINE_HEADLINE
         || role == BS_LINE_DECK || role == BS_LINE_SPONSOR;
}

/* Several lines that are a headline are one headline; several that are a caption, one caption. */
void
bs_review_text_set_role (BsReviewText *self, guint first, guint last, BsLineRole role)
{
  g_return_if_fail (BS_IS_REVIEW_TEXT (self));
  g_return_if_fail (is_range (self, first, last));

  remember (self);
  for (guint i = first; i <= last; i++)
    {
      BsLineFact *fact = fact_at (self, i);

      fact->role = i > first && role == BS_LINE_CAPTION ? BS_LINE_CAPTION_CONTINUATION : role;
      if (i > first && is_of_head (role))
        fact->border = BS_BORDER_WITHIN;
      else if (!is_of_head (role) && role != BS_LINE_BODY)
        fact->border = BS_BORDER_UNSAID;
      fact->joins = 0;
    }
  read_again (self);
}

static void
set_border (BsReviewText *self, guint first, guint last, BsItemBorder border, guint joins)
{
  remember (self);
  for (guint i = first; i <= last; i++)
    {
      BsLineFact *fact = fact_at (self, i);

      fact->border = i == first ? border : BS_BORDER_WITHIN;
      fact->joins = i == first ? joins : 0;
      /* A line that was called the rest of something cannot begin anything. */
      if (fact->role == BS_LINE_FURNITURE
          || (i == first && border == BS_BORDER_BEGINS
              && (fact->role == BS_LINE_CONTINUATION
                  || fact->role == BS_LINE_CAPTION_CONTINUATION)))
        fact->role = BS_LINE_BLANK;
    }
  read_again (self);
}

void
bs_review_text_begin (BsReviewText *self, guint first, guint last)
{
  g_return_if_fail (BS_IS_REVIEW_TEXT (self));
  g_return_if_fail (is_range (self, first, last));

  set_border (self, first, last, BS_BORDER_BEGINS, 0);
}

void
bs_review_text_go_on (BsReviewText *self, guint first, guint last)
{
  g_return_if_fail (BS_IS_REVIEW_TEXT (self));
  g_return_if_fail (is_range (self, first, last));

  set_border (self, first, last, BS_BORDER_WITHIN, 0);
}

void
bs_review_text_attach (BsReviewText *self, guint first, guint last, guint of)
{
  g_return_if_fail (BS_IS_REVIEW_TEXT (self));
  g_return_if_fail (is_range (self, first, last) && of < n_lines (self));

  set_border (self, first, last, BS_BORDER_BEGINS, of + 1);
}

/* What a line becomes that is the rest of one read as @above. */
static BsLineRole
role_of_rest (BsLineRole above)
{
  switch (above)
    {
    case BS_LINE_CAPTION:
    case BS_LINE_CAPTION_CONTINUATION:
    case BS_LINE_CREDIT:
      return BS_LINE_CAPTION_CONTINUATION;
    case BS_LINE_BODY:
    case BS_LINE_CONTINUATION:
    case BS_LINE_SUBHEAD:
      return BS_LINE_CONTINUATION;
    default:
      return above;
    }
}

void
bs_review_text_join (BsReviewText *self, guint first, guint last)
{
  BsLineRole role;
  guint above = first;

  g_return_if_fail (BS_IS_REVIEW_TEXT (self));
  g_return_if_fail (is_range (self, first, last));

  while (above > 0 && line_at (self, above - 1)->state.role == BS_LINE_FURNITURE)
    above--;
  if (above == 0)
    return;
  role = role_of_rest (line_at (self, above - 1)->state.role);
  remember (self);
  for (guint i = first; i <= last; i++)
    *fact_at (self, i) = (BsLineFact){ .role = role, .border = BS_BORDER_WITHIN };
  read_again (self);
}

void
bs_review_text_confirm (BsReviewText *self, guint first, guint last)
{
  g_return_if_fail (BS_IS_REVIEW_TEXT (self));
  g_return_if_fail (is_range (self, first, last));

  remember (self);
  for (guint i = first; i <= last; i++)
    fact_at (self, i)->role = line_at (self, i)->state.role;
  read_again (self);
}

void
bs_review_text_change_mind (BsReviewText *self, guint first, guint last)
{
  g_return_if_fail (BS_IS_REVIEW_TEXT (self));
  g_return_if_fail (is_range (self, first, last));

  remember (self);
  for (guint i = first; i <= last; i++)
    {
      const BsImportLine *state = &line_at (self, i)->state;

      if (state->second != BS_LINE_BLANK)
        *fact_at (self, i) = (BsLineFact){ .role = state->second };
    }
  read_again (self);
}

gboolean
bs_review_text_can_undo (BsReviewText *self)
{
  g_return_val_if_fail (BS_IS_REVIEW_TEXT (self), FALSE);

  return self->undoable->len > 0;
}

gboolean
bs_review_text_can_redo (BsReviewText *self)
{
  g_return_val_if_fail (BS_IS_REVIEW_TEXT (self), FALSE);

  return self->redoable->len > 0;
}

static void
step (BsReviewText *self, GPtrArray *from, GPtrArray *to)
{
  if (from->len == 0)
    return;
  g_ptr_array_add (to, self->facts);
  self->facts = g_ptr_array_steal_index (from, from->len - 1);
  read_again (self);
}

void
bs_review_text_undo (BsReviewText *self)
{
  g_return_if_fail (BS_IS_REVIEW_TEXT (self));

  step (self, self->undoable, self->redoable);
}

void
bs_review_text_redo (BsReviewText *self)
{
  g_return_if_fail (BS_IS_REVIEW_TEXT (self));

  step (self, self->redoable, self->undoable);
}

BsImportCopy *
bs_review_text_get_copy (BsReviewText *self)
{
  g_return_val_if_fail (BS_IS_REVIEW_TEXT (self), NULL);

  return self->copy;
}

GListModel *
bs_review_text_get_lines (BsReviewText *self)
{
  g_return_val_if_fail (BS_IS_REVIEW_TEXT (self), NULL);

  return G_LIST_MODEL (self->lines);
}

BsPageImport *
bs_review_text_get_import (BsReviewText *self)
{
  g_return_val_if_fail (BS_IS_REVIEW_TEXT (self), NULL);

  return self->import;
}

gboolean
bs_review_text_is_reading (BsReviewText *self)
{
  g_return_val_if_fail (BS_IS_REVIEW_TEXT (self), FALSE);

  return self->n_reading > 0;
}

void
bs_review_text_set_widen (BsReviewText *self, gboolean widen)
{
  g_return_if_fail (BS_IS_REVIEW_TEXT (self));

  if (self->widen == widen)
    return;
  self->widen = widen;
  for (guint i = 0; i < n_lines (self); i++)
    {
      BsReviewLine *line = line_at (self, i);

      line->widen = widen;
      if (line->wide != NULL)
        g_signal_emit (line, line_signals[CHANGED], 0);
    }
  g_signal_emit (self, text_signals[CHANGED], 0);
}

gboolean
bs_review_text_get_widen (BsReviewText *self)
{
  g_return_val_if_fail (BS_IS_REVIEW_TEXT (self), FALSE);

  return self->widen;
}

guint
bs_review_text_count_doubts (BsReviewText *self)
{
  guint n = 0;

  g_return_val_if_fail (BS_IS_REVIEW_TEXT (self), 0);

  for (guint i = 0; i < n_lines (self); i++)
    n += line_at (self, i)->state.doubtful;

  return n;
}

guint
bs_review_text_get_n_corrections (BsReviewText *self)
{
  g_return_val_if_fail (BS_IS_REVIEW_TEXT (self), 0);

  return self->undoable->len;
}

int
bs_review_text_find_doubt (BsReviewText *self, int position)
{
  guint n;

  g_return_val_if_fail (BS_IS_REVIEW_TEXT (self), -1);

  n = n_lines (self);
  for (guint i = 1; i <= n; i++)
    {
      guint at = ((guint) (position + (int) n) + i) % n;

      if (line_at (self, at)->state.doubtful)
        return (int) at;
    }

  return -1;
}

char *
bs_review_text_dup_doubt (BsReviewText *self, guint position)
{
  const BsImportLine *state;

  g_return_val_if_fail (BS_IS_REVIEW_TEXT (self), NULL);
  g_return_val_if_fail (position < n_lines (self), NULL);

  state = &line_at (self, position)->state;
  if (!state->doubtful)
    return NULL;
  for (guint i = 0; i < bs_page_import_get_n_doubts (self->import); i++)
    {
      const BsImportDoubt *doubt = bs_page_import_get_doubt (self->import, i);

      if (doubt->line == state->number)
        return g_strdup (doubt->message);
    }

  return NULL;
}

static void
bs_review_text_finalize (GObject *object)
{
  BsReviewText *self = BS_REVIEW_TEXT (object);

  g_clear_object (&self->lines);
  g_clear_pointer (&self->import, bs_page_import_unref);
  g_clear_pointer (&self->facts, g_array_unref);
  g_clear_pointer (&self->undoable, g_ptr_array_unref);
  g_clear_pointer (&self->redoable, g_ptr_array_unref);

  G_OBJECT_CLASS (bs_review_text_parent_class)->finalize (object);
}

static void
bs_review_text_class_init (BsReviewTextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_review_text_finalize;
  text_signals[CHANGED] = g_signal_new ("changed", BS_TYPE_REVIEW_TEXT, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
}

static void
bs_review_text_init (BsReviewText *self)
{
  self->lines = g_list_store_new (BS_TYPE_REVIEW_LINE);
  self->undoable = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->redoable = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
}

BsReviewText *
bs_review_text_new (BsImportCopy *copy)
{
  BsReviewText *self;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (copy != NULL && copy->import != NULL, NULL);

  self = g_object_new (BS_TYPE_REVIEW_TEXT, NULL);
  self->copy = copy;
  self->import = bs_page_import_ref (copy->import);
  self->facts = g_array_copy (copy->facts);
  for (guint i = 0; i < bs_page_import_get_n_lines (self->import); i++)
    {
      BsReviewLine *line = g_object_new (BS_TYPE_REVIEW_LINE, NULL);
      guint n_marks = 0;

      line->text = bs_page_import_dup_line (self->import, i);
      line->wide = bs_punctuation_widen (line->text, &n_marks);
      if (n_marks == 0)
        g_clear_pointer (&line->wide, g_free);
      g_ptr_array_add (lines, line);
    }
  g_list_store_splice (self->lines, 0, 0, lines->pdata, lines->len);
  show_import (self);

  return self;
}
