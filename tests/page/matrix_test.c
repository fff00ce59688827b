/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The access matrix: every route of the program, asked by everybody of the fixture, by nobody and with sessions that have
 * ended, about a child of one's own, of another family, group, location and organisation, and one that left. What must come
 * out is worked out here from the fixture's scopes, which are written by hand, and the rule of the route. Whatever is refused
 * changes nothing and names nobody (T6, T7, T16, T19).
 */
#include "access/people.h"
#include "access/rule.h"
#include "access/session.h"
#include "filling.h"
#include "tablet.h"

/* Columns beside the people of the fixture. */
enum {
    COLUMN_NOBODY = FIXTURE_PERSON__MAX,
    COLUMN_ENDED_MOTHER,
    COLUMN_ENDED_PROFESSIONAL,
    COLUMN_TABLET, /* the mentor, who works on two groups, on the tablet of eekhoorns (T21) */
    COLUMN__MAX
};

/* One cell. */
struct cell {
    const struct route *route;
    const struct filling_object *object;
    int column;
};

static const char *const child_names[FIXTURE_CHILD__MAX] = { "Noor", "Sami", "Lotte", "Mees", "Daan", "Liv", "Yusuf" };

static const char *column_name(int column)
{
    static const char *const names[] = { "nobody", "mother (ended)", "professional (ended)", "mentor on a tablet" };
    return column < FIXTURE_PERSON__MAX ? fixture_person_name((enum fixture_person)column)
                                        : names[column - COLUMN_NOBODY];
}

static bool is_route(const struct cell *cell, const char *path)
{
    return text_equal(text_from(cell->route->path), text_from(path));
}

/* --- what must come out --- */

/* Whose rights count. */
static enum fixture_person person_of(const struct cell *cell)
{
    return cell->column == COLUMN_TABLET ? FIXTURE_MENTOR : (enum fixture_person)cell->column;
}

/* On a tablet: of its group, what a shift needs, and nothing of anything else. */
static int64_t on_device(const struct cell *cell, bool of_group, int64_t scope)
{
    const int64_t shift = SCOPE_READ_GROUP | SCOPE_READ_SHIFT | SCOPE_WRITE_CENTRE | SCOPE_RESTRICTIONS;
    if (cell->column != COLUMN_TABLET)
        return scope;
    return of_group ? scope & shift : 0;
}

static bool is_on_tablets_group(const struct cell *cell)
{
    return visit_group_of(cell->object->child) == FIXTURE_GROUP_EEKHOORNS;
}

static int64_t child_scope(const struct cell *cell)
{
    return on_device(cell, is_on_tablets_group(cell), fixture_child_scope(person_of(cell), cell->object->child));
}

/* Whether the person may read the note. */
static bool reads_note(const struct cell *cell)
{
    return (child_scope(cell) & cell->object->audience) != 0;
}

static bool is_author(const struct cell *cell)
{
    return (int)person_of(cell) == (int)cell->object->author && child_scope(cell) != 0;
}

/* A manager of anything; else who works with children; else a guardian: for RULE_MANAGER. */
static int64_t scope_anywhere(const struct cell *cell)
{
    int64_t scope = 0;
    for (int group = 0; group < FIXTURE_GROUP__MAX; group++)
        scope |= fixture_group_scope((enum fixture_person)cell->column, (enum fixture_group)group);
    for (int child = 0; child < FIXTURE_CHILD__MAX; child++)
        scope |= fixture_child_scope((enum fixture_person)cell->column, (enum fixture_child)child);
    return scope;
}

/* The bits of the person for the object of the rule. */
static int64_t scope_of(const struct cell *cell)
{
    switch ((enum rule_kind)cell->route->rule.kind) {
    case RULE_KIND_CHILD:
        return child_scope(cell);
    case RULE_KIND_GROUP:
        return on_device(cell, is_on_tablets_group(cell),
                         fixture_group_scope(person_of(cell), visit_group_of(cell->object->child)));
    case RULE_KIND_ENTRY:
        return reads_note(cell) ? child_scope(cell) : 0;
    case RULE_KIND_LOCATION:
        return fixture_location_scope((enum fixture_person)cell->column, visit_location_of(cell->object->child));
    case RULE_KIND_MANAGER:
        return scope_anywhere(cell);
    case RULE_KIND_FILE:
        return 0; /* nobody sent one: photo_test.c asks as everybody */
    default:
        fail_msg("%s: the matrix does not know this kind of rule", cell->route->path);
        return 0;
    }
}

/* On the other side of the page, nothing is there; on the own side one is told that it is not allowed. Somebody from outside is
 * on neither. */
static int refused_by_rule(const struct cell *cell, int64_t scope)
{
    const int64_t home =
        SCOPE_READ_HOME_1 | SCOPE_READ_HOME_2 | SCOPE_READ_HOME_3 | SCOPE_READ_LIMITED | SCOPE_WRITE_HOME;
    const int64_t outside = SCOPE_PARTNER | SCOPE_READ_SHARED | SCOPE_COMMITTEE;
    int64_t need = cell->route->rule.scope;
    if ((scope & need) != 0)
        return 0;
    bool at_home = (scope & home) != 0 && (need & home) != 0;
    bool at_centre = (scope & ~home & ~outside) != 0 && (need & ~home & ~outside) != 0;
    return at_home || at_centre ? 403 : 404;
}

/* Changes of a family: there is no proposal, collector or order with the id of filling.c. */
static int answer_of_family(const struct cell *cell)
{
    bool at_home = (child_scope(cell) & SCOPE_SIDE_HOME) != 0;
    bool shift = !at_home && (child_scope(cell) & SCOPE_READ_CENTRE) == 0;
    if (shift)
        return 403; /* who is there for a shift decides nothing */
    if (is_route(cell, "/child/{child}/family/withdraw") || is_route(cell, "/child/{child}/family/decide"))
        return 404;
    if (is_route(cell, "/child/{child}/family/collector-end"))
        return at_home ? 404 : 303; /* ended already */
    return 303;
}

/* Children by hand: the gate asked about the location; the group has to be managed too, and the child still comes. */
static int answer_of_enrolling(const struct cell *cell)
{
    enum fixture_person person = (enum fixture_person)cell->column;
    bool manages = (fixture_group_scope(person, visit_group_of(cell->object->child)) & SCOPE_MANAGE) != 0;
    bool comes = cell->object->child != FIXTURE_CHILD_LEFT;
    if (is_route(cell, "/location/{location}/children"))
        return cell->route->method == METHOD_GET ? 200 : manages ? 303 : 404;
    if (!manages || !comes || is_route(cell, "/location/{location}/child/{child}/end"))
        return 404; /* there is no such placement */
    if (is_route(cell, "/location/{location}/child/{child}/mentor"))
        return 422; /* a guardian does not work on the group */
    return cell->route->method == METHOD_GET ? 200 : 303;
}

static bool manages_all(const struct cell *cell)
{
    return cell->column == FIXTURE_ADMINISTRATOR || cell->column == FIXTURE_FOREIGN_ADMINISTRATOR;
}

/* Locations and groups. */
static int answer_of_places(const struct cell *cell)
{
    if (is_route(cell, "/places"))
        return cell->route->method == METHOD_GET ? 200 : manages_all(cell) ? 303 : 404;
    if (is_route(cell, "/location/{location}/groups"))
        return cell->column == FIXTURE_CHILDMINDER ? 403 : 303; /* she has one group, her own */
    return cell->route->method == METHOD_GET ? 200 : 303;
}

/* Calling: there is no talk to end; the centre has to say with whom, and who has a home herself writes nothing about others. */
static int answer_of_calls(const struct cell *cell)
{
    bool at_home = (child_scope(cell) & SCOPE_SIDE_HOME) != 0;
    if (is_route(cell, "/child/{child}/calls/log"))
        return at_home ? 403 : 303;
    return is_route(cell, "/child/{child}/calls") && at_home ? 303 : 404;
}

/* What a handler answers to somebody whom the gate lets in; 0 for a route that is not known here. */
static int answer_of(const struct cell *cell)
{
    const int64_t home_view = SCOPE_READ_HOME | SCOPE_READ_MENTOR | SCOPE_READ_COACH | SCOPE_READ_MANAGER;
    bool records = (child_scope(cell) & SCOPE_WRITE_CENTRE) != 0;
    if (is_route(cell, "/group/{group}/collect/{child}"))
        return records ? 200 : 404; /* not a child of the group any more */
    if (cell->route->method == METHOD_GET && is_route(cell, "/child/{child}/view"))
        return (child_scope(cell) & home_view) != 0 ? 200 : 404;
    if (is_route(cell, "/child/{child}/accidents/{accident}") || is_route(cell, "/child/{child}/wishes/{asked}"))
        return 404; /* no such notice, no such wish */
    if (text_starts_with(text_from(cell->route->path), TEXT("/group/{group}/photos/{photo}/")) ||
        is_route(cell, "/file/{file}") || is_route(cell, "/child/{child}/portrait/{file}") ||
        is_route(cell, "/child/{child}/team/{person}/{file}") ||
        is_route(cell, "/child/{child}/earlier/{earlier}/photo/{file}"))
        return 404; /* no such photo */
    if (is_route(cell, "/child/{child}/portrait") && cell->route->method == METHOD_POST)
        return 422; /* without a photo */
    if (text_starts_with(text_from(cell->route->path), TEXT("/group/{group}/own")))
        return 404; /* no group of older children */
    if (is_route(cell, "/group/{group}/photos") && cell->route->method == METHOD_POST)
        return 422; /* without a photo */
    if (is_route(cell, "/group/{group}/attendance") && cell->route->method == METHOD_POST)
        return cell->object->child == FIXTURE_CHILD_LEFT ? 404 : 303; /* no place there any more */
    if (is_route(cell, "/group/{group}/team") && cell->route->method == METHOD_POST)
        return 404; /* a guardian does not work there */
    if (is_route(cell, "/location/{location}/children") ||
        text_starts_with(text_from(cell->route->path), TEXT("/location/{location}/child/")))
        return answer_of_enrolling(cell);
    if (is_route(cell, "/places") || is_route(cell, "/begin/mail") || is_route(cell, "/location/{location}/name") ||
        is_route(cell, "/location/{location}/groups") || is_route(cell, "/group/{group}/name"))
        return answer_of_places(cell);
    if (is_route(cell, "/roster/{roster}") || is_route(cell, "/roster/{roster}/apply") ||
        is_route(cell, "/roster/{roster}/throw"))
        return 404; /* no such file */
    if (is_route(cell, "/child/{child}/view/{person}") &&
        (child_scope(cell) & (SCOPE_READ_MENTOR | SCOPE_READ_COACH | SCOPE_READ_MANAGER)) == 0)
        return 404; /* for mentor, coach and manager alone (R013) */
    if (is_route(cell, "/child/{child}/background/{person}") || is_route(cell, "/child/{child}/card/{person}") ||
        is_route(cell, "/child/{child}/view/{person}"))
        return (child_scope(cell) & SCOPE_READ_CENTRE) == 0 ? 404 : cell->route->method == METHOD_GET ? 200 : 303;
    if (cell->route->method == METHOD_GET && is_route(cell, "/child/{child}/sharing"))
        return cell->object->child == FIXTURE_CHILD_MINDED ? 200 : 404;
    if (is_route(cell, "/location/{location}/presence/{list}") ||
        is_route(cell, "/location/{location}/presence/{list}/take"))
        return 404; /* nobody asked for such a list */
    if (cell->route->method == METHOD_GET)
        return 200;
    if (is_route(cell, "/location/{location}/presence"))
        return 303;
    if (is_route(cell, "/child/{child}/background") || is_route(cell, "/child/{child}/others") ||
        is_route(cell, "/child/{child}/others/remove") || is_route(cell, "/location/{location}/rhythm"))
        return 303;
    if (is_route(cell, "/child/{child}/practical"))
        return 404; /* no such item */
    if (is_route(cell, "/location/{location}/practical/edit"))
        return 422; /* without a title */
    if (is_route(cell, "/child/{child}/role"))
        return 303;
    if (is_route(cell, "/child/{child}/sharing"))
        return cell->column == FIXTURE_CHILDMINDER ? 303 : 404; /* others manage, and mind no child */
    if (is_route(cell, "/child/{child}/partners"))
        return 403; /* no guardian agreed */
    if (is_route(cell, "/child/{child}/partners/end"))
        return 404; /* a guardian is no partner */
    if (is_route(cell, "/staff-figures") || is_route(cell, "/staff-figures/end"))
        return manages_all(cell) ? 303 : 404;
    if (is_route(cell, "/location/{location}/people"))
        return cell->object->child == FIXTURE_CHILD_MINDED ? 422 : 303; /* a childminder has no colleagues (R209) */
    if (is_route(cell, "/location/{location}/talks"))
        return 303;
    if (is_route(cell, "/location/{location}/people/end"))
        return 404; /* nobody has that role */
    if (is_route(cell, "/location/{location}/tablets"))
        return (fixture_group_scope(person_of(cell), visit_group_of(cell->object->child)) & SCOPE_MANAGE) != 0
                   ? 200  /* the code */
                   : 404; /* a childminder's group is hers (R209) */
    if (text_starts_with(text_from(cell->route->path), TEXT("/location/{location}/tablets/")))
        return 404; /* no such tablet */
    if (is_route(cell, "/child/{child}/view") || is_route(cell, "/child/{child}/card"))
        return 303;
    if (text_find(text_from(cell->route->path), TEXT("/family/")) != SIZE_MAX ||
        is_route(cell, "/child/{child}/guardian/{person}"))
        return answer_of_family(cell);
    if (is_route(cell, "/child/{child}/{day}/note") || is_route(cell, "/group/{group}/read"))
        return 303;
    if (is_route(cell, "/child/{child}/consent") || is_route(cell, "/child/{child}/consent/paper"))
        return 303; /* every guardian of the fixture has authority */
    if (is_route(cell, "/child/{child}/network") || is_route(cell, "/child/{child}/network/{contact}/remove") ||
        is_route(cell, "/child/{child}/parents/{group}/share") || is_route(cell, "/child/{child}/parents/{group}/stop"))
        return 303;
    if (is_route(cell, "/child/{child}/network/{contact}/answer"))
        return 404; /* she named nobody like that */
    if (is_route(cell, "/child/{child}/earlier/{earlier}/answer"))
        return 404; /* she brought nothing like that */
    if (is_route(cell, "/child/{child}/earlier/{earlier}/remove"))
        return 303;
    if (is_route(cell, "/child/{child}/archive"))
        return 303;
    if (is_route(cell, "/child/{child}/archive/{archive}"))
        return 404; /* nothing was made */
    if (is_route(cell, "/child/{child}/sheet"))
        return (child_scope(cell) & (SCOPE_SIDE_HOME | SCOPE_READ_CENTRE)) != 0 ? 303 : 403; /* not for a shift */
    if (is_route(cell, "/child/{child}/sheet/decide"))                                       /* no such proposal */
        return (child_scope(cell) & SCOPE_SIDE_HOME) != 0 || (child_scope(cell) & SCOPE_READ_CENTRE) == 0 ? 403 : 404;
    if (is_route(cell, "/child/{child}/accidents") || is_route(cell, "/child/{child}/absence") ||
        is_route(cell, "/child/{child}/absence/back"))
        return 303;
    if (is_route(cell, "/child/{child}/wishes") || is_route(cell, "/child/{child}/calls/when") ||
        is_route(cell, "/child/{child}/morning"))
        return 303;
    if (text_starts_with(text_from(cell->route->path), TEXT("/child/{child}/calls")))
        return answer_of_calls(cell);
    if (text_find(text_from(cell->route->path), TEXT("/accidents/")) != SIZE_MAX)
        return 404; /* no such notice */
    if (is_route(cell, "/child/{child}/medicine"))
        return is_author(cell) ? 403 : 303; /* guardian/{person} took her authority away */
    if (text_find(text_from(cell->route->path), TEXT("/medicine/")) != SIZE_MAX)
        return 404; /* no such medicine, no such dose */
    if (is_route(cell, "/child/{child}/meldcode"))
        return 303;
    if (is_route(cell, "/child/{child}/meldcode/colleague") || is_route(cell, "/child/{child}/meldcode/close"))
        return 404; /* she has no such file */
    if (is_route(cell, "/child/{child}/looked"))
        return 303;
    if (is_route(cell, "/privacy/requests/{request}") || is_route(cell, "/privacy/alarms/{alarm}"))
        return 404; /* no such request */
    if (is_route(cell, "/child/{child}/{day}/answer") || is_route(cell, "/child/{child}/{day}/release"))
        return reads_note(cell) ? 303 : 404;
    if (is_route(cell, "/child/{child}/{day}/undo") || is_route(cell, "/group/{group}/undo"))
        return reads_note(cell) && !is_author(cell) ? 403 : 303; /* what is not there is taken back already */
    if (is_route(cell, "/invitations"))
        return 200; /* nobody was ticked */
    if (is_route(cell, "/group/{group}/invitations"))
        return cell->object->child == FIXTURE_CHILD_LEFT ? 404 : 200; /* a code for a guardian of the group */
    if (is_route(cell, "/entry/{entry}/words"))
        return is_author(cell) ? 303 : 403;
    if (is_route(cell, "/group/{group}/record") || is_route(cell, "/group/{group}/check-in") ||
        is_route(cell, "/group/{group}/check-out") || is_route(cell, "/group/{group}/told"))
        return records ? 303 : 404;
    if (is_route(cell, "/group/{group}/setting") || is_route(cell, "/group/{group}/quiet"))
        return 303;
    if (is_route(cell, "/group/{group}/attendance-undo"))
        return records ? 403 : 404; /* nobody pressed anything */
    if (is_route(cell, "/group/{group}/read/{child}/{moment}"))
        return records && reads_note(cell) ? 204 : 404;
    return 0;
}

/* Routes for everybody, signed in or not. */
static int answer_of_public(const struct cell *cell)
{
    bool posted = cell->route->method == METHOD_POST;
    if (is_route(cell, "/sign-in"))
        return posted ? 422 : 200; /* a wrong password */
    if (is_route(cell, "/privacy") || is_route(cell, "/privacy/register") ||
        is_route(cell, "/.well-known/security.txt"))
        return 200;
    if (is_route(cell, "/tablet"))
        return cell->column == COLUMN_TABLET ? 303 : 200; /* her board, or the place for a code */
    if (is_route(cell, "/tablet/enrol"))
        return 422; /* no code */
    if (is_route(cell, "/tablet/unlock"))
        return cell->column == COLUMN_TABLET ? 422 : 409; /* no face chosen; no tablet */
    if (is_route(cell, "/tablet/join"))
        return cell->column != COLUMN_TABLET ? 409 : posted ? 422 : 200;
    if (is_route(cell, "/tablet/lock"))
        return 303;
    if (is_route(cell, "/sign-in/kept"))
        return cell->column < FIXTURE_PERSON__MAX || cell->column == COLUMN_TABLET ? 200 : 401;
    if (is_route(cell, "/sign-in/passkey"))
        return posted ? 422 : 200; /* an answer without anything in it */
    if (is_route(cell, "/in/{secret}") || is_route(cell, "/in/{secret}/again"))
        return 404; /* no such link */
    if (is_route(cell, "/in"))
        return posted ? 422 : 200; /* no code */
    if (is_route(cell, "/forgotten"))
        return 200; /* the same for every address */
    if (is_route(cell, "/sign-out") || is_route(cell, "/language"))
        return 303;
    return 0;
}

/* Has a role other than guardian today, yesterday or tomorrow. */
static bool works_here(const struct cell *cell)
{
    static const enum fixture_person guardians[] = {
        FIXTURE_MOTHER,       FIXTURE_FATHER,         FIXTURE_GRANDMOTHER,           FIXTURE_UNCLE,
        FIXTURE_OTHER_FAMILY, FIXTURE_MOTHER_SAFE,    FIXTURE_FATHER_DANGER,         FIXTURE_OTHER_GROUP_PARENT,
        FIXTURE_LEFT_PARENT,  FIXTURE_FOREIGN_PARENT, FIXTURE_OTHER_LOCATION_PARENT, FIXTURE_STRANGER,
        FIXTURE_COMMITTEE,    FIXTURE_MINDED_PARENT,
    };
    for (size_t i = 0; i < sizeof guardians / sizeof *guardians; i++)
        if (cell->column == (int)guardians[i])
            return false;
    return true;
}

/* Forms for everybody who is signed in. */
static int answer_of_signed_in(const struct cell *cell)
{
    if (is_route(cell, "/pin"))
        return works_here(cell) ? 422 : 404; /* no PIN in it */
    if (is_route(cell, "/card"))
        return works_here(cell) ? 303 : 404;
    if (is_route(cell, "/card/portrait"))
        return works_here(cell) ? 422 : 404; /* without a photo */
    if (is_route(cell, "/tablet/touch"))
        return 204;
    if (is_route(cell, "/tablet/confirm"))
        return cell->column == COLUMN_TABLET ? 422 : 303; /* a wrong PIN; elsewhere there is /confirm */
    if (is_route(cell, "/password"))
        return 422; /* an empty one is too short */
    if (is_route(cell, "/passkeys/new"))
        return 422; /* nothing in it */
    if (is_route(cell, "/passkeys/{passkey}/name") || is_route(cell, "/passkeys/{passkey}/remove"))
        return 404; /* nobody's: passkey_test.c has those of others */
    if (is_route(cell, "/passkeys/later") || is_route(cell, "/wishes"))
        return 303;
    if (is_route(cell, "/devices/end"))
        return 404; /* none named: device_test.c has those of others */
    if (is_route(cell, "/devices/end-others"))
        return 303;
    if (is_route(cell, "/confirm"))
        return 409; /* nobody has a password */
    if (is_route(cell, "/second-factor/new"))
        return 422; /* without the key of a page */
    if (is_route(cell, "/second-factor/off"))
        return works_here(cell) ? 403 : 303;
    if (is_route(cell, "/second-factor") || is_route(cell, "/second-factor/confirm") ||
        is_route(cell, "/second-factor/codes"))
        return 303; /* nobody has a second factor */
    return 0;
}

/* Pages for everybody who is signed in. */
static int answer_of_own_page(const struct cell *cell)
{
    if (is_route(cell, "/pin") || is_route(cell, "/card"))
        return works_here(cell) ? 200 : 404;
    if (is_route(cell, "/card/portrait"))
        return 404; /* nobody set one */
    if (is_route(cell, "/tablet/confirm"))
        return cell->column == COLUMN_TABLET ? 200 : 303;
    if (is_route(cell, "/"))
        return cell->column == COLUMN_TABLET ? 303 : 200; /* a tablet begins at its board */
    return 200;
}

static bool is_over(const struct cell *cell)
{
    return cell->column < COLUMN_NOBODY && fixture_is_over((enum fixture_person)cell->column);
}

static int expected(const struct cell *cell)
{
    int answer;
    if (cell->route->rule.kind == RULE_KIND_PUBLIC) {
        answer = answer_of_public(cell);
    } else if (is_over(cell) || (cell->column == COLUMN_TABLET && cell->route->tablet == TABLET_NEVER)) {
        return 403; /* all this person had has ended (T16); done on an own device */
    } else if (cell->column >= COLUMN_NOBODY && cell->column != COLUMN_TABLET) {
        bool page = cell->route->method == METHOD_GET && cell->route->title != 0;
        return page ? 303 : 401; /* to the sign-in page */
    } else if (cell->route->rule.kind == RULE_KIND_SIGNED_IN) {
        answer = cell->route->method == METHOD_GET ? answer_of_own_page(cell) : answer_of_signed_in(cell);
    } else {
        int refused = refused_by_rule(cell, scope_of(cell));
        if (refused)
            return refused;
        answer = answer_of(cell);
    }
    if (answer == 0)
        fail_msg("%s %s: the matrix does not know what it answers", method_name(cell->route->method),
                 cell->route->path);
    return answer;
}

/* --- asking --- */

static struct text ended[2]; /* cookies of sessions that were signed out */

static struct text device; /* the tablet */
static struct text shift;  /* the same with the session on it */

struct ending {
    struct person_id person;
    struct text hash;
};

static int make_and_end_session(struct change *change, void *argument)
{
    const struct ending *ending = argument;
    struct session_id session;
    int status = session_create(
        change, &(struct session_new){ .person = ending->person, .token_hash = ending->hash, .strong = true },
        &session);
    return status == STATUS_OK ? session_end(change, session) : status;
}

static struct text ended_session(struct visit *visit, enum fixture_person who)
{
    struct secret secret = secret_new(visit->arena);
    struct ending ending = { visit->fixture.persons[who], secret.hash };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, make_and_end_session, &ending),
                     STATUS_OK);
    return arena_printf(visit->arena, "__Host-" SESSION_COOKIE "=%.*s", TEXT_ARGS(secret.text));
}

static struct http_test_answer ask(struct visit *visit, const struct cell *cell)
{
    struct filling filling = filling_make(visit, cell->route, cell->object);
    struct text cookie = TEXT_NULL;
    if (cell->column < FIXTURE_PERSON__MAX)
        cookie = arena_printf(visit->arena, "__Host-%.*s", TEXT_ARGS(visit->fixture.cookies[cell->column]));
    else if (cell->column == COLUMN_TABLET)
        cookie = shift;
    else if (cell->column > COLUMN_NOBODY)
        cookie = ended[cell->column - COLUMN_ENDED_MOTHER];
    return visit_call(visit, method_name(cell->route->method), filling.target, cookie, filling.body);
}

/* Nothing of the child, its group or what was written stands in an answer that refuses. */
static void assert_tells_nothing(const struct cell *cell, const struct http_test_answer *answer)
{
    static const char *const groups[FIXTURE_GROUP__MAX] = { "Eekhoorns", "Bevers", "Vossen", "Thuis bij Ria",
                                                            "Pinguins" };
    assert_no_trace(answer, child_names[cell->object->child]);
    assert_no_trace(answer, FILLING_NOTE);
    assert_no_trace(answer, groups[visit_group_of(cell->object->child)]);
}

/* Whether the answer must be a refusal: then it changes nothing either. */
static bool must_refuse(const struct cell *cell, bool public)
{
    bool nobody = cell->column >= COLUMN_NOBODY && cell->column != COLUMN_TABLET;
    return expected(cell) >= 400 || (nobody && !public);
}

static void check(struct visit *visit, const struct cell *cell, bool public)
{
    struct http_test_answer answer = ask(visit, cell);
    int must = expected(cell);
    if (answer.status != must)
        fail_msg("%s %s for %s about %s: %d, not %d\n%.*s", method_name(cell->route->method), cell->route->path,
                 column_name(cell->column), child_names[cell->object->child], answer.status, must,
                 TEXT_ARGS(answer.body));
    if (!must_refuse(cell, public))
        return;
    if (answer.status == 303)
        assert_true(text_starts_with(answer.location, TEXT("/sign-in")));
    /* The tablet's own pages name its group: tablet_test.c looks what else they say. */
    bool of_tablet = cell->column == COLUMN_TABLET && text_starts_with(text_from(cell->route->path), TEXT("/tablet"));
    bool form_again = must == 422 && (is_route(cell, "/group/{group}/photos") || /* with the children of the group */
                                      is_route(cell, "/child/{child}/portrait"));
    if (!of_tablet && !form_again)
        assert_tells_nothing(cell, &answer);
}

/* The cells of one route that must be refused, or the others; gives their number. */
static size_t check_cells(struct visit *visit, const struct route *route, struct filling_object *objects, size_t count,
                          bool refused)
{
    bool public = route->rule.kind == RULE_KIND_PUBLIC;
    size_t cells = 0;
    for (size_t i = 0; i < count; i++)
        for (int column = 0; column < COLUMN__MAX; column++) {
            struct cell cell = { route, &objects[i], column };
            if (must_refuse(&cell, public) != refused)
                continue;
            if (!refused && objects[i].child != FIXTURE_CHILD_LEFT)
                filling_renew(visit, &objects[i]);
            check(visit, &cell, public);
            cells++;
        }
    return cells;
}

/* A guardian who decides from now on was not asked about the partner yet, so the invitation ended: it is given again. */
static int invite_again(struct change *change, void *argument)
{
    const struct fixture *fixture = argument;
    return people_partner_set(change, &(struct people_partner){ .person = fixture->persons[FIXTURE_PARTNER],
                                                                .child = fixture->children[FIXTURE_CHILD_OWN],
                                                                .purpose = TEXT("school"),
                                                                .from = date_add(FIXTURE_TODAY, -1000),
                                                                .until = date_add(FIXTURE_TODAY, 30) });
}

/* One route for all columns and objects; gives the number of cells. */
static size_t check_route(struct visit *visit, const struct route *route, struct filling_object *objects)
{
    bool public = route->rule.kind == RULE_KIND_PUBLIC;
    size_t object_count = public || route->rule.kind == RULE_KIND_SIGNED_IN ? 1 : FIXTURE_CHILD__MAX;
    for (size_t i = 0; i < object_count; i++)
        if (objects[i].child != FIXTURE_CHILD_LEFT)
            filling_renew(visit, &objects[i]);
    shift = tablet_unlocked(visit, device, FIXTURE_MENTOR, "4071"); /* her own telephone may have signed it out */
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, invite_again, &visit->fixture),
                     STATUS_OK);
    /* First all that is refused: after it the database is as it was, but that a wrong password is counted. */
    struct text before = visit_fingerprint(visit);
    size_t cells = check_cells(visit, route, objects, object_count, true);
    bool counts = text_equal(text_from(route->path), TEXT("/tablet/confirm")); /* a wrong PIN */
    if (!public && !counts && !text_equal(before, visit_fingerprint(visit)))
        fail_msg("%s %s: refused somebody, and changed something", method_name(route->method), route->path);
    return cells + check_cells(visit, route, objects, object_count, false);
}

static bool ends_the_session(const struct route *route)
{
    return text_equal(text_from(route->path), TEXT("/sign-out")) ||
           text_equal(text_from(route->path), TEXT("/tablet/lock"));
}

static void everybody_asks_for_everything(void **state)
{
    struct visit *visit = visit_of(state);
    fixture_world_widen(&visit->world); /* people of two organisations ask the same one */
    struct filling_object objects[FIXTURE_CHILD__MAX];
    filling_objects(visit, objects);
    ended[0] = ended_session(visit, FIXTURE_MOTHER);
    ended[1] = ended_session(visit, FIXTURE_PROFESSIONAL);
    device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    tablet_choose_pin(visit, FIXTURE_MENTOR, "4071");
    size_t cells = 0;
    size_t routes = 0;
    for (int last = 0; last < 2; last++)
        for (size_t t = 0; t < visit->routes_count; t++)
            for (size_t r = 0; r < visit->routes[t].count; r++) {
                const struct route *route = &visit->routes[t].items[r];
                if (ends_the_session(route) != (last == 1))
                    continue;
                cells += check_route(visit, route, objects);
                routes++;
            }
    print_message("# access matrix: %zu cells of %zu routes on %s\n", cells, routes,
                  db_engine_name(db_engine(visit->world.db)));
    assert_true(routes > 20 && cells > 2000);
}

/* Ids that are none, or of another kind, are nothing to anybody. */
static void what_is_not_there_is_hidden(void **state)
{
    struct visit *visit = visit_of(state);
    fixture_world_widen(&visit->world); /* people of two organisations ask the same one */
    const char *group = visit_group(visit, FIXTURE_GROUP_EEKHOORNS);
    const char *targets[] = {
        "/child/0000000000000",
        "/child/zzzzzzzzzzzzz",
        "/child/1",
        "/child/../group",
        arena_printf(visit->arena, "/child/%s", group).data,
        arena_printf(visit->arena, "/group/%s", visit_child(visit, FIXTURE_CHILD_OWN)).data,
        arena_printf(visit->arena, "/child/%s/2026-02-30", visit_child(visit, FIXTURE_CHILD_OWN)).data,
        "/child",
        "/nergens"
    };
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
        for (int person = 0; person < FIXTURE_PERSON__MAX; person++) {
            int status = visit_get(visit, (enum fixture_person)person, text_from(targets[i])).status;
            /* Who has nothing here any more is told so wherever there could be something. */
            assert_true(status == 404 || (status == 403 && fixture_is_over((enum fixture_person)person)));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everybody_asks_for_everything),
        cmocka_unit_test(what_is_not_there_is_hidden),
    };
    return PAGE_TESTS_RUN(tests);
}
