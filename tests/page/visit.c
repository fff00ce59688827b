/* SPDX-License-Identifier: EUPL-1.2 */
/* See visit.h. */
#include "visit.h"

#include "access/session.h"
#include "assets.h"
#include "base/random.h"
#include "base/sandbox.h"
#include "base/url.h"
#include "db/event.h"
#include "db/recall.h"
#include "feature/live/live.h"

#include <ftw.h>
#include <stdlib.h>
#include <unistd.h>

enum { BODY_MAXIMUM = 1024 * 1024 };

static char media_folder[] = "/tmp/samenspel-media-XXXXXX";

/* --- a visit, opened for each test and engine --- */

static void start_live(struct visit *visit)
{
    assert_int_equal(live_start(&(struct live_options){ 0 }, &visit->live), STATUS_OK);
    visit->subscription = event_hub_subscribe(visit->world.hub, live_take, visit->live);
}

static void start_access(struct visit *visit)
{
    struct error error = { 0 };
    struct access_options options = { .db = visit->world.db,
                                      .writer = visit->world.writer,
                                      .clock = &visit->world.clock,
                                      .organisation = visit->fixture.organisation,
                                      .installation = { .media = &visit->media },
                                      .live = visit->live };
    if (access_open(&options, &error, &visit->app.access.access) != STATUS_OK)
        fail_msg("access: %s", error.detail);
    struct channel_options channel = { .origin = "https://samenspel.example" };
    if (channel_open(&channel, &error, &visit->app.context.channel) != STATUS_OK)
        fail_msg("channel: %s", error.detail);
    visit->app.location = visit->world.location;
    visit->app.recall = db_recall_new(1024);
    db_recall_use(visit->world.db, visit->app.recall);
    visit->app.writer = visit->world.writer;
}

static void open_visit(void **state, bool postgresql)
{
    struct visit *visit = calloc(1, sizeof *visit);
    assert_non_null(visit);
    if (!fixture_world_filled(postgresql, &visit->world, &visit->fixture)) {
        free(visit);
        fail_msg("SAMENSPEL_TEST_POSTGRESQL names no server; docs/testing.md says how to start one");
    }
    visit->arena = visit->world.arena;
    fixture_world_narrow(&visit->world, visit->fixture.organisation);
    start_live(visit);
    start_access(visit);
    visit->media.store.folder = media_folder;
    visit->routes_count = app_routes(visit->routes);
    visit->options = (struct server_options){ .origin = "https://samenspel.example",
                                              .routes = visit->routes,
                                              .routes_count = visit->routes_count,
                                              .assets = asset_files,
                                              .asset_count = ASSET__MAX,
                                              .clock = &visit->world.clock,
                                              .live = visit->live };
    app_hooks(&visit->app, &visit->options.hooks);
    *state = visit;
}

static int open_sqlite(void **state)
{
    open_visit(state, false);
    return 0;
}

static int open_postgresql(void **state)
{
    open_visit(state, true);
    return 0;
}

static int close_visit(void **state)
{
    struct visit *visit = *state;
    if (visit->server)
        server_stop(visit->server);
    access_close(visit->app.access.access);
    channel_close(visit->app.context.channel);
    event_hub_unsubscribe(visit->world.hub, visit->subscription);
    live_stop(visit->live);
    fixture_world_close(&visit->world);
    db_recall_free(visit->app.recall);
    free(visit);
    return 0;
}

/* The tests once, with an engine's way to open a visit. */
static int run(const char *name, const struct CMUnitTest *tests, size_t count, CMFixtureFunction open)
{
    struct CMUnitTest *copies = calloc(count, sizeof *copies);
    if (!copies)
        return 1;
    for (size_t i = 0; i < count; i++) {
        copies[i] = tests[i];
        copies[i].setup_func = open;
        copies[i].teardown_func = close_visit;
    }
    int failed = _cmocka_run_group_tests(name, copies, count, NULL, NULL);
    free(copies);
    return failed;
}

/* As `samenspel serve` restricts itself, so that a page that needs a call or a file which the server may not have fails here. */
static void restrict_tests(void)
{
    const char *pages = getenv("SAMENSPEL_TEST_PAGES");
    const struct sandbox_path paths[] = { { "/", SANDBOX_READ },
                                          { "/tmp", SANDBOX_WRITE },
                                          { "/dev/null", SANDBOX_WRITE },
                                          { pages ? pages : "/tmp", SANDBOX_WRITE } };
    struct sandbox sandbox = { .paths = paths, .path_count = sizeof paths / sizeof *paths, .port = 0 };
    struct error error = { .word = 0 };
    if (sandbox_enter(&sandbox, &error) != STATUS_OK)
        fail_msg("%s", error.detail);
}

int page_tests_run(const struct CMUnitTest *tests, size_t count)
{
    restrict_tests();
    return page_tests_run_free(tests, count);
}

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *place)
{
    (void)about;
    (void)kind;
    (void)place;
    return remove(path);
}

int page_tests_run_free(const struct CMUnitTest *tests, size_t count)
{
    if (!mkdtemp(media_folder))
        return EXIT_FAILURE;
    int failed = run("sqlite", tests, count, open_sqlite);
    failed += run("postgresql", tests, count, open_postgresql);
    return nftw(media_folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS) == 0 ? failed : failed + 1;
}

struct visit *visit_of(void **state)
{
    return *state;
}

/* --- looking --- */

static struct http_test_answer make_call(struct visit *visit, struct http_test_call call, struct text target,
                                         struct text cookie)
{
    struct header header = { TEXT("Cookie"), cookie };
    call.target = text_string(visit->arena, target);
    call.headers = &header;
    call.header_count = !text_is_null(cookie);
    struct http_test_answer answer;
    http_test_call(&visit->options, visit->world.db, &call, visit->arena, &answer);
    return answer;
}

struct http_test_answer visit_call(struct visit *visit, const char *method, struct text target, struct text cookie,
                                   struct text body)
{
    return make_call(visit, (struct http_test_call){ .method = method, .body = body }, target, cookie);
}

/* A site with https has its cookies under a name of their own. */
static struct text cookie_of(struct visit *visit, enum fixture_person who)
{
    if (who == NOBODY)
        return TEXT_NULL;
    return arena_printf(visit->arena, "__Host-%.*s", TEXT_ARGS(visit->fixture.cookies[who]));
}

struct http_test_answer visit_post_late(struct visit *visit, enum fixture_person who, struct text target,
                                        struct text body, const char *seconds)
{
    struct header headers[] = { { TEXT("Cookie"), cookie_of(visit, who) },
                                { TEXT("Samenspel-Waited"), text_from(seconds) } };
    struct http_test_call call = { .method = "POST",
                                   .body = body,
                                   .target = text_string(visit->arena, target),
                                   .headers = headers,
                                   .header_count = 2 };
    struct http_test_answer answer;
    http_test_call(&visit->options, visit->world.db, &call, visit->arena, &answer);
    return answer;
}

struct http_test_answer visit_get(struct visit *visit, enum fixture_person who, struct text target)
{
    return visit_call(visit, "GET", target, cookie_of(visit, who), TEXT_NULL);
}

struct http_test_answer visit_upload(struct visit *visit, enum fixture_person who, struct text target, struct text body,
                                     const struct http_file *files, size_t file_count)
{
    struct http_test_call call = { .method = "POST", .body = body, .files = files, .file_count = file_count };
    return make_call(visit, call, target, cookie_of(visit, who));
}

struct http_test_answer visit_post(struct visit *visit, enum fixture_person who, struct text target, struct text body)
{
    return visit_call(visit, "POST", target, cookie_of(visit, who), body);
}

struct slow_body {
    struct visit *visit;
    void (*meanwhile)(struct visit *visit);
};

static void pass_slowly(void *context)
{
    struct slow_body *slow = context;
    clock_advance(&slow->visit->world.clock, 2 * SECOND_MS);
    slow->meanwhile(slow->visit);
}

struct http_test_answer visit_post_slowly(struct visit *visit, enum fixture_person who, struct text target,
                                          struct text body, void (*meanwhile)(struct visit *visit))
{
    struct slow_body slow = { visit, meanwhile };
    struct http_test_call call = { .method = "POST", .body = body, .meanwhile = pass_slowly, .context = &slow };
    return make_call(visit, call, target, cookie_of(visit, who));
}

struct markup *visit_page(struct visit *visit, enum fixture_person who, struct text target)
{
    struct http_test_answer answer = visit_get(visit, who, target);
    if (answer.status != 200)
        fail_msg("%.*s for %s: %d", TEXT_ARGS(target), who == NOBODY ? "nobody" : fixture_person_name(who),
                 answer.status);
    return markup_read(visit->arena, answer.body);
}

struct text visit_day(struct visit *visit, enum fixture_child child)
{
    struct zone *zone = access_zone(visit->app.access.access, TEXT("Europe/Amsterdam"));
    struct date today = zone_date(zone, clock_now(&visit->world.clock));
    return url_handover_day(visit->arena, visit->fixture.children[child], today).text;
}

struct text visit_board(struct visit *visit, enum fixture_group group)
{
    return url_handover_board(visit->arena, visit->fixture.groups[group]).text;
}

struct markup *visit_day_page(struct visit *visit, enum fixture_person who, enum fixture_child child)
{
    return visit_page(visit, who, visit_day(visit, child));
}

struct markup *visit_board_page(struct visit *visit, enum fixture_person who, enum fixture_group group)
{
    return visit_page(visit, who, visit_board(visit, group));
}

struct markup *visit_start_page(struct visit *visit, enum fixture_person who)
{
    return visit_page(visit, who, TEXT("/"));
}

void visit_keep(const struct http_test_answer *answer, const char *name)
{
    const char *folder = getenv("SAMENSPEL_TEST_PAGES");
    if (!folder || !*folder)
        return;
    char path[512];
    snprintf(path, sizeof path, "%s/%s.html", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(answer->body.data, 1, answer->body.length, file), answer->body.length);
    assert_int_equal(fclose(file), 0);
}

/* --- sending --- */

struct text visit_form(struct arena *arena, const char *const *pairs)
{
    struct buffer buffer;
    buffer_init(&buffer, BODY_MAXIMUM);
    for (size_t i = 0; pairs[i]; i += 2) {
        if (i > 0)
            buffer_put_char(&buffer, '&');
        url_encode_to(&buffer, text_from(pairs[i]));
        buffer_put_char(&buffer, '=');
        url_encode_to(&buffer, text_from(pairs[i + 1]));
    }
    struct text body = text_copy(arena, buffer_text(&buffer));
    buffer_release(&buffer);
    return body;
}

struct http_test_answer visit_send(struct visit *visit, enum fixture_person who, struct text target, const char *place,
                                   const char *action, const char *const *pairs)
{
    struct markup *page = visit_page(visit, who, target);
    struct markup_form form = markup_form(page, element(page, place), action);
    for (size_t i = 0; pairs[i]; i += 2)
        markup_fill(&form, pairs[i], text_from(pairs[i + 1]));
    return visit_post(visit, who, form.action, markup_body(&form));
}

const char *visit_client(struct visit *visit)
{
    return arena_printf(visit->arena, "%032llx", (unsigned long long)++visit->client_count).data;
}

enum fixture_group visit_group_of(enum fixture_child child)
{
    static const enum fixture_group groups[FIXTURE_CHILD__MAX] = {
        [FIXTURE_CHILD_OWN] = FIXTURE_GROUP_EEKHOORNS,   [FIXTURE_CHILD_OTHER] = FIXTURE_GROUP_EEKHOORNS,
        [FIXTURE_CHILD_GROUP] = FIXTURE_GROUP_BEVERS,    [FIXTURE_CHILD_LOCATION] = FIXTURE_GROUP_VOSSEN,
        [FIXTURE_CHILD_LEFT] = FIXTURE_GROUP_EEKHOORNS,  [FIXTURE_CHILD_MINDED] = FIXTURE_GROUP_MINDED,
        [FIXTURE_CHILD_FOREIGN] = FIXTURE_GROUP_FOREIGN,
    };
    return groups[child];
}

enum fixture_location visit_location_of(enum fixture_child child)
{
    static const enum fixture_location locations[FIXTURE_GROUP__MAX] = { [FIXTURE_GROUP_EEKHOORNS] = FIXTURE_NOORD,
                                                                         [FIXTURE_GROUP_BEVERS] = FIXTURE_NOORD,
                                                                         [FIXTURE_GROUP_VOSSEN] = FIXTURE_ZUID,
                                                                         [FIXTURE_GROUP_MINDED] = FIXTURE_MINDED,
                                                                         [FIXTURE_GROUP_FOREIGN] = FIXTURE_SPEELTUIN };
    return locations[visit_group_of(child)];
}

const char *visit_child(struct visit *visit, enum fixture_child child)
{
    return visit_moment(visit, visit->fixture.children[child].value);
}

const char *visit_group(struct visit *visit, enum fixture_group group)
{
    return visit_moment(visit, visit->fixture.groups[group].value);
}

const char *visit_moment(struct visit *visit, int64_t moment)
{
    return text_string(visit->arena, identity_text(visit->arena, moment));
}

/* --- acts --- */

static int64_t written(struct visit *visit, const struct http_test_answer *answer)
{
    assert_status(answer, 303);
    return visit_last_moment(visit);
}

int64_t visit_note(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *words)
{
    struct text address = arena_printf(visit->arena, "%.*s/note", TEXT_ARGS(visit_day(visit, child)));
    struct http_test_answer answer =
        visit_post(visit, who, address, FORM(visit, "words", words, "client_id", visit_client(visit)));
    return written(visit, &answer);
}

int64_t visit_note_both(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *words)
{
    struct text address = arena_printf(visit->arena, "%.*s/note", TEXT_ARGS(visit_day(visit, child)));
    struct http_test_answer answer = visit_post(
        visit, who, address, FORM(visit, "words", words, "audience", "both", "client_id", visit_client(visit)));
    return written(visit, &answer);
}

int64_t visit_record(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *code)
{
    struct group_id group = visit->fixture.groups[visit_group_of(child)];
    struct http_test_answer answer =
        visit_post(visit, who, url_handover_record(visit->arena, group).text,
                   FORM(visit, "child", visit_child(visit, child), "code", code, "client_id", visit_client(visit)));
    return written(visit, &answer);
}

int64_t visit_answer(struct visit *visit, enum fixture_person who, enum fixture_child child, int64_t moment,
                     const char *words)
{
    struct text address = arena_printf(visit->arena, "%.*s/answer", TEXT_ARGS(visit_day(visit, child)));
    struct http_test_answer answer = visit_post(
        visit, who, address,
        FORM(visit, "moment", visit_moment(visit, moment), "words", words, "client_id", visit_client(visit)));
    return written(visit, &answer);
}

/* --- the database --- */

/*
 * A statement that is made while the test runs; kept as long as the connection that prepared it, so the same text must not
 * be prepared thousands of times.
 */
static const struct db_statement *statement(struct visit *visit, struct db_statement wanted)
{
    for (size_t i = 0; i < visit->statements.count; i++)
        if (strcmp(visit->statements.items[i]->sqlite, wanted.sqlite) == 0 &&
            visit->statements.items[i]->out == wanted.out)
            return visit->statements.items[i];
    struct db_statement *made = ARENA_NEW(visit->arena, struct db_statement);
    *made = wanted;
    made->name = arena_printf(visit->arena, "visit_%zu", visit->statements.count).data;
    *vector_add(visit->arena, &visit->statements) = made;
    return made;
}

/* One column without parameters. */
#define STATEMENT(sqlite_text, postgresql_text, column, value)                                     \
    (struct db_statement)                                                                          \
    {                                                                                              \
        .sqlite = (sqlite_text), .postgresql = (postgresql_text), .out_count = 1, .out = (column), \
        .row_size = sizeof(value)                                                                  \
    }

static int64_t number_of(struct visit *visit, const char *sql, const int64_t *parameter)
{
    static const struct db_column in[] = { { "parameter", DB_INTEGER, false, 0 } };
    static const struct db_column out[] = { { "number", DB_INTEGER, false, 0 } };
    int64_t number = 0;
    struct db_statement wanted = { .sqlite = sql,
                                   .postgresql = sql,
                                   .in = parameter ? in : NULL,
                                   .in_count = parameter ? 1 : 0,
                                   .in_size = parameter ? sizeof *parameter : 0,
                                   .out_count = 1,
                                   .out = out,
                                   .row_size = sizeof number };
    if (db_select_one(visit->world.db, statement(visit, wanted), parameter, visit->arena, &number) != STATUS_OK)
        fail_msg("%s: %s", sql, db_failure(visit->world.db));
    return number;
}

int64_t visit_number(struct visit *visit, const char *sql)
{
    return number_of(visit, sql, NULL);
}

int64_t visit_number_of(struct visit *visit, const char *sql, int64_t parameter)
{
    return number_of(visit, sql, &parameter);
}

struct text visit_text(struct visit *visit, const char *sql)
{
    static const struct db_column out[] = { { "value", DB_TEXT, true, 0 } };
    struct text value = TEXT_NULL;
    int status =
        db_select_one(visit->world.db, statement(visit, STATEMENT(sql, sql, out, value)), NULL, visit->arena, &value);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        fail_msg("%s: %s", sql, db_failure(visit->world.db));
    return value;
}

struct visit_columns visit_columns(struct visit *visit)
{
    static const char sqlite[] =
        "SELECT t.name, c.name FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c"
        " WHERE t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid";
    static const char postgresql[] =
        "SELECT CAST(c.table_name AS TEXT), CAST(c.column_name AS TEXT) FROM information_schema.columns AS c"
        " WHERE c.table_schema = 'public' ORDER BY c.table_name, c.ordinal_position";
    static const struct db_column out[] = {
        { "table", DB_TEXT, false, offsetof(struct visit_column, table) },
        { "column", DB_TEXT, false, offsetof(struct visit_column, column) },
    };
    struct visit_columns columns = { 0 };
    void *items = NULL;
    if (db_select(visit->world.db,
                  statement(visit, (struct db_statement){ .sqlite = sqlite,
                                                          .postgresql = postgresql,
                                                          .out_count = 2,
                                                          .out = out,
                                                          .row_size = sizeof(struct visit_column) }),
                  NULL, visit->arena, &items, &columns.count) != STATUS_OK)
        fail_msg("columns: %s", db_failure(visit->world.db));
    columns.items = items;
    return columns;
}

/* Written by the program itself, at a time of its own. */
static bool is_own_business(struct text table)
{
    static const char *const tables[] = { "page_view",     "access_refusal", "audit",    "job",
                                          "live_sequence", "session",        "migration" };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (text_equal(table, text_from(tables[i])))
            return true;
    return text_starts_with(table, TEXT("may_")) || text_starts_with(table, TEXT("rule_"));
}

/* "SELECT CAST((SELECT COUNT(*) FROM entry AS t) AS TEXT) || ',' || ..." over every table, with the sum of its versions. */
static const char *make_counting(struct visit *visit)
{
    struct visit_columns columns = visit_columns(visit);
    struct buffer sql;
    buffer_init(&sql, BODY_MAXIMUM);
    buffer_put(&sql, TEXT("SELECT CAST((SELECT COUNT(*) + COUNT(t.ended_at) FROM session AS t) AS TEXT)"));
    buffer_put(&sql,
               TEXT(" || ',' || CAST((SELECT COUNT(*) FROM audit AS t WHERE t.action <> 'access.refused') AS TEXT)"));
    size_t tables = 0;
    for (size_t i = 0; i < columns.count; i++) {
        struct text table = columns.items[i].table;
        if (is_own_business(table))
            continue;
        if (i == 0 || !text_equal(columns.items[i - 1].table, table)) {
            buffer_printf(&sql, " || ',' || CAST((SELECT COUNT(*) FROM %.*s AS t) AS TEXT)", TEXT_ARGS(table));
            tables++;
        }
        if (text_equal(columns.items[i].column, TEXT("version")))
            buffer_printf(
                &sql, " || 'v' || CAST((SELECT CAST(COALESCE(SUM(t.version), 0) AS BIGINT) FROM %.*s AS t) AS TEXT)",
                TEXT_ARGS(table));
    }
    assert_true(tables > 10);
    const char *made = text_string(visit->arena, buffer_text(&sql));
    buffer_release(&sql);
    return made;
}

struct text visit_fingerprint(struct visit *visit)
{
    static const struct db_column out[] = { { "value", DB_TEXT, false, 0 } };
    struct text value = TEXT_NULL;
    if (!visit->counting) {
        const char *sql = make_counting(visit);
        visit->counting = statement(visit, STATEMENT(sql, sql, out, value));
    }
    assert_int_equal(db_select_one(visit->world.db, visit->counting, NULL, visit->arena, &value), STATUS_OK);
    return value;
}

int64_t visit_last_moment(struct visit *visit)
{
    return visit_number(visit, "SELECT e.moment FROM entry AS e ORDER BY e.id DESC LIMIT 1");
}

int64_t visit_entry_of(struct visit *visit, int64_t moment)
{
    return visit_number_of(visit, "SELECT e.id FROM entry AS e WHERE e.moment = $1 ORDER BY e.note DESC LIMIT 1",
                           moment);
}

/* --- time --- */

void visit_set_clock(struct visit *visit, const char *utc)
{
    int year, month, day, hour, minute;
    struct date date;
    assert_int_equal(sscanf(utc, "%d-%d-%dT%d:%dZ", &year, &month, &day, &hour, &minute), 5);
    assert_int_equal(date_from_civil(year, month, day, &date), STATUS_OK);
    clock_set(&visit->world.clock, (int64_t)date.days * DAY_MS + (int64_t)hour * HOUR_MS + (int64_t)minute * MINUTE_MS);
}

/* Everybody of one organisation. */
struct returning {
    struct visit *visit;
    struct organisation_id organisation;
    struct secret secrets[FIXTURE_PERSON__MAX];
};

static int sign_in_anew(struct change *change, void *argument)
{
    struct returning *returning = argument;
    struct fixture *fixture = &returning->visit->fixture;
    int status = STATUS_OK;
    for (int person = 0; person < FIXTURE_PERSON__MAX && status == STATUS_OK; person++)
        if (fixture_person_organisation(fixture, (enum fixture_person)person).value == returning->organisation.value)
            status = session_create(change,
                                    &(struct session_new){ .person = fixture->persons[person],
                                                           .token_hash = returning->secrets[person].hash,
                                                           .proof = SESSION_PROOF_PASSWORD,
                                                           .strong = true },
                                    &fixture->sessions[person]);
    return status;
}

void visit_days_later(struct visit *visit, int days)
{
    clock_advance(&visit->world.clock, days * (int64_t)DAY_MS);
    struct fixture *fixture = &visit->fixture;
    struct returning returning = { .visit = visit };
    for (int person = 0; person < FIXTURE_PERSON__MAX; person++) {
        returning.secrets[person] = secret_new(visit->arena);
        fixture->cookies[person] =
            arena_printf(visit->arena, SESSION_COOKIE "=%.*s", TEXT_ARGS(returning.secrets[person].text));
    }
    returning.organisation = fixture->organisation;
    assert_int_equal(fixture_change(&visit->world, returning.organisation, sign_in_anew, &returning), STATUS_OK);
    returning.organisation = fixture->foreign;
    assert_int_equal(fixture_change(&visit->world, returning.organisation, sign_in_anew, &returning), STATUS_OK);
}

/* --- assertions --- */

void assert_status(const struct http_test_answer *answer, int status)
{
    if (answer->status != status)
        fail_msg("status %d, not %d: %.*s", answer->status, status, TEXT_ARGS(answer->body));
}

void assert_shows(const struct markup *markup, size_t node, const char *words)
{
    struct text shown = markup_words(markup, node);
    if (text_find(shown, text_from(words)) == SIZE_MAX)
        fail_msg("\"%s\" is not in: %.*s", words, TEXT_ARGS(shown));
}

void assert_hides(const struct markup *markup, size_t node, const char *words)
{
    struct text shown = markup_words(markup, node);
    if (text_find(shown, text_from(words)) != SIZE_MAX)
        fail_msg("\"%s\" is in: %.*s", words, TEXT_ARGS(shown));
}

void assert_no_trace(const struct http_test_answer *answer, const char *trace)
{
    size_t place = text_find(answer->body, text_from(trace));
    if (place != SIZE_MAX)
        fail_msg("\"%s\" is in: %.*s", trace,
                 TEXT_ARGS(text_slice(answer->body, place > 200 ? place - 200 : 0, 400 + text_from(trace).length)));
}

size_t element(const struct markup *markup, const char *id)
{
    size_t node = markup_by_id(markup, text_from(id));
    if (node == MARKUP_NONE)
        fail_msg("no element with id %s", id);
    return node;
}

const char *element_id(struct visit *visit, const char *prefix, int64_t id)
{
    return arena_printf(visit->arena, "%s%s", prefix, visit_moment(visit, id)).data;
}

const char *visit_say(struct arena *arena, enum language language, enum word id, const char *const *pairs)
{
    struct word_value values[8];
    size_t count = 0;
    for (size_t i = 0; pairs[i] && count < sizeof values / sizeof *values; i += 2)
        values[count++] = word_value(pairs[i], pairs[i + 1]);
    const struct words *words = words_choose((struct words_choice){ .language = language });
    return markup_plain(arena, word_format(arena, words, id, values, count));
}
