/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Word's and LibreOffice's files from outside: their text, and the stories that it becomes.
 *
 * The input is the file, or its parts as text, which a fuzzer can change better than an archive: each
 * begins with a line "== NAME" and is put into an archive as it stands.
 */

#include "import/bs-import-copy.h"
#include "import/bs-office-text.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define MARK "== "

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
add_part (struct archive *archive, const char *name, const char *content, gsize length)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) length);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  /* A name may be none; then the archive has a part less. */
  if (archive_write_header (archive, entry) == ARCHIVE_OK)
    archive_write_data (archive, content, length);
  archive_entry_free (entry);
}

static const char *
find_mark (const char *from, const char *end)
{
  const char *mark = g_strstr_len (from, end - from, "\n" MARK);

  return mark != NULL ? mark + 1 : end;
}

static GBytes *
pack (const char *text, gsize size)
{
  /* Room for what stands beside a part in an archive, twice. */
  gsize room = size * 64 + 65536;
  gsize used = 0;
  guint8 *buffer = g_malloc (room);
  const char *end = text + size;
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  archive_write_zip_set_compression_store (archive);
  archive_write_set_bytes_in_last_block (archive, 1);
  archive_write_open_memory (archive, buffer, room, &used);
  while (text < end)
    {
      const char *next = find_mark (text, end);
      const char *line = memchr (text, '\n', (gsize) (next - text));

      if (line != NULL)
        {
          g_autofree char *name = g_strndup (text + strlen (MARK),
                                             (gsize) (line - text) - strlen (MARK));

          add_part (archive, name, line + 1, (gsize) (next - line - 1));
        }
      text = next;
    }
  archive_write_close (archive);
  archive_write_free (archive);

  return g_bytes_new_take (buffer, used);
}

static void
check_text (const BsOfficeText *text)
{
  guint n_lines = 0;

  g_assert (g_utf8_validate (text->text, -1, NULL));
  for (const char *c = text->text; *c != '\0'; c++)
    if (*c == '\n')
      n_lines++;
  g_assert_cmpuint (text->roles->len, <=, n_lines + 1);
  for (guint i = 0; i < text->pictures->len; i++)
    {
      const BsOfficePicture *picture = g_ptr_array_index (text->pictures, i);

      g_assert_nonnull (picture->bytes);
      g_assert_nonnull (picture->name);
      g_assert_cmpuint (picture->line, <=, n_lines + 1);
    }
}

/* Pictures are other readers' and left out. */
static void
take_in (GBytes *bytes)
{
  static BsEnvironment *environment;
  const BsNewIssue issue = { .name = "Fuzz", .date = "2026-11-22" };
  const BsImportTarget target = { 0 };
  g_autoptr (BsDocument) document = NULL;
  g_autoptr (BsImportCopy) copy = NULL;
  g_autoptr (BsImportReport) report = NULL;
  g_autoptr (BsNode) before = NULL;
  g_autoptr (GError) error = NULL;

  if (environment == NULL)
    environment = bs_environment_new ("/nowhere");
  copy = bs_import_copy_new ("fuzz.docx", bytes, &error);
  g_assert ((copy == NULL) == (error != NULL));
  if (copy == NULL)
    return;

  document = bs_document_new (environment, &issue);
  before = bs_node_ref (bs_document_get_root (document));
  report = bs_import_copy_apply (copy, document, NULL, &target, &error);
  g_assert ((report == NULL) == (error != NULL));
  while (bs_document_undo (document))
    ;
  g_assert_true (bs_node_equal (bs_document_get_root (document), before));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gboolean parts = size > strlen (MARK) && memcmp (data, MARK, strlen (MARK)) == 0;
  g_autoptr (GBytes) bytes = parts ? pack ((const char *) data, size) : g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsOfficeText) text = bs_office_text_read ("fuzz", bytes, &error);

  g_assert ((text == NULL) == (error != NULL));
  if (text == NULL)
    return 0;

  check_text (text);
  if (text->pictures->len == 0)
    take_in (bytes);

  return 0;
}
