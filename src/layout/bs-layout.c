/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-copy-shelf-private.h"

#include "layout/bs-ad-box-private.h"
#include "layout/bs-furniture-private.h"
#include "layout/bs-photo-box-private.h"
#include "layout/bs-story-box-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A format, and the same with the house rules and styles of the issue that was last laid out in it.
 * Owned; of the nodes references, NULL: the issue has none. */
typedef struct
{
  BsNode *own; /* what the issue brings of the format itself */
  BsPageFormat *format;
  BsNode *rules;
  BsNode *styles;
  BsPageFormat *dressed;
} FormatEntry;

struct _BsLayout
{
  GObject parent_instance;

  BsEnvironment *environment;
  BsComposer *composer;
  GHashTable *formats; /* name -> FormatEntry */
  BsCopyShelf *copies;
  BsNode *publication; /* owned reference: what copies and pieces were made for; NULL: none */
  GHashTable *pieces;  /* "page/box" -> BsPiece */
};

G_DEFINE_FINAL_TYPE (BsLayout, bs_layout, G_TYPE_OBJECT)

static void
format_entry_free (FormatEntry *entry)
{
  g_clear_pointer (&entry->format, bs_page_format_unref);
  g_clear_pointer (&entry->dressed, bs_page_format_unref);
  g_clear_pointer (&entry->styles, bs_node_unref);
  g_clear_pointer (&entry->rules, bs_node_unref);
  g_clear_pointer (&entry->own, bs_node_unref);
  g_free (entry);
}

static void
piece_free (BsPiece *piece)
{
  if (piece == NULL)
    return;
  bs_node_unref (piece->node);
  g_ptr_array_unref (piece->sources);
  bs_page_format_unref (piece->format);
  g_free ((char *) piece->stretch.from);
  g_free ((char *) piece->stretch.on);
  g_clear_pointer (&piece->list, bs_display_list_unref);
  g_free (piece);
}

BsComposer *
bs_layout_get_composer (BsLayout *self)
{
  return self->composer;
}

BsEnvironment *
bs_layout_get_environment (BsLayout *self)
{
  return self->environment;
}

/**
 * bs_layout_get_copy:
 * @self: a layout
 * @story: a story
 * @format: what it is to be set in
 *
 * Returns: (transfer none): the whole story's copy, as if it stood in one box
 */
BsCopy *
bs_layout_get_copy (BsLayout *self, const BsNode *story, BsPageFormat *format)
{
  return bs_copy_shelf_get_whole (self->copies, story, format);
}

BsCopyShelf *
bs_layout_get_shelf (BsLayout *self)
{
  return self->copies;
}

/* Its language is in the jump lines of whatever was set before. */
static void
note_publication (BsLayout *self, const BsNode *issue)
{
  const BsNode *publication = bs_node_get_member (issue, "publication");

  if (self->publication == publication)
    return;
  g_clear_pointer (&self->publication, bs_node_unref);
  self->publication = publication != NULL ? bs_node_ref (publication) : NULL;
  bs_copy_shelf_clear (self->copies);
  g_hash_table_remove_all (self->pieces);
}

static void
keep_node (BsNode **kept, const BsNode *node)
{
  g_clear_pointer (kept, bs_node_unref);
  *kept = node != NULL ? bs_node_ref (node) : NULL;
}

/* The same node is the same content, as long as it is held. */
static FormatEntry *
find_format (BsLayout *self, const BsNode *issue, const char *name, GError **error)
{
  const BsNode *own = bs_node_get_member (bs_node_get_member (issue, "page_formats"), name);
  FormatEntry *entry = g_hash_table_lookup (self->formats, name);
  BsPageFormat *format;

  if (entry != NULL && entry->own == own)
    return entry;
  format = bs_page_format_load_for_issue (self->environment, issue, name, error);
  if (format == NULL)
    return NULL;
  entry = g_new0 (FormatEntry, 1);
  entry->format = format;
  keep_node (&entry->own, own);
  g_hash_table_replace (self->formats, g_strdup (name), entry);

  return entry;
}

BsPageFormat *
bs_layout_get_format (BsLayout *self, const BsNode *issue, const char *page, GError **error)
{
  const BsNode *node = bs_issue_get_page (issue, page);
  const BsNode *styles = bs_node_get_member (issue, "styles");
  const BsNode *rules = bs_node_get_member (issue, "house_rules");
  FormatEntry *entry;

  if (node == NULL)
    {
      g_set_error (error, BS_LAYOUT_ERROR, BS_LAYOUT_ERROR_NO_PAGE,
                   _ ("There is no page “%s”: the issue does not list it. Add the page, or name "
                      "another."),
                   page);
      return NULL;
    }
  entry = find_format (self, issue, bs_issue_get_page_format (issue, node), error);
  if (entry == NULL)
    return NULL;
  note_publication (self, issue);
  if (entry->dressed == NULL || entry->styles != styles || entry->rules != rules)
    {
      g_clear_pointer (&entry->dressed, bs_page_format_unref);
      keep_node (&entry->styles, styles);
      keep_node (&entry->rules, rules);
      entry->dressed = bs_page_format_dress (entry->format, issue);
    }

  return entry->dressed;
}

static void
note_missing (BsPiece *piece, const BsParagraph *paragraph)
{
  if (paragraph == NULL || bs_paragraph_get_n_missing (paragraph) == 0)
    return;
  if (piece->n_missing == 0)
    {
      guint32 offset;

      piece->missing = bs_paragraph_get_missing (paragraph, 0, &offset);
    }
  piece->n_missing += bs_paragraph_get_n_missing (paragraph);
}

static void
note_headline (BsPiece *piece, const BsStoryPlan *plan, const BsSetting *setting)
{
  if (plan->header->items[BS_HEADER_HEADLINE].n_lines == 0)
    return;
  piece->headline_size = plan->header->size;
  piece->splits_word = plan->header->splits_word;
  bs_story_plan_get_header_rect (plan, setting, &piece->box, &piece->headline);
}

static void
draw_story (BsLayout *self, BsPiece *piece, const BsSetting *setting, BsDisplayListBuilder *builder)
{
  const BsNode *story = g_ptr_array_index (piece->sources, 0);
  BsCopy *copy = bs_copy_shelf_get_part (self->copies, setting, piece->format, story, piece->part);
  BsStoryPlan plan;

  bs_story_plan_init (&plan, copy, setting, &piece->box, piece->story_class);
  bs_story_plan_draw (&plan, setting, &piece->box, builder);
  piece->need = plan.body->lines->len;
  piece->text_lines = bs_body_count_text_lines (plan.body);
  piece->room = plan.room;
  piece->over = plan.over;
  piece->over_characters = plan.over > 0 ? bs_story_plan_count_overset_characters (&plan) : 0;
  piece->n_legs = plan.legs.n_legs;
  piece->characters = plan.legs.characters;
  piece->shortest_leg = G_MAXUINT;
  for (guint i = 0; i < plan.legs.n_legs; i++)
    if (plan.leg[i].lines > 0)
      piece->shortest_leg = MIN (piece->shortest_leg, plan.leg[i].lines);
  note_headline (piece, &plan, setting);
  bs_piece_facts_init (&piece->facts, &plan);
  for (guint i = 0; i < plan.body->parts->len; i++)
    note_missing (piece, ((BsPart *) g_ptr_array_index (plan.body->parts, i))->paragraph);
  for (guint i = 0; i < BS_HEADER_N_PARTS; i++)
    note_missing (piece, plan.header->items[i].part.paragraph);
}

static void
draw_piece (BsLayout *self, BsPiece *piece, const BsSetting *setting)
{
  BsDisplayListBuilder *builder = bs_display_list_builder_new (setting->page,
                                                               setting->format->width,
                                                               setting->format->height);
  BsRegion region = { .kind = BS_REGION_BOX, .id = piece->box.id };

  piece->rect = bs_box_get_rect (&piece->box, setting->format);
  region.ref = piece->box.n_refs > 0 ? piece->box.refs[0] : "";
  region.rect = piece->rect;
  bs_display_list_builder_add_region (builder, &region);
  bs_box_frame_draw (&piece->box, setting->format, builder);
  if (piece->box.kind == BS_BOX_HOUSE_AD)
    bs_house_ad_draw (setting, &piece->box, builder);
  else if (piece->box.kind == BS_BOX_AD)
    bs_ad_draw (setting, &piece->box, builder);
  else if (g_ptr_array_index (piece->sources, 0) == NULL)
    ; /* what it showed is gone from the issue: the check says so */
  else if (piece->box.kind == BS_BOX_STORY)
    draw_story (self, piece, setting, builder);
  else if (piece->box.kind == BS_BOX_PHOTO)
    bs_photo_box_draw (setting, &piece->box, builder);
  else
    bs_group_draw (setting, &piece->box, builder);
  piece->list = bs_display_list_builder_end (builder);
  bs_piece_facts_note_captions (&piece->facts, piece->sources, piece->list);
}

static const BsNode *
find_source (const BsSetting *setting, const BsBox *box, guint index)
{
  if (box->kind == BS_BOX_STORY && index == 0)
    return bs_issue_get_story (setting->issue, box->refs[0]);

  return bs_issue_get_photo (setting->issue, box->refs[index]);
}

static gboolean
piece_is_current (const BsPiece *piece, const BsSetting *setting, const BsPiece *now)
{
  if (piece->node != now->node || piece->format != now->format
      || piece->story_class != now->story_class || piece->part != now->part
      || piece->n_parts != now->n_parts || !bs_stretch_equal (&piece->stretch, &now->stretch))
    return FALSE;
  for (guint i = 0; i < piece->box.n_refs; i++)
    if (find_source (setting, &piece->box, i) != g_ptr_array_index (piece->sources, i))
      return FALSE;

  return TRUE;
}

static void
unref_source (gpointer node)
{
  if (node != NULL)
    bs_node_unref (node);
}

/* A box of the same id that this page has already shown keeps its own piece. */
static char *
dup_free_key (BsLayout *self, const char *page, const char *id)
{
  GString *key = g_string_new (NULL);
  const BsPiece *piece;

  g_string_printf (key, "%s/%s", page, id);
  while ((piece = g_hash_table_lookup (self->pieces, key->str)) != NULL && piece->used)
    g_string_append_c (key, '/');

  return g_string_free (key, FALSE);
}

/* Which part of which story it is; nothing of @piece is owned yet. */
static void
find_part (BsLayout *self, const BsSetting *setting, BsPiece *piece)
{
  const BsNode *story;
  const BsCopy *copy;

  piece->n_parts = 1;
  if (piece->box.kind != BS_BOX_STORY || (story = find_source (setting, &piece->box, 0)) == NULL)
    return;
  bs_copy_shelf_find_part (self->copies, setting->issue, story, piece->node, &piece->part,
                           &piece->n_parts);
  piece->story_class = bs_thread_get_part_class (bs_story_get_class (setting->issue, story),
                                                 piece->part);
  copy = bs_copy_shelf_get_part (self->copies, setting, piece->format, story, piece->part);
  piece->stretch = *bs_copy_get_stretch (copy);
}

static BsPiece *
get_piece (BsLayout *self, const BsSetting *setting, const BsNode *node, BsPageFormat *format)
{
  g_autofree char *key = dup_free_key (self, setting->page, bs_node_get_text (node, "id"));
  BsPiece *piece = g_hash_table_lookup (self->pieces, key);
  BsPiece now = { .node = (BsNode *) node, .format = format };

  if (!bs_box_read (&now.box, node, format))
    return NULL;
  find_part (self, setting, &now);
  if (piece != NULL && piece_is_current (piece, setting, &now))
    return piece;

  piece = g_new0 (BsPiece, 1);
  *piece = now;
  piece->node = bs_node_ref (node);
  piece->format = bs_page_format_ref (format);
  piece->stretch.from = g_strdup (now.stretch.from);
  piece->stretch.on = g_strdup (now.stretch.on);
  piece->sources = g_ptr_array_new_with_free_func (unref_source);
  for (guint i = 0; i < now.box.n_refs; i++)
    {
      const BsNode *source = find_source (setting, &now.box, i);

      g_ptr_array_add (piece->sources, source != NULL ? bs_node_ref (source) : NULL);
    }
  draw_piece (self, piece, setting);
  g_hash_table_replace (self->pieces, g_steal_pointer (&key), piece);

  return piece;
}

static gboolean
drop_unused (gpointer key, gpointer value, gpointer data)
{
  const char *page = data;
  const BsPiece *piece = value;

  return !piece->used && g_str_has_prefix (key, page) && ((const char *) key)[strlen (page)] == '/';
}

static GPtrArray *
collect_pieces (BsLayout *self, const BsSetting *setting, BsPageFormat *format)
{
  const BsNode *boxes = bs_node_get_member (bs_issue_get_page (setting->issue, setting->page),
                                            "boxes");
  GPtrArray *pieces = g_ptr_array_new ();

  for (guint i = 0; i < MIN (bs_node_get_length (boxes), BS_MAX_BOXES); i++)
    {
      BsPiece *piece = get_piece (self, setting, bs_node_get_element (boxes, i), format);

      if (piece == NULL)
        continue;
      piece->used = TRUE;
      g_ptr_array_add (pieces, piece);
    }
  g_hash_table_foreach_remove (self->pieces, drop_unused, (gpointer) setting->page);
  for (guint i = 0; i < pieces->len; i++)
    ((BsPiece *) g_ptr_array_index (pieces, i))->used = FALSE;

  return pieces;
}

static BsDisplayList *
join_pieces (const BsSetting *setting, GPtrArray *pieces)
{
  BsDisplayListBuilder *builder = bs_display_list_builder_new (setting->page,
                                                               setting->format->width,
                                                               setting->format->height);
  g_autofree BsBox *boxes = g_new0 (BsBox, pieces->len + 1);

  if (bs_page_has_masthead (setting->issue, setting->page))
    bs_masthead_draw (setting, builder);
  else
    bs_folio_draw (setting, builder);
  for (guint i = 0; i < pieces->len; i++)
    boxes[i] = ((BsPiece *) g_ptr_array_index (pieces, i))->box;
  bs_rules_draw (setting, boxes, pieces->len, builder);
  for (guint i = 0; i < pieces->len; i++)
    bs_display_list_builder_append (builder, ((BsPiece *) g_ptr_array_index (pieces, i))->list, 0,
                                    0);

  return bs_display_list_builder_end (builder);
}

static void
clear_copyfit (gpointer data)
{
  g_free (((BsCopyfit *) data)->story);
}

static gboolean
has_fit (const GArray *copyfit, const char *story)
{
  for (guint i = 0; i < copyfit->len; i++)
    if (g_str_equal (g_array_index (copyfit, BsCopyfit, i).story, story))
      return TRUE;

  return FALSE;
}

static GArray *
collect_copyfit (BsLayout *self, const BsSetting *setting, GPtrArray *pieces)
{
  GArray *copyfit = g_array_new (FALSE, FALSE, sizeof (BsCopyfit));

  g_array_set_clear_func (copyfit, clear_copyfit);
  for (guint i = 0; i < pieces->len; i++)
    {
      const BsPiece *piece = g_ptr_array_index (pieces, i);
      BsCopyfit fit = { 0 };

      if (piece->box.kind != BS_BOX_STORY || g_ptr_array_index (piece->sources, 0) == NULL
          || has_fit (copyfit, piece->box.refs[0]))
        continue;
      fit.lines = piece->need;
      fit.room = piece->room;
      fit.over_lines = piece->over;
      fit.over_characters = (int) piece->over_characters;
      if (piece->over < 0)
        fit.over_characters = piece->over * (int) piece->characters;
      if (piece->n_parts > 1)
        {
          fit = (BsCopyfit){ 0 };
          bs_copy_shelf_count_fit (self->copies, setting, g_ptr_array_index (piece->sources, 0),
                                   &fit);
        }
      fit.story = g_strdup (piece->box.refs[0]);
      g_array_append_val (copyfit, fit);
    }

  return copyfit;
}

/**
 * bs_layout_page:
 * @self: a layout
 * @issue: root of the issue
 * @page: id of the page
 *
 * Draws the page as its boxes say and judges it. Only boxes whose node or content changed since
 * the last call are set again; of a story that stands in several boxes also those after one that
 * now ends elsewhere.
 *
 * Returns: (transfer full): display list, findings and copyfit; NULL with %BS_LAYOUT_ERROR_NO_PAGE
 *   or %BS_LAYOUT_ERROR_FORMAT
 */
BsPageResult *
bs_layout_page (BsLayout *self, const BsNode *issue, const char *page, GError **error)
{
  g_autoptr (GPtrArray) pieces = NULL;
  BsPageResult *result;
  BsPageFormat *format;
  BsSetting setting;

  g_return_val_if_fail (BS_IS_LAYOUT (self) && page != NULL, NULL);

  format = bs_layout_get_format (self, issue, page, error);
  if (format == NULL)
    return NULL;
  setting = (BsSetting){ self->composer, format, issue, page,
                         bs_environment_get_fonts (self->environment) };
  pieces = collect_pieces (self, &setting, format);
  result = g_new0 (BsPageResult, 1);
  result->ref_count = 1;
  result->list = join_pieces (&setting, pieces);
  result->copyfit = collect_copyfit (self, &setting, pieces);
  result->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_finding_free);
  bs_check_page (&setting, pieces, result->findings);
  bs_findings_settle (result->findings, 0);
  result->empty = bs_check_count_empty (&setting, pieces);

  return result;
}

BsPageResult *
bs_page_result_ref (BsPageResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);
  g_atomic_int_inc (&result->ref_count);

  return result;
}

void
bs_page_result_unref (BsPageResult *result)
{
  if (result == NULL || !g_atomic_int_dec_and_test (&result->ref_count))
    return;
  bs_display_list_unref (result->list);
  g_ptr_array_unref (result->findings);
  g_array_unref (result->copyfit);
  g_free (result);
}

static void
bs_layout_finalize (GObject *object)
{
  BsLayout *self = BS_LAYOUT (object);

  g_clear_pointer (&self->pieces, g_hash_table_unref);
  g_clear_pointer (&self->copies, bs_copy_shelf_free);
  g_clear_pointer (&self->formats, g_hash_table_unref);
  g_clear_pointer (&self->publication, bs_node_unref);
  g_clear_object (&self->composer);
  g_clear_object (&self->environment);
  G_OBJECT_CLASS (bs_layout_parent_class)->finalize (object);
}

static void
bs_layout_class_init (BsLayoutClass *class)
{
  G_OBJECT_CLASS (class)->finalize = bs_layout_finalize;
}

static void
bs_layout_init (BsLayout *self)
{
  self->formats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) format_entry_free);
  self->copies = bs_copy_shelf_new (self);
  self->pieces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) piece_free);
}

/**
 * bs_layout_new:
 * @environment: data folder and fonts
 *
 * Returns: (transfer full): a layout, or NULL where composing is impossible (no font at all)
 */
BsLayout *
bs_layout_new (BsEnvironment *environment, GError **error)
{
  g_autoptr (BsLayout) self = NULL;

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment), NULL);

  self = g_object_new (BS_TYPE_LAYOUT, NULL);
  self->environment = g_object_ref (environment);
  self->composer = bs_composer_new (environment, error);

  return self->composer != NULL ? g_steal_pointer (&self) : NULL;
}
