/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The chosen story as it is to be seen beside the chosen page: for what stands beside a page, so that
 * nobody writes there in a story of another page by mistake. Never chooses anything.
 */
#pragma once

#include "bs-session.h"

G_BEGIN_DECLS

/* The chosen story; NULL: none is, or it stands on another page. What waits for a page is here. */
const char *bs_story_here (BsSession *session);

G_END_DECLS
