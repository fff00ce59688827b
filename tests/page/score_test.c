/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * No single engagement score (R105): no table, column, route, field or page holds a score, rank or points about people. The
 * search must be able to fail, which a planted table, field and sentence show.
 */
#include "visit.h"

#include "base/buffer.h"

/* Words that name a measure of people; compared with whole words between '_', '-' and '/', in the singular and plural. */
static const char *const measures[] = { "score",       "scoring",    "rank",       "ranking",     "rating",
                                        "rate",        "points",     "point",      "grade",       "level",
                                        "stars",       "star",       "badge",      "medal",       "trophy",
                                        "streak",      "karma",      "top",        "leaderboard", "engagement",
                                        "involvement", "percentile", "percentage", "performance", "index",
                                        "average",     "quartile",   "tier",       "credit" };

/* The same as people read them. A share of something can be said about a group; these are about somebody. */
static const char *const sayings[] = { "score",  "ranglijst",   "rangorde",   "punten", "betrokkenheid",
                                       "niveau", "sterren",     "medaille",   "badge",  "ranking",
                                       "points", "leaderboard", "engagement", "level" };

static bool is_letter(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

/* Whether one of the words of a name is a measure; plural by an s. */
static bool is_measure(struct text name)
{
    for (size_t i = 0; i < name.length; i++) {
        if (i > 0 && is_letter(name.data[i - 1]))
            continue;
        size_t length = 0;
        while (i + length < name.length && is_letter(name.data[i + length]))
            length++;
        struct text word = text_slice(name, i, length);
        for (size_t k = 0; k < sizeof measures / sizeof *measures; k++) {
            struct text measure = text_from(measures[k]);
            bool plural = word.length == measure.length + 1 && word.data[measure.length] == 's';
            if (text_equal_ignore_case(text_slice(word, 0, measure.length), measure) &&
                (word.length == measure.length || plural))
                return true;
        }
    }
    return false;
}

/* The first column or table that names a measure; the null text when there is none. */
static struct text measure_in_schema(struct visit *visit)
{
    struct visit_columns columns = visit_columns(visit);
    assert_true(columns.count > 100);
    for (size_t i = 0; i < columns.count; i++)
        if (is_measure(columns.items[i].table) || is_measure(columns.items[i].column))
            return arena_printf(visit->arena, "%.*s.%.*s", TEXT_ARGS(columns.items[i].table),
                                TEXT_ARGS(columns.items[i].column));
    return TEXT_NULL;
}

static struct text measure_in_routes(const struct routes *tables, size_t count, size_t *ret_seen)
{
    for (size_t t = 0; t < count; t++)
        for (size_t r = 0; r < tables[t].count; r++) {
            const struct route *route = &tables[t].items[r];
            if (is_measure(text_from(route->path)))
                return text_from(route->path);
            for (size_t f = 0; f < route->field_count; f++, (*ret_seen)++) {
                if (is_measure(text_from(route->fields[f].name)))
                    return text_from(route->fields[f].name);
                for (const char *const *choice = route->fields[f].choices; choice && *choice; choice++)
                    if (is_measure(text_from(*choice)))
                        return text_from(*choice);
            }
        }
    return TEXT_NULL;
}

/* A saying as a whole word in what a page shows or says; NULL when there is none. */
static const char *measure_in_words(struct text words)
{
    for (size_t k = 0; k < sizeof sayings / sizeof *sayings; k++)
        for (size_t from = 0; from < words.length;) {
            struct text rest = text_slice(words, from, words.length);
            size_t place = text_find(rest, text_from(sayings[k]));
            if (place == SIZE_MAX)
                break;
            size_t end = place + text_from(sayings[k]).length;
            bool starts = place == 0 || !is_letter(rest.data[place - 1]);
            if (starts && (end >= rest.length || !is_letter(rest.data[end])))
                return sayings[k];
            from += end;
        }
    return NULL;
}

static void R105_no_table_or_column_is_a_score(void **state)
{
    struct visit *visit = visit_of(state);
    struct text found = measure_in_schema(visit);
    if (!text_is_null(found))
        fail_msg("a score in the schema: %.*s", TEXT_ARGS(found));
}

static int plant(struct change *change, void *argument)
{
    return db_execute(change->db, argument, &change->error);
}

static void R105_a_planted_score_is_found(void **state)
{
    struct visit *visit = visit_of(state);
    fixture_world_widen(&visit->world); /* it makes tables */
    static const char *const planted[] = {
        "CREATE TABLE planted (organisation BIGINT NOT NULL, person BIGINT NOT NULL, engagement_score BIGINT NOT NULL)",
        "CREATE TABLE planted (organisation BIGINT NOT NULL, person BIGINT NOT NULL, rank BIGINT NOT NULL)",
        "CREATE TABLE parent_points (organisation BIGINT NOT NULL, person BIGINT NOT NULL, value BIGINT NOT NULL)",
        "CREATE VIEW planted AS SELECT p.organisation AS organisation, p.id AS person, 7 AS rating FROM person AS p",
    };
    static const char *const removed[] = { "DROP TABLE planted", "DROP TABLE planted", "DROP TABLE parent_points",
                                           "DROP VIEW planted" };
    for (size_t i = 0; i < sizeof planted / sizeof *planted; i++) {
        struct organisation_id organisation = visit->fixture.organisation;
        assert_int_equal(fixture_change(&visit->world, organisation, plant, (void *)(uintptr_t)planted[i]), STATUS_OK);
        assert_false(text_is_null(measure_in_schema(visit)));
        assert_int_equal(fixture_change(&visit->world, organisation, plant, (void *)(uintptr_t)removed[i]), STATUS_OK);
        assert_true(text_is_null(measure_in_schema(visit)));
    }
    static const struct field fields[] = { { .name = "name", .type = FIELD_LINE },
                                           { .name = "score", .type = FIELD_INTEGER } };
    static const struct route with_field[] = { { .path = "/family", .fields = FIELDS(fields) } };
    static const struct route with_path[] = { { .path = "/family/{person}/rank" } };
    size_t seen = 0;
    assert_false(text_is_null(measure_in_routes(&(struct routes)ROUTES(with_field), 1, &seen)));
    assert_false(text_is_null(measure_in_routes(&(struct routes)ROUTES(with_path), 1, &seen)));
    assert_non_null(measure_in_words(TEXT("Aylin: 12 punten")));
    assert_non_null(measure_in_words(TEXT("uw score van deze maand")));
    assert_null(measure_in_words(TEXT("Noor komt vandaag")));
}

static void R105_no_route_or_field_is_a_score(void **state)
{
    struct visit *visit = visit_of(state);
    size_t seen = 0;
    struct text found = measure_in_routes(visit->routes, visit->routes_count, &seen);
    if (!text_is_null(found))
        fail_msg("a score in a route: %.*s", TEXT_ARGS(found));
    assert_true(seen > 30);
}

static void R105_no_page_says_a_score(void **state)
{
    struct visit *visit = visit_of(state);
    visit_note_both(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "hoi");
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.all");
    for (enum fixture_person person = 0; person <= NOBODY; person++) {
        struct text targets[] = { TEXT("/"), visit_day(visit, FIXTURE_CHILD_OWN),
                                  visit_board(visit, FIXTURE_GROUP_EEKHOORNS), TEXT("/sign-in") };
        for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
            struct http_test_answer answer = visit_get(visit, person, targets[i]);
            if (answer.status == 303)
                continue;
            struct markup *page = markup_read(visit->arena, answer.body);
            const char *found = measure_in_words(markup_words(page, MARKUP_NONE));
            found = found ? found : measure_in_words(markup_said(page, MARKUP_NONE));
            if (found)
                fail_msg("%.*s says %s", TEXT_ARGS(targets[i]), found);
        }
    }
    /* Nor does any word of a catalogue, whether it is on a page already or not. */
    static const enum language languages[] = { LANGUAGE_NL, LANGUAGE_EN };
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        for (enum word id = WORD_NONE; id < WORD__MAX; id++)
            if (measure_in_words(text_from(SAY(visit, languages[i], id))))
                fail_msg("a word of the catalogue: %s", SAY(visit, languages[i], id));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R105_no_table_or_column_is_a_score),
        cmocka_unit_test(R105_a_planted_score_is_found),
        cmocka_unit_test(R105_no_route_or_field_is_a_score),
        cmocka_unit_test(R105_no_page_says_a_score),
    };
    return PAGE_TESTS_RUN(tests);
}
