/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a desk and an outbox lie on this machine, for the verbs that have to do with them.
 */
#pragma once

#include "bs-cli.h"
#include "desk/bs-invitation.h"
#include "desk/bs-store.h"

G_BEGIN_DECLS

/* What serve, account and invite have in common. */
typedef struct
{
  char *store;       /* a folder or postgresql://…; NULL: the default folder */
  char *folder;      /* for certificate and spool; NULL: the default */
} BsCliDesk;

void     bs_cli_desk_clear      (BsCliDesk *desk);
/* FALSE: @status is what to exit with. Makes the folder. */
gboolean bs_cli_desk_prepare    (BsCli *cli, BsCliDesk *desk, BsExit *status);
BsStore *bs_cli_desk_open_store (BsCli *cli, const BsCliDesk *desk, BsExit *status);
/* Where the application keeps its drafts, too. (transfer full) */
GFile   *bs_cli_outbox_folder   (void);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BsCliDesk, bs_cli_desk_clear)

G_END_DECLS
