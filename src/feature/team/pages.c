/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The team of a child, as its parents get to know it; news of it; and the route table.
 */
#include "access/page.h"
#include "access/rule.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "feature/handover/handover.h"
#include "feature/portrait/portrait.h"
#include "feature/team/own.h"
#include "feature/team/team_child.html.h"
#include "feature/team/team_news.html.h"
#include "i18n/day_text.h"
#include "i18n/language.h"

enum { MONDAY = 4 /* 1970-01-05 */, WEEK = 7, TINTS = 6, NEWS_MAXIMUM = 3 };

struct address url_team_child(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/team", address_value(child));
}

struct address url_team_card(struct arena *arena)
{
    return ADDRESS(arena, "/card");
}

struct address url_team_group(struct arena *arena, struct group_id group)
{
    return ADDRESS(arena, "/group/{group}/team", address_value(group));
}

/* --- what the pages share --- */

struct text team_weekdays(struct request *request, int64_t weekdays)
{
    struct text said = TEXT("");
    for (int day = 0; day < WEEK; day++) {
        if ((weekdays & (INT64_C(1) << day)) == 0)
            continue;
        /* One letter a day is for a table, not for a sentence. */
        enum day_style style = language_about(request->viewer->choice.language)->narrow_days ? DAY_NAME : DAY_LETTERS;
        struct text name = page_day_text(request, (struct date){ MONDAY + day }, style);
        said = arena_printf(request->arena, "%.*s%s%.*s", TEXT_ARGS(said), said.length ? " " : "", TEXT_ARGS(name));
    }
    return said;
}

struct text team_role(struct request *request, struct text role)
{
    return word(request->words, text_equal(role, TEXT("stand_in"))  ? WORD_ROLE_STAND_IN
                                : text_equal(role, TEXT("student")) ? WORD_ROLE_STUDENT
                                                                    : WORD_ROLE_PROFESSIONAL);
}

struct team_member_view team_member(struct request *request, struct person_id person, struct text given_name,
                                    struct text family_name, const struct team_own_card_row *card)
{
    bool whole = (card->shows & TEAM_SHOWS_FAMILY_NAME) != 0 && !text_is_empty(family_name);
    return (struct team_member_view){
        .person = person,
        .name = whole ? arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(given_name), TEXT_ARGS(family_name))
                      : given_name,
        .initial = handover_initial(given_name),
        .tint = (int)(person.value % TINTS) + 1,
        .role = TEXT(""),
        .today = TEXT(""),
        .words = (card->shows & TEAM_SHOWS_WORDS) != 0 ? card->words : TEXT(""),
        .language = card->language,
        .speaks = (card->shows & TEAM_SHOWS_SPEAKS) != 0 ? card->speaks : TEXT(""),
        .weekdays = (card->shows & TEAM_SHOWS_WEEKDAYS) != 0 ? team_weekdays(request, card->weekdays) : TEXT(""),
    };
}

/* --- the team of a child --- */

/* One reading of the page. */
struct reading {
    struct request *request;
    struct team_child_view *view;
    struct person_id mentor; /* 0: none */
};

static bool is_listed(const struct team_child_view *view, struct person_id person)
{
    for (size_t i = 0; i < view->members.count; i++)
        if (view->members.items[i].person.value == person.value)
            return true;
    return false;
}

/* Whether she is there today: somebody said that she is not, or she stands in, or it is one of her days. */
static void say_today(struct reading *reading, const struct team_of_child_row *row, struct team_member_view *member)
{
    struct request *request = reading->request;
    bool stands_in = text_equal(row->role, TEXT("stand_in"));
    member->away = row->away;
    member->here = !row->away && (stands_in || (row->weekdays & weekday_bit(request->viewer->today)) != 0);
    if (member->away)
        member->today = word(request->words, WORD_TEAM_NOT_TODAY);
    else if (stands_in)
        member->today = word(request->words, WORD_TEAM_STANDS_IN);
    else if (member->here)
        member->today = word(request->words, WORD_TEAM_HERE_TODAY);
}

static void show_face(const struct reading *reading, struct file_id portrait, struct team_member_view *member)
{
    struct request *request = reading->request;
    member->has_portrait = portrait.value != 0;
    member->portrait = url_portrait_face(request->arena, request->viewer->child, member->person, portrait);
}

static void add_member(struct reading *reading, const struct team_of_child_row *row)
{
    struct request *request = reading->request;
    struct team_own_card_row card = { row->words, row->language, row->speaks, row->weekdays, row->shows };
    struct team_member_view member = team_member(request, row->person, row->given_name, row->family_name, &card);
    struct word_value values[] = { word_value("name", reading->view->name) };
    member.say_name = row->say_name;
    show_face(reading, row->portrait, &member);
    member.role = row->mentor ? word_format(request->arena, request->words, WORD_TEAM_MENTOR_OF, values, 1)
                              : team_role(request, row->role);
    say_today(reading, row, &member);
    *vector_add(request->arena, &reading->view->members) = member;
}

/* A mentor who works on no group of the child stands first too. */
static int read_mentor(struct reading *reading)
{
    struct request *request = reading->request;
    struct team_mentor_row row;
    int status = team_mentor(request->db, request->arena,
                             (struct team_mentor_in){ request->organisation, request->viewer->child, request->person,
                                                      request->viewer->today },
                             &row);
    if (status == STATUS_NOT_FOUND) {
        reading->view->no_mentor = true;
        return STATUS_OK;
    }
    if (status != STATUS_OK || is_listed(reading->view, row.person))
        return status;
    struct team_own_card_row card = { row.words, row.language, row.speaks, row.weekdays, row.shows };
    struct word_value values[] = { word_value("name", reading->view->name) };
    struct team_member_view mentor = team_member(request, row.person, row.given_name, row.family_name, &card);
    mentor.say_name = row.say_name;
    show_face(reading, row.portrait, &mentor);
    mentor.role = word_format(request->arena, request->words, WORD_TEAM_MENTOR_OF, values, 1);
    (void)vector_add(request->arena, &reading->view->members);
    for (size_t i = reading->view->members.count - 1; i > 0; i--)
        reading->view->members.items[i] = reading->view->members.items[i - 1];
    reading->view->members.items[0] = mentor;
    return STATUS_OK;
}

static int read_page(struct reading *reading)
{
    struct request *request = reading->request;
    const struct viewer *viewer = request->viewer;
    struct team_child_name_row name;
    struct team_of_child_rows rows;
    int status = team_child_name(
        request->db, request->arena,
        (struct team_child_name_in){ request->organisation, viewer->child, request->person, viewer->today }, &name);
    if (status == STATUS_OK)
        status = team_of_child(request->db, request->arena,
                               (struct team_of_child_in){ .organisation = request->organisation,
                                                          .child = viewer->child,
                                                          .reader = request->person,
                                                          .today = viewer->today,
                                                          .weekday_bit = weekday_bit(viewer->today) },
                               &rows);
    if (status != STATUS_OK)
        return status;
    reading->view->name = name.given_name;
    reading->view->hub = ADDRESS(request->arena, "/child/{child}/about", address_value(viewer->child));
    for (size_t i = 0; i < rows.count; i++)
        if (!is_listed(reading->view, rows.items[i].person))
            add_member(reading, &rows.items[i]);
    return read_mentor(reading);
}

enum child_field { CHILD_CHILD };
static const struct field child_fields[] = {
    [CHILD_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
};

static struct outcome child_page(struct request *request)
{
    struct team_child_view *view = ARENA_NEW(request->arena, struct team_child_view);
    struct reading reading = { .request = request, .view = view };
    int status = read_page(&reading);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    struct word_value values[] = { word_value("name", view->name) };
    bool at_home = (request->viewer->scope & SCOPE_SIDE_HOME) != 0;
    return page_show(request,
                     &(struct page){ .title = word_format(request->arena, request->words, WORD_TEAM_TITLE, values, 1),
                                     .kind = "start",
                                     .side = at_home ? PAGE_HOME : PAGE_CENTRE,
                                     .content = team_child_view_part(view) });
}

/* --- news --- */

int team_news_part(struct request *request, struct html_part *ret_part)
{
    struct team_news_view *view = ARENA_NEW(request->arena, struct team_news_view);
    struct team_news_for_rows rows;
    int status = team_news_for(request->db, request->arena,
                               (struct team_news_for_in){ .organisation = request->organisation,
                                                          .reader = request->person,
                                                          .today = request->viewer->today,
                                                          .since_at = request->now_at - TEAM_NEWS_DAYS * DAY_MS,
                                                          .homes = SCOPE_READ_HOME | SCOPE_READ_LIMITED,
                                                          .most = NEWS_MAXIMUM },
                               &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct team_news_for_row *row = &rows.items[i];
        struct word_value values[] = { word_value("name", row->given_name), word_value("group", row->group_name) };
        struct text page = url_team_child(request->arena, row->child).text;
        *vector_add(request->arena, &view->lines) = (struct team_news_line_view){
            .page = { arena_printf(request->arena, "%.*s#member-%.*s", TEXT_ARGS(page),
                                   TEXT_ARGS(identity_text(request->arena, row->person.value))) },
            .text = word_format(request->arena, request->words, WORD_TEAM_IS_NEW, values, 2),
            .initial = handover_initial(row->given_name),
            .tint = (int)(row->person.value % TINTS) + 1,
        };
    }
    *ret_part = team_news_view_part(view);
    return status;
}

/* --- routes --- */

static const struct field card_fields[] = {
    [CARD_SAVED] = { .name = "saved", .type = FIELD_BOOLEAN },
};

static const struct field card_write_fields[] = {
    [CARD_WORDS] = { .name = "words", .type = FIELD_TEXT, .maximum = TEAM_WORDS_MAXIMUM, .label = WORD_TEAM_WORDS },
    [CARD_LANGUAGE] = { .name = "language", .type = FIELD_LINE, .maximum = 10 },
    [CARD_SPEAKS] = { .name = "speaks", .type = FIELD_LINE, .maximum = TEAM_SPEAKS_MAXIMUM, .label = WORD_TEAM_SPEAKS },
    [CARD_DAYS] = { .name = "weekday",
                    .type = FIELD_INTEGER,
                    .many = true,
                    .many_maximum = WEEK,
                    .minimum = 1,
                    .maximum = WEEK },
    [CARD_SHOWS] = { .name = "shows",
                     .type = FIELD_INTEGER,
                     .many = true,
                     .many_maximum = 4,
                     .minimum = 1,
                     .maximum = TEAM_SHOWS__MAX - 1 },
};

static const struct field group_fields[] = {
    [GROUP_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
};

static const struct field away_fields[] = {
    [AWAY_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [AWAY_PERSON] = { .name = "person", .type = FIELD_ID, .required = true },
    [AWAY_AWAY] = { .name = "away", .type = FIELD_BOOLEAN },
};

static const struct route team_route_table[] = {
    ROUTE(GET, "/child/{child}/team", RULE_CHILD(SCOPE_READ | SCOPE_READ_SHIFT, CHILD_CHILD), child_page,
          .fields = FIELDS(child_fields), .title = WORD_TEAM_PAGE,
          .help = "Who works with a child, its mentor first, as parents get to know them"),
    ROUTE(GET, "/card", RULE_SIGNED_IN, team_card_page, .fields = FIELDS(card_fields), .title = WORD_TEAM_CARD,
          .help = "One's own card, for parents"),
    ROUTE(POST, "/card", RULE_SIGNED_IN, team_card_post, .fields = FIELDS(card_write_fields),
          .keep_when_signed_out = true, .help = "Write one's own card, and what of it parents see"),
    ROUTE(GET, "/group/{group}/team", RULE_GROUP(SCOPE_READ_TODAY, GROUP_GROUP), team_group_page,
          .fields = FIELDS(group_fields), .tablet = TABLET_OPEN, .title = WORD_TEAM_PAGE,
          .help = "Who is on a group today"),
    ROUTE(POST, "/group/{group}/team", RULE_GROUP(SCOPE_WRITE_CENTRE | SCOPE_MANAGE, AWAY_GROUP), team_away_post,
          .fields = FIELDS(away_fields), .tablet = TABLET_OPEN, .help = "Somebody is not there today, or is after all"),
};

const struct routes team_routes = ROUTES(team_route_table);
