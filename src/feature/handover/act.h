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

/* The form again, with the field as one that was not offered. */
struct outcome act_refuse(struct request *request, size_t field);

/* A touch of this request on today, in its arena. */
struct handover_touch *act_touch(struct request *request);

#endif
