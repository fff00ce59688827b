/* SPDX-License-Identifier: EUPL-1.2 */
#include "client.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/random.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

enum { FORM_SIZE = 2048, REPEAT_MS = 20000, SEE_OTHER = 303 };

/* ---- one connection ---- */

static int connect_to(uint16_t port)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_port = htons(port),
                                   .sin_addr = { htonl(INADDR_LOOPBACK) } };
    int one = 1;
    int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(client >= 0);
    if (connect(client, (const struct sockaddr *)&address, sizeof address) != 0)
        fail_msg("no connection to the server: %s", strerror(errno));
    setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return client;
}

/* The whole request in the buffer. */
static void put_request(struct buffer *buffer, const struct house *house, const char *target, const char *cookie,
                        struct text body)
{
    buffer_printf(buffer,
                  "POST %s HTTP/1.1\r\nHost: localhost:%u\r\nSec-Fetch-Site: same-origin\r\nCookie: %s\r\n"
                  "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n%.*s",
                  target, (unsigned)house->port, cookie, body.length, TEXT_ARGS(body));
}

static bool send_text(int client, struct text text)
{
    return send(client, text.data, text.length, MSG_NOSIGNAL) == (ssize_t)text.length;
}

static void put_form(struct buffer *form, const struct house *house, const struct write *write)
{
    char id[IDENTITY_SIZE];
    buffer_printf(form, "client_id=%s&code=words&words=write+%u", write->client, (unsigned)write->number);
    for (size_t i = 0; i < WRITE_CHILDREN; i++) {
        identity_format(id, house->children[(write->number + i) % HOUSE_CHILDREN].value);
        buffer_printf(form, "&child=%s", id);
    }
}

static bool send_write(int client, const struct house *house, const struct write *write)
{
    char group[IDENTITY_SIZE];
    char target[64];
    struct buffer form, request;
    identity_format(group, house->group.value);
    snprintf(target, sizeof target, "/group/%s/record", group);
    buffer_init(&form, FORM_SIZE);
    buffer_init(&request, FORM_SIZE);
    put_form(&form, house, write);
    put_request(&request, house, target, house->cookie, buffer_text(&form));
    assert_false(request.overflowed);
    bool sent = send_text(client, buffer_text(&request));
    buffer_release(&form);
    buffer_release(&request);
    return sent;
}

/* Length of the answer that `bytes` begin with, 0 while it is not whole. Our server always tells Content-Length. */
static size_t answer_length(struct text bytes)
{
    size_t end = text_find(bytes, TEXT("\r\n\r\n"));
    if (end == SIZE_MAX)
        return 0;
    size_t at = text_find(text_slice(bytes, 0, end), TEXT("Content-Length: "));
    assert_true(at != SIZE_MAX);
    size_t length = end + 4 + strtoul(bytes.data + at + 16, NULL, 10);
    return length <= bytes.length ? length : 0;
}

static int answer_status(struct text bytes)
{
    assert_true(text_starts_with(bytes, TEXT("HTTP/1.1 ")) && bytes.length > 12);
    return (int)strtol(bytes.data + 9, NULL, 10);
}

/* Reads one answer on a connection of its own; its length, 0 when it does not come. */
static size_t wait_answer(int client, char *answer, int milliseconds)
{
    int64_t until = house_milliseconds() + milliseconds;
    size_t used = 0;
    while (used < CLIENT_ANSWER_SIZE - 1) {
        int64_t left = until - house_milliseconds();
        struct pollfd waiting = { .fd = client, .events = POLLIN };
        if (left <= 0 || poll(&waiting, 1, (int)left) != 1)
            return 0;
        ssize_t length = recv(client, answer + used, CLIENT_ANSWER_SIZE - 1 - used, 0);
        if (length <= 0)
            return 0;
        used += (size_t)length;
        answer[used] = '\0';
        if (answer_length((struct text){ answer, used }) > 0)
            return used;
    }
    /* Larger than we keep: its status is all that is asked for. */
    return used;
}

/* ---- several ---- */

void clients_open(struct clients *clients, struct house *house, struct writes *writes, size_t count)
{
    *clients = (struct clients){ .house = house, .writes = writes, .count = count };
    assert_true(count <= CLIENT_CONNECTIONS_MAXIMUM);
    clients->connections = memory_allocate(count, sizeof *clients->connections);
    for (size_t i = 0; i < count; i++) {
        clients->connections[i].socket = connect_to(house->port);
        clients->connections[i].write = -1;
    }
}

void clients_close(struct clients *clients)
{
    for (size_t i = 0; i < clients->count; i++) {
        if (clients->connections[i].socket >= 0)
            close(clients->connections[i].socket);
    }
    free(clients->connections);
    clients->connections = NULL;
    clients->count = 0;
}

static struct write *new_write(struct writes *writes)
{
    if (writes->count == writes->capacity) {
        writes->capacity = writes->capacity == 0 ? 1024 : writes->capacity * 2;
        writes->items = memory_grow(writes->items, writes->capacity, sizeof *writes->items);
    }
    struct write *write = &writes->items[writes->count++];
    unsigned char bytes[16];
    random_bytes(bytes, sizeof bytes);
    *write = (struct write){ .number = (uint32_t)writes->count };
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(write->client + 2 * i, 3, "%02x", bytes[i]);
    return write;
}

static void drop(struct client_connection *connection)
{
    close(connection->socket);
    connection->socket = -1;
}

static void send_next(struct clients *clients, struct client_connection *connection)
{
    const struct write *write = new_write(clients->writes);
    connection->write = (long)clients->writes->count - 1;
    connection->used = 0;
    if (!send_write(connection->socket, clients->house, write))
        drop(connection);
}

void clients_send(struct clients *clients)
{
    for (size_t i = 0; i < clients->count; i++) {
        if (clients->connections[i].socket >= 0 && clients->connections[i].write < 0)
            send_next(clients, &clients->connections[i]);
    }
}

/* Takes what came in. True when the answer is whole. */
static bool take(struct clients *clients, struct client_connection *connection)
{
    ssize_t length = recv(connection->socket, connection->answer + connection->used,
                          CLIENT_ANSWER_SIZE - 1 - connection->used, MSG_DONTWAIT);
    if (length < 0 && (errno == EAGAIN || errno == EINTR))
        return false;
    if (length <= 0) {
        drop(connection);
        return false;
    }
    connection->used += (size_t)length;
    connection->answer[connection->used] = '\0';
    assert_true(connection->used < CLIENT_ANSWER_SIZE - 1);
    struct text answer = { connection->answer, connection->used };
    if (answer_length(answer) == 0)
        return false;
    int status = answer_status(answer);
    clients->writes->items[connection->write].status = status;
    if (status != SEE_OTHER)
        memcpy(clients->last, connection->answer, connection->used + 1);
    connection->write = -1;
    connection->used = 0;
    clients->answers++;
    return true;
}

/* Those that wait for an answer. */
static size_t poll_list(const struct clients *clients, struct pollfd *list, size_t *places)
{
    size_t count = 0;
    for (size_t i = 0; i < clients->count; i++) {
        if (clients->connections[i].socket < 0 || clients->connections[i].write < 0)
            continue;
        list[count] = (struct pollfd){ .fd = clients->connections[i].socket, .events = POLLIN };
        places[count++] = i;
    }
    return count;
}

size_t clients_listen(struct clients *clients, int milliseconds, bool go_on)
{
    struct pollfd list[CLIENT_CONNECTIONS_MAXIMUM];
    size_t places[CLIENT_CONNECTIONS_MAXIMUM];
    int64_t until = house_milliseconds() + milliseconds;
    size_t before = clients->answers;
    for (;;) {
        int64_t left = until - house_milliseconds();
        size_t count = poll_list(clients, list, places);
        if (count == 0 || left <= 0 || poll(list, count, (int)left) <= 0)
            return clients->answers - before;
        for (size_t i = 0; i < count; i++) {
            struct client_connection *connection = &clients->connections[places[i]];
            if (list[i].revents && take(clients, connection) && go_on)
                send_next(clients, connection);
        }
    }
}

/* ---- one by one ---- */

int client_repeat(struct house *house, const struct write *write)
{
    char answer[CLIENT_ANSWER_SIZE];
    int client = connect_to(house->port);
    bool sent = send_write(client, house, write);
    size_t length = sent ? wait_answer(client, answer, REPEAT_MS) : 0;
    close(client);
    return length > 0 ? answer_status((struct text){ answer, length }) : 0;
}

int client_look(struct house *house, int milliseconds)
{
    char answer[CLIENT_ANSWER_SIZE];
    char group[IDENTITY_SIZE];
    struct buffer request;
    identity_format(group, house->group.value);
    buffer_init(&request, FORM_SIZE);
    buffer_printf(&request, "GET /group/%s HTTP/1.1\r\nHost: localhost:%u\r\nCookie: %s\r\n\r\n", group,
                  (unsigned)house->port, house->cookie);
    int client = connect_to(house->port);
    size_t length = send_text(client, buffer_text(&request)) ? wait_answer(client, answer, milliseconds) : 0;
    close(client);
    buffer_release(&request);
    return length > 0 ? answer_status((struct text){ answer, length }) : 0;
}

const char *client_sign_in(struct arena *arena, uint16_t port, struct text address)
{
    static const char key[] = "Set-Cookie: samenspel=";
    char answer[CLIENT_ANSWER_SIZE];
    struct house at = { .port = port };
    struct buffer request;
    buffer_init(&request, FORM_SIZE);
    put_request(&request, &at, text_string(arena, address), "language=nl", TEXT(""));
    int client = connect_to(port);
    assert_true(send_text(client, buffer_text(&request)));
    struct text text = { answer, wait_answer(client, answer, REPEAT_MS) };
    close(client);
    buffer_release(&request);
    assert_int_equal(answer_status(text), SEE_OTHER);
    size_t start = text_find(text, text_from(key));
    assert_true(start != SIZE_MAX);
    struct text rest;
    struct text value = text_cut(text_slice(text, start + sizeof key - 1, text.length), ';', &rest);
    return arena_printf(arena, "samenspel=%.*s", TEXT_ARGS(value)).data;
}

/* ---- against the database ---- */

int64_t writes_mark(struct house *house)
{
    return house_number(house, "SELECT coalesce(max(id), 0) FROM entry");
}

/* How often each note is in the database, by the number of the write. */
static void count_notes(struct house *house, int64_t mark, const struct writes *writes, unsigned char *counts)
{
    struct arena *arena = arena_new();
    struct text children = TEXT("0");
    for (size_t i = 0; i < HOUSE_CHILDREN; i++)
        children = arena_printf(arena, "%.*s, %jd", TEXT_ARGS(children), (intmax_t)house->children[i].value);
    struct text sql = arena_printf(
        arena, "SELECT e.note FROM entry AS e WHERE e.organisation = %jd AND e.child IN (%.*s) AND e.id > %jd",
        (intmax_t)house->organisation.value, TEXT_ARGS(children), (intmax_t)mark);
    struct house_texts notes = house_texts(house, arena, sql.data);
    for (size_t i = 0; i < notes.count; i++) {
        unsigned long number = strtoul(text_string(arena, notes.items[i]) + sizeof "write", NULL, 10);
        assert_true(number > 0 && number <= writes->count);
        counts[number - 1]++;
    }
    arena_free(arena);
}

size_t writes_check(struct house *house, const struct writes *writes, size_t from, int64_t mark)
{
    size_t unasked = 0;
    unsigned char *counts = memory_allocate(writes->count + 1, 1);
    count_notes(house, mark, writes, counts);
    for (size_t i = from; i < writes->count; i++) {
        const struct write *write = &writes->items[i];
        if (write->status == SEE_OTHER && counts[i] != WRITE_CHILDREN)
            fail_msg("write %u was acknowledged and is there for %d of %d children", (unsigned)write->number, counts[i],
                     WRITE_CHILDREN);
        if (counts[i] != 0 && counts[i] != WRITE_CHILDREN)
            fail_msg("write %u is there for %d of %d children", (unsigned)write->number, counts[i], WRITE_CHILDREN);
        unasked += write->status != SEE_OTHER && counts[i] != 0;
    }
    free(counts);
    return unasked;
}

void writes_free(struct writes *writes)
{
    free(writes->items);
    *writes = (struct writes){ .items = NULL };
}
