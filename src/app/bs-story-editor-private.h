/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of a story editor, shared by bs-story-editor.c (fields, counts) and
 * bs-story-editor-faults.c (underlines, going to a place of the text).
 */
#pragma once

#include "bs-body-buffer.h"
#include "bs-body-view.h"
#include "bs-copyfit-button.h"
#include "bs-fault-marks.h"
#include "bs-fault-popover.h"
#include "bs-fault-watch.h"
#include "bs-field-view.h"
#include "bs-story-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BS_STORY_EDITOR_FIELDS 3

struct _BsStoryEditor
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkStack *stack;
  GtkWidget *newer;
  GtkLabel *newer_label;
  GtkWidget *toolbar;
  BsFieldView *kicker;
  BsFieldView *headline;
  BsFieldView *deck;
  GtkLabel *byline;
  BsBodyView *body;
  BsCopyfitButton *fit;
  GtkLabel *count;
  GtkButton *faults;
  GtkLabel *fault_count;
  GtkWidget *show_on_page;
  GtkWidget *delete_story;

  BsSession *session;
  char *story; /* the one shown */
  const char *role;
  gboolean compact;
  gboolean pageless;

  BsFaultWatch *watch; /* borrowed from the session */
  BsFaultMarks *body_marks;
  GtkWidget *popover;       /* NULL until it is needed */
  GtkTextView *fault_view; /* the one it points into */
};

/* bs-story-editor-faults.c */
void bs_story_editor_init_faults    (BsStoryEditor *self);
void bs_story_editor_watch_faults   (BsStoryEditor *self);
void bs_story_editor_forget_faults  (BsStoryEditor *self); /* another story is shown */
void bs_story_editor_let_go         (BsStoryEditor *self); /* of the session */
void bs_story_editor_dispose_faults (BsStoryEditor *self);

BsBodyBuffer *bs_story_editor_get_buffer (BsStoryEditor *self);

G_END_DECLS
