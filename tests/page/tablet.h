/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Tablets of groups for tests: enrolled by a manager and unlocked by a PIN through their own pages.
 */
#ifndef PAGE_TABLET_H
#define PAGE_TABLET_H

#include "visit.h"

/* The manager's page of a location, "/location/.../tablets". */
struct text tablet_place(struct visit *visit, enum fixture_location location);

/* A manager makes a code for a group; gives its eight digits. */
struct text tablet_code(struct visit *visit, enum fixture_person manager, enum fixture_location location,
                        enum fixture_group group);

/* The code is typed on a browser of nobody; gives the cookie of the tablet, "__Host-samenspel-tablet=...". */
struct text tablet_enrolled(struct visit *visit, struct text code);

/* Both, by the manager of noord. */
struct text tablet_given(struct visit *visit, enum fixture_group group);

/* The person chooses this PIN on an own device. */
void tablet_choose_pin(struct visit *visit, enum fixture_person who, const char *pin);

/* Somebody types a PIN on a tablet. */
struct http_test_answer tablet_type(struct visit *visit, struct text device, enum fixture_person who, const char *pin);

/* The same with the right PIN: the cookies of the tablet and of the session. */
struct text tablet_unlocked(struct visit *visit, struct text device, enum fixture_person who, const char *pin);

/* The two cookies after an answer that began a session. */
struct text tablet_cookies(struct visit *visit, struct text device, const struct http_test_answer *answer);

#endif
