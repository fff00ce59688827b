/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writing in the notebook. Each function is a change: it asks for the rights again, writes the entries, and tells the
 * open pages whom it concerns. Who may read an entry is decided here once, as its audience.
 */
#include "feature/handover/handover.h"

#include "access/audit.h"
#include "access/rule.h"
#include "access/scope.h"
#include "db/change.h"
#include "feature/handover/handover.sql.h"
#include "feature/handover/release.h"
#include "feature/handover/tell.h"

int64_t weekday_bit(struct date day)
{
    return INT64_C(1) << (date_weekday(day) - WEEKDAY_MONDAY);
}

int handover_belongs(struct change *change, struct child_id child, struct group_id group, struct date day)
{
    struct handover_on_group_row row;
    return handover_on_group(
        change->db, change->arena,
        (struct handover_on_group_in){
            .organisation = change->organisation, .child = child, .care_group = group, .day = day },
        &row);
}

int handover_oldest_page(struct change *change, struct child_id child, struct date today, struct date since,
                         struct date *ret_oldest)
{
    int64_t scope;
    int status =
        access_child(change->db, (struct access_who){ change->organisation, change->actor, today }, child, &scope);
    if (status == STATUS_OK)
        *ret_oldest = (scope & SCOPE_READ) != 0 ? since : today;
    return status;
}

/* Whether this person writes for the child on that side. STATUS_NOT_FOUND when not. */
static int may_write(struct change *change, struct child_id child, struct date today, enum entry_side side)
{
    struct handover_may_write_row row;
    return handover_may_write(change->db, change->arena,
                              (struct handover_may_write_in){
                                  .organisation = change->organisation,
                                  .child = child,
                                  .person = change->actor,
                                  .today = today,
                                  .need = side == SIDE_HOME ? SCOPE_WRITE_HOME : SCOPE_WRITE_CENTRE,
                              },
                              &row);
}

/* STATUS_CONFLICT when nobody would read what is for the mentor alone. */
static int has_mentor(struct change *change, struct child_id child, struct date today)
{
    struct handover_mentor_row row;
    int status = handover_mentor(
        change->db, change->arena,
        (struct handover_mentor_in){
            .organisation = change->organisation, .child = child, .today = today, .mentor = SCOPE_READ_MENTOR },
        &row);
    return status == STATUS_NOT_FOUND ? change_fail(change, STATUS_CONFLICT, WORD_HANDOVER_NO_MENTOR) : status;
}

/* What home writes reaches the own home, and the group, or the mentor alone; the other homes as well when the writer wants
 * that. */
static int audience_of_home(struct change *change, const struct handover_write *write, struct child_id child,
                            int64_t *ret_wanted)
{
    struct handover_home_row row;
    int status = handover_home(
        change->db, change->arena,
        (struct handover_home_in){ .organisation = change->organisation, .child = child, .person = change->actor },
        &row);
    if (status != STATUS_OK)
        return status;
    static const int64_t centre[HOME_AUDIENCE__MAX] = { [HOME_AUDIENCE_GROUP] = AUDIENCE_GROUP_ONLY,
                                                        [HOME_AUDIENCE_BOTH] = AUDIENCE_BOTH_HOMES,
                                                        [HOME_AUDIENCE_MENTOR] = AUDIENCE_MENTOR };
    *ret_wanted = centre[write->audience] | scope_of_home(row.home);
    return write->audience == HOME_AUDIENCE_MENTOR ? has_mentor(change, child, write->today) : STATUS_OK;
}

/* What the centre writes is for everybody, but an answer in a talk with one home reaches that home alone. */
static int audience_of_centre(struct change *change, const struct handover_write *write, struct child_id child,
                              int64_t *ret_wanted)
{
    struct handover_talk_row row = { .audience = AUDIENCE_ALL };
    if (write->answers.value) {
        int status = handover_talk(
            change->db, change->arena,
            (struct handover_talk_in){
                .organisation = change->organisation, .moment = write->answers, .child = child, .day = write->day },
            &row);
        if (status != STATUS_OK && status != STATUS_NOT_FOUND)
            return status;
    }
    *ret_wanted = row.audience;
    return STATUS_OK;
}

/* What home wrote on paper reaches the group, and that home when there is but one: which of several it was, nobody said (R243). */
static int audience_of_paper(struct change *change, const struct handover_write *write, struct child_id child,
                             int64_t *ret_wanted)
{
    struct handover_homes_rows rows;
    int status = handover_homes(
        change->db, change->arena,
        (struct handover_homes_in){ .organisation = change->organisation, .child = child, .today = write->today },
        &rows);
    if (status == STATUS_OK)
        *ret_wanted = AUDIENCE_GROUP_ONLY | (rows.count == 1 ? scope_of_home(rows.items[0].home) : 0);
    return status;
}

/* Who reads what is written, besides the author. A protected guardian's words never reach the other home (R243). */
static int audience_of(struct change *change, const struct handover_write *write, struct child_id child,
                       int64_t *ret_audience)
{
    int64_t wanted;
    int status = write->on_paper            ? audience_of_paper(change, write, child, &wanted)
                 : write->side == SIDE_HOME ? audience_of_home(change, write, child, &wanted)
                                            : audience_of_centre(change, write, child, &wanted);
    if (status != STATUS_OK)
        return status;
    return access_audience(change->db, change->organisation, child, change->actor, wanted, ret_audience);
}

/* One row of the notebook, of `kind` with `value` and the note. */
struct line {
    struct child_id child;
    struct group_id group;
    int64_t audience;
    int64_t held; /* waits until the child is collected (release.h) */
    const char *kind;
    const char *value;
    int64_t measure;
    struct text note;
};

static int add_line(struct change *change, const struct handover_write *write, const struct line *line)
{
    return handover_entry_add(change->db,
                              (struct handover_entry_add_in){
                                  .organisation = change->organisation,
                                  .child = line->child,
                                  .day = write->day,
                                  .at = write->at,
                                  .id = CHANGE_MINT(change, entry),
                                  .moment = write->moment,
                                  .care_group = line->group,
                                  .side = write->on_paper ? SIDE_HOME : write->side,
                                  .kind = text_from(line->kind),
                                  .value = text_from(line->value),
                                  .measure = line->measure,
                                  .note = line->note,
                                  .language = text_is_empty(line->note) ? TEXT("") : write->language,
                                  .answers = write->answers,
                                  .audience = line->audience,
                                  .held = line->held,
                                  .channel = text_from(write->on_paper ? CHANNEL_PAPER : ""),
                                  .author = change->actor,
                                  .created_at = change->now_at,
                              },
                              NULL);
}

/* A nap that runs is not started twice, and one that was not started does not end. */
static int sleep_sense(struct change *change, const struct handover_write *write, struct child_id child,
                       const struct code *code, enum skip_reason *ret_reason)
{
    struct handover_last_sleep_row last;
    int status = handover_last_sleep(
        change->db, change->arena,
        (struct handover_last_sleep_in){
            .organisation = change->organisation, .child = child, .day = write->day, .at = write->at },
        &last);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    bool sleeps = status == STATUS_OK && text_equal(last.value, TEXT(CODE_ASLEEP));
    bool falls_asleep = text_equal(text_from(code->value), TEXT(CODE_ASLEEP));
    *ret_reason = falls_asleep == sleeps ? (sleeps ? SKIP_ASLEEP : SKIP_AWAKE) : SKIP_NONE;
    return STATUS_OK;
}

/* Whether the child takes part in this recording; the reason when not. */
static int child_sense(struct change *change, const struct handover_write *write, struct child_id child,
                       enum skip_reason *ret_reason)
{
    int status = may_write(change, child, write->today, write->side);
    if (status == STATUS_OK && write->group.value)
        status = handover_belongs(change, child, write->group, write->today);
    if (status == STATUS_NOT_FOUND) {
        *ret_reason = SKIP_LEFT;
        return STATUS_OK;
    }
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < write->code_count; i++)
        if (write->codes[i]->kind == KIND_SLEEP)
            return sleep_sense(change, write, child, write->codes[i], ret_reason);
    *ret_reason = SKIP_NONE;
    return STATUS_OK;
}

static enum entry_kind words_kind(const struct handover_write *write)
{
    if (write->answers.value == 0)
        return KIND_WORDS;
    return write->question ? KIND_QUESTION : KIND_ANSWER;
}

/* All lines of one child: a row for each coded value, the own words with the first or alone. */
static int write_child(struct change *change, struct handover_write *write, struct child_id child)
{
    struct line line = { .child = child, .group = write->group };
    int status = audience_of(change, write, child, &line.audience);
    if (status == STATUS_OK && !release_is_urgent(write))
        status = release_hold(change, child, write->group, write->day, &line.audience, &line.held);
    if (status != STATUS_OK)
        return status;
    write->waits = write->waits || line.held != 0;
    for (size_t i = 0; i < write->code_count; i++) {
        line.kind = code_kinds[write->codes[i]->kind].name;
        line.value = write->codes[i]->value;
        line.measure = write->measures[i];
        line.note = TEXT("");
        status = add_line(change, write, &line);
        if (status != STATUS_OK)
            return status;
    }
    if (!text_is_empty(write->note)) {
        line.kind = code_kinds[words_kind(write)].name;
        line.value = "";
        line.measure = 0;
        line.note = write->note;
        status = add_line(change, write, &line);
        if (status != STATUS_OK)
            return status;
    }
    return tell_homes(change, child, write->today, line.audience);
}

/* Writes for every child for whom it makes sense and names the others. */
static int write_children(struct change *change, struct handover_write *write)
{
    size_t written = 0;
    bool knows_why = false;
    for (size_t i = 0; i < write->child_count; i++) {
        enum skip_reason reason;
        int status = child_sense(change, write, write->children[i], &reason);
        if (status == STATUS_OK && reason == SKIP_NONE)
            status = write_child(change, write, write->children[i]);
        if (status != STATUS_OK)
            return status;
        if (reason == SKIP_NONE) {
            written++;
            continue;
        }
        struct skipped_child *skipped = vector_add(write->arena, &write->skipped);
        *skipped = (struct skipped_child){ write->children[i], reason };
        knows_why = knows_why || reason != SKIP_LEFT;
    }
    if (written == 0 && !knows_why)
        return change_fail(change, STATUS_NOT_FOUND, WORD_HANDOVER_CHILD_LEFT);
    if (written == 0) {
        write->moment = (struct moment_id){ 0 };
        return STATUS_OK;
    }
    /* Once, however many children it is about. */
    int status = write->waits ? release_plan(change, write->day) : STATUS_OK;
    return status == STATUS_OK ? tell_group(change, write->group, write->children[0], write->day) : status;
}

/* Whether that side records this kind where it writes: a line of the day, or something under a line. */
static bool stands_there(const struct handover_write *write, enum entry_kind kind)
{
    bool under = kind == KIND_QUESTION || (kind == KIND_ANSWER && write->side == SIDE_HOME);
    return code_kind_is_of(kind, write->side) && under == (write->answers.value != 0);
}

/* Refuses what no form of ours sends. */
static int check_write(struct change *change, const struct handover_write *write)
{
    if (write->child_count == 0 || write->child_count > HANDOVER_CHILDREN_MAXIMUM)
        return change_fail(change, STATUS_INVALID, WORD_HANDOVER_NO_CHILD);
    if (write->code_count == 0 && text_is_empty(write->note))
        return change_fail(change, STATUS_INVALID, WORD_HANDOVER_NOTHING_TO_WRITE);
    if (write->on_paper && (write->side != SIDE_CENTRE || write->code_count > 0 || write->answers.value != 0))
        return change_fail(change, STATUS_INVALID, WORD_HANDOVER_NOTHING_TO_WRITE);
    if (write->question && (write->side != SIDE_CENTRE || write->answers.value == 0))
        return change_fail(change, STATUS_INVALID, WORD_HANDOVER_NOTHING_TO_WRITE);
    for (size_t i = 0; i < write->code_count; i++)
        if (!stands_there(write, write->codes[i]->kind))
            return change_fail(change, STATUS_INVALID, WORD_HANDOVER_NOTHING_TO_WRITE);
    return STATUS_OK;
}

/* An answer stands on the page of what it answers, and is read by whoever reads that. */
static int check_answered(struct change *change, struct handover_write *write)
{
    if (write->answers.value == 0)
        return STATUS_OK;
    struct handover_moment_rows rows;
    struct date oldest;
    int status = handover_oldest_page(change, write->children[0], write->today, write->since, &oldest);
    if (status != STATUS_OK)
        return status;
    status = handover_moment(change->db, change->arena,
                             (struct handover_moment_in){ .organisation = change->organisation,
                                                          .moment = write->answers,
                                                          .person = change->actor,
                                                          .today = write->today },
                             &rows);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].child.value == write->children[0].value && rows.items[i].answers.value == 0 &&
            date_compare(rows.items[i].day, oldest) >= 0) {
            write->day = rows.items[i].day;
            return STATUS_OK;
        }
    return change_fail(change, STATUS_NOT_FOUND, WORD_HANDOVER_GONE);
}

static bool is_child_of(const struct handover_written_rows *rows, struct child_id child)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].child.value == child.value)
            return true;
    return false;
}

/* Why a child has no line in a moment that was written before. */
static int skipped_before(struct change *change, const struct handover_write *write, struct child_id child,
                          enum skip_reason *ret_reason)
{
    int status = may_write(change, child, write->today, write->side);
    if (status == STATUS_OK && write->group.value)
        status = handover_belongs(change, child, write->group, write->today);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    *ret_reason = SKIP_LEFT;
    for (size_t i = 0; status == STATUS_OK && i < write->code_count; i++)
        if (write->codes[i]->kind == KIND_SLEEP)
            *ret_reason = text_equal(text_from(write->codes[i]->value), TEXT(CODE_ASLEEP)) ? SKIP_ASLEEP : SKIP_AWAKE;
    return STATUS_OK;
}

/* Sent twice: the answer of the first time once more, from what was written then. */
static int answer_again(struct change *change, struct handover_write *write)
{
    struct handover_written_rows rows;
    int status =
        handover_written(change->db, change->arena,
                         (struct handover_written_in){
                             .organisation = change->organisation, .moment = write->moment, .person = change->actor },
                         &rows);
    if (status == STATUS_OK && rows.count > 0)
        write->day = rows.items[0].day;
    for (size_t i = 0; status == STATUS_OK && i < write->child_count; i++) {
        struct skipped_child skipped = { .child = write->children[i] };
        if (is_child_of(&rows, skipped.child))
            continue;
        status = skipped_before(change, write, skipped.child, &skipped.reason);
        *vector_add(write->arena, &write->skipped) = skipped;
    }
    return status;
}

/* Who answers has read it, and so has who typed it in from paper. */
static int read_by_writer(struct change *change, const struct handover_write *write, struct moment_id moment)
{
    return handover_read_add(change->db,
                             (struct handover_read_add_in){ .organisation = change->organisation,
                                                            .child = write->children[0],
                                                            .day = write->day,
                                                            .moment = moment,
                                                            .read_at = change->now_at,
                                                            .person = change->actor },
                             NULL);
}

int handover_write(struct change *change, void *argument)
{
    struct handover_write *write = argument;
    write->skipped.count = 0;
    write->waits = false;
    int status = change_client_write_find(change, &write->sent, &write->moment.value);
    if (status == STATUS_OK)
        return answer_again(change, write);
    if (status != STATUS_NOT_FOUND)
        return status;
    status = check_write(change, write);
    if (status == STATUS_OK)
        status = check_answered(change, write);
    if (status == STATUS_OK)
        status = release_asked(change, write);
    if (status != STATUS_OK)
        return status;
    write->moment = CHANGE_MINT(change, moment);
    status = write_children(change, write);
    if (status == STATUS_OK && write->answers.value && write->side == SIDE_CENTRE)
        status = read_by_writer(change, write, write->answers);
    if (status == STATUS_OK && write->on_paper && write->moment.value)
        status = read_by_writer(change, write, write->moment);
    if (status == STATUS_OK && write->moment.value)
        status = audit_add(change, write->answers.value ? "handover.answer" : "handover.write", "moment",
                           write->moment.value);
    if (status != STATUS_OK)
        return status;
    return change_client_write_keep(change, &write->sent, write->moment.value);
}
