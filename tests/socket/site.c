/* SPDX-License-Identifier: EUPL-1.2 */
/* See site.h. */
#include "site.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/random.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { RULE_OPEN = 1, RULE_SIGNED_IN = 2, RULE_NEVER = 3 };
enum { NOTE_TEXT, NOTE_DAY };
enum { FILE_FILE, FILE_NOTE };
enum { SIZE_SIZE };

static const struct field note_fields[] = {
    [NOTE_TEXT] = { .name = "text", .type = FIELD_TEXT, .required = true, .maximum = 1000 },
    [NOTE_DAY] = { .name = "day", .type = FIELD_DATE },
};

static const struct field file_fields[] = {
    [FILE_FILE] = { .name = "file", .type = FIELD_FILE, .required = true },
    [FILE_NOTE] = { .name = "note", .type = FIELD_LINE },
};

static const struct field size_fields[] = {
    [SIZE_SIZE] = { .name = "size", .type = FIELD_INTEGER, .required = true, .minimum = 0, .maximum = 4000000 },
};

static struct site *site_of(struct request *request)
{
    return request->app;
}

static struct outcome show_page(struct request *request)
{
    atomic_fetch_add(&site_of(request)->handlers, 1);
    return respond_page(request, 200, TEXT("<p>page</p>"));
}

static struct outcome show_who(struct request *request)
{
    buffer_printf(&request->output, "%.*s %s %.*s", TEXT_ARGS(request->address), request->secure ? "https" : "http",
                  TEXT_ARGS(request->host));
    return respond_bytes(request, 200, "text/plain", buffer_text(&request->output));
}

static struct outcome show_size(struct request *request)
{
    int64_t size = request_integer(request, SIZE_SIZE);
    for (int64_t i = 0; i < size; i++)
        buffer_put_char(&request->output, (char)('a' + i % 23));
    return respond_bytes(request, 200, "text/plain", buffer_text(&request->output));
}

static struct outcome show_note(struct request *request)
{
    atomic_fetch_add(&site_of(request)->handlers, 1);
    return respond_bytes(request, 200, "text/plain", request_text(request, NOTE_TEXT));
}

static struct outcome show_upload(struct request *request)
{
    const struct upload *upload = request_upload(request, FILE_FILE);
    unsigned long sum = 0;
    unsigned char bytes[4096];
    ssize_t count;
    while ((count = read(upload->file, bytes, sizeof(bytes))) > 0) {
        for (ssize_t i = 0; i < count; i++)
            sum += bytes[i];
    }
    buffer_printf(&request->output, "%lld %lu %.*s %.*s", (long long)upload->size, sum, TEXT_ARGS(upload->name),
                  TEXT_ARGS(request_text(request, FILE_NOTE)));
    return respond_bytes(request, 200, "text/plain", buffer_text(&request->output));
}

static struct outcome take_nap(struct request *request)
{
    site_sleep(300);
    return show_page(request);
}

static int make_change(struct change *change, void *argument)
{
    (void)change;
    atomic_fetch_add((_Atomic int *)argument, 1);
    return STATUS_OK;
}

static struct outcome changed(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    return status == STATUS_OK ? respond_redirect(request, TEXT("/page")) : respond_failure(request, status, error);
}

static void count_release(void *argument)
{
    atomic_fetch_add((_Atomic int *)argument, 1);
}

static struct outcome post_change(struct request *request)
{
    arena_on_release(request->arena, count_release, &site_of(request)->released);
    return respond_change(request, make_change, &site_of(request)->changes, changed);
}

static int compute(void *argument)
{
    *(int *)argument = 42;
    return STATUS_OK;
}

static struct outcome computed(struct request *request, void *argument, int status, const struct error *error)
{
    (void)error;
    (void)status;
    buffer_put_integer(&request->output, *(int *)argument);
    return respond_bytes(request, 200, "text/plain", buffer_text(&request->output));
}

static struct outcome post_hash(struct request *request)
{
    return respond_compute(request, compute, ARENA_NEW(request->arena, int), computed);
}

static struct outcome show_live(struct request *request)
{
    struct stream stream = { .topics = site_of(request)->session_topics,
                             .topic_count = 2,
                             .since = LIVE_SINCE_NOW,
                             .owner = 7,
                             .until_at = INSTANT_NONE };
    return respond_stream(request, &stream);
}

static const struct route site_routes[] = {
    ROUTE(GET, "/page", { .kind = RULE_OPEN }, show_page, .help = "A page"),
    ROUTE(GET, "/who", { .kind = RULE_OPEN }, show_who, .help = "Who the client is taken for"),
    ROUTE(GET, "/size/{size}", { .kind = RULE_OPEN }, show_size, .fields = FIELDS(size_fields),
          .help = "So many bytes"),
    ROUTE(GET, "/private", { .kind = RULE_SIGNED_IN }, show_page, .help = "For who is signed in"),
    ROUTE(GET, "/nap", { .kind = RULE_OPEN }, take_nap, .help = "Takes its time"),
    ROUTE(POST, "/note", { .kind = RULE_SIGNED_IN }, show_note, .fields = FIELDS(note_fields),
          .keep_when_signed_out = true, .help = "Shows a note"),
    ROUTE(POST, "/upload", { .kind = RULE_SIGNED_IN }, show_upload, .fields = FIELDS(file_fields),
          .body_limit = 64 * 1024 * 1024, .help = "Takes a file"),
    ROUTE(POST, "/change", { .kind = RULE_OPEN }, post_change, .help = "Makes a change"),
    ROUTE(POST, "/hash", { .kind = RULE_OPEN }, post_hash, .help = "Computes"),
    ROUTE(GET, "/live", { .kind = RULE_OPEN }, show_live, .help = "Live events"),
    ROUTE(POST, "/never", { .kind = RULE_NEVER }, show_note, .fields = FIELDS(note_fields),
          .body_limit = 64 * 1024 * 1024, .help = "Nobody may"),
};

static const struct routes site_tables[] = { ROUTES(site_routes) };

static const unsigned char style[] = "body{color:black}";
static const unsigned char style_gzip[] = "not really gzip";
static const struct asset_file site_assets[] = {
    { "app.css", "/static/app.1234.css", "text/css", style, sizeof(style) - 1, style_gzip, sizeof(style_gzip) - 1, NULL,
      0 },
};

static enum gate gate(struct request *request)
{
    atomic_fetch_add(&site_of(request)->gates, 1);
    if (!request->route || request->route->rule.kind == RULE_OPEN)
        return GATE_OPEN;
    if (request->route->rule.kind == RULE_NEVER)
        return GATE_DENIED;
    return text_equal(request_cookie(request, "session"), TEXT("ok")) ? GATE_OPEN : GATE_SIGNED_OUT;
}

static struct outcome invalid(struct request *request)
{
    buffer_printf(&request->output, "invalid %s [%.*s]", field_fault_name(request_fault(request, 0)),
                  TEXT_ARGS(request_typed(request, 0)));
    return respond_page(request, 422, buffer_text(&request->output));
}

static struct outcome signed_out(struct request *request)
{
    struct raw_fields fields = request_raw_fields(request);
    buffer_printf(&request->output, "sign in, kept");
    for (size_t i = 0; i < fields.count; i++)
        buffer_printf(&request->output, " %.*s=%.*s", TEXT_ARGS(fields.items[i].name),
                      TEXT_ARGS(fields.items[i].value));
    return respond_page(request, 401, buffer_text(&request->output));
}

/* ---- the writer ---- */

static bool submit(struct request *request, struct http_change *change)
{
    struct site *site = site_of(request);
    pthread_mutex_lock(&site->mutex);
    bool room = site->waiting_count < SITE_WRITER_QUEUE;
    if (room)
        site->waiting[site->waiting_count++] = change;
    pthread_cond_broadcast(&site->changed);
    pthread_mutex_unlock(&site->mutex);
    return room;
}

static void *writer_main(void *argument)
{
    struct site *site = argument;
    pthread_mutex_lock(&site->mutex);
    for (;;) {
        while ((site->held || site->waiting_count == 0) && !site->ended)
            pthread_cond_wait(&site->changed, &site->mutex);
        if (site->waiting_count == 0)
            break;
        struct http_change *change = site->waiting[0];
        memmove(site->waiting, site->waiting + 1, sizeof(site->waiting) - sizeof(site->waiting[0]));
        site->waiting_count--;
        pthread_mutex_unlock(&site->mutex);
        http_change_done(change, change->change(NULL, change->argument), NULL);
        pthread_mutex_lock(&site->mutex);
    }
    pthread_mutex_unlock(&site->mutex);
    return NULL;
}

void site_hold(struct site *site, bool held)
{
    pthread_mutex_lock(&site->mutex);
    site->held = held;
    pthread_cond_broadcast(&site->changed);
    pthread_mutex_unlock(&site->mutex);
}

/* ---- life ---- */

struct server_options site_options(struct site *site)
{
    return (struct server_options){
        .routes = site_tables,
        .routes_count = 1,
        .assets = site_assets,
        .asset_count = 1,
        .live = site->live,
        .connections_per_address = -1,
        .hooks = { .context = site, .gate = gate, .submit = submit, .invalid = invalid, .signed_out = signed_out }
    };
}

static void ignore_line(void *context, struct text line)
{
    (void)context;
    (void)line;
}

void site_start(struct site *site, void (*tune)(struct server_options *options, struct live_options *live))
{
    struct live_options live_options = { .sequence = 10 };
    struct error error = { .word = 0 };
    *site = (struct site){ .session_topics = { LIVE_TOPIC(1, 5), LIVE_TOPIC(2, 6) } };
    assert_int_equal(random_start(), STATUS_OK);
    log_set_output(ignore_line, NULL);
    pthread_mutex_init(&site->mutex, NULL);
    pthread_cond_init(&site->changed, NULL);
    site->options = site_options(site);
    if (tune)
        tune(&site->options, &live_options);
    assert_int_equal(live_start(&live_options, &site->live), STATUS_OK);
    site->options.live = site->live;
    assert_int_equal(pthread_create(&site->writer, NULL, writer_main, site), 0);
    if (server_start(&site->options, &error, &site->server))
        fail_msg("%s", error.detail);
}

void site_stop(struct site *site)
{
    site_hold(site, false);
    server_stop(site->server);
    live_stop(site->live);
    pthread_mutex_lock(&site->mutex);
    site->ended = true;
    pthread_cond_broadcast(&site->changed);
    pthread_mutex_unlock(&site->mutex);
    pthread_join(site->writer, NULL);
    pthread_cond_destroy(&site->changed);
    pthread_mutex_destroy(&site->mutex);
}

/* ---- the client ---- */

void site_sleep(int milliseconds)
{
    struct timespec time = { milliseconds / 1000, (milliseconds % 1000) * 1000000L };
    nanosleep(&time, NULL);
}

void site_wait(const _Atomic int *number, int wanted)
{
    for (int i = 0; i < 500 && atomic_load((_Atomic int *)(uintptr_t)number) < wanted; i++)
        site_sleep(10);
    assert_int_equal(atomic_load((_Atomic int *)(uintptr_t)number), wanted);
}

int site_connect(struct site *site)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(server_port(site->server)) };
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(client >= 0);
    assert_int_equal(connect(client, (struct sockaddr *)&address, sizeof(address)), 0);
    return client;
}

bool site_send_bytes(int client, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t count = send(client, bytes, size, MSG_NOSIGNAL);
        if (count <= 0)
            return false;
        bytes += count;
        size -= (size_t)count;
    }
    return true;
}

bool site_send(int client, const char *bytes)
{
    return site_send_bytes(client, bytes, strlen(bytes));
}

static char answer[SITE_ANSWER_SIZE + 1];

/* -1: nothing came in time. */
static ssize_t read_some(int client, char *place, size_t size, int milliseconds)
{
    struct pollfd poller = { .fd = client, .events = POLLIN };
    if (poll(&poller, 1, milliseconds) <= 0)
        return -1;
    return recv(client, place, size, 0);
}

const char *site_read(int client, int milliseconds)
{
    size_t length = 0;
    int64_t end = clock_ticks() + milliseconds;
    for (int64_t left = milliseconds; left > 0 && length < SITE_ANSWER_SIZE; left = end - clock_ticks()) {
        ssize_t count = read_some(client, answer + length, SITE_ANSWER_SIZE - length, (int)left);
        if (count <= 0)
            break;
        length += (size_t)count;
    }
    answer[length] = '\0';
    return answer;
}

static size_t content_length(const char *head)
{
    const char *line = strcasestr(head, "\r\nContent-Length:");
    return line ? (size_t)strtoull(line + 17, NULL, 10) : SIZE_MAX;
}

const char *site_read_answer(int client)
{
    size_t length = 0;
    const char *end = NULL;
    while (!end && length < 16384 && read_some(client, answer + length, 1, 5000) == 1) {
        answer[++length] = '\0';
        end = length >= 4 && memcmp(answer + length - 4, "\r\n\r\n", 4) == 0 ? answer + length : NULL;
    }
    answer[length] = '\0';
    size_t body = end ? content_length(answer) : 0;
    int status = site_status(answer);
    if (status == 304 || status == 100)
        return answer;
    while (body > 0 && length < SITE_ANSWER_SIZE) {
        size_t room = SITE_ANSWER_SIZE - length;
        ssize_t count = read_some(client, answer + length, body < room ? body : room, 5000);
        if (count <= 0)
            break;
        length += (size_t)count;
        body -= (size_t)count;
    }
    answer[length] = '\0';
    return answer;
}

int site_status(const char *text)
{
    return strncmp(text, "HTTP/1.", 7) == 0 ? (int)strtol(text + 9, NULL, 10) : 0;
}

bool site_is_closed(int client, int milliseconds)
{
    char byte;
    int64_t end = clock_ticks() + milliseconds;
    for (;;) {
        int64_t left = end - clock_ticks();
        ssize_t count = left > 0 ? read_some(client, &byte, 1, (int)left) : -2;
        if (count == 0 || (count == -1 && left > 0 && errno == ECONNRESET))
            return true;
        if (count < 0 && clock_ticks() >= end)
            return false;
    }
}

const char *site_ask(struct site *site, const char *request)
{
    int client = site_connect(site);
    site_send(client, request);
    const char *text = site_read_answer(client);
    close(client);
    return text;
}
