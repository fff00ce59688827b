/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The client id of a form (access/client_write.h).
 */
#include "access/client_write.h"

#include "base/buffer.h"
#include "base/random.h"

enum { SENT_MAXIMUM = 4 * 1024 * 1024 }; /* bytes that the hash goes over; a form has a smaller limit of its own */

struct text client_write_new(struct arena *arena)
{
    char bytes[CLIENT_WRITE_BYTES];
    random_bytes(bytes, sizeof bytes);
    return hex_encode(arena, bytes, sizeof bytes);
}

/* Length and bytes, so that no two different forms give the same sequence. */
static void put_measured(struct buffer *buffer, struct text text)
{
    buffer_put_integer(buffer, (int64_t)text.length);
    buffer_put_char(buffer, ':');
    buffer_put(buffer, text);
}

static void put_fields(struct buffer *buffer, const char *own_name, struct raw_fields sent)
{
    for (size_t i = 0; i < sent.count; i++) {
        if (text_equal(sent.items[i].name, text_from(own_name)))
            continue;
        put_measured(buffer, sent.items[i].name);
        put_measured(buffer, sent.items[i].value);
        if (sent.items[i].upload)
            buffer_put_integer(buffer, sent.items[i].upload->size);
    }
}

int client_write_parse(struct arena *arena, struct text client, const char *own_name, struct raw_fields sent,
                       struct client_write *ret_write)
{
    unsigned char bytes[CLIENT_WRITE_BYTES];
    if (hex_decode(client, bytes, sizeof bytes) != STATUS_OK)
        return STATUS_INVALID;
    struct buffer buffer;
    buffer_init(&buffer, SENT_MAXIMUM);
    put_fields(&buffer, own_name, sent);
    unsigned char digest[SHA256_SIZE];
    hash_sha256(buffer_text(&buffer), digest);
    bool whole = !buffer.overflowed;
    buffer_release(&buffer);
    if (!whole)
        return STATUS_INVALID;
    *ret_write = (struct client_write){ .client = { arena_copy(arena, bytes, sizeof bytes), sizeof bytes },
                                        .body_hash = { arena_copy(arena, digest, sizeof digest), sizeof digest } };
    return STATUS_OK;
}
