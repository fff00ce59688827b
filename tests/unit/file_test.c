/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base/file.h: whole files, read with a limit and written all or not at all.
 */
#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/random.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/samenspel-file-XXXXXX";

struct place {
    struct arena *arena;
};

static int make_place(void **state)
{
    static struct place place;
    place.arena = arena_new();
    *state = &place;
    return random_start() < 0 || mkdtemp(folder) == NULL;
}

static const char *path_of(struct place *place, const char *name)
{
    return arena_printf(place->arena, "%s/%s", folder, name).data;
}

static int remove_place(void **state)
{
    struct place *place = *state;
    unlink(path_of(place, "file"));
    unlink(path_of(place, "pipe"));
    rmdir(path_of(place, "a/b/c"));
    rmdir(path_of(place, "a/b"));
    rmdir(path_of(place, "a"));
    arena_free(place->arena);
    /* Fails when a temporary file was left behind. */
    return rmdir(folder);
}

static size_t count_entries(void)
{
    size_t count = 0;
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    while (readdir(entries) != NULL)
        count++;
    closedir(entries);
    return count - 2;
}

static void writes_and_reads(void **state)
{
    struct place *place = *state;
    const char *path = path_of(place, "file");
    struct text content = TEXT_NULL;
    assert_false(file_exists(path));
    assert_int_equal(file_read(place->arena, path, 100, &content), STATUS_NOT_FOUND);
    assert_true(text_is_null(content));
    assert_int_equal(file_write(path, TEXT("een\0twee"), 0640), STATUS_OK);
    assert_int_equal(file_read(place->arena, path, 8, &content), STATUS_OK);
    assert_int_equal(content.length, 8);
    assert_memory_equal(content.data, "een\0twee", 9);
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 07777, 0640);
    assert_int_equal(file_write(path, TEXT(""), 0600), STATUS_OK);
    assert_int_equal(file_read(place->arena, path, 0, &content), STATUS_OK);
    assert_int_equal(content.length, 0);
    assert_int_equal(count_entries(), 1);
}

static void refuses_what_is_too_large_or_no_file(void **state)
{
    struct place *place = *state;
    const char *path = path_of(place, "file");
    struct text content = TEXT_NULL;
    assert_int_equal(file_write(path, TEXT("123456"), 0600), STATUS_OK);
    assert_int_equal(file_read(place->arena, path, 5, &content), STATUS_INVALID);
    assert_int_equal(file_read(place->arena, folder, 5000, &content), STATUS_INVALID);
    assert_int_equal(mkfifo(path_of(place, "pipe"), 0600), 0);
    assert_int_equal(file_read(place->arena, path_of(place, "pipe"), 5, &content), STATUS_INVALID);
    assert_int_equal(file_read(place->arena, path_of(place, "file/below"), 5, &content), STATUS_NOT_FOUND);
    assert_true(text_is_null(content));
}

static void a_failed_write_leaves_the_old(void **state)
{
    struct place *place = *state;
    size_t before = count_entries();
    assert_int_equal(file_write(path_of(place, "missing/file"), TEXT("x"), 0600), STATUS_FAILED);
    /* A folder cannot be replaced by a file: the rename fails after the new content was written. */
    assert_int_equal(file_make_folder(path_of(place, "a"), 0700), STATUS_OK);
    assert_int_equal(file_write(path_of(place, "a"), TEXT("x"), 0600), STATUS_FAILED);
    assert_int_equal(count_entries(), before + 1);
}

static void makes_folders(void **state)
{
    struct place *place = *state;
    assert_int_equal(file_make_folder(path_of(place, "a/b/c"), 0700), STATUS_OK);
    assert_int_equal(file_make_folder(path_of(place, "a/b/c"), 0700), STATUS_OK);
    assert_int_equal(file_make_folder(path_of(place, "a/b/"), 0700), STATUS_OK);
    assert_true(file_exists(path_of(place, "a/b/c")));
    assert_int_equal(file_write(path_of(place, "file"), TEXT("x"), 0600), STATUS_OK);
    assert_int_equal(file_make_folder(path_of(place, "file"), 0700), STATUS_CONFLICT);
    assert_int_equal(file_make_folder(path_of(place, "file/below"), 0700), STATUS_CONFLICT);
    assert_int_equal(file_sync_folder(folder), STATUS_OK);
    assert_int_equal(file_sync_folder(path_of(place, "missing")), STATUS_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_and_reads),
        cmocka_unit_test(refuses_what_is_too_large_or_no_file),
        cmocka_unit_test(a_failed_write_leaves_the_old),
        cmocka_unit_test(makes_folders),
    };
    return cmocka_run_group_tests(tests, make_place, remove_place);
}
