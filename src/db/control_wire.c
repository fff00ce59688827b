/* SPDX-License-Identifier: EUPL-1.2 */
#include "db/control_wire.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdalign.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "db/control.h"

int control_read_all(int socket, void *data, size_t size)
{
    char *place = data;
    while (size > 0) {
        ssize_t length = recv(socket, place, size, 0);
        if (length < 0 && errno == EINTR)
            continue;
        if (length <= 0)
            return STATUS_FAILED;
        place += length;
        size -= (size_t)length;
    }
    return STATUS_OK;
}

int control_write_all(int socket, const void *data, size_t size)
{
    const char *place = data;
    while (size > 0) {
        ssize_t length = send(socket, place, size, MSG_NOSIGNAL);
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            return STATUS_FAILED;
        place += length;
        size -= (size_t)length;
    }
    return STATUS_OK;
}

int control_read_number(int socket, uint32_t *ret_number)
{
    uint32_t wire;
    int status = control_read_all(socket, &wire, sizeof wire);
    if (status == STATUS_OK)
        *ret_number = ntohl(wire);
    return status;
}

int control_write_number(int socket, uint32_t number)
{
    uint32_t wire = htonl(number);
    return control_write_all(socket, &wire, sizeof wire);
}

int control_write_first(int socket, uint32_t number, int file)
{
    alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof file)] = { 0 };
    uint32_t wire = htonl(number);
    struct iovec part = { &wire, sizeof wire };
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control
    };
    if (file < 0)
        return control_write_number(socket, number);
    struct cmsghdr *rights = CMSG_FIRSTHDR(&message);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(sizeof file);
    memcpy(CMSG_DATA(rights), &file, sizeof file);
    return sendmsg(socket, &message, MSG_NOSIGNAL) == (ssize_t)sizeof wire ? STATUS_OK : STATUS_FAILED;
}

/* There is room for one file: the kernel closes others. */
static int read_first(int socket, uint32_t *ret_number, int *ret_file)
{
    alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof *ret_file)] = { 0 };
    uint32_t wire = 0;
    struct iovec part = { &wire, sizeof wire };
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control
    };
    ssize_t count;
    do
        count = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    while (count < 0 && errno == EINTR);
    if (count <= 0)
        return STATUS_FAILED;
    const struct cmsghdr *rights = CMSG_FIRSTHDR(&message);
    if (rights && rights->cmsg_level == SOL_SOCKET && rights->cmsg_type == SCM_RIGHTS &&
        rights->cmsg_len == CMSG_LEN(sizeof *ret_file))
        memcpy(ret_file, CMSG_DATA(rights), sizeof *ret_file);
    int status = control_read_all(socket, (char *)&wire + count, sizeof wire - (size_t)count);
    if (status == STATUS_OK)
        *ret_number = ntohl(wire);
    return status;
}

int control_write_frame(int socket, char kind, struct text text)
{
    do {
        struct text piece = text_slice(text, 0, CONTROL_FRAME_MAXIMUM);
        text = text_slice(text, piece.length, text.length);
        int status = control_write_all(socket, &kind, 1);
        if (status == STATUS_OK)
            status = control_write_number(socket, (uint32_t)piece.length);
        if (status == STATUS_OK)
            status = control_write_all(socket, piece.data, piece.length);
        if (status != STATUS_OK)
            return status;
    } while (text.length > 0);
    return STATUS_OK;
}

/* A length, at most `maximum`, and so many bytes with a NUL after them. */
static int read_text(int socket, struct arena *arena, uint32_t maximum, struct text *ret_text)
{
    uint32_t length;
    int status = control_read_number(socket, &length);
    if (status != STATUS_OK)
        return status;
    if (length > maximum)
        return STATUS_INVALID;
    char *data = arena_allocate(arena, (size_t)length + 1);
    status = control_read_all(socket, data, length);
    if (status == STATUS_OK)
        *ret_text = (struct text){ data, length };
    return status;
}

int control_read_call(int socket, struct control_call *call)
{
    uint32_t count;
    call->file = -1;
    int status = read_first(socket, &count, &call->file);
    if (status != STATUS_OK)
        return status;
    if (count == 0 || count > CONTROL_ARGUMENTS_MAXIMUM)
        return STATUS_INVALID;
    struct text *arguments = ARENA_MANY(call->arena, struct text, count);
    for (uint32_t i = 0; status == STATUS_OK && i < count; i++)
        status = read_text(socket, call->arena, CONTROL_ARGUMENT_BYTES, &arguments[i]);
    if (status == STATUS_OK)
        status = read_text(socket, call->arena, CONTROL_INPUT_MAXIMUM, &call->input);
    call->count = count;
    call->arguments = arguments;
    return status;
}

int control_address(const char *path, struct sockaddr_un *ret_address)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    size_t length = strlen(path);
    if (length == 0 || length >= sizeof address.sun_path)
        return STATUS_INVALID;
    memcpy(address.sun_path, path, length + 1);
    *ret_address = address;
    return STATUS_OK;
}

bool control_peer_is_ours(int socket)
{
    struct ucred peer;
    socklen_t size = sizeof peer;
    if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        return false;
    return peer.uid == geteuid() || peer.uid == 0;
}
