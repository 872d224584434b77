/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "loopback-desk.h"

#include "desk/bs-certificate.h"
#include "desk/bs-desk-accounts.h"
#include "desk/bs-store.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define EACH 500 /* submissions a transaction */

static const char *const surnames[] = { "林", "何", "沈", "周", "许", "宋", "方" };
static const char *const names[] = { "沐", "禾青", "一舟", "小满", "知秋", "望", "见川" };
static const char *const sections[] = { "要闻", "本地", "财经", "文化", "体育" };

static gboolean
submit_some (BsStoreWork *work, gpointer data, GError **error)
{
  LoopbackDesk *self = data;
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  g_autoptr (BsNode) item = NULL;

  bs_node_builder_set_text (builder, "type", "text");
  item = bs_node_builder_end (builder);
  for (int i = 0; i < EACH && self->made < self->n_submissions; i++)
    {
      g_autofree char *key = g_strdup_printf ("key-%d", self->made);
      g_autofree char *headline = g_strdup_printf ("第 %d 个社区食堂六点开灯", self->made++);
      const BsStoreRequest request = {
        self->accounts->pdata[(guint) self->made * 31 % self->accounts->len], key, key
      };
      const BsStoreDraft draft = { .item = item,
                                   .headline = headline,
                                   .section = sections[self->made % G_N_ELEMENTS (sections)],
                                   .characters = 300 + (guint) self->made * 17 % 2000 };
      BsStoreAnswer answer = { 0 };

      if (!bs_store_submit (work, &request, &draft, &answer, error))
        return FALSE;
      bs_store_answer_clear (&answer);
    }

  return TRUE;
}

static void
invite_reporters (LoopbackDesk *self, BsStore *store)
{
  self->accounts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < G_N_ELEMENTS (surnames) * G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat (surnames[i / G_N_ELEMENTS (names)],
                                           names[i % G_N_ELEMENTS (names)], NULL);
      g_autofree char *token = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (BsAccount) reporter = bs_desk_accounts_invite (store, name, BS_ROLE_REPORTER, TRUE,
                                                                &token, &error);

      if (reporter == NULL)
        g_error ("%s", error->message);
      g_ptr_array_add (self->accounts, g_strdup (reporter->id));
    }
}

static void
fill_store (LoopbackDesk *self)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new_default ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BsStore) store = bs_store_open (environment, self->folder, &error);
  g_autoptr (BsAccount) editor = NULL;

  if (store != NULL)
    editor = bs_desk_accounts_invite (store, "编辑", BS_ROLE_EDITOR, TRUE, &self->invitation->token,
                                      &error);
  if (editor == NULL)
    g_error ("%s", error->message);
  invite_reporters (self, store);
  while (self->made < self->n_submissions)
    if (!bs_store_write (store, submit_some, self, &error))
      g_error ("%s", error->message);
  bs_store_close (store);
}

static char *
dup_fingerprint (const char *path)
{
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = bs_certificate_ensure (folder, "localhost", &error);

  if (certificate == NULL)
    g_error ("%s", error->message);

  return bs_certificate_fingerprint (certificate);
}

static void
start_desk (LoopbackDesk *self, const char *program)
{
  const char *arguments[] = { program,  "serve", "--quiet", "--address",  "127.0.0.1",
                              "--port", "0",     "--store", self->folder, NULL };
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  int output;

  if (!g_spawn_async_with_pipes (NULL, (char **) arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL,
                                 NULL, &self->pid, NULL, &output, NULL, &error))
    g_error ("%s", error->message);
  self->output = g_io_channel_unix_new (output);
  g_io_channel_read_line (self->output, &line, NULL, NULL, NULL);
  if (line == NULL || strstr (line, "port ") == NULL)
    g_error ("no port in: %s", line);
  self->invitation->port = (guint16) strtoul (strstr (line, "port ") + strlen ("port "), NULL, 10);
}

LoopbackDesk *
loopback_desk_open (const char *broadsheetctl, int n_submissions)
{
  LoopbackDesk *self = g_new0 (LoopbackDesk, 1);

  self->folder = g_dir_make_tmp ("broadsheet-desk-XXXXXX", NULL);
  self->n_submissions = n_submissions;
  self->invitation = g_new0 (BsInvitation, 1);
  self->invitation->host = g_strdup ("127.0.0.1");
  fill_store (self);
  self->invitation->certificate = dup_fingerprint (self->folder);
  start_desk (self, broadsheetctl);

  return self;
}

double
loopback_desk_processor (const LoopbackDesk *self)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", (int) self->pid);
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  words = g_strsplit (strrchr (text, ')') + 2, " ", -1);

  return (strtod (words[11], NULL) + strtod (words[12], NULL)) / sysconf (_SC_CLK_TCK);
}

void
loopback_desk_close (LoopbackDesk *self)
{
  const char *rm[] = { "rm", "-rf", "--", self->folder, NULL };

  kill (self->pid, SIGTERM);
  waitpid (self->pid, NULL, 0);
  g_spawn_sync (NULL, (char **) rm, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_io_channel_unref (self->output);
  g_free (self->folder);
  bs_invitation_free (self->invitation);
  g_ptr_array_unref (self->accounts);
  g_free (self);
}
