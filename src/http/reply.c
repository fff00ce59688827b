/* SPDX-License-Identifier: EUPL-1.2 */
/* Making replies. See reply.h. */
#include "http/reply.h"

#include "base/log.h"
#include "base/random.h"
#include "base/url.h"

#include <unistd.h>
#include <xxhash.h>

/* Headers of every page. Nothing comes from another host, nothing runs that is not a file of ours, nobody frames us. */
static const struct header page_headers[] = {
    { TEXT_INITIALISER("Content-Security-Policy"),
      TEXT_INITIALISER(
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; "
          "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; "
          "base-uri 'none'") },
    { TEXT_INITIALISER("Referrer-Policy"), TEXT_INITIALISER("same-origin") },
    { TEXT_INITIALISER("Cross-Origin-Opener-Policy"), TEXT_INITIALISER("same-origin") },
    { TEXT_INITIALISER("Permissions-Policy"), TEXT_INITIALISER("camera=(), microphone=(), geolocation=(), payment=(), "
                                                               "usb=(), serial=(), display-capture=()") },
};

/* Headers of everything. */
static const struct header all_headers[] = {
    { TEXT_INITIALISER("X-Content-Type-Options"), TEXT_INITIALISER("nosniff") },
    { TEXT_INITIALISER("Cross-Origin-Resource-Policy"), TEXT_INITIALISER("same-origin") },
};

static const char *const cache_controls[FRESHNESS__MAX] = {
    [FRESHNESS_PAGE] = "private, no-cache",
    [FRESHNESS_NEVER] = "no-store",
    [FRESHNESS_DAY] = "private, max-age=86400, immutable",
};

static void add(struct request *request, struct reply *reply, const char *name, struct text value)
{
    *vector_add(request->arena, &reply->headers) = (struct header){ text_from(name), value };
}

static void add_table(struct request *request, struct reply *reply, const struct header *table, size_t count)
{
    for (size_t i = 0; i < count; i++)
        *vector_add(request->arena, &reply->headers) = table[i];
}

static void add_common(struct request *request, struct reply *reply)
{
    add_table(request, reply, all_headers, sizeof(all_headers) / sizeof(all_headers[0]));
    if (request->part->site->secure)
        add(request, reply, "Strict-Transport-Security", TEXT("max-age=31536000"));
    add(request, reply, "X-Request-Id", arena_printf(request->arena, "%016llx", (unsigned long long)request->number));
    for (size_t i = 0; i < request->part->answer_headers.count; i++)
        *vector_add(request->arena, &reply->headers) = request->part->answer_headers.items[i];
}

struct text reply_header(const struct reply *reply, const char *name)
{
    for (size_t i = 0; i < reply->headers.count; i++) {
        if (text_equal_ignore_case(reply->headers.items[i].name, text_from(name)))
            return reply->headers.items[i].value;
    }
    return TEXT_NULL;
}

static void set(struct reply *reply, const char *name, struct text value)
{
    for (size_t i = 0; i < reply->headers.count; i++) {
        if (text_equal(reply->headers.items[i].name, text_from(name)))
            reply->headers.items[i].value = value;
    }
}

/* What tag the browser has, without quotes and "W/"; a coding suffix of ours is taken off by the caller. */
static bool tag_matches(struct text header, struct text tag)
{
    struct text rest = header;
    while (rest.data) {
        struct text entry = text_trim(text_cut(rest, ',', &rest));
        if (text_starts_with(entry, TEXT("W/")))
            entry = text_slice(entry, 2, entry.length);
        if (entry.length < 2 || entry.data[0] != '"')
            continue;
        entry = text_slice(entry, 1, entry.length - 2);
        if (text_starts_with(entry, tag) && (entry.length == tag.length || entry.data[tag.length] == '-'))
            return true;
    }
    return false;
}

/* Answers 304 when the browser has it. True when it did. */
static bool not_modified(struct request *request, struct reply *reply, struct text tag)
{
    if (request->method != METHOD_GET || !tag_matches(request_header(request, "If-None-Match"), tag))
        return false;
    reply->status = 304;
    reply->body = TEXT("");
    return true;
}

/* XXH3 with a secret: what differs has another tag, and nobody outside can reckon what would not; next to no time. */
static struct text digest_of(struct request *request, struct text body)
{
    const struct core *core = request->part->core;
    XXH128_canonical_t digest;
    XXH128_canonicalFromHash(
        &digest, XXH3_128bits_withSecret(text_bytes(body), body.length, core->tag_key, sizeof(core->tag_key)));
    return hex_encode(request->arena, digest.digest, sizeof(digest.digest));
}

static void add_tag(struct request *request, struct reply *reply, struct text tag)
{
    add(request, reply, "ETag", arena_printf(request->arena, "\"%.*s\"", TEXT_ARGS(tag)));
}

static bool is_compressible(const char *type)
{
    struct text text = text_from(type);
    return text_starts_with(text, TEXT("text/")) || text_starts_with(text, TEXT("application/json")) ||
           text_starts_with(text, TEXT("application/manifest")) || text_starts_with(text, TEXT("image/svg"));
}

static void make_bytes(struct request *request, const struct outcome *outcome, struct reply *reply)
{
    enum freshness freshness = outcome->freshness;
    reply->body = outcome->body;
    if (freshness == FRESHNESS_PAGE && (outcome->status != 200 || request->method != METHOD_GET))
        freshness = FRESHNESS_NEVER;
    add(request, reply, "Cache-Control", text_from(cache_controls[freshness]));
    add(request, reply, "Vary", TEXT("Accept-Encoding, X-Requested-With"));
    if (freshness == FRESHNESS_PAGE) {
        struct text tag = digest_of(request, outcome->body);
        add_tag(request, reply, tag);
        if (not_modified(request, reply, tag))
            return;
    }
    add(request, reply, "Content-Type", text_from(outcome->type));
    reply->compressible = is_compressible(outcome->type);
}

static struct text disposition(struct request *request, struct text name)
{
    struct text plain = text_copy(request->arena, name);
    char *bytes = text_string(request->arena, name);
    for (size_t i = 0; i < plain.length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\' || c == '%')
            bytes[i] = '_';
    }
    struct text encoded = url_encode(request->arena, name);
    return arena_printf(request->arena, "attachment; filename=\"%s\"; filename*=UTF-8''%.*s", bytes,
                        TEXT_ARGS(encoded));
}

static void make_file(struct request *request, const struct outcome *outcome, struct reply *reply)
{
    const struct file_answer *file = outcome->file;
    add(request, reply, "Cache-Control", text_from(cache_controls[outcome->freshness]));
    if (file->tag.data) {
        add_tag(request, reply, file->tag);
        if (not_modified(request, reply, file->tag)) {
            close(file->file);
            return;
        }
    }
    add(request, reply, "Content-Type", text_from(file->type));
    if (file->name.data)
        add(request, reply, "Content-Disposition", disposition(request, file->name));
    reply->file = file->file;
    reply->file_offset = file->offset;
    reply->file_size = file->size;
}

/* A page of the app's own always has words; this is what is left when even that cannot be made. */
static void make_bare(struct request *request, struct reply *reply)
{
    add(request, reply, "Cache-Control", TEXT("no-store"));
    if (reply->status == 204 || reply->status == 304)
        return;
    add(request, reply, "Content-Type", TEXT("text/plain; charset=utf-8"));
    reply->body = arena_printf(request->arena, "%d\n", reply->status);
}

static void add_allow(struct request *request, struct reply *reply)
{
    char allow[64] = "";
    size_t length = 0;
    for (enum method method = METHOD_GET; method < METHOD__MAX; method++) {
        if (request->part->match.allow & (1u << method))
            length += (size_t)snprintf(allow + length, sizeof(allow) - length, "%s%s%s", length ? ", " : "",
                                       method_name(method), method == METHOD_GET ? ", HEAD" : "");
    }
    if (length > 0)
        add(request, reply, "Allow", text_copy(request->arena, (struct text){ allow, length }));
}

void reply_make(struct request *request, const struct outcome *outcome, struct reply *ret_reply)
{
    struct reply reply = { .status = outcome->status, .file = -1, .body = TEXT("") };
    reply.close = request->part->unread;
    add_common(request, &reply);
    add_table(request, &reply, page_headers, sizeof(page_headers) / sizeof(page_headers[0]));
    switch (outcome->kind) {
    case OUTCOME_BYTES:
        make_bytes(request, outcome, &reply);
        break;
    case OUTCOME_REDIRECT:
        add(request, &reply, "Location", text_copy(request->arena, outcome->location));
        add(request, &reply, "Cache-Control", TEXT("no-store"));
        break;
    case OUTCOME_FILE:
        make_file(request, outcome, &reply);
        break;
    case OUTCOME_STREAM:
        reply.stream = outcome->stream;
        add(request, &reply, "Content-Type", TEXT("text/event-stream; charset=utf-8"));
        add(request, &reply, "Cache-Control", TEXT("no-store"));
        add(request, &reply, "X-Accel-Buffering", TEXT("no"));
        break;
    default:
        make_bare(request, &reply);
        break;
    }
    if (reply.status == 405)
        add_allow(request, &reply);
    *ret_reply = reply;
}

/* Picks the best form that the browser takes. */
static struct text choose_form(struct request *request, const struct asset_file *asset, const char **ret_coding)
{
    struct text header = request_header(request, "Accept-Encoding");
    if (asset->brotli && encoding_accepted(header, TEXT("br"))) {
        *ret_coding = "br";
        return (struct text){ (const char *)asset->brotli, asset->brotli_length };
    }
    if (asset->gzip && encoding_accepted(header, TEXT("gzip"))) {
        *ret_coding = "gzip";
        return (struct text){ (const char *)asset->gzip, asset->gzip_length };
    }
    return (struct text){ (const char *)asset->data, asset->length };
}

void reply_make_asset(struct request *request, const struct asset_file *asset, struct reply *ret_reply)
{
    struct reply reply = { .status = 200, .file = -1, .body = TEXT("") };
    const char *coding = NULL;
    struct text tag = text_from(asset->address);
    reply.body = choose_form(request, asset, &coding);
    add_common(request, &reply);
    add(request, &reply, "Cache-Control", TEXT("public, max-age=31536000, immutable"));
    add(request, &reply, "Vary", TEXT("Accept-Encoding"));
    if (coding)
        tag = arena_printf(request->arena, "%s-%s", asset->address, coding);
    add_tag(request, &reply, tag);
    if (text_equal(request_header(request, "Service-Worker"),
                   TEXT("script"))) /* the worker of the pages: of all pages */
        add(request, &reply, "Service-Worker-Allowed", TEXT("/"));
    if (!not_modified(request, &reply, text_from(asset->address))) {
        add(request, &reply, "Content-Type", text_from(asset->type));
        if (coding)
            add(request, &reply, "Content-Encoding", text_from(coding));
    }
    *ret_reply = reply;
}

void reply_compress(struct request *request, struct reply *reply, struct compressor *compressor)
{
    struct text compressed;
    if (!reply->compressible || reply->body.length < REPLY_COMPRESS_MINIMUM ||
        !encoding_accepted(request_header(request, "Accept-Encoding"), TEXT("gzip")) ||
        compressor_gzip(compressor, reply->body, request->arena, &compressed))
        return;
    reply->body = compressed;
    add(request, reply, "Content-Encoding", TEXT("gzip"));
    struct text tag = reply_header(reply, "ETag");
    if (tag.length > 2)
        set(reply, "ETag", arena_printf(request->arena, "%.*s-gzip\"", (int)(tag.length - 1), tag.data));
}
