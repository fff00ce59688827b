/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The day page of one child: rows of the database become cards on one time axis, in the reader's words. What a person
 * may read is decided by the statements (access set against audience); here it is only put in order.
 */
#include "feature/handover/day.h"

#include "access/page.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "feature/handover/form_id.h"
#include "feature/handover/handover.h"
#include "i18n/day_text.h"

enum { WEEK_DAYS = 5, WEEKEND_STEP = 2 };

/* What reading a page needs over and over. */
struct reading {
    struct request *request;
    struct day_view *view;
    struct child_id child;
    struct date date;
    struct zone_day zone_day;
    const struct day_stale *stale;
    struct form_page forms;
    struct address answer, undo;
    bool split; /* the child lives in several homes, as far as the reader may know */

    /* What the database gave. */
    bool has_head, has_placement, has_stay;
    struct handover_head_row head;
    struct handover_placement_row placement;
    struct handover_stay_row stay;
    struct handover_day_entries_rows entries;
    struct handover_called_rows called;
    struct handover_read_moments_rows read_moments;
    struct handover_siblings_rows siblings; /* for guardians */
    struct handover_written_days_rows written_days;
    struct date first_day; /* of the five days of the week */
};

/* The values of one kind as buttons or radios. */
static struct choices_view choices_of(struct arena *arena, enum entry_kind kind, bool alone)
{
    struct choice_view *items = ARENA_MANY(arena, struct choice_view, code_count);
    size_t count = 0;
    for (size_t i = 0; i < code_count; i++) {
        if (codes[i].kind != kind)
            continue;
        const char *form_value = codes[i].value;
        if (!alone)
            form_value = text_bytes(arena_printf(arena, "%s.%s", code_kinds[kind].name, codes[i].value));
        items[count++] = (struct choice_view){ form_value, codes[i].pictogram, codes[i].label };
    }
    return (struct choices_view){ items, count };
}

struct kinds_view day_kinds(struct arena *arena, enum entry_side side, bool alone)
{
    struct kind_view *items = ARENA_MANY(arena, struct kind_view, KIND__MAX);
    size_t count = 0;
    for (enum entry_kind kind = 0; kind < KIND__MAX; kind++) {
        struct choices_view choices = choices_of(arena, kind, alone);
        if (choices.count > 0 && code_kind_is_of(kind, side))
            items[count++] =
                (struct kind_view){ code_kinds[kind].name, code_kinds[kind].pictogram, code_kinds[kind].word, choices };
    }
    return (struct kinds_view){ items, count };
}

struct chip_view day_chip(struct request *request, const struct code *code, struct text since, struct text until,
                          bool lasts)
{
    struct word_value values[] = { word_value("from", since), word_value("until", until) };
    struct chip_view chip = { code->kind, code->pictogram, word(request->words, code->word) };
    if (code->kind != KIND_SLEEP || text_equal(text_from(code->value), TEXT("awake")))
        return chip;
    enum word id = !text_is_null(until) ? WORD_HANDOVER_SLEEP_SLEPT
                   : lasts              ? WORD_HANDOVER_SLEEP_SINCE
                                        : WORD_HANDOVER_SLEEP_STARTED;
    chip.text = word_format(request->arena, request->words, id, values, 2);
    return chip;
}

/* The waking that ends the nap of row `at`, or NULL. */
static const struct handover_day_entries_row *waking_after(const struct handover_day_entries_rows *rows, size_t at)
{
    for (size_t i = at + 1; i < rows->count; i++) {
        if (!text_equal(rows->items[i].kind, TEXT("sleep")))
            continue;
        return text_equal(rows->items[i].value, TEXT("awake")) ? &rows->items[i] : NULL;
    }
    return NULL;
}

/* A waking that is told in the chip of its nap needs none of its own. */
static bool is_told_by_nap(const struct handover_day_entries_rows *rows, size_t at)
{
    if (!text_equal(rows->items[at].kind, TEXT("sleep")) || !text_equal(rows->items[at].value, TEXT("awake")))
        return false;
    for (size_t i = at; i-- > 0;)
        if (text_equal(rows->items[i].kind, TEXT("sleep")))
            return text_equal(rows->items[i].value, TEXT("asleep"));
    return false;
}

/* "09:30", for machines. By hand: a page has dozens. */
static struct text clock_text(struct arena *arena, int32_t minutes)
{
    int32_t hour = minutes / 60;
    int32_t minute = minutes % 60;
    char clock[] = { (char)('0' + hour / 10), (char)('0' + hour % 10), ':', (char)('0' + minute / 10),
                     (char)('0' + minute % 10) };
    return text_copy(arena, (struct text){ clock, sizeof clock });
}

/* "0930"; the second 2:30 of a night in which the clock goes back is "0230b". */
static struct text slot_name(const struct reading *reading, int64_t at, int32_t minutes)
{
    const struct zone_day *day = &reading->zone_day;
    int64_t repeated = day->change_at == INSTANT_NONE ? 0 : (int64_t)day->offset_before - day->offset_after;
    bool again = repeated > 0 && at >= day->change_at && at < day->change_at + repeated;
    struct text clock = clock_text(reading->request->arena, minutes);
    char name[] = { clock.data[0], clock.data[1], clock.data[3], clock.data[4], 'b' };
    return text_copy(reading->request->arena, (struct text){ name, again ? sizeof name : sizeof name - 1 });
}

/* The slot of an instant, made when it is the first there. Rows come in time order. */
static struct slot_view *slot_of(struct reading *reading, int64_t at)
{
    struct arena *arena = reading->request->arena;
    int32_t minutes = zone_day_minutes(&reading->zone_day, at);
    struct text name = slot_name(reading, at, minutes);
    struct day_view *view = reading->view;
    if (view->slots.count > 0 && text_equal(view->slots.items[view->slots.count - 1].name, name))
        return &view->slots.items[view->slots.count - 1];
    struct slot_view *slot = vector_add(arena, &view->slots);
    slot->time = time_text(arena, minutes);
    slot->clock = clock_text(arena, minutes);
    slot->name = name;
    return slot;
}

static struct entry_view *card_of_moment(struct day_view *view, struct moment_id moment)
{
    for (size_t i = view->slots.count; i-- > 0;)
        for (size_t k = 0; k < view->slots.items[i].entries.count; k++)
            if (view->slots.items[i].entries.items[k].moment.value == moment.value)
                return &view->slots.items[i].entries.items[k];
    return NULL;
}

static bool is_own_and_fresh(const struct request *request, const struct handover_day_entries_row *row)
{
    return row->author.value == request->person.value && request->now_at - row->created_at <= HANDOVER_UNDO_MS &&
           !code_is_bound(row->kind);
}

/* What the child calls the author of a line of home. */
static struct text called(const struct reading *reading, const struct handover_day_entries_row *row)
{
    if (row->side != SIDE_HOME)
        return TEXT("");
    for (size_t i = 0; i < reading->called.count; i++)
        if (reading->called.items[i].person.value == row->author.value)
            return reading->called.items[i].called;
    return TEXT("");
}

static bool was_read(const struct reading *reading, const struct handover_day_entries_row *row)
{
    for (size_t i = 0; i < reading->read_moments.count; i++)
        if (reading->read_moments.items[i].moment.value == row->moment.value)
            return row->side == SIDE_HOME;
    return false;
}

/* An empty card for the row's moment; home's cards stand before the centre's. */
static struct entry_view *card_add(struct reading *reading, const struct handover_day_entries_row *row)
{
    struct arena *arena = reading->request->arena;
    struct slot_view *slot = slot_of(reading, row->at);
    struct entry_view *card = vector_add(arena, &slot->entries);
    if (row->side == SIDE_HOME)
        for (; card > slot->entries.items && !card[-1].at_home; card--)
            card[0] = card[-1];
    bool at_home = row->side == SIDE_HOME;
    bool writes = reading->view->can_write;
    bool mentor_only = at_home && (row->audience & SCOPE_READ_GROUP) == 0;
    bool is_photo = text_equal(row->kind, text_from(code_kinds[KIND_PHOTO].name));
    bool for_all_homes = (row->audience & AUDIENCE_BOTH_HOMES) == AUDIENCE_BOTH_HOMES;
    *card = (struct entry_view){
        .moment = row->moment,
        .side = at_home ? "home" : "centre",
        .at_home = at_home,
        .who = row->author_name,
        .called = called(reading, row),
        .was_read = was_read(reading, row),
        .group_only = at_home && reading->split && !for_all_homes && !mentor_only,
        .both_homes = at_home && reading->split && for_all_homes,
        .mentor_only = mentor_only,
        .can_answer = writes && at_home != reading->view->is_home,
        .can_undo = writes && is_own_and_fresh(reading->request, row),
        .answer = reading->answer,
        .undo = reading->undo,
        .has_more = code_is_bound(row->kind) && !is_photo && reading->view->has_care,
        .more = text_equal(row->kind, text_from(code_kinds[KIND_MEDICINE].name)) ? reading->view->medicine
                                                                                 : reading->view->accident,
    };
    return card;
}

/* What to call the language of somebody's words when the reader reads another; empty when it is the same. */
static struct text foreign_name(const struct request *request, struct text code)
{
    enum language language;
    if (!language_from_code(code, &language) || language == words_language(request->words))
        return TEXT("");
    return text_from(language_about(language)->own_name);
}

/* Own words can be changed by who wrote them, for as long as the page is of today. */
static void card_words(struct reading *reading, struct entry_view *card, const struct handover_day_entries_row *row)
{
    card->note = row->note;
    card->language = row->language;
    card->entry = row->id;
    card->version = row->version;
    card->can_rewrite = reading->view->can_write && reading->view->is_today &&
                        row->author.value == reading->request->person.value && !code_is_bound(row->kind);
    card->foreign = foreign_name(reading->request, row->language);
    card->typed = row->note;
    if (reading->stale && reading->stale->entry.value == row->id.value) {
        card->stale = true;
        card->can_rewrite = true;
        card->typed = reading->stale->typed;
    }
    if (card->can_rewrite) {
        card->rewrite = url_handover_rewrite(reading->request->arena, row->id);
        card->rewrite_client = form_id(reading->request->arena, &reading->forms, "rewrite", row->id.value);
    }
}

static void card_chip(struct reading *reading, struct entry_view *card, const struct handover_day_entries_rows *rows,
                      size_t at)
{
    const struct handover_day_entries_row *row = &rows->items[at];
    const struct code *code = code_find(row->kind, row->value);
    if (!code || is_told_by_nap(rows, at))
        return;
    const struct handover_day_entries_row *waking = code->kind == KIND_SLEEP ? waking_after(rows, at) : NULL;
    struct request *request = reading->request;
    struct chip_view *chip = vector_add(request->arena, &card->chips);
    *chip =
        day_chip(request, code, handover_time(request, &reading->zone_day, row->at),
                 waking ? handover_time(request, &reading->zone_day, waking->at) : TEXT_NULL, reading->view->is_today);
}

/* An answer stands under its card; its own words open the talk for the other side. */
static void reply_add(struct reading *reading, const struct handover_day_entries_row *row, struct entry_view *card)
{
    struct request *request = reading->request;
    struct reply_view *reply = vector_add(request->arena, &card->replies);
    bool at_home = row->side == SIDE_HOME;
    *reply = (struct reply_view){
        .moment = row->moment,
        .side = at_home ? "home" : "centre",
        .who = row->author_name,
        .called = called(reading, row),
        .time = handover_time(request, &reading->zone_day, row->at),
        .note = row->note,
        .language = row->language,
        .can_undo = reading->view->can_write && is_own_and_fresh(request, row),
        .undo = card->undo,
    };
    card->can_answer = reading->view->can_write;
}

/* True when the row adds something to see: a waking that its nap tells, without words, does not. */
static bool row_shows(const struct handover_day_entries_rows *rows, size_t at)
{
    return !is_told_by_nap(rows, at) || !text_is_empty(rows->items[at].note);
}

/* Whether there is a card for the moment to stand on. */
static bool has_card(const struct handover_day_entries_rows *rows, struct moment_id moment)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].moment.value == moment.value && rows->items[i].answers.value == 0 && row_shows(rows, i))
            return true;
    return false;
}

/* An answer stands under what it answers; alone, when that was taken back. */
static bool is_reply(const struct handover_day_entries_rows *rows, size_t at)
{
    return rows->items[at].answers.value != 0 && has_card(rows, rows->items[at].answers);
}

/* Ids for the forms that answer: which cards have one is known when the answers are read. */
static void name_answers(struct reading *reading)
{
    for (size_t i = 0; i < reading->view->slots.count; i++)
        for (size_t k = 0; k < reading->view->slots.items[i].entries.count; k++) {
            struct entry_view *card = &reading->view->slots.items[i].entries.items[k];
            if (card->can_answer)
                card->answer_client = form_id(reading->request->arena, &reading->forms, "answer", card->moment.value);
        }
}

static void read_cards(struct reading *reading, const struct handover_day_entries_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        const struct handover_day_entries_row *row = &rows->items[i];
        if (is_reply(rows, i) || !row_shows(rows, i))
            continue;
        struct entry_view *card = card_of_moment(reading->view, row->moment);
        if (!card)
            card = card_add(reading, row);
        card_chip(reading, card, rows, i);
        if (!text_is_empty(row->note))
            card_words(reading, card, row);
        card->can_answer = card->can_answer && row->answers.value == 0;
    }
    for (size_t i = 0; i < rows->count; i++)
        if (is_reply(rows, i))
            reply_add(reading, &rows->items[i], card_of_moment(reading->view, rows->items[i].answers));
    name_answers(reading);
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

/* The lines of the day, and whether the reader has yet to write the first of today. */
static void show_entries(struct reading *reading)
{
    const struct handover_day_entries_rows *rows = &reading->entries;
    read_cards(reading, rows);
    bool wrote = false;
    for (size_t i = 0; i < rows->count; i++)
        wrote = wrote ||
                (rows->items[i].side == SIDE_HOME && rows->items[i].author.value == reading->request->person.value);
    reading->view->compose.wants_note = reading->view->is_home && reading->view->is_today && !wrote;
}

/* Group, phone and presence ("Noor is er sinds 8:04"): who to turn to. */
static void show_group(struct reading *reading)
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
    view->presence = handover_presence(
        request, &reading->zone_day,
        &(struct handover_presence){ view->name, reading->stay.in_at, reading->stay.out_at, row->expected,
                                     date_compare(reading->date, request->viewer->today) });
}

/* The other children of this home, to step from one to the next. */
static void show_siblings(struct reading *reading)
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

static struct day_link_view day_link(struct reading *reading, struct date date)
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

static void show_week(struct reading *reading)
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
static int64_t acts_of(const struct reading *reading)
{
    int64_t acts = 0;
    for (size_t i = 0; i < reading->entries.count; i++)
        if (reading->entries.items[i].author.value == reading->request->person.value)
            acts += reading->entries.items[i].version;
    return acts;
}

/* The forms of home and centre. */
static void show_forms(struct reading *reading)
{
    const struct handover_head_row *head = &reading->head;
    struct request *request = reading->request;
    struct day_view *view = reading->view;
    reading->forms = form_page_of(request, acts_of(reading));
    reading->answer = url_handover_answer(request->arena, reading->child, reading->date);
    reading->undo = url_handover_undo(request->arena, reading->child, reading->date);
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
static void show_head(struct reading *reading)
{
    struct request *request = reading->request;
    struct day_view *view = reading->view;
    const struct viewer *viewer = request->viewer;
    const struct handover_head_row *head = &reading->head;
    view->child = reading->child;
    view->hub = ADDRESS(request->arena, "/child/{child}/about", address_value(reading->child));
    view->name = head->given_name;
    view->say_name = head->say_name;
    view->medicine = ADDRESS(request->arena, "/child/{child}/medicine", address_value(reading->child));
    view->accident = ADDRESS(request->arena, "/child/{child}/accidents", address_value(reading->child));
    view->has_care = (viewer->scope & (SCOPE_READ_HOME | SCOPE_RESTRICTIONS | SCOPE_MANAGE)) != 0;
    view->allergies = head->allergies;
    view->mentor = head->mentor;
    view->initial = handover_initial(head->given_name);
    view->tint = handover_tint(reading->child);
    view->is_home = (viewer->scope & SCOPE_SIDE_HOME) != 0;
    view->is_centre = !view->is_home;
    view->is_today = date_equal(reading->date, viewer->today);
    view->on_tablet = viewer->tablet.value != 0;
    view->can_write = (viewer->scope & (view->is_home ? SCOPE_WRITE_HOME : SCOPE_WRITE_CENTRE)) != 0;
    view->day_text = day_named(request, reading->date);
    show_forms(reading);
}

/* Everything that the page says, in one round trip to the database. */
static int read_all(struct reading *reading)
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
    if ((viewer->scope & SCOPE_READ) != 0)
        handover_written_days_later(&together,
                                    (struct handover_written_days_in){ .organisation = organisation,
                                                                       .child = child,
                                                                       .from_day = reading->first_day,
                                                                       .days = WEEK_DAYS,
                                                                       .person = request->person,
                                                                       .today = viewer->today },
                                    &reading->written_days);
    int status = db_together_run(&together);
    return status == STATUS_OK && !reading->has_head ? STATUS_NOT_FOUND : status;
}

int day_read(struct request *request, struct child_id child, struct date date, const struct day_stale *stale,
             struct day_view *ret_view)
{
    struct day_view view = { 0 };
    struct reading reading = {
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
    show_entries(&reading);
    show_siblings(&reading);
    if ((request->viewer->scope & SCOPE_READ) != 0)
        show_week(&reading);
    if (view.compose.wants_note)
        view.compose.kinds = day_kinds(request->arena, SIDE_HOME, true);
    if (view.is_centre && view.can_write && view.is_today)
        view.single.kinds = day_kinds(request->arena, SIDE_CENTRE, false);
    *ret_view = view;
    return day_photos(request, child, date, ret_view);
}
