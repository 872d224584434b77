/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-secrets.h"

#include "base/bs-file.h"
#include "bs-config.h"
#include "bs-desk-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <string.h>

#define LONGEST 4096

static const SecretSchema schema = {
  .name = BS_APP_ID ".Invitation",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = { { "purpose", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

static GFile *
get_file (GFile *folder, const char *purpose)
{
  g_autofree char *name = g_strconcat ("invitation-", purpose, NULL);

  return g_file_get_child (folder, name);
}

/* Without a keyring there is nothing wrong: the file stands in for it. */
static char *
look_up (const char *purpose, GCancellable *cancellable)
{
  return secret_password_lookup_sync (&schema, cancellable, NULL, "purpose", purpose, NULL);
}

/**
 * bs_secrets_load:
 *
 * Returns: (transfer full) (nullable): %NULL without @error where none is kept
 */
BsInvitation *
bs_secrets_load (const char *purpose, GFile *fallback_folder, GCancellable *cancellable,
                 GError **error)
{
  char *secret = look_up (purpose, cancellable);
  g_autoptr (GFile) file = get_file (fallback_folder, purpose);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *line = NULL;

  if (secret != NULL)
    {
      BsInvitation *invitation = bs_invitation_parse (secret, error);

      secret_password_free (secret);
      return invitation;
    }
  bytes = bs_file_read (file, LONGEST, &local);
  if (bytes == NULL)
    {
      if (!g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  line = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return bs_invitation_parse (line, error);
}

/* Readable by nobody else, not for a moment. */
static gboolean
write_file (GFile *file, const char *line, GError **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *path = g_file_get_path (folder);
  g_autoptr (GFileOutputStream) stream = NULL;

  if (g_mkdir_with_parents (path, 0700) != 0)
    {
      g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_DISK,
                   _ ("%s: the invitation cannot be kept there: %s. Make the folder writable"),
                   path, g_strerror (errno));
      return FALSE;
    }
  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, error);

  return stream != NULL && g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error)
         && bs_file_write (file, line, strlen (line), error);
}

gboolean
bs_secrets_store (const char *purpose, const BsInvitation *invitation, GFile *fallback_folder,
                  GCancellable *cancellable, GError **error)
{
  g_autofree char *line = bs_invitation_to_string (invitation);
  g_autofree char *label = g_strdup_printf (_ ("Broadsheet: invitation of %s"), invitation->host);
  g_autoptr (GFile) file = get_file (fallback_folder, purpose);

  if (!secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, line, cancellable,
                                   NULL, "purpose", purpose, NULL))
    return write_file (file, line, error);
  g_file_delete (file, NULL, NULL);

  return TRUE;
}

gboolean
bs_secrets_forget (const char *purpose, GFile *fallback_folder, GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GFile) file = get_file (fallback_folder, purpose);
  g_autoptr (GError) local = NULL;

  secret_password_clear_sync (&schema, cancellable, NULL, "purpose", purpose, NULL);
  if (g_file_delete (file, NULL, &local)
      || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}
