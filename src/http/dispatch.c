/* SPDX-License-Identifier: EUPL-1.2 */
/* See dispatch.h. */
#include "http/dispatch.h"

#include "base/log.h"
#include "http/body.h"
#include "http/form.h"
#include "http/origin.h"
#include "http/proxy.h"

enum {
    TURNS_MAXIMUM = 8,   /* changes and computations of one request */
    GATE_GOOD_MS = 1000, /* how long a body may be under way before the gate is asked again */
    HOST_MAXIMUM = 255
};

static const struct http_hooks *hooks_of(const struct request *request)
{
    return &request->part->site->site.hooks;
}

static int64_t live_sequence_of(const struct request_part *part)
{
    return part->site->site.live ? live_sequence(part->site->site.live) : 0;
}

/* ---- opening ---- */

static struct text host_name(struct request *request, struct text host)
{
    struct text lower = text_lower(request->arena, text_slice(host, 0, HOST_MAXIMUM));
    size_t end = lower.length;
    while (end > 0 && lower.data[end - 1] >= '0' && lower.data[end - 1] <= '9')
        end--;
    if (end > 0 && end < lower.length && lower.data[end - 1] == ':')
        lower.length = end - 1;
    return lower;
}

static void read_client(struct request *request, struct text peer)
{
    struct request_part *part = request->part;
    struct text host = part->framing.host;
    request->address = peer;
    if (networks_hold(&part->core->proxies, peer)) {
        struct text forwarded_host = request_header_last(request, "X-Forwarded-Host");
        request->address = proxy_client(&part->core->proxies, request_header_last(request, "X-Forwarded-For"), peer);
        if (framing_is_host(forwarded_host))
            part->framing.host = host = forwarded_host;
    }
    request->host = host.data ? host_name(request, host) : TEXT("");
}

static void find_site(struct request *request)
{
    struct request_part *part = request->part;
    const struct core_site *site = core_site(part->core, request->host);
    part->misdirected = !site;
    if (site)
        part->site = site;
    request->app = part->site->site.hooks.context;
    request->secure = part->site->secure;
    struct text scheme = request_header_last(request, "X-Forwarded-Proto");
    if (scheme.data && networks_hold(&part->core->proxies, part->peer))
        request->secure = text_equal_ignore_case(scheme, TEXT("https"));
}

static bool is_unsafe(enum method method)
{
    return method != METHOD_GET;
}

static bool has_body(const struct request_part *part)
{
    return part->framing.length != 0;
}

/* Somebody has to show who they are before the request goes on. */
static bool asks_first(const struct request *request)
{
    enum gate gate = request->part->gate;
    return gate == GATE_SIGNED_OUT || gate == GATE_FACTOR || gate == GATE_CONFIRM;
}

int64_t dispatch_body_limit(const struct request *request)
{
    int64_t limit = ROUTE_BODY_DEFAULT;
    if (request->route && request->route->body_limit > 0)
        limit = (int64_t)request->route->body_limit;
    if (limit > BODY_MEMORY_MAXIMUM && body_kind_of(request) != BODY_MULTIPART)
        limit = BODY_MEMORY_MAXIMUM;
    if (asks_first(request) && limit > ROUTE_KEPT_BODY_MAXIMUM)
        limit = ROUTE_KEPT_BODY_MAXIMUM;
    return limit;
}

static int find_refusal(struct request *request)
{
    struct request_part *part = request->part;
    if (!part->match.route)
        return part->match.allow ? 405 : 404;
    if (is_unsafe(request->method) && !part->match.route->other_origins &&
        !origin_allows(request_header(request, "Sec-Fetch-Site"), request_header(request, "Origin"),
                       request_origin(request)))
        return 403;
    if (part->framing.length > dispatch_body_limit(request))
        return 413;
    if (has_body(part) && body_kind_of(request) == BODY_UNKNOWN)
        return 415;
    return 0;
}

void dispatch_open(struct request *request, const struct framing_head *head, const struct framing *framing,
                   struct text peer)
{
    struct request_part *part = request->part;
    struct core *core = (struct core *)(uintptr_t)part->core;
    part->method_text = head->method.data;
    part->head = text_equal(head->method, TEXT("HEAD"));
    part->headers = head->headers;
    part->header_count = head->header_count;
    part->framing = *framing;
    part->unread = has_body(part);
    part->peer = peer;
    request->number = atomic_fetch_add_explicit(&core->next_number, 1, memory_order_relaxed);
    request->now_at = clock_now(core->options.clock);
    request->path = text_cut(head->target, '?', &request->query);
    request->method = method_parse(head->method.data);
    request->fragment = text_equal(request_header(request, "X-Requested-With"), TEXT("fetch"));
    read_client(request, peer);
    find_site(request);
    part->live_sequence = live_sequence_of(part);
    if (request->method == METHOD_GET) {
        part->asset = core_asset(core, request->path);
        part->health = text_equal(request->path, TEXT("/healthz"));
    }
    if (part->asset || part->health || part->misdirected)
        return;
    route_find(core->routes, request->method, request->path, request->arena, &part->match);
    request->route = part->match.route;
    part->refusal = find_refusal(request);
    if (request->query.data && form_parse(request->query, request->arena, &part->query) && !part->refusal)
        part->refusal = 400;
}

/* ---- fields ---- */

/* Place of the field in the path, or the number of parts. */
static size_t part_of_field(const struct route_match *match, size_t field)
{
    size_t i = 0;
    while (i < match->part_count && match->part_fields[i] != field)
        i++;
    return i;
}

static void check_path_field(struct request *request, size_t field, size_t place)
{
    struct request_part *part = request->part;
    struct raw_field raw = { .name = text_from(request->route->fields[field].name), .value = part->match.parts[place] };
    struct raw_fields one = { &raw, 1 };
    field_check(&request->route->fields[field], &one, request->arena, &part->states[field]);
    if (part->states[field].values.count == 0 && part->states[field].fault == FIELD_FINE)
        part->states[field].fault = FIELD_MISSING;
}

/* Fields of the path; false when one is wrong: there is nothing at such an address. */
static bool check_path(struct request *request)
{
    struct request_part *part = request->part;
    if (request->route->field_count > 0)
        part->states = ARENA_MANY(request->arena, struct field_state, request->route->field_count);
    for (size_t i = 0; i < part->match.part_count; i++) {
        size_t field = part->match.part_fields[i];
        check_path_field(request, field, i);
        if (part->states[field].fault != FIELD_FINE)
            return false;
    }
    return true;
}

/* All other fields from the query or the body; false when one is wrong. */
static bool check_given(struct request *request)
{
    struct request_part *part = request->part;
    struct raw_fields given = request_raw_fields(request);
    bool fine = true;
    for (size_t i = 0; i < request->route->field_count; i++) {
        if (part_of_field(&part->match, i) < part->match.part_count)
            continue;
        field_check(&request->route->fields[i], &given, request->arena, &part->states[i]);
        fine = fine && part->states[i].fault == FIELD_FINE;
    }
    return fine;
}

/* ---- outcomes ---- */

static struct outcome run_refuse(struct request *request, int status)
{
    const struct http_hooks *hooks = hooks_of(request);
    struct outcome outcome = respond_status(request, status);
    if (!hooks->refuse)
        return outcome;
    buffer_clear(&request->output);
    outcome = hooks->refuse(request, status);
    if (outcome.kind == OUTCOME_BYTES || outcome.kind == OUTCOME_REDIRECT)
        return outcome;
    return respond_status(request, status);
}

static enum step settle(struct request *request, struct outcome *outcome)
{
    const struct http_hooks *hooks = hooks_of(request);
    if (outcome->kind == OUTCOME_INVALID) {
        buffer_clear(&request->output);
        *outcome = hooks->invalid ? hooks->invalid(request) : respond_status(request, 422);
        if (outcome->kind == OUTCOME_INVALID)
            *outcome = respond_status(request, 422);
    }
    if (outcome->kind == OUTCOME_STREAM && !request->part->site->site.live)
        *outcome = respond_status(request, 404);
    if (outcome->kind == OUTCOME_STREAM && request->part->head)
        *outcome = respond_status(request, 204);
    if (outcome->kind == OUTCOME_STATUS && outcome->status >= 400)
        *outcome = run_refuse(request, outcome->status);
    if (outcome->kind != OUTCOME_CHANGE && outcome->kind != OUTCOME_COMPUTE)
        return STEP_ANSWER;
    if (++request->part->turns > TURNS_MAXIMUM) {
        log_error("http.too_many_turns", LOG_STRING("route", request->route ? request->route->path : ""));
        *outcome = run_refuse(request, 500);
        return STEP_ANSWER;
    }
    return outcome->kind == OUTCOME_CHANGE ? STEP_CHANGE : STEP_COMPUTE;
}

/* ---- steps ---- */

static bool begin(struct request *request, struct outcome *outcome)
{
    const struct http_hooks *hooks = hooks_of(request);
    const struct core *core = request->part->core;
    request->now_at = clock_now(core->options.clock);
    request->part->live_sequence = live_sequence_of(request->part);
    if (!hooks->before || hooks->before(request) == STATUS_OK)
        return true;
    *outcome = respond_status(request, 503);
    return false;
}

static enum step end(struct request *request, enum step step)
{
    const struct http_hooks *hooks = hooks_of(request);
    if (hooks->after)
        hooks->after(request);
    return step;
}

static struct outcome run_handler(struct request *request)
{
    return check_given(request) ? request->route->handler(request) : respond_invalid(request);
}

static struct outcome run_asking(struct request *request)
{
    const struct http_hooks *hooks = hooks_of(request);
    struct outcome (*ask)(struct request *) = hooks->signed_out;
    if (request->part->gate == GATE_FACTOR)
        ask = hooks->factor;
    else if (request->part->gate == GATE_CONFIRM)
        ask = hooks->confirm;
    return ask ? ask(request) : respond_status(request, 403);
}

/* What was typed comes along: the body is read although the request does not go on yet. */
static bool keeps_body(const struct request *request)
{
    return request->route->keep_when_signed_out || request->part->gate == GATE_CONFIRM;
}

static enum step answer_health(struct request *request, struct outcome *outcome)
{
    const struct http_hooks *hooks = hooks_of(request);
    bool healthy = !hooks->healthy || hooks->healthy(request);
    *outcome = outcome_fresh(respond_bytes(request, healthy ? 200 : 503, "text/plain; charset=utf-8",
                                           healthy ? TEXT("ok\n") : TEXT("failing\n")),
                             FRESHNESS_NEVER);
    return STEP_ANSWER;
}

static void ask_gate(struct request *request)
{
    request->part->gate = hooks_of(request)->gate(request);
    request->part->gate_at = request->now_at;
}

/* The gate's word, other than that it is open. */
static struct outcome answer_of_gate(struct request *request)
{
    static const int statuses[GATE__MAX] = { [GATE_HIDDEN] = 404, [GATE_DENIED] = 403, [GATE_FAILED] = 500 };
    return asks_first(request) ? run_asking(request) : respond_status(request, statuses[request->part->gate]);
}

/* The gate's word as an outcome, or STEP_BODY when the text is to be kept over signing in. */
static enum step refuse_entry(struct request *request, struct outcome *outcome)
{
    struct request_part *part = request->part;
    if (asks_first(request) && keeps_body(request) && has_body(part) && body_kind_of(request) == BODY_FORM &&
        part->framing.length <= dispatch_body_limit(request))
        return STEP_BODY;
    *outcome = answer_of_gate(request);
    return settle(request, outcome);
}

/* While a body was under way a session may have ended, or a right: then the answer is the one that the gate gives now. A clock
 * that was set back says nothing about how long it took. */
static void look_again(struct request *request)
{
    int64_t age_ms = request->now_at - request->part->gate_at;
    if (request->part->gate == GATE_OPEN && (age_ms < 0 || age_ms >= GATE_GOOD_MS))
        ask_gate(request);
}

static enum step enter(struct request *request, struct outcome *outcome)
{
    struct request_part *part = request->part;
    if (part->health)
        return answer_health(request, outcome);
    if (!part->refusal && !check_path(request))
        part->refusal = 404;
    if (part->refusal) {
        request->route = NULL;
        ask_gate(request);
        *outcome = respond_status(request, part->refusal);
        return settle(request, outcome);
    }
    /* A rule of a GET may point into the query; a wrong id there is 0, which nobody may see. */
    bool fine = request->method != METHOD_GET || check_given(request);
    ask_gate(request);
    if (part->gate != GATE_OPEN)
        return refuse_entry(request, outcome);
    if (part->framing.length != 0)
        return STEP_BODY;
    if (request->method != METHOD_GET)
        *outcome = run_handler(request);
    else
        *outcome = fine ? request->route->handler(request) : respond_invalid(request);
    return settle(request, outcome);
}

/* Nothing of any site is asked for the answer. */
static enum step answer_misdirected(struct request *request, struct outcome *outcome)
{
    const struct http_hooks *hooks = hooks_of(request);
    request->now_at = clock_now(request->part->core->options.clock);
    *outcome = hooks->misdirected ? hooks->misdirected(request) : respond_status(request, 421);
    return STEP_ANSWER;
}

enum step dispatch_gate(struct request *request, struct outcome *ret_outcome)
{
    if (request->part->misdirected && !request->part->health)
        return answer_misdirected(request, ret_outcome);
    if (!begin(request, ret_outcome))
        return STEP_ANSWER;
    enum step step = enter(request, ret_outcome);
    if (step == STEP_BODY)
        request->part->unread = false;
    return end(request, step);
}

enum step dispatch_run(struct request *request, struct outcome *ret_outcome)
{
    if (!begin(request, ret_outcome))
        return STEP_ANSWER;
    look_again(request);
    if (request->part->refusal)
        *ret_outcome = respond_status(request, request->part->refusal);
    else if (request->part->gate != GATE_OPEN)
        *ret_outcome = answer_of_gate(request);
    else
        *ret_outcome = run_handler(request);
    return end(request, settle(request, ret_outcome));
}

enum step dispatch_then(struct request *request, int status, const struct error *error, struct outcome *outcome)
{
    struct outcome next;
    if (!begin(request, &next)) {
        *outcome = next;
        return STEP_ANSWER;
    }
    buffer_clear(&request->output);
    *outcome = outcome->then(request, outcome->argument, status, error);
    return end(request, settle(request, outcome));
}

enum step dispatch_busy(struct request *request, struct outcome *ret_outcome)
{
    struct outcome outcome = respond_status(request, 503);
    if (begin(request, &outcome)) {
        settle(request, &outcome);
        end(request, STEP_ANSWER);
    }
    request_set_header(request, "Retry-After", TEXT("2"));
    *ret_outcome = outcome;
    return STEP_ANSWER;
}
