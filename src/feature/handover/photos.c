/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Photos in the cards of a day. What keeps them is feature/photo; a line is there for who may see it, and its files with it.
 */
#include "feature/handover/day.h"
#include "feature/handover/handover.h"
#include "feature/handover/handover.sql.h"

static struct address url_file(struct arena *arena, struct file_id file)
{
    return ADDRESS(arena, "/file/{file}", address_value(file));
}

static bool shows_photo(const struct entry_view *card)
{
    for (size_t i = 0; i < card->chips.count; i++)
        if (card->chips.items[i].kind == KIND_PHOTO)
            return true;
    return false;
}

static struct entry_view *card_of(struct day_view *view, struct moment_id moment)
{
    for (size_t i = 0; i < view->slots.count; i++)
        for (size_t k = 0; k < view->slots.items[i].entries.count; k++)
            if (view->slots.items[i].entries.items[k].moment.value == moment.value)
                return &view->slots.items[i].entries.items[k];
    return NULL;
}

static bool has_photos(const struct day_view *view)
{
    for (size_t i = 0; i < view->slots.count; i++)
        for (size_t k = 0; k < view->slots.items[i].entries.count; k++)
            if (shows_photo(&view->slots.items[i].entries.items[k]))
                return true;
    return false;
}

int day_photos(struct request *request, struct child_id child, struct date date, struct day_view *view)
{
    struct handover_photos_rows rows;
    if (!has_photos(view))
        return STATUS_OK;
    int status = handover_photos(
        request->db, request->arena,
        (struct handover_photos_in){ .organisation = request->organisation, .child = child, .day = date }, &rows);
    struct word_value values[] = { word_value("name", view->name) };
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct handover_photos_row *row = &rows.items[i];
        struct entry_view *card = card_of(view, row->moment);
        if (card)
            *vector_add(request->arena, &card->photos) = (struct photo_shown_view){
                .large = url_file(request->arena, row->large_file),
                .small = url_file(request->arena, row->small_file),
                .width = row->small_width,
                .height = row->small_height,
                .alt = word_format(request->arena, request->words, WORD_PHOTO_OF_DAY, values, 1),
            };
    }
    return status;
}
