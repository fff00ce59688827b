/* SPDX-License-Identifier: EUPL-1.2 */
/* The settings file: any bytes in it are refused with a reason, or every setting is what its row in the table allows. */
#include "base/error.h"
#include "base/file.h"
#include "command/settings.h"
#include "fuzz.h"

#include <string.h>
#include <unistd.h>

static const char *folder_of_this_run(void)
{
    static char folder[] = "/tmp/samenspel-fuzz-XXXXXX";
    static bool made;
    if (!made && !mkdtemp(folder))
        abort();
    made = true;
    return folder;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct error error = { .word = 0 };
    struct settings settings;
    const char *path = arena_printf(arena, "%s/samenspel.conf", folder_of_this_run()).data;
    if (file_write(path, fuzz_text(data, size), 0600) != STATUS_OK)
        abort();
    if (settings_load_folder(arena, folder_of_this_run(), &error, &settings) == STATUS_OK) {
        FUZZ_HOLDS(settings.port >= 0 && settings.port <= 65535);
        FUZZ_HOLDS(settings.workers >= 1 && settings.workers <= 64);
        FUZZ_HOLDS(settings_is_origin(text_from(settings.origin)));
        FUZZ_HOLDS(settings.node >= 0 && settings.node <= 1023);
    } else {
        FUZZ_HOLDS(error.detail[0] != '\0');
    }
    unlink(path);
    arena_free(arena);
    return 0;
}
