/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of keyboard shortcuts: which action each key calls and what it is called in the
 * shortcuts window. The application installs it; a test compares it with the shortcuts window and
 * with the actions there really are. Never a place for what an action does.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  const char *action; /* detailed name: "win.save", "win.view::stories" */
  const char *keys;   /* accelerators, separated by spaces */
} BsShortcut;

extern const BsShortcut bs_shortcuts[]; /* ends with a NULL action */

void bs_shortcuts_install (GtkApplication *application);

G_END_DECLS
