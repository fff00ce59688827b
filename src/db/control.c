/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The server's end of the control socket: one thread that accepts, one for each call.
 */
#include "db/control.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/log.h"
#include "base/memory.h"
#include "db/control_wire.h"

enum { LINE_MAXIMUM = 1024 * 1024, BACKLOG = 16, EXIT_UNKNOWN = 2, EXIT_MAXIMUM = 255, ACCEPT_PAUSE_MS = 100 };

struct control_server {
    struct control_command *commands;
    size_t count;
    char path[sizeof((struct sockaddr_un *)NULL)->sun_path];
    int listener;
    int stop; /* eventfd */
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t ended; /* a call ended */
    size_t running;
};

struct control_output {
    int socket;
    bool gone;
};

/* One call's thread. */
struct connection {
    struct control_server *server;
    int socket;
};

static void send_frame(struct control_output *output, char kind, struct text text)
{
    if (!output->gone && text.length > 0)
        output->gone = control_write_frame(output->socket, kind, text) != STATUS_OK;
}

void control_write(struct control_output *output, struct text text)
{
    send_frame(output, CONTROL_OUTPUT, text);
}

PRINTF_LIKE(3, 0)
static void say(struct control_output *output, char kind, const char *format, va_list arguments)
{
    struct buffer line;
    buffer_init(&line, LINE_MAXIMUM);
    buffer_vprintf(&line, format, arguments);
    buffer_put_char(&line, '\n');
    send_frame(output, kind, buffer_text(&line));
    buffer_release(&line);
}

void control_say(struct control_output *output, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(output, CONTROL_OUTPUT, format, arguments);
    va_end(arguments);
}

void control_complain(struct control_output *output, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(output, CONTROL_ERRORS, format, arguments);
    va_end(arguments);
}

bool control_gone(const struct control_output *output)
{
    return output->gone;
}

static const struct control_command *find_command(const struct control_server *server, struct text name)
{
    for (size_t i = 0; i < server->count; i++)
        if (text_equal(text_from(server->commands[i].name), name))
            return &server->commands[i];
    return NULL;
}

static void run_call(const struct control_server *server, struct control_call *call)
{
    const struct control_command *command = find_command(server, call->arguments[0]);
    int code = EXIT_UNKNOWN;
    if (command == NULL)
        control_complain(call->output, "the server does not know the command %.*s", TEXT_ARGS(call->arguments[0]));
    else
        code = command->run(command->context, call);
    if (code < 0 || code > EXIT_MAXIMUM)
        code = EXIT_MAXIMUM;
    char end[] = { 0, 0, 0, (char)code };
    send_frame(call->output, CONTROL_END, (struct text){ end, sizeof end });
    log_info("control.call", LOG_STRING("command", command == NULL ? "unknown" : command->name),
             LOG_INTEGER("exit", code));
}

static void answer(const struct control_server *server, int socket)
{
    struct timeval idle = { .tv_sec = CONTROL_IDLE_MS / 1000 };
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &idle, sizeof idle);
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &idle, sizeof idle);
    if (!control_peer_is_ours(socket))
        return;
    struct control_output output = { .socket = socket };
    struct control_call call = { .file = -1, .arena = arena_new(), .output = &output };
    if (control_read_call(socket, &call) == STATUS_OK)
        run_call(server, &call);
    if (call.file >= 0)
        close(call.file);
    arena_free(call.arena);
}

static void *call_thread(void *argument)
{
    struct connection *connection = argument;
    struct control_server *server = connection->server;
    answer(server, connection->socket);
    close(connection->socket);
    free(connection);
    pthread_mutex_lock(&server->mutex);
    server->running--;
    pthread_cond_signal(&server->ended);
    pthread_mutex_unlock(&server->mutex);
    return NULL;
}

/* Waits until fewer than `limit` calls run, and counts one more if `add`. */
static void wait_for_room(struct control_server *server, size_t limit, bool add)
{
    pthread_mutex_lock(&server->mutex);
    while (server->running >= limit)
        pthread_cond_wait(&server->ended, &server->mutex);
    server->running += add;
    pthread_mutex_unlock(&server->mutex);
}

static void start_call(struct control_server *server, int socket)
{
    struct connection *connection = memory_allocate(1, sizeof *connection);
    *connection = (struct connection){ .server = server, .socket = socket };
    pthread_attr_t detached;
    pthread_attr_init(&detached);
    pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
    pthread_t thread;
    wait_for_room(server, CONTROL_CALLS_MAXIMUM, true);
    if (pthread_create(&thread, &detached, call_thread, connection) != 0)
        call_thread(connection); /* then here */
    pthread_attr_destroy(&detached);
}

static void *accept_thread(void *argument)
{
    struct control_server *server = argument;
    pthread_setname_np(pthread_self(), "control");
    struct pollfd descriptors[] = {
        { .fd = server->listener, .events = POLLIN },
        { .fd = server->stop, .events = POLLIN },
    };
    for (;;) {
        if (poll(descriptors, 2, -1) < 0 && errno != EINTR)
            break;
        if ((descriptors[1].revents & POLLIN) != 0)
            break;
        int socket = accept4(server->listener, NULL, NULL, SOCK_CLOEXEC);
        if (socket >= 0)
            start_call(server, socket);
        else if (errno == EMFILE || errno == ENFILE) /* do not spin until descriptors come free */
            poll(&descriptors[1], 1, ACCEPT_PAUSE_MS);
    }
    return NULL;
}

/* A socket file without a living server behind it is removed. */
static int clear_path(const struct sockaddr_un *address, struct error *error)
{
    int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int code = connect(probe, (const struct sockaddr *)address, sizeof *address) == 0 ? 0 : errno;
    close(probe);
    if (code == 0 || code == EAGAIN)
        return error_set(error, STATUS_BUSY, 0, "a server answers at %s", address->sun_path);
    if (code == ECONNREFUSED && unlink(address->sun_path) != 0)
        return error_set(error, STATUS_FAILED, 0, "%s: %s", address->sun_path, strerror(errno));
    return STATUS_OK;
}

/* The mode stands before anybody can connect: nobody can before listen. */
static int listen_at(struct control_server *server, const struct sockaddr_un *address, struct error *error)
{
    server->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    server->stop = eventfd(0, EFD_CLOEXEC);
    if (server->listener < 0 || server->stop < 0 ||
        bind(server->listener, (const struct sockaddr *)address, sizeof *address) != 0)
        return error_set(error, STATUS_FAILED, 0, "%s: %s", address->sun_path, strerror(errno));
    memcpy(server->path, address->sun_path, sizeof server->path);
    if (chmod(server->path, 0600) != 0 || listen(server->listener, BACKLOG) != 0)
        return error_set(error, STATUS_FAILED, 0, "%s: %s", server->path, strerror(errno));
    return STATUS_OK;
}

static int start_thread(struct control_server *server, struct error *error)
{
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int code = pthread_create(&server->thread, NULL, accept_thread, server);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (code != 0)
        return error_set(error, STATUS_FAILED, 0, "thread: %s", strerror(code));
    return STATUS_OK;
}

static void release(struct control_server *server)
{
    if (server->path[0] != '\0')
        unlink(server->path);
    if (server->listener >= 0)
        close(server->listener);
    if (server->stop >= 0)
        close(server->stop);
    pthread_mutex_destroy(&server->mutex);
    pthread_cond_destroy(&server->ended);
    free(server->commands);
    free(server);
}

int control_serve(const char *path, const struct control_command *commands, size_t count, struct error *error,
                  struct control_server **ret_server)
{
    struct sockaddr_un address;
    if (control_address(path, &address) != STATUS_OK)
        return error_set(error, STATUS_INVALID, 0, "the path of the control socket is too long: %.150s", path);
    int status = clear_path(&address, error);
    if (status != STATUS_OK)
        return status;
    struct control_server *server = memory_allocate(1, sizeof *server);
    server->commands = memory_allocate(count, sizeof *commands);
    memcpy(server->commands, commands, count * sizeof *commands);
    server->count = count;
    server->listener = server->stop = -1;
    pthread_mutex_init(&server->mutex, NULL);
    pthread_cond_init(&server->ended, NULL);
    status = listen_at(server, &address, error);
    if (status == STATUS_OK)
        status = start_thread(server, error);
    if (status != STATUS_OK) {
        release(server);
        return status;
    }
    *ret_server = server;
    return STATUS_OK;
}

void control_stop(struct control_server *server)
{
    if (server == NULL)
        return;
    uint64_t one = 1;
    (void)!write(server->stop, &one, sizeof one);
    pthread_join(server->thread, NULL);
    wait_for_room(server, 1, false);
    release(server);
}
