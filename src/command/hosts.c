/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/hosts.h"

#include "base/file.h"
#include "base/vector.h"
#include "command/installation.h"
#include "command/settings.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

struct names {
    VECTOR(struct text) items;
};

struct text hosts_name(struct text origin)
{
    size_t start = text_find(origin, TEXT("://"));
    if (start > origin.length)
        return TEXT("localhost");
    struct text name = text_slice(origin, start + 3, origin.length);
    size_t end = name.length;
    while (end > 0 && name.data[end - 1] >= '0' && name.data[end - 1] <= '9')
        end--;
    return end > 1 && end < name.length && name.data[end - 1] == ':' ? text_slice(name, 0, end - 1) : name;
}

static int compare_names(const void *left, const void *right)
{
    const struct text *a = left;
    const struct text *b = right;
    return text_compare(*a, *b);
}

static int read_names(struct arena *arena, const char *folder, struct error *error, struct names *names)
{
    DIR *entries = opendir(folder);
    if (!entries && errno == ENOENT)
        return STATUS_OK;
    if (!entries)
        return error_set(error, STATUS_FAILED, 0, "%s: %s", folder, strerror(errno));
    for (const struct dirent *entry; (entry = readdir(entries)) != NULL;)
        if (entry->d_name[0] != '.')
            *vector_add(arena, &names->items) = text_copy(arena, text_from(entry->d_name));
    closedir(entries);
    if (names->items.count > 1)
        qsort(names->items.items, names->items.count, sizeof *names->items.items, compare_names);
    return STATUS_OK;
}

/* One folder; `ret_count` grows by one when there is an installation in it. */
static int load_one(struct arena *arena, const char *folder, struct text name, struct error *error,
                    struct settings *settings, size_t *ret_count)
{
    const char *data = arena_printf(arena, "%s/%.*s", folder, TEXT_ARGS(name)).data;
    int status = settings_load_folder(arena, data, error, settings);
    if (status != STATUS_OK || !file_exists(settings->key))
        return status;
    if (!text_equal(hosts_name(text_from(settings->origin)), name))
        return error_set(error, STATUS_INVALID, 0, "%s: its samenspel.conf must say origin = https://%.*s, not \"%s\"",
                         data, TEXT_ARGS(name), settings->origin);
    installation_narrow(arena, settings);
    (*ret_count)++;
    return STATUS_OK;
}

int hosts_load(struct arena *arena, const struct settings *first, struct error *error, struct settings **ret_settings,
               size_t *ret_count)
{
    const char *folder = arena_printf(arena, "%s/%s", first->data, HOSTS_FOLDER).data;
    struct names names = { .items = { .items = NULL } };
    int status = read_names(arena, folder, error, &names);
    if (status != STATUS_OK)
        return status;
    struct settings *settings = ARENA_MANY(arena, struct settings, names.items.count + 1);
    size_t count = 1;
    settings[0] = *first;
    if (first->organisation == 0) /* it may have been made since they were read: a demo */
        installation_narrow(arena, &settings[0]);
    for (size_t i = 0; status == STATUS_OK && i < names.items.count; i++)
        status = load_one(arena, folder, names.items.items[i], error, &settings[count], &count);
    if (status != STATUS_OK)
        return status;
    *ret_settings = settings;
    *ret_count = count;
    return STATUS_OK;
}
