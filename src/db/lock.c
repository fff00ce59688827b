/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The writer's lock. flock is tied to the open file: a second lock of the same process is refused too, and a
 * child that was started does not keep it (O_CLOEXEC).
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/memory.h"
#include "db/db.h"
#include "db/lock.h"

struct db_lock {
    int file; /* -1: nothing was locked */
};

/* Process number in the lock file, "" when there is none. */
static void read_owner(int file, char *owner, size_t size)
{
    ssize_t length = pread(file, owner, size - 1, 0);
    owner[length > 0 ? length : 0] = '\0';
    owner[strcspn(owner, "\n")] = '\0';
}

static int write_owner(int file)
{
    char line[32];
    int length = snprintf(line, sizeof line, "%ld\n", (long)getpid());
    if (ftruncate(file, 0) != 0 || pwrite(file, line, (size_t)length, 0) != length)
        return STATUS_FAILED;
    return STATUS_OK;
}

static int lock_file(const char *path, struct error *error, int *ret_file)
{
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return error_set(error, STATUS_FAILED, 0, "%s: %s", path, strerror(errno));
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        char owner[32];
        read_owner(file, owner, sizeof owner);
        close(file);
        return error_set(error, STATUS_BUSY, 0, "process %s is writing this database (%s)", owner, path);
    }
    if (write_owner(file) != STATUS_OK) {
        int status = error_set(error, STATUS_FAILED, 0, "%s: %s", path, strerror(errno));
        close(file);
        return status;
    }
    *ret_file = file;
    return STATUS_OK;
}

int db_lock_take(const char *location, struct error *error, struct db_lock **ret_lock)
{
    int file = -1;
    if (db_engine_of(location) == DB_ENGINE_SQLITE) {
        struct arena *arena = arena_new();
        struct text path = arena_printf(arena, "%s-lock", location);
        int status = lock_file(path.data, error, &file);
        arena_free(arena);
        if (status != STATUS_OK)
            return status;
    }
    struct db_lock *lock = memory_allocate(1, sizeof *lock);
    lock->file = file;
    *ret_lock = lock;
    return STATUS_OK;
}

void db_lock_release(struct db_lock *lock)
{
    if (lock == NULL)
        return;
    if (lock->file >= 0)
        close(lock->file);
    free(lock);
}
