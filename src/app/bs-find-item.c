/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-find-item.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>

/* Characters of the text around a hit. */
#define BEFORE 8
#define AFTER 40

struct _BsFindItem
{
  GObject parent_instance;

  BsFindHit *hit;
  char *label;
  char *detail;
  gboolean chosen;
};

G_DEFINE_FINAL_TYPE (BsFindItem, bs_find_item, G_TYPE_OBJECT)

enum
{
  PROP_CHOSEN = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
append_escaped (GString *markup, const char *text, gsize length)
{
  g_autofree char *part = g_strndup (text, length);
  g_autofree char *escaped = NULL;

  g_strdelimit (part, "\n\r\t", ' ');
  escaped = g_markup_escape_text (part, -1);
  g_string_append (markup, escaped);
}

/* "…words before HIT words after": on one line, and the hit never out of sight. */
static char *
dup_markup (const BsFindHit *hit, const char *replacement)
{
  const char *text = bs_node_get_string (hit->text);
  const char *start = text + hit->offset;
  const char *end = start + hit->length;
  const char *from = start;
  const char *to = end;
  g_autoptr (GString) markup = g_string_new (NULL);

  for (guint i = 0; i < BEFORE && from > text; i++)
    from = g_utf8_prev_char (from);
  for (guint i = 0; i < AFTER && *to != '\0'; i++)
    to = g_utf8_next_char (to);

  if (from > text)
    g_string_append (markup, "…");
  append_escaped (markup, from, (gsize) (start - from));
  g_string_append (markup, replacement != NULL
                             ? "<span strikethrough='true' alpha='60%'>"
                             : "<span weight='bold' background='#e5a50a' background_alpha='35%'>");
  append_escaped (markup, start, hit->length);
  g_string_append (markup, "</span>");
  if (replacement != NULL)
    {
      g_string_append (markup, "<span weight='bold' background='#2ec27e' background_alpha='30%'>");
      append_escaped (markup, replacement, strlen (replacement));
      g_string_append (markup, "</span>");
    }
  append_escaped (markup, end, (gsize) (to - end));

  return g_string_free (g_steal_pointer (&markup), FALSE);
}

/* Nothing of the body: that is where words are. */
static const char *
get_field_name (BsFindFields field)
{
  switch (field)
    {
    case BS_FIND_IN_KICKER:
      return _ ("Kicker");
    case BS_FIND_IN_HEADLINE:
      return _ ("Headline");
    case BS_FIND_IN_DECK:
      return _ ("Deck");
    case BS_FIND_IN_CAPTIONS:
      return _ ("Caption");
    case BS_FIND_IN_NOTES:
      return _ ("Notes");
    case BS_FIND_IN_BODY:
    case BS_FIND_IN_ALL:
    default:
      return "";
    }
}

static void
bs_find_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHOSEN)
    g_value_set_boolean (value, BS_FIND_ITEM (object)->chosen);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bs_find_item_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHOSEN)
    bs_find_item_set_chosen (BS_FIND_ITEM (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bs_find_item_finalize (GObject *object)
{
  BsFindItem *self = BS_FIND_ITEM (object);

  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->detail, g_free);

  G_OBJECT_CLASS (bs_find_item_parent_class)->finalize (object);
}

static void
bs_find_item_class_init (BsFindItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bs_find_item_get_property;
  object_class->set_property = bs_find_item_set_property;
  object_class->finalize = bs_find_item_finalize;

  properties[PROP_CHOSEN] = g_param_spec_boolean ("chosen", NULL, NULL, TRUE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                    | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bs_find_item_init (BsFindItem *self)
{
  self->chosen = TRUE;
}

BsFindItem *
bs_find_item_new_story (const char *headline, guint n_hits)
{
  BsFindItem *self = g_object_new (BS_TYPE_FIND_ITEM, NULL);

  self->label = g_strdup (headline);
  self->detail = g_strdup_printf ("%u", n_hits);

  return self;
}

BsFindItem *
bs_find_item_new_hit (BsFindHit *hit, const char *replacement)
{
  BsFindItem *self;

  g_return_val_if_fail (hit != NULL, NULL);

  self = g_object_new (BS_TYPE_FIND_ITEM, NULL);
  self->hit = hit;
  self->label = dup_markup (hit, replacement);
  self->detail = g_strdup (get_field_name (hit->field));

  return self;
}

BsFindHit *
bs_find_item_get_hit (BsFindItem *self)
{
  g_return_val_if_fail (BS_IS_FIND_ITEM (self), NULL);

  return self->hit;
}

const char *
bs_find_item_get_label (BsFindItem *self)
{
  g_return_val_if_fail (BS_IS_FIND_ITEM (self), "");

  return self->label;
}

const char *
bs_find_item_get_detail (BsFindItem *self)
{
  g_return_val_if_fail (BS_IS_FIND_ITEM (self), "");

  return self->detail;
}

gboolean
bs_find_item_get_chosen (BsFindItem *self)
{
  g_return_val_if_fail (BS_IS_FIND_ITEM (self), FALSE);

  return self->chosen;
}

void
bs_find_item_set_chosen (BsFindItem *self, gboolean chosen)
{
  g_return_if_fail (BS_IS_FIND_ITEM (self));

  if (self->chosen == chosen)
    return;

  self->chosen = chosen;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}
