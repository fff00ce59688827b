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
    uint64_t begun_at; /* number of the commit */
    int64_t read_at;   /* of the monotonic clock, in seconds */
    size_t size;       /* of all of it, in bytes */
    size_t key_size;
    size_t count; /* rows */
    size_t text_size;
    char bytes[];
};

struct db_recall {
    pthread_mutex_t mutex;
    size_t bytes; /* of all answers */
    size_t slot_count;
    struct answer *slots[];
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

/* Two that publish at the same time may come in any order: the later number stays. */
static void raise_to(_Atomic uint64_t *place, uint64_t number)
{
    uint64_t there = atomic_load(place);
    while (there < number && !atomic_compare_exchange_weak(place, &there, number))
        continue;
}

void db_publish_written(struct db_written *written)
{
    if (written->count == 0 && !written->everything)
        return;
    uint64_t number = atomic_fetch_add(&commits, 1) + 1;
    for (size_t i = 0; i < written->count; i++)
        raise_to(&written_at[written->places[i]], number);
    if (written->everything)
        raise_to(&everything_written_at, number);
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
        free(recall->slots[i]);
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

/* Where the answer is, or where it would go: over nothing, or over the oldest of its bucket. */
static struct answer **slot_of(struct db_recall *recall, const struct db_recall_key *key)
{
    uint64_t hash = XXH3_64bits_withSeed(key->bytes.data, key->bytes.length, (uint64_t)(uintptr_t)key->statement);
    struct answer **bucket = &recall->slots[(hash & (recall->slot_count - 1)) / WAYS * WAYS];
    struct answer **oldest = bucket;
    for (struct answer **slot = bucket; slot < bucket + WAYS; slot++) {
        if (is_of(*slot, key))
            return slot;
        if (*oldest && (!*slot || (*slot)->read_at < (*oldest)->read_at))
            oldest = slot;
    }
    return oldest;
}

static bool is_good(const struct answer *answer, const struct db_recall_key *key)
{
    return is_of(answer, key) && answer->begun_at >= last_written(key->statement) &&
           seconds_now() - answer->read_at < RECALL_SECONDS;
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
    pthread_mutex_lock(&db->recall->mutex);
    const struct answer *answer = *slot_of(db->recall, key);
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
    pthread_mutex_lock(&recall->mutex);
    struct answer **slot = slot_of(recall, key);
    struct answer *former = *slot;
    size_t bytes = recall->bytes - (former ? former->size : 0) + answer->size;
    bool fits = bytes <= RECALL_MAXIMUM;
    if (fits) {
        *slot = answer;
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
                               .begun_at = key->begun_at,
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
