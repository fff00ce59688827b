/* SPDX-License-Identifier: EUPL-1.2 */
/* Inside the feature: what its pages share. */
#ifndef FEATURE_ENROL_OWN_H
#define FEATURE_ENROL_OWN_H

#include "feature/enrol/enrol.h"
#include "feature/enrol/views.h"
#include "http/outcome.h"
#include "http/request.h"

/* The days of the week with their names, for a form. */
struct enrol_days_view enrol_days(struct request *request);

/* "ma di do"; and "vanaf 1 december", "tot en met 4 maart", or empty for now and without an end. */
struct text enrol_weekdays_text(struct request *request, int64_t weekdays);
struct text enrol_days_text(struct request *request, struct date from, struct date until);

struct text enrol_name(struct request *request, struct text given, struct text family);

/* The page of one child; fields ENROL_PAGE_ of its route. */
enum enrol_page_field { ENROL_PAGE_LOCATION, ENROL_PAGE_CHILD, ENROL_PAGE_DONE };
extern const char *const enrol_done_names[];
struct outcome enrol_child_page(struct request *request);

struct outcome enrol_children_page(struct request *request);

#endif
