/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * broadsheetctl: the core without a window. What all verbs share: usage, messages, exit codes, and
 * standard output, which is written only when the work is done. Exit codes, messages and JSON keys
 * are a contract that others script against.
 */
#pragma once

#include "base/bs-environment.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  BS_EXIT_DONE = 0,
  BS_EXIT_FINDINGS = 1, /* done, with findings of error level */
  BS_EXIT_USAGE = 2,
  BS_EXIT_INPUT = 3,
  BS_EXIT_WRITE = 4
} BsExit;

/* The code of an error of this domain is the exit status it leads to. */
#define BS_CLI_ERROR (bs_cli_error_quark ())
GQuark bs_cli_error_quark (void);

typedef struct _BsCli BsCli;

typedef struct
{
  const char *name;
  const char *operands; /* as in the usage line */
  const char *summary;  /* to be translated */
  BsExit (*run) (BsCli *cli, int argc, char *argv[]);
} BsVerb;

struct _BsCli
{
  BsEnvironment *environment;
  const BsVerb *verb;
  GString *out;          /* for standard output */
  gboolean out_is_bytes; /* as they are, not text in the locale's encoding */
};

/* A description below the usage line; operands are counted without options. */
typedef struct
{
  const GOptionEntry *entries;
  const char *description; /* translated */
  guint min_operands;
  guint max_operands;
} BsUsage;

int    bs_cli_main  (int argc, char *argv[]);

gboolean bs_cli_parse (BsCli *cli, const BsUsage *usage, int argc, char *argv[], char ***operands, BsExit *status);
gboolean bs_cli_take_text (BsCli *cli, const char *option, char **value, BsExit *status);
BsExit bs_cli_fail  (BsCli *cli, const GError *error, BsExit fallback);
BsExit bs_cli_misuse (BsCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);
void   bs_cli_note  (BsCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);
void   bs_cli_print (BsCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);

BsExit bs_verb_new     (BsCli *cli, int argc, char *argv[]);
BsExit bs_verb_import  (BsCli *cli, int argc, char *argv[]);
BsExit bs_verb_layout  (BsCli *cli, int argc, char *argv[]);
BsExit bs_verb_check   (BsCli *cli, int argc, char *argv[]);
BsExit bs_verb_export  (BsCli *cli, int argc, char *argv[]);
BsExit bs_verb_compose (BsCli *cli, int argc, char *argv[]);
BsExit bs_verb_list    (BsCli *cli, int argc, char *argv[]);
BsExit bs_verb_submit  (BsCli *cli, int argc, char *argv[]);
BsExit bs_verb_serve   (BsCli *cli, int argc, char *argv[]);
BsExit bs_verb_account (BsCli *cli, int argc, char *argv[]);
BsExit bs_verb_invite  (BsCli *cli, int argc, char *argv[]);

G_END_DECLS
