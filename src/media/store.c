/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/file.h"
#include "media/media.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { BLOCK = 64 * 1024, PATH_SIZE = 4096, FOLDER_MODE = 0700, FILE_MODE = 0600, SHELF_DIGITS = 2 };

/* Files lie on 256 shelves, by the first digits of their names. */
static bool shelf_path(const struct media_store *store, const char *name, char ret_path[PATH_SIZE])
{
    int length = snprintf(ret_path, PATH_SIZE, "%s/%.*s", store->folder, SHELF_DIGITS, name);
    return length > 0 && length < PATH_SIZE;
}

static bool file_path(const struct media_store *store, const char *name, char ret_path[PATH_SIZE])
{
    int length = snprintf(ret_path, PATH_SIZE, "%s/%.*s/%s", store->folder, SHELF_DIGITS, name, name);
    return length > 0 && length < PATH_SIZE;
}

/* Only what media_put may have given: a name never leads out of the folder. */
static bool take_name(struct text name, char ret_name[MEDIA_NAME_SIZE])
{
    if (name.length != MEDIA_NAME_SIZE - 1)
        return false;
    memcpy(ret_name, name.data, name.length);
    ret_name[name.length] = '\0';
    return strspn(ret_name, "0123456789abcdef") == name.length;
}

static int read_block(int file, unsigned char *block, int64_t offset, ssize_t *ret_count)
{
    do
        *ret_count = pread(file, block, BLOCK, offset);
    while (*ret_count < 0 && errno == EINTR);
    return *ret_count < 0 ? STATUS_FAILED : STATUS_OK;
}

static int write_block(int file, const unsigned char *block, size_t count)
{
    while (count > 0) {
        ssize_t written = write(file, block, count);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return STATUS_FAILED;
        block += written;
        count -= (size_t)written;
    }
    return STATUS_OK;
}

/* Copies and makes the name of what was copied in one reading: both are of the same bytes. */
static int copy(const struct media_store *store, int from, int to, char ret_name[MEDIA_NAME_SIZE], int64_t *ret_length)
{
    unsigned char block[BLOCK];
    unsigned char digest[crypto_auth_hmacsha256_BYTES];
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, store->key, sizeof store->key);
    ssize_t count;
    int64_t length = 0;
    int status = read_block(from, block, 0, &count);
    while (status == STATUS_OK && count > 0) {
        crypto_auth_hmacsha256_update(&state, block, (unsigned long long)count);
        length += count;
        status = write_block(to, block, (size_t)count);
        if (status == STATUS_OK)
            status = read_block(from, block, length, &count);
    }
    crypto_auth_hmacsha256_final(&state, digest);
    sodium_bin2hex(ret_name, MEDIA_NAME_SIZE, digest, sizeof digest);
    *ret_length = length;
    return status;
}

/*
 * Files of a shelf are put by many at once, and removed by one alone: whoever puts a file that is there already makes it young
 * before anybody can find it old and take it away. Ends with the descriptor; -1 when the shelf is not there.
 */
static int lock_shelf(const char *shelf, int kind)
{
    int lock = open(shelf, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    while (lock >= 0 && flock(lock, kind) != 0)
        if (errno != EINTR) {
            close(lock);
            return -1;
        }
    return lock;
}

/* One that lies there already is the same, and is young again. */
static int link_file(const char *source, const char *path)
{
    if (linkat(AT_FDCWD, source, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0)
        return STATUS_OK;
    return errno == EEXIST && utimensat(AT_FDCWD, path, NULL, 0) == 0 ? STATUS_OK : STATUS_FAILED;
}

/* Gives a nameless file its place. */
static int place(const struct media_store *store, int draft, const char *name)
{
    char path[PATH_SIZE];
    char shelf[PATH_SIZE];
    char source[64];
    snprintf(source, sizeof source, "/proc/self/fd/%d", draft);
    if (!shelf_path(store, name, shelf) || !file_path(store, name, path))
        return STATUS_FAILED;
    int status = file_make_folder(shelf, FOLDER_MODE);
    int lock = status == STATUS_OK ? lock_shelf(shelf, LOCK_SH) : -1;
    status = lock >= 0 ? link_file(source, path) : STATUS_FAILED;
    if (lock >= 0)
        close(lock);
    if (status == STATUS_OK)
        status = file_sync_folder(shelf);
    return status == STATUS_OK ? file_sync_folder(store->folder) : status;
}

int media_draft(const struct media_store *store)
{
    if (file_make_folder(store->folder, FOLDER_MODE) != STATUS_OK)
        return -1;
    return open(store->folder, O_TMPFILE | O_RDWR | O_CLOEXEC, FILE_MODE);
}

int media_put(const struct media_store *store, int file, char ret_name[MEDIA_NAME_SIZE], int64_t *ret_length)
{
    char name[MEDIA_NAME_SIZE];
    int64_t length;
    int draft = media_draft(store);
    if (draft < 0)
        return STATUS_FAILED;
    int status = copy(store, file, draft, name, &length);
    if (status == STATUS_OK && fsync(draft) != 0)
        status = STATUS_FAILED;
    if (status == STATUS_OK)
        status = place(store, draft, name);
    close(draft);
    if (status == STATUS_OK) {
        memcpy(ret_name, name, sizeof name);
        *ret_length = length;
    }
    return status;
}

int media_open(const struct media_store *store, struct text name, int *ret_file)
{
    char path[PATH_SIZE];
    char checked[MEDIA_NAME_SIZE];
    if (!take_name(name, checked) || !file_path(store, checked, path))
        return STATUS_NOT_FOUND;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0)
        return errno == ENOENT ? STATUS_NOT_FOUND : STATUS_FAILED;
    *ret_file = file;
    return STATUS_OK;
}

/* With the shelf locked. */
static int remove_old(const char *path)
{
    struct stat about;
    if (stat(path, &about) != 0)
        return errno == ENOENT ? STATUS_OK : STATUS_FAILED;
    /* The file system's own clock wrote the one, the system's the other: an hour leaves room for both. */
    if (time(NULL) - about.st_mtime < MEDIA_YOUNG_SECONDS)
        return STATUS_BUSY;
    return unlink(path) == 0 || errno == ENOENT ? STATUS_OK : STATUS_FAILED;
}

int media_remove(const struct media_store *store, struct text name)
{
    char path[PATH_SIZE];
    char shelf[PATH_SIZE];
    char checked[MEDIA_NAME_SIZE];
    if (!take_name(name, checked) || !file_path(store, checked, path) || !shelf_path(store, checked, shelf))
        return STATUS_OK;
    int lock = lock_shelf(shelf, LOCK_EX);
    if (lock < 0)
        return errno == ENOENT ? STATUS_OK : STATUS_FAILED;
    int status = remove_old(path);
    close(lock);
    return status;
}

/* The files of one shelf. */
static int walk_shelf(const struct media_store *store, const char *shelf, struct arena *arena,
                      struct media_names *names)
{
    char path[PATH_SIZE];
    char checked[MEDIA_NAME_SIZE];
    struct stat about;
    time_t before = time(NULL) - MEDIA_YOUNG_SECONDS;
    int length = snprintf(path, sizeof path, "%s/%s", store->folder, shelf);
    DIR *folder = length > 0 && length < PATH_SIZE ? opendir(path) : NULL;
    if (!folder)
        return errno == ENOENT ? STATUS_OK : STATUS_FAILED;
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
        if (take_name(text_from(entry->d_name), checked) && file_path(store, checked, path) &&
            stat(path, &about) == 0 && about.st_mtime < before)
            *vector_add(arena, names) = text_copy(arena, text_from(checked));
    closedir(folder);
    return STATUS_OK;
}

int media_old(const struct media_store *store, unsigned shelf, struct arena *arena, struct media_names *ret_names)
{
    char name[SHELF_DIGITS + 1];
    *ret_names = (struct media_names){ .items = NULL };
    snprintf(name, sizeof name, "%02x", shelf % MEDIA_SHELVES);
    return walk_shelf(store, name, arena, ret_names);
}
