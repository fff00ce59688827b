/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The main function of a fuzzer where there is no libFuzzer: runs it once over every file of the folders that are its
 * arguments, each in memory of exactly its size, so that the sanitizers see a byte too far. Options of libFuzzer
 * (they begin with '-') are passed over.
 */
#include "base/file.h"
#include "fuzz.h"

#include <dirent.h>
#include <string.h>

enum { INPUT_MAXIMUM = 1024 * 1024 };

static void run_file(struct arena *arena, const char *path)
{
    struct text content;
    if (file_read(arena, path, INPUT_MAXIMUM, &content)) {
        fprintf(stderr, "%s cannot be read\n", path);
        exit(1);
    }
    uint8_t *exact = malloc(content.length > 0 ? content.length : 1);
    if (!exact)
        abort();
    if (content.length > 0)
        memcpy(exact, content.data, content.length);
    LLVMFuzzerTestOneInput(exact, content.length);
    free(exact);
}

static size_t run_folder(struct arena *arena, const char *path)
{
    size_t count = 0;
    DIR *folder = opendir(path);
    for (const struct dirent *entry; folder && (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        run_file(arena, arena_printf(arena, "%s/%s", path, entry->d_name).data);
        count++;
    }
    if (folder)
        closedir(folder);
    return count;
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_new();
    size_t count = 0;
    for (int i = 1; i < argc; i++) {
        if (argv[i][0] != '-')
            count += run_folder(arena, argv[i]);
    }
    arena_free(arena);
    fprintf(stderr, "%zu inputs\n", count);
    return count > 0 ? 0 : 1;
}
