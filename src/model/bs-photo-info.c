/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-photo-info.h"

#include "bs-photo-header.h"

#include "bs-config.h"

#include <errno.h>
#include <fcntl.h>
#include <gexiv2/gexiv2.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Longer texts are cut off: nobody wrote them. */
#define MAX_TEXT 20000
#define MAX_BYLINES 20

/* Where each text stands, in order of preference: XMP says its encoding, IPTC and Exif do not
 * (IPTC Photo Metadata Standard 2023.2, mapping of properties). */
static const char *const headline_tags[] = { "Xmp.photoshop.Headline", "Iptc.Application2.Headline",
                                             NULL };
static const char *const caption_tags[] = { "Xmp.dc.description", "Iptc.Application2.Caption",
                                            "Exif.Image.ImageDescription", NULL };
static const char *const byline_tags[] = { "Xmp.dc.creator", "Iptc.Application2.Byline",
                                           "Exif.Image.Artist", NULL };
static const char *const byline_title_tags[] = { "Xmp.photoshop.AuthorsPosition",
                                                 "Iptc.Application2.BylineTitle", NULL };
static const char *const credit_tags[] = { "Xmp.photoshop.Credit", "Iptc.Application2.Credit",
                                           NULL };
static const char *const copyright_tags[] = { "Xmp.dc.rights", "Iptc.Application2.Copyright",
                                              "Exif.Image.Copyright", NULL };
static const char *const taken_tags[] = { "Xmp.photoshop.DateCreated",
                                          "Exif.Photo.DateTimeOriginal",
                                          "Iptc.Application2.DateCreated", "Xmp.xmp.CreateDate",
                                          NULL };

/* Control characters but line ends and tabs have no place in a document. */
static char *
clean (const char *text)
{
  g_autoptr (GString) result = g_string_new (NULL);

  for (const char *c = text; *c != '\0' && result->len < MAX_TEXT; c = g_utf8_next_char (c))
    {
      gunichar code = g_utf8_get_char (c);

      if (code == '\n' || code == '\t' || !g_unichar_iscntrl (code))
        g_string_append_unichar (result, code);
    }

  return g_strdup (g_strstrip (result->str));
}

/* Old cameras and desks write what their system's encoding was; in China that is GB 18030. */
static char *
to_utf8 (const char *raw)
{
  g_autofree char *converted = NULL;

  if (g_utf8_validate (raw, -1, NULL))
    return clean (raw);

  converted = g_convert (raw, -1, "UTF-8", "GB18030", NULL, NULL, NULL);
  if (converted == NULL)
    converted = g_convert (raw, -1, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);

  return converted != NULL ? clean (converted) : g_strdup ("");
}

/* XMP language alternatives come as `lang="x-default" Text`. */
static const char *
skip_language (const char *text)
{
  const char *end;

  if (!g_str_has_prefix (text, "lang=\""))
    return text;
  end = strchr (text + strlen ("lang=\""), '"');

  return end != NULL && end[1] == ' ' ? end + 2 : text;
}

/* @metadata NULL: there is none. */
static GStrv
get_values (GExiv2Metadata *metadata, const char *const *tags)
{
  for (; metadata != NULL && *tags != NULL; tags++)
    {
      g_auto (GStrv) raw = gexiv2_metadata_try_get_tag_multiple (metadata, *tags, NULL);
      g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

      for (guint i = 0; raw != NULL && raw[i] != NULL && values->len < MAX_BYLINES; i++)
        {
          char *value = to_utf8 (skip_language (raw[i]));

          if (*value != '\0')
            g_ptr_array_add (values, value);
          else
            g_free (value);
        }
      if (values->len == 0)
        continue;
      g_ptr_array_add (values, NULL);
      return (GStrv) g_ptr_array_free (g_steal_pointer (&values), FALSE);
    }

  return g_new0 (char *, 1);
}

static char *
get_value (GExiv2Metadata *metadata, const char *const *tags)
{
  g_auto (GStrv) values = get_values (metadata, tags);

  return g_strdup (values[0] != NULL ? values[0] : "");
}

/* "2026:10:01 06:00:00" (Exif 2.32, 4.6.5) -> "2026-10-01T06:00:00"; others are ISO 8601 already.
 * "" for what is no date, such as zeros. */
static char *
get_taken (GExiv2Metadata *metadata)
{
  char *taken = get_value (metadata, taken_tags);

  if (strlen (taken) < 10 || strspn (taken, "0123456789") != 4 || g_str_has_prefix (taken, "0000"))
    {
      g_free (taken);
      return g_strdup ("");
    }
  if (taken[4] == ':' && taken[7] == ':')
    {
      taken[4] = taken[7] = '-';
      if (taken[10] == ' ')
        taken[10] = 'T';
    }

  return taken;
}

/* The XMP parser beneath gexiv2 is one for the whole program, and not safe in threads. */
G_LOCK_DEFINE_STATIC (metadata);

static void
read_metadata (BsPhotoInfo *info, const char *path)
{
  static gboolean initialized = FALSE;
  g_autoptr (GExiv2Metadata) metadata = NULL;

  G_LOCK (metadata);
  if (!initialized)
    {
      gexiv2_initialize ();
      gexiv2_log_set_level (GEXIV2_LOG_LEVEL_MUTE);
      initialized = TRUE;
    }

  metadata = gexiv2_metadata_new ();
  /* A picture without, or with damaged metadata is still a picture. */
  if (!gexiv2_metadata_open_path (metadata, path, NULL))
    g_clear_object (&metadata);

  info->headline = get_value (metadata, headline_tags);
  info->caption = get_value (metadata, caption_tags);
  info->bylines = get_values (metadata, byline_tags);
  info->byline_title = get_value (metadata, byline_title_tags);
  info->credit = get_value (metadata, credit_tags);
  info->copyright = get_value (metadata, copyright_tags);
  info->taken = get_taken (metadata);
  info->orientation = metadata != NULL
                        ? (guint) gexiv2_metadata_try_get_orientation (metadata, NULL)
                        : 1;
  g_clear_object (&metadata);
  G_UNLOCK (metadata);
}

/* Turned pictures are as wide as they were high. */
static void
turn (BsPhotoInfo *info)
{
  guint width = info->width;

  if (info->orientation < 1 || info->orientation > 8)
    info->orientation = 1;
  if (info->orientation < 5)
    return;

  info->width = info->height;
  info->height = width;
}

static gpointer
fail (const char *path, const char *reason, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_MEDIA, "%s: %s", shown, reason);
  return NULL;
}

static gpointer
fail_unreadable (const char *path, int saved_errno, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, BS_MODEL_ERROR, BS_MODEL_ERROR_MEDIA,
               _ ("%s: cannot be read: %s. Check the name and the permissions"), shown,
               g_strerror (saved_errno));
  return NULL;
}

static gboolean
read_header (BsPhotoInfo *info, const char *path, GError **error)
{
  struct stat status;
  const char *reason = NULL;
  gboolean known;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

  if (fd < 0 || fstat (fd, &status) != 0)
    {
      int saved_errno = errno;

      if (fd >= 0)
        close (fd);
      return fail_unreadable (path, saved_errno, error) != NULL;
    }
  if (!S_ISREG (status.st_mode))
    {
      close (fd);
      return fail (path, _ ("it is no file. Name a picture"), error) != NULL;
    }
  if (status.st_size > BS_PHOTO_MAX_BYTES)
    {
      close (fd);
      return fail (path, _ ("it is larger than 200 MB. Scale it down first"), error) != NULL;
    }
  known = bs_photo_header_read (fd, &info->kind, &info->width, &info->height, &reason);
  close (fd);
  if (!known)
    return fail (path, reason, error) != NULL;
  if (info->width > BS_PHOTO_MAX_SIDE || info->height > BS_PHOTO_MAX_SIDE
      || (guint64) info->width * info->height > BS_PHOTO_MAX_PIXELS)
    {
      g_autofree char *size = g_strdup_printf (
        _ ("it has %u by %u pixels, more than can be placed. Scale it down first"), info->width,
        info->height);

      return fail (path, size, error) != NULL;
    }

  return TRUE;
}

/**
 * bs_photo_info_load:
 * @file: a local file
 *
 * Blocks on the disk; may be called from any thread.
 *
 * Returns: (transfer full): what is known; or %NULL with %BS_MODEL_ERROR_MEDIA
 */
BsPhotoInfo *
bs_photo_info_load (GFile *file, GError **error)
{
  g_autoptr (BsPhotoInfo) info = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  path = g_file_get_path (file);
  if (path == NULL)
    {
      g_autofree char *uri = g_file_get_uri (file);

      return fail (uri, _ ("only files on this machine can be read. Copy it here first"), error);
    }

  info = g_new0 (BsPhotoInfo, 1);
  if (!read_header (info, path, error))
    return NULL;
  read_metadata (info, path);
  turn (info);

  return g_steal_pointer (&info);
}

/**
 * bs_photo_info_free:
 * @info: (nullable) (transfer full): what was known
 */
void
bs_photo_info_free (BsPhotoInfo *info)
{
  if (info == NULL)
    return;

  g_free (info->headline);
  g_free (info->caption);
  g_strfreev (info->bylines);
  g_free (info->byline_title);
  g_free (info->credit);
  g_free (info->copyright);
  g_free (info->taken);
  g_free (info);
}

/**
 * bs_photo_kind_extension:
 *
 * Returns: (transfer none): `jpg`, `png` or `tif`
 */
const char *
bs_photo_kind_extension (BsPhotoKind kind)
{
  static const char *const extensions[] = { "jpg", "png", "tif" };

  return extensions[kind];
}

static BsNode *
credits_from_bylines (const BsPhotoInfo *info)
{
  BsNodeBuilder *credits = bs_node_builder_new_array ();

  for (guint i = 0; info->bylines[i] != NULL; i++)
    {
      BsNodeBuilder *credit = bs_node_builder_new_object ();

      if (i == 0)
        bs_node_builder_set_text (credit, "title", info->byline_title);
      bs_node_builder_set_text (credit, "name", info->bylines[i]);
      bs_node_builder_add (credits, bs_node_builder_end (credit));
    }

  return bs_node_builder_end (credits);
}

/**
 * bs_photo_info_to_photo:
 * @id: of the new photo
 *
 * Returns: (transfer full): a photo for an issue's list "photos"
 */
BsNode *
bs_photo_info_to_photo (const BsPhotoInfo *info, const char *id, const char *media)
{
  BsNodeBuilder *photo;

  g_return_val_if_fail (info != NULL && id != NULL, NULL);

  photo = bs_node_builder_new_object ();
  bs_node_builder_set_text (photo, "id", id);
  bs_node_builder_set_text (photo, "file", media);
  bs_node_builder_set_number (photo, "width", info->width);
  bs_node_builder_set_number (photo, "height", info->height);
  bs_node_builder_set_text (photo, "taken", info->taken);
  bs_node_builder_set_text (photo, "caption", info->caption);
  if (info->bylines[0] != NULL)
    bs_node_builder_set (photo, "credits", credits_from_bylines (info));

  return bs_node_builder_end (photo);
}
