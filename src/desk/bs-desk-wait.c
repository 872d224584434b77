/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Long polls: requests for a list that has nothing new yet wait here until it has, or until their
 * time is over.
 */

#include "bs-desk-service-private.h"

typedef struct
{
  BsDeskRequest *request;
  GSource *timeout;
} BsWait;

static void
finish (BsWait *wait)
{
  BsDeskService *service = wait->request->service;

  g_ptr_array_remove_fast (service->waiting, wait);
  g_source_destroy (wait->timeout);
  g_source_unref (wait->timeout);
  bs_desk_request_unref (wait->request);
  g_free (wait);
}

static gboolean
on_timeout (gpointer data)
{
  BsWait *wait = data;
  BsDeskRequest *request = bs_desk_request_ref (wait->request);

  finish (wait);
  bs_desk_list (request);
  bs_desk_request_unref (request);

  return G_SOURCE_REMOVE;
}

void
bs_desk_wait_add (BsDeskRequest *request, guint seconds)
{
  BsWait *wait = g_new0 (BsWait, 1);

  wait->request = bs_desk_request_ref (request);
  wait->timeout = g_timeout_source_new_seconds (seconds);
  g_source_set_callback (wait->timeout, on_timeout, wait, NULL);
  g_source_attach (wait->timeout, g_main_context_get_thread_default ());
  g_ptr_array_add (request->service->waiting, wait);
}

/* Whoever waits asks again, and waits on where what came is not for them. */
void
bs_desk_wait_wake (BsDeskService *service)
{
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bs_desk_request_unref);

  while (service->waiting->len > 0)
    {
      BsWait *wait = g_ptr_array_index (service->waiting, service->waiting->len - 1);

      g_ptr_array_add (requests, bs_desk_request_ref (wait->request));
      finish (wait);
    }
  for (guint i = 0; i < requests->len; i++)
    {
      BsDeskRequest *request = g_ptr_array_index (requests, i);

      if (!request->gone)
        bs_desk_list (request);
    }
}
