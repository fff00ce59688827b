/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The papers as files that stand alone.
 */
#include "base/file.h"
#include "feature/adoption/adoption.h"
#include "feature/adoption/file.html.h"
#include "feature/adoption/views.h"
#include "i18n/day_text.h"

enum { FILE_MAXIMUM = 1024 * 1024 };

static const char style[] =
    "body { font-family: system-ui, sans-serif; line-height: 1.5; color: #000; background: #fff; margin: 0; }\n"
    "main { max-width: 44rem; margin-inline: auto; padding: 1rem; }\n"
    ".letter-from, .draft, dt { font-weight: 700; }\n"
    "dd { margin-inline-start: 0; margin-block-end: 0.2rem; }\n"
    "dt { margin-block-start: 0.8rem; break-after: avoid; }\n"
    ".sign { margin-block: 2rem 5rem; }\n"
    "@page { size: A4; margin: 2cm; }\n"
    "@media print { main { max-width: none; padding: 0; } h2, h3 { break-after: avoid; } li, dd { break-inside: avoid; "
    "} }\n";

static int write_file(struct arena *arena, const char *folder, struct text name, struct text content,
                      struct error *error)
{
    const char *path = arena_printf(arena, "%s/%.*s", folder, TEXT_ARGS(name)).data;
    if (file_write(path, content, 0644) != STATUS_OK)
        return error_set(error, STATUS_FAILED, 0, "%s cannot be written: %m", path);
    return STATUS_OK;
}

static int write_paper(struct db *db, struct arena *arena, const struct adoption_settings *settings,
                       enum adoption_paper paper, const char *folder, struct error *error)
{
    const struct words *words = words_choose(settings->choice);
    struct adoption_file_view view = { .language = language_about(settings->choice.language)->code,
                                       .direction = language_direction(settings->choice.language),
                                       .title = word(words, adoption_title(paper)),
                                       .style = { TEXT("style.css") } };
    struct buffer buffer;
    int status = adoption_make(db, arena, settings, paper, &view.paper);
    if (status != STATUS_OK)
        return error_set(error, status, 0, "the database cannot be read");
    buffer_init(&buffer, FILE_MAXIMUM);
    struct html html = html_make(&buffer, arena, words);
    adoption_file_view_html(&html, &view);
    struct text name = arena_printf(arena, "%s-%s.html", adoption_names[paper], view.language);
    status = buffer.overflowed ? error_set(error, STATUS_FAILED, 0, "%s is too large", name.data)
                               : write_file(arena, folder, name, buffer_text(&buffer), error);
    buffer_release(&buffer);
    return status;
}

int adoption_write(struct db *db, struct arena *arena, const struct adoption_settings *settings, const char *folder,
                   struct error *error, size_t *ret_count)
{
    struct adoption_settings own = *settings;
    struct day_texts *days = day_texts_new();
    size_t count = 0;
    if (file_make_folder(folder, 0755) != STATUS_OK) {
        day_texts_free(days);
        return error_set(error, STATUS_FAILED, 0, "the folder %s cannot be made: %m", folder);
    }
    int status = write_file(arena, folder, TEXT("style.css"), text_from(style), error);
    for (int language = 0; status == STATUS_OK && language < LANGUAGE__MAX; language++) {
        if (!language_about((enum language)language)->offered)
            continue;
        own.choice.language = (enum language)language;
        own.day = day_text(days, arena, own.choice.language, own.today, DAY_FULL);
        for (int paper = 0; status == STATUS_OK && paper < ADOPTION_PAPER__MAX; paper++, count++)
            status = write_paper(db, arena, &own, (enum adoption_paper)paper, folder, error);
    }
    day_texts_free(days);
    if (status == STATUS_OK)
        *ret_count = count;
    return status;
}
