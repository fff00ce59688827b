/* SPDX-License-Identifier: EUPL-1.2 */
/* The tiles of a board: what home wrote, what the group recorded, the last of what comes back all day, and what is still open. */
#include "access/scope.h"
#include "access/viewer.h"
#include "feature/handover/board_reading.h"
#include "feature/handover/contact.h"

enum { HINT_FROM_MINUTES = 12 * 60, HOUR_MINUTES = 60 };

/* How long ago, "1 u 20" or "20 min"; the script counts on from the instant that stands beside it. */
static struct text ago(struct request *request, int64_t at)
{
    int64_t minutes = request->now_at > at ? (request->now_at - at) / MINUTE_MS : 0;
    struct word_value values[] = { word_value("hours", minutes / HOUR_MINUTES),
                                   word_value("minutes", minutes % HOUR_MINUTES) };
    enum word id = minutes < HOUR_MINUTES ? WORD_HANDOVER_AGO_MINUTES : WORD_HANDOVER_AGO;
    return word_format(request->arena, request->words, id, values, 2);
}

static struct text at_text(struct request *request, int64_t at)
{
    return arena_printf(request->arena, "%lld", (long long)at);
}

/* The last bottle and the last nappy, with since when (R231). */
static void set_last(struct board_reading *reading, struct tile_view *tile,
                     const struct handover_board_entries_row *row, const struct code *code)
{
    struct request *request = reading->request;
    struct tile_time_view *last = NULL;
    for (size_t i = 0; i < tile->times.count; i++)
        if (tile->times.items[i].kind == code->kind)
            last = &tile->times.items[i];
    if (!last)
        last = vector_add(request->arena, &tile->times);
    *last = (struct tile_time_view){ .kind = code->kind,
                                     .pictogram = code->pictogram,
                                     .what = code_text(request->arena, request->words, code, row->measure),
                                     .time = handover_time(request, &reading->zone_day, row->at),
                                     .ago = ago(request, row->at),
                                     .at = at_text(request, row->at) };
}

/* What home wrote: one note a moment, coded values and words together. */
void board_tile_note(struct board_reading *reading, struct tile_view *tile,
                     const struct handover_board_entries_row *row)
{
    struct request *request = reading->request;
    struct board_note_view *note = NULL;
    for (size_t i = 0; i < tile->notes.count; i++)
        if (tile->notes.items[i].moment.value == row->moment.value)
            note = &tile->notes.items[i];
    if (!note) {
        note = vector_add(request->arena, &tile->notes);
        note->moment = row->moment;
        note->who =
            text_equal(row->channel, TEXT(CHANNEL_PAPER)) ? word(request->words, WORD_TAP_PAPER) : row->author_name;
        note->group_only = tile->split && (row->audience & AUDIENCE_BOTH_HOMES) != AUDIENCE_BOTH_HOMES;
        note->was_read = row->was_read;
        note->read = url_handover_note_read(request->arena, reading->group, tile->child, row->moment);
        reading->view->has_unread = reading->view->has_unread || !row->was_read;
    }
    if (!text_is_empty(row->note)) {
        note->note = row->note;
        note->language = row->language;
        return;
    }
    const struct code *code = code_find(row->kind, row->value);
    if (code) {
        struct chip_view *chip = vector_add(request->arena, &note->chips);
        *chip = (struct chip_view){ code->kind, code->pictogram,
                                    code_text(request->arena, request->words, code, row->measure) };
    }
}

/* What the group recorded: the latest of each kind, and whether the child sleeps. */
void board_tile_done(struct board_reading *reading, struct tile_view *tile,
                     const struct handover_board_entries_row *row)
{
    struct request *request = reading->request;
    const struct code *code = code_find(row->kind, row->value);
    if (code && code->kind == KIND_SLEEP) {
        bool asleep = text_equal(row->value, TEXT(CODE_ASLEEP));
        tile->asleep_since = asleep ? handover_time(request, &reading->zone_day, row->at) : TEXT("");
        tile->asleep_ago = ago(request, row->at);
        tile->asleep_at = at_text(request, row->at);
    }
    if (code && (code->kind == KIND_BOTTLE || code->kind == KIND_NAPPY)) {
        set_last(reading, tile, row, code);
        return;
    }
    struct chip_view chip = { KIND_WORDS, code_kinds[KIND_WORDS].pictogram, word(request->words, WORD_HANDOVER_WORDS) };
    if (code)
        chip = (struct chip_view){ code->kind, code->pictogram,
                                   code_text(request->arena, request->words, code, row->measure) };
    for (size_t i = 0; i < tile->done.count; i++)
        if (tile->done.items[i].kind == chip.kind) {
            tile->done.items[i] = chip;
            return;
        }
    *vector_add(request->arena, &tile->done) = chip;
}

/* Of the board's kinds, one of which is recorded. */
static bool has_done(const struct tile_view *tile, unsigned kinds)
{
    for (size_t i = 0; i < tile->done.count; i++)
        if ((kinds & (1u << tile->done.items[i].kind)) != 0)
            return true;
    for (size_t i = 0; i < tile->times.count; i++)
        if ((kinds & (1u << tile->times.items[i].kind)) != 0)
            return true;
    return false;
}

/* Of eating, sleeping and behaviour, what nobody recorded or will tell, for a child who is here; on the board not before the morning
 * has gone by: a hint, never a demand (R030). A school child does not sleep here. */
static void hint(struct board_reading *reading, struct tile_view *tile)
{
    static const struct {
        enum entry_kind called;
        unsigned kinds, ages;
    } floor[] = { { KIND_FOOD, 1u << KIND_FOOD | 1u << KIND_BOTTLE, AGES_ALL },
                  { KIND_SLEEP, 1u << KIND_SLEEP, AGES_YOUNG },
                  { KIND_BEHAVIOUR, 1u << KIND_BEHAVIOUR | 1u << KIND_MOOD | 1u << KIND_COMPANY, AGES_ALL } };
    struct request *request = reading->request;
    struct text open = TEXT("");
    for (size_t i = 0; i < sizeof floor / sizeof *floor; i++)
        if ((floor[i].ages & reading->ages) != 0 && !has_done(tile, floor[i].kinds))
            open = arena_printf(request->arena, "%.*s%s%.*s", TEXT_ARGS(open), open.length ? " · " : "",
                                TEXT_ARGS(word(request->words, code_kinds[floor[i].called].word)));
    if (open.length == 0 || !tile->present || tile->told_open)
        return;
    struct word_value values[] = { word_value("kinds", open) };
    tile->open = word_format(request->arena, request->words, WORD_HANDOVER_STILL_OPEN, values, 1);
    if (zone_day_minutes(&reading->zone_day, request->now_at) >= HINT_FROM_MINUTES)
        tile->open_hint = tile->open;
}

/* What is new, and the last that was read: a tile holds no history. */
static void keep_notes(struct tile_view *tile)
{
    size_t kept = 0;
    for (size_t i = 0; i < tile->notes.count; i++)
        if (!tile->notes.items[i].was_read || i + 1 == tile->notes.count)
            tile->notes.items[kept++] = tile->notes.items[i];
    tile->notes.count = kept;
}

/* "slaapt sinds 12:31" tells it already: the bed is not shown twice. */
static void drop_sleep(struct tile_view *tile)
{
    size_t kept = 0;
    for (size_t i = 0; i < tile->done.count; i++)
        if (tile->done.items[i].kind != KIND_SLEEP)
            tile->done.items[kept++] = tile->done.items[i];
    tile->done.count = kept;
}

void board_tile_finish(struct board_reading *reading, struct tile_view *tile)
{
    tile->home_silent = tile->home_silent && tile->notes.count == 0 && tile->more.parts.count == 0;
    if (reading->hints)
        hint(reading, tile);
    if (tile->collected)
        tile->asleep_since = TEXT(""); /* sleeps at home, if at all */
    if (!text_is_empty(tile->asleep_since))
        drop_sleep(tile);
    keep_notes(tile);
}
