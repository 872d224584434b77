/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the readers of word processors' files: the archive they are, and the text that is being
 * put together from their paragraphs.
 */
#pragma once

#include "bs-office-text.h"

#include <libxml/xmlreader.h>

G_BEGIN_DECLS

/* Parts of an archive by their names: GBytes. */
typedef gboolean (*BsOfficeWanted) (const char *part, gpointer data);
GHashTable *bs_office_archive_read (const char *name, GBytes *bytes, BsOfficeWanted wanted,
                                    gpointer data, GError **error);
/* FALSE, with @error. */
gboolean    bs_office_fail_locked (const char *name, GError **error);

typedef enum
{
  BS_OFFICE_PLAIN,
  BS_OFFICE_TITLE,
  BS_OFFICE_SUBTITLE,
  BS_OFFICE_HEADING,
  BS_OFFICE_CAPTION
} BsOfficeStyle;

/* A paragraph that is open; they stand in each other where text boxes do. */
typedef struct
{
  GString *text;
  BsOfficeStyle style;
  GPtrArray *pictures; /* char *: references */
} BsOfficeParagraph;

/* A picture's reference in the file and the line below which it stands. */
typedef struct
{
  char *reference;
  guint line;
} BsOfficeReference;

typedef struct
{
  GString *text;
  GArray *roles;
  GPtrArray *open;       /* BsOfficeParagraph, the innermost last */
  GPtrArray *references; /* BsOfficeReference */
  gboolean titled;
  guint n_footnotes;
} BsOfficeBuilder;

BsOfficeBuilder *bs_office_builder_new   (void);
void             bs_office_builder_free  (BsOfficeBuilder *self);
void             bs_office_builder_begin (BsOfficeBuilder *self, BsOfficeStyle style);
void             bs_office_builder_end   (BsOfficeBuilder *self);
/* Into the open paragraph; NULL where there is none. */
BsOfficeParagraph *bs_office_builder_get_open (BsOfficeBuilder *self);
void             bs_office_builder_append (BsOfficeBuilder *self, const char *text);
void             bs_office_builder_add_picture (BsOfficeBuilder *self, const char *reference);
/* Puts a mark into the text, and returns its number. */
guint            bs_office_builder_mark_note (BsOfficeBuilder *self);
BsOfficeStyle    bs_office_style_from_name (const char *name);

/* Reads an XML part node by node. FALSE with @error where it is no XML, or has a document type. */
typedef enum
{
  BS_OFFICE_GO_ON,
  BS_OFFICE_SKIP /* what is in this element */
} BsOfficeStep;
typedef BsOfficeStep (*BsOfficeVisit) (xmlTextReader *reader, const char *element, gboolean opens,
                                       gpointer data);
typedef void (*BsOfficeCharacters) (const char *text, gpointer data);
gboolean bs_office_read_xml (const char *name, GBytes *part, BsOfficeVisit visit,
                             BsOfficeCharacters characters, gpointer data, GError **error);
/* An attribute of whatever name space. */
char *bs_office_dup_attribute (xmlTextReader *reader, const char *local_name);

/* Fill @builder; @footnotes: char *. The parts are those that _wanted asked for. */
gboolean bs_office_word_wanted (const char *part);
gboolean bs_office_word_read   (const char *name, GHashTable *parts, BsOfficeBuilder *builder,
                                GPtrArray *footnotes, GError **error);
/* The part a reference means; NULL: it lies outside of the file. */
char    *bs_office_word_dup_picture (GHashTable *parts, const char *reference);

gboolean bs_office_odt_wanted  (const char *part);
/* Its parts are enciphered one by one, or all in one that is no text any more. */
gboolean bs_office_odt_is_locked (GHashTable *parts);
gboolean bs_office_odt_read    (const char *name, GHashTable *parts, BsOfficeBuilder *builder,
                                GPtrArray *footnotes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsOfficeBuilder, bs_office_builder_free)

G_END_DECLS
