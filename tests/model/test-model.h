/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the model have in common.
 */
#pragma once

#include "model/bs-document.h"

BsEnvironment *test_environment   (void);             /* borrowed */
char          *test_folder        (void);             /* new and empty */
void           test_remove_folder (const char *path); /* with all that is in it */
GFile         *test_file          (const char *folder, const char *name);
/* pages A1 and A2, story s1 with a paragraph p1 */
BsDocument    *test_document      (void);
BsNode        *test_story         (const char *id, const char *headline, const char *text);
char          *test_contents      (GFile *file);
/* One random change that fits, by any of the functions there are. */
void           test_random_edit   (BsDocument *document, GRand *rand);
/* What a save would write. */
char          *test_text_of       (BsDocument *document);
/* Runs @program until it prints something and for @microseconds more, and kills it (SIGKILL). */
void           test_run_and_kill  (const char *program, const char *const *arguments,
                                   gint64 microseconds);
