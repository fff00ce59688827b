/* SPDX-License-Identifier: EUPL-1.2 */
/* Small groups are not figures (T14), and staff are counted only after they were asked (R244). */
#include "feature/figure/figure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static bool may(enum figure_about about, int64_t counted, int64_t whole, bool consulted)
{
    return figure_may_show(&(struct figure_cell){ about, counted, whole, consulted });
}

static void T14_a_figure_about_few_is_not_shown(void **state)
{
    (void)state;
    assert_false(may(FIGURE_CHILDREN, 4, 20, false));
    assert_true(may(FIGURE_CHILDREN, 5, 20, false));
    assert_false(may(FIGURE_CHILDREN, 3, 4, false));
    assert_false(may(FIGURE_CHILDREN, 0, 4, false));
    assert_true(may(FIGURE_CHILDREN, 5, 5, false));
}

/* What a figure leaves out tells as much as what it counts. */
static void T14_the_rest_is_not_about_few_either(void **state)
{
    (void)state;
    assert_false(may(FIGURE_CHILDREN, 16, 20, false));
    assert_false(may(FIGURE_CHILDREN, 19, 20, false));
    assert_true(may(FIGURE_CHILDREN, 15, 20, false));
    assert_true(may(FIGURE_CHILDREN, 20, 20, false));
    assert_true(may(FIGURE_CHILDREN, 0, 20, false));
}

static void T14_nonsense_is_not_shown(void **state)
{
    (void)state;
    assert_false(may(FIGURE_CHILDREN, -5, 20, false));
    assert_false(may(FIGURE_CHILDREN, 30, 20, false));
}

static void R244_figures_on_staff_are_off_until_staff_were_consulted(void **state)
{
    (void)state;
    assert_false(may(FIGURE_STAFF, 10, 20, false));
    assert_true(may(FIGURE_STAFF, 10, 20, true));
    assert_false(may(FIGURE_STAFF, 4, 20, true));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(T14_a_figure_about_few_is_not_shown),
        cmocka_unit_test(T14_the_rest_is_not_about_few_either),
        cmocka_unit_test(T14_nonsense_is_not_shown),
        cmocka_unit_test(R244_figures_on_staff_are_off_until_staff_were_consulted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
