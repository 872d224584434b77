/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-prepare-private.h"

#include <string.h>

/* An address of the web or of mail among the atoms: it is no English word, and a hyphen added to it
 * would be read as a part of it. */
typedef struct
{
  guint first, end; /* atoms */
} Address;

/* Atoms [@first, end) of printable ASCII without a space. */
static guint
find_run_end (const BsPrepareWork *work, guint first)
{
  const BsPrepared *result = work->result;
  guint end = first;

  while (end < result->atoms->len)
    {
      const BsAtom *atom = BS_ATOM (result, end);

      if (!bs_class_is_latin (atom->first) || !g_ascii_isgraph (work->text[atom->start]))
        break;
      end++;
    }

  return end;
}

/* A point between two labels of at least two letters, as in "example.org": "U.S." is none. */
static gboolean
is_point_of_name (const char *text, gsize length, gsize at)
{
  return at >= 2 && at + 2 < length && g_ascii_isalnum (text[at - 1])
         && g_ascii_isalnum (text[at - 2]) && g_ascii_isalpha (text[at + 1])
         && g_ascii_isalnum (text[at + 2]);
}

static gboolean
is_address (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '.' && is_point_of_name (text, length, i))
        return TRUE;
      if (text[i] == ':' && i + 2 < length && text[i + 1] == '/' && text[i + 2] == '/')
        return TRUE;
      if (text[i] == '@' && i > 0 && g_ascii_isalnum (text[i - 1]) && i + 1 < length
          && g_ascii_isalnum (text[i + 1]))
        return TRUE;
    }

  return FALSE;
}

/* The next address at or after @address->end, without the marks of the sentence around it. */
static gboolean
find_next (const BsPrepareWork *work, Address *address)
{
  const BsPrepared *result = work->result;
  guint n = result->atoms->len;

  while (address->end < n)
    {
      guint first = address->end;
      guint end = find_run_end (work, first);

      address->end = MAX (end, first + 1);
      while (end > first
             && strchr (".,;:!?\"'()[]<>{}", work->text[BS_ATOM (result, end - 1)->start]))
        end--;
      if (end == first)
        continue;
      if (is_address (work->text + BS_ATOM (result, first)->start,
                      BS_ATOM (result, end - 1)->end - BS_ATOM (result, first)->start))
        {
          address->first = first;
          address->end = end;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * bs_prepare_open_addresses:
 *
 * Lets lines break in the addresses of @work's text after / . - ? & = _ @ (not before them: none of
 * these starts a line in Chinese text), elsewhere only where nothing else is possible, and never
 * with a hyphen added.
 */
void
bs_prepare_open_addresses (BsPrepareWork *work)
{
  Address address = { 0, 0 };

  while (find_next (work, &address))
    for (guint i = address.first + 1; i < address.end; i++)
      {
        BsJoint *joint = BS_JOINT (work->result, i);
        char before = work->text[BS_ATOM (work->result, i)->start - 1];
        char after = work->text[BS_ATOM (work->result, i)->start];

        joint->hyphen = FALSE;
        if (strchr ("/.-?&=_@", before) != NULL && g_ascii_isalnum (after))
          joint->cost = (gint16) MIN (work->tools->tables->cost_address, G_MAXINT16);
        else if (g_ascii_isalnum (before) && g_ascii_isalnum (after))
          joint->cost = BS_BREAK_WORD;
        else if (joint->cost >= 0)
          joint->cost = BS_BREAK_NEVER;
      }
}
