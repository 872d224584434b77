/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one place that knows which dialogs GTK and libadwaita have: choosing files, telling of an
 * error, asking a question. Everything that would change with a newer GTK is here.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  BS_CHOOSE_OPEN_ISSUE,
  BS_CHOOSE_SAVE_ISSUE,
  BS_CHOOSE_IMPORT, /* several files */
  BS_CHOOSE_PHOTOS, /* several files */
  BS_CHOOSE_PICTURE, /* one photo */
  BS_CHOOSE_EXPORT_PDF,
  BS_CHOOSE_FOLDER,
  BS_CHOOSE_OPEN_TEMPLATE,
  BS_CHOOSE_SAVE_TEMPLATE,
  BS_CHOOSE_PROFILE /* an ICC profile */
} BsChoice;

/* @files: GFile; at least one; the name of what is to be saved has its ending. Not called when the
 * user cancels. */
typedef void (*BsFilesChosen) (GListModel *files, gpointer data);
typedef void (*BsAnswered)    (const char *response, gpointer data);

typedef struct
{
  const char *heading;
  const char *body;
  const char *cancel;      /* label; its response is "cancel" */
  const char *alternative; /* nullable; "alternative" */
  gboolean alternative_destroys;
  const char *action;      /* "action" */
  gboolean action_destroys; /* then it is not under the Enter key */
} BsQuestion;

void bs_dialogs_choose (GtkWindow *parent, BsChoice choice, const char *suggested_name,
                        BsFilesChosen chosen, gpointer data);
/* The same, beginning in @folder, which is made where it is missing. */
void bs_dialogs_choose_in (GtkWindow *parent, BsChoice choice, GFile *folder, const char *suggested_name,
                        BsFilesChosen chosen, gpointer data);
/* @parent: nullable, and may have been closed; @message reads "WHAT: WHY. REMEDY". */
void bs_dialogs_error  (GtkWindow *parent, const char *heading, const char *message);
void bs_dialogs_ask    (GtkWindow *parent, const BsQuestion *question, BsAnswered answered,
                        gpointer data);

G_END_DECLS
