/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A publication's template, NAME.broadsheet-template: what all issues of a paper have in common. A
 * readable JSON file (data/schema) with the photos of its standing boxes in NAME.media beside it. In
 * memory it is a tree like an issue's. New issues are made from it; it never holds copy.
 *
 * template   format version publication{} page_format sections[] styles{} page_formats{}
 *            house_rules{} masthead{} folio{} flags[] export{} numbering{} photos[] pages[]: each as
 *            in an issue (bs-issue.h). Members that nobody knows are kept.
 */
#pragma once

#include "bs-document.h"

G_BEGIN_DECLS

#define BS_TEMPLATE_FORMAT "broadsheet-template"
#define BS_TEMPLATE_VERSION_MAJOR 1
#define BS_TEMPLATE_VERSION_MINOR 0
#define BS_TEMPLATE_ENDING ".broadsheet-template"
#define BS_TEMPLATE_REMOVED_ENDING ".removed" /* behind the other, of files that were removed */

/* One file of a folder of templates. */
typedef struct
{
  GFile *file;
  char *id;         /* its file name without the ending: what an issue's "template" says */
  char *title;      /* name of the publication, else the id */
  BsNode *root;     /* NULL: it does not load */
  char *problem;    /* translated; NULL: none */
  gboolean shipped; /* it came with the program */
} BsTemplateEntry;

/* NULL with %BS_MODEL_ERROR_READ, _SYNTAX, _SCHEMA, _TOO_LARGE or _TOO_NEW. */
BsNode *bs_template_load     (GFile *file, GError **error);
/* Atomic and durable; a wrong tree is not written. */
gboolean bs_template_save    (GFile *file, const BsNode *root, GError **error);
GFile  *bs_template_get_media_folder (GFile *file); /* transfer full */
GFile  *bs_template_with_ending      (GFile *file); /* transfer full; @file itself, when it has it */
/* Copies the photos that @root names and @from has. */
gboolean bs_template_copy_media (const BsNode *root, GFile *from, GFile *to, GError **error);

/* @folders: paths, the first goes before the others where two have a file of one name; the last
 * is the program's own when @shipped_last. BsTemplateEntry, by title. */
GPtrArray *bs_template_list  (const char *const *folders, gboolean shipped_last);
/* Deletes what was removed at least @seconds ago, and its photos. */
void       bs_template_purge (const char *const *folders, gboolean shipped_last, guint seconds);
void    bs_template_entry_free (BsTemplateEntry *entry);
/* By its id, or by the name of its publication; borrowed, NULL: none. */
const BsTemplateEntry *bs_template_find (const GPtrArray *entries, const char *name);
/* A name for a file: @wanted without what file systems refuse. */
char   *bs_template_dup_id      (const char *wanted);
/* The same, and no file has it: "江城日报", "江城日报 2" where that is taken. */
char   *bs_template_dup_free_id (GFile *folder, const char *wanted);

/* What of an issue its next ones will have too: no copy, and of the boxes those that are locked and
 * advertisements, or house advertisements. */
BsNode *bs_template_from_issue (const BsNode *issue);
/* An issue with empty lists of stories; @issue overrides, and may be NULL. @id: for "template". */
BsNode *bs_template_to_issue   (const BsNode *root, const char *id, const BsNewIssue *issue);
/* The section that the page @page of such an issue is in; borrowed, "": none. */
const char *bs_template_find_section (const BsNode *root, const char *page);
/* The same tree under the other's name, for editors that work on a document: nothing is left out but
 * copy. */
BsNode *bs_template_from_draft (const BsNode *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsTemplateEntry, bs_template_entry_free)

G_END_DECLS
