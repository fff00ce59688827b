/* SPDX-License-Identifier: EUPL-1.2 */
/* The archive of a child: any bytes are read as data.json, and as the zip round it. What was taken keeps the limits. */
#include "feature/archive/read.h"
#include "fuzz.h"

static void check(const struct archive_file *file)
{
    FUZZ_HOLDS(file->given_name.length > 0 && file->given_name.length <= ARCHIVE_READ_NAME);
    FUZZ_HOLDS(file->reader_given_name.length <= ARCHIVE_READ_NAME && text_is_utf8(file->reader_family_name));
    FUZZ_HOLDS(file->lines.count <= ARCHIVE_READ_LINES);
    for (size_t i = 0; i < file->lines.count; i++) {
        const struct archive_line *line = &file->lines.items[i];
        FUZZ_HOLDS(date_to_civil(line->day).year >= 1900 && date_to_civil(line->day).year <= 2100);
        FUZZ_HOLDS(line->note.length <= ARCHIVE_READ_NOTE && text_is_utf8(line->note));
        FUZZ_HOLDS(line->kind.length <= ARCHIVE_READ_WORD && line->author.length <= ARCHIVE_READ_NAME);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct error error = { .word = 0 };
    struct archive_file file;
    if (archive_file_read_json(arena, fuzz_text(data, size), &error, &file) == STATUS_OK)
        check(&file);
    if (archive_file_read(arena, fuzz_text(data, size), &error, &file) == STATUS_OK)
        check(&file);
    arena_free(arena);
    return 0;
}
