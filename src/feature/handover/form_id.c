/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/handover/form_id.h"

#include "base/random.h"
#include "db/change.h"
#include "http/request.h"

struct text form_id(struct request *request, int64_t acts, const char *purpose, int64_t object)
{
    unsigned char digest[BLAKE2B_SIZE];
    struct text page =
        arena_printf(request->arena, "%lld %lld %s %lld %.*s?%.*s", (long long)request->session.value, (long long)acts,
                     purpose, (long long)object, TEXT_ARGS(request->path), TEXT_ARGS(request->query));
    hash_blake2b(TEXT(""), page, digest);
    return hex_encode(request->arena, digest, CLIENT_WRITE_BYTES);
}
