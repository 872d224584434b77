/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of a window, shared by the files its work is divided into: bs-window.c (the window
 * itself), bs-window-actions.c (its actions and which of them can be done), bs-window-file.c (opening,
 * saving, closing), and one file a part of its work, with that part's actions.
 */
#pragma once

#include "bs-adaptive-bin.h"
#include "bs-late-bin.h"
#include "bs-pages-view.h"
#include "bs-start-page.h"
#include "bs-stories-view.h"
#include "bs-submissions-view.h"
#include "bs-toaster.h"
#include "bs-window.h"

G_BEGIN_DECLS

struct _BsWindow
{
  AdwApplicationWindow parent_instance;

  /* Template */
  AdwToastOverlay *toasts;
  GtkStack *stack;
  BsAdaptiveBin *bin;
  AdwViewSwitcher *switcher;
  AdwViewSwitcherBar *switcher_bar;
  GtkWidget *start_button;
  GtkWidget *import_button;
  GtkWidget *export_button;
  GtkWidget *title_start;
  GtkLabel *issue_title;
  GtkLabel *issue_subtitle;
  GtkButton *undo_button;
  GtkButton *redo_button;
  GtkMenuButton *menu_button;
  AdwViewStack *views;
  BsLateBin *stories_place;
  BsLateBin *submissions_place;
  AdwViewStackPage *submissions_page;
  BsPagesView *pages_view;
  GtkRevealer *banner;
  GtkLabel *banner_label;
  GtkButton *banner_button;
  GtkWidget *drop_hint;

  /* Made late */
  BsStoriesView *stories_view; /* by bs_window_get_stories_view() */
  BsStartPage *start_page;     /* NULL until it is shown */
  BsSubmissionsView *submissions_view; /* by bs_window_get_submissions_view() */
  BsStoryEditor *editor;       /* weak: of the view that is shown, when last asked for */

  /* Owned */
  BsEnvironment *environment;
  BsDesk *desk;                /* the application's */
  BsNewerWatch *newer;
  BsSession *session;
  BsStoryModel *model;
  BsLoadJob *loading;          /* of the issue being opened; NULL: none */
  GCancellable *importing;
  GCancellable *arranging;
  char *wanted_submission;     /* to be shown with the issue that is being loaded; NULL: none */
  char *pictured;              /* the photo that a picture is being chosen for */
  char *arranged_page;         /* that ways are being looked for */
  GFileMonitor *monitor;
  BsNode *toasted;             /* the root when the toast came, to know whether its Undo still fits */
  guint toasted_steps;
  BsToaster *toaster;
  AdwToast *undo_toast;        /* NULL: none that still holds */

  gboolean settled;            /* a page was drawn: there is time to make the rest */
  gboolean saving;
  gboolean close_after_save;
  gboolean save_again;         /* asked for while it was saved: what was changed meanwhile */
  gboolean closing;            /* the user has decided */
  gboolean closed;             /* some job may hold the window yet */
  gboolean benchmark;
  gboolean benchmark_drag;
  guint title_source;
};

/* The actions of one part of the window's work: bs-window-PART.c has them in a table, and this in a
 * constant that bs-window-actions.c lists. */
typedef struct
{
  const GActionEntry *entries;
  guint n_entries;
  /* What can be done now; @writable: there is an issue and it may be changed. */
  void (*update) (BsWindow *self, gboolean writable);
} BsWindowActions;

extern const BsWindowActions bs_window_editor_actions;
extern const BsWindowActions bs_window_export_actions;
extern const BsWindowActions bs_window_import_actions;
extern const BsWindowActions bs_window_issue_actions;
extern const BsWindowActions bs_window_layout_actions;
extern const BsWindowActions bs_window_pages_actions;
extern const BsWindowActions bs_window_story_actions;
extern const BsWindowActions bs_window_submissions_actions;
extern const BsWindowActions bs_window_publication_actions;

BsStoryEditor *bs_window_get_editor (BsWindow *self); /* of the view that is shown */
BsStoriesView *bs_window_get_stories_view (BsWindow *self);
void bs_window_add_actions     (BsWindow *self);
void bs_window_update_actions  (BsWindow *self);
gboolean bs_window_has_action  (const char *name);
void bs_window_set_enabled     (BsWindow *self, const char *action, gboolean enabled);
void bs_window_toast           (BsWindow *self, const char *text);
void bs_window_toast_undo      (BsWindow *self, const char *text, guint steps);
/* The same, with a button that shows the story. */
void bs_window_toast_story     (BsWindow *self, const char *text, const char *story, guint steps);
void bs_window_undo_toast      (BsWindow *self);
void bs_window_show_banner     (BsWindow *self, const char *text, const char *button,
                                const char *action);
void bs_window_hide_banner     (BsWindow *self);
void bs_window_schedule_title  (BsWindow *self);
void bs_window_fit             (BsWindow *self); /* to the room there is */

/* bs-window-file.c */
void bs_window_remember        (BsWindow *self); /* its issue, for the start page */
void bs_window_save            (BsWindow *self);
void bs_window_save_as         (BsWindow *self);
void bs_window_reload          (BsWindow *self);
void bs_window_compare         (BsWindow *self);
void bs_window_save_over       (BsWindow *self);
gboolean bs_window_close_request (BsWindow *self); /* TRUE: not now */
void bs_window_watch_file      (BsWindow *self);

/* bs-window-export.c */
void bs_window_tell_exported   (BsWindow *self, GListModel *files);
/* bs-window-publication.c */
void bs_window_check_fonts     (BsWindow *self);

/* bs-window-import.c */
void bs_window_import_value    (BsWindow *self, const GValue *value);
/* For a photo that has none yet: @value is one file or a texture. */
void bs_window_import_picture  (BsWindow *self, const GValue *value, const char *photo);
/* As the artwork of an advertisement on the chosen page; its box. */
void bs_window_import_artwork  (BsWindow *self, const GValue *value, const char *ad);
void bs_window_choose_import   (BsWindow *self);

/* bs-window-editor.c */
void bs_window_reveal          (BsWindow *self, const char *path);

/* bs-window-submissions.c */
BsSubmissionsView *bs_window_get_submissions_view (BsWindow *self);
void bs_window_make_submissions_view (BsLateBin *place, BsWindow *self);
void bs_window_watch_desk      (BsWindow *self);
/* Where no issue is open they are read in its place. */
void bs_window_show_submissions (BsWindow *self);
/* The one for which the issue was opened, if it was for one. */
void bs_window_show_wanted_submission (BsWindow *self);
/* Whether that view is what is seen. */
gboolean bs_window_shows_submissions (BsWindow *self);

/* bs-window-story.c */
void bs_window_new_story       (BsWindow *self);
void bs_window_delete_story    (BsWindow *self);

G_END_DECLS
