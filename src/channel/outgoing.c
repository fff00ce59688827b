/* SPDX-License-Identifier: EUPL-1.2 */
#include "channel/outgoing.h"

#include "access/care.h"
#include "access/link.h"
#include "base/buffer.h"
#include "base/log.h"
#include "channel/outgoing.sql.h"

#include <jansson.h>

enum { BODY_MAXIMUM = 8 * 1024 };

static const char *const state_names[OUTGOING_STATE__MAX] = {
    [OUTGOING_WAITING] = "waiting", [OUTGOING_SENT] = "sent", [OUTGOING_FAILED] = "failed"
};
static const char *const problem_names[OUTGOING_PROBLEM__MAX] = {
    [OUTGOING_FINE] = "",
    [OUTGOING_NO_ADDRESS] = "no_address",
    [OUTGOING_REFUSED] = "refused",
    [OUTGOING_NO_SERVER] = "no_server",
    [OUTGOING_NO_ANSWER] = "no_answer",
};

enum outgoing_state outgoing_state_of(struct text state)
{
    for (enum outgoing_state i = 0; i < OUTGOING_STATE__MAX; i++)
        if (text_equal(text_from(state_names[i]), state))
            return i;
    return OUTGOING_WAITING;
}

enum outgoing_problem outgoing_problem_of(struct text problem)
{
    for (enum outgoing_problem i = 0; i < OUTGOING_PROBLEM__MAX; i++)
        if (text_equal(text_from(problem_names[i]), problem))
            return i;
    return OUTGOING_FINE;
}

/* --- asking --- */

struct text outgoing_plain(struct arena *arena, struct text text)
{
    static const char opens[] = "\u2068";
    static const char closes[] = "\u2069";
    char *plain = arena_allocate(arena, text.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        struct text rest = text_slice(text, i, SIZE_MAX);
        if (text_starts_with(rest, text_from(opens)) || text_starts_with(rest, text_from(closes)))
            i += sizeof opens - 2;
        else
            plain[length++] = text.data[i];
    }
    plain[length] = '\0';
    return (struct text){ plain, length };
}

/* The paragraphs with their values, an empty line between them. */
static struct text make_body(struct arena *arena, const struct words *words, const enum word *text,
                             const struct word_value *values, size_t count)
{
    struct buffer buffer;
    buffer_init(&buffer, BODY_MAXIMUM);
    for (size_t i = 0; i < OUTGOING_PARAGRAPHS && text[i] != WORD_NONE; i++) {
        if (i > 0)
            buffer_put(&buffer, TEXT("\n\n"));
        word_put(&buffer, words, text[i], values, count);
    }
    struct text body = text_copy(arena, buffer_text(&buffer));
    buffer_release(&buffer);
    return body;
}

int outgoing_later(struct change *change, const struct outgoing_wish *wish, int64_t *ret_message)
{
    struct outgoing_reader_row reader;
    struct arena *arena = change->arena;
    int status = outgoing_reader(
        change->db, arena, (struct outgoing_reader_in){ .organisation = change->organisation, .person = wish->to },
        &reader);
    if (status != STATUS_OK)
        return status;
    int64_t cares = 0;
    if ((status = care_read(change->db, arena, change->organisation, wish->to, change->now_at, &cares)) != STATUS_OK)
        return status;
    const struct words *words =
        words_choose(access_words_of(reader.language, reader.country, reader.address_form, cares));
    struct word_value values[] = { word_value("name", reader.given_name), word_value("organisation", reader.name),
                                   word_value("n", wish->number) };
    size_t count = sizeof values / sizeof values[0];
    int64_t id = identity_mint(change->identities);
    status =
        outgoing_insert(change->db,
                        (struct outgoing_insert_in){
                            .organisation = change->organisation,
                            .id = id,
                            .kind = text_from(wish->kind),
                            .person = wish->to,
                            .language = text_from(language_about(words_language(words))->code),
                            .subject = outgoing_plain(arena, word_format(arena, words, wish->subject, values, count)),
                            .body = make_body(arena, words, wish->text, values, count),
                            .button = word_format(arena, words, wish->button, values, count),
                            .path = text_is_null(wish->path) ? TEXT("") : wish->path,
                            .link = wish->link,
                            .address = text_is_null(wish->address) ? TEXT("") : wish->address,
                            .created_at = change->now_at,
                        },
                        NULL);
    struct text payload = arena_printf(arena, "{\"message\":%lld}", (long long)id);
    if (status == STATUS_OK)
        status = job_add(change, wish->job->name, payload, identity_text(arena, id), 0, NULL);
    if (status == STATUS_OK && ret_message)
        *ret_message = id;
    return status;
}

/* --- sending --- */

struct ending {
    struct job *job;
    int64_t message;
    enum outgoing_state state;
    enum outgoing_problem problem;
};

static int write_end(struct change *change, void *argument)
{
    const struct ending *ending = argument;
    int status = outgoing_end(change->db,
                              (struct outgoing_end_in){ .organisation = change->organisation,
                                                        .id = ending->message,
                                                        .state = text_from(state_names[ending->state]),
                                                        .problem = text_from(problem_names[ending->problem]),
                                                        .at = change->now_at },
                              NULL);
    if (status == STATUS_OK)
        status = outgoing_forget(
            change->db, (struct outgoing_forget_in){ .before = change->now_at - (int64_t)OUTGOING_KEEP_DAYS * DAY_MS },
            NULL);
    return status == STATUS_OK ? job_finish(change, ending->job) : status;
}

static int end_message(struct job *job, int64_t message, enum outgoing_state state, enum outgoing_problem problem)
{
    struct ending ending = { job, message, state, problem };
    struct writer_task task = { .change = write_end,
                                .argument = &ending,
                                .arena = arena_new(),
                                .organisation = job->organisation,
                                .name = "outgoing_end" };
    int status = writer_run(job->writer, NULL, &task);
    arena_free(task.arena);
    return status;
}

static int read_payload(const struct job *job, struct error *error, int64_t *ret_id)
{
    json_t *payload = json_loadb(job->payload.data, job->payload.length, 0, NULL);
    const json_t *id = json_object_get(payload, "message");
    int status = STATUS_OK;
    if (json_is_integer(id))
        *ret_id = json_integer_value(id);
    else
        status = error_set(error, STATUS_INVALID, 0, "the job names no message");
    json_decref(payload);
    return status;
}

static struct text address_of(const struct job *job, const struct outgoing_get_row *row)
{
    const struct channel_context *context = job->context;
    struct text path = row->path;
    if (row->link != 0) {
        struct secret secret = link_secret(context->access.access, job->arena, job->organisation, row->link);
        path = arena_printf(job->arena, "/in/%.*s", TEXT_ARGS(secret.text));
    }
    return text_is_empty(path) ? path : channel_address(context->channel, job->arena, path);
}

int outgoing_run(struct job *job, struct error *error, bool there,
                 int (*send)(struct channel *channel, struct arena *arena, const struct outgoing *message,
                             struct error *error, enum outgoing_problem *ret_problem))
{
    const struct channel_context *context = job->context;
    struct outgoing_get_row row;
    int64_t id = 0;
    int status = read_payload(job, error, &id);
    if (status != STATUS_OK)
        return status;
    status = outgoing_get(job->db, job->arena, (struct outgoing_get_in){ .organisation = job->organisation, .id = id },
                          &row);
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK; /* the person was erased */
    if (status != STATUS_OK)
        return error_set(error, status, 0, "the message cannot be read");
    if (outgoing_state_of(row.state) != OUTGOING_WAITING)
        return STATUS_OK;
    if (row.link != 0 && row.link_used_at != INSTANT_NONE)
        return end_message(job, id, OUTGOING_FAILED, OUTGOING_FINE); /* another link took its place */
    if (!there)
        return end_message(job, id, OUTGOING_FAILED, OUTGOING_NO_SERVER);
    struct outgoing message = { .id = id,
                                .organisation = job->organisation,
                                .organisation_name = row.name,
                                .country = row.country,
                                .language = row.language,
                                .email = row.email,
                                .phone = row.phone,
                                .subject = row.subject,
                                .body = row.body,
                                .button = row.button,
                                .address = address_of(job, &row),
                                .created_at = row.created_at };
    enum outgoing_problem problem = OUTGOING_FINE;
    status = send(context->channel, job->arena, &message, error, &problem);
    if (status == STATUS_OK)
        return end_message(job, id, OUTGOING_SENT, OUTGOING_FINE);
    if (status == STATUS_INVALID)
        return end_message(job, id, OUTGOING_FAILED, problem);
    if (job->attempt >= OUTGOING_ATTEMPTS)
        return end_message(job, id, OUTGOING_FAILED, OUTGOING_NO_ANSWER);
    return status;
}

int outgoing_erase_person(struct change *change, struct person_id person)
{
    return outgoing_erase_all(change->db, (struct outgoing_erase_all_in){ change->organisation, person }, NULL);
}
