/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Presence as CSV (exchange.h), and the daily file of it. A day is written once, and again when it was corrected within
 * PRESENCE_CORRECTION_DAYS. The audit comes first, the file after it, and that it was written last: whoever dies in between
 * does it again.
 */
#include "access/audit.h"
#include "base/file.h"
#include "base/log.h"
#include "base/random.h"
#include "base/zone.h"
#include "db/change.h"
#include "feature/exchange/exchange.sql.h"
#include "feature/exchange/own.h"

const char presence_header[PRESENCE_HEADER_SIZE] = "Kindnummer,Datum,Aankomst,Vertrek,Locatie\r\n";

/* --- one line --- */

/* A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV Injection"). */
static bool is_formula(struct text cell)
{
    static const char begins[] = { '=', '+', '-', '@', '\t', '\r' };
    return cell.length > 0 && memchr(begins, cell.data[0], sizeof begins) != NULL;
}

static void put_cell(struct buffer *buffer, struct text cell)
{
    bool quoted = is_formula(cell);
    for (size_t i = 0; i < cell.length; i++)
        quoted = quoted || cell.data[i] == ',' || cell.data[i] == '"' || (unsigned char)cell.data[i] < ' ';
    if (!quoted) {
        buffer_put(buffer, cell);
        return;
    }
    buffer_put(buffer, is_formula(cell) ? TEXT("\"'") : TEXT("\""));
    for (size_t i = 0; i < cell.length; i++) {
        if (cell.data[i] == '"')
            buffer_put_char(buffer, '"');
        buffer_put_char(buffer, cell.data[i]);
    }
    buffer_put_char(buffer, '"');
}

/* "8:05" is for people; "08:05" sorts. */
static void put_time(struct buffer *buffer, const struct zone_day *zone, int64_t at)
{
    if (at == INSTANT_NONE)
        return;
    int minutes = zone_day_minutes(zone, at);
    buffer_printf(buffer, "%02d:%02d", minutes / 60, minutes % 60);
}

int presence_put_day(struct db *db, struct organisation_id organisation, struct location_id location, struct zone *zone,
                     struct date day, struct buffer *buffer)
{
    struct arena *arena = arena_new();
    struct presence_of_day_rows rows;
    struct zone_day zone_of_day;
    zone_day(zone, day, &zone_of_day);
    int status = presence_of_day(
        db, arena, (struct presence_of_day_in){ .organisation = organisation, .day = day, .location = location },
        &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct presence_of_day_row *row = &rows.items[i];
        put_cell(buffer, row->number);
        buffer_printf(buffer, ",%.*s,", TEXT_ARGS(date_iso(arena, day)));
        put_time(buffer, &zone_of_day, row->in_at);
        buffer_put_char(buffer, ',');
        put_time(buffer, &zone_of_day, row->out_at);
        buffer_put_char(buffer, ',');
        put_cell(buffer, row->location_name);
        buffer_put(buffer, TEXT("\r\n"));
    }
    arena_free(arena);
    return status == STATUS_OK && buffer->overflowed ? STATUS_INVALID : status;
}

int presence_audit(struct change *change, void *location)
{
    const struct location_id *id = location;
    return audit_add(change, "presence.export", "location", id->value);
}

/* --- the file of a day --- */

struct writing {
    const struct exchange *exchange;
    struct arena *arena;
    struct zone *zone;
    struct buffer content;
    struct date day;
    bool yesterday;
    struct text digest;
};

static int remember(struct change *change, void *argument)
{
    const struct writing *writing = argument;
    return presence_written(change->db,
                            (struct presence_written_in){ .organisation = change->organisation,
                                                          .day = writing->day,
                                                          .digest = writing->digest,
                                                          .at = change->now_at },
                            NULL);
}

static int make_content(struct writing *writing)
{
    unsigned char digest[BLAKE2B_SIZE];
    buffer_clear(&writing->content);
    buffer_put(&writing->content, text_from(presence_header));
    int status = presence_put_day(writing->exchange->db, writing->exchange->organisation, (struct location_id){ 0 },
                                  writing->zone, writing->day, &writing->content);
    hash_blake2b(TEXT(""), buffer_text(&writing->content), digest);
    writing->digest = hex_encode(writing->arena, digest, sizeof digest);
    return status;
}

static int write_file(struct writing *writing, struct error *error)
{
    struct location_id all = { 0 };
    const char *path = arena_printf(writing->arena, "%s/" EXCHANGE_OUT "/presence-%.*s.csv", writing->exchange->folder,
                                    TEXT_ARGS(date_iso(writing->arena, writing->day)))
                           .data;
    int status = exchange_change(writing->exchange, presence_audit, &all);
    if (status == STATUS_OK && file_write(path, buffer_text(&writing->content), 0640) != STATUS_OK)
        return error_set(error, STATUS_FAILED, 0, "%s cannot be written: %m", path);
    if (status == STATUS_OK)
        status = exchange_change(writing->exchange, remember, writing);
    if (status == STATUS_OK)
        log_info("exchange.presence", LOG_STRING("file", path));
    return status;
}

static int write_day(struct writing *writing, struct error *error)
{
    struct presence_digest_row written = { .digest = TEXT("") };
    int status =
        presence_digest(writing->exchange->db, writing->arena,
                        (struct presence_digest_in){ writing->exchange->organisation, writing->day }, &written);
    if (status == STATUS_OK || status == STATUS_NOT_FOUND)
        status = make_content(writing);
    /* Days before the folder was there, on which nobody came, get no file. */
    bool never =
        text_is_empty(written.digest) && !writing->yesterday && writing->content.length == sizeof presence_header - 1;
    return status != STATUS_OK || never || text_equal(written.digest, writing->digest) ? status
                                                                                       : write_file(writing, error);
}

/* The days before are looked at once a day, when that of yesterday is due. */
static int write_days(struct writing *writing, struct error *error)
{
    struct date today = zone_date(writing->zone, clock_now(writing->exchange->clock));
    struct presence_digest_row written;
    int status =
        presence_digest(writing->exchange->db, writing->arena,
                        (struct presence_digest_in){ writing->exchange->organisation, date_add(today, -1) }, &written);
    if (status != STATUS_NOT_FOUND)
        return status;
    status = STATUS_OK;
    for (int32_t back = PRESENCE_CORRECTION_DAYS; status == STATUS_OK && back >= 1; back--) {
        writing->day = date_add(today, -back);
        writing->yesterday = back == 1;
        status = write_day(writing, error);
    }
    return status;
}

int presence_write_days(const struct exchange *exchange, struct error *error)
{
    struct writing writing = { .exchange = exchange, .arena = arena_new() };
    struct exchange_organisation_row row;
    buffer_init(&writing.content, PRESENCE_BYTES_MAXIMUM);
    int status = exchange_organisation(exchange->db, writing.arena,
                                       (struct exchange_organisation_in){ exchange->organisation }, &row);
    if (status == STATUS_OK)
        status = zone_open(row.zone, &writing.zone);
    if (status == STATUS_OK) {
        status = write_days(&writing, error);
        zone_close(writing.zone);
    }
    buffer_release(&writing.content);
    arena_free(writing.arena);
    return status;
}
