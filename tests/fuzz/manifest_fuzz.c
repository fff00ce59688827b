/* SPDX-License-Identifier: EUPL-1.2 */
/* MANIFEST of a backup, which may come from anywhere: no path leads out of the folder, and written again it is the same. */
#include "base/error.h"
#include "db/backup_manifest.h"
#include "fuzz.h"

#include <string.h>

static void check_again(struct arena *arena, struct text text, const struct manifest *manifest)
{
    struct text copy = text_copy(arena, text);
    struct manifest again = { 0 };
    FUZZ_HOLDS(manifest_parse(arena, copy, &again) == STATUS_OK);
    FUZZ_HOLDS(again.files.count == manifest->files.count && again.created_at == manifest->created_at);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct manifest manifest = { 0 };
    if (manifest_parse(arena, fuzz_text(data, size), &manifest) == STATUS_OK) {
        FUZZ_HOLDS(manifest.schema >= 0 && manifest.created_at >= 0);
        for (size_t i = 0; i < manifest.files.count; i++) {
            const struct manifest_file *file = &manifest.files.items[i];
            FUZZ_HOLDS(file->size >= 0 && file->path.length > 0 && file->path.data[0] != '/');
            FUZZ_HOLDS(text_find(file->path, TEXT("..")) == SIZE_MAX || text_find(file->path, TEXT("/..")) == SIZE_MAX);
            FUZZ_HOLDS(memchr(file->path.data, '\0', file->path.length) == NULL);
        }
        check_again(arena, fuzz_text(data, size), &manifest);
    }
    arena_free(arena);
    return 0;
}
