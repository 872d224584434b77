/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the service says to people it does not know: in the language of their browser, which need not
 * be that of the process. From data/desk/words.ini, a key file that a paper may change.
 */
#pragma once

#include "base/bs-environment.h"

G_BEGIN_DECLS

typedef struct _BsWords BsWords;

BsWords    *bs_words_new  (BsEnvironment *environment, GError **error);
void        bs_words_free (BsWords *self);
/* "zh" or "en", from the Accept-Language of a request (RFC 9110, 12.5.4); NULL: "en". */
const char *bs_words_choose_language (const char *accept_language);
/* @key itself where there is no such text. Valid as long as @self. */
const char *bs_words_get  (BsWords *self, const char *language, const char *group, const char *key);
/* @template with each {{key}} of @group replaced by its text, HTML escaped. Caller frees. */
char       *bs_words_fill (BsWords *self, const char *language, const char *group, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsWords, bs_words_free)

G_END_DECLS
