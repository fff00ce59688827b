/* SPDX-License-Identifier: EUPL-1.2 */
/* A .po file as messages, read by gettext's own library. */
#include "words_tool.h"

#include <gettext-po.h>
#include <stdio.h>
#include <stdlib.h>

static void say_error(int severity, po_message_t message, const char *filename, size_t lineno, size_t column,
                      int multiline_p, const char *message_text)
{
    (void)message;
    (void)column;
    (void)multiline_p;
    fprintf(stderr, "%s:%zu: %s\n", filename != NULL ? filename : "po", lineno == (size_t)-1 ? 0 : lineno,
            message_text);
    if (severity != PO_SEVERITY_WARNING)
        exit(EXIT_FAILURE);
}

static void say_error_of_two(int severity, po_message_t message1, const char *filename1, size_t lineno1, size_t column1,
                             int multiline_p1, const char *message_text1, po_message_t message2, const char *filename2,
                             size_t lineno2, size_t column2, int multiline_p2, const char *message_text2)
{
    say_error(PO_SEVERITY_WARNING, message1, filename1, lineno1, column1, multiline_p1, message_text1);
    say_error(severity, message2, filename2, lineno2, column2, multiline_p2, message_text2);
}

static struct text keep(struct report *report, const char *string)
{
    return text_copy(report->arena, string == NULL ? TEXT("") : text_from(string));
}

static void read_forms(struct report *report, po_message_t entry, struct message *message)
{
    if (!message->plural) {
        message->forms[0] = keep(report, po_message_msgstr(entry));
        message->count = 1;
        return;
    }
    const char *form = po_message_msgstr_plural(entry, 0);
    for (int i = 0; form != NULL && i < FORMS_MAXIMUM; form = po_message_msgstr_plural(entry, ++i)) {
        message->forms[i] = keep(report, form);
        message->count++;
    }
}

/* "nplurals=2; plural=(n != 1);" */
static void read_plural_rule(struct report *report, struct catalogue *catalogue, po_file_t file)
{
    char *header = (char *)(uintptr_t)po_file_domain_header(file, NULL); /* a copy, whatever its type says */
    char *field = header == NULL ? NULL : po_header_field(header, "Plural-Forms");
    struct text rest = keep(report, field);
    free(field);
    free(header);
    while (rest.data != NULL) {
        struct text value = TEXT_NULL;
        struct text name = text_trim(text_cut(text_cut(rest, ';', &rest), '=', &value));
        int64_t count = 0;
        if (text_equal(name, TEXT("nplurals")) && text_to_integer(text_trim(value), 1, FORMS_MAXIMUM, &count) == 0)
            catalogue->plural_count = (unsigned)count;
        else if (text_equal(name, TEXT("plural")))
            catalogue->plural_rule = text_trim(value);
    }
}

static void read_entry(struct report *report, struct catalogue *catalogue, po_message_t entry)
{
    struct text id = keep(report, po_message_msgid(entry));
    if (id.length == 0 || po_message_is_obsolete(entry))
        return;
    if (po_message_msgctxt(entry) != NULL)
        report_fault(report, catalogue->path, id, "an id has no msgctxt");
    if (po_message_is_fuzzy(entry))
        report_fault(report, catalogue->path, id, "is marked fuzzy: look at it and take the mark away");
    const char *plural = po_message_msgid_plural(entry);
    struct message *message = vector_add(report->arena, &catalogue->messages);
    message->id = id;
    message->plural = plural != NULL;
    if (message->plural && !text_equal(id, text_from(plural)))
        report_fault(report, catalogue->path, id, "msgid_plural is the same id as msgid");
    read_forms(report, entry, message);
}

static int compare_messages(const void *a, const void *b)
{
    return text_compare(((const struct message *)a)->id, ((const struct message *)b)->id);
}

void catalogue_read(struct report *report, const char *path, struct catalogue *ret_catalogue)
{
    static const struct po_xerror_handler handler = { .xerror = say_error, .xerror2 = say_error_of_two };
    struct catalogue catalogue = { .path = path };
    po_file_t file = po_file_read(path, &handler);
    if (file == NULL) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    read_plural_rule(report, &catalogue, file);
    po_message_iterator_t iterator = po_message_iterator(file, NULL);
    for (po_message_t entry = po_next_message(iterator); entry != NULL; entry = po_next_message(iterator))
        read_entry(report, &catalogue, entry);
    po_message_iterator_free(iterator);
    po_file_free(file);
    if (catalogue.messages.count > 0)
        qsort(catalogue.messages.items, catalogue.messages.count, sizeof catalogue.messages.items[0], compare_messages);
    *ret_catalogue = catalogue;
}

const struct message *catalogue_find(const struct catalogue *catalogue, struct text id)
{
    struct message wanted = { .id = id };
    if (catalogue->messages.count == 0)
        return NULL;
    return bsearch(&wanted, catalogue->messages.items, catalogue->messages.count, sizeof wanted, compare_messages);
}
