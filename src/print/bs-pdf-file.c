/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-pdf-file.h"

#include "bs-config.h"
#include "bs-pdf.h"

#include <glib/gi18n-lib.h>
#include <qpdf/qpdf-c.h>
#include <string.h>
#include <zlib.h>

/* Deflating is a third of an export's time, so the level is chosen by what it buys (zlib 1.2.13, a
 * page of 7,000 characters). Outlines: level 1 takes 14 ms for 79 %, level 6 takes 23 ms for 77 %.
 * Text: level 4 takes 2 ms for 17 %, level 6 takes 5 ms for 15 %. */
#define LEVEL_BINARY 1
#define LEVEL_TEXT 4

struct _BsPdfFile
{
  qpdf_data qpdf;
};

G_STATIC_ASSERT (sizeof (BsPdfObject) == sizeof (qpdf_oh));

/**
 * bs_pdf_file_new:
 *
 * Returns: (transfer full): a file with a catalog and no pages
 */
BsPdfFile *
bs_pdf_file_new (void)
{
  BsPdfFile *self = g_new0 (BsPdfFile, 1);

  self->qpdf = qpdf_init ();
  qpdf_silence_errors (self->qpdf);
  qpdf_set_suppress_warnings (self->qpdf, QPDF_TRUE);
  qpdf_empty_pdf (self->qpdf);

  return self;
}

/**
 * bs_pdf_file_free:
 * @self: (transfer full): a file, written or not
 */
void
bs_pdf_file_free (BsPdfFile *self)
{
  qpdf_cleanup (&self->qpdf);
  g_free (self);
}

/**
 * bs_pdf_file_parse:
 * @syntax: an object in PDF syntax, without references (qpdf does not resolve `n 0 R` here; use
 *   bs_pdf_file_set())
 *
 * Returns: the direct object
 */
BsPdfObject
bs_pdf_file_parse (BsPdfFile *self, const char *syntax)
{
  return qpdf_oh_parse (self->qpdf, syntax);
}

/**
 * bs_pdf_file_add:
 *
 * Like bs_pdf_file_parse(), as an indirect object.
 *
 * Returns: the reference
 */
BsPdfObject
bs_pdf_file_add (BsPdfFile *self, const char *syntax)
{
  return qpdf_make_indirect_object (self->qpdf, qpdf_oh_parse (self->qpdf, syntax));
}

/**
 * bs_pdf_file_add_stream:
 * @dictionary: the stream's own keys; Length and Filter are added
 * @data: as it will stand in the file, that is already encoded
 * @filter: (nullable): such as `/FlateDecode`
 *
 * Returns: the reference
 */
BsPdfObject
bs_pdf_file_add_stream (BsPdfFile *self, const char *dictionary, GBytes *data, const char *filter)
{
  qpdf_oh stream = qpdf_oh_new_stream (self->qpdf);
  qpdf_oh target = qpdf_oh_get_dict (self->qpdf, stream);
  qpdf_oh source = qpdf_oh_parse (self->qpdf, dictionary);
  gsize length;
  const void *bytes = g_bytes_get_data (data, &length);

  qpdf_oh_replace_stream_data (self->qpdf, stream, bytes, length,
                               filter != NULL ? qpdf_oh_new_name (self->qpdf, filter)
                                              : qpdf_oh_new_null (self->qpdf),
                               qpdf_oh_new_null (self->qpdf));

  qpdf_oh_begin_dict_key_iter (self->qpdf, source);
  while (qpdf_oh_dict_more_keys (self->qpdf))
    {
      /* qpdf's strings live until its next call. */
      g_autofree char *key = g_strdup (qpdf_oh_dict_next_key (self->qpdf));

      qpdf_oh_replace_key (self->qpdf, target, key, qpdf_oh_get_key (self->qpdf, source, key));
    }

  return stream;
}

/* A text string (ISO 32000-1, 7.9.2.2): qpdf picks PDFDocEncoding or UTF-16. */
BsPdfObject
bs_pdf_file_string (BsPdfFile *self, const char *text)
{
  return qpdf_oh_new_unicode_string (self->qpdf, text);
}

/**
 * bs_pdf_file_set:
 * @dictionary: a dictionary, or a stream, whose dictionary is meant
 * @key: with its slash
 */
void
bs_pdf_file_set (BsPdfFile *self, BsPdfObject dictionary, const char *key, BsPdfObject value)
{
  if (qpdf_oh_is_stream (self->qpdf, dictionary))
    dictionary = qpdf_oh_get_dict (self->qpdf, dictionary);
  qpdf_oh_replace_key (self->qpdf, dictionary, key, value);
}

/**
 * bs_pdf_file_set_text:
 * @text: UTF-8
 */
void
bs_pdf_file_set_text (BsPdfFile *self, BsPdfObject dictionary, const char *key, const char *text)
{
  bs_pdf_file_set (self, dictionary, key, bs_pdf_file_string (self, text));
}

/**
 * bs_pdf_file_append:
 * @value: becomes the last of @array
 */
void
bs_pdf_file_append (BsPdfFile *self, BsPdfObject array, BsPdfObject value)
{
  qpdf_oh_append_item (self->qpdf, array, value);
}

/**
 * bs_pdf_file_add_page:
 * @page: a page dictionary; becomes the last page
 */
void
bs_pdf_file_add_page (BsPdfFile *self, BsPdfObject page)
{
  qpdf_add_page (self->qpdf, self->qpdf, page, QPDF_FALSE);
}

/**
 * bs_pdf_file_get_catalog:
 *
 * Returns: the document's catalog
 */
BsPdfObject
bs_pdf_file_get_catalog (BsPdfFile *self)
{
  return qpdf_get_root (self->qpdf);
}

/**
 * bs_pdf_file_get_trailer:
 *
 * Returns: the file's trailer
 */
BsPdfObject
bs_pdf_file_get_trailer (BsPdfFile *self)
{
  return qpdf_get_trailer (self->qpdf);
}

/**
 * bs_pdf_file_write:
 *
 * Returns: (transfer full): the whole PDF 1.6 file; or %NULL with %BS_PRINT_ERROR_WRITE, also for
 *   what went wrong in any call before
 */
GBytes *
bs_pdf_file_write (BsPdfFile *self, GError **error)
{
  qpdf_init_write_memory (self->qpdf);
  qpdf_set_object_stream_mode (self->qpdf, qpdf_o_generate);
  qpdf_set_decode_level (self->qpdf, qpdf_dl_none);
  qpdf_set_deterministic_ID (self->qpdf, QPDF_TRUE);
  /* ISO 15930-7, 6.1: PDF/X-4 is PDF 1.6. */
  qpdf_force_pdf_version (self->qpdf, "1.6");
  qpdf_write (self->qpdf);

  if (qpdf_has_error (self->qpdf))
    {
      qpdf_error problem = qpdf_get_error (self->qpdf);

      g_set_error (error, BS_PRINT_ERROR, BS_PRINT_ERROR_WRITE,
                   _ ("The PDF could not be put together: %s. Please report this"),
                   qpdf_get_error_full_text (self->qpdf, problem));
      return NULL;
    }
  if (qpdf_more_warnings (self->qpdf))
    {
      qpdf_error problem = qpdf_next_warning (self->qpdf);

      g_set_error (error, BS_PRINT_ERROR, BS_PRINT_ERROR_WRITE,
                   _ ("The PDF could not be put together: %s. Please report this"),
                   qpdf_get_error_full_text (self->qpdf, problem));
      return NULL;
    }

  return g_bytes_new (qpdf_get_buffer (self->qpdf), qpdf_get_buffer_length (self->qpdf));
}

/**
 * bs_pdf_deflate:
 * @kind: what @data is like
 *
 * For `/FlateDecode`. The same input gives the same bytes. Any thread.
 *
 * Returns: (transfer full): the compressed data
 */
GBytes *
bs_pdf_deflate (const void *data, gsize length, BsPdfDataKind kind)
{
  uLongf size = compressBound (length);
  guint8 *buffer = g_malloc (size);

  if (compress2 (buffer, &size, data, length, kind == BS_PDF_TEXT ? LEVEL_TEXT : LEVEL_BINARY)
      != Z_OK)
    g_error ("zlib refused %" G_GSIZE_FORMAT " bytes", length);

  return g_bytes_new_take (g_realloc (buffer, size), size);
}
