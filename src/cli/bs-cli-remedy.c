/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-remedy.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>

#define MOST_APPLIED 200 /* each makes one finding fewer; this only bounds what goes wrong */

static void
applied_free (gpointer data)
{
  BsCliApplied *applied = data;

  g_free (applied->page);
  g_free (applied->finding);
  g_free (applied->message);
  bs_remedy_free (applied->remedy);
  g_free (applied);
}

static void
clear_list (gpointer list)
{
  if (list != NULL)
    g_ptr_array_unref (list);
}

void
bs_cli_find_remedies (BsLayout *layout, const BsNode *issue, GPtrArray *pages)
{
  for (guint i = 0; i < pages->len; i++)
    {
      BsCliPage *page = g_ptr_array_index (pages, i);
      const GPtrArray *findings = page->result->findings;

      g_clear_pointer (&page->remedies, g_ptr_array_unref);
      page->remedies = g_ptr_array_new_with_free_func (clear_list);
      for (guint j = 0; j < findings->len; j++)
        g_ptr_array_add (page->remedies,
                         bs_remedy_list (layout, issue, g_ptr_array_index (findings, j)));
    }
}

/* Nobody's words are changed unless that is what was asked for. */
static gboolean
leaves_copy (const BsRemedy *remedy)
{
  for (guint i = 0; i < remedy->operations->len; i++)
    if (!g_str_has_prefix (bs_operation_get_path (g_ptr_array_index (remedy->operations, i)),
                           "/pages/"))
      return FALSE;

  return TRUE;
}

static const BsRemedy *
choose_remedy (const GPtrArray *remedies, char *const *codes)
{
  for (guint i = 0; i < remedies->len; i++)
    {
      const BsRemedy *remedy = g_ptr_array_index (remedies, i);

      if (bs_remedy_can_apply (remedy)
          && (codes != NULL ? g_strv_contains ((const char *const *) codes, remedy->code)
                            : leaves_copy (remedy)))
        return remedy;
    }

  return NULL;
}

/* Applies what helps against the first finding that something helps against. FALSE: nothing does,
 * or @error. Findings in @hopeless are passed over. */
static gboolean
apply_one (BsLayout *layout, BsDocument *document, const char *page, char *const *codes,
           GHashTable *hopeless, GPtrArray *applied, GError **error)
{
  const BsNode *issue = bs_document_get_root (document);
  g_autoptr (BsPageResult) result = bs_layout_page (layout, issue, page, error);

  for (guint i = 0; result != NULL && i < result->findings->len; i++)
    {
      const BsFinding *finding = g_ptr_array_index (result->findings, i);
      g_autoptr (GPtrArray) remedies = NULL;
      const BsRemedy *remedy;
      BsCliApplied *done;

      if (finding->level < BS_LEVEL_WARNING || g_hash_table_contains (hopeless, finding->message))
        continue;
      remedies = bs_remedy_list (layout, issue, finding);
      remedy = choose_remedy (remedies, codes);
      if (remedy == NULL)
        {
          g_hash_table_add (hopeless, g_strdup (finding->message));
          continue;
        }
      if (!bs_remedy_apply (remedy, document, error))
        return FALSE;
      done = g_new0 (BsCliApplied, 1);
      done->page = g_strdup (page);
      done->finding = g_strdup (finding->code);
      done->message = g_strdup (finding->message);
      done->remedy = bs_remedy_copy (remedy);
      g_ptr_array_add (applied, done);

      return TRUE;
    }

  return FALSE;
}

GPtrArray *
bs_cli_apply_remedies (BsLayout *layout, BsDocument *document, char *const *names,
                       char *const *codes, GError **error)
{
  g_autoptr (GPtrArray) applied = g_ptr_array_new_with_free_func (applied_free);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GHashTable) hopeless = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                               NULL);
      g_autoptr (GError) failure = NULL;

      while (applied->len < MOST_APPLIED
             && apply_one (layout, document, names[i], codes, hopeless, applied, &failure))
        ;
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
    }

  return g_steal_pointer (&applied);
}

void
bs_cli_print_applied (BsCli *cli, const GPtrArray *applied)
{
  for (guint i = 0; i < applied->len; i++)
    {
      const BsCliApplied *done = g_ptr_array_index (applied, i);

      bs_cli_print (cli, "%s: %s [%s]\n", done->page, done->message, done->finding);
      /* Translators: what was done, what came of it, a code */
      bs_cli_print (cli, _ ("    done: %s. %s [%s]\n"), done->remedy->label, done->remedy->effect,
                    done->remedy->code);
    }
}

static BsNode *
remedy_to_node (const BsRemedy *remedy)
{
  BsNodeBuilder *object = bs_node_builder_new_object ();

  bs_node_builder_set_text (object, "code", remedy->code);
  bs_node_builder_set_text (object, "label", remedy->label);
  bs_node_builder_set_text (object, "effect", remedy->effect);
  bs_node_builder_set (object, "cost", bs_node_new_double (remedy->cost));
  bs_node_builder_set_flag (object, "applies", bs_remedy_can_apply (remedy));
  bs_node_builder_set_text (object, "focus", remedy->focus);

  return bs_node_builder_end (object);
}

/**
 * bs_cli_remedies_to_node:
 *
 * Returns: (transfer full): `remedies` of a finding in `check --remedies --json`
 */
BsNode *
bs_cli_remedies_to_node (const GPtrArray *remedies)
{
  BsNodeBuilder *array = bs_node_builder_new_array ();

  for (guint i = 0; i < remedies->len; i++)
    bs_node_builder_add (array, remedy_to_node (g_ptr_array_index (remedies, i)));

  return bs_node_builder_end (array);
}

/**
 * bs_cli_applied_to_node:
 *
 * Returns: (transfer full): `applied` of `check --fix --json`
 */
BsNode *
bs_cli_applied_to_node (const GPtrArray *applied)
{
  BsNodeBuilder *array = bs_node_builder_new_array ();

  for (guint i = 0; i < applied->len; i++)
    {
      const BsCliApplied *done = g_ptr_array_index (applied, i);
      BsNodeBuilder *object = bs_node_builder_new_object ();

      bs_node_builder_set_text (object, "page", done->page);
      bs_node_builder_set_text (object, "finding", done->finding);
      bs_node_builder_set_text (object, "message", done->message);
      bs_node_builder_set (object, "remedy", remedy_to_node (done->remedy));
      bs_node_builder_add (array, bs_node_builder_end (object));
    }

  return bs_node_builder_end (array);
}
