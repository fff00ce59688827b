/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * CBOR that comes from outside. Before libcbor builds anything, its streaming decoder counts: a few bytes can claim an array of
 * billions, for which the building decoder would ask the memory.
 */
#include <cbor.h>

#include "base/arena.h"
#include "feature/passkey/parts.h"

/* Where counting stands. */
struct count {
    uint64_t waiting; /* items still to come */
    bool refused;
};

static void more(struct count *count, uint64_t items)
{
    if (items > CBOR_ITEMS_MAXIMUM || count->waiting + items > CBOR_ITEMS_MAXIMUM)
        count->refused = true;
    else
        count->waiting += items;
}

static void count_array(void *context, size_t size)
{
    more(context, size);
}

static void count_map(void *context, size_t size)
{
    more(context, size > CBOR_ITEMS_MAXIMUM ? size : 2 * size);
}

static void refuse(void *context)
{
    struct count *count = context;
    count->refused = true;
}

static void refuse_tag(void *context, uint64_t tag)
{
    (void)tag;
    refuse(context);
}

size_t cbor_length(struct text bytes)
{
    struct cbor_callbacks callbacks = cbor_empty_callbacks;
    callbacks.array_start = count_array;
    callbacks.map_start = count_map;
    callbacks.tag = refuse_tag;
    callbacks.byte_string_start = refuse;
    callbacks.string_start = refuse;
    callbacks.indef_array_start = refuse;
    callbacks.indef_map_start = refuse;
    callbacks.indef_break = refuse;
    struct count count = { .waiting = 1 };
    size_t length = 0;
    for (size_t items = 0; count.waiting > 0; items++) {
        if (items > CBOR_ITEMS_MAXIMUM || length >= bytes.length)
            return 0;
        count.waiting--;
        struct cbor_decoder_result result =
            cbor_stream_decode((cbor_data)bytes.data + length, bytes.length - length, &callbacks, &count);
        if (result.status != CBOR_DECODER_FINISHED || count.refused)
            return 0;
        length += result.read;
    }
    return length;
}

/* The value of a text key; NULL when it is not there or there twice. */
static cbor_item_t *value_of(const cbor_item_t *map, const char *name)
{
    cbor_item_t *found = NULL;
    const struct cbor_pair *pairs = cbor_map_handle(map);
    for (size_t i = 0; i < cbor_map_size(map); i++) {
        if (!cbor_isa_string(pairs[i].key))
            continue;
        struct text key = { (const char *)cbor_string_handle(pairs[i].key), cbor_string_length(pairs[i].key) };
        if (!text_equal(key, text_from(name)))
            continue;
        if (found)
            return NULL;
        found = pairs[i].value;
    }
    return found;
}

static struct text copy_bytes(struct arena *arena, const void *bytes, size_t length)
{
    return length == 0 ? TEXT("") : (struct text){ arena_copy(arena, bytes, length), length };
}

static struct text written(struct arena *arena, const cbor_item_t *item)
{
    unsigned char *bytes = NULL;
    size_t size;
    size_t length = cbor_serialize_alloc(item, &bytes, &size);
    struct text text = copy_bytes(arena, bytes, length);
    free(bytes);
    return text;
}

static bool take_apart(struct arena *arena, const cbor_item_t *object, struct attestation *ret_attestation)
{
    if (!cbor_isa_map(object))
        return false;
    const cbor_item_t *format = value_of(object, "fmt");
    const cbor_item_t *data = value_of(object, "authData");
    const cbor_item_t *statement = value_of(object, "attStmt");
    if (!format || !cbor_isa_string(format) || !data || !cbor_isa_bytestring(data) || !statement ||
        !cbor_isa_map(statement))
        return false;
    *ret_attestation = (struct attestation){
        .format = copy_bytes(arena, cbor_string_handle(format), cbor_string_length(format)),
        .authenticator_data = copy_bytes(arena, cbor_bytestring_handle(data), cbor_bytestring_length(data)),
        .statement = written(arena, statement),
    };
    return true;
}

bool attestation_read(struct arena *arena, struct text bytes, struct attestation *ret_attestation)
{
    if (bytes.length == 0 || bytes.length > PASSKEY_ATTESTATION_MAXIMUM || cbor_length(bytes) != bytes.length)
        return false;
    struct cbor_load_result result;
    cbor_item_t *object = cbor_load((cbor_data)bytes.data, bytes.length, &result);
    if (!object)
        return false;
    bool good = take_apart(arena, object, ret_attestation);
    cbor_decref(&object);
    return good;
}
