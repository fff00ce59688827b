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
    int64_t last_at;  /* 0: free */
    int64_t until_at; /* locked until then */
    int32_t tries;    /* of the window */
    int32_t rounds;   /* times it was full */
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

struct guess guess_make_own(struct organisation_id organisation, struct text folded, struct text own)
{
    struct arena *arena = arena_new();
    struct guess guess;
    hash_sha256(
        arena_printf(arena, "own %lld %.*s %.*s", (long long)organisation.value, TEXT_ARGS(folded), TEXT_ARGS(own)),
        guess.account);
    memcpy(guess.address, guess.account, SHA256_SIZE);
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
        if (bucket[i].last_at != 0 && memcmp(bucket[i].key, key, SHA256_SIZE) == 0)
            return &bucket[i];
    return NULL;
}

/* A free slot of a bucket, or the one that was quiet longest. */
static struct slot *quietest(struct slot *bucket)
{
    struct slot *slot = bucket;
    for (size_t i = 1; i < BUCKET; i++)
        if (bucket[i].last_at < slot->last_at)
            slot = &bucket[i];
    return slot;
}

/* The slot of a key, its window begun anew when that is over. */
static struct slot *claim(struct guesses *guesses, const unsigned char key[SHA256_SIZE], int64_t at)
{
    struct slot *slot = find(guesses, key);
    if (slot && at - slot->since_at < GUESS_WINDOW_MS && slot->until_at == 0)
        return slot;
    int32_t rounds = slot && at - slot->last_at < GUESS_ROUNDS_MS ? slot->rounds : 0;
    if (!slot)
        slot = quietest(bucket_of(guesses, key));
    *slot = (struct slot){ .since_at = at, .last_at = at, .rounds = rounds };
    memcpy(slot->key, key, SHA256_SIZE);
    return slot;
}

static bool is_locked(struct guesses *guesses, const unsigned char key[SHA256_SIZE], int64_t at)
{
    const struct slot *slot = find(guesses, key);
    return slot && at < slot->until_at;
}

_Static_assert(GUESS_LONGEST_MS == 4 * GUESS_WINDOW_MS, "doubling ends at the longest lock");

/* How long the lock of a full count is: twice the one before. */
static int64_t lock_ms(int32_t rounds)
{
    int64_t length = GUESS_WINDOW_MS;
    while (rounds-- > 0 && length < GUESS_LONGEST_MS)
        length *= 2;
    return length;
}

static void count(struct guesses *guesses, const unsigned char key[SHA256_SIZE], int32_t maximum, int64_t at)
{
    struct slot *slot = claim(guesses, key, at);
    slot->tries++;
    slot->last_at = at;
    if (slot->tries < maximum)
        return;
    slot->until_at = at + lock_ms(slot->rounds);
    slot->rounds++;
}

/* Of a device or session of one's own: there is no network address to count. */
static bool is_own(const struct guess *guess)
{
    return memcmp(guess->account, guess->address, SHA256_SIZE) == 0;
}

static void count_both(struct guesses *guesses, const struct guess *guess, int64_t at)
{
    count(guesses, guess->account, GUESS_ACCOUNT_MAXIMUM, at);
    if (!is_own(guess))
        count(guesses, guess->address, GUESS_ADDRESS_MAXIMUM, at);
}

bool guess_take(struct guesses *guesses, const struct guess *guess, int64_t now_at)
{
    pthread_mutex_lock(&guesses->mutex);
    bool taken = !is_locked(guesses, guess->account, now_at) && !is_locked(guesses, guess->address, now_at);
    if (taken)
        count_both(guesses, guess, now_at);
    pthread_mutex_unlock(&guesses->mutex);
    return taken;
}

/* One try back; a lock that it made is lifted. */
static void give_back(struct slot *slot)
{
    if (slot->until_at != 0)
        slot->rounds--;
    slot->until_at = 0;
    slot->tries--;
}

void guess_forgive(struct guesses *guesses, const struct guess *guess)
{
    pthread_mutex_lock(&guesses->mutex);
    struct slot *account = find(guesses, guess->account);
    struct slot *address = is_own(guess) ? NULL : find(guesses, guess->address);
    if (account)
        *account = (struct slot){ .last_at = 0 };
    if (address && address->tries > 0)
        give_back(address);
    pthread_mutex_unlock(&guesses->mutex);
}

int guesses_load(struct guesses *guesses, struct db *db, int64_t now_at)
{
    struct arena *arena = arena_new();
    struct guess_recent_rows rows = { 0 };
    int status = guess_recent(db, arena, (struct guess_recent_in){ .since = now_at - GUESS_ROUNDS_MS }, &rows);
    pthread_mutex_lock(&guesses->mutex);
    for (size_t i = 0; i < rows.count; i++) {
        if (rows.items[i].account_key.length != SHA256_SIZE || rows.items[i].address_key.length != SHA256_SIZE)
            continue;
        struct guess guess;
        memcpy(guess.account, rows.items[i].account_key.data, SHA256_SIZE);
        memcpy(guess.address, rows.items[i].address_key.data, SHA256_SIZE);
        count_both(guesses, &guess, rows.items[i].at);
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
