/* SPDX-License-Identifier: EUPL-1.2 */
#include "clients.h"

#include "base/random.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { LINE_SIZE = 256, CLIENT_ID_BYTES = 16 };

void client_give_up(const char *what)
{
    fprintf(stderr, "bench: %s: %s\n", what, errno ? strerror(errno) : "not as expected");
    exit(1);
}

struct visitors visitors_read(const char *path)
{
    struct visitors visitors = { .items = NULL };
    size_t capacity = 0;
    char line[LINE_SIZE];
    FILE *file = fopen(path, "r");
    if (!file)
        client_give_up(path);
    while (fgets(line, sizeof line, file)) {
        if (visitors.count == capacity) {
            capacity = capacity ? capacity * 2 : 64;
            visitors.items = realloc(visitors.items, capacity * sizeof *visitors.items);
            if (!visitors.items)
                client_give_up("memory");
        }
        struct visitor *visitor = &visitors.items[visitors.count];
        if (sscanf(line, "%63s %127s", visitor->token, visitor->path) == 2)
            visitors.count++;
    }
    fclose(file);
    if (visitors.count == 0)
        client_give_up(path);
    return visitors;
}

int client_connect(uint16_t port)
{
    static const int on = 1;
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(port) };
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (file < 0 || connect(file, (const struct sockaddr *)&address, sizeof address) != 0) {
        if (file >= 0)
            close(file);
        return -1;
    }
    setsockopt(file, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    fcntl(file, F_SETFL, fcntl(file, F_GETFL) | O_NONBLOCK);
    return file;
}

int64_t client_now_us(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static size_t whole(int length, size_t size)
{
    if (length < 0 || (size_t)length >= size)
        client_give_up("a request is too long");
    return (size_t)length;
}

size_t client_read_request(const struct visitor *visitor, size_t size, char *ret_bytes)
{
    return whole(snprintf(ret_bytes, size, "GET %s HTTP/1.1\r\nHost: localhost\r\nCookie: samenspel=%s\r\n\r\n",
                          visitor->path, visitor->token),
                 size);
}

size_t client_write_request(const struct visitor *visitor, size_t size, char *ret_bytes)
{
    unsigned char id[CLIENT_ID_BYTES];
    char shown[CLIENT_ID_BYTES * 2 + 1];
    char body[LINE_SIZE];
    random_bytes(id, sizeof id);
    for (size_t i = 0; i < sizeof id; i++)
        snprintf(shown + 2 * i, 3, "%02x", id[i]);
    size_t length = whole(snprintf(body, sizeof body,
                                   "mood=happy&words=Goed+geslapen+en+om+zeven+uur+ontbeten%%2C+oma+haalt+haar+op"
                                   "&audience=group&client_id=%s",
                                   shown),
                          sizeof body);
    return whole(snprintf(ret_bytes, size,
                          "POST %s/note HTTP/1.1\r\nHost: localhost\r\nCookie: samenspel=%s\r\n"
                          "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                          "Content-Length: %zu\r\n\r\n%s",
                          visitor->path, visitor->token, length, body),
                 size);
}

int client_answer(const char *bytes, size_t length, size_t *ret_length)
{
    const char *end = memmem(bytes, length, "\r\n\r\n", 4);
    if (!end)
        return length > ANSWER_MAXIMUM ? -1 : 0;
    if (length < 12 || memcmp(bytes, "HTTP/1.1 ", 9) != 0)
        return -1;
    size_t head = (size_t)(end - bytes) + 4;
    size_t body = 0;
    for (const char *line = bytes; line < end; line = (const char *)memchr(line, '\n', head) + 1)
        if (strncasecmp(line, "Content-Length:", 15) == 0)
            body = strtoul(line + 15, NULL, 10);
    if (length < head + body)
        return 0;
    *ret_length = head + body;
    return (int)strtol(bytes + 9, NULL, 10);
}
