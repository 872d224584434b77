/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding words in the texts of an issue, and putting others in their place. Searching is pure and
 * may be done in a worker on a snapshot; a finder is immutable and safe to share. Regular
 * expressions come from users: they are bounded in length and in time.
 */
#pragma once

#include "bs-document.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define BS_FIND_ERROR (bs_find_error_quark ())
GQuark bs_find_error_quark (void);

typedef enum
{
  BS_FIND_ERROR_EXPRESSION, /* not a regular expression, or not a replacement for one */
  BS_FIND_ERROR_TOO_HARD    /* the expression needs too many steps for a text */
} BsFindError;

typedef enum
{
  BS_FIND_MATCH_CASE = 1 << 0,
  BS_FIND_MATCH_WIDTH = 1 << 1, /* else "Ａ" is found by "A", "，" by "," */
  BS_FIND_WHOLE_WORDS = 1 << 2, /* of letters and digits; Han has no word boundaries */
  BS_FIND_EXPRESSION = 1 << 3   /* Perl's; widths are then told apart */
} BsFindFlags;

typedef enum
{
  BS_FIND_IN_KICKER = 1 << 0,
  BS_FIND_IN_HEADLINE = 1 << 1,
  BS_FIND_IN_DECK = 1 << 2,
  BS_FIND_IN_BODY = 1 << 3,
  BS_FIND_IN_CAPTIONS = 1 << 4,
  BS_FIND_IN_NOTES = 1 << 5,
  BS_FIND_IN_ALL = (1 << 6) - 1
} BsFindFields;

typedef struct
{
  const char *story; /* only this one; NULL: any */
  const char *page;  /* only what is meant for it or stands on it; NULL: any */
  BsFindFields fields;
} BsFindScope;

typedef struct
{
  char *story; /* id; "" for the caption of a photo that belongs to none */
  char *path;  /* of the text, in the document */
  BsFindFields field;
  BsNode *text;
  gsize offset; /* bytes in the text */
  gsize length;
} BsFindHit;

/* In the order of the stories; in a story kicker, headline, deck, body, captions, notes. */
typedef struct
{
  GPtrArray *hits; /* BsFindHit */
  guint n_stories;
  gboolean more;   /* there are more than BS_FIND_MAX_HITS */
} BsFindResult;

#define BS_FIND_MAX_HITS 10000

typedef struct _BsFinder BsFinder;

/* NULL where @what is "", too, and then with no error. */
BsFinder *bs_finder_new   (const char *what, BsFindFlags flags, GError **error);
BsFinder *bs_finder_ref   (BsFinder *finder);
void      bs_finder_unref (BsFinder *finder);

/* The first hit in @text at or after byte @start. Hits do not overlap when the search goes on at
 * the end of the last one. */
gboolean bs_finder_next (const BsFinder *finder, const char *text, gsize start, gsize *offset,
                         gsize *length, GError **error);
BsFindResult *bs_finder_search (const BsFinder *finder, const BsNode *issue,
                                const BsFindScope *scope, GCancellable *cancellable,
                                GError **error);
void bs_find_result_free (BsFindResult *result);

/* For lists that are searched at every key: where the folded needle is in the folded text, a finder
 * without flags finds it too. Caller frees. */
char *bs_find_fold (const char *text);

/* What @replacement, which of an expression may name parts ("\1"), becomes for a hit. */
char *bs_finder_expand (const BsFinder *finder, const BsFindHit *hit, const char *replacement,
                        GError **error);
/* One step of undo. Hits whose text has changed since are left alone. Returns how many were
 * replaced, and in how many stories. */
guint bs_finder_replace (const BsFinder *finder, BsDocument *document, BsFindHit *const *hits,
                         guint n_hits, const char *replacement, guint *n_stories, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsFinder, bs_finder_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsFindResult, bs_find_result_free)

G_END_DECLS
