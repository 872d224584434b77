/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The publications of this desk: the templates in the folders of templates, as a list that follows
 * what happens in them. Folders are read and files written in workers. Knows no widget.
 */
#pragma once

#include "base/bs-object-list.h"

#include "model/bs-numbering.h"
#include "model/bs-template.h"

G_BEGIN_DECLS

#define BS_TYPE_PUBLICATION (bs_publication_get_type ())
G_DECLARE_FINAL_TYPE (BsPublication, bs_publication, BS, PUBLICATION, GObject)

GFile        *bs_publication_get_file    (BsPublication *self);
const char   *bs_publication_get_id      (BsPublication *self);
const char   *bs_publication_get_title   (BsPublication *self);
const BsNode *bs_publication_get_root    (BsPublication *self); /* NULL: it does not load */
const char   *bs_publication_get_problem (BsPublication *self); /* NULL: none */
gboolean      bs_publication_is_shipped  (BsPublication *self); /* it came with the program */

/* A GListModel of BsPublication, by title. */
#define BS_TYPE_PUBLICATIONS (bs_publications_get_type ())
G_DECLARE_FINAL_TYPE (BsPublications, bs_publications, BS, PUBLICATIONS, BsObjectList)

/* The one of the application; the first call makes it. */
BsPublications *bs_publications_get    (BsEnvironment *environment);
void            bs_publications_reload (BsPublications *self);
gboolean        bs_publications_is_loaded (BsPublications *self);
BsPublication  *bs_publications_find   (BsPublications *self, const char *id); /* borrowed, NULL: none */
/* Where new templates go: the folder of the preferences, else the user's own. */
GFile          *bs_publications_get_folder (BsPublications *self);

/* One after the other in a worker; the list is read anew then. @done may be NULL. @file: what was
 * written; @error: NULL when it went well. */
typedef void (*BsPublicationsDone) (GFile *file, const GError *error, gpointer data);
typedef struct
{
  GFile *file; /* NULL: a new one in the folder of templates, named after the publication */
  const BsNode *root;
  /* NULL: a new file. What @root began as: issues that others recorded in the file since stay. */
  const BsNode *base;
  GFile *photos; /* folder to take the photos of standing boxes from; nullable */
} BsPublicationSave;

void bs_publications_save    (BsPublications *self, const BsPublicationSave *save,
                              BsPublicationsDone done, gpointer data);
/* Reads @source, a template, and makes a new one of it in the folder of templates. */
void bs_publications_import  (BsPublications *self, GFile *source, BsPublicationsDone done,
                              gpointer data);
/* Under another name, from which _restore brings it back; a later start throws it away. */
void bs_publications_remove  (BsPublications *self, BsPublication *publication,
                              BsPublicationsDone done, gpointer data);
void bs_publications_restore (BsPublications *self, GFile *file, BsPublicationsDone done,
                              gpointer data);
/* The publication that @issue was made from remembers its numbers. */
void bs_publications_record (BsPublications *self, const BsNode *issue);

G_END_DECLS
