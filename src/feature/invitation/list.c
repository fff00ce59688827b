/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The manager's page: everybody of a location who never came in, the way in which each can be reached, and one button for
 * all of them. It is the preview and the report too.
 */
#include "access/access.h"
#include "access/page.h"
#include "access/viewer.h"
#include "feature/invitation/invitation.sql.h"
#include "feature/invitation/list.html.h"
#include "feature/invitation/people.h"

/* One page while it is read. */
struct reading {
    struct request *request;
    struct invitation_list_view *view;
    struct invitation_ways ways;
    enum invitation_state state;
};

/* How the next one would go: with the address, so that a wrong one is seen before it is used. */
static void put_way(struct reading *reading, const struct invitee *person, struct invitation_line *line)
{
    static const struct {
        enum word word;
        const char *icon;
    } ways[INVITATION_WAY__MAX] = { [INVITATION_NONE] = { WORD_INVITATION_BY_LETTER, "print" },
                                    [INVITATION_MAIL] = { WORD_INVITATION_BY_MAIL, "mail" },
                                    [INVITATION_SMS] = { WORD_INVITATION_BY_SMS, "phone" },
                                    [INVITATION_LETTER] = { WORD_INVITATION_BY_LETTER, "print" },
                                    [INVITATION_DOOR] = { WORD_INVITATION_BY_LETTER, "print" } };
    struct request *request = reading->request;
    enum invitation_way way =
        invitation_best_way(request->arena, reading->ways, person->email, person->phone, person->country);
    struct word_value value = word_value("address", way == INVITATION_SMS ? person->phone : person->email);
    line->way = word_format(request->arena, request->words, ways[way].word, &value, 1);
    line->icon = ways[way].icon;
}

/* Whether the filter shows somebody who never came in. */
static bool is_asked(const struct reading *reading, const struct invitee *person)
{
    bool waits = invitee_waits(reading->request, person);
    return reading->state == INVITATION_STATE_ALL || waits == (reading->state == INVITATION_STATE_WAITING);
}

static void add_people(struct reading *reading, const struct invitees *people, struct invitation_section *section)
{
    struct request *request = reading->request;
    for (size_t i = 0; i < people->items.count; i++) {
        const struct invitee *person = &people->items.items[i];
        bool inside = person->first_at != INSTANT_NONE;
        reading->view->has_open = reading->view->has_open || !inside;
        reading->view->has_letters = reading->view->has_letters ||
                                     (!inside && person->way == INVITATION_LETTER && invitee_waits(request, person));
        if (!inside && !is_asked(reading, person))
            continue;
        struct invitation_section *into = inside ? &reading->view->inside : section;
        struct invitation_line *line = vector_add(request->arena, &into->lines);
        *line = (struct invitation_line){ .person = person->person,
                                          .name = invitee_name(request->arena, person),
                                          .about = invitee_about(request, person),
                                          .status = invitee_status(request, person),
                                          .checked = reading->view->ticked };
        put_way(reading, person, line);
    }
}

static int read_people(struct reading *reading)
{
    struct request *request = reading->request;
    struct invitation_list_view *view = reading->view;
    struct invitee_place place = { .location = view->location, .need = SCOPE_MANAGE };
    struct invitees guardians = { 0 };
    struct invitees staff = { 0 };
    int status = invitees_guardians(request, &place, &guardians);
    if (status == STATUS_OK)
        status = invitees_staff(request, &place, &staff);
    if (status != STATUS_OK)
        return status;
    view->guardians.title = word(request->words, WORD_INVITATION_GUARDIANS);
    view->staff.title = word(request->words, WORD_INVITATION_STAFF);
    view->inside.title = word(request->words, WORD_INVITATION_INSIDE);
    add_people(reading, &guardians, &view->guardians);
    add_people(reading, &staff, &view->staff);
    return STATUS_OK;
}

/* The locations that she manages; the one that was asked for, or the first. STATUS_NOT_FOUND for one that is not hers. */
static int read_locations(struct reading *reading, struct location_id asked)
{
    struct request *request = reading->request;
    struct access_who who = viewer_who(request->viewer);
    struct invitation_locations_rows rows;
    int status = invitation_locations(
        request->db, request->arena,
        (struct invitation_locations_in){
            .organisation = who.organisation, .person = who.person, .today = who.today, .need = SCOPE_MANAGE },
        &rows);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < rows.count; i++) {
        bool current = asked.value == 0 ? i == 0 : rows.items[i].id.value == asked.value;
        if (current) {
            reading->view->location = rows.items[i].id;
        }
        if (rows.count > 1)
            *vector_add(request->arena, &reading->view->locations) =
                (struct invitation_link){ .address = ADDRESS(request->arena, "/invitations?location={location}",
                                                             address_value(rows.items[i].id)),
                                          .name = rows.items[i].name,
                                          .current = current };
    }
    return asked.value != 0 && reading->view->location.value == 0 ? STATUS_NOT_FOUND : STATUS_OK;
}

static int read_groups(struct reading *reading)
{
    struct request *request = reading->request;
    struct access_who who = viewer_who(request->viewer);
    struct invitation_groups_rows rows;
    int status = invitation_groups(request->db, request->arena,
                                   (struct invitation_groups_in){ .organisation = who.organisation,
                                                                  .person = who.person,
                                                                  .today = who.today,
                                                                  .location = reading->view->location },
                                   &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        *vector_add(request->arena, &reading->view->groups) =
            (struct invitation_link){ .address = url_invitation_group(request->arena, rows.items[i].id),
                                      .name = rows.items[i].name };
    return status;
}

/* The same page of another state, or with everybody ticked. */
static struct address page_of(const struct reading *reading, enum invitation_state state, bool tick)
{
    struct arena *arena = reading->request->arena;
    struct location_id location = reading->view->location;
    struct text name = text_from(invitation_states[state]);
    return tick ? ADDRESS(arena, "/invitations?location={location}&state={state}&tick=all", address_value(location),
                          address_value(name))
                : ADDRESS(arena, "/invitations?location={location}&state={state}", address_value(location),
                          address_value(name));
}

static void add_filters(struct reading *reading)
{
    static const enum word words[INVITATION_STATE__MAX] = { [INVITATION_STATE_ALL] = WORD_INVITATION_FILTER_ALL,
                                                            [INVITATION_STATE_NEW] = WORD_INVITATION_FILTER_NEW,
                                                            [INVITATION_STATE_WAITING] = WORD_INVITATION_STATUS_GOING };
    for (enum invitation_state state = 0; state < INVITATION_STATE__MAX; state++)
        *vector_add(reading->request->arena, &reading->view->filters) =
            (struct invitation_link){ .address = page_of(reading, state, false),
                                      .name = word(reading->request->words, words[state]),
                                      .current = state == reading->state };
    reading->view->state = text_from(invitation_states[reading->state]);
    reading->view->tick = page_of(reading, reading->state, !reading->view->ticked);
}

/* The page, with what was just done above it. */
static struct outcome show(struct request *request, struct location_id location, struct text told)
{
    struct invitation_list_view *view = ARENA_NEW(request->arena, struct invitation_list_view);
    struct reading reading = { .request = request, .view = view, .ways = invitation_ways(request_channel(request)) };
    if (request_given(request, LIST_STATE))
        reading.state = (enum invitation_state)request_integer(request, LIST_STATE);
    *view = (struct invitation_list_view){ .told = told, .ticked = request_given(request, LIST_TICK) };
    int status = read_locations(&reading, location);
    if (status == STATUS_OK)
        status = read_people(&reading);
    if (status == STATUS_OK)
        status = read_groups(&reading);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    add_filters(&reading);
    if (!reading.ways.mail)
        view->note = word(request->words, WORD_INVITATION_NO_MAIL);
    view->letters = ADDRESS(request->arena, "/invitations/letters?location={location}", address_value(view->location));
    return page_show(request, &(struct page){ .title = word(request->words, WORD_INVITATION_TITLE),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = invitation_list_view_part(view) });
}

struct outcome invitation_list_page(struct request *request)
{
    return show(request, (struct location_id){ request_id(request, LIST_LOCATION) }, TEXT_NULL);
}

/* --- inviting --- */

/* What was asked, what was done of it, and where to go back to. */
struct sending {
    struct invite_all all;
    size_t sent;
    size_t letters;
    struct location_id location;
};

static struct text told_text(struct request *request, const struct sending *all)
{
    struct word_value sent = word_value("n", all->sent);
    struct word_value letters = word_value("n", all->letters);
    struct text first = word_format(request->arena, request->words, WORD_INVITATION_TOLD_SENT, &sent, 1);
    struct text second = word_format(request->arena, request->words, WORD_INVITATION_TOLD_LETTERS, &letters, 1);
    if (all->sent == 0 && all->letters == 0)
        return word(request->words, WORD_INVITATION_TOLD_NOBODY);
    if (all->sent == 0)
        return second;
    return all->letters == 0 ? first : arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(first), TEXT_ARGS(second));
}

static struct outcome invited(struct request *request, void *argument, int status, const struct error *error)
{
    struct sending *sending = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    sending->sent += sending->all.sent;
    sending->letters += sending->all.letters;
    sending->all.from += INVITE_AT_ONCE;
    if (sending->all.from < sending->all.count)
        return respond_change(request, invitation_invite_all, sending, invited);
    return show(request, sending->location, told_text(request, sending));
}

struct outcome invitation_list_post(struct request *request)
{
    struct sending *sending = ARENA_NEW(request->arena, struct sending);
    struct field_values chosen = request_many(request, LIST_PERSON);
    int64_t *persons = ARENA_MANY(request->arena, int64_t, chosen.count + 1);
    for (size_t i = 0; i < chosen.count; i++)
        persons[i] = chosen.items[i].integer;
    *sending = (struct sending){ .all = { .access = request_access(request),
                                          .ways = invitation_ways(request_channel(request)),
                                          .who = viewer_who(request->viewer),
                                          .persons = persons,
                                          .count = chosen.count,
                                          .by_letter = text_equal(request_text(request, LIST_WAY), TEXT("letter")) },
                                 .location = { request_id(request, LIST_LOCATION) } };
    return respond_change(request, invitation_invite_all, sending, invited);
}
