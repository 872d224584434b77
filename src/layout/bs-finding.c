/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-finding.h"

/**
 * bs_finding_new:
 * @code: a static string, one of the contract's codes
 * @level: how bad it is
 * @page: (nullable): where
 *
 * Returns: (transfer full): a finding without message
 */
BsFinding *
bs_finding_new (const char *code, BsLevel level, const char *page)
{
  BsFinding *finding = g_new0 (BsFinding, 1);

  finding->code = code;
  finding->level = level;
  finding->page = g_strdup (page);

  return finding;
}

void
bs_finding_free (BsFinding *finding)
{
  if (finding == NULL)
    return;
  g_free (finding->page);
  g_free (finding->story);
  g_free (finding->photo);
  g_free (finding->box);
  g_free (finding->message);
  g_free (finding);
}

/**
 * bs_level_to_string:
 * @level: a level
 *
 * Returns: (transfer none): "info", "warning" or "error", as `check --json` prints it
 */
const char *
bs_level_to_string (BsLevel level)
{
  static const char *const names[] = { "info", "warning", "error" };

  return names[CLAMP ((int) level, 0, 2)];
}
