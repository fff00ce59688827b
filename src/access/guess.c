/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Counting tries at passwords (access/guess.h). The table is a hash table of small buckets with a secret key; in a full bucket
 * the key that was quiet longest makes room.
 */
#include "access/guess.h"

#include "access/access.sql.h"
#include "base/memory.h"
#include "db/change.h"

#include <pthread.h>
#include <sodium.h>

enum { BUCKET = 8, BUCKETS = GUESS_SLOTS / BUCKET };

struct slot {
    unsigned char key[SHA256_SIZE];
    int64_t since_at; /* first try of the window */
    int64_t last_at;
    int32_t tries; /* 0: free */
};

struct guesses {
    pthread_mutex_t mutex;
    unsigned char secret[crypto_shorthash_KEYBYTES]; /* nobody can choose keys of one bucket */
    struct slot slots[GUESS_SLOTS];
};

struct guesses *guesses_new(void)
{
    struct guesses *guesses = memory_allocate(1, sizeof *guesses);
    pthread_mutex_init(&guesses->mutex, NULL);
    random_bytes(guesses->secret, sizeof guesses->secret);
    return guesses;
}

void guesses_free(struct guesses *guesses)
{
    if (!guesses)
        return;
    pthread_mutex_destroy(&guesses->mutex);
    free(guesses);
}

struct guess guess_make(struct organisation_id organisation, struct text folded, struct text network)
{
    struct arena *arena = arena_new();
    struct guess guess;
    hash_sha256(arena_printf(arena, "account %lld %.*s", (long long)organisation.value, TEXT_ARGS(folded)),
                guess.account);
    hash_sha256(arena_printf(arena, "address %.*s", TEXT_ARGS(network)), guess.address);
    arena_free(arena);
    return guess;
}

static struct slot *bucket_of(struct guesses *guesses, const unsigned char key[SHA256_SIZE])
{
    uint64_t hash;
    unsigned char bytes[crypto_shorthash_BYTES];
    crypto_shorthash(bytes, key, SHA256_SIZE, guesses->secret);
    memcpy(&hash, bytes, sizeof hash);
    return &guesses->slots[hash % BUCKETS * BUCKET];
}

static struct slot *find(struct guesses *guesses, const unsigned char key[SHA256_SIZE])
{
    struct slot *bucket = bucket_of(guesses, key);
    for (size_t i = 0; i < BUCKET; i++)
        if (bucket[i].tries > 0 && memcmp(bucket[i].key, key, SHA256_SIZE) == 0)
            return &bucket[i];
    return NULL;
}

/* A free slot of a bucket, or the one that was quiet longest. */
static struct slot *quietest(struct slot *bucket)
{
    struct slot *slot = bucket;
    for (size_t i = 1; i < BUCKET && slot->tries > 0; i++)
        if (bucket[i].tries == 0 || bucket[i].last_at < slot->last_at)
            slot = &bucket[i];
    return slot;
}

/* The slot of a key, its window begun anew when that is over. */
static struct slot *claim(struct guesses *guesses, const unsigned char key[SHA256_SIZE], int64_t at)
{
    struct slot *slot = find(guesses, key);
    if (slot && at - slot->since_at < GUESS_WINDOW_MS)
        return slot;
    if (!slot)
        slot = quietest(bucket_of(guesses, key));
    *slot = (struct slot){ .since_at = at, .last_at = at };
    memcpy(slot->key, key, SHA256_SIZE);
    return slot;
}

static bool is_full(struct guesses *guesses, const unsigned char key[SHA256_SIZE], int32_t maximum, int64_t at)
{
    const struct slot *slot = find(guesses, key);
    return slot && slot->tries >= maximum && at - slot->since_at < GUESS_WINDOW_MS;
}

static void count(struct guesses *guesses, const unsigned char key[SHA256_SIZE], int64_t at)
{
    struct slot *slot = claim(guesses, key, at);
    slot->tries++;
    slot->last_at = at;
}

bool guess_take(struct guesses *guesses, const struct guess *guess, int64_t now_at)
{
    pthread_mutex_lock(&guesses->mutex);
    bool taken = !is_full(guesses, guess->account, GUESS_ACCOUNT_MAXIMUM, now_at) &&
                 !is_full(guesses, guess->address, GUESS_ADDRESS_MAXIMUM, now_at);
    if (taken) {
        count(guesses, guess->account, now_at);
        count(guesses, guess->address, now_at);
    }
    pthread_mutex_unlock(&guesses->mutex);
    return taken;
}

void guess_forgive(struct guesses *guesses, const struct guess *guess)
{
    pthread_mutex_lock(&guesses->mutex);
    struct slot *account = find(guesses, guess->account);
    struct slot *address = find(guesses, guess->address);
    if (account)
        account->tries = 0;
    if (address)
        address->tries--;
    pthread_mutex_unlock(&guesses->mutex);
}

int guesses_load(struct guesses *guesses, struct db *db, int64_t now_at)
{
    struct arena *arena = arena_new();
    struct guess_recent_rows rows = { 0 };
    int status = guess_recent(db, arena, (struct guess_recent_in){ .since = now_at - GUESS_WINDOW_MS }, &rows);
    pthread_mutex_lock(&guesses->mutex);
    for (size_t i = 0; i < rows.count; i++) {
        if (rows.items[i].account_key.length != SHA256_SIZE || rows.items[i].address_key.length != SHA256_SIZE)
            continue;
        count(guesses, (const unsigned char *)rows.items[i].account_key.data, rows.items[i].at);
        count(guesses, (const unsigned char *)rows.items[i].address_key.data, rows.items[i].at);
    }
    pthread_mutex_unlock(&guesses->mutex);
    arena_free(arena);
    return status;
}

int guess_add(struct change *change, const struct guess *guess)
{
    return guess_insert(change->db,
                        (struct guess_insert_in){ .organisation = change->organisation,
                                                  .id = identity_mint(change->identities),
                                                  .at = change->now_at,
                                                  .account_key = { (const char *)guess->account, SHA256_SIZE },
                                                  .address_key = { (const char *)guess->address, SHA256_SIZE } },
                        NULL);
}
