/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-tls.h"

/* --- Authorities of whom there are none --- */

#define BS_TYPE_NO_AUTHORITIES (bs_no_authorities_get_type ())
G_DECLARE_FINAL_TYPE (BsNoAuthorities, bs_no_authorities, BS, NO_AUTHORITIES, GTlsDatabase)

struct _BsNoAuthorities
{
  GTlsDatabase parent;
};

G_DEFINE_FINAL_TYPE (BsNoAuthorities, bs_no_authorities, G_TYPE_TLS_DATABASE)

static GTlsCertificateFlags
bs_no_authorities_verify_chain (
  GTlsDatabase *database G_GNUC_UNUSED, GTlsCertificate *chain G_GNUC_UNUSED,
  const char *purpose G_GNUC_UNUSED, GSocketConnectable *identity G_GNUC_UNUSED,
  GTlsInteraction *interaction G_GNUC_UNUSED, GTlsDatabaseVerifyFlags flags G_GNUC_UNUSED,
  GCancellable *cancellable G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  return G_TLS_CERTIFICATE_UNKNOWN_CA;
}

static void
bs_no_authorities_class_init (BsNoAuthoritiesClass *class)
{
  G_TLS_DATABASE_CLASS (class)->verify_chain = bs_no_authorities_verify_chain;
}

static void
bs_no_authorities_init (BsNoAuthorities *self G_GNUC_UNUSED)
{
}

/* --- The process's --- */

static GMutex lock; /* of what follows */
static GTlsDatabase *nobody;
static GTlsDatabase *system_authorities;

void
bs_tls_trust_nobody (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  if (nobody != NULL)
    return;
  nobody = g_object_new (BS_TYPE_NO_AUTHORITIES, NULL);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), nobody);
}

GTlsDatabase *
bs_tls_get_authorities (void)
{
  GTlsBackend *backend = g_tls_backend_get_default ();
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  if (system_authorities == NULL)
    {
      /* NULL is the system's. A connection that is made meanwhile is only slower. */
      if (nobody != NULL)
        g_tls_backend_set_default_database (backend, NULL);
      system_authorities = g_tls_backend_get_default_database (backend);
      if (nobody != NULL)
        g_tls_backend_set_default_database (backend, nobody);
    }

  return g_object_ref (system_authorities);
}
