/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What program_test.sh needs beside a shell:
 *
 *     probe sql FILE STATEMENT    runs SQL on a database file, prints the first column of each row
 *     probe get PORT PATH         the status and the body of an answer
 *     probe post PORT PATH        the same for an empty form from a page of our own
 *     probe notify PATH           listens as systemd does, prints the first message that comes
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/text.h"

static int print_row(void *context, int count, char **values, char **names)
{
    (void)context;
    (void)names;
    if (count > 0)
        puts(values[0] ? values[0] : "NULL");
    return 0;
}

static int run_sql(const char *path, const char *statement)
{
    sqlite3 *database;
    char *error = NULL;
    int failed = sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL);
    if (!failed)
        failed = sqlite3_exec(database, statement, print_row, NULL, &error);
    if (failed)
        fprintf(stderr, "%s\n", error ? error : sqlite3_errmsg(database));
    sqlite3_close(database);
    return failed ? 1 : 0;
}

static int http(const char *method, const char *port, const char *path)
{
    int64_t number;
    char request[1024];
    char answer[4096];
    if (text_to_integer(text_from(port), 1, 65535, &number) != 0)
        return 2;
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)number) };
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int file = socket(AF_INET, SOCK_STREAM, 0);
    struct timeval patience = { .tv_sec = 10 };
    setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (file < 0 || connect(file, (const struct sockaddr *)&address, sizeof address) != 0)
        return 1;
    const char *host = getenv("PROBE_HOST");
    const char *cookie = getenv("PROBE_COOKIE");
    int length = snprintf(request, sizeof request,
                          "%s %s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nSec-Fetch-Site: same-origin\r\n"
                          "Content-Length: 0\r\nConnection: close\r\n\r\n",
                          method, path, host ? host : "localhost", cookie ? cookie : "none=0");
    if (send(file, request, (size_t)length, MSG_NOSIGNAL) != length)
        return 1;
    for (ssize_t got; (got = recv(file, answer, sizeof answer, 0)) > 0;)
        fwrite(answer, 1, (size_t)got, stdout);
    close(file);
    return 0;
}

static int notify(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    char message[256] = "";
    struct timeval patience = { .tv_sec = 20 };
    if (strlen(path) >= sizeof address.sun_path)
        return 2;
    memcpy(address.sun_path, path, strlen(path));
    int file = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (file < 0 || bind(file, (const struct sockaddr *)&address, sizeof address) != 0)
        return 1;
    setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ssize_t length = recv(file, message, sizeof message - 1, 0);
    close(file);
    unlink(path);
    return length > 0 && puts(message) >= 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    struct text what = text_from(argc > 1 ? argv[1] : "");
    if (argc == 4 && text_equal(what, TEXT("sql")))
        return run_sql(argv[2], argv[3]);
    if (argc == 4 && text_equal(what, TEXT("get")))
        return http("GET", argv[2], argv[3]);
    if (argc == 4 && text_equal(what, TEXT("post")))
        return http("POST", argv[2], argv[3]);
    if (argc == 3 && text_equal(what, TEXT("notify")))
        return notify(argv[2]);
    return 2;
}
