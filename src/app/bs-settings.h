/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the application remembers of its windows. Where the schema is not installed it remembers
 * nothing, and runs.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean bs_settings_get_boolean (const char *key, gboolean fallback);
int      bs_settings_get_int     (const char *key, int fallback);
char    *bs_settings_dup_string  (const char *key);
/* Who works here: as the preferences say, else as the system does. */
char    *bs_settings_dup_author  (void);
/* For what has no simple type; NULL where there is no schema. */
GVariant *bs_settings_get_value  (const char *key);
void     bs_settings_set_value   (const char *key, GVariant *value);
void     bs_settings_set_boolean (const char *key, gboolean value);
void     bs_settings_set_int     (const char *key, int value);
void     bs_settings_set_string  (const char *key, const char *value);

G_END_DECLS
