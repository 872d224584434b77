/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli.h"

#include "bs-cli-error.h"
#include "bs-cli-file.h"
#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <string.h>

static const BsVerb verbs[] = {
  { "new", "FILE", N_ ("Start an issue"), bs_verb_new },
  { "import", "FILE SOURCE…", N_ ("Take page text, story files and photos into an issue"),
    bs_verb_import },
  { "layout", "FILE", N_ ("Lay out pages and save"), bs_verb_layout },
  { "check", "FILE", N_ ("Find every fault of the pages"), bs_verb_check },
  { "export", "FILE", N_ ("Write pages as PDF/X, pictures, ninjs or text"), bs_verb_export },
  { "compose", "PAGE.txt [PHOTO…]", N_ ("Make a print-ready page from its text, in one go"),
    bs_verb_compose },
  { "list", "FILE", N_ ("Show pages, stories and photos"), bs_verb_list },
  { "submit", "[STORY] [PHOTO…]", N_ ("Send a draft with its photos to the desk"), bs_verb_submit },
  { "serve", "", N_ ("Open a desk that receives drafts"), bs_verb_serve },
  { "account", "add|list|revoke [NAME]", N_ ("Say who may send drafts to the desk"),
    bs_verb_account },
  { "invite", "NAME", N_ ("Make a new invitation for an account"), bs_verb_invite },
};

static void
print_help (BsCli *cli)
{
  bs_cli_print (cli, "%s\n  broadsheetctl %s\n  broadsheetctl --help | --version\n\n%s\n",
                _ ("Usage:"), _ ("VERB [OPTION…] [FILE…]"), _ ("Verbs:"));
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    bs_cli_print (cli, "  %-8s %s\n", verbs[i].name, _ (verbs[i].summary));
  bs_cli_print (cli, "\n%s\n",
                _ ("“broadsheetctl VERB --help” explains one of them. “-” as a file is standard "
                   "input or output.\nExit status: 0 done; 1 done, with findings of error level; "
                   "2 wrong usage; 3 bad input; 4 could not write."));
}

static void
print_error (const char *message)
{
  /* File names in a message need not be UTF-8. */
  g_autofree char *valid = g_utf8_make_valid (message, -1);

  g_printerr ("broadsheetctl: %s\n", valid);
}

/* All of it or a message; a reader that went away or a full disk must not pass for success. */
static BsExit
flush_output (BsCli *cli, BsExit status)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *converted = NULL;
  const char *charset;
  const char *data = cli->out->str;
  gsize length = cli->out->len;

  if (length == 0)
    return status;
  if (!cli->out_is_bytes && !g_get_charset (&charset))
    {
      g_autofree char *valid = g_utf8_make_valid (data, length);
      char *fitting = g_convert_with_fallback (valid, -1, charset, "UTF-8", "?", NULL, &length,
                                               NULL);

      if (fitting != NULL)
        data = converted = fitting;
      else
        length = cli->out->len;
    }
  if (!bs_cli_write_stdout (data, length, &error))
    return bs_cli_fail (cli, error, BS_EXIT_WRITE);

  return status;
}

static const BsVerb *
find_verb (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i].name, name))
      return &verbs[i];

  return NULL;
}

static BsExit
dispatch (BsCli *cli, int argc, char *argv[])
{
  const char *first = argc > 1 ? argv[1] : NULL;
  g_autofree char *shown = NULL;

  if (first == NULL)
    return bs_cli_misuse (cli, _ ("No verb is given"));
  if (g_str_equal (first, "--version"))
    {
      bs_cli_print (cli, "broadsheetctl %s\n", BS_VERSION);
      return BS_EXIT_DONE;
    }
  if (g_str_equal (first, "--help") || g_str_equal (first, "-h")
      || (g_str_equal (first, "help") && argc == 2))
    {
      print_help (cli);
      return BS_EXIT_DONE;
    }
  if (g_str_equal (first, "help"))
    {
      char *help[] = { argv[0], (char *) "--help", NULL };

      cli->verb = find_verb (argv[2]);
      if (cli->verb != NULL)
        return cli->verb->run (cli, 2, help);
      first = argv[2];
    }

  cli->verb = find_verb (first);
  if (cli->verb != NULL)
    return cli->verb->run (cli, argc - 1, argv + 1);
  shown = g_filename_display_name (first);
  if (first[0] == '-')
    return bs_cli_misuse (cli, _ ("%s: options stand after a verb"), shown);
  return bs_cli_misuse (cli, _ ("%s: is not a verb"), shown);
}

/**
 * bs_cli_main:
 *
 * Returns: the exit status
 */
int
bs_cli_main (int argc, char *argv[])
{
  BsCli cli = { 0 };
  BsExit status;

  setlocale (LC_ALL, "");
  /* “C” says nothing of an encoding; question marks for every Chinese character would help nobody. */
  if (g_strcmp0 (setlocale (LC_CTYPE, NULL), "C") == 0)
    setlocale (LC_CTYPE, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("BROADSHEET_LOCALE_DIR") != NULL
                                     ? g_getenv ("BROADSHEET_LOCALE_DIR")
                                     : BS_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("broadsheetctl");
  /* A closed pipe is reported like any other place that cannot be written. */
  signal (SIGPIPE, SIG_IGN);

  cli.environment = bs_environment_new_default ();
  cli.out = g_string_new (NULL);
  status = flush_output (&cli, dispatch (&cli, argc, argv));
  g_string_free (cli.out, TRUE);
  g_object_unref (cli.environment);

  return status;
}

/* Options may stand before, between and after operands; “--” ends them. */
static gboolean
parse_options (BsCli *cli, const BsUsage *usage, int *argc, char ***argv, gboolean *help,
               char ***operands, GError **error)
{
  const GOptionEntry common[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, help, N_ ("Show this help"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, operands, NULL, NULL },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (cli->verb->operands);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _ (cli->verb->summary));
  g_option_context_set_description (context, usage->description);
  g_option_context_add_main_entries (context, usage->entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;

  if (*help)
    {
      g_autofree char *program = g_strdup_printf ("broadsheetctl %s", cli->verb->name);
      g_autofree char *text = NULL;

      g_set_prgname (program);
      text = g_option_context_get_help (context, TRUE, NULL);
      g_string_append (cli->out, text);
    }

  return TRUE;
}

/**
 * bs_cli_parse:
 * @operands: (out) (transfer full): raw bytes as given; NULL-terminated, never %NULL
 * @status: (out): what to exit with where this returns %FALSE
 *
 * Returns: %TRUE to go on; %FALSE after `--help` or a mistake that has been reported
 */
gboolean
bs_cli_parse (BsCli *cli, const BsUsage *usage, int argc, char *argv[], char ***operands,
              BsExit *status)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) found = NULL;
  gboolean help = FALSE;
  guint n_found;

  if (!parse_options (cli, usage, &argc, &argv, &help, &found, &error))
    {
      *status = bs_cli_misuse (cli, "%s", error->message);
      return FALSE;
    }
  *status = BS_EXIT_DONE;
  if (help)
    return FALSE;

  n_found = found != NULL ? g_strv_length (found) : 0;
  if (n_found < usage->min_operands || n_found > usage->max_operands)
    {
      *status = bs_cli_misuse (cli,
                               n_found < usage->min_operands ? _ ("%s: too few files are named")
                                                             : _ ("%s: too many files are named"),
                               cli->verb->name);
      return FALSE;
    }
  *operands = found != NULL ? g_steal_pointer (&found) : g_new0 (char *, 1);

  return TRUE;
}

/**
 * bs_cli_take_text:
 * @option: its name, for the message
 * @value: (inout): bytes from the command line, may be %NULL; becomes UTF-8
 *
 * UTF-8 is taken whatever the locale says: under LC_ALL=C a Chinese name is still a name.
 *
 * Returns: %FALSE after reporting bytes that are no text
 */
gboolean
bs_cli_take_text (BsCli *cli, const char *option, char **value, BsExit *status)
{
  char *converted;

  if (*value == NULL || g_utf8_validate (*value, -1, NULL))
    return TRUE;
  converted = g_locale_to_utf8 (*value, -1, NULL, NULL, NULL);
  if (converted == NULL)
    {
      *status = bs_cli_misuse (cli, _ ("%s: its value is not text in UTF-8"), option);
      return FALSE;
    }
  g_free (*value);
  *value = converted;

  return TRUE;
}

/**
 * bs_cli_fail:
 * @fallback: the status where @error itself does not decide it
 *
 * Reports @error. What was meant for standard output is dropped.
 *
 * Returns: the exit status
 */
BsExit
bs_cli_fail (BsCli *cli, const GError *error, BsExit fallback)
{
  g_autofree char *message = bs_cli_error_dup_message (error);

  g_string_truncate (cli->out, 0);
  print_error (message);

  return bs_cli_error_get_status (error, fallback);
}

BsExit
bs_cli_misuse (BsCli *cli, const char *format, ...)
{
  g_autofree char *what = NULL;
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_string_truncate (cli->out, 0);
  if (cli->verb != NULL)
    message = g_strdup_printf (_ ("%s. See “broadsheetctl %s --help”"), what, cli->verb->name);
  else
    message = g_strdup_printf (_ ("%s. See “broadsheetctl --help”"), what);
  print_error (message);

  return BS_EXIT_USAGE;
}

/* Something to know that is no error; on standard error at once. */
void
bs_cli_note (BsCli *cli G_GNUC_UNUSED, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  print_error (message);
}

void
bs_cli_print (BsCli *cli, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (cli->out, format, arguments);
  va_end (arguments);
}
