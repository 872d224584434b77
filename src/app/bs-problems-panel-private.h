/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the problems panel: bs-problems-panel.c shows what the session has and walks through
 * it, bs-problems-rows.c makes the rows, bs-problems-remedies.c asks what helps and does it. For
 * nobody else.
 */
#pragma once

#include "bs-problem-group.h"
#include "bs-problem-list.h"
#include "bs-problem-row.h"
#include "bs-problems-panel.h"

G_BEGIN_DECLS

struct _BsProblemsPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkToggleButton *expander;
  GtkRevealer *revealer;
  GtkLabel *count;
  GtkWidget *scope;
  GtkToggleButton *of_issue;
  GtkMenuButton *filter;
  GtkCheckButton *show_errors;
  GtkCheckButton *show_warnings;
  GtkCheckButton *show_notes;
  GtkStack *stack;
  GtkListBox *list;

  GPtrArray *findings;  /* of BsFinding */
  GPtrArray *lists;     /* of the pages' findings, which have those of an issue */
  GArray *entries;      /* of BsProblemEntry, one a row */
  gboolean with_page;   /* in the rows' titles */
  GHashTable *expanded; /* of kinds whose rows are shown */
  BsNode *issue;

  BsSession *session;
  BsAdviser *adviser;
  GCancellable *asking;
  GHashTable *asked;     /* of rows, borrowed: remedies were looked for */
  GQueue waiting;        /* of row numbers */
  BsProblemRow *to_mend; /* borrowed: with its first remedy, when that is found */
  GCancellable *mending; /* all of a kind */
  guint quiet_source;
  guint still_source; /* while it runs, rows neither come nor go */
  gboolean put_off;   /* until then */
};

/* bs-problems-panel.c; @index of the row */
const BsFinding *bs_problems_panel_get_finding (BsProblemsPanel *self, int index); /* nullable */
void             bs_problems_panel_activate    (BsProblemsPanel *self, int index);
int              bs_problems_panel_find_focus  (BsProblemsPanel *self); /* -1: no row has it */

void             bs_problems_panel_expand      (BsProblemsPanel *self, int index, gboolean expanded);

/* bs-problems-rows.c; @entries: BsProblemEntry (transfer full) */
void bs_problems_panel_change_rows (BsProblemsPanel *self, GArray *entries, gboolean with_page);

/* bs-problems-remedies.c */
gboolean bs_problems_panel_can_change     (BsProblemsPanel *self);
void     bs_problems_panel_remedy_chosen  (BsProblemRow *row, gpointer data, BsProblemsPanel *self);
void     bs_problems_panel_mend_all       (BsProblemGroup *row, BsProblemsPanel *self);
/* Remedies of that row are looked for next. */
void     bs_problems_panel_ask_first      (BsProblemsPanel *self, int index);
void     bs_problems_panel_stop_asking    (BsProblemsPanel *self);
/* Goes on where that was put off, for nothing to move. */
void     bs_problems_panel_ask_on         (BsProblemsPanel *self);
/* They are looked for when nobody types any more. */
void     bs_problems_panel_wait_for_quiet (BsProblemsPanel *self);

G_END_DECLS
