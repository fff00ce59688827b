/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/house.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/log.h"
#include "command/host.h"
#include "command/installation.h"
#include "command/reseal.h"
#include "command/settings.h"
#include "db/event.h"
#include "db/event.sql.h"
#include "db/recall.h"
#include "db/writer.h"
#include "feature/exchange/exchange.h"
#include "feature/live/live.h"
#include "feature/photo/photo.h"
#include "feature/privacy/erase.h"
#include "feature/privacy/privacy.h"
#include "http/live.h"

/* Some for everybody who looks in the same hour. */
enum { ANSWERS_RECALLED = 524288 };

static int check_host(struct house *house, struct error *error)
{
    return host_check(house->settings, &house->workplace, error);
}

static int start_live(struct house *house, struct error *error)
{
    struct arena *arena = arena_new();
    struct live_sequence_last_row row;
    int status = live_sequence_last(house->workplace.db, arena, &row);
    arena_free(arena);
    if (status != STATUS_OK)
        return error_set(error, status, 0, "the database cannot be read");
    struct live_options options = { .streams_maximum = (size_t)house->settings->live_streams, .sequence = row.last };
    status = live_start(&options, &house->live);
    if (status != STATUS_OK)
        return error_set(error, status, 0, "no thread for live events");
    house->subscription = event_hub_subscribe(house->hub, live_take, house->live);
    return STATUS_OK;
}

static int start_access(struct house *house, struct error *error)
{
    struct key key;
    int status = key_read(house->settings->key, error, &key);
    if (status != STATUS_OK)
        return status;
    struct media media;
    status = workplace_media(house->settings, error, &media);
    if (status != STATUS_OK)
        return status;
    house->media.store = media.store;
    struct access_keys keys = key_ring(&key);
    struct access_options options = {
        .db = house->workplace.db,
        .writer = house->workplace.writer,
        .clock = house->workplace.clock,
        .live = house->live,
        .keys = &keys,
        .installation = { house->settings->data, house->settings->security_contact, house->settings->retention,
                          house->settings->exchange_folder, house->settings->exchange_seconds,
                          house->settings->hold_leaving, house->settings->hold_coming, &house->media },
        .organisation = { house->settings->organisation }
    };
    status = access_open(&options, error, &house->access);
    house->app = (struct app){ .context = { { house->access }, house->channel },
                               .location = house->settings->database,
                               .recall = db_recall_new(ANSWERS_RECALLED),
                               .writer = house->workplace.writer };
    return status;
}

static int start_channel(struct house *house, struct error *error)
{
    struct arena *arena = arena_new();
    int status = app_channel(arena, house->settings, error, &house->channel);
    arena_free(arena);
    return status;
}

static int start_control(struct house *house, struct error *error)
{
    struct control_command commands[WORKPLACE_COMMANDS_MAXIMUM];
    house->commands = (struct workplace_server){ .settings = house->settings,
                                                 .workplace = &house->workplace,
                                                 .media = &house->media };
    size_t count = workplace_commands(&house->commands, commands);
    return control_serve(house->settings->control, commands, count, error, &house->control);
}

/* A database that was put back by hand forgets again what was erased since. */
static int erase_again(struct house *house, struct error *error)
{
    struct arena *arena = arena_new();
    const char *path = arena_printf(arena, "%s/" LEDGER_FILE, house->settings->data).data;
    int64_t erased = 0;
    int status = ledger_replay(house->workplace.writer, house->workplace.db, path, error, &erased);
    if (status == STATUS_OK && erased > 0)
        log_warning("privacy.erased_again", LOG_INTEGER("count", erased));
    arena_free(arena);
    return status;
}

static int start_jobs(struct house *house, struct error *error)
{
    struct job_runner_settings settings = { .location = house->settings->database,
                                            .writer = house->workplace.writer,
                                            .clock = house->workplace.clock,
                                            .kinds = house->kinds,
                                            .kind_count = app_jobs(house->kinds),
                                            .context = &house->app };
    int status = privacy_plan(house->workplace.writer, access_organisation(house->access));
    if (status != STATUS_OK)
        return error_set(error, status, 0, "the jobs cannot be planned");
    status = reseal_plan(house->workplace.writer, house->access);
    if (status != STATUS_OK)
        return error_set(error, status, 0, "sealing anew cannot be planned");
    status = media_sweep_plan(house->workplace.writer, access_organisation(house->access));
    if (status != STATUS_OK)
        return error_set(error, status, 0, "sweeping the media folder cannot be planned");
    status = exchange_plan(house->workplace.writer, house->access, house->workplace.clock);
    if (status != STATUS_OK)
        return error_set(error, status, 0, "looking into the exchange folder cannot be planned");
    status = job_runner_open(&settings, error, &house->jobs);
    return status == STATUS_OK ? job_runner_start(house->jobs, error) : status;
}

static int start_spool(struct house *house, struct error *error)
{
    if (file_make_folder(house->settings->spool, 0700) == STATUS_OK)
        return STATUS_OK;
    return error_set(error, STATUS_FAILED, 0, "the folder %s cannot be made: %m", house->settings->spool);
}

int house_start(const struct settings *settings, const struct clock *clock, struct media_decoder *decoder,
                struct error *error, struct house *ret_house)
{
    static int (*const starts[])(struct house * house, struct error * error) = {
        check_host, start_live, start_channel, start_access, erase_again, start_jobs, start_control, start_spool,
    };
    *ret_house = (struct house){ .settings = settings, .media = { .decoder = decoder }, .hub = event_hub_new() };
    int status = workplace_open(settings, clock, ret_house->hub, error, &ret_house->workplace);
    if (status == STATUS_OK)
        status = installation_check_key(settings, ret_house->workplace.db, error);
    for (size_t i = 0; status == STATUS_OK && i < sizeof starts / sizeof *starts; i++)
        status = starts[i](ret_house, error);
    if (status != STATUS_OK)
        house_stop(ret_house);
    return status;
}

struct server_site house_site(struct house *house)
{
    struct server_site site = { .origin = house->settings->origin[0] != '\0' ? house->settings->origin : NULL,
                                .spool_folder = house->settings->spool,
                                .live = house->live };
    app_hooks(&house->app, &site.hooks);
    return site;
}

void house_stop(struct house *house)
{
    control_stop(house->control);
    job_runner_stop(house->jobs);
    if (house->subscription != 0)
        event_hub_unsubscribe(house->hub, house->subscription);
    if (house->live)
        live_stop(house->live);
    access_close(house->access);
    db_recall_free(house->app.recall);
    channel_close(house->channel);
    workplace_close(&house->workplace);
    event_hub_free(house->hub);
    *house = (struct house){ .settings = NULL };
}
