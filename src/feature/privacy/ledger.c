/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The ledger of erasures in a file, and erasing again what it names (feature/privacy/erase.h). A line is
 * "ORGANISATION ID INSTANT KIND OBJECT"; a line that is none is left out, and kept when the file is written anew.
 */
#include "feature/privacy/erase.h"

#include "base/buffer.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/vector.h"
#include "db/change.h"
#include "db/writer.h"
#include "feature/privacy/privacy.sql.h"

enum { LEDGER_MAXIMUM = 64 * 1024 * 1024 };

/* One line. */
struct line {
    int64_t organisation;
    int64_t id;
    bool child; /* else a person */
    int64_t object;
    struct text text;
};

struct lines {
    struct line *items;
    size_t count, capacity;
};

static bool parse(struct text text, struct line *ret_line)
{
    struct text rest;
    struct text organisation = text_cut(text, ' ', &rest);
    struct text id = text_cut(rest, ' ', &rest);
    struct text at = text_cut(rest, ' ', &rest);
    struct text kind = text_cut(rest, ' ', &rest);
    struct line line = { .text = text, .child = text_equal(kind, TEXT("child")) };
    if (text_is_empty(at) || (!line.child && !text_equal(kind, TEXT("person"))) ||
        identity_parse(organisation, &line.organisation) != STATUS_OK || identity_parse(id, &line.id) != STATUS_OK ||
        identity_parse(rest, &line.object) != STATUS_OK)
        return false;
    *ret_line = line;
    return true;
}

static int read_file(struct arena *arena, const char *path, struct error *error, struct lines *ret_lines)
{
    VECTOR(struct line) lines = { .count = 0 };
    struct text content = TEXT("");
    if (file_exists(path) && file_read(arena, path, LEDGER_MAXIMUM, &content) != STATUS_OK)
        return error_set(error, STATUS_FAILED, 0, "%s cannot be read: %m", path);
    while (content.data && content.length > 0) {
        struct line line;
        struct text text = text_cut(content, '\n', &content);
        if (parse(text, &line))
            *vector_add(arena, &lines) = line;
    }
    *ret_lines = (struct lines){ lines.items, lines.count, 0 };
    return STATUS_OK;
}

static bool is_in(const struct lines *lines, int64_t id)
{
    for (size_t i = 0; i < lines->count; i++)
        if (lines->items[i].id == id)
            return true;
    return false;
}

/* The lines of the table that the file lacks, behind those it has. */
static struct text join(struct arena *arena, const struct lines *lines, const struct privacy_ledger_rows *rows,
                        size_t *ret_new)
{
    struct buffer buffer;
    buffer_init(&buffer, LEDGER_MAXIMUM);
    *ret_new = 0;
    for (size_t i = 0; i < lines->count; i++) {
        buffer_put(&buffer, lines->items[i].text);
        buffer_put(&buffer, TEXT("\n"));
    }
    for (size_t i = 0; i < rows->count; i++) {
        const struct privacy_ledger_row *row = &rows->items[i];
        if (is_in(lines, row->id))
            continue;
        buffer_printf(&buffer, "%.*s %.*s %.*s %.*s %.*s\n", TEXT_ARGS(identity_text(arena, row->organisation.value)),
                      TEXT_ARGS(identity_text(arena, row->id)), TEXT_ARGS(instant_iso(arena, row->at)),
                      TEXT_ARGS(row->kind), TEXT_ARGS(identity_text(arena, row->object)));
        ++*ret_new;
    }
    struct text text = text_copy(arena, buffer_text(&buffer));
    buffer_release(&buffer);
    return text;
}

int ledger_save(struct db *db, const char *path, struct error *error)
{
    struct arena *arena = arena_new();
    struct lines lines;
    struct privacy_ledger_rows rows;
    size_t new = 0;
    int status = read_file(arena, path, error, &lines);
    if (status == STATUS_OK && (status = privacy_ledger(db, arena, &rows)) != STATUS_OK)
        error_set(error, status, 0, "the ledger of erasures cannot be read");
    if (status == STATUS_OK) {
        struct text text = join(arena, &lines, &rows, &new);
        if (new > 0 && (status = file_write(path, text, 0600)) != STATUS_OK)
            error_set(error, status, 0, "%s cannot be written: %m", path);
    }
    arena_free(arena);
    return status;
}

/* --- replay --- */

/* STATUS_NOT_FOUND when nothing of it is left. */
static int still_known(struct db *db, struct arena *arena, const struct line *line)
{
    struct privacy_knows_child_row child;
    struct privacy_knows_person_row person;
    struct organisation_id organisation = { line->organisation };
    return line->child ? privacy_knows_child(db, arena,
                                             (struct privacy_knows_child_in){ organisation, { line->object } }, &child)
                       : privacy_knows_person(
                             db, arena, (struct privacy_knows_person_in){ organisation, { line->object } }, &person);
}

static int erase_again(struct change *change, void *argument)
{
    const struct line *line = argument;
    return line->child ? erase_child(change, (struct child_id){ line->object }, ERASE_REPLAY)
                       : erase_person(change, (struct person_id){ line->object }, ERASE_REPLAY);
}

static int replay_line(struct writer *writer, struct db *db, struct arena *arena, struct line *line)
{
    int status = still_known(db, arena, line);
    struct writer_task task = { .change = erase_again,
                                .argument = line,
                                .arena = arena,
                                .organisation = { line->organisation },
                                .name = "privacy_replay" };
    return status == STATUS_OK ? writer_run(writer, db, &task) : status;
}

int ledger_replay(struct writer *writer, struct db *db, const char *path, struct error *error, int64_t *ret_erased)
{
    struct arena *arena = arena_new();
    struct arena *change_arena = arena_new();
    struct lines lines = { .count = 0 };
    int64_t erased = 0;
    int status = read_file(arena, path, error, &lines);
    for (size_t i = 0; status == STATUS_OK && i < lines.count; i++) {
        status = replay_line(writer, db, change_arena, &lines.items[i]);
        erased += status == STATUS_OK;
        if (status == STATUS_NOT_FOUND)
            status = STATUS_OK;
        else if (status != STATUS_OK)
            error_set(error, status, 0, "an erasure cannot be repeated");
    }
    arena_free(change_arena);
    arena_free(arena);
    if (status == STATUS_OK)
        *ret_erased = erased;
    return status;
}
