/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The file is lines of words: what, which one (by index), and its value.
 *
 *     samenspel-demo 1
 *     written 1795424400000
 *     child 0 12 01kd8v...
 */
#include "command/demo/state.h"

#include "base/buffer.h"
#include "base/file.h"

#define FIRST_LINE "samenspel-demo 1\n"

enum { STATE_MAXIMUM = 64 * 1024 };

const struct demo_children *demo_children_of(enum demo_group group)
{
    static const struct demo_children *const all[DEMO_GROUP__MAX] = {
        [DEMO_VLINDERS] = &demo_vlinders,
        [DEMO_RUPSEN] = &demo_rupsen,
        [DEMO_AVONTURIERS] = &demo_avonturiers,
        [DEMO_WIES] = &demo_wies,
    };
    return all[group];
}

size_t demo_staff_index(const char *key)
{
    for (size_t i = 0; i < demo_staff_count; i++)
        if (strcmp(demo_staff[i].key, key) == 0)
            return i;
    return SIZE_MAX;
}

size_t demo_parent_index(const char *key)
{
    for (size_t i = 0; i < demo_parent_count; i++)
        if (strcmp(demo_parents[i].key, key) == 0)
            return i;
    return SIZE_MAX;
}

struct person_id demo_person(const struct demo_state *state, const char *key)
{
    size_t staff = demo_staff_index(key);
    return staff != SIZE_MAX ? state->staff[staff] : state->parents[demo_parent_index(key)];
}

/* --- writing --- */

static void put(struct buffer *buffer, const char *what, size_t first, size_t second, int64_t id)
{
    char text[IDENTITY_SIZE];
    identity_format(text, id);
    buffer_printf(buffer, "%s %zu %zu %s\n", what, first, second, text);
}

static void put_all(struct buffer *buffer, const struct demo_state *state)
{
    buffer_printf(buffer, FIRST_LINE "written %jd\nbegan %d\n", (intmax_t)state->written_at, state->began.days);
    put(buffer, "organisation", 0, 0, state->organisation.value);
    for (size_t i = 0; i < DEMO_GROUP__MAX; i++) {
        put(buffer, "group", i, 0, state->groups[i].value);
        for (size_t j = 0; j < demo_children_of((enum demo_group)i)->count; j++)
            put(buffer, "child", i, j, state->children[i][j].value);
    }
    for (size_t i = 0; i < demo_staff_count; i++)
        put(buffer, "staff", i, 0, state->staff[i].value);
    for (size_t i = 0; i < demo_parent_count; i++)
        put(buffer, "parent", i, 0, state->parents[i].value);
    for (size_t i = 0; i < demo_link_count; i++)
        if (!text_is_empty(state->links[i]))
            buffer_printf(buffer, "link %zu 0 %.*s\n", i, TEXT_ARGS(state->links[i]));
}

int demo_state_write(struct arena *arena, const char *path, const struct demo_state *state)
{
    struct buffer buffer;
    buffer_init(&buffer, STATE_MAXIMUM);
    put_all(&buffer, state);
    struct text content = text_copy(arena, buffer_text(&buffer));
    buffer_release(&buffer);
    return file_write(path, content, 0600);
}

/* --- reading --- */

struct state_line {
    struct text what;
    int64_t first, second;
    struct text value;
};

static int split(struct text line, struct state_line *ret_line)
{
    struct text rest;
    ret_line->what = text_cut(line, ' ', &rest);
    ret_line->value = rest;
    if (text_equal(ret_line->what, TEXT("written")) || text_equal(ret_line->what, TEXT("began")))
        return STATUS_OK;
    int status = text_to_integer(text_cut(rest, ' ', &rest), 0, DEMO_PARENTS_MAXIMUM - 1, &ret_line->first);
    if (status == STATUS_OK)
        status = text_to_integer(text_cut(rest, ' ', &rest), 0, DEMO_CHILDREN_MAXIMUM - 1, &ret_line->second);
    ret_line->value = rest;
    return status;
}

/* The place of an id; NULL when the line names none. */
static int64_t *place_of(struct demo_state *state, const struct state_line *line)
{
    size_t first = (size_t)line->first;
    if (text_equal(line->what, TEXT("organisation")))
        return &state->organisation.value;
    if (text_equal(line->what, TEXT("group")) && first < DEMO_GROUP__MAX)
        return &state->groups[first].value;
    if (text_equal(line->what, TEXT("child")) && first < DEMO_GROUP__MAX)
        return &state->children[first][line->second].value;
    if (text_equal(line->what, TEXT("staff")) && first < DEMO_STAFF_MAXIMUM)
        return &state->staff[first].value;
    if (text_equal(line->what, TEXT("parent")))
        return &state->parents[first].value;
    return NULL;
}

static int take(struct demo_state *state, struct text text)
{
    struct state_line line;
    int64_t days;
    int status = split(text, &line);
    if (status != STATUS_OK)
        return status;
    if (text_equal(line.what, TEXT("written")))
        return text_to_integer(line.value, 0, INT64_MAX, &state->written_at);
    if (text_equal(line.what, TEXT("began"))) {
        status = text_to_integer(line.value, 0, DATE_FOREVER.days, &days);
        state->began.days = status == STATUS_OK ? (int32_t)days : 0;
        return status;
    }
    if (text_equal(line.what, TEXT("link")) && line.first < DEMO_LINKS_MAXIMUM) {
        state->links[line.first] = line.value;
        return STATUS_OK;
    }
    int64_t *place = place_of(state, &line);
    int64_t id = 0;
    if (!place)
        return STATUS_INVALID;
    /* No id yet: the making did not come that far. */
    status = text_equal(line.value, TEXT("0000000000000")) ? STATUS_OK : identity_parse(line.value, &id);
    *place = id;
    return status;
}

int demo_state_read(struct arena *arena, const char *path, struct demo_state *ret_state)
{
    struct text content;
    int status = file_read(arena, path, STATE_MAXIMUM, &content);
    if (status != STATUS_OK)
        return status;
    if (!text_starts_with(content, TEXT(FIRST_LINE)))
        return STATUS_INVALID;
    struct demo_state state = { .written_at = 0 };
    struct text rest = text_slice(content, sizeof FIRST_LINE - 1, content.length);
    while (status == STATUS_OK && !text_is_empty(rest)) {
        struct text line = text_cut(rest, '\n', &rest);
        status = take(&state, line);
    }
    if (status == STATUS_OK)
        *ret_state = state;
    return status;
}
