/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-door-stream.h"

#include <string.h>

/* With the empty lines before it. */
#define METHOD_MAX_BYTES 8192
#define LONGEST_METHOD 7

/* What comes next. */
typedef enum
{
  PART_METHOD, /* of the next request */
  PART_LINES,  /* the rest of its head, or a body in chunks */
  PART_BODY    /* as long as was said */
} Part;

static const char *const methods[] = { "GET",    "HEAD",    "POST",    "PUT",   "PATCH",
                                       "DELETE", "OPTIONS", "CONNECT", "TRACE", NULL };

/* --- The reading half --- */

#define BS_TYPE_DOOR_INPUT (bs_door_input_get_type ())
G_DECLARE_FINAL_TYPE (BsDoorInput, bs_door_input, BS, DOOR_INPUT, GInputStream)

struct _BsDoorInput
{
  GInputStream parent;

  GPollableInputStream *below;
  BsDoorStream *stream; /* borrowed; NULL: it is gone */
  Part part;
  char method[LONGEST_METHOD]; /* as far as it has come */
  gsize n_method;              /* also of those beyond, which are nowhere */
  gsize n_empty;               /* bytes of empty lines before it */
  const char *ahead;           /* goes out before what is kept; NULL: nothing */
  guint8 kept[8192];
  gsize from, to; /* of what is kept */
};

struct _BsDoorStream
{
  GIOStream parent;

  GIOStream *below;
  BsDoorInput *input;
  const BsDoorWatch *watch; /* NULL: nobody is told */
  gpointer data;
};

static void bs_door_input_pollable_init (GPollableInputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BsDoorInput, bs_door_input, G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM,
                                                      bs_door_input_pollable_init))
G_DEFINE_FINAL_TYPE (BsDoorStream, bs_door_stream, G_TYPE_IO_STREAM)

static gboolean
bs_door_input_can_poll (GPollableInputStream *pollable)
{
  return g_pollable_input_stream_can_poll (BS_DOOR_INPUT (pollable)->below);
}

static gboolean
has_something (BsDoorInput *self)
{
  return self->ahead != NULL || self->from < self->to;
}

static gboolean
bs_door_input_is_readable (GPollableInputStream *pollable)
{
  BsDoorInput *self = BS_DOOR_INPUT (pollable);

  return has_something (self) || g_pollable_input_stream_is_readable (self->below);
}

static GSource *
bs_door_input_create_source (GPollableInputStream *pollable, GCancellable *cancellable)
{
  BsDoorInput *self = BS_DOOR_INPUT (pollable);
  g_autoptr (GSource) below = has_something (self)
                                ? g_timeout_source_new (0)
                                : g_pollable_input_stream_create_source (self->below, NULL);

  return g_pollable_source_new_full (self, below, cancellable);
}

/* FALSE: not all of it is there yet. It ends where SoupServer would end it. */
static gboolean
read_method (BsDoorInput *self)
{
  for (; self->from < self->to; self->from++)
    {
      char c = (char) self->kept[self->from];

      if (self->n_method == 0 && (c == '\r' || c == '\n'))
        self->n_empty++;
      else if (c == ' ' || c == '\t' || c == '\n')
        {
          self->ahead = c == '\n' ? BS_DOOR_UNKNOWN_METHOD " " : BS_DOOR_UNKNOWN_METHOD;
          for (guint i = 0; methods[i] != NULL && c != '\n'; i++)
            if (strlen (methods[i]) == self->n_method
                && memcmp (methods[i], self->method, self->n_method) == 0)
              self->ahead = methods[i];
          return TRUE;
        }
      else if (self->n_method++ < LONGEST_METHOD)
        self->method[self->n_method - 1] = c;
    }

  return FALSE;
}

/* Of what is kept: but for a body whose end is known not beyond the end of a line, so that whoever reads
 * never has anything of the next request. 0: nothing yet. */
static gssize
give (BsDoorInput *self, guint8 *buffer, gsize count)
{
  const guint8 *kept = self->kept + self->from;
  const guint8 *newline;
  gsize n_ahead = 0, n;

  if (self->part == PART_METHOD)
    {
      if (!read_method (self))
        return 0;
      self->part = PART_LINES;
      kept = self->kept + self->from;
    }
  if (self->ahead != NULL)
    {
      n_ahead = MIN (strlen (self->ahead), count);
      memcpy (buffer, self->ahead, n_ahead);
      self->ahead = self->ahead[n_ahead] != '\0' ? self->ahead + n_ahead : NULL;
    }
  n = MIN (self->to - self->from, count - n_ahead);
  newline = self->part == PART_LINES ? memchr (kept, '\n', n) : NULL;
  if (newline != NULL)
    n = (gsize) (newline + 1 - kept);
  memcpy (buffer + n_ahead, kept, n);
  self->from += n;

  return (gssize) (n_ahead + n);
}

/* Nothing more is read, for @reason or, where that is NULL, because there is nothing. Between two requests
 * SoupServer, told so, would keep the connection half forgotten: the door closes it. */
static gssize
end_reading (BsDoorInput *self, GError *reason /* transfer full */, GError **error)
{
  BsDoorStream *stream = self->stream;

  if (stream != NULL && stream->watch != NULL && stream->watch->hung_up (stream->data))
    {
      g_clear_error (&reason);
      g_set_error_literal (&reason, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, "nothing more comes");
    }
  if (reason == NULL)
    return 0;
  g_propagate_error (error, reason);

  return -1;
}

static gssize
fetch (BsDoorInput *self, void *buffer, gsize count, GError **error)
{
  BsDoorStream *stream = self->stream;
  GError *local = NULL;
  gssize n = g_pollable_input_stream_read_nonblocking (self->below, buffer, count, NULL, &local);

  if (n <= 0 && !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return end_reading (self, local, error);
  if (local != NULL)
    g_propagate_error (error, local);
  else if (stream != NULL && stream->watch != NULL)
    stream->watch->came (stream->data);

  return n;
}

static gssize
bs_door_input_read_nonblocking (GPollableInputStream *pollable, void *buffer, gsize count,
                                GError **error)
{
  BsDoorInput *self = BS_DOOR_INPUT (pollable);
  gssize n;

  while ((n = give (self, buffer, count)) == 0)
    {
      if (self->part == PART_BODY)
        return fetch (self, buffer, count, error);
      if (self->n_method + self->n_empty > METHOD_MAX_BYTES)
        return end_reading (self,
                            g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                                                 "no method is that long"),
                            error);
      n = fetch (self, self->kept, sizeof self->kept, error);
      if (n <= 0)
        return n;
      self->from = 0;
      self->to = (gsize) n;
    }

  return n;
}

static void
bs_door_input_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->can_poll = bs_door_input_can_poll;
  iface->is_readable = bs_door_input_is_readable;
  iface->create_source = bs_door_input_create_source;
  iface->read_nonblocking = bs_door_input_read_nonblocking;
}

/* SoupServer never waits. */
static gssize
bs_door_input_read (GInputStream *input G_GNUC_UNUSED, void *buffer G_GNUC_UNUSED,
                    gsize count G_GNUC_UNUSED, GCancellable *cancellable G_GNUC_UNUSED,
                    GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "reads without waiting only");

  return -1;
}

static void
bs_door_input_finalize (GObject *object)
{
  g_object_unref (BS_DOOR_INPUT (object)->below);

  G_OBJECT_CLASS (bs_door_input_parent_class)->finalize (object);
}

static void
bs_door_input_class_init (BsDoorInputClass *class)
{
  G_OBJECT_CLASS (class)->finalize = bs_door_input_finalize;
  G_INPUT_STREAM_CLASS (class)->read_fn = bs_door_input_read;
}

static void
bs_door_input_init (BsDoorInput *self G_GNUC_UNUSED)
{
}

/* --- Both --- */

static GInputStream *
bs_door_stream_get_input (GIOStream *stream)
{
  return G_INPUT_STREAM (BS_DOOR_STREAM (stream)->input);
}

static GOutputStream *
bs_door_stream_get_output (GIOStream *stream)
{
  return g_io_stream_get_output_stream (BS_DOOR_STREAM (stream)->below);
}

static gboolean
bs_door_stream_close (GIOStream *stream, GCancellable *cancellable, GError **error)
{
  BsDoorStream *self = BS_DOOR_STREAM (stream);
  const BsDoorWatch *watch = g_steal_pointer (&self->watch);

  if (watch != NULL)
    watch->closed (self->data);

  return g_io_stream_close (self->below, cancellable, error);
}

static void
bs_door_stream_finalize (GObject *object)
{
  BsDoorStream *self = BS_DOOR_STREAM (object);

  self->input->stream = NULL;
  g_object_unref (self->input);
  g_object_unref (self->below);

  G_OBJECT_CLASS (bs_door_stream_parent_class)->finalize (object);
}

static void
bs_door_stream_class_init (BsDoorStreamClass *class)
{
  GIOStreamClass *stream_class = G_IO_STREAM_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = bs_door_stream_finalize;
  stream_class->get_input_stream = bs_door_stream_get_input;
  stream_class->get_output_stream = bs_door_stream_get_output;
  stream_class->close_fn = bs_door_stream_close;
}

static void
bs_door_stream_init (BsDoorStream *self G_GNUC_UNUSED)
{
}

/**
 * bs_door_stream_new:
 * @below: can be polled both ways
 *
 * Returns: (transfer full): closes @below when it is closed or let go of
 */
GIOStream *
bs_door_stream_new (GIOStream *below, const BsDoorWatch *watch, gpointer data)
{
  BsDoorStream *self = g_object_new (BS_TYPE_DOOR_STREAM, NULL);

  self->below = g_object_ref (below);
  self->input = g_object_new (BS_TYPE_DOOR_INPUT, NULL);
  self->input->below = g_object_ref (
    G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (below)));
  self->input->stream = self;
  self->watch = watch;
  self->data = data;

  return G_IO_STREAM (self);
}

void
bs_door_stream_forget (BsDoorStream *self)
{
  self->watch = NULL;
}

void
bs_door_stream_begin_request (BsDoorStream *self)
{
  self->input->part = PART_METHOD;
  self->input->n_method = self->input->n_empty = 0;
}

void
bs_door_stream_begin_body (BsDoorStream *self)
{
  self->input->part = PART_BODY;
}
