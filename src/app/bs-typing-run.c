/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-typing-run.h"

#include "bs-config.h"

#include <string.h>

/* A pause this long ends what one undo takes back. */
#define TYPING_PAUSE (2 * G_TIME_SPAN_SECOND)

static gboolean
ends_thought (const char *text)
{
  static const char *const marks[] = { "。", "！", "？", ".", "!", "?", "；", NULL };

  for (guint i = 0; marks[i] != NULL; i++)
    if (g_str_has_suffix (text, marks[i]))
      return TRUE;

  return FALSE;
}

/* Has nothing happened since the last edit but what belongs to the same event? The loop notes when
 * it woke up for that. */
static gboolean
is_same_event (const BsTypingRun *self)
{
  GSource *source = g_main_current_source ();

  return source != NULL && self->last_time >= g_source_get_time (source);
}

/* One undo takes back a run of typing or of deleting, up to the end of a sentence. */
char *
bs_typing_run_dup_key (BsTypingRun *self, const char *owner, const BsBodyEdit *edit)
{
  gint64 now = g_get_monotonic_time ();
  char kind = edit->text != NULL ? 'i' : 'd';
  gboolean single = edit->text != NULL
                      ? strchr (edit->text, '\n') == NULL && g_utf8_strlen (edit->text, -1) <= 8
                      : edit->line == edit->end_line && edit->end_offset - edit->offset <= 4;
  gboolean adjoins;
  gboolean joins;

  if (edit->text != NULL)
    adjoins = edit->line == self->next_line && edit->offset == self->next_offset;
  else
    adjoins = edit->line == self->next_line
              && (edit->end_offset == self->next_offset || edit->offset == self->next_offset);

  joins = (self->joins || is_same_event (self)) && self->kind == 'd' && kind == 'i' && adjoins;
  if (!joins
      && (!single || !adjoins || self->ended || kind != self->kind
          || now - self->last_time > TYPING_PAUSE))
    self->serial++;

  self->joins = FALSE;
  self->kind = kind;
  self->last_time = now;
  self->next_line = edit->line;
  self->next_offset = edit->offset + (edit->text != NULL ? (int) strlen (edit->text) : 0);
  self->ended = !single || (edit->text != NULL && ends_thought (edit->text));

  return g_strdup_printf ("typing:%s:%u", owner, self->serial);
}

void
bs_typing_run_compose (BsTypingRun *self)
{
  if (self->kind == 'd' && is_same_event (self))
    self->joins = TRUE;
}
