/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A database of a test's own (fixture.h): SQLite in a temporary folder, or the PostgreSQL that the test run started.
 */
#include "fixture.h"

#include "base/random.h"
#include "db/migrate.h"
#include "db/seal.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

/* Runs one statement outside a transaction on the database that the test run started. */
static void on_server(const char *server, struct text statement)
{
    struct db *db;
    struct error error = { 0 };
    if (db_open_writer(server, &error, &db) != STATUS_OK)
        fail_msg("PostgreSQL: %s", error.detail);
    if (db_execute(db, statement.data, &error) != STATUS_OK)
        fail_msg("PostgreSQL: %s: %s", statement.data, error.detail);
    db_close(db);
}

#define SERVICE_ROLE "samenspel_service"

/* The role belongs to the whole server: the first test makes it, the others find it. */
static void create_service_role(const char *server)
{
    on_server(server, TEXT("DO $$ BEGIN CREATE ROLE " SERVICE_ROLE
                           " LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"));
}

/* A database that every further world of an engine is a copy of: nobody is connected to it any more. */
struct model {
    char folder[64];
    struct fixture fixture;
    int64_t last_identity;
};

static struct model models[2]; /* of SQLite and PostgreSQL; without a folder: not made yet */

/* A database of this test's own on the server, because tests run side by side. */
static const char *create_database(struct fixture_world *world, const char *server, const struct model *model)
{
    static int number; /* of the world in this process */
    snprintf(world->folder, sizeof world->folder, "world_%d_%d", (int)getpid(), ++number);
    world->server = text_string(world->arena, text_from(server));
    create_service_role(server);
    on_server(server, arena_printf(world->arena, "CREATE DATABASE %s%s%s", world->folder, model ? " TEMPLATE " : "",
                                   model ? model->folder : ""));
    return arena_printf(world->arena, "%s dbname=%s", server, world->folder).data;
}

static const char *file_in(struct arena *arena, const char *folder)
{
    return arena_printf(arena, "%s/data.sqlite", folder).data;
}

static void copy_file(const char *from, const char *to)
{
    static char part[64 * 1024];
    FILE *in = fopen(from, "rb");
    FILE *out = fopen(to, "wb");
    assert_non_null(in);
    assert_non_null(out);
    size_t length;
    while ((length = fread(part, 1, sizeof part, in)) > 0)
        assert_int_equal(fwrite(part, 1, length, out), length);
    assert_int_equal(ferror(in), 0);
    assert_int_equal(fclose(in), 0);
    assert_int_equal(fclose(out), 0);
}

/* Where the database is, empty or as the model; false when there is no PostgreSQL to use. */
static bool find_place(bool postgresql, struct fixture_world *world, const struct model *model)
{
    if (postgresql) {
        const char *server = getenv("SAMENSPEL_TEST_POSTGRESQL");
        if (!server || !*server)
            return false;
        world->location = create_database(world, server, model);
        return true;
    }
    snprintf(world->folder, sizeof world->folder, "/tmp/samenspel-world-XXXXXX");
    assert_non_null(mkdtemp(world->folder));
    world->location = file_in(world->arena, world->folder);
    if (model)
        copy_file(file_in(world->arena, model->folder), world->location);
    return true;
}

static void migrate(const struct fixture_world *world)
{
    struct error error = { 0 };
    struct migrate_settings settings = { .location = world->location,
                                         .migrations = migrations_of_program(),
                                         .clock = &world->clock,
                                         .service = SERVICE_ROLE };
    if (migrate_apply(&settings, &error, NULL) != STATUS_OK)
        fail_msg("migrate: %s", error.detail);
}

static bool open_world(bool postgresql, const struct model *model, struct fixture_world *ret_world)
{
    struct error error = { 0 };
    assert_int_equal(random_start(), STATUS_OK);
    *ret_world = (struct fixture_world){ .arena = arena_new() };
    if (!find_place(postgresql, ret_world, model)) {
        arena_free(ret_world->arena);
        return false;
    }
    clock_set(&ret_world->clock, FIXTURE_NOW_AT);
    identity_source_init(&ret_world->identities, &ret_world->clock, 0);
    if (model)
        identity_source_raise(&ret_world->identities, model->last_identity);
    else
        migrate(ret_world);
    ret_world->hub = event_hub_new();
    struct writer_settings settings = { .location = ret_world->location,
                                        .clock = &ret_world->clock,
                                        .identities = &ret_world->identities,
                                        .hub = ret_world->hub };
    if (writer_start(&settings, &error, &ret_world->writer) != STATUS_OK)
        fail_msg("writer: %s", error.detail);
    if (db_open_reader(ret_world->location, &error, &ret_world->db) != STATUS_OK)
        fail_msg("reader: %s", error.detail);
    return true;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    return remove(path);
}

bool fixture_world_open(bool postgresql, struct fixture_world *ret_world)
{
    return open_world(postgresql, NULL, ret_world);
}

static void remove_folder(const struct fixture_world *world)
{
    if (world->server)
        on_server(world->server, arena_printf(world->arena, "DROP DATABASE %s", world->folder));
    else
        nftw(world->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void stop_world(struct fixture_world *world)
{
    db_close(world->db);
    writer_stop(world->writer);
    event_hub_free(world->hub);
}

/* Removes what the process copied from. */
static void forget_models(void)
{
    const char *server = getenv("SAMENSPEL_TEST_POSTGRESQL");
    struct arena *arena = arena_new();
    if (models[0].folder[0])
        nftw(models[0].folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    if (models[1].folder[0])
        on_server(server, arena_printf(arena, "DROP DATABASE %s", models[1].folder));
    arena_free(arena);
}

static bool make_model(bool postgresql, struct model *ret_model)
{
    static struct arena *lasting; /* the texts of both fixtures */
    struct fixture_world world;
    if (!open_world(postgresql, NULL, &world))
        return false;
    if (!lasting) {
        lasting = arena_new();
        atexit(forget_models);
    }
    assert_int_equal(fixture_make(world.writer, lasting, &ret_model->fixture), STATUS_OK);
    ret_model->last_identity = identity_mint(&world.identities);
    stop_world(&world);
    memcpy(ret_model->folder, world.folder, sizeof ret_model->folder);
    arena_free(world.arena);
    return true;
}

bool fixture_world_filled(bool postgresql, struct fixture_world *ret_world, struct fixture *ret_fixture)
{
    struct model *model = &models[postgresql];
    if (!model->folder[0] && !make_model(postgresql, model))
        return false;
    *ret_fixture = model->fixture;
    return open_world(postgresql, model, ret_world);
}

const char *fixture_world_service(struct fixture_world *world, struct organisation_id organisation)
{
    if (!world->server)
        return NULL;
    const char *location = arena_printf(world->arena, "%s user=" SERVICE_ROLE, world->location).data;
    return db_location_of(world->arena, location, organisation);
}

void fixture_world_narrow(struct fixture_world *world, struct organisation_id organisation)
{
    struct error error = { 0 };
    const char *location = fixture_world_service(world, organisation);
    if (!location)
        return;
    db_close(world->db);
    if (db_open_reader(location, &error, &world->db) != STATUS_OK)
        fail_msg("reader: %s", error.detail);
}

void fixture_world_widen(struct fixture_world *world)
{
    struct error error = { 0 };
    if (!world->server)
        return;
    db_close(world->db);
    if (db_open_reader(world->location, &error, &world->db) != STATUS_OK)
        fail_msg("reader: %s", error.detail);
}

void fixture_world_close(struct fixture_world *world)
{
    stop_world(world);
    remove_folder(world);
    arena_free(world->arena);
}

int fixture_change(struct fixture_world *world, struct organisation_id organisation,
                   int (*change)(struct change *change, void *argument), void *argument)
{
    struct writer_task task = {
        .change = change, .argument = argument, .arena = arena_new(), .organisation = organisation, .name = "fixture"
    };
    int status = writer_run(world->writer, NULL, &task);
    arena_free(task.arena);
    return status;
}
