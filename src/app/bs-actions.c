/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-actions.h"

#include "bs-config.h"

const BsShortcut bs_shortcuts[] = {
  { "app.new-issue", "<Control>n" },
  { "app.new-window", "<Control><Alt>n" },
  { "app.open", "<Control>o" },
  { "app.new-draft", "<Control>d" },
  { "app.my-drafts", "<Control>m" },
  { "app.preferences", "<Control>comma" },
  { "app.quit", "<Control>q" },
  { "win.save", "<Control>s" },
  { "win.save-as", "<Control><Shift>s" },
  { "win.import", "<Control>i" },
  { "win.export", "<Control>e" },
  { "win.print-page", "<Control>p" },
  { "win.print-story", "<Control><Shift>p" },
  { "win.issue-properties", "<Control><Alt>i" },
  { "win.close", "<Control>w" },
  { "win.send", "<Control>Return" },
  { "win.undo", "<Control>z" },
  { "win.redo", "<Control><Shift>z" },
  { "win.undo-toast", "<Control><Alt>z" },
  { "win.find", "<Control>f" },
  { "win.find-replace", "<Control><Shift>f" },
  { "win.find-next", "F3" },
  { "win.find-previous", "<Shift>F3" },
  { "win.new-story", "<Control><Shift>n" },
  { "win.role::body", "<Control>1" },
  { "win.role::subhead", "<Control>2" },
  { "win.paste-plain", "<Control><Shift>v" },
  { "win.next-fault", "F7" },
  { "win.previous-fault", "<Shift>F7" },
  { "win.mend-fault", "<Control>period" },
  { "win.suggest-cuts", "<Control>k" },
  { "win.show-history", "<Control>h" },
  { "win.edit-detail::tags", "<Control><Shift>t" },
  { "win.edit-detail::byline", "<Control>b" },
  { "win.keep-version", "<Control><Shift>k" },
  { "win.view::stories", "<Alt>1" },
  { "win.view::pages", "<Alt>2" },
  { "win.view::submissions", "<Alt>3" },
  { "win.accept-submission", "<Control>Return" },
  { "win.accept-submission-as", "<Control><Shift>Return" },
  { "win.return-submission", "<Control><Shift>r" },
  { "win.claim-submission", "<Control><Shift>c" },
  { "win.show-sidebar", "F9" },
  { "win.show-inspector", "<Control>F9" },
  { "win.next-pane", "F6" },
  { "win.previous-pane", "<Shift>F6" },
  { "win.previous-page", "<Control>Page_Up" },
  { "win.next-page", "<Control>Page_Down" },
  { "win.add-page", "<Control><Shift>a" },
  { "win.new-ad", "<Control><Shift>d" },
  { "win.page-properties", "<Alt>Return" },
  { "win.move-page-up", "<Control><Shift>Page_Up" },
  { "win.move-page-down", "<Control><Shift>Page_Down" },
  { "win.show-tray", "<Control>t" },
  { "win.lay-out", "<Control>l" },
  { "win.show-alternatives", "<Control><Shift>l" },
  { "win.zoom-in", "<Control>plus <Control>equal" },
  { "win.zoom-out", "<Control>minus" },
  { "win.zoom::fit", "<Control>0" },
  { "win.zoom::width", "<Control>9" },
  { "win.zoom::actual", "<Control>8" },
  { "win.zoom::box", "<Control>7" },
  { "win.go-to-page", "<Control>j" },
  { "win.show-grid", "<Control>g" },
  { "win.show-rulers", "<Control>r" },
  { "win.preview", "F8" },
  { "win.menu", "F10" },
  { "win.show-help-overlay", "<Control>question" },
  { NULL, NULL },
};

void
bs_shortcuts_install (GtkApplication *application)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));

  for (const BsShortcut *shortcut = bs_shortcuts; shortcut->action != NULL; shortcut++)
    {
      g_auto (GStrv) keys = g_strsplit (shortcut->keys, " ", -1);

      gtk_application_set_accels_for_action (application, shortcut->action,
                                             (const char *const *) keys);
    }
}
