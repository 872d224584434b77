/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-desk.h"
#include "bs-config.h"
#include "desk/bs-certificate.h"
#include "desk/bs-desk-accounts.h"
#include "model/bs-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  BsCliDesk desk;
  char *host;
  int port;
  gboolean editor;
  gboolean json;
  gboolean authority; /* the host has a certificate of its own */
} AccountOptions;

static void
account_options_clear (AccountOptions *options)
{
  bs_cli_desk_clear (&options->desk);
  g_free (options->host);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AccountOptions, account_options_clear)

/* Where the desk keeps its accounts, and where others reach it. */
#define STORE_OPTIONS(options)                                                                     \
  { "store",                                                                                       \
    0,                                                                                             \
    0,                                                                                             \
    G_OPTION_ARG_FILENAME,                                                                         \
    &(options).desk.store,                                                                         \
    N_ ("Where submissions are kept; default: a folder of yours"),                                 \
    N_ ("FOLDER|postgresql://…") },                                                                \
  {                                                                                                \
    "folder", 0, 0, G_OPTION_ARG_FILENAME, &(options).desk.folder,                                 \
      N_ ("For certificate and uploads; default: that of --store"), N_ ("FOLDER")                  \
  }
#define HOST_OPTIONS(options)                                                                      \
  { "host",                                                                                        \
    0,                                                                                             \
    0,                                                                                             \
    G_OPTION_ARG_FILENAME,                                                                         \
    &(options).host,                                                                               \
    N_ ("Name or address under which others reach this machine"),                                  \
    N_ ("HOST") },                                                                                 \
    { "port", 0, 0, G_OPTION_ARG_INT, &(options).port, N_ ("Of the desk; default: 8790"), "N" },   \
  {                                                                                                \
    "authority", 0, 0, G_OPTION_ARG_NONE, &(options).authority,                                    \
      N_ ("The host shows a certificate that an authority has signed"), NULL                       \
  }

static BsExit
print_invitation (BsCli *cli, AccountOptions *options, const BsAccount *account, const char *token)
{
  g_autoptr (GFile) folder = g_file_new_for_path (options->desk.folder);
  g_auto (GStrv) names = bs_desk_list_names ();
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *fingerprint = NULL;
  g_autofree char *line = NULL;
  g_autofree char *web = NULL;
  BsInvitation invitation = { options->host != NULL ? options->host : names[0],
                              (guint16) (options->port != 0 ? options->port : BS_DESK_PORT),
                              (char *) token, NULL };

  if (!options->authority)
    {
      certificate = bs_certificate_ensure (folder, g_get_host_name (), &error);
      if (certificate == NULL)
        return bs_cli_fail (cli, error, BS_EXIT_INPUT);
      invitation.certificate = fingerprint = bs_certificate_fingerprint (certificate);
    }
  line = bs_invitation_to_string (&invitation);
  web = bs_invitation_to_web (&invitation);
  if (options->json)
    {
      BsNodeBuilder *builder = bs_node_builder_new_object ();
      g_autoptr (BsNode) node = NULL;
      g_autofree char *text = NULL;

      bs_node_builder_set_text (builder, "id", account->id);
      bs_node_builder_set_text (builder, "name", account->name);
      bs_node_builder_set_text (builder, "role", bs_role_to_string (account->role));
      bs_node_builder_set_text (builder, "invitation", line);
      bs_node_builder_set_text (builder, "web", web);
      node = bs_node_builder_end (builder);
      text = bs_json_write (node, BS_JSON_LINES, NULL);
      bs_cli_print (cli, "%s", text);
      return BS_EXIT_DONE;
    }
  bs_cli_print (cli, _ ("Invitation for %s, to be pasted in Broadsheet:\n%s\nFor a browser:\n%s\n"),
                account->name, line, web);

  return BS_EXIT_DONE;
}

/* --- account --- */

static BsExit
add_account (BsCli *cli, AccountOptions *options, BsStore *store, const char *name)
{
  g_autofree char *token = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsAccount) account = bs_desk_accounts_invite (store, name,
                                                           options->editor ? BS_ROLE_EDITOR
                                                                           : BS_ROLE_REPORTER,
                                                           FALSE, &token, &error);

  return account != NULL ? print_invitation (cli, options, account, token)
                         : bs_cli_fail (cli, error, BS_EXIT_INPUT);
}

static BsExit
revoke_account (BsCli *cli, BsStore *store, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsAccount) account = bs_desk_accounts_revoke (store, name, &error);

  if (account == NULL)
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);
  bs_cli_print (cli, _ ("%s can send nothing any more.\n"), account->name);

  return BS_EXIT_DONE;
}

static char *
format_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

  return seconds != 0 ? g_date_time_format (time, "%Y-%m-%d %H:%M") : g_strdup ("-");
}

static void
print_table (BsCli *cli, GPtrArray *accounts)
{
  for (guint i = 0; i < accounts->len; i++)
    {
      const BsAccount *account = g_ptr_array_index (accounts, i);
      g_autofree char *seen = format_time (account->last_seen);

      bs_cli_print (cli, "%-5s %-8s %-16s %s%s\n", account->id, bs_role_to_string (account->role),
                    seen, account->name, account->revoked != 0 ? _ (" (revoked)") : "");
    }
}

static void
print_json (BsCli *cli, GPtrArray *accounts)
{
  BsNodeBuilder *object = bs_node_builder_new_object ();
  BsNodeBuilder *list = bs_node_builder_new_array ();
  g_autoptr (BsNode) node = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < accounts->len; i++)
    {
      const BsAccount *account = g_ptr_array_index (accounts, i);
      BsNodeBuilder *entry = bs_node_builder_new_object ();

      bs_node_builder_set_text (entry, "id", account->id);
      bs_node_builder_set_text (entry, "name", account->name);
      bs_node_builder_set_text (entry, "role", bs_role_to_string (account->role));
      bs_node_builder_set_number (entry, "created", account->created);
      bs_node_builder_set_number (entry, "last_seen", account->last_seen);
      bs_node_builder_set_flag (entry, "revoked", account->revoked != 0);
      bs_node_builder_add (list, bs_node_builder_end (entry));
    }
  bs_node_builder_set (object, "accounts", bs_node_builder_end (list));
  node = bs_node_builder_end (object);
  text = bs_json_write (node, BS_JSON_LINES, NULL);
  bs_cli_print (cli, "%s", text);
}

static BsExit
list_accounts (BsCli *cli, const AccountOptions *options, BsStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = bs_desk_accounts_list (store, &error);

  if (accounts == NULL)
    return bs_cli_fail (cli, error, BS_EXIT_INPUT);
  if (options->json)
    print_json (cli, accounts);
  else
    print_table (cli, accounts);

  return BS_EXIT_DONE;
}

/* Without scheme, port, path or spaces; names in any script. */
static gboolean
is_host_name (const char *host)
{
  g_autofree char *ascii = g_hostname_to_ascii (host);

  return ascii != NULL && *ascii != '\0'
         && strspn (ascii, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-._") == strlen (ascii);
}

static gboolean
check_options (BsCli *cli, AccountOptions *options, BsExit *status)
{
  if (!bs_cli_take_text (cli, "--host", &options->host, status))
    return FALSE;
  if (options->host != NULL && !g_hostname_is_ip_address (options->host)
      && !is_host_name (options->host))
    {
      *status = bs_cli_misuse (cli, _ ("--host: is a name or an address alone, such as "
                                       "desk.example.org or 192.0.2.7"));
      return FALSE;
    }
  if (options->port < 0 || options->port > G_MAXUINT16)
    {
      *status = bs_cli_misuse (cli, _ ("--port: is a number from 1 to 65535"));
      return FALSE;
    }

  return bs_cli_desk_prepare (cli, &options->desk, status);
}

static BsExit
run_account (BsCli *cli, AccountOptions *options, char **operands)
{
  const char *word = operands[0] != NULL ? operands[0] : "";
  guint n = g_strv_length (operands);
  g_autoptr (BsStore) store = NULL;
  BsExit status = BS_EXIT_DONE;

  if (!g_str_equal (word, "add") && !g_str_equal (word, "list") && !g_str_equal (word, "revoke"))
    {
      g_autofree char *shown = g_filename_display_name (word);

      return n == 0 ? bs_cli_misuse (cli, _ ("One of add, list and revoke is missing"))
                    : bs_cli_misuse (cli, _ ("%s: is not one of add, list and revoke"), shown);
    }
  if (g_str_equal (word, "list") != (n == 1))
    return bs_cli_misuse (cli, n == 1 ? _ ("The name of the account is missing")
                                      : _ ("“account list” takes no name"));
  if (options->editor && !g_str_equal (word, "add"))
    return bs_cli_misuse (cli, _ ("--editor: only “account add” has it"));
  if (!check_options (cli, options, &status))
    return status;
  store = bs_cli_desk_open_store (cli, &options->desk, &status);
  if (store == NULL)
    return status;

  if (g_str_equal (word, "add"))
    status = add_account (cli, options, store, operands[1]);
  else if (g_str_equal (word, "revoke"))
    status = revoke_account (cli, store, operands[1]);
  else
    status = list_accounts (cli, options, store);
  bs_store_close (store);

  return status;
}

BsExit
bs_verb_account (BsCli *cli, int argc, char *argv[])
{
  g_auto (AccountOptions) options = { 0 };
  g_auto (GStrv) operands = NULL;
  const GOptionEntry entries[] = { { "editor", 0, 0, G_OPTION_ARG_NONE, &options.editor,
                                     N_ ("May also accept and return; default: a reporter"), NULL },
                                   { "json", 0, 0, G_OPTION_ARG_NONE, &options.json,
                                     N_ ("For programs"), NULL },
                                   STORE_OPTIONS (options),
                                   HOST_OPTIONS (options),
                                   { NULL } };
  const BsUsage usage = { entries,
                          _ ("“add NAME” makes an account and prints its invitation, which is a "
                             "secret and is not kept. “list” shows all. “revoke NAME” ends one."),
                          0, 2 };
  BsExit status;

  if (!bs_cli_parse (cli, &usage, argc, argv, &operands, &status))
    return status;

  return run_account (cli, &options, operands);
}

/* --- invite --- */

static BsExit
renew (BsCli *cli, AccountOptions *options, const char *name)
{
  g_autofree char *token = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsAccount) account = NULL;
  BsExit status = BS_EXIT_DONE;
  g_autoptr (BsStore) store = bs_cli_desk_open_store (cli, &options->desk, &status);

  if (store == NULL)
    return status;
  account = bs_desk_accounts_renew (store, name, &token, &error);
  status = account != NULL ? print_invitation (cli, options, account, token)
                           : bs_cli_fail (cli, error, BS_EXIT_INPUT);
  bs_store_close (store);

  return status;
}

BsExit
bs_verb_invite (BsCli *cli, int argc, char *argv[])
{
  g_auto (AccountOptions) options = { 0 };
  g_auto (GStrv) operands = NULL;
  const GOptionEntry entries[] = { { "json", 0, 0, G_OPTION_ARG_NONE, &options.json,
                                     N_ ("For programs"), NULL },
                                   STORE_OPTIONS (options),
                                   HOST_OPTIONS (options),
                                   { NULL } };
  const BsUsage usage = { entries, _ ("The invitation given before is worth nothing from then on."),
                          0, 1 };
  BsExit status;

  if (!bs_cli_parse (cli, &usage, argc, argv, &operands, &status))
    return status;
  if (operands[0] == NULL)
    return bs_cli_misuse (cli, _ ("The name of the account is missing"));
  if (!check_options (cli, &options, &status))
    return status;

  return renew (cli, &options, operands[0]);
}
