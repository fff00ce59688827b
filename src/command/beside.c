/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/beside.h"

#include "base/file.h"

#include <string.h>
#include <unistd.h>

enum { PATH_SIZE = 4096 };

const char *beside_media(struct arena *arena)
{
    static const char *const places[] = { "samenspel-media", "media/samenspel-media" };
    char own[PATH_SIZE];
    ssize_t length = readlink("/proc/self/exe", own, sizeof own - 1);
    own[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(own, '/');
    if (slash)
        slash[1] = '\0';
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *path = arena_printf(arena, "%s%s", own, places[i]).data;
        if (file_exists(path))
            return path;
    }
    return arena_printf(arena, "%s%s", own, places[0]).data;
}
