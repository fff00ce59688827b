/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Holds the media store against the rows that name its files (photo.h).
 */
#include "feature/photo/own.h"

#include <string.h>
#include <unistd.h>

/* One comparison; `arena` lives for a shelf. */
struct comparing {
    struct db *db;
    struct organisation_id organisation;
    const struct media_store *store;
    struct arena *keep;
    struct media_difference difference;
};

static int look(struct comparing *comparing, struct text name)
{
    int file;
    int status = media_open(comparing->store, name, &file);
    comparing->difference.compared++;
    if (status == STATUS_OK)
        close(file);
    if (status != STATUS_NOT_FOUND)
        return status;
    if (comparing->difference.missing++ == 0)
        comparing->difference.name = text_copy(comparing->keep, name);
    return STATUS_OK;
}

static bool is_named(const struct photo_named_rows *rows, struct text name)
{
    size_t low = 0;
    size_t high = rows->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = text_compare(rows->items[middle].name, name);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/* Files that no row of `file` names; a photo that waits, and one that is to be removed, are known all the same. */
static int look_back(struct comparing *comparing, unsigned shelf, const struct photo_named_rows *rows,
                     struct arena *arena)
{
    struct media_names names;
    struct photo_file_known_row row;
    int status = media_old(comparing->store, shelf, arena, &names);
    for (size_t i = 0; status == STATUS_OK && i < names.count; i++) {
        if (is_named(rows, names.items[i]))
            continue;
        status = photo_file_known(comparing->db, arena,
                                  (struct photo_file_known_in){ comparing->organisation, names.items[i] }, &row);
        comparing->difference.extra += status == STATUS_OK && !row.known;
    }
    return status;
}

static int compare_shelf(struct comparing *comparing, unsigned shelf)
{
    struct arena *arena = arena_new();
    struct photo_named_rows rows;
    int64_t most = MEDIA_COMPARED_MAXIMUM - comparing->difference.compared;
    /* Hexadecimal digits, all of which come before a g. */
    int status = photo_named(comparing->db, arena,
                             (struct photo_named_in){ .organisation = comparing->organisation,
                                                      .from_name = arena_printf(arena, "%02x", shelf),
                                                      .until_name = arena_printf(arena, "%02xg", shelf),
                                                      .most = most },
                             &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        status = look(comparing, rows.items[i].name);
    if (status == STATUS_OK && (int64_t)rows.count < most)
        status = look_back(comparing, shelf, &rows, arena);
    comparing->difference.whole = comparing->difference.whole && (int64_t)rows.count < most;
    arena_free(arena);
    return status;
}

static int compare_sources(struct comparing *comparing)
{
    struct arena *arena = arena_new();
    struct photo_sources_rows rows;
    int status = photo_sources(comparing->db, arena,
                               (struct photo_sources_in){ comparing->organisation, MEDIA_COMPARED_MAXIMUM }, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        status = look(comparing, rows.items[i].name);
    arena_free(arena);
    return status;
}

int media_compare(struct db *db, struct arena *arena, struct organisation_id organisation,
                  const struct media_store *store, struct media_difference *ret_difference)
{
    struct comparing comparing = {
        .db = db, .organisation = organisation, .store = store, .keep = arena, .difference = { .whole = true }
    };
    int status = STATUS_OK;
    for (unsigned shelf = 0; status == STATUS_OK && comparing.difference.whole && shelf < MEDIA_SHELVES; shelf++)
        status = compare_shelf(&comparing, shelf);
    if (status == STATUS_OK)
        status = compare_sources(&comparing);
    if (status == STATUS_OK)
        *ret_difference = comparing.difference;
    return status;
}
