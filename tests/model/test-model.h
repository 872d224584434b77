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
BsDocument    *test_document      (void);             /* pages A1 and A2, story s1 with a paragraph p1 */
BsNode        *test_story         (const char *id, const char *headline, const char *text);
char          *test_contents      (GFile *file);
