/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * samenspel-media: the only program that decodes what outsiders send. The server starts it before it restricts itself and
 * talks to it by media/protocol.h. For each file it starts itself anew, as `samenspel-media picture`, with the files of that
 * request and nothing else: what a hostile picture can do ends with that run.
 */
#include "media/picture.h"
#include "media/protocol.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Above all places that have a meaning in a run. */
static int move_up(int file)
{
    int up = fcntl(file, F_DUPFD_CLOEXEC, MEDIA_ANSWER + 1);
    close(file);
    return up;
}

/* The files that came with a message; false when there are not exactly as many as belong to a request. */
static bool take_files(struct msghdr *message, int files[MEDIA_FILES])
{
    const struct cmsghdr *rights = CMSG_FIRSTHDR(message);
    if (!rights || rights->cmsg_type != SCM_RIGHTS || rights->cmsg_len != CMSG_LEN(MEDIA_FILES * sizeof *files))
        return false;
    memcpy(files, CMSG_DATA(rights), MEDIA_FILES * sizeof *files);
    for (int i = 0; i < MEDIA_FILES; i++)
        files[i] = move_up(files[i]);
    return true;
}

/* Waits for a request. False at the end of the server. */
static bool receive(struct media_request *request, int files[MEDIA_FILES])
{
    alignas(struct cmsghdr) char control[CMSG_SPACE(MEDIA_FILES * sizeof(int))];
    struct iovec part = { request, sizeof *request };
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control
    };
    return recvmsg(MEDIA_SOCKET, &message, MSG_CMSG_CLOEXEC) == (ssize_t)sizeof *request && take_files(&message, files);
}

/* Starts a run with the files in their places. -1 when that does not work. */
static pid_t start(const struct media_request *request, const int files[MEDIA_FILES], int answer)
{
    char large[16], small[16];
    char *nothing[] = { NULL };
    snprintf(large, sizeof large, "%d", (int)request->large_side);
    snprintf(small, sizeof small, "%d", (int)request->small_side);
    char *arguments[] = { (char[]){ "samenspel-media" }, (char[]){ "picture" }, large, small, NULL };
    const int sources[] = { files[0], files[1], files[2], answer };
    posix_spawn_file_actions_t actions;
    pid_t child = -1;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return -1;
    int code = 0;
    for (int i = 0; i < MEDIA_FILES + 1 && code == 0; i++)
        code = posix_spawn_file_actions_adddup2(&actions, sources[i], MEDIA_SOURCE + i);
    if (code == 0)
        code = posix_spawn(&child, "/proc/self/exe", &actions, NULL, arguments, nothing);
    posix_spawn_file_actions_destroy(&actions);
    return code == 0 ? child : -1;
}

/* One file. The run has limits of its own, so it ends. */
static void serve_one(const struct media_request *request, const int files[MEDIA_FILES])
{
    struct media_reply reply = { .outcome = MEDIA_BROKE };
    int answer[2] = { -1, -1 };
    pid_t child = -1;
    if (pipe2(answer, O_CLOEXEC) == 0) {
        answer[1] = move_up(answer[1]);
        child = start(request, files, answer[1]);
        close(answer[1]);
    }
    if (child >= 0 && read(answer[0], &reply, sizeof reply) != (ssize_t)sizeof reply)
        reply = (struct media_reply){ .outcome = MEDIA_BROKE };
    if (answer[0] >= 0)
        close(answer[0]);
    int state = 0;
    if (child >= 0 && (waitpid(child, &state, 0) != child || state != 0))
        reply = (struct media_reply){ .outcome = MEDIA_BROKE };
    (void)!send(MEDIA_SOCKET, &reply, sizeof reply, MSG_NOSIGNAL);
}

static int serve(void)
{
    struct media_request request;
    int files[MEDIA_FILES];
    /* Also when the server is killed. */
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    while (receive(&request, files)) {
        serve_one(&request, files);
        for (int i = 0; i < MEDIA_FILES; i++)
            close(files[i]);
    }
    return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "serve") == 0)
        return serve();
    if (argc == 4 && strcmp(argv[1], "picture") == 0)
        return picture_run((int)strtol(argv[2], NULL, 10), (int)strtol(argv[3], NULL, 10));
    fputs("samenspel-media is started by samenspel\n", stderr);
    return EXIT_FAILURE;
}
