/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The site behind nginx and behind Caddy, as operators run it: who the client is, uploads, live events that are not held back, and what a
 * refused upload hears. Each proxy runs on loopback with a configuration of its own in a temporary folder; the client comes from
 * 127.0.0.2 so that its address differs from the proxy's. A proxy that is not installed is skipped.
 */
#include "site.h"

#include "base/clock.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { UPLOAD_SIZE = 5 * 1024 * 1024 };

/* A proxy under test. */
struct proxy {
    const char *program;
    const char *const *arguments; /* "%s" is the configuration's path */
    const char *configuration;    /* printf format: see write_configuration */
    const char *scheme;           /* that it reports */
    pid_t process;
    uint16_t port;
    char folder[64];
};

static struct site site;

static const char nginx_configuration[] =
    "daemon off; master_process off; pid %1$s/pid; error_log %1$s/error.log;\n"
    "events { worker_connections 256; }\n"
    "http { access_log off; client_max_body_size 100m;\n"
    "client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; "
    "scgi_temp_path %1$s/s;\n"
    "upstream site { server 127.0.0.1:%3$u; keepalive 8; }\n"
    "server { listen 127.0.0.1:%2$u; location / { proxy_pass http://site; proxy_http_version 1.1;\n"
    "proxy_set_header Connection \"\"; proxy_set_header Host $host; proxy_set_header X-Forwarded-For "
    "$proxy_add_x_forwarded_for;\n"
    "proxy_set_header X-Forwarded-Proto https; proxy_request_buffering off; } } }\n";

static const char caddy_configuration[] = "{\n admin off\n auto_https off\n}\n"
                                          "http://127.0.0.1:%2$u, http://site.example:%2$u {\n bind 127.0.0.1\n"
                                          " reverse_proxy 127.0.0.1:%3$u\n}\n# %1$s\n";

static const char *const nginx_arguments[] = { "nginx", "-c", "%s", NULL };
static const char *const caddy_arguments[] = { "caddy", "run", "--adapter", "caddyfile", "--config", "%s", NULL };

static struct proxy nginx = {
    .program = "/usr/sbin/nginx", .arguments = nginx_arguments, .configuration = nginx_configuration, .scheme = "https"
};
static struct proxy caddy = {
    .program = "/usr/bin/caddy", .arguments = caddy_arguments, .configuration = caddy_configuration, .scheme = "http"
};

/* ---- running a proxy ---- */

static uint16_t free_port(void)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof(address);
    int file = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(file, (struct sockaddr *)&address, size), 0);
    assert_int_equal(getsockname(file, (struct sockaddr *)&address, &size), 0);
    close(file);
    return ntohs(address.sin_port);
}

static void write_configuration(const struct proxy *proxy, char path[128])
{
    snprintf(path, 128, "%s/configuration", proxy->folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    fprintf(file, proxy->configuration, proxy->folder, (unsigned)proxy->port, (unsigned)server_port(site.server));
#pragma GCC diagnostic pop
    fclose(file);
}

static void run(const struct proxy *proxy, const char *path)
{
    char *arguments[8] = { NULL };
    char log[128];
    snprintf(log, sizeof(log), "%s/output.log", proxy->folder);
    for (size_t i = 0; proxy->arguments[i]; i++)
        arguments[i] = strdup(strcmp(proxy->arguments[i], "%s") == 0 ? path : proxy->arguments[i]);
    setenv("HOME", proxy->folder, 1);
    setenv("XDG_DATA_HOME", proxy->folder, 1);
    setenv("XDG_CONFIG_HOME", proxy->folder, 1);
    if (!freopen(log, "w", stdout) || !freopen(log, "a", stderr))
        _exit(126);
    execv(proxy->program, arguments);
    _exit(127);
}

static int connect_to(uint16_t port)
{
    struct sockaddr_in here = { .sin_family = AF_INET };
    struct sockaddr_in there = { .sin_family = AF_INET,
                                 .sin_port = htons(port),
                                 .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    inet_pton(AF_INET, "127.0.0.2", &here.sin_addr);
    assert_int_equal(bind(client, (struct sockaddr *)&here, sizeof(here)), 0);
    if (connect(client, (struct sockaddr *)&there, sizeof(there)) == 0)
        return client;
    close(client);
    return -1;
}

static void start_proxy(struct proxy *proxy)
{
    char path[128];
    if (access(proxy->program, X_OK))
        skip();
    snprintf(proxy->folder, sizeof(proxy->folder), "/tmp/samenspel-proxy-XXXXXX");
    assert_non_null(mkdtemp(proxy->folder));
    proxy->port = free_port();
    write_configuration(proxy, path);
    proxy->process = fork();
    assert_true(proxy->process >= 0);
    if (proxy->process == 0)
        run(proxy, path);
    int client = -1;
    for (int i = 0; i < 500 && client < 0; i++) {
        site_sleep(20);
        client = connect_to(proxy->port);
    }
    assert_true(client >= 0);
    close(client);
}

/* Also after a failed test. */
static int stop_proxy(void **state)
{
    struct proxy *proxy = *state;
    char command[128];
    if (proxy->process <= 0)
        return 0;
    kill(proxy->process, SIGTERM);
    waitpid(proxy->process, NULL, 0);
    snprintf(command, sizeof(command), "rm -rf '%s'", proxy->folder);
    proxy->process = 0;
    return system(command) == 0 ? 0 : -1;
}

static const char *ask(const struct proxy *proxy, const char *request)
{
    int client = connect_to(proxy->port);
    assert_true(client >= 0);
    site_send(client, request);
    const char *answer = site_read_answer(client);
    close(client);
    return answer;
}

/* ---- what must hold behind each ---- */

static void check_client(const struct proxy *proxy)
{
    char wanted[100];
    snprintf(wanted, sizeof(wanted), "\r\n\r\n127.0.0.2 %s site.example", proxy->scheme);
    assert_non_null(strstr(ask(proxy, "GET /who HTTP/1.1\r\nHost: site.example\r\nConnection: close\r\n\r\n"), wanted));
    /* What the client makes up about itself changes nothing. */
    assert_non_null(strstr(ask(proxy, "GET /who HTTP/1.1\r\nHost: site.example\r\nX-Forwarded-For: 203.0.113.6\r\n"
                                      "Connection: close\r\n\r\n"),
                           wanted));
}

static void check_upload(const struct proxy *proxy)
{
    static char bytes[UPLOAD_SIZE];
    char head[600];
    static const char before[] = "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n";
    static const char after[] = "\r\n--XX--\r\n";
    int client = connect_to(proxy->port);
    memset(bytes, 'a', sizeof(bytes));
    snprintf(head, sizeof(head),
             "POST /upload HTTP/1.1\r\nHost: site.example\r\nCookie: session=ok\r\nSec-Fetch-Site: same-origin\r\n"
             "Content-Type: multipart/form-data; boundary=XX\r\nContent-Length: %zu\r\n\r\n",
             sizeof(before) - 1 + sizeof(bytes) + sizeof(after) - 1);
    site_send(client, head);
    site_send(client, before);
    site_send_bytes(client, bytes, sizeof(bytes));
    site_send(client, after);
    const char *answer = site_read_answer(client);
    assert_int_equal(site_status(answer), 200);
    assert_non_null(strstr(answer, "5242880 508559360 a.jpg"));
    close(client);
}

static void check_refused_upload(const struct proxy *proxy)
{
    static char bytes[256 * 1024];
    int client = connect_to(proxy->port);
    site_send(client, "POST /never HTTP/1.1\r\nHost: site.example\r\nSec-Fetch-Site: same-origin\r\n"
                      "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 262144\r\n\r\n");
    site_send_bytes(client, bytes, sizeof(bytes));
    assert_int_equal(site_status(site_read_answer(client)), 403);
    close(client);
    /* The proxy's next request to us is not confused by it. */
    assert_non_null(
        strstr(ask(proxy, "GET /page HTTP/1.1\r\nHost: site.example\r\nConnection: close\r\n\r\n"), "<p>page</p>"));
}

static void check_live(const struct proxy *proxy)
{
    static int64_t sequence = 100;
    int client = connect_to(proxy->port);
    site_send(client, "GET /live HTTP/1.1\r\nHost: site.example\r\n\r\n");
    for (int i = 0; i < 300 && live_streams(site.live) == 0; i++)
        site_sleep(10);
    assert_int_equal(live_streams(site.live), 1);
    sequence++;
    struct live_event event = { .sequence = sequence,
                                .topics = { LIVE_TOPIC(1, 5) },
                                .topic_count = 1,
                                .name = TEXT("entry"),
                                .data = TEXT("through") };
    live_publish(site.live, &event);
    const char *answer = site_read(client, 500);
    assert_int_equal(site_status(answer), 200);
    assert_non_null(strstr(answer, "data: through"));
    close(client);
    for (int i = 0; i < 300 && live_streams(site.live) > 0; i++)
        site_sleep(10);
    assert_int_equal(live_streams(site.live), 0);
}

/* Whatever the proxy makes of contradictory lengths, the next visitors get their own answers. */
static void check_smuggling(const struct proxy *proxy)
{
    static const char *const attempts[] = {
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /page HTTP/1.1\r\nHost: "
        "site.example\r\nX: ",
        "Content-Length: 50\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\nGET /page HTTP/1.1\r\nHost: "
        "site.example\r\nX: ",
        "Content-Length: 5\r\nContent-Length: 50\r\n\r\n12345GET /page HTTP/1.1\r\nHost: site.example\r\nX: ",
        "Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n\r\n12345GET /page HTTP/1.1\r\nHost: site.example\r\nX: ",
    };
    for (size_t i = 0; i < sizeof(attempts) / sizeof(attempts[0]); i++) {
        int client = connect_to(proxy->port);
        site_send(client, "POST /change HTTP/1.1\r\nHost: site.example\r\nSec-Fetch-Site: same-origin\r\n");
        site_send(client, attempts[i]);
        site_read(client, 100);
        for (int j = 0; j < 4; j++)
            assert_non_null(
                strstr(ask(proxy, "GET /size/7 HTTP/1.1\r\nHost: site.example\r\nConnection: close\r\n\r\n"),
                       "\r\n\r\nabcdefg"));
        close(client);
    }
}

static void test_proxy(void **state)
{
    struct proxy *proxy = *state;
    start_proxy(proxy);
    check_client(proxy);
    check_upload(proxy);
    check_refused_upload(proxy);
    check_live(proxy);
    check_smuggling(proxy);
}

static void tune(struct server_options *options, struct live_options *live)
{
    static const char *const trusted[] = { "127.0.0.1", NULL };
    (void)live;
    options->trusted_proxies = trusted;
}

static int set_up(void **state)
{
    (void)state;
    site_start(&site, tune);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    site_stop(&site);
    return 0;
}

/* Without the setting nobody is believed. */
static void test_untrusted(void **state)
{
    static struct site other;
    (void)state;
    site_start(&other, NULL);
    const char *answer =
        site_ask(&other, "GET /who HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.6\r\nX-Forwarded-Proto: https\r\n"
                         "X-Forwarded-Host: b\r\n\r\n");
    assert_non_null(strstr(answer, "\r\n\r\n127.0.0.1 http a"));
    site_stop(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        { "nginx", test_proxy, NULL, stop_proxy, &nginx },
        { "caddy", test_proxy, NULL, stop_proxy, &caddy },

        cmocka_unit_test(test_untrusted),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
