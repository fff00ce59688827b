/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Requests at a fixed rate, some of them writes: h2load sends one body only, and a note sent twice is written once.
 *
 *     bench_paced PORT PAGE WRITERS RATE WRITE_PERCENT SECONDS CONNECTIONS
 *
 * Each request has its time, whatever became of those before; what it took counts from then on, so a server that stands
 * still for a moment pays for everybody who would have come meanwhile. Prints "REQUESTS ERRORS P50 P99 MAX" in
 * milliseconds. PAGE has who reads, WRITERS who writes notes (bench_data).
 */
#include "clients.h"

#include "base/error.h"
#include "base/random.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum { EVENTS = 64, REQUEST_SIZE = 1024, AFTER_US = 2000000, EARLY_US = 60 };

struct line {
    int file;
    bool busy;
    int64_t due_us;
    size_t length;
    char bytes[ANSWER_MAXIMUM];
};

struct load {
    struct visitor page;
    struct visitors writers;
    int64_t write_percent;
    size_t total; /* requests of the run */
    size_t begun; /* whose time has come and that found a line */
    size_t ended;
    size_t errors;
    int64_t start_us;
    int64_t step_us;
    double *taken_ms;
    struct line *lines;
    size_t line_count;
};

static struct line *free_line(struct load *load)
{
    for (size_t i = 0; i < load->line_count; i++)
        if (!load->lines[i].busy)
            return &load->lines[i];
    return NULL;
}

static int64_t due_us(const struct load *load)
{
    return load->start_us + (int64_t)load->begun * load->step_us;
}

static void send_one(struct load *load, struct line *line)
{
    char request[REQUEST_SIZE];
    int64_t number = (int64_t)load->begun;
    bool writes = load->write_percent > 0 && number % (100 / load->write_percent) == 0;
    const struct visitor *writer = &load->writers.items[(size_t)number % load->writers.count];
    size_t length = writes ? client_write_request(writer, sizeof request, request)
                           : client_read_request(&load->page, sizeof request, request);
    line->busy = true;
    line->due_us = due_us(load);
    line->length = 0;
    load->begun++;
    if (write(line->file, request, length) != (ssize_t)length)
        client_give_up("send");
}

/* Everything that is due and finds a line. */
static void send_due(struct load *load)
{
    while (load->begun < load->total && due_us(load) <= client_now_us() + EARLY_US) {
        struct line *line = free_line(load);
        if (!line)
            return;
        send_one(load, line);
    }
}

static void take(struct load *load, struct line *line)
{
    ssize_t count = read(line->file, line->bytes + line->length, sizeof line->bytes - line->length);
    if (count < 0 && errno == EAGAIN)
        return;
    if (count <= 0)
        client_give_up("a connection was closed");
    line->length += (size_t)count;
    size_t used;
    int status = client_answer(line->bytes, line->length, &used);
    if (status == 0)
        return;
    load->errors += status != 200 && status != 303;
    load->taken_ms[load->ended++] = (double)(client_now_us() - line->due_us) / 1000;
    line->busy = false;
}

/* Sleeps until the next request is due or something came. A timer of its own: epoll counts in whole milliseconds. */
static void wait_a_little(struct load *load, int poller, int timer)
{
    struct epoll_event events[EVENTS];
    int64_t left = load->begun < load->total ? due_us(load) - client_now_us() : AFTER_US;
    struct itimerspec time = { .it_value = { .tv_nsec = 1000 } };
    if (left > 0)
        time.it_value = (struct timespec){ left / 1000000, left % 1000000 * 1000 };
    timerfd_settime(timer, 0, &time, NULL);
    int count = epoll_wait(poller, events, EVENTS, AFTER_US / 1000);
    for (int i = 0; i < count; i++)
        if (events[i].data.ptr)
            take(load, events[i].data.ptr);
    uint64_t times;
    if (read(timer, &times, sizeof times) < 0)
        errno = 0;
}

static int compare(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

static void run(struct load *load, uint16_t port)
{
    int poller = epoll_create1(EPOLL_CLOEXEC);
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    struct epoll_event event = { .events = EPOLLIN };
    epoll_ctl(poller, EPOLL_CTL_ADD, timer, &event);
    for (size_t i = 0; i < load->line_count; i++) {
        load->lines[i].file = client_connect(port);
        event.data.ptr = &load->lines[i];
        if (load->lines[i].file < 0 || epoll_ctl(poller, EPOLL_CTL_ADD, load->lines[i].file, &event) != 0)
            client_give_up("connect");
    }
    load->start_us = client_now_us() + 1000;
    while (load->ended < load->total) {
        send_due(load);
        wait_a_little(load, poller, timer);
        if (client_now_us() > load->start_us + (int64_t)load->total * load->step_us + 10 * AFTER_US)
            client_give_up("the server does not keep up at all");
    }
    qsort(load->taken_ms, load->ended, sizeof *load->taken_ms, compare);
    printf("%zu %zu %.2f %.2f %.2f\n", load->ended, load->errors, load->taken_ms[load->ended / 2],
           load->taken_ms[load->ended * 99 / 100], load->taken_ms[load->ended - 1]);
}

int main(int argc, char **argv)
{
    if (argc != 8 || random_start() != STATUS_OK)
        client_give_up("usage: bench_paced PORT PAGE WRITERS RATE WRITE_PERCENT SECONDS CONNECTIONS");
    int64_t rate = strtol(argv[4], NULL, 10);
    struct load load = {
        .page = visitors_read(argv[2]).items[0],
        .writers = visitors_read(argv[3]),
        .write_percent = strtol(argv[5], NULL, 10),
        .total = (size_t)(rate * strtol(argv[6], NULL, 10)),
        .step_us = 1000000 / rate,
        .line_count = strtoul(argv[7], NULL, 10),
    };
    load.lines = calloc(load.line_count, sizeof *load.lines);
    load.taken_ms = calloc(load.total, sizeof *load.taken_ms);
    if (!load.lines || !load.taken_ms || load.total == 0 || load.write_percent > 100)
        client_give_up("numbers");
    run(&load, (uint16_t)strtol(argv[1], NULL, 10));
    return load.errors ? 1 : 0;
}
