/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-problem.h"

#include "bs-desk-error.h"
#include "model/bs-json.h"
#include "model/bs-model-error.h"

#include <string.h>

#define TYPE_URN "urn:broadsheet:problem:"

static const struct
{
  guint status;
  const char *code;
} problems[] = {
  [BS_PROBLEM_MALFORMED] = { 400, "malformed" },
  [BS_PROBLEM_TOKEN_MISSING] = { 401, "token-missing" },
  [BS_PROBLEM_TOKEN_UNKNOWN] = { 401, "token-unknown" },
  [BS_PROBLEM_TOKEN_REVOKED] = { 401, "token-revoked" },
  [BS_PROBLEM_NOT_ALLOWED] = { 403, "not-allowed" },
  [BS_PROBLEM_NOT_FOUND] = { 404, "not-found" },
  [BS_PROBLEM_METHOD] = { 405, "method" },
  [BS_PROBLEM_TOO_SLOW] = { 408, "too-slow" },
  [BS_PROBLEM_KEY_REUSED] = { 409, "key-reused" },
  [BS_PROBLEM_KNOWN] = { 409, "known" },
  [BS_PROBLEM_OFFSET] = { 409, "offset" },
  [BS_PROBLEM_CLAIMED] = { 409, "claimed" },
  [BS_PROBLEM_LENGTH] = { 411, "length" },
  [BS_PROBLEM_CHANGED] = { 412, "changed" },
  [BS_PROBLEM_TOO_LARGE] = { 413, "too-large" },
  [BS_PROBLEM_MEDIA_TYPE] = { 415, "media-type" },
  [BS_PROBLEM_CONTENT] = { 422, "content" },
  [BS_PROBLEM_HASH] = { 422, "hash" },
  [BS_PROBLEM_MISSING_MEDIA] = { 422, "missing-media" },
  [BS_PROBLEM_PRECONDITION] = { 428, "precondition" },
  [BS_PROBLEM_TOO_MANY] = { 429, "too-many" },
  [BS_PROBLEM_QUOTA] = { 429, "quota" },
  [BS_PROBLEM_INTERNAL] = { 500, "internal" },
  [BS_PROBLEM_BUSY] = { 503, "busy" },
  [BS_PROBLEM_CLOSING] = { 503, "closing" },
  [BS_PROBLEM_DISK_FULL] = { 507, "disk-full" },
};

guint
bs_problem_get_status (BsProblem problem)
{
  return problems[problem].status;
}

const char *
bs_problem_get_code (BsProblem problem)
{
  return problems[problem].code;
}

gboolean
bs_problem_from_code (const char *code, BsProblem *problem)
{
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    if (g_str_equal (problems[i].code, code))
      {
        *problem = i;
        return TRUE;
      }

  return FALSE;
}

BsProblem
bs_problem_from_error (const GError *error)
{
  static const struct
  {
    BsDeskError code;
    BsProblem problem;
  } pairs[] = {
    { BS_DESK_ERROR_FORBIDDEN, BS_PROBLEM_NOT_ALLOWED },
    { BS_DESK_ERROR_NOT_FOUND, BS_PROBLEM_NOT_FOUND },
    { BS_DESK_ERROR_CONFLICT, BS_PROBLEM_KEY_REUSED },
    { BS_DESK_ERROR_KNOWN, BS_PROBLEM_KNOWN },
    { BS_DESK_ERROR_CLAIMED, BS_PROBLEM_CLAIMED },
    { BS_DESK_ERROR_CHANGED, BS_PROBLEM_CHANGED },
    { BS_DESK_ERROR_TOO_LARGE, BS_PROBLEM_TOO_LARGE },
    { BS_DESK_ERROR_CONTENT, BS_PROBLEM_CONTENT },
    { BS_DESK_ERROR_DISK, BS_PROBLEM_DISK_FULL },
    { BS_DESK_ERROR_BUSY, BS_PROBLEM_BUSY },
  };

  if (error->domain == BS_MODEL_ERROR)
    return error->code == BS_MODEL_ERROR_TOO_LARGE ? BS_PROBLEM_TOO_LARGE : BS_PROBLEM_MALFORMED;
  if (error->domain == BS_DESK_ERROR)
    for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
      if (error->code == (int) pairs[i].code)
        return pairs[i].problem;

  return BS_PROBLEM_INTERNAL;
}

/* Who has it, for the editors who may know. A paper's own words may leave that out. */
static char *
dup_detail (BsProblem problem, BsWords *words, const char *language, const char *group,
            const BsNode *more)
{
  const char *name = bs_node_get_text (more, "claimed_by");
  const char *text = bs_words_get (words, language, group, "detail-by");
  const char *place = strstr (text, "{name}");

  if (problem != BS_PROBLEM_CLAIMED || *name == '\0' || place == NULL)
    return g_strdup (bs_words_get (words, language, group, "detail"));

  return g_strdup_printf ("%.*s%s%s", (int) (place - text), text, name, place + strlen ("{name}"));
}

char *
bs_problem_to_json (BsProblem problem, BsWords *words, const char *language, const BsNode *more)
{
  const char *code = problems[problem].code;
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  g_autofree char *type = g_strconcat (TYPE_URN, code, NULL);
  g_autofree char *group = g_strconcat ("problem ", code, NULL);
  g_autofree char *detail = dup_detail (problem, words, language, group, more);
  g_autoptr (BsNode) node = NULL;

  bs_node_builder_set_text (builder, "type", type);
  bs_node_builder_set_text (builder, "title", bs_words_get (words, language, group, "title"));
  bs_node_builder_set_number (builder, "status", problems[problem].status);
  bs_node_builder_set_text (builder, "detail", detail);
  for (guint i = 0; i < bs_node_get_length (more); i++)
    bs_node_builder_set (builder, bs_node_get_key (more, i),
                         bs_node_ref (bs_node_get_element (more, i)));
  node = bs_node_builder_end (builder);

  return bs_json_write (node, BS_JSON_COMPACT, NULL);
}
