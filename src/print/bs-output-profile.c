/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-output-profile.h"

#include "base/bs-file.h"
#include "bs-config.h"
#include "bs-pdf.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define NEWSPRINT "profiles/newsprint.icc"

/* The largest profiles of print shops have about 10 MB. */
#define MAX_PROFILE_SIZE (32 * 1024 * 1024)

/* Steps a side of the colour cube by which the ink limit is found. */
#define LIMIT_STEPS 18

struct _BsOutputProfile
{
  GBytes *bytes;
  char *description;
  const char *condition;
  cmsHPROFILE handle;

  GMutex mutex;
  char *digest;           /* NULL: not yet known */
  GHashTable *transforms; /* digest of the source profile and its channels → cmsHTRANSFORM */
  double ink_limit;       /* 0: not yet known */
  gboolean has_gray_curve;
  guint8 gray_curve[256];
};

static char *
read_description (cmsHPROFILE handle)
{
  char text[256] = "";

  cmsGetProfileInfoASCII (handle, cmsInfoDescription, "en", "US", text, sizeof text);
  if (*text == '\0' || !g_utf8_validate (text, -1, NULL))
    return g_strdup ("CMYK");

  return g_strdup (text);
}

/**
 * bs_output_profile_load:
 *
 * Returns: (transfer full): the profile, or %NULL with %BS_PRINT_ERROR_PROFILE when @path is not
 *   an output profile for CMYK
 */
BsOutputProfile *
bs_output_profile_load (const char *path, GError **error)
{
  g_autoptr (BsOutputProfile) self = g_new0 (BsOutputProfile, 1);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) problem = NULL;
  gsize length;
  const void *data;

  g_mutex_init (&self->mutex);
  self->transforms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, cmsDeleteTransform);
  self->bytes = bs_file_read (file, MAX_PROFILE_SIZE, &problem);
  if (self->bytes == NULL)
    {
      g_set_error (error, BS_PRINT_ERROR, BS_PRINT_ERROR_PROFILE,
                   _ ("The output profile cannot be used: %s. "
                      "Choose another profile, or reinstall Broadsheet"),
                   problem->message);
      return NULL;
    }

  data = g_bytes_get_data (self->bytes, &length);
  self->handle = cmsOpenProfileFromMem (data, length);
  if (self->handle == NULL || cmsGetColorSpace (self->handle) != cmsSigCmykData
      || cmsGetDeviceClass (self->handle) != cmsSigOutputClass)
    {
      g_set_error (error, BS_PRINT_ERROR, BS_PRINT_ERROR_PROFILE,
                   self->handle == NULL ? _ ("%s: is not an ICC profile. Choose another profile")
                                        : _ ("%s: is not a CMYK printing profile. "
                                             "Choose one that the print shop gave you"),
                   path);
      return NULL;
    }
  self->description = read_description (self->handle);
  if (strstr (self->description, "TR 002") != NULL)
    self->condition = "CGATS TR 002";

  return g_steal_pointer (&self);
}

/**
 * bs_output_profile_choose:
 * @path: (nullable): of an ICC profile; %NULL for the newsprint profile that comes with Broadsheet
 *
 * Returns: (transfer full): as bs_output_profile_load()
 */
BsOutputProfile *
bs_output_profile_choose (BsEnvironment *environment, const char *path, GError **error)
{
  g_autofree char *newsprint = bs_environment_find_data (environment, NEWSPRINT);

  return bs_output_profile_load (path != NULL ? path : newsprint, error);
}

/**
 * bs_output_profile_free:
 * @self: (transfer full): a profile; its transforms go with it
 */
void
bs_output_profile_free (BsOutputProfile *self)
{
  g_clear_pointer (&self->transforms, g_hash_table_unref);
  g_clear_pointer (&self->handle, cmsCloseProfile);
  g_clear_pointer (&self->description, g_free);
  g_clear_pointer (&self->digest, g_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * bs_output_profile_get_bytes:
 *
 * Returns: (transfer none): the ICC profile as it is embedded
 */
GBytes *
bs_output_profile_get_bytes (const BsOutputProfile *self)
{
  return self->bytes;
}

/**
 * bs_output_profile_get_digest:
 *
 * Returns: (transfer none): SHA-256 of the bytes, hexadecimal
 */
const char *
bs_output_profile_get_digest (BsOutputProfile *self)
{
  g_mutex_lock (&self->mutex);
  if (self->digest == NULL)
    self->digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->bytes);
  g_mutex_unlock (&self->mutex);

  return self->digest;
}

/**
 * bs_output_profile_get_description:
 *
 * Returns: (transfer none): what the profile calls itself; "CMYK" where it does not
 */
const char *
bs_output_profile_get_description (const BsOutputProfile *self)
{
  return self->description;
}

/**
 * bs_output_profile_get_condition:
 *
 * Returns: (transfer none) (nullable): name in the ICC's registry; %NULL if it is not known there
 */
const char *
bs_output_profile_get_condition (const BsOutputProfile *self)
{
  return self->condition;
}

static cmsHPROFILE
open_source (BsOutputProfile *self, GBytes *source, guint channels)
{
  const cmsColorSpaceSignature spaces[] = { 0, cmsSigGrayData, 0, cmsSigRgbData, cmsSigCmykData };
  cmsHPROFILE handle = NULL;

  if (source != NULL)
    handle = cmsOpenProfileFromMem (g_bytes_get_data (source, NULL), g_bytes_get_size (source));
  if (handle != NULL && cmsGetColorSpace (handle) == spaces[channels])
    return handle;
  g_clear_pointer (&handle, cmsCloseProfile);

  /* A damaged profile, or one for other channels, is as good as none: then what nearly every
   * picture without a profile is meant for. */
  if (channels == 4)
    return cmsOpenProfileFromMem (g_bytes_get_data (self->bytes, NULL),
                                  g_bytes_get_size (self->bytes));
  if (channels == 1)
    {
      cmsToneCurve *curve = cmsBuildGamma (NULL, 2.2);
      cmsHPROFILE gray = cmsCreateGrayProfile (cmsD50_xyY (), curve);

      cmsFreeToneCurve (curve);
      return gray;
    }

  return cmsCreate_sRGBProfile ();
}

static cmsUInt32Number
format_of (guint channels)
{
  return channels == 1 ? TYPE_GRAY_8 : channels == 3 ? TYPE_RGB_8 : TYPE_CMYK_8;
}

/**
 * bs_output_profile_get_transform:
 *
 * The perceptual table of the profile, made for pictures: newsprint's darkest black is that light
 * that a colorimetric conversion would drown the shadows. CMYK pictures keep their tones by black
 * point compensation instead.
 */
cmsHTRANSFORM
bs_output_profile_get_transform (BsOutputProfile *self, GBytes *source, guint channels,
                                 GError **error)
{
  g_autofree char *digest = NULL;
  g_autofree char *key = NULL;
  cmsHTRANSFORM transform;

  g_return_val_if_fail (channels == 1 || channels == 3 || channels == 4, NULL);

  if (source != NULL)
    digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, source);
  key = g_strdup_printf ("%u %s", channels, digest != NULL ? digest : "-");

  g_mutex_lock (&self->mutex);
  transform = g_hash_table_lookup (self->transforms, key);
  if (transform == NULL)
    {
      cmsHPROFILE handle = open_source (self, source, channels);

      /* No one-pixel cache: with it a transform belongs to one thread. */
      transform = cmsCreateTransform (handle, format_of (channels), self->handle, TYPE_CMYK_8,
                                      channels == 4 ? INTENT_RELATIVE_COLORIMETRIC
                                                    : INTENT_PERCEPTUAL,
                                      cmsFLAGS_NOCACHE | cmsFLAGS_BLACKPOINTCOMPENSATION);
      cmsCloseProfile (handle);
      if (transform != NULL)
        g_hash_table_insert (self->transforms, g_steal_pointer (&key), transform);
    }
  g_mutex_unlock (&self->mutex);

  if (transform == NULL)
    g_set_error (error, BS_PRINT_ERROR, BS_PRINT_ERROR_PROFILE,
                 _ ("%s: photos cannot be converted with this profile. Choose another profile"),
                 self->description);

  return transform;
}

/**
 * bs_output_profile_get_ink_limit:
 *
 * Measured, for no profile says it: the most ink that any sRGB colour is given.
 *
 * Returns: per cent, at most 400
 */
double
bs_output_profile_get_ink_limit (BsOutputProfile *self)
{
  cmsHTRANSFORM transform = bs_output_profile_get_transform (self, NULL, 3, NULL);
  guint most = 0;
  double limit;

  if (transform == NULL)
    return 400;

  g_mutex_lock (&self->mutex);
  limit = self->ink_limit;
  g_mutex_unlock (&self->mutex);
  if (limit > 0)
    return limit;

  for (guint i = 0; i < LIMIT_STEPS * LIMIT_STEPS * LIMIT_STEPS; i++)
    {
      const guint step = 255 / (LIMIT_STEPS - 1);
      const guint8 rgb[3] = { i % LIMIT_STEPS * step, i / LIMIT_STEPS % LIMIT_STEPS * step,
                              i / LIMIT_STEPS / LIMIT_STEPS * step };
      guint8 ink[4];

      cmsDoTransform (transform, rgb, ink, 1);
      most = MAX (most, (guint) ink[0] + ink[1] + ink[2] + ink[3]);
    }
  limit = most * 100.0 / 255.0;

  g_mutex_lock (&self->mutex);
  self->ink_limit = limit;
  g_mutex_unlock (&self->mutex);

  return limit;
}

/* sRGB, IEC 61966-2-1. */
static double
linear_of (guint tone)
{
  double value = tone / 255.0;

  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

/* How light each amount of black alone prints, against the bare paper. */
static void
measure_black (BsOutputProfile *self, double luminance[256])
{
  cmsHPROFILE xyz = cmsCreateXYZProfile ();
  cmsHTRANSFORM transform = cmsCreateTransform (self->handle, TYPE_CMYK_8, xyz, TYPE_XYZ_DBL,
                                                INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOCACHE);

  for (guint k = 0; k < 256; k++)
    {
      const guint8 ink[4] = { 0, 0, 0, k };
      cmsCIEXYZ color = { 0, 1.0 - k / 255.0, 0 };

      if (transform != NULL)
        cmsDoTransform (transform, ink, &color, 1);
      luminance[k] = color.Y;
    }
  if (transform != NULL)
    cmsDeleteTransform (transform);
  cmsCloseProfile (xyz);
}

/**
 * bs_output_profile_get_gray_curve:
 *
 * Gray pictures are printed with black alone, for a neutral gray of three inks shows every fault
 * of register and balance. Tones are placed between paper and solid black in proportion (black
 * point compensation), through the dot gain that the profile knows.
 */
const guint8 *
bs_output_profile_get_gray_curve (BsOutputProfile *self)
{
  g_mutex_lock (&self->mutex);
  if (!self->has_gray_curve)
    {
      double luminance[256];
      guint k = 255;

      measure_black (self, luminance);
      for (guint tone = 0; tone < 256; tone++)
        {
          double wanted = luminance[255] + (luminance[0] - luminance[255]) * linear_of (tone);

          while (k > 0 && fabs (luminance[k - 1] - wanted) <= fabs (luminance[k] - wanted))
            k--;
          self->gray_curve[tone] = k;
        }
      self->has_gray_curve = TRUE;
    }
  g_mutex_unlock (&self->mutex);

  return self->gray_curve;
}
