/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is practical at a location (R012): a manager writes it, a guardian reads it in her language, and what she has not read is
 * new to her alone.
 */
#include "feature/practical/practical.h"
#include "visit.h"

static struct text page_of(struct visit *visit, enum fixture_child child)
{
    return url_practical(visit->arena, visit->fixture.children[child]).text;
}

static struct text edit_of(struct visit *visit, const char *query)
{
    struct text edit = url_practical_edit(visit->arena, visit->fixture.noord).text;
    return arena_printf(visit->arena, "%.*s?%s", TEXT_ARGS(edit), query);
}

static const char *item_id(struct visit *visit)
{
    return visit_moment(visit, visit_number(visit, "SELECT MAX(i.id) FROM practical_item AS i"));
}

static void writes(struct visit *visit, const char *query, const char *words)
{
    struct http_test_answer answer =
        VISIT_SEND(visit, FIXTURE_MANAGER, edit_of(visit, query), "item", "", "words", words);
    assert_status(&answer, 303);
}

static void R012_what_a_guardian_has_not_read_is_new_to_her_alone(void **state)
{
    struct visit *visit = visit_of(state);
    const char *fresh = SAY(visit, LANGUAGE_NL, WORD_PRACTICAL_NEW);
    const char *late = SAY(visit, LANGUAGE_NL, WORD_PRACTICAL_NOT_READ);
    writes(visit, "topic=sick", "Bel ons voor negen uur.");
    const char *sick = item_id(visit);
    struct text noor = page_of(visit, FIXTURE_CHILD_OWN);
    struct markup *mother = visit_page(visit, FIXTURE_MOTHER, noor);
    assert_shows(mother, element(mother, "practical"), "Bel ons voor negen uur.");
    assert_shows(mother, element(mother, "practical"), SAY(visit, LANGUAGE_NL, WORD_PRACTICAL_SICK));
    assert_shows(mother, element(mother, "practical"), fresh);
    struct http_test_answer first = visit_get(visit, FIXTURE_MOTHER, noor);
    visit_keep(&first, "practical_new");
    /* A GET reads nothing off: only her tap does. */
    struct http_test_answer tapped = VISIT_SEND(visit, FIXTURE_MOTHER, noor, "practical", "", "item", item_id(visit));
    assert_status(&tapped, 303);
    assert_hides(visit_page(visit, FIXTURE_MOTHER, noor), MARKUP_NONE, fresh);
    assert_shows(visit_page(visit, FIXTURE_FATHER, noor), MARKUP_NONE, SAY(visit, LANGUAGE_AR, WORD_PRACTICAL_NEW));
    assert_shows(visit_page(visit, FIXTURE_GRANDMOTHER, noor), MARKUP_NONE, fresh);
    /* Who works with the child sees who has not read it, on this page; no other parent does. */
    struct markup *group = visit_page(visit, FIXTURE_PROFESSIONAL, noor);
    assert_shows(group, element(group, "unread"), "Emre");
    assert_hides(group, element(group, "unread"), "Aylin");
    assert_hides(group, MARKUP_NONE, fresh);
    assert_hides(visit_page(visit, FIXTURE_MOTHER, noor), MARKUP_NONE, late);
    assert_hides(visit_page(visit, FIXTURE_MOTHER, noor), MARKUP_NONE, "Emre");
    /* It is for the children of this location, and for them alone. */
    assert_shows(visit_page(visit, FIXTURE_OTHER_GROUP_PARENT, page_of(visit, FIXTURE_CHILD_GROUP)), MARKUP_NONE,
                 "Bel ons voor negen uur.");
    struct http_test_answer far =
        visit_get(visit, FIXTURE_OTHER_LOCATION_PARENT, page_of(visit, FIXTURE_CHILD_LOCATION));
    assert_no_trace(&far, "Bel ons");
    struct text south = url_practical_edit(visit->arena, visit->fixture.zuid).text;
    struct http_test_answer theirs = visit_post(
        visit, FIXTURE_ADMINISTRATOR, south, FORM(visit, "language", "nl", "topic", "sick", "words", "Blijf thuis."));
    assert_status(&theirs, 303);
    struct http_test_answer stolen = visit_post(visit, FIXTURE_OTHER_LOCATION_PARENT,
                                                page_of(visit, FIXTURE_CHILD_LOCATION), FORM(visit, "item", sick));
    assert_status(&stolen, 404);
    /* Another word does not make it new; "read it again" does. */
    const char *query = arena_printf(visit->arena, "item=%s&language=nl", sick).data;
    writes(visit, query, "Bel ons voor half negen.");
    assert_hides(visit_page(visit, FIXTURE_MOTHER, noor), MARKUP_NONE, fresh);
    struct http_test_answer again = VISIT_SEND(visit, FIXTURE_MANAGER, edit_of(visit, query), "item", "", "words",
                                               "Bel ons voor acht uur.", "again", "1");
    assert_status(&again, 303);
    assert_shows(visit_page(visit, FIXTURE_MOTHER, noor), MARKUP_NONE, fresh);
    tapped = VISIT_SEND(visit, FIXTURE_MOTHER, noor, "practical", "", "item", sick);
    assert_status(&tapped, 303);
    assert_hides(visit_page(visit, FIXTURE_MOTHER, noor), MARKUP_NONE, fresh);
}

static void R012_an_item_is_read_in_the_reader_s_language(void **state)
{
    struct visit *visit = visit_of(state);
    writes(visit, "topic=opening", "Van zeven tot zes.");
    const char *arabic = arena_printf(visit->arena, "item=%s&language=ar", item_id(visit)).data;
    writes(visit, arabic, "من السابعة إلى السادسة.");
    struct http_test_answer speaks =
        visit_post(visit, FIXTURE_MOTHER, TEXT("/language"), FORM(visit, "language", "ar"));
    assert_status(&speaks, 303);
    struct text noor = page_of(visit, FIXTURE_CHILD_OWN);
    struct markup *mother = visit_page(visit, FIXTURE_MOTHER, noor);
    assert_shows(mother, MARKUP_NONE, "من السابعة إلى السادسة.");
    assert_hides(mother, MARKUP_NONE, "Van zeven tot zes.");
    assert_shows(mother, MARKUP_NONE, SAY(visit, LANGUAGE_AR, WORD_PRACTICAL_OPENING));
    assert_shows(visit_page(visit, FIXTURE_GRANDMOTHER, noor), MARKUP_NONE, "Van zeven tot zes.");
    /* Emptied in one language: the other is read. */
    struct http_test_answer emptied =
        VISIT_SEND(visit, FIXTURE_MANAGER, edit_of(visit, arabic), "item", "", "words", "");
    assert_status(&emptied, 303);
    assert_shows(visit_page(visit, FIXTURE_MOTHER, noor), MARKUP_NONE, "Van zeven tot zes.");
    /* Somebody else saved first: told, and nothing lost. */
    struct text edit = url_practical_edit(visit->arena, visit->fixture.noord).text;
    struct http_test_answer stale =
        visit_post(visit, FIXTURE_MANAGER, edit,
                   FORM(visit, "item", item_id(visit), "language", "nl", "words", "Tot half zeven.", "base", "1"));
    assert_status(&stale, 409);
    assert_true(text_find(stale.body, TEXT("Tot half zeven.")) != SIZE_MAX);
    assert_true(text_find(stale.body, TEXT("Van zeven tot zes.")) != SIZE_MAX);
    visit_keep(&stale, "practical_stale");
    /* One of its own needs a title; what was typed stays. */
    struct http_test_answer untitled =
        visit_post(visit, FIXTURE_MANAGER, edit, FORM(visit, "language", "nl", "words", "Wij fietsen."));
    assert_status(&untitled, 422);
    assert_true(text_find(untitled.body, TEXT("Wij fietsen.")) != SIZE_MAX);
    struct http_test_answer titled = visit_post(
        visit, FIXTURE_MANAGER, edit, FORM(visit, "language", "nl", "title", "Op de fiets", "words", "Wij fietsen."));
    assert_status(&titled, 303);
    assert_shows(visit_page(visit, FIXTURE_FATHER, noor), MARKUP_NONE, "Op de fiets");
    /* A topic is there once, and is offered no more. */
    struct http_test_answer twice =
        visit_post(visit, FIXTURE_MANAGER, edit, FORM(visit, "language", "nl", "topic", "opening", "words", "x"));
    assert_status(&twice, 409);
    struct text place = url_practical_place(visit->arena, visit->fixture.noord).text;
    struct markup *managed = visit_page(visit, FIXTURE_MANAGER, place);
    assert_hides(managed, element(managed, "topics"), SAY(visit, LANGUAGE_NL, WORD_PRACTICAL_OPENING));
    assert_shows(managed, element(managed, "topics"), SAY(visit, LANGUAGE_NL, WORD_PRACTICAL_COMPLAINT));
    assert_hides(managed, element(managed, "topics"), SAY(visit, LANGUAGE_NL, WORD_PRACTICAL_PLAN));
    struct http_test_answer kept = visit_get(visit, FIXTURE_MANAGER, place);
    visit_keep(&kept, "practical_place");
    /* Taken away: gone for everybody, and not to be written any more. */
    const char *last = item_id(visit);
    struct http_test_answer removed =
        visit_post(visit, FIXTURE_MANAGER, edit, FORM(visit, "item", last, "remove", "1"));
    assert_status(&removed, 303);
    assert_hides(visit_page(visit, FIXTURE_FATHER, noor), MARKUP_NONE, "Op de fiets");
    struct http_test_answer gone =
        visit_get(visit, FIXTURE_MANAGER, edit_of(visit, arena_printf(visit->arena, "item=%s&language=nl", last).data));
    assert_status(&gone, 404);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R012_what_a_guardian_has_not_read_is_new_to_her_alone),
        cmocka_unit_test(R012_an_item_is_read_in_the_reader_s_language),
    };
    return PAGE_TESTS_RUN(tests);
}
