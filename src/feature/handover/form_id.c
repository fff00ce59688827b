/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/handover/form_id.h"

#include "base/random.h"
#include "db/change.h"
#include "http/request.h"

struct text form_id(struct request *request, struct form_ids ids, const char *purpose, int64_t object)
{
    unsigned char digest[SHA256_SIZE];
    struct text page = arena_printf(request->arena, "%lld %lld %lld %s %lld %.*s?%.*s",
                                    (long long)request->session.value, (long long)ids.entries, (long long)ids.versions,
                                    purpose, (long long)object, TEXT_ARGS(request->path), TEXT_ARGS(request->query));
    hash_sha256(page, digest);
    return hex_encode(request->arena, digest, CLIENT_WRITE_BYTES);
}
