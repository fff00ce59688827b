/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/figure/figure.h"

/* None of a whole group, or enough of them. */
static bool is_none_or_many(int64_t people)
{
    return people == 0 || people >= FIGURE_LEAST;
}

bool figure_may_show(const struct figure_cell *cell)
{
    if (cell->counted < 0 || cell->counted > cell->whole || cell->whole < FIGURE_LEAST)
        return false;
    if (cell->about == FIGURE_STAFF && !cell->staff_consulted)
        return false;
    return is_none_or_many(cell->counted) && is_none_or_many(cell->whole - cell->counted);
}
