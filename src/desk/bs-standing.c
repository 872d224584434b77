/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-standing.h"

#include "bs-accept.h"
#include "bs-config.h"
#include "model/bs-issue.h"

#include <string.h>

guint
bs_standing_get_version (const BsNode *story)
{
  gint64 version = bs_node_get_number (bs_node_get_member (story, "submission"), "version", 0);

  return (guint) CLAMP (version, 0, G_MAXUINT);
}

BsStanding
bs_standing_of (const BsSubmission *submission, const BsNode *issue, const BsNode **story)
{
  const BsNode *found = issue != NULL ? bs_accept_find_story (issue, submission->id) : NULL;

  if (story != NULL)
    *story = found;
  if (submission->state == BS_SUBMISSION_RETURNED)
    return BS_STANDING_RETURNED;
  if (found == NULL)
    return submission->state == BS_SUBMISSION_ACCEPTED ? BS_STANDING_AWAY : BS_STANDING_WAITING;
  if (bs_standing_get_version (found) < submission->version)
    return BS_STANDING_NEWER;

  return submission->state == BS_SUBMISSION_ACCEPTED ? BS_STANDING_TAKEN : BS_STANDING_UNTOLD;
}

const char *
bs_standing_find_section (const BsNode *issue, const char *wish)
{
  const BsNode *sections = bs_node_get_member (issue, "sections");

  if (wish == NULL || *wish == '\0')
    return NULL;
  for (guint i = 0; i < bs_node_get_length (sections); i++)
    {
      const BsNode *section = bs_node_get_element (sections, i);

      if (strcmp (bs_node_get_text (section, "id"), wish) == 0
          || strcmp (bs_node_get_text (section, "name"), wish) == 0)
        return bs_node_get_text (section, "id");
    }

  return NULL;
}

const char *
bs_standing_suggest_page (const BsNode *issue, const char *open_page, const char *wish)
{
  const char *section = bs_standing_find_section (issue, wish);
  const BsNode *pages = bs_issue_get_pages (issue);
  const BsNode *open = open_page != NULL ? bs_issue_get_page (issue, open_page) : NULL;

  if (open == NULL)
    open = bs_node_get_element (pages, 0);
  if (open == NULL)
    return NULL;
  if (section == NULL || strcmp (bs_node_get_text (open, "section"), section) == 0)
    return bs_node_get_text (open, "id");
  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const BsNode *page = bs_node_get_element (pages, i);

      if (strcmp (bs_node_get_text (page, "section"), section) == 0)
        return bs_node_get_text (page, "id");
    }

  return bs_node_get_text (open, "id");
}
