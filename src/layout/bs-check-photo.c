/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bs-config.h"

#include "layout/bs-check-private.h"
#include "layout/bs-photo-box-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Where a photo and its caption stand on the page; width 0: nowhere. */
typedef struct
{
  BsRect picture;
  BsRect caption;
} Place;

/* By where the picture stands, seen from its caption. */
static const char *const arrows[] = { "▲", "▼", "◀", "▶" };

static Place
find_place (const BsPiece *piece, const char *photo)
{
  Place place = { 0 };

  for (guint i = 0; i < bs_display_list_get_n_regions (piece->list); i++)
    {
      const BsRegion *region = bs_display_list_get_region (piece->list, i);

      if (!g_str_equal (region->ref, photo))
        continue;
      if (region->kind == BS_REGION_PHOTO)
        place.picture = region->rect;
      else if (region->kind == BS_REGION_CAPTION)
        place.caption = region->rect;
    }

  return place;
}

/* The arrow that points from the caption to the picture. */
static const char *
find_arrow (const Place *place)
{
  if (place->caption.y >= bs_rect_bottom (&place->picture) - place->picture.height / 8)
    return arrows[0];
  if (bs_rect_bottom (&place->caption) <= place->picture.y + place->picture.height / 8)
    return arrows[1];

  return place->caption.x > place->picture.x ? arrows[2] : arrows[3];
}

static const char *
find_typed_arrow (const char *caption)
{
  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    if (g_str_has_prefix (caption, arrows[i]))
      return arrows[i];

  return NULL;
}

static const char *
photo_name (const BsNode *photo)
{
  return bs_node_get_text (photo, "id");
}

static BsFinding *
add_photo_finding (const BsSetting *setting, const BsPiece *piece, const BsNode *photo,
                   const char *code, BsLevel level, GPtrArray *findings)
{
  BsFinding *finding = bs_check_add_finding (setting, findings, code, level, piece);
  Place place = find_place (piece, photo_name (photo));

  finding->photo = g_strdup (photo_name (photo));
  if (place.picture.width > 0)
    finding->rect = place.picture;

  return finding;
}

static void
check_source (const BsSetting *setting, const BsPiece *piece, const BsNode *photo,
              GPtrArray *findings)
{
  g_autofree char *credit = bs_photo_dup_credit (photo);
  BsFinding *finding;

  if (*bs_node_get_text (photo, "file") == '\0')
    {
      finding = add_photo_finding (setting, piece, photo, "missing-photo", BS_LEVEL_WARNING,
                                   findings);
      finding->message = g_strdup_printf (
        _ ("Photo “%s” has no picture: an empty frame would be printed. Add the picture, or take "
           "the photo off the page."),
        photo_name (photo));
    }
  if (*credit == '\0' && piece->box.kind != BS_BOX_AD)
    {
      finding = add_photo_finding (setting, piece, photo, "missing-credit", BS_LEVEL_INFO,
                                   findings);
      finding->message = g_strdup_printf (_ ("Photo “%s” names no photographer. Add the credit."),
                                          photo_name (photo));
    }
}

/* A photo alone says nothing without words; one in its story or its group may. */
static void
check_caption (const BsSetting *setting, const BsPiece *piece, const BsNode *photo,
               const Place *place, GPtrArray *findings)
{
  BsUnit gap = (BsUnit) bs_check_limits.caption_gap * setting->format->line_height;
  BsUnit em = setting->format->em;
  BsFinding *finding;

  if (*bs_node_get_text (photo, "caption") == '\0')
    {
      if (piece->box.kind != BS_BOX_PHOTO)
        return;
      finding = add_photo_finding (setting, piece, photo, "missing-caption", BS_LEVEL_INFO,
                                   findings);
      finding->message = g_strdup_printf (
        _ ("Photo “%s” has no caption: the reader does not learn what it shows. Write one."),
        photo_name (photo));
      return;
    }
  if (place->picture.width == 0
      || (place->caption.width > 0 && place->caption.y <= bs_rect_bottom (&place->picture) + gap
          && place->picture.y <= bs_rect_bottom (&place->caption) + gap
          && place->caption.x <= bs_rect_right (&place->picture) + 2 * em
          && place->picture.x <= bs_rect_right (&place->caption) + 2 * em))
    return;
  finding = add_photo_finding (setting, piece, photo, "detached-caption", BS_LEVEL_ERROR, findings);
  finding->message = g_strdup_printf (
    _ ("The caption of photo “%s” does not stand at its picture: nobody could tell that they "
       "belong together. Make room for it beside the picture."),
    photo_name (photo));
}

static void
check_size (const BsSetting *setting, const BsPiece *piece, const BsNode *photo, const Place *place,
            GPtrArray *findings)
{
  BsUnit least = (BsUnit) bs_check_limits.picture_lines * setting->format->line_height;
  BsFinding *finding;

  if (place->picture.width == 0)
    {
      finding = add_photo_finding (setting, piece, photo, "unplaced-photo", BS_LEVEL_ERROR,
                                   findings);
      finding->message = g_strdup_printf (
        /* Translators: photo; box */
        _ ("Photo “%s” belongs to box “%s”, which gives it no room. Give it some lines, or take it "
           "out of the box."),
        photo_name (photo), piece->box.id);
      return;
    }
  if (place->picture.height >= least || piece->box.kind == BS_BOX_AD)
    return;
  finding = add_photo_finding (setting, piece, photo, "no-room", BS_LEVEL_ERROR, findings);
  finding->message = g_strdup_printf (
    _ ("The caption of photo “%s” leaves no room for the picture. Make the box higher, or shorten "
       "the caption."),
    photo_name (photo));
}

/* Per mille of its height (or, where @across, of its width) that a picture loses to its frame,
 * beyond what the editor cropped; 0: its shape is not known. */
static guint
measure_loss (const BsNode *photo, const BsRect *picture, gboolean *across)
{
  double frame = picture->width / (double) MAX (1, picture->height);
  double shape = bs_photo_get_shape (photo);

  if (*bs_node_get_text (photo, "file") == '\0' || bs_node_get_number (photo, "width", 0) <= 0
      || bs_node_get_number (photo, "height", 0) <= 0)
    return 0;
  *across = shape > frame;

  return (guint) lround (1000 * (1 - (*across ? frame / shape : shape / frame)));
}

static void
check_crop (const BsSetting *setting, const BsPiece *piece, const BsNode *photo, const Place *place,
            GPtrArray *findings)
{
  gboolean across = FALSE;
  guint loss = place->picture.width > 0 ? measure_loss (photo, &place->picture, &across) : 0;
  BsFinding *finding;

  if (loss <= bs_check_limits.crop)
    return;
  finding = add_photo_finding (setting, piece, photo, "hard-crop", BS_LEVEL_WARNING, findings);
  finding->message = g_strdup_printf (
    /* Translators: photo; per cent of it that are not shown */
    across ? _ ("Photo “%s” loses %u %% of its width to its frame. Fit the frame to the picture, "
                "or choose what it shows.")
           : _ ("Photo “%s” loses %u %% of its height to its frame. Fit the frame to the picture, "
                "or choose what it shows."),
    photo_name (photo), (loss + 5) / 10);
}

static void
check_cut_caption (const BsSetting *setting, const BsPiece *piece, const BsNode *photo,
                   const Place *place, GPtrArray *findings)
{
  BsFinding *finding = add_photo_finding (setting, piece, photo, "no-room", BS_LEVEL_ERROR,
                                          findings);

  if (place->caption.width > 0)
    finding->rect = place->caption;
  finding->message = g_strdup_printf (
    _ ("The caption of photo “%s” is cut off: it is longer than its place. Make the box larger, or "
       "shorten the caption."),
    photo_name (photo));
}

static void
check_arrow (const BsSetting *setting, const BsPiece *piece, const BsNode *photo,
             const Place *place, GPtrArray *findings)
{
  const char *typed = find_typed_arrow (bs_node_get_text (photo, "caption"));
  const char *hint = bs_node_get_text (photo, "pointer");
  const char *printed;
  BsFinding *finding;

  if (place->picture.width == 0 || place->caption.width == 0)
    return;
  printed = find_arrow (place);
  if (typed != NULL)
    {
      finding = add_photo_finding (setting, piece, photo, "wrong-arrow", BS_LEVEL_WARNING,
                                   findings);
      finding->rect = place->caption;
      finding->message = g_strdup_printf (
        /* Translators: photo; arrow; arrow */
        _ ("The caption of photo “%s” begins with a typed “%s”, but the program prints “%s” before "
           "it. Delete the typed one."),
        photo_name (photo), typed, printed);
    }
  else if (find_typed_arrow (hint) != NULL && !g_str_has_prefix (hint, printed))
    {
      finding = add_photo_finding (setting, piece, photo, "wrong-arrow", BS_LEVEL_INFO, findings);
      finding->rect = place->caption;
      finding->message = g_strdup_printf (
        /* Translators: photo; arrow; arrow */
        _ ("The copy had “%2$s” before the caption of photo “%1$s”; as it stands now, “%3$s” is "
           "printed. Make sure that the words of the caption agree."),
        photo_name (photo), hint, printed);
    }
}

/* A photo that tells of a story stands at it: in its box or touching it. */
static const BsPiece *
find_piece_of_story (GPtrArray *pieces, const char *story)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const BsPiece *piece = g_ptr_array_index (pieces, i);

      if (piece->box.kind == BS_BOX_STORY && g_str_equal (piece->box.refs[0], story))
        return piece;
    }

  return NULL;
}

/* Whether two boxes are neighbours: across a gutter or the line between boxes. */
static gboolean
boxes_touch (const BsBox *a, const BsBox *b)
{
  return a->column <= b->column + b->columns && b->column <= a->column + a->columns
         && a->line <= b->line + b->lines + 1 && b->line <= a->line + a->lines + 1;
}

static void
check_story_photo (const BsSetting *setting, GPtrArray *pieces, const BsPiece *piece,
                   const BsNode *photo, GPtrArray *findings)
{
  const BsPiece *story = find_piece_of_story (pieces, bs_node_get_text (photo, "story"));
  BsFinding *finding;

  if (story == NULL || story == piece || boxes_touch (&story->box, &piece->box))
    return;
  finding = add_photo_finding (setting, piece, photo, "detached-photo", BS_LEVEL_WARNING, findings);
  finding->other = g_strdup (story->box.id);
  finding->message = g_strdup_printf (
    /* Translators: photo; headline */
    _ ("Photo “%s” belongs to “%s” but stands away from it: readers take it for another story's. "
       "Place it in or beside the story's box."),
    photo_name (photo), bs_story_get_title (bs_piece_get_story (story)));
}

/* How often boxes of any page show the photo. */
static guint
count_uses (const BsNode *issue, const char *photo)
{
  const BsNode *pages = bs_issue_get_pages (issue);
  guint uses = 0;

  for (guint i = 0; i < bs_node_get_length (pages); i++)
    {
      const BsNode *boxes = bs_node_get_member (bs_node_get_element (pages, i), "boxes");

      for (guint j = 0; j < bs_node_get_length (boxes); j++)
        {
          const BsNode *box = bs_node_get_element (boxes, j);
          const BsNode *refs = bs_node_get_member (box, "refs");
          guint first = g_str_equal (bs_node_get_text (box, "kind"), "story") ? 1 : 0;

          for (guint k = first; k < bs_node_get_length (refs); k++)
            if (g_str_equal (bs_node_get_string (bs_node_get_element (refs, k)), photo))
              uses++;
        }
    }

  return uses;
}

static void
check_uses (const BsSetting *setting, const BsPiece *piece, const BsNode *photo,
            GPtrArray *findings)
{
  BsFinding *finding;

  if (piece->box.kind == BS_BOX_AD || count_uses (setting->issue, photo_name (photo)) < 2)
    return;
  finding = add_photo_finding (setting, piece, photo, "duplicate-photo", BS_LEVEL_WARNING,
                               findings);
  finding->message = g_strdup_printf (
    _ ("Photo “%s” stands in the issue more than once. Take it out of all boxes but one."),
    photo_name (photo));
}

/* What @piece shows beside its story; an ad's artwork has no caption to judge. */
static const BsNode *
get_photo (const BsPiece *piece, guint index)
{
  if (piece->box.kind == BS_BOX_STORY && index == 0)
    return NULL;

  return g_ptr_array_index (piece->sources, index);
}

/**
 * bs_check_photos:
 * @setting: issue, page, format
 * @piece: a box
 * @findings: takes what was found about its photos
 */
void
bs_check_photos (const BsSetting *setting, const BsPiece *piece, GPtrArray *findings)
{
  for (guint i = 0; i < piece->sources->len; i++)
    {
      const BsNode *photo = get_photo (piece, i);
      Place place;

      if (photo == NULL)
        continue;
      check_source (setting, piece, photo, findings);
      check_uses (setting, piece, photo, findings);
      if (piece->box.kind == BS_BOX_AD)
        continue;
      place = find_place (piece, photo_name (photo));
      if ((piece->facts.cut_captions & (1u << i)) != 0 && place.picture.width > 0)
        check_cut_caption (setting, piece, photo, &place, findings);
      else
        check_size (setting, piece, photo, &place, findings);
      check_crop (setting, piece, photo, &place, findings);
      check_caption (setting, piece, photo, &place, findings);
      check_arrow (setting, piece, photo, &place, findings);
    }
}

/* A picture with its caption, and whose it is. */
typedef struct
{
  const BsPiece *piece;
  const BsNode *photo;
  BsRect rect; /* with its caption */
  BsRect picture;
} Picture;

static BsRect
join_rects (const BsRect *a, const BsRect *b)
{
  BsRect rect = *a;

  if (b->width == 0)
    return rect;
  rect.x = MIN (a->x, b->x);
  rect.y = MIN (a->y, b->y);
  rect.width = MAX (bs_rect_right (a), bs_rect_right (b)) - rect.x;
  rect.height = MAX (bs_rect_bottom (a), bs_rect_bottom (b)) - rect.y;

  return rect;
}

static GArray *
collect_pictures (GPtrArray *pieces)
{
  GArray *pictures = g_array_new (FALSE, FALSE, sizeof (Picture));

  for (guint i = 0; i < pieces->len; i++)
    {
      const BsPiece *piece = g_ptr_array_index (pieces, i);

      if (piece->box.kind == BS_BOX_AD)
        continue;
      for (guint j = 0; j < piece->sources->len; j++)
        {
          const BsNode *photo = get_photo (piece, j);
          Picture picture = { piece, photo, { 0 }, { 0 } };
          Place place;

          if (photo == NULL)
            continue;
          place = find_place (piece, photo_name (photo));
          picture.picture = place.picture;
          picture.rect = join_rects (&place.picture, &place.caption);
          if (place.picture.width > 0)
            g_array_append_val (pictures, picture);
        }
    }

  return pictures;
}

/* The story that a picture tells of; "": it stands for itself. */
static const char *
story_of (const Picture *picture)
{
  if (picture->piece->box.kind == BS_BOX_STORY)
    return picture->piece->box.refs[0];

  return bs_node_get_text (picture->photo, "story");
}

static gboolean
belong_together (const Picture *a, const Picture *b)
{
  const char *group = bs_node_get_text (a->photo, "group");

  return a->piece == b->piece
         || (*group != '\0' && g_str_equal (group, bs_node_get_text (b->photo, "group")))
         || (*story_of (a) != '\0' && g_str_equal (story_of (a), story_of (b)));
}

/* Side by side across one gutter, or one below the other with no text between but a caption. They
 * share an edge of the pictures, not just a corner. */
static gboolean
pictures_touch (const BsSetting *setting, const Picture *a, const Picture *b)
{
  BsUnit pitch = setting->format->line_height;
  BsUnit em = setting->format->em;
  BsUnit gutter = (BsUnit) setting->format->gutter_characters * em;
  BsUnit across = MAX (a->rect.x, b->rect.x)
                  - MIN (bs_rect_right (&a->rect), bs_rect_right (&b->rect));
  BsUnit down = MAX (a->rect.y, b->rect.y)
                - MIN (bs_rect_bottom (&a->rect), bs_rect_bottom (&b->rect));
  BsUnit side = MIN (bs_rect_bottom (&a->picture), bs_rect_bottom (&b->picture))
                - MAX (a->picture.y, b->picture.y);

  return (across <= gutter + em / 2 && side >= (BsUnit) bs_check_limits.photo_edge * pitch)
         || (down <= (BsUnit) bs_check_limits.photo_gap * pitch && across <= -2 * em);
}

/**
 * bs_check_tombstones:
 * @setting: issue, page, format
 * @pieces: (element-type BsPiece): its boxes
 * @findings: takes photos of different stories that touch, and photos away from their story
 */
void
bs_check_tombstones (const BsSetting *setting, GPtrArray *pieces, GPtrArray *findings)
{
  g_autoptr (GArray) pictures = collect_pictures (pieces);

  for (guint i = 0; i < pictures->len; i++)
    {
      const Picture *a = &g_array_index (pictures, Picture, i);

      if (*bs_node_get_text (a->photo, "story") != '\0')
        check_story_photo (setting, pieces, a->piece, a->photo, findings);
      for (guint j = i + 1; j < pictures->len; j++)
        {
          const Picture *b = &g_array_index (pictures, Picture, j);
          BsFinding *finding;

          if (belong_together (a, b) || !pictures_touch (setting, a, b))
            continue;
          finding = add_photo_finding (setting, b->piece, b->photo, "tombstone", BS_LEVEL_WARNING,
                                       findings);
          finding->other = g_strdup (a->piece->box.id);
          finding->message = g_strdup_printf (
            /* Translators: two photos */
            _ ("Photos “%s” and “%s” touch but do not belong together: they read as one picture. "
               "Put text between them."),
            photo_name (a->photo), photo_name (b->photo));
        }
    }
}
