/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-error.h"

#include "bs-config.h"
#include "compose/bs-font-set.h"
#include "desk/bs-desk-error.h"
#include "import/bs-import-error.h"
#include "layout/bs-layout.h"
#include "model/bs-model-error.h"
#include "print/bs-pdf.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (bs - cli - error - quark, bs_cli_error)

/* The base library says what and why; what to do depends on the reason alone. */
static const char *
get_remedy (const GError *error)
{
  if (error->domain == BS_MODEL_ERROR && error->code == BS_MODEL_ERROR_READ)
    return _ ("Check the name and the permissions");
  if (error->domain == BS_MODEL_ERROR && error->code == BS_MODEL_ERROR_WRITE)
    return _ ("Choose another place, or make room");
  if (error->domain != G_IO_ERROR)
    return NULL;

  switch (error->code)
    {
    case G_IO_ERROR_NOT_FOUND:
      return _ ("Check the name and the folder");
    case G_IO_ERROR_PERMISSION_DENIED:
      return _ ("Choose another place, or ask for the permission");
    case G_IO_ERROR_READ_ONLY:
      return _ ("Choose a place that can be written");
    case G_IO_ERROR_NO_SPACE:
      return _ ("Make room and try again");
    case G_IO_ERROR_IS_DIRECTORY:
    case G_IO_ERROR_NOT_REGULAR_FILE:
    case G_IO_ERROR_NOT_DIRECTORY:
      return _ ("Name a file");
    case G_IO_ERROR_BROKEN_PIPE:
      return _ ("Whoever reads it must wait for the end");
    default:
      return NULL;
    }
}

/**
 * bs_cli_error_dup_message:
 *
 * Returns: (transfer full): WHAT: WHY. REMEDY
 */
char *
bs_cli_error_dup_message (const GError *error)
{
  const char *remedy = get_remedy (error);

  /* A message of two sentences has its remedy. */
  if (remedy == NULL || strstr (error->message, ". ") != NULL
      || strstr (error->message, "。") != NULL)
    return g_strdup (error->message);

  /* Translators: two sentences */
  return g_strdup_printf (_ ("%s. %s"), error->message, remedy);
}

static BsExit
status_of_model (int code)
{
  switch (code)
    {
    case BS_MODEL_ERROR_WRITE:
    case BS_MODEL_ERROR_LOCKED:
    case BS_MODEL_ERROR_CONFLICT:
      return BS_EXIT_WRITE;
    default:
      return BS_EXIT_INPUT;
    }
}

static BsExit
status_of_print (int code)
{
  switch (code)
    {
    case BS_PRINT_ERROR_WRITE:
      return BS_EXIT_WRITE;
    case BS_PRINT_ERROR_PREFLIGHT:
      return BS_EXIT_FINDINGS;
    default:
      return BS_EXIT_INPUT;
    }
}

/**
 * bs_cli_error_get_status:
 * @fallback: for errors that can mean either, such as those of the file system
 *
 * Returns: the exit status that @error leads to
 */
BsExit
bs_cli_error_get_status (const GError *error, BsExit fallback)
{
  if (error->domain == BS_CLI_ERROR)
    return error->code;
  if (error->domain == BS_MODEL_ERROR)
    return status_of_model (error->code);
  if (error->domain == BS_PRINT_ERROR)
    return status_of_print (error->code);
  if (g_error_matches (error, BS_DESK_ERROR, BS_DESK_ERROR_DISK))
    return BS_EXIT_WRITE;
  if (error->domain == BS_IMPORT_ERROR || error->domain == BS_LAYOUT_ERROR
      || error->domain == BS_COMPOSE_ERROR)
    return BS_EXIT_INPUT;

  return fallback;
}
