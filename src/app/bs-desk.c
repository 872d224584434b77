/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-desk.h"

#include "bs-config.h"
#include "bs-desk-seat.h"
#include "bs-settings.h"

#include "desk/bs-desk-error.h"
#include "desk/bs-secrets.h"

#include <glib/gi18n-lib.h>

#define PURPOSE "editor" /* of the kept invitation */
#define CLOSE_SECONDS 20
/* For what we have claimed to be free for others; else it is after ten minutes. */
#define GIVE_UP_MILLISECONDS 2000

typedef enum
{
  NOTHING,
  HERE,
  ELSEWHERE
} Place;

struct _BsDesk
{
  GObject parent;

  BsEnvironment *environment;
  GFile *folder;

  /* What is wanted, and what there is: settle() goes from one to the other, a step at a time. */
  Place wanted;
  Place open;
  gboolean busy;   /* a step is under way; its end settles */
  gboolean stale;  /* what is open is to be opened anew */
  gboolean failed; /* the last step; not tried again before it is asked for */
  gboolean taken_up;
  gboolean closed;
  BsInvitation *given; /* just pasted, not kept yet */
  GCancellable *step;  /* of what can be given up */

  BsDeskState state;
  GError *error;
  BsDeskHost *host; /* NULL: never hosted */
  BsDeskSeat *seat; /* NULL: at no desk; of one that failed it was left */
  BsSubmissionClaims *claims;
  BsInvitation *invitation; /* to the desk elsewhere; NULL: not read yet, or none */
  char *name;
  char *place;
};

enum
{
  PROP_0,
  PROP_STATE,
  PROP_ERROR,
  PROP_FEED,
  PROP_WAITING,
  PROP_NAME,
  PROP_EDITOR,
  N_PROPERTIES
};

enum
{
  SIGNAL_ARRIVED,
  SIGNAL_ACCOUNTS_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BsDesk, bs_desk, G_TYPE_OBJECT)

static void settle (BsDesk *self);

/* --- What others see --- */

static void
set_state (BsDesk *self, BsDeskState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
take_error (BsDesk *self, GError *error /* transfer full, nullable */)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
set_name (BsDesk *self, const char *name)
{
  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/* Nothing more is tried: somebody has to do something first. */
static void
fail (BsDesk *self, GError *error /* transfer full */)
{
  self->failed = TRUE;
  if (self->seat != NULL)
    bs_desk_seat_leave (self->seat);
  take_error (self, error);
  set_state (self, BS_DESK_FAILED);
}

static void
end_step (BsDesk *self)
{
  self->busy = FALSE;
  settle (self);
}

/* --- At the desk, as an editor --- */

static void
on_arrived (BsDesk *self, BsSubmission *submission)
{
  g_signal_emit (self, signals[SIGNAL_ARRIVED], 0, submission);
}

static void
tell_waiting (BsDesk *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING]);
}

static void
on_identified (BsDesk *self)
{
  const BsDeskIdentity *identity = bs_desk_seat_get_identity (self->seat);

  if (*identity->desk != '\0')
    set_name (self, identity->desk);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

static void
on_reached (BsDesk *self, const GError *error)
{
  take_error (self, error != NULL ? g_error_copy (error) : NULL);
}

static void
on_refused (BsDesk *self, const GError *error)
{
  fail (self, g_error_copy (error));
}

static void
leave_seat (BsDesk *self)
{
  g_autoptr (BsDeskSeat) seat = g_steal_pointer (&self->seat);

  bs_submission_claims_set_client (self->claims, NULL);
  if (seat == NULL)
    return;
  g_signal_handlers_disconnect_by_data (seat, self);
  bs_desk_seat_leave (seat);
  /* Even where it is nothing already: the seat may not have told that yet. */
  tell_waiting (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FEED]);
}

static void
take_seat (BsDesk *self, const BsInvitation *invitation)
{
  leave_seat (self);
  self->seat = bs_desk_seat_new (invitation);
  bs_submission_claims_set_client (self->claims, bs_desk_seat_get_client (self->seat));
  g_signal_connect_swapped (self->seat, "arrived", G_CALLBACK (on_arrived), self);
  g_signal_connect_swapped (self->seat, "waiting", G_CALLBACK (tell_waiting), self);
  g_signal_connect_swapped (self->seat, "identified", G_CALLBACK (on_identified), self);
  g_signal_connect_swapped (self->seat, "reached", G_CALLBACK (on_reached), self);
  g_signal_connect_swapped (self->seat, "refused", G_CALLBACK (on_refused), self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FEED]);
  bs_desk_seat_take (self->seat);
  take_error (self, NULL);
  set_state (self, self->open == HERE ? BS_DESK_HOSTED : BS_DESK_JOINED);
}

/* --- Steps: a desk here --- */

static void
on_entered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsDesk) self = data;
  GError *error = NULL;
  g_autoptr (BsInvitation) invitation = bs_desk_host_enter_finish (BS_DESK_HOST (source), result,
                                                                   &error);

  if (invitation == NULL)
    fail (self, error);
  else if (self->wanted == HERE)
    take_seat (self, invitation);
  end_step (self);
}

static void
on_host_started (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsDesk) self = data;
  g_autofree char *author = bs_settings_dup_author ();
  GError *error = NULL;

  if (!bs_desk_host_start_finish (BS_DESK_HOST (source), result, &error))
    {
      fail (self, error);
      end_step (self);
      return;
    }
  self->open = HERE;
  /* Invitations hold the port: it must stay. */
  bs_settings_set_int ("desk-port", bs_desk_host_get_port (self->host));
  bs_desk_host_enter_async (self->host, author, on_entered, g_object_ref (self));
}

static char *
dup_host_name (void)
{
  g_autofree char *name = bs_settings_dup_string ("desk-name");
  g_autofree char *publication = bs_settings_dup_string ("publication-name");

  if (*name != '\0')
    return g_steal_pointer (&name);
  if (*publication != '\0')
    return g_steal_pointer (&publication);

  return g_strdup (_ ("The desk"));
}

static void
start_host (BsDesk *self)
{
  g_autofree char *folder = g_file_get_path (self->folder);
  g_autofree char *name = dup_host_name ();
  g_autoptr (GVariant) addresses = bs_settings_get_value ("desk-addresses");
  g_autofree const char **list = addresses != NULL ? g_variant_get_strv (addresses, NULL) : NULL;
  BsDeskHostSettings settings = { .name = name,
                                  .addresses = list != NULL && list[0] != NULL ? list : NULL,
                                  .port = (guint16) bs_settings_get_int ("desk-port",
                                                                         BS_DESK_PORT) };

  if (self->host == NULL)
    self->host = bs_desk_host_new (self->environment, folder);
  set_name (self, name);
  bs_desk_host_start_async (self->host, &settings, NULL, on_host_started, g_object_ref (self));
}

static void
on_host_stopped (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsDesk) self = data;

  bs_desk_host_stop_finish (BS_DESK_HOST (source), result, NULL);
  self->open = NOTHING;
  end_step (self);
}

/* --- Steps: a desk elsewhere --- */

static void
keep_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  BsDesk *self = source;
  BsInvitation *given = data;
  GError *error = NULL;
  BsInvitation *invitation = NULL;

  if (given == NULL)
    invitation = bs_secrets_load (PURPOSE, self->folder, cancellable, &error);
  else if (bs_secrets_store (PURPOSE, given, self->folder, cancellable, &error))
    invitation = bs_invitation_copy (given);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, invitation, (GDestroyNotify) bs_invitation_free);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  BsDesk *self = BS_DESK (source);
  GError *error = NULL;
  g_autoptr (BsInvitation) invitation = g_task_propagate_pointer (G_TASK (result), &error);

  if (error == NULL && invitation == NULL)
    error = g_error_new (BS_DESK_ERROR, BS_DESK_ERROR_INVITATION,
                         _ ("The invitation to the desk at %s is not on this machine any more. "
                            "Join the desk with a new one"),
                         self->place);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_error_free (error);
  else if (error != NULL)
    fail (self, error);
  else if (self->wanted == ELSEWHERE && !self->stale)
    {
      self->open = ELSEWHERE;
      g_clear_pointer (&self->invitation, bs_invitation_free);
      self->invitation = bs_invitation_copy (invitation);
      take_seat (self, invitation);
    }
  end_step (self);
}

static void
start_joining (BsDesk *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->step, on_kept, NULL);

  g_task_set_source_tag (task, start_joining);
  if (self->given != NULL)
    g_task_set_task_data (task, g_steal_pointer (&self->given),
                          (GDestroyNotify) bs_invitation_free);
  set_name (self, self->place);
  g_task_run_in_thread (task, keep_thread);
}

static void
forget_thread (GTask *task, gpointer source, gpointer data G_GNUC_UNUSED,
               GCancellable *cancellable G_GNUC_UNUSED)
{
  BsDesk *self = source;
  GError *error = NULL;

  if (bs_secrets_forget (PURPOSE, self->folder, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) && BS_DESK (source)->error == NULL)
    take_error (BS_DESK (source), g_steal_pointer (&error));
}

/* --- From what there is to what is wanted --- */

static void
leave (BsDesk *self)
{
  leave_seat (self);
  if (self->open == HERE)
    {
      bs_desk_host_stop_async (self->host, on_host_stopped, g_object_ref (self));
      return;
    }
  self->open = NOTHING;
  end_step (self);
}

static void
on_given_up (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsDesk) self = data;

  bs_submission_claims_give_up_finish (BS_SUBMISSION_CLAIMS (source), result);
  leave (self);
}

/* Opened anew at once, what was claimed stays so. */
static void
close_what_is_open (BsDesk *self)
{
  self->stale = FALSE;
  self->busy = TRUE;
  if (self->open == HERE || bs_submission_claims_get_busy (self->claims))
    set_state (self, BS_DESK_CHANGING);
  if (self->open != self->wanted && bs_submission_claims_get_busy (self->claims))
    bs_submission_claims_give_up_async (self->claims, GIVE_UP_MILLISECONDS, on_given_up,
                                        g_object_ref (self));
  else
    leave (self);
}

static void
settle (BsDesk *self)
{
  if (self->busy)
    return;
  if (self->open != NOTHING && (self->stale || self->open != self->wanted))
    {
      close_what_is_open (self);
      return;
    }
  self->stale = FALSE;
  if (self->wanted == NOTHING)
    {
      set_name (self, "");
      take_error (self, NULL);
      set_state (self, BS_DESK_OFF);
    }
  else if (self->open == NOTHING && !self->failed)
    {
      self->busy = TRUE;
      set_state (self, BS_DESK_CHANGING);
      take_error (self, NULL);
      if (self->wanted == HERE)
        start_host (self);
      else
        start_joining (self);
    }
}

/* What was tried for something else is given up. */
static void
want (BsDesk *self, Place place)
{
  if (self->closed)
    return;
  self->wanted = place;
  self->failed = FALSE;
  g_cancellable_cancel (self->step);
  g_object_unref (self->step);
  self->step = g_cancellable_new ();
  settle (self);
}

/* --- Object --- */

static void
bs_desk_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  BsDesk *self = BS_DESK (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, (int) self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_FEED:
      g_value_set_object (value, bs_desk_get_feed (self));
      break;
    case PROP_WAITING:
      g_value_set_uint (value, bs_desk_get_waiting (self));
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_EDITOR:
      g_value_set_string (value, bs_desk_get_editor (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
bs_desk_dispose (GObject *object)
{
  BsDesk *self = BS_DESK (object);

  g_cancellable_cancel (self->step);
  if (self->seat != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->seat, self);
      bs_desk_seat_leave (self->seat);
    }
  g_clear_object (&self->seat);
  bs_submission_claims_set_client (self->claims, NULL);

  G_OBJECT_CLASS (bs_desk_parent_class)->dispose (object);
}

static void
bs_desk_finalize (GObject *object)
{
  BsDesk *self = BS_DESK (object);

  g_clear_pointer (&self->given, bs_invitation_free);
  g_clear_pointer (&self->invitation, bs_invitation_free);
  g_clear_error (&self->error);
  g_object_unref (self->claims);
  g_object_unref (self->step);
  g_clear_object (&self->host);
  g_clear_object (&self->environment);
  g_clear_object (&self->folder);
  g_free (self->name);
  g_free (self->place);

  G_OBJECT_CLASS (bs_desk_parent_class)->finalize (object);
}

static void
bs_desk_class_init (BsDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = bs_desk_dispose;
  object_class->finalize = bs_desk_finalize;
  object_class->get_property = bs_desk_get_property;

  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, BS_DESK_OFF, BS_DESK_FAILED,
                                             BS_DESK_OFF, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_FEED] = g_param_spec_object ("feed", NULL, NULL, BS_TYPE_DESK_FEED, flags);
  properties[PROP_WAITING] = g_param_spec_uint ("waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  properties[PROP_EDITOR] = g_param_spec_string ("editor", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[SIGNAL_ARRIVED] = g_signal_new ("arrived", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, BS_TYPE_SUBMISSION);
  signals[SIGNAL_ACCOUNTS_CHANGED] = g_signal_new ("accounts-changed", G_TYPE_FROM_CLASS (klass),
                                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                   G_TYPE_NONE, 0);
}

static void
bs_desk_init (BsDesk *self)
{
  self->step = g_cancellable_new ();
  self->claims = bs_submission_claims_new ();
  self->name = g_strdup ("");
  self->place = g_strdup ("");
}

BsDesk *
bs_desk_new (BsEnvironment *environment, GFile *folder)
{
  BsDesk *self = g_object_new (BS_TYPE_DESK, NULL);

  self->environment = g_object_ref (environment);
  self->folder = g_object_ref (folder);

  return self;
}

void
bs_desk_take_up (BsDesk *self)
{
  g_autofree char *place = NULL;

  g_return_if_fail (BS_IS_DESK (self));

  if (self->taken_up || self->closed)
    return;
  self->taken_up = TRUE;
  place = bs_settings_dup_string ("joined-desk");
  if (bs_settings_get_boolean ("receive-submissions", FALSE))
    want (self, HERE);
  else if (*place != '\0')
    {
      g_free (self->place);
      self->place = g_steal_pointer (&place);
      want (self, ELSEWHERE);
    }
}

BsDeskState
bs_desk_get_state (BsDesk *self)
{
  return self->state;
}

const GError *
bs_desk_get_error (BsDesk *self)
{
  return self->error;
}

BsDeskClient *
bs_desk_get_client (BsDesk *self)
{
  return self->seat != NULL ? bs_desk_seat_get_client (self->seat) : NULL;
}

BsDeskFeed *
bs_desk_get_feed (BsDesk *self)
{
  return self->seat != NULL ? bs_desk_seat_get_feed (self->seat) : NULL;
}

BsSubmissionClaims *
bs_desk_get_claims (BsDesk *self)
{
  return self->claims;
}

BsDeskHost *
bs_desk_get_host (BsDesk *self)
{
  return self->host != NULL && bs_desk_host_get_running (self->host) ? self->host : NULL;
}

const char *
bs_desk_get_name (BsDesk *self)
{
  return self->name;
}

const char *
bs_desk_get_editor (BsDesk *self)
{
  const BsDeskIdentity *identity = self->seat != NULL ? bs_desk_seat_get_identity (self->seat)
                                                      : NULL;

  return identity != NULL ? identity->name : "";
}

const char *
bs_desk_get_place (BsDesk *self)
{
  return self->wanted == ELSEWHERE ? self->place : "";
}

guint
bs_desk_get_waiting (BsDesk *self)
{
  return self->seat != NULL ? bs_desk_seat_get_waiting (self->seat) : 0;
}

void
bs_desk_host_here (BsDesk *self, gboolean on)
{
  g_return_if_fail (BS_IS_DESK (self));

  self->taken_up = TRUE;
  if (!on && self->wanted != HERE)
    return;
  bs_settings_set_boolean ("receive-submissions", on);
  want (self, on ? HERE : NOTHING);
}

gboolean
bs_desk_is_host (BsDesk *self)
{
  return self->wanted == HERE;
}

void
bs_desk_join (BsDesk *self, const BsInvitation *invitation)
{
  g_return_if_fail (BS_IS_DESK (self));

  if (invitation == NULL && self->wanted != ELSEWHERE)
    return;
  self->taken_up = TRUE;
  self->stale = TRUE;
  g_free (self->place);
  self->place = invitation == NULL
                  ? g_strdup ("")
                  : g_strdup_printf ("%s:%u", invitation->host, (guint) invitation->port);
  bs_settings_set_boolean ("receive-submissions", FALSE);
  bs_settings_set_string ("joined-desk", self->place);
  g_clear_pointer (&self->given, bs_invitation_free);
  g_clear_pointer (&self->invitation, bs_invitation_free);
  if (invitation != NULL)
    {
      self->given = bs_invitation_copy (invitation);
      self->invitation = bs_invitation_copy (invitation);
    }
  else
    {
      g_autoptr (GTask) task = g_task_new (self, NULL, on_forgotten, NULL);

      g_task_set_source_tag (task, bs_desk_join);
      g_task_run_in_thread (task, forget_thread);
    }
  want (self, invitation != NULL ? ELSEWHERE : NOTHING);
}

BsInvitation *
bs_desk_dup_invitation (BsDesk *self)
{
  return self->wanted == ELSEWHERE && self->invitation != NULL
           ? bs_invitation_copy (self->invitation)
           : NULL;
}

void
bs_desk_retry (BsDesk *self)
{
  g_return_if_fail (BS_IS_DESK (self));

  if (self->failed)
    {
      self->stale = TRUE;
      want (self, self->wanted);
    }
  else if (self->seat != NULL)
    bs_desk_seat_retry (self->seat);
}

static void
open_anew (BsDesk *self)
{
  if (self->wanted != HERE)
    return;
  self->stale = TRUE;
  want (self, HERE);
}

void
bs_desk_set_name (BsDesk *self, const char *name)
{
  g_return_if_fail (BS_IS_DESK (self));

  bs_settings_set_string ("desk-name", name);
  open_anew (self);
}

void
bs_desk_set_port (BsDesk *self, guint16 port)
{
  g_return_if_fail (BS_IS_DESK (self));

  bs_settings_set_int ("desk-port", port);
  open_anew (self);
}

void
bs_desk_tell_accounts (BsDesk *self)
{
  g_return_if_fail (BS_IS_DESK (self));

  g_signal_emit (self, signals[SIGNAL_ACCOUNTS_CHANGED], 0);
}

void
bs_desk_rest (BsDesk *self)
{
  g_return_if_fail (BS_IS_DESK (self));

  self->taken_up = FALSE;
  want (self, NOTHING);
}

void
bs_desk_close (BsDesk *self)
{
  gint64 end = g_get_monotonic_time () + CLOSE_SECONDS * G_TIME_SPAN_SECOND;

  g_return_if_fail (BS_IS_DESK (self));

  bs_desk_rest (self);
  self->closed = TRUE;
  while (self->busy && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
}
