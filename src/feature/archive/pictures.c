/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The photos of an archive: which fit, what their files are called, and their bytes (content.h).
 */
#include "feature/archive/content.h"
#include "media/media.h"

#include <unistd.h>

static struct archive_picture of_page(const struct archive_photos_row *row)
{
    return (struct archive_picture){ .photo = row->photo,
                                     .moment = row->moment,
                                     .day = row->day,
                                     .at = row->at,
                                     .caption = row->caption,
                                     .language = row->language,
                                     .taken = row->taken,
                                     .width = row->width,
                                     .height = row->height,
                                     .on_it = row->on_it,
                                     .stored = row->name,
                                     .length = row->length };
}

static struct archive_picture of_earlier(const struct archive_earlier_photos_row *row)
{
    return (struct archive_picture){ .earlier = row->earlier,
                                     .entry = row->line,
                                     .day = row->day,
                                     .at = row->at,
                                     .caption = row->caption,
                                     .language = row->language,
                                     .taken = row->taken,
                                     .width = row->width,
                                     .height = row->height,
                                     .stored = row->name,
                                     .length = row->length };
}

/* The newest that fit get a name; `pictures` are oldest first, and all of a day are counted on. */
static void name(struct archive_content *content)
{
    int64_t room = ARCHIVE_BYTES_MAXIMUM - ARCHIVE_TEXT_BYTES;
    size_t first = content->pictures.count;
    while (first > 0 && content->pictures.count - first < ARCHIVE_PHOTOS_MAXIMUM &&
           content->pictures.items[first - 1].length <= room)
        room -= content->pictures.items[--first].length;
    int number = 0;
    for (size_t i = 0; i < content->pictures.count; i++) {
        struct archive_picture *picture = &content->pictures.items[i];
        const struct archive_picture *before = i > 0 ? picture - 1 : NULL;
        bool same_day =
            before && date_equal(before->day, picture->day) && before->earlier.value == picture->earlier.value;
        struct text day = date_iso(content->arena, picture->day);
        number = same_day ? number + 1 : 1;
        if (i < first)
            continue;
        /* Two centres may have taken one on the same day. */
        struct text from = picture->earlier.value != 0
                               ? arena_printf(content->arena, "earlier-%lld-", (long long)picture->earlier.value)
                               : TEXT("");
        picture->file = arena_printf(content->arena, "photos/%.*s%.*s-%d.jpg", TEXT_ARGS(from), TEXT_ARGS(day), number);
    }
}

void archive_pictures_choose(struct archive_content *content)
{
    for (size_t i = 0; i < content->care.earlier_photos.count; i++)
        *vector_add(content->arena, &content->pictures) = of_earlier(&content->care.earlier_photos.items[i]);
    for (size_t i = content->photos.count; i > 0; i--)
        *vector_add(content->arena, &content->pictures) = of_page(&content->photos.items[i - 1]);
    name(content);
}

/* A file that is not there is no reason to give a family nothing. */
static int add(struct archive_picture *picture, const struct media_store *store, struct archive_zip *zip)
{
    int file;
    int status = media_open(store, picture->stored, &file);
    if (status == STATUS_NOT_FOUND) {
        picture->file = TEXT("");
        return STATUS_OK;
    }
    if (status == STATUS_OK) {
        status = archive_zip_add_file(zip, picture->file, file, picture->length);
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
