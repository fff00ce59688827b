/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The form, on the first page and on a page of its own.
 */
#include "access/page.h"
#include "feature/morning/morning_place.html.h"
#include "feature/morning/own.h"
#include "http/request.h"

struct morning_owns {
    struct morning_own_rows rows;
    bool opened; /* one form stands open already */
};

/* The values of one kind that suit the age; nothing when there are none. */
static void add_kind(struct arena *arena, struct morning_form_view *form, enum entry_kind kind, unsigned ages,
                     struct text chosen)
{
    struct morning_kind_view view = { .name = code_kinds[kind].name, .word = code_kinds[kind].word };
    for (size_t i = 0; i < code_count; i++)
        if (codes[i].kind == kind && (codes[i].ages & ages) != 0)
            *vector_add(arena, &view.choices) =
                (struct morning_choice_view){ .value = codes[i].value,
                                              .pictogram = codes[i].pictogram,
                                              .word = codes[i].label,
                                              .chosen = text_equal(text_from(codes[i].value), chosen) };
    if (view.choices.count > 0)
        *vector_add(arena, &form->kinds) = view;
}

static bool has_bottle(unsigned ages)
{
    for (size_t i = 0; i < code_count; i++)
        if (codes[i].kind == KIND_BOTTLE && (codes[i].ages & ages) != 0)
            return true;
    return false;
}

static bool is_chosen(const struct morning_typed *typed, struct child_id child)
{
    for (size_t i = 0; i < typed->child_count; i++)
        if (typed->children[i].value == child.value)
            return true;
    return false;
}

/* Brothers and sisters who come today as well. */
static void add_siblings(struct arena *arena, const struct morning_own_rows *rows, const struct morning_typed *typed,
                         struct morning_form_view *form)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].child.value != form->child.value && rows->items[i].expected && !rows->items[i].came)
            *vector_add(arena, &form->siblings) =
                (struct morning_sibling_view){ .child = rows->items[i].child,
                                               .name = rows->items[i].given_name,
                                               .chosen = is_chosen(typed, rows->items[i].child) };
}

/* One id a child on the same page, and another one after each act (handover.h). */
static struct text client_of(struct request *request, const struct morning_own_row *row)
{
    uint64_t mixed = (uint64_t)row->child.value * UINT64_C(0x9E3779B97F4A7C15); /* spreads near ids */
    return handover_form_id(request, "morning", (int64_t)(mixed + (uint64_t)row->acts));
}

static struct morning_form_view form_of(struct request *request, const struct morning_own_rows *rows,
                                        const struct morning_own_row *row, const struct morning_typed *typed)
{
    static const struct morning_typed nothing = { .problem = WORD_NONE };
    unsigned ages = morning_ages(row);
    typed = typed ? typed : &nothing;
    struct morning_form_view form = { .child = row->child,
                                      .action = url_morning(request->arena, row->child),
                                      .client_id = client_of(request, row),
                                      .bottle = has_bottle(ages),
                                      .time = typed->time,
                                      .ml = typed->ml,
                                      .words = typed->words,
                                      .two_homes = row->two_homes,
                                      .both_homes = typed->both_homes,
                                      .more = !text_is_empty(typed->collects) || !text_is_empty(typed->wish),
                                      .collects = typed->collects,
                                      .wish = typed->wish };
    for (size_t i = 0; i < MORNING_VALUES_MAXIMUM; i++)
        add_kind(request->arena, &form, morning_kinds[i], ages, typed->values[i]);
    add_siblings(request->arena, rows, typed, &form);
    return form;
}

int morning_read_own(struct request *request, struct morning_owns **ret_owns)
{
    struct morning_owns *owns = ARENA_NEW(request->arena, struct morning_owns);
    *ret_owns = owns;
    return morning_own(request->db, request->arena,
                       morning_rows_of(request->organisation, request->person, request->viewer->today), &owns->rows);
}

struct html_part morning_own_part(struct request *request, struct morning_owns *owns, struct child_id child)
{
    const struct morning_own_row *row = morning_row(&owns->rows, child);
    if (!row || !row->expected || row->came || row->told)
        return (struct html_part){ NULL, NULL };
    struct morning_place_view *view = ARENA_NEW(request->arena, struct morning_place_view);
    *view = (struct morning_place_view){ .open = !owns->opened, .form = form_of(request, &owns->rows, row, NULL) };
    owns->opened = true;
    return morning_place_view_part(view);
}

int morning_read(struct request *request, const struct morning_typed *typed, struct morning_page_view *ret_view)
{
    struct morning_own_rows rows;
    int status = morning_own(request->db, request->arena,
                             morning_rows_of(request->organisation, request->person, request->viewer->today), &rows);
    const struct morning_own_row *row = status == STATUS_OK ? morning_row(&rows, request->viewer->child) : NULL;
    if (!row)
        return status == STATUS_OK ? STATUS_NOT_FOUND : status;
    *ret_view = (struct morning_page_view){
        .name = row->given_name,
        .problem = typed ? word(request->words, typed->problem) : TEXT(""),
        .day = url_handover_day(request->arena, row->child, request->viewer->today),
        .form = form_of(request, &rows, row, typed),
    };
    return STATUS_OK;
}
