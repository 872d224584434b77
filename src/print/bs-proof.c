/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-proof-private.h"

#include "bs-config.h"
#include "model/bs-issue.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>

/* Office printers show no more of a photo. */
#define PHOTO_RESOLUTION 200.0
#define VERSION_DIGITS 6

void
bs_proof_options_set_paper (BsProofOptions *options, BsProofPaper paper)
{
  options->width = bs_unit_from_mm (paper == BS_PROOF_A3 ? 297 : 210);
  options->height = bs_unit_from_mm (paper == BS_PROOF_A3 ? 420 : 297);
}

/**
 * bs_proof_free:
 * @self: (transfer full) (nullable): a proof
 */
void
bs_proof_free (BsProof *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_free (self->title);
  g_free (self->version);
  g_free (self);
}

void
bs_proof_append (BsProof *self, BsProof *other)
{
  g_return_if_fail (self != NULL && other != NULL);

  self->scale = MAX (self->scale, other->scale);
  g_ptr_array_extend_and_steal (self->sheets, g_steal_pointer (&other->sheets));
  bs_proof_free (other);
}

/**
 * bs_proof_to_pdf:
 * @options: those that the proof was made with
 *
 * Returns: (transfer full): the whole file; NULL with a #BsPrintError or %G_IO_ERROR_CANCELLED
 */
GBytes *
bs_proof_to_pdf (BsEnvironment *environment, const BsProof *self, const BsProofOptions *options,
                 GCancellable *cancellable, GError **error)
{
  const BsPdfOptions pdf = {
    .standard = BS_STANDARD_X4,
    .working_paper = TRUE,
    .title = self->title,
    .resolution = (guint) (PHOTO_RESOLUTION * self->scale + 0.5),
    .media_folder = options->media_folder,
  };

  return bs_pdf_export (environment, (BsDisplayList *const *) self->sheets->pdata,
                        self->sheets->len, &pdf, cancellable, error);
}

char *
bs_proof_dup_joined (const char *first, ...)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  va_list arguments;

  va_start (arguments, first);
  for (const char *part = first; part != NULL; part = va_arg (arguments, const char *))
    if (*part != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? "  |  " : "", part);
  va_end (arguments);

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

char *
bs_proof_dup_subject (const BsNode *issue)
{
  int number = (int) bs_node_get_number (issue, "number", 0);
  g_autofree char *numbered = number > 0
                                /* Translators: the number of an issue of a newspaper. */
                                ? g_strdup_printf (_ ("No. %d"), number)
                                : g_strdup ("");

  return bs_proof_dup_joined (bs_node_get_text (bs_node_get_member (issue, "publication"), "name"),
                              bs_node_get_text (issue, "date"), numbered, NULL);
}

char *
bs_proof_dup_version (GChecksum *sum)
{
  g_autofree char *digits = g_strndup (g_checksum_get_string (sum), VERSION_DIGITS);

  return g_ascii_strup (digits, -1);
}

const char *
bs_proof_get_status (const char *status)
{
  if (g_str_equal (status, "draft"))
    return _ ("Draft");
  if (g_str_equal (status, "ready"))
    return _ ("Ready");
  if (g_str_equal (status, "approved"))
    return _ ("Approved");

  return "";
}
