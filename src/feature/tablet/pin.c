/* SPDX-License-Identifier: EUPL-1.2 */
/* See pin.h. */
#include "feature/tablet/pin.h"

#include "access/audit.h"
#include "base/random.h"
#include "db/change.h"
#include "feature/tablet/tablet.sql.h"

enum { YEAR_DIGITS = 4, YEAR_FIRST = 1900, YEAR_LAST = 2039 };

struct pin pin_make(struct access *access, struct organisation_id organisation, struct person_id person,
                    struct text typed)
{
    struct pin pin = { .person = person };
    struct seal seal = { .purpose = "tablet pin", .organisation = organisation, .person = person };
    while (pin.count < ACCESS_KEYS_MAXIMUM && seal_hash_of(access, pin.count, &seal, typed, pin.hashes[pin.count]))
        pin.count++;
    return pin;
}

static bool is_digits(struct text typed)
{
    for (size_t i = 0; i < typed.length; i++)
        if (typed.data[i] < '0' || typed.data[i] > '9')
            return false;
    return true;
}

/* Each digit the same step from the one before: 0000, 1234, 9876, 2468. */
static bool is_even_steps(struct text typed)
{
    for (size_t i = 2; i < typed.length; i++)
        if (typed.data[i] - typed.data[i - 1] != typed.data[1] - typed.data[0])
            return false;
    return true;
}

/* 1212, 123123, 121212: a beginning that is repeated; and pairs, 1122, 112233. */
static bool is_repeated(struct text typed)
{
    for (size_t part = 2; part <= typed.length / 2; part++) {
        bool same = typed.length % part == 0;
        for (size_t i = part; same && i < typed.length; i++)
            same = typed.data[i] == typed.data[i - part];
        if (same)
            return true;
    }
    for (size_t i = 0; i + 1 < typed.length; i += 2)
        if (typed.data[i] != typed.data[i + 1])
            return false;
    return typed.length % 2 == 0;
}

/* 1987: the year of somebody's birth, her own or a child's. */
static bool is_year(struct text typed)
{
    int year = 0;
    for (size_t i = 0; i < typed.length; i++)
        year = year * 10 + (typed.data[i] - '0');
    return typed.length == YEAR_DIGITS && year >= YEAR_FIRST && year <= YEAR_LAST;
}

/* Lines and corners on the keys. */
static bool is_drawn(struct text typed)
{
    static const char *const drawn[] = { "2580", "0852", "1379", "1397", "7913", "147258", "159753", "147369" };
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++)
        if (text_equal(typed, text_from(drawn[i])))
            return true;
    return false;
}

enum pin_fault pin_check(struct text typed, struct text again)
{
    if (typed.length < TABLET_PIN_SHORTEST || typed.length > TABLET_PIN_LONGEST || !is_digits(typed))
        return PIN_ODD_LENGTH;
    if (is_even_steps(typed) || is_repeated(typed) || is_year(typed) || is_drawn(typed))
        return PIN_COMMON;
    return text_equal(typed, again) ? PIN_FINE : PIN_UNEQUAL;
}

static int count_failure(struct change *change, struct tablet_id tablet, struct person_id person, int64_t failures)
{
    int status = tablet_try_put(
        change->db,
        (struct tablet_try_put_in){
            .organisation = change->organisation, .tablet = tablet, .person = person, .failures = failures },
        NULL);
    if (status == STATUS_OK && failures == TABLET_TRIES)
        status = audit_add(change, "tablet.shut_out", "person", person.value);
    return status;
}

static struct text hash_of(const struct pin *pin, size_t which)
{
    return (struct text){ (const char *)pin->hashes[which], SEAL_HASH_SIZE };
}

/* Which of the hashes it is; pin->count for none. */
static size_t pin_which(const struct pin *pin, struct text hash)
{
    size_t which = pin->count;
    for (size_t i = 0; i < pin->count; i++)
        if (random_equal(hash, hash_of(pin, i)))
            which = i;
    return which;
}

/* A PIN was right. One that is kept under a former key file is kept under the present one from now on: it cannot be sealed anew
 * without being typed. */
static int accept(struct change *change, struct tablet_id tablet, const struct pin *pin, size_t which)
{
    struct organisation_id organisation = change->organisation;
    int status = STATUS_OK;
    if (which > 0)
        status = tablet_pin_renew(change->db,
                                  (struct tablet_pin_renew_in){ organisation, pin->person, hash_of(pin, 0) }, NULL);
    if (status != STATUS_OK)
        return status;
    return tablet_try_clear(change->db, (struct tablet_try_clear_in){ organisation, tablet, pin->person }, NULL);
}

int pin_try(struct change *change, struct tablet_id tablet, const struct pin *pin, enum pin_answer *ret_answer)
{
    struct tablet_pin_row row;
    struct organisation_id organisation = change->organisation;
    int status = tablet_pin(change->db, change->arena,
                            (struct tablet_pin_in){ organisation, pin->person, tablet, change->now_at }, &row);
    if (status == STATUS_NOT_FOUND) {
        *ret_answer = PIN_NONE;
        return STATUS_OK;
    }
    if (status != STATUS_OK)
        return status;
    if (row.failures >= TABLET_TRIES) {
        *ret_answer = PIN_SHUT;
        return STATUS_OK;
    }
    size_t which = pin_which(pin, row.pin_hash);
    if (which == pin->count) {
        *ret_answer = row.failures + 1 < TABLET_TRIES ? PIN_WRONG : PIN_SHUT;
        return count_failure(change, tablet, pin->person, row.failures + 1);
    }
    *ret_answer = PIN_RIGHT;
    return accept(change, tablet, pin, which);
}

int pin_put(struct change *change, const struct pin *pin, int64_t until_at, struct person_id given_by)
{
    int status =
        tablet_pins_forget(change->db, (struct tablet_pins_forget_in){ change->organisation, change->now_at }, NULL);
    if (status != STATUS_OK)
        return status;
    return tablet_pin_put(change->db,
                          (struct tablet_pin_put_in){ .organisation = change->organisation,
                                                      .person = pin->person,
                                                      .pin_hash = hash_of(pin, 0),
                                                      .until_at = until_at,
                                                      .given_by = given_by,
                                                      .changed_at = change->now_at },
                          NULL);
}
