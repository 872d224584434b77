/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-submission-facts.h"

#include "bs-config.h"
#include "bs-submission-words.h"
#include "bs-wrap-layout.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_OTHERS 20

struct _BsSubmissionFacts
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  AdwPreferencesGroup *facts;
  AdwPreferencesGroup *note;
  AdwPreferencesGroup *tags;
  AdwPreferencesGroup *others;
  AdwPreferencesGroup *history;

  GPtrArray *rows; /* of the groups, borrowed: "group", "row" by turns */
};

G_DEFINE_FINAL_TYPE (BsSubmissionFacts, bs_submission_facts, GTK_TYPE_WIDGET)

enum
{
  GO_TO,
  SHOW_VERSION,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
add (BsSubmissionFacts *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, group);
  g_ptr_array_add (self->rows, row);
  gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
}

static void
clear (BsSubmissionFacts *self)
{
  for (guint i = 0; i + 1 < self->rows->len; i += 2)
    adw_preferences_group_remove (self->rows->pdata[i], self->rows->pdata[i + 1]);
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->note), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->tags), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->others), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->history), FALSE);
}

/* --- Facts --- */

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  subtitle != NULL ? subtitle : "", -1);

  return row;
}

/* Words at the start, what they are of at the end. */
static GtkWidget *
add_fact (BsSubmissionFacts *self, const char *title, const char *value)
{
  GtkWidget *row = make_row (title, NULL);
  GtkWidget *label;

  if (value == NULL || *value == '\0')
    {
      g_object_unref (g_object_ref_sink (row));
      return NULL;
    }
  label = gtk_label_new (value);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_tooltip_text (label, value);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, value,
                                  -1);
  add (self, self->facts, row);

  return row;
}

static void
show_facts (BsSubmissionFacts *self, const BsSubmission *submission)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *size = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u character",
                                                        "%'u characters",
                                                        (gulong) submission->characters),
                                           submission->characters);
  g_autofree char *photos = submission->photos > 0 ? g_strdup_printf ("%u", submission->photos)
                                                   : NULL;
  g_autofree char *version = g_strdup_printf ("%u", submission->version);
  g_autofree char *came = bs_submission_words_dup_time (submission->created, now);
  g_autofree char *exact = bs_submission_words_dup_exact (submission->created);
  GtkWidget *row;

  add_fact (self, _ ("Author"), submission->author);
  /* Translators: the section of the paper that the author would like the story in. */
  add_fact (self, _ ("Wished Section"), submission->section);
  add_fact (self, _ ("Length"), size);
  add_fact (self, _ ("Photos"), photos);
  row = add_fact (self, _ ("First Sent"), came);
  if (row != NULL)
    gtk_widget_set_tooltip_text (row, exact);
  /* Translators: which version of the submission, by number. */
  add_fact (self, _ ("Version"), version);
}

/* --- What the author says --- */

static void
show_note (BsSubmissionFacts *self, const BsNode *story)
{
  const char *text = bs_node_get_text (story, "notes");
  GtkWidget *label;

  if (*text == '\0')
    return;
  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  gtk_widget_add_css_class (label, "desk-note");
  add (self, self->note, label);
}

static void
show_tags (BsSubmissionFacts *self, const BsNode *story)
{
  const BsNode *tags = bs_node_get_member (story, "tags");
  guint n = bs_node_get_length (tags);
  GtkWidget *box;

  if (n == 0)
    return;
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (box, g_object_new (BS_TYPE_WRAP_LAYOUT, "spacing", 4, NULL));
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *label = gtk_label_new (bs_node_get_string (bs_node_get_element (tags, i)));

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (label, "tag");
      gtk_widget_add_css_class (label, "plain");
      gtk_box_append (GTK_BOX (box), label);
    }
  add (self, self->tags, box);
}

/* --- What else there is --- */

static void
other_activated (AdwActionRow *row, BsSubmissionFacts *self)
{
  g_signal_emit (self, signals[GO_TO], 0, g_object_get_data (G_OBJECT (row), "id"));
}

static void
version_activated (AdwActionRow *row, BsSubmissionFacts *self)
{
  g_signal_emit (self, signals[SHOW_VERSION], 0,
                 GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "version")));
}

static void
add_other (BsSubmissionFacts *self, const BsSubmission *other)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *time = bs_submission_words_dup_time (other->updated, now);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", bs_submission_words_get_state (other),
                                               time);
  GtkWidget *row = make_row (bs_submission_words_get_headline (other), subtitle);

  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (other->id), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (other_activated), self);
  add (self, self->others, row);
}

static void
show_others (BsSubmissionFacts *self, const BsSubmission *submission, BsDeskFeed *feed)
{
  guint n = feed != NULL ? g_list_model_get_n_items (G_LIST_MODEL (feed)) : 0;
  /* Translators: %s is a reporter's name. */
  g_autofree char *title = g_markup_printf_escaped (_ ("Other Pieces by %s"), submission->author);
  guint found = 0;

  adw_preferences_group_set_title (self->others, title);
  for (guint i = 0; i < n && found < MOST_OTHERS; i++)
    {
      g_autoptr (BsDeskItem) item = g_list_model_get_item (G_LIST_MODEL (feed), i);
      const BsSubmission *other = bs_desk_item_get_submission (item);

      if (g_strcmp0 (other->account, submission->account) != 0
          || strcmp (other->id, submission->id) == 0)
        continue;
      add_other (self, other);
      found++;
    }
}

/* --- What became of it --- */

static char *
dup_decision (const BsSubmissionDecision *decision)
{
  if (decision->state != BS_SUBMISSION_ACCEPTED)
    return g_strdup_printf (_ ("Returned by %s"), decision->by);
  if (*decision->page == '\0')
    return g_strdup_printf (_ ("Accepted by %s for %s"), decision->by, decision->issue);

  /* Translators: an editor's name, the issue and the page, as "A2". */
  return g_strdup_printf (_ ("Accepted by %s for %s, %s"), decision->by, decision->issue,
                          decision->page);
}

static void
add_decision (BsSubmissionFacts *self, const BsSubmissionDecision *decision)
{
  g_autofree char *title = dup_decision (decision);
  g_autofree char *time = bs_submission_words_dup_exact (decision->decided);
  g_autofree char *subtitle = *decision->note != '\0'
                                ? g_strdup_printf ("%s\n%s", decision->note, time)
                                : g_strdup (time);
  GtkWidget *row = make_row (title, subtitle);

  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  add (self, self->history, row);
}

static const char *
text_or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* The last one is known from the list, those before since the text was read. */
static void
show_decisions (BsSubmissionFacts *self, const BsSubmission *submission, const BsReading *reading)
{
  const BsSubmission *whole = reading != NULL ? reading->submission : NULL;
  guint n = whole != NULL ? bs_node_get_length (whole->decisions) : 0;
  BsSubmissionDecision decision;

  if (submission->decided != 0
      && (n == 0 || !bs_submission_get_decision (whole, n - 1, &decision)
          || decision.decided < submission->decided))
    {
      const gboolean accepted = submission->accepted_version > 0
                                && *text_or_empty (submission->note) == '\0';
      const BsSubmissionDecision last = {
        .state = accepted ? BS_SUBMISSION_ACCEPTED : BS_SUBMISSION_RETURNED,
        .version = submission->accepted_version,
        .by = text_or_empty (submission->decided_by),
        .decided = submission->decided,
        .note = text_or_empty (submission->note),
        .issue = text_or_empty (submission->issue),
        .page = text_or_empty (submission->page),
      };

      add_decision (self, &last);
    }
  for (guint i = n; i-- > 0;)
    if (bs_submission_get_decision (whole, i, &decision))
      add_decision (self, &decision);
}

static void
show_versions (BsSubmissionFacts *self, const BsSubmission *submission, guint shown)
{
  for (guint version = submission->version; version >= 1 && submission->version > 1; version--)
    {
      g_autofree char *title = g_strdup_printf (_ ("Version %u"), version);
      GtkWidget *row = make_row (title, version == submission->version            ? _ ("The newest")
                                        : version == submission->accepted_version ? _ ("Accepted")
                                                                                  : NULL);

      if (version == shown)
        adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                   gtk_image_new_from_icon_name ("object-select-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), version != shown);
      g_object_set_data (G_OBJECT (row), "version", GUINT_TO_POINTER (version));
      g_signal_connect (row, "activated", G_CALLBACK (version_activated), self);
      add (self, self->history, row);
    }
}

/* --- The widget --- */

static AdwPreferencesGroup *
add_group (GtkWidget *box, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (box), group);

  return ADW_PREFERENCES_GROUP (group);
}

static void
bs_submission_facts_dispose (GObject *object)
{
  BsSubmissionFacts *self = BS_SUBMISSION_FACTS (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (bs_submission_facts_parent_class)->dispose (object);
}

static void
bs_submission_facts_class_init (BsSubmissionFactsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = BS_TYPE_SUBMISSION_FACTS;

  G_OBJECT_CLASS (klass)->dispose = bs_submission_facts_dispose;
  signals[GO_TO] = g_signal_new ("go-to", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_STRING);
  signals[SHOW_VERSION] = g_signal_new ("show-version", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
bs_submission_facts_init (BsSubmissionFacts *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->rows = g_ptr_array_new ();
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), box);
  self->facts = add_group (box, _ ("Submission"));
  /* Translators: what the author has written for the editors, not for print. */
  self->note = add_group (box, _ ("Note to the Desk"));
  self->tags = add_group (box, _ ("Tags"));
  self->history = add_group (box, _ ("History"));
  self->others = add_group (box, NULL);
  clear (self);
}

void
bs_submission_facts_show (BsSubmissionFacts *self, const BsSubmission *submission,
                          const BsReading *reading, BsDeskFeed *feed)
{
  const BsNode *story = reading != NULL ? bs_reading_get_story (reading) : NULL;

  g_return_if_fail (BS_IS_SUBMISSION_FACTS (self));

  clear (self);
  if (submission == NULL)
    return;
  show_facts (self, submission);
  show_note (self, story);
  show_tags (self, story);
  show_decisions (self, submission, reading);
  show_versions (self, submission,
                 reading != NULL ? reading->submission->version : submission->version);
  show_others (self, submission, feed);
}
