/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Letting people in, from the manager's page to the welcome: each guardian has her own invitation, a link works once and not
 * too long, an old one leads to somebody who helps, and nobody alone lets another in as somebody who came in before.
 */
#include "access/link.h"
#include "access/people.h"
#include "feature/invitation/invitation.h"
#include "page/post.h"

static bool holds(struct text text, const char *part)
{
    return text_find(text, text_from(part)) != SIZE_MAX;
}

static const char *person_id(struct visit *visit, enum fixture_person who)
{
    return visit_moment(visit, visit->fixture.persons[who].value);
}

static struct text group_address(struct visit *visit, enum fixture_group group)
{
    return url_invitation_group(visit->arena, visit->fixture.groups[group]).text;
}

static int64_t count(struct visit *visit, const char *what)
{
    return visit_number(visit, arena_printf(visit->arena, "SELECT COUNT(*) FROM %s", what).data);
}

/* What the manager invites, one after another. */
static struct http_test_answer invite(struct visit *visit, enum fixture_person manager, enum fixture_person who,
                                      const char *way)
{
    return visit_post(visit, manager, TEXT("/invitations"), FORM(visit, "person", person_id(visit, who), "way", way));
}

/* The newest invitation of a person: id of its link. */
static int64_t newest_link(struct visit *visit, enum fixture_person who)
{
    struct text sql =
        arena_printf(visit->arena, "SELECT i.id FROM invitation AS i WHERE i.person = %lld ORDER BY i.id DESC LIMIT 1",
                     (long long)visit->fixture.persons[who].value);
    return visit_number(visit, sql.data);
}

static struct text link_path(struct visit *visit, int64_t link)
{
    struct secret secret = link_secret(visit->app.access.access, visit->arena, visit->fixture.organisation, link);
    return arena_printf(visit->arena, "/in/%.*s", TEXT_ARGS(secret.text));
}

static struct text letter_code(struct visit *visit, int64_t link)
{
    return link_code(visit->app.access.access, visit->arena, visit->fixture.organisation, link, LINK_CODE_LETTER);
}

/* Somebody without a session goes to the page and presses its button. */
static struct http_test_answer go_in(struct visit *visit, struct text path)
{
    struct http_test_answer page = visit_get(visit, NOBODY, path);
    assert_status(&page, 200);
    return visit_post(visit, NOBODY, path, TEXT(""));
}

/* The code of ten minutes that a page shows. */
static struct text shown_code(struct visit *visit, const struct http_test_answer *answer)
{
    static const char start[] = "class=\"big-code\" dir=\"ltr\">";
    size_t place = text_find(answer->body, text_from(start));
    if (place == SIZE_MAX)
        fail_msg("no code in: %.*s", TEXT_ARGS(answer->body));
    struct text rest;
    (void)visit;
    return text_cut(text_slice(answer->body, place + sizeof start - 1, SIZE_MAX), '<', &rest);
}

struct details {
    struct person_id person;
    const char *given_name, *family_name, *language, *phone, *email;
};

static int set_details(struct change *change, void *argument)
{
    const struct details *details = argument;
    struct people_person person = { .id = details->person,
                                    .given_name = text_from(details->given_name),
                                    .family_name = text_from(details->family_name),
                                    .language = text_from(details->language),
                                    .phone = text_from(details->phone) };
    int status = people_person_set(change, &person);
    if (status == STATUS_OK && details->email)
        status = people_account_set(change, details->person, text_from(details->email));
    return status;
}

static void describe(struct visit *visit, enum fixture_person who, const char *given_name, const char *family_name,
                     const char *language, const char *phone, const char *email)
{
    struct details details = { visit->fixture.persons[who], given_name, family_name, language, phone, email };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, set_details, &details), STATUS_OK);
}

static int forget_account(struct change *change, void *argument)
{
    const struct person_id *person = argument;
    char sql[120];
    snprintf(sql, sizeof sql, "DELETE FROM account WHERE person = %lld", (long long)person->value);
    return db_execute(change->db, sql, &change->error);
}

static void without_email(struct visit *visit, enum fixture_person who)
{
    assert_int_equal(
        fixture_change(&visit->world, visit->fixture.organisation, forget_account, &visit->fixture.persons[who]),
        STATUS_OK);
}

/* --- each guardian her own --- */

static void R016_each_guardian_has_an_own_invitation_with_an_own_status(void **state)
{
    struct visit *visit = visit_of(state);
    struct post post;
    post_open(visit, "127.0.0.1", &post);
    struct markup *before = visit_page(visit, FIXTURE_MANAGER, TEXT("/invitations"));
    assert_shows(before, element(before, "main"), "Aylin");
    assert_shows(before, element(before, "main"), SAY(visit, LANGUAGE_NL, WORD_INVITATION_STATUS_NONE));
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_MANAGER, TEXT("/invitations"),
                   FORM(visit, "person", person_id(visit, FIXTURE_MOTHER), "person", person_id(visit, FIXTURE_FATHER)));
    assert_status(&answer, 200);
    assert_int_equal(count(visit, "invitation AS i"), 2);
    int64_t mother = newest_link(visit, FIXTURE_MOTHER);
    int64_t father = newest_link(visit, FIXTURE_FATHER);
    assert_true(mother != father);
    post_run(&post);
    assert_int_equal(post_count(&post, "mail"), 2);
    visit_get(visit, NOBODY, link_path(visit, mother));
    seen_flush(access_seen(visit->app.access.access));
    struct http_test_answer list = visit_get(visit, FIXTURE_MANAGER, TEXT("/invitations"));
    visit_keep(&list, "invitations");
    struct markup *page = markup_read(visit->arena, list.body);
    assert_shows(page, element(page, "main"), "nog niet binnen"); /* opened */
    assert_shows(page, element(page, "main"), "Verstuurd op");    /* sent */
    struct http_test_answer in = go_in(visit, link_path(visit, mother));
    assert_status(&in, 303);
    assert_true(text_equal(in.location, TEXT("/welcome")));
    assert_int_equal(count(visit, "arrival AS r"), 1);
    page = visit_page(visit, FIXTURE_MANAGER, TEXT("/invitations"));
    assert_shows(page, element(page, "main"), SAY(visit, LANGUAGE_NL, WORD_INVITATION_INSIDE));
    /* He has his own still. */
    in = go_in(visit, link_path(visit, father));
    assert_status(&in, 303);
    post_close(&post);
}

/* Nobody is ticked until somebody says so; who has an invitation is apart from who has none. */
static void R016_nobody_is_ticked_by_itself(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = invite(visit, FIXTURE_MANAGER, FIXTURE_MOTHER, "letter");
    assert_status(&answer, 200);
    answer = visit_get(visit, FIXTURE_MANAGER, TEXT("/invitations"));
    assert_true(holds(answer.body, "Aylin") && holds(answer.body, "Emre"));
    assert_false(holds(answer.body, "checked"));
    answer = visit_get(visit, FIXTURE_MANAGER, TEXT("/invitations?state=new&tick=all"));
    assert_true(holds(answer.body, "checked"));
    assert_false(holds(answer.body, "Aylin"));
    assert_true(holds(answer.body, "Emre"));
    answer = visit_get(visit, FIXTURE_MANAGER, TEXT("/invitations?state=waiting"));
    assert_true(holds(answer.body, "Aylin"));
    assert_false(holds(answer.body, "Emre"));
}

static void T5_R016_the_mail_brings_a_link_and_no_password(void **state)
{
    struct visit *visit = visit_of(state);
    struct post post;
    post_open(visit, "127.0.0.1", &post);
    struct http_test_answer answer = invite(visit, FIXTURE_MANAGER, FIXTURE_MOTHER, "");
    assert_status(&answer, 200);
    post_run(&post);
    struct text mail = post_read(&post, "mail", 1);
    struct text path = link_path(visit, newest_link(visit, FIXTURE_MOTHER));
    assert_true(holds(mail, arena_printf(visit->arena, "https://samenspel.example%.*s", TEXT_ARGS(path)).data));
    static const char *const never[] = { "Noor", "Eekhoorns", "assword:", "achtwoord:", "Voorbeeld", "<img", "src=" };
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        assert_false(holds(mail, never[i]));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM account AS a WHERE a.password_hash <> ''"), 0);
    /* The secret is in no table. */
    struct text secret = text_slice(path, 4, SIZE_MAX);
    struct visit_columns columns = visit_columns(visit);
    for (size_t i = 0; i < columns.count; i++) {
        struct text sql =
            arena_printf(visit->arena, "SELECT COUNT(*) FROM %.*s AS t WHERE CAST(t.%.*s AS TEXT) = '%.*s'",
                         TEXT_ARGS(columns.items[i].table), TEXT_ARGS(columns.items[i].column), TEXT_ARGS(secret));
        assert_int_equal(visit_number(visit, sql.data), 0);
    }
    post_close(&post);
}

static void T5_R245_by_sms_where_there_is_no_mail_and_by_letter_where_there_is_neither(void **state)
{
    struct visit *visit = visit_of(state);
    struct post post;
    post_open(visit, "127.0.0.1", &post);
    describe(visit, FIXTURE_MOTHER, "Fatima", "", "nl", "06 12345678", NULL);
    describe(visit, FIXTURE_FATHER, "Youssef", "Voorbeeld", "ar", "", NULL);
    without_email(visit, FIXTURE_MOTHER);
    without_email(visit, FIXTURE_FATHER);
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_MANAGER, TEXT("/invitations"),
                   FORM(visit, "person", person_id(visit, FIXTURE_MOTHER), "person", person_id(visit, FIXTURE_FATHER)));
    assert_status(&answer, 200);
    post_run(&post);
    assert_int_equal(post_count(&post, "sms"), 1);
    assert_int_equal(post_count(&post, "mail"), 0);
    struct text sms = post_raw(&post, "sms", 1);
    assert_true(holds(sms, "Uitnodiging%20van%20De%20Boomhut"));
    assert_false(holds(sms, "Fatima"));
    assert_false(holds(sms, "Noor"));
    struct text letters = arena_printf(visit->arena, "/invitations/letters?location=%.*s",
                                       TEXT_ARGS(identity_text(visit->arena, visit->fixture.noord.value)));
    struct http_test_answer page = visit_get(visit, FIXTURE_MANAGER, letters);
    assert_status(&page, 200);
    visit_keep(&page, "invitation_letters");
    struct text code = letter_code(visit, newest_link(visit, FIXTURE_FATHER));
    assert_true(holds(page.body, text_string(visit->arena, code)));
    assert_true(holds(page.body, "lang=\"ar\" dir=\"rtl\""));
    assert_true(holds(page.body, "Youssef"));
    assert_true(holds(page.body, "<path d=\"M4 4h7v1h-7z")); /* the corner of a QR code */
    assert_false(holds(page.body, "Fatima"));
    post_close(&post);
}

static void without_a_mail_server_everybody_gets_a_letter(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = invite(visit, FIXTURE_MANAGER, FIXTURE_MOTHER, "");
    assert_status(&answer, 200);
    assert_true(text_equal(visit_text(visit, "SELECT i.way FROM invitation AS i"), TEXT("letter")));
    assert_int_equal(count(visit, "outgoing AS g"), 0);
}

/* --- a link works once and not too long --- */

static void T5_a_mail_scanner_uses_nothing_up(void **state)
{
    struct visit *visit = visit_of(state);
    invite(visit, FIXTURE_MANAGER, FIXTURE_MOTHER, "letter");
    struct text path = link_path(visit, newest_link(visit, FIXTURE_MOTHER));
    for (int i = 0; i < 5; i++) {
        assert_int_equal(visit_get(visit, NOBODY, path).status, 200);
        assert_int_equal(visit_call(visit, "HEAD", path, TEXT_NULL, TEXT_NULL).status, 200);
    }
    struct http_test_answer in = go_in(visit, path);
    assert_status(&in, 303);
    in = visit_post(visit, NOBODY, path, TEXT(""));
    assert_status(&in, 404);
}

static void T5_a_link_lives_72_hours_from_its_opening_and_30_days_unopened(void **state)
{
    struct visit *visit = visit_of(state);
    invite(visit, FIXTURE_MANAGER, FIXTURE_MOTHER, "letter");
    invite(visit, FIXTURE_MANAGER, FIXTURE_FATHER, "letter");
    struct text opened = link_path(visit, newest_link(visit, FIXTURE_MOTHER));
    struct text unopened = link_path(visit, newest_link(visit, FIXTURE_FATHER));
    assert_int_equal(visit_get(visit, NOBODY, opened).status, 200);
    seen_flush(access_seen(visit->app.access.access));
    clock_advance(&visit->world.clock, (int64_t)72 * HOUR_MS - 1000);
    assert_int_equal(visit_get(visit, NOBODY, opened).status, 200);
    clock_advance(&visit->world.clock, 2000);
    assert_int_equal(visit_get(visit, NOBODY, opened).status, 404);
    assert_int_equal(visit_post(visit, NOBODY, opened, TEXT("")).status, 404);
    clock_set(&visit->world.clock, FIXTURE_NOW_AT + (int64_t)30 * DAY_MS - 1000);
    assert_int_equal(visit_get(visit, NOBODY, unopened).status, 200);
    clock_set(&visit->world.clock, FIXTURE_NOW_AT + (int64_t)30 * DAY_MS + 1000);
    assert_int_equal(visit_get(visit, NOBODY, unopened).status, 404);
}

static void T5_inviting_again_replaces_the_earlier_one(void **state)
{
    struct visit *visit = visit_of(state);
    invite(visit, FIXTURE_MANAGER, FIXTURE_MOTHER, "letter");
    int64_t first = newest_link(visit, FIXTURE_MOTHER);
    struct text first_code = letter_code(visit, first);
    invite(visit, FIXTURE_MANAGER, FIXTURE_MOTHER, "letter");
    assert_true(newest_link(visit, FIXTURE_MOTHER) != first);
    assert_int_equal(visit_get(visit, NOBODY, link_path(visit, first)).status, 404);
    assert_int_equal(visit_post(visit, NOBODY, link_path(visit, first), TEXT("")).status, 404);
    struct http_test_answer typed =
        visit_post(visit, NOBODY, TEXT("/in"), FORM(visit, "code", text_string(visit->arena, first_code)));
    assert_status(&typed, 422);
    assert_int_equal(visit_get(visit, NOBODY, link_path(visit, newest_link(visit, FIXTURE_MOTHER))).status, 200);
}

/* A mail that still waits is not sent when another invitation took its place. */
static void a_replaced_invitation_is_not_sent_any_more(void **state)
{
    struct visit *visit = visit_of(state);
    struct post post;
    post_open(visit, "127.0.0.1", &post);
    invite(visit, FIXTURE_MANAGER, FIXTURE_MOTHER, "");
    invite(visit, FIXTURE_MANAGER, FIXTURE_MOTHER, "");
    post_run(&post);
    assert_int_equal(post_count(&post, "mail"), 1);
    struct text path = link_path(visit, newest_link(visit, FIXTURE_MOTHER));
    assert_true(holds(post_read(&post, "mail", 1), text_string(visit->arena, path)));
    post_close(&post);
}

static void a_code_on_paper_can_be_typed(void **state)
{
    struct visit *visit = visit_of(state);
    invite(visit, FIXTURE_MANAGER, FIXTURE_MOTHER, "letter");
    int64_t link = newest_link(visit, FIXTURE_MOTHER);
    struct text code = text_lower(visit->arena, letter_code(visit, link));
    struct http_test_answer page = visit_get(visit, NOBODY, TEXT("/in"));
    visit_keep(&page, "invitation_type");
    struct http_test_answer typed =
        visit_post(visit, NOBODY, TEXT("/in"), FORM(visit, "code", text_string(visit->arena, code)));
    assert_status(&typed, 303);
    assert_true(text_equal(typed.location, link_path(visit, link)));
    struct http_test_answer in = go_in(visit, typed.location);
    assert_status(&in, 303);
    typed = visit_post(visit, NOBODY, TEXT("/in"), FORM(visit, "code", text_string(visit->arena, code)));
    assert_status(&typed, 422);
    assert_true(holds(typed.body, text_string(visit->arena, code))); /* what was typed is kept */
}

static void T3_codes_cannot_be_tried_one_after_another(void **state)
{
    struct visit *visit = visit_of(state);
    for (int i = 0; i < GUESS_ACCOUNT_MAXIMUM; i++) {
        struct http_test_answer wrong = visit_post(
            visit, NOBODY, TEXT("/in"), FORM(visit, "code", arena_printf(visit->arena, "0000 %04d", i).data));
        assert_status(&wrong, 422);
    }
    invite(visit, FIXTURE_MANAGER, FIXTURE_MOTHER, "letter");
    const char *right = text_string(visit->arena, letter_code(visit, newest_link(visit, FIXTURE_MOTHER)));
    struct http_test_answer answer = visit_post(visit, NOBODY, TEXT("/in"), FORM(visit, "code", right));
    assert_status(&answer, 429);
    clock_advance(&visit->world.clock, GUESS_WINDOW_MS + 1000);
    answer = visit_post(visit, NOBODY, TEXT("/in"), FORM(visit, "code", right));
    assert_status(&answer, 303);
}

/* --- an old link leads to somebody --- */

/* The tasks of this person that lead to the list of the group. */
static size_t door_tasks(struct visit *visit, enum fixture_person who)
{
    struct markup *tasks = visit_page(visit, who, TEXT("/tasks"));
    struct text group = group_address(visit, FIXTURE_GROUP_EEKHOORNS);
    size_t count = 0;
    for (size_t link = markup_next(tasks, element(tasks, "tasks"), "a", MARKUP_NONE); link != MARKUP_NONE;
         link = markup_next(tasks, element(tasks, "tasks"), "a", link))
        count += text_equal(markup_attribute(tasks, link, "href"), group);
    return count;
}

static void T5_an_old_letter_leads_to_a_request_that_staff_confirm_at_the_door(void **state)
{
    struct visit *visit = visit_of(state);
    invite(visit, FIXTURE_MANAGER, FIXTURE_MOTHER, "letter");
    struct text path = link_path(visit, newest_link(visit, FIXTURE_MOTHER));
    clock_advance(&visit->world.clock, (int64_t)31 * DAY_MS);
    struct http_test_answer dead = visit_get(visit, NOBODY, path);
    assert_status(&dead, 404);
    visit_keep(&dead, "invitation_dead");
    assert_true(holds(dead.body, "/again\""));
    assert_no_trace(&dead, "Noor");
    struct text again = arena_printf(visit->arena, "%.*s/again", TEXT_ARGS(path));
    for (int i = 0; i < 2; i++) {
        struct http_test_answer asked = visit_post(visit, NOBODY, again, TEXT(""));
        assert_status(&asked, 200);
    }
    assert_int_equal(count(visit, "let_in_request AS q"), 1);
    clock_set(&visit->world.clock, FIXTURE_NOW_AT);
    /* Asked twice, one task: it leads to the group's list. Not for who is there for a shift, nor for her own family. */
    assert_int_equal(door_tasks(visit, FIXTURE_PROFESSIONAL), 1);
    assert_int_equal(door_tasks(visit, FIXTURE_MANAGER), 1);
    assert_int_equal(door_tasks(visit, FIXTURE_STAND_IN) + door_tasks(visit, FIXTURE_BOTH), 0);
    assert_int_equal(door_tasks(visit, FIXTURE_OTHER_PROFESSIONAL), 0);
    struct markup *page = visit_page(visit, FIXTURE_PROFESSIONAL, group_address(visit, FIXTURE_GROUP_EEKHOORNS));
    assert_shows(page, element(page, "main"), SAY(visit, LANGUAGE_NL, WORD_INVITATION_GROUP_ASKED));
    assert_hides(page, element(page, "main"), "Eva"); /* works here too */
    struct http_test_answer door =
        visit_get(visit, FIXTURE_PROFESSIONAL, group_address(visit, FIXTURE_GROUP_EEKHOORNS));
    visit_keep(&door, "invitation_group");
    struct http_test_answer code =
        visit_post(visit, FIXTURE_PROFESSIONAL, group_address(visit, FIXTURE_GROUP_EEKHOORNS),
                   FORM(visit, "person", person_id(visit, FIXTURE_MOTHER)));
    assert_status(&code, 200);
    visit_keep(&code, "invitation_code");
    assert_int_equal(door_tasks(visit, FIXTURE_PROFESSIONAL), 0);
    const char *digits = text_string(visit->arena, shown_code(visit, &code));
    struct http_test_answer typed = visit_post(visit, NOBODY, TEXT("/in"), FORM(visit, "code", digits));
    assert_status(&typed, 303);
    struct http_test_answer in = go_in(visit, typed.location);
    assert_status(&in, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM let_in_request AS q WHERE q.closed_at IS NULL"), 0);
    /* A link that nobody ever got leads nowhere. */
    dead = visit_get(visit, NOBODY, TEXT("/in/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
    assert_status(&dead, 404);
    assert_false(holds(dead.body, "/again\""));
}

static void T5_a_code_at_the_door_works_ten_minutes(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer code =
        visit_post(visit, FIXTURE_PROFESSIONAL, group_address(visit, FIXTURE_GROUP_EEKHOORNS),
                   FORM(visit, "person", person_id(visit, FIXTURE_MOTHER)));
    assert_status(&code, 200);
    const char *digits = text_string(visit->arena, shown_code(visit, &code));
    clock_advance(&visit->world.clock, 9 * MINUTE_MS);
    assert_int_equal(visit_post(visit, NOBODY, TEXT("/in"), FORM(visit, "code", digits)).status, 303);
    clock_advance(&visit->world.clock, 2 * MINUTE_MS);
    assert_int_equal(visit_post(visit, NOBODY, TEXT("/in"), FORM(visit, "code", digits)).status, 422);
}

/* --- who may --- */

static void nobody_lets_in_whom_she_may_not(void **state)
{
    struct visit *visit = visit_of(state);
    static const struct {
        enum fixture_person who;
        enum fixture_group group;
        enum fixture_person target;
        int status;
    } cases[] = {
        { FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS, FIXTURE_OTHER_GROUP_PARENT, 404 },
        { FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS, FIXTURE_LEFT_PARENT, 404 },
        { FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS, FIXTURE_UNCLE, 404 },
        { FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS, FIXTURE_MANAGER, 404 },
        { FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS, FIXTURE_MENTOR, 404 },
        { FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS, FIXTURE_BOTH, 404 }, /* works here: more than a family */
        { FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS, FIXTURE_FOREIGN_PARENT, 404 },
        { FIXTURE_PROFESSIONAL, FIXTURE_GROUP_BEVERS, FIXTURE_OTHER_GROUP_PARENT, 404 },
        { FIXTURE_MOTHER, FIXTURE_GROUP_EEKHOORNS, FIXTURE_FATHER, 404 },
        { FIXTURE_BOTH, FIXTURE_GROUP_BEVERS, FIXTURE_MOTHER, 404 }, /* of her own child, in another home */
        { FIXTURE_BOTH, FIXTURE_GROUP_BEVERS, FIXTURE_OTHER_GROUP_PARENT, 200 },
        { FIXTURE_MANAGER, FIXTURE_GROUP_EEKHOORNS, FIXTURE_MENTOR, 200 },
        { FIXTURE_MANAGER, FIXTURE_GROUP_EEKHOORNS, FIXTURE_MANAGER, 404 },
        { FIXTURE_MANAGER, FIXTURE_GROUP_EEKHOORNS, FIXTURE_FAR_PROFESSIONAL, 404 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t before = count(visit, "invitation AS i");
        struct http_test_answer answer = visit_post(visit, cases[i].who, group_address(visit, cases[i].group),
                                                    FORM(visit, "person", person_id(visit, cases[i].target)));
        if (answer.status != cases[i].status)
            fail_msg("%s for %s: %d", fixture_person_name(cases[i].who), fixture_person_name(cases[i].target),
                     answer.status);
        assert_int_equal(count(visit, "invitation AS i") - before, cases[i].status == 200);
    }
}

static int work_on_eekhoorns(struct change *change, void *argument)
{
    const struct fixture *fixture = argument;
    return people_professional_set(change,
                                   &(struct people_professional){ .person = fixture->persons[FIXTURE_BOTH],
                                                                  .group = fixture->groups[FIXTURE_GROUP_EEKHOORNS],
                                                                  .role = TEXT("professional"),
                                                                  .from = { 20000 },
                                                                  .until = { 2932896 } });
}

/* Eva works on the group of her own child: she could come in as the other home. */
static void R243_nobody_lets_in_the_family_of_her_own_child(void **state)
{
    struct visit *visit = visit_of(state);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, work_on_eekhoorns, &visit->fixture),
                     STATUS_OK);
    static const enum fixture_person kin[] = { FIXTURE_MOTHER, FIXTURE_FATHER, FIXTURE_GRANDMOTHER };
    struct text door = group_address(visit, FIXTURE_GROUP_EEKHOORNS);
    struct markup *page = visit_page(visit, FIXTURE_BOTH, door);
    for (size_t i = 0; i < sizeof kin / sizeof *kin; i++) {
        struct http_test_answer answer =
            visit_post(visit, FIXTURE_BOTH, door, FORM(visit, "person", person_id(visit, kin[i])));
        assert_status(&answer, 404);
    }
    assert_hides(page, element(page, "main"), "Aylin");
    assert_hides(page, element(page, "main"), "Emre");
    assert_shows(page, element(page, "main"), "Hind");
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_BOTH, door, FORM(visit, "person", person_id(visit, FIXTURE_OTHER_FAMILY)));
    assert_status(&answer, 200);
}

static void a_manager_invites_at_her_own_location_alone(void **state)
{
    struct visit *visit = visit_of(state);
    static const enum fixture_person not_hers[] = { FIXTURE_OTHER_LOCATION_PARENT,
                                                    FIXTURE_FAR_PROFESSIONAL,
                                                    FIXTURE_FOREIGN_PARENT,
                                                    FIXTURE_STRANGER,
                                                    FIXTURE_UNCLE,
                                                    FIXTURE_LEFT_PARENT };
    for (size_t i = 0; i < sizeof not_hers / sizeof *not_hers; i++)
        assert_int_equal(invite(visit, FIXTURE_MANAGER, not_hers[i], "letter").status, 200);
    assert_int_equal(count(visit, "invitation AS i"), 0);
    struct text zuid = arena_printf(visit->arena, "/invitations?location=%.*s",
                                    TEXT_ARGS(identity_text(visit->arena, visit->fixture.zuid.value)));
    struct http_test_answer answer = visit_get(visit, FIXTURE_MANAGER, zuid);
    assert_status(&answer, 404);
    struct text letters = arena_printf(visit->arena, "/invitations/letters?location=%.*s",
                                       TEXT_ARGS(identity_text(visit->arena, visit->fixture.zuid.value)));
    invite(visit, FIXTURE_ADMINISTRATOR, FIXTURE_OTHER_LOCATION_PARENT, "letter");
    assert_int_equal(count(visit, "invitation AS i"), 1);
    answer = visit_get(visit, FIXTURE_MANAGER, letters);
    assert_no_trace(&answer, "Lies");
    answer = visit_get(visit, FIXTURE_ADMINISTRATOR, letters);
    assert_true(holds(answer.body, "Lies"));
}

/* --- the way back --- */

/* Comes in by a mail, so that the address is hers. */
static void come_in_by_mail(struct visit *visit, struct post *post, enum fixture_person who)
{
    invite(visit, FIXTURE_MANAGER, who, "");
    post_run(post);
    struct http_test_answer in = go_in(visit, link_path(visit, newest_link(visit, who)));
    assert_status(&in, 303);
}

static struct http_test_answer forgot(struct visit *visit, const char *email)
{
    return visit_post(visit, NOBODY, TEXT("/forgotten"), FORM(visit, "email", email));
}

static void T5_a_forgotten_password_has_the_same_answer_for_every_address(void **state)
{
    struct visit *visit = visit_of(state);
    struct post post;
    post_open(visit, "127.0.0.1", &post);
    come_in_by_mail(visit, &post, FIXTURE_MOTHER);
    int mails = post_count(&post, "mail");
    struct http_test_answer known = forgot(visit, " MOTHER@example.org");
    struct http_test_answer unconfirmed = forgot(visit, "father@example.org");
    struct http_test_answer unknown = forgot(visit, "niemand@example.org");
    assert_status(&known, 200);
    visit_keep(&known, "invitation_forgotten");
    assert_true(text_equal(known.body, unconfirmed.body));
    assert_true(text_equal(known.body, unknown.body));
    post_run(&post);
    assert_int_equal(post_count(&post, "mail") - mails, 1);
    struct text mail = post_read(&post, "mail", mails + 1);
    assert_true(text_starts_with(mail, TEXT("groep@boomhut.example mother@example.org\n")));
    struct http_test_answer in = go_in(visit, link_path(visit, newest_link(visit, FIXTURE_MOTHER)));
    assert_status(&in, 303);
    assert_true(text_equal(in.location, TEXT("/"))); /* not her first time */
    post_close(&post);
}

static void a_mailbox_is_not_filled_and_a_changed_address_is_not_hers_yet(void **state)
{
    struct visit *visit = visit_of(state);
    struct post post;
    post_open(visit, "127.0.0.1", &post);
    come_in_by_mail(visit, &post, FIXTURE_MOTHER);
    int mails = post_count(&post, "mail");
    for (int i = 0; i < 6; i++) {
        forgot(visit, "mother@example.org");
        post_run(&post);
        clock_advance(&visit->world.clock, MINUTE_MS);
    }
    assert_int_equal(post_count(&post, "mail") - mails, INVITATION_RECOVER_MAILS);
    clock_advance(&visit->world.clock, DAY_MS);
    assert_int_equal(visit_get(visit, NOBODY, link_path(visit, newest_link(visit, FIXTURE_MOTHER))).status, 404);
    describe(visit, FIXTURE_MOTHER, "Fatima", "", "nl", "", "another@example.org");
    forgot(visit, "another@example.org");
    post_run(&post);
    assert_int_equal(post_count(&post, "mail") - mails, INVITATION_RECOVER_MAILS);
    post_close(&post);
}

static void T5_who_came_in_before_is_let_in_by_two_members_of_staff(void **state)
{
    struct visit *visit = visit_of(state);
    invite(visit, FIXTURE_MANAGER, FIXTURE_MOTHER, "letter");
    go_in(visit, link_path(visit, newest_link(visit, FIXTURE_MOTHER)));
    int64_t links = count(visit, "sign_in_link AS k");
    /* A manager alone cannot, in no way. */
    invite(visit, FIXTURE_MANAGER, FIXTURE_MOTHER, "letter");
    assert_int_equal(count(visit, "sign_in_link AS k"), links);
    struct text door = group_address(visit, FIXTURE_GROUP_EEKHOORNS);
    struct text form = FORM(visit, "person", person_id(visit, FIXTURE_MOTHER));
    for (int i = 0; i < 2; i++) {
        struct http_test_answer alone = visit_post(visit, FIXTURE_PROFESSIONAL, door, form);
        assert_status(&alone, 303);
    }
    assert_int_equal(count(visit, "sign_in_link AS k"), links);
    struct markup *mine = visit_page(visit, FIXTURE_PROFESSIONAL, door);
    assert_shows(mine, element(mine, "main"), SAY(visit, LANGUAGE_NL, WORD_INVITATION_GROUP_MINE));
    struct markup *others = visit_page(visit, FIXTURE_MENTOR, door);
    assert_shows(others, element(others, "main"), SAY(visit, LANGUAGE_NL, WORD_INVITATION_GROUP_OTHERS));
    struct http_test_answer second = visit_post(visit, FIXTURE_MENTOR, door, form);
    assert_status(&second, 200);
    shown_code(visit, &second);
    struct text audited =
        visit_text(visit, "SELECT CAST(COUNT(*) AS TEXT) FROM audit AS a WHERE a.action IN ('recovery.start',"
                          " 'recovery.confirm') AND a.object_kind = 'person'");
    assert_true(text_equal(audited, TEXT("3")));
    assert_int_equal(visit_number(visit, "SELECT COUNT(DISTINCT a.person) FROM audit AS a WHERE a.action IN"
                                         " ('recovery.start', 'recovery.confirm')"),
                     2);
}

static void a_first_member_of_staff_waits_an_hour_for_the_second(void **state)
{
    struct visit *visit = visit_of(state);
    invite(visit, FIXTURE_MANAGER, FIXTURE_MOTHER, "letter");
    go_in(visit, link_path(visit, newest_link(visit, FIXTURE_MOTHER)));
    struct text door = group_address(visit, FIXTURE_GROUP_EEKHOORNS);
    struct text form = FORM(visit, "person", person_id(visit, FIXTURE_MOTHER));
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, door, form).status, 303);
    clock_advance(&visit->world.clock, 61 * MINUTE_MS);
    assert_int_equal(visit_post(visit, FIXTURE_MENTOR, door, form).status, 303); /* begins anew */
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, door, form).status, 200);
}

/* --- the welcome --- */

static void R016_the_welcome_speaks_the_language_of_who_comes_in(void **state)
{
    struct visit *visit = visit_of(state);
    describe(visit, FIXTURE_MOTHER, "Fatima", "", "ar", "", NULL);
    invite(visit, FIXTURE_MANAGER, FIXTURE_MOTHER, "letter");
    struct text path = link_path(visit, newest_link(visit, FIXTURE_MOTHER));
    struct http_test_answer page = visit_get(visit, NOBODY, path);
    assert_true(holds(page.body, "lang=\"ar\" dir=\"rtl\""));
    struct http_test_answer in = go_in(visit, path);
    assert_true(text_equal(in.location, TEXT("/welcome")));
    struct http_test_answer welcome = visit_get(visit, FIXTURE_MOTHER, TEXT("/welcome"));
    assert_status(&welcome, 200);
    visit_keep(&welcome, "invitation_welcome");
    struct markup *read = markup_read(visit->arena, welcome.body);
    assert_shows(read, element(read, "main"), SAY(visit, LANGUAGE_AR, WORD_INVITATION_WELCOME_GO));
    assert_true(holds(welcome.body, "value=\"nl\""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R016_each_guardian_has_an_own_invitation_with_an_own_status),
        cmocka_unit_test(R016_nobody_is_ticked_by_itself),
        cmocka_unit_test(T5_R016_the_mail_brings_a_link_and_no_password),
        cmocka_unit_test(T5_R245_by_sms_where_there_is_no_mail_and_by_letter_where_there_is_neither),
        cmocka_unit_test(without_a_mail_server_everybody_gets_a_letter),
        cmocka_unit_test(T5_a_mail_scanner_uses_nothing_up),
        cmocka_unit_test(T5_a_link_lives_72_hours_from_its_opening_and_30_days_unopened),
        cmocka_unit_test(T5_inviting_again_replaces_the_earlier_one),
        cmocka_unit_test(a_replaced_invitation_is_not_sent_any_more),
        cmocka_unit_test(a_code_on_paper_can_be_typed),
        cmocka_unit_test(T3_codes_cannot_be_tried_one_after_another),
        cmocka_unit_test(T5_an_old_letter_leads_to_a_request_that_staff_confirm_at_the_door),
        cmocka_unit_test(T5_a_code_at_the_door_works_ten_minutes),
        cmocka_unit_test(nobody_lets_in_whom_she_may_not),
        cmocka_unit_test(R243_nobody_lets_in_the_family_of_her_own_child),
        cmocka_unit_test(a_manager_invites_at_her_own_location_alone),
        cmocka_unit_test(T5_a_forgotten_password_has_the_same_answer_for_every_address),
        cmocka_unit_test(a_mailbox_is_not_filled_and_a_changed_address_is_not_hers_yet),
        cmocka_unit_test(T5_who_came_in_before_is_let_in_by_two_members_of_staff),
        cmocka_unit_test(a_first_member_of_staff_waits_an_hour_for_the_second),
        cmocka_unit_test(R016_the_welcome_speaks_the_language_of_who_comes_in),
    };
    return PAGE_TESTS_RUN_FREE(tests);
}
