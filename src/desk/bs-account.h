/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who may talk to the desk, and the secret they do it with. The token itself is seen once, in the
 * invitation; the desk keeps its SHA-256 alone.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  BS_ROLE_REPORTER,
  BS_ROLE_EDITOR
} BsRole;

typedef struct
{
  char *id;          /* "a3" */
  char *name;        /* as shown: "林沐" */
  BsRole role;
  gint64 created;    /* seconds since 1970, UTC */
  gint64 last_seen;  /* 0: never; kept to the hour */
  gint64 revoked;    /* 0: not */
} BsAccount;

BsAccount *bs_account_copy (const BsAccount *account);
void       bs_account_free (BsAccount *account);

/* 256 random bits in base64url, 43 characters. Caller frees. */
char      *bs_token_new    (void);
gboolean   bs_token_valid  (const char *token);
/* Lower-case hex of the SHA-256, as the store keeps it; compare nothing else. Caller frees. */
char      *bs_token_digest (const char *token);

const char *bs_role_to_string   (BsRole role);
gboolean    bs_role_from_string (const char *text, BsRole *role);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsAccount, bs_account_free)

G_END_DECLS
