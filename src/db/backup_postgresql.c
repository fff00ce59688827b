/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Running PostgreSQL's own programs.
 */
#include "db/backup_postgresql.h"

#include <errno.h>
#include <fcntl.h>
#include <libpq-fe.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buffer.h"

extern char **environ;

enum { LOCATION_MAXIMUM = 16 * 1024, ENVIRONMENT_MAXIMUM = 4096 };

/* What the programs get: the location without its password, and the environment with it. */
struct target {
    const char *location;
    char **environment;
};

/* key='value', with \ before what means something. */
static void put_option(struct buffer *buffer, const PQconninfoOption *option)
{
    buffer_printf(buffer, "%s='", option->keyword);
    for (const char *c = option->val; *c != '\0'; c++) {
        if (*c == '\'' || *c == '\\')
            buffer_put_char(buffer, '\\');
        buffer_put_char(buffer, *c);
    }
    buffer_put(buffer, TEXT("' "));
}

static char **environment_with(struct arena *arena, const char *password)
{
    size_t count = 0;
    while (count < ENVIRONMENT_MAXIMUM && environ[count] != NULL)
        count++;
    char **environment = ARENA_MANY(arena, char *, count + 2);
    memcpy(environment, environ, count * sizeof *environ);
    if (password != NULL)
        environment[count] = text_string(arena, arena_printf(arena, "PGPASSWORD=%s", password));
    return environment;
}

static int find_target(struct arena *arena, const char *location, struct error *error, struct target *ret_target)
{
    PQconninfoOption *options = PQconninfoParse(location, NULL);
    if (options == NULL)
        return error_set(error, STATUS_INVALID, 0, "the database's location is no connection string");
    struct buffer buffer;
    buffer_init(&buffer, LOCATION_MAXIMUM);
    const char *password = NULL;
    for (const PQconninfoOption *option = options; option->keyword != NULL; option++) {
        if (option->val == NULL)
            continue;
        if (text_equal(text_from(option->keyword), TEXT("password")))
            password = option->val;
        else
            put_option(&buffer, option);
    }
    ret_target->location = text_string(arena, buffer_text(&buffer));
    ret_target->environment = environment_with(arena, password);
    int status = buffer.overflowed ? error_set(error, STATUS_INVALID, 0, "too long a connection string") : STATUS_OK;
    buffer_release(&buffer);
    PQconninfoFree(options);
    return status;
}

static int wait_for(pid_t child, const char *name, struct error *error)
{
    int result;
    while (waitpid(child, &result, 0) < 0)
        if (errno != EINTR)
            return error_set(error, STATUS_FAILED, 0, "%s: %s", name, strerror(errno));
    if (WIFEXITED(result) && WEXITSTATUS(result) == 0)
        return STATUS_OK;
    return error_set(error, STATUS_FAILED, 0, "%s ended with %d, its words are above", name,
                     WIFEXITED(result) ? WEXITSTATUS(result) : -WTERMSIG(result));
}

/* Its messages go to our stderr. `arguments` begins with the program's name and ends in NULL. */
static int run_program(const struct target *target, const char *const arguments[], struct error *error)
{
    pid_t child;
    char **copy;
    memcpy(&copy, &arguments, sizeof copy); /* posix_spawnp does not change them, its type does not say so */
    int code = posix_spawnp(&child, arguments[0], NULL, NULL, copy, target->environment);
    if (code == ENOENT)
        return error_set(error, STATUS_NOT_FOUND, 0, "%s is not installed (Debian: postgresql-client)", arguments[0]);
    if (code != 0)
        return error_set(error, STATUS_FAILED, 0, "%s: %s", arguments[0], strerror(code));
    return wait_for(child, arguments[0], error);
}

static int sync_file(const char *path, struct error *error)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool good = file >= 0 && fsync(file) == 0;
    int status = good ? STATUS_OK : error_set(error, STATUS_FAILED, 0, "%.150s: %s", path, strerror(errno));
    if (file >= 0)
        close(file);
    return status;
}

int backup_dump_postgresql(const char *location, const char *path, struct error *error)
{
    struct arena *arena = arena_new();
    struct target target = { .location = NULL };
    int status = find_target(arena, location, error, &target);
    if (status == STATUS_OK) {
        const char *const arguments[] = { "pg_dump",  "--format=custom", "--no-owner",    "--file", path,
                                          "--dbname", target.location,   "--no-password", NULL };
        status = run_program(&target, arguments, error);
    }
    arena_free(arena);
    return status == STATUS_OK ? sync_file(path, error) : status;
}

/* The dump as one script, then psql: pg_restore alone cannot empty the schema in the same transaction. */
static int run_script(const struct target *target, const char *dump, const char *script, bool replace,
                      struct error *error)
{
    const char *const make[] = { "pg_restore", "--no-owner", "--file", script, dump, NULL };
    int status = run_program(target, make, error);
    if (status != STATUS_OK)
        return status;
    const char *empty = replace ? "DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public" : "SELECT 1";
    const char *const fill[] = { "psql",
                                 "--no-psqlrc",
                                 "--quiet",
                                 "--no-password",
                                 "--output=/dev/null",
                                 "--set=ON_ERROR_STOP=1",
                                 "--single-transaction",
                                 "--dbname",
                                 target->location,
                                 "--command=SET client_min_messages = warning",
                                 "--command",
                                 empty,
                                 "--file",
                                 script,
                                 NULL };
    return run_program(target, fill, error);
}

int backup_fill_postgresql(const char *location, const char *path, bool replace, struct error *error)
{
    struct arena *arena = arena_new();
    struct target target = { .location = NULL };
    int status = find_target(arena, location, error, &target);
    const char *folder = getenv("TMPDIR");
    char *script =
        text_string(arena, arena_printf(arena, "%s/samenspel-restore-XXXXXX", folder != NULL ? folder : "/var/tmp"));
    int file = status == STATUS_OK ? mkostemp(script, O_CLOEXEC) : -1;
    if (status == STATUS_OK && file < 0)
        status = error_set(error, STATUS_FAILED, 0, "%.150s: %s", script, strerror(errno));
    if (file >= 0) {
        status = run_script(&target, path, script, replace, error);
        close(file);
        unlink(script);
    }
    arena_free(arena);
    return status;
}
