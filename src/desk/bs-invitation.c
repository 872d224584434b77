/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-invitation.h"

#include "bs-account.h"
#include "bs-desk-error.h"
#include "model/bs-media-name.h"
#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SCHEME "broadsheet"
#define LONGEST 1024

static gboolean
fail (GError **error, const char *why)
{
  g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_INVITATION,
               _ ("This is no invitation: %s. Copy the whole line that begins with “%s” from the "
                  "message the desk sent you"),
               why, SCHEME "://");

  return FALSE;
}

/* What stands behind "#": token=…&cert=…; what else is there is of a later version. */
static gboolean
read_fragment (BsInvitation *self, const char *fragment, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (fragment, "&", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_str_has_prefix (parts[i], "token="))
      {
        g_free (self->token);
        self->token = g_strdup (parts[i] + strlen ("token="));
      }
    else if (g_str_has_prefix (parts[i], "cert="))
      {
        g_free (self->certificate);
        self->certificate = g_ascii_strdown (parts[i] + strlen ("cert="), -1);
      }

  if (self->token == NULL || !bs_token_valid (self->token))
    return fail (error, _ ("its token is missing or not whole"));
  if (self->certificate != NULL && !bs_media_digest_is_valid (self->certificate))
    return fail (error, _ ("the mark of the desk's certificate is not whole"));

  return TRUE;
}

/**
 * bs_invitation_parse:
 *
 * Returns: (transfer full) (nullable): %NULL with %BS_DESK_ERROR_INVITATION
 */
BsInvitation *
bs_invitation_parse (const char *line, GError **error)
{
  g_autoptr (BsInvitation) self = g_new0 (BsInvitation, 1);
  g_autofree char *trimmed = NULL;
  g_autoptr (GUri) uri = NULL;
  const char *host;

  if (strlen (line) > LONGEST || !g_utf8_validate (line, -1, NULL))
    {
      fail (error, _ ("it is too long, or not text"));
      return NULL;
    }
  trimmed = g_strstrip (g_strdup (line));
  uri = g_uri_parse (trimmed, G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (uri == NULL || !g_str_equal (g_uri_get_scheme (uri), SCHEME))
    {
      fail (error, _ ("it does not begin as one"));
      return NULL;
    }
  host = g_uri_get_host (uri);
  if (host == NULL || *host == '\0')
    {
      fail (error, _ ("it names no machine"));
      return NULL;
    }

  self->host = g_strdup (host);
  self->port = g_uri_get_port (uri) > 0 ? g_uri_get_port (uri) : BS_DESK_PORT;
  if (!read_fragment (self, g_uri_get_fragment (uri) != NULL ? g_uri_get_fragment (uri) : "",
                      error))
    return NULL;

  return g_steal_pointer (&self);
}

static char *
join (const BsInvitation *self, const char *scheme)
{
  return g_uri_join (G_URI_FLAGS_NONE, scheme, NULL, self->host, self->port, "/", NULL, NULL);
}

char *
bs_invitation_to_string (const BsInvitation *self)
{
  g_autofree char *address = join (self, SCHEME);

  if (self->certificate == NULL)
    return g_strdup_printf ("%s#token=%s", address, self->token);

  return g_strdup_printf ("%s#token=%s&cert=%s", address, self->token, self->certificate);
}

char *
bs_invitation_to_web (const BsInvitation *self)
{
  g_autofree char *address = join (self, "https");

  return g_strdup_printf ("%s#token=%s", address, self->token);
}

BsInvitation *
bs_invitation_copy (const BsInvitation *self)
{
  BsInvitation *copy = g_new (BsInvitation, 1);

  copy->host = g_strdup (self->host);
  copy->port = self->port;
  copy->token = g_strdup (self->token);
  copy->certificate = g_strdup (self->certificate);

  return copy;
}

void
bs_invitation_free (BsInvitation *self)
{
  g_free (self->host);
  g_free (self->token);
  g_free (self->certificate);
  g_free (self);
}
