/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * From exec to the first page of somebody who is signed in.
 *
 *     bench_first_page PORT VISITORS PROGRAM [ARGUMENT...]
 *
 * Starts the program, asks for the first visitor's page until the answer is 200, prints the milliseconds, and stops the
 * program. What it says goes to stderr.
 */
#include "clients.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_US = 10000000, REQUEST_SIZE = 1024 };

/* True when the answer is 200; false when nobody listens yet. */
static bool ask(uint16_t port, const struct visitor *visitor)
{
    static char bytes[ANSWER_MAXIMUM];
    char request[REQUEST_SIZE];
    size_t length = client_read_request(visitor, sizeof request, request);
    int file = client_connect(port);
    if (file < 0)
        return false;
    if (write(file, request, length) != (ssize_t)length)
        client_give_up("send");
    size_t used = 0;
    size_t taken = 0;
    int status = 0;
    while (status == 0) {
        struct pollfd poller = { .fd = file, .events = POLLIN };
        ssize_t count = poll(&poller, 1, PATIENCE_US / 1000) > 0 ? read(file, bytes + taken, sizeof bytes - taken) : 0;
        if (count <= 0)
            client_give_up("no whole answer");
        taken += (size_t)count;
        status = client_answer(bytes, taken, &used);
    }
    close(file);
    if (status != 200)
        client_give_up("another answer than 200");
    return true;
}

int main(int argc, char **argv)
{
    if (argc < 4)
        client_give_up("usage: bench_first_page PORT VISITORS PROGRAM [ARGUMENT...]");
    uint16_t port = (uint16_t)strtol(argv[1], NULL, 10);
    struct visitor visitor = visitors_read(argv[2]).items[0];
    int64_t start = client_now_us();
    pid_t child = fork();
    if (child == 0) {
        dup2(STDERR_FILENO, STDOUT_FILENO);
        execv(argv[3], argv + 3);
        _exit(127);
    }
    bool answered = false;
    while (child > 0 && !(answered = ask(port, &visitor)) && client_now_us() - start < PATIENCE_US)
        nanosleep(&(struct timespec){ .tv_nsec = 500000 }, NULL);
    double taken = (double)(client_now_us() - start) / 1000;
    if (child > 0) {
        kill(child, SIGTERM);
        waitpid(child, NULL, 0);
    }
    if (!answered) {
        errno = ETIMEDOUT;
        client_give_up(argv[3]);
    }
    printf("%.1f\n", taken);
    return 0;
}
