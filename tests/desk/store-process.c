/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-process.h"

#include <stdio.h>
#include <stdlib.h>

#define N_SENDERS 8

typedef struct
{
  BsStore *store;
  const char *account;
  gint next;
  gint end;
} Sending;

static gpointer
send_some (gpointer data)
{
  Sending *sending = data;
  gint number;

  while ((number = g_atomic_int_add (&sending->next, 1)) < sending->end)
    {
      g_autofree char *key = g_strdup_printf ("key-%d", number);
      BsStoreDraft draft = desk_draft (key, NULL);
      BsStoreAnswer answer = { 0 };
      g_autoptr (GError) error = NULL;
      g_autofree char *id = NULL;

      if (!desk_submit (sending->store, sending->account, key, &draft, &answer, &error))
        g_error ("%s", error->message);
      id = desk_id_of (&answer);
      /* One write: a line that is there is there whole. */
      printf ("%s %s\n", key, id);
      bs_store_answer_clear (&answer);
      desk_draft_clear (&draft);
    }

  return NULL;
}

static void
send_all (BsStore *store, const char *account, int first, int count)
{
  Sending sending = { store, account, first, first + count };
  GThread *threads[N_SENDERS];

  for (guint i = 0; i < N_SENDERS; i++)
    threads[i] = g_thread_new ("sender", send_some, &sending);
  for (guint i = 0; i < N_SENDERS; i++)
    g_thread_join (threads[i]);
}

static void
decide_all (BsStore *store, const char *account)
{
  BsStoreDecision accept = { .state = BS_SUBMISSION_ACCEPTED, .issue = "0921", .page = "A1" };
  g_autoptr (GPtrArray) list = desk_list (store,
                                          &(BsStoreQuery){ .limit = 10000, .state = "received" });

  /* All begin at the same moment: when their input ends. */
  printf ("ready\n");
  while (getchar () != EOF)
    ;
  for (guint i = 0; i < list->len; i++)
    {
      const BsSubmission *submission = g_ptr_array_index (list, i);
      g_autofree char *key = g_strdup_printf ("%s-%s", account, submission->id);
      BsStoreAnswer answer = { 0 };
      g_autoptr (GError) error = NULL;

      if (desk_decide (store, account, key, submission->id, submission->etag, &accept, &answer,
                       &error))
        printf ("%s\n", submission->id);
      else if (!g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_CHANGED))
        g_error ("%s", error->message);
      bs_store_answer_clear (&answer);
    }
}

static void
tell_sequence (BsStore *store, gint64 sequence, gpointer data)
{
  printf ("%" G_GINT64_FORMAT "\n", sequence);
}

static gboolean
end_with_input (GIOChannel *channel, GIOCondition condition, gpointer loop)
{
  g_main_loop_quit (loop);

  return G_SOURCE_REMOVE;
}

static void
watch (BsStore *store)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);

  g_signal_connect (store, "changed", G_CALLBACK (tell_sequence), NULL);
  g_io_add_watch (input, G_IO_IN | G_IO_HUP, end_with_input, loop);
  printf ("%" G_GINT64_FORMAT "\n", desk_get_sequence (store));
  g_main_loop_run (loop);
}

int
process_main (int argc, char **argv)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (BsStore) store = NULL;
  g_autoptr (GError) error = NULL;

  setvbuf (stdout, NULL, _IOLBF, 0);
  store = bs_store_open (environment, argv[1], &error);
  if (store == NULL)
    g_error ("%s", error->message);
  if (g_str_equal (argv[0], "send"))
    send_all (store, argv[2], atoi (argv[3]), atoi (argv[4]));
  else if (g_str_equal (argv[0], "decide"))
    decide_all (store, argv[2]);
  else if (g_str_equal (argv[0], "watch"))
    watch (store);
  else
    printf ("opened\n");
  bs_store_close (store);

  return 0;
}

GSubprocess *
process_start (const char *command, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  const char *argument;
  GSubprocess *process;
  va_list rest;

  g_ptr_array_add (arguments, (gpointer) "/proc/self/exe");
  g_ptr_array_add (arguments, (gpointer) "--process");
  g_ptr_array_add (arguments, (gpointer) command);
  va_start (rest, command);
  while ((argument = va_arg (rest, const char *)) != NULL)
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (rest);
  g_ptr_array_add (arguments, NULL);

  process = g_subprocess_newv ((const char *const *) arguments->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE,
                               &error);
  g_assert_no_error (error);

  return process;
}

char *
process_read_line (GSubprocess *process)
{
  GInputStream *output = g_subprocess_get_stdout_pipe (process);
  g_autoptr (GString) line = g_string_new (NULL);
  char letter;

  /* Byte by byte, so that nothing is taken that somebody else will read. */
  while (g_input_stream_read (output, &letter, 1, NULL, NULL) == 1 && letter != '\n')
    g_string_append_c (line, letter);

  return g_string_free (g_steal_pointer (&line), FALSE);
}

char **
process_finish (GSubprocess *process)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  char *line;

  g_output_stream_close (g_subprocess_get_stdin_pipe (process), NULL, NULL);
  while (*(line = process_read_line (process)) != '\0')
    g_ptr_array_add (lines, line);
  g_free (line);
  g_ptr_array_add (lines, NULL);
  g_subprocess_wait (process, NULL, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&lines), FALSE);
}
