/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-story-here.h"

#include "model/bs-issue.h"

static gboolean
stands_on (const BsNode *page, const char *story)
{
  const BsNode *boxes = bs_node_get_member (page, "boxes");

  for (guint i = 0; i < bs_node_get_length (boxes); i++)
    {
      const BsNode *refs = bs_node_get_member (bs_node_get_element (boxes, i), "refs");

      for (guint j = 0; j < bs_node_get_length (refs); j++)
        if (g_strcmp0 (bs_node_get_string (bs_node_get_element (refs, j)), story) == 0)
          return TRUE;
    }

  return FALSE;
}

const char *
bs_story_here (BsSession *session)
{
  const BsNode *root;
  const BsNode *pages;
  const char *story;

  g_return_val_if_fail (BS_IS_SESSION (session), NULL);

  root = bs_session_get_root (session);
  story = bs_session_get_story (session);
  /* A photo's box chooses the story that the photo belongs to, wherever that stands. */
  if (story == NULL || g_strcmp0 (bs_session_get_box_story (session), story) == 0
      || stands_on (bs_issue_get_page (root, bs_session_get_page (session)), story))
    return story;

  pages = bs_issue_get_pages (root);
  for (guint i = 0; i < bs_node_get_length (pages); i++)
    if (stands_on (bs_node_get_element (pages, i), story))
      return NULL;

  return story;
}
