/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the access layer of a running program holds (access/access.h): which organisation the signed-out pages belong to,
 * zones, the seen queue and the counters against guessing.
 */
#include "access/access.h"

#include "access/access.sql.h"
#include "access/care.h"
#include "access/housekeeping.h"
#include "base/memory.h"
#include "base/vector.h"
#include "base/zone.h"
#include "i18n/day_text.h"

#include <pthread.h>

struct access {
    struct writer *writer;
    struct live *live; /* may be NULL */
    const struct clock *clock;
    struct organisation_id organisation; /* of signed-out pages */
    struct words_choice signed_out;      /* country, je or u of it */
    struct seen *seen;
    struct guesses *guesses;
    struct access_keys keys; /* of the key file; access_key makes others of them */
    struct access_installation installation;
    struct day_texts *day_texts;
    pthread_mutex_t mutex; /* zones and their arena */
    struct arena *arena;
    VECTOR(struct zone *) zones;
};

struct access *request_access(const struct request *request)
{
    const struct access_context *context = request->app;
    return context->access;
}

struct writer *access_writer(struct access *access)
{
    return access->writer;
}

struct seen *access_seen(struct access *access)
{
    return access->seen;
}

struct day_texts *access_day_texts(struct access *access)
{
    return access->day_texts;
}

void access_session_ended(struct access *access, struct session_id session)
{
    if (access->live && session.value != 0)
        live_end_owner(access->live, session.value);
}

void access_keys_add(struct access_keys *keys, struct text key_file)
{
    if (keys->count < ACCESS_KEYS_MAXIMUM)
        hash_blake2b(key_file, TEXT("samenspel access"), keys->roots[keys->count++]);
}

void access_keys_get(const struct access_keys *keys, size_t which, const char *purpose,
                     unsigned char ret_key[BLAKE2B_SIZE])
{
    struct text root = { (const char *)keys->roots[which], BLAKE2B_SIZE };
    hash_blake2b(root, text_from(purpose), ret_key);
}

void access_key_make(struct text key_file, const char *purpose, unsigned char ret_key[BLAKE2B_SIZE])
{
    struct access_keys keys = { .count = 0 };
    access_keys_add(&keys, key_file);
    access_keys_get(&keys, 0, purpose, ret_key);
}

const struct access_installation *access_installation(const struct access *access)
{
    return &access->installation;
}

void access_key(const struct access *access, const char *purpose, unsigned char ret_key[BLAKE2B_SIZE])
{
    access_keys_get(&access->keys, 0, purpose, ret_key);
}

void access_key_lasting(const struct access *access, const char *purpose, unsigned char ret_key[BLAKE2B_SIZE])
{
    access_keys_get(&access->keys, access->keys.count - 1, purpose, ret_key);
}

const struct access_keys *access_keys(const struct access *access)
{
    return &access->keys;
}

struct guesses *access_guesses(struct access *access)
{
    return access->guesses;
}

struct organisation_id access_organisation(const struct access *access)
{
    return access->organisation;
}

struct words_choice access_words_of(struct text language, struct text country, struct text address_form, int64_t cares)
{
    struct words_choice choice = { .language = LANGUAGE_NL,
                                   .country = text_equal(country, TEXT("BE")) ? COUNTRY_BE : COUNTRY_NL,
                                   .polite = text_equal(address_form, TEXT("u")),
                                   .care = care_only(cares) };
    enum language known;
    if (language_from_code(language, &known))
        choice.language = known;
    return choice;
}

struct words_choice access_words_choice(const struct request *request)
{
    struct words_choice choice = request_access(request)->signed_out;
    if (!language_from_code(request_cookie(request, LANGUAGE_COOKIE), &choice.language))
        choice.language = language_accept(request_header(request, "Accept-Language"), LANGUAGE_NL);
    return choice;
}

static struct zone *find_zone(struct access *access, struct text name)
{
    for (size_t i = 0; i < access->zones.count; i++)
        if (text_equal(zone_name(access->zones.items[i]), name))
            return access->zones.items[i];
    struct zone *zone;
    if (zone_open(name, &zone) != STATUS_OK)
        return access->zones.items[0];
    *vector_add(access->arena, &access->zones) = zone;
    return zone;
}

struct zone *access_zone(struct access *access, struct text name)
{
    pthread_mutex_lock(&access->mutex);
    struct zone *zone = find_zone(access, name);
    pthread_mutex_unlock(&access->mutex);
    return zone;
}

/* The organisation that was asked for, or the only one there is. */
static int choose_organisation(struct access *access, const struct access_options *options, struct error *error)
{
    struct access_organisations_rows rows;
    int status = access_organisations(options->db, access->arena, &rows);
    if (status != STATUS_OK)
        return error_set(error, status, 0, "the organisations cannot be read");
    const struct access_organisations_row *chosen = NULL;
    if (options->organisation.value == 0 && rows.count == 1)
        chosen = &rows.items[0];
    for (size_t i = 0; options->organisation.value != 0 && i < rows.count; i++)
        if (rows.items[i].organisation.value == options->organisation.value)
            chosen = &rows.items[i];
    if (options->organisation.value != 0 && !chosen)
        return error_set(error, STATUS_NOT_FOUND, 0, "no such organisation");
    if (chosen) {
        access->organisation = chosen->organisation;
        access->signed_out = access_words_of(TEXT("nl"), chosen->country, chosen->address_form, chosen->cares);
    }
    return STATUS_OK;
}

static int run_seen(void *context, struct organisation_id organisation, int (*fn)(struct change *, void *),
                    void *argument)
{
    struct access *access = context;
    struct arena *arena = arena_new();
    struct writer_task task = {
        .change = fn, .argument = argument, .arena = arena, .organisation = organisation, .name = "seen"
    };
    int status = writer_run(access->writer, NULL, &task);
    arena_free(arena);
    return status;
}

/* Everything that can fail. */
static int prepare(struct access *access, const struct access_options *options, struct error *error)
{
    struct zone *utc;
    if (zone_open(TEXT("UTC"), &utc) != STATUS_OK)
        return error_set(error, STATUS_FAILED, 0, "no time zones: the zone UTC is not there");
    *vector_add(access->arena, &access->zones) = utc;
    int status = choose_organisation(access, options, error);
    if (status != STATUS_OK)
        return status;
    status = guesses_load(access->guesses, options->db, clock_now(options->clock));
    if (status == STATUS_OK)
        status = housekeeping_plan(options->writer, access->organisation);
    if (status != STATUS_OK)
        return error_set(error, status, 0, "the counters of sign-in cannot be read");
    status = seen_start((struct seen_sink){ .run = run_seen, .context = access }, 0, &access->seen);
    return status == STATUS_OK ? STATUS_OK : error_set(error, status, 0, "no thread for the seen queue");
}

int access_open(const struct access_options *options, struct error *error, struct access **ret_access)
{
    struct access *access = memory_allocate(1, sizeof *access);
    access->writer = options->writer;
    access->live = options->live;
    access->clock = options->clock;
    access->installation = options->installation;
    access->arena = arena_new();
    access->day_texts = day_texts_new();
    access->guesses = guesses_new();
    if (options->keys)
        access->keys = *options->keys;
    else if (!text_is_empty(options->key))
        access_keys_add(&access->keys, options->key);
    else {
        random_bytes(access->keys.roots[0], sizeof access->keys.roots[0]);
        access->keys.count = 1;
    }
    pthread_mutex_init(&access->mutex, NULL);
    int status = prepare(access, options, error);
    if (status != STATUS_OK) {
        access_close(access);
        return status;
    }
    *ret_access = access;
    return STATUS_OK;
}

void access_close(struct access *access)
{
    if (!access)
        return;
    seen_stop(access->seen);
    for (size_t i = 0; i < access->zones.count; i++)
        zone_close(access->zones.items[i]);
    guesses_free(access->guesses);
    day_texts_free(access->day_texts);
    pthread_mutex_destroy(&access->mutex);
    arena_free(access->arena);
    free(access);
}
