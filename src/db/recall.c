/* SPDX-License-Identifier: EUPL-1.2 */
/* See recall.h. */
#include "db/recall.h"

#include "base/clock.h"
#include "base/memory.h"
#include "db/driver.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>
#include <xxhash.h>

enum {
    PLACES = 4096,     /* of tables, by their names: two that share one are forgotten together */
    WAYS = 4,          /* slots that an answer may take: with one, answers push each other out long before it is full */
    ROWS_MAXIMUM = 32, /* of an answer that is kept */
    ANSWER_MAXIMUM = 8192, /* bytes of one */
};

static _Atomic uint64_t commits = 1;           /* number of the last one */
static _Atomic uint64_t written_at[PLACES];    /* the last that wrote a table of this place */
static _Atomic uint64_t everything_written_at; /* the last that may have written any table */

/* Behind it lie the parameters, the rows as the statement gives them, and the texts of the rows. */
struct answer {
    const struct db_statement *statement;
    uint64_t right_at; /* number of the last commit of which it is known to be right */
    int64_t read_at;   /* of the monotonic clock, in seconds */
    size_t size;       /* of all of it, in bytes */
    size_t key_size;
    size_t count; /* rows */
    size_t text_size;
    char bytes[];
};

/* The hash stands beside the answer, so that another's answer is not fetched into the processor to be told apart. */
struct slot {
    uint64_t hash;
    struct answer *answer; /* NULL: none */
};

struct db_recall {
    pthread_mutex_t mutex;
    size_t bytes; /* of all answers */
    size_t slot_count;
    struct slot slots[];
};

/* --- what was written --- */

static size_t place_of(const char *table)
{
    return XXH3_64bits(table, strlen(table)) % PLACES;
}

uint64_t db_commit_number(void)
{
    return atomic_load(&commits);
}

void db_note_written(struct db_written *written, const char *table)
{
    size_t place = place_of(table);
    for (size_t i = 0; i < written->count; i++)
        if (written->places[i] == place)
            return;
    if (written->count == DB_WRITTEN_MAXIMUM)
        written->everything = true;
    else
        written->places[written->count++] = (uint16_t)place;
}

/* One at a time, and the number last: who reads a number finds the tables of all commits up to it. */
void db_publish_written(struct db_written *written)
{
    static pthread_mutex_t publishing = PTHREAD_MUTEX_INITIALIZER;
    if (written->count == 0 && !written->everything)
        return;
    pthread_mutex_lock(&publishing);
    uint64_t number = atomic_load(&commits) + 1;
    for (size_t i = 0; i < written->count; i++)
        atomic_store(&written_at[written->places[i]], number);
    if (written->everything)
        atomic_store(&everything_written_at, number);
    atomic_store(&commits, number);
    pthread_mutex_unlock(&publishing);
    *written = (struct db_written){ .count = 0 };
}

static uint64_t last_written(const struct db_statement *statement)
{
    uint64_t last = atomic_load(&everything_written_at);
    for (const char *const *table = statement->reads; *table; table++) {
        uint64_t number = atomic_load(&written_at[place_of(*table)]);
        last = number > last ? number : last;
    }
    return last;
}

/* --- the memory --- */

struct db_recall *db_recall_new(size_t slots)
{
    assert(slots >= WAYS && (slots & (slots - 1)) == 0);
    struct db_recall *recall = memory_allocate(1, sizeof *recall + slots * sizeof *recall->slots);
    recall->slot_count = slots;
    pthread_mutex_init(&recall->mutex, NULL);
    return recall;
}

void db_recall_free(struct db_recall *recall)
{
    if (!recall)
        return;
    for (size_t i = 0; i < recall->slot_count; i++)
        free(recall->slots[i].answer);
    pthread_mutex_destroy(&recall->mutex);
    free(recall);
}

void db_recall_use(struct db *db, struct db_recall *recall)
{
    db->recall = recall;
}

void db_read_anew(struct db *db)
{
    db->anew = true;
}

static int64_t seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return now.tv_sec;
}

static bool is_text(const struct db_column *column)
{
    return db_type_storage(column->type) != 'i';
}

static struct text text_at(const void *row, const struct db_column *column)
{
    struct text text;
    memcpy(&text, (const char *)row + column->offset, sizeof text);
    return text;
}

/* A number as its eight bytes, a text as eight bytes of its length and then its own: other parameters never make the same bytes. */
static int write_key(struct db *db, const struct db_statement *statement, const void *in, struct arena *arena,
                     struct text *ret_key)
{
    size_t size = 0;
    for (size_t i = 0; i < statement->in_count; i++)
        size += sizeof(int64_t) + (is_text(&statement->in[i]) ? text_at(in, &statement->in[i]).length : 0);
    char *key = arena_allocate(arena, size);
    char *end = key;
    for (size_t i = 0; i < statement->in_count; i++) {
        struct db_value value;
        int status = db_value_read(db, statement, &statement->in[i], in, &value);
        if (status != STATUS_OK)
            return status;
        int64_t word = is_text(&statement->in[i]) ? (int64_t)value.text.length : value.integer;
        memcpy(end, &word, sizeof word);
        end += sizeof word;
        memcpy(end, text_bytes(value.text), value.text.length);
        end += value.text.length;
    }
    *ret_key = (struct text){ key, (size_t)(end - key) };
    return STATUS_OK;
}

int db_recall_key(struct db *db, const struct db_statement *statement, const void *in, struct arena *arena,
                  struct db_recall_key *ret_key)
{
    *ret_key = (struct db_recall_key){ .statement = NULL };
    if (!db->recall || !statement->reads || db->changing)
        return STATUS_OK;
    ret_key->begun_at = db->begun_at ? db->begun_at : db_commit_number();
    ret_key->statement = statement;
    return write_key(db, statement, in, arena, &ret_key->bytes);
}

/* Lets the texts of the rows point into `texts`, where they lie one after another. */
static void point_texts(const struct db_statement *statement, const char *texts, char *rows, size_t count)
{
    for (char *row = rows; row < rows + count * statement->row_size; row += statement->row_size) {
        for (size_t i = 0; i < statement->out_count; i++) {
            if (!is_text(&statement->out[i]))
                continue;
            struct text text = text_at(row, &statement->out[i]);
            if (!text_is_null(text))
                text.data = texts;
            texts += text.length;
            memcpy(row + statement->out[i].offset, &text, sizeof text);
        }
    }
}

static bool is_of(const struct answer *answer, const struct db_recall_key *key)
{
    return answer && answer->statement == key->statement && answer->key_size == key->bytes.length &&
           memcmp(answer->bytes, key->bytes.data, key->bytes.length) == 0;
}

static uint64_t hash_key(const struct db_recall_key *key)
{
    return XXH3_64bits_withSeed(key->bytes.data, key->bytes.length, (uint64_t)(uintptr_t)key->statement);
}

/* Where the answer is, or where it would go: over nothing, or over the oldest of its bucket. */
static struct slot *slot_of(struct db_recall *recall, const struct db_recall_key *key, uint64_t hash)
{
    struct slot *bucket = &recall->slots[(hash & (recall->slot_count - 1)) / WAYS * WAYS];
    for (struct slot *slot = bucket; slot < bucket + WAYS; slot++)
        if (slot->hash == hash && is_of(slot->answer, key))
            return slot;
    struct slot *oldest = bucket;
    for (struct slot *slot = bucket; slot < bucket + WAYS && oldest->answer; slot++)
        if (!slot->answer || slot->answer->read_at < oldest->answer->read_at)
            oldest = slot;
    return oldest;
}

/* Right of a commit, it is right until one of its tables is written: looked up once after each commit, not for each page. */
static bool is_right(struct answer *answer, const struct db_statement *statement)
{
    uint64_t now = db_commit_number();
    if (answer->right_at >= now)
        return true;
    if (answer->right_at < last_written(statement))
        return false;
    answer->right_at = now;
    return true;
}

static bool is_good(struct answer *answer, const struct db_recall_key *key)
{
    return is_of(answer, key) && seconds_now() - answer->read_at < RECALL_SECONDS && is_right(answer, key->statement);
}

bool db_recall_find(const struct db *db, const struct db_recall_key *key, struct arena *arena, void **ret_items,
                    size_t *ret_count)
{
    char *rows = NULL;
    char *texts = NULL;
    size_t count = 0;
    if (!key->statement || db->anew)
        return false;
    size_t row_size = key->statement->row_size;
    uint64_t hash = hash_key(key);
    pthread_mutex_lock(&db->recall->mutex);
    struct answer *answer = slot_of(db->recall, key, hash)->answer;
    bool good = is_good(answer, key);
    if (good && answer->count > 0) {
        const char *kept = answer->bytes + answer->key_size;
        count = answer->count;
        rows = arena_allocate_many(arena, count, row_size);
        memcpy(rows, kept, count * row_size);
        /* One byte more than there is text: a text of no length is not the null text. */
        texts = arena_copy(arena, kept + count * row_size, answer->text_size + 1);
    }
    pthread_mutex_unlock(&db->recall->mutex);
    if (!good)
        return false;
    point_texts(key->statement, texts, rows, count);
    *ret_items = rows;
    *ret_count = count;
    return true;
}

static size_t size_of_texts(const struct db_statement *statement, const char *rows, size_t count)
{
    size_t size = 0;
    for (const char *row = rows; row < rows + count * statement->row_size; row += statement->row_size)
        for (size_t i = 0; i < statement->out_count; i++)
            size += is_text(&statement->out[i]) ? text_at(row, &statement->out[i]).length : 0;
    return size;
}

static void copy_texts(const struct db_statement *statement, const char *rows, size_t count, char *end)
{
    for (const char *row = rows; row < rows + count * statement->row_size; row += statement->row_size) {
        for (size_t i = 0; i < statement->out_count; i++) {
            if (!is_text(&statement->out[i]))
                continue;
            struct text text = text_at(row, &statement->out[i]);
            memcpy(end, text_bytes(text), text.length);
            end += text.length;
        }
    }
}

/* Puts the answer in its place. Gives back what has no place any more: the one before, or this one; NULL for none. */
static struct answer *put(struct db_recall *recall, const struct db_recall_key *key, struct answer *answer)
{
    uint64_t hash = hash_key(key);
    pthread_mutex_lock(&recall->mutex);
    struct slot *slot = slot_of(recall, key, hash);
    struct answer *former = slot->answer;
    size_t bytes = recall->bytes - (former ? former->size : 0) + answer->size;
    bool fits = bytes <= RECALL_MAXIMUM;
    if (fits) {
        *slot = (struct slot){ hash, answer };
        recall->bytes = bytes;
    }
    pthread_mutex_unlock(&recall->mutex);
    return fits ? former : answer;
}

void db_recall_keep(const struct db *db, const struct db_recall_key *key, const void *items, size_t count)
{
    const struct db_statement *statement = key->statement;
    if (!statement || count > ROWS_MAXIMUM)
        return;
    size_t text_size = size_of_texts(statement, items, count);
    size_t size = key->bytes.length + count * statement->row_size + text_size + 1;
    if (size > ANSWER_MAXIMUM)
        return;
    struct answer *answer = memory_allocate(1, sizeof *answer + size);
    *answer = (struct answer){ .statement = statement,
                               .right_at = key->begun_at,
                               .read_at = seconds_now(),
                               .size = sizeof *answer + size,
                               .key_size = key->bytes.length,
                               .count = count,
                               .text_size = text_size };
    char *rows = answer->bytes + key->bytes.length;
    memcpy(answer->bytes, key->bytes.data, key->bytes.length);
    if (count > 0) {
        memcpy(rows, items, count * statement->row_size);
        copy_texts(statement, items, count, rows + count * statement->row_size);
    }
    free(put(db->recall, key, answer));
}
