/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/app.h"

#include "assets.h"
#include "base/file.h"
#include "base/log.h"
#include "base/memory.h"
#include "command/installation.h"
#include "db/event.h"
#include "db/event.sql.h"
#include "db/writer.h"
#include "feature/live/live.h"
#include "feature/sign_in/sign_in.h"
#include "http/live.h"

/* --- hooks --- */

static struct db *open_reader(void *context)
{
    const struct app *app = context;
    struct error error = { .word = 0 };
    struct db *db = NULL;
    int status = db_open_reader(app->location, &error, &db);
    if (status != STATUS_OK)
        log_error("app.reader", LOG_STATUS("status", status), LOG_STRING("detail", error.detail));
    return db;
}

static void close_reader(void *context, struct db *db)
{
    (void)context;
    db_close(db);
}

static int before(struct request *request)
{
    return db_read_begin(request->db);
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
}

/* --- starting and stopping --- */

static int start_live(struct running *running, struct error *error)
{
    struct arena *arena = arena_new();
    struct live_sequence_last_row row;
    int status = live_sequence_last(running->workplace.db, arena, &row);
    arena_free(arena);
    if (status != STATUS_OK)
        return error_set(error, status, 0, "the database cannot be read");
    struct live_options options = { .streams_maximum = (size_t)running->settings->live_streams, .sequence = row.last };
    status = live_start(&options, &running->live);
    if (status != STATUS_OK)
        return error_set(error, status, 0, "no thread for live events");
    running->subscription = event_hub_subscribe(running->hub, live_take, running->live);
    return STATUS_OK;
}

static int start_access(struct running *running, struct error *error)
{
    struct key key;
    int status = key_read(running->settings->key, error, &key);
    if (status != STATUS_OK)
        return status;
    struct access_options options = { .db = running->workplace.db,
                                      .writer = running->workplace.writer,
                                      .clock = running->workplace.clock,
                                      .live = running->live,
                                      .key = { (const char *)key.bytes, sizeof key.bytes },
                                      .organisation = { running->settings->organisation } };
    status = access_open(&options, error, &running->access);
    running->app = (struct app){ .context = { { running->access }, running->channel },
                                 .location = running->settings->database,
                                 .writer = running->workplace.writer };
    return status;
}

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

static int start_channel(struct running *running, struct error *error)
{
    struct arena *arena = arena_new();
    int status = app_channel(arena, running->settings, error, &running->channel);
    arena_free(arena);
    return status;
}

static int start_server(struct running *running, struct error *error)
{
    const struct settings *settings = running->settings;
    struct server_options options = {
        .address = settings->listen,
        .port = (uint16_t)settings->port,
        .origin = settings->origin[0] != '\0' ? settings->origin : NULL,
        .trusted_proxies = settings->trusted_proxies,
        .spool_folder = settings->spool,
        .routes = running->routes,
        .routes_count = app_routes(running->routes),
        .assets = asset_files,
        .asset_count = ASSET__MAX,
        .clock = running->workplace.clock,
        .live = running->live,
        .workers = (int)settings->workers,
        .hash_threads = (int)settings->hash_threads,
        .connections = (int)settings->connections,
        .connections_per_address = (int)settings->connections_per_address,
        .log_requests = settings->log_requests,
        .log_addresses = settings->log_addresses,
    };
    app_hooks(&running->app, &options.hooks);
    if (file_make_folder(settings->spool, 0700) != STATUS_OK)
        return error_set(error, STATUS_FAILED, 0, "the folder %s cannot be made: %m", settings->spool);
    return server_start(&options, error, &running->server);
}

static int start_control(struct running *running, struct error *error)
{
    struct control_command commands[WORKPLACE_COMMANDS_MAXIMUM];
    running->commands = (struct workplace_server){ .settings = running->settings, .workplace = &running->workplace };
    size_t count = workplace_commands(&running->commands, commands);
    return control_serve(running->settings->control, commands, count, error, &running->control);
}

static int start_jobs(struct running *running, struct error *error)
{
    struct job_runner_settings settings = { .location = running->settings->database,
                                            .writer = running->workplace.writer,
                                            .clock = running->workplace.clock,
                                            .kinds = running->kinds,
                                            .kind_count = app_jobs(running->kinds),
                                            .context = &running->app };
    int status = job_runner_open(&settings, error, &running->jobs);
    return status == STATUS_OK ? job_runner_start(running->jobs, error) : status;
}

int running_start(const struct settings *settings, const struct clock *clock, struct error *error,
                  struct running *ret_running)
{
    *ret_running = (struct running){ .settings = settings, .hub = event_hub_new() };
    int status = workplace_open(settings, clock, ret_running->hub, error, &ret_running->workplace);
    if (status == STATUS_OK)
        status = installation_check_key(settings, ret_running->workplace.db, error);
    if (status == STATUS_OK)
        status = start_live(ret_running, error);
    if (status == STATUS_OK)
        status = start_channel(ret_running, error);
    if (status == STATUS_OK)
        status = start_access(ret_running, error);
    if (status == STATUS_OK)
        status = start_jobs(ret_running, error);
    if (status == STATUS_OK)
        status = start_control(ret_running, error);
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
    control_stop(running->control);
    job_runner_stop(running->jobs);
    if (running->subscription != 0)
        event_hub_unsubscribe(running->hub, running->subscription);
    if (running->live)
        live_stop(running->live);
    access_close(running->access);
    channel_close(running->channel);
    workplace_close(&running->workplace);
    event_hub_free(running->hub);
}
