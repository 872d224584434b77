/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A whole desk on the loopback address, in a temporary folder, with two reporters and an editor: for
 * tests that talk to it.
 */
#pragma once

#include "desk/bs-desk-client.h"
#include "desk/bs-desk-service.h"

#include <libsoup/soup.h>

typedef struct
{
  char *folder;
  guint16 port;
  BsEnvironment *environment;
  BsStore *store;
  BsDeskService *service;
  GTlsCertificate *certificate; /* cleared before a restart: plain */
  guint idle_seconds;           /* of the next start; 0: as always */
  SoupSession *session;
  char *reporter, *other, *editor; /* tokens */
} DeskFixture;

void          desk_fixture_set_up    (DeskFixture *fixture, gconstpointer data);
void          desk_fixture_tear_down (DeskFixture *fixture, gconstpointer data);
/* Another desk on the same store and port. */
void          desk_fixture_restart   (DeskFixture *fixture);
void          desk_fixture_stop      (DeskFixture *fixture);
/* The token of a new account. */
char         *desk_fixture_add       (DeskFixture *fixture, const char *name, const char *role);
BsDeskClient *desk_fixture_connect   (DeskFixture *fixture, const char *token);
void          desk_fixture_remove_folder (const char *path);
/* A picture of one pixel, and so many bytes more behind it. */
GBytes       *desk_fixture_make_picture (gsize more, char **sha);

/* For callbacks: @data is where the result goes. */
void          keep_result            (GObject *source, GAsyncResult *result, gpointer data);
GAsyncResult *wait_for               (GAsyncResult **result);
/* Runs the main loop until @condition; fails after a minute. */
#define WAIT_UNTIL(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 wait_until_ = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;                            \
    while (!(condition))                                                                           \
      {                                                                                            \
        g_assert_cmpint (g_get_monotonic_time (), <, wait_until_);                                 \
        if (!g_main_context_iteration (NULL, FALSE))                                               \
          g_usleep (1000);                                                                         \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END
