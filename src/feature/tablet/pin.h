/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * PINs: which ones may be chosen, and trying one. Inside the feature; free of pages.
 */
#ifndef FEATURE_TABLET_PIN_H
#define FEATURE_TABLET_PIN_H

#include "access/access.h"
#include "access/seal.h"
#include "feature/tablet/tablet.h"

struct change;

/* What was typed, as it is compared. */
struct pin {
    struct person_id person;
    unsigned char hashes[ACCESS_KEYS_MAXIMUM]
                        [SEAL_HASH_SIZE]; /* the first is kept; the others are of former key files */
    size_t count;
};

/* Makes the hash of what was typed, before the change. */
struct pin pin_make(struct access *access, struct organisation_id organisation, struct person_id person,
                    struct text typed);

enum pin_fault {
    PIN_FINE,
    PIN_ODD_LENGTH, /* not TABLET_PIN_SHORTEST to TABLET_PIN_LONGEST digits */
    PIN_COMMON,     /* among those that anybody tries first: 0000, 1234, 1212, 2580, years in which people were born */
    PIN_UNEQUAL,    /* typed differently the second time */
    PIN_FAULT__MAX
};

/* Pure: whether a PIN may be chosen; `again` is the same typed once more. */
enum pin_fault pin_check(struct text typed, struct text again);

enum pin_answer {
    PIN_RIGHT,
    PIN_WRONG,
    PIN_SHUT, /* wrong too often on this tablet, also when it is right by now */
    PIN_NONE, /* has none, or one whose day is over */
    PIN_ANSWER__MAX
};

/* In a change: compares and counts; what is counted stands when the change does, whatever the answer. */
int pin_try(struct change *change, struct tablet_id tablet, const struct pin *pin,
            enum pin_answer *ret_answer) MUST_CHECK;

/* In a change: a new PIN. `until_at` is INSTANT_NONE for one that stays; `given_by` 0 when the person chose it signed in. */
int pin_put(struct change *change, const struct pin *pin, int64_t until_at, struct person_id given_by) MUST_CHECK;

#endif
