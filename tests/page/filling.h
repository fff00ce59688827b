/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A call of any route about any child of the fixture, made from the route table alone: address and body are filled in by the
 * names of the route's fields. A name that is not known here fails the test, so that no route stays out of the tests that walk
 * through the table (access matrix, pseudo-language).
 */
#ifndef PAGE_FILLING_H
#define PAGE_FILLING_H

#include "visit.h"

/* What the fields name: a child, the group it is on, what its home wrote about it. */
struct filling_object {
    enum fixture_child child;
    enum fixture_person author; /* a guardian of the child */
    int64_t audience;           /* of the note, by hand */
    int64_t moment;             /* of the note */
};

/* Every child of the fixture, each with a note of its home. Leaves the clock at FIXTURE_NOW_AT. */
void filling_objects(struct visit *visit, struct filling_object ret_objects[FIXTURE_CHILD__MAX]);

/* Writes the note again when it was taken back. */
void filling_renew(struct visit *visit, struct filling_object *object);

/* Words in every note, and in every text that is filled in. */
#define FILLING_NOTE  "geheim van thuis"
#define FILLING_WORDS "woorden van de matrix"

/* One call. */
struct filling {
    struct text target;
    struct text body; /* null: none */
};
struct filling filling_make(struct visit *visit, const struct route *route, const struct filling_object *object);

#endif
