/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-desk.h"
#include "bs-cli-file.h"
#include "bs-cli-progress.h"
#include "bs-config.h"
#include "desk/bs-desk-error.h"
#include "desk/bs-outbox.h"
#include "desk/bs-secrets.h"
#include "import/bs-import.h"
#include "model/bs-document.h"
#include "model/bs-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PURPOSE "reporter"
#define LONGEST_INVITATION 4096 /* bytes */

typedef struct
{
  char *invitation;
  int wait;
  gboolean list;
  gboolean json;
} SubmitOptions;

static void
submit_options_clear (SubmitOptions *options)
{
  g_free (options->invitation);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SubmitOptions, submit_options_clear)

/* --- The invitation --- */

/* From standard input nobody else on the machine sees it in the list of processes. */
static gboolean
read_invitation (BsCli *cli, SubmitOptions *options, BsExit *status)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *text;

  if (options->invitation == NULL || !bs_cli_is_standard (options->invitation))
    return TRUE;
  bytes = bs_cli_read ("-", LONGEST_INVITATION, &error);
  if (bytes == NULL)
    {
      *status = bs_cli_fail (cli, error, BS_EXIT_INPUT);
      return FALSE;
    }
  text = g_bytes_get_data (bytes, &length);
  g_free (options->invitation);
  options->invitation = g_strndup (text != NULL ? text : "", length);

  return TRUE;
}

static BsInvitation *
find_invitation (BsCli *cli, const SubmitOptions *options, BsExit *status)
{
  g_autoptr (GFile) folder = bs_cli_outbox_folder ();
  g_autoptr (GError) error = NULL;
  BsInvitation *invitation = options->invitation != NULL
                               ? bs_invitation_parse (options->invitation, &error)
                               : bs_secrets_load (PURPOSE, folder, NULL, &error);

  if (invitation == NULL && error != NULL)
    *status = bs_cli_fail (cli, error, BS_EXIT_INPUT);
  else if (invitation == NULL)
    *status = bs_cli_misuse (cli, _ ("There is no invitation on this machine yet. Give the one the "
                                     "desk sent you with --invitation"));
  else if (options->invitation != NULL
           && !bs_secrets_store (PURPOSE, invitation, folder, NULL, &error))
    {
      *status = bs_cli_fail (cli, error, BS_EXIT_WRITE);
      g_clear_pointer (&invitation, bs_invitation_free);
    }

  return invitation;
}

/* --- The draft --- */

/* The story takes the place of the empty one that a new draft begins with; photos go to it. */
static gboolean
fill_draft (BsDocument *document, char **sources, GError **error)
{
  g_autofree char *story = NULL;

  if (!bs_document_remove (document, "/stories/s1", error))
    return FALSE;
  for (guint i = 0; sources[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (sources[i]);
      g_autoptr (BsImportReport) report = bs_import_file (document, file, "", error);

      if (report == NULL)
        return FALSE;
      for (guint j = 0; j < report->entries->len; j++)
        {
          const BsImportEntry *entry = g_ptr_array_index (report->entries, j);

          if (entry->kind == BS_IMPORT_STORY && story == NULL)
            story = g_strdup (entry->id);
        }
    }
  if (story == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("There is no story among these files. Name its text first, then its "
                              "photos"));
      return FALSE;
    }
  for (guint i = 0;
       i < bs_node_get_length (bs_node_get_member (bs_document_get_root (document), "photos")); i++)
    {
      const BsNode *photo = bs_node_get_element (
        bs_node_get_member (bs_document_get_root (document), "photos"), i);
      g_autofree char *path = g_strdup_printf ("/photos/%s/story", bs_node_get_text (photo, "id"));

      if (!bs_document_set_text (document, path, story, error))
        return FALSE;
    }

  return TRUE;
}

static BsOutboxEntry *
add_draft (BsCli *cli, BsOutbox *outbox, char **sources, BsExit *status)
{
  g_autoptr (GError) error = NULL;
  BsOutboxEntry *entry = bs_outbox_add_draft (outbox, NULL, &error);
  g_autoptr (BsDocument) document = NULL;

  if (entry != NULL)
    document = bs_document_load (cli->environment, bs_outbox_entry_get_file (entry), &error);
  if (document == NULL)
    {
      *status = bs_cli_fail (cli, error, BS_EXIT_WRITE);
      return NULL;
    }
  if (!fill_draft (document, sources, &error))
    {
      bs_document_close (document);
      bs_outbox_discard (outbox, entry, NULL);
      *status = bs_cli_fail (cli, error, BS_EXIT_INPUT);
      return NULL;
    }
  if (!bs_document_save (document, &error))
    {
      *status = bs_cli_fail (cli, error, BS_EXIT_WRITE);
      entry = NULL;
    }
  bs_document_close (document);
  if (entry != NULL)
    bs_outbox_refresh (outbox, entry);

  return entry;
}

/* --- Sending --- */

static const char *
describe (BsOutboxEntry *entry)
{
  switch (bs_outbox_entry_get_state (entry))
    {
    case BS_OUTBOX_DRAFT:
      return _ ("draft");
    case BS_OUTBOX_WAITING:
      return _ ("waiting");
    case BS_OUTBOX_SENDING:
      return _ ("being sent");
    case BS_OUTBOX_RECEIVED:
      return _ ("received");
    case BS_OUTBOX_ACCEPTED:
      return _ ("accepted");
    case BS_OUTBOX_RETURNED:
      return _ ("returned");
    case BS_OUTBOX_REFUSED:
    default:
      return _ ("refused");
    }
}

static void
print_entry (BsCli *cli, BsOutboxEntry *entry)
{
  BsSubmission *submission = bs_outbox_entry_get_submission (entry);
  const char *error = bs_outbox_entry_get_error (entry);

  const char *headline = bs_outbox_entry_get_headline (entry);

  bs_cli_print (cli, "%s: %s\n", *headline != '\0' ? headline : _ ("Without headline"),
                describe (entry));
  if (submission != NULL && submission->note != NULL && *submission->note != '\0')
    bs_cli_print (cli, "  %s\n", submission->note);
  if (error != NULL)
    bs_cli_print (cli, "  %s\n", error);
}

static void
print_entries_json (BsCli *cli, GListModel *entries)
{
  BsNodeBuilder *object = bs_node_builder_new_object ();
  BsNodeBuilder *list = bs_node_builder_new_array ();
  g_autoptr (BsNode) node = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (BsOutboxEntry) entry = g_list_model_get_item (entries, i);
      GEnumValue *state = g_enum_get_value (g_type_class_peek (BS_TYPE_OUTBOX_STATE),
                                            (int) bs_outbox_entry_get_state (entry));
      BsSubmission *submission = bs_outbox_entry_get_submission (entry);
      BsNodeBuilder *builder = bs_node_builder_new_object ();

      bs_node_builder_set_text (builder, "id", bs_outbox_entry_get_id (entry));
      bs_node_builder_set_text (builder, "headline", bs_outbox_entry_get_headline (entry));
      bs_node_builder_set_text (builder, "state", state != NULL ? state->value_nick : "");
      bs_node_builder_set_text (builder, "error", bs_outbox_entry_get_error (entry));
      if (submission != NULL)
        bs_node_builder_set (builder, "submission", bs_submission_to_node (submission));
      bs_node_builder_add (list, bs_node_builder_end (builder));
    }
  bs_node_builder_set (object, "drafts", bs_node_builder_end (list));
  node = bs_node_builder_end (object);
  text = bs_json_write (node, BS_JSON_LINES, NULL);
  bs_cli_print (cli, "%s", text);
}

static void
print_all (BsCli *cli, const SubmitOptions *options, BsOutbox *outbox)
{
  if (options->json)
    print_entries_json (cli, G_LIST_MODEL (outbox));
  else
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (outbox)); i++)
      {
        g_autoptr (BsOutboxEntry) entry = g_list_model_get_item (G_LIST_MODEL (outbox), i);

        print_entry (cli, entry);
      }
}

static gboolean
on_time_over (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

static gboolean
needs_somebody (BsOutboxEntry *entry)
{
  return bs_outbox_entry_get_state (entry) == BS_OUTBOX_WAITING
         && bs_outbox_entry_get_error (entry) != NULL && bs_outbox_entry_get_next_try (entry) == 0;
}

static gboolean
is_under_way (BsOutboxEntry *entry)
{
  BsOutboxState state = bs_outbox_entry_get_state (entry);

  return state == BS_OUTBOX_SENDING || (state == BS_OUTBOX_WAITING && !needs_somebody (entry));
}

/* With NULL also what the desk has to tell of earlier drafts. */
static gboolean
is_over (BsOutbox *outbox, BsOutboxEntry *entry)
{
  const GError *error = bs_outbox_get_feed_error (outbox);

  if (entry != NULL)
    return !is_under_way (entry);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (outbox)); i++)
    {
      g_autoptr (BsOutboxEntry) one = g_list_model_get_item (G_LIST_MODEL (outbox), i);

      if (is_under_way (one))
        return FALSE;
    }

  return bs_outbox_get_up_to_date (outbox) || (error != NULL && !bs_desk_error_passes (error));
}

/* Until @entry, or with NULL all, is at the desk or cannot get there; or the time is over. */
static void
wait_for_arrival (BsOutbox *outbox, BsOutboxEntry *entry, int seconds)
{
  BsCliProgress progress;
  gboolean over = FALSE;
  guint timeout = g_timeout_add_seconds ((guint) seconds, on_time_over, &over);

  bs_cli_progress_start (&progress, _ ("Sending"));
  while (!over && !is_over (outbox, entry))
    {
      g_main_context_iteration (NULL, TRUE);
      if (entry != NULL)
        bs_cli_progress_report (bs_outbox_entry_get_progress (entry), &progress);
    }
  bs_cli_progress_end (&progress);
  if (!over)
    g_source_remove (timeout);
}

/* Whatever is still to be sent, or with @entry that one, is a finding. */
static BsExit
judge (BsOutbox *outbox, BsOutboxEntry *entry)
{
  if (entry != NULL)
    return bs_outbox_entry_get_submission (entry) != NULL ? BS_EXIT_DONE : BS_EXIT_FINDINGS;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (outbox)); i++)
    {
      g_autoptr (BsOutboxEntry) one = g_list_model_get_item (G_LIST_MODEL (outbox), i);
      BsOutboxState state = bs_outbox_entry_get_state (one);

      if (state == BS_OUTBOX_WAITING || state == BS_OUTBOX_SENDING || state == BS_OUTBOX_REFUSED)
        return BS_EXIT_FINDINGS;
    }

  return BS_EXIT_DONE;
}

/* Ends the sending and says what came of it; with nothing to send and a desk that does not answer,
 * what is known and why. */
static BsExit
report (BsCli *cli, const SubmitOptions *options, BsOutbox *outbox, BsOutboxEntry *entry)
{
  gboolean up_to_date = bs_outbox_get_up_to_date (outbox);
  const GError *error = bs_outbox_get_feed_error (outbox);
  g_autofree char *reason = error != NULL ? g_strdup (error->message) : NULL;
  BsExit status;

  /* What is not through by now is not going to be: it waits. */
  bs_outbox_set_client (outbox, NULL);
  status = judge (outbox, entry);
  if (entry == NULL || options->json)
    print_all (cli, options, outbox);
  else
    print_entry (cli, entry);
  if (entry == NULL && status == BS_EXIT_DONE && !up_to_date)
    {
      bs_cli_note (cli, "%s",
                   reason != NULL ? reason
                                  : _ ("The desk has not answered in time. Try it again later"));
      status = BS_EXIT_FINDINGS;
    }

  return status;
}

static BsExit
submit (BsCli *cli, const SubmitOptions *options, BsOutbox *outbox, char **sources)
{
  BsExit status = BS_EXIT_DONE;
  BsOutboxEntry *entry = NULL;
  g_autoptr (BsInvitation) invitation = NULL;
  g_autoptr (BsDeskClient) client = NULL;
  g_autoptr (GError) error = NULL;

  invitation = find_invitation (cli, options, &status);
  if (invitation == NULL)
    return status;
  if (bs_outbox_get_read_only (outbox))
    {
      bs_cli_note (cli,
                   _ ("The drafts are open in another window of yours, which sends what waits. "
                      "Go on there, or close it"));
      return BS_EXIT_WRITE;
    }
  if (sources[0] != NULL)
    {
      entry = add_draft (cli, outbox, sources, &status);
      if (entry == NULL)
        return status;
      if (!bs_outbox_send (outbox, entry, &error))
        {
          bs_outbox_discard (outbox, entry, NULL);
          return bs_cli_fail (cli, error, BS_EXIT_INPUT);
        }
    }
  client = bs_desk_client_new (invitation);
  bs_outbox_set_client (outbox, client);
  wait_for_arrival (outbox, entry, options->wait);

  return report (cli, options, outbox, entry);
}

BsExit
bs_verb_submit (BsCli *cli, int argc, char *argv[])
{
  g_auto (SubmitOptions) options = { .wait = 60 };
  g_auto (GStrv) operands = NULL;
  const GOptionEntry entries[] = {
    { "invitation", 0, 0, G_OPTION_ARG_FILENAME, &options.invitation,
      N_ ("The line the desk sent, or - to read it; kept for the next time"), "broadsheet://…" },
    { "wait", 0, 0, G_OPTION_ARG_INT, &options.wait,
      N_ ("How long to try before leaving it in the outbox; default: 60"), N_ ("SECONDS") },
    { "list", 0, 0, G_OPTION_ARG_NONE, &options.list,
      N_ ("Only show the drafts and what became of them"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("For programs"), NULL },
    { NULL }
  };
  const BsUsage usage = { entries,
                          _ ("A draft stays in the outbox until the desk has it; without files, "
                             "what waits there is tried again, and what became of the others is "
                             "asked. Exit status 1: something waits still, or was refused."),
                          0, G_MAXUINT };
  g_autoptr (GFile) folder = bs_cli_outbox_folder ();
  g_autoptr (BsOutbox) outbox = NULL;
  g_autoptr (GError) error = NULL;
  BsExit status;

  if (!bs_cli_parse (cli, &usage, argc, argv, &operands, &status)
      || !read_invitation (cli, &options, &status)
      || !bs_cli_take_text (cli, "--invitation", &options.invitation, &status))
    return status;
  if (options.wait < 1)
    return bs_cli_misuse (cli, _ ("--wait: is a number of seconds from 1"));
  g_type_class_ref (BS_TYPE_OUTBOX_STATE);
  outbox = bs_outbox_open (cli->environment, folder, &error);
  if (outbox == NULL)
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);
  if (options.list)
    {
      print_all (cli, &options, outbox);
      return BS_EXIT_DONE;
    }

  return submit (cli, &options, outbox, operands);
}
