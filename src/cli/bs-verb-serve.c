/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-desk.h"
#include "bs-config.h"
#include "desk/bs-certificate.h"
#include "desk/bs-desk-error.h"
#include "desk/bs-desk-service.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* The first descriptor that systemd hands over: sd_listen_fds(3) */
#define FIRST_HANDED_FD 3
#define STOP_SECONDS 20
#define NO_PORT G_MININT

typedef struct
{
  BsCliDesk desk;
  char **addresses;
  int port;
  char *name;
  char *certificate;
  gboolean plain;
  gboolean quiet;
  int handed; /* socket; -1: none */
} ServeOptions;

static void
serve_options_clear (ServeOptions *options)
{
  bs_cli_desk_clear (&options->desk);
  g_strfreev (options->addresses);
  g_free (options->name);
  g_free (options->certificate);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ServeOptions, serve_options_clear)

typedef struct
{
  BsDeskService *service;
  GMainLoop *loop;
  gboolean stopping;
} Running;

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer data)
{
  bs_desk_service_stop_finish (BS_DESK_SERVICE (source), result, NULL);
  g_main_loop_quit (((Running *) data)->loop);
}

/* The second time it is meant at once. */
static gboolean
on_signal (gpointer data)
{
  Running *running = data;

  if (running->stopping)
    g_main_loop_quit (running->loop);
  else
    bs_desk_service_stop_async (running->service, STOP_SECONDS, on_stopped, running);
  running->stopping = TRUE;

  return G_SOURCE_CONTINUE;
}

static void
on_logged (BsDeskService *service G_GNUC_UNUSED, const char *line)
{
  g_print ("%s\n", line);
}

/* The socket that systemd has opened for us; -1: none. */
static int
find_handed_socket (void)
{
  const char *pid = g_getenv ("LISTEN_PID");
  const char *n = g_getenv ("LISTEN_FDS");
  gboolean handed = pid != NULL && n != NULL && g_ascii_strtoll (pid, NULL, 10) == getpid ()
                    && g_ascii_strtoll (n, NULL, 10) >= 1;

  /* Meant for this process, not for those it starts. */
  g_unsetenv ("LISTEN_PID");
  g_unsetenv ("LISTEN_FDS");
  if (handed)
    fcntl (FIRST_HANDED_FD, F_SETFD, FD_CLOEXEC);

  return handed ? FIRST_HANDED_FD : -1;
}

/* From an authority, with its key. */
static GTlsCertificate *
read_certificate (const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &cause);
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *key = NULL;

  if (certificate != NULL)
    g_object_get (certificate, "private-key-pem", &key, NULL);
  if (key != NULL)
    return g_steal_pointer (&certificate);
  g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_SERVICE,
               _ ("%s: is no certificate that a desk can show: %s. Name a PEM file with the "
                  "certificate, those of its authority, and its key"),
               shown, cause != NULL ? cause->message : _ ("there is no key in it"));

  return NULL;
}

static GTlsCertificate *
load_certificate (const ServeOptions *options, GError **error)
{
  g_autoptr (GFile) folder = g_file_new_for_path (options->desk.folder);

  if (options->certificate != NULL)
    return read_certificate (options->certificate, error);

  return bs_certificate_ensure (folder, g_get_host_name (), error);
}

static void
run_service (BsDeskService *service, gboolean quiet)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Running running = { service, loop, FALSE };
  guint on_term = g_unix_signal_add (SIGTERM, on_signal, &running);
  guint on_int = g_unix_signal_add (SIGINT, on_signal, &running);

  if (!quiet)
    g_signal_connect (service, "logged", G_CALLBACK (on_logged), NULL);
  g_main_loop_run (loop);
  g_source_remove (on_term);
  g_source_remove (on_int);
}

static BsExit
serve (BsCli *cli, const ServeOptions *options, BsStore *store)
{
  g_autofree char *spool = g_build_filename (options->desk.folder, "spool", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = options->plain ? NULL
                                                           : load_certificate (options, &error);
  g_autoptr (BsDeskService) service = NULL;
  BsDeskSettings settings = { .name = options->name != NULL ? options->name : _ ("The desk"),
                              .addresses = (const char *const *) options->addresses,
                              .port = (guint16) (options->port != NO_PORT ? options->port
                                                                          : BS_DESK_PORT),
                              .certificate = certificate,
                              .spool = spool,
                              .listen_fd = options->handed };

  if (certificate == NULL && !options->plain)
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);
  service = bs_desk_service_new (cli->environment, store, &settings);
  if (!bs_desk_service_start (service, &error))
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);

  /* For whoever started it to know that it may be talked to now. */
  g_print (_ ("The desk is open at port %u.\n"), bs_desk_service_get_port (service));
  run_service (service, options->quiet);

  return BS_EXIT_DONE;
}

static const char *const loopback[] = { "127.0.0.1", NULL };

/* Invitations and drafts must not cross a network that anybody can read. */
static gboolean
are_loopback (char **addresses)
{
  for (guint i = 0; addresses != NULL && addresses[i] != NULL; i++)
    {
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (addresses[i]);

      if (address == NULL || !g_inet_address_get_is_loopback (address))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_loopback_socket (int fd)
{
  g_autoptr (GSocketAddress) address = NULL;
  struct sockaddr_storage native = { 0 };
  socklen_t length = sizeof native;

  if (getsockname (fd, (struct sockaddr *) &native, &length) == 0)
    address = g_socket_address_new_from_native (&native, length);

  /* What is no such socket is refused later. */
  return !G_IS_INET_SOCKET_ADDRESS (address)
         || g_inet_address_get_is_loopback (
           g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

BsExit
bs_verb_serve (BsCli *cli, int argc, char *argv[])
{
  g_auto (ServeOptions) options = { .port = NO_PORT, .handed = -1 };
  g_auto (GStrv) operands = NULL;
  const GOptionEntry entries[] = {
    { "store", 0, 0, G_OPTION_ARG_FILENAME, &options.desk.store,
      N_ ("Where submissions are kept; default: a folder of yours"), N_ ("FOLDER|postgresql://…") },
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &options.desk.folder,
      N_ ("For certificate and uploads; default: that of --store"), N_ ("FOLDER") },
    { "address", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.addresses,
      N_ ("Of this machine; may be repeated; default: all"), N_ ("ADDRESS") },
    { "port", 0, 0, G_OPTION_ARG_INT, &options.port, N_ ("Default: 8790; 0: any free one"), "N" },
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &options.name, N_ ("Of the desk, for reporters"),
      N_ ("NAME") },
    { "certificate", 0, 0, G_OPTION_ARG_FILENAME, &options.certificate,
      N_ ("Certificate and key from an authority; default: one of its own"), N_ ("FILE.pem") },
    { "plain", 0, 0, G_OPTION_ARG_NONE, &options.plain,
      N_ ("Without TLS, on this machine only: behind a proxy that has it"), NULL },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &options.quiet, N_ ("Do not log requests"), NULL },
    { NULL }
  };
  const BsUsage usage = { entries,
                          _ ("Runs until it is told to end (Ctrl+C, SIGTERM), and then finishes "
                             "what it has begun. “account add” makes the first invitation."),
                          0, 0 };
  g_autoptr (BsStore) store = NULL;
  BsExit status;

  if (!bs_cli_parse (cli, &usage, argc, argv, &operands, &status)
      || !bs_cli_take_text (cli, "--name", &options.name, &status))
    return status;
  if (options.port != NO_PORT && (options.port < 0 || options.port > G_MAXUINT16))
    return bs_cli_misuse (cli, _ ("--port: is a number from 0 to 65535"));
  if (options.plain && options.certificate != NULL)
    return bs_cli_misuse (cli, _ ("--plain and --certificate: only one of them can be meant"));
  options.handed = find_handed_socket ();
  if (options.plain
      && (!are_loopback (options.addresses)
          || (options.handed >= 0 && !is_loopback_socket (options.handed))))
    return bs_cli_misuse (cli, _ ("--plain: is for addresses of this machine alone, such as "
                                  "127.0.0.1"));
  if (options.plain && options.addresses == NULL)
    options.addresses = g_strdupv ((char **) loopback);
  if (!bs_cli_desk_prepare (cli, &options.desk, &status))
    return status;
  store = bs_cli_desk_open_store (cli, &options.desk, &status);
  if (store == NULL)
    return status;
  status = serve (cli, &options, store);
  bs_store_close (store);

  return status;
}
