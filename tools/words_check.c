/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whether catalogues fit: what msgfmt cannot see, because our msgid is a name and not a text. A full catalogue has the ids of
 * the reference, every form has its placeholders, an override changes what exists.
 */
#include "words_tool.h"

#include <ctype.h>
#include <string.h>

static bool is_name_byte(char character)
{
    return islower((unsigned char)character) || isdigit((unsigned char)character) || character == '_';
}

static bool id_is_right(struct text id)
{
    bool dotted = false;
    for (size_t i = 0; i < id.length; i++) {
        bool dot = id.data[i] == '.';
        bool at_start = i == 0 || id.data[i - 1] == '.';
        if (at_start ? !islower((unsigned char)id.data[i]) : !dot && !is_name_byte(id.data[i]))
            return false;
        dotted = dotted || dot;
    }
    return dotted && id.data[id.length - 1] != '.';
}

/* Every brace belongs to a {name}. */
static bool braces_are_right(struct text form)
{
    for (size_t i = 0; i < form.length; i++) {
        if (form.data[i] == '}')
            return false;
        if (form.data[i] != '{')
            continue;
        size_t start = ++i;
        while (i < form.length && is_name_byte(form.data[i]))
            i++;
        if (i == start || i == form.length || form.data[i] != '}')
            return false;
    }
    return true;
}

struct text placeholder_names(struct arena *arena, struct text form)
{
    struct text names = TEXT(" ");
    struct text rest = form;
    text_cut(rest, '{', &rest);
    while (rest.data != NULL) {
        struct text name = text_cut(rest, '}', &rest);
        struct text spaced = arena_printf(arena, " %.*s ", TEXT_ARGS(name));
        if (text_find(names, spaced) == SIZE_MAX)
            names = arena_printf(arena, "%.*s%.*s ", TEXT_ARGS(names), TEXT_ARGS(name));
        text_cut(rest, '{', &rest);
    }
    return names;
}

/* Names of `a` that are not in `b`; `n` may be missing in a form of a plural ("one child"). */
static struct text names_missing(struct arena *arena, struct text a, struct text b, bool plural)
{
    struct text rest = text_trim(a);
    while (rest.data != NULL) {
        struct text name = text_cut(rest, ' ', &rest);
        bool may_miss = name.length == 0 || (plural && text_equal(name, TEXT("n")));
        if (!may_miss && text_find(b, arena_printf(arena, " %.*s ", TEXT_ARGS(name))) == SIZE_MAX)
            return name;
    }
    return TEXT_NULL;
}

static void check_plural_rule(struct report *report, const struct catalogue *catalogue)
{
    if (catalogue->plural_count == 0 || catalogue->plural_rule.length == 0)
        report_fault(report, catalogue->path, TEXT(""), "the header has no Plural-Forms, or more than %d",
                     FORMS_MAXIMUM);
    for (size_t i = 0; i < catalogue->plural_rule.length; i++) {
        if (strchr("n0123456789 ?:|&=!<>+-*/%()", catalogue->plural_rule.data[i]) == NULL)
            report_fault(report, catalogue->path, TEXT(""), "'%c' in the plural rule", catalogue->plural_rule.data[i]);
    }
}

static void check_form(struct report *report, const struct catalogue *catalogue, const struct message *message,
                       struct text form)
{
    if (form.length == 0)
        report_fault(report, catalogue->path, message->id, "has no text");
    else if (text_trim(form).length != form.length || text_find(form, TEXT("\n")) != SIZE_MAX || text_has_control(form))
        report_fault(report, catalogue->path, message->id, "has space at an end, a newline or a control character");
    if (!braces_are_right(form))
        report_fault(report, catalogue->path, message->id, "has a brace that is not part of a {name}");
}

void check_catalogue(struct report *report, const struct catalogue *catalogue)
{
    check_plural_rule(report, catalogue);
    for (size_t i = 0; i < catalogue->messages.count; i++) {
        const struct message *message = &catalogue->messages.items[i];
        if (!id_is_right(message->id))
            report_fault(report, catalogue->path, message->id, "an id is module.name in lower case");
        if (message->plural && message->count != catalogue->plural_count)
            report_fault(report, catalogue->path, message->id, "has %zu forms, the language has %u", message->count,
                         catalogue->plural_count);
        for (size_t form = 0; form < message->count; form++)
            check_form(report, catalogue, message, message->forms[form]);
    }
}

static void check_message(struct report *report, const char *path, const struct message *reference,
                          const struct message *message)
{
    struct text wanted = placeholder_names(report->arena, reference->forms[reference->count - 1]);
    if (reference->plural != message->plural)
        report_fault(report, path, message->id, "has %s plural forms, the reference has %s",
                     message->plural ? "got" : "no", reference->plural ? "them" : "none");
    for (size_t form = 0; form < message->count; form++) {
        struct text names = placeholder_names(report->arena, message->forms[form]);
        struct text missing = names_missing(report->arena, wanted, names, message->plural);
        struct text strange = names_missing(report->arena, names, wanted, message->plural);
        if (missing.length > 0)
            report_fault(report, path, message->id, "lacks the placeholder {%.*s}", TEXT_ARGS(missing));
        if (strange.length > 0)
            report_fault(report, path, message->id, "has {%.*s}, which the reference has not", TEXT_ARGS(strange));
    }
}

/* Also for an override: what it changes must exist. */
static void check_against_reference(struct report *report, const struct catalogue *reference,
                                    const struct catalogue *catalogue)
{
    for (size_t i = 0; i < catalogue->messages.count; i++) {
        const struct message *message = &catalogue->messages.items[i];
        const struct message *wanted = catalogue_find(reference, message->id);
        if (wanted == NULL)
            report_fault(report, catalogue->path, message->id, "is not in the reference %s", reference->path);
        else
            check_message(report, catalogue->path, wanted, message);
    }
}

static void check_complete(struct report *report, const struct catalogue *reference, const struct catalogue *catalogue)
{
    for (size_t i = 0; i < reference->messages.count; i++) {
        if (catalogue_find(catalogue, reference->messages.items[i].id) == NULL)
            report_fault(report, catalogue->path, reference->messages.items[i].id, "is missing");
    }
}

/*
 * What two overrides change, the last of the chain says itself: else nl_BE with its "je" would cover the "u" of nl_u in
 * nl_BE_u. What stands over them all, after a "/", speaks for itself.
 */
static void check_overrides(struct report *report, const struct table *table)
{
    const struct catalogue *last = table->chain[table->under_count - 1];
    for (size_t i = 1; i + 2 < table->under_count; i++) {
        const struct messages *messages = &table->chain[i]->messages;
        for (size_t m = 0; m < messages->count; m++) {
            bool again = false;
            for (size_t j = i + 1; j + 1 < table->under_count; j++)
                again = again || catalogue_find(table->chain[j], messages->items[m].id) != NULL;
            if (again && catalogue_find(last, messages->items[m].id) == NULL)
                report_fault(report, last->path, messages->items[m].id,
                             "is missing, and two of the catalogues under it change it");
        }
    }
}

void check_table(struct report *report, const struct catalogue *reference, const struct table *table)
{
    check_complete(report, reference, table->chain[0]);
    for (size_t i = 0; i < table->chain_count; i++) {
        check_against_reference(report, reference, table->chain[i]);
        if (!text_equal(table->chain[i]->plural_rule, table->chain[0]->plural_rule))
            report_fault(report, table->chain[i]->path, TEXT(""), "has another plural rule than %s",
                         table->chain[0]->path);
    }
    check_overrides(report, table);
}

void check_constants(struct report *report, const struct catalogue *reference)
{
    for (size_t i = 0; i < reference->messages.count; i++) {
        struct text id = reference->messages.items[i].id;
        struct text constant = word_constant(report->arena, id);
        for (size_t j = i + 1; j < reference->messages.count; j++) {
            if (text_equal(constant, word_constant(report->arena, reference->messages.items[j].id)))
                report_fault(report, reference->path, id, "makes the same constant as %.*s",
                             TEXT_ARGS(reference->messages.items[j].id));
        }
    }
}
