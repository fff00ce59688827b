/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A disk that we control: preload this library (LD_PRELOAD) and fsync and fdatasync wait, fail or take
 * longer, as these variables of the environment say. kill -9 cannot show that an answer came before its data
 * was on disk, because the page cache survives the process; a held fdatasync can.
 *
 *     SAMENSPEL_SYNC_DELAY_MS=5     every call takes 5 ms more
 *     SAMENSPEL_SYNC_HOLD=FILE      as long as FILE exists, calls wait before they do anything
 *     SAMENSPEL_SYNC_FAIL=FILE      as long as FILE exists, calls fail with EIO and do nothing
 *     SAMENSPEL_SYNC_LOG=FILE       one line a call is added: "hold PATH", "fail PATH", "done PATH"
 *     SAMENSPEL_SYNC_ONLY=TEXT      only calls on files whose path contains TEXT ("-wal"); others pass
 *
 * HOLD and FAIL are looked at in each call, so a test makes and removes the files while the program runs.
 * HOLD goes first: a call that was held can still be made to fail.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PATH_SIZE = 4096, POLL_US = 500 };

int fsync(int descriptor);
int fdatasync(int descriptor);

static void sleep_us(long microseconds)
{
    struct timespec rest = { microseconds / 1000000, microseconds % 1000000 * 1000 };
    while (nanosleep(&rest, &rest) != 0 && errno == EINTR)
        ;
}

/* Path of the descriptor, "" when it is not known. */
static void path_of(int descriptor, char path[PATH_SIZE])
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, PATH_SIZE - 1);
    path[length > 0 ? length : 0] = '\0';
}

static bool file_of_variable_exists(const char *variable)
{
    const char *file = getenv(variable);
    return file != NULL && file[0] != '\0' && access(file, F_OK) == 0;
}

static void note(const char *what, const char *path)
{
    const char *file = getenv("SAMENSPEL_SYNC_LOG");
    if (file == NULL)
        return;
    char line[PATH_SIZE + 16];
    int length = snprintf(line, sizeof line, "%s %s\n", what, path);
    int log = open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (log < 0)
        return;
    if (write(log, line, (size_t)length) < 0)
        abort();
    close(log);
}

/* What happens before the real call. 0, or -1 with errno when the call fails instead. */
static int before(const char *path)
{
    if (file_of_variable_exists("SAMENSPEL_SYNC_HOLD")) {
        note("hold", path);
        while (file_of_variable_exists("SAMENSPEL_SYNC_HOLD"))
            sleep_us(POLL_US);
    }
    if (file_of_variable_exists("SAMENSPEL_SYNC_FAIL")) {
        note("fail", path);
        errno = EIO;
        return -1;
    }
    const char *delay = getenv("SAMENSPEL_SYNC_DELAY_MS");
    if (delay != NULL)
        sleep_us(strtol(delay, NULL, 10) * 1000);
    return 0;
}

static int call(const char *name, int descriptor)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    if (real == NULL)
        abort();
    char path[PATH_SIZE];
    path_of(descriptor, path);
    const char *only = getenv("SAMENSPEL_SYNC_ONLY");
    if (only != NULL && strstr(path, only) == NULL)
        return real(descriptor);
    if (before(path) != 0)
        return -1;
    int result = real(descriptor);
    int error = errno;
    note("done", path);
    errno = error;
    return result;
}

int fsync(int descriptor)
{
    return call("fsync", descriptor);
}

int fdatasync(int descriptor)
{
    return call("fdatasync", descriptor);
}
