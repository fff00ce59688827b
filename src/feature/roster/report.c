/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Saying the report (report.h). The columns are fixed: weight, code, count, sentence; and below a reason `line`, its
 * number, `child`, its number, and what was found.
 */
#include "feature/roster/report.h"

#include "base/buffer.h"

static void add(struct roster_report *report, enum roster_reason reason, const struct report_line *line)
{
    report->reasons[reason].count++;
    if (report->reasons[reason].lines.count >= REPORT_KEPT)
        return;
    struct report_line added = *line;
    added.number = text_copy(report->arena, line->number);
    added.detail = text_copy(report->arena, text_limit(line->detail, REPORT_DETAIL_BYTES));
    *vector_add(report->arena, &report->reasons[reason].lines) = added;
}

void report_add(struct roster_report *report, enum roster_reason reason, int line, struct text number,
                struct text detail)
{
    add(report, reason, &(struct report_line){ .line = line, .number = number, .detail = detail });
}

void report_add_at(struct roster_report *report, enum roster_reason reason, struct location_id location,
                   struct text number, struct text detail)
{
    add(report, reason, &(struct report_line){ .number = number, .location = location, .detail = detail });
}

void roster_say(const struct roster_import *import, const char *format, ...)
{
    struct buffer buffer;
    buffer_init(&buffer, 8192);
    va_list arguments;
    va_start(arguments, format);
    buffer_vprintf(&buffer, format, arguments);
    va_end(arguments);
    struct text line = buffer_text(&buffer);
    for (size_t i = 0; i < line.length; i++) /* what the file holds begins no line and commands no terminal */
        if ((unsigned char)buffer.data[i] < ' ' || buffer.data[i] == 0x7f)
            buffer.data[i] = ' ';
    while (line.length > 0 && line.data[line.length - 1] == ' ')
        line.length--;
    if (import->say)
        import->say(import->context, line);
    buffer_release(&buffer);
}

static void say_line(const struct roster_import *import, const struct report_line *line)
{
    if (line->line > 0)
        roster_say(import, "  line %6d  child %-12.*s  %.*s", line->line, TEXT_ARGS(line->number),
                   TEXT_ARGS(line->detail));
    else
        roster_say(import, "  line      -  child %-12.*s  %.*s", TEXT_ARGS(line->number), TEXT_ARGS(line->detail));
}

static void say_reason(const struct roster_report *report, const struct roster_import *import,
                       enum roster_reason reason)
{
    int64_t count = report->reasons[reason].count;
    if (count == 0)
        return;
    enum roster_weight weight = roster_reason_weight(reason);
    roster_say(import, "%-8s %-20s %6lld  %s", roster_weight_name(weight), roster_reason_code(reason), (long long)count,
               roster_reason_sentence(reason));
    size_t shown = report->reasons[reason].lines.count;
    size_t limit = import->all              ? REPORT_KEPT
                   : weight == ROSTER_NOTE  ? REPORT_NOTES
                   : weight == ROSTER_CHECK ? REPORT_CHECKS
                                            : REPORT_KEPT;
    if (shown > limit)
        shown = limit;
    for (size_t i = 0; i < shown; i++)
        say_line(import, &report->reasons[reason].lines.items[i]);
    if ((int64_t)shown < count)
        roster_say(import, "  and %lld more", (long long)(count - (int64_t)shown));
}

void report_say(const struct roster_report *report, const struct roster_import *import,
                const struct roster_counts *counts)
{
    for (int weight = 0; weight < ROSTER_WEIGHT__MAX; weight++)
        for (int reason = 0; reason < ROSTER_REASON__MAX; reason++)
            if (roster_reason_weight((enum roster_reason)reason) == (enum roster_weight)weight)
                say_reason(report, import, (enum roster_reason)reason);
    roster_say(import, "rows          read %lld  empty %lld  doubled %lld  refused %lld", (long long)counts->rows,
               (long long)counts->empty, (long long)counts->doubled, (long long)counts->refused);
    roster_say(import, "children      new %lld  changed %lld  unchanged %lld  refused %lld  missing %lld",
               (long long)counts->children_new, (long long)counts->changed, (long long)counts->unchanged,
               (long long)counts->without, (long long)counts->missing);
    roster_say(import, "others        locations new %lld  groups new %lld  professionals new %lld  guardians new %lld",
               (long long)counts->locations_new, (long long)counts->groups_new, (long long)counts->professionals_new,
               (long long)counts->guardians_new);
}
