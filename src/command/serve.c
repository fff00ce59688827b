/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/serve.h"

#include "base/log.h"
#include "command/app.h"
#include "command/beside.h"
#include "command/hosts.h"
#include "command/restrict.h"
#include "media/media.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/*
 * Tells systemd (Type=notify) how it goes; sd_notify(3) in so many words. Does nothing where nobody listens, and a
 * failure is of no consequence.
 */
static void notify(const char *state)
{
    const char *path = getenv("NOTIFY_SOCKET");
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    size_t length = path ? strlen(path) : 0;
    if (length < 2 || length >= sizeof address.sun_path || (path[0] != '/' && path[0] != '@'))
        return;
    memcpy(address.sun_path, path, length);
    if (path[0] == '@')
        address.sun_path[0] = '\0';
    int file = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (file < 0)
        return;
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
    ssize_t sent = sendto(file, state, strlen(state), MSG_NOSIGNAL, (const struct sockaddr *)&address, size);
    if (sent < 0)
        log_warning("serve.notify", LOG_INTEGER("errno", errno));
    close(file);
}

/* The threads inherit the mask, so every signal waits for sigwait. */
static void block_signals(sigset_t *ret_signals)
{
    sigemptyset(ret_signals);
    sigaddset(ret_signals, SIGTERM);
    sigaddset(ret_signals, SIGINT);
    sigaddset(ret_signals, SIGHUP);
    sigaddset(ret_signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, ret_signals, NULL);
}

/* Until somebody asks to stop. The end of a terminal does not: a server outlives it. */
static int wait_for_end(const sigset_t *signals)
{
    int number = 0;
    while (sigwait(signals, &number) != 0 || (number != SIGTERM && number != SIGINT))
        continue;
    return number;
}

static void stay(const struct settings *settings, struct running *running, const sigset_t *signals)
{
    struct arena *arena = arena_new();
    log_info("serve.ready", LOG_TEXT("origin", settings_origin(arena, settings, running_port(running))),
             LOG_STRING("listen", settings->listen), LOG_INTEGER("port", running_port(running)));
    arena_free(arena);
    notify("READY=1");
    int number = wait_for_end(signals);
    notify("STOPPING=1");
    log_info("serve.stopping", LOG_STRING("signal", number == SIGTERM ? "TERM" : "INT"));
}

/*
 * The loop and the workers wake each other thousands of times a second. By default who is woken throws off who works, often
 * in the middle of a page; as batch threads, which those that start later inherit, each finishes its turn: a tenth more
 * pages (docs/performance.md). Where it is refused everything works as before.
 */
static void finish_turns(void)
{
    sched_setscheduler(0, SCHED_BATCH, &(struct sched_param){ .sched_priority = 0 });
}

/*
 * Before the process may start no others any more. Without it the rest goes on and photos wait: a broken installation is told
 * by `doctor` and by the log.
 */
static struct media_decoder *start_decoder(struct arena *arena)
{
    struct error error = { .word = 0 };
    struct media_decoder *decoder;
    if (media_decoder_start(beside_media(arena), &error, &decoder) == STATUS_OK)
        return decoder;
    log_warning("serve.media", LOG_STRING("advice", "photos wait until samenspel-media is beside samenspel"),
                LOG_STRING("detail", error.detail));
    return NULL;
}

int serve(struct command_call *call, void (*ready)(struct command_call *call, const struct running *running))
{
    sigset_t signals;
    block_signals(&signals);
    finish_turns();
    struct error error = { .word = 0 };
    struct running running;
    struct settings *settings;
    size_t count;
    int status = hosts_load(call->arena, call->settings, &error, &settings, &count);
    struct media_decoder *decoder = status == STATUS_OK ? start_decoder(call->arena) : NULL;
    if (status == STATUS_OK)
        status = restrict_to_settings(settings, count, &error);
    if (status == STATUS_OK)
        status = running_start(settings, count, call->clock, decoder, &error, &running);
    else
        media_decoder_stop(decoder);
    if (status != STATUS_OK)
        return command_failure(call, status, &error, "serve");
    if (ready)
        ready(call, &running);
    stay(call->settings, &running, &signals);
    running_stop(&running);
    log_info("serve.stopped");
    return COMMAND_DONE;
}

static int run(struct command_call *call)
{
    return serve(call, NULL);
}

const struct command command_serve = {
    .name = "serve",
    .arguments = "",
    .summary = "Answer pages until SIGTERM or SIGINT",
    .help = "Checks schema and key file, takes the writer's lock and listens. One process at\n"
            "a time serves a database file. Ends without losing what was sent.\n",
    .needs = COMMAND_NEEDS_SETTINGS,
    .run = run,
};
