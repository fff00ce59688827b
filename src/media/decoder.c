/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "media/media.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <spawn.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ANSWER_MS = 90 * 1000 /* longer than a run may take (media/confine.h) */ };

struct media_decoder {
    pthread_mutex_t mutex; /* one picture at a time */
    int socket;
    pid_t process;
};

static int spawn(const char *program, int socket, pid_t *ret_process)
{
    char *arguments[] = { (char[]){ "samenspel-media" }, (char[]){ "serve" }, NULL };
    char *nothing[] = { NULL }; /* no settings where a hostile picture could read them */
    posix_spawn_file_actions_t actions;
    int code = posix_spawn_file_actions_init(&actions);
    if (code != 0)
        return code;
    code = posix_spawn_file_actions_adddup2(&actions, socket, MEDIA_SOCKET);
    if (code == 0)
        code = posix_spawn(ret_process, program, &actions, NULL, arguments, nothing);
    posix_spawn_file_actions_destroy(&actions);
    return code;
}

int media_decoder_start(const char *program, struct error *error, struct media_decoder **ret_decoder)
{
    int ends[2];
    pid_t process;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return error_set(error, STATUS_FAILED, 0, "no sockets: %s", strerror(errno));
    int code = spawn(program, ends[1], &process);
    close(ends[1]);
    if (code != 0) {
        close(ends[0]);
        return error_set(error, code == ENOENT ? STATUS_NOT_FOUND : STATUS_FAILED, 0, "%s: %s", program,
                         strerror(code));
    }
    struct media_decoder *decoder = memory_allocate(1, sizeof *decoder);
    *decoder = (struct media_decoder){ .socket = ends[0], .process = process };
    pthread_mutex_init(&decoder->mutex, NULL);
    *ret_decoder = decoder;
    return STATUS_OK;
}

void media_decoder_stop(struct media_decoder *decoder)
{
    if (!decoder)
        return;
    if (decoder->socket >= 0)
        close(decoder->socket); /* it ends when nobody is there any more */
    while (waitpid(decoder->process, NULL, 0) < 0 && errno == EINTR)
        continue;
    pthread_mutex_destroy(&decoder->mutex);
    free(decoder);
}

static bool send_request(int socket, const struct media_request *request, const int files[MEDIA_FILES])
{
    alignas(struct cmsghdr) char control[CMSG_SPACE(MEDIA_FILES * sizeof(int))] = { 0 };
    struct iovec part = { (void *)(uintptr_t)request, sizeof *request };
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control
    };
    struct cmsghdr *rights = CMSG_FIRSTHDR(&message);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(MEDIA_FILES * sizeof *files);
    memcpy(CMSG_DATA(rights), files, MEDIA_FILES * sizeof *files);
    return sendmsg(socket, &message, MSG_NOSIGNAL) == (ssize_t)sizeof *request;
}

static bool receive_reply(int socket, struct media_reply *ret_reply)
{
    struct pollfd ready = { .fd = socket, .events = POLLIN };
    int count;
    do
        count = poll(&ready, 1, ANSWER_MS);
    while (count < 0 && errno == EINTR);
    return count == 1 && recv(socket, ret_reply, sizeof *ret_reply, 0) == (ssize_t)sizeof *ret_reply;
}

int media_decode(struct media_decoder *decoder, const struct media_request *request, int source, int large, int small,
                 struct media_reply *ret_reply)
{
    const int files[MEDIA_FILES] = { source, large, small };
    if (lseek(source, 0, SEEK_SET) != 0)
        return STATUS_FAILED;
    pthread_mutex_lock(&decoder->mutex);
    bool good = decoder->socket >= 0 && send_request(decoder->socket, request, files) &&
                receive_reply(decoder->socket, ret_reply);
    /* An answer that comes later would be taken for that of the next picture: nobody waits for one any more. */
    if (!good && decoder->socket >= 0) {
        close(decoder->socket);
        decoder->socket = -1;
    }
    pthread_mutex_unlock(&decoder->mutex);
    if (good)
        ret_reply->taken[MEDIA_TAKEN_MAX - 1] = '\0';
    return good ? STATUS_OK : STATUS_FAILED;
}
