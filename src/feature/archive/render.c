/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The pages inside a zip, in the words of who asked.
 */
#include "feature/archive/render.h"
#include "feature/archive/archive_index.html.h"
#include "feature/archive/archive_month.html.h"
#include "feature/consent/consent.h"
#include "feature/handover/handover.h"
#include "feature/tap/tap.h"

struct address archive_beside(struct text file)
{
    return (struct address){ file };
}

struct text archive_day_words(const struct archive_content *content, struct date day, enum day_style style)
{
    return day_text(content->day_texts, content->arena, content->language, day, style);
}

struct text archive_full_name(const struct archive_content *content)
{
    const struct archive_head_row *head = &content->head;
    return text_is_empty(head->family_name)
               ? head->given_name
               : arena_printf(content->arena, "%.*s %.*s", TEXT_ARGS(head->given_name), TEXT_ARGS(head->family_name));
}

/* --- the first page --- */

static void add_places(const struct archive_content *content, struct archive_index_view *view)
{
    for (size_t i = 0; i < content->places.count; i++) {
        const struct archive_places_row *row = &content->places.items[i];
        bool ends = date_compare(row->until_day, DATE_FOREVER) < 0;
        struct archive_place_view *place = vector_add(content->arena, &view->places);
        *place = (struct archive_place_view){
            .group = row->group_name,
            .location = row->location_name,
            .from = archive_day_words(content, row->from_day, DAY_FULL),
            .until = ends ? archive_day_words(content, date_add(row->until_day, -1), DAY_FULL) : TEXT(""),
        };
    }
}

static void add_answers(const struct archive_content *content, struct archive_index_view *view)
{
    for (size_t i = 0; i < content->answers.count; i++) {
        const struct archive_answers_row *row = &content->answers.items[i];
        const struct consent_purpose *purpose = consent_purpose_find(row->purpose);
        if (!purpose)
            continue;
        struct archive_answer_view *answer = vector_add(content->arena, &view->answers);
        *answer = (struct archive_answer_view){ .day = archive_day_words(content, row->from_day, DAY_FULL),
                                                .title = purpose->title,
                                                .answer = row->answer ? WORD_CONSENT_SAID_YES : WORD_CONSENT_SAID_NO };
    }
    for (size_t i = 0; i < content->network.count; i++) {
        const struct archive_network_row *row = &content->network.items[i];
        struct archive_contact_view *contact = vector_add(content->arena, &view->network);
        *contact = (struct archive_contact_view){ row->name, row->relation, row->phone };
    }
}

static void add_told(const struct archive_content *content, struct archive_index_view *view)
{
    for (size_t i = 0; i < content->told.count; i++) {
        const struct archive_told_row *row = &content->told.items[i];
        const struct archive_told_view all[] = { { WORD_INTAKE_TONGUES, row->tongues, row->language },
                                                 { WORD_INTAKE_FOOD, row->food, row->language },
                                                 { WORD_INTAKE_CELEBRATIONS, row->celebrations, row->language },
                                                 { WORD_INTAKE_CUSTOMS, row->customs, row->language },
                                                 { WORD_INTAKE_TONGUE, row->tongue, row->language } };
        const struct text taps[] = { row->tongues_tap, row->food_tap, row->celebrations_tap, row->customs_tap,
                                     TEXT("") };
        for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
            enum word tapped;
            if (tap_word(taps[k], &tapped))
                *vector_add(content->arena, &view->told) =
                    (struct archive_told_view){ all[k].label, word(content->words, tapped),
                                                text_from(language_about(content->language)->code) };
            if (!text_is_empty(all[k].words))
                *vector_add(content->arena, &view->told) = all[k];
        }
    }
    for (size_t i = 0; i < content->people.count; i++) {
        const struct archive_people_row *row = &content->people.items[i];
        *vector_add(content->arena, &view->people) =
            (struct archive_person_view){ row->name, row->relation, row->words, row->language };
    }
}

void archive_index_page(const struct archive_content *content, const struct archive_months *months,
                        struct buffer *buffer)
{
    struct archive_index_view view = { .lang = language_about(content->language)->code,
                                       .dir = language_direction(content->language),
                                       .style = archive_beside(TEXT("style.css")),
                                       .name = archive_full_name(content),
                                       .born = archive_day_words(content, content->head.born, DAY_FULL),
                                       .allergies = content->head.allergies,
                                       .organisation = content->head.organisation_name,
                                       .made = archive_day_words(content, content->today, DAY_FULL),
                                       .reader = content->head.reader,
                                       .care = archive_beside(ARCHIVE_CARE_FILE) };
    if (content->pictures.count > 0)
        view.photos = archive_beside(ARCHIVE_PHOTOS_FILE);
    for (size_t i = 0; i < months->count; i++) {
        struct archive_link_view *link = vector_add(content->arena, &view.months);
        link->file = archive_beside(archive_month_file(content->arena, months->items[i]));
        link->text = archive_day_words(content, months->items[i], DAY_MONTH);
    }
    add_places(content, &view);
    add_answers(content, &view);
    add_told(content, &view);
    struct html html = html_make(buffer, content->arena, content->words);
    archive_index_view_html(&html, &view);
}

/* --- a month --- */

struct text archive_clock_words(const struct archive_content *content, int64_t at)
{
    struct zone_day day;
    if (at == INSTANT_NONE)
        return TEXT("");
    zone_day(content->zone, zone_date(content->zone, at), &day);
    return time_text(content->arena, zone_day_minutes(&day, at));
}

static void add_line(const struct archive_content *content, const struct archive_entries_row *row,
                     struct archive_day_view *day)
{
    const struct code *code = code_find(row->kind, row->value);
    struct archive_line_view *line = vector_add(content->arena, &day->lines);
    *line = (struct archive_line_view){ .side = row->side == SIDE_HOME ? "home" : "centre",
                                        .at_home = row->side == SIDE_HOME,
                                        .who = row->author_name,
                                        .called = row->author_called,
                                        .time = archive_clock_words(content, row->at),
                                        .chip = code ? code_text(content->arena, content->words, code, row->measure)
                                                     : TEXT(""),
                                        .note = row->note,
                                        .language = row->language };
}

/* The lines and the attendance of one day. */
static void add_day(const struct archive_content *content, struct date date, struct archive_month_view *view)
{
    struct archive_day_view day = { .day = archive_day_words(content, date, DAY_HEADING),
                                    .in = TEXT(""),
                                    .out = TEXT("") };
    for (size_t i = 0; i < content->days.count; i++)
        if (date_equal(content->days.items[i].day, date)) {
            day.in = archive_clock_words(content, content->days.items[i].in_at);
            day.out = archive_clock_words(content, content->days.items[i].out_at);
        }
    for (size_t i = 0; i < content->entries.count; i++)
        if (date_equal(content->entries.items[i].day, date))
            add_line(content, &content->entries.items[i], &day);
    if (day.lines.count > 0 || !text_is_empty(day.in))
        *(struct archive_day_view *)vector_add(content->arena, &view->days) = day;
}

void archive_month_page(const struct archive_content *content, struct date month, struct buffer *buffer)
{
    struct archive_month_view view = { .lang = language_about(content->language)->code,
                                       .dir = language_direction(content->language),
                                       .style = archive_beside(TEXT("style.css")),
                                       .index = archive_beside(TEXT("index.html")),
                                       .name = archive_full_name(content),
                                       .month = archive_day_words(content, month, DAY_MONTH) };
    int number = date_to_civil(month).month;
    for (struct date day = month; date_to_civil(day).month == number; day = date_add(day, 1))
        add_day(content, day, &view);
    struct html html = html_make(buffer, content->arena, content->words);
    archive_month_view_html(&html, &view);
}
