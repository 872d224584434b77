/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-document-private.h"

gboolean bs_document_copy_media (BsDocument *self, GFile *to_file, GError **error) { return TRUE; }
void bs_document_drop_scratch (BsDocument *self) {}
char *bs_document_add_media (BsDocument *self, GFile *source, GError **error) { return NULL; }
GFile *
bs_document_media_folder_of (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *folder = NULL;

  if (g_str_has_suffix (path, ".broadsheet"))
    path[strlen (path) - strlen (".broadsheet")] = '\0';
  folder = g_strconcat (path, ".media", NULL);

  return g_file_new_for_path (folder);
}
GFile *bs_document_get_media_folder (BsDocument *self)
{ return self->file ? bs_document_media_folder_of (self->file) : g_file_new_for_path ("/nonexistent"); }
GFile *bs_document_get_media (BsDocument *self, const char *name)
{ g_autoptr (GFile) folder = bs_document_get_media_folder (self); return g_file_get_child (folder, name); }
