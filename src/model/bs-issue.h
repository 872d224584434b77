/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading an issue's tree in the desk's words. These are views: nothing is copied, nothing can
 * fail, absent text is "". The member names here are the file format (data/schema). Lists are
 * arrays of objects with an "id" that is unique in its list and not all digits.
 *
 * issue      format version id publication{name language registration publisher sponsor motto
 *            website price distribution address phone} date number total_number page_format
 *            sections[{id name}] styles{} page_formats{} house_rules{strictness hang_marks
 *            trim_indent_opening full_width_marks digits} masthead{left[] right[] strip[]}
 *            folio{outer[] middle[] inner[]} flags[] export{standard profile marks bleed resolution
 *            file_name} numbering{weekdays[] restarts last_date last_number last_total} template
 *            stories[] photos[] pages[]. All but the day's own come from the publication's template
 *            (bs-template.h)
 * styles     NAME{family weight size(points or "五号") line_pt align indent letter_spacing_em strictness
 *            hang_marks trim_indent_opening full_width_marks color[C M Y K]}: what differs from the
 *            page format's; bs_page_format_restyle() reads it
 * story      id page section kicker headline deck flag dateline bylines[] paragraphs[] sponsor
 *            continued_from continued_on (of what came with one end only; a story in boxes on two
 *            pages needs neither) jump(a later page's id, or "auto": where it is to go on)
 *            jump_after(characters that stay where it begins; 0: as suits) tags[string]
 *            priority(1 lead … 4 brief, 0 unset) status("draft" "ready" "approved") notes
 *            confidence(0…100, of the import) let_pass[string] (faults of structure that an
 *            editor ignores, bs-story-check.h) versions[] submission{id version author}
 * version    id time(ISO 8601, UTC) author reason("edit" "status" "import" "kept" "restore") and
 *            those members of a story that are its text, as they stood (bs-version.h)
 * byline     id form("dots" "reporter" "correspondent" "other") title("本报记者") names[string]
 * paragraph  id role("body" "subhead") text
 * photo      id page story group file width height taken caption credits[{title name}] pointer
 *            crop{left top right bottom: per mille cut off} priority confidence
 * page       id(= its name, "A1") section format editors[string] contact boxes[]
 * box        id kind("story" "photo" "group" "house-ad" "ad") refs[string] column columns line
 *            lines locked frame("" "rule" "tint") headline{position("above" "left" "right"
 *            "vertical" "middle") size(tenths of a point) lines columns height text} legs
 *            measure(characters) picture{legs lines side("right" "left" "middle") line characters
 *            across} caption{side("below" "above" "left" "right") characters} across shape("even"
 *            "big-left" "big-right" "big-top") label customer
 *            column and line count from 0 inside the type area below masthead or folio.
 */
#pragma once

#include "bs-node.h"

G_BEGIN_DECLS

const BsNode *bs_issue_get_stories (const BsNode *issue);
const BsNode *bs_issue_get_photos  (const BsNode *issue);
const BsNode *bs_issue_get_pages   (const BsNode *issue);
const BsNode *bs_issue_get_story   (const BsNode *issue, const char *id);
const BsNode *bs_issue_get_photo   (const BsNode *issue, const char *id);
const BsNode *bs_issue_get_page    (const BsNode *issue, const char *id);
/* Its own, else that of its page; "" where neither has one. */
const char   *bs_issue_get_section_of (const BsNode *issue, const BsNode *story);
/* page's, else issue's */
const char   *bs_issue_get_page_format (const BsNode *issue, const BsNode *page);

const BsNode *bs_story_get_paragraphs (const BsNode *story);
const BsNode *bs_story_get_bylines    (const BsNode *story);
gboolean      bs_paragraph_is_subhead (const BsNode *paragraph);
char         *bs_story_dup_byline     (const BsNode *story);  /* as printed: "·何川 沈禾·", "本报记者 …" */
/* As editors count: every character but white space; of a story those of body and subheads. */
guint         bs_text_count_characters  (const char *text);
guint         bs_story_count_characters (const BsNode *story);
/* as printed: "记者 林沐摄", "" if none */
char         *bs_photo_dup_credit     (const BsNode *photo);
/* "story", "photo" …: a path for bs_document functions. Caller frees. */
char         *bs_issue_dup_path       (const char *list, const char *id, const char *rest);

G_END_DECLS
