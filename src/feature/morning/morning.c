/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writing what home tells in the morning. Each part is an act of the feature that keeps it, with a client id of its own that
 * follows from the one of the form: a part that was kept before is not kept twice.
 */
#include "feature/morning/morning.h"

#include "access/scope.h"
#include "base/random.h"
#include "db/change.h"
#include "feature/family/family.h"
#include "feature/morning/own.h"
#include "feature/wish/wish.h"

const enum entry_kind morning_kinds[MORNING_VALUES_MAXIMUM] = { KIND_NIGHT, KIND_BREAKFAST, KIND_MOOD };

unsigned morning_ages(const struct morning_own_row *row)
{
    return code_ages_of(row->ages, row->care_form);
}

const struct morning_own_row *morning_row(const struct morning_own_rows *rows, struct child_id child)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].child.value == child.value)
            return &rows->items[i];
    return NULL;
}

struct morning_own_in morning_rows_of(struct organisation_id organisation, struct person_id person, struct date today)
{
    return (struct morning_own_in){ .organisation = organisation,
                                    .person = person,
                                    .today = today,
                                    .weekday_bit = weekday_bit(today),
                                    .need = SCOPE_WRITE_HOME };
}

/* The parts of a note about one child. */
enum part { PART_NOTE, PART_BOTTLE, PART_COLLECT, PART_WISH };

/* One child while it is written about. */
struct telling {
    struct change *change;
    const struct morning_note *note;
    struct child_id child;
    unsigned ages; /* what is written of a brother or sister: what suits them; AGES_ALL for the child of the page */
};

static struct client_write sent_part(const struct telling *telling, enum part part)
{
    struct arena *arena = telling->change->arena;
    const struct client_write *sent = &telling->note->sent;
    unsigned char *digest = arena_allocate(arena, BLAKE2B_SIZE);
    struct text about = arena_printf(arena, "morning %lld %d", (long long)telling->child.value, (int)part);
    hash_blake2b(sent->client, about, digest);
    return (struct client_write){ .device = sent->device,
                                  .client = { (const char *)digest, CLIENT_WRITE_BYTES },
                                  .body_hash = sent->body_hash };
}

/* A line of the notebook with what its caller fills in. */
static struct handover_write line_of(const struct telling *telling, enum part part)
{
    const struct morning_note *note = telling->note;
    return (struct handover_write){ .arena = telling->change->arena,
                                    .sent = sent_part(telling, part),
                                    .side = SIDE_HOME,
                                    .day = note->today,
                                    .today = note->today,
                                    .at = note->at,
                                    .children = &telling->child,
                                    .child_count = 1,
                                    .note = TEXT(""),
                                    .language = note->language,
                                    .audience = note->both_homes ? HOME_AUDIENCE_BOTH : HOME_AUDIENCE_GROUP };
}

static int write_note(const struct telling *telling)
{
    const struct morning_note *note = telling->note;
    struct handover_write line = line_of(telling, PART_NOTE);
    line.note = note->words;
    for (size_t i = 0; i < note->value_count; i++)
        if ((note->values[i]->ages & telling->ages) != 0)
            line.codes[line.code_count++] = note->values[i];
    if (line.code_count == 0 && text_is_empty(line.note))
        return STATUS_OK;
    return handover_write(telling->change, &line);
}

static int write_bottle(const struct telling *telling)
{
    const struct morning_note *note = telling->note;
    struct handover_write line = line_of(telling, PART_BOTTLE);
    if (!note->bottle || (note->bottle->ages & telling->ages) == 0)
        return STATUS_OK;
    line.at = note->bottle_at;
    line.codes[0] = note->bottle;
    line.measures[0] = note->bottle_ml;
    line.code_count = 1;
    return handover_write(telling->change, &line);
}

/* The day says who comes; who is new is asked of the staff, for today. */
static int write_collect(const struct telling *telling)
{
    const struct morning_note *note = telling->note;
    struct change *change = telling->change;
    bool known = false;
    if (text_is_empty(note->collects))
        return STATUS_OK;
    int status = family_collects(change, telling->child, note->collects, note->today, &known);
    struct handover_write line = line_of(telling, PART_COLLECT);
    line.codes[0] = code_find(TEXT("collect"), known ? TEXT(CODE_COLLECT_KNOWN) : TEXT(CODE_COLLECT_ASKED));
    line.code_count = 1;
    line.note = note->collects;
    if (status == STATUS_OK)
        status = handover_write(change, &line);
    struct family_proposal proposal = { .about = FAMILY_COLLECTOR,
                                        .children = &telling->child,
                                        .child_count = 1,
                                        .name = note->collects,
                                        .from = note->today,
                                        .until = date_add(note->today, 1),
                                        .today = note->today };
    return status == STATUS_OK && !known ? family_propose(change, &proposal) : status;
}

static int write_wish(const struct telling *telling)
{
    const struct morning_note *note = telling->note;
    struct wish_new new = { .sent = sent_part(telling, PART_WISH),
                            .child = telling->child,
                            .day = note->today,
                            .words = note->wish,
                            .language = note->language,
                            .both_homes = note->both_homes,
                            .today = note->today };
    return text_is_empty(note->wish) ? STATUS_OK : wish_add(telling->change, &new);
}

static int write_child(struct change *change, const struct morning_note *note, const struct morning_own_rows *rows,
                       size_t at)
{
    const struct morning_own_row *row = morning_row(rows, note->children[at]);
    if (!row)
        return STATUS_NOT_FOUND;
    struct telling telling = {
        .change = change, .note = note, .child = row->child, .ages = at == 0 ? AGES_ALL : morning_ages(row)
    };
    int status = write_note(&telling);
    if (status == STATUS_OK)
        status = write_bottle(&telling);
    if (status == STATUS_OK)
        status = write_collect(&telling);
    return status == STATUS_OK ? write_wish(&telling) : status;
}

static bool is_empty(const struct morning_note *note)
{
    return note->value_count == 0 && !note->bottle && text_is_empty(note->words) && text_is_empty(note->collects) &&
           text_is_empty(note->wish);
}

int morning_write(struct change *change, void *argument)
{
    const struct morning_note *note = argument;
    struct morning_own_rows rows;
    int64_t before;
    int status = change_client_write_find(change, &note->sent, &before);
    if (status != STATUS_NOT_FOUND)
        return status;
    if (is_empty(note))
        return change_fail(change, STATUS_INVALID, WORD_HANDOVER_NOTHING_TO_WRITE);
    status = morning_own(change->db, change->arena, morning_rows_of(change->organisation, change->actor, note->today),
                         &rows);
    for (size_t i = 0; status == STATUS_OK && i < note->child_count; i++)
        status = write_child(change, note, &rows, i);
    return status == STATUS_OK ? change_client_write_keep(change, &note->sent, 0) : status;
}
