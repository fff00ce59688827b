/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/app.h"

#include "assets.h"
#include "base/log.h"
#include "base/memory.h"
#include "command/house.h"
#include "db/event.sql.h"
#include "db/recall.h"
#include "db/writer.h"
#include "feature/second_factor/second_factor.h"
#include "feature/sign_in/sign_in.h"
#include "feature/tablet/tablet.h"
#include "media/media.h"

/* --- hooks --- */

static struct db *open_reader(void *context)
{
    const struct app *app = context;
    struct error error = { .word = 0 };
    struct db *db = NULL;
    int status = db_open_reader(app->location, &error, &db);
    if (status != STATUS_OK)
        log_error("app.reader", LOG_STATUS("status", status), LOG_STRING("detail", error.detail));
    else
        db_recall_use(db, app->recall);
    return db;
}

static void close_reader(void *context, struct db *db)
{
    (void)context;
    db_close(db);
}

static int before(struct request *request)
{
    return db_look_begin(request->db);
}

static void after(struct request *request)
{
    db_read_end(request->db);
}

/* A change between the request and the writer. */
struct passing {
    struct writer_task task;
    struct http_change *change;
    struct arena *arena; /* of the request */
};

static void change_done(struct writer_task *task)
{
    struct passing *passing = task->context;
    struct http_change *change = passing->change;
    struct error error = task->error;
    error.argument = text_copy(passing->arena, error.argument);
    int status = task->status;
    arena_free(task->arena);
    http_change_done(change, status, &error);
}

static bool submit(struct request *request, struct http_change *change)
{
    const struct app *app = request->app;
    struct passing *passing = ARENA_NEW(request->arena, struct passing);
    passing->change = change;
    passing->arena = request->arena;
    passing->task = (struct writer_task){ .change = change->change,
                                          .argument = change->argument,
                                          .done = change_done,
                                          .context = passing,
                                          .arena = arena_new(),
                                          .organisation = request->organisation,
                                          .actor = request->person,
                                          .session = request->session,
                                          .name = request->route ? request->route->path : NULL };
    if (writer_submit(app->writer, request->db, &passing->task))
        return true;
    arena_free(passing->task.arena);
    return false;
}

static bool healthy(struct request *request)
{
    struct live_sequence_last_row row;
    return live_sequence_last(request->db, request->arena, &row) == STATUS_OK;
}

void app_hooks(struct app *app, struct http_hooks *ret_hooks)
{
    *ret_hooks = (struct http_hooks){ .context = app,
                                      .open_reader = open_reader,
                                      .close_reader = close_reader,
                                      .before = before,
                                      .after = after,
                                      .submit = submit,
                                      .healthy = healthy };
    access_hooks(ret_hooks);
    sign_in_hooks(ret_hooks);
    second_factor_hooks(ret_hooks);
    tablet_hooks(ret_hooks);
}

/* --- starting and stopping --- */

int app_channel(struct arena *arena, const struct settings *settings, struct error *error, struct channel **ret_channel)
{
    struct text origin = settings_origin(arena, settings, settings->port);
    struct channel_options options = { .origin = text_string(arena, origin),
                                       .mail_server = settings->mail_server,
                                       .mail_user = settings->mail_user,
                                       .mail_password_file = settings->mail_password_file,
                                       .mail_from = settings->mail_from,
                                       .sms_url = settings->sms_url,
                                       .sms_header_file = settings->sms_header_file,
                                       .sms_body = settings->sms_body };
    return channel_open(&options, error, ret_channel);
}

static int start_server(struct running *running, struct error *error)
{
    const struct settings *settings = running->houses[0].settings;
    struct server_site first = house_site(&running->houses[0]);
    struct server_site *others = memory_allocate(running->count, sizeof *others);
    for (size_t i = 1; i < running->count; i++)
        others[i - 1] = house_site(&running->houses[i]);
    struct server_options options = {
        .address = settings->listen,
        .port = (uint16_t)settings->port,
        .origin = first.origin,
        .trusted_proxies = settings->trusted_proxies,
        .spool_folder = first.spool_folder,
        .routes = running->routes,
        .routes_count = app_routes(running->routes),
        .assets = asset_files,
        .asset_count = ASSET__MAX,
        .hooks = first.hooks,
        .sites = others,
        .site_count = running->count - 1,
        .clock = running->clock,
        .live = first.live,
        .workers = (int)settings->workers,
        .hash_threads = (int)settings->hash_threads,
        .connections = (int)settings->connections,
        .connections_per_address = (int)settings->connections_per_address,
        .log_requests = settings->log_requests,
        .log_addresses = settings->log_addresses,
    };
    int status = server_start(&options, error, &running->server);
    free(others); /* the server keeps what it needs of them */
    return status;
}

/* With several, which one it is about. */
static int start_house(struct running *running, const struct settings *settings, size_t count, struct error *error)
{
    int status = house_start(settings, running->clock, running->decoder, error, &running->houses[running->count]);
    if (status == STATUS_OK)
        running->count++;
    else if (count > 1)
        log_error("serve.house", LOG_STRING("folder", settings->data), LOG_STATUS("status", status));
    return status;
}

int running_start(const struct settings *settings, size_t count, const struct clock *clock,
                  struct media_decoder *decoder, struct error *error, struct running *ret_running)
{
    *ret_running =
        (struct running){ .clock = clock, .decoder = decoder, .houses = memory_allocate(count, sizeof(struct house)) };
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = start_house(ret_running, &settings[i], count, error);
    if (status == STATUS_OK)
        status = start_server(ret_running, error);
    if (status != STATUS_OK)
        running_stop(ret_running);
    return status;
}

int64_t running_port(const struct running *running)
{
    return server_port(running->server);
}

void running_stop(struct running *running)
{
    if (running->server)
        server_stop(running->server);
    for (size_t i = 0; i < running->count; i++)
        house_stop(&running->houses[i]);
    media_decoder_stop(running->decoder);
    free(running->houses);
    *running = (struct running){ .houses = NULL };
}
