/* SPDX-License-Identifier: EUPL-1.2 */
/* See key.h. */
#include "command/key.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "command/installation.sql.h"
#include "db/change.h"

#include <errno.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MAXIMUM = 8 * 1024 };

_Static_assert((int)KEY_BYTES == (int)BLAKE2B_SIZE && (int)KEY_BYTES == (int)CHAIN_KEY_SIZE,
               "one function writes them all");

static const char first_line[] = "samenspel key file 2";

static struct text key_text(const unsigned char *bytes)
{
    return (struct text){ (const char *)bytes, KEY_BYTES };
}

/* --- the file --- */

static int read_served(struct key *key, struct text words)
{
    struct text chain;
    struct text check = text_cut(words, ' ', &chain);
    if (key->served_count == KEY_SERVED_MAXIMUM)
        return STATUS_INVALID;
    struct key_served *served = &key->served[key->served_count++];
    int status = hex_decode(check, served->check, sizeof served->check);
    return status == STATUS_OK ? hex_decode(chain, served->chain.bytes, sizeof served->chain.bytes) : status;
}

static int read_line(struct key *key, struct text line, bool *has_present)
{
    struct text rest;
    struct text what = text_cut(line, ' ', &rest);
    if (text_is_null(rest))
        return STATUS_INVALID;
    if (text_equal(what, TEXT("key")) && !*has_present) {
        *has_present = true;
        return hex_decode(rest, key->bytes, KEY_BYTES);
    }
    if (text_equal(what, TEXT("former")) && key->former_count < KEY_FORMER_MAXIMUM)
        return hex_decode(rest, key->former[key->former_count++], KEY_BYTES);
    return text_equal(what, TEXT("served")) ? read_served(key, rest) : STATUS_INVALID;
}

int key_parse(struct text content, struct key *ret_key)
{
    struct key key = { .former_count = 0 };
    bool has_present = content.length == KEY_BYTES;
    struct text rest;
    if (has_present) {
        memcpy(key.bytes, content.data, KEY_BYTES);
        *ret_key = key;
        return STATUS_OK;
    }
    if (!text_equal(text_cut(content, '\n', &rest), text_from(first_line)))
        return STATUS_INVALID;
    while (rest.data && rest.length > 0)
        if (read_line(&key, text_cut(rest, '\n', &rest), &has_present) != STATUS_OK)
            return STATUS_INVALID;
    if (!has_present)
        return STATUS_INVALID;
    *ret_key = key;
    return STATUS_OK;
}

static void put_hex(struct buffer *buffer, struct arena *arena, const char *what, const unsigned char *bytes)
{
    buffer_printf(buffer, "%s %.*s", what, TEXT_ARGS(hex_encode(arena, bytes, KEY_BYTES)));
}

/* The whole file in one step; it keeps its owner, so that an administrator may do this for the service. */
static int write_file(const char *path, const struct key *key, struct error *error)
{
    struct stat about;
    struct buffer buffer;
    struct arena *arena = arena_new();
    buffer_init(&buffer, FILE_MAXIMUM);
    buffer_printf(&buffer, "%s\n", first_line);
    put_hex(&buffer, arena, "key", key->bytes);
    for (size_t i = 0; i < key->former_count; i++)
        put_hex(&buffer, arena, "\nformer", key->former[i]);
    for (size_t i = 0; i < key->served_count; i++) {
        put_hex(&buffer, arena, "\nserved", key->served[i].check);
        put_hex(&buffer, arena, "", key->served[i].chain.bytes);
    }
    buffer_put(&buffer, TEXT("\n"));
    bool known = stat(path, &about) == 0;
    int status = file_write(path, buffer_text(&buffer), 0600);
    if (status == STATUS_OK && known && about.st_uid != geteuid())
        status = chown(path, about.st_uid, about.st_gid) == 0 ? STATUS_OK : STATUS_FAILED;
    if (status != STATUS_OK)
        error_set(error, status, 0, "%s cannot be written: %m", path);
    buffer_release(&buffer);
    arena_free(arena);
    return status;
}

int key_make(const char *path, struct error *error, struct key *ret_key)
{
    if (file_exists(path))
        return error_set(error, STATUS_CONFLICT, 0, "%s exists", path);
    struct key key = { .former_count = 0 };
    random_bytes(key.bytes, sizeof key.bytes);
    if (file_write(path, key_text(key.bytes), 0600) != STATUS_OK)
        return error_set(error, STATUS_FAILED, 0, "%s cannot be written: %m", path);
    *ret_key = key;
    return STATUS_OK;
}

int key_read(const char *path, struct error *error, struct key *ret_key)
{
    struct stat about;
    if (stat(path, &about) != 0 && errno == ENOENT)
        return error_set(error, STATUS_NOT_FOUND, 0, "there is no key file %s: put the copy back that you kept", path);
    struct arena *arena = arena_new();
    struct text content;
    struct key key;
    int status = file_read(arena, path, FILE_MAXIMUM, &content);
    if (status != STATUS_OK && status != STATUS_INVALID)
        status = error_set(error, STATUS_FAILED, 0, "%s cannot be read: %m", path);
    else if (status == STATUS_INVALID || key_parse(content, &key) != STATUS_OK)
        status = error_set(error, STATUS_INVALID, 0, "%s is not a key file: put the copy back that you kept", path);
    else if ((about.st_mode & 077) != 0)
        status = error_set(error, STATUS_INVALID, 0, "others may read the key file: chmod 600 %s", path);
    else
        *ret_key = key;
    arena_free(arena);
    return status;
}

/* --- exchanging --- */

static struct text check_of(const unsigned char *bytes, unsigned char *digest)
{
    hash_blake2b(key_text(bytes), TEXT("samenspel key file"), digest);
    return (struct text){ (const char *)digest, BLAKE2B_SIZE };
}

int key_renew(const char *path, struct error *error, struct key *ret_key)
{
    struct key key = { .former_count = 0 };
    int status = key_read(path, error, &key);
    if (status != STATUS_OK)
        return status;
    if (key.former_count == KEY_FORMER_MAXIMUM)
        return error_set(error, STATUS_CONFLICT, 0, "%s has %d former keys already: `samenspel key forget` first", path,
                         KEY_FORMER_MAXIMUM);
    memmove(key.former[1], key.former[0], key.former_count * sizeof key.former[0]);
    memcpy(key.former[0], key.bytes, KEY_BYTES);
    key.former_count++;
    random_bytes(key.bytes, KEY_BYTES);
    status = write_file(path, &key, error);
    if (status == STATUS_OK)
        *ret_key = key;
    return status;
}

int key_forget(const char *path, struct error *error, struct key *ret_key)
{
    struct key key = { .former_count = 0 };
    int status = key_read(path, error, &key);
    if (status != STATUS_OK)
        return status;
    size_t count = key.former_count;
    if (key.served_count + count > KEY_SERVED_MAXIMUM)
        return error_set(error, STATUS_CONFLICT, 0, "%s remembers too many keys", path);
    memmove(key.served + count, key.served, key.served_count * sizeof key.served[0]);
    for (size_t i = 0; i < count; i++) {
        check_of(key.former[i], key.served[i].check);
        key.served[i].chain = chain_key_make(key_text(key.former[i]));
    }
    key.served_count += count;
    key.former_count = 0;
    sodium_memzero(key.former, sizeof key.former);
    status = write_file(path, &key, error);
    if (status == STATUS_OK)
        *ret_key = key;
    return status;
}

/* --- what others need of it --- */

static bool is_known(const struct key *key, struct text check)
{
    unsigned char digest[BLAKE2B_SIZE];
    bool known = random_equal(check, check_of(key->bytes, digest));
    for (size_t i = 0; i < key->former_count; i++)
        known = known || random_equal(check, check_of(key->former[i], digest));
    for (size_t i = 0; i < key->served_count; i++)
        known = known || random_equal(check, (struct text){ (const char *)key->served[i].check, BLAKE2B_SIZE });
    return known;
}

int key_compare(struct db *db, const struct key *key)
{
    struct installation_find_row row;
    struct arena *arena = arena_new();
    int status = installation_find(db, arena, &row);
    if (status == STATUS_OK && !is_known(key, row.key_check))
        status = STATUS_CONFLICT;
    arena_free(arena);
    return status;
}

int key_add(struct change *change, const struct key *key)
{
    unsigned char digest[BLAKE2B_SIZE];
    return installation_add(
        change->db,
        (struct installation_add_in){ .key_check = check_of(key->bytes, digest), .created_at = change->now_at }, NULL);
}

int key_change(struct change *change, const struct key *key)
{
    unsigned char digest[BLAKE2B_SIZE];
    return installation_rekey(change->db, (struct installation_rekey_in){ .key_check = check_of(key->bytes, digest) },
                              NULL);
}

size_t key_chains(const struct key *key, struct chain_key ret_chains[KEY_CHAINS_MAXIMUM])
{
    size_t count = 0;
    for (size_t i = key->served_count; i > 0; i--)
        ret_chains[count++] = key->served[i - 1].chain;
    for (size_t i = key->former_count; i > 0; i--)
        ret_chains[count++] = chain_key_make(key_text(key->former[i - 1]));
    ret_chains[count++] = chain_key_make(key_text(key->bytes));
    return count;
}

struct access_keys key_ring(const struct key *key)
{
    struct access_keys keys = { .count = 0 };
    access_keys_add(&keys, key_text(key->bytes));
    for (size_t i = 0; i < key->former_count; i++)
        access_keys_add(&keys, key_text(key->former[i]));
    return keys;
}
