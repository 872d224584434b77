/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-page-words-private.h"

#include "layout/bs-box-private.h"
#include "layout/bs-lunar-date-private.h"

#include <stdio.h>

/* One row a language; "%" forms take what the comment says. */
typedef struct
{
  const char *language;     /* prefix of the publication's */
  const char *registration; /* text */
  const char *publisher;    /* text */
  const char *sponsor;      /* text */
  const char *number;       /* number */
  const char *total;        /* number */
  const char *pages;        /* number */
  const char *editors;      /* names */
  const char *between;      /* names */
  const char *index;        /* text */
  const char *index_page;   /* headline, page */
  const char *weekdays[7];  /* Monday first */
} Words;

static const Words words[] = {
  { "zh",
    "国内统一连续出版物号：%s",
    "%s出版",
    "%s主办",
    "第%" G_GINT64_FORMAT "期",
    "总第%" G_GINT64_FORMAT "期",
    "今日%u版",
    "责任编辑：%s",
    " ",
    "导读",
    "%s　%s版",
    { "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日" } },
  { "",
    "%s",
    "Published by %s",
    "%s",
    "No. %" G_GINT64_FORMAT,
    "%" G_GINT64_FORMAT " in all",
    "%u pages",
    "Editor: %s",
    ", ",
    "Inside",
    "%s, page %s",
    { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" } },
};

static const char *const months[] = { "January",   "February", "March",    "April",
                                      "May",       "June",     "July",     "August",
                                      "September", "October",  "November", "December" };

static const Words *
find_words (const BsNode *issue)
{
  const BsNode *publication = bs_node_get_member (issue, "publication");
  const char *language = bs_node_get_text (publication, "language");

  return *language == '\0' || g_str_has_prefix (language, "zh") ? &words[0] : &words[1];
}

/* NULL: the issue has no date. */
static GDate *
read_date (const BsNode *issue)
{
  guint year, month, day;

  if (sscanf (bs_node_get_text (issue, "date"), "%4u-%2u-%2u", &year, &month, &day) != 3
      || year > 9999 || month > 12 || day > 31
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return NULL;

  return g_date_new_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

char *
bs_page_words_dup_date (const BsNode *issue, gboolean with_weekday)
{
  const Words *in = find_words (issue);
  g_autoptr (GDate) date = read_date (issue);
  g_autofree char *day = NULL;

  if (date == NULL)
    return g_strdup ("");
  if (in == &words[0])
    day = g_strdup_printf ("%d年%d月%d日", g_date_get_year (date), (int) g_date_get_month (date),
                           g_date_get_day (date));
  else
    day = g_strdup_printf ("%d %s %d", g_date_get_day (date), months[g_date_get_month (date) - 1],
                           g_date_get_year (date));
  if (!with_weekday)
    return g_steal_pointer (&day);

  return g_strdup_printf ("%s  %s", day, in->weekdays[g_date_get_weekday (date) - 1]);
}

static char *
dup_lunar (const BsNode *issue)
{
  g_autoptr (GDate) date = read_date (issue);
  char *lunar = NULL;

  if (date != NULL && find_words (issue) == &words[0])
    lunar = bs_lunar_date_dup (date);

  return lunar != NULL ? lunar : g_strdup ("");
}

static void
add_text (GPtrArray *lines, const char *form, const char *text)
{
  if (*text != '\0')
    g_ptr_array_add (lines, g_strdup_printf (form, text));
}

char **
bs_page_words_dup_masthead (const BsNode *issue)
{
  const Words *in = find_words (issue);
  const BsNode *publication = bs_node_get_member (issue, "publication");
  GPtrArray *lines = g_ptr_array_new ();

  add_text (lines, in->sponsor, bs_node_get_text (publication, "sponsor"));
  add_text (lines, in->publisher, bs_node_get_text (publication, "publisher"));
  add_text (lines, in->registration, bs_node_get_text (publication, "registration"));
  add_text (lines, "%s", bs_node_get_text (publication, "website"));
  g_ptr_array_add (lines, NULL);

  return (char **) g_ptr_array_free (lines, FALSE);
}

char **
bs_page_words_dup_dates (const BsNode *issue)
{
  const Words *in = find_words (issue);
  GPtrArray *lines = g_ptr_array_new ();
  gint64 number = bs_node_get_number (issue, "number", 0);
  gint64 total = bs_node_get_number (issue, "total_number", 0);
  guint n_pages = bs_node_get_length (bs_issue_get_pages (issue));
  g_autofree char *date = bs_page_words_dup_date (issue, TRUE);
  g_autofree char *lunar = dup_lunar (issue);
  g_autoptr (GString) numbers = g_string_new (NULL);

  if (*date != '\0')
    g_ptr_array_add (lines, g_steal_pointer (&date));
  if (*lunar != '\0')
    g_ptr_array_add (lines, g_steal_pointer (&lunar));
  if (number > 0)
    g_string_printf (numbers, in->number, number);
  if (total > 0)
    {
      g_string_append (numbers, number > 0 ? "  " : "");
      g_string_append_printf (numbers, in->total, total);
    }
  if (numbers->len > 0)
    g_ptr_array_add (lines, g_strdup (numbers->str));
  if (n_pages > 1)
    g_ptr_array_add (lines, g_strdup_printf (in->pages, n_pages));
  g_ptr_array_add (lines, NULL);

  return (char **) g_ptr_array_free (lines, FALSE);
}

char *
bs_page_words_dup_folio (const BsNode *issue)
{
  const BsNode *publication = bs_node_get_member (issue, "publication");
  const char *name = bs_node_get_text (publication, "name");
  g_autofree char *date = bs_page_words_dup_date (issue, TRUE);

  return g_strdup_printf ("%s%s%s", name, *name != '\0' && *date != '\0' ? "　" : "", date);
}

char *
bs_page_words_dup_section (const BsNode *issue, const BsNode *page)
{
  const char *section = bs_node_get_text (page, "section");
  const BsNode *known = bs_node_find_by_id (bs_node_get_member (issue, "sections"), section);
  const char *name = bs_node_get_text (known, "name");

  return g_strdup (*name != '\0' ? name : section);
}

char *
bs_page_words_dup_people (const BsNode *issue, const BsNode *page)
{
  const Words *in = find_words (issue);
  const BsNode *editors = bs_node_get_member (page, "editors");
  const char *contact = bs_node_get_text (page, "contact");
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *line = NULL;

  for (guint i = 0; i < bs_node_get_length (editors); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? in->between : "",
                            bs_node_get_string (bs_node_get_element (editors, i)));
  if (names->len == 0)
    return g_strdup (contact);
  line = g_strdup_printf (in->editors, names->str);

  return *contact != '\0' ? g_strdup_printf ("%s　%s", line, contact) : g_steal_pointer (&line);
}

const char *
bs_page_words_get_index (const BsNode *issue)
{
  return find_words (issue)->index;
}

/* The story of a page's box; NULL: it shows none. */
static const BsNode *
get_box_story (const BsNode *issue, const BsNode *page, guint index)
{
  const BsNode *box = bs_node_get_element (bs_node_get_member (page, "boxes"), index);
  const BsNode *ref = bs_node_get_element (bs_node_get_member (box, "refs"), 0);

  return ref != NULL && g_str_equal (bs_node_get_text (box, "kind"), "story")
           ? bs_issue_get_story (issue, bs_node_get_string (ref))
           : NULL;
}

static gboolean
stands_on (const BsNode *issue, const BsNode *page, const BsNode *story)
{
  guint n_boxes = MIN (BS_MAX_BOXES, bs_node_get_length (bs_node_get_member (page, "boxes")));

  for (guint i = 0; i < n_boxes; i++)
    if (get_box_story (issue, page, i) == story)
      return TRUE;

  return FALSE;
}

/* What stands on @page and not on @front as well, where it may have begun. */
static const BsNode *
find_weightiest (const BsNode *issue, const BsNode *page, const BsNode *front)
{
  guint n_boxes = MIN (BS_MAX_BOXES, bs_node_get_length (bs_node_get_member (page, "boxes")));
  const BsNode *found = NULL;
  guint least = G_MAXUINT;

  for (guint i = 0; i < n_boxes; i++)
    {
      const BsNode *story = get_box_story (issue, page, i);
      guint class;

      if (story == NULL || *bs_node_get_text (story, "headline") == '\0'
          || stands_on (issue, front, story))
        continue;
      class = bs_story_get_class (issue, story);
      if (class < least)
        {
          least = class;
          found = story;
        }
    }

  return found;
}

char *
bs_page_words_dup_index (const BsNode *issue, const char *page, guint most)
{
  const Words *in = find_words (issue);
  const BsNode *front = bs_issue_get_page (issue, page);
  const BsNode *pages = bs_issue_get_pages (issue);
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < bs_node_get_length (pages) && n < most; i++)
    {
      const BsNode *other = bs_node_get_element (pages, i);
      const BsNode *story = other != front ? find_weightiest (issue, other, front) : NULL;

      if (story == NULL)
        continue;
      g_string_append (text, n > 0 ? "　　" : "");
      g_string_append_printf (text, in->index_page, bs_node_get_text (story, "headline"),
                              bs_node_get_text (other, "id"));
      n++;
    }

  return g_string_free (text, FALSE);
}
