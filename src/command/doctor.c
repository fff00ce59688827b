/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samenspel doctor`: looks at everything that an installation stands on, a line each: what is fine, and what is not
 * with what to do. It changes nothing and runs beside a server.
 */
#include "access/access.h"
#include "access/chain.h"
#include "base/file.h"
#include "base/sandbox.h"
#include "base/zone.h"
#include "command/app.h"
#include "command/beside.h"
#include "command/command.h"
#include "command/commands.h"
#include "command/installation.h"
#include "command/installation.sql.h"
#include "command/reseal.h"
#include "command/settings.h"
#include "command/workplace.h"
#include "db/check.sql.h"
#include "db/control.h"
#include "db/db.h"
#include "db/migrate.sql.h"
#include "feature/passkey/passkey.h"
#include "feature/photo/photo.h"
#include "feature/roster/roster.h"
#include "media/media.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <unistd.h>

enum {
    FREE_MINIMUM_MB = 500,         /* below it the disk is called full */
    CLOCK_SLACK_MS = 60 * 1000,    /* two machines on one database may differ so much */
    IMPORT_REST_MS = 10 * 1000,    /* an import that is at work writes more often */
    ANSWER_SECONDS = 3,            /* how long our server may take for /healthz */
    EARLIEST_YEAR_AT_DAYS = 20454, /* 2026-01-01: before this program was written no clock is right */
};

enum { OPTION_MAIL, OPTION__MAX };

/* One visit. */
struct visit {
    struct command_call *call;
    const struct settings *settings;
    struct arena *arena;
    struct db *db; /* NULL when it cannot be opened, or its schema is another */
    bool serving;  /* our server answered on the control socket */
    int problems;
    struct channel *channel; /* NULL when its settings are wrong */
    const char *what;        /* the check that runs */
};

static void fine(struct visit *visit, const char *format, ...) PRINTF_LIKE(2, 3);
static void problem(struct visit *visit, const char *format, ...) PRINTF_LIKE(2, 3);

static void fine(struct visit *visit, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct text line = arena_vprintf(visit->arena, format, arguments);
    va_end(arguments);
    command_say(visit->call, "ok       %-9s %.*s", visit->what, TEXT_ARGS(line));
}

static void problem(struct visit *visit, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct text line = arena_vprintf(visit->arena, format, arguments);
    va_end(arguments);
    command_say(visit->call, "problem  %-9s %.*s", visit->what, TEXT_ARGS(line));
    visit->problems++;
}

/* --- the machine --- */

static void check_clock(struct visit *visit)
{
    int64_t now_at = clock_now(visit->call->clock);
    struct text now = instant_iso(visit->arena, now_at);
    struct installation_newest_row newest = { .at = 0 };
    if (visit->db && installation_newest(visit->db, visit->arena, &newest) != STATUS_OK)
        problem(visit, "the newest row cannot be read");
    else if (now_at < (int64_t)EARLIEST_YEAR_AT_DAYS * DAY_MS)
        problem(visit, "it says %.*s: set the clock (timedatectl set-ntp true)", TEXT_ARGS(now));
    else if (now_at + CLOCK_SLACK_MS < newest.at)
        problem(visit, "it says %.*s, but something was written at %.*s: set the clock (timedatectl set-ntp true)",
                TEXT_ARGS(now), TEXT_ARGS(instant_iso(visit->arena, newest.at)));
    else
        fine(visit, "%.*s", TEXT_ARGS(now));
}

/* Summer and winter time of a year that the zone data has to know. */
static bool zone_changes(struct zone *zone)
{
    struct date summer;
    struct date winter;
    struct zone_day in_summer;
    struct zone_day in_winter;
    if (date_from_civil(2026, 7, 1, &summer) != STATUS_OK || date_from_civil(2026, 1, 1, &winter) != STATUS_OK)
        return false;
    zone_day(zone, summer, &in_summer);
    zone_day(zone, winter, &in_winter);
    return in_summer.offset_before != in_winter.offset_before;
}

static void check_zones(struct visit *visit)
{
    struct zone *zone;
    if (zone_open(TEXT("Europe/Amsterdam"), &zone) != STATUS_OK) {
        problem(visit, "no zone Europe/Amsterdam: the data of ICU is missing (package libicu72)");
        return;
    }
    if (zone_changes(zone))
        fine(visit, "zones and summer time are known");
    else
        problem(visit, "the zone Europe/Amsterdam has no summer time: the data of ICU is damaged");
    zone_close(zone);
}

/* What holds the server in its folders; no problem where the kernel is too old for it, the rest holds all the same. */
static void check_sandbox(struct visit *visit)
{
    int abi = sandbox_landlock_abi();
    if (abi > 0)
        fine(visit, "the server keeps to a list of system calls and to its folders (Landlock ABI %d)", abi);
    else
        fine(visit, "the server keeps to a list of system calls; this kernel has no Landlock, so only its user's "
                    "rights keep it to its folders");
}

static void check_folder(struct visit *visit, const char *path)
{
    struct stat about;
    struct statvfs disk;
    if (stat(path, &about) != 0 && errno == ENOENT) {
        fine(visit, "%s is not there yet", path);
    } else if (access(path, R_OK | W_OK | X_OK) != 0 || !S_ISDIR(about.st_mode)) {
        problem(visit, "%s is no folder that this user may write: %s", path, strerror(errno));
    } else if (statvfs(path, &disk) != 0) {
        problem(visit, "%s: %s", path, strerror(errno));
    } else {
        uint64_t free_mb = (uint64_t)disk.f_bavail * disk.f_frsize / (1024 * 1024);
        if (free_mb < FREE_MINIMUM_MB)
            problem(visit, "%s has %ju MB left: make room, below %d MB nothing is safe", path, (uintmax_t)free_mb,
                    FREE_MINIMUM_MB);
        else
            fine(visit, "%s, %ju MB free", path, (uintmax_t)free_mb);
    }
}

static void check_folders(struct visit *visit)
{
    struct stat about;
    const char *data = visit->settings->data;
    if (stat(data, &about) != 0)
        problem(visit, "%s: %s; `samenspel init` makes an installation", data, strerror(errno));
    else if ((about.st_mode & 077) != 0)
        problem(visit, "others may look into it: chmod 700 %s", data);
    else
        check_folder(visit, data);
    check_folder(visit, visit->settings->media);
    check_folder(visit, visit->settings->spool);
}

static void check_decoder(struct visit *visit)
{
    struct error error = { .word = 0 };
    struct media_decoder *decoder;
    const char *path = beside_media(visit->call->arena);
    if (media_decoder_start(path, &error, &decoder) != STATUS_OK) {
        problem(visit, "%s; photos wait until it is there, beside samenspel", error.detail);
        return;
    }
    media_decoder_stop(decoder);
    fine(visit, "%s", path);
}

/* --- the data --- */

static void check_database(struct visit *visit)
{
    struct error error = { .word = 0 };
    const char *location = visit->settings->database;
    if (db_engine_of(location) == DB_ENGINE_SQLITE && !file_exists(location)) {
        problem(visit, "%s is not there: `samenspel init` makes it, `samenspel restore` brings it back", location);
        return;
    }
    if (db_open_reader(location, &error, &visit->db) != STATUS_OK) {
        problem(visit, "it cannot be opened: %s", error.detail);
        visit->db = NULL;
        return;
    }
    struct database_version_row version;
    struct database_problems_rows found;
    int status = database_version(visit->db, visit->arena, &version);
    if (status == STATUS_OK)
        status = database_problems(visit->db, visit->arena, &found);
    if (status != STATUS_OK)
        problem(visit, "it cannot be read: %s; restore a backup if the disk is sound", db_failure(visit->db));
    else if (found.count > 0)
        problem(visit, "it is damaged (%.*s): stop the server and restore a backup", TEXT_ARGS(found.items[0].problem));
    else
        fine(visit, "%.*s, sound", TEXT_ARGS(version.version));
}

static void check_schema(struct visit *visit)
{
    struct error error = { .word = 0 };
    if (!visit->db)
        return;
    if (installation_check(visit->settings, &error) == STATUS_OK) {
        fine(visit, "the one of this program");
        return;
    }
    problem(visit, "%s", error.detail);
    db_close(visit->db);
    visit->db = NULL;
}

static void check_sorting(struct visit *visit)
{
    struct database_sorting_row row;
    if (!visit->db || db_engine(visit->db) != DB_ENGINE_POSTGRESQL)
        return;
    if (database_sorting(visit->db, visit->arena, &row) != STATUS_OK)
        problem(visit, "it cannot be read");
    else if (!text_equal(row.encoding, TEXT("UTF8")) || !text_starts_with(row.sorting, TEXT("C")))
        problem(visit, "encoding %.*s, collation %.*s: it must be UTF8 and C; dump, make the database anew, restore",
                TEXT_ARGS(row.encoding), TEXT_ARGS(row.sorting));
    else
        fine(visit, "UTF8, %.*s", TEXT_ARGS(row.sorting));
}

/* Whether the role that serves is held to one organisation by PostgreSQL itself (db/seal.h). */
static void check_role(struct visit *visit)
{
    struct database_role_row role;
    struct installation_hosts_rows hosts;
    if (!visit->db || db_engine(visit->db) != DB_ENGINE_POSTGRESQL)
        return;
    int status = database_role(visit->db, visit->arena, &role);
    if (status == STATUS_OK)
        status = installation_hosts(visit->db, visit->arena, &hosts);
    if (status != STATUS_OK)
        problem(visit, "it cannot be read");
    else if (!role.passes && role.owned == 0)
        fine(visit, "it owns no table and sees one organisation");
    else if (hosts.count > 1)
        problem(visit,
                "it owns tables or passes row-level security, and the database has %zu organisations: set "
                "database-owner, and run `samenspel migrate`",
                hosts.count);
    else
        fine(visit, "one role owns and serves; with database-owner PostgreSQL keeps organisations apart by itself");
}

static void check_key(struct visit *visit)
{
    struct error error = { .word = 0 };
    struct key key;
    int status = visit->db ? installation_check_key(visit->settings, visit->db, &error)
                           : key_read(visit->settings->key, &error, &key);
    if (status == STATUS_OK)
        fine(visit, "%s", visit->settings->key);
    else
        problem(visit, "%s", error.detail);
}

/* How far sealing anew is, and what no key opens. */
static void check_sealed(struct visit *visit)
{
    struct installation_organisations_rows rows;
    struct reseal_count count = { 0 };
    struct error error = { .word = 0 };
    struct key key;
    if (!visit->db || key_read(visit->settings->key, &error, &key) != STATUS_OK)
        return;
    struct access_keys keys = key_ring(&key);
    int status = installation_organisations(visit->db, visit->arena, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        status = reseal_count(visit->db, &keys, rows.items[i].organisation, &count);
    intmax_t all = (intmax_t)(count.present + count.former + count.closed);
    if (status != STATUS_OK)
        problem(visit, "what is sealed cannot be read");
    else if (count.closed > 0)
        problem(visit, "%jd of %jd sealed texts open with no key: put back the key file that they were sealed with",
                (intmax_t)count.closed, all);
    else if (count.former > 0)
        fine(visit, "%jd of %jd sealed texts are under the new key; a running server goes on", (intmax_t)count.present,
             all);
    else if (key.former_count > 0)
        fine(visit, "all %jd sealed texts are under the new key: `samenspel key forget` drops the former one", all);
    else
        fine(visit, "the key opens all %jd sealed texts", all);
}

static void check_access(struct visit *visit)
{
    struct installation_organisations_rows rows;
    struct access_difference sum = { 0, 0 };
    if (!visit->db)
        return;
    int status = installation_organisations(visit->db, visit->arena, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        struct access_difference difference;
        status = access_compare(visit->db, visit->arena, rows.items[i].organisation, &difference);
        if (status == STATUS_OK) {
            sum.missing += difference.missing;
            sum.extra += difference.extra;
        }
    }
    if (status != STATUS_OK)
        problem(visit, "the access sets cannot be compared with their rules");
    else if (sum.missing > 0 || sum.extra > 0)
        problem(visit,
                "the access sets lack %jd rows and have %jd too many: something wrote past the program; "
                "restore a backup",
                (intmax_t)sum.missing, (intmax_t)sum.extra);
    else
        fine(visit, "the access sets are what their rules say (%zu organisations)", rows.count);
}

/* The sealed audit of one organisation; false when its chain has a fault. */
static bool audit_is_sound(struct visit *visit, const struct key *key, struct organisation_id organisation)
{
    struct chain_report report;
    struct chain_head kept;
    struct chain_key chains[KEY_CHAINS_MAXIMUM];
    size_t count = key_chains(key, chains);
    const char *path = arena_printf(visit->arena, "%s/" CHAIN_FILE, visit->settings->data).data;
    bool known = chain_file_read(path, organisation, &kept) == STATUS_OK;
    int status = db_read_begin(visit->db);
    if (status == STATUS_OK)
        status = chain_check(visit->db, organisation, chains, count, known ? &kept : NULL, &report);
    db_read_end(visit->db);
    if (status != STATUS_OK)
        problem(visit, "the sealed audit cannot be read");
    else if (report.fault != CHAIN_SOUND)
        problem(visit,
                "%s (number %jd): somebody wrote past the program; compare with a backup, and treat it as a breach",
                chain_fault_text(report.fault), (intmax_t)report.number);
    return status == STATUS_OK && report.fault == CHAIN_SOUND;
}

static void check_audit(struct visit *visit)
{
    struct installation_organisations_rows rows;
    struct error error = { .word = 0 };
    struct key key;
    bool sound = true;
    if (!visit->db || key_read(visit->settings->key, &error, &key) != STATUS_OK)
        return;
    if (installation_organisations(visit->db, visit->arena, &rows) != STATUS_OK) {
        problem(visit, "the organisations cannot be read");
        return;
    }
    for (size_t i = 0; i < rows.count; i++)
        sound = audit_is_sound(visit, &key, rows.items[i].organisation) && sound;
    if (sound)
        fine(visit, "every sealed row is what it was, and none is missing");
}

/* The files that rows name lie in the media folder, and the other way round. */
static void check_media(struct visit *visit)
{
    struct installation_organisation organisation;
    struct media_difference difference;
    struct media media;
    struct error error = { .word = 0 };
    const char *folder = visit->settings->media;
    if (!visit->db || workplace_media(visit->settings, &error, &media) != STATUS_OK ||
        installation_organisation(visit->settings, visit->db, visit->arena, &error, &organisation) != STATUS_OK)
        return; /* said by the checks of key and role */
    int status = media_compare(visit->db, visit->arena, organisation.id, &media.store, &difference);
    if (status != STATUS_OK)
        problem(visit, "%s cannot be compared with the database", folder);
    else if (difference.missing > 0)
        problem(visit,
                "%jd of %jd files that the database names are not in %s, %.*s among them: put the folder media of a "
                "backup back",
                (intmax_t)difference.missing, (intmax_t)difference.compared, folder, TEXT_ARGS(difference.name));
    else if (difference.extra > 0)
        fine(visit, "all %jd files are there; %jd more that nothing names: a running server removes them at night",
             (intmax_t)difference.compared, (intmax_t)difference.extra);
    else
        fine(visit, "%s %jd files that the database names are there, and no others",
             difference.whole ? "all" : "the first", (intmax_t)difference.compared);
}

static void check_imports(struct visit *visit)
{
    struct roster_unfinished_list list;
    if (!visit->db)
        return;
    if (roster_unfinished(visit->db, visit->arena, &list) != STATUS_OK) {
        problem(visit, "the imports cannot be read");
        return;
    }
    for (size_t i = 0; i < list.count; i++) {
        const struct roster_unfinished *import = &list.items[i];
        bool resting = clock_now(visit->call->clock) - import->touched_at > IMPORT_REST_MS;
        if (import->committed && resting)
            problem(visit, "an import stopped at %jd of %jd; `samenspel import --continue` or a server finishes it",
                    (intmax_t)import->done, (intmax_t)import->rows);
        else if (import->committed)
            fine(visit, "an import is at %jd of %jd", (intmax_t)import->done, (intmax_t)import->rows);
        else
            fine(visit, "an import is being planned, or was given up before it began");
    }
    if (list.count == 0)
        fine(visit, "no import is unfinished");
}

/* Passkeys belong to the host name that they were made under: after a change of address they let nobody in. */
static void check_passkeys(struct visit *visit)
{
    struct passkey_site site = passkey_site_of(settings_origin(visit->arena, visit->settings, visit->settings->port));
    int64_t elsewhere = 0;
    if (!visit->db)
        return;
    if (passkey_count_elsewhere(visit->db, visit->arena, site.host, &elsewhere) != STATUS_OK)
        problem(visit, "they cannot be read");
    else if (elsewhere > 0)
        problem(visit, "%jd work only under another name than %.*s: set origin back, or let people make new ones",
                (intmax_t)elsewhere, TEXT_ARGS(site.host));
    else if (site.works)
        fine(visit, "they work under the name %.*s", TEXT_ARGS(site.host));
    else
        fine(visit, "none at this address: they need https and a name");
}

/* --- the server --- */

static void check_control(struct visit *visit)
{
    struct error error = { .word = 0 };
    int code;
    /* Any answer shows a living server; it refuses this as wrong usage. */
    static const char *const arguments[] = { "doctor" };
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    int status = !file_exists(visit->settings->control)
                     ? STATUS_NOT_FOUND
                     : control_call(visit->settings->control, 1, arguments, -1, -1, nowhere, nowhere, &error, &code);
    if (nowhere >= 0)
        close(nowhere);
    visit->serving = status == STATUS_OK;
    if (status == STATUS_OK)
        fine(visit, "the server answers on its control socket");
    else if (status == STATUS_NOT_FOUND)
        fine(visit, "no server runs on this data");
    else
        problem(visit, "the control socket does not answer: %s", error.detail);
}

static int connect_to(const char *host, int64_t port)
{
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICHOST };
    struct addrinfo *found;
    char service[8];
    snprintf(service, sizeof service, "%d", (int)port);
    if (getaddrinfo(host, service, &hints, &found) != 0)
        return -1;
    int file = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct timeval patience = { .tv_sec = ANSWER_SECONDS };
    setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(file, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (file >= 0 && connect(file, found->ai_addr, found->ai_addrlen) != 0) {
        close(file);
        file = -1;
    }
    freeaddrinfo(found);
    return file;
}

/* True when "HTTP/1.1 200" comes back. */
static bool answers_health(int file)
{
    static const char request[] = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    char answer[16] = "";
    size_t length = 0;
    if (send(file, request, sizeof request - 1, MSG_NOSIGNAL) != (ssize_t)(sizeof request - 1))
        return false;
    for (ssize_t got = 1; got > 0 && length<12; length += got> 0 ? (size_t)got : 0)
        got = recv(file, answer + length, sizeof answer - 1 - length, 0);
    return text_starts_with(text_from(answer), TEXT("HTTP/1.1 200"));
}

static void check_port(struct visit *visit)
{
    const struct settings *settings = visit->settings;
    bool all =
        text_equal(text_from(settings->listen), TEXT("::")) || text_equal(text_from(settings->listen), TEXT("0.0.0.0"));
    if (settings->port == 0) {
        fine(visit, "any free one");
        return;
    }
    int file = connect_to(all ? "127.0.0.1" : settings->listen, settings->port);
    bool healthy = file >= 0 && answers_health(file);
    if (file < 0 && visit->serving)
        problem(visit, "the server runs, but %s port %jd does not answer", settings->listen, (intmax_t)settings->port);
    else if (file < 0)
        fine(visit, "%s port %jd is free", settings->listen, (intmax_t)settings->port);
    else if (!visit->serving)
        problem(visit, "%s port %jd is taken by another program: stop it, or set another port", settings->listen,
                (intmax_t)settings->port);
    else if (!healthy)
        problem(visit, "the server on port %jd says that it fails: see its log", (intmax_t)settings->port);
    else
        fine(visit, "the server on port %jd is healthy", (intmax_t)settings->port);
    if (file >= 0)
        close(file);
}

/* --- the ways out --- */

static void check_mail(struct visit *visit)
{
    struct error error = { .word = 0 };
    struct channel *channel = NULL;
    if (app_channel(visit->arena, visit->settings, &error, &channel) != STATUS_OK)
        problem(visit, "%s", error.detail);
    else if (!channel_has_mail(channel))
        fine(visit, "no mail server is set: invitations go by letter or at the door");
    else if (channel_test_mail(channel, &error) != STATUS_OK)
        problem(visit, "%s does not take mail from us: %s", visit->settings->mail_server, error.detail);
    else
        fine(visit, "%s takes mail from us", visit->settings->mail_server);
    visit->channel = channel;
}

static void check_sms(struct visit *visit)
{
    if (visit->channel && channel_has_sms(visit->channel))
        fine(visit, "a gateway is set: %s", visit->settings->sms_url);
    else if (visit->channel)
        fine(visit, "no gateway is set");
}

/* --mail ADDRESS */
static void send_test(struct visit *visit, struct text address)
{
    struct error error = { .word = 0 };
    visit->what = "test mail";
    if (!visit->channel || !channel_has_mail(visit->channel))
        problem(visit, "no mail server is set: see mail-server in `samenspel help settings`");
    else if (channel_send_test(visit->channel, address, clock_now(visit->call->clock), &error) != STATUS_OK)
        problem(visit, "not sent: %s", error.detail);
    else
        fine(visit, "the server took a mail for %.*s: look whether it arrives", TEXT_ARGS(address));
}

static int run(struct command_call *call)
{
    static const struct {
        const char *what;
        void (*check)(struct visit *visit);
    } checks[] = {
        { "folder", check_folders },    { "database", check_database }, { "schema", check_schema },
        { "sorting", check_sorting },   { "role", check_role },         { "key", check_key },
        { "sealed", check_sealed },     { "access", check_access },     { "audit", check_audit },
        { "passkeys", check_passkeys }, { "import", check_imports },    { "clock", check_clock },
        { "zones", check_zones },       { "sandbox", check_sandbox },   { "server", check_control },
        { "port", check_port },         { "mail", check_mail },         { "sms", check_sms },
        { "photos", check_decoder },    { "media", check_media },
    };
    struct visit visit = { .call = call, .settings = call->settings, .arena = call->arena };
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        visit.what = checks[i].what;
        checks[i].check(&visit);
    }
    if (command_given(call, OPTION_MAIL))
        send_test(&visit, command_text(call, OPTION_MAIL));
    channel_close(visit.channel);
    db_close(visit.db);
    if (visit.problems == 0)
        command_say(call, "Everything is fine.");
    else
        command_say(call, "%d problem%s.", visit.problems, visit.problems == 1 ? "" : "s");
    return visit.problems == 0 ? COMMAND_DONE : COMMAND_FAILED;
}

static const struct command_option options[OPTION__MAX] = {
    [OPTION_MAIL] = { "mail", "ADDRESS", "also send a test mail there", .required = false },
};

const struct command command_doctor = {
    .name = "doctor",
    .arguments = "",
    .options = options,
    .option_count = OPTION__MAX,
    .summary = "Look whether everything is sound, and say what to do where it is not",
    .help = "Looks at folders, database, schema, key file, access sets, imports, clock,\n"
            "time zones, the server, and the way to the mail server. Changes nothing; a\n"
            "server may run. Exit status 1 when there is a problem.\n",
    .needs = COMMAND_NEEDS_SETTINGS,
    .run = run,
};
