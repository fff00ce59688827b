/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/restrict.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/log.h"
#include "base/sandbox.h"
#include "base/vector.h"
#include "command/settings.h"
#include "db/db.h"

#include <unistd.h>

/*
 * What libraries read: names of hosts, users and zones, certificates, ICU and time zones, modules of the C library, the
 * number of processors, the password file of libpq. None of it is secret on a machine where services have users of their own.
 */
static const char *const readable[] = {
    "/etc",
    "/usr",
    "/lib",
    "/lib64",
    "/var/cache/cracklib",
    "/run/systemd/resolve",
    "/run/resolvconf",
    "/run/NetworkManager",
    "/sys/devices/system/cpu",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/self",
    "/proc/sys/kernel",
    "/proc/sys/vm/overcommit_memory",
    "/dev/urandom",
    "/dev/random",
};

struct paths {
    VECTOR(struct sandbox_path) items;
};

static void add(struct paths *paths, struct arena *arena, const char *path, enum sandbox_right right)
{
    *vector_add(arena, &paths->items) = (struct sandbox_path){ path, right };
}

/* The folder that a file is in: an SQLite database has other files beside it, which come and go. */
static const char *folder_of(struct arena *arena, const char *path)
{
    struct text text = text_from(path);
    size_t length = text.length;
    while (length > 1 && path[length - 1] != '/')
        length--;
    return text_string(arena, text_slice(text, 0, length));
}

/* A folder is made first where it can be: what is not there when the process restricts itself stays out of reach. */
static void add_folder(struct paths *paths, struct arena *arena, const char *path)
{
    (void)!file_make_folder(path, 0700);
    add(paths, arena, path, SANDBOX_WRITE);
}

static void add_installation(struct paths *paths, struct arena *arena, const struct settings *settings)
{
    add(paths, arena, settings->data, SANDBOX_WRITE);
    add(paths, arena, folder_of(arena, settings->control), SANDBOX_WRITE);
    if (db_engine_of(settings->database) == DB_ENGINE_SQLITE)
        add(paths, arena, folder_of(arena, settings->database), SANDBOX_WRITE);
    add(paths, arena, settings->key, SANDBOX_READ);
    if (settings->mail_password_file[0] != '\0')
        add(paths, arena, settings->mail_password_file, SANDBOX_READ);
    if (settings->sms_header_file[0] != '\0')
        add(paths, arena, settings->sms_header_file, SANDBOX_READ);
    add_folder(paths, arena, settings->spool);
    add_folder(paths, arena, settings->media);
    if (settings->exchange_folder[0] != '\0')
        add_folder(paths, arena, settings->exchange_folder);
}

static void add_system(struct paths *paths, struct arena *arena)
{
    const char *passwords = getenv("PGPASSFILE");
    for (size_t i = 0; i < sizeof readable / sizeof *readable; i++)
        add(paths, arena, readable[i], SANDBOX_READ);
    if (passwords)
        add(paths, arena, passwords, SANDBOX_READ);
    add(paths, arena, "/dev/null", SANDBOX_WRITE);
}

int restrict_to_settings(const struct settings *settings, size_t count, struct error *error)
{
    if (!file_exists(settings->data))
        return error_set(error, STATUS_NOT_FOUND, 0, "there is no installation in %s: `samenspel init` makes one",
                         settings->data);
    int status = sandbox_become_owner(settings->data, error);
    if (status != STATUS_OK)
        return status;
    int landlock = sandbox_landlock_abi(); /* afterwards the process may not ask any more */
    struct arena *arena = arena_new();
    struct paths paths = { .items = { .items = NULL } };
    for (size_t i = 0; i < count; i++)
        add_installation(&paths, arena, &settings[i]);
    add_system(&paths, arena);
    struct sandbox sandbox = { .paths = paths.items.items, .path_count = paths.items.count, .port = settings->port };
    status = sandbox_enter(&sandbox, error);
    arena_free(arena);
    if (status != STATUS_OK)
        return status;
    if (geteuid() == 0)
        log_warning("serve.root", LOG_STRING("advice", "the data folder is root's: give it to a user of its own"));
    log_info("serve.restricted", LOG_INTEGER("landlock", landlock));
    return STATUS_OK;
}
