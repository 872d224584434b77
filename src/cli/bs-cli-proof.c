/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-cli-proof.h"

#include "bs-cli-error.h"
#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define OF_STORY "story:"
#define MOST_LINES 100

void
bs_cli_proof_clear (BsCliProof *proof)
{
  g_clear_pointer (&proof->of, g_free);
  g_clear_pointer (&proof->paper, g_free);
}

gboolean
bs_cli_proof_is_of_story (const BsCliProof *proof)
{
  return proof->of != NULL && g_str_has_prefix (proof->of, OF_STORY);
}

/**
 * bs_cli_proof_check:
 * @status: (out): what to exit with where this returns %FALSE
 */
gboolean
bs_cli_proof_check (BsCli *cli, const BsCliProof *proof, BsExit *status)
{
  if (proof->of == NULL && (proof->paper != NULL || proof->full_size || proof->number_every != 0))
    *status = bs_cli_misuse (cli, _ ("--paper, --full-size and --number-every go with --proof-of"));
  else if (proof->of != NULL && !g_str_equal (proof->of, "page")
           && !bs_cli_proof_is_of_story (proof))
    *status = bs_cli_misuse (cli, _ ("--proof-of must be page or story:ID"));
  else if (proof->paper != NULL && !g_str_equal (proof->paper, "a4")
           && !g_str_equal (proof->paper, "a3"))
    *status = bs_cli_misuse (cli, _ ("--paper must be a4 or a3"));
  else if (proof->number_every < 0 || proof->number_every > MOST_LINES)
    *status = bs_cli_misuse (cli, _ ("--number-every: a number from 1 to %d"), MOST_LINES);
  else
    return TRUE;

  return FALSE;
}

static BsProofPaper
get_paper (const BsCliProof *proof)
{
  if (proof->paper != NULL)
    return g_str_equal (proof->paper, "a3") ? BS_PROOF_A3 : BS_PROOF_A4;

  return bs_cli_proof_is_of_story (proof) ? BS_PROOF_A4 : BS_PROOF_A3;
}

static const char *
get_who (void)
{
  const char *name = g_get_real_name ();

  /* What GLib says where the system knows no name. */
  return g_strcmp0 (name, "Unknown") != 0 ? name : g_get_user_name ();
}

static BsProof *
make_pages (BsCli *cli, const BsNode *issue, char *const *pages, const BsProofOptions *options,
            GError **error)
{
  g_autoptr (BsProof) proof = NULL;

  for (guint i = 0; pages[i] != NULL; i++)
    {
      BsProof *one = bs_proof_new_page (cli->environment, issue, pages[i], options, error);

      if (one == NULL)
        return NULL;
      if (proof == NULL)
        proof = one;
      else
        bs_proof_append (proof, one);
    }

  return g_steal_pointer (&proof);
}

GBytes *
bs_cli_proof_make (BsCli *cli, const BsCliProof *proof, const BsNode *issue, char *const *pages,
                   GFile *media, GError **error)
{
  g_autoptr (GDateTime) now = bs_environment_now (cli->environment);
  g_autoptr (GDateTime) local = g_date_time_to_local (now);
  g_autoptr (BsProof) made = NULL;
  BsProofOptions options = {
    .number_every = (guint) MAX (proof->number_every, 1),
    .full_size = proof->full_size,
    .who = get_who (),
    .time = local,
    .media_folder = media,
  };

  bs_proof_options_set_paper (&options, get_paper (proof));
  if (bs_cli_proof_is_of_story (proof))
    made = bs_proof_new_story (cli->environment, issue, proof->of + strlen (OF_STORY), &options,
                               error);
  else
    made = make_pages (cli, issue, pages, &options, error);
  if (made == NULL)
    return NULL;

  return bs_proof_to_pdf (cli->environment, made, &options, NULL, error);
}
