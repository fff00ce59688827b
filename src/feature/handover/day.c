/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The day page of one child: rows of the database become cards on one time axis, in the reader's words. What a person
 * may read is decided by the statements (access set against audience); here it is only put in order.
 */
#include "feature/handover/day.h"

#include "access/page.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "feature/handover/day_reading.h"
#include "feature/handover/handover.h"
#include "feature/handover/part.h"
#include "feature/handover/question.h"
#include "i18n/day_text.h"

enum { WEEK_DAYS = 5, WEEKEND_STEP = 2 };

/* The values of one kind as buttons or radios. */
static struct choices_view choices_of(struct arena *arena, enum entry_kind kind, unsigned ages, bool alone)
{
    struct choice_view *items = ARENA_MANY(arena, struct choice_view, code_count);
    size_t count = 0;
    for (size_t i = 0; i < code_count; i++) {
        if (codes[i].kind != kind || (codes[i].ages & ages) == 0)
            continue;
        const char *form_value = codes[i].value;
        if (!alone)
            form_value = text_bytes(arena_printf(arena, "%s.%s", code_kinds[kind].name, codes[i].value));
        items[count++] = (struct choice_view){ form_value, codes[i].pictogram, codes[i].label };
    }
    return (struct choices_view){ items, count };
}

static void kind_add(struct arena *arena, struct kinds_view *kinds, struct kind_view *items, enum entry_kind kind,
                     unsigned ages, bool alone)
{
    struct choices_view choices = choices_of(arena, kind, ages, alone);
    if (choices.count == 0)
        return;
    items[kinds->count] = (struct kind_view){ .name = code_kinds[kind].name,
                                              .pictogram = code_kinds[kind].pictogram,
                                              .word = code_kinds[kind].word,
                                              .choices = choices };
    kinds->count++;
}

/* The amounts that bottles often have. */
static void add_amounts(struct request *request, struct kind_view *view)
{
    static const int64_t amounts[] = { 60, 90, 120, 150, 180, 210, 240 };
    view->has_ml = true;
    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
        struct word_value values[] = { word_value("n", amounts[i]) };
        *vector_add(request->arena, &view->amounts) = (struct amount_view){
            .form_value = arena_printf(request->arena, "bottle.drunk%c%d", CODE_MEASURE_MARK, (int)amounts[i]),
            .text = word_format(request->arena, request->words, WORD_HANDOVER_ML_AMOUNT, values, 1)
        };
    }
}

struct kinds_view day_kinds(struct request *request, unsigned ages)
{
    struct kind_view *items = ARENA_MANY(request->arena, struct kind_view, KIND__MAX);
    struct kinds_view kinds = { items, 0 };
    for (enum entry_kind kind = 0; kind < KIND__MAX; kind++) {
        size_t before = kinds.count;
        if (code_kind_is_of(kind, SIDE_CENTRE))
            kind_add(request->arena, &kinds, items, kind, ages, false);
        if (kinds.count > before && kind == KIND_BOTTLE)
            add_amounts(request, &items[before]);
        if (kinds.count > before)
            items[before].has_degrees = kind == KIND_HEALTH;
    }
    return kinds;
}

struct kind_view day_kind(struct request *request, enum entry_kind kind)
{
    struct kind_view view = { .name = "" };
    struct kinds_view kinds = { &view, 0 };
    kind_add(request->arena, &kinds, &view, kind, AGES_ALL, false);
    return view;
}

struct kinds_view day_note_kinds(struct arena *arena)
{
    static const enum entry_kind of_note[] = { KIND_NIGHT, KIND_BREAKFAST, KIND_MOOD };
    struct kind_view *items = ARENA_MANY(arena, struct kind_view, KIND__MAX);
    struct kinds_view kinds = { items, 0 };
    for (size_t i = 0; i < sizeof of_note / sizeof *of_note; i++)
        kind_add(arena, &kinds, items, of_note[i], AGES_ALL, true);
    return kinds;
}

struct chip_view day_chip(struct request *request, const struct code *code, int64_t measure, struct text since,
                          struct text until, bool lasts)
{
    struct word_value values[] = { word_value("from", since), word_value("until", until) };
    struct chip_view chip = { code->kind, code->pictogram, code_text(request->arena, request->words, code, measure) };
    if (code->kind != KIND_SLEEP || text_equal(text_from(code->value), TEXT(CODE_AWAKE)))
        return chip;
    enum word id = !text_is_null(until) ? WORD_HANDOVER_SLEEP_SLEPT
                   : lasts              ? WORD_HANDOVER_SLEEP_SINCE
                                        : WORD_HANDOVER_SLEEP_STARTED;
    chip.text = word_format(request->arena, request->words, id, values, 2);
    return chip;
}

/* Group, phone and presence ("Noor is er sinds 8:04"): who to turn to. */
static void show_group(struct day_reading *reading)
{
    struct request *request = reading->request;
    struct day_view *view = reading->view;
    const struct handover_placement_row *row = &reading->placement; /* zeroes without a place */
    view->group_name = row->group_name;
    view->phone = row->phone;
    view->call = page_call(request, row->phone);
    if (view->is_centre && row->care_group.value)
        view->board = url_handover_board(request->arena, row->care_group);
    view->topics = page_topics(request, view->is_home ? reading->child : (struct child_id){ 0 },
                               view->is_home ? (struct group_id){ 0 } : row->care_group);
    view->opens_later = view->is_home && view->is_today && reading->stay.out_at == INSTANT_NONE &&
                        (row->expected || reading->stay.in_at != INSTANT_NONE) &&
                        text_equal(row->opens, TEXT(HANDOVER_PICK_UP));
    view->team = TEXT("");
    for (size_t i = 0; i < reading->team.count; i++)
        view->team =
            handover_team_add(request, view->team, reading->team.items[i].given_name, reading->team.items[i].role);
    view->team_page = ADDRESS(request->arena, "/child/{child}/team", address_value(reading->child));
    view->presence = handover_presence(
        request, &reading->zone_day,
        &(struct handover_presence){ view->name, reading->stay.in_at, reading->stay.out_at, row->expected,
                                     date_compare(reading->date, request->viewer->today) });
}

/* The other children of this home, to step from one to the next. */
static void show_siblings(struct day_reading *reading)
{
    struct request *request = reading->request;
    const struct handover_siblings_rows *rows = &reading->siblings;
    for (size_t i = 0; rows->count > 1 && i < rows->count; i++) {
        struct sibling_view *sibling = vector_add(request->arena, &reading->view->siblings);
        *sibling = (struct sibling_view){
            .address = url_handover_day(request->arena, rows->items[i].child, reading->date),
            .name = rows->items[i].given_name,
            .initial = handover_initial(rows->items[i].given_name),
            .tint = handover_tint(rows->items[i].child),
            .current = rows->items[i].child.value == reading->child.value,
        };
    }
}

bool day_is_near(const struct viewer *viewer, struct date date)
{
    return date_equal(date, viewer->today) || date_equal(date, date_add(viewer->today, -1));
}

static struct day_link_view day_link(struct day_reading *reading, struct date date)
{
    struct request *request = reading->request;
    return (struct day_link_view){
        .address = url_handover_day(request->arena, reading->child, date),
        .name = page_day_text(request, date, DAY_LETTERS),
        .number = arena_printf(request->arena, "%d", date_to_civil(date).day),
        .label = page_day_text(request, date, DAY_HEADING),
        .current = date_equal(date, reading->date),
    };
}

/* Five days, which is what fits a phone: Monday to Friday, or Wednesday to Sunday when the page is of a weekend. */
static struct date first_day_of(struct date date)
{
    struct date first = date_add(date, -(int32_t)(date_weekday(date) - WEEKDAY_MONDAY));
    return date_weekday(date) > WEEKDAY_FRIDAY ? date_add(first, WEEKEND_STEP) : first;
}

static void show_week(struct day_reading *reading)
{
    struct day_view *view = reading->view;
    const struct handover_written_days_rows *rows = &reading->written_days;
    for (int32_t i = 0; i < WEEK_DAYS; i++) {
        struct date date = date_add(reading->first_day, i);
        if (view->on_tablet && !day_is_near(reading->request->viewer, date))
            continue;
        struct day_link_view *link = vector_add(reading->request->arena, &view->week);
        *link = day_link(reading, date);
        for (size_t k = 0; k < rows->count; k++)
            link->written = link->written || rows->items[k].day.days == reading->first_day.days + i;
    }
    view->previous = day_link(reading, date_add(reading->date, -1));
    view->next = day_link(reading, date_add(reading->date, 1));
}

/* What grows with each act of this person on the page, also with taking back (form_id.h). */
static int64_t acts_of(const struct day_reading *reading)
{
    int64_t acts = 0;
    for (size_t i = 0; i < reading->entries.count; i++)
        if (reading->entries.items[i].author.value == reading->request->person.value)
            acts += reading->entries.items[i].version;
    return acts;
}

/* The forms of home and centre. */
static void show_forms(struct day_reading *reading)
{
    const struct handover_head_row *head = &reading->head;
    struct request *request = reading->request;
    struct day_view *view = reading->view;
    reading->forms = form_page_of(request, acts_of(reading));
    reading->answer = url_handover_answer(request->arena, reading->child, reading->date);
    reading->undo = url_handover_undo(request->arena, reading->child, reading->date);
    reading->release = url_handover_release(request->arena, reading->child, reading->date);
    reading->split = view->is_home ? head->two_homes : head->many_homes;
    struct address write = url_handover_write(request->arena, reading->child, reading->date);
    struct text client_id = form_id(request->arena, &reading->forms, "write", 0);
    struct word_value mentor[] = { word_value("name", head->mentor) };
    view->compose = (struct compose_view){
        .name = view->name, .write = write, .client_id = client_id, .two_homes = view->is_home && head->two_homes
    };
    if (view->is_home && !text_is_empty(head->mentor))
        view->compose.mentor = word_format(request->arena, request->words, WORD_HANDOVER_READS_MENTOR, mentor, 1);
    view->compose.choose_reader = view->compose.two_homes || !text_is_empty(view->compose.mentor);
    view->single = (struct single_view){ .write = write, .client_id = client_id };
}

/* "zondag 22 november · vandaag": the days nearest by are called by name as well. */
static struct text day_named(struct request *request, struct date date)
{
    static const enum word names[] = { WORD_DAY_YESTERDAY, WORD_DAY_TODAY, WORD_DAY_TOMORROW };
    struct text text = page_day_text(request, date, DAY_HEADING);
    int32_t away = date.days - request->viewer->today.days;
    if (away < -1 || away > 1)
        return text;
    return arena_printf(request->arena, "%.*s · %.*s", TEXT_ARGS(text),
                        TEXT_ARGS(word(request->words, names[away + 1])));
}

/* Who it is about and who looks. */
static void show_head(struct day_reading *reading)
{
    struct request *request = reading->request;
    struct day_view *view = reading->view;
    const struct viewer *viewer = request->viewer;
    const struct handover_head_row *head = &reading->head;
    view->child = reading->child;
    view->hub = ADDRESS(request->arena, "/child/{child}/about", address_value(reading->child));
    view->booklet = ADDRESS(request->arena, "/child/{child}/{day}/booklet", address_value(reading->child),
                            address_value(reading->date));
    view->booklet_week = ADDRESS(request->arena, "/child/{child}/{day}/booklet/week", address_value(reading->child),
                                 address_value(reading->date));
    view->name = head->given_name;
    view->say_name = head->say_name;
    view->medicine = ADDRESS(request->arena, "/child/{child}/medicine", address_value(reading->child));
    view->accident = ADDRESS(request->arena, "/child/{child}/accidents", address_value(reading->child));
    view->has_care = (viewer->scope & (SCOPE_READ_HOME | SCOPE_RESTRICTIONS | SCOPE_MANAGE)) != 0;
    view->allergies = head->allergies;
    view->mentor = head->mentor;
    view->initial = handover_initial(head->given_name);
    view->tint = handover_tint(reading->child);
    view->has_portrait = reading->head.portrait.value != 0;
    view->portrait = handover_portrait(request->arena, reading->child, reading->head.portrait);
    view->is_home = (viewer->scope & SCOPE_SIDE_HOME) != 0;
    view->is_centre = !view->is_home;
    view->is_today = date_equal(reading->date, viewer->today);
    view->on_tablet = viewer->tablet.value != 0;
    view->can_write = (viewer->scope & (view->is_home ? SCOPE_WRITE_HOME : SCOPE_WRITE_CENTRE)) != 0;
    view->day_text = day_named(request, reading->date);
    show_forms(reading);
}

/* Everything that the page says, in one round trip to the database. */
static int read_all(struct day_reading *reading)
{
    struct request *request = reading->request;
    const struct viewer *viewer = request->viewer;
    const struct organisation_id organisation = request->organisation;
    const struct child_id child = reading->child;
    const struct date day = reading->date;
    struct db_together together = { .db = request->db, .arena = request->arena };
    handover_head_later(
        &together,
        (struct handover_head_in){
            .organisation = organisation, .child = child, .person = request->person, .today = viewer->today },
        &reading->head, &reading->has_head);
    handover_placement_later(
        &together,
        (struct handover_placement_in){
            .organisation = organisation, .child = child, .day = day, .weekday_bit = weekday_bit(day) },
        &reading->placement, &reading->has_placement);
    handover_stay_later(&together,
                        (struct handover_stay_in){ .organisation = organisation, .child = child, .day = day },
                        &reading->stay, &reading->has_stay);
    handover_day_entries_later(&together,
                               (struct handover_day_entries_in){ .organisation = organisation,
                                                                 .child = child,
                                                                 .day = day,
                                                                 .person = request->person,
                                                                 .today = viewer->today,
                                                                 .scope = viewer->scope },
                               &reading->entries);
    handover_called_later(&together, (struct handover_called_in){ .organisation = organisation, .child = child },
                          &reading->called);
    handover_read_moments_later(
        &together, (struct handover_read_moments_in){ .organisation = organisation, .child = child, .day = day },
        &reading->read_moments);
    if ((viewer->scope & SCOPE_SIDE_HOME) != 0)
        handover_siblings_later(&together,
                                (struct handover_siblings_in){
                                    .organisation = organisation, .person = request->person, .today = viewer->today },
                                &reading->siblings);
    if ((viewer->scope & SCOPE_SIDE_HOME) != 0 && date_equal(day, viewer->today))
        handover_team_of_child_later(
            &together,
            (struct handover_team_of_child_in){
                .organisation = organisation, .child = child, .day = day, .weekday_bit = weekday_bit(day) },
            &reading->team);
    if ((viewer->scope & SCOPE_READ) != 0)
        handover_written_days_later(&together,
                                    (struct handover_written_days_in){ .organisation = organisation,
                                                                       .child = child,
                                                                       .from_day = reading->first_day,
                                                                       .days = WEEK_DAYS,
                                                                       .person = request->person,
                                                                       .today = viewer->today },
                                    &reading->written_days);
    question_look(reading, &together);
    part_ask(reading, &together);
    int status = db_together_run(&together);
    return status == STATUS_OK && !reading->has_head ? STATUS_NOT_FOUND : status;
}

/* Leaves what was taken back out of the lines; and on a tablet what the reader wrote at home, as a guardian, for others than the
 * group. */
static void drop_hidden(const struct viewer *viewer, struct handover_day_entries_rows *rows)
{
    size_t kept = 0;
    for (size_t i = 0; i < rows->count; i++)
        if (!rows->items[i].withdrawn && (viewer->tablet.value == 0 || (rows->items[i].audience & viewer->scope) != 0))
            rows->items[kept++] = rows->items[i];
    rows->count = kept;
}

int day_read(struct request *request, struct child_id child, struct date date, const struct day_stale *stale,
             struct day_view *ret_view)
{
    struct day_view view = { 0 };
    struct day_reading reading = {
        .request = request,
        .view = &view,
        .child = child,
        .date = date,
        .stale = stale,
        .first_day = first_day_of(date),
        .stay = { INSTANT_NONE, INSTANT_NONE },
    };
    if (request->viewer->tablet.value)
        reading.first_day = date_add(request->viewer->today, -1);
    zone_day(request->viewer->zone, date, &reading.zone_day);
    int status = read_all(&reading);
    if (status != STATUS_OK)
        return status;
    show_head(&reading);
    drop_hidden(request->viewer, &reading.entries);
    show_group(&reading);
    part_show(&reading);
    day_show_entries(&reading);
    show_siblings(&reading);
    if ((request->viewer->scope & SCOPE_READ) != 0)
        show_week(&reading);
    if (view.compose.wants_note)
        view.compose.kinds = day_note_kinds(request->arena);
    if (view.is_centre && view.can_write && view.is_today)
        view.single.kinds = day_kinds(request, code_ages_of(reading.placement.ages, reading.placement.care_form));
    *ret_view = view;
    return day_photos(request, child, date, ret_view);
}
