/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-store-rows.h"

#include "bs-config.h"
#include "bs-desk-error.h"
#include "model/bs-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Those of the claim come first, so that they are there without the others, too. */
#define CLAIM_COLUMNS "sequence, claim, claimed_by, claimed, claimed_until"
#define COLUMNS                                                                                    \
  CLAIM_COLUMNS                                                                                    \
  ", id, arrived, account, author, state, version, accepted_version, decisions, headline, "        \
  "section, "                                                                                      \
  "characters, photos, created, updated, note, decided_by, decided, issue, page"

enum
{
  SEQUENCE,
  CLAIM,
  CLAIMED_BY,
  CLAIMED,
  CLAIMED_UNTIL,
  ID,
  ARRIVED,
  ACCOUNT,
  AUTHOR,
  STATE,
  VERSION,
  ACCEPTED_VERSION,
  DECISIONS,
  HEADLINE,
  SECTION,
  CHARACTERS,
  PHOTOS,
  CREATED,
  UPDATED,
  NOTE,
  DECIDED_BY,
  DECIDED,
  ISSUE,
  PAGE
};

/* A clock that was set back since the claim must not keep it alive for days; the minute is for several
 * machines whose clocks differ. */
#define CLOCK_TOLERANCE 60

#define MAX_LISTED 10000

static gboolean
claim_holds (BsSqlRows *rows, gint64 now)
{
  return bs_sql_rows_text (rows, CLAIM) != NULL && now < bs_sql_rows_number (rows, CLAIMED_UNTIL)
         && now + CLOCK_TOLERANCE >= bs_sql_rows_number (rows, CLAIMED);
}

static BsSubmission *
read_unclaimed (BsSqlRows *rows)
{
  BsSubmission *self = bs_submission_new ();

  self->id = bs_sql_rows_dup (rows, ID);
  self->account = bs_sql_rows_dup (rows, ACCOUNT);
  self->author = bs_sql_rows_dup (rows, AUTHOR);
  bs_submission_state_from_string (bs_sql_rows_text (rows, STATE), &self->state);
  self->version = bs_sql_rows_number (rows, VERSION);
  self->accepted_version = bs_sql_rows_number (rows, ACCEPTED_VERSION);
  self->sequence = bs_sql_rows_number (rows, SEQUENCE);
  self->arrived = bs_sql_rows_number (rows, ARRIVED);
  self->etag = bs_store_make_etag (self->version, bs_sql_rows_number (rows, DECISIONS));
  self->headline = bs_sql_rows_dup (rows, HEADLINE);
  self->section = bs_sql_rows_dup (rows, SECTION);
  self->characters = bs_sql_rows_number (rows, CHARACTERS);
  self->photos = bs_sql_rows_number (rows, PHOTOS);
  self->created = bs_sql_rows_number (rows, CREATED);
  self->updated = bs_sql_rows_number (rows, UPDATED);
  self->note = bs_sql_rows_dup (rows, NOTE);
  self->decided_by = bs_sql_rows_dup (rows, DECIDED_BY);
  self->decided = bs_sql_rows_number (rows, DECIDED);
  self->issue = bs_sql_rows_dup (rows, ISSUE);
  self->page = bs_sql_rows_dup (rows, PAGE);

  return self;
}

static BsSubmission *
read_submission (BsSqlRows *rows, gint64 now)
{
  BsSubmission *self = read_unclaimed (rows);

  if (claim_holds (rows, now))
    {
      self->claimed_by = bs_sql_rows_dup (rows, CLAIMED_BY);
      self->claimed_until = bs_sql_rows_number (rows, CLAIMED_UNTIL);
    }

  return self;
}

/* Says what an editor judges by: which version, and how often it was decided upon. */
char *
bs_store_make_etag (gint64 version, gint64 decisions)
{
  GString *etag = g_string_sized_new (16);

  g_string_append_c (etag, '"');
  bs_json_append_number (etag, version);
  g_string_append_c (etag, '-');
  bs_json_append_number (etag, decisions);
  g_string_append_c (etag, '"');

  return g_string_free (etag, FALSE);
}

/**
 * bs_store_find_row:
 * @lock: keeps the row from others until the end of the transaction
 *
 * Returns: (transfer full) (nullable): %NULL with %BS_DESK_ERROR_NOT_FOUND
 */
BsStoreRow *
bs_store_find_row (BsStoreWork *work, const char *id, gboolean lock, GError **error)
{
  g_autofree char *statement = g_strconcat ("SELECT " COLUMNS " FROM submission WHERE id = $1",
                                            lock ? bs_sql_row_lock (work->sql) : "", NULL);
  g_autoptr (BsSqlRows) rows = bs_sql_query (work->sql, error, statement, BS_VALUES (BS_TEXT (id)));
  g_autoptr (GError) failure = NULL;
  gint64 now = bs_store_now (work);
  BsStoreRow *row;

  if (rows == NULL)
    return NULL;
  if (!bs_sql_rows_next (rows, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      else
        g_set_error_literal (error, BS_DESK_ERROR, BS_DESK_ERROR_NOT_FOUND,
                             _ ("The submission: the desk has none by this name. Look at the list "
                                "again"));
      return NULL;
    }

  row = g_new0 (BsStoreRow, 1);
  row->submission = read_submission (rows, now);
  row->decisions = bs_sql_rows_number (rows, DECISIONS);
  if (row->submission->claimed_by != NULL)
    row->claim = bs_sql_rows_dup (rows, CLAIM);

  return row;
}

void
bs_store_row_free (BsStoreRow *row)
{
  bs_submission_unref (row->submission);
  g_free (row->claim);
  g_free (row);
}

void
bs_store_set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static gboolean
read_version (BsStoreWork *work, BsSubmission *self, guint version, GError **error)
{
  g_autoptr (BsSqlRows) rows = NULL;
  g_autoptr (GError) failure = NULL;
  const char *text;

  rows = bs_sql_query (work->sql, error,
                       "SELECT headline, section, characters, photos, received, item FROM version "
                       "WHERE submission = $1 AND number = $2",
                       BS_VALUES (BS_TEXT (self->id), BS_NUMBER (version)));
  if (rows == NULL)
    return FALSE;
  if (!bs_sql_rows_next (rows, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      else
        g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_NOT_FOUND,
                     _ ("The submission: it has no version %u. Ask for an older one"), version);
      return FALSE;
    }

  if (version != self->version)
    {
      self->version = version;
      bs_store_set_text (&self->headline, bs_sql_rows_text (rows, 0));
      bs_store_set_text (&self->section, bs_sql_rows_text (rows, 1));
      self->characters = bs_sql_rows_number (rows, 2);
      self->photos = bs_sql_rows_number (rows, 3);
      self->updated = bs_sql_rows_number (rows, 4);
    }
  text = bs_sql_rows_text (rows, 5);
  self->item = bs_json_parse ("item", text, strlen (text), &failure);
  if (self->item == NULL)
    g_set_error (error, BS_DESK_ERROR, BS_DESK_ERROR_STORE,
                 _ ("The desk’s store: what is kept of submission “%s” is damaged (%s). Put the "
                    "store back from a backup"),
                 self->id, failure->message);

  return self->item != NULL;
}

/* Who decided what upon which version, the oldest first. */
static gboolean
read_decisions (BsStoreWork *work, BsSubmission *self, GError **error)
{
  g_autoptr (BsSqlRows) rows = bs_sql_query (
    work->sql, error,
    "SELECT decision.state, decision.version, account.name, decision.decided, decision.note, "
    "decision.issue, decision.page FROM decision JOIN account ON account.id = decision.account "
    "WHERE decision.submission = $1 ORDER BY decision.number",
    BS_VALUES (BS_TEXT (self->id)));
  g_autoptr (GError) failure = NULL;
  BsNodeBuilder *list;

  if (rows == NULL)
    return FALSE;
  list = bs_node_builder_new_array ();
  while (bs_sql_rows_next (rows, &failure))
    {
      BsSubmissionDecision decision = {
        .version = (guint) bs_sql_rows_number (rows, 1),
        .by = bs_sql_rows_text (rows, 2),
        .decided = bs_sql_rows_number (rows, 3),
        .note = bs_sql_rows_text (rows, 4),
        .issue = bs_sql_rows_text (rows, 5),
        .page = bs_sql_rows_text (rows, 6),
      };

      bs_submission_state_from_string (bs_sql_rows_text (rows, 0), &decision.state);
      bs_node_builder_add (list, bs_submission_decision_to_node (&decision));
    }
  self->decisions = bs_node_builder_end (list);
  if (bs_node_get_length (self->decisions) == 0)
    g_clear_pointer (&self->decisions, bs_node_unref);

  return bs_sql_rows_ended (g_steal_pointer (&failure), error);
}

/**
 * bs_store_get_submission:
 * @version: 0: the newest. With another one, headline, section, counts, "version", "updated" and item
 *   are those of that version; all else, the ETag too, is the submission's as it stands.
 *
 * Returns: (transfer full) (nullable): %NULL with %BS_DESK_ERROR_NOT_FOUND
 */
BsSubmission *
bs_store_get_submission (BsStoreWork *work, const char *id, guint version, GError **error)
{
  g_autoptr (BsStoreRow) row = bs_store_find_row (work, id, FALSE, error);

  if (row == NULL
      || !read_version (work, row->submission, version != 0 ? version : row->submission->version,
                        error)
      || !read_decisions (work, row->submission, error))
    return NULL;

  return bs_submission_ref (row->submission);
}

/* Values that are not asked for stay, so that there are few statements for @columns and not more. */
static BsSqlRows *
query_rows (BsStoreWork *work, const char *columns, const BsStoreQuery *query, GError **error)
{
  g_autofree char *statement = g_strconcat (
    "SELECT ", columns, " FROM submission WHERE sequence > $1 ",
    query->account != NULL ? "AND account = $3 " : "AND $3 = '' ",
    query->state != NULL ? "AND state = $4 " : "AND $4 = '' ", "ORDER BY sequence LIMIT $2", NULL);

  return bs_sql_query (work->sql, error, statement,
                       BS_VALUES (BS_NUMBER (query->since),
                                  BS_NUMBER (CLAMP (query->limit, 1, MAX_LISTED)),
                                  BS_TEXT (query->account != NULL ? query->account : ""),
                                  BS_TEXT (query->state != NULL ? query->state : "")));
}

/**
 * bs_store_list_submissions:
 *
 * Returns: (transfer full) (element-type BsSubmission) (nullable): what changed after
 *   @query->since, each once, as it is now, without items, by sequence
 */
GPtrArray *
bs_store_list_submissions (BsStoreWork *work, const BsStoreQuery *query, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bs_submission_unref);
  g_autoptr (BsSqlRows) rows = query_rows (work, COLUMNS, query, error);
  g_autoptr (GError) failure = NULL;
  gint64 now = bs_store_now (work);

  if (rows == NULL)
    return NULL;
  while (bs_sql_rows_next (rows, &failure))
    g_ptr_array_add (list,
                     query->account == NULL ? read_submission (rows, now) : read_unclaimed (rows));
  if (!bs_sql_rows_ended (g_steal_pointer (&failure), error))
    return NULL;

  return g_steal_pointer (&list);
}

/* Not for authors. */
static void
append_claim (BsSqlRows *rows, const BsStoreQuery *query, gint64 now, GString *json)
{
  if (query->account == NULL && claim_holds (rows, now))
    bs_submission_append_claim (json, bs_sql_rows_text (rows, CLAIMED_BY),
                                bs_sql_rows_number (rows, CLAIMED_UNTIL));
}

static void
begin_listed (GString *json, BsStoreListed *listed, gint64 sequence)
{
  if (listed->n > 0)
    g_string_append_c (json, ',');
  listed->n++;
  listed->last = sequence;
}

/* As far as they are known: up to the first that is not. */
static gboolean
write_known (BsStoreWork *work, const BsStoreQuery *query, GString *json, BsStoreListed *listed,
             GError **error)
{
  g_autoptr (BsSqlRows) rows = query_rows (work, CLAIM_COLUMNS, query, error);
  g_autoptr (GError) failure = NULL;
  gint64 now = bs_store_now (work);

  if (rows == NULL)
    return FALSE;
  while (bs_sql_rows_next (rows, &failure))
    {
      gint64 sequence = bs_sql_rows_number (rows, SEQUENCE);
      gsize length;
      const char *known = bs_store_texts_find (work->texts, sequence, &length);

      if (known == NULL)
        return TRUE;
      begin_listed (json, listed, sequence);
      g_string_append_len (json, known, (gssize) length);
      append_claim (rows, query, now, json);
    }

  return bs_sql_rows_ended (g_steal_pointer (&failure), error);
}

static gboolean
write_others (BsStoreWork *work, const BsStoreQuery *query, GString *json, BsStoreListed *listed,
              GError **error)
{
  g_autoptr (BsSqlRows) rows = query_rows (work, COLUMNS, query, error);
  g_autoptr (GError) failure = NULL;
  gint64 now = bs_store_now (work);

  if (rows == NULL)
    return FALSE;
  while (bs_sql_rows_next (rows, &failure))
    {
      g_autoptr (BsSubmission) submission = read_unclaimed (rows);
      gsize start;

      begin_listed (json, listed, submission->sequence);
      start = json->len;
      bs_submission_append_json (submission, json);
      bs_store_texts_add (work->texts, submission->sequence, json->str + start, json->len - start);
      append_claim (rows, query, now, json);
    }

  return bs_sql_rows_ended (g_steal_pointer (&failure), error);
}

/**
 * bs_store_write_list:
 * @json: gets the submissions of bs_store_list_submissions() appended, as protocol.md has them, with
 *   commas between
 * @listed: (out caller-allocates)
 *
 * A row's text is kept by its sequence, which every change makes another: of ten thousand that wait
 * only what is new has to be read and written whole.
 */
gboolean
bs_store_write_list (BsStoreWork *work, const BsStoreQuery *query, GString *json,
                     BsStoreListed *listed, GError **error)
{
  BsStoreQuery rest = *query;

  *listed = (BsStoreListed){ .last = query->since };
  rest.limit = CLAMP (query->limit, 1, MAX_LISTED);
  if (query->since < bs_store_texts_get_newest (work->texts)
      && !write_known (work, &rest, json, listed, error))
    return FALSE;
  rest.since = listed->last;
  rest.limit -= listed->n;

  return rest.limit == 0 || write_others (work, &rest, json, listed, error);
}
