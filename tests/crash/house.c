/* SPDX-License-Identifier: EUPL-1.2 */
#include "house.h"

#include "access/people.h"
#include "base/file.h"
#include "base/random.h"
#include "client.h"
#include "db/db.h"
#include "db/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { ARGUMENTS_MAXIMUM = 32, LOG_MAXIMUM = 64 * 1024 * 1024, SECRET_CHARACTERS = 43, EVERY_DAY = 127 };

int64_t house_milliseconds(void)
{
    return clock_ticks();
}

void house_sleep(int milliseconds)
{
    usleep((useconds_t)milliseconds * 1000);
}

const char *house_path(struct house *house, const char *name)
{
    return arena_printf(house->arena, "%s/%s", house->folder, name).data;
}

void house_flag(const char *path, bool on)
{
    if (on)
        assert_int_equal(file_write(path, TEXT(""), 0600), STATUS_OK);
    else
        assert_true(unlink(path) == 0 || errno == ENOENT);
}

/* ---- processes ---- */

static void become(const struct house *house, const char *output, const char *const *environment, const char **words)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that fails leaves no server behind */
    int file = open(output, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
    dup2(file, STDOUT_FILENO);
    dup2(file, STDERR_FILENO);
    for (size_t i = 0; environment && environment[i]; i++)
        putenv((char *)(uintptr_t)environment[i]);
    if (house->service) {
        setenv("SAMENSPEL_DATABASE", house->service, 1);
        setenv("SAMENSPEL_DATABASE_OWNER", house->database, 1);
    }
    execv(getenv("SAMENSPEL_TEST_PROGRAM"), (char **)(uintptr_t)words);
    _exit(127);
}

static pid_t spawn(struct house *house, const char *output, const char *const *environment,
                   const char *const *arguments)
{
    const char *words[ARGUMENTS_MAXIMUM] = { "samenspel" };
    size_t count = 1;
    if (!getenv("SAMENSPEL_TEST_PROGRAM"))
        fail_msg("SAMENSPEL_TEST_PROGRAM is not set");
    while (*arguments)
        words[count++] = *arguments++;
    words[count++] = "--data";
    words[count++] = house->data;
    assert_true(count < ARGUMENTS_MAXIMUM);
    pid_t process = fork();
    assert_true(process >= 0);
    if (process == 0)
        become(house, output, environment, words);
    return process;
}

pid_t house_spawn(struct house *house, const char *const *environment, const char *const *arguments)
{
    return spawn(house, house->output, environment, arguments);
}

int house_wait(pid_t process)
{
    int status;
    assert_int_equal(waitpid(process, &status, 0), process);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int house_run(struct house *house, const char *const *arguments)
{
    return house_wait(house_spawn(house, NULL, arguments));
}

static struct text read_file(struct house *house, const char *path)
{
    struct text content;
    int status = file_read(house->arena, path, LOG_MAXIMUM, &content);
    return status == STATUS_OK ? content : TEXT("");
}

struct text house_output(struct house *house)
{
    return read_file(house, house->output);
}

struct text house_log(struct house *house)
{
    return read_file(house, house->log);
}

void house_launch(struct house *house, const char *const *environment)
{
    static const char *const arguments[] = { "serve", "--port", "0", "--log-requests", "no", NULL };
    assert_int_equal(house->server, 0);
    house_flag(house->log, false);
    house->server = spawn(house, house->log, environment, arguments);
}

/* The port that the log tells, 0 while it does not. */
static uint16_t find_port(const char *path)
{
    static const char key[] = " port=";
    uint16_t port = 0;
    struct arena *arena = arena_new();
    struct text log;
    if (file_read(arena, path, LOG_MAXIMUM, &log) == STATUS_OK) {
        size_t ready = text_find(log, TEXT("event=serve.ready"));
        struct text rest = ready == SIZE_MAX ? TEXT("") : text_slice(log, ready, log.length);
        size_t at = text_find(rest, text_from(key));
        if (at != SIZE_MAX && text_find(rest, TEXT("\n")) != SIZE_MAX)
            port = (uint16_t)strtoul(rest.data + at + sizeof key - 1, NULL, 10);
    }
    arena_free(arena);
    return port;
}

bool house_is_ready(struct house *house, int milliseconds)
{
    int64_t until = house_milliseconds() + milliseconds;
    do {
        house->port = find_port(house->log);
        if (house->port != 0)
            return true;
        if (waitpid(house->server, NULL, WNOHANG) != 0) {
            house->server = 0;
            fail_msg("the server ended by itself: %s", house_log(house).data);
        }
        house_sleep(1);
    } while (house_milliseconds() < until);
    return false;
}

void house_start(struct house *house, const char *const *environment)
{
    house_launch(house, environment);
    if (!house_is_ready(house, HOUSE_READY_MS))
        fail_msg("the server does not get ready: %s", house_log(house).data);
}

void house_kill(struct house *house)
{
    assert_int_equal(kill(house->server, SIGKILL), 0);
    assert_int_equal(house_wait(house->server), -1);
    house->server = 0;
}

void house_stop(struct house *house)
{
    int64_t until = house_milliseconds() + HOUSE_STOP_MS;
    int status = 0;
    pid_t ended = 0;
    assert_int_equal(kill(house->server, SIGTERM), 0);
    while ((ended = waitpid(house->server, &status, WNOHANG)) == 0 && house_milliseconds() < until)
        house_sleep(1);
    if (ended == 0)
        house_kill(house);
    house->server = 0;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || ended == 0)
        fail_msg("the server did not stop well: %s", house_log(house).data);
}

/* ---- making it ---- */

static int make_children(struct change *change, void *argument)
{
    struct house *house = argument;
    struct people_location location = { .name = TEXT("Noord"), .zone = TEXT("Europe/Amsterdam"), .phone = TEXT("") };
    struct people_group group = { .name = TEXT("Vlinders"), .care_form = TEXT("day_care"), .phone = TEXT("") };
    int status = people_location_add(change, &location, &group.location);
    if (status == STATUS_OK)
        status = people_group_add(change, &group, &house->group);
    for (size_t i = 0; status == STATUS_OK && i < HOUSE_CHILDREN; i++) {
        struct people_child child = { .given_name = TEXT("Noor"),
                                      .number = TEXT(""),
                                      .family_name = TEXT(""),
                                      .say_name = TEXT(""),
                                      .born = { 19000 },
                                      .allergies = TEXT(""),
                                      .restriction = TEXT(""),
                                      .photo_consent = TEXT(""),
                                      .remark = TEXT("") };
        status = people_child_add(change, &child, &house->children[i]);
        struct people_placement placement = { .child = house->children[i],
                                              .group = house->group,
                                              .weekdays = EVERY_DAY,
                                              .from = { 20000 },
                                              .until = DATE_FOREVER };
        struct placement_id id;
        if (status == STATUS_OK)
            status = people_placement_add(change, &placement, &id);
    }
    return status;
}

static void add_children(struct house *house)
{
    struct identity_source identities;
    struct writer *writer;
    struct error error = { .word = 0 };
    identity_source_init(&identities, clock_system(), 1);
    struct writer_settings settings = { .location = house->database,
                                        .clock = clock_system(),
                                        .identities = &identities };
    if (writer_start(&settings, &error, &writer) != STATUS_OK)
        fail_msg("the writer does not start: %s", error.detail);
    struct writer_task task = { .change = make_children, .argument = house, .organisation = house->organisation };
    assert_int_equal(writer_run(writer, NULL, &task), STATUS_OK);
    writer_stop(writer);
}

/* Links of a demo let people who work here in without a second factor, which is not what is tried here. */
static void need_no_second_factor(struct house *house)
{
    struct db *db;
    struct error error = { .word = 0 };
    if (db_open_writer(house->database, &error, &db) != STATUS_OK ||
        db_execute(db, "UPDATE organisation SET demo = 1", &error) != STATUS_OK)
        fail_msg("%s", error.detail);
    db_close(db);
}

/* Signs in by the link that the last command printed. */
static void sign_in(struct house *house)
{
    struct text said = house_output(house);
    size_t at = text_find(said, TEXT("/in/"));
    assert_true(at != SIZE_MAX);
    struct text address = text_slice(said, at, SECRET_CHARACTERS + 4);
    house_start(house, NULL);
    house->cookie = client_sign_in(house->arena, house->port, address);
    house_stop(house);
}

/* `where` chooses the database once there is a folder. */
static void make(struct house *house, void (*where)(struct house *house))
{
    static const char *const init[] = { "init",          "--name",       "De Boomhut", "--admin-email",
                                        "a@example.org", "--admin-name", "Ans Beheer", NULL };
    static const char *const add[] = { "user",    "add",      "--name",  "Hanna de Wit",  "--role", "professional",
                                       "--group", "Vlinders", "--email", "h@example.org", NULL };
    assert_int_equal(random_start(), STATUS_OK);
    signal(SIGPIPE, SIG_IGN);
    *house = (struct house){ .arena = arena_new() };
    char folder[] = "/tmp/samenspel-crash-XXXXXX";
    assert_non_null(mkdtemp(folder));
    house->folder = text_copy(house->arena, text_from(folder)).data;
    house->data = house_path(house, "data");
    where(house);
    house->log = house_path(house, "log");
    house->output = house_path(house, "output");
    if (house_run(house, init) != 0)
        fail_msg("init: %s", house_output(house).data);
    house->organisation.value = house_number(house, "SELECT organisation FROM organisation");
    add_children(house);
    need_no_second_factor(house);
    if (house_run(house, add) != 0)
        fail_msg("user add: %s", house_output(house).data);
    sign_in(house);
}

static void in_a_file(struct house *house)
{
    house->database = house_path(house, "data/samenspel.db");
}

void house_make(struct house *house)
{
    make(house, in_a_file);
}

void house_make_on_postgresql(struct house *house)
{
    make(house, house_database_make);
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    return remove(path);
}

void house_remove(struct house *house)
{
    if (house->server != 0)
        house_kill(house);
    if (house->service)
        house_database_remove(house);
    nftw(house->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    arena_free(house->arena);
}
