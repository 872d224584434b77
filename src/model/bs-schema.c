/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-schema.h"

#include "bs-document.h"
#include "bs-media-name.h"
#include "bs-node-private.h"
#include "bs-schema-private.h"
#include "bs-template.h"

#include "bs-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  gboolean lenient;
  BsSchemaFault *fault;
} Check;

/* The elements from @first up to @end of a new list are not those of the old one. */
typedef struct
{
  guint first;
  guint end;
  guint old_end;
} Difference;

static gboolean check_object (Check *check, const BsObjectRule *rule, const BsNode *old,
                              const BsNode *node);

gboolean
bs_schema_read_version (const char *version, guint64 *major, guint64 *minor)
{
  g_auto (GStrv) parts = g_strsplit (version, ".", -1);

  return g_strv_length (parts) == 2
         && g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXINT, major, NULL)
         && g_ascii_string_to_unsigned (parts[1], 10, 0, G_MAXINT, minor, NULL);
}

/**
 * bs_schema_fault_clear:
 *
 * Frees what is in @fault, not the struct itself.
 */
void
bs_schema_fault_clear (BsSchemaFault *fault)
{
  g_clear_pointer (&fault->indices, g_array_unref);
  g_clear_pointer (&fault->expected, g_free);
  if (fault->path != NULL)
    g_string_free (g_steal_pointer (&fault->path), TRUE);
}

/* (transfer full) @expected. Always FALSE. */
static gboolean
fail (Check *check, char *expected)
{
  check->fault->indices = g_array_new (FALSE, FALSE, sizeof (guint));
  check->fault->path = g_string_new (NULL);
  check->fault->expected = expected;

  return FALSE;
}

/* On the way back from the fault to the root. Always FALSE. */
static gboolean
fail_below (Check *check, guint index, const char *step)
{
  g_autoptr (GString) prefix = g_string_new (NULL);

  bs_path_append_step (prefix, step);
  g_string_prepend (check->fault->path, prefix->str);
  g_array_prepend_val (check->fault->indices, index);

  return FALSE;
}

static gboolean
fail_in_list (Check *check, const BsNode *list, guint index)
{
  const char *id = bs_node_get_text (bs_node_get_element (list, index), "id");
  g_autofree char *digits = g_strdup_printf ("%u", index);

  /* By its id if that leads there. */
  if (*id != '\0' && bs_node_find_step (list, id) == (int) index)
    return fail_below (check, index, id);

  return fail_below (check, index, digits);
}

static gboolean
is_date (const char *text)
{
  static const char form[] = "0000-00-00";

  if (*text == '\0')
    return TRUE;
  for (gsize i = 0; i < sizeof form; i++)
    if (form[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != form[i])
      return FALSE;

  return TRUE;
}

static gboolean
is_version (const char *text)
{
  gsize major = strspn (text, "0123456789");
  gsize minor = text[major] == '.' ? strspn (text + major + 1, "0123456789") : 0;

  return major > 0 && minor > 0 && text[major + 1 + minor] == '\0';
}

static gboolean
check_text_kind (Check *check, BsTextKind kind, const char *text)
{
  switch (kind)
    {
    case BS_TEXT_FORMAT:
      return strcmp (text, BS_ISSUE_FORMAT) == 0
             || fail (check, g_strdup_printf ("\"%s\"", BS_ISSUE_FORMAT));
    case BS_TEXT_TEMPLATE_FORMAT:
      return strcmp (text, BS_TEMPLATE_FORMAT) == 0
             || fail (check, g_strdup_printf ("\"%s\"", BS_TEMPLATE_FORMAT));
    case BS_TEXT_VERSION:
      return is_version (text) || fail (check, g_strdup (_ ("a version such as \"1.0\"")));
    case BS_TEXT_ID:
      return text[strspn (text, "0123456789")] != '\0'
             || fail (check, g_strdup (_ ("an id: a text that is not empty and not all digits")));
    case BS_TEXT_DATE:
      return is_date (text) || fail (check, g_strdup (_ ("a date such as \"2026-10-01\"")));
    case BS_TEXT_MEDIA:
      return *text == '\0' || bs_media_name_is_valid (text)
             || fail (check, g_strdup (_ ("the name of a photo: 64 hexadecimal digits (0-9, a-f) "
                                          "and .jpg, .png or .tif")));
    case BS_TEXT_ANY:
    default:
      return TRUE;
    }
}

static gboolean
check_text (Check *check, const BsRule *rule, const BsNode *node)
{
  g_autofree char *all = NULL;
  const char *text = bs_node_get_string (node);

  if (bs_node_get_kind (node) != BS_NODE_STRING)
    return fail (check, g_strdup (_ ("a text in quotation marks")));
  if (rule->values == NULL)
    return check_text_kind (check, rule->text, text);
  if (check->lenient || g_strv_contains (rule->values, text))
    return TRUE;

  all = g_strjoinv ("\", \"", (char **) rule->values);

  return fail (check, g_strdup_printf (_ ("one of \"%s\""), all));
}

static gboolean
check_number (Check *check, const BsRule *rule, const BsNode *node)
{
  gint64 value = bs_node_get_integer (node, G_MININT64);
  g_autofree char *minimum = NULL;
  g_autofree char *maximum = NULL;

  if (value >= rule->minimum && value <= rule->maximum)
    return TRUE;

  minimum = g_strdup_printf ("%" G_GINT64_FORMAT, rule->minimum);
  maximum = g_strdup_printf ("%" G_GINT64_FORMAT, rule->maximum);

  /* Translators: two numbers, such as 0 and 4. */
  return fail (check, g_strdup_printf (_ ("a whole number from %s to %s"), minimum, maximum));
}

static gboolean
check_texts (Check *check, const BsNode *node)
{
  if (bs_node_get_kind (node) != BS_NODE_ARRAY)
    return fail (check, g_strdup (_ ("a list of texts in brackets")));

  for (guint i = 0; i < bs_node_get_length (node); i++)
    if (bs_node_get_kind (bs_node_get_element (node, i)) != BS_NODE_STRING)
      {
        fail (check, g_strdup (_ ("a text in quotation marks")));
        return fail_in_list (check, node, i);
      }

  return TRUE;
}

static Difference
compare_lists (const BsNode *old, const BsNode *node)
{
  guint length = bs_node_get_length (node);
  guint old_length = bs_node_get_length (old);
  Difference difference = { 0, length, old_length };

  while (difference.first < MIN (length, old_length)
         && bs_node_get_element (old, difference.first)
              == bs_node_get_element (node, difference.first))
    difference.first++;
  while (difference.end > difference.first && difference.old_end > difference.first
         && bs_node_get_element (old, difference.old_end - 1)
              == bs_node_get_element (node, difference.end - 1))
    {
      difference.end--;
      difference.old_end--;
    }

  return difference;
}

/* The elements outside of @difference are known to differ among themselves. */
static gboolean
check_ids_differ (Check *check, const BsNode *old, const BsNode *node, Difference difference)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = difference.first; i < difference.end; i++)
    {
      const char *id = bs_node_get_text (bs_node_get_element (node, i), "id");
      int place = bs_node_index_of_id (old, id);

      if (!g_hash_table_add (seen, (gpointer) id)
          || (place >= 0
              && ((guint) place < difference.first || (guint) place >= difference.old_end)))
        {
          g_autofree char *digits = g_strdup_printf ("%u", i);

          fail (check, g_strdup_printf (_ ("an id that no other element of the list has; \"%s\" is "
                                           "there twice"),
                                        id));
          fail_below (check, bs_node_index_of_key (bs_node_get_element (node, i), "id"), "id");
          return fail_below (check, i, digits);
        }
    }

  return TRUE;
}

static gboolean
same_ids (const BsNode *old, const BsNode *node, Difference difference)
{
  if (difference.end != difference.old_end)
    return FALSE;

  for (guint i = difference.first; i < difference.end; i++)
    if (strcmp (bs_node_get_text (bs_node_get_element (old, i), "id"),
                bs_node_get_text (bs_node_get_element (node, i), "id"))
        != 0)
      return FALSE;

  return TRUE;
}

static gboolean
check_list (Check *check, const BsRule *rule, const BsNode *old, const BsNode *node)
{
  gboolean has_ids = rule->kind == BS_RULE_LIST;
  Difference difference;

  if (bs_node_get_kind (node) != BS_NODE_ARRAY)
    return fail (check, g_strdup (_ ("a list of objects in brackets")));

  difference = compare_lists (old, node);
  for (guint i = difference.first; i < difference.end; i++)
    {
      const BsNode *element = bs_node_get_element (node, i);
      const BsNode *before = has_ids ? bs_node_find_by_id (old, bs_node_get_text (element, "id"))
                                     : NULL;

      if (!check_object (check, rule->object, before, element))
        return fail_in_list (check, node, i);
    }

  return !has_ids || same_ids (old, node, difference)
         || check_ids_differ (check, old, node, difference);
}

static gboolean
check_member (Check *check, const BsRule *rule, const BsNode *old, const BsNode *node)
{
  switch (rule->kind)
    {
    case BS_RULE_TEXT:
      return check_text (check, rule, node);
    case BS_RULE_NUMBER:
      return check_number (check, rule, node);
    case BS_RULE_FLAG:
      return bs_node_get_kind (node) == BS_NODE_BOOLEAN
             || fail (check, g_strdup (_ ("true or false")));
    case BS_RULE_OBJECT:
      return check_object (check, rule->object, old, node);
    case BS_RULE_LIST:
    case BS_RULE_OBJECTS:
      return check_list (check, rule, old, node);
    case BS_RULE_TEXTS:
      return check_texts (check, node);
    case BS_RULE_OPEN:
    default:
      return bs_node_get_kind (node) == BS_NODE_OBJECT
             || fail (check, g_strdup (_ ("an object in braces")));
    }
}

/* @old, where there is one, keeps the rules. Recursion is as deep as the rules are. */
static gboolean
check_object (Check *check, const BsObjectRule *rule, const BsNode *old, const BsNode *node)
{
  if (old == node)
    return TRUE;
  if (bs_node_get_kind (node) != BS_NODE_OBJECT)
    return fail (check, g_strdup (_ ("an object in braces")));

  for (guint i = 0; i < bs_node_get_length (node); i++)
    {
      const char *key = bs_node_get_key (node, i);
      const BsNode *value = bs_node_get_element (node, i);
      int member = bs_object_rule_find (rule, key);
      const BsNode *before;

      if (member < 0)
        continue;
      before = bs_node_get_member (old, key);
      if (before != value && !check_member (check, &rule->members[member], before, value))
        return fail_below (check, i, key);
    }

  for (const BsRule *member = rule->members; member->name != NULL; member++)
    if (member->required && bs_node_get_member (node, member->name) == NULL)
      return fail (check, g_strdup_printf (_ ("a member \"%s\""), member->name));

  return TRUE;
}

/**
 * bs_schema_check:
 * @lenient: for files of a newer minor version
 * @fault: (out): to be cleared with bs_schema_fault_clear() if %FALSE is returned
 */
gboolean
bs_schema_check (const BsNode *issue, gboolean lenient, BsSchemaFault *fault)
{
  return bs_schema_check_change (NULL, issue, lenient, fault);
}

/**
 * bs_schema_check_change:
 * @old: (nullable): keeps the rules already
 * @fault: (out): to be cleared with bs_schema_fault_clear() if %FALSE is returned
 *
 * Looks only at what is not in @old.
 */
gboolean
bs_schema_check_change (const BsNode *old, const BsNode *issue, gboolean lenient,
                        BsSchemaFault *fault)
{
  Check check = { lenient, fault };

  if (check_object (&check, &bs_issue_rule, old, issue))
    return TRUE;
  if (fault->path->len == 0)
    g_string_append_c (fault->path, '/'); /* the issue itself: for people to read */

  return FALSE;
}

/**
 * bs_schema_check_template:
 * @lenient: for files of a newer minor version
 * @fault: (out): to be cleared with bs_schema_fault_clear() if %FALSE is returned
 */
gboolean
bs_schema_check_template (const BsNode *root, gboolean lenient, BsSchemaFault *fault)
{
  Check check = { lenient, fault };

  if (check_object (&check, &bs_template_rule, NULL, root))
    return TRUE;
  if (fault->path->len == 0)
    g_string_append_c (fault->path, '/');

  return FALSE;
}

/**
 * bs_schema_place_member:
 *
 * Members the format knows stand in its order, others last.
 *
 * Returns: the place, or -1: last
 */
int
bs_schema_place_member (char *const *steps, const BsNode *parent, const char *key)
{
  const BsObjectRule *rule = &bs_issue_rule;
  int member;

  for (guint i = 0; steps[i] != NULL && steps[i + 1] != NULL; i++)
    {
      member = bs_object_rule_find (rule, steps[i]);
      if (member < 0 || rule->members[member].object == NULL)
        return -1;
      if (rule->members[member].kind != BS_RULE_OBJECT)
        i++; /* the element */
      if (steps[i] == NULL || steps[i + 1] == NULL)
        return -1;
      rule = rule->members[member].object;
    }

  member = bs_object_rule_find (rule, key);
  if (member < 0)
    return -1;
  for (guint i = 0; i < bs_node_get_length (parent); i++)
    if (bs_object_rule_find (rule, bs_node_get_key (parent, i)) > member)
      return (int) i;

  return -1;
}

static BsNode *
texts_node (const char *const *values)
{
  BsNodeBuilder *builder = bs_node_builder_new_array ();

  for (; *values != NULL; values++)
    bs_node_builder_add (builder, bs_node_new_string (*values));

  return bs_node_builder_end (builder);
}

static BsNode *
reference_node (const BsObjectRule *rule)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  g_autofree char *reference = g_strconcat ("#/$defs/", rule->name, NULL);

  bs_node_builder_set_text (builder, "$ref", reference);

  return bs_node_builder_end (builder);
}

static BsNode *
text_type_node (void)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();

  bs_node_builder_set_text (builder, "type", "string");

  return bs_node_builder_end (builder);
}

static BsNode *
member_node (const BsRule *rule)
{
  static const char *const types[] = { "string", "integer", "boolean", NULL,
                                       "array",  "array",   "array",   "object" };
  BsNodeBuilder *builder = bs_node_builder_new_object ();

  bs_node_builder_set_text (builder, "description", rule->description);
  bs_node_builder_set_text (builder, "type", types[rule->kind]);
  if (rule->kind == BS_RULE_NUMBER)
    {
      bs_node_builder_set_number (builder, "minimum", rule->minimum);
      bs_node_builder_set_number (builder, "maximum", rule->maximum);
    }
  if (rule->values != NULL)
    bs_node_builder_set (builder, "enum", texts_node (rule->values));
  if (rule->text == BS_TEXT_FORMAT)
    bs_node_builder_set_text (builder, "const", BS_ISSUE_FORMAT);
  if (rule->text == BS_TEXT_TEMPLATE_FORMAT)
    bs_node_builder_set_text (builder, "const", BS_TEMPLATE_FORMAT);
  bs_node_builder_set_text (builder, "pattern", bs_text_pattern (rule->text));
  if (rule->kind == BS_RULE_LIST || rule->kind == BS_RULE_OBJECTS)
    bs_node_builder_set (builder, "items", reference_node (rule->object));
  if (rule->kind == BS_RULE_TEXTS)
    bs_node_builder_set (builder, "items", text_type_node ());
  if (rule->kind == BS_RULE_OBJECT)
    {
      g_autofree char *reference = g_strconcat ("#/$defs/", rule->object->name, NULL);

      bs_node_builder_set_text (builder, "$ref", reference);
    }

  return bs_node_builder_end (builder);
}

static void
describe_object (BsNodeBuilder *builder, const BsObjectRule *rule)
{
  BsNodeBuilder *members = bs_node_builder_new_object ();
  BsNodeBuilder *required = bs_node_builder_new_array ();

  bs_node_builder_set_text (builder, "description", rule->description);
  bs_node_builder_set_text (builder, "type", "object");
  for (const BsRule *member = rule->members; member->name != NULL; member++)
    {
      bs_node_builder_set (members, member->name, member_node (member));
      if (member->required)
        bs_node_builder_add (required, bs_node_new_string (member->name));
    }
  bs_node_builder_set (builder, "required", bs_node_builder_end (required));
  bs_node_builder_set (builder, "properties", bs_node_builder_end (members));
}

static void
define_objects_of (BsNodeBuilder *definitions, const BsObjectRule *rule)
{
  for (const BsRule *member = rule->members; member->name != NULL; member++)
    if (member->object != NULL)
      {
        BsNodeBuilder *object = bs_node_builder_new_object ();

        describe_object (object, member->object);
        bs_node_builder_set (definitions, member->object->name, bs_node_builder_end (object));
        define_objects_of (definitions, member->object);
      }
}

static BsNode *
write_schema (const BsObjectRule *rule, const char *id, const char *title)
{
  BsNodeBuilder *builder = bs_node_builder_new_object ();
  BsNodeBuilder *definitions = bs_node_builder_new_object ();

  bs_node_builder_set_text (builder, "$schema", "https://json-schema.org/draft/2020-12/schema");
  bs_node_builder_set_text (builder, "$id", id);
  bs_node_builder_set_text (builder, "title", title);
  describe_object (builder, rule);
  define_objects_of (definitions, rule);
  bs_node_builder_set (builder, "$defs", bs_node_builder_end (definitions));

  return bs_node_builder_end (builder);
}

/**
 * bs_schema_to_json_schema:
 *
 * Returns: (transfer full): a JSON Schema (draft 2020-12). That ids differ is the one rule it
 *   cannot express
 */
BsNode *
bs_schema_to_json_schema (void)
{
  return write_schema (&bs_issue_rule, "urn:broadsheet:schema:issue:1",
                       "Broadsheet issue, version 1");
}

/**
 * bs_schema_template_to_json_schema:
 *
 * Returns: (transfer full): the same of a publication's template
 */
BsNode *
bs_schema_template_to_json_schema (void)
{
  return write_schema (&bs_template_rule, "urn:broadsheet:schema:template:1",
                       "Broadsheet template of a publication, version 1");
}
