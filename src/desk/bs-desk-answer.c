/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-desk-answer.h"

#include "bs-config.h"
#include "bs-problem.h"
#include "model/bs-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PROBLEM_URN "urn:broadsheet:problem:"
#define MAX_DEPTH 40

static const struct
{
  BsProblem problem;
  BsDeskError code;
} codes[] = {
  { BS_PROBLEM_MALFORMED, BS_DESK_ERROR_CONTENT },
  { BS_PROBLEM_TOKEN_MISSING, BS_DESK_ERROR_TOKEN },
  { BS_PROBLEM_TOKEN_UNKNOWN, BS_DESK_ERROR_TOKEN },
  { BS_PROBLEM_TOKEN_REVOKED, BS_DESK_ERROR_TOKEN },
  { BS_PROBLEM_NOT_ALLOWED, BS_DESK_ERROR_FORBIDDEN },
  { BS_PROBLEM_NOT_FOUND, BS_DESK_ERROR_NOT_FOUND },
  { BS_PROBLEM_METHOD, BS_DESK_ERROR_SERVICE },
  { BS_PROBLEM_TOO_SLOW, BS_DESK_ERROR_OFFLINE },
  { BS_PROBLEM_KEY_REUSED, BS_DESK_ERROR_CONFLICT },
  { BS_PROBLEM_KNOWN, BS_DESK_ERROR_KNOWN },
  { BS_PROBLEM_OFFSET, BS_DESK_ERROR_BUSY },
  { BS_PROBLEM_CLAIMED, BS_DESK_ERROR_CLAIMED },
  { BS_PROBLEM_LENGTH, BS_DESK_ERROR_SERVICE },
  { BS_PROBLEM_CHANGED, BS_DESK_ERROR_CHANGED },
  { BS_PROBLEM_TOO_LARGE, BS_DESK_ERROR_TOO_LARGE },
  { BS_PROBLEM_MEDIA_TYPE, BS_DESK_ERROR_CONTENT },
  { BS_PROBLEM_CONTENT, BS_DESK_ERROR_CONTENT },
  { BS_PROBLEM_HASH, BS_DESK_ERROR_BUSY },
  { BS_PROBLEM_MISSING_MEDIA, BS_DESK_ERROR_BUSY },
  { BS_PROBLEM_PRECONDITION, BS_DESK_ERROR_SERVICE },
  { BS_PROBLEM_TOO_MANY, BS_DESK_ERROR_BUSY },
  { BS_PROBLEM_QUOTA, BS_DESK_ERROR_BUSY },
  { BS_PROBLEM_INTERNAL, BS_DESK_ERROR_SERVICE },
  { BS_PROBLEM_BUSY, BS_DESK_ERROR_BUSY },
  { BS_PROBLEM_CLOSING, BS_DESK_ERROR_BUSY },
  { BS_PROBLEM_DISK_FULL, BS_DESK_ERROR_BUSY },
};

GError *
bs_desk_answer_explain (const GError *cause, const char *host)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (cause);
  if (g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_UNAVAILABLE))
    return g_error_new_literal (BS_DESK_ERROR, BS_DESK_ERROR_CERTIFICATE,
                                _ ("This machine cannot speak TLS: glib-networking is missing. "
                                   "Install it and start again"));
  /* Others are of a connection that broke, which another will not. */
  if (g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    return g_error_new (BS_DESK_ERROR, BS_DESK_ERROR_CERTIFICATE,
                        _ (
                          "%s does not show the certificate of your invitation: it may not be your "
                          "desk, or somebody is listening in. Nothing was sent. Ask the desk "
                          "whether it has a new certificate, and for a new invitation"),
                        host);
  if (cause->domain == G_RESOLVER_ERROR)
    return g_error_new (BS_DESK_ERROR, BS_DESK_ERROR_OFFLINE,
                        _ ("%s cannot be found: %s. It is tried again by itself; see whether this "
                           "machine is on the network"),
                        host, cause->message);

  return g_error_new (BS_DESK_ERROR, BS_DESK_ERROR_OFFLINE,
                      _ ("%s cannot be reached: %s. It is tried again by itself; see whether this "
                         "machine is on the network"),
                      host, cause->message);
}

static BsDeskError
choose_code (guint status, const char *type)
{
  BsProblem problem;

  if (g_str_has_prefix (type, PROBLEM_URN)
      && bs_problem_from_code (type + strlen (PROBLEM_URN), &problem))
    for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
      if (codes[i].problem == problem)
        return codes[i].code;

  if (status == 401)
    return BS_DESK_ERROR_TOKEN;

  /* Not one of ours: something between here and the desk. */
  return status == 502 || status == 503 || status == 504 || status == 429 ? BS_DESK_ERROR_BUSY
                                                                          : BS_DESK_ERROR_SERVICE;
}

static GError *
make_error (guint status, const BsNode *problem)
{
  const char *detail = bs_node_get_text (problem, "detail");
  const BsNode *first = bs_node_get_element (bs_node_get_member (problem, "errors"), 0);
  const char *message = bs_node_get_text (first, "message");
  BsDeskError code = choose_code (status, bs_node_get_text (problem, "type"));

  if (*message != '\0')
    return g_error_new_literal (BS_DESK_ERROR, code, message);
  if (*detail != '\0')
    return g_error_new_literal (BS_DESK_ERROR, code, detail);

  /* The answer to HEAD has no body. */
  if (code == BS_DESK_ERROR_TOKEN)
    return g_error_new_literal (BS_DESK_ERROR, code,
                                _ ("Your invitation is not good any more: the desk has withdrawn "
                                   "or replaced it. Your drafts are kept; ask the desk for a new "
                                   "invitation"));

  return g_error_new (BS_DESK_ERROR, code,
                      _ (
                        "The desk gave an answer that cannot be understood (%u). It is tried again "
                        "by itself; if it stays so, tell the desk"),
                      status);
}

BsNode *
bs_desk_answer_read (guint status, GBytes *bytes, GError **error)
{
  gsize length = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (BsNode) node = NULL;

  if (length > 0)
    node = bs_json_parse_deep (_ ("The desk’s answer"), text, length, MAX_DEPTH, &local);
  if (!SOUP_STATUS_IS_SUCCESSFUL (status))
    {
      g_propagate_error (error, make_error (status, node));
      return NULL;
    }
  if (length == 0)
    return bs_node_builder_end (bs_node_builder_new_object ());
  if (node == NULL)
    g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_SERVICE, local->message);

  return g_steal_pointer (&node);
}

char *
bs_desk_answer_dup_id (GBytes *bytes)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (BsNode) problem = bs_json_parse_deep ("problem", text, length, MAX_DEPTH, NULL);
  const char *id = bs_node_get_text (problem, "id");

  return *id != '\0' ? g_strdup (id) : NULL;
}
