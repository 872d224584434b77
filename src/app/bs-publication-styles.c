/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text styles of a publication: what it sets otherwise than its page format. A specimen of each
 * is set by the composer.
 */

#include "bs-publication-forms.h"

#include "bs-config.h"
#include "bs-control-row.h"
#include "bs-specimen.h"
#include "bs-thumbnail.h"

#include "compose/bs-font-set.h"
#include "layout/bs-page-format.h"
#include "layout/bs-type-sizes.h"

#include <glib/gi18n-lib.h>

#define SPECIMEN_HEIGHT 34
#define SPECIMEN_RATIO 6

static const struct
{
  const char *style;
  const char *name;
  const char *text;
} styles[] = {
  { "body", N_ ("Body"), "河堤昨日修好，水从北坡来" },
  { "subhead", N_ ("Subhead"), "水从北坡来" },
  { "headline", N_ ("Headline"), "一渠清水到北坡" },
  { "kicker", N_ ("Kicker"), "三年修一渠——" },
  { "deck", N_ ("Deck"), "新闸昨日放水" },
  { "dateline", N_ ("Dateline"), "本报讯" },
  { "byline", N_ ("Byline"), "本报记者 何川" },
  { "caption", N_ ("Caption"), "放水当日的北坡。" },
  { "credit", N_ ("Credit"), "沈禾 摄" },
  { "flag", N_ ("Flag"), "晨读" },
  { "jump", N_ ("Jump Line"), "（下转A2版）" },
  { "sponsor", N_ ("Sponsor Line"), "特约刊登" },
  { "group-title", N_ ("Title of a Photo Group"), "小城四季" },
  { "masthead-name", N_ ("Name in the Masthead"), "河湾早报" },
  { "masthead-date", N_ ("Date in the Masthead"), "2026年11月22日" },
  { "masthead-line", N_ ("Lines of the Masthead"), "第326期" },
  { "folio-page", N_ ("Page Number in the Folio"), "A2" },
  { "folio-section", N_ ("Section in the Folio"), "社区" },
  { "folio-line", N_ ("Lines of the Folio"), "责任编辑：何川" },
};

/* Lives as long as its page. */
typedef struct
{
  BsForm *form; /* borrowed: the editor keeps it */
  BsEnvironment *environment;
  BsComposer *composer;
  BsRenderer *renderer;
  GtkStringList *families;
  GArray *sizes;   /* BsTypeSize */
  GPtrArray *rows; /* StyleRow */
  gboolean showing;
} Styles;

typedef struct
{
  Styles *owner;
  guint index;
  GtkWidget *expander;
  GtkWidget *specimen;
  GtkWidget *warning;
  GtkDropDown *family;
  GtkDropDown *weight;
  AdwEntryRow *size;
  AdwComboRow *align;
  AdwEntryRow *color;
} StyleRow;

/* From 100 to 900. Translators: weights of type */
static const char *const weights[] = { N_ ("Thin"),    N_ ("Extra-Light"), N_ ("Light"),
                                       N_ ("Regular"), N_ ("Medium"),      N_ ("Semi-Bold"),
                                       N_ ("Bold"),    N_ ("Extra-Bold"),  N_ ("Black") };
static const char *const aligns[] = { "justify", "start", "center", "end", NULL };

static void
styles_free (Styles *self)
{
  g_clear_object (&self->environment);
  g_clear_object (&self->composer);
  g_clear_object (&self->renderer);
  g_clear_object (&self->families);
  g_clear_pointer (&self->sizes, g_array_unref);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static BsPageFormat *
load_format (Styles *self)
{
  return bs_page_format_load_for_page (self->environment,
                                       bs_document_get_root (bs_form_get_document (self->form)),
                                       NULL, NULL);
}

static guint
find_family (GtkStringList *families, const char *family)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (families)); i++)
    if (g_str_equal (gtk_string_list_get_string (families, i), family))
      return i;

  return GTK_INVALID_LIST_POSITION;
}

static char *
dup_size (Styles *self, BsUnit size)
{
  const char *name = bs_type_sizes_get_name (self->sizes, size);

  return name != NULL ? g_strdup (name) : g_strdup_printf ("%.4g", bs_unit_to_points (size));
}

/* Where it is read, not written. */
static char *
dup_size_in_words (Styles *self, BsUnit size)
{
  const char *name = bs_type_sizes_get_name (self->sizes, size);

  return name != NULL ? g_strdup (name) : g_strdup_printf (_ ("%g pt"), bs_unit_to_points (size));
}

static guint
get_weight_index (const BsTextStyle *style)
{
  return CLAMP (style->weight / 100, 1, G_N_ELEMENTS (weights)) - 1;
}

static char *
dup_font_in_words (Styles *self, const BsTextStyle *style)
{
  g_autofree char *size = dup_size_in_words (self, style->size);

  /* Translators: family, weight and size of type */
  return g_strdup_printf (_ ("%s %s, %s"), style->family, _ (weights[get_weight_index (style)]),
                          size);
}

static GListModel *
make_weights (void)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    gtk_string_list_append (list, _ (weights[i]));

  return G_LIST_MODEL (list);
}

static char *
dup_color (BsColor color)
{
  return g_strdup_printf ("%g %g %g %g", color.c / 10.0, color.m / 10.0, color.y / 10.0,
                          color.k / 10.0);
}

static void
set_entry (AdwEntryRow *entry, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
show_controls (StyleRow *row, const BsTextStyle *style)
{
  g_autofree char *size = dup_size (row->owner, style->size);
  g_autofree char *color = dup_color (style->color);

  if (row->family == NULL)
    return;
  gtk_drop_down_set_selected (row->family, find_family (row->owner->families, style->family));
  gtk_drop_down_set_selected (row->weight, get_weight_index (style));
  set_entry (row->size, size);
  adw_combo_row_set_selected (row->align, style->align);
  set_entry (row->color, color);
}

static void
show_row (StyleRow *row, const BsPageFormat *format)
{
  Styles *self = row->owner;
  const BsTextStyle *style = bs_page_format_get_style (format, styles[row->index].style);
  g_autofree char *subtitle = NULL;
  g_autofree char *markup = NULL;
  gboolean missing = FALSE;

  bs_font_set_find (bs_environment_get_fonts (self->environment), style->family, style->weight,
                    &missing, NULL);
  subtitle = missing ? g_strdup_printf (_ ("%s is not installed; choose another"), style->family)
                     : dup_font_in_words (self, style);
  markup = g_markup_escape_text (subtitle, -1);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row->expander), markup);
  gtk_widget_set_visible (row->warning, missing);
  if (self->composer != NULL)
    {
      g_autoptr (BsDisplayList) list = bs_specimen_new (
        self->composer, style, styles[row->index].text,
        BS_POINTS (SPECIMEN_HEIGHT * SPECIMEN_RATIO), BS_POINTS (SPECIMEN_HEIGHT));

      bs_thumbnail_show (BS_THUMBNAIL (row->specimen), list, self->renderer);
    }
  show_controls (row, style);
}

static void
show (GtkWidget *page)
{
  Styles *self = g_object_get_data (G_OBJECT (page), "styles");
  g_autoptr (BsPageFormat) format = load_format (self);

  if (format == NULL)
    return;
  self->showing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    show_row (g_ptr_array_index (self->rows, i), format);
  self->showing = FALSE;
}

/* --- Changing --- */

static void
change (StyleRow *row, const char *member, BsNode *value)
{
  g_autofree char *place = g_strdup_printf ("styles/%s/%s", styles[row->index].style, member);
  /* Translators: step of undo; name of a text style */
  g_autofree char *label = g_strdup_printf (_ ("Change Style “%s”"), _ (styles[row->index].name));

  bs_form_change (row->owner->form, place, value, label);
}

static void
family_chosen (StyleRow *row)
{
  guint index = gtk_drop_down_get_selected (row->family);

  if (!row->owner->showing && index != GTK_INVALID_LIST_POSITION)
    change (row, "family",
            bs_node_new_string (gtk_string_list_get_string (row->owner->families, index)));
}

static void
weight_chosen (StyleRow *row)
{
  if (!row->owner->showing)
    change (row, "weight",
            bs_node_new_integer ((gtk_drop_down_get_selected (row->weight) + 1) * 100));
}

static void
align_chosen (StyleRow *row)
{
  if (!row->owner->showing)
    change (row, "align", bs_node_new_string (aligns[adw_combo_row_get_selected (row->align)]));
}

/* "9", "10.5", "五号". */
static void
size_applied (StyleRow *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row->size))));
  char *end;
  double points = g_ascii_strtod (text, &end);

  if (row->owner->showing)
    return;
  if (bs_type_sizes_find (row->owner->sizes, text) > 0)
    change (row, "size", bs_node_new_string (text));
  else if (*text != '\0' && *end == '\0' && points >= 4 && points <= 200)
    change (row, "size",
            points == (int) points ? bs_node_new_integer ((int) points)
                                   : bs_node_new_double (points));
  else
    {
      gtk_widget_add_css_class (GTK_WIDGET (row->size), "error");
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (row->size), "error");
}

/* Four shares of ink in per cent. */
static void
color_applied (StyleRow *row)
{
  g_auto (GStrv) words = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (row->color)), " ", -1);
  BsNodeBuilder *inks;
  gboolean good = g_strv_length (words) == 4;

  if (row->owner->showing)
    return;
  for (guint i = 0; good && i < 4; i++)
    {
      char *end;
      double share = g_ascii_strtod (words[i], &end);

      good = *words[i] != '\0' && *end == '\0' && share >= 0 && share <= 100;
    }
  if (!good)
    {
      gtk_widget_add_css_class (GTK_WIDGET (row->color), "error");
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (row->color), "error");
  inks = bs_node_builder_new_array ();
  for (guint i = 0; i < 4; i++)
    bs_node_builder_add (inks, bs_node_new_integer (
                                 (gint64) (g_ascii_strtod (words[i], NULL) * 10 + 0.5)));
  change (row, "color", bs_node_builder_end (inks));
}

static void
reset (StyleRow *row)
{
  g_autofree char *place = g_strdup_printf ("styles/%s", styles[row->index].style);
  g_autofree char *label = g_strdup_printf (_ ("Reset Style “%s”"), _ (styles[row->index].name));

  bs_form_change (row->owner->form, place, NULL, label);
}

/* --- Making --- */

static GtkWidget *
make_drop_down (GListModel *model, const char *label, gboolean search)
{
  GtkExpression *expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *control = gtk_drop_down_new (g_object_ref (model), expression);

  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (control), search);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);

  return control;
}

static GtkWidget *
make_font_row (StyleRow *row)
{
  GtkWidget *action = bs_control_row_new ();
  g_autoptr (GListModel) list = make_weights ();
  GtkWidget *family = make_drop_down (G_LIST_MODEL (row->owner->families), _ ("Font family"), TRUE);
  GtkWidget *weight = make_drop_down (list, _ ("Font weight"), FALSE);

  gtk_widget_set_size_request (family, 190, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (action), _ ("Font"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (action), family);
  adw_action_row_add_suffix (ADW_ACTION_ROW (action), weight);
  row->family = GTK_DROP_DOWN (family);
  row->weight = GTK_DROP_DOWN (weight);
  g_signal_connect_swapped (family, "notify::selected", G_CALLBACK (family_chosen), row);
  g_signal_connect_swapped (weight, "notify::selected", G_CALLBACK (weight_chosen), row);

  return action;
}

static AdwEntryRow *
make_entry (const char *title)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (entry), TRUE);

  return ADW_ENTRY_ROW (entry);
}

/* Only when it is opened: there are many styles, and few are changed. */
static void
expanded (StyleRow *row)
{
  const char *names[] = { C_ ("alignment", "Justified"), C_ ("alignment", "Left"),
                          C_ ("alignment", "Centered"), C_ ("alignment", "Right"), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);
  AdwExpanderRow *expander = ADW_EXPANDER_ROW (row->expander);
  GtkWidget *align;
  GtkWidget *reset_row;
  GtkWidget *button;
  g_autoptr (BsPageFormat) format = NULL;

  if (row->family != NULL || !adw_expander_row_get_expanded (expander))
    return;
  adw_expander_row_add_row (expander, make_font_row (row));
  row->size = make_entry (_ ("Size (points, or a name such as 五号)"));
  adw_expander_row_add_row (expander, GTK_WIDGET (row->size));
  align = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (align), _ ("Alignment"));
  adw_combo_row_set_model (ADW_COMBO_ROW (align), G_LIST_MODEL (list));
  row->align = ADW_COMBO_ROW (align);
  adw_expander_row_add_row (expander, align);
  row->color = make_entry (_ ("Color (cyan, magenta, yellow, black in percent)"));
  adw_expander_row_add_row (expander, GTK_WIDGET (row->color));
  reset_row = bs_control_row_new ();
  button = gtk_button_new_with_label (_ ("Use the Page Format’s"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (reset_row), button);
  adw_expander_row_add_row (expander, reset_row);

  row->owner->showing = TRUE;
  format = load_format (row->owner);
  if (format != NULL)
    show_controls (row, bs_page_format_get_style (format, styles[row->index].style));
  row->owner->showing = FALSE;
  g_signal_connect_swapped (row->size, "apply", G_CALLBACK (size_applied), row);
  g_signal_connect_swapped (row->color, "apply", G_CALLBACK (color_applied), row);
  g_signal_connect_swapped (align, "notify::selected", G_CALLBACK (align_chosen), row);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (reset), row);
}

static void
add_row (Styles *self, GtkWidget *group, guint index)
{
  StyleRow *row = g_new0 (StyleRow, 1);

  row->owner = self;
  row->index = index;
  row->expander = adw_expander_row_new ();
  row->specimen = bs_thumbnail_new (SPECIMEN_HEIGHT);
  row->warning = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_widget_add_css_class (row->warning, "warning");
  gtk_widget_set_valign (row->specimen, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->specimen), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Specimen"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->expander), _ (styles[index].name));
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row->expander), row->warning);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row->expander), row->specimen);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row->expander);
  g_signal_connect_swapped (row->expander, "notify::expanded", G_CALLBACK (expanded), row);
  g_ptr_array_add (self->rows, row);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static GtkStringList *
list_families (GtkWidget *widget)
{
  PangoFontMap *map = pango_context_get_font_map (gtk_widget_get_pango_context (widget));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree PangoFontFamily **families = NULL;
  int n;

  pango_font_map_list_families (map, &families, &n);
  for (int i = 0; i < n; i++)
    g_ptr_array_add (names, (gpointer) pango_font_family_get_name (families[i]));
  g_ptr_array_sort (names, compare_texts);
  g_ptr_array_add (names, NULL);

  return gtk_string_list_new ((const char *const *) names->pdata);
}

GtkWidget *
bs_publication_styles_new (BsForm *form, BsEnvironment *environment)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  Styles *self = g_new0 (Styles, 1);

  self->form = form;
  self->environment = g_object_ref (environment);
  self->composer = bs_composer_new (environment, NULL);
  self->renderer = bs_renderer_new ();
  self->families = list_families (page);
  self->sizes = bs_type_sizes_read (environment, NULL);
  self->rows = g_ptr_array_new_with_free_func (g_free);
  if (self->sizes == NULL)
    self->sizes = g_array_new (FALSE, FALSE, sizeof (BsTypeSize));
  g_object_set_data_full (G_OBJECT (page), "styles", self, (GDestroyNotify) styles_free);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _ ("What differs from the page format."));
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    add_row (self, group, i);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  show (page);
  g_signal_connect_object (bs_form_get_document (form), "changed", G_CALLBACK (show), page,
                           G_CONNECT_SWAPPED);

  return page;
}
