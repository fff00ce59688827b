/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The page of the photos inside a zip, in the words of who asked.
 */
#include "feature/archive/archive_photos.html.h"
#include "feature/archive/render.h"

static struct text alt_of(const struct archive_content *content, const struct archive_picture *picture)
{
    struct word_value values[] = { word_value("names", content->head.given_name) };
    return picture->on_it ? word_format(content->arena, content->words, WORD_PHOTO_ALT_OF, values, 1)
                          : word(content->words, WORD_PHOTO_ALT);
}

static void add_picture(const struct archive_content *content, const struct archive_picture *picture,
                        struct archive_photos_view *view)
{
    *vector_add(content->arena, &view->pictures) =
        (struct archive_picture_view){ .file = archive_beside(picture->file),
                                       .width = picture->width,
                                       .height = picture->height,
                                       .alt = alt_of(content, picture),
                                       .day = archive_day_words(content, picture->day, DAY_FULL),
                                       .time = archive_clock_words(content, picture->at),
                                       .caption = picture->caption,
                                       .language = picture->language };
}

void archive_photos_page(const struct archive_content *content, struct buffer *buffer)
{
    struct archive_photos_view view = { .lang = language_about(content->language)->code,
                                        .dir = language_direction(content->language),
                                        .style = archive_beside(TEXT("style.css")),
                                        .index = archive_beside(TEXT("index.html")),
                                        .name = archive_full_name(content) };
    for (size_t i = 0; i < content->pictures.count; i++)
        if (text_is_empty(content->pictures.items[i].file))
            view.left = true;
        else
            add_picture(content, &content->pictures.items[i], &view);
    struct html html = html_make(buffer, content->arena, content->words);
    archive_photos_view_html(&html, &view);
}
