/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The table of settings, and putting their values together from file, environment and command line.
 */
#include "command/settings.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/identity.h"
#include "base/vector.h"
#include "db/db.h"

#include <ini.h>
#include <stddef.h>
#include <unistd.h>

#define SETTING(NAME, TYPE, MEMBER, OTHERWISE, HELP)                                                                   \
    {                                                                                                                  \
        .name = NAME, .type = SETTING_##TYPE, .offset = offsetof(struct settings, MEMBER), .minimum = 0, .maximum = 0, \
        .otherwise = OTHERWISE, .help = HELP                                                                           \
    }
#define SETTING_NUMBER(NAME, MEMBER, MINIMUM, MAXIMUM, OTHERWISE, HELP)                                         \
    {                                                                                                           \
        .name = NAME, .type = SETTING_INTEGER, .offset = offsetof(struct settings, MEMBER), .minimum = MINIMUM, \
        .maximum = MAXIMUM, .otherwise = OTHERWISE, .help = HELP                                                \
    }

const struct setting settings_table[] = {
    SETTING("database", DATABASE, database, "samenspel.db", "The database: a file, or postgresql://user@host/name."),
    SETTING("database-owner", OPTION, database_owner, "",
            "PostgreSQL: the same database as the role that owns the tables, for\ninit, migrate, backup and restore. "
            "Empty: "
            "as the setting database."),
    SETTING("key", PATH, key, "key",
            "The key file. Keep a copy of it apart from the backups: neither is\nof use without the other."),
    SETTING("media", PATH, media, "media", "Folder with the photos and files that people send."),
    SETTING("backups", PATH, backups, "backups",
            "Folder where `migrate` copies an SQLite database before it changes it."),
    SETTING("spool", PATH, spool, "spool", "Folder for uploads that are under way."),
    SETTING("listen", TEXT, listen, "127.0.0.1",
            "Address to listen on; \"::\" is all. Stand a proxy with TLS in front."),
    SETTING_NUMBER("port", port, 0, 65535, "8080", "Port to listen on; 0 takes any free one."),
    SETTING("origin", ORIGIN, origin, "",
            "Where people reach it: https://samenspel.example. Empty: only on\nthis machine, http://localhost:PORT."),
    SETTING("trusted-proxies", LIST, trusted_proxies, "",
            "Addresses (127.0.0.1, 10.0.0.0/8) of the proxies in front, whose\nX-Forwarded headers count."),
    SETTING_NUMBER("workers", workers, 1, 64, "2", "Threads that answer requests, each with a database connection."),
    SETTING_NUMBER("hash-threads", hash_threads, 1, 16, "2",
                   "Threads that check passwords, 19 MiB each while they work."),
    SETTING_NUMBER("connections", connections, 16, 100000, "4096", "Connections at the same time."),
    SETTING_NUMBER("connections-per-address", connections_per_address, -1, 100000, "64",
                   "Of these from one address; -1: no limit. Off with trusted proxies."),
    SETTING_NUMBER("live-streams", live_streams, 16, 100000, "10000", "Open pages that hear at once of what changed."),
    SETTING("mail-server", OPTION, mail_server, "",
            "Where mail goes out: smtps://HOST:465 or smtp://HOST:587, which must\nspeak STARTTLS unless it is this "
            "machine. Empty: no mail."),
    SETTING("mail-user", OPTION, mail_user, "", "Name with which the mail server wants us to sign in."),
    SETTING("mail-password-file", FILE, mail_password_file, "",
            "File with the password on its first line, readable for its owner\nalone."),
    SETTING("mail-from", OPTION, mail_from, "", "Address that mail comes from, and that answers go to."),
    SETTING("sms-url", OPTION, sms_url, "", "Where SMS go out: the https address of your gateway. Empty: no SMS."),
    SETTING("sms-header-file", FILE, sms_header_file, "",
            "File with the headers that the gateway wants, a line each\n(Authorization: ...), readable for its owner "
            "alone."),
    SETTING("sms-body", OPTION, sms_body, "to={to}&text={text}",
            "What is posted to it. Written as JSON when the headers say\napplication/json, else as a form."),
    SETTING("security-contact", OPTION, security_contact, "",
            "Where weaknesses are reported, for security.txt:\nmailto:you@example.org or an https address. Empty: the "
            "privacy "
            "page."),
    SETTING("retention", BOOLEAN, retention, "no",
            "Whether data is erased each night when its term is over; look first\nwith `samenspel retention`."),
    SETTING("exchange-folder", FILE, exchange_folder, "",
            "Folder for the planning package: rosters come in through its folder\nin, presence goes out through out. "
            "Empty: none."),
    SETTING_NUMBER("exchange-seconds", exchange_seconds, 1, 3600, "60",
                   "Seconds between two looks into it. A file is read when nothing\nhappened to it for so long."),
    SETTING_NUMBER("hold-leaving", hold_leaving, 1, 100, "34",
                   "A roster is held when more than so many percent of the children\nwould leave or are missing."),
    SETTING_NUMBER(
        "hold-coming", hold_coming, 1, 10000, "50",
        "A roster is held when the new children are more than so many\npercent of those who attend (and 20 or more)."),
    SETTING("organisation", IDENTITY, organisation, "",
            "Id of the organisation whose sign-in page this is, and that commands\nwork on, where a database holds "
            "several."),
    SETTING_NUMBER("node", node, 0, IDENTITY_NODE_MAXIMUM, "0",
                   "Number of this machine, another for each on one PostgreSQL database."),
    SETTING("log-level", LEVEL, log_level, "info",
            "Least important records that are kept: debug, info, warning, error."),
    SETTING("log-requests", BOOLEAN, log_requests, "yes", "A line in the log for each request."),
    SETTING("log-addresses", BOOLEAN, log_addresses, "no",
            "With the client's network address, which is personal data."),
};
const size_t settings_count = sizeof settings_table / sizeof *settings_table;

/* Where a value came from: decides what a relative path means, and is named when the value is wrong. */
struct source {
    const char *name;
    const char *folder; /* for relative paths */
};

const struct setting *setting_find(struct text name)
{
    for (size_t i = 0; i < settings_count; i++)
        if (text_equal(text_from(settings_table[i].name), name))
            return &settings_table[i];
    return NULL;
}

static const char *absolute(struct arena *arena, const char *folder, struct text path)
{
    if (text_starts_with(path, TEXT("/")))
        return text_string(arena, path);
    return arena_printf(arena, "%s/%.*s", folder, TEXT_ARGS(path)).data;
}

static bool is_host_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':' || c == '[' || c == ']';
}

enum { ORIGIN_HOST_MAXIMUM = 255 }; /* more is no Host that a request may have: http/framing.h */

/* As browsers write it: scheme, host in lower case, perhaps a port, no slash at the end. */
bool settings_is_origin(struct text text)
{
    size_t start = text_starts_with(text, TEXT("https://")) ? 8 : text_starts_with(text, TEXT("http://")) ? 7 : 0;
    if (start == 0 || text.length == start || text.length - start > ORIGIN_HOST_MAXIMUM)
        return text.length == 0;
    for (size_t i = start; i < text.length; i++)
        if (!is_host_character(text.data[i]))
            return false;
    return true;
}

static const char *const *split_list(struct arena *arena, struct text text)
{
    const char **items = ARENA_MANY(arena, const char *, SETTINGS_LIST_MAXIMUM + 1);
    size_t count = 0;
    size_t start = 0;
    for (size_t i = 0; i <= text.length; i++) {
        if (i < text.length && text.data[i] != ' ' && text.data[i] != ',')
            continue;
        if (i > start && count == SETTINGS_LIST_MAXIMUM)
            return NULL;
        if (i > start)
            items[count++] = text_string(arena, text_slice(text, start, i - start));
        start = i + 1;
    }
    return items;
}

static int read_boolean(struct text text, bool *ret_value)
{
    bool yes = text_equal(text, TEXT("yes")) || text_equal(text, TEXT("true")) || text_equal(text, TEXT("1"));
    bool no = text_equal(text, TEXT("no")) || text_equal(text, TEXT("false")) || text_equal(text, TEXT("0"));
    if (!yes && !no)
        return STATUS_INVALID;
    *ret_value = yes;
    return STATUS_OK;
}

static int read_level(struct text text, int64_t *ret_value)
{
    enum log_level level;
    int status = log_level_parse(text, &level);
    if (status == STATUS_OK)
        *ret_value = level;
    return status;
}

/* What a wrong value should have been. */
static const char *wanted(struct arena *arena, const struct setting *setting)
{
    switch (setting->type) {
    case SETTING_INTEGER:
        return arena_printf(arena, "a number from %jd to %jd", (intmax_t)setting->minimum, (intmax_t)setting->maximum)
            .data;
    case SETTING_BOOLEAN:
        return "yes or no";
    case SETTING_ORIGIN:
        return "https://HOST or https://HOST:PORT in lower case, without a slash at the end";
    case SETTING_LEVEL:
        return "debug, info, warning or error";
    case SETTING_LIST:
        return "at most 32 addresses";
    case SETTING_IDENTITY:
        return "an id of 13 characters";
    default:
        return "something";
    }
}

/* Reads one value into its member. STATUS_INVALID when it does not fit. */
static int store(struct arena *arena, const struct setting *setting, struct text text, const char *folder,
                 struct settings *settings)
{
    void *member = (char *)settings + setting->offset;
    switch (setting->type) {
    case SETTING_TEXT:
        *(const char **)member = text_string(arena, text);
        return text_is_empty(text) ? STATUS_INVALID : STATUS_OK;
    case SETTING_PATH:
        *(const char **)member = absolute(arena, folder, text);
        return text_is_empty(text) ? STATUS_INVALID : STATUS_OK;
    case SETTING_OPTION:
        *(const char **)member = text_string(arena, text);
        return STATUS_OK;
    case SETTING_FILE:
        *(const char **)member = text_is_empty(text) ? "" : absolute(arena, folder, text);
        return STATUS_OK;
    case SETTING_DATABASE: {
        const char *location = text_string(arena, text);
        bool file = db_engine_of(location) == DB_ENGINE_SQLITE;
        *(const char **)member = file ? absolute(arena, folder, text) : location;
        return text_is_empty(text) ? STATUS_INVALID : STATUS_OK;
    }
    case SETTING_ORIGIN:
        *(const char **)member = text_string(arena, text);
        return settings_is_origin(text) ? STATUS_OK : STATUS_INVALID;
    case SETTING_LIST:
        *(const char *const **)member = split_list(arena, text);
        return *(const char *const **)member ? STATUS_OK : STATUS_INVALID;
    case SETTING_INTEGER:
        return text_to_integer(text, setting->minimum, setting->maximum, member);
    case SETTING_BOOLEAN:
        return read_boolean(text, member);
    case SETTING_LEVEL:
        return read_level(text, member);
    case SETTING_IDENTITY:
        *(int64_t *)member = 0;
        return text_is_empty(text) ? STATUS_OK : identity_parse(text, member);
    case SETTING_TYPE__MAX:
        break;
    }
    return STATUS_INVALID;
}

/* The same with a word about what is wrong. */
static int take(struct arena *arena, const struct setting *setting, struct text text, struct source source,
                struct error *error, struct settings *settings)
{
    int status = store(arena, setting, text, source.folder, settings);
    if (status == STATUS_OK)
        return STATUS_OK;
    return error_set(error, STATUS_INVALID, 0, "%s: %s must be %s, not \"%.*s\"", source.name, setting->name,
                     wanted(arena, setting), TEXT_ARGS(text));
}

/* --- the file --- */

struct file_reading {
    struct arena *arena;
    struct settings *settings;
    struct source source;
    struct error *error;
    int status;
};

/* For inih: 1 to go on, 0 for a wrong line. Only the first is told. */
static int take_line(void *context, const char *section, const char *name, const char *value)
{
    struct file_reading *reading = context;
    if (reading->status != STATUS_OK)
        return 1;
    const struct setting *setting = setting_find(text_from(name));
    if (section[0] != '\0')
        reading->status = error_set(reading->error, STATUS_INVALID, 0, "%s: it has no sections, but [%s] is there",
                                    reading->source.name, section);
    else if (!setting)
        reading->status =
            error_set(reading->error, STATUS_INVALID, 0,
                      "%s: there is no setting called %s (see `samenspel help settings`)", reading->source.name, name);
    else
        reading->status =
            take(reading->arena, setting, text_from(value), reading->source, reading->error, reading->settings);
    return reading->status == STATUS_OK;
}

static int read_settings_file(struct arena *arena, struct error *error, struct settings *settings)
{
    const char *path = arena_printf(arena, "%s/%s", settings->data, SETTINGS_FILE).data;
    struct text content;
    int status = file_read(arena, path, SETTINGS_FILE_MAXIMUM, &content);
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    if (status != STATUS_OK)
        return error_set(error, STATUS_FAILED, 0, "%s cannot be read: %m", path);
    struct file_reading reading = { .arena = arena,
                                    .settings = settings,
                                    .source = { .name = path, .folder = settings->data },
                                    .error = error,
                                    .status = STATUS_OK };
    int line = ini_parse_string(content.data, take_line, &reading);
    if (line > 0 && reading.status == STATUS_OK)
        return error_set(error, STATUS_INVALID, 0, "%s: line %d is not `name = value`", path, line);
    return reading.status;
}

/* --- environment and command line --- */

/* SAMENSPEL_TRUSTED_PROXIES for trusted-proxies. */
static const char *variable_of(struct arena *arena, const char *name)
{
    char *variable = text_string(arena, arena_printf(arena, "SAMENSPEL_%s", name));
    for (char *c = variable; *c != '\0'; c++)
        *c = *c == '-' ? '_' : *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
    return variable;
}

static int read_environment(struct arena *arena, const char *folder, struct error *error, struct settings *settings)
{
    for (size_t i = 0; i < settings_count; i++) {
        const char *variable = variable_of(arena, settings_table[i].name);
        const char *value = getenv(variable);
        if (!value)
            continue;
        struct source source = { .name = variable, .folder = folder };
        int status = take(arena, &settings_table[i], text_trim(text_from(value)), source, error, settings);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static int read_words(struct arena *arena, const struct text *words, size_t count, const char *folder,
                      struct error *error, struct settings *settings)
{
    for (size_t i = 0; i + 1 < count; i += 2) {
        if (text_equal(words[i], TEXT("data")))
            continue;
        const struct setting *setting = setting_find(words[i]);
        struct source source = { .name = "command line", .folder = folder };
        int status = setting ? take(arena, setting, words[i + 1], source, error, settings)
                             : error_set(error, STATUS_INVALID, 0, "no setting called %.*s", TEXT_ARGS(words[i]));
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static const char *data_folder(struct arena *arena, const char *current, const struct text *words, size_t count)
{
    const char *variable = getenv("SAMENSPEL_DATA");
    struct text folder = text_from(variable && variable[0] != '\0' ? variable : SETTINGS_DATA);
    for (size_t i = 0; i + 1 < count; i += 2)
        if (text_equal(words[i], TEXT("data")))
            folder = words[i + 1];
    while (folder.length > 1 && text_ends_with(folder, TEXT("/")))
        folder.length--;
    return absolute(arena, current, folder);
}

int settings_load_folder(struct arena *arena, const char *folder, struct error *error, struct settings *ret_settings)
{
    struct settings settings = { .data = text_string(arena, text_from(folder)) };
    settings.control = arena_printf(arena, "%s/control", settings.data).data;
    struct source defaults = { .name = "default", .folder = settings.data };
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < settings_count; i++)
        status = take(arena, &settings_table[i], text_from(settings_table[i].otherwise), defaults, error, &settings);
    if (status == STATUS_OK)
        status = read_settings_file(arena, error, &settings);
    if (status == STATUS_OK)
        *ret_settings = settings;
    return status;
}

int settings_load(struct arena *arena, const struct text *words, size_t word_count, struct error *error,
                  struct settings *ret_settings)
{
    char *current = getcwd(NULL, 0);
    if (!current)
        return error_set(error, STATUS_FAILED, 0, "the current folder is gone: %m");
    arena_on_release(arena, free, current);
    struct settings settings;
    int status = settings_load_folder(arena, data_folder(arena, current, words, word_count), error, &settings);
    if (status == STATUS_OK)
        status = read_environment(arena, current, error, &settings);
    if (status == STATUS_OK)
        status = read_words(arena, words, word_count, current, error, &settings);
    if (status == STATUS_OK)
        *ret_settings = settings;
    return status;
}

struct text settings_origin(struct arena *arena, const struct settings *settings, int64_t port)
{
    if (settings->origin[0] != '\0')
        return text_from(settings->origin);
    return arena_printf(arena, "http://localhost:%jd", (intmax_t)port);
}

/* --- help --- */

static void put_help(struct buffer *buffer, struct arena *arena, const struct setting *setting)
{
    buffer_printf(buffer, "  %s", setting->name);
    if (setting->otherwise[0] != '\0')
        buffer_printf(buffer, " = %s", setting->otherwise);
    if (setting->type == SETTING_INTEGER)
        buffer_printf(buffer, "  (%jd to %jd)", (intmax_t)setting->minimum, (intmax_t)setting->maximum);
    buffer_put(buffer, TEXT("\n"));
    struct text rest = text_from(setting->help);
    while (!text_is_null(rest)) {
        struct text line = text_cut(rest, '\n', &rest);
        buffer_printf(buffer, "      %.*s\n", TEXT_ARGS(line));
    }
    buffer_printf(buffer, "      %s, --%s\n", variable_of(arena, setting->name), setting->name);
}

struct text settings_help(struct arena *arena)
{
    struct buffer buffer;
    buffer_init(&buffer, 64 * 1024);
    buffer_put(&buffer,
               TEXT("Settings stand in DATA/" SETTINGS_FILE ", one `name = value` a line. The environment wins\n"
                    "over the file, the command line over both. DATA is --data, SAMENSPEL_DATA or\n" SETTINGS_DATA
                    ". A relative path in the file is one in DATA.\n\n"));
    for (size_t i = 0; i < settings_count; i++)
        put_help(&buffer, arena, &settings_table[i]);
    struct text text = text_copy(arena, buffer_text(&buffer));
    buffer_release(&buffer);
    return text;
}
