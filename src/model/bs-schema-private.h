/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rules of the format as tables: one table an object, one line a member.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BS_RULE_TEXT,
  BS_RULE_NUMBER,  /* whole */
  BS_RULE_FLAG,    /* true or false */
  BS_RULE_OBJECT,
  BS_RULE_LIST,    /* of objects with an "id" of their own */
  BS_RULE_OBJECTS, /* a list of objects without ids */
  BS_RULE_TEXTS,   /* a list of texts */
  BS_RULE_OPEN     /* an object about which nothing is said */
} BsRuleKind;

typedef enum
{
  BS_TEXT_ANY,
  BS_TEXT_FORMAT,
  BS_TEXT_TEMPLATE_FORMAT,
  BS_TEXT_VERSION,
  BS_TEXT_ID,
  BS_TEXT_DATE,
  BS_TEXT_MEDIA
} BsTextKind;

typedef struct _BsObjectRule BsObjectRule;

typedef struct
{
  const char *name;
  BsRuleKind kind;
  gboolean required;
  BsTextKind text;
  gint64 minimum, maximum;
  const char *const *values; /* NULL-terminated; NULL: any text */
  const BsObjectRule *object;
  const char *description; /* in the published schema */
} BsRule;

struct _BsObjectRule
{
  const char *name;
  const char *description;
  const BsRule *members; /* in the order in which they are written; ends with a NULL name */
};

extern const BsObjectRule bs_issue_rule;
extern const BsObjectRule bs_template_rule;

int            bs_object_rule_find (const BsObjectRule *rule, const char *name); /* -1: none */
/* The regular expression (as in ECMA 262) for a kind of text; NULL: any. */
const char    *bs_text_pattern     (BsTextKind kind);

G_END_DECLS
