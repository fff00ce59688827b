/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The files of the exchange folder (own.h). Whoever may write into in/ is another program, perhaps of another user: links are
 * not followed, names are made harmless, and a file is read only when nobody writes to it.
 */
#include "base/file.h"
#include "base/log.h"
#include "feature/exchange/own.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *path_of(const struct exchange *exchange, struct arena *arena, const char *folder, const char *name)
{
    return arena_printf(arena, "%s/%s/%s", exchange->folder, folder, name).data;
}

int exchange_folder_make(const struct exchange *exchange, struct arena *arena, struct error *error)
{
    static const char *const folders[] = { EXCHANGE_IN, EXCHANGE_DONE, EXCHANGE_HELD, EXCHANGE_OUT };
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        const char *path = arena_printf(arena, "%s/%s", exchange->folder, folders[i]).data;
        if (file_make_folder(path, 0770) != STATUS_OK)
            return error_set(error, STATUS_FAILED, 0, "the folder %s cannot be made: %m", path);
    }
    return STATUS_OK;
}

/* --- looking --- */

static int64_t instant_of(const struct timespec *time)
{
    return (int64_t)time->tv_sec * SECOND_MS + time->tv_nsec / (1000 * 1000);
}

static bool ends_in(struct text name, struct text end)
{
    return name.length > end.length &&
           text_equal_ignore_case(text_slice(name, name.length - end.length, name.length), end);
}

/* Names that begin with a dot are those of programs that are still writing. */
static bool is_roster_name(const char *name)
{
    struct text text = text_from(name);
    return name[0] != '.' && (ends_in(text, TEXT(".csv")) || ends_in(text, TEXT(".txt")));
}

static int earlier(const void *a, const void *b)
{
    const struct exchange_name *one = a;
    const struct exchange_name *other = b;
    if (one->changed_at != other->changed_at)
        return one->changed_at < other->changed_at ? -1 : 1;
    return strcmp(one->name, other->name);
}

/* The change time is the kernel's: unlike the time of writing no copying program sets it back. */
static bool rests(const struct exchange *exchange, const struct stat *about)
{
    return instant_of(&about->st_ctim) + exchange->rest_ms <= clock_now(clock_system());
}

int exchange_folder_list(const struct exchange *exchange, struct arena *arena, struct error *error,
                         struct exchange_names *ret_names)
{
    const char *path = arena_printf(arena, "%s/" EXCHANGE_IN, exchange->folder).data;
    *ret_names = (struct exchange_names){ .items = NULL };
    DIR *folder = opendir(path);
    if (!folder)
        return error_set(error, STATUS_FAILED, 0, "the folder %s cannot be read: %m", path);
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        struct stat about;
        if (!is_roster_name(entry->d_name) || fstatat(dirfd(folder), entry->d_name, &about, AT_SYMLINK_NOFOLLOW) != 0 ||
            !S_ISREG(about.st_mode) || !rests(exchange, &about))
            continue;
        *vector_add(arena, ret_names) =
            (struct exchange_name){ text_string(arena, text_from(entry->d_name)), instant_of(&about.st_ctim) };
    }
    closedir(folder);
    if (ret_names->count > 1)
        qsort(ret_names->items, ret_names->count, sizeof *ret_names->items, earlier);
    if (ret_names->count > EXCHANGE_FILES_MAXIMUM)
        ret_names->count = EXCHANGE_FILES_MAXIMUM;
    return STATUS_OK;
}

/* --- reading --- */

static int read_open(int file, struct arena *arena, struct text *ret_content)
{
    struct stat before, after;
    if (fstat(file, &before) != 0 || !S_ISREG(before.st_mode) || before.st_size > ROSTER_FILE_MAXIMUM)
        return STATUS_INVALID;
    size_t size = (size_t)before.st_size;
    char *bytes = arena_allocate(arena, size + 1);
    size_t filled = 0;
    ssize_t length = 1;
    while (filled < size && (length = read(file, bytes + filled, size - filled)) > 0)
        filled += (size_t)length;
    if (length < 0)
        return STATUS_FAILED;
    if (filled < size || fstat(file, &after) != 0 || after.st_size != before.st_size ||
        instant_of(&after.st_ctim) != instant_of(&before.st_ctim))
        return STATUS_BUSY;
    *ret_content = (struct text){ bytes, size };
    return STATUS_OK;
}

int exchange_folder_read(const struct exchange *exchange, struct arena *arena, const char *folder, const char *name,
                         struct text *ret_content)
{
    int file = open(path_of(exchange, arena, folder, name), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (file < 0)
        return errno == ENOENT ? STATUS_NOT_FOUND : errno == ELOOP ? STATUS_INVALID : STATUS_FAILED;
    int status = read_open(file, arena, ret_content);
    close(file);
    return status;
}

/* --- putting away --- */

struct text exchange_clean_name(struct arena *arena, const char *name)
{
    struct text text = text_copy(arena, text_from(name));
    char *bytes = arena_allocate(arena, text.length + 1);
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
        bytes[i] = fine ? c : '_';
    }
    /* The end says more than the beginning: it has the date and the kind. */
    size_t cut = text.length > EXCHANGE_NAME_MAXIMUM ? text.length - EXCHANGE_NAME_MAXIMUM : 0;
    return (struct text){ bytes + cut, text.length - cut };
}

const char *exchange_kept_name(struct arena *arena, int64_t came_at, int64_t id, struct text name)
{
    struct text at = instant_iso(arena, came_at);
    return arena_printf(arena, "%.*s-%.*s-%.*s", TEXT_ARGS(text_slice(at, 0, DATE_ISO_SIZE - 1)),
                        TEXT_ARGS(identity_text(arena, id)), TEXT_ARGS(name))
        .data;
}

static const char *report_of(struct arena *arena, const char *path)
{
    return arena_printf(arena, "%s.report.txt", path).data;
}

bool exchange_folder_has(const struct exchange *exchange, struct arena *arena, const char *folder, const char *name)
{
    return file_exists(path_of(exchange, arena, folder, name));
}

int exchange_folder_put(const struct exchange *exchange, struct arena *arena, const struct exchange_move *move,
                        struct error *error)
{
    const char *from = path_of(exchange, arena, move->from, move->name);
    const char *to = path_of(exchange, arena, move->to, move->kept);
    if (file_write(report_of(arena, to), move->report, 0640) != STATUS_OK)
        return error_set(error, STATUS_FAILED, 0, "the report of %s cannot be written: %m", to);
    if (rename(from, to) != 0 && !(errno == ENOENT && file_exists(to)))
        return error_set(error, STATUS_FAILED, 0, "%s cannot be moved to %s: %m", from, to);
    if (strcmp(move->from, EXCHANGE_HELD) == 0)
        unlink(report_of(arena, from));
    if (file_sync_folder(path_of(exchange, arena, move->to, "")) != STATUS_OK ||
        file_sync_folder(path_of(exchange, arena, move->from, "")) != STATUS_OK)
        return error_set(error, STATUS_FAILED, 0, "%s cannot be put on disk: %m", to);
    return STATUS_OK;
}

int exchange_folder_report(const struct exchange *exchange, struct arena *arena, const char *folder, const char *kept,
                           struct text *ret_report)
{
    return file_read(arena, report_of(arena, path_of(exchange, arena, folder, kept)), EXCHANGE_REPORT_MAXIMUM,
                     ret_report);
}

/* --- tidying up --- */

/* The id in "2026-11-23-ID-NAME"; 0 when there is none. */
static int64_t id_of(struct text name)
{
    int64_t id = 0;
    if (identity_parse(text_slice(name, DATE_ISO_SIZE, IDENTITY_LENGTH), &id) != STATUS_OK)
        return 0;
    return id;
}

/* The day in the name of one of our files; DATE_NONE for another's. */
static struct date day_of(struct text name)
{
    struct date day = DATE_NONE;
    struct text rest = text_starts_with(name, TEXT("presence-")) ? text_slice(name, 9, name.length) : name;
    if (date_parse_iso(text_slice(rest, 0, DATE_ISO_SIZE - 1), &day) != STATUS_OK)
        return DATE_NONE;
    return day;
}

void exchange_folder_tidy(const struct exchange *exchange, struct arena *arena, struct date before,
                          bool (*over)(const struct exchange *exchange, int64_t file))
{
    static const char *const folders[] = { EXCHANGE_DONE, EXCHANGE_HELD, EXCHANGE_OUT };
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        DIR *folder = opendir(arena_printf(arena, "%s/%s", exchange->folder, folders[i]).data);
        for (struct dirent *entry = folder ? readdir(folder) : NULL; entry; entry = readdir(folder)) {
            struct text name = text_from(entry->d_name);
            struct date day = day_of(name);
            bool old = !date_is_none(day) && date_compare(day, before) < 0;
            bool decided = strcmp(folders[i], EXCHANGE_HELD) == 0 && id_of(name) > 0 && over(exchange, id_of(name));
            if ((old || decided) && unlinkat(dirfd(folder), entry->d_name, 0) != 0)
                log_warning("exchange.tidy", LOG_STRING("file", entry->d_name), LOG_INTEGER("errno", errno));
        }
        if (folder)
            closedir(folder);
    }
}
