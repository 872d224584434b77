/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the core may know of the world it runs in: where the installed data lies, what time it is,
 * and (attached by compose) which fonts there are. Made once by a program or a test and handed
 * down; the core reads no clock, locale or search path of its own. Safe to share between threads
 * once made.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define BS_TYPE_ENVIRONMENT (bs_environment_get_type ())
G_DECLARE_FINAL_TYPE (BsEnvironment, bs_environment, BS, ENVIRONMENT, GObject)

/* Returns a new UTC time; the caller owns it. */
typedef GDateTime *(*BsClock) (gpointer data);

BsEnvironment *bs_environment_new            (const char    *data_dir);
BsEnvironment *bs_environment_new_default    (void);
void           bs_environment_set_clock      (BsEnvironment *self, BsClock clock, gpointer data);
GDateTime     *bs_environment_now            (BsEnvironment *self);
const char    *bs_environment_get_data_dir   (BsEnvironment *self);
char          *bs_environment_dup_process    (BsEnvironment *self);
char          *bs_environment_dup_temporary_path (BsEnvironment *self);
char          *bs_environment_find_data      (BsEnvironment *self, const char *name);

G_END_DECLS
