/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One roster file from in/ to its end (exchange.h). First it is only read, and what it would do is written down as its report;
 * then one change decides, applying, held or unreadable; then it is applied; then the file is put away. Whoever dies in between
 * leaves a row whose file was not moved: the next look goes on from its state, so that nothing is decided or reported twice.
 */
#include "access/audit.h"
#include "base/log.h"
#include "base/random.h"
#include "base/zone.h"
#include "db/change.h"
#include "feature/exchange/exchange.sql.h"
#include "feature/exchange/own.h"
#include "feature/task/task.h"

enum {
    FINDINGS_MAXIMUM = 20 * 1000, /* of one file: the heaviest come first */
    FINDINGS_A_CHANGE = 200       /* written at once */
};

/* A finding that is kept. */
struct finding {
    const char *code;
    int64_t line;
    struct text number;
    struct location_id location;
    struct text detail;
};

struct taking {
    const struct exchange *exchange;
    struct arena *arena;
    const char *name; /* in the folder */
    struct text kept; /* the same, harmless */
    struct text digest;
    struct text content;
    struct date today;
    int64_t id;
    int64_t came_at;
    struct roster_counts counts;
    VECTOR(struct finding) findings;
    struct buffer report;
    size_t from; /* first finding of the next change */
    const char *before;
    const char *state; /* it is to get */
    bool changed;      /* it got it */
    struct person_id decided_by;
};

int exchange_change(const struct exchange *exchange, int (*change)(struct change *change, void *argument),
                    void *argument)
{
    struct writer_task task = { .change = change,
                                .argument = argument,
                                .arena = arena_new(),
                                .organisation = exchange->organisation,
                                .name = "exchange" };
    int status = writer_run(exchange->writer, NULL, &task);
    arena_free(task.arena);
    return status;
}

/* --- reading, without changing anything --- */

static void say(void *context, struct text line)
{
    struct taking *taking = context;
    buffer_put(&taking->report, line);
    buffer_put_char(&taking->report, '\n');
}

static void find(void *context, const struct roster_finding *finding)
{
    struct taking *taking = context;
    if (taking->findings.count >= FINDINGS_MAXIMUM)
        return;
    struct finding kept = { .code = finding->code,
                            .line = finding->line,
                            .number = text_copy(taking->arena, finding->number),
                            .location = finding->location,
                            .detail = text_copy(taking->arena, finding->detail) };
    *vector_add(taking->arena, &taking->findings) = kept;
}

static int import(struct taking *taking, bool apply, bool anyway, struct error *error)
{
    const struct exchange *exchange = taking->exchange;
    struct roster_import import = { .writer = exchange->writer,
                                    .db = exchange->db,
                                    .clock = exchange->clock,
                                    .organisation = exchange->organisation,
                                    .content = taking->content,
                                    .apply = apply,
                                    .anyway = anyway,
                                    .limits = exchange->limits,
                                    .say = say,
                                    .find = apply ? NULL : find,
                                    .context = taking };
    buffer_clear(&taking->report);
    return roster_import(&import, error, &taking->counts);
}

/* --- writing down --- */

static int add_file(struct change *change, void *argument)
{
    struct taking *taking = argument;
    taking->id = identity_mint(change->identities);
    taking->came_at = change->now_at;
    return exchange_add(change->db,
                        (struct exchange_add_in){ .organisation = change->organisation,
                                                  .id = taking->id,
                                                  .name = taking->kept,
                                                  .digest = taking->digest,
                                                  .at = change->now_at },
                        NULL);
}

static int remove_findings(struct change *change, void *argument)
{
    const struct taking *taking = argument;
    return exchange_findings_remove(change->db,
                                    (struct exchange_findings_remove_in){ change->organisation, taking->id }, NULL);
}

static int add_findings(struct change *change, void *argument)
{
    const struct taking *taking = argument;
    int status = STATUS_OK;
    for (size_t i = taking->from;
         status == STATUS_OK && i < taking->findings.count && i < taking->from + FINDINGS_A_CHANGE; i++) {
        const struct finding *finding = &taking->findings.items[i];
        status = exchange_finding_add(change->db,
                                      (struct exchange_finding_add_in){ .organisation = change->organisation,
                                                                        .file = taking->id,
                                                                        .number = (int64_t)i + 1,
                                                                        .code = text_from(finding->code),
                                                                        .line = finding->line,
                                                                        .child_number = finding->number,
                                                                        .location = finding->location,
                                                                        .detail = finding->detail },
                                      NULL);
    }
    return status;
}

static int write_findings(struct taking *taking)
{
    int status = exchange_change(taking->exchange, remove_findings, taking);
    for (taking->from = 0; status == STATUS_OK && taking->from < taking->findings.count;
         taking->from += FINDINGS_A_CHANGE)
        status = exchange_change(taking->exchange, add_findings, taking);
    return status;
}

static int put_counts(struct change *change, const struct taking *taking)
{
    const struct roster_counts *counts = &taking->counts;
    return exchange_counts(change->db,
                           (struct exchange_counts_in){ .organisation = change->organisation,
                                                        .id = taking->id,
                                                        .rows = counts->rows,
                                                        .refused = counts->refused,
                                                        .coming = counts->children_new,
                                                        .changing = counts->changed,
                                                        .missing = counts->missing,
                                                        .same = counts->unchanged },
                           NULL);
}

/* Files that waited are replaced by this one. */
static int replace_earlier(struct change *change, int64_t file)
{
    struct exchange_waiting_rows rows;
    int status =
        exchange_waiting(change->db, change->arena, (struct exchange_waiting_in){ change->organisation, file }, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        status = exchange_close(change, rows.items[i].id, rows.items[i].state, "replaced", (struct person_id){ 0 });
    return status;
}

/* What comes of it; whoever has to look gets a task. */
static int decide(struct change *change, void *argument)
{
    struct taking *taking = argument;
    int64_t changed = 0;
    int status = exchange_state(change->db,
                                (struct exchange_state_in){ .organisation = change->organisation,
                                                            .id = taking->id,
                                                            .before = text_from(taking->before),
                                                            .state = text_from(taking->state),
                                                            .decided_by = taking->decided_by,
                                                            .at = change->now_at },
                                &changed);
    if (status != STATUS_OK || changed == 0)
        return status == STATUS_OK ? STATUS_CONFLICT : status;
    status = put_counts(change, taking);
    if (status == STATUS_OK)
        status = replace_earlier(change, taking->id);
    bool waits = strcmp(taking->state, "held") == 0 || strcmp(taking->state, "unreadable") == 0;
    if (status == STATUS_OK && waits)
        status = task_add(change, &(struct task){ .kind = TASK_ROSTER, .object = taking->id, .today = taking->today });
    if (status == STATUS_OK && strcmp(taking->state, "applying") != 0)
        status = audit_add(change, strcmp(taking->state, "done") == 0 ? "roster.done" : "roster.hold", "roster_file",
                           taking->id);
    return status;
}

static int move_to(struct taking *taking, const char *before, const char *state)
{
    taking->before = before;
    taking->state = state;
    return exchange_change(taking->exchange, decide, taking);
}

static int mark_moved(struct change *change, void *argument)
{
    const struct taking *taking = argument;
    return exchange_moved(change->db, (struct exchange_moved_in){ change->organisation, taking->id, change->now_at },
                          NULL);
}

/* --- the steps --- */

static int begin(struct taking *taking, struct error *error)
{
    taking->findings.count = 0;
    int found = import(taking, false, false, error);
    if (found != STATUS_OK && found != STATUS_INVALID && found != STATUS_DENIED)
        return found;
    int status = write_findings(taking);
    return status == STATUS_OK ? move_to(taking, "reading",
                                         found == STATUS_OK        ? "applying"
                                         : found == STATUS_INVALID ? "unreadable"
                                                                   : "held")
                               : status;
}

/* The counts stay those of the first reading: after a crash a part of it is done already and would not be told. */
static int apply(struct taking *taking, const char *before, bool anyway, struct error *error)
{
    struct roster_counts told = taking->counts;
    int status = import(taking, true, anyway, error);
    taking->counts = told;
    if (status == STATUS_OK)
        return move_to(taking, before, "done");
    return status == STATUS_DENIED ? move_to(taking, before, "held") : status;
}

static struct text report_text(struct taking *taking)
{
    return arena_printf(taking->arena, "Samenspel: roster file %.*s, %.*s: %s\n\n%.*s", TEXT_ARGS(taking->kept),
                        TEXT_ARGS(instant_iso(taking->arena, taking->came_at)), taking->state,
                        TEXT_ARGS(buffer_text(&taking->report)));
}

static int put_away(struct taking *taking, const char *from, const char *name, struct error *error)
{
    bool done = strcmp(taking->state, "done") == 0;
    struct exchange_move move = {
        .from = from,
        .name = name,
        .to = done ? EXCHANGE_DONE : EXCHANGE_HELD,
        .kept = exchange_kept_name(taking->arena, taking->came_at, taking->id, taking->kept),
        .report = report_text(taking),
    };
    int status = exchange_folder_put(taking->exchange, taking->arena, &move, error);
    return status == STATUS_OK ? exchange_change(taking->exchange, mark_moved, taking) : status;
}

/* --- going on after a crash --- */

/* The literal of a state. */
static const char *state_of(struct text state)
{
    static const char *const states[] = { "reading", "applying", "done", "held", "unreadable" };
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (text_equal(text_from(states[i]), state))
            return states[i];
    return "replaced";
}

/* Counts of a file that is already decided are in its row. */
static int read_counts(struct taking *taking)
{
    struct exchange_told_row row;
    int status = exchange_told(taking->exchange->db, taking->arena,
                               (struct exchange_told_in){ taking->exchange->organisation, taking->id }, &row);
    if (status == STATUS_OK)
        taking->counts = (struct roster_counts){ .rows = row.rows,
                                                 .refused = row.refused,
                                                 .children_new = row.coming,
                                                 .changed = row.changing,
                                                 .missing = row.missing,
                                                 .unchanged = row.same };
    return status;
}

static bool is_put_away(struct taking *taking, const struct exchange_unmoved_row *row)
{
    const char *kept = exchange_kept_name(taking->arena, row->came_at, row->id, taking->kept);
    return exchange_folder_has(taking->exchange, taking->arena, EXCHANGE_DONE, kept) ||
           exchange_folder_has(taking->exchange, taking->arena, EXCHANGE_HELD, kept);
}

/* Finds the row of a file that was begun, or makes one. */
static int settle(struct taking *taking)
{
    struct exchange_unmoved_row row;
    int status = exchange_unmoved(taking->exchange->db, taking->arena,
                                  (struct exchange_unmoved_in){ .organisation = taking->exchange->organisation,
                                                                .name = taking->kept,
                                                                .digest = taking->digest },
                                  &row);
    if (status == STATUS_OK) {
        taking->id = row.id;
        taking->came_at = row.came_at;
        taking->state = state_of(row.state);
        if (!is_put_away(taking, &row))
            return read_counts(taking);
        status = exchange_change(taking->exchange, mark_moved, taking); /* it was: this is the same file again */
    }
    if (status == STATUS_OK || status == STATUS_NOT_FOUND)
        status = exchange_change(taking->exchange, add_file, taking);
    taking->state = "reading";
    return status;
}

static int read_file(struct taking *taking, const char *folder, const char *name)
{
    unsigned char digest[BLAKE2B_SIZE];
    int status = exchange_folder_read(taking->exchange, taking->arena, folder, name, &taking->content);
    if (status != STATUS_OK)
        return status;
    hash_blake2b(TEXT(""), taking->content, digest);
    taking->digest = hex_encode(taking->arena, digest, sizeof digest);
    return STATUS_OK;
}

static int take(struct taking *taking, struct error *error)
{
    int status = settle(taking);
    if (status == STATUS_OK && strcmp(taking->state, "reading") == 0)
        status = begin(taking, error);
    if (status == STATUS_OK && strcmp(taking->state, "applying") == 0)
        status = apply(taking, "applying", false, error);
    return status == STATUS_OK ? put_away(taking, EXCHANGE_IN, taking->name, error) : status;
}

static int read_today(struct taking *taking)
{
    struct exchange_organisation_row row;
    struct zone *zone;
    int status = exchange_organisation(taking->exchange->db, taking->arena,
                                       (struct exchange_organisation_in){ taking->exchange->organisation }, &row);
    if (status != STATUS_OK || (status = zone_open(row.zone, &zone)) != STATUS_OK)
        return status;
    taking->today = zone_date(zone, clock_now(taking->exchange->clock));
    zone_close(zone);
    return STATUS_OK;
}

static struct taking taking_new(const struct exchange *exchange)
{
    struct taking taking = { .exchange = exchange, .arena = arena_new() };
    buffer_init(&taking.report, EXCHANGE_REPORT_MAXIMUM);
    return taking;
}

static void taking_end(struct taking *taking)
{
    buffer_release(&taking->report);
    arena_free(taking->arena);
}

int exchange_take(const struct exchange *exchange, const char *name, struct error *error)
{
    struct taking taking = taking_new(exchange);
    taking.name = name;
    taking.kept = exchange_clean_name(taking.arena, name);
    int status = read_today(&taking);
    if (status == STATUS_OK)
        status = read_file(&taking, EXCHANGE_IN, name);
    if (status == STATUS_OK)
        status = take(&taking, error);
    if (status == STATUS_OK)
        log_info("exchange.roster", LOG_STRING("state", taking.state), LOG_INTEGER("new", taking.counts.children_new),
                 LOG_INTEGER("changed", taking.counts.changed), LOG_INTEGER("refused", taking.counts.refused));
    taking_end(&taking);
    return status;
}

/* --- what somebody decided --- */

static int lose(struct change *change, void *argument)
{
    const struct taking *taking = argument;
    return exchange_close(change, taking->id, TEXT("accepted"), "gone", taking->decided_by);
}

/* It was applied, and whoever did so died before the file was put away. What was told of it when it was held stays its report. */
static int put_away_late(struct taking *taking, const char *kept, struct error *error)
{
    struct text report;
    int status = exchange_folder_report(taking->exchange, taking->arena, EXCHANGE_HELD, kept, &report);
    size_t head = status == STATUS_OK ? text_find(report, TEXT("\n\n")) : SIZE_MAX;
    if (head != SIZE_MAX)
        buffer_put(&taking->report, text_slice(report, head + 2, report.length));
    taking->state = "done";
    return put_away(taking, EXCHANGE_HELD, kept, error);
}

int exchange_carry_out(const struct exchange *exchange, int64_t file, struct error *error)
{
    struct taking taking = taking_new(exchange);
    struct exchange_get_row row;
    int status =
        exchange_get(exchange->db, taking.arena, (struct exchange_get_in){ exchange->organisation, file }, &row);
    bool accepted = status == STATUS_OK && text_equal(row.state, TEXT("accepted"));
    bool applied = status == STATUS_OK && text_equal(row.state, TEXT("done"));
    if (accepted || applied) {
        taking.id = file;
        taking.came_at = row.came_at;
        taking.kept = row.name;
        taking.decided_by = row.decided_by;
    }
    const char *kept = accepted || applied ? exchange_kept_name(taking.arena, row.came_at, file, row.name) : "";
    if (accepted) {
        status = read_counts(&taking);
        int found = status == STATUS_OK ? read_file(&taking, EXCHANGE_HELD, kept) : status;
        if (found == STATUS_NOT_FOUND || (found == STATUS_OK && !text_equal(taking.digest, row.digest)))
            status = exchange_change(exchange, lose, &taking);
        else if ((status = found) == STATUS_OK && (status = apply(&taking, "accepted", true, error)) == STATUS_OK)
            status = put_away(&taking, EXCHANGE_HELD, kept, error);
    } else if (applied && exchange_folder_has(exchange, taking.arena, EXCHANGE_HELD, kept)) {
        status = put_away_late(&taking, kept, error);
    }
    taking_end(&taking);
    return accepted || status != STATUS_NOT_FOUND ? status : STATUS_OK;
}
