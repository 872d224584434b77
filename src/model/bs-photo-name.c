/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-photo-name.h"

#include "bs-config.h"
#include "bs-issue.h"

#include <glib/gi18n-lib.h>

#define NAME_CHARACTERS 14

static char *
dup_start (const char *text, glong characters)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= characters)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, characters);

  return g_strconcat (start, "…", NULL);
}

char *
bs_name_dup_start (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return dup_start (text, NAME_CHARACTERS);
}

/**
 * bs_photo_name_dup:
 * @photo: its id
 *
 * Returns: (transfer full) (nullable): the start of its caption, the name of the file it came from,
 *   or the headline that it belongs to; %NULL: there is no such photo
 */
char *
bs_photo_name_dup (const BsNode *issue, const char *photo)
{
  const BsNode *node = bs_issue_get_photo (issue, photo);
  const char *caption = bs_node_get_text (node, "caption");
  const char *file = bs_node_get_text (node, "original_name");
  const char *headline = bs_node_get_text (bs_issue_get_story (issue,
                                                               bs_node_get_text (node, "story")),
                                           "headline");
  g_autofree char *start = NULL;

  if (node == NULL)
    return NULL;
  if (*caption != '\0')
    return dup_start (caption, NAME_CHARACTERS);
  /* A hand that named it began with what tells it from others; letters are narrow. */
  if (*file != '\0')
    return dup_start (file, 2 * NAME_CHARACTERS);
  if (*headline == '\0')
    /* Translators: what a photo without a caption is called: Photo “unnamed” names no … */
    return g_strdup (_ ("unnamed"));

  start = dup_start (headline, NAME_CHARACTERS);
  /* Translators: what a photo without a caption is called, by the headline of its story: Photo
   * “with ‘New Bridge’” names no … */
  return g_strdup_printf (_ ("with ‘%s’"), start);
}
