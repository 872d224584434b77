/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a story stood before: kept in its "versions", inside the file, so that they travel
 * with it and undo takes them back with the edit that made them. For everyone who edits stories.
 */
#pragma once

#include "bs-document.h"

G_BEGIN_DECLS

/* Why a version was kept; "reason" in the file. */
#define BS_VERSION_EDIT "edit"       /* before the first edit of a sitting */
#define BS_VERSION_STATUS "status"   /* before its status changed */
#define BS_VERSION_IMPORT "import"   /* before an import wrote over it */
#define BS_VERSION_KEPT "kept"       /* on demand: never thinned out */
#define BS_VERSION_RESTORE "restore" /* before an older one was restored */

/* From now on this person edits @document: bs_version_keep_for_edit() works. @author is shown in
 * the history. */
void     bs_version_begin_sitting (BsDocument *document, BsEnvironment *environment,
                                   const char *author);

/* Each is operations inside the caller's group (bs_document_begin), before its edit. Nothing is
 * kept of an empty story, nor twice of the same text; that is no error. */
gboolean bs_version_keep          (BsDocument *document, const char *story, const char *reason,
                                   GError **error);
/* Does nothing but for the first edit of a sitting, or after a long pause. */
gboolean bs_version_keep_for_edit (BsDocument *document, const char *story, GError **error);
/* Puts @version back in place of the present, which is kept. */
gboolean bs_version_restore       (BsDocument *document, const char *story, const char *version,
                                   GError **error);

/* Oldest first; NULL if none. Each is an object with a story's members, and id time author reason. */
const BsNode *bs_story_get_versions (const BsNode *story);

G_END_DECLS
