/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-certificate.h"

#include "base/bs-file.h"
#include "bs-config.h"
#include "bs-desk-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <string.h>
#include <sys/stat.h>

#define FILE_NAME "desk.pem"
#define LONGEST 65536
#define YEARS 20
#define SECONDS_A_YEAR (365 * 24 * 60 * 60)
/* A clock that is a little behind must not find the certificate in the future. */
#define BACKDATE (24 * 60 * 60)
#define SERIAL_BYTES 16

typedef struct gnutls_x509_crt_int Certificate;
typedef struct gnutls_x509_privkey_int Key;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Certificate, gnutls_x509_crt_deinit)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Key, gnutls_x509_privkey_deinit)

static gboolean
check (int code, GError **error)
{
  if (code >= 0)
    return TRUE;
  g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_SERVICE,
               _ ("The desk’s certificate could not be made: %s. See whether GnuTLS is whole"),
               gnutls_strerror (code));

  return FALSE;
}

static Key *
make_key (GError **error)
{
  gnutls_x509_privkey_t made = NULL;
  g_autoptr (Key) key = NULL;

  if (!check (gnutls_x509_privkey_init (&made), error))
    return NULL;
  key = made;
  if (!check (gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA,
                                            GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0),
              error))
    return NULL;

  return g_steal_pointer (&key);
}

static gboolean
fill (Certificate *certificate, Key *key, const char *name, GError **error)
{
  guint8 serial[SERIAL_BYTES];
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (!check (gnutls_rnd (GNUTLS_RND_NONCE, serial, sizeof serial), error))
    return FALSE;
  serial[0] &= 0x7f; /* a positive number: RFC 5280, 4.1.2.2 */

  return check (gnutls_x509_crt_set_version (certificate, 3), error)
         && check (gnutls_x509_crt_set_serial (certificate, serial, sizeof serial), error)
         && check (gnutls_x509_crt_set_activation_time (certificate, now - BACKDATE), error)
         && check (gnutls_x509_crt_set_expiration_time (certificate,
                                                        now + (gint64) YEARS * SECONDS_A_YEAR),
                   error)
         && check (gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, name,
                                                  strlen (name)),
                   error)
         && check (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_DNSNAME, name,
                                                         strlen (name), GNUTLS_FSAN_SET),
                   error)
         && check (gnutls_x509_crt_set_key (certificate, key), error)
         && check (gnutls_x509_crt_set_key_usage (certificate, GNUTLS_KEY_DIGITAL_SIGNATURE), error)
         && check (gnutls_x509_crt_set_key_purpose_oid (certificate, GNUTLS_KP_TLS_WWW_SERVER, 0),
                   error)
         && check (gnutls_x509_crt_sign2 (certificate, certificate, key, GNUTLS_DIG_SHA256, 0),
                   error);
}

static gboolean
append_pem (GString *pem, int code, gnutls_datum_t *exported, GError **error)
{
  if (!check (code, error))
    return FALSE;
  g_string_append_len (pem, (const char *) exported->data, exported->size);
  gnutls_free (exported->data);

  return TRUE;
}

/* Certificate and key, PEM. */
static GString *
make_pem (const char *name, GError **error)
{
  g_autoptr (Key) key = make_key (error);
  g_autoptr (Certificate) certificate = NULL;
  g_autoptr (GString) pem = g_string_new (NULL);
  gnutls_x509_crt_t made = NULL;
  gnutls_datum_t exported = { NULL, 0 };

  if (key == NULL || !check (gnutls_x509_crt_init (&made), error))
    return NULL;
  certificate = made;
  if (!fill (certificate, key, name, error)
      || !append_pem (pem, gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &exported),
                      &exported, error)
      || !append_pem (pem,
                      gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL, 0,
                                                         &exported),
                      &exported, error))
    return NULL;

  return g_steal_pointer (&pem);
}

/* The file must never be readable by others, not for a moment: it takes over the mode of the one it
 * replaces. */
static gboolean
write_private (GFile *file, GString *pem, GError **error)
{
  g_autoptr (GFileOutputStream) empty = g_file_create (file, G_FILE_CREATE_PRIVATE, NULL, error);

  return empty != NULL && g_output_stream_close (G_OUTPUT_STREAM (empty), NULL, error)
         && bs_file_write (file, pem->str, pem->len, error);
}

static GTlsCertificate *
read_certificate (GFile *file, GError **error)
{
  g_autoptr (GBytes) bytes = bs_file_read (file, LONGEST, error);
  g_autofree char *path = g_file_get_parse_name (file);
  g_autoptr (GError) cause = NULL;
  GTlsCertificate *certificate;
  gsize length;
  const char *text;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  certificate = g_tls_certificate_new_from_pem (text != NULL ? text : "", (gssize) length, &cause);
  if (certificate == NULL && g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_UNAVAILABLE))
    g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_SERVICE,
                         _ ("This machine cannot speak TLS: glib-networking is missing. "
                            "Install it and start again"));
  else if (certificate == NULL)
    g_set_error (
      error, BS_DESK_ERROR, BS_DESK_ERROR_SERVICE,
      _ ("%s: holds no certificate with its key: %s. Put the right file back from a copy; "
         "where there is none, remove it and send everybody a new invitation"),
      path, cause->message);

  return certificate;
}

/**
 * bs_certificate_ensure:
 * @folder: must be there
 * @name: common name of a new certificate: the desk's machine
 *
 * Blocks.
 *
 * Returns: (transfer full) (nullable): with its key
 */
GTlsCertificate *
bs_certificate_ensure (GFile *folder, const char *name, GError **error)
{
  g_autoptr (GFile) file = g_file_get_child (folder, FILE_NAME);
  g_autoptr (GString) pem = NULL;
  g_autoptr (GError) local = NULL;

  if (!g_file_query_exists (file, NULL))
    {
      pem = make_pem (name, error);
      if (pem == NULL)
        return NULL;
      /* Another process may have been first. */
      if (!write_private (file, pem, &local)
          && !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_EXISTS))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }

  return read_certificate (file, error);
}

/**
 * bs_certificate_fingerprint:
 *
 * Returns: (transfer full): 64 lower-case hexadecimal digits
 */
char *
bs_certificate_fingerprint (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;

  g_object_get (certificate, "certificate", &der, NULL);

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
}
