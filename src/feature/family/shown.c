/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What both pages show in the same way: names, periods, the form for who may collect.
 */
#include "access/page.h"
#include "access/viewer.h"
#include "feature/family/own.h"
#include "http/request.h"

struct text family_full_name(struct arena *arena, struct text given, struct text family)
{
    if (text_is_empty(family))
        return given;
    if (text_is_empty(given))
        return family;
    return arena_printf(arena, "%.*s %.*s", TEXT_ARGS(given), TEXT_ARGS(family));
}

struct text family_period(struct request *request, struct date from, struct date until)
{
    struct date last = date_add(until, -1);
    struct text first_text = page_day_text(request, from, DAY_SHORT);
    struct text last_text = date_equal(until, DATE_FOREVER) ? TEXT("") : page_day_text(request, last, DAY_SHORT);
    struct word_value values[] = { word_value("from", first_text), word_value("until", last_text) };
    bool begun = from.days <= request->viewer->today.days;
    enum word id = date_equal(from, last)  ? WORD_FAMILY_PERIOD_ONCE
                   : last_text.length == 0 ? (begun ? WORD_FAMILY_PERIOD_ALWAYS : WORD_FAMILY_PERIOD_FROM)
                   : begun                 ? WORD_FAMILY_PERIOD_UNTIL
                                           : WORD_FAMILY_PERIOD_BETWEEN;
    return word_format(request->arena, request->words, id, values, 2);
}

struct family_collector_form_view family_collector_form(struct request *request, struct child_id child,
                                                        const struct family_typed *typed)
{
    struct family_collector_form_view form = { .action = url_family_collector(request->arena, child),
                                               .from = date_iso(request->arena, request->viewer->today) };
    if (!typed || !typed->is_typed || typed->about != FAMILY_COLLECTOR)
        return form;
    form.name = typed->name;
    form.phone = typed->phone;
    form.relation = typed->relation;
    form.from = typed->from;
    form.until = typed->until;
    form.once = typed->once;
    return form;
}
