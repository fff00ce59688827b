/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The photos of an archive: which fit, what their files are called, and their bytes (content.h).
 */
#include "feature/archive/content.h"
#include "media/media.h"

#include <unistd.h>

void archive_pictures_choose(struct archive_content *content)
{
    struct arena *arena = content->arena;
    int64_t room = ARCHIVE_BYTES_MAXIMUM - ARCHIVE_TEXT_BYTES;
    size_t fit = 0;
    while (fit < content->photos.count && content->photos.items[fit].length <= room)
        room -= content->photos.items[fit++].length;
    int number = 0;
    for (size_t i = content->photos.count; i > 0; i--) {
        const struct archive_photos_row *row = &content->photos.items[i - 1];
        bool same_day = number > 0 && date_equal(row->day, content->photos.items[i].day);
        struct text day = date_iso(arena, row->day);
        number = same_day ? number + 1 : 1;
        *vector_add(arena, &content->pictures) = (struct archive_picture){
            .row = row,
            .file = i <= fit ? arena_printf(arena, "photos/%.*s-%d.jpg", TEXT_ARGS(day), number) : TEXT(""),
        };
    }
}

/* A file that is not there is no reason to give a family nothing. */
static int add(struct archive_picture *picture, const struct media_store *store, struct archive_zip *zip)
{
    int file;
    int status = media_open(store, picture->row->name, &file);
    if (status == STATUS_NOT_FOUND) {
        picture->file = TEXT("");
        return STATUS_OK;
    }
    if (status == STATUS_OK) {
        status = archive_zip_add_file(zip, picture->file, file, picture->row->length);
        close(file);
    }
    return status;
}

int archive_pictures_add(struct archive_content *content, const struct media_store *store, struct archive_zip *zip,
                         int (*step)(void *context), void *context)
{
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < content->pictures.count; i++) {
        if (!text_is_empty(content->pictures.items[i].file))
            status = add(&content->pictures.items[i], store, zip);
        if (status == STATUS_OK)
            status = step(context);
    }
    return status;
}
