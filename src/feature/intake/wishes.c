/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The page of somebody's own wishes about contact, the page of the rhythm of a location, and the family map.
 */
#include "access/effort.h"
#include "access/page.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/intake/intake_others.html.h"
#include "feature/intake/intake_rhythm.html.h"
#include "feature/intake/intake_wish.html.h"
#include "feature/intake/own.h"
#include "http/request.h"
#include "i18n/language.h"

struct address url_intake_wishes(struct arena *arena)
{
    return ADDRESS(arena, "/wishes");
}

struct address url_intake_rhythm(struct arena *arena, struct location_id location)
{
    return ADDRESS(arena, "/location/{location}/rhythm", address_value(location));
}

struct address url_intake_other(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/others", address_value(child));
}

struct address url_intake_other_remove(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/others/remove", address_value(child));
}

static struct text given(struct request *request, size_t field)
{
    struct text text = request_text(request, field);
    return text_is_null(text) ? TEXT("") : text;
}

static struct text day_of(struct request *request, int64_t at)
{
    return page_day_text(request, zone_date(request->viewer->zone, at), DAY_SHORT);
}

/* --- wishes --- */

static struct text dated(struct request *request, enum word sentence, struct text name, int64_t at)
{
    struct word_value values[] = { word_value("name", name), word_value("day", day_of(request, at)) };
    return word_format(request->arena, request->words, sentence, values, 2);
}

/* The code of the language that is called so in itself; empty for other words. */
static struct text spoken_code(struct text tongue)
{
    for (enum language language = 0; language < LANGUAGE__MAX; language++)
        if (text_equal(text_from(language_about(language)->own_name), tongue))
            return text_from(language_about(language)->code);
    return TEXT("");
}

struct outcome intake_wish_page(struct request *request)
{
    struct intake_wish_view *view = ARENA_NEW(request->arena, struct intake_wish_view);
    struct intake_own_row row;
    int status = intake_own(request->db, request->arena,
                            (struct intake_own_in){ .organisation = request->organisation,
                                                    .person = request->person,
                                                    .today = request->viewer->today,
                                                    .homes = SCOPE_SIDE_HOME },
                            &row);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    enum contact_intensity intensity = intake_intensity_of(row.intensity);
    *view = (struct intake_wish_view){ .back = ADDRESS(request->arena, "/me"),
                                       .write = url_intake_wishes(request->arena),
                                       .saved = request_boolean(request, WISH_PAGE_SAVED),
                                       .guardian = row.guardian,
                                       .effort = effort_text(request, EFFORT_CONTACT),
                                       .languages = intake_languages(request, row.pages),
                                       .speaks = intake_languages(request, spoken_code(row.tongue)),
                                       .interpreter = row.interpreter,
                                       .tongue = row.tongue,
                                       .basis = intensity == CONTACT_BASIS,
                                       .more = intensity == CONTACT_MORE,
                                       .less = intensity == CONTACT_LESS };
    if (row.written_by.value != 0 && row.written_by.value != request->person.value)
        view->written = intake_with_channel(
            request, dated(request, WORD_INTAKE_WRITTEN_BY, row.written_name, row.written_at), row.channel);
    if (row.chosen_at != 0)
        view->since = dated(request, WORD_INTAKE_CHOSEN, TEXT(""), row.chosen_at);
    return page_show(request, &(struct page){ .title = word(request->words, WORD_INTAKE_WISHES),
                                              .kind = "start",
                                              .side = row.guardian ? PAGE_HOME : PAGE_CENTRE,
                                              .content = intake_wish_view_part(view) });
}

static struct outcome wish_written(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    return status == STATUS_OK ? respond_redirect(request, TEXT("/wishes?saved=1"))
                               : respond_failure(request, status, error);
}

/* The language that a field names; null when it names none. False, with the fault set, for one that is not offered. */
static bool read_language(struct request *request, size_t field, const struct language_about **ret_about)
{
    enum language language;
    *ret_about = NULL;
    if (!request_given(request, field))
        return true;
    if (language_from_code(request_text(request, field), &language) && language_about(language)->offered) {
        *ret_about = language_about(language);
        return true;
    }
    request_fault_set(request, field, FIELD_NOT_OFFERED);
    return false;
}

struct outcome intake_wish_post(struct request *request)
{
    struct intake_wish *write = ARENA_NEW(request->arena, struct intake_wish);
    const struct language_about *pages, *speaks;
    if (!read_language(request, WISH_PAGES, &pages) || !read_language(request, WISH_SPEAK, &speaks))
        return respond_invalid(request);
    *write = (struct intake_wish){ .person = request->person,
                                   .pages = pages ? text_from(pages->code) : TEXT_NULL,
                                   .interpreter = request_boolean(request, WISH_INTERPRETER),
                                   .keep_interpreter = !request_given(request, WISH_INTERPRETER),
                                   .tongue = speaks ? text_from(speaks->own_name) : given(request, WISH_TONGUE),
                                   .intensity = request_given(request, WISH_INTENSITY)
                                                    ? (enum contact_intensity)request_integer(request, WISH_INTENSITY)
                                                    : CONTACT_INTENSITY__MAX,
                                   .today = request->viewer->today };
    return respond_change(request, intake_wish_write, write, wish_written);
}

/* --- the rhythm of a location --- */

struct outcome intake_rhythm_page(struct request *request)
{
    struct intake_rhythm_view *view = ARENA_NEW(request->arena, struct intake_rhythm_view);
    struct location_id location = request->viewer->location;
    struct intake_rhythm_row row;
    int status = intake_rhythm(request->db, request->arena,
                               (struct intake_rhythm_in){ .organisation = request->organisation,
                                                          .location = location,
                                                          .person = request->person,
                                                          .today = request->viewer->today,
                                                          .need = SCOPE_MANAGE },
                               &row);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    *view = (struct intake_rhythm_view){
        .name = row.name,
        .back = ADDRESS(request->arena, "/location/{location}/people", address_value(location)),
        .write = url_intake_rhythm(request->arena, location),
        .saved = request_boolean(request, RHYTHM_PAGE_SAVED),
        .basis = row.basis_weeks > 0 ? row.basis_weeks : intake_weeks[CONTACT_BASIS],
        .more = row.more_weeks > 0 ? row.more_weeks : intake_weeks[CONTACT_MORE],
        .less = row.less_weeks > 0 ? row.less_weeks : intake_weeks[CONTACT_LESS],
    };
    return page_show(request, &(struct page){ .title = word(request->words, WORD_INTAKE_RHYTHM),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = intake_rhythm_view_part(view) });
}

static struct outcome rhythm_written(struct request *request, void *argument, int status, const struct error *error)
{
    const struct contact_rhythm *write = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct text page = url_intake_rhythm(request->arena, write->location).text;
    return respond_redirect(request, arena_printf(request->arena, "%.*s?saved=1", TEXT_ARGS(page)));
}

struct outcome intake_rhythm_post(struct request *request)
{
    struct contact_rhythm *write = ARENA_NEW(request->arena, struct contact_rhythm);
    *write = (struct contact_rhythm){ .location = request->viewer->location,
                                      .weeks = { [CONTACT_BASIS] = request_integer(request, RHYTHM_BASIS),
                                                 [CONTACT_MORE] = request_integer(request, RHYTHM_MORE),
                                                 [CONTACT_LESS] = request_integer(request, RHYTHM_LESS) },
                                      .today = request->viewer->today };
    return respond_change(request, contact_rhythm_write, write, rhythm_written);
}

/* --- the family map --- */

int intake_others_part(struct request *request, struct html_part *ret_part)
{
    const struct viewer *viewer = request->viewer;
    struct intake_others_view *view = ARENA_NEW(request->arena, struct intake_others_view);
    struct intake_head_row head;
    struct intake_others_rows rows;
    bool at_home = (viewer->scope & SCOPE_SIDE_HOME) != 0;
    int status = intake_head(request->db, request->arena,
                             (struct intake_head_in){ .organisation = request->organisation,
                                                      .child = viewer->child,
                                                      .person = request->person,
                                                      .today = viewer->today },
                             &head);
    if (status == STATUS_OK)
        status = intake_others(request->db, request->arena,
                               (struct intake_others_in){ .organisation = request->organisation,
                                                          .child = viewer->child,
                                                          .person = request->person,
                                                          .today = viewer->today,
                                                          .centre = at_home ? 0 : INTAKE_STAFF },
                               &rows);
    if (status != STATUS_OK)
        return status;
    view->name = head.given_name;
    view->can_write = (viewer->scope & SCOPE_WRITE_HOME) != 0;
    view->add = url_intake_other(request->arena, viewer->child);
    view->remove = url_intake_other_remove(request->arena, viewer->child);
    static const enum word quick[] = { WORD_INTAKE_GRANDMOTHER, WORD_INTAKE_GRANDFATHER, WORD_INTAKE_AUNT,
                                       WORD_INTAKE_UNCLE, WORD_INTAKE_SIBLING };
    for (size_t i = 0; i < sizeof quick / sizeof *quick; i++)
        *vector_add(request->arena, &view->quick) = word(request->words, quick[i]);
    for (size_t i = 0; i < rows.count; i++)
        *vector_add(request->arena, &view->others) =
            (struct intake_other_view){ .id = rows.items[i].id,
                                        .name = rows.items[i].name,
                                        .relation = rows.items[i].relation,
                                        .words = rows.items[i].words,
                                        .language = rows.items[i].language,
                                        .can_remove = rows.items[i].person.value == request->person.value };
    if (view->others.count > 0 || view->can_write)
        *ret_part = intake_others_view_part(view);
    return STATUS_OK;
}

/* Back to the family page, where the map is. */
static struct outcome other_written(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct text page = ADDRESS(request->arena, "/child/{child}/family", address_value(request->viewer->child)).text;
    return respond_redirect(request, arena_printf(request->arena, "%.*s#others-map", TEXT_ARGS(page)));
}

struct outcome intake_other_post(struct request *request)
{
    struct intake_other *write = ARENA_NEW(request->arena, struct intake_other);
    *write = (struct intake_other){ .child = request->viewer->child,
                                    .name = request_text(request, OTHER_NAME),
                                    .relation = given(request, OTHER_RELATION),
                                    .words = given(request, OTHER_WORDS),
                                    .language = text_from(language_about(request->viewer->choice.language)->code),
                                    .today = request->viewer->today };
    return respond_change(request, intake_other_add, write, other_written);
}

struct outcome intake_other_remove_post(struct request *request)
{
    struct intake_other *write = ARENA_NEW(request->arena, struct intake_other);
    *write = (struct intake_other){ .child = request->viewer->child,
                                    .id = { request_id(request, OTHER_REMOVE_OTHER) },
                                    .today = request->viewer->today };
    return respond_change(request, intake_other_remove, write, other_written);
}
