/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samenspel demo`: an organisation to look at, made once, with a past that ends now, and links with which one is
 * somebody in it. Each start brings the past up to the present.
 */
#include "access/session.h"
#include "base/file.h"
#include "command/app.h"
#include "command/command.h"
#include "command/commands.h"
#include "command/demo/care.h"
#include "command/demo/families.h"
#include "command/demo/intake.h"
#include "command/demo/outside.h"
#include "command/demo/past.h"
#include "command/demo/people.h"
#include "command/demo/team.h"
#include "command/init.h"
#include "command/installation.h"
#include "command/link.h"
#include "command/serve.h"
#include "db/db.h"
#include "db/migrate.h"

#include <unistd.h>

enum { OPTION_SERVE, OPTION_AT, OPTION__MAX };

static const struct command_option options[OPTION__MAX] = {
    [OPTION_SERVE] = { "serve", NULL, "and answer pages until SIGTERM or SIGINT", .required = false },
    [OPTION_AT] = { "at", "TIME", "its clock stands still at YYYY-MM-DDTHH:MM, for pictures", .required = false },
};

/* One run. */
struct demo {
    struct command_call *call;
    const struct settings *settings;
    const char *path; /* of the state's file */
    struct demo_state state;
    struct zone *zone;
    int64_t now_at;
    struct error error;
};

/* --- making it --- */

/* What an unfinished making left: all of it is the demo's own, since its file lies beside it. */
static int remove_unfinished(struct demo *demo)
{
    static const char *const endings[] = { "", "-wal", "-shm", "-lock" };
    if (db_engine_of(demo->settings->database) != DB_ENGINE_SQLITE)
        return error_set(&demo->error, STATUS_FAILED, 0, "the making did not end; make an empty database");
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const char *path = arena_printf(demo->call->arena, "%s%s", demo->settings->database, endings[i]).data;
        if (file_exists(path) && unlink(path) != 0)
            return error_set(&demo->error, STATUS_FAILED, 0, "%s cannot be removed: %m", path);
    }
    if (file_exists(demo->settings->key) && unlink(demo->settings->key) != 0)
        return error_set(&demo->error, STATUS_FAILED, 0, "%s cannot be removed: %m", demo->settings->key);
    return STATUS_OK;
}

static int save(struct demo *demo)
{
    if (demo_state_write(demo->call->arena, demo->path, &demo->state) == STATUS_OK)
        return STATUS_OK;
    return error_set(&demo->error, STATUS_FAILED, 0, "%s cannot be written: %m", demo->path);
}

static int write_past(struct demo *demo, struct workplace *workplace, int64_t after)
{
    struct acts acts = {
        .arena = arena_new(), .organisation = demo->state.organisation, .after = after, .until = demo->now_at
    };
    demo_past(&acts, &demo->state, demo->zone);
    int status = acts_run(&acts, workplace->writer, workplace->db);
    if (status != STATUS_OK)
        status = error_set(&demo->error, status, 0, "the past cannot be written");
    else if (acts.failed > 0 && demo->state.written_at == 0)
        status = error_set(&demo->error, STATUS_FAILED, 0, "%zu entries of the past were refused: %.150s", acts.failed,
                           acts.error.detail);
    arena_free(acts.arena);
    return status;
}

/* An empty installation with people and their past. */
static int make(struct demo *demo)
{
    struct key key;
    struct workplace workplace;
    demo->state = (struct demo_state){ .written_at = 0 };
    if (file_make_folder(demo->settings->data, 0700) != STATUS_OK)
        return error_set(&demo->error, STATUS_FAILED, 0, "%s cannot be made: %m", demo->settings->data);
    int status = save(demo);
    if (status == STATUS_OK)
        status = init_make(demo->call->settings, demo->call->clock, &demo->error, &key);
    if (status == STATUS_OK)
        status = workplace_open(demo->settings, demo->call->clock, NULL, &demo->error, &workplace);
    if (status != STATUS_OK)
        return status;
    status = demo_people_make(workplace.writer, &key, demo->zone, demo->now_at, &demo->state, &demo->error);
    if (status == STATUS_OK)
        status = demo_people_today(workplace.writer, demo->zone, demo->now_at, &demo->state, &demo->error);
    if (status == STATUS_OK)
        status = demo_families_make(workplace.writer, demo->state.began, &demo->state, &demo->error);
    if (status == STATUS_OK)
        status = demo_intake_make(workplace.writer, demo->state.began, &demo->state, &demo->error);
    if (status == STATUS_OK)
        status = demo_care_make(workplace.writer, demo->state.began, &demo->state, &demo->error);
    if (status == STATUS_OK)
        status = demo_team_make(workplace.writer, demo->state.began, &demo->state, &demo->error);
    if (status == STATUS_OK)
        status = demo_outside_make(workplace.writer, demo->state.began, &demo->state, &demo->error);
    struct date begin = date_add(demo->state.began, -DEMO_PAST_DAYS);
    if (status == STATUS_OK)
        status = write_past(demo, &workplace, zone_instant(demo->zone, begin, 0));
    workplace_close(&workplace);
    if (status != STATUS_OK)
        return status;
    demo->state.written_at = demo->now_at;
    return save(demo);
}

/* --- starting it again --- */

/* A demo of an older program is brought up to date without asking: nobody's work is in it. */
static int migrate(struct demo *demo)
{
    struct migrate_settings migrate = { .location = demo->settings->database,
                                        .service = installation_service(demo->call->arena, demo->call->settings),
                                        .migrations = migrations_of_program(),
                                        .clock = demo->call->clock,
                                        .backup_folder = demo->settings->backups };
    int status = migrate_apply(&migrate, &demo->error, NULL);
    if (status == STATUS_CONFLICT)
        return error_set(&demo->error, status, 0, "another build made this demo; remove %s for a new one",
                         demo->settings->data);
    return status;
}

/* From where the past was written up to now, at most as much as a new demo has. */
static int bring_up_to_date(struct demo *demo)
{
    struct workplace workplace;
    int status = migrate(demo);
    if (status == STATUS_OK)
        status = workplace_open(demo->settings, demo->call->clock, NULL, &demo->error, &workplace);
    if (status != STATUS_OK)
        return status;
    int64_t longest = demo->now_at - (int64_t)DEMO_PAST_DAYS * DAY_MS;
    int64_t after = demo->state.written_at > longest ? demo->state.written_at : longest;
    status = demo_people_today(workplace.writer, demo->zone, demo->now_at, &demo->state, &demo->error);
    if (status == STATUS_OK && after < demo->now_at)
        status = write_past(demo, &workplace, after);
    workplace_close(&workplace);
    if (status != STATUS_OK)
        return status;
    if (after < demo->now_at)
        demo->state.written_at = demo->now_at;
    return save(demo);
}

static int prepare(struct demo *demo)
{
    int status = demo_state_read(demo->call->arena, demo->path, &demo->state);
    if (status == STATUS_OK && demo->state.written_at > 0)
        return bring_up_to_date(demo);
    if (status == STATUS_OK)
        status = remove_unfinished(demo);
    else if (status == STATUS_NOT_FOUND && (file_exists(demo->settings->key) || file_exists(demo->settings->database)))
        status = error_set(&demo->error, STATUS_CONFLICT, 0, "%s holds an installation that is no demo",
                           demo->settings->data);
    else if (status == STATUS_NOT_FOUND)
        status = STATUS_OK;
    else
        status = error_set(&demo->error, status, 0, "%s is not readable as a demo's file", demo->path);
    return status == STATUS_OK ? make(demo) : status;
}

/* --- links --- */

struct new_link {
    struct person_id person;
    struct link_secret secret;
};

static int add_link(struct change *change, void *argument)
{
    const struct new_link *link = argument;
    int64_t id;
    return link_create(change, link->person, link->secret.hash, true, &id);
}

/* The link of one person, the old one while it works. */
static int renew_link(struct demo *demo, struct workplace *workplace, size_t index)
{
    struct arena *arena = demo->call->arena;
    struct link found;
    if (!text_is_empty(demo->state.links[index])) {
        struct link_secret old = link_secret_of(arena, demo->state.links[index]);
        int status = link_find(workplace->db, arena, old.hash, demo->now_at, &found);
        if (status != STATUS_NOT_FOUND)
            return status;
    }
    struct new_link link = { .person = demo_person(&demo->state, demo_links[index].key),
                             .secret = link_secret_new(arena) };
    int status = workplace_change(workplace->writer, arena, demo->state.organisation, add_link, &link, &demo->error);
    if (status == STATUS_OK)
        demo->state.links[index] = link.secret.text;
    return status;
}

static int renew_links(struct demo *demo)
{
    struct workplace workplace;
    int status = workplace_open(demo->settings, demo->call->clock, NULL, &demo->error, &workplace);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; status == STATUS_OK && i < demo_link_count; i++)
        status = renew_link(demo, &workplace, i);
    workplace_close(&workplace);
    return status == STATUS_OK ? save(demo) : status;
}

static const char *given_name(const char *key)
{
    size_t staff = demo_staff_index(key);
    return staff != SIZE_MAX ? demo_staff[staff].given : demo_parents[demo_parent_index(key)].given;
}

static void say_links(const struct demo *demo, int64_t port)
{
    command_say(demo->call, "\nKinderopvang De Boomhut, a demo. Each link signs you in as:\n");
    for (size_t i = 0; i < demo_link_count; i++) {
        struct text address = link_address(demo->call, port, demo->state.links[i]);
        command_say(demo->call, "  %.*s  %s, %s", TEXT_ARGS(address), given_name(demo_links[i].key),
                    demo_links[i].what);
    }
    command_say(demo->call, "%s", "");
}

/* --- the command --- */

/* serve() calls back without a context of ours: the links are read again from the file. */
static void ready(struct command_call *call, const struct running *running)
{
    struct settings owner = installation_of_owner(call->settings);
    struct demo demo = { .call = call, .settings = &owner };
    demo.path = arena_printf(call->arena, "%s/demo", call->settings->data).data;
    if (demo_state_read(call->arena, demo.path, &demo.state) == STATUS_OK)
        say_links(&demo, running_port(running));
    fflush(stdout);
}

/* Two digits, "05" too. */
static bool two_digits(struct text text, size_t at, int32_t most, int32_t *ret_value)
{
    int32_t tens = text.data[at] - '0';
    int32_t ones = text.data[at + 1] - '0';
    *ret_value = tens * 10 + ones;
    return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 && *ret_value <= most;
}

/* "2026-11-19T14:20" in the demo's zone. */
static int parse_at(struct zone *zone, struct text text, int64_t *ret_at)
{
    enum { DATE_LENGTH = 10, AT_LENGTH = 16, HOUR_MOST = 23, MINUTE_MOST = 59, HOUR_MINUTES = 60 };
    struct date date;
    int32_t hours;
    int32_t minutes;
    if (text.length != AT_LENGTH || text.data[DATE_LENGTH] != 'T' || text.data[DATE_LENGTH + 3] != ':' ||
        date_parse_iso(text_slice(text, 0, DATE_LENGTH), &date) != STATUS_OK ||
        !two_digits(text, DATE_LENGTH + 1, HOUR_MOST, &hours) ||
        !two_digits(text, DATE_LENGTH + 4, MINUTE_MOST, &minutes))
        return STATUS_INVALID;
    *ret_at = zone_instant(zone, date, hours * HOUR_MINUTES + minutes);
    return STATUS_OK;
}

static int run(struct command_call *call)
{
    struct settings owner = installation_of_owner(call->settings);
    struct demo demo = { .call = call, .settings = &owner };
    struct clock still = CLOCK_AT(INSTANT_NONE);
    int64_t at;
    demo.path = arena_printf(call->arena, "%s/demo", call->settings->data).data;
    if (zone_open(TEXT("Europe/Amsterdam"), &demo.zone) != STATUS_OK) {
        command_complain(call, "samenspel: demo: there is no time zone Europe/Amsterdam (package libicu72)");
        return COMMAND_FAILED;
    }
    if (command_given(call, OPTION_AT)) {
        if (parse_at(demo.zone, command_text(call, OPTION_AT), &at) != STATUS_OK) {
            zone_close(demo.zone);
            command_complain(call, "samenspel: demo: --at is a time such as 2026-11-19T14:20");
            return COMMAND_USAGE;
        }
        clock_set(&still, at);
        call->clock = &still;
    }
    demo.now_at = clock_now(call->clock);
    int status = prepare(&demo);
    if (status == STATUS_OK)
        status = renew_links(&demo);
    zone_close(demo.zone);
    if (status != STATUS_OK)
        return command_failure(call, status, &demo.error, "demo");
    if (command_given(call, OPTION_SERVE))
        return serve(call, ready);
    say_links(&demo, call->settings->port);
    return COMMAND_DONE;
}

const struct command command_demo = {
    .name = "demo",
    .arguments = "",
    .summary = "Make an invented organisation to look at, and serve it",
    .help = "Kinderopvang De Boomhut: three groups, thirty children, two weeks of notebook up\n"
            "to this minute. Made once in the data folder; each start brings it up to the\n"
            "present and prints links that sign in as one of its people. Everybody who has a\n"
            "link may use it, so keep nothing real in it.\n",
    .options = options,
    .option_count = OPTION__MAX,
    .needs = COMMAND_NEEDS_SETTINGS,
    .run = run,
};
