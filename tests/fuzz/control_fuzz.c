/* SPDX-License-Identifier: EUPL-1.2 */
/* The request on the control socket, from a command of the same user: bounded, and each argument ends with a NUL. */
#include "base/error.h"
#include "db/control.h"
#include "db/control_wire.h"
#include "fuzz.h"

#include <sys/socket.h>
#include <unistd.h>

enum { INPUT_MAXIMUM = 64 * 1024 };

static void check_call(const struct control_call *call)
{
    FUZZ_HOLDS(call->count > 0 && call->count <= CONTROL_ARGUMENTS_MAXIMUM);
    FUZZ_HOLDS(call->input.length <= CONTROL_INPUT_MAXIMUM);
    for (size_t i = 0; i < call->count; i++) {
        FUZZ_HOLDS(call->arguments[i].length <= CONTROL_ARGUMENT_BYTES);
        FUZZ_HOLDS(call->arguments[i].data[call->arguments[i].length] == '\0');
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int ends[2];
    if (size > INPUT_MAXIMUM || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends))
        return 0;
    struct control_call call = { .arena = arena_new() };
    FUZZ_HOLDS(control_write_all(ends[0], data, size) == STATUS_OK);
    close(ends[0]);
    if (control_read_call(ends[1], &call) == STATUS_OK)
        check_call(&call);
    close(ends[1]);
    arena_free(call.arena);
    return 0;
}
