/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One open issue as the views of a window share it: the document, its laid-out pages, and what is
 * chosen. Keeps the pages up to date with the document, in a thread. Knows no widget.
 */
#pragma once

#include "bs-newer-watch.h"

#include "layout/bs-page-edit.h"
#include "model/bs-document.h"
#include "render/bs-render.h"

G_BEGIN_DECLS

#define BS_TYPE_SESSION (bs_session_get_type ())
G_DECLARE_FINAL_TYPE (BsSession, bs_session, BS, SESSION, GObject)

/* Signals:
 *   "page-updated" (page)  a page was laid out anew, or could not be
 *   "changed" ()           the document changed; after the pages it concerns were asked for
 *   "told" (text, steps)   something to tell the user; @steps undo it, 0: nothing to undo
 *   "will-reveal" (path)   before "reveal": who can show that text comes to the front, so that it is
 *                          there to hear of what follows
 *   "reveal" (path, offset, length)  a text or object of the document should be shown and chosen,
 *                          as much of it as @length bytes from @offset; 0: all; BS_REVEAL_CARET:
 *                          nothing, but the caret goes there
 * Properties: "page", "story", "box" (its id, on the page): what is chosen, NULL if nothing
 * (notify). Choosing another page chooses no box; choosing a box chooses its story. */

BsSession     *bs_session_new             (BsEnvironment *environment, BsDocument *document);
void           bs_session_close           (BsSession *self);
BsEnvironment *bs_session_get_environment (BsSession *self);
BsDocument    *bs_session_get_document    (BsSession *self);
const BsNode  *bs_session_get_root        (BsSession *self);
BsRenderer    *bs_session_get_renderer    (BsSession *self);

const char *bs_session_get_page  (BsSession *self);
void        bs_session_set_page  (BsSession *self, const char *page);
const char *bs_session_get_story (BsSession *self);
void        bs_session_set_story (BsSession *self, const char *story);

const char *bs_session_get_box   (BsSession *self);
void        bs_session_set_box   (BsSession *self, const char *box);
/* The box on the chosen page, in the document; NULL when none is chosen. */
const BsNode *bs_session_get_box_node (BsSession *self);
/* NULL: the box belongs to no story, as an advertisement, or none is chosen. */
const char *bs_session_get_box_story (BsSession *self);

/* What the desk has newer; borrowed, NULL: no desk is known. Set before others are given the session. */
BsNewerWatch *bs_session_get_newer_watch (BsSession *self);
void          bs_session_set_newer_watch (BsSession *self, BsNewerWatch *watch);

void        bs_session_tell      (BsSession *self, const char *text, guint undo_steps);
/* @length: of a place between two characters. */
#define BS_REVEAL_CARET G_MAXULONG
void        bs_session_reveal    (BsSession *self, const char *path, gsize offset, gsize length);

/* For what an editor does to the chosen page by hand: bs-page-edit.h and its kin. FALSE: no page, or
 * no fonts. Valid until the document changes. */
gboolean    bs_session_get_context (BsSession *self, BsPageContext *context, GError **error);
/* Makes the change and chooses its box. On failure tells the user why. Takes what the
 * bs_page_edit_ functions return, so that "impossible" needs no code of its own: @edit may be NULL,
 * then @error, which is freed, says why. */
gboolean    bs_session_apply     (BsSession *self, BsPageEdit *edit /* transfer full */, GError *error);

BsPageResult    *bs_session_get_result    (BsSession *self, const char *page); /* borrowed, may be NULL */
const char      *bs_session_get_failure   (BsSession *self, const char *page); /* why there is none */
const BsCopyfit *bs_session_find_copyfit  (BsSession *self, const char *story);
const char      *bs_session_find_placed_page (BsSession *self, const char *story);
BsFinding       *bs_session_dup_failure_finding (BsSession *self, const char *page);
/* After photos moved or arrived. */
void             bs_session_media_changed (BsSession *self);

/* "A1: over by 3 lines, 27 characters", "A1: fits"; NULL when the story stands on no page. */
char *bs_session_dup_copyfit_text (BsSession *self, const char *story, int *over_lines /* out, optional */);

G_END_DECLS
