/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A disk that fills up: preload this library (LD_PRELOAD), and files below one folder grow by so many bytes together
 * and no further. What a file has already may be written over, as on a real disk.
 *
 *     SAMENSPEL_DISK_FOLDER=FOLDER   whose files it is about
 *     SAMENSPEL_DISK_ROOM=FILE       while FILE exists: it holds how many bytes are left, as a decimal number. Making the
 *                                    file gives that much room anew; without it there is room without end
 *     SAMENSPEL_DISK_LOG=FILE        one line is added for each call that found no room
 *
 * A write that fits in part writes that part, the next fails with ENOSPC. ftruncate that makes a file longer, fallocate
 * and posix_fallocate fail when they do not fit.
 *
 * Programs call these functions under both of their names, with and without 64, so this file is built without
 * _FILE_OFFSET_BITS, which would make them one; off_t has 64 bits all the same where we run.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

_Static_assert(sizeof(off_t) == 8, "the functions with and without 64 in their names are the same");

enum { PATH_SIZE = 4096 };

static _Atomic int64_t used;    /* of the room */
static _Atomic int64_t of_file; /* inode of the file that gave it */

ssize_t write(int descriptor, const void *data, size_t size);
ssize_t pwrite(int descriptor, const void *data, size_t size, off_t at);
ssize_t pwrite64(int descriptor, const void *data, size_t size, off_t at);
int ftruncate(int descriptor, off_t size);
int ftruncate64(int descriptor, off_t size);
int fallocate(int descriptor, int mode, off_t at, off_t size);
int fallocate64(int descriptor, int mode, off_t at, off_t size);
int posix_fallocate(int descriptor, off_t at, off_t size);
int posix_fallocate64(int descriptor, off_t at, off_t size);

static void *real(const char *name)
{
    void *function = dlsym(RTLD_NEXT, name);
    if (function == NULL)
        abort();
    return function;
}

static bool is_ours(int descriptor)
{
    char link[64], path[PATH_SIZE];
    const char *folder = getenv("SAMENSPEL_DISK_FOLDER");
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = folder == NULL ? -1 : readlink(link, path, sizeof path - 1);
    if (length <= 0)
        return false;
    path[length] = '\0';
    return strncmp(path, folder, strlen(folder)) == 0;
}

/* Bytes that are left; INT64_MAX without a limit. */
static int64_t room(void)
{
    const char *file = getenv("SAMENSPEL_DISK_ROOM");
    struct stat status;
    char text[32] = "";
    int descriptor = file == NULL ? -1 : open(file, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return INT64_MAX;
    if (fstat(descriptor, &status) != 0 || read(descriptor, text, sizeof text - 1) < 0)
        abort();
    close(descriptor);
    if (atomic_exchange(&of_file, (int64_t)status.st_ino) != (int64_t)status.st_ino)
        atomic_store(&used, 0);
    int64_t left = strtoll(text, NULL, 10) - atomic_load(&used);
    return left < 0 ? 0 : left;
}

static void note(const char *call)
{
    const char *file = getenv("SAMENSPEL_DISK_LOG");
    int log = file == NULL ? -1 : open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    ssize_t (*write_real)(int, const void *, size_t) = (ssize_t(*)(int, const void *, size_t))real("write");
    if (log < 0)
        return;
    if (write_real(log, call, strlen(call)) < 0 || write_real(log, "\n", 1) < 0)
        abort();
    close(log);
}

/* How many of `size` bytes at `at` may be written: all, some, or 0 and ENOSPC. */
static size_t allowed(int descriptor, off_t at, size_t size, const char *call)
{
    struct stat status;
    if (size == 0 || !is_ours(descriptor) || fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
        return size;
    int64_t grows = (int64_t)at + (int64_t)size - (int64_t)status.st_size;
    if (grows <= 0)
        return size;
    int64_t left = room();
    if (grows <= left) {
        atomic_fetch_add(&used, grows);
        return size;
    }
    note(call);
    int64_t fits = (int64_t)size - (grows - left);
    if (fits > 0) {
        atomic_fetch_add(&used, left);
        return (size_t)fits;
    }
    errno = ENOSPC;
    return 0;
}

ssize_t write(int descriptor, const void *data, size_t size)
{
    ssize_t (*function)(int, const void *, size_t) = (ssize_t(*)(int, const void *, size_t))real("write");
    int flags = fcntl(descriptor, F_GETFL);
    off_t at = flags >= 0 && flags & O_APPEND ? lseek(descriptor, 0, SEEK_END) : lseek(descriptor, 0, SEEK_CUR);
    size_t fits = at < 0 ? size : allowed(descriptor, at, size, "write");
    return fits == 0 && size > 0 ? -1 : function(descriptor, data, fits);
}

ssize_t pwrite(int descriptor, const void *data, size_t size, off_t at)
{
    ssize_t (*function)(int, const void *, size_t, off_t) =
        (ssize_t(*)(int, const void *, size_t, off_t))real("pwrite64");
    size_t fits = allowed(descriptor, at, size, "pwrite");
    return fits == 0 && size > 0 ? -1 : function(descriptor, data, fits, at);
}

ssize_t pwrite64(int descriptor, const void *data, size_t size, off_t at)
{
    return pwrite(descriptor, data, size, at);
}

static int grow(int descriptor, off_t size, const char *call)
{
    struct stat status;
    if (!is_ours(descriptor) || fstat(descriptor, &status) != 0 || size <= status.st_size)
        return 0;
    if (size - status.st_size > room()) {
        note(call);
        return ENOSPC;
    }
    atomic_fetch_add(&used, size - status.st_size);
    return 0;
}

int ftruncate(int descriptor, off_t size)
{
    int (*function)(int, off_t) = (int (*)(int, off_t))real("ftruncate64");
    errno = grow(descriptor, size, "ftruncate");
    return errno != 0 ? -1 : function(descriptor, size);
}

int ftruncate64(int descriptor, off_t size)
{
    return ftruncate(descriptor, size);
}

int fallocate(int descriptor, int mode, off_t at, off_t size)
{
    int (*function)(int, int, off_t, off_t) = (int (*)(int, int, off_t, off_t))real("fallocate64");
    errno = grow(descriptor, at + size, "fallocate");
    return errno != 0 ? -1 : function(descriptor, mode, at, size);
}

int fallocate64(int descriptor, int mode, off_t at, off_t size)
{
    return fallocate(descriptor, mode, at, size);
}

int posix_fallocate(int descriptor, off_t at, off_t size)
{
    int (*function)(int, off_t, off_t) = (int (*)(int, off_t, off_t))real("posix_fallocate64");
    int error = grow(descriptor, at + size, "posix_fallocate");
    return error != 0 ? error : function(descriptor, at, size);
}

int posix_fallocate64(int descriptor, off_t at, off_t size)
{
    return posix_fallocate(descriptor, at, size);
}
