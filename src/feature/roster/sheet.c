/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * CSV to records (sheet.h). libcsv is fed line by line, so that a record knows its line and a quote that never ends is
 * found where it begins.
 */
#include "feature/roster/sheet.h"

#include <csv.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/error.h"
#include "base/utf8.h"
#include "base/vector.h"

struct reading {
    const struct sheet *sheet;
    bool (*record)(void *context, const struct sheet_record *record);
    void *context;
    struct arena *arena; /* of the record */
    VECTOR(struct text) cells;
    size_t written;
    bool empty;
    bool stopped;
    bool too_long;
    int line; /* where the record begins */
};

static bool fault(struct sheet_fault *ret_fault, enum roster_reason reason, int line)
{
    *ret_fault = (struct sheet_fault){ .reason = reason, .line = line };
    return false;
}

/* The first line, up to its end. */
static struct text first_line(struct text content)
{
    size_t end = 0;
    while (end < content.length && content.data[end] != '\n' && content.data[end] != '\r')
        end++;
    return text_slice(content, 0, end);
}

/* Which of the three stands most often in the header outside quotes; the semicolon when none does. */
static char most_common_separator(struct text header)
{
    static const char candidates[] = { ';', ',', '\t' };
    size_t counts[sizeof candidates] = { 0 };
    bool quoted = false;
    for (size_t i = 0; i < header.length; i++) {
        quoted ^= header.data[i] == '"';
        for (size_t c = 0; c < sizeof candidates; c++)
            counts[c] += !quoted && header.data[i] == candidates[c];
    }
    size_t best = 0;
    for (size_t c = 1; c < sizeof candidates; c++)
        if (counts[c] > counts[best])
            best = c;
    return candidates[best];
}

/* Takes the line `sep=;` off, which tells Excel the separator. */
static void read_separator(struct sheet *sheet)
{
    struct text line = first_line(sheet->content);
    if (line.length == 5 && text_equal_ignore_case(text_slice(line, 0, 4), TEXT("sep=")) &&
        (line.data[4] == ';' || line.data[4] == ',' || line.data[4] == '\t')) {
        sheet->separator = line.data[4];
        size_t skip = line.length;
        if (skip < sheet->content.length && sheet->content.data[skip] == '\r')
            skip++;
        if (skip < sheet->content.length && sheet->content.data[skip] == '\n')
            skip++;
        sheet->content = text_slice(sheet->content, skip, SIZE_MAX);
        sheet->line++;
        return;
    }
    sheet->separator = most_common_separator(line);
}

int roster_sheet_open(struct text content, struct sheet *ret_sheet, struct sheet_fault *ret_fault)
{
    struct sheet sheet = { .content = content, .line = 1 };
    if (text_starts_with(content, TEXT("\xff\xfe")) || text_starts_with(content, TEXT("\xfe\xff"))) {
        fault(ret_fault, ROSTER_FILE_UTF16, 0);
        return STATUS_INVALID;
    }
    if (text_starts_with(content, TEXT("\xef\xbb\xbf"))) {
        sheet.content = text_slice(content, 3, SIZE_MAX);
        sheet.marked = true;
    }
    if (text_is_empty(text_trim(sheet.content))) {
        fault(ret_fault, ROSTER_FILE_EMPTY, 0);
        return STATUS_INVALID;
    }
    if (memchr(sheet.content.data, 0, sheet.content.length)) {
        fault(ret_fault, ROSTER_FILE_BINARY, 0);
        return STATUS_INVALID;
    }
    sheet.windows_1252 = !text_is_utf8(sheet.content);
    read_separator(&sheet);
    *ret_sheet = sheet;
    return STATUS_OK;
}

/* Letters with combining marks (a Mac writes them) become one letter, so that names compare. */
static struct text composed(struct arena *arena, struct text cell)
{
    bool marks = false;
    for (size_t i = 0; i < cell.length && !marks; i++)
        marks = (unsigned char)cell.data[i] == 0xcc || (unsigned char)cell.data[i] == 0xcd;
    if (!marks)
        return cell;
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFCInstance(&code);
    int32_t room = (int32_t)cell.length + 1;
    UChar *wide = arena_allocate_many(arena, (size_t)room, sizeof(UChar));
    UChar *whole = arena_allocate_many(arena, (size_t)room, sizeof(UChar));
    char *narrow = arena_allocate(arena, (size_t)room * 3);
    int32_t length = 0;
    u_strFromUTF8(wide, room, &length, cell.data, (int32_t)cell.length, &code);
    length = unorm2_normalize(normalizer, wide, length, whole, room, &code);
    int32_t bytes = 0;
    u_strToUTF8(narrow, room * 3, &bytes, whole, length, &code);
    return U_SUCCESS(code) ? (struct text){ narrow, (size_t)bytes } : cell;
}

static void take_cell(void *data, size_t length, void *context)
{
    struct reading *reading = context;
    struct text cell = text_trim((struct text){ data ? data : "", length });
    reading->written++;
    reading->too_long |= length > SHEET_CELL_MAXIMUM;
    reading->empty &= text_is_empty(cell);
    if (reading->written > SHEET_CELLS_MAXIMUM || reading->too_long)
        return;
    bool foreign = reading->sheet->windows_1252 && !(reading->sheet->marked && text_is_utf8(cell));
    struct text kept = foreign ? utf8_from_windows_1252(reading->arena, cell) : text_copy(reading->arena, cell);
    *vector_add(reading->arena, &reading->cells) = composed(reading->arena, kept);
}

static void take_record(int terminator, void *context)
{
    (void)terminator;
    struct reading *reading = context;
    struct sheet_record record = { .line = reading->line,
                                   .cells = reading->cells.items,
                                   .count = reading->cells.count,
                                   .written = reading->written,
                                   .empty = reading->empty };
    if (!reading->stopped && !reading->too_long && record.written > 0)
        reading->stopped = !reading->record(reading->context, &record);
    arena_reset(reading->arena);
    reading->cells.items = NULL;
    reading->cells.count = reading->cells.capacity = 0;
    reading->written = 0;
    reading->empty = true;
}

/* Length of the line at `at`, with its end: CR LF, LF or CR. */
static size_t line_length(struct text content, size_t at)
{
    size_t end = at;
    while (end < content.length && content.data[end] != '\n' && content.data[end] != '\r')
        end++;
    if (end < content.length && content.data[end] == '\r')
        end++;
    else if (end < content.length)
        return end + 1 - at;
    if (end < content.length && content.data[end] == '\n')
        end++;
    return end - at;
}

/* States of libcsv's parser, which csv.h keeps in the open and does not name. */
enum { BETWEEN_RECORDS = 0, IN_CELL = 2 };

/* Feeds the lines. */
static bool feed(struct csv_parser *parser, struct reading *reading, struct sheet_fault *ret_fault)
{
    struct text content = reading->sheet->content;
    int line = reading->sheet->line;
    for (size_t at = 0; at < content.length && !reading->stopped; line++) {
        size_t length = line_length(content, at);
        if (parser->pstate == BETWEEN_RECORDS)
            reading->line = line;
        if (length > SHEET_CELL_MAXIMUM * 16 ||
            csv_parse(parser, content.data + at, length, take_cell, take_record, reading) != length)
            return fault(ret_fault, ROSTER_FILE_LARGE, reading->line);
        if (reading->too_long || parser->entry_pos > SHEET_CELL_MAXIMUM)
            return fault(ret_fault, parser->quoted ? ROSTER_FILE_QUOTE : ROSTER_FILE_LARGE, reading->line);
        at += length;
    }
    if (reading->stopped)
        return true;
    if ((parser->quoted && parser->pstate == IN_CELL) || csv_fini(parser, take_cell, take_record, reading) != 0)
        return fault(ret_fault, ROSTER_FILE_QUOTE, reading->line);
    return reading->too_long ? fault(ret_fault, ROSTER_FILE_LARGE, reading->line) : true;
}

int roster_sheet_read(const struct sheet *sheet, bool (*record)(void *context, const struct sheet_record *record),
                      void *context, struct sheet_fault *ret_fault)
{
    struct csv_parser parser;
    if (csv_init(&parser, 0) != 0)
        return STATUS_FAILED;
    csv_set_delim(&parser, (unsigned char)sheet->separator);
    struct reading reading = {
        .sheet = sheet, .record = record, .context = context, .arena = arena_new(), .empty = true, .line = sheet->line
    };
    bool good = feed(&parser, &reading, ret_fault);
    csv_free(&parser);
    arena_free(reading.arena);
    return good ? STATUS_OK : STATUS_INVALID;
}
