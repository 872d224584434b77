/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/bs-page-words-private.h"

#include "layout/bs-page-items.h"

#include "layout/bs-box-private.h"
#include "layout/bs-lunar-date-private.h"

#include <stdio.h>

#define MOST_ITEMS 24

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
  const char *distribution; /* text */
  const char *price;        /* text */
  const char *address;      /* text */
  const char *phone;        /* text */
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
    { "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日" },
    "邮发代号：%s",
    "零售价：%s",
    "地址：%s",
    "电话：%s" },
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
    { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" },
    "%s",
    "%s",
    "%s",
    "Tel. %s" },
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

static gboolean
wants_han_digits (const BsNode *issue)
{
  const BsNode *rules = bs_node_get_member (issue, "house_rules");

  return g_str_equal (bs_node_get_text (rules, "digits"), "han");
}

/* 2026 as 二〇二六. */
static char *
dup_han_year (guint year)
{
  static const char *const digits[] = {
    "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"
  };
  g_autofree char *plain = g_strdup_printf ("%u", year);
  GString *text = g_string_new (NULL);

  for (const char *p = plain; *p != '\0'; p++)
    g_string_append (text, digits[*p - '0']);

  return g_string_free (text, FALSE);
}

/* Up to 31: 三, 十, 十三, 二十, 二十三. */
static char *
dup_han_number (guint number)
{
  static const char *const ones[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  static const char *const tens[] = { "", "十", "二十", "三十" };

  return g_strconcat (tens[number / 10], ones[number % 10], NULL);
}

static char *
dup_han_date (const GDate *date)
{
  g_autofree char *year = dup_han_year (g_date_get_year (date));
  g_autofree char *month = dup_han_number (g_date_get_month (date));
  g_autofree char *day = dup_han_number (g_date_get_day (date));

  return g_strdup_printf ("%s年%s月%s日", year, month, day);
}

char *
bs_page_words_dup_date (const BsNode *issue, gboolean with_weekday)
{
  const Words *in = find_words (issue);
  g_autoptr (GDate) date = read_date (issue);
  g_autofree char *day = NULL;

  if (date == NULL)
    return g_strdup ("");
  if (in == &words[0] && wants_han_digits (issue))
    day = dup_han_date (date);
  else if (in == &words[0])
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

static char *
form_text (const char *form, const char *text)
{
  return *text != '\0' ? g_strdup_printf (form, text) : g_strdup ("");
}

static char *
form_number (const char *form, gint64 number)
{
  return number > 0 ? g_strdup_printf (form, number) : g_strdup ("");
}

static char *
dup_numbers (const BsNode *issue)
{
  const Words *in = find_words (issue);
  g_autofree char *number = form_number (in->number, bs_node_get_number (issue, "number", 0));
  g_autofree char *total = form_number (in->total, bs_node_get_number (issue, "total_number", 0));

  return g_strconcat (number, *number != '\0' && *total != '\0' ? "  " : "", total, NULL);
}

static char *
dup_pages (const BsNode *issue)
{
  guint n_pages = bs_node_get_length (bs_issue_get_pages (issue));

  return n_pages > 1 ? g_strdup_printf (find_words (issue)->pages, n_pages) : g_strdup ("");
}

/* A member of the publication, in words. */
static char *
dup_publication_item (const BsNode *issue, const char *item)
{
  const Words *in = find_words (issue);
  const BsNode *publication = bs_node_get_member (issue, "publication");
  const char *text = bs_node_get_text (publication, item);

  if (g_str_equal (item, "sponsor"))
    return form_text (in->sponsor, text);
  if (g_str_equal (item, "publisher"))
    return form_text (in->publisher, text);
  if (g_str_equal (item, "registration"))
    return form_text (in->registration, text);
  if (g_str_equal (item, "distribution"))
    return form_text (in->distribution, text);
  if (g_str_equal (item, "price"))
    return form_text (in->price, text);
  if (g_str_equal (item, "address"))
    return form_text (in->address, text);
  if (g_str_equal (item, "phone"))
    return form_text (in->phone, text);
  if (g_str_equal (item, "website") || g_str_equal (item, "motto") || g_str_equal (item, "name"))
    return g_strdup (text);

  return g_strdup ("");
}

/**
 * bs_page_words_dup_item:
 * @item: "date", "lunar", "numbers" … as in an issue's "masthead"
 *
 * Returns: (transfer full): what is printed; "" where the issue lacks it, or nobody knows the item
 */
char *
bs_page_words_dup_item (const BsNode *issue, const char *item)
{
  const Words *in = find_words (issue);

  if (g_str_equal (item, "date"))
    return bs_page_words_dup_date (issue, TRUE);
  if (g_str_equal (item, "lunar"))
    return dup_lunar (issue);
  if (g_str_equal (item, "numbers"))
    return dup_numbers (issue);
  if (g_str_equal (item, "number"))
    return form_number (in->number, bs_node_get_number (issue, "number", 0));
  if (g_str_equal (item, "total_number"))
    return form_number (in->total, bs_node_get_number (issue, "total_number", 0));
  if (g_str_equal (item, "pages"))
    return dup_pages (issue);

  return dup_publication_item (issue, item);
}

static const struct
{
  const char *of;    /* member of the issue */
  const char *place; /* member of that */
  const char *const items[6];
} usual_items[] = {
  { "masthead", "left", { "date", "lunar", "numbers", "pages", NULL } },
  { "masthead", "right", { "sponsor", "publisher", "registration", "website", NULL } },
  { "masthead", "strip", { "motto", "index", "editors", NULL } },
  { "folio", "outer", { "page", "section", NULL } },
  { "folio", "middle", { "name", "date", NULL } },
  { "folio", "inner", { "editors", "contact", NULL } },
};

/**
 * bs_page_words_dup_items:
 * @of: "masthead" or "folio"
 * @place: "left", "right", "strip"; "outer", "middle", "inner"
 *
 * Returns: (transfer full): names of what stands there, in order; the usual ones where the issue
 *   says nothing
 */
char **
bs_page_words_dup_items (const BsNode *issue, const char *of, const char *place)
{
  const BsNode *own = bs_node_get_member (bs_node_get_member (issue, of), place);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; i < MIN (MOST_ITEMS, bs_node_get_length (own)); i++)
    g_ptr_array_add (items, g_strdup (bs_node_get_string (bs_node_get_element (own, i))));
  for (guint i = 0; own == NULL && i < G_N_ELEMENTS (usual_items); i++)
    if (g_str_equal (usual_items[i].of, of) && g_str_equal (usual_items[i].place, place))
      for (guint j = 0; usual_items[i].items[j] != NULL; j++)
        g_ptr_array_add (items, g_strdup (usual_items[i].items[j]));
  g_ptr_array_add (items, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&items), FALSE);
}

gboolean
bs_page_words_has_item (const BsNode *issue, const char *of, const char *place, const char *item)
{
  g_auto (GStrv) items = bs_page_words_dup_items (issue, of, place);

  return g_strv_contains ((const char *const *) items, item);
}

/**
 * bs_page_words_dup_masthead:
 * @place: "left" or "right"
 *
 * Returns: (transfer full): the lines that stand there
 */
char **
bs_page_words_dup_masthead (const BsNode *issue, const char *place)
{
  g_auto (GStrv) items = bs_page_words_dup_items (issue, "masthead", place);
  GPtrArray *lines = g_ptr_array_new ();

  for (guint i = 0; items[i] != NULL; i++)
    {
      g_autofree char *line = bs_page_words_dup_item (issue, items[i]);

      if (*line != '\0')
        g_ptr_array_add (lines, g_steal_pointer (&line));
    }
  g_ptr_array_add (lines, NULL);

  return (char **) g_ptr_array_free (lines, FALSE);
}

char *
bs_page_words_dup_folio (const BsNode *issue)
{
  g_auto (GStrv) items = bs_page_words_dup_items (issue, "folio", "middle");
  GString *text = g_string_new (NULL);

  for (guint i = 0; items[i] != NULL; i++)
    {
      g_autofree char *words_of_it = bs_page_words_dup_item (issue, items[i]);

      if (*words_of_it != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? "　" : "", words_of_it);
    }

  return g_string_free (text, FALSE);
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
bs_page_words_dup_people (const BsNode *issue, const BsNode *page, gboolean with_editors,
                          gboolean with_contact)
{
  const Words *in = find_words (issue);
  const BsNode *editors = with_editors ? bs_node_get_member (page, "editors") : NULL;
  const char *contact = with_contact ? bs_node_get_text (page, "contact") : "";
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

char **
bs_page_items_dup (const BsNode *issue, const char *of, const char *place)
{
  return bs_page_words_dup_items (issue, of, place);
}

const char *const *
bs_page_items_possible (const char *of, const char *place)
{
  static const char *const beside[] = { "date",         "lunar",        "numbers", "number",
                                        "total_number", "pages",        "sponsor", "publisher",
                                        "registration", "distribution", "website", "price",
                                        "address",      "phone",        "motto",   NULL };
  static const char *const strip[] = { "motto", "index", "editors", NULL };
  static const char *const outer[] = { "page", "section", NULL };
  static const char *const middle[] = { "name",         "date",    "lunar", "numbers", "number",
                                        "total_number", "website", "phone", NULL };
  static const char *const inner[] = { "editors", "contact", NULL };

  if (g_str_equal (of, "masthead"))
    return g_str_equal (place, "strip") ? strip : beside;

  return g_str_equal (place, "outer") ? outer : g_str_equal (place, "middle") ? middle : inner;
}
