/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The formats of an issue and of a template, version 1.0. data/schema is written from these tables;
 * run test-schema and test-template with --regenerate after changing them.
 */

#include "bs-schema-private.h"

#include <string.h>

#define TEXT(name_, description_)                                                                  \
  {                                                                                                \
    .name = name_, .kind = BS_RULE_TEXT, .description = description_                               \
  }
#define ID(description_)                                                                           \
  {                                                                                                \
    .name = "id", .kind = BS_RULE_TEXT, .required = TRUE, .text = BS_TEXT_ID,                      \
    .description = description_                                                                    \
  }
#define KIND(name_, kind_, description_)                                                           \
  {                                                                                                \
    .name = name_, .kind = BS_RULE_TEXT, .text = kind_, .description = description_                \
  }
#define ONE_OF(name_, values_, description_)                                                       \
  {                                                                                                \
    .name = name_, .kind = BS_RULE_TEXT, .values = values_, .description = description_            \
  }
#define NUMBER(name_, minimum_, maximum_, description_)                                            \
  {                                                                                                \
    .name = name_, .kind = BS_RULE_NUMBER, .minimum = minimum_, .maximum = maximum_,               \
    .description = description_                                                                    \
  }
#define FLAG(name_, description_)                                                                  \
  {                                                                                                \
    .name = name_, .kind = BS_RULE_FLAG, .description = description_                               \
  }
#define TEXTS(name_, description_)                                                                 \
  {                                                                                                \
    .name = name_, .kind = BS_RULE_TEXTS, .description = description_                              \
  }
#define OBJECT(name_, kind_, object_, description_)                                                \
  {                                                                                                \
    .name = name_, .kind = kind_, .object = &object_, .description = description_                  \
  }
#define END                                                                                        \
  {                                                                                                \
    .name = NULL                                                                                   \
  }

#define MANY 1000000000

static const char *const byline_forms[] = { "dots", "reporter", "correspondent", "other", NULL };
static const char *const paragraph_roles[] = { "body", "subhead", NULL };
static const char *const story_statuses[] = { "draft", "ready", "approved", NULL };
static const char *const box_kinds[] = { "story", "photo", "group", "house-ad", "ad", NULL };
static const char *const box_frames[] = { "", "rule", "tint", NULL };
static const char *const headline_positions[] = { "above",    "left",   "right",
                                                  "vertical", "middle", NULL };
static const char *const picture_sides[] = { "right", "left", "middle", NULL };
static const char *const caption_sides[] = { "below", "above", "left", "right", NULL };
static const char *const group_shapes[] = { "even", "big-left", "big-right", "big-top", NULL };

static const char *const strictnesses[] = { "loose", "normal", "strict", NULL };
static const char *const digits[] = { "arabic", "han", NULL };
static const char *const standards[] = { "x4", NULL };
static const char *const restarts[] = { "never", "yearly", NULL };

static const BsRule publication_members[] = { TEXT ("name", "Of the paper, as in the masthead"),
                                              TEXT ("language", "BCP 47, such as zh-Hans-CN"),
                                              TEXT ("registration", "Registration number"),
                                              TEXT ("publisher", NULL),
                                              TEXT ("sponsor", NULL),
                                              TEXT ("motto", NULL),
                                              TEXT ("website", NULL),
                                              TEXT ("price", "As printed in the masthead"),
                                              TEXT ("distribution",
                                                    "Code under which the post delivers it"),
                                              TEXT ("address", NULL),
                                              TEXT ("phone", NULL),
                                              END };
static const BsObjectRule publication = { "publication", "The paper", publication_members };

static const BsRule section_members[] = { ID (NULL), TEXT ("name", NULL), END };
static const BsObjectRule section = { "section", "A named group of pages", section_members };

static const BsRule byline_members[] = {
  ID (NULL), ONE_OF ("form", byline_forms, "dots: names between middle dots; else title and names"),
  TEXT ("title", "Printed before the names"), TEXTS ("names", NULL), END
};
static const BsObjectRule byline = { "byline", "Who wrote it, as printed", byline_members };

static const BsRule paragraph_members[] = { ID (NULL),
                                            ONE_OF ("role", paragraph_roles, "body if left out"),
                                            TEXT ("text", NULL), END };
static const BsObjectRule paragraph = { "paragraph", NULL, paragraph_members };

static const BsRule version_members[] = {
  ID (NULL),
  TEXT ("time", "When it was kept, ISO 8601, UTC"),
  TEXT ("author", "Whose edit came next"),
  TEXT ("reason", "edit, status, import, restore: what came next; kept: asked for by a person"),
  TEXT ("kicker", NULL),
  TEXT ("headline", NULL),
  TEXT ("deck", NULL),
  TEXT ("flag", NULL),
  TEXT ("dateline", NULL),
  OBJECT ("bylines", BS_RULE_LIST, byline, NULL),
  OBJECT ("paragraphs", BS_RULE_LIST, paragraph, NULL),
  TEXT ("sponsor", NULL),
  END
};
static const BsObjectRule version = { "version", "How a story stood before", version_members };

static const BsRule submission_members[] = {
  TEXT ("id", "At the desk"), NUMBER ("version", 0, 1000000, "The one that was taken in last"),
  TEXT ("author", "Name of the account that sent it"), END
};
static const BsObjectRule submission = { "submission",
                                         "Where a story that was sent to the desk came from",
                                         submission_members };

static const BsRule story_members[] = {
  ID (NULL),
  TEXT ("page", "Id of the page it is meant for"),
  TEXT ("section", "Id of a section"),
  TEXT ("kicker", "Line above the headline"),
  TEXT ("headline", NULL),
  TEXT ("deck", "Line below the headline"),
  TEXT ("flag", "Standing label of a column"),
  TEXT ("dateline", "Printed before the first word of the body"),
  OBJECT ("bylines", BS_RULE_LIST, byline, NULL),
  OBJECT ("paragraphs", BS_RULE_LIST, paragraph, NULL),
  TEXT ("sponsor", "Who paid, as printed"),
  TEXT ("continued_from", "Page on which the story begins"),
  TEXT ("continued_on", "Page on which the story goes on"),
  TEXT ("jump", "Later page on which it is to go on, or \"auto\""),
  NUMBER ("jump_after", 0, 1000000, "Characters that stay where it begins; 0: as suits"),
  TEXTS ("tags", NULL),
  NUMBER ("priority", 0, 4, "1: the lead, to 4: a brief; 0: not set"),
  ONE_OF ("status", story_statuses, NULL),
  TEXT ("notes", "Not printed"),
  NUMBER ("confidence", 0, 100, "How sure the import was, in per cent"),
  TEXTS ("let_pass", "Faults of structure that an editor let pass: \"doubled:的的\", or "
                     "\"doubled@p3:words around it\""),
  OBJECT ("versions", BS_RULE_LIST, version, "How it stood before, oldest first"),
  OBJECT ("submission", BS_RULE_OBJECT, submission, NULL),
  END
};
static const BsObjectRule story = { "story", "An article with all its parts", story_members };

static const BsRule credit_members[] = { TEXT ("title", "Printed before the name"),
                                         TEXT ("name", NULL), END };
static const BsObjectRule credit = { "credit", "Who took the picture", credit_members };

static const BsRule crop_members[] = { NUMBER ("left", 0, 1000, NULL),
                                       NUMBER ("top", 0, 1000, NULL),
                                       NUMBER ("right", 0, 1000, NULL),
                                       NUMBER ("bottom", 0, 1000, NULL), END };
static const BsObjectRule crop = { "crop", "What is cut off each side, per mille", crop_members };

static const BsRule photo_members[] = {
  ID (NULL),
  TEXT ("page", "Id of the page it is meant for"),
  TEXT ("story", "Id of the story it belongs to"),
  TEXT ("group", "Title of the group of photos it belongs to"),
  KIND ("file", BS_TEXT_MEDIA, "Its name in NAME.media: the SHA-256 of its bytes, and what it is"),
  NUMBER ("width", 0, MANY, "In pixels"),
  NUMBER ("height", 0, MANY, "In pixels"),
  TEXT ("taken", "ISO 8601"),
  TEXT ("caption", "Without arrow and credit"),
  OBJECT ("credits", BS_RULE_OBJECTS, credit, NULL),
  TEXT ("pointer", "Arrow from the caption to the photo, as the copy had it"),
  OBJECT ("crop", BS_RULE_OBJECT, crop, NULL),
  NUMBER ("priority", 0, 4, "As of a story"),
  NUMBER ("confidence", 0, 100, "How sure the import was, in per cent"),
  END
};
static const BsObjectRule photo = { "photo", "A picture, or the place of one that is still missing",
                                    photo_members };

static const BsRule headline_members[] = {
  ONE_OF ("position", headline_positions, NULL),
  NUMBER ("size", 0, 10000, "In tenths of a point; 0: as fits"),
  NUMBER ("lines", 0, 100, "0: as needed"),
  NUMBER ("columns", 0, 100, "0: all"),
  NUMBER ("height", 0, 10000, "Lines a vertical headline takes; 0: as it needs"),
  TEXT ("text", "Instead of the story's own headline, where the story goes on from another page"),
  END
};
static const BsObjectRule headline = { "headline", "How a box's headline is set",
                                       headline_members };

static const BsRule picture_members[] = {
  NUMBER ("legs", 0, 100, "Columns of text it takes"),
  NUMBER ("lines", 0, 10000, "With the caption"),
  ONE_OF ("side", picture_sides, NULL),
  NUMBER ("line", 0, 10000, "Lines of text above it"),
  NUMBER ("characters", 0, 1000, "Its width, where that is not whole columns of text"),
  NUMBER ("across", 0, 100, "Pictures side by side; 0: as fits"),
  END
};
static const BsObjectRule picture = { "picture", "How a story's own pictures stand in its text",
                                      picture_members };

static const BsRule caption_members[] = {
  ONE_OF ("side", caption_sides, "Of the picture"),
  NUMBER ("characters", 0, 1000, "Its width at the left or right; 0: as fits"), END
};
static const BsObjectRule caption = { "caption", "Where captions stand", caption_members };

static const BsRule box_members[] = {
  ID (NULL),
  ONE_OF ("kind", box_kinds, NULL),
  TEXTS ("refs", "Ids of what stands in it"),
  NUMBER ("column", 0, 1000, "First base column, from 0"),
  NUMBER ("columns", 0, 1000, NULL),
  NUMBER ("line", 0, 10000, "First line, from 0 below masthead or folio"),
  NUMBER ("lines", 0, 10000, NULL),
  FLAG ("locked", "Automatic layout leaves it where it is"),
  ONE_OF ("frame", box_frames, NULL),
  OBJECT ("headline", BS_RULE_OBJECT, headline, NULL),
  NUMBER ("legs", 0, 100, "Columns of text; 0: as fits"),
  NUMBER ("measure", 0, 1000, "Characters a line; 0: as fits"),
  OBJECT ("picture", BS_RULE_OBJECT, picture, NULL),
  OBJECT ("caption", BS_RULE_OBJECT, caption, NULL),
  NUMBER ("across", 0, 100, "Pictures of a group side by side; 0: as fits"),
  ONE_OF ("shape", group_shapes, "How the pictures of a group share the box"),
  TEXT ("label", "Printed over an advertisement, such as 广告"),
  TEXT ("customer", "Of an advertisement"),
  END
};
static const BsObjectRule box = { "box", "What stands where on a page", box_members };

static const BsRule page_members[] = { ID ("Its name, such as A1"),
                                       TEXT ("section", "Id of a section"),
                                       TEXT ("format",
                                             "Page format; that of the issue if left out"),
                                       TEXTS ("editors", "As in the folio"),
                                       TEXT ("contact", "As in the folio"),
                                       OBJECT ("boxes", BS_RULE_LIST, box, NULL),
                                       END };
static const BsObjectRule page = { "page", NULL, page_members };

static const BsRule house_rules_members[] = {
  ONE_OF ("strictness", strictnesses, "Of what may begin and end a line"),
  FLAG ("hang_marks", "Stops at the end of a line hang into the gutter"),
  FLAG ("trim_indent_opening", "An opening quote at the start of a paragraph gives up its space"),
  FLAG ("full_width_marks", "Half-width marks between Han are set full-width"),
  ONE_OF ("digits", digits, "Of the dates that the program writes: 2026 or 二〇二六"),
  END
};
static const BsObjectRule house_rules = {
  "house_rules", "How the paper sets its text, whatever the style; styles may differ",
  house_rules_members
};

static const BsRule masthead_members[] = {
  TEXTS ("left", "Lines beside the name, in order, of: date, lunar, numbers, number, total_number, "
                 "pages, sponsor, publisher, registration, distribution, website, price, address, "
                 "phone, motto"),
  TEXTS ("right", "The same at the other side"), TEXTS ("strip", "Of: motto, index, editors"), END
};
static const BsObjectRule masthead = { "masthead",
                                       "What stands in the masthead, where that is not the usual",
                                       masthead_members };

static const BsRule folio_members[] = {
  TEXTS ("outer", "Of: page, section"),
  TEXTS ("middle",
         "In order, of: name, date, lunar, numbers, number, total_number, website, phone"),
  TEXTS ("inner", "Of: editors, contact"), END
};
static const BsObjectRule folio = { "folio",
                                    "What stands in the folio, where that is not the usual",
                                    folio_members };

static const BsRule export_members[] = {
  ONE_OF ("standard", standards, "PDF/X-4"),
  TEXT ("profile", "File of an output profile; newsprint if left out"),
  FLAG ("marks", "Crop and registration marks"),
  NUMBER ("bleed", 0, 200, "In tenths of a millimetre; the page format's if left out"),
  NUMBER ("resolution", 72, 2400, "Pixels an inch of pages exported as images"),
  TEXT ("file_name",
        "Of an exported page, with {name} {date} {yyyymmdd} {number} {page} {section}"),
  END
};
static const BsObjectRule export_rule = { "export", "How pages go to the print shop",
                                          export_members };

static const BsRule numbering_members[] = {
  TEXTS ("weekdays", "On which it appears: mon tue wed thu fri sat sun; every day if left out"),
  ONE_OF ("restarts", restarts, "When the number begins again at 1; the total never does"),
  KIND ("last_date", BS_TEXT_DATE, "Of the newest issue that was made"),
  NUMBER ("last_number", 0, MANY, "Of the newest issue"),
  NUMBER ("last_total", 0, MANY, "Total number of the newest issue"),
  END
};
static const BsObjectRule numbering = { "numbering", "How the numbers of issues go on",
                                        numbering_members };

#define STYLES                                                                                     \
  {                                                                                                \
    .name = "styles", .kind = BS_RULE_OPEN,                                                        \
    .description                                                                                   \
      = "Text styles that differ from those of the page format: name of a style, such as body, "   \
        "subhead, caption, kicker, headline, deck, -> an object of those members that differ. "    \
        "family: text; weight: 100 to 900; size: points, or a name such as 五号; line_pt: from " \
        "line to line, of body only; align: justify, start, center or end; indent: characters; "   \
        "letter_spacing_em: -0.1 to 0.1; strictness: loose, normal or strict; hang_marks, "        \
        "trim_indent_opening, full_width_marks: true or false; color: C, M, Y, K in per mille. "   \
        "What is wrong here is left out, and the check of a page tells it"                         \
  }
#define PAGE_FORMATS                                                                               \
  {                                                                                                \
    .name = "page_formats", .kind = BS_RULE_OPEN,                                                  \
    .description = "Page formats of its own: name -> an object as in a page format's file. One "   \
                   "that is here goes before one of the same name that came with the program"      \
  }

static const BsRule issue_members[] = {
  { .name = "format", .kind = BS_RULE_TEXT, .required = TRUE, .text = BS_TEXT_FORMAT },
  { .name = "version",
    .kind = BS_RULE_TEXT,
    .required = TRUE,
    .text = BS_TEXT_VERSION,
    .description = "Of the format. Programs of an older major version do not write the file" },
  TEXT ("id", NULL),
  OBJECT ("publication", BS_RULE_OBJECT, publication, NULL),
  KIND ("date", BS_TEXT_DATE, "YYYY-MM-DD"),
  NUMBER ("number", 0, MANY, "Of the issue"),
  NUMBER ("total_number", 0, MANY, "Counted from the paper's first issue"),
  TEXT ("page_format", "Name of a page format"),
  OBJECT ("sections", BS_RULE_LIST, section, NULL),
  STYLES,
  PAGE_FORMATS,
  OBJECT ("house_rules", BS_RULE_OBJECT, house_rules, NULL),
  OBJECT ("masthead", BS_RULE_OBJECT, masthead, NULL),
  OBJECT ("folio", BS_RULE_OBJECT, folio, NULL),
  TEXTS ("flags", "Standing labels of columns, offered where a story gets one"),
  OBJECT ("export", BS_RULE_OBJECT, export_rule, NULL),
  OBJECT ("numbering", BS_RULE_OBJECT, numbering, NULL),
  TEXT ("template", "Name of the publication's template it was made from"),
  OBJECT ("stories", BS_RULE_LIST, story, NULL),
  OBJECT ("photos", BS_RULE_LIST, photo, NULL),
  OBJECT ("pages", BS_RULE_LIST, page, NULL),
  END
};
const BsObjectRule bs_issue_rule = {
  "issue",
  "One day's edition of a newspaper. Members that are not described are kept. The ids of a list's "
  "elements differ from each other.",
  issue_members
};

static const BsRule template_members[] = {
  { .name = "format", .kind = BS_RULE_TEXT, .required = TRUE, .text = BS_TEXT_TEMPLATE_FORMAT },
  { .name = "version",
    .kind = BS_RULE_TEXT,
    .required = TRUE,
    .text = BS_TEXT_VERSION,
    .description = "Of the format. Programs of an older major version do not write the file" },
  OBJECT ("publication", BS_RULE_OBJECT, publication, NULL),
  TEXT ("page_format", "Name of a page format"),
  OBJECT ("sections", BS_RULE_LIST, section, NULL),
  STYLES,
  PAGE_FORMATS,
  OBJECT ("house_rules", BS_RULE_OBJECT, house_rules, NULL),
  OBJECT ("masthead", BS_RULE_OBJECT, masthead, NULL),
  OBJECT ("folio", BS_RULE_OBJECT, folio, NULL),
  TEXTS ("flags", "Standing labels of columns, offered where a story gets one"),
  OBJECT ("export", BS_RULE_OBJECT, export_rule, NULL),
  OBJECT ("numbering", BS_RULE_OBJECT, numbering, NULL),
  OBJECT ("photos", BS_RULE_LIST, photo, "Of standing boxes; their files are in NAME.media"),
  OBJECT ("pages", BS_RULE_LIST, page, "Of a new issue, with their standing boxes"),
  END
};
const BsObjectRule bs_template_rule = {
  "template",
  "What the issues of a publication have in common: a new issue is made from it. Members that are "
  "not described are kept. The ids of a list's elements differ from each other.",
  template_members
};

int
bs_object_rule_find (const BsObjectRule *rule, const char *name)
{
  for (int i = 0; rule->members[i].name != NULL; i++)
    if (strcmp (rule->members[i].name, name) == 0)
      return i;

  return -1;
}

const char *
bs_text_pattern (BsTextKind kind)
{
  switch (kind)
    {
    case BS_TEXT_VERSION:
      return "^[0-9]+\\.[0-9]+$";
    case BS_TEXT_ID:
      return "[^0-9]";
    case BS_TEXT_DATE:
      return "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$";
    case BS_TEXT_MEDIA:
      return "^([0-9a-f]{64}\\.(jpg|png|tif))?$";
    case BS_TEXT_FORMAT:
    case BS_TEXT_TEMPLATE_FORMAT:
    case BS_TEXT_ANY:
    default:
      return NULL;
    }
}
