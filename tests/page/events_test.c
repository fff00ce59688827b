/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which open pages a write tells: the topics that are published after the commit. What only one home may read is told to the
 * persons of that home, so that the other home does not even learn when something happened (R243).
 */
#include "access/people.h"
#include "db/event.h"
#include "tablet.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { TOPICS_MAXIMUM = 200, WAIT_MS = 20000, STEP_US = 2000 };

/* What was published, taken on the thread of the writer or the notifier. */
static struct {
    pthread_mutex_t lock;
    struct event_topic topics[TOPICS_MAXIMUM];
    size_t count;
} heard = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void take(void *context, const struct event *events, size_t count)
{
    (void)context;
    pthread_mutex_lock(&heard.lock);
    for (size_t i = 0; i < count && heard.count < TOPICS_MAXIMUM; i++)
        heard.topics[heard.count++] = events[i].topic;
    pthread_mutex_unlock(&heard.lock);
}

static int tell_stranger(struct change *change, void *argument)
{
    return change_event(change, "day", (struct event_topic){ .person = *(const struct person_id *)argument });
}

/* Waits until everything that was committed is published: an event of our own comes after all earlier ones. */
static void settle(struct visit *visit)
{
    struct person_id stranger = visit->fixture.persons[FIXTURE_STRANGER];
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, tell_stranger, &stranger), STATUS_OK);
    for (int waited = 0; waited < WAIT_MS * 1000; waited += STEP_US) {
        pthread_mutex_lock(&heard.lock);
        bool there = heard.count > 0 && heard.topics[heard.count - 1].person.value == stranger.value;
        heard.count -= there;
        pthread_mutex_unlock(&heard.lock);
        if (there)
            return;
        usleep(STEP_US);
    }
    fail_msg("the events were not published");
}

/* "child own", "group eekhoorns", "person mother". */
static const char *name_of(struct visit *visit, struct event_topic topic)
{
    static const char *const children[] = { "own", "other", "group", "location", "left", "minded", "foreign" };
    static const char *const groups[] = { "eekhoorns", "bevers", "vossen", "minded", "foreign" };
    for (int i = 0; i < FIXTURE_CHILD__MAX; i++)
        if (topic.child.value && topic.child.value == visit->fixture.children[i].value)
            return arena_printf(visit->arena, "child %s", children[i]).data;
    for (int i = 0; i < FIXTURE_GROUP__MAX; i++)
        if (topic.group.value && topic.group.value == visit->fixture.groups[i].value)
            return arena_printf(visit->arena, "group %s", groups[i]).data;
    for (int i = 0; i < FIXTURE_PERSON__MAX; i++)
        if (topic.person.value && topic.person.value == visit->fixture.persons[i].value)
            return arena_printf(visit->arena, "person %s", fixture_person_name((enum fixture_person)i)).data;
    return "nobody";
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The topics since the last time, in order of their names: "child own, group eekhoorns". */
static void assert_told(struct visit *visit, const char *expected)
{
    const char *names[TOPICS_MAXIMUM];
    settle(visit);
    size_t count = heard.count;
    for (size_t i = 0; i < count; i++)
        names[i] = name_of(visit, heard.topics[i]);
    heard.count = 0;
    qsort(names, count, sizeof *names, by_name);
    struct text told = TEXT("");
    for (size_t i = 0; i < count; i++)
        if (i == 0 || strcmp(names[i], names[i - 1]) != 0)
            told = arena_printf(visit->arena, "%.*s%s%s", TEXT_ARGS(told), i ? ", " : "", names[i]);
    if (!text_equal(told, text_from(expected)))
        fail_msg("told: %.*s\nnot: %s", TEXT_ARGS(told), expected);
}

static int listen_in(struct visit *visit)
{
    heard.count = 0;
    return event_hub_subscribe(visit->world.hub, take, NULL);
}

static struct text of_group(struct address (*url)(struct arena *arena, struct group_id group), struct visit *visit)
{
    return url(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text;
}

static void undo(struct visit *visit, enum fixture_person who, enum fixture_child child, int64_t moment)
{
    struct text address = arena_printf(visit->arena, "%.*s/undo", TEXT_ARGS(visit_day(visit, child)));
    assert_int_equal(visit_post(visit, who, address, FORM(visit, "moment", visit_moment(visit, moment))).status, 303);
}

static void rewrite(struct visit *visit, enum fixture_person who, int64_t moment, const char *words)
{
    struct text address = url_handover_rewrite(visit->arena, (struct entry_id){ visit_entry_of(visit, moment) }).text;
    assert_int_equal(
        visit_post(visit, who, address, FORM(visit, "version", "1", "words", words, "client_id", visit_client(visit)))
            .status,
        303);
}

static void read_note(struct visit *visit, enum fixture_child child, int64_t moment)
{
    struct text address = url_handover_note_read(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS],
                                                 visit->fixture.children[child], (struct moment_id){ moment })
                              .text;
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, address, TEXT_NULL).status, 204);
}

static void what_the_centre_does_is_told_to_the_child_and_the_group(void **state)
{
    struct visit *visit = visit_of(state);
    int subscription = listen_in(visit);
    struct text body =
        FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN), "child", visit_child(visit, FIXTURE_CHILD_OTHER),
             "code", "food.all", "client_id", visit_client(visit));
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, of_group(url_handover_record, visit), body).status, 303);
    assert_told(visit, "child other, child own, group eekhoorns");
    int64_t moment = visit_last_moment(visit);
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, of_group(url_handover_record, visit), body).status, 303);
    assert_told(visit, ""); /* sent twice */
    undo(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, moment);
    assert_told(visit, "child other, child own, group eekhoorns");
    undo(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, moment);
    assert_told(visit, "");
    moment = visit_note(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "op de dagpagina");
    assert_told(visit, "child own, group eekhoorns");
    rewrite(visit, FIXTURE_PROFESSIONAL, moment, "met andere woorden");
    assert_told(visit, "child own, group eekhoorns");
    struct text child = FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN));
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, of_group(url_handover_check_in, visit), child).status,
                     303);
    assert_told(visit, "child own, group eekhoorns");
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, of_group(url_handover_check_out, visit), child).status,
                     303);
    assert_told(visit, "child own, group eekhoorns");
    assert_int_equal(visit_post(visit, FIXTURE_FAR_PROFESSIONAL, of_group(url_handover_check_in, visit), child).status,
                     404);
    assert_told(visit, "");
    event_hub_unsubscribe(visit->world.hub, subscription);
}

static void what_one_home_writes_is_told_to_that_home_and_the_group(void **state)
{
    struct visit *visit = visit_of(state);
    int subscription = listen_in(visit);
    int64_t hers = visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "van mama");
    assert_told(visit, "group eekhoorns, person mother");
    int64_t his = visit_note(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, "van papa");
    assert_told(visit, "group eekhoorns, person both, person father");
    visit_note_both(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "voor allebei");
    assert_told(visit, "child own, group eekhoorns");
    read_note(visit, FIXTURE_CHILD_OWN, hers);
    assert_told(visit, "group eekhoorns, person mother");
    rewrite(visit, FIXTURE_MOTHER, hers, "van mama zelf");
    assert_told(visit, "group eekhoorns, person mother");
    visit_answer(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, his, "fijn");
    assert_told(visit, "group eekhoorns, person both, person father");
    undo(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, his);
    assert_told(visit, "group eekhoorns, person both, person father");
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, of_group(url_handover_read_all, visit), TEXT_NULL).status,
                     303);
    assert_told(visit, "child own, group eekhoorns, person mother");
    event_hub_unsubscribe(visit->world.hub, subscription);
}

static void a_protected_guardian_is_told_alone(void **state)
{
    struct visit *visit = visit_of(state);
    int subscription = listen_in(visit);
    static const char alone[] = "group eekhoorns, person mother_safe";
    int64_t note = visit_note_both(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, "nieuw adres");
    assert_told(visit, alone);
    read_note(visit, FIXTURE_CHILD_OTHER, note);
    assert_told(visit, alone);
    visit_answer(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, note, "we zwijgen");
    assert_told(visit, alone);
    int64_t answer = visit_answer(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, note, "dank");
    assert_told(visit, alone);
    rewrite(visit, FIXTURE_MOTHER_SAFE, note, "ander adres");
    assert_told(visit, alone);
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, of_group(url_handover_read_all, visit), TEXT_NULL).status,
                     303);
    assert_told(visit, alone);
    undo(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, answer);
    assert_told(visit, alone);
    event_hub_unsubscribe(visit->world.hub, subscription);
}

/* --- in a browser --- */

/* An open stream of a browser with these cookies, on a real server. */
static int open_stream_of(struct visit *visit, struct text cookies)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_port = htons(server_port(visit->server)),
                                   .sin_addr = { htonl(INADDR_LOOPBACK) } };
    size_t streams = live_streams(visit->live);
    int client = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(client >= 0);
    assert_int_equal(connect(client, (const struct sockaddr *)&address, sizeof address), 0);
    struct timeval patience = { .tv_sec = WAIT_MS / 1000 };
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    struct text request = arena_printf(
        visit->arena, "GET /live HTTP/1.1\r\nHost: samenspel.example\r\nCookie: %.*s\r\n\r\n", TEXT_ARGS(cookies));
    assert_int_equal(send(client, request.data, request.length, MSG_NOSIGNAL), request.length);
    for (int waited = 0; waited < WAIT_MS * 1000 && live_streams(visit->live) == streams; waited += STEP_US)
        usleep(STEP_US);
    assert_int_equal(live_streams(visit->live), streams + 1);
    return client;
}

/* The same of one person. */
static int open_stream(struct visit *visit, enum fixture_person who)
{
    return open_stream_of(visit, arena_printf(visit->arena, "__Host-%.*s", TEXT_ARGS(visit->fixture.cookies[who])));
}

static int tell_person(struct change *change, void *argument)
{
    return change_event(change, "day", (struct event_topic){ .person = *(const struct person_id *)argument });
}

static struct text data_of_person(struct visit *visit, enum fixture_person who)
{
    return arena_printf(visit->arena, "data: person-%s\n", visit_moment(visit, visit->fixture.persons[who].value));
}

/* Reads until the text came; what came before it. */
static struct text read_until(struct visit *visit, int client, struct text text)
{
    struct text all = TEXT("");
    int64_t until = clock_ticks() + WAIT_MS; /* heartbeats come for ever */
    while (text_find(all, text) == SIZE_MAX) {
        char bytes[4096];
        ssize_t count = recv(client, bytes, sizeof bytes, 0);
        if (count <= 0 || clock_ticks() > until)
            fail_msg("the stream ended, or tells nothing: %.*s", TEXT_ARGS(all));
        all = arena_printf(visit->arena, "%.*s%.*s", TEXT_ARGS(all), (int)count, bytes);
    }
    return text_slice(all, 0, text_find(all, text));
}

/* What arrived at a person's stream until an event of her own that is sent now. */
static struct text arrived(struct visit *visit, int client, enum fixture_person who)
{
    struct person_id person = visit->fixture.persons[who];
    assert_int_equal(
        fixture_change(&visit->world, fixture_person_organisation(&visit->fixture, who), tell_person, &person),
        STATUS_OK);
    return read_until(visit, client, data_of_person(visit, who));
}

static void assert_arrived(struct visit *visit, struct text stream, enum fixture_child child, bool there)
{
    struct text data = arena_printf(visit->arena, "data: child-%s", visit_child(visit, child));
    assert_int_equal(text_find(stream, data) != SIZE_MAX, there);
}

static void start_server(struct visit *visit)
{
    struct server_options options = visit->options;
    struct error error = { 0 };
    options.address = "127.0.0.1";
    options.workers = 1;
    if (server_start(&options, &error, &visit->server) != STATUS_OK)
        fail_msg("server: %s", error.detail);
}

/* Whoever works on it, a tablet hears of its group alone, and nothing more once it was revoked. */
static void T21_a_tablet_hears_its_group_until_it_is_revoked(void **state)
{
    struct visit *visit = visit_of(state);
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    tablet_choose_pin(visit, FIXTURE_MENTOR, "4071"); /* works on eekhoorns and bevers */
    struct text cookies = tablet_unlocked(visit, device, FIXTURE_MENTOR, "4071");
    start_server(visit);
    int tablet = open_stream_of(visit, cookies);
    visit_record(visit, FIXTURE_OTHER_PROFESSIONAL, FIXTURE_CHILD_GROUP, "food.all");
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.all");
    struct text of_group = arena_printf(visit->arena, "data: group-%s", visit_group(visit, FIXTURE_GROUP_EEKHOORNS));
    struct text before = read_until(visit, tablet, of_group);
    assert_int_equal(text_find(before, TEXT("data: ")), SIZE_MAX);
    struct markup *page = visit_page(visit, FIXTURE_MANAGER, tablet_place(visit, FIXTURE_NOORD));
    struct markup_form form = markup_form(page, element(page, "tablets"), "/revoke");
    assert_int_equal(visit_post(visit, FIXTURE_MANAGER, form.action, markup_body(&form)).status, 303);
    ssize_t count = 1;
    int64_t until = clock_ticks() + WAIT_MS;
    while (count > 0 && clock_ticks() < until) {
        char bytes[4096];
        count = recv(tablet, bytes, sizeof bytes, 0);
    }
    assert_int_equal(count, 0); /* the server has ended it */
    close(tablet);
}

static void a_browser_hears_of_its_own_children_and_groups(void **state)
{
    struct visit *visit = visit_of(state);
    start_server(visit);
    int mother = open_stream(visit, FIXTURE_MOTHER);
    int danger = open_stream(visit, FIXTURE_FATHER_DANGER);
    int safe = open_stream(visit, FIXTURE_MOTHER_SAFE);
    int group = open_stream(visit, FIXTURE_PROFESSIONAL);
    int far = open_stream(visit, FIXTURE_FAR_PROFESSIONAL);
    /* Only one home may know: it, and the group. */
    visit_note(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, "nieuwe straat");
    struct text of_group = arena_printf(visit->arena, "data: group-%s", visit_group(visit, FIXTURE_GROUP_EEKHOORNS));
    struct text heard_by_danger = arrived(visit, danger, FIXTURE_FATHER_DANGER);
    assert_int_equal(text_find(heard_by_danger, TEXT("data: ")), SIZE_MAX);
    assert_int_equal(text_find(arrived(visit, mother, FIXTURE_MOTHER), TEXT("data: ")), SIZE_MAX);
    assert_int_equal(text_find(arrived(visit, far, FIXTURE_FAR_PROFESSIONAL), TEXT("data: ")), SIZE_MAX);
    assert_true(text_find(arrived(visit, group, FIXTURE_PROFESSIONAL), of_group) != SIZE_MAX);
    read_until(visit, safe, data_of_person(visit, FIXTURE_MOTHER_SAFE));
    /* What the centre writes reaches all homes of that child. */
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, "food.all");
    assert_arrived(visit, arrived(visit, danger, FIXTURE_FATHER_DANGER), FIXTURE_CHILD_OTHER, true);
    assert_arrived(visit, arrived(visit, mother, FIXTURE_MOTHER), FIXTURE_CHILD_OTHER, false);
    close(mother);
    close(danger);
    close(safe);
    close(group);
    close(far);
}

/* --- whoever manages a whole organisation --- */

enum { MANY_GROUPS = 70 };

struct many_groups {
    struct location_id location;
    struct group_id groups[MANY_GROUPS];
};

static int add_many_groups(struct change *change, void *argument)
{
    struct many_groups *many = argument;
    int status = STATUS_OK;
    for (int i = 0; i < MANY_GROUPS && status == STATUS_OK; i++)
        status = people_group_add(change,
                                  &(struct people_group){ .location = many->location,
                                                          .name = arena_printf(change->arena, "groep %d", i),
                                                          .care_form = TEXT("day_care") },
                                  &many->groups[i]);
    return status;
}

static int tell_group(struct change *change, void *argument)
{
    return change_event(change, "board", (struct event_topic){ .group = *(const struct group_id *)argument });
}

/* Of each of them, in any order, and also of what came while the browser was away. */
static void a_manager_of_many_groups_hears_of_all(void **state)
{
    struct visit *visit = visit_of(state);
    struct organisation_id organisation = visit->fixture.organisation;
    struct many_groups many = { .location = visit->fixture.noord };
    assert_int_equal(fixture_change(&visit->world, organisation, add_many_groups, &many), STATUS_OK);
    start_server(visit);
    int client = open_stream(visit, FIXTURE_MANAGER);
    int64_t since = live_sequence(visit->live);
    for (int i = 0; i < MANY_GROUPS; i += MANY_GROUPS - 1)
        assert_int_equal(fixture_change(&visit->world, organisation, tell_group, &many.groups[i]), STATUS_OK);
    struct person_id manager = visit->fixture.persons[FIXTURE_MANAGER];
    assert_int_equal(fixture_change(&visit->world, organisation, tell_person, &manager), STATUS_OK);
    struct text last = arena_printf(visit->arena, "group-%s", visit_moment(visit, many.groups[MANY_GROUPS - 1].value));
    struct text first = arena_printf(visit->arena, "group-%s", visit_moment(visit, many.groups[0].value));
    assert_true(text_find(read_until(visit, client, last), first) != SIZE_MAX);
    int again =
        open_stream_of(visit, arena_printf(visit->arena, "__Host-%.*s\r\nLast-Event-ID: %lld",
                                           TEXT_ARGS(visit->fixture.cookies[FIXTURE_MANAGER]), (long long)since));
    struct text missed = read_until(visit, again, data_of_person(visit, FIXTURE_MANAGER));
    assert_true(text_find(missed, first) != SIZE_MAX && text_find(missed, last) != SIZE_MAX);
    close(client);
    close(again);
}

/* A page names the topics of its live parts as the events do. */
static void a_page_waits_for_the_topics_that_are_told(void **state)
{
    struct visit *visit = visit_of(state);
    struct text child = arena_printf(visit->arena, "child-%s", visit_child(visit, FIXTURE_CHILD_OWN));
    struct text group = arena_printf(visit->arena, "group-%s", visit_group(visit, FIXTURE_GROUP_EEKHOORNS));
    struct text person =
        arena_printf(visit->arena, "person-%s", visit_moment(visit, visit->fixture.persons[FIXTURE_MOTHER].value));
    struct markup *pages[] = { visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN),
                               visit_start_page(visit, FIXTURE_MOTHER),
                               visit_day_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN),
                               visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS) };
    static const char *const parts[] = { "day", "children", "day", "tiles" };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct text topics = markup_attribute(pages[i], element(pages[i], parts[i]), "data-live");
        assert_int_equal(text_find(topics, child) != SIZE_MAX, i < 2);
        assert_int_equal(text_find(topics, person) != SIZE_MAX, i < 2);
        assert_int_equal(text_find(topics, group) != SIZE_MAX, i >= 2);
        size_t body = markup_next(pages[i], MARKUP_NONE, "body", MARKUP_NONE);
        assert_true(text_equal(markup_attribute(pages[i], body, "data-live-events"), TEXT("/live")));
    }
    /* Signed out there is nothing to wait for. */
    struct markup *page = visit_page(visit, NOBODY, TEXT("/sign-in"));
    size_t body = markup_next(page, MARKUP_NONE, "body", MARKUP_NONE);
    assert_true(text_is_null(markup_attribute(page, body, "data-live-events")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_centre_does_is_told_to_the_child_and_the_group),
        cmocka_unit_test(what_one_home_writes_is_told_to_that_home_and_the_group),
        cmocka_unit_test(a_protected_guardian_is_told_alone),
        cmocka_unit_test(a_browser_hears_of_its_own_children_and_groups),
        cmocka_unit_test(a_manager_of_many_groups_hears_of_all),
        cmocka_unit_test(T21_a_tablet_hears_its_group_until_it_is_revoked),
        cmocka_unit_test(a_page_waits_for_the_topics_that_are_told),
    };
    return PAGE_TESTS_RUN(tests);
}
