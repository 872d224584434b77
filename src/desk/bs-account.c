/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-account.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <string.h>

#define TOKEN_BYTES 32
#define TOKEN_CHARACTERS 43

BsAccount *
bs_account_copy (const BsAccount *account)
{
  BsAccount *copy = g_new (BsAccount, 1);

  *copy = *account;
  copy->id = g_strdup (account->id);
  copy->name = g_strdup (account->name);

  return copy;
}

void
bs_account_free (BsAccount *account)
{
  g_free (account->id);
  g_free (account->name);
  g_free (account);
}

char *
bs_token_new (void)
{
  guint8 bytes[TOKEN_BYTES];
  char *token;

  /* There is no going on without secrets that nobody can guess. */
  if (gnutls_rnd (GNUTLS_RND_KEY, bytes, sizeof bytes) != GNUTLS_E_SUCCESS)
    g_error ("This system gives no random numbers");

  token = g_base64_encode (bytes, sizeof bytes);
  /* base64url without padding, RFC 4648, 5 */
  g_strdelimit (token, "+", '-');
  g_strdelimit (token, "/", '_');
  token[TOKEN_CHARACTERS] = '\0';

  return token;
}

gboolean
bs_token_valid (const char *token)
{
  return strlen (token) == TOKEN_CHARACTERS
         && strspn (token, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_") == TOKEN_CHARACTERS;
}

char *
bs_token_digest (const char *token)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
}

const char *
bs_role_to_string (BsRole role)
{
  return role == BS_ROLE_EDITOR ? "editor" : "reporter";
}

gboolean
bs_role_from_string (const char *text, BsRole *role)
{
  if (g_str_equal (text, "editor"))
    *role = BS_ROLE_EDITOR;
  else if (g_str_equal (text, "reporter"))
    *role = BS_ROLE_REPORTER;
  else
    return FALSE;

  return TRUE;
}
