/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whole files, and the order of system calls that makes a write survive a crash.
 */
#include "base/file.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/random.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Closes without losing the errno of what failed before. */
static void close_quietly(int descriptor)
{
    int kept = errno;
    close(descriptor);
    errno = kept;
}

static int status_of_errno(void)
{
    return errno == ENOENT || errno == ENOTDIR ? STATUS_NOT_FOUND : STATUS_FAILED;
}

/* Reads until the end or `size` bytes; the number read, or -1. */
static ssize_t read_all(int descriptor, char *bytes, size_t size)
{
    size_t length = 0;
    while (length < size) {
        ssize_t got = read(descriptor, bytes + length, size - length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        length += (size_t)got;
    }
    return (ssize_t)length;
}

static int read_open(struct arena *arena, int descriptor, size_t maximum, struct text *ret_content)
{
    struct stat about;
    if (fstat(descriptor, &about) < 0)
        return STATUS_FAILED;
    if (!S_ISREG(about.st_mode) || (uintmax_t)about.st_size > maximum)
        return STATUS_INVALID;
    size_t size = (size_t)about.st_size;
    char *bytes = arena_allocate(arena, size + 1);
    ssize_t length = read_all(descriptor, bytes, size);
    if (length < 0)
        return STATUS_FAILED;
    *ret_content = (struct text){ bytes, (size_t)length };
    return STATUS_OK;
}

int file_read(struct arena *arena, const char *path, size_t maximum, struct text *ret_content)
{
    /* Without O_NONBLOCK a named pipe would hold us until somebody writes. */
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return status_of_errno();
    int status = read_open(arena, descriptor, maximum, ret_content);
    close_quietly(descriptor);
    return status;
}

static bool write_all(int descriptor, struct text content)
{
    while (content.length > 0) {
        ssize_t written = write(descriptor, content.data, content.length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        content = text_slice(content, (size_t)written, content.length);
    }
    return true;
}

/* The content and the permissions on disk under the temporary name. */
static bool write_new(const char *path, struct text content, mode_t mode)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0)
        return false;
    bool done = write_all(descriptor, content) && fchmod(descriptor, mode) == 0 && fsync(descriptor) == 0;
    close_quietly(descriptor);
    return done;
}

static int sync_folder_of(const char *path)
{
    char *copy = strdup(path);
    if (copy == NULL)
        memory_exhausted("path");
    int status = file_sync_folder(dirname(copy));
    free(copy);
    return status;
}

int file_write(const char *path, struct text content, mode_t mode)
{
    uint64_t chance;
    random_bytes(&chance, sizeof chance);
    char *temporary;
    if (asprintf(&temporary, "%s.%016llx.new", path, (unsigned long long)chance) < 0)
        memory_exhausted("path");
    int status = STATUS_FAILED;
    if (write_new(temporary, content, mode) && rename(temporary, path) == 0) {
        status = sync_folder_of(path);
    } else {
        int kept = errno;
        unlink(temporary);
        errno = kept;
    }
    free(temporary);
    return status;
}

static int make_one(const char *path, mode_t mode)
{
    struct stat about;
    if (mkdir(path, mode) == 0)
        return sync_folder_of(path);
    if (errno != EEXIST)
        return STATUS_FAILED;
    if (stat(path, &about) < 0)
        return STATUS_FAILED;
    return S_ISDIR(about.st_mode) ? STATUS_OK : STATUS_CONFLICT;
}

int file_make_folder(const char *path, mode_t mode)
{
    char *copy = strdup(path);
    if (copy == NULL)
        memory_exhausted("path");
    int status = STATUS_OK;
    /* Each slash but a leading one ends a parent. */
    for (char *slash = copy; status == STATUS_OK && (slash = strchr(slash + 1, '/')) != NULL;) {
        *slash = '\0';
        status = make_one(copy, mode);
        *slash = '/';
    }
    if (status == STATUS_OK)
        status = make_one(path, mode);
    free(copy);
    return status;
}

int file_sync_folder(const char *path)
{
    int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return status_of_errno();
    int status = fsync(descriptor) == 0 ? STATUS_OK : STATUS_FAILED;
    close_quietly(descriptor);
    return status;
}

bool file_exists(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0;
}
