/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The command's end of the control socket.
 */
#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "db/control.h"
#include "db/control_wire.h"

static int connect_to(const char *path, struct error *error, int *ret_socket)
{
    struct sockaddr_un address;
    if (control_address(path, &address) != STATUS_OK)
        return error_set(error, STATUS_INVALID, 0, "the path of the control socket is too long: %.150s", path);
    int connection = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connection < 0)
        return error_set(error, STATUS_FAILED, 0, "socket: %s", strerror(errno));
    int status = STATUS_OK;
    if (connect(connection, (const struct sockaddr *)&address, sizeof address) != 0)
        status = error_set(error, errno == ENOENT || errno == ECONNREFUSED ? STATUS_NOT_FOUND : STATUS_FAILED, 0,
                           "%.150s: %s", path, strerror(errno));
    else if (!control_peer_is_ours(connection))
        status = error_set(error, STATUS_DENIED, 0, "%.150s belongs to another user", path);
    if (status != STATUS_OK) {
        close(connection);
        return status;
    }
    *ret_socket = connection;
    return STATUS_OK;
}

/* Reads all of stdin, before the server is asked to wait for it. */
static int read_input(int input, struct buffer *buffer, struct error *error)
{
    enum { PIECE = 64 * 1024 };
    while (input >= 0) {
        char *place = buffer_room(buffer, PIECE);
        ssize_t length = place == NULL ? 0 : read(input, place, PIECE);
        if (place == NULL)
            return error_set(error, STATUS_INVALID, 0, "more than %d bytes of input", CONTROL_INPUT_MAXIMUM);
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            return error_set(error, STATUS_FAILED, 0, "input: %s", strerror(errno));
        if (length == 0)
            break;
        buffer_advance(buffer, (size_t)length);
    }
    return STATUS_OK;
}

static int write_text(int socket, struct text text)
{
    int status = control_write_number(socket, (uint32_t)text.length);
    return status == STATUS_OK ? control_write_all(socket, text.data, text.length) : status;
}

static int write_request(int socket, size_t count, const char *const arguments[], struct text input, int file)
{
    int status = control_write_first(socket, (uint32_t)count, file);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = write_text(socket, text_from(arguments[i]));
    return status == STATUS_OK ? write_text(socket, input) : status;
}

static void copy_out(int descriptor, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t written = write(descriptor, data, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return; /* nobody reads; the exit code still counts */
        data += written;
        size -= (size_t)written;
    }
}

/* Frames until the end, whose number is the exit code. */
static int read_answer(int socket, int output, int errors, int *ret_exit_code)
{
    char *piece = memory_allocate(1, CONTROL_FRAME_MAXIMUM);
    int status = STATUS_OK;
    for (;;) {
        char kind = 0;
        uint32_t length = 0;
        status = control_read_all(socket, &kind, 1);
        if (status == STATUS_OK)
            status = control_read_number(socket, &length);
        if (status == STATUS_OK && length > CONTROL_FRAME_MAXIMUM)
            status = STATUS_FAILED;
        if (status == STATUS_OK)
            status = control_read_all(socket, piece, length);
        if (status != STATUS_OK || kind == CONTROL_END)
            break;
        copy_out(kind == CONTROL_ERRORS ? errors : output, piece, length);
    }
    if (status == STATUS_OK)
        *ret_exit_code = (unsigned char)piece[3];
    free(piece);
    return status;
}

static int check_arguments(size_t count, const char *const arguments[], struct error *error)
{
    if (count == 0 || count > CONTROL_ARGUMENTS_MAXIMUM)
        return error_set(error, STATUS_INVALID, 0, "%zu arguments", count);
    for (size_t i = 0; i < count; i++)
        if (strlen(arguments[i]) > CONTROL_ARGUMENT_BYTES)
            return error_set(error, STATUS_INVALID, 0, "an argument is longer than %d bytes", CONTROL_ARGUMENT_BYTES);
    return STATUS_OK;
}

int control_call(const char *path, size_t count, const char *const arguments[], int input, int file, int output,
                 int errors, struct error *error, int *ret_exit_code)
{
    int socket = -1;
    struct buffer buffer;
    buffer_init(&buffer, CONTROL_INPUT_MAXIMUM);
    int status = check_arguments(count, arguments, error);
    if (status == STATUS_OK)
        status = connect_to(path, error, &socket);
    if (status == STATUS_OK) {
        /* A server that stops meanwhile is found out by the write. */
        close(socket);
        status = read_input(input, &buffer, error);
    }
    if (status == STATUS_OK)
        status = connect_to(path, error, &socket);
    if (status == STATUS_OK) {
        status = write_request(socket, count, arguments, buffer_text(&buffer), file);
        if (status == STATUS_OK)
            status = read_answer(socket, output, errors, ret_exit_code);
        if (status != STATUS_OK)
            error_set(error, STATUS_FAILED, 0, "the server ended the call at %.150s", path);
        close(socket);
    }
    buffer_release(&buffer);
    return status;
}
