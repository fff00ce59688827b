/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The sealed audit: whoever changes, removes or adds rows past the program is found, in the middle, at the end and when seals
 * go along; forgetting rows that have served breaks nothing (T8, T24).
 */
#include "access/audit.h"
#include "access/chain.h"
#include "visit.h"

#include <unistd.h>

static const struct chain_key key = { .bytes = { 1, 2, 3 } };

struct acts {
    int count;
    int64_t sealed;
    int64_t before;
};

static int act(struct change *change, void *argument)
{
    const struct acts *acts = argument;
    int status = STATUS_OK;
    for (int i = 0; status == STATUS_OK && i < acts->count; i++)
        status = audit_add(change, "test.act", "child", i + 1);
    return status;
}

static int seal(struct change *change, void *argument)
{
    return chain_seal(change, &key, &((struct acts *)argument)->sealed);
}

static int forget(struct change *change, void *argument)
{
    struct acts *acts = argument;
    return chain_forget(change, &key, acts->before, &acts->sealed);
}

static int tamper(struct change *change, void *argument)
{
    return db_execute(change->db, argument, NULL);
}

static int do_change(struct visit *visit, int (*fn)(struct change *, void *), void *argument)
{
    return fixture_change(&visit->world, visit->fixture.organisation, fn, argument);
}

static void tampered(struct visit *visit, const char *sql)
{
    assert_int_equal(do_change(visit, tamper, (void *)(uintptr_t)sql), STATUS_OK);
}

/* Ten acts, two minutes, and seals. Gives how many are sealed in all. */
static int64_t acts_sealed(struct visit *visit)
{
    struct acts acts = { .count = 10 };
    assert_int_equal(do_change(visit, act, &acts), STATUS_OK);
    clock_advance(&visit->world.clock, 2 * (int64_t)MINUTE_MS);
    do
        assert_int_equal(do_change(visit, seal, &acts), STATUS_OK);
    while (acts.sealed > 0);
    return visit_number(visit, "SELECT MAX(s.number) FROM audit_seal AS s");
}

static struct chain_report check(struct visit *visit, const struct chain_head *known)
{
    struct chain_report report;
    assert_int_equal(chain_check(visit->world.db, visit->fixture.organisation, &key, 1, known, &report), STATUS_OK);
    return report;
}

static void assert_fault(struct visit *visit, const char *sql, enum chain_fault fault)
{
    tampered(visit, sql);
    struct chain_report report = check(visit, NULL);
    if (report.fault != fault)
        fail_msg("%s: %s", sql, chain_fault_text(report.fault));
}

static void a_chain_that_nobody_touched_is_sound(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t number = acts_sealed(visit);
    assert_true(number >= 10);
    struct chain_report report = check(visit, NULL);
    assert_int_equal(report.fault, CHAIN_SOUND);
    assert_int_equal(report.seals, number);
    assert_int_equal(report.head.number, number);
    assert_int_equal(acts_sealed(visit), number + 10);
    assert_int_equal(check(visit, &report.head).fault, CHAIN_SOUND);
}

static void rows_of_the_last_minute_wait(void **state)
{
    struct visit *visit = visit_of(state);
    acts_sealed(visit);
    struct acts acts = { .count = 3 };
    assert_int_equal(do_change(visit, act, &acts), STATUS_OK);
    assert_int_equal(do_change(visit, seal, &acts), STATUS_OK);
    assert_int_equal(acts.sealed, 0);
    assert_int_equal(check(visit, NULL).fault, CHAIN_SOUND);
}

static void T8_a_changed_row_is_found(void **state)
{
    struct visit *visit = visit_of(state);
    acts_sealed(visit);
    assert_fault(visit, "UPDATE audit SET person = 7 WHERE id = (SELECT audit FROM audit_seal WHERE number = 5)",
                 CHAIN_CHANGED);
    assert_int_equal(check(visit, NULL).number, 5);
}

static void T8_a_row_that_is_gone_is_found(void **state)
{
    struct visit *visit = visit_of(state);
    acts_sealed(visit);
    assert_fault(visit, "DELETE FROM audit WHERE id = (SELECT audit FROM audit_seal WHERE number = 4)", CHAIN_ROW_GONE);
    assert_fault(visit, "UPDATE audit_seal SET salt = NULL WHERE number = 4", CHAIN_ROW_GONE);
    assert_fault(visit, "DELETE FROM audit_seal WHERE number = 4", CHAIN_GAP);
    assert_fault(visit,
                 "UPDATE audit_seal SET number = -number WHERE number > 4;"
                 "UPDATE audit_seal SET number = -number - 1 WHERE number < 0",
                 CHAIN_BROKEN);
}

static void T8_an_end_that_was_cut_off_is_found(void **state)
{
    struct visit *visit = visit_of(state);
    acts_sealed(visit);
    struct chain_head known = check(visit, NULL).head;
    assert_fault(visit,
                 "DELETE FROM audit WHERE id = (SELECT audit FROM audit_seal ORDER BY number DESC LIMIT 1);"
                 "DELETE FROM audit_seal WHERE number = (SELECT number FROM audit_head)",
                 CHAIN_CUT);
    /* With the head taken along, only the head that was kept elsewhere tells. */
    assert_fault(visit,
                 "UPDATE audit_head SET number = number - 1,"
                 " link = (SELECT link FROM audit_seal ORDER BY number DESC LIMIT 1)",
                 CHAIN_SOUND);
    assert_int_equal(check(visit, &known).fault, CHAIN_CUT);
}

static void T8_a_row_that_was_put_in_is_found(void **state)
{
    struct visit *visit = visit_of(state);
    acts_sealed(visit);
    assert_fault(visit,
                 "INSERT INTO audit (organisation, id, at, person, session, action, object_kind, object)"
                 " SELECT organisation, 5, at, person, session, action, object_kind, object FROM audit"
                 "  WHERE id = (SELECT audit FROM audit_seal WHERE number = 3)",
                 CHAIN_INSERTED);
}

/* Who has the database and not the key cannot make the chain anew. */
static void T8_another_key_fits_nothing(void **state)
{
    struct visit *visit = visit_of(state);
    acts_sealed(visit);
    struct chain_key other = { .bytes = { 3, 2, 1 } };
    struct chain_report report;
    assert_int_equal(chain_check(visit->world.db, visit->fixture.organisation, &other, 1, NULL, &report), STATUS_OK);
    assert_int_equal(report.fault, CHAIN_BROKEN);
}

static void nothing_is_built_on_a_broken_chain(void **state)
{
    struct visit *visit = visit_of(state);
    acts_sealed(visit);
    tampered(visit, "DELETE FROM audit_seal WHERE number = (SELECT number FROM audit_head)");
    struct acts acts = { .count = 1 };
    assert_int_equal(do_change(visit, seal, &acts), STATUS_CONFLICT);
}

static void T24_rows_that_have_served_go_and_the_chain_stays(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t old = acts_sealed(visit);
    struct acts acts = { .count = 0 };
    clock_advance(&visit->world.clock, DAY_MS);
    acts.before = FIXTURE_NOW_AT + DAY_MS / 2;
    acts_sealed(visit);
    assert_int_equal(do_change(visit, forget, &acts), STATUS_OK);
    assert_int_equal(acts.sealed, old);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit_seal AS s WHERE s.salt IS NULL"), old);
    assert_int_equal(check(visit, NULL).fault, CHAIN_SOUND);
    acts_sealed(visit);
    assert_int_equal(check(visit, NULL).fault, CHAIN_SOUND);
    /* Forgetting covers what was old and no more. */
    assert_fault(visit,
                 "DELETE FROM audit WHERE id = (SELECT audit FROM audit_seal ORDER BY number DESC LIMIT 1);"
                 "UPDATE audit_seal SET salt = NULL WHERE number = (SELECT number FROM audit_head)",
                 CHAIN_ROW_GONE);
}

/* Nobody can cover what he took out with an act of forgetting of his own: the job does not seal it. */
static void T8_a_forgetting_that_was_put_in_is_found(void **state)
{
    struct visit *visit = visit_of(state);
    acts_sealed(visit);
    tampered(visit, "INSERT INTO audit (organisation, id, at, person, session, action, object_kind, object)"
                    " SELECT organisation, MAX(id) + 1, MAX(at), 0, 0, 'audit.forget', 'audit_seal', 10 FROM audit"
                    "  WHERE organisation = (SELECT MIN(organisation) FROM audit) GROUP BY organisation");
    acts_sealed(visit);
    assert_int_equal(check(visit, NULL).fault, CHAIN_INSERTED);
}

static void heads_are_kept_in_a_file(void **state)
{
    struct visit *visit = visit_of(state);
    char path[] = "/tmp/samenspel-heads-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    struct chain_head one = { .number = 7, .link = { 9, 8 } };
    struct chain_head two = { .number = 3, .link = { 1 } };
    struct chain_head read;
    assert_int_equal(chain_file_read(path, visit->fixture.organisation, &read), STATUS_NOT_FOUND);
    assert_int_equal(chain_file_write(path, visit->fixture.organisation, &two), STATUS_OK);
    assert_int_equal(chain_file_write(path, visit->fixture.foreign, &two), STATUS_OK);
    assert_int_equal(chain_file_write(path, visit->fixture.organisation, &one), STATUS_OK);
    assert_int_equal(chain_file_read(path, visit->fixture.organisation, &read), STATUS_OK);
    assert_memory_equal(&read, &one, sizeof one);
    assert_int_equal(chain_file_read(path, visit->fixture.foreign, &read), STATUS_OK);
    assert_int_equal(read.number, 3);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chain_that_nobody_touched_is_sound),
        cmocka_unit_test(rows_of_the_last_minute_wait),
        cmocka_unit_test(T8_a_changed_row_is_found),
        cmocka_unit_test(T8_a_row_that_is_gone_is_found),
        cmocka_unit_test(T8_an_end_that_was_cut_off_is_found),
        cmocka_unit_test(T8_a_row_that_was_put_in_is_found),
        cmocka_unit_test(T8_another_key_fits_nothing),
        cmocka_unit_test(nothing_is_built_on_a_broken_chain),
        cmocka_unit_test(T24_rows_that_have_served_go_and_the_chain_stays),
        cmocka_unit_test(T8_a_forgetting_that_was_put_in_is_found),
        cmocka_unit_test(heads_are_kept_in_a_file),
    };
    return PAGE_TESTS_RUN(tests);
}
