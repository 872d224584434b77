/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Times of a thread's processor, and of the frames of a window with a list in it that is scrolled or
 * searched. For measuring tools.
 */
#pragma once

#include <gtk/gtk.h>

/* Like an application that runs: with its menus. FALSE: there is no display. */
gboolean   frames_begin        (void);
/* Of this thread's processor. */
double     frames_milliseconds (void);
void       frames_note         (GArray *times, double begun);
/* A line: @name, median and worst of @times, which are cleared. */
void       frames_report       (const char *name, GArray *times);
/* The first one of this type in @widget; NULL: none. */
GtkWidget *frames_find_child   (GtkWidget *widget, GType type);
/* What @window takes for a frame in which the list in it goes down by three rows. */
void       frames_scroll       (GtkWidget *window, GArray *times);
/* The same of frames in which a key is typed into its search entry. */
void       frames_type         (GtkWidget *window, GArray *times);
