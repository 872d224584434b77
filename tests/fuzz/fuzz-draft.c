/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A draft as a stranger sends it to the desk: checked, then taken into an issue; and the same bytes
 * as an answer that a desk gives to a reporter.
 */

#include "desk/bs-accept.h"
#include "desk/bs-draft-item.h"
#include "model/bs-json.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
take_in (BsEnvironment *environment, const BsDraftFacts *facts)
{
  const BsNewIssue issue = { .name = "Fuzz", .date = "2026-11-22" };
  g_autoptr (BsDocument) document = bs_document_new (environment, &issue);
  g_autoptr (BsSubmission) submission = bs_submission_new ();
  g_autoptr (GPtrArray) media = NULL;
  g_autoptr (BsNode) preview = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *story = NULL;
  const BsAcceptPlace place = { 0 };

  submission->id = g_strdup ("k7");
  submission->version = 1;
  submission->item = bs_node_ref (facts->item);
  media = bs_accept_list_media (submission);
  g_assert_cmpuint (media->len, >=, g_strv_length (facts->media));
  preview = bs_accept_preview (environment, submission, NULL);
  story = bs_accept_submission (document, submission, &place, &error);
  g_assert ((story == NULL) == (error != NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static BsEnvironment *environment;
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsDraftFacts) facts = NULL;
  g_autoptr (BsNode) node = NULL;
  g_autoptr (BsSubmission) submission = NULL;

  if (environment == NULL)
    environment = bs_environment_new ("/nowhere");
  facts = bs_draft_facts_new ((const char *) data, size, errors, &error);
  g_assert ((facts == NULL) == (error != NULL));
  if (facts != NULL)
    take_in (environment, facts);
  node = bs_json_parse ("answer", (const char *) data, size, NULL);
  if (node != NULL)
    submission = bs_submission_from_node (node, NULL);
  if (submission != NULL)
    {
      g_autoptr (GString) json = g_string_new ("[");

      bs_submission_append_json (submission, json);
      g_assert (g_utf8_validate (json->str, (gssize) json->len, NULL));
    }

  return 0;
}
