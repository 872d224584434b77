/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An issue's file: JSON, then the rules of the format, then written again.
 */

#include "model/bs-json.h"
#include "model/bs-schema.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsNode) node = bs_json_parse ("fuzz", (const char *) data, size, &error);
  g_autoptr (BsNode) again = NULL;
  g_autofree char *text = NULL;
  BsSchemaFault fault = { 0 };
  gsize length;

  g_assert ((node == NULL) == (error != NULL));
  if (node == NULL)
    return 0;

  if (!bs_schema_check (node, FALSE, &fault))
    {
      g_assert (fault.expected != NULL);
      bs_json_find_line ((const char *) data, size, (const guint *) (gpointer) fault.indices->data,
                         fault.indices->len);
      bs_schema_fault_clear (&fault);
    }
  text = bs_json_write (node, BS_JSON_LINES, &length);
  again = bs_json_parse ("again", text, length, &error);
  g_assert_no_error (error);
  g_assert (bs_node_equal (node, again));

  return 0;
}
