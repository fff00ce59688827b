/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * From a form of the day page or the board to the act that it asks for. Inside the feature only.
 */
#ifndef FEATURE_HANDOVER_ACT_H
#define FEATURE_HANDOVER_ACT_H

#include "feature/handover/handover.h"
#include "http/request.h"

/* By enum skip_reason, as it stands in addresses; ends with NULL. */
extern const char *const act_skip_names[];

/* A write of this request by the side that the gate found, in its arena. STATUS_INVALID for a client id that is none. */
int act_write(struct request *request, size_t client_field, size_t words_field,
              struct handover_write **ret_write) MUST_CHECK;

/* Adds the code of a field of one kind, or "kind.value" where kind is KIND__MAX. False for a value that is none; an empty one adds
 * nothing. */
bool act_add_code(struct handover_write *write, enum entry_kind kind, struct text value);

/* The fields of a form that records for the centre (act_record); places in the route's table. */
struct act_record_fields {
    size_t code, kind, words, ml, degrees;
};
extern const char *const act_kind_names[KIND__MAX + 1]; /* choices of the field `kind`, by enum entry_kind */

/* What a form of the centre says: a value with its number and the words that go with it, or words alone. False when a field does
 * not hold what it should, which is then marked (request_fault_set). */
bool act_record(struct request *request, const struct act_record_fields *fields, struct handover_write *write);

/* The form again, with the field as one that was not offered. */
struct outcome act_refuse(struct request *request, size_t field);

/* Where a form leads: the board, or back to the page on which a child is collected or that says what is still open. Choices of a
 * field `then`. */
extern const char *const act_then_names[];
bool act_then_collect(const struct request *request, size_t field);
bool act_then_open(const struct request *request, size_t field);
struct address act_collect(struct arena *arena, struct group_id group, struct child_id child);

/* Numbers as people type them. */
#define ACT_ML_FIELD                                                                               \
    {                                                                                              \
        .name = "ml", .type = FIELD_LINE, .maximum = ACT_NUMBER_MAXIMUM, .label = WORD_HANDOVER_ML \
    }
#define ACT_DEGREES_FIELD                                                                                    \
    {                                                                                                        \
        .name = "degrees", .type = FIELD_LINE, .maximum = ACT_NUMBER_MAXIMUM, .label = WORD_HANDOVER_DEGREES \
    }
enum { ACT_NUMBER_MAXIMUM = 8 /* characters */ };

/* A touch of this request on today, in its arena. */
struct handover_touch *act_touch(struct request *request);

#endif
