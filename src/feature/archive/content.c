/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reads what goes into an archive (content.h).
 */
#include "feature/archive/content.h"

#include "access/access.h"
#include "access/care.h"
#include "access/scope.h"
#include "base/zone.h"

static int read_today(struct db *db, const struct archive_wanted *wanted, struct archive_content *content)
{
    struct archive_zone_row row;
    int status =
        archive_zone(db, content->arena, (struct archive_zone_in){ .organisation = wanted->organisation }, &row);
    if (status != STATUS_OK)
        return status;
    if (zone_open(row.zone, &content->zone) != STATUS_OK)
        return zone_open(TEXT("UTC"), &content->zone);
    return STATUS_OK;
}

static int read_rows(struct db *db, const struct archive_wanted *wanted, struct archive_content *content)
{
    const struct organisation_id organisation = wanted->organisation;
    const struct child_id child = wanted->child;
    const struct person_id person = wanted->person;
    struct arena *arena = content->arena;
    int status =
        archive_places(db, arena,
                       (struct archive_places_in){
                           .organisation = organisation, .child = child, .person = person, .today = content->today },
                       &content->places);
    if (status == STATUS_OK)
        status = archive_entries(db, arena,
                                 (struct archive_entries_in){ .organisation = organisation,
                                                              .child = child,
                                                              .person = person,
                                                              .today = content->today,
                                                              .readers = SCOPE_READ_HOME | SCOPE_READ_LIMITED,
                                                              .most = ARCHIVE_LINES_MAXIMUM },
                                 &content->entries);
    if (status == STATUS_OK)
        status = archive_photos(db, arena,
                                (struct archive_photos_in){ .organisation = organisation,
                                                            .child = child,
                                                            .person = person,
                                                            .today = content->today,
                                                            .readers = SCOPE_READ_HOME | SCOPE_READ_LIMITED,
                                                            .most = ARCHIVE_PHOTOS_MAXIMUM },
                                &content->photos);
    if (status == STATUS_OK)
        status = archive_days(db, arena,
                              (struct archive_days_in){ .organisation = organisation,
                                                        .child = child,
                                                        .person = person,
                                                        .today = content->today,
                                                        .most = ARCHIVE_LINES_MAXIMUM },
                              &content->days);
    if (status == STATUS_OK)
        status = archive_answers(
            db, arena,
            (struct archive_answers_in){
                .organisation = organisation, .child = child, .person = person, .today = content->today },
            &content->answers);
    if (status == STATUS_OK)
        status = archive_network(
            db, arena,
            (struct archive_network_in){
                .organisation = organisation, .child = child, .person = person, .today = content->today },
            &content->network);
    if (status == STATUS_OK)
        status =
            archive_told(db, arena,
                         (struct archive_told_in){
                             .organisation = organisation, .child = child, .person = person, .today = content->today },
                         &content->told);
    if (status == STATUS_OK)
        status = archive_people(
            db, arena,
            (struct archive_people_in){
                .organisation = organisation, .child = child, .person = person, .today = content->today },
            &content->people);
    return status == STATUS_OK ? archive_care_read(db, wanted, content) : status;
}

static int read_all(struct db *db, const struct archive_wanted *wanted, struct archive_content *content)
{
    int status = read_today(db, wanted, content);
    if (status != STATUS_OK)
        return status;
    content->today = zone_date(content->zone, wanted->now_at);
    status = archive_head(db, content->arena,
                          (struct archive_head_in){ .organisation = wanted->organisation,
                                                    .child = wanted->child,
                                                    .person = wanted->person,
                                                    .today = content->today },
                          &content->head);
    int64_t cares = 0;
    if (status == STATUS_OK)
        status = care_read(db, content->arena, wanted->organisation, wanted->person, wanted->now_at, &cares);
    if (status != STATUS_OK)
        return status;
    content->words =
        words_choose(access_words_of(content->head.language, content->head.country, content->head.address_form, cares));
    content->language = words_language(content->words);
    return read_rows(db, wanted, content);
}

int archive_content_read(struct db *db, struct arena *arena, const struct archive_wanted *wanted,
                         struct archive_content *ret_content)
{
    *ret_content = (struct archive_content){ .arena = arena, .made_at = wanted->now_at, .day_texts = day_texts_new() };
    int status = db_read_begin(db);
    if (status != STATUS_OK)
        return status;
    status = read_all(db, wanted, ret_content);
    db_read_end(db);
    if (status == STATUS_OK)
        archive_pictures_choose(ret_content);
    return status;
}

void archive_content_release(struct archive_content *content)
{
    zone_close(content->zone);
    day_texts_free(content->day_texts);
}

static struct date month_of(struct date day)
{
    return date_add(day, 1 - date_to_civil(day).day);
}

/* Both lists are in order of days. */
void archive_months(const struct archive_content *content, struct archive_months *ret_months)
{
    size_t entry = 0;
    size_t day = 0;
    *ret_months = (struct archive_months){ .items = NULL };
    while (entry < content->entries.count || day < content->days.count) {
        bool from_entries = day == content->days.count ||
                            (entry < content->entries.count &&
                             date_compare(content->entries.items[entry].day, content->days.items[day].day) <= 0);
        struct date month =
            month_of(from_entries ? content->entries.items[entry++].day : content->days.items[day++].day);
        if (ret_months->count == 0 || !date_equal(ret_months->items[ret_months->count - 1], month))
            *(struct date *)vector_add(content->arena, ret_months) = month;
    }
}

struct text archive_month_file(struct arena *arena, struct date month)
{
    struct text iso = date_iso(arena, month);
    return arena_printf(arena, "%.*s.html", 7, iso.data);
}
