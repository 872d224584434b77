/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One writer a file: an advisory lock on NAME.broadsheet.lock, which says who holds it. The kernel
 * lets go of it when the process ends, however it ends.
 */
#pragma once

#include "bs-model-error.h"
#include "base/bs-environment.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _BsLock BsLock;

BsLock  *bs_lock_new     (BsEnvironment *environment, GFile *file, GError **error);
void     bs_lock_free    (BsLock *self);
/* FALSE with BS_MODEL_ERROR_LOCKED where somebody holds it. */
gboolean bs_lock_check_free (GFile *file, GError **error);
/* Whether anybody (this process too) holds it; *who is told if known. */
gboolean bs_lock_is_held (GFile *file, char **who);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsLock, bs_lock_free)

G_END_DECLS
