/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-photo-sink.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jerror.h>
#include <jpeglib.h>

#define MARKER_EXIF (JPEG_APP0 + 1)
#define MARKER_ICC (JPEG_APP0 + 2)
#define MAX_MARKER 0xFFFF

/* Cameras and programs write about ten; thousands in a small file are there to keep us busy. */
#define MAX_SCANS 100

typedef struct
{
  struct jpeg_error_mgr manager; /* first, so that libjpeg's pointer is ours */
  jmp_buf escape;
  char message[JMSG_LENGTH_MAX];
  struct jpeg_progress_mgr progress;
} Trap;

static void
escape (j_common_ptr cinfo)
{
  Trap *trap = (Trap *) cinfo->err;

  trap->manager.format_message (cinfo, trap->message);
  longjmp (trap->escape, 1);
}

/* libjpeg goes on with gray where data end too soon; a photo half gray must not be printed. */
static void
notice (j_common_ptr cinfo, int level)
{
  if (level < 0
      && (cinfo->err->msg_code == JWRN_JPEG_EOF || cinfo->err->msg_code == JWRN_HIT_MARKER
          || cinfo->err->msg_code == JWRN_HUFF_BAD_CODE))
    escape (cinfo);
}

static void
say_nothing (j_common_ptr cinfo G_GNUC_UNUSED)
{
}

static void
count_scans (j_common_ptr cinfo)
{
  if (cinfo->is_decompressor && ((j_decompress_ptr) cinfo)->input_scan_number > MAX_SCANS)
    {
      cinfo->err->msg_code = JERR_BAD_PROGRESSION;
      escape (cinfo);
    }
}

static void
open_jpeg (struct jpeg_decompress_struct *cinfo, const BsPhotoSource *source)
{
  Trap *trap = (Trap *) cinfo->err;

  jpeg_create_decompress (cinfo);
  trap->progress.progress_monitor = count_scans;
  cinfo->progress = &trap->progress;
  jpeg_mem_src (cinfo, source->data, source->length);
  jpeg_save_markers (cinfo, MARKER_EXIF, MAX_MARKER);
  jpeg_save_markers (cinfo, MARKER_ICC, MAX_MARKER);
  jpeg_read_header (cinfo, TRUE);
}

static guint
find_orientation (struct jpeg_decompress_struct *cinfo)
{
  for (jpeg_saved_marker_ptr marker = cinfo->marker_list; marker != NULL; marker = marker->next)
    if (marker->marker == MARKER_EXIF && marker->data_length > 6
        && memcmp (marker->data, "Exif\0\0", 6) == 0)
      return bs_photo_exif_orientation (marker->data + 6, marker->data_length - 6);

  return 1;
}

static void
setup_trap (Trap *trap)
{
  jpeg_std_error (&trap->manager);
  trap->manager.error_exit = escape;
  trap->manager.emit_message = notice;
  trap->manager.output_message = say_nothing;
}

gboolean
bs_photo_jpeg_info (const BsPhotoSource *source, BsPictureInfo *info, GError **error)
{
  struct jpeg_decompress_struct cinfo = { 0 };
  Trap trap;

  setup_trap (&trap);
  cinfo.err = &trap.manager;
  if (setjmp (trap.escape) != 0)
    {
      jpeg_destroy_decompress (&cinfo);
      return bs_photo_fail_damaged (source->name, trap.message, error);
    }

  open_jpeg (&cinfo, source);
  info->width = cinfo.image_width;
  info->height = cinfo.image_height;
  info->channels = cinfo.num_components;
  info->orientation = find_orientation (&cinfo);
  jpeg_destroy_decompress (&cinfo);

  return TRUE;
}

static void
take_profile (struct jpeg_decompress_struct *cinfo, BsPhotoSink *sink)
{
  JOCTET *data = NULL;
  unsigned int length = 0;

  if (jpeg_read_icc_profile (cinfo, &data, &length))
    bs_photo_sink_set_profile (sink, data, length);
  free (data);
}

static void
invert (guint8 *row, gsize length)
{
  for (gsize i = 0; i < length; i++)
    row[i] = 255 - row[i];
}

static void
read_rows (struct jpeg_decompress_struct *cinfo, BsPhotoSink *sink)
{
  /* Photoshop, and all who followed it, writes 255 less ink, and marks the file as Adobe's. */
  gboolean inverted = cinfo->num_components == 4 && cinfo->saw_Adobe_marker;
  gsize length;
  JSAMPARRAY row;

  cinfo->out_color_space = cinfo->num_components == 1   ? JCS_GRAYSCALE
                           : cinfo->num_components == 4 ? JCS_CMYK
                                                        : JCS_RGB;
  cinfo->scale_num = 1;
  cinfo->scale_denom = bs_photo_sink_get_reduction (sink);
  jpeg_start_decompress (cinfo);
  length = (gsize) cinfo->output_width * cinfo->output_components;
  /* From libjpeg's own pool: gone with the decompressor, whatever happens. */
  row = cinfo->mem->alloc_sarray ((j_common_ptr) cinfo, JPOOL_IMAGE, length, 1);
  bs_photo_sink_begin (sink, cinfo->output_width, cinfo->output_height, cinfo->output_components);
  while (cinfo->output_scanline < cinfo->output_height)
    {
      jpeg_read_scanlines (cinfo, row, 1);
      if (inverted)
        invert (row[0], length);
      bs_photo_sink_row (sink, row[0]);
    }
  jpeg_finish_decompress (cinfo);
}

gboolean
bs_photo_jpeg_read (const BsPhotoSource *source, BsPhotoSink *sink, GError **error)
{
  struct jpeg_decompress_struct cinfo = { 0 };
  Trap trap;

  setup_trap (&trap);
  cinfo.err = &trap.manager;
  if (setjmp (trap.escape) != 0)
    {
      jpeg_destroy_decompress (&cinfo);
      return bs_photo_fail_damaged (source->name, trap.message, error);
    }

  open_jpeg (&cinfo, source);
  take_profile (&cinfo, sink);
  read_rows (&cinfo, sink);
  jpeg_destroy_decompress (&cinfo);

  return TRUE;
}
