/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the pages of consent show (show.h). A guardian reads her own answers and whether a purpose is in force, never what
 * another guardian answered: where homes differ nothing of it may leak (R243), and where they do not she can ask.
 */
#include "feature/consent/show.h"

#include "access/effort.h"
#include "access/page.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "feature/consent/consent.sql.h"
#include "feature/handover/handover.h"

enum { PAST_MAXIMUM = 100 };

/* What one guardian answered, for a purpose. */
struct own {
    bool answered;
    bool yes;
    bool planned; /* not answered here, and the planning package said yes */
    struct date from, until;
};

static struct own own_of(const struct consent_own_rows *rows, const struct consent_planned_rows *planned,
                         const struct consent_purpose *purpose)
{
    struct text name = text_from(purpose->name);
    struct own own = { .answered = false };
    for (size_t i = 0; i < rows->count; i++)
        if (text_equal(rows->items[i].purpose, name))
            own = (struct own){ .answered = true,
                                .yes = rows->items[i].answer,
                                .from = rows->items[i].from_day,
                                .until = rows->items[i].until_day };
    for (size_t i = 0; !own.answered && i < planned->count; i++)
        own.planned = own.planned || text_equal(planned->items[i].purpose, name);
    return own;
}

static int read_answers(struct request *request, struct person_id person, struct consent_own_rows *ret_rows)
{
    return consent_own(request->db, request->arena,
                       (struct consent_own_in){
                           .organisation = request->organisation, .child = request->viewer->child, .person = person },
                       ret_rows);
}

static int read_planned(struct request *request, struct text planning, struct consent_planned_rows *ret_rows)
{
    return consent_planned(request->db, request->arena, (struct consent_planned_in){ .planning = planning }, ret_rows);
}

static int read_head(struct request *request, struct consent_head_row *ret_row)
{
    return consent_head(request->db, request->arena,
                        (struct consent_head_in){ .organisation = request->organisation,
                                                  .child = request->viewer->child,
                                                  .person = request->person,
                                                  .today = request->viewer->today },
                        ret_row);
}

static int read_force(struct request *request, const struct consent_purpose *purpose, bool *ret_in_force)
{
    return consent_in_force(request->db, request->organisation, request->viewer->child, purpose, 0,
                            request->viewer->today, ret_in_force);
}

/* Of feature/network, which stands on this folder. */
static struct address network_of(struct request *request)
{
    return ADDRESS(request->arena, "/child/{child}/network", address_value(request->viewer->child));
}

/* --- a guardian's page --- */

static struct text sentence(struct request *request, enum word id, const char *name, struct date day)
{
    struct word_value values[] = { word_value(name, page_day_text(request, day, DAY_FULL)) };
    return word_format(request->arena, request->words, id, values, 1);
}

/* What she answered, and the taps that are offered: as many for taking back as for giving. */
static void put_own(struct request *request, const struct own *own, struct consent_item_view *item)
{
    struct date today = request->viewer->today;
    bool runs = own->answered && own->yes && date_compare(own->until, today) > 0;
    bool due = runs && date_compare(own->until, date_add(today, CONSENT_DUE_DAYS)) <= 0;
    item->offers_yes = !runs || due;
    item->offers_no = !own->answered || own->yes;
    item->yes = WORD_CONSENT_YES;
    item->no = runs ? WORD_CONSENT_STOP : WORD_CONSENT_NO;
    if (own->planned)
        item->own = word(request->words, WORD_CONSENT_OWN_PLANNING);
    else if (!own->answered)
        item->own = word(request->words, WORD_CONSENT_OWN_NONE);
    else if (!own->yes)
        item->own = sentence(request, WORD_CONSENT_OWN_NO, "day", own->from);
    else if (!runs)
        item->own = sentence(request, WORD_CONSENT_OWN_OVER, "until", date_add(own->until, -1));
    else
        item->own =
            sentence(request, due ? WORD_CONSENT_OWN_DUE : WORD_CONSENT_OWN_YES, "until", date_add(own->until, -1));
    if (due || (own->answered && own->yes && !runs))
        item->yes = WORD_CONSENT_RENEW;
}

/* "Op papier: ondertekend op 3 november 2026, genoteerd door Hanna, bewaard door Wilma"; empty when she answered here. */
static struct text paper_text(struct request *request, const struct consent_past_row *row)
{
    if (!row->on_paper)
        return TEXT("");
    struct word_value values[] = { word_value("name", row->written_name),
                                   word_value("day", page_day_text(request, row->signed_day, DAY_FULL)),
                                   word_value("keeper", row->kept_by) };
    struct word_value name[] = { word_value("name", row->written_name) };
    return row->signed_day.days > 0
               ? word_format(request->arena, request->words, WORD_CONSENT_PAPER_TOLD, values, 3)
               : word_format(request->arena, request->words, WORD_CONSENT_PAPER_TOLD_SHORT, name, 1);
}

/* What stands there now of a purpose is the newest of it. */
static void put_paper(struct consent_own_view *view, const struct consent_purpose *purpose, struct text paper)
{
    for (size_t i = 0; i < view->items.count; i++)
        if (view->items.items[i].title == purpose->title)
            view->items.items[i].paper = paper;
}

static int add_past(struct request *request, struct consent_own_view *view)
{
    struct consent_past_rows rows;
    int status = consent_past(request->db, request->arena,
                              (struct consent_past_in){ .organisation = request->organisation,
                                                        .child = request->viewer->child,
                                                        .person = request->person,
                                                        .most = PAST_MAXIMUM },
                              &rows);
    for (size_t i = rows.count; status == STATUS_OK && i > 0; i--) {
        const struct consent_purpose *purpose = consent_purpose_find(rows.items[i - 1].purpose);
        if (purpose)
            put_paper(view, purpose, paper_text(request, &rows.items[i - 1]));
    }
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct consent_purpose *purpose = consent_purpose_find(rows.items[i].purpose);
        if (!purpose)
            continue;
        struct consent_past_view *past = vector_add(request->arena, &view->past);
        *past =
            (struct consent_past_view){ .day = page_day_text(request, rows.items[i].from_day, DAY_FULL),
                                        .title = purpose->title,
                                        .answer = rows.items[i].answer ? WORD_CONSENT_SAID_YES : WORD_CONSENT_SAID_NO,
                                        .paper = paper_text(request, &rows.items[i]) };
    }
    return status;
}

int consent_show_own(struct request *request, const struct consent_purpose *saved, struct consent_own_view *ret_view)
{
    struct consent_head_row head;
    struct consent_own_rows rows;
    struct consent_planned_rows planned;
    const struct viewer *viewer = request->viewer;
    int status = read_head(request, &head);
    if (status == STATUS_OK)
        status = read_answers(request, request->person, &rows);
    if (status == STATUS_OK)
        status = read_planned(request, head.planning, &planned);
    if (status != STATUS_OK)
        return status;
    *ret_view =
        (struct consent_own_view){ .name = head.given_name,
                                   .hub = ADDRESS(request->arena, "/child/{child}/about", address_value(viewer->child)),
                                   .answer = url_consent_answer(request->arena, viewer->child),
                                   .effort = effort_text(request, EFFORT_CONSENT),
                                   .topics = page_topics(request, (struct child_id){ 0 }, (struct group_id){ 0 }),
                                   .network = network_of(request),
                                   .parents =
                                       ADDRESS(request->arena, "/child/{child}/parents", address_value(viewer->child)),
                                   .is_full = (viewer->scope & SCOPE_READ_HOME) != 0,
                                   .decides = head.decides,
                                   .shows = head.decides || (viewer->scope & SCOPE_READ_HOME) != 0 };
    for (const struct consent_purpose *purpose = consent_purposes;
         status == STATUS_OK && ret_view->shows && purpose->name; purpose++) {
        if (purpose->named)
            continue;
        struct own own = own_of(&rows, &planned, purpose);
        struct consent_item_view *item = vector_add(request->arena, &ret_view->items);
        *item =
            (struct consent_item_view){ .name = purpose->name,
                                        .title = purpose->title,
                                        .text = purpose->texts[purpose->version - 1],
                                        .asks = purpose->everyone ? WORD_CONSENT_ASKS_EVERYONE : WORD_CONSENT_ASKS_ONE,
                                        .version = purpose->version,
                                        .decides = head.decides,
                                        .saved = purpose == saved };
        put_own(request, &own, item);
        status = read_force(request, purpose, &item->in_force);
    }
    return status == STATUS_OK ? add_past(request, ret_view) : status;
}

/* --- for the centre --- */

static struct text full_name(struct request *request, const struct consent_deciders_row *row)
{
    return text_is_empty(row->family_name)
               ? row->given_name
               : arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(row->given_name), TEXT_ARGS(row->family_name));
}

static struct text answer_words(struct request *request, struct text name, const struct own *own)
{
    bool over = own->answered && own->yes && date_compare(own->until, request->viewer->today) <= 0;
    enum word id = own->planned             ? WORD_CONSENT_OF_PLANNING
                   : !own->answered || over ? WORD_CONSENT_OF_NONE
                   : own->yes               ? WORD_CONSENT_OF_YES
                                            : WORD_CONSENT_OF_NO;
    struct word_value values[] = { word_value("name", name) };
    return word_format(request->arena, request->words, id, values, 1);
}

/* The answers of one guardian, a line under each purpose. */
static int add_answers(struct request *request, const struct consent_planned_rows *planned,
                       const struct consent_deciders_row *decider, struct consent_staff_view *view)
{
    struct consent_own_rows rows;
    int status = read_answers(request, decider->person, &rows);
    for (size_t i = 0; status == STATUS_OK && i < view->states.count; i++) {
        struct consent_state_view *state = &view->states.items[i];
        struct own own = own_of(&rows, planned, consent_purpose_find(text_from(state->name)));
        struct consent_answer_view *answer = vector_add(request->arena, &state->answers);
        answer->words = answer_words(request, full_name(request, decider), &own);
    }
    return status;
}

static int add_deciders(struct request *request, const struct consent_head_row *head, struct consent_staff_view *view)
{
    struct consent_planned_rows planned;
    struct consent_deciders_rows rows;
    int status = read_planned(request, head->planning, &planned);
    if (status == STATUS_OK)
        status = consent_deciders(request->db, request->arena,
                                  (struct consent_deciders_in){ .organisation = request->organisation,
                                                                .child = request->viewer->child,
                                                                .today = request->viewer->today },
                                  &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        struct consent_decider_view *decider = vector_add(request->arena, &view->deciders);
        *decider =
            (struct consent_decider_view){ .person = rows.items[i].person, .name = full_name(request, &rows.items[i]) };
        status = add_answers(request, &planned, &rows.items[i], view);
    }
    return status;
}

/* The groups of the child, so that the page asks again when somebody there hears of it. */
static int staff_topics(struct request *request, struct text *ret_topics)
{
    struct consent_groups_rows rows;
    int status = consent_groups(request->db, request->arena,
                                (struct consent_groups_in){ .organisation = request->organisation,
                                                            .child = request->viewer->child,
                                                            .today = request->viewer->today },
                                &rows);
    struct group_id group = { status == STATUS_OK && rows.count > 0 ? rows.items[0].care_group.value : 0 };
    if (status == STATUS_OK)
        *ret_topics = page_topics(request, (struct child_id){ 0 }, group);
    return status;
}

/* What could not be taken over stands in the form again. */
static void put_typed(struct request *request, const struct consent_answer *typed, struct consent_staff_view *view)
{
    view->today = date_iso(request->arena, request->viewer->today);
    view->signed_day = typed ? date_iso(request->arena, typed->signed_day) : TEXT("");
    view->kept_by = typed ? typed->kept_by : TEXT("");
    for (size_t i = 0; typed && i < view->deciders.count; i++)
        view->deciders.items[i].chosen = view->deciders.items[i].person.value == typed->person.value;
    for (size_t i = 0; typed && i < view->states.count; i++)
        view->states.items[i].chosen = strcmp(view->states.items[i].name, typed->purpose->name) == 0;
}

int consent_show_staff(struct request *request, const struct consent_answer *typed, struct consent_staff_view *ret_view)
{
    const struct viewer *viewer = request->viewer;
    struct consent_head_row head;
    struct text topics;
    int status = read_head(request, &head);
    if (status == STATUS_OK)
        status = staff_topics(request, &topics);
    if (status != STATUS_OK)
        return status;
    *ret_view =
        (struct consent_staff_view){ .name = head.given_name,
                                     .hub =
                                         ADDRESS(request->arena, "/child/{child}/about", address_value(viewer->child)),
                                     .network = network_of(request),
                                     .paper = url_consent_paper(request->arena, viewer->child),
                                     .topics = topics,
                                     .may_write = (viewer->scope & (SCOPE_READ_MENTOR | SCOPE_READ_MANAGER)) != 0 };
    for (const struct consent_purpose *purpose = consent_purposes; status == STATUS_OK && purpose->name; purpose++) {
        if (purpose->named)
            continue;
        struct consent_state_view *state = vector_add(request->arena, &ret_view->states);
        *state = (struct consent_state_view){ .name = purpose->name,
                                              .title = purpose->title,
                                              .title_text = word(request->words, purpose->title),
                                              .version = purpose->version,
                                              .text = purpose->texts[purpose->version - 1] };
        status = read_force(request, purpose, &state->in_force);
    }
    if (status == STATUS_OK && ret_view->may_write)
        status = add_deciders(request, &head, ret_view);
    put_typed(request, typed, ret_view);
    return status;
}

int consent_show_group(struct request *request, struct consent_group_view *ret_view)
{
    const struct viewer *viewer = request->viewer;
    struct consent_group_name_row head;
    struct consent_group_children_rows rows;
    int status = consent_group_name(
        request->db, request->arena,
        (struct consent_group_name_in){ .organisation = request->organisation, .care_group = viewer->group }, &head);
    if (status == STATUS_OK)
        status = consent_group_children(request->db, request->arena,
                                        (struct consent_group_children_in){ .organisation = request->organisation,
                                                                            .care_group = viewer->group,
                                                                            .person = request->person,
                                                                            .today = viewer->today },
                                        &rows);
    if (status != STATUS_OK)
        return status;
    *ret_view = (struct consent_group_view){ .name = head.name,
                                             .board = url_handover_board(request->arena, viewer->group),
                                             .topics = page_topics(request, (struct child_id){ 0 }, viewer->group) };
    struct consent_child_view *child = NULL;
    for (size_t i = 0; i < rows.count; i++) {
        const struct consent_group_children_row *row = &rows.items[i];
        if (!child || child->child.value != row->child.value) {
            child = vector_add(request->arena, &ret_view->children);
            *child = (struct consent_child_view){ .child = row->child,
                                                  .consent = url_consent(request->arena, row->child),
                                                  .name = row->given_name,
                                                  .initial = handover_initial(row->given_name),
                                                  .tint = handover_tint(row->child) };
        }
        const struct consent_purpose *purpose = consent_purpose_find(row->purpose);
        if (purpose)
            child->may =
                arena_printf(request->arena, "%.*s%s%.*s", TEXT_ARGS(child->may),
                             text_is_empty(child->may) ? "" : " · ", TEXT_ARGS(word(request->words, purpose->title)));
    }
    return STATUS_OK;
}
