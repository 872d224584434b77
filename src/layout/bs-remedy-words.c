/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-remedy-private.h"

#include "layout/bs-check-private.h"
#include "layout/bs-copyfit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What must be on an advertisement, as it is printed. */
#define AD_LABEL "广告"

#define COST_OF_DELETION 4
#define COST_OF_WEIGHT 5

static const BsNode *
get_story (const BsProposal *proposal)
{
  const char *id = proposal->finding->story;

  return id != NULL ? bs_issue_get_story (proposal->context.issue, id) : NULL;
}

static const BsNode *
get_photo (const BsProposal *proposal)
{
  const char *id = proposal->finding->photo;

  return id != NULL ? bs_issue_get_photo (proposal->context.issue, id) : NULL;
}

static char *
dup_story_path (const BsProposal *proposal, const char *member)
{
  return bs_issue_dup_path ("stories", proposal->finding->story, member);
}

static char *
dup_photo_path (const BsProposal *proposal, const char *member)
{
  return bs_issue_dup_path ("photos", proposal->finding->photo, member);
}

static void
hint_headline (const BsProposal *proposal)
{
  if (get_story (proposal) == NULL)
    return;
  bs_proposal_hint (proposal, "edit-headline", g_strdup (_ ("Edit the Headline")),
                    g_strdup (_ ("Only a person can write a headline: its text is opened.")),
                    dup_story_path (proposal, "headline"));
}

static void
drop_deck (const BsProposal *proposal)
{
  const BsNode *story = get_story (proposal);
  const char *deck = bs_node_get_text (story, "deck");
  g_autofree char *path = NULL;

  if (*deck == '\0')
    return;
  path = dup_story_path (proposal, "deck");
  bs_proposal_submit_text (proposal, "drop-deck", COST_OF_DELETION, g_strdup (_ ("Drop the Deck")),
                           g_strdup_printf (_ ("The deck “%s” is deleted from the story."), deck),
                           path, NULL);
}

static void
hint_deck (const BsProposal *proposal)
{
  bs_proposal_hint (proposal, "edit-deck", g_strdup (_ ("Edit the Deck")),
                    g_strdup (_ ("Only a person can shorten it: its text is opened.")),
                    dup_story_path (proposal, "deck"));
  drop_deck (proposal);
}

/* The paragraph that gives the most of the fewest characters that must go. */
static void
hint_cut (const BsProposal *proposal)
{
  const BsFinding *finding = proposal->finding;
  const BsCopyfitRequest request = { finding->story, proposal->context.page, 0, 0 };
  g_autoptr (BsCopyfitReport) report = NULL;
  const BsCopyfitCut *cut = NULL;
  const BsCopyfitStep *most = NULL;
  g_autofree char *rest = NULL;

  /* Composing cuts takes its time: only for the fault itself. */
  if (proposal->from->n_steps > 0 || get_story (proposal) == NULL)
    return;
  report = bs_copyfit_report_new (proposal->context.layout, proposal->context.issue, &request,
                                  NULL);
  if (report != NULL)
    cut = bs_copyfit_report_get_cut (report, (guint) MAX (1, finding->lines));
  for (guint i = 0; cut != NULL && i < cut->steps->len; i++)
    {
      const BsCopyfitStep *step = &g_array_index (cut->steps, BsCopyfitStep, i);

      if (most == NULL || step->characters > most->characters)
        most = step;
    }
  if (most == NULL)
    return;
  rest = g_strdup_printf ("paragraphs/%s/text", most->paragraph);
  bs_proposal_hint (proposal, "cut-text",
                    g_strdup_printf (ngettext ("Cut %u Character", "Cut %u Characters",
                                               cut->characters),
                                     cut->characters),
                    bs_copyfit_cut_explain (cut), dup_story_path (proposal, rest));
}

static void
mend_overset (const BsProposal *proposal)
{
  drop_deck (proposal);
  hint_cut (proposal);
}

static void
hint_photo (const BsProposal *proposal)
{
  static const struct
  {
    const char *code;
    const char *remedy;
    const char *member;
    const char *label;
  } hints[] = {
    { "missing-credit", "edit-credit", "credits", N_ ("Add the Photographer") },
    { "missing-caption", "edit-caption", "caption", N_ ("Write the Caption") },
    { "missing-photo", "add-picture", "file", N_ ("Add the Picture") },
    { "no-room", "edit-caption", "caption", N_ ("Shorten the Caption") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (hints) && get_photo (proposal) != NULL; i++)
    if (g_str_equal (proposal->finding->code, hints[i].code))
      bs_proposal_hint (proposal, hints[i].remedy, g_strdup (_ (hints[i].label)),
                        g_strdup (_ ("Opens the photo to fill it in.")),
                        dup_photo_path (proposal, hints[i].member));
}

static void
hint_crop (const BsProposal *proposal)
{
  bs_proposal_hint (proposal, "choose-crop", g_strdup (_ ("Choose What It Shows")),
                    g_strdup (_ ("All of the picture is seen behind its frame: drag it, and "
                                 "press Enter.")),
                    dup_photo_path (proposal, "crop"));
}

static void
mend_arrow (const BsProposal *proposal)
{
  static const char *const arrows[] = { "▲", "▼", "◀", "▶" };
  const BsNode *photo = get_photo (proposal);
  const char *caption = bs_node_get_text (photo, "caption");

  if (photo == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    if (g_str_has_prefix (caption, arrows[i]))
      {
        const char *rest = caption + strlen (arrows[i]);
        g_autofree char *path = dup_photo_path (proposal, "caption");

        while (g_unichar_isspace (g_utf8_get_char (rest)))
          rest = g_utf8_next_char (rest);
        bs_proposal_submit_text (proposal, "delete-arrow", 0,
                                 g_strdup (_ ("Delete the Typed Arrow")),
                                 g_strdup (_ ("The program goes on to print the right one.")), path,
                                 rest);
        return;
      }
  if (*bs_node_get_text (photo, "pointer") != '\0')
    {
      g_autofree char *path = dup_photo_path (proposal, "pointer");

      bs_proposal_submit_text (proposal, "forget-arrow", 0.5,
                               g_strdup (_ ("Forget the Arrow of the Copy")),
                               g_strdup (_ ("The page stays as it is.")), path, NULL);
    }
}

static void
mark_ad (const BsProposal *proposal)
{
  g_auto (BsBoard) board = { 0 };
  int index;

  /* A label changes nothing of the place that was booked. */
  if (!bs_proposal_open (proposal, &board))
    return;
  index = bs_board_find (&board, proposal->finding->box, NULL);
  if (index < 0)
    return;
  bs_board_get (&board, (guint) index)->label = AD_LABEL;
  bs_proposal_submit (proposal, "mark-ad", 0,
                      /* Translators: %s: what is printed on advertisements in Chinese papers */
                      g_strdup_printf (_ ("Mark It as “%s”"), AD_LABEL),
                      g_strdup_printf (_ ("“%s” is printed over its upper right corner."),
                                       AD_LABEL),
                      &board);
}

static gboolean
points_back (const BsNode *story, const BsNode *other, const char *back)
{
  return other != story
         && g_str_equal (bs_node_get_text (other, "headline"), bs_node_get_text (story, "headline"))
         && g_str_equal (bs_node_get_text (other, back), bs_node_get_text (story, "page"));
}

/* The page of the story that points back at this one. */
static const char *
find_true_page (const BsProposal *proposal, const BsNode *story, const char *back)
{
  const BsNode *stories = bs_issue_get_stories (proposal->context.issue);

  for (guint i = 0; i < bs_node_get_length (stories); i++)
    {
      const BsNode *other = bs_node_get_element (stories, i);

      if (points_back (story, other, back) && *bs_node_get_text (other, "page") != '\0')
        return bs_node_get_text (other, "page");
    }

  return NULL;
}

static void
mend_jump_member (const BsProposal *proposal, const char *member, const char *back)
{
  const BsNode *story = get_story (proposal);
  const char *page = bs_node_get_text (story, member);
  const char *true_page;
  g_autofree char *path = NULL;

  if (*page == '\0')
    return;
  path = dup_story_path (proposal, member);
  true_page = find_true_page (proposal, story, back);
  if (true_page != NULL && !g_str_equal (true_page, page))
    bs_proposal_submit_text (proposal, "mend-jump", 0,
                             /* Translators: page */
                             g_strdup_printf (_ ("Point to Page %s"), true_page),
                             g_strdup (_ ("The jump line names the page where the other part "
                                          "stands.")),
                             path, true_page);
  bs_proposal_submit_text (proposal, "drop-jump", 2, g_strdup (_ ("Take the Jump Line Away")),
                           /* Translators: page */
                           g_strdup_printf (_ ("The story no longer points to page %s."), page),
                           path, NULL);
}

static void
mend_jump (const BsProposal *proposal)
{
  mend_jump_member (proposal, "continued_on", "continued_from");
  mend_jump_member (proposal, "continued_from", "continued_on");
}

/* Takes a photo out of a box that shows other things too; a box of one photo goes with it. */
static void
drop_ref (const BsProposal *proposal, const char *photo)
{
  g_auto (BsBoard) board = { 0 };
  BsBox *box;
  guint n = 0;
  int index;

  index = bs_proposal_open_at (proposal, &board, proposal->finding->box);
  if (index < 0)
    return;
  box = bs_board_get (&board, (guint) index);
  for (guint i = 0; i < box->n_refs; i++)
    {
      gboolean goes = photo != NULL
                        ? g_str_equal (box->refs[i], photo)
                        : bs_issue_get_photo (proposal->context.issue, box->refs[i]) == NULL;

      if ((box->kind == BS_BOX_STORY && i == 0) || !goes)
        box->refs[n++] = box->refs[i];
    }
  if (n == box->n_refs || n == 0)
    return;
  box->n_refs = n;
  if (box->kind == BS_BOX_STORY && n == 1)
    {
      box->picture_legs = 0;
      box->picture_lines = 0;
    }
  bs_board_dress (&board, box);
  bs_proposal_submit (proposal, "remove-photo", 1, g_strdup (_ ("Take the Photo out of This Box")),
                      NULL, &board);
}

static void
mend_duplicate_photo (const BsProposal *proposal)
{
  drop_ref (proposal, proposal->finding->photo);
}

static void
mend_source (const BsProposal *proposal)
{
  drop_ref (proposal, NULL);
}

static const char *
find_story_of_box (const BsProposal *proposal, const char *box)
{
  const BsNode *page = bs_issue_get_page (proposal->context.issue, proposal->context.page);
  const BsNode *node = box != NULL ? bs_node_find_by_id (bs_node_get_member (page, "boxes"), box)
                                   : NULL;

  return bs_node_get_string (bs_node_get_element (bs_node_get_member (node, "refs"), 0));
}

/* The one gets the class of the other; what was meant is only known to whoever set it. */
static void
submit_weight (const BsProposal *proposal, const char *story, const char *model)
{
  const BsNode *issue = proposal->context.issue;
  const BsNode *lighter = bs_issue_get_story (issue, story);
  const BsNode *heavier = bs_issue_get_story (issue, model);
  g_autoptr (GPtrArray) operations = NULL;
  g_autoptr (BsNode) value = NULL;
  g_autofree char *path = NULL;

  if (lighter == NULL || heavier == NULL)
    return;
  operations = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_operation_unref);
  path = bs_issue_dup_path ("stories", story, "priority");
  value = bs_node_new_integer (bs_story_get_class (issue, heavier));
  g_ptr_array_add (operations, bs_operation_new_set (path, bs_node_lookup (issue, path), value));
  bs_proposal_submit_edit (proposal, "priority", COST_OF_WEIGHT,
                           /* Translators: headline */
                           g_strdup_printf (_ ("Give “%s” the Same Weight"),
                                            bs_story_get_title (lighter)),
                           /* Translators: two headlines */
                           g_strdup_printf (_ ("“%s” gets the priority of “%s”."),
                                            bs_story_get_title (lighter),
                                            bs_story_get_title (heavier)),
                           bs_page_edit_new (issue, g_strdup (""), "", operations, NULL));
}

static void
mend_weight (const BsProposal *proposal)
{
  const char *story = find_story_of_box (proposal, proposal->finding->box);
  const char *other = find_story_of_box (proposal, proposal->finding->other);

  if (g_str_equal (proposal->finding->code, "lead-place"))
    submit_weight (proposal, other, story);
  else
    submit_weight (proposal, story, other);
}

static void
hint_subhead (const BsProposal *proposal)
{
  const BsNode *paragraphs = bs_story_get_paragraphs (get_story (proposal));
  const BsNode *middle = bs_node_get_element (paragraphs, bs_node_get_length (paragraphs) / 2);
  g_autofree char *rest = NULL;

  if (middle == NULL)
    return;
  rest = g_strdup_printf ("paragraphs/%s/text", bs_node_get_text (middle, "id"));
  bs_proposal_hint (proposal, "add-subhead", g_strdup (_ ("Add a Subhead")),
                    g_strdup (_ ("Only a person can write one: the paragraph in the middle is "
                                 "opened.")),
                    dup_story_path (proposal, rest));
}

static void
hint_masthead (const BsProposal *proposal)
{
  static const char *const paths[] = { "/date", "/number", "/publication/registration",
                                       "/publication/publisher" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      const BsNode *value = bs_node_lookup (proposal->context.issue, paths[i]);

      if (value != NULL
          && (*bs_node_get_string (value) != '\0' || bs_node_get_integer (value, 0) > 0))
        continue;
      bs_proposal_hint (proposal, "edit-issue", g_strdup (_ ("Fill In What Is Missing")),
                        g_strdup (_ ("Opens the issue's properties to fill it in.")),
                        g_strdup (paths[i]));
      return;
    }
}

static void
hint_story (const BsProposal *proposal)
{
  if (get_story (proposal) != NULL)
    bs_proposal_hint (proposal, "edit-story", g_strdup (_ ("Look at the Story")),
                      g_strdup (_ ("Only a person can decide: its text is opened.")),
                      dup_story_path (proposal, NULL));
}

static void
drop_page (const BsProposal *proposal)
{
  const BsNode *issue = proposal->context.issue;
  const BsNode *pages = bs_issue_get_pages (issue);
  int index = bs_node_index_of_id (pages, proposal->context.page);
  g_autoptr (GPtrArray) operations = NULL;

  if (index < 0 || bs_node_get_length (pages) < 2)
    return;
  operations = g_ptr_array_new_with_free_func ((GDestroyNotify) bs_operation_unref);
  g_ptr_array_add (operations,
                   bs_operation_new_remove ("/pages", (guint) index,
                                            bs_node_get_element (pages, (guint) index)));
  bs_proposal_submit_edit (proposal, "remove-page", 1,
                           g_strdup_printf (_ ("Take Page %s out of the Issue"),
                                            proposal->context.page),
                           g_strdup (_ ("The issue has a page less.")),
                           bs_page_edit_new (issue, g_strdup (""), "", operations, NULL));
}

static const struct
{
  const char *code;
  BsProposer mend;
} words[] = {
  { "overset", mend_overset },
  { "empty-headline", hint_headline },
  { "headline-split", hint_headline },
  { "headline-small", hint_headline },
  { "headline-long", hint_headline },
  { "deck-long", hint_deck },
  { "no-room", hint_photo },
  { "missing-credit", hint_photo },
  { "missing-caption", hint_photo },
  { "missing-photo", hint_photo },
  { "hard-crop", hint_crop },
  { "missing-glyph", hint_story },
  { "loose-line", hint_story },
  { "missing-source", mend_source },
  { "wrong-arrow", mend_arrow },
  { "duplicate-photo", mend_duplicate_photo },
  { "unplaced-photo", mend_duplicate_photo },
  { "duplicate-story", hint_story },
  { "ad-not-marked", mark_ad },
  { "jump-broken", mend_jump },
  { "rank", mend_weight },
  { "standing", mend_weight },
  { "lead-place", mend_weight },
  { "gray-page", hint_subhead },
  { "masthead-incomplete", hint_masthead },
  { "empty-page", drop_page },
};

/**
 * bs_propose_words:
 * @proposal: a fault that a change of the copy, the photos or the issue's data does away with
 */
void
bs_propose_words (const BsProposal *proposal)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].code, proposal->finding->code))
      words[i].mend (proposal);
}
