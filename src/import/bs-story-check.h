/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The structure of all texts of a story: kicker, headline, deck, paragraphs, captions of its photos.
 * What has not changed is not read again, so it can run after each keystroke. What an editor let
 * pass stays silent; that is kept in the story's "let_pass". For the editor of stories.
 */
#pragma once

#include "bs-text-check.h"
#include "model/bs-document.h"

G_BEGIN_DECLS

typedef struct
{
  char *path;        /* of the text, in the document */
  GPtrArray *faults; /* BsTextFault; the same array as long as nothing changes */
} BsCheckedText;

typedef struct _BsStoryCheck BsStoryCheck;

BsStoryCheck *bs_story_check_new  (void);
void          bs_story_check_free (BsStoryCheck *self);
/* BsCheckedText in the order in which one reads, those with faults only; owned by @self, until the
 * next run. */
const GPtrArray *bs_story_check_run (BsStoryCheck *self, const BsNode *issue, const char *story);

/* "Ignore": @everywhere in the story, else only where it stands now. One operation, inside the
 * caller's group. */
gboolean bs_story_check_let_pass (BsDocument *document, const char *path, const BsTextFault *fault,
                                  gboolean everywhere, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsStoryCheck, bs_story_check_free)

G_END_DECLS
