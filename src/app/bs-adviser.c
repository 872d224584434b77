/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-adviser.h"

#include "bs-config.h"

/* More ways than these nobody compares. */
#define MOST_FITS 6

struct _BsAdviser
{
  GObject parent_instance;

  BsEnvironment *environment;
  GMutex lock;
  BsLayout *layout; /* guarded by the lock; made in the worker, when first needed */
};

G_DEFINE_FINAL_TYPE (BsAdviser, bs_adviser, G_TYPE_OBJECT)

typedef struct
{
  BsAdviceKind kind;
  BsNode *issue;
  char *page;
  char *ref;
  BsFinding *finding;
} Question;

static void
question_free (Question *question)
{
  g_clear_pointer (&question->issue, bs_node_unref);
  g_clear_pointer (&question->page, g_free);
  g_clear_pointer (&question->ref, g_free);
  g_clear_pointer (&question->finding, bs_finding_free);
  g_free (question);
}

static void
answer (GTask *task, BsLayout *layout, const Question *question)
{
  BsPageContext context = { layout, question->issue, question->page };
  BsCopyfitRequest request = { .story = question->ref, .page = question->page };
  GError *error = NULL;
  gpointer advice = NULL;
  GDestroyNotify destroy = (GDestroyNotify) g_ptr_array_unref;

  switch (question->kind)
    {
    case BS_ADVICE_REMEDIES:
      advice = bs_remedy_list (layout, question->issue, question->finding);
      break;
    case BS_ADVICE_REMEDY_FOR_ALL:
      advice = bs_remedy_new_for_all (layout, question->issue, question->finding);
      destroy = (GDestroyNotify) bs_remedy_free;
      break;
    case BS_ADVICE_FITS:
      advice = bs_page_edit_list_fits (&context, question->ref, MOST_FITS, &error);
      break;
    case BS_ADVICE_COPYFIT:
    default:
      advice = bs_copyfit_report_new (layout, question->issue, &request, &error);
      destroy = (GDestroyNotify) bs_copyfit_report_free;
    }

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, advice, destroy);
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  BsAdviser *self = BS_ADVISER (source);
  GError *error = NULL;

  g_mutex_lock (&self->lock);
  /* Whoever waited for the lock may have been overtaken. */
  if (!g_task_return_error_if_cancelled (task))
    {
      if (self->layout == NULL)
        self->layout = bs_layout_new (self->environment, &error);
      if (self->layout == NULL)
        g_task_return_error (task, error);
      else
        answer (task, self->layout, data);
    }
  g_mutex_unlock (&self->lock);
}

static void
bs_adviser_finalize (GObject *object)
{
  BsAdviser *self = BS_ADVISER (object);

  g_clear_object (&self->layout);
  g_clear_object (&self->environment);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (bs_adviser_parent_class)->finalize (object);
}

static void
bs_adviser_class_init (BsAdviserClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bs_adviser_finalize;
}

static void
bs_adviser_init (BsAdviser *self)
{
  g_mutex_init (&self->lock);
}

BsAdviser *
bs_adviser_new (BsEnvironment *environment)
{
  BsAdviser *self;

  g_return_val_if_fail (BS_IS_ENVIRONMENT (environment), NULL);

  self = g_object_new (BS_TYPE_ADVISER, NULL);
  self->environment = g_object_ref (environment);

  return self;
}

void
bs_adviser_ask_async (BsAdviser *self, const BsAdviceRequest *request, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Question *question;

  g_return_if_fail (BS_IS_ADVISER (self));
  g_return_if_fail (
    request->finding != NULL
    || (request->kind != BS_ADVICE_REMEDIES && request->kind != BS_ADVICE_REMEDY_FOR_ALL));

  question = g_new0 (Question, 1);
  question->kind = request->kind;
  question->issue = bs_node_ref (request->issue);
  question->page = g_strdup (request->page);
  question->ref = g_strdup (request->ref);
  if (request->finding != NULL)
    question->finding = bs_finding_copy (request->finding);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, bs_adviser_ask_async);
  /* What is being thought out cannot be stopped; whoever called it off need not wait for it. */
  g_task_set_return_on_cancel (task, TRUE);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  g_task_run_in_thread (task, work);
}

gpointer
bs_adviser_ask_finish (BsAdviser *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
