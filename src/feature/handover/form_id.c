/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/handover/form_id.h"

#include "db/change.h"
#include "feature/handover/handover.h"
#include "http/request.h"

#include <assert.h>

struct form_page form_page_of(struct request *request, int64_t acts)
{
    struct form_page page;
    struct text text = arena_printf(request->arena, "%lld %lld %.*s?%.*s", (long long)request->session.value,
                                    (long long)acts, TEXT_ARGS(request->path), TEXT_ARGS(request->query));
    hash_blake2b(TEXT(""), text, page.key);
    return page;
}

struct text handover_form_id(struct request *request, const char *purpose, int64_t acts)
{
    struct form_page page = form_page_of(request, acts);
    return form_id(request->arena, &page, purpose, 0);
}

struct text form_id(struct arena *arena, const struct form_page *page, const char *purpose, int64_t object)
{
    char data[sizeof object + FORM_PURPOSE_MAXIMUM];
    unsigned char digest[SIPHASH_SIZE];
    struct text name = text_from(purpose);
    assert(name.length <= FORM_PURPOSE_MAXIMUM);
    memcpy(data, &object, sizeof object);
    memcpy(data + sizeof object, name.data, name.length);
    hash_siphash(page->key, (struct text){ data, sizeof object + name.length }, digest);
    _Static_assert((size_t)SIPHASH_SIZE >= CLIENT_WRITE_BYTES, "a digest is a client id");
    return hex_encode(arena, digest, CLIENT_WRITE_BYTES);
}
