/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A draft as it travels: one ninjs item with its photos (protocol.md). Made from a story of an
 * issue, checked by the service before anything is kept, and put into an issue by the desk. Pure.
 */
#pragma once

#include "bs-store.h"
#include "import/bs-import.h"

G_BEGIN_DECLS

#define BS_DRAFT_MAX_BYTES (1024 * 1024)
#define BS_DRAFT_MAX_DEPTH 32
#define BS_DRAFT_MAX_CHARACTERS 200000 /* of all its texts together */
#define BS_DRAFT_MAX_PHOTOS 50
#define BS_DRAFT_MAX_PHOTO_BYTES (40 * 1000 * 1000)

/* @uri: the item's, the same for all versions: "urn:broadsheet:draft:…". Only photos that have a file
 * of their own go along. (transfer full) */
BsNode *bs_draft_item_new (const BsNode *issue, const char *story_id, const char *uri, GDateTime *when);

/* What an item is, in the words of the desk. Everything in it is plain text from a stranger. */
typedef struct
{
  BsNode *item;
  const char *uri; /* of the item */
  char *headline;
  char *section;
  guint characters;
  char **media;  /* SHA-256s, each once; NULL-terminated */
} BsDraftFacts;

/* BS_DESK_ERROR_CONTENT; @errors: element "PATH\nMESSAGE", all that is wrong, not only the first. */
BsDraftFacts *bs_draft_facts_new  (const char *text, gsize length, GPtrArray *errors, GError **error);
void          bs_draft_facts_free (BsDraftFacts *facts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsDraftFacts, bs_draft_facts_free)

G_END_DECLS
