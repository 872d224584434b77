/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the service answers when it cannot do what was asked: problem documents (RFC 9457) with a
 * code that programs act upon and a sentence that people do. protocol.md lists the codes.
 */
#pragma once

#include "bs-words.h"
#include "model/bs-node.h"

G_BEGIN_DECLS

typedef enum
{
  BS_PROBLEM_MALFORMED,
  BS_PROBLEM_TOKEN_MISSING,
  BS_PROBLEM_TOKEN_UNKNOWN,
  BS_PROBLEM_TOKEN_REVOKED,
  BS_PROBLEM_NOT_ALLOWED,
  BS_PROBLEM_NOT_FOUND,
  BS_PROBLEM_METHOD,
  BS_PROBLEM_TOO_SLOW,
  BS_PROBLEM_KEY_REUSED,
  BS_PROBLEM_KNOWN,
  BS_PROBLEM_OFFSET,
  BS_PROBLEM_CLAIMED,
  BS_PROBLEM_LENGTH,
  BS_PROBLEM_CHANGED,
  BS_PROBLEM_TOO_LARGE,
  BS_PROBLEM_MEDIA_TYPE,
  BS_PROBLEM_CONTENT,
  BS_PROBLEM_HASH,
  BS_PROBLEM_MISSING_MEDIA,
  BS_PROBLEM_PRECONDITION,
  BS_PROBLEM_TOO_MANY,
  BS_PROBLEM_QUOTA,
  BS_PROBLEM_INTERNAL,
  BS_PROBLEM_BUSY,
  BS_PROBLEM_CLOSING,
  BS_PROBLEM_DISK_FULL
} BsProblem;

guint       bs_problem_get_status (BsProblem problem);
const char *bs_problem_get_code   (BsProblem problem);
/* FALSE: no such code. */
gboolean    bs_problem_from_code  (const char *code, BsProblem *problem);
/* Which one an error of ours is; what nobody foresaw is INTERNAL. */
BsProblem   bs_problem_from_error (const GError *error);
/* @more: (nullable): an object whose members are added. Caller frees. */
char       *bs_problem_to_json    (BsProblem problem, BsWords *words, const char *language, const BsNode *more);

G_END_DECLS
