/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a dragged box comes to stand. Pointer positions are given in columns and lines of the grid
 * and parts of them; page A2 has 6 columns by 86 lines.
 */
#include "layout/bs-page-snap.h"

#include "invented.h"
#include "page-desk.h"

typedef struct
{
  PageDesk desk;
  BsPageFormat *format;
} Fixture;

static void
fixture_init (Fixture *fixture)
{
  g_autoptr (BsEnvironment) environment = bs_environment_new (g_getenv ("BROADSHEET_DATA_DIR"));
  g_autoptr (GError) error = NULL;

  page_desk_init (&fixture->desk, 3, 1, 2000);
  page_desk_set_boxes (
    &fixture->desk,
    "[{\"id\":\"b1\",\"kind\":\"story\",\"refs\":[\"s1\"],\"column\":0,\"columns\":3,\"line\":10,"
    "\"lines\":20},{\"id\":\"b2\",\"kind\":\"photo\",\"refs\":[\"f1\"],\"column\":3,\"columns\":2,"
    "\"line\":50,\"lines\":16}]");
  fixture->format = bs_page_format_load (environment, "tabloid", &error);
  g_assert_no_error (error);
}

static void
fixture_clear (Fixture *fixture)
{
  page_desk_clear (&fixture->desk);
  g_clear_pointer (&fixture->format, bs_page_format_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

/* "column columns line lines, guides" for a drag of @box to these grid positions. */
static char *
snap (const Fixture *fixture, const char *box, BsGrip grip, const double *wanted, double tolerance)
{
  const BsPageFormat *format = fixture->format;
  BsPageContext context = page_desk_look (&fixture->desk, "A2");
  BsUnit pitch = (BsUnit) (format->column_characters + format->gutter_characters) * format->em;
  BsSnapRequest request = { box, grip, { 0 }, (BsUnit) (tolerance * format->line_height), { 0 } };
  g_autoptr (GError) error = NULL;
  BsSnap found;

  request.wanted.x = format->type_area.x + (BsUnit) (wanted[0] * pitch);
  request.wanted.width = (BsUnit) (wanted[1] * pitch)
                         - (BsUnit) format->gutter_characters * format->em;
  request.wanted.y = format->type_area.y + (BsUnit) (wanted[2] * format->line_height);
  request.wanted.height = (BsUnit) (wanted[3] * format->line_height);
  request.size = (BsGridRect){ 0, 2, 0, 12 };
  g_assert_true (bs_page_edit_snap (&context, &request, &found, &error));
  g_assert_no_error (error);

  return g_strdup_printf ("%u %u %u %u, %u", found.place.column, found.place.columns,
                          found.place.line, found.place.lines, found.n_guides);
}

static void
test_snap (void)
{
  static const struct
  {
    const char *what;
    const char *box;
    BsGrip grip;
    double wanted[4];
    double tolerance;
    const char *expected;
  } cases[] = {
    { "the grid, always", "b2", BS_GRIP_ALL, { 2.6, 2, 40.4, 16 }, 0, "3 2 40 16, 0" },
    { "level with a neighbour's top", "b2", BS_GRIP_ALL, { 3, 2, 11.4, 16 }, 2, "3 2 10 16, 1" },
    { "the nearer of top and foot", "b2", BS_GRIP_ALL, { 3, 2, 13.2, 16 }, 3, "3 2 14 16, 1" },
    { "a blank line below what is above",
      "b2",
      BS_GRIP_ALL,
      { 1, 2, 32.6, 16 },
      2,
      "1 2 31 16, 1" },
    { "not below what is beside", "b2", BS_GRIP_ALL, { 4, 2, 31.9, 16 }, 1, "4 2 32 16, 0" },
    { "beyond tolerance only the grid", "b2", BS_GRIP_ALL, { 3, 2, 6.8, 16 }, 2, "3 2 7 16, 0" },
    { "the top of the type area", "b2", BS_GRIP_ALL, { 3, 2, 1.6, 16 }, 2, "3 2 0 16, 1" },
    { "the foot of the type area", "b2", BS_GRIP_ALL, { 3, 2, 68.7, 16 }, 2, "3 2 70 16, 1" },
    { "never off the page", "b2", BS_GRIP_ALL, { -4, 2, -30, 16 }, 0, "0 2 0 16, 1" },
    { "nor off the other end", "b2", BS_GRIP_ALL, { 40, 2, 300, 16 }, 0, "4 2 70 16, 1" },
    { "right edge", "b1", BS_GRIP_RIGHT, { 0, 4.4, 10, 20 }, 0, "0 4 10 20, 0" },
    { "right edge to the last column", "b1", BS_GRIP_RIGHT, { 0, 5.7, 10, 20 }, 0, "0 6 10 20, 0" },
    { "left edge", "b2", BS_GRIP_LEFT, { 1.3, 3.7, 50, 16 }, 0, "1 4 50 16, 0" },
    { "left edge stops at the right one", "b2", BS_GRIP_LEFT, { 9, 1, 50, 16 }, 0, "4 1 50 16, 0" },
    { "foot level with a neighbour's", "b1", BS_GRIP_FOOT, { 0, 3, 10, 55 }, 2, "0 3 10 56, 1" },
    { "foot a blank line above",
      "b1",
      BS_GRIP_FOOT | BS_GRIP_RIGHT,
      { 0, 4, 10, 38.7 },
      1,
      "0 4 10 39, 1" },
    { "corner", "b2", BS_GRIP_TOP | BS_GRIP_LEFT, { 2.1, 3, 31.6, 35 }, 1, "2 3 31 35, 1" },
    { "no lower than may be", "b2", BS_GRIP_FOOT, { 3, 2, 50, -20 }, 0, "3 2 50 4, 0" },
    { "from the tray", NULL, BS_GRIP_ALL, { 2.6, 2, 9.2, 12 }, 2, "3 2 10 12, 1" },
  };
  g_auto (Fixture) fixture = { 0 };

  fixture_init (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = snap (&fixture, cases[i].box, cases[i].grip, cases[i].wanted,
                                     cases[i].tolerance);

      g_test_message ("%s", cases[i].what);
      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

static void
test_hostile (void)
{
  static const BsUnit values[] = { G_MININT32, -1, 0, 1, G_MAXINT32 };
  g_auto (Fixture) fixture = { 0 };

  fixture_init (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (values) * G_N_ELEMENTS (values) * 16; i++)
    {
      BsPageContext context = page_desk_look (&fixture.desk, "A2");
      BsUnit a = values[i % 5];
      BsUnit b = values[i / 5 % 5];
      BsSnapRequest request = {
        i % 3 == 0 ? NULL : "b1", i % 16, { a, b, b, a }, b, { 7, G_MAXUINT, 7, G_MAXUINT }
      };
      g_autoptr (GError) error = NULL;
      BsSnap found;

      g_assert_true (bs_page_edit_snap (&context, &request, &found, &error));
      g_assert_cmpuint (found.place.columns, >=, 1);
      g_assert_cmpuint (found.place.column + found.place.columns, <=, 6);
      g_assert_cmpuint (found.place.lines, >=, 1);
      g_assert_cmpuint (found.place.line + found.place.lines, <=, 86);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/page-snap/grid-always-neighbours-within-tolerance", test_snap);
  g_test_add_func ("/layout/page-snap/wild-pointers-stay-on-the-page", test_hostile);

  return g_test_run ();
}
