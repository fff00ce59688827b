/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Visits of the people of fixture.h to the whole program, without a socket: the routes, hooks and gate that serve runs, in
 * this process (support/call.h), on a database of the test's own. Each test of a page_test_run runs on SQLite and on PostgreSQL.
 */
#ifndef PAGE_VISIT_H
#define PAGE_VISIT_H

#include "base/vector.h"
#include "command/app.h"
#include "feature/handover/handover.h"
#include "i18n/language.h"
#include "media/media.h"
#include "page/fixture.h"
#include "page/markup.h"
#include "support/call.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct visit {
    struct fixture_world world;
    struct fixture fixture;
    struct app app;
    struct media media; /* its folder is shared by the tests of a file; without a decoder until a test starts one */
    struct live *live;
    struct routes routes[APP_ROUTES_MAXIMUM];
    size_t routes_count;
    struct server_options options;
    struct arena *arena;                            /* lives as long as the visit */
    uint64_t client_count;                          /* client ids given out */
    int subscription;                               /* of the live hub */
    struct server *server;                          /* that a test started; stopped with the visit */
    VECTOR(const struct db_statement *) statements; /* made while the test runs */
    const struct db_statement *counting;            /* the statement of visit_fingerprint, made at its first use */
};

/* Runs the tests on both engines; gives how many failed. Their state is a struct visit. Without a PostgreSQL they fail. */
#define PAGE_TESTS_RUN(tests) page_tests_run(tests, sizeof(tests) / sizeof *(tests))
int page_tests_run(const struct CMUnitTest *tests, size_t count);

/* The process restricts itself as the server does (base/sandbox.h), unless its tests start other processes. */
#define PAGE_TESTS_RUN_FREE(tests) page_tests_run_free(tests, sizeof(tests) / sizeof *(tests))
int page_tests_run_free(const struct CMUnitTest *tests, size_t count);

/* The visit of a test. */
struct visit *visit_of(void **state);

/* Nobody is signed in. */
#define NOBODY FIXTURE_PERSON__MAX

/* --- looking --- */

struct http_test_answer visit_get(struct visit *visit, enum fixture_person who, struct text target);

/* The same, read: fails unless it is a page with status 200. */
struct markup *visit_page(struct visit *visit, enum fixture_person who, struct text target);

/* Any request. `cookie` may be null. */
struct http_test_answer visit_call(struct visit *visit, const char *method, struct text target, struct text cookie,
                                   struct text body);

/* Day page of a child (today), board of a group, and start page. */
struct text visit_day(struct visit *visit, enum fixture_child child);
struct text visit_board(struct visit *visit, enum fixture_group group);
struct markup *visit_day_page(struct visit *visit, enum fixture_person who, enum fixture_child child);
struct markup *visit_board_page(struct visit *visit, enum fixture_person who, enum fixture_group group);
struct markup *visit_start_page(struct visit *visit, enum fixture_person who);

/* Writes the page to SAMENSPEL_TEST_PAGES as NAME.html, for html-validate. */
void visit_keep(const struct http_test_answer *answer, const char *name);

/* --- sending --- */

/* Names and values in turn as the body of a form: FORM(visit, "code", "food.all", "child", id). */
#define FORM(visit, ...) visit_form((visit)->arena, (const char *const[]){ __VA_ARGS__, NULL })
struct text visit_form(struct arena *arena, const char *const *pairs);

struct http_test_answer visit_post(struct visit *visit, enum fixture_person who, struct text target, struct text body);

/* The same of a form that waited so many seconds without a network. */
struct http_test_answer visit_post_late(struct visit *visit, enum fixture_person who, struct text target,
                                        struct text body, const char *seconds);

/* A form with files; `body` as of visit_post, for its other fields. */
struct http_test_answer visit_upload(struct visit *visit, enum fixture_person who, struct text target, struct text body,
                                     const struct http_file *files, size_t file_count);

/* The same with a body that is so long under way that two seconds pass; `meanwhile` runs in that time. */
struct http_test_answer visit_post_slowly(struct visit *visit, enum fixture_person who, struct text target,
                                          struct text body, void (*meanwhile)(struct visit *visit));

/*
 * Goes to a page, fills in one of its forms as a browser without script does, and sends it. `place` is the id of the form or
 * of an element round it, `action` the end of its action; then names and values in turn.
 */
#define VISIT_SEND(visit, who, target, place, ...) VISIT_SEND_FILL(visit, who, target, place, __VA_ARGS__, NULL)
#define VISIT_SEND_FILL(visit, who, target, place, action, ...) \
    visit_send(visit, who, target, place, action, (const char *const[]){ __VA_ARGS__ })
struct http_test_answer visit_send(struct visit *visit, enum fixture_person who, struct text target, const char *place,
                                   const char *action, const char *const *pairs);

/* A new client id, 32 characters. */
const char *visit_client(struct visit *visit);

/* The group that a child of the fixture is on. */
enum fixture_group visit_group_of(enum fixture_child child);
enum fixture_location visit_location_of(enum fixture_child child);

/* Ids as they stand in addresses and forms. */
const char *visit_child(struct visit *visit, enum fixture_child child);
const char *visit_group(struct visit *visit, enum fixture_group group);
const char *visit_moment(struct visit *visit, int64_t moment);

/* --- acts, each of which must succeed; they give the moment --- */

/* Own words on today's page of the child, in the ink of the writer's side. */
int64_t visit_note(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *words);

/* The same for the other home too. */
int64_t visit_note_both(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *words);

/* A coded value for one child of the board. */
int64_t visit_record(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *code);

int64_t visit_answer(struct visit *visit, enum fixture_person who, enum fixture_child child, int64_t moment,
                     const char *words);

/* --- the database --- */

/* The number that a statement gives: "SELECT COUNT(*) FROM entry AS e". */
int64_t visit_number(struct visit *visit, const char *sql);

/* The same with one parameter, $1, for what is asked again and again. */
int64_t visit_number_of(struct visit *visit, const char *sql, int64_t parameter);

/* A text that a statement gives; the null text when it gives no row. */
struct text visit_text(struct visit *visit, const char *sql);

/* Every column of every table of the database. */
struct visit_column {
    struct text table;
    struct text column;
};
struct visit_columns {
    struct visit_column *items;
    size_t count;
};
struct visit_columns visit_columns(struct visit *visit);

/* Rows, versions and ends of everything that people write: changes when anything is written. Sightings, sessions' expiry and
 * jobs are left out, which the program writes by itself. */
struct text visit_fingerprint(struct visit *visit);

/* The moment that was written last, the entry of its own words. */
int64_t visit_last_moment(struct visit *visit);
int64_t visit_entry_of(struct visit *visit, int64_t moment);

/* --- time --- */

/* Stands the clock at "2026-03-29T00:30Z", UTC. */
void visit_set_clock(struct visit *visit, const char *utc);

/* Some days pass, and everybody signs in anew: sessions at work are shorter than a day. */
void visit_days_later(struct visit *visit, int days);

/* --- assertions --- */

void assert_status(const struct http_test_answer *answer, int status);

/* The words of a page or an element hold the text, or do not. */
void assert_shows(const struct markup *markup, size_t node, const char *words);
void assert_hides(const struct markup *markup, size_t node, const char *words);

/* Neither words, attributes nor addresses of the answer hold the text. */
void assert_no_trace(const struct http_test_answer *answer, const char *trace);

/* A word of the catalogue as markup_words shows it, with names and values in turn: SAY(visit, LANGUAGE_NL,
 * WORD_HANDOVER_ASLEEP_SINCE, "time", "9:30"). */
#define SAY(visit, language, ...)          SAY_FILL(visit, language, __VA_ARGS__, NULL)
#define SAY_FILL(visit, language, id, ...) visit_say((visit)->arena, language, id, (const char *const[]){ __VA_ARGS__ })
const char *visit_say(struct arena *arena, enum language language, enum word id, const char *const *pairs);

/* The element with the id must be there. */
size_t element(const struct markup *markup, const char *id);

/* id="entry-<moment>" and so on. */
const char *element_id(struct visit *visit, const char *prefix, int64_t id);

#endif
