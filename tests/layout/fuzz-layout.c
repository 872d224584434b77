/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page of whatever a file may say: input that begins with a brace is an issue as JSON; of any
 * other each byte decides something of an invented one. It is drawn, laid out and drawn again.
 */

#include "layout/bs-layout.h"
#include "model/bs-json.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define MAX_SIZE 20000
#define LAY_OUT_ONE_IN 8 /* by its size: laying out takes half a second */

typedef struct
{
  const guint8 *data;
  gsize size;
  gsize at;
} Bytes;

static guint
take (Bytes *bytes, guint n)
{
  return bytes->at < bytes->size ? bytes->data[bytes->at++] % n : 0;
}

static BsLayout *layout_of_all;

static void
free_layout (void)
{
  g_clear_object (&layout_of_all);
}

static BsLayout *
get_layout (void)
{
  g_autoptr (BsEnvironment) environment = NULL;

  if (layout_of_all == NULL)
    {
      environment = bs_environment_new_default ();
      layout_of_all = bs_layout_new (environment, NULL);
      atexit (free_layout);
    }

  return layout_of_all;
}

static gint64
take_number (Bytes *bytes)
{
  static const gint64 odd[] = { -1, G_MININT64, G_MAXINT64, G_MAXUINT32, 65536, 1000, 250, 0 };
  guint byte = take (bytes, 256);

  return byte < 240 ? byte % 120 : odd[byte % G_N_ELEMENTS (odd)];
}

static void
set_numbers (Bytes *bytes, BsNodeBuilder *builder, const char *const *keys)
{
  for (guint i = 0; keys[i] != NULL; i++)
    if (take (bytes, 4) > 0)
      bs_node_builder_set_number (builder, keys[i], take_number (bytes));
}

static char *
take_id (Bytes *bytes, char letter)
{
  return g_strdup_printf ("%c%u", letter, take (bytes, 6));
}

static char *
take_text (Bytes *bytes)
{
  static const char *const pieces[] = { "晨光", "，", "“", "”",  "A",    " ",  "2026", "—",
                                        "\n",   "\t", "é", "𠀀", "word", "（", "．" };
  guint n = take (bytes, 8) == 0 ? take (bytes, 256) * 4 : take (bytes, 24);
  GString *text = g_string_new (NULL);
  guint step = 1 + take (bytes, 7);

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[i * step % G_N_ELEMENTS (pieces)]);

  return g_string_free (text, FALSE);
}

static void
set_texts (Bytes *bytes, BsNodeBuilder *builder, const char *const *keys)
{
  for (guint i = 0; keys[i] != NULL; i++)
    if (take (bytes, 2) > 0)
      {
        g_autofree char *text = take_text (bytes);

        bs_node_builder_set_text (builder, keys[i], text);
      }
}

static BsNode *
take_story (Bytes *bytes, guint index)
{
  static const char *const texts[] = { "headline", "kicker",  "deck", "flag",
                                       "dateline", "sponsor", NULL };
  static const char *const numbers[] = { "priority", NULL };
  static const char *const forms[] = { "dots", "reporter", "correspondent", "other", "?" };
  BsNodeBuilder *story = bs_node_builder_new_object ();
  BsNodeBuilder *paragraphs = bs_node_builder_new_array ();
  BsNodeBuilder *bylines = bs_node_builder_new_array ();
  guint n = take (bytes, 6);
  g_autofree char *id = g_strdup_printf ("s%u", index);

  bs_node_builder_set_text (story, "id", id);
  bs_node_builder_set_text (story, "page", take (bytes, 5) > 0 ? "A1" : "A2");
  bs_node_builder_set_text (story, "continued_on", take (bytes, 5) > 3 ? "A1" : "");
  bs_node_builder_set_text (story, "continued_from", take (bytes, 5) > 3 ? "A2" : "");
  set_texts (bytes, story, texts);
  set_numbers (bytes, story, numbers);
  for (guint i = 0; i < n; i++)
    {
      BsNodeBuilder *paragraph = bs_node_builder_new_object ();
      g_autofree char *text = take_text (bytes);

      bs_node_builder_set_text (paragraph, "id", "p1");
      bs_node_builder_set_text (paragraph, "role", take (bytes, 4) > 0 ? "body" : "subhead");
      bs_node_builder_set_text (paragraph, "text", text);
      bs_node_builder_add (paragraphs, bs_node_builder_end (paragraph));
    }
  if (take (bytes, 2) > 0)
    {
      BsNodeBuilder *byline = bs_node_builder_new_object ();

      bs_node_builder_set_text (byline, "form", forms[take (bytes, G_N_ELEMENTS (forms))]);
      bs_node_builder_set_text (byline, "title", "记者");
      bs_node_builder_add (bylines, bs_node_builder_end (byline));
    }
  bs_node_builder_set (story, "paragraphs", bs_node_builder_end (paragraphs));
  bs_node_builder_set (story, "bylines", bs_node_builder_end (bylines));

  return bs_node_builder_end (story);
}

static BsNode *
take_photo (Bytes *bytes, guint index)
{
  static const char *const texts[] = { "caption", NULL };
  static const char *const numbers[] = { "width", "height", "priority", NULL };
  static const char *const sides[] = { "left", "right", "top", "bottom", NULL };
  BsNodeBuilder *photo = bs_node_builder_new_object ();
  BsNodeBuilder *crop = bs_node_builder_new_object ();
  g_autofree char *id = g_strdup_printf ("f%u", index);
  g_autofree char *story = take_id (bytes, 's');

  bs_node_builder_set_text (photo, "id", id);
  bs_node_builder_set_text (photo, "page", "A1");
  bs_node_builder_set_text (photo, "story", take (bytes, 2) > 0 ? story : "");
  bs_node_builder_set_text (photo, "group", take (bytes, 4) > 2 ? "四季" : "");
  bs_node_builder_set_text (photo, "file", take (bytes, 2) > 0 ? "a.jpg" : "");
  set_texts (bytes, photo, texts);
  set_numbers (bytes, photo, numbers);
  set_numbers (bytes, crop, sides);
  bs_node_builder_set (photo, "crop", bs_node_builder_end (crop));

  return bs_node_builder_end (photo);
}

static BsNode *
take_box (Bytes *bytes)
{
  static const char *const kinds[] = { "story", "photo", "group", "house-ad", "?" };
  static const char *const frames[] = { "", "rule", "tint" };
  static const char *const positions[] = { "above", "left", "right", "vertical", "middle" };
  static const char *const places[] = { "column", "columns", "line", "lines", NULL };
  static const char *const dress[] = { "legs", "measure", "across", NULL };
  static const char *const heads[] = { "size", "lines", "columns", NULL };
  static const char *const pictures[] = { "legs", "lines", NULL };
  BsNodeBuilder *box = bs_node_builder_new_object ();
  BsNodeBuilder *refs = bs_node_builder_new_array ();
  BsNodeBuilder *head = bs_node_builder_new_object ();
  BsNodeBuilder *picture = bs_node_builder_new_object ();
  guint kind = take (bytes, G_N_ELEMENTS (kinds));
  guint n_refs = take (bytes, 4);
  g_autofree char *id = take_id (bytes, 'b');

  bs_node_builder_set_text (box, "id", id);
  bs_node_builder_set_text (box, "kind", kinds[kind]);
  for (guint i = 0; i < n_refs; i++)
    {
      g_autofree char *ref = take_id (bytes, take (bytes, 2) > 0 ? 's' : 'f');

      bs_node_builder_add (refs, bs_node_new_string (ref));
    }
  bs_node_builder_set (box, "refs", bs_node_builder_end (refs));
  bs_node_builder_set_flag (box, "locked", take (bytes, 2) > 0);
  bs_node_builder_set_text (box, "frame", frames[take (bytes, G_N_ELEMENTS (frames))]);
  bs_node_builder_set_text (head, "position", positions[take (bytes, G_N_ELEMENTS (positions))]);
  set_numbers (bytes, box, places);
  set_numbers (bytes, box, dress);
  set_numbers (bytes, head, heads);
  set_numbers (bytes, picture, pictures);
  bs_node_builder_set (box, "headline", bs_node_builder_end (head));
  bs_node_builder_set (box, "picture", bs_node_builder_end (picture));

  return bs_node_builder_end (box);
}

static BsNode *
take_page (Bytes *bytes, const char *id)
{
  BsNodeBuilder *page = bs_node_builder_new_object ();
  BsNodeBuilder *boxes = bs_node_builder_new_array ();
  guint n = take (bytes, 8);

  for (guint i = 0; i < n; i++)
    bs_node_builder_add (boxes, take_box (bytes));
  bs_node_builder_set_text (page, "id", id);
  bs_node_builder_set (page, "boxes", bs_node_builder_end (boxes));

  return bs_node_builder_end (page);
}

static BsNode *
invent (Bytes *bytes)
{
  BsNodeBuilder *issue = bs_node_builder_new_object ();
  BsNodeBuilder *stories = bs_node_builder_new_array ();
  BsNodeBuilder *photos = bs_node_builder_new_array ();
  BsNodeBuilder *pages = bs_node_builder_new_array ();
  guint n_stories = take (bytes, 6);
  guint n_photos = take (bytes, 5);

  bs_node_builder_set_text (issue, "page_format", take (bytes, 2) > 0 ? "tabloid" : "broadsheet");
  for (guint i = 0; i < n_stories; i++)
    bs_node_builder_add (stories, take_story (bytes, i));
  for (guint i = 0; i < n_photos; i++)
    bs_node_builder_add (photos, take_photo (bytes, i));
  bs_node_builder_add (pages, take_page (bytes, "A1"));
  bs_node_builder_add (pages, take_page (bytes, "A2"));
  bs_node_builder_set (issue, "stories", bs_node_builder_end (stories));
  bs_node_builder_set (issue, "photos", bs_node_builder_end (photos));
  bs_node_builder_set (issue, "pages", bs_node_builder_end (pages));

  return bs_node_builder_end (issue);
}

static BsNode *
with_boxes (const BsNode *issue, guint index, const BsNode *boxes)
{
  const BsNode *pages = bs_issue_get_pages (issue);
  g_autoptr (BsNode) page = bs_node_with_member (bs_node_get_element (pages, index), "boxes",
                                                 boxes);
  g_autoptr (BsNode) all = bs_node_with_replaced (pages, index, page);

  return bs_node_with_member (issue, "pages", all);
}

static void
check_page (BsLayout *layout, const BsNode *issue, guint index, gboolean lay_out)
{
  const char *page = bs_node_get_text (bs_node_get_element (bs_issue_get_pages (issue), index),
                                       "id");
  g_autoptr (BsPageResult) result = bs_layout_page (layout, issue, page, NULL);
  g_autoptr (BsPageResult) placed = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (BsNode) laid_out = NULL;

  g_assert_true (result == NULL || (result->empty >= 0 && result->empty <= 1));
  if (result == NULL || !lay_out)
    return;
  found = bs_layout_arrange (layout, issue, page, NULL, NULL);
  if (found == NULL)
    return;
  laid_out = with_boxes (issue, index, ((BsArrangement *) g_ptr_array_index (found, 0))->boxes);
  placed = bs_layout_page (layout, laid_out, page, NULL);
  g_assert_nonnull (placed);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  BsLayout *layout = get_layout ();
  Bytes bytes = { data, MIN (size, MAX_SIZE), 0 };
  g_autoptr (BsNode) issue = NULL;

  /* Without a font there is nothing to compose with. */
  if (layout == NULL || size == 0)
    return 0;
  issue = data[0] == '{' ? bs_json_parse ("fuzz", (const char *) data, bytes.size, NULL)
                         : invent (&bytes);
  if (issue == NULL)
    return 0;
  for (guint i = 0; i < MIN (2, bs_node_get_length (bs_issue_get_pages (issue))); i++)
    check_page (layout, issue, i, size % LAY_OUT_ONE_IN == 0);

  return 0;
}
