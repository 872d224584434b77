/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-issue.h"

#define MAX_PIECES 1500
#define MAX_IDS 8

typedef enum
{
  FIELD_TEXT,
  FIELD_NUMBER, /* mostly below most */
  FIELD_FLAG,
  FIELD_WORD, /* one of words */
  FIELD_REF,  /* id of one of letters */
  FIELD_REFS,
  FIELD_OBJECT,
  FIELD_LIST /* of objects with ids */
} FieldKind;

typedef struct _Field Field;

struct _Field
{
  const char *key; /* NULL: the last */
  FieldKind kind;
  guint most; /* numbers: mostly below; lists: elements */
  const char *const *words;
  const char *letters; /* of ids: those of a list's elements, or of what a reference may name */
  const Field *fields;
};

static const char *const pages[] = { "A1", "A1", "A1", "A2", "A3", "", "Z9", NULL };
static const char *const jumps[] = { "", "", "", "A1", "A2", "A3", "auto", NULL };
static const char *const formats[] = { "broadsheet", "tabloid",    "tabloid", "a3",
                                       "berliner",   "us-tabloid", "?",       NULL };
static const char *const roles[] = { "body", "body", "body", "subhead", "?", NULL };
static const char *const forms[] = { "dots", "reporter", "correspondent", "other", "?", NULL };
static const char *const kinds[] = { "story", "story",    "story", "photo", "group",
                                     "ad",    "house-ad", "?",     NULL };
static const char *const frames[] = { "", "", "rule", "tint", "?", NULL };
static const char *const positions[] = {
  "above", "left", "right", "vertical", "middle", "?", NULL
};
static const char *const sides[] = { "right", "left", "middle", "?", NULL };
static const char *const caption_sides[] = { "below", "above", "left", "right", "?", NULL };
static const char *const shapes[] = { "even", "big-left", "big-right", "big-top", "?", NULL };
static const char *const labels[] = { "广告", "公益广告", "", "公告", NULL };
static const char *const files[] = { "", "", "a.jpg", "../x", NULL };
static const char *const groups[] = { "", "", "", "四季", "街巷", NULL };
static const char *const aligns[] = { "justify", "start", "end", "center", "?", NULL };
static const char *const families[] = { "Noto Serif CJK SC", "Noto Sans CJK SC", "No Such Font", "",
                                        NULL };
static const char *const sizes[] = { "五号", "小五", "六号", "初号", "?", NULL };
static const char *const strictness[] = { "strict", "basic", "loose", "?", NULL };
static const char *const languages[] = { "zh-Hans", "zh-Hant", "en", "?", NULL };
static const char *const dates[] = { "2026-11-22", "", "0000-00-00", "2026-02-31", NULL };

static const Field paragraph_fields[] = {
  { "role", FIELD_WORD, .words = roles },
  { "text", FIELD_TEXT },
  { NULL },
};
static const Field byline_fields[] = {
  { "form", FIELD_WORD, .words = forms },
  { "title", FIELD_TEXT },
  { NULL },
};
static const Field credit_fields[] = { { "title", FIELD_TEXT }, { "name", FIELD_TEXT }, { NULL } };
static const Field crop_fields[] = {
  { "left", FIELD_NUMBER, 500 },
  { "right", FIELD_NUMBER, 500 },
  { "top", FIELD_NUMBER, 500 },
  { "bottom", FIELD_NUMBER, 500 },
  { NULL },
};
static const Field story_fields[] = {
  { "page", FIELD_WORD, .words = pages },
  { "section", FIELD_REF, .letters = "x" },
  { "kicker", FIELD_TEXT },
  { "headline", FIELD_TEXT },
  { "deck", FIELD_TEXT },
  { "flag", FIELD_TEXT },
  { "dateline", FIELD_TEXT },
  { "bylines", FIELD_LIST, 2, .letters = "y", .fields = byline_fields },
  { "paragraphs", FIELD_LIST, 6, .letters = "p", .fields = paragraph_fields },
  { "sponsor", FIELD_TEXT },
  { "continued_from", FIELD_WORD, .words = jumps },
  { "continued_on", FIELD_WORD, .words = jumps },
  { "jump", FIELD_WORD, .words = jumps },
  { "jump_after", FIELD_NUMBER, 250 },
  { "priority", FIELD_NUMBER, 5 },
  { NULL },
};
static const Field photo_fields[] = {
  { "page", FIELD_WORD, .words = pages },
  { "story", FIELD_REF, .letters = "s" },
  { "group", FIELD_WORD, .words = groups },
  { "file", FIELD_WORD, .words = files },
  { "width", FIELD_NUMBER, 6000 },
  { "height", FIELD_NUMBER, 6000 },
  { "caption", FIELD_TEXT },
  { "credits", FIELD_LIST, 2, .letters = "c", .fields = credit_fields },
  { "crop", FIELD_OBJECT, .fields = crop_fields },
  { "priority", FIELD_NUMBER, 5 },
  { NULL },
};
static const Field headline_fields[] = {
  { "position", FIELD_WORD, .words = positions },
  { "size", FIELD_NUMBER, 600 },
  { "lines", FIELD_NUMBER, 4 },
  { "columns", FIELD_NUMBER, 8 },
  { "height", FIELD_NUMBER, 60 },
  { "text", FIELD_TEXT },
  { NULL },
};
static const Field picture_fields[] = {
  { "legs", FIELD_NUMBER, 5 },
  { "lines", FIELD_NUMBER, 40 },
  { "side", FIELD_WORD, .words = sides },
  { "line", FIELD_NUMBER, 30 },
  { "characters", FIELD_NUMBER, 40 },
  { "across", FIELD_NUMBER, 4 },
  { NULL },
};
static const Field caption_fields[] = {
  { "side", FIELD_WORD, .words = caption_sides },
  { "characters", FIELD_NUMBER, 20 },
  { NULL },
};
static const Field box_fields[] = {
  { "kind", FIELD_WORD, .words = kinds },
  { "refs", FIELD_REFS, 5, .letters = "ssssfff" },
  { "column", FIELD_NUMBER, 8 },
  { "columns", FIELD_NUMBER, 9 },
  { "line", FIELD_NUMBER, 110 },
  { "lines", FIELD_NUMBER, 70 },
  { "locked", FIELD_FLAG },
  { "frame", FIELD_WORD, .words = frames },
  { "headline", FIELD_OBJECT, .fields = headline_fields },
  { "legs", FIELD_NUMBER, 9 },
  { "measure", FIELD_NUMBER, 40 },
  { "picture", FIELD_OBJECT, .fields = picture_fields },
  { "caption", FIELD_OBJECT, .fields = caption_fields },
  { "across", FIELD_NUMBER, 6 },
  { "shape", FIELD_WORD, .words = shapes },
  { "label", FIELD_WORD, .words = labels },
  { "customer", FIELD_TEXT },
  { NULL },
};
static const Field page_fields[] = {
  { "section", FIELD_REF, .letters = "x" },
  { "format", FIELD_WORD, .words = formats },
  { "contact", FIELD_TEXT },
  { "boxes", FIELD_LIST, 14, .letters = "b", .fields = box_fields },
  { NULL },
};
static const Field style_fields[] = {
  { "family", FIELD_WORD, .words = families },
  { "weight", FIELD_NUMBER, 1000 },
  { "size", FIELD_NUMBER, 72 },
  { "line_pt", FIELD_NUMBER, 40 },
  { "align", FIELD_WORD, .words = aligns },
  { "indent", FIELD_NUMBER, 8 },
  { "letter_spacing_em", FIELD_NUMBER, 2 },
  { "strictness", FIELD_WORD, .words = strictness },
  { "hang_marks", FIELD_FLAG },
  { "trim_indent_opening", FIELD_FLAG },
  { "full_width_marks", FIELD_FLAG },
  { NULL },
};
static const Field preset_fields[] = {
  { "size", FIELD_WORD, .words = sizes },
  { "align", FIELD_WORD, .words = aligns },
  { NULL },
};
static const Field styles_fields[] = {
  { "body", FIELD_OBJECT, .fields = style_fields },
  { "caption", FIELD_OBJECT, .fields = style_fields },
  { "headline", FIELD_OBJECT, .fields = style_fields },
  { "kicker", FIELD_OBJECT, .fields = preset_fields },
  { "subhead", FIELD_OBJECT, .fields = preset_fields },
  { "folio-line", FIELD_OBJECT, .fields = style_fields },
  { NULL },
};
static const Field section_fields[] = { { "name", FIELD_TEXT }, { NULL } };
static const Field publication_fields[] = {
  { "name", FIELD_TEXT },         { "language", FIELD_WORD, .words = languages },
  { "registration", FIELD_TEXT }, { "publisher", FIELD_TEXT },
  { "sponsor", FIELD_TEXT },      { "motto", FIELD_TEXT },
  { "website", FIELD_TEXT },      { NULL },
};
static const Field issue_fields[] = {
  { "page_format", FIELD_WORD, .words = formats },
  { "publication", FIELD_OBJECT, .fields = publication_fields },
  { "date", FIELD_WORD, .words = dates },
  { "number", FIELD_NUMBER, 100 },
  { "total_number", FIELD_NUMBER, 100 },
  { "sections", FIELD_LIST, 2, .letters = "x", .fields = section_fields },
  { "styles", FIELD_OBJECT, .fields = styles_fields },
  { "stories", FIELD_LIST, MAX_IDS, .letters = "s", .fields = story_fields },
  { "photos", FIELD_LIST, MAX_IDS, .letters = "f", .fields = photo_fields },
  { "pages", FIELD_LIST, 3, .letters = "A", .fields = page_fields },
  { NULL },
};

guint
fuzz_take (FuzzBytes *bytes, guint n)
{
  return bytes->at < bytes->size ? bytes->data[bytes->at++] % n : 0;
}

static gint64
take_number (FuzzBytes *bytes, guint most)
{
  static const gint64 odd[] = {
    -1, G_MININT64, G_MAXINT64, G_MAXUINT32, (gint64) G_MAXUINT32 + 1, 65536, 1000, 250,
  };
  guint byte = fuzz_take (bytes, 256);

  if (byte >= 248)
    return odd[byte - 248];

  return most > 256 ? byte * (most / 248) : byte % most;
}

/* What the rules of a line treat differently, and what no line should meet. */
static const char *const text_pieces[] = {
  "河边的柳树",
  "晨",
  "一盏灯照亮半条街",
  "老人记得这里原来是一片水田",
  "，",
  "。",
  "、",
  "：“",
  "”。",
  "《",
  "》",
  "（",
  "）",
  "——",
  "……",
  "·",
  "！？",
  "－",
  "．",
  " ",
  "　",
  "\n",
  "\t",
  "2026",
  "3.14%",
  "km/h",
  "word",
  "newspaper",
  "https://example.org/a/b?c=d",
  "Donaudampfschifffahrtsgesellschaft",
  "é",
  "e\u0301\u0302\u0303",
  "𠀀",
  "㐀",
  "\u200b",
  "\u200d",
  "\u00a0",
  "\u2028",
  "\ufeff",
  "👩‍👩‍👧",
  "葛\U000e0100",
  "مرحبا",
  "\u202e",
  "한글",
  "カタカナ",
  "\uffff",
  "\x01",
  "\u00ad",
};

/* Four bytes make a text of any length that goes on differently with each. */
char *
fuzz_take_text (FuzzBytes *bytes)
{
  guint form = fuzz_take (bytes, 8);
  guint n = form == 0 ? fuzz_take (bytes, 256) * 2 : form == 1 ? 0 : fuzz_take (bytes, 24);
  guint variety = form < 4 ? G_N_ELEMENTS (text_pieces) : 1 + fuzz_take (bytes, 32);
  guint32 state = fuzz_take (bytes, 256);
  GString *text = g_string_new (NULL);

  n = MIN (n, bytes->n_pieces);
  bytes->n_pieces -= n;
  for (guint i = 0; i < n; i++)
    {
      state = state * 1664525u + 1013904223u;
      g_string_append (text, text_pieces[(state >> 16) % variety]);
    }

  return g_string_free (text, FALSE);
}

char *
fuzz_take_id (FuzzBytes *bytes, char letter)
{
  guint number = fuzz_take (bytes, MAX_IDS + 1);

  return g_strdup_printf ("%c%u", letter, number + (letter == 'A'));
}

static guint
count_words (const char *const *words)
{
  guint n = 0;

  while (words[n] != NULL)
    n++;

  return n;
}

static char *
take_reference (FuzzBytes *bytes, const char *letters)
{
  return fuzz_take_id (bytes, letters[fuzz_take (bytes, (guint) strlen (letters))]);
}

static BsNode *
take_references (FuzzBytes *bytes, const Field *field)
{
  BsNodeBuilder *array = bs_node_builder_new_array ();
  guint n = fuzz_take (bytes, 3) > 0 ? 1 : fuzz_take (bytes, field->most + 1);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = take_reference (bytes, field->letters);

      bs_node_builder_add (array, bs_node_new_string (id));
    }

  return bs_node_builder_end (array);
}

static BsNode *take_object (FuzzBytes *bytes, const Field *fields, const char *id);

static BsNode *
take_list (FuzzBytes *bytes, const Field *field)
{
  BsNodeBuilder *array = bs_node_builder_new_array ();
  guint n = fuzz_take (bytes, field->most + 1);

  for (guint i = 0; i < n; i++)
    {
      char letter = *field->letters;
      /* Sometimes a name that another one has. */
      guint number = i + (letter == 'A') - (i > 0 && fuzz_take (bytes, 64) == 63);
      g_autofree char *id = g_strdup_printf ("%c%u", letter, number);

      bs_node_builder_add (array, take_object (bytes, field->fields, id));
    }

  return bs_node_builder_end (array);
}

static BsNode *
take_value (FuzzBytes *bytes, const Field *field)
{
  g_autofree char *text = NULL;

  switch (field->kind)
    {
    case FIELD_NUMBER:
      return bs_node_new_integer (take_number (bytes, field->most));
    case FIELD_FLAG:
      return bs_node_new_boolean (fuzz_take (bytes, 2) > 0);
    case FIELD_WORD:
      return bs_node_new_string (field->words[fuzz_take (bytes, count_words (field->words))]);
    case FIELD_REFS:
      return take_references (bytes, field);
    case FIELD_OBJECT:
      return take_object (bytes, field->fields, NULL);
    case FIELD_LIST:
      return take_list (bytes, field);
    case FIELD_REF:
      text = take_reference (bytes, field->letters);
      return bs_node_new_string (text);
    default:
      text = fuzz_take_text (bytes);
      return bs_node_new_string (text);
    }
}

/* Most members are there, few of them of a kind that they should not be. */
static BsNode *
take_object (FuzzBytes *bytes, const Field *fields, const char *id)
{
  BsNodeBuilder *object = bs_node_builder_new_object ();

  if (id != NULL)
    bs_node_builder_set_text (object, "id", id);
  for (const Field *field = fields; field->key != NULL; field++)
    {
      guint whether = fuzz_take (bytes, 64);

      if (whether == 63)
        bs_node_builder_set (object, field->key, bs_node_new_integer (7));
      else if (whether == 62)
        bs_node_builder_set (object, field->key, bs_node_new_string ("?"));
      else if (whether < 44 || field->kind == FIELD_LIST)
        bs_node_builder_set (object, field->key, take_value (bytes, field));
    }

  return bs_node_builder_end (object);
}

BsNode *
fuzz_take_issue (FuzzBytes *bytes)
{
  bytes->n_pieces = MAX_PIECES;

  return take_object (bytes, issue_fields, NULL);
}
