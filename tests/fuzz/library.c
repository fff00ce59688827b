/* SPDX-License-Identifier: EUPL-1.2 */
#include "library.h"

#include "fuzz.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CONNECTION_MEMORY = 8192, TURNS = 8, SOCKET_BYTES = 256 * 1024 };

struct MHD_Daemon *library_start(MHD_AccessHandlerCallback request,
                                 void *(*target)(void *context, const char *target, struct MHD_Connection *connection))
{
    struct MHD_Daemon *daemon =
        MHD_start_daemon(MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, request, NULL,
                         MHD_OPTION_URI_LOG_CALLBACK, target, NULL, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                         (size_t)CONNECTION_MEMORY, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
    if (!daemon)
        abort();
    return daemon;
}

int library_send(struct MHD_Daemon *daemon, struct text bytes)
{
    int ends[2];
    struct sockaddr_in address = { .sin_family = AF_INET };
    int room = SOCKET_BYTES;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends))
        abort();
    setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    if (bytes.length > 0 && send(ends[0], bytes.data, bytes.length, MSG_NOSIGNAL) < 0)
        abort();
    if (MHD_add_connection(daemon, ends[1], (struct sockaddr *)&address, sizeof address) != MHD_YES)
        abort();
    for (int i = 0; i < TURNS; i++)
        MHD_run(daemon);
    return ends[0];
}

void library_hang_up(struct MHD_Daemon *daemon, int connection)
{
    close(connection);
    for (int i = 0; i < TURNS; i++)
        MHD_run(daemon);
}
