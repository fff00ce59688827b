/* SPDX-License-Identifier: EUPL-1.2 */
/* See filling.h. */
#include "filling.h"

#include "access/scope.h"
#include "base/url.h"

static const struct filling_object objects[FIXTURE_CHILD__MAX] = {
    { FIXTURE_CHILD_OWN, FIXTURE_MOTHER, AUDIENCE_BOTH_HOMES, 0 },
    { FIXTURE_CHILD_OTHER, FIXTURE_FATHER_DANGER, AUDIENCE_GROUP_ONLY | SCOPE_READ_HOME_2, 0 },
    { FIXTURE_CHILD_GROUP, FIXTURE_OTHER_GROUP_PARENT, AUDIENCE_GROUP_ONLY | SCOPE_READ_HOME_1, 0 },
    { FIXTURE_CHILD_LOCATION, FIXTURE_OTHER_LOCATION_PARENT, AUDIENCE_GROUP_ONLY | SCOPE_READ_HOME_1, 0 },
    { FIXTURE_CHILD_LEFT, FIXTURE_LEFT_PARENT, AUDIENCE_GROUP_ONLY | SCOPE_READ_HOME_1, 0 },
    { FIXTURE_CHILD_MINDED, FIXTURE_MINDED_PARENT, AUDIENCE_GROUP_ONLY | SCOPE_READ_HOME_1, 0 },
    { FIXTURE_CHILD_FOREIGN, FIXTURE_FOREIGN_PARENT, AUDIENCE_GROUP_ONLY | SCOPE_READ_HOME_1, 0 },
};

static void write_note(struct visit *visit, struct filling_object *object)
{
    object->moment = object->audience == AUDIENCE_BOTH_HOMES
                         ? visit_note_both(visit, object->author, object->child, FILLING_NOTE)
                         : visit_note(visit, object->author, object->child, FILLING_NOTE);
}

void filling_objects(struct visit *visit, struct filling_object ret_objects[FIXTURE_CHILD__MAX])
{
    for (size_t i = 0; i < FIXTURE_CHILD__MAX; i++) {
        ret_objects[i] = objects[i];
        /* Who left today wrote yesterday. */
        if (objects[i].child == FIXTURE_CHILD_LEFT)
            clock_advance(&visit->world.clock, -(int64_t)DAY_MS);
        write_note(visit, &ret_objects[i]);
        clock_set(&visit->world.clock, FIXTURE_NOW_AT);
    }
}

void filling_renew(struct visit *visit, struct filling_object *object)
{
    if (visit_number_of(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.moment = $1 AND e.withdrawn_at IS NULL",
                        object->moment) == 0)
        write_note(visit, object);
}

/* The present version of the note, so that changing it is not stale. */
static const char *version_of(struct visit *visit, int64_t entry)
{
    int64_t version = visit_number_of(visit, "SELECT e.version FROM entry AS e WHERE e.id = $1", entry);
    return arena_printf(visit->arena, "%lld", (long long)version).data;
}

/* The version of the child's times of today, so that correcting them is not stale; 0: it has none. */
static const char *times_version(struct visit *visit, const struct filling_object *object)
{
    struct text sql = arena_printf(
        visit->arena, "SELECT COALESCE(MAX(a.version), 0) FROM attendance AS a WHERE a.child = $1 AND a.day = %d",
        FIXTURE_TODAY.days);
    int64_t version = visit_number_of(visit, sql.data, visit->fixture.children[object->child].value);
    return arena_printf(visit->arena, "%lld", (long long)version).data;
}

/* The version of the matrix of talks that is in force at the child's location. */
static const char *newest_talks(struct visit *visit, const struct filling_object *object)
{
    struct location_id location = fixture_location(&visit->fixture, visit_location_of(object->child));
    struct text sql =
        arena_printf(visit->arena, "SELECT COALESCE(MAX(t.id), 0) FROM talk_kind_role AS t WHERE t.location = %lld",
                     (long long)location.value);
    return arena_printf(visit->arena, "%lld", (long long)visit_number(visit, sql.data)).data;
}

/* The value of a field by its name; NULL for one that is left empty. */
static const char *value_of(struct visit *visit, const struct field *field, const struct filling_object *object)
{
    struct arena *arena = visit->arena;
    const char *name = field->name;
    int64_t entry = visit_entry_of(visit, object->moment);
    struct {
        const char *name;
        const char *value;
    } values[] = {
        { "child", visit_child(visit, object->child) },
        { "group", visit_group(visit, visit_group_of(object->child)) },
        { "day", date_iso(arena, FIXTURE_TODAY).data },
        { "location", visit_moment(visit, fixture_location(&visit->fixture, visit_location_of(object->child)).value) },
        { "role", "committee" },
        { "from", date_iso(arena, FIXTURE_TODAY).data },
        { "given_name", "Nieuw" },
        { "location_name", arena_printf(arena, "Plek %llu", (unsigned long long)++visit->client_count).data },
        { "group_name", arena_printf(arena, "Kamer %llu", (unsigned long long)++visit->client_count).data },
        { "born", "2024-05-05" },
        { "in", "08:00" },
        { "out", "09:00" },
        { "weekday", "1" },
        { "partner_purpose", "school" },
        { "partner_words", FILLING_WORDS },
        { "guardian_role", "father" },
        { "own_words", "vader" },
        { "held", date_iso(arena, FIXTURE_TODAY).data },
        { "with_whom", FILLING_WORDS },
        { "agreed", FILLING_WORDS },
        { "last", date_iso(arena, FIXTURE_TODAY).data },
        { "placement", visit_moment(visit, 1) }, /* there is none */
        { "seen", newest_talks(visit, object) },
        { "entry", visit_moment(visit, entry) },
        { "moment", visit_moment(visit, object->moment) },
        { "version", version_of(visit, entry) },
        { "times_version", times_version(visit, object) },
        { "client_id", visit_client(visit) },
        { "words", FILLING_WORDS },
        { "code", "words" },
        { "name", "Oma Els" },
        { "relation", "oma" },
        { "phone", "06 1234 5678" },
        { "archive", visit_moment(visit, object->moment) },
        { "contact", visit_moment(visit, object->moment) },
        { "earlier", visit_moment(visit, object->moment) },
        { "purpose", "photo_group" },
        { "kind", "ill" },
        { "asked", visit_moment(visit, object->moment) }, /* an id of another kind */
        { "act", "will" },
        { "callback", visit_moment(visit, object->moment) }, /* an id of another kind */
        { "call_outcome", "no_answer" },
        { "text", "1" },
        { "answer", "yes" },
        { "signed_day", date_iso(arena, FIXTURE_TODAY).data },
        { "kept_by", "Wilma" },
        { "person", visit_moment(visit, visit->fixture.persons[object->author].value) },
        { "proposal", visit_moment(visit, 1) }, /* there is none */
        { "collector", visit_moment(visit, 1) },
        { "order", visit_moment(visit, 1) },
        { "decision", "confirm" },
        { "home", object->child == FIXTURE_CHILD_OTHER ? "2" : "1" }, /* where the author lives */
        { "scope", "full" },
        { "name", FILLING_WORDS },
        { "note", FILLING_WORDS },
        { "phone", "0612345678" },
        { "wish", "correct" },
        { "telling", "keep" },
        { "meldcode", visit_moment(visit, object->moment) },
        { "accident", visit_moment(visit, object->moment) }, /* an id of another kind */
        { "result", "reached" },
        { "what", FILLING_WORDS },
        { "medicine", visit_moment(visit, object->moment) }, /* an id of another kind */
        { "given", visit_moment(visit, object->moment) },
        { "outcome", "given" },
        { "dose", "1" },
        { "needed", FILLING_WORDS },
        { "step", "1" },
        { "colleague", visit_moment(visit, visit->fixture.persons[FIXTURE_MENTOR].value) },
        { "request", visit_moment(visit, object->moment) },
        { "list", visit_moment(visit, object->moment) }, /* an id of another kind */
        { "roster", visit_moment(visit, object->moment) },
        { "photo", visit_moment(visit, object->moment) }, /* nobody sent one */
        { "file", visit_moment(visit, object->moment) },
        { "month", "2026-11-01" },
        { "paper", "letter" },
        { "alarm", visit_moment(visit, object->moment) },
        { "verdict", "no" },
        { "told", "open" },
        { "ages", "mixed" },
        { "reason", "zo is het" },
        { "secret", "geheim" },
        { "other", visit_moment(visit, object->moment) }, /* nobody's */
        { "item", visit_moment(visit, object->moment) },
        { "basis", "6" },
        { "more", "3" },
        { "less", "12" },
        { "email", arena_printf(arena, "niemand%s@example.org", visit_client(visit)).data },
        { "password", "verkeerd geraden" },
        { "language", "nl" },
        { "kept_path", "/" },
        { "kept_fields", "dHdvcmRzAGhvaQA" }, /* "twords", "hoi" as kept.c packs them */
        { "kept_person", "" },
        { "tablet", visit_moment(visit, object->moment) },
        { "minutes", "5" },
        { "passkey", visit_moment(visit, object->moment) }, /* an id of another kind */
        { "name", FILLING_WORDS },
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (text_equal(text_from(values[i].name), text_from(name)))
            return values[i].value;
    return NULL;
}

/* Optional fields that are filled in all the same: the texts of forms. */
static bool is_typed(const struct field *field)
{
    static const char *const names[] = { "words",      "email", "password", "name", "note",         "phone",
                                         "given_name", "dose",  "needed",   "what", "times_version" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal(text_from(names[i]), text_from(field->name)))
            return true;
    return false;
}

static bool is_in_path(const struct route *route, const struct field *field, struct arena *arena)
{
    return text_find(text_from(route->path), arena_printf(arena, "{%s}", field->name)) != SIZE_MAX;
}

static struct text fill_path(struct visit *visit, const struct route *route, const struct filling_object *object)
{
    struct text target = TEXT("");
    struct text rest = text_from(route->path);
    while (rest.data && rest.length > 0) {
        struct text before = text_cut(rest, '{', &rest);
        target = arena_printf(visit->arena, "%.*s%.*s", TEXT_ARGS(target), TEXT_ARGS(before));
        if (!rest.data)
            break;
        struct text name = text_cut(rest, '}', &rest);
        const char *value = NULL;
        for (size_t i = 0; i < route->field_count; i++)
            if (text_equal(text_from(route->fields[i].name), name))
                value = value_of(visit, &route->fields[i], object);
        if (!value)
            fail_msg("%s: filling.c has no value for {%.*s}", route->path, TEXT_ARGS(name));
        target = arena_printf(visit->arena, "%.*s%s", TEXT_ARGS(target), value);
    }
    return target;
}

struct filling filling_make(struct visit *visit, const struct route *route, const struct filling_object *object)
{
    struct filling filling = { .target = fill_path(visit, route, object), .body = TEXT_NULL };
    struct text body = TEXT("");
    for (size_t i = 0; i < route->field_count; i++) {
        const struct field *field = &route->fields[i];
        if (is_in_path(route, field, visit->arena) || (!field->required && !is_typed(field)))
            continue;
        const char *value = value_of(visit, field, object);
        if (!value)
            fail_msg("%s: filling.c has no value for the field %s", route->path, field->name);
        body = arena_printf(visit->arena, "%.*s%s%s=%.*s", TEXT_ARGS(body), body.length ? "&" : "", field->name,
                            TEXT_ARGS(url_encode(visit->arena, text_from(value))));
    }
    if (route->method != METHOD_GET)
        filling.body = body;
    else if (body.length > 0)
        filling.target = arena_printf(visit->arena, "%.*s?%.*s", TEXT_ARGS(filling.target), TEXT_ARGS(body));
    return filling;
}
