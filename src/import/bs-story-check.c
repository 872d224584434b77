/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-story-check.h"

#include "bs-config.h"

#include "model/bs-issue.h"

#include <string.h>

/* Characters on either side by which a fault that was let pass is known again. */
#define CONTEXT 4

typedef struct
{
  BsNode *text;
  BsNode *next; /* paragraph that follows; NULL: none */
  BsNode *passed;
  BsCheckedText checked;
} Entry;

struct _BsStoryCheck
{
  BsTextCheck *check;
  char *story;
  GHashTable *entries; /* path -> Entry */
  GPtrArray *shown;    /* borrowed BsCheckedText */
};

static void
entry_free (Entry *entry)
{
  g_clear_pointer (&entry->text, bs_node_unref);
  g_clear_pointer (&entry->next, bs_node_unref);
  g_clear_pointer (&entry->passed, bs_node_unref);
  g_clear_pointer (&entry->checked.path, g_free);
  g_clear_pointer (&entry->checked.faults, g_ptr_array_unref);
  g_free (entry);
}

BsStoryCheck *
bs_story_check_new (void)
{
  BsStoryCheck *self = g_new0 (BsStoryCheck, 1);

  self->check = bs_text_check_new ();
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify) entry_free);
  self->shown = g_ptr_array_new ();

  return self;
}

void
bs_story_check_free (BsStoryCheck *self)
{
  g_ptr_array_unref (self->shown);
  g_hash_table_unref (self->entries);
  bs_text_check_free (self->check);
  g_free (self->story);
  g_free (self);
}

/* --- What was let pass --- */

static char *
dup_context (const char *text, const BsTextFault *fault)
{
  const char *from = text + fault->offset;
  const char *to = from + fault->length;

  for (guint i = 0; i < CONTEXT && from > text; i++)
    from = g_utf8_prev_char (from);
  for (guint i = 0; i < CONTEXT && *to != '\0'; i++)
    to = g_utf8_next_char (to);

  return g_strndup (from, (gsize) (to - from));
}

/* "doubled:的的" for a whole story; "doubled@p3:他说的的确是" for one place. */
static char *
dup_pass (const char *path, const char *text, const BsTextFault *fault, gboolean everywhere)
{
  const char *kind = bs_text_fault_kind_get_name (fault->kind);
  g_autofree char *context = NULL;
  g_auto (GStrv) steps = NULL;

  if (everywhere)
    return g_strconcat (kind, ":", fault->text, NULL);

  /* /stories/s1/headline, /stories/s1/paragraphs/p3/text, /photos/f2/caption */
  steps = g_strsplit (path, "/", -1);
  context = dup_context (text, fault);

  return g_strconcat (kind, "@",
                      g_strv_length (steps) > 4 ? steps[4] : steps[g_strv_length (steps) - 1], ":",
                      context, NULL);
}

static gboolean
is_passed (const BsNode *passed, const char *pass)
{
  for (guint i = 0; i < bs_node_get_length (passed); i++)
    if (strcmp (bs_node_get_string (bs_node_get_element (passed, i)), pass) == 0)
      return TRUE;

  return FALSE;
}

static void
drop_passed (const Entry *entry)
{
  const char *text = bs_node_get_string (entry->text);
  GPtrArray *faults = entry->checked.faults;

  for (guint i = 0; bs_node_get_length (entry->passed) > 0 && i < faults->len;)
    {
      const BsTextFault *fault = g_ptr_array_index (faults, i);
      g_autofree char *here = dup_pass (entry->checked.path, text, fault, FALSE);
      g_autofree char *anywhere = dup_pass (entry->checked.path, text, fault, TRUE);

      if (is_passed (entry->passed, here) || is_passed (entry->passed, anywhere))
        g_ptr_array_remove_index (faults, i);
      else
        i++;
    }
}

gboolean
bs_story_check_let_pass (BsDocument *document, const char *path, const BsTextFault *fault,
                         gboolean everywhere, GError **error)
{
  const BsNode *root = bs_document_get_root (document);
  const char *text = bs_node_get_string (bs_node_lookup (root, path));
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);
  const char *story = g_strv_length (steps) > 2 ? steps[2] : "";
  g_autofree char *list = NULL;
  g_autoptr (BsNode) value = NULL;
  g_autofree char *pass = dup_pass (path, text, fault, everywhere);

  if (g_str_equal (steps[1], "photos"))
    story = bs_node_get_text (bs_issue_get_photo (root, story), "story");
  list = g_strdup_printf ("/stories/%s/let_pass", story);
  value = bs_node_new_string (pass);
  if (bs_node_lookup (root, list) == NULL)
    {
      g_autoptr (BsNode) empty = bs_node_builder_end (bs_node_builder_new_array ());

      if (!bs_document_set_node (document, list, empty, error))
        return FALSE;
    }

  return bs_document_insert (document, list, -1, value, error);
}

/* --- Reading --- */

typedef struct
{
  BsStoryCheck *self;
  const BsNode *passed;
  GHashTable *seen;
} Reading;

static void
read_text (Reading *reading, char *path /* taken */, const BsNode *text, BsTextRole role,
           const BsNode *next)
{
  Entry *entry = g_hash_table_lookup (reading->self->entries, path);
  const char *next_text = next != NULL ? bs_node_get_text (next, "text") : NULL;
  BsTextPlace place = { role, next_text };

  if (text == NULL || *bs_node_get_string (text) == '\0')
    {
      g_free (path);
      return;
    }
  if (entry != NULL && entry->text == text && entry->passed == reading->passed
      && (entry->next == next || (entry->next != NULL && next != NULL)))
    {
      const char *was = entry->next != NULL ? bs_node_get_text (entry->next, "text") : "";

      g_free (path);
      if (entry->next == next
          || g_utf8_get_char (was) == g_utf8_get_char (next_text != NULL ? next_text : ""))
        {
          g_hash_table_add (reading->seen, entry->checked.path);
          if (entry->checked.faults->len > 0)
            g_ptr_array_add (reading->self->shown, &entry->checked);
          return;
        }
      path = g_strdup (entry->checked.path);
    }

  entry = g_new0 (Entry, 1);
  entry->text = bs_node_ref (text);
  entry->next = next != NULL ? bs_node_ref (next) : NULL;
  entry->passed = reading->passed != NULL ? bs_node_ref (reading->passed) : NULL;
  entry->checked.path = path;
  entry->checked.faults = bs_text_check_run (reading->self->check, bs_node_get_string (text),
                                             &place);
  drop_passed (entry);
  g_hash_table_replace (reading->self->entries, entry->checked.path, entry);
  g_hash_table_add (reading->seen, entry->checked.path);
  if (entry->checked.faults->len > 0)
    g_ptr_array_add (reading->self->shown, &entry->checked);
}

static void
read_paragraphs (Reading *reading, const BsNode *story)
{
  const BsNode *paragraphs = bs_story_get_paragraphs (story);

  for (guint i = 0; i < bs_node_get_length (paragraphs); i++)
    {
      const BsNode *paragraph = bs_node_get_element (paragraphs, i);
      const BsNode *next = bs_node_get_element (paragraphs, i + 1);

      read_text (reading,
                 g_strdup_printf ("/stories/%s/paragraphs/%s/text", reading->self->story,
                                  bs_node_get_text (paragraph, "id")),
                 bs_node_get_member (paragraph, "text"),
                 bs_paragraph_is_subhead (paragraph) ? BS_TEXT_ROLE_HEADLINE : BS_TEXT_ROLE_BODY,
                 next);
    }
}

static void
read_captions (Reading *reading, const BsNode *issue)
{
  const BsNode *photos = bs_issue_get_photos (issue);

  for (guint i = 0; i < bs_node_get_length (photos); i++)
    {
      const BsNode *photo = bs_node_get_element (photos, i);

      if (strcmp (bs_node_get_text (photo, "story"), reading->self->story) == 0)
        read_text (reading, g_strdup_printf ("/photos/%s/caption", bs_node_get_text (photo, "id")),
                   bs_node_get_member (photo, "caption"), BS_TEXT_ROLE_CAPTION, NULL);
    }
}

static gboolean
is_unseen (gpointer key, gpointer value G_GNUC_UNUSED, gpointer seen)
{
  return !g_hash_table_contains (seen, key);
}

const GPtrArray *
bs_story_check_run (BsStoryCheck *self, const BsNode *issue, const char *story)
{
  static const char *const fields[] = { "kicker", "headline", "deck" };
  const BsNode *node = story != NULL ? bs_issue_get_story (issue, story) : NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Reading reading = { self, bs_node_get_member (node, "let_pass"), seen };

  g_return_val_if_fail (self != NULL, NULL);

  if (g_strcmp0 (self->story, story) != 0)
    {
      g_hash_table_remove_all (self->entries);
      g_free (self->story);
      self->story = g_strdup (story);
    }
  g_ptr_array_set_size (self->shown, 0);
  if (node == NULL)
    return self->shown;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    read_text (&reading, g_strdup_printf ("/stories/%s/%s", story, fields[i]),
               bs_node_get_member (node, fields[i]), BS_TEXT_ROLE_HEADLINE, NULL);
  read_paragraphs (&reading, node);
  read_captions (&reading, issue);
  g_hash_table_foreach_remove (self->entries, is_unseen, seen);

  return self->shown;
}
