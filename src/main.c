/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where the program begins: what the whole process needs once, then the command line (command/command.h).
 */
#include "base/random.h"
#include "command/command.h"

#include <malloc.h>
#include <unistd.h>

/*
 * The C library's way to share memory between threads keeps an arena for each of them, of which little comes back. Few
 * arenas keep a small board within its memory; what works at the same time (as many workers as processors, the loop and the
 * writer) has one each, for SQLite goes to malloc at every statement.
 */
enum { MEMORY_ARENAS_BESIDE = 2 };

int main(int argc, char **argv)
{
    mallopt(M_ARENA_MAX, (int)sysconf(_SC_NPROCESSORS_ONLN) + MEMORY_ARENAS_BESIDE);
    if (random_start() != STATUS_OK) {
        fputs("samenspel: the source of randomness does not start\n", stderr);
        return COMMAND_FAILED;
    }
    return command_main(argc, argv);
}
