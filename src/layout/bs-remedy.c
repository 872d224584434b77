/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-remedy-private.h"

#include "base/bs-quotes.h"

/* Of one kind the two cheapest are enough to choose from. */
#define MOST_OF_A_KIND 2
#define MOST_REMEDIES 6

typedef struct
{
  const char *code;
  gboolean lay_out; /* the page anew, where nothing smaller helps */
  BsProposer proposers[9];
} Remedies;

/* What can be done against each fault, the likeliest first. */
static const Remedies remedies[] = {
  /* a story in its box */
  { "overset",
    TRUE,
    { bs_propose_words, bs_propose_split, bs_propose_picture, bs_propose_dress,
      bs_propose_head_size, bs_propose_edges, bs_propose_swap } },
  { "underfill",
    TRUE,
    { bs_propose_picture, bs_propose_dress, bs_propose_head_size, bs_propose_edges, bs_propose_legs,
      bs_propose_swap } },
  { "no-room",
    TRUE,
    { bs_propose_words, bs_propose_head_size, bs_propose_dress, bs_propose_edges,
      bs_propose_caption_side, bs_propose_swap } },
  { "orphan-leg",
    TRUE,
    { bs_propose_dress, bs_propose_legs, bs_propose_head_size, bs_propose_picture,
      bs_propose_edges } },
  { "uneven-legs",
    FALSE,
    { bs_propose_dress, bs_propose_picture, bs_propose_head_size, bs_propose_edges,
      bs_propose_legs } },
  { "subhead-foot",
    FALSE,
    { bs_propose_picture, bs_propose_dress, bs_propose_head_size, bs_propose_edges,
      bs_propose_legs } },
  { "widow-line", FALSE, { bs_propose_picture, bs_propose_dress, bs_propose_edges } },
  { "orphan-line", FALSE, { bs_propose_picture, bs_propose_dress, bs_propose_edges } },
  { "loose-line", FALSE, { bs_propose_words } },
  { "empty-headline", FALSE, { bs_propose_words } },
  { "headline-split",
    TRUE,
    { bs_propose_words, bs_propose_dress, bs_propose_head_size, bs_propose_edges } },
  { "headline-small",
    TRUE,
    { bs_propose_words, bs_propose_head_size, bs_propose_dress, bs_propose_edges } },
  { "headline-long", FALSE, { bs_propose_words } },
  { "deck-long", FALSE, { bs_propose_words } },
  { "missing-glyph", FALSE, { bs_propose_words } },
  /* photos */
  { "missing-photo", FALSE, { bs_propose_words } },
  { "missing-credit", FALSE, { bs_propose_words } },
  { "missing-caption", FALSE, { bs_propose_words } },
  { "detached-caption", FALSE, { bs_propose_caption_side, bs_propose_edges } },
  { "detached-photo", TRUE, { bs_propose_swap } },
  { "hard-crop",
    FALSE,
    { bs_propose_words, bs_propose_frame_as_picture, bs_propose_lines_as_picture,
      bs_propose_dress } },
  { "wrong-arrow", FALSE, { bs_propose_words, bs_propose_caption_side } },
  { "duplicate-photo", FALSE, { bs_propose_words, bs_propose_removal } },
  { "tombstone",
    TRUE,
    { bs_propose_picture, bs_propose_swap, bs_propose_restack, bs_propose_edges } },
  /* the page */
  { "headline-bump",
    TRUE,
    { bs_propose_dress, bs_propose_restack, bs_propose_edges, bs_propose_frame, bs_propose_swap } },
  { "headline-stack", TRUE, { bs_propose_edges, bs_propose_dress, bs_propose_swap } },
  { "through-cut", TRUE, { bs_propose_restack } },
  { "gray-page",
    TRUE,
    { bs_propose_words, bs_propose_frame, bs_propose_swap, bs_propose_restack } },
  { "rank", TRUE, { bs_propose_smaller_head, bs_propose_dress, bs_propose_words } },
  { "standing", TRUE, { bs_propose_swap, bs_propose_words } },
  { "lead-place", TRUE, { bs_propose_swap, bs_propose_words } },
  { "overlap", TRUE, { bs_propose_move } },
  { "outside-type-area", TRUE, { bs_propose_return, bs_propose_removal } },
  { "ad-not-marked", FALSE, { bs_propose_words } },
  /* the issue */
  { "hole", TRUE, { bs_propose_growth, bs_propose_slot } },
  { "jump-broken", FALSE, { bs_propose_words, bs_propose_removal } },
  { "duplicate-story", FALSE, { bs_propose_words } },
  { "unplaced-story", TRUE, { bs_propose_place } },
  { "unplaced-photo", TRUE, { bs_propose_place, bs_propose_dress, bs_propose_words } },
  { "missing-source", TRUE, { bs_propose_words, bs_propose_removal } },
  { "empty-page", FALSE, { bs_propose_words } },
  { "masthead-incomplete", FALSE, { bs_propose_words } },
};

static const Remedies *
find_remedies (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (remedies); i++)
    if (g_str_equal (remedies[i].code, code))
      return &remedies[i];

  return NULL;
}

const BsProposer *
bs_remedy_get_proposers (const char *code)
{
  const Remedies *known = find_remedies (code);

  return known != NULL ? known->proposers : NULL;
}

/* Words are for people: what they propose beside it is a change of the page. */
gboolean
bs_remedy_may_mend (const char *code)
{
  const BsProposer *proposers = bs_remedy_get_proposers (code);

  for (guint i = 0; proposers != NULL && proposers[i] != NULL; i++)
    if (proposers[i] != bs_propose_words)
      return TRUE;

  return FALSE;
}

gboolean
bs_remedy_may_lay_out (const char *code)
{
  const Remedies *known = find_remedies (code);

  return known != NULL && known->lay_out;
}

/**
 * bs_remedy_can_apply:
 * @remedy: a remedy
 *
 * Returns: whether it is a change; else only a person can do it, at its focus
 */
gboolean
bs_remedy_can_apply (const BsRemedy *remedy)
{
  g_return_val_if_fail (remedy != NULL, FALSE);

  return remedy->operations->len > 0;
}

static gboolean
is_wanted (GPtrArray *list, const BsRemedy *remedy)
{
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const BsRemedy *other = g_ptr_array_index (list, i);

      if (bs_remedy_differ_by_number (other->label, remedy->label))
        return FALSE;
      if (g_str_equal (other->code, remedy->code))
        n++;
    }

  return n < MOST_OF_A_KIND;
}

/**
 * bs_remedy_list:
 * @layout: composes the trials; its caches fill with them
 * @issue: the issue
 * @finding: what was found on one of its pages, in this version of the issue
 *
 * Tries changes on copies of the issue. Each that is listed does away with the finding and brings
 * about no other warning or error on the page. Takes from some milliseconds to about a second where
 * the page has to be laid out anew.
 *
 * Returns: (transfer full) (element-type BsRemedy): cheapest first, hints last; often empty
 */
GPtrArray *
bs_remedy_list (BsLayout *layout, const BsNode *issue, const BsFinding *finding)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_remedy_free);
  g_autoptr (GPtrArray) found = NULL;

  g_return_val_if_fail (BS_IS_LAYOUT (layout) && finding != NULL, list);

  found = bs_remedy_search (layout, issue, finding);
  for (guint i = 0; i < found->len && list->len < MOST_REMEDIES; i++)
    {
      const BsRemedy *remedy = g_ptr_array_index (found, i);

      if (is_wanted (list, remedy))
        g_ptr_array_add (list, bs_remedy_copy (remedy));
    }

  return list;
}

/**
 * bs_remedy_apply:
 * @remedy: one that can be applied
 * @document: whose issue it was thought out for
 *
 * Makes the change, as one step of undo under its label. All of it, or nothing.
 *
 * Returns: %TRUE if made; %BS_MODEL_ERROR_CONFLICT where the document has changed meanwhile so that
 *   it no longer fits
 */
gboolean
bs_remedy_apply (const BsRemedy *remedy, BsDocument *document, GError **error)
{
  g_return_val_if_fail (remedy != NULL && BS_IS_DOCUMENT (document), FALSE);

  bs_document_begin (document, remedy->label, NULL);
  for (guint i = 0; i < remedy->operations->len; i++)
    if (!bs_document_apply (document, g_ptr_array_index (remedy->operations, i), error))
      {
        bs_document_cancel (document);
        return FALSE;
      }
  bs_document_end (document);

  return TRUE;
}

BsRemedy *
bs_remedy_copy (const BsRemedy *remedy)
{
  BsRemedy *copy = g_new0 (BsRemedy, 1);

  copy->code = remedy->code;
  copy->label = bs_quotes_alternate (remedy->label);
  copy->effect = remedy->effect != NULL ? bs_quotes_alternate (remedy->effect) : NULL;
  copy->cost = remedy->cost;
  copy->operations = g_ptr_array_ref (remedy->operations);
  copy->focus = g_strdup (remedy->focus);
  copy->focus_offset = remedy->focus_offset;
  copy->focus_length = remedy->focus_length;

  return copy;
}

void
bs_remedy_free (BsRemedy *remedy)
{
  if (remedy == NULL)
    return;
  g_free (remedy->label);
  g_free (remedy->effect);
  g_free (remedy->focus);
  g_ptr_array_unref (remedy->operations);
  g_free (remedy);
}
