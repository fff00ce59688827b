/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Mail and SMS, from the change that asks for them to a real server that takes them: what they say and cannot say, tries again,
 * and messages that are not to be sent twice.
 */
#include "access/audit.h"
#include "access/link.h"
#include "access/people.h"
#include "channel/mail.h"
#include "channel/outgoing.h"
#include "channel/sms.h"
#include "page/post.h"

enum { HOURS_OF_TRYING = 60 };

/* --- asking --- */

struct asking {
    struct mail mail;
    struct sms sms;
    bool fails; /* the change fails after it asked */
    int64_t message;
};

static int ask(struct change *change, void *argument)
{
    struct asking *asking = argument;
    int status = asking->mail.to.value != 0 ? mail_later(change, &asking->mail, &asking->message)
                                            : sms_later(change, &asking->sms, &asking->message);
    if (status == STATUS_OK && asking->fails)
        return STATUS_CONFLICT;
    return status;
}

static int64_t ask_mail(struct visit *visit, enum fixture_person who)
{
    struct asking asking = { .mail = { .to = visit->fixture.persons[who],
                                       .subject = WORD_MAIL_TEST_SUBJECT,
                                       .text = { WORD_MAIL_FROM, WORD_MAIL_TEST_TEXT },
                                       .button = WORD_SIGN_IN_TITLE,
                                       .path = TEXT("/sign-in") } };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, ask, &asking), STATUS_OK);
    return asking.message;
}

static int64_t ask_sms(struct visit *visit, enum fixture_person who)
{
    struct asking asking = {
        .sms = { .to = visit->fixture.persons[who], .text = WORD_MAIL_FROM, .path = TEXT("/sign-in") }
    };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, ask, &asking), STATUS_OK);
    return asking.message;
}

struct renaming {
    struct person_id person;
    struct text given_name, email, phone;
};

static int rename_person(struct change *change, void *argument)
{
    const struct renaming *renaming = argument;
    struct people_person person = { .id = renaming->person,
                                    .given_name = renaming->given_name,
                                    .family_name = TEXT("Voorbeeld"),
                                    .language = TEXT("nl"),
                                    .phone = renaming->phone };
    int status = people_person_set(change, &person);
    if (status == STATUS_OK && !text_is_empty(renaming->email))
        status = people_account_set(change, renaming->person, renaming->email);
    return status;
}

static void set_person(struct visit *visit, enum fixture_person who, const char *email, const char *phone)
{
    struct renaming renaming = { visit->fixture.persons[who], TEXT("Fatima"), text_from(email), text_from(phone) };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, rename_person, &renaming), STATUS_OK);
}

static const char *state_of(struct visit *visit, int64_t message)
{
    struct text sql = arena_printf(
        visit->arena, "SELECT g.state || ' ' || g.problem FROM outgoing AS g WHERE g.id = %lld", (long long)message);
    return text_string(visit->arena, visit_text(visit, sql.data));
}

static bool holds(struct text text, const char *part)
{
    return text_find(text, text_from(part)) != SIZE_MAX;
}

/* --- what goes --- */

static void a_mail_arrives_as_text_and_html_of_the_same_words(void **state)
{
    struct visit *visit = visit_of(state);
    struct post post;
    post_open(visit, "127.0.0.1", &post);
    int64_t message = ask_mail(visit, FIXTURE_MOTHER);
    assert_int_equal(post_run(&post), 2); /* the mail, and housekeeping */
    assert_int_equal(post_count(&post, "mail"), 1);
    struct text mail = post_read(&post, "mail", 1);
    assert_true(text_starts_with(mail, TEXT("groep@boomhut.example mother@example.org\n")));
    assert_true(holds(mail, "From: De Boomhut <groep@boomhut.example>"));
    assert_true(holds(mail, "Subject: Samenspel kan mail versturen"));
    assert_true(holds(mail, "Content-Type: text/plain; charset=utf-8"));
    assert_true(holds(mail, "Content-Type: text/html; charset=utf-8"));
    assert_true(holds(mail, "Auto-Submitted: auto-generated"));
    assert_true(holds(mail, "Inloggen:\nhttps://samenspel.example/sign-in\n"));
    assert_true(holds(mail, "<a href=\"https://samenspel.example/sign-in\">Inloggen</a>"));
    assert_true(holds(mail, "<html lang=\"nl\" dir=\"ltr\">"));
    assert_string_equal(state_of(visit, message), "sent ");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM outgoing AS g WHERE g.body <> ''"), 0);
    post_close(&post);
}

static void a_mail_is_in_the_language_of_who_reads_it(void **state)
{
    struct visit *visit = visit_of(state);
    struct post post;
    post_open(visit, "127.0.0.1", &post);
    struct asking asking = { .mail = { .to = visit->fixture.persons[FIXTURE_FOREIGN_PARENT],
                                       .subject = WORD_MAIL_TEST_SUBJECT,
                                       .text = { WORD_MAIL_TEST_TEXT } } };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.foreign, ask, &asking), STATUS_OK);
    post_run(&post);
    struct text mail = post_read(&post, "mail", 1);
    assert_true(holds(mail, "<html lang=\"ar\" dir=\"rtl\">"));
    assert_true(holds(mail, SAY(visit, LANGUAGE_AR, WORD_MAIL_TEST_TEXT)));
    assert_false(holds(mail, "<a "));
    post_close(&post);
}

/* No tracking pixel, no picture, nothing that a mail program would fetch (T9). */
static void T9_a_mail_fetches_nothing(void **state)
{
    struct visit *visit = visit_of(state);
    struct post post;
    post_open(visit, "127.0.0.1", &post);
    ask_mail(visit, FIXTURE_MOTHER);
    post_run(&post);
    struct text mail = text_lower(visit->arena, post_read(&post, "mail", 1));
    static const char *const fetched[] = { "<img", "src=",       "<link", "<script", "<style",
                                           "url(", "background", "cid:",  "<iframe", "@import" };
    for (size_t i = 0; i < sizeof fetched / sizeof *fetched; i++)
        assert_false(holds(mail, fetched[i]));
    for (struct text rest = mail; text_find(rest, TEXT("http")) != SIZE_MAX;) {
        rest = text_slice(rest, text_find(rest, TEXT("http")), SIZE_MAX);
        assert_true(text_starts_with(rest, TEXT("https://samenspel.example/sign-in")));
        rest = text_slice(rest, 4, SIZE_MAX);
    }
    post_close(&post);
}

static void R245_T11_an_sms_says_nothing_personal(void **state)
{
    struct visit *visit = visit_of(state);
    struct post post;
    post_open(visit, "127.0.0.1", &post);
    set_person(visit, FIXTURE_MOTHER, "", "06 - 1234 5678");
    int64_t message = ask_sms(visit, FIXTURE_MOTHER);
    post_run(&post);
    assert_int_equal(post_count(&post, "sms"), 1);
    struct text sms = post_raw(&post, "sms", 1);
    assert_true(holds(sms, "to=%2B31612345678&text=Deze%20mail%20komt%20van%20De%20Boomhut."
                           "%20https%3A%2F%2Fsamenspel.example%2Fsign-in"));
    assert_true(holds(sms, "Idempotency-Key: "));
    assert_false(holds(sms, "Fatima"));
    assert_false(holds(sms, "Noor"));
    assert_string_equal(state_of(visit, message), "sent ");
    post_close(&post);
}

static void telephone_numbers_as_gateways_want_them(void **state)
{
    struct arena *arena = visit_of(state)->arena;
    static const struct {
        const char *phone, *country, *number;
    } cases[] = {
        { "06 12345678", "NL", "+31612345678" },
        { "0470 12 34 56", "BE", "+32470123456" },
        { "+32 470 12 34 56", "NL", "+32470123456" },
        { "0031612345678", "BE", "+31612345678" },
        { "(06) 12-34.56/78", "NL", "+31612345678" },
        { "12345", "NL", NULL },
        { "", "NL", NULL },
        { "06 1234567a", "NL", NULL },
        { "06 12345678&from=ik", "NL", NULL },
        { "+12345678901234567890", "NL", NULL },
        { "0612345678901234567890", "NL", NULL },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text number = sms_number(arena, text_from(cases[i].phone), text_from(cases[i].country));
        if (text_is_null(number) != (cases[i].number == NULL) || !text_equal(number, text_from(cases[i].number)))
            fail_msg("%s: %.*s", cases[i].phone, TEXT_ARGS(number));
    }
}

/* --- what cannot go --- */

static void nothing_gets_into_the_head_of_a_mail(void **state)
{
    struct visit *visit = visit_of(state);
    struct arena *arena = visit->arena;
    static const char *const bad[] = { "",
                                       "a",
                                       "a@b@c",
                                       "a b@c.nl",
                                       "a@b.nl\r\nBcc: c@d.nl",
                                       "a@b.nl\nRCPT TO:<c@d.nl>",
                                       "<a@b.nl>",
                                       "a@b.nl,c@d.nl",
                                       "-oX@b.nl",
                                       "@b.nl",
                                       "a@",
                                       "\"a\"@b.nl" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(mail_is_address(text_from(bad[i])));
    assert_true(mail_is_address(TEXT("a.b+c@d-e.example.org")));
    struct channel_mail mail = { .from = TEXT("groep@boomhut.example") };
    struct outgoing message = { .id = 77,
                                .organisation_name = TEXT("De Boom\r\nBcc: x@y.example\r\n\r\nhut <b>"),
                                .language = TEXT("nl"),
                                .email = TEXT("a@b.example"),
                                .subject = TEXT("Hoi\r\nBcc: x@y.example"),
                                .body = TEXT("<script>\r\n.\r\nhoi"),
                                .address = TEXT("") };
    struct text made = mail_compose(arena, &mail, &message);
    struct text head = text_slice(made, 0, text_find(made, TEXT("\r\n\r\n")));
    assert_true(holds(head, "Bcc"));
    assert_false(holds(head, "\nBcc"));
    assert_false(holds(head, "\n\r\n"));
    assert_true(holds(made, "&lt;script&gt;"));
    assert_true(text_equal(made, mail_compose(arena, &mail, &message))); /* also date, id and boundary */
}

static void a_server_elsewhere_must_speak_tls(void **state)
{
    struct visit *visit = visit_of(state);
    static const char *const here[] = { "smtp://127.0.0.1:25", "smtp://127.1.2.3", "smtp://[::1]:25",
                                        "http://localhost:8080/x" };
    static const char *const elsewhere[] = { "smtp://127.0.0.1.example.org",
                                             "smtp://localhost.example.org:25",
                                             "smtp://10.0.0.1",
                                             "smtp://127.1",
                                             "smtp://[::1",
                                             "smtp://0.0.0.0" };
    for (size_t i = 0; i < sizeof here / sizeof *here; i++)
        assert_true(channel_is_here(text_from(here[i])));
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
        assert_false(channel_is_here(text_from(elsewhere[i])));
    struct post post;
    post_open(visit, "0.0.0.0", &post); /* reaches the server, by a name that is not this machine's */
    int64_t message = ask_mail(visit, FIXTURE_MOTHER);
    post_run(&post);
    assert_int_equal(post_count(&post, "mail"), 0);
    assert_string_equal(state_of(visit, message), "waiting ");
    assert_true(holds(visit_text(visit, "SELECT j.last_error FROM job AS j WHERE j.kind = 'mail'"), "STARTTLS"));
    post_close(&post);
}

static void wrong_settings_are_refused(void **state)
{
    (void)state;
    static const struct channel_options wrong[] = {
        { .mail_server = "mail.example.org", .mail_from = "a@b.example" },
        { .mail_server = "https://mail.example.org", .mail_from = "a@b.example" },
        { .mail_server = "smtp://mail.example.org" },
        { .mail_server = "smtp://mail.example.org", .mail_from = "De Boomhut <a@b.example>" },
        { .mail_server = "smtp://mail.example.org", .mail_from = "a@b.example", .mail_password_file = "/nergens" },
        { .mail_server = "smtp://mail.example.org", .mail_from = "a@b.example", .mail_password_file = "/etc/passwd" },
        { .sms_url = "http://gateway.example.org/", .sms_body = "{to}{text}" },
        { .sms_url = "https://gateway.example.org/", .sms_body = "{to}" },
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct error error = { 0 };
        struct channel *channel = NULL;
        assert_int_equal(channel_open(&wrong[i], &error, &channel), STATUS_INVALID);
        assert_true(error.detail[0] != '\0');
        assert_null(channel);
    }
}

/* --- when it does not work out --- */

static void a_message_waits_until_the_server_is_back(void **state)
{
    struct visit *visit = visit_of(state);
    struct post post;
    post_open(visit, "127.0.0.1", &post);
    set_person(visit, FIXTURE_FATHER, "", "0612345678");
    post_stop(&post);
    int64_t mail = ask_mail(visit, FIXTURE_MOTHER);
    int64_t sms = ask_sms(visit, FIXTURE_FATHER);
    int64_t pause = 0;
    for (int attempt = 0; attempt < 6; attempt++) {
        assert_true(post_run(&post) >= 2);
        assert_int_equal(post_run(&post), 0); /* not again at once */
        assert_string_equal(state_of(visit, mail), "waiting ");
        int64_t next = visit_number(visit, "SELECT j.run_after FROM job AS j WHERE j.kind = 'mail'") -
                       clock_now(&visit->world.clock);
        assert_true(next > pause);
        pause = next;
        clock_advance(&visit->world.clock, pause);
    }
    post_start(&post);
    post_away(&post, true); /* 451, 503 */
    post_run(&post);
    assert_string_equal(state_of(visit, mail), "waiting ");
    assert_string_equal(state_of(visit, sms), "waiting ");
    post_away(&post, false);
    clock_advance(&visit->world.clock, HOUR_MS);
    post_run(&post);
    assert_int_equal(post_count(&post, "mail"), 1);
    assert_int_equal(post_count(&post, "sms"), 1);
    assert_string_equal(state_of(visit, mail), "sent ");
    assert_string_equal(state_of(visit, sms), "sent ");
    post_close(&post);
}

static void after_two_days_it_is_given_up_and_said(void **state)
{
    struct visit *visit = visit_of(state);
    struct post post;
    post_open(visit, "127.0.0.1", &post);
    post_stop(&post);
    int64_t began = clock_now(&visit->world.clock);
    int64_t message = ask_mail(visit, FIXTURE_MOTHER);
    for (int hour = 0; hour < HOURS_OF_TRYING && strcmp(state_of(visit, message), "waiting ") == 0; hour++) {
        for (int twice = 0; twice < 12; twice++) {
            post_run(&post);
            clock_advance(&visit->world.clock, 5 * MINUTE_MS);
        }
    }
    assert_string_equal(state_of(visit, message), "failed no_answer");
    assert_true(clock_now(&visit->world.clock) - began > 47 * (int64_t)HOUR_MS);
    post_close(&post);
}

static void what_can_never_arrive_is_said_at_once(void **state)
{
    struct visit *visit = visit_of(state);
    struct post post;
    post_open(visit, "127.0.0.1", &post);
    set_person(visit, FIXTURE_MOTHER, "refused@example.org", "");
    set_person(visit, FIXTURE_FATHER, "niet goed@example.org", "");
    int64_t refused = ask_mail(visit, FIXTURE_MOTHER);
    int64_t wrong = ask_mail(visit, FIXTURE_FATHER);
    int64_t no_phone = ask_sms(visit, FIXTURE_FATHER);
    post_run(&post);
    assert_string_equal(state_of(visit, refused), "failed refused");
    assert_string_equal(state_of(visit, wrong), "failed no_address");
    assert_string_equal(state_of(visit, no_phone), "failed no_address");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM job AS j WHERE j.state = 'waiting' AND j.kind = 'mail'"),
                     0);
    post_close(&post);
}

static void without_a_server_nothing_waits_in_vain(void **state)
{
    struct visit *visit = visit_of(state);
    struct post post;
    post_open(visit, "127.0.0.1", &post);
    channel_close(visit->app.context.channel);
    struct error error = { 0 };
    assert_int_equal(channel_open(&(struct channel_options){ .origin = "x" }, &error, &visit->app.context.channel),
                     STATUS_OK);
    int64_t message = ask_mail(visit, FIXTURE_MOTHER);
    post_run(&post);
    assert_string_equal(state_of(visit, message), "failed no_server");
    post_close(&post);
}

/* --- once --- */

static int back_to_waiting(struct change *change, void *argument)
{
    (void)argument;
    return db_execute(change->db, "UPDATE job SET state = 'waiting', finished_at = NULL WHERE kind = 'mail'",
                      &change->error);
}

static int back_to_before_the_end(struct change *change, void *argument)
{
    int status =
        db_execute(change->db, "UPDATE outgoing SET state = 'waiting', finished_at = NULL, subject = 's', body = 'b'",
                   &change->error);
    return status == STATUS_OK ? back_to_waiting(change, argument) : status;
}

static struct text header(struct text mail, const char *name)
{
    size_t place = text_find(mail, text_from(name));
    assert_true(place != SIZE_MAX);
    struct text rest;
    return text_cut(text_slice(mail, place, SIZE_MAX), '\n', &rest);
}

static void a_message_is_not_sent_twice(void **state)
{
    struct visit *visit = visit_of(state);
    struct post post;
    post_open(visit, "127.0.0.1", &post);
    ask_mail(visit, FIXTURE_MOTHER);
    post_run(&post);
    /* The job comes again: the message knows better. */
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, back_to_waiting, NULL), STATUS_OK);
    clock_advance(&visit->world.clock, HOUR_MS);
    assert_int_equal(post_run(&post), 1);
    assert_int_equal(post_count(&post, "mail"), 1);
    /* The program died after the server took it and before it was written down: the second one is the same message. */
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, back_to_before_the_end, NULL),
                     STATUS_OK);
    clock_advance(&visit->world.clock, HOUR_MS);
    assert_int_equal(post_run(&post), 1);
    assert_int_equal(post_count(&post, "mail"), 2);
    struct text first = post_raw(&post, "mail", 1);
    struct text second = post_raw(&post, "mail", 2);
    assert_true(text_equal(header(first, "Message-Id:"), header(second, "Message-Id:")));
    assert_true(text_equal(header(first, "Date:"), header(second, "Date:")));
    post_close(&post);
}

static void a_change_that_fails_sends_nothing(void **state)
{
    struct visit *visit = visit_of(state);
    struct asking asking = { .mail = { .to = visit->fixture.persons[FIXTURE_MOTHER],
                                       .subject = WORD_MAIL_TEST_SUBJECT,
                                       .text = { WORD_MAIL_TEST_TEXT } },
                             .fails = true };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, ask, &asking), STATUS_CONFLICT);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM outgoing AS g"), 0);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM job AS j WHERE j.kind = 'mail'"), 0);
}

/* --- the links in them --- */

struct issuing {
    const struct access *access;
    struct person_id person;
    int64_t link;
};

static int issue(struct change *change, void *argument)
{
    struct issuing *issuing = argument;
    return link_issue(change, issuing->access, issuing->person, DAY_MS, &issuing->link);
}

static void the_database_alone_opens_nothing(void **state)
{
    struct visit *visit = visit_of(state);
    struct arena *arena = visit->arena;
    const struct access *access = visit->app.access.access;
    struct organisation_id organisation = visit->fixture.organisation;
    struct issuing issuing = { access, visit->fixture.persons[FIXTURE_MOTHER], 0 };
    assert_int_equal(fixture_change(&visit->world, organisation, issue, &issuing), STATUS_OK);
    struct secret secret = link_secret(access, arena, organisation, issuing.link);
    struct link link;
    assert_int_equal(link_find(visit->world.db, arena, secret.hash, clock_now(&visit->world.clock), &link), STATUS_OK);
    assert_int_equal(link.person.value, issuing.person.value);
    /* Another link, another organisation, another key file: another secret. */
    assert_false(text_equal(secret.text, link_secret(access, arena, organisation, issuing.link + 1).text));
    assert_false(text_equal(secret.text, link_secret(access, arena, visit->fixture.foreign, issuing.link).text));
    struct error error = { 0 };
    struct access *other = NULL;
    struct access_options options = { .db = visit->world.db,
                                      .writer = visit->world.writer,
                                      .clock = &visit->world.clock,
                                      .key = TEXT("another key file"),
                                      .organisation = organisation };
    assert_int_equal(access_open(&options, &error, &other), STATUS_OK);
    assert_false(text_equal(secret.text, link_secret(other, arena, organisation, issuing.link).text));
    struct text code = link_code(access, arena, organisation, issuing.link, LINK_CODE_LETTER);
    assert_false(text_equal(link_code_hash(access, arena, organisation, code),
                            link_code_hash(other, arena, organisation, code)));
    access_close(other);
}

static void a_code_is_read_as_people_type_it(void **state)
{
    struct visit *visit = visit_of(state);
    struct arena *arena = visit->arena;
    const struct access *access = visit->app.access.access;
    struct organisation_id organisation = visit->fixture.organisation;
    struct text hash = link_code_hash(access, arena, organisation, TEXT("01AB2-CD3EF"));
    static const char *const same[] = { "01ab2cd3ef", " oiAB2 - cd3ef ", "OLAB2CD3EF", "0 1 a b 2 c d 3 e f" };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_true(text_equal(hash, link_code_hash(access, arena, organisation, text_from(same[i]))));
    static const char *const none[] = {
        "", "01AB2CD3E", "01AB2CD3EFG", "01AB2CD3E!", "01AB2CD3E\xc3\xa9", "UUUUUUUUUU"
    };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_true(text_is_null(link_code_hash(access, arena, organisation, text_from(none[i]))));
    assert_false(text_equal(hash, link_code_hash(access, arena, visit->fixture.foreign, TEXT("01AB2CD3EF"))));
    assert_int_equal(link_code(access, arena, organisation, 1, LINK_CODE_LETTER).length, 11);
    assert_int_equal(link_code(access, arena, organisation, 1, LINK_CODE_DOOR).length, 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mail_arrives_as_text_and_html_of_the_same_words),
        cmocka_unit_test(a_mail_is_in_the_language_of_who_reads_it),
        cmocka_unit_test(T9_a_mail_fetches_nothing),
        cmocka_unit_test(R245_T11_an_sms_says_nothing_personal),
        cmocka_unit_test(telephone_numbers_as_gateways_want_them),
        cmocka_unit_test(nothing_gets_into_the_head_of_a_mail),
        cmocka_unit_test(a_server_elsewhere_must_speak_tls),
        cmocka_unit_test(wrong_settings_are_refused),
        cmocka_unit_test(a_message_waits_until_the_server_is_back),
        cmocka_unit_test(after_two_days_it_is_given_up_and_said),
        cmocka_unit_test(what_can_never_arrive_is_said_at_once),
        cmocka_unit_test(without_a_server_nothing_waits_in_vain),
        cmocka_unit_test(a_message_is_not_sent_twice),
        cmocka_unit_test(a_change_that_fails_sends_nothing),
        cmocka_unit_test(the_database_alone_opens_nothing),
        cmocka_unit_test(a_code_is_read_as_people_type_it),
    };
    return PAGE_TESTS_RUN_FREE(tests);
}
