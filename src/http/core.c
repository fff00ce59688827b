/* SPDX-License-Identifier: EUPL-1.2 */
/* See core.h. */
#include "http/core.h"

#include "base/memory.h"
#include "base/random.h"

#include <stdlib.h>

static void default_integer(int *value, int fallback)
{
    if (*value == 0)
        *value = fallback;
}

static void default_size(size_t *value, size_t fallback)
{
    if (*value == 0)
        *value = fallback;
}

static void fill_defaults(struct server_options *options)
{
    if (!options->address)
        options->address = "127.0.0.1";
    if (!options->spool_folder)
        options->spool_folder = "/tmp";
    if (!options->clock)
        options->clock = clock_system();
    default_integer(&options->workers, 2);
    default_integer(&options->hash_threads, 2);
    default_integer(&options->hash_waiting, 64);
    default_integer(&options->connections, 4096);
    default_integer(&options->connections_per_address, 64);
    default_size(&options->connection_memory, 12 * 1024);
    default_size(&options->header_limit, 4096);
    default_integer(&options->header_ms, 10 * SECOND_MS);
    default_integer(&options->idle_ms, 75 * SECOND_MS);
    default_integer(&options->body_ms, MINUTE_MS);
    default_integer(&options->body_rate, 16 * 1024);
    default_integer(&options->answer_ms, 30 * SECOND_MS);
    default_integer(&options->answer_rate, 16 * 1024);
    default_integer(&options->stop_ms, 10 * SECOND_MS);
}

static int check_numbers(const struct server_options *options, struct error *error)
{
    if (options->workers < 1 || options->hash_threads < 1 || options->hash_waiting < 1 || options->connections < 1)
        return error_set(error, STATUS_INVALID, 0, "workers, hash threads and connections must be above 0");
    if (options->connection_memory < 4096 || options->header_limit > options->connection_memory)
        return error_set(error, STATUS_INVALID, 0, "connection memory below 4096 bytes or below the header limit");
    if (options->header_ms < 0 || options->idle_ms < 0 || options->body_ms < 0 || options->answer_ms < 0 ||
        options->stop_ms < 0 || options->body_rate < 1 || options->answer_rate < 1)
        return error_set(error, STATUS_INVALID, 0, "a deadline or rate below 0");
    return STATUS_OK;
}

/* "samenspel.example" of "https://samenspel.example:8443"; an address of IPv6 keeps its brackets. */
static struct text host_of(struct text origin)
{
    struct text rest = text_slice(origin, text_find(origin, TEXT("://")) + 3, origin.length);
    size_t end = rest.length;
    while (end > 0 && rest.data[end - 1] >= '0' && rest.data[end - 1] <= '9')
        end--;
    return end > 1 && end < rest.length && rest.data[end - 1] == ':' ? text_slice(rest, 0, end - 1) : rest;
}

static int read_origin(struct core_site *site, struct error *error)
{
    struct text origin = text_from(site->site.origin);
    site->origin = origin;
    site->secure = text_starts_with(origin, TEXT("https://"));
    site->host = origin.data ? host_of(origin) : TEXT("localhost");
    if (origin.data == NULL || (site->secure && origin.length > 8))
        return STATUS_OK;
    if (text_starts_with(origin, TEXT("http://")) && origin.length > 7 && !text_ends_with(origin, TEXT("/")))
        return STATUS_OK;
    return error_set(error, STATUS_INVALID, 0, "the site's address must be https://host or http://host: %s",
                     site->site.origin);
}

static const struct core_site *find_site(const struct core *core, size_t count, struct text host)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(core->sites[i].host, host))
            return &core->sites[i];
    return NULL;
}

const struct core_site *core_site(const struct core *core, struct text host)
{
    return core->site_count == 1 ? &core->sites[0] : find_site(core, core->site_count, host);
}

static int read_sites(struct core *core, struct error *error)
{
    const struct server_options *options = &core->options;
    if (options->site_count >= SERVER_SITES_MAXIMUM)
        return error_set(error, STATUS_INVALID, 0, "more than %d sites", SERVER_SITES_MAXIMUM);
    core->sites = memory_allocate(options->site_count + 1, sizeof *core->sites);
    core->site_count = options->site_count + 1;
    core->sites[0].site = (struct server_site){
        .origin = options->origin, .spool_folder = options->spool_folder, .hooks = options->hooks, .live = options->live
    };
    int status = STATUS_OK;
    for (size_t i = 0; i < core->site_count && status == STATUS_OK; i++) {
        struct core_site *site = &core->sites[i];
        site->index = i;
        if (i > 0)
            site->site = options->sites[i - 1];
        status = read_origin(site, error);
        if (status == STATUS_OK && find_site(core, i, site->host))
            status = error_set(error, STATUS_INVALID, 0, "two sites have the host %.*s", TEXT_ARGS(site->host));
    }
    return status;
}

static int compare_assets(const void *left, const void *right)
{
    const struct asset_file *const *a = left;
    const struct asset_file *const *b = right;
    return strcmp((*a)->address, (*b)->address);
}

static void sort_assets(struct core *core)
{
    size_t count = core->options.asset_count;
    core->assets = memory_allocate(count + 1, sizeof(struct asset_file *));
    for (size_t i = 0; i < count; i++)
        core->assets[i] = &core->options.assets[i];
    if (count > 1)
        qsort(core->assets, count, sizeof(struct asset_file *), compare_assets);
}

const struct asset_file *core_asset(const struct core *core, struct text path)
{
    size_t low = 0;
    size_t high = core->options.asset_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = text_compare(path, text_from(core->assets[middle]->address));
        if (order == 0)
            return core->assets[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

int core_init(struct core *core, const struct server_options *options, struct error *error)
{
    *core = (struct core){ .options = *options };
    fill_defaults(&core->options);
    int status = check_numbers(&core->options, error);
    if (!status)
        status = read_sites(core, error);
    if (!status)
        status = networks_read(options->trusted_proxies, error, &core->proxies);
    if (!status)
        status = route_table_compile(options->routes, options->routes_count, error, &core->routes);
    if (status) {
        free(core->sites);
        core->sites = NULL;
        return status;
    }
    uint32_t start;
    random_bytes(&start, sizeof(start));
    atomic_init(&core->next_number, (uint64_t)start << 20);
    random_bytes(core->tag_key, sizeof(core->tag_key));
    sort_assets(core);
    return STATUS_OK;
}

void core_release(struct core *core)
{
    route_table_free(core->routes);
    free(core->assets);
    free(core->sites);
    core->sites = NULL;
    core->routes = NULL;
    core->assets = NULL;
}
