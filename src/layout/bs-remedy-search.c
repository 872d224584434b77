/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-remedy-private.h"

#include <glib/gi18n-lib.h>

/* How far to look: enough for a page's worth of boxes, little enough to answer at once. */
#define MOST_TRIED 160
#define MOST_STEPS 3
#define MOST_PROBLEMS 3
#define ENOUGH_ACCEPTED 12
#define ENOUGH_SIMPLE 4 /* remedies of one change, that nobody needs more complicated ones */

/* What a change that leaves something to do is worth looking at again, beside its cost. */
#define COST_OF_PROBLEM 3.0
#define COST_OF_LINE 0.15
#define COST_OF_NOTE 0.2

static void
trial_free (gpointer data)
{
  BsTrial *trial = data;

  bs_node_unref (trial->issue);
  g_ptr_array_unref (trial->operations);
  g_clear_pointer (&trial->problems, g_ptr_array_unref);
  g_ptr_array_unref (trial->steps);
  g_free (trial->label);
  g_string_free (trial->effect, TRUE);
  g_free (trial);
}

static BsTrial *
trial_new (const BsNode *issue)
{
  BsTrial *trial = g_new0 (BsTrial, 1);

  trial->issue = bs_node_ref (issue);
  trial->operations = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_operation_unref);
  trial->effect = g_string_new (NULL);
  trial->steps = g_ptr_array_new_with_free_func (g_free);
  trial->code = "";

  return trial;
}

static gboolean
is_upright (const BsFinding *finding)
{
  return finding->rect.height > finding->rect.width;
}

/* Whether @b tells of the same fault as @a, whatever became of its size and its place. */
static gboolean
is_same_fault (const BsFinding *a, const BsFinding *b)
{
  if (!g_str_equal (a->code, b->code))
    return FALSE;
  if (g_str_equal (a->code, "gray-page"))
    return TRUE;
  if (g_str_equal (a->code, "through-cut"))
    return is_upright (a) == is_upright (b);
  if (a->other != NULL && g_strcmp0 (a->box, b->other) == 0 && g_strcmp0 (a->other, b->box) == 0)
    return TRUE;

  return g_strcmp0 (a->box, b->box) == 0 && g_strcmp0 (a->story, b->story) == 0
         && g_strcmp0 (a->photo, b->photo) == 0
         && (a->other == NULL || b->other == NULL || g_str_equal (a->other, b->other));
}

static const BsFinding *
find_fault (GPtrArray *findings, const BsFinding *wanted)
{
  for (guint i = 0; i < findings->len; i++)
    if (is_same_fault (wanted, g_ptr_array_index (findings, i)))
      return g_ptr_array_index (findings, i);

  return NULL;
}

/* The same fault as before, but worse than it was. */
static gboolean
is_worse (const BsFinding *now, const BsFinding *before)
{
  return now->level > before->level || ABS (now->lines) > ABS (before->lines);
}

/* The fault itself where it is still there, and every warning and error that is new or worse. */
static void
collect_problems (const BsRemedySearch *search, GPtrArray *after, BsTrial *trial)
{
  const BsFinding *still = find_fault (after, search->finding);

  trial->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_finding_free);
  if (still != NULL)
    g_ptr_array_add (trial->problems, bs_finding_copy (still));
  for (guint i = 0; i < after->len; i++)
    {
      const BsFinding *now = g_ptr_array_index (after, i);
      const BsFinding *before = find_fault (search->before, now);

      if (now == still || (before != NULL && !is_worse (now, before)))
        continue;
      if (now->level >= BS_LEVEL_WARNING)
        g_ptr_array_add (trial->problems, bs_finding_copy (now));
      else
        trial->cost += COST_OF_NOTE;
    }
}

static double
rate_open (const BsTrial *trial)
{
  double rating = trial->cost;

  for (guint i = 0; i < trial->problems->len; i++)
    {
      const BsFinding *problem = g_ptr_array_index (trial->problems, i);

      rating += COST_OF_PROBLEM + COST_OF_LINE * ABS (problem->lines);
    }

  return rating;
}

/* Two ways to one page: the first one was thought of as the cheaper. */
static gboolean
is_known (GPtrArray *trials, const BsTrial *trial)
{
  for (guint i = 0; i < trials->len; i++)
    if (bs_node_equal (((BsTrial *) g_ptr_array_index (trials, i))->issue, trial->issue))
      return TRUE;

  return FALSE;
}

static gboolean
has_step (const BsTrial *trial, const char *step)
{
  for (guint i = 0; i < trial->steps->len; i++)
    if (g_str_equal (g_ptr_array_index (trial->steps, i), step))
      return TRUE;

  return FALSE;
}

/* Whether fewer of the same changes do as well. */
static gboolean
is_needless (GPtrArray *accepted, const BsTrial *trial)
{
  for (guint i = 0; i < accepted->len; i++)
    {
      const BsTrial *other = g_ptr_array_index (accepted, i);
      gboolean within = other->steps->len < trial->steps->len;

      for (guint j = 0; j < other->steps->len && within; j++)
        within = has_step (trial, g_ptr_array_index (other->steps, j));
      if (within)
        return TRUE;
    }

  return FALSE;
}

/* A change that goes beyond the boxes of its page may tell on others. */
static gboolean
reaches_beyond (const BsRemedySearch *search, const BsTrial *trial)
{
  g_autofree char *own = bs_issue_dup_path ("pages", search->page, "boxes");

  for (guint i = 0; i < trial->operations->len; i++)
    if (!g_str_has_prefix (bs_operation_get_path (g_ptr_array_index (trial->operations, i)), own))
      return TRUE;

  return FALSE;
}

static gboolean
is_worse_page (const BsRemedySearch *search, const BsTrial *trial, const char *page)
{
  g_autoptr (BsPageResult) before = bs_layout_page (search->layout, search->issue, page, NULL);
  g_autoptr (BsPageResult) after = bs_layout_page (search->layout, trial->issue, page, NULL);
  gboolean was_empty;

  if (before == NULL || after == NULL)
    return FALSE;
  was_empty = before->copyfit->len == 0;
  for (guint i = 0; i < after->findings->len; i++)
    {
      const BsFinding *now = g_ptr_array_index (after->findings, i);
      const BsFinding *then = find_fault (before->findings, now);

      /* A page that was empty is only begun. */
      if (g_str_equal (now->code, "hole") && was_empty)
        continue;
      if (now->level >= BS_LEVEL_WARNING && (then == NULL || is_worse (now, then)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
spoils_other_page (const BsRemedySearch *search, const BsTrial *trial)
{
  const BsNode *pages = bs_issue_get_pages (trial->issue);

  if (!reaches_beyond (search, trial))
    return FALSE;
  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const char *page = bs_node_get_text (bs_node_get_element (pages, i), "id");

      if (!g_str_equal (page, search->page) && is_worse_page (search, trial, page))
        return TRUE;
    }

  return FALSE;
}

static void
try_out (BsRemedySearch *search, BsTrial *trial)
{
  g_autoptr (BsPageResult) result = NULL;

  search->n_tried++;
  result = bs_layout_page (search->layout, trial->issue, search->page, NULL);
  if (result == NULL)
    {
      /* An empty page that was taken out has no faults any more. */
      if (bs_issue_get_page (trial->issue, search->page) == NULL)
        g_ptr_array_add (search->accepted, trial);
      else
        trial_free (trial);
      return;
    }
  collect_problems (search, result->findings, trial);
  if (trial->problems->len == 0 && !is_known (search->accepted, trial)
      && !is_needless (search->accepted, trial) && !spoils_other_page (search, trial))
    g_ptr_array_add (search->accepted, trial);
  else if (trial->problems->len > 0 && trial->problems->len <= MOST_PROBLEMS
           && trial->n_steps < MOST_STEPS && !is_known (search->open, trial))
    g_ptr_array_add (search->open, trial);
  else
    trial_free (trial);
}

static gboolean
has_spent (const BsRemedySearch *search)
{
  return search->n_tried >= MOST_TRIED || search->accepted->len >= ENOUGH_ACCEPTED;
}

/* Deletes and returns the most promising one. */
static BsTrial *
take_best (GPtrArray *open)
{
  guint best = 0;

  for (guint i = 1; i < open->len; i++)
    if (rate_open (g_ptr_array_index (open, i)) < rate_open (g_ptr_array_index (open, best)))
      best = i;

  return g_ptr_array_steal_index (open, best);
}

static void
propose (BsRemedySearch *search, const BsTrial *from, const BsFinding *finding)
{
  const BsProposer *proposers = bs_remedy_get_proposers (finding->code);
  BsProposal proposal = {
    .search = search,
    .from = from,
    .finding = finding,
    .context = { search->layout, from->issue, search->page },
  };

  for (guint i = 0; proposers != NULL && proposers[i] != NULL && !has_spent (search); i++)
    proposers[i](&proposal);
}

/**
 * bs_proposal_open:
 * @proposal: what is worked on
 * @board: (out): the page's boxes
 *
 * Returns: whether there is such a page
 */
gboolean
bs_proposal_open (const BsProposal *proposal, BsBoard *board)
{
  return !has_spent (proposal->search) && bs_board_init (board, &proposal->context, NULL);
}

/**
 * bs_proposal_open_at:
 * @proposal: what is worked on
 * @board: (out): the page's boxes
 * @box: (nullable): the id of one of them
 *
 * Returns: its place on @board; -1 where there is no such page or box, or none that may be changed
 */
int
bs_proposal_open_at (const BsProposal *proposal, BsBoard *board, const char *box)
{
  int index = box != NULL && bs_proposal_open (proposal, board) ? bs_board_find (board, box, NULL)
                                                                : -1;

  return index >= 0 && bs_board_is_fixed (board, (guint) index) ? -1 : index;
}

static void
append_sentence (GString *text, const char *sentence)
{
  g_autofree char *both = NULL;

  if (sentence == NULL || *sentence == '\0')
    return;
  if (text->len > 0)
    both = g_strdup_printf (_ ("%s %s"), text->str, sentence);
  g_string_assign (text, both != NULL ? both : sentence);
}

/* "3 Lines Higher" and "4 Lines Higher" are one thing to choose. */
gboolean
bs_remedy_differ_by_number (const char *a, const char *b)
{
  for (;; a++, b++)
    {
      while (g_ascii_isdigit (*a) || *a == '.')
        a++;
      while (g_ascii_isdigit (*b) || *b == '.')
        b++;
      if (*a != *b)
        return FALSE;
      if (*a == '\0')
        return TRUE;
    }
}

/* Undoing or repeating an earlier step helps nobody. */
static gboolean
is_same_kind (const BsTrial *from, const char *label)
{
  for (guint i = 0; i < from->steps->len; i++)
    if (bs_remedy_differ_by_number (g_ptr_array_index (from->steps, i), label))
      return TRUE;

  return FALSE;
}

/**
 * bs_proposal_submit_edit:
 * @proposal: what was worked on
 * @code: (nullable): of the remedy
 * @cost: beside what the boxes' changes cost
 * @label: (transfer full): for a button
 * @effect: (transfer full) (nullable): what a comparison of the boxes does not show
 * @edit: (transfer full) (nullable): the change
 */
void
bs_proposal_submit_edit (const BsProposal *proposal, const char *code, double cost, char *label,
                         char *effect, BsPageEdit *edit)
{
  const BsTrial *from = proposal->from;
  g_autofree char *own_label = label;
  g_autofree char *own_effect = effect;
  g_autoptr (BsPageEdit) own_edit G_GNUC_UNUSED = edit;
  /* Later steps only clear up what the one that helped left behind. */
  gboolean mended = from->n_steps > 0
                    && find_fault (from->problems, proposal->search->finding) == NULL;
  BsTrial *trial;

  if (edit == NULL || edit->operations->len == 0 || has_spent (proposal->search)
      || is_same_kind (from, own_label))
    return;
  trial = trial_new (edit->issue);
  for (guint i = 0; i < from->operations->len; i++)
    g_ptr_array_add (trial->operations, bs_operation_ref (g_ptr_array_index (from->operations, i)));
  for (guint i = 0; i < edit->operations->len; i++)
    g_ptr_array_add (trial->operations, bs_operation_ref (g_ptr_array_index (edit->operations, i)));
  for (guint i = 0; i < from->steps->len; i++)
    g_ptr_array_add (trial->steps, g_strdup (g_ptr_array_index (from->steps, i)));
  g_ptr_array_add (trial->steps, g_strdup (own_label));
  trial->code = mended ? from->code : code;
  trial->label = g_strdup (mended ? from->label : own_label);
  append_sentence (trial->effect, from->effect->str);
  append_sentence (trial->effect, own_effect);
  trial->cost = from->cost + cost;
  trial->n_steps = from->n_steps + 1;
  try_out (proposal->search, trial);
}

void
bs_proposal_submit (const BsProposal *proposal, const char *code, double cost, char *label,
                    char *effect, BsBoard *board)
{
  BsPageEdit *edit = bs_board_finish (board, g_strdup (label), G_MAXUINT, NULL);

  bs_proposal_submit_edit (proposal, code, cost, label, effect, edit);
}

/**
 * bs_proposal_submit_text:
 * @proposal: what was worked on
 * @code: of the remedy
 * @cost: what it costs the copy
 * @label: (transfer full): for a button
 * @effect: (transfer full) (nullable): what it does
 * @path: of a member of the issue
 * @value: (nullable): its text; %NULL removes it
 */
void
bs_proposal_submit_text (const BsProposal *proposal, const char *code, double cost, char *label,
                         char *effect, const char *path, const char *value)
{
  const BsNode *issue = proposal->context.issue;
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bs_operation_unref);
  g_autoptr (BsNode) text = value != NULL ? bs_node_new_string (value) : NULL;

  g_ptr_array_add (operations, bs_operation_new_set (path, bs_node_lookup (issue, path), text));
  bs_proposal_submit_edit (proposal, code, cost, label, effect,
                           bs_page_edit_new (issue, g_strdup (label), "", operations, NULL));
}

void
bs_proposal_hint_at (const BsProposal *proposal, const char *code, char *label, char *effect,
                     char *path, gsize offset, gsize length)
{
  BsRemedy *hint;

  /* Only the fault that was asked about, not one that a trial brought about. */
  if (proposal->from->n_steps > 0)
    {
      g_free (label);
      g_free (effect);
      g_free (path);
      return;
    }
  hint = g_new0 (BsRemedy, 1);
  hint->code = code;
  hint->label = label;
  hint->effect = effect;
  hint->focus = path;
  hint->focus_offset = offset;
  hint->focus_length = length;
  hint->operations = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_operation_unref);
  g_ptr_array_add (proposal->search->hints, hint);
}

void
bs_proposal_hint (const BsProposal *proposal, const char *code, char *label, char *effect,
                  char *path)
{
  bs_proposal_hint_at (proposal, code, label, effect, path, 0, 0);
}

static void
search_init (BsRemedySearch *search, BsLayout *layout, const BsNode *issue,
             const BsFinding *finding)
{
  *search = (BsRemedySearch){ .layout = layout, .issue = issue, .page = finding->page };
  search->finding = finding;
  search->accepted = g_ptr_array_new_with_free_func (trial_free);
  search->open = g_ptr_array_new_with_free_func (trial_free);
  search->hints = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_remedy_free);
}

static void
search_clear (BsRemedySearch *search)
{
  g_ptr_array_unref (search->accepted);
  g_ptr_array_unref (search->open);
  g_ptr_array_unref (search->hints);
}

/* Best first: a change, and where it leaves something to do, another one on top. */
static void
search_run (BsRemedySearch *search)
{
  BsTrial *start = trial_new (search->issue);

  propose (search, start, search->finding);
  trial_free (start);
  while (search->open->len > 0 && !has_spent (search) && search->accepted->len < ENOUGH_SIMPLE)
    {
      BsTrial *trial = take_best (search->open);

      propose (search, trial, g_ptr_array_index (trial->problems, 0));
      trial_free (trial);
    }
}

/* Where nothing else helps, the whole page anew. */
static void
search_last_resort (BsRemedySearch *search)
{
  BsTrial *start = trial_new (search->issue);
  BsProposal proposal = {
    search, start, search->finding, { search->layout, search->issue, search->page }
  };

  search->n_tried = 0;
  bs_propose_new_layout (&proposal);
  trial_free (start);
}

static BsRemedy *
make_remedy (const BsRemedySearch *search, BsTrial *trial)
{
  BsPageContext before = { search->layout, search->issue, search->page };
  BsRemedy *remedy = g_new0 (BsRemedy, 1);
  g_autoptr (GString) effect = g_string_new (NULL);

  remedy->cost = trial->cost;
  bs_remedy_describe (&before, trial->issue, effect, &remedy->cost);
  append_sentence (effect, trial->effect->str);
  if (effect->len == 0)
    g_string_assign (effect, _ ("Nothing else changes."));
  remedy->code = trial->code;
  remedy->label = g_steal_pointer (&trial->label);
  remedy->effect = g_strdup (effect->str);
  remedy->operations = g_ptr_array_ref (trial->operations);

  return remedy;
}

static int
compare_cost (gconstpointer a, gconstpointer b)
{
  const BsRemedy *one = *(BsRemedy *const *) a;
  const BsRemedy *two = *(BsRemedy *const *) b;

  return one->cost < two->cost ? -1 : one->cost > two->cost;
}

static gboolean
may_have_remedy (const BsFinding *finding)
{
  return finding->page != NULL && bs_remedy_get_proposers (finding->code) != NULL;
}

/**
 * bs_remedy_search:
 * @layout: composes
 * @issue: as it is
 * @finding: to be done away with
 *
 * Returns: (transfer full) (element-type BsRemedy): every remedy found, cheapest first, then hints
 */
GPtrArray *
bs_remedy_search (BsLayout *layout, const BsNode *issue, const BsFinding *finding)
{
  GPtrArray *remedies = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_remedy_free);
  g_autoptr (BsPageResult) result = NULL;
  BsRemedySearch search;

  if (!may_have_remedy (finding))
    return remedies;
  result = bs_layout_page (layout, issue, finding->page, NULL);
  if (result == NULL || find_fault (result->findings, finding) == NULL)
    return remedies;
  search_init (&search, layout, issue, finding);
  search.before = result->findings;
  search_run (&search);
  if (search.accepted->len == 0 && bs_remedy_may_lay_out (finding->code))
    search_last_resort (&search);
  for (guint i = 0; i < search.accepted->len; i++)
    g_ptr_array_add (remedies, make_remedy (&search, g_ptr_array_index (search.accepted, i)));
  g_ptr_array_sort (remedies, compare_cost);
  for (guint i = 0; i < search.hints->len; i++)
    g_ptr_array_add (remedies, bs_remedy_copy (g_ptr_array_index (search.hints, i)));
  search_clear (&search);

  return remedies;
}
