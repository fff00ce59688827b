/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The page inside a zip that tells of the family, medicine, accidents and the information sheet (care.h), in the words of who
 * asked.
 */
#include "feature/archive/archive_care.html.h"
#include "feature/archive/render.h"
#include "feature/call/call.h"
#include "feature/handover/handover.h"
#include "feature/medicine/medicine.h"
#include "feature/partner/partner.h"
#include "feature/sheet/sheet.h"
#include "feature/tap/tap.h"
#include "feature/wish/wish.h"

/* The page in the making. */
struct care_page {
    const struct archive_content *content;
    struct arena *arena;
    struct archive_care_view view;
};

static struct archive_care_section_view *section(struct care_page *page, enum word heading)
{
    struct archive_care_section_view *added = vector_add(page->arena, &page->view.sections);
    *added = (struct archive_care_section_view){ .heading = heading };
    return added;
}

static struct archive_care_item_view *item(struct care_page *page, struct archive_care_section_view *to,
                                           struct text title)
{
    struct archive_care_item_view *added = vector_add(page->arena, &to->items);
    *added = (struct archive_care_item_view){ .title = title };
    return added;
}

/* Nothing for an empty text. `language` is that of own words, empty for ours. */
static void fact(struct care_page *page, struct archive_care_item_view *to, enum word label, struct text words,
                 struct text language)
{
    if (!text_is_empty(words))
        *vector_add(page->arena, &to->facts) = (struct archive_told_view){ label, words, language };
}

static void ours(struct care_page *page, struct archive_care_item_view *to, enum word label, enum word value)
{
    fact(page, to, label, word(page->content->words, value), TEXT(""));
}

static void own(struct care_page *page, struct archive_care_item_view *to, enum word label, struct text words)
{
    fact(page, to, label, words, TEXT(""));
}

static struct text day_words(const struct care_page *page, struct date day)
{
    return archive_day_words(page->content, day, DAY_FULL);
}

static struct text moment_words(const struct care_page *page, int64_t at)
{
    return at == INSTANT_NONE
               ? TEXT("")
               : arena_printf(page->arena, "%.*s %.*s", TEXT_ARGS(day_words(page, zone_date(page->content->zone, at))),
                              TEXT_ARGS(archive_clock_words(page->content, at)));
}

/* "van 1 maart 2026 tot en met 3 april 2026"; `until` is exclusive. */
static struct text period(const struct care_page *page, struct date from, struct date until)
{
    bool ends = date_compare(until, DATE_FOREVER) < 0;
    struct word_value values[] = { word_value("from", day_words(page, from)),
                                   word_value("until", ends ? day_words(page, date_add(until, -1)) : TEXT("")) };
    return word_format(page->arena, page->content->words, ends ? WORD_ARCHIVE_FROM_UNTIL : WORD_ARCHIVE_FROM, values,
                       ends ? 2 : 1);
}

static struct text with_name(struct care_page *page, struct text name, struct text beside)
{
    return text_is_empty(beside) ? name : arena_printf(page->arena, "%.*s (%.*s)", TEXT_ARGS(name), TEXT_ARGS(beside));
}

/* --- the family --- */

static void add_guardian(struct care_page *page)
{
    const struct archive_care *care = &page->content->care;
    if (care->guardian.count == 0)
        return;
    const struct archive_guardian_row *row = &care->guardian.items[0];
    bool mother = text_equal(row->role, TEXT("mother"));
    bool father = text_equal(row->role, TEXT("father"));
    struct archive_care_section_view *to = section(page, WORD_SHEET_GUARDIANS);
    struct archive_care_item_view *me = item(page, to, with_name(page, page->content->head.reader, row->called));
    own(page, me, WORD_FAMILY_PERIOD, period(page, row->from_day, row->until_day));
    ours(page, me, WORD_FAMILY_CUSTODY, row->authority ? WORD_FAMILY_AUTHORITY : WORD_FAMILY_NO_AUTHORITY);
    if (mother || father)
        ours(page, me, WORD_REACH_I_AM, mother ? WORD_REACH_MOTHER : WORD_REACH_FATHER);
    own(page, me, WORD_REACH_I_AM, row->own_words);
    for (size_t i = 0; i < care->family.count; i++)
        item(page, to, with_name(page, care->family.items[i].given_name, care->family.items[i].called));
}

static void add_people(struct care_page *page)
{
    const struct archive_care *care = &page->content->care;
    struct archive_care_section_view *to = care->collectors.count > 0 ? section(page, WORD_SHEET_COLLECTORS) : NULL;
    for (size_t i = 0; i < care->collectors.count; i++) {
        const struct archive_collectors_row *row = &care->collectors.items[i];
        struct archive_care_item_view *who = item(page, to, with_name(page, row->name, row->relation));
        own(page, who, WORD_FAMILY_PHONE, row->phone);
        own(page, who, WORD_FAMILY_PERIOD, period(page, row->from_day, row->until_day));
        own(page, who, WORD_FAMILY_END, moment_words(page, row->ended_at));
    }
    to = care->mentors.count > 0 ? section(page, WORD_SHEET_MENTOR) : NULL;
    for (size_t i = 0; i < care->mentors.count; i++) {
        const struct archive_mentors_row *row = &care->mentors.items[i];
        own(page, item(page, to, row->given_name), WORD_FAMILY_PERIOD, period(page, row->from_day, row->until_day));
    }
    to = care->partners.count > 0 ? section(page, WORD_PARTNER_PAGE) : NULL;
    for (size_t i = 0; i < care->partners.count; i++) {
        const struct archive_partners_row *row = &care->partners.items[i];
        struct archive_care_item_view *who = item(page, to, with_name(page, row->given_name, row->family_name));
        ours(page, who, WORD_PARTNER_PURPOSE, partner_purpose_word(row->purpose));
        own(page, who, WORD_FAMILY_PERIOD, period(page, row->from_day, row->until_day));
        fact(page, who, WORD_PARTNER_WORDS, row->words, row->language);
    }
}

static void add_home_words(struct care_page *page)
{
    const struct archive_care *care = &page->content->care;
    struct archive_care_section_view *to = care->home_words.count > 0 ? section(page, WORD_HOME_VIEW_AT_HOME) : NULL;
    for (size_t i = 0; i < care->home_words.count; i++) {
        const struct archive_home_words_row *row = &care->home_words.items[i];
        struct text title = arena_printf(page->arena, "%.*s · %.*s", TEXT_ARGS(row->author_name),
                                         TEXT_ARGS(moment_words(page, row->created_at)));
        struct archive_care_item_view *told = item(page, to, title);
        enum word label =
            text_equal(row->kind, TEXT("routine")) ? WORD_HOME_VIEW_CARD_LABEL : WORD_HOME_VIEW_VIEW_LABEL;
        enum word tapped;
        if (tap_word(row->tap, &tapped))
            ours(page, told, label, tapped);
        fact(page, told, label, row->words, row->language);
    }
}

/* --- health --- */

static void add_sheet(struct care_page *page)
{
    static const struct {
        const char *field;
        enum word label;
    } labels[] = { { "allergies", WORD_SHEET_ALLERGIES },
                   { "diet", WORD_SHEET_DIET },
                   { "health", WORD_SHEET_HEALTH },
                   { "doctor", WORD_SHEET_DOCTOR },
                   { "doctor_phone", WORD_SHEET_DOCTOR_PHONE } };
    const struct archive_care *care = &page->content->care;
    struct archive_care_item_view *to =
        care->sheet.count > 0 ? item(page, section(page, WORD_SHEET_PAGE), TEXT("")) : NULL;
    for (size_t k = 0; k < sizeof labels / sizeof *labels; k++)
        for (size_t i = 0; i < care->sheet.count; i++) {
            const struct archive_sheet_row *row = &care->sheet.items[i];
            if (!text_equal(row->field, text_from(labels[k].field)))
                continue;
            if (text_equal(row->words, SHEET_NONE))
                ours(page, to, labels[k].label, WORD_SHEET_NONE);
            else
                own(page, to, labels[k].label, row->words);
        }
}

static enum word outcome_word(struct text outcome)
{
    return text_equal(outcome, TEXT("given"))     ? WORD_MEDICINE_GIVEN
           : text_equal(outcome, TEXT("refused")) ? WORD_MEDICINE_REFUSED
           : text_equal(outcome, TEXT("spat"))    ? WORD_MEDICINE_SPAT
                                                  : WORD_MEDICINE_NOT_GIVEN;
}

static void add_doses(struct care_page *page, struct medicine_id medicine, struct archive_care_item_view *to)
{
    const struct archive_care *care = &page->content->care;
    for (size_t i = 0; i < care->doses.count; i++) {
        const struct archive_doses_row *row = &care->doses.items[i];
        if (row->medicine.value != medicine.value)
            continue;
        struct text line = arena_printf(page->arena, "%.*s · %.*s · %.*s%s%.*s", TEXT_ARGS(moment_words(page, row->at)),
                                        TEXT_ARGS(word(page->content->words, outcome_word(row->outcome))),
                                        TEXT_ARGS(row->giver), row->note.length ? " · " : "", TEXT_ARGS(row->note));
        own(page, to, row->undone_at == INSTANT_NONE ? WORD_MEDICINE_DOSES : WORD_MEDICINE_UNDO, line);
    }
}

static struct text times_words(const struct care_page *page, struct medicine_id medicine)
{
    const struct archive_care *care = &page->content->care;
    struct text times = TEXT("");
    for (size_t i = 0; i < care->times.count; i++)
        if (care->times.items[i].medicine.value == medicine.value)
            times = arena_printf(page->arena, "%.*s%s%.*s", TEXT_ARGS(times), times.length ? ", " : "",
                                 TEXT_ARGS(time_text(page->arena, (int)care->times.items[i].minute)));
    return times;
}

static void add_medicines(struct care_page *page)
{
    const struct archive_care *care = &page->content->care;
    const struct words *words = page->content->words;
    struct archive_care_section_view *to = care->medicines.count > 0 ? section(page, WORD_MEDICINE_PAGE) : NULL;
    for (size_t i = 0; i < care->medicines.count; i++) {
        const struct archive_medicines_row *row = &care->medicines.items[i];
        struct text amount = medicine_amount(page->arena, words, row->dose, row->unit);
        struct archive_care_item_view *medicine =
            item(page, to, arena_printf(page->arena, "%.*s · %.*s", TEXT_ARGS(row->name), TEXT_ARGS(amount)));
        own(page, medicine, WORD_MEDICINE_DAYS, period(page, row->from_day, row->until_day));
        own(page, medicine, WORD_MEDICINE_TIMES, times_words(page, row->id));
        own(page, medicine, WORD_MEDICINE_WHEN, row->needed);
        own(page, medicine, WORD_MEDICINE_WAY, row->way);
        own(page, medicine, WORD_MEDICINE_KEPT, row->kept);
        own(page, medicine, WORD_MEDICINE_CONSENT, moment_words(page, row->signed_at));
        own(page, medicine, WORD_MEDICINE_ENDED, moment_words(page, row->ended_at));
        add_doses(page, row->id, medicine);
    }
}

static void add_texts(struct care_page *page, struct accident_id accident, struct archive_care_item_view *to)
{
    const struct archive_care *care = &page->content->care;
    for (size_t i = 0; i < care->texts.count; i++) {
        const struct archive_accident_texts_row *row = &care->texts.items[i];
        if (row->accident.value != accident.value)
            continue;
        own(page, to, WORD_ACCIDENT_WHAT, row->what);
        own(page, to, WORD_ACCIDENT_PLACE, row->place);
        own(page, to, WORD_ACCIDENT_BODY, row->body);
        own(page, to, WORD_ACCIDENT_DONE, row->done);
        own(page, to, WORD_ACCIDENT_WITNESS, row->witness);
        own(page, to, WORD_ARCHIVE_WRITTEN,
            arena_printf(page->arena, "%.*s · %.*s", TEXT_ARGS(row->author_name),
                         TEXT_ARGS(moment_words(page, row->created_at))));
    }
}

static void add_accidents(struct care_page *page)
{
    const struct archive_care *care = &page->content->care;
    struct archive_care_section_view *to = care->accidents.count > 0 ? section(page, WORD_ACCIDENT_PAGE) : NULL;
    for (size_t i = 0; i < care->accidents.count; i++) {
        const struct archive_accidents_row *row = &care->accidents.items[i];
        struct archive_care_item_view *notice = item(page, to, moment_words(page, row->at));
        add_texts(page, row->id, notice);
        for (size_t k = 0; k < care->accounts.count; k++)
            if (care->accounts.items[k].accident.value == row->id.value)
                fact(page, notice, WORD_ACCIDENT_ANSWERS,
                     arena_printf(page->arena, "%.*s: %.*s", TEXT_ARGS(care->accounts.items[k].author_name),
                                  TEXT_ARGS(care->accounts.items[k].words)),
                     care->accounts.items[k].language);
        for (size_t k = 0; k < care->signs.count; k++)
            if (care->signs.items[k].accident.value == row->id.value)
                own(page, notice, WORD_ACCIDENT_SIGN,
                    arena_printf(page->arena, "%.*s · %.*s", TEXT_ARGS(care->signs.items[k].name),
                                 TEXT_ARGS(moment_words(page, care->signs.items[k].signed_at))));
    }
}

static void add_absences(struct care_page *page)
{
    const struct archive_care *care = &page->content->care;
    struct archive_care_section_view *to = care->absences.count > 0 ? section(page, WORD_ABSENCE_KNOWN) : NULL;
    for (size_t i = 0; i < care->absences.count; i++) {
        const struct archive_absences_row *row = &care->absences.items[i];
        enum word why = text_equal(row->kind, TEXT("ill"))       ? WORD_ABSENCE_ILL
                        : text_equal(row->kind, TEXT("day_off")) ? WORD_ABSENCE_DAY_OFF
                                                                 : WORD_ABSENCE_OTHER;
        struct archive_care_item_view *absence = item(page, to, period(page, row->from_day, row->until_day));
        own(page, absence, WORD_ABSENCE_WHY, word(page->content->words, why));
        fact(page, absence, WORD_HANDOVER_YOUR_WORDS, row->words, row->language);
    }
}

static void add_wishes(struct care_page *page)
{
    const struct archive_care *care = &page->content->care;
    struct archive_care_section_view *to = care->wishes.count > 0 ? section(page, WORD_WISH_TITLE) : NULL;
    for (size_t i = 0; i < care->wishes.count; i++) {
        const struct archive_wishes_row *row = &care->wishes.items[i];
        struct archive_care_item_view *wish = item(page, to, day_words(page, row->day));
        own(page, wish, WORD_ARCHIVE_WRITTEN,
            arena_printf(page->arena, "%.*s · %.*s", TEXT_ARGS(row->author_name),
                         TEXT_ARGS(moment_words(page, row->created_at))));
        fact(page, wish, WORD_HANDOVER_YOUR_WORDS, row->words, row->language);
        for (size_t k = 0; k < care->wish_steps.count; k++) {
            const struct archive_wish_steps_row *step = &care->wish_steps.items[k];
            if (step->wish.value == row->id.value)
                fact(page, wish, wish_step_word(step->kind),
                     text_is_empty(step->words) ? step->author_name
                                                : arena_printf(page->arena, "%.*s · %.*s", TEXT_ARGS(step->author_name),
                                                               TEXT_ARGS(step->words)),
                     step->language);
        }
    }
}

static void add_call_me(struct care_page *page, struct archive_care_section_view *to)
{
    const struct archive_care *care = &page->content->care;
    for (size_t i = 0; i < care->call_wishes.count; i++) {
        const struct archive_call_wishes_row *row = &care->call_wishes.items[i];
        struct archive_care_item_view *me = item(page, to, TEXT(""));
        own(page, me, WORD_CALL_WHEN, call_kinds(page->arena, page->content->words, row->kinds));
        fact(page, me, WORD_HANDOVER_YOUR_WORDS, row->words, row->language);
        own(page, me, WORD_FAMILY_PHONE, row->phone);
        if (row->from_minute > 0)
            own(page, me, WORD_CALL_FROM, time_text(page->arena, (int)row->from_minute));
        if (row->until_minute < DAY_MINUTES)
            own(page, me, WORD_CALL_TO, time_text(page->arena, (int)row->until_minute));
    }
}

/* When she wants to be called, the talks that were asked for, and the calls. */
static void add_calls(struct care_page *page)
{
    const struct archive_care *care = &page->content->care;
    if (care->call_wishes.count + care->talks.count + care->calls.count == 0)
        return;
    struct archive_care_section_view *to = section(page, WORD_CALL_PAGE);
    add_call_me(page, to);
    for (size_t i = 0; i < care->talks.count; i++) {
        const struct archive_talks_row *row = &care->talks.items[i];
        struct archive_care_item_view *talk = item(page, to, moment_words(page, row->created_at));
        ours(page, talk, row->side == SIDE_HOME ? WORD_CALL_WANT : WORD_CALL_CENTRE_WANTS,
             call_topic_word(call_topic_find(row->topic)));
        fact(page, talk, WORD_CALL_TOPIC, row->words, row->language);
        own(page, talk, text_equal(row->done, TEXT("talked")) ? WORD_HANDOVER_TALKED : WORD_CALL_WITHDRAWN,
            moment_words(page, row->done_at));
    }
    for (size_t i = 0; i < care->calls.count; i++) {
        const struct archive_calls_row *row = &care->calls.items[i];
        struct archive_care_item_view *call = item(page, to, moment_words(page, row->at));
        ours(page, call, call_outcome_word(row->outcome), call_topic_word(call_topic_find(row->topic)));
        fact(page, call, WORD_CALL_TOPIC,
             row->words.length == 0
                 ? row->words
                 : arena_printf(page->arena, "%.*s · %.*s", TEXT_ARGS(row->author_name), TEXT_ARGS(row->words)),
             row->language);
    }
}

void archive_care_page(const struct archive_content *content, struct buffer *buffer)
{
    struct care_page page = { .content = content,
                              .arena = content->arena,
                              .view = { .lang = language_about(content->language)->code,
                                        .dir = language_direction(content->language),
                                        .style = archive_beside(TEXT("style.css")),
                                        .index = archive_beside(TEXT("index.html")),
                                        .name = archive_full_name(content) } };
    add_guardian(&page);
    add_people(&page);
    add_home_words(&page);
    add_sheet(&page);
    add_medicines(&page);
    add_accidents(&page);
    add_absences(&page);
    add_wishes(&page);
    add_calls(&page);
    struct html html = html_make(buffer, content->arena, content->words);
    archive_care_view_html(&html, &page.view);
}
