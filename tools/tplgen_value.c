/* SPDX-License-Identifier: EUPL-1.2 */
/* What stands between the braces: tokens, paths into the view, conditions, arguments; and the C for them. */
#include "tplgen.h"

#include <ctype.h>
#include <string.h>

static bool is_space(char character)
{
    return isspace((unsigned char)character);
}

struct text value_token(struct text *body)
{
    *body = text_trim(*body);
    size_t length = 0;
    while (length < body->length && !is_space(body->data[length]) && body->data[length] != '=')
        length++;
    struct text token = text_slice(*body, 0, length);
    *body = text_slice(*body, length, SIZE_MAX);
    return token;
}

void value_end(const struct template *template, struct text body)
{
    body = text_trim(body);
    if (body.length > 0)
        source_fail(template, "unknown-construct", "\"%.*s\" is too much here", TEXT_ARGS(body));
}

static bool token_is(struct text token, int (*first)(int), int (*letter)(int))
{
    bool fits = token.length > 0 && (first((unsigned char)token.data[0]) || token.data[0] == '_');
    for (size_t i = 0; i < token.length && fits; i++) {
        unsigned char next = (unsigned char)token.data[i];
        fits = letter(next) || isdigit(next) || next == '_';
    }
    return fits;
}

bool value_is_name(struct text token)
{
    return token_is(token, islower, islower);
}

static bool is_constant(struct text token)
{
    return token_is(token, isupper, isupper);
}

static bool is_number(struct text token)
{
    int64_t number = 0;
    return text_to_integer(token, INT32_MIN, INT32_MAX, &number) == 0;
}

bool value_is_path(const struct template *template, struct text token)
{
    struct text rest = TEXT_NULL;
    struct text root = text_cut(token, '.', &rest);
    for (size_t i = 0; i < template->names.count; i++) {
        if (text_equal(template->names.items[i], root))
            return true;
    }
    return false;
}

/* Checks the whole path; gives what follows the first dot, the null text if nothing does. */
static struct text path_members(const struct template *template, struct text path)
{
    struct text members = TEXT_NULL;
    struct text root = text_cut(path, '.', &members);
    if (!value_is_name(root))
        source_fail(template, "unknown-construct", "\"%.*s\" is no path", TEXT_ARGS(path));
    if (!value_is_path(template, path))
        source_fail(template, "unknown-name", "\"%.*s\": paths begin with view or a name of {{#each}}",
                    TEXT_ARGS(path));
    struct text rest = members;
    while (rest.data != NULL) {
        if (!value_is_name(text_cut(rest, '.', &rest)))
            source_fail(template, "unknown-construct", "\"%.*s\" is no path", TEXT_ARGS(path));
    }
    return members;
}

struct text value_of(const struct template *template, struct text path)
{
    struct text members = path_members(template, path);
    if (members.data == NULL)
        return arena_printf(template->arena, "(*%.*s)", TEXT_ARGS(path));
    size_t root = path.length - members.length - 1;
    return arena_printf(template->arena, "%.*s->%.*s", TEXT_ARGS(text_slice(path, 0, root)), TEXT_ARGS(members));
}

struct text value_pointer(const struct template *template, struct text path)
{
    if (path_members(template, path).data == NULL)
        return path;
    return arena_printf(template->arena, "&%.*s", TEXT_ARGS(value_of(template, path)));
}

struct text value_argument(const struct template *template, struct text token)
{
    if (is_constant(token) || is_number(token))
        return token;
    return value_of(template, token);
}

/* "path", "!path", "path == CONSTANT", "path != CONSTANT" */
struct text value_condition(const struct template *template, struct text body)
{
    body = text_trim(body);
    bool negated = text_starts_with(body, TEXT("!"));
    if (negated)
        body = text_slice(body, 1, SIZE_MAX);
    struct text path = value_token(&body);
    struct text left = value_of(template, path);
    body = text_trim(body);
    if (body.length == 0)
        return arena_printf(template->arena, "%s%.*s", negated ? "!" : "", TEXT_ARGS(left));
    bool equal = text_starts_with(body, TEXT("=="));
    struct text right = text_trim(text_slice(body, 2, SIZE_MAX));
    if (negated || (!equal && !text_starts_with(body, TEXT("!="))) || (!is_constant(right) && !is_number(right)))
        source_fail(template, "unknown-construct",
                    "a condition is \"path\", \"!path\", \"path == CONSTANT\" or \"path != CONSTANT\"");
    return arena_printf(template->arena, "%.*s %s %.*s", TEXT_ARGS(left), equal ? "==" : "!=", TEXT_ARGS(right));
}

bool value_pair(const struct template *template, struct text *body, struct text *ret_name, struct text *ret_value)
{
    *body = text_trim(*body);
    if (body->length == 0)
        return false;
    struct text name = value_token(body);
    if (!value_is_name(name) || !text_starts_with(*body, TEXT("=")))
        source_fail(template, "unknown-construct", "\"%.*s\": arguments are name=value", TEXT_ARGS(name));
    *body = text_slice(*body, 1, SIZE_MAX);
    if (body->length == 0 || is_space(body->data[0]))
        source_fail(template, "unknown-construct", "%.*s= has no value", TEXT_ARGS(name));
    *ret_name = name;
    *ret_value = value_token(body);
    return true;
}

bool value_string(const struct template *template, struct text *body, struct text *ret_string)
{
    *body = text_trim(*body);
    if (!text_starts_with(*body, TEXT("\"")))
        return false;
    struct text rest = TEXT_NULL;
    struct text string = text_cut(text_slice(*body, 1, SIZE_MAX), '"', &rest);
    if (rest.data == NULL)
        source_fail(template, "unknown-construct", "the quote in \"%.*s\" is not closed", TEXT_ARGS(*body));
    *body = rest;
    *ret_string = string;
    return true;
}

struct text value_constant(struct arena *arena, const char *prefix, struct text name)
{
    size_t length = strlen(prefix);
    struct text constant = arena_printf(arena, "%s%.*s", prefix, TEXT_ARGS(name));
    char *data = text_string(arena, constant);
    for (size_t i = length; i < constant.length; i++)
        data[i] = isalnum((unsigned char)data[i]) ? (char)toupper((unsigned char)data[i]) : '_';
    return (struct text){ data, constant.length };
}
