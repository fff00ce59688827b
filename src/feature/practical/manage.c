/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The pages of who manages a location: what stands there, and one item in one language.
 */
#include "access/page.h"
#include "access/viewer.h"
#include "feature/practical/own.h"
#include "feature/practical/practical_edit.html.h"
#include "feature/practical/practical_place.html.h"
#include "i18n/language.h"

struct address url_practical_place(struct arena *arena, struct location_id location)
{
    return ADDRESS(arena, "/location/{location}/practical", address_value(location));
}

struct address url_practical_edit(struct arena *arena, struct location_id location)
{
    return ADDRESS(arena, "/location/{location}/practical/edit", address_value(location));
}

static struct address edit_of(struct request *request, struct notice_id item, struct text topic, const char *language)
{
    struct address edit = url_practical_edit(request->arena, request->viewer->location);
    struct text id = item.value ? identity_text(request->arena, item.value) : TEXT("");
    return (struct address){ arena_printf(request->arena, "%.*s?item=%.*s&topic=%.*s&language=%s", TEXT_ARGS(edit.text),
                                          TEXT_ARGS(id), TEXT_ARGS(topic), language) };
}

static int read_texts(struct request *request, struct practical_texts_rows *ret_rows)
{
    return practical_texts(
        request->db, request->arena,
        (struct practical_texts_in){ .organisation = request->organisation, .location = request->viewer->location },
        ret_rows);
}

static const char *page_language(struct request *request)
{
    return language_about(request->viewer->choice.language)->code;
}

/* --- the list --- */

/* One line an item, with the languages that have words. */
static void add_items(struct request *request, const struct practical_texts_rows *rows,
                      struct practical_place_view *view)
{
    for (size_t i = 0; i < rows->count; i++) {
        const struct practical_texts_row *row = &rows->items[i];
        enum language language;
        if (i == 0 || rows->items[i - 1].item.value != row->item.value)
            *vector_add(request->arena, &view->items) = (struct practical_managed_view){
                .edit = edit_of(request, row->item, TEXT(""), row->language.data),
                .title = practical_title(request, row->topic, row->title),
                .languages = TEXT(""),
            };
        struct practical_managed_view *item = &view->items.items[view->items.count - 1];
        if (text_is_empty(row->words) || !language_from_code(row->language, &language))
            continue;
        const char *name = language_about(language)->own_name;
        item->languages = item->languages.length == 0
                              ? text_from(name)
                              : arena_printf(request->arena, "%.*s · %s", TEXT_ARGS(item->languages), name);
    }
}

static void add_topics(struct request *request, const struct practical_texts_rows *rows,
                       struct practical_place_view *view)
{
    for (size_t t = 0; t < practical_topic_count; t++) {
        const struct practical_topic *topic = &practical_topics[t];
        bool there = !topic->in[request->viewer->choice.country];
        for (size_t i = 0; i < rows->count; i++)
            there = there || text_equal(rows->items[i].topic, text_from(topic->name));
        if (!there)
            *vector_add(request->arena, &view->topics) = (struct practical_managed_view){
                .edit = edit_of(request, (struct notice_id){ 0 }, text_from(topic->name), page_language(request)),
                .title = word(request->words, topic->title),
            };
    }
}

struct outcome practical_place_page(struct request *request)
{
    struct practical_place_view *view = ARENA_NEW(request->arena, struct practical_place_view);
    struct location_id location = request->viewer->location;
    struct practical_place_row place;
    struct practical_texts_rows rows;
    int status = practical_place(request->db, request->arena,
                                 (struct practical_place_in){ .organisation = request->organisation,
                                                              .location = location,
                                                              .person = request->person,
                                                              .today = request->viewer->today,
                                                              .need = SCOPE_MANAGE },
                                 &place);
    if (status == STATUS_OK)
        status = read_texts(request, &rows);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->name = place.name;
    view->back = ADDRESS(request->arena, "/location/{location}/people", address_value(location));
    view->saved = request_boolean(request, PLACE_SAVED);
    view->own = edit_of(request, (struct notice_id){ 0 }, TEXT(""), page_language(request));
    add_items(request, &rows, view);
    add_topics(request, &rows, view);
    return page_show(request, &(struct page){ .title = word(request->words, WORD_PRACTICAL_TITLE),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = practical_place_view_part(view) });
}

/* --- one item --- */

/* The item of the request in the language of the request: which offered one, and what stands there. */
struct editing {
    struct notice_id item;
    struct text topic;
    enum language language;
    const struct practical_texts_row *row;   /* in this language; NULL: nothing yet */
    const struct practical_texts_row *first; /* in any; NULL: a new item */
};

/* STATUS_NOT_FOUND for an item of another location. */
static int editing_read(struct request *request, const struct practical_texts_rows *rows, struct editing *ret_editing)
{
    struct editing editing = { .item = { request_id(request, EDIT_ITEM) }, .topic = TEXT("") };
    struct text code = request_text(request, EDIT_LANGUAGE);
    if (!language_from_code(code, &editing.language) || !language_about(editing.language)->offered)
        editing.language = LANGUAGE_NL;
    for (size_t i = 0; i < rows->count; i++) {
        const struct practical_texts_row *row = &rows->items[i];
        if (row->item.value != editing.item.value)
            continue;
        editing.first = editing.first ? editing.first : row;
        if (text_equal(row->language, text_from(language_about(editing.language)->code)))
            editing.row = row;
    }
    if (editing.item.value != 0 && !editing.first)
        return STATUS_NOT_FOUND;
    const struct practical_topic *topic =
        practical_topic_find(editing.first ? editing.first->topic : request_text(request, EDIT_TOPIC));
    if (topic)
        editing.topic = text_from(topic->name);
    *ret_editing = editing;
    return STATUS_OK;
}

static void add_tabs(struct request *request, const struct editing *editing, struct practical_edit_view *view)
{
    for (enum language language = 0; language < LANGUAGE__MAX; language++) {
        const struct language_about *about = language_about(language);
        if (about->offered)
            *vector_add(request->arena, &view->tabs) = (struct practical_tab_view){
                .address = edit_of(request, editing->item, editing->topic, about->code),
                .code = about->code,
                .name = about->own_name,
                .current = language == editing->language,
            };
    }
}

static void fill(struct request *request, const struct editing *editing, struct practical_edit_view *view)
{
    const struct practical_topic *topic = practical_topic_find(editing->topic);
    struct text title = editing->first ? editing->first->title : word(request->words, WORD_PRACTICAL_OWN);
    view->title = topic ? word(request->words, topic->title) : title;
    view->back = url_practical_place(request->arena, request->viewer->location);
    view->write = url_practical_edit(request->arena, request->viewer->location);
    view->language = language_about(editing->language)->code;
    view->item = editing->item.value ? identity_text(request->arena, editing->item.value) : TEXT("");
    view->topic = editing->topic;
    view->has_title = topic == NULL;
    view->own_title = editing->row ? editing->row->title : TEXT("");
    view->words = editing->row ? editing->row->words : TEXT("");
    view->hint = word(request->words, topic ? topic->hint : WORD_PRACTICAL_OWN_HINT);
    view->can_remove = editing->first != NULL;
    view->base = editing->row ? editing->row->id : 0;
    if (editing->first)
        add_tabs(request, editing, view);
}

/* `typed` is what could not be saved, NULL for looking; `problem` says why. */
static struct outcome show(struct request *request, int http_status, const struct practical_write *typed,
                           struct text problem)
{
    struct practical_edit_view *view = ARENA_NEW(request->arena, struct practical_edit_view);
    struct practical_texts_rows rows;
    struct editing editing;
    int status = read_texts(request, &rows);
    if (status == STATUS_OK)
        status = editing_read(request, &rows, &editing);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    fill(request, &editing, view);
    view->problem = problem;
    if (typed) {
        view->stored = http_status == 409 ? view->words : TEXT("");
        view->own_title = typed->title;
        view->words = typed->words;
    }
    return page_show(request, &(struct page){ .status = http_status,
                                              .title = view->title,
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = practical_edit_view_part(view) });
}

struct outcome practical_edit_page(struct request *request)
{
    return show(request, 200, NULL, TEXT_NULL);
}

static struct outcome written(struct request *request, void *argument, int status, const struct error *error)
{
    const struct practical_write *write = argument;
    if (status == STATUS_CONFLICT)
        return show(request, 409, write, word(request->words, WORD_PRACTICAL_STALE));
    if (status == STATUS_INVALID && error && error->word != 0)
        return show(request, 422, write, word(request->words, (enum word)error->word));
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct text page = url_practical_place(request->arena, write->location).text;
    return respond_redirect(request, arena_printf(request->arena, "%.*s?saved=1", TEXT_ARGS(page)));
}

static struct text given(struct request *request, size_t field)
{
    struct text text = request_text(request, field);
    return text_is_null(text) ? TEXT("") : text;
}

struct outcome practical_edit_post(struct request *request)
{
    struct practical_write *write = ARENA_NEW(request->arena, struct practical_write);
    enum language language;
    if (!language_from_code(request_text(request, EDIT_LANGUAGE), &language) || !language_about(language)->offered)
        language = LANGUAGE_NL;
    *write = (struct practical_write){ .location = request->viewer->location,
                                       .item = { request_id(request, EDIT_ITEM) },
                                       .topic = given(request, EDIT_TOPIC),
                                       .language = text_from(language_about(language)->code),
                                       .title = given(request, WRITE_TITLE),
                                       .words = given(request, WRITE_WORDS),
                                       .again = request_boolean(request, WRITE_AGAIN),
                                       .remove = request_boolean(request, WRITE_REMOVE),
                                       .base = request_integer(request, WRITE_BASE),
                                       .today = request->viewer->today };
    return respond_change(request, practical_write, write, written);
}
