/* SPDX-License-Identifier: EUPL-1.2 */
#include "db/wal.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/memory.h"
#include "db/db.h"

enum { PIECE = 1024 * 1024 };

/* 0, or -1 with errno. */
static int write_piece(int file, const char *piece, size_t size, off_t at)
{
    while (size > 0) {
        ssize_t written = pwrite(file, piece, size, at);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return -1;
        piece += written;
        size -= (size_t)written;
        at += written;
    }
    return 0;
}

static int write_again(int file)
{
    char *piece = memory_allocate(1, PIECE);
    off_t at = 0;
    ssize_t length;
    while ((length = pread(file, piece, PIECE, at)) > 0 || (length < 0 && errno == EINTR)) {
        if (length > 0 && write_piece(file, piece, (size_t)length, at) != 0) {
            length = -1;
            break;
        }
        at += length > 0 ? length : 0;
    }
    free(piece);
    return length < 0 ? -1 : fdatasync(file);
}

int wal_settle(const char *location, struct error *error)
{
    if (db_engine_of(location) != DB_ENGINE_SQLITE)
        return STATUS_OK;
    struct arena *arena = arena_new();
    const char *path = arena_printf(arena, "%s-wal", location).data;
    int status = STATUS_OK;
    int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0 ? errno != ENOENT : write_again(file) != 0)
        status = error_set(error, STATUS_FAILED, 0, "%s: %s", path, strerror(errno));
    if (file >= 0)
        close(file);
    arena_free(arena);
    return status;
}
