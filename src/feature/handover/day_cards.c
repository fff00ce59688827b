/* SPDX-License-Identifier: EUPL-1.2 */
/* The entries of a day as cards on one time axis, in the reader's words. */
#include "access/scope.h"
#include "access/viewer.h"
#include "feature/handover/day_reading.h"
#include "feature/handover/handover.h"
#include "feature/handover/question.h"
#include "i18n/day_text.h"

/* The waking that ends the nap of row `at`, or NULL. */
static const struct handover_day_entries_row *waking_after(const struct handover_day_entries_rows *rows, size_t at)
{
    for (size_t i = at + 1; i < rows->count; i++) {
        if (!text_equal(rows->items[i].kind, text_from(code_kinds[KIND_SLEEP].name)))
            continue;
        return text_equal(rows->items[i].value, TEXT(CODE_AWAKE)) ? &rows->items[i] : NULL;
    }
    return NULL;
}

/* A waking that is told in the chip of its nap needs none of its own. */
static bool is_told_by_nap(const struct handover_day_entries_rows *rows, size_t at)
{
    if (!text_equal(rows->items[at].kind, text_from(code_kinds[KIND_SLEEP].name)) ||
        !text_equal(rows->items[at].value, TEXT(CODE_AWAKE)))
        return false;
    for (size_t i = at; i-- > 0;)
        if (text_equal(rows->items[i].kind, text_from(code_kinds[KIND_SLEEP].name)))
            return text_equal(rows->items[i].value, TEXT(CODE_ASLEEP));
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
static struct text slot_name(const struct day_reading *reading, int64_t at, int32_t minutes)
{
    const struct zone_day *day = &reading->zone_day;
    int64_t repeated = day->change_at == INSTANT_NONE ? 0 : (int64_t)day->offset_before - day->offset_after;
    bool again = repeated > 0 && at >= day->change_at && at < day->change_at + repeated;
    struct text clock = clock_text(reading->request->arena, minutes);
    char name[] = { clock.data[0], clock.data[1], clock.data[3], clock.data[4], 'b' };
    return text_copy(reading->request->arena, (struct text){ name, again ? sizeof name : sizeof name - 1 });
}

/* The slot of an instant, made when it is the first there. Rows come in time order. */
static struct slot_view *slot_of(struct day_reading *reading, int64_t at)
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
static struct text called(const struct day_reading *reading, const struct handover_day_entries_row *row)
{
    if (row->side != SIDE_HOME)
        return TEXT("");
    for (size_t i = 0; i < reading->called.count; i++)
        if (reading->called.items[i].person.value == row->author.value)
            return reading->called.items[i].called;
    return TEXT("");
}

static bool was_read(const struct day_reading *reading, const struct handover_day_entries_row *row)
{
    for (size_t i = 0; i < reading->read_moments.count; i++)
        if (reading->read_moments.items[i].moment.value == row->moment.value)
            return row->side == SIDE_HOME;
    return false;
}

static bool is_kind(const struct handover_day_entries_row *row, enum entry_kind kind)
{
    return text_equal(row->kind, text_from(code_kinds[kind].name));
}

/* Who told it itself, on the tablet of the group: "Mees zelf". */
static struct text self_name(const struct day_reading *reading)
{
    struct word_value values[] = { word_value("name", reading->view->name) };
    return word_format(reading->request->arena, reading->request->words, WORD_VOICE_AUTHOR, values, 1);
}

/* An empty card for the row's moment; home's cards stand before the centre's. */
static struct entry_view *card_add(struct day_reading *reading, const struct handover_day_entries_row *row)
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
    bool is_photo = is_kind(row, KIND_PHOTO);
    bool is_self = is_kind(row, KIND_SELF);
    bool for_all_homes = (row->audience & AUDIENCE_BOTH_HOMES) == AUDIENCE_BOTH_HOMES;
    *card = (struct entry_view){
        .moment = row->moment,
        .side = at_home ? "home" : "centre",
        .at_home = at_home,
        .self = is_self,
        .own_voice = is_self,
        .who = is_self                                         ? self_name(reading)
               : text_equal(row->channel, TEXT(CHANNEL_PAPER)) ? TEXT("")
                                                               : row->author_name,
        .called = called(reading, row),
        .was_read = was_read(reading, row),
        .group_only = at_home && reading->split && !for_all_homes && !mentor_only,
        .both_homes = at_home && reading->split && for_all_homes,
        .mentor_only = mentor_only,
        .held = row->held != 0,
        .can_release = row->held != 0 && writes && !reading->view->is_home,
        .release = reading->release,
        .can_answer = writes && at_home != reading->view->is_home,
        .can_undo = writes && is_own_and_fresh(reading->request, row),
        .answer = reading->answer,
        .undo = reading->undo,
        .has_more = code_is_bound(row->kind) && !is_photo && !is_self && reading->view->has_care,
        .more = text_equal(row->kind, text_from(code_kinds[KIND_MEDICINE].name)) ? reading->view->medicine
                                                                                 : reading->view->accident,
    };
    if (writes && !reading->view->is_home && (is_photo || !code_is_bound(row->kind)))
        card->ask = question_form(reading, row->moment, row->kind);
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
static void card_words(struct day_reading *reading, struct entry_view *card, const struct handover_day_entries_row *row)
{
    card->note = row->note;
    card->language = row->language;
    card->on_paper = text_equal(row->channel, TEXT(CHANNEL_PAPER));
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

static void card_chip(struct day_reading *reading, struct entry_view *card,
                      const struct handover_day_entries_rows *rows, size_t at)
{
    const struct handover_day_entries_row *row = &rows->items[at];
    const struct code *code = code_find(row->kind, row->value);
    if (!code || is_told_by_nap(rows, at))
        return;
    const struct handover_day_entries_row *waking = code->kind == KIND_SLEEP ? waking_after(rows, at) : NULL;
    struct request *request = reading->request;
    struct chip_view *chip = vector_add(request->arena, &card->chips);
    card->own_voice = card->own_voice || code->kind == KIND_OWN;
    *chip =
        day_chip(request, code, row->measure, handover_time(request, &reading->zone_day, row->at),
                 waking ? handover_time(request, &reading->zone_day, waking->at) : TEXT_NULL, reading->view->is_today);
}

/* An answer stands under its card; its own words open the talk for the other side. */
static void reply_add(struct day_reading *reading, const struct handover_day_entries_row *row, struct entry_view *card)
{
    struct request *request = reading->request;
    struct reply_view *reply = vector_add(request->arena, &card->replies);
    bool at_home = row->side == SIDE_HOME;
    const struct code *code = code_find(row->kind, row->value);
    *reply = (struct reply_view){
        .moment = row->moment,
        .side = at_home ? "home" : "centre",
        .who = row->author_name,
        .called = called(reading, row),
        .time = handover_time(request, &reading->zone_day, row->at),
        .pictogram = code ? code->pictogram : "",
        .what = code ? code_text(request->arena, request->words, code, row->measure) : TEXT(""),
        .note = row->note,
        .language = row->language,
        .question = is_kind(row, KIND_QUESTION),
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
static void name_answers(struct day_reading *reading)
{
    for (size_t i = 0; i < reading->view->slots.count; i++)
        for (size_t k = 0; k < reading->view->slots.items[i].entries.count; k++) {
            struct entry_view *card = &reading->view->slots.items[i].entries.items[k];
            if (card->can_answer)
                card->answer_client = form_id(reading->request->arena, &reading->forms, "answer", card->moment.value);
        }
}

static void read_cards(struct day_reading *reading, const struct handover_day_entries_rows *rows)
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
    question_show(reading);
    name_answers(reading);
}

/* The lines of the day, and whether the reader has yet to write the first of today. */
void day_show_entries(struct day_reading *reading)
{
    const struct handover_day_entries_rows *rows = &reading->entries;
    read_cards(reading, rows);
    bool wrote = false;
    for (size_t i = 0; i < rows->count; i++)
        wrote = wrote ||
                (rows->items[i].side == SIDE_HOME && rows->items[i].author.value == reading->request->person.value);
    reading->view->compose.wants_note = reading->view->is_home && reading->view->is_today && !wrote;
}
