/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-submission-row.h"

#include "bs-config.h"
#include "bs-submission-words.h"

#include <glib/gi18n-lib.h>

struct _BsSubmissionRow
{
  BsDrawnRow parent_instance;
};

G_DEFINE_FINAL_TYPE (BsSubmissionRow, bs_submission_row, BS_TYPE_DRAWN_ROW)

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* Who waits for a decision: whose it is now, or that its author has sent it anew. */
static char *
dup_chip (const BsSubmission *submission, gint64 now, BsChipKind *kind)
{
  const char *reader = bs_submission_words_get_reader (submission, now);

  if (reader != NULL)
    {
      *kind = BS_CHIP_WARNING;
      return g_strdup (reader);
    }
  if (submission->state == BS_SUBMISSION_ACCEPTED)
    {
      *kind = BS_CHIP_SUCCESS;
      return g_strdup (submission->page != NULL && *submission->page != '\0'
                         ? submission->page
                         : bs_submission_words_get_state (submission));
    }
  if (submission->state == BS_SUBMISSION_RETURNED)
    {
      *kind = BS_CHIP_NEUTRAL;
      return g_strdup (bs_submission_words_get_state (submission));
    }
  *kind = BS_CHIP_ACCENT;

  return g_strdup (submission->accepted_version > 0
                     /* Translators: chip in the list of submissions: a version of a story that was
                      * accepted before. */
                     ? _ ("Newer Version")
                     : bs_submission_words_get_state (submission));
}

static void
say (BsDrawnRow *row G_GNUC_UNUSED, gpointer item, BsRowWords *words)
{
  const BsSubmission *submission = bs_desk_item_get_submission (item);
  gint64 now = get_now ();

  words->details = bs_submission_words_dup_author (submission);
  words->side = bs_submission_words_dup_time (submission->updated, now);
  words->more = bs_submission_words_dup_size (submission);
  words->chip = dup_chip (submission, now, &words->chip_kind);
}

static const char *
get_headline (gpointer item)
{
  return bs_submission_words_get_headline (bs_desk_item_get_submission (item));
}

static gboolean
query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  BsDeskItem *item = bs_drawn_row_get_item (BS_DRAWN_ROW (widget));
  g_autofree char *exact = NULL;
  g_autofree char *text = NULL;
  const BsSubmission *submission;

  if (item == NULL)
    return GTK_WIDGET_CLASS (bs_submission_row_parent_class)
      ->query_tooltip (widget, x, y, keyboard, tooltip);

  submission = bs_desk_item_get_submission (item);
  exact = bs_submission_words_dup_exact (submission->updated);
  text = g_strdup_printf ("%s\n%s", bs_submission_words_get_headline (submission), exact);
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
bs_submission_row_class_init (BsSubmissionRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->query_tooltip = query_tooltip;
  BS_DRAWN_ROW_CLASS (klass)->has_more = TRUE;
  BS_DRAWN_ROW_CLASS (klass)->changed = "notify::submission";
  BS_DRAWN_ROW_CLASS (klass)->get_headline = get_headline;
  BS_DRAWN_ROW_CLASS (klass)->say = say;
}

static void
bs_submission_row_init (BsSubmissionRow *self G_GNUC_UNUSED)
{
}
