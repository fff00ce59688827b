/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reporting that children do not come, and that one comes after all.
 */
#include "feature/absence/absence.h"

#include "access/audit.h"
#include "access/rule.h"
#include "db/change.h"
#include "feature/absence/absence.sql.h"
#include "feature/absence/own.h"
#include "i18n/word.h"

const char *const absence_kind_names[ABSENCE_KIND__MAX + 1] = {
    [ABSENCE_ILL] = "ill", [ABSENCE_DAY_OFF] = "day_off", [ABSENCE_OTHER] = "other", NULL
};

/* STATUS_OK for who writes about the child, with her side. */
static int writer_of(struct change *change, struct child_id child, struct date today, enum entry_side *ret_side)
{
    int64_t scope;
    int status =
        access_child(change->db, (struct access_who){ change->organisation, change->actor, today }, child, &scope);
    if (status != STATUS_OK)
        return status;
    if ((scope & SCOPE_WRITE) == 0)
        return STATUS_NOT_FOUND;
    *ret_side = (scope & SCOPE_WRITE_HOME) != 0 ? SIDE_HOME : SIDE_CENTRE;
    return STATUS_OK;
}

/* Whether one home of the child must not learn what is known of another. */
static int is_protected(struct change *change, struct child_id child, struct date today, bool *ret_protected)
{
    struct absence_protected_row row;
    int status = absence_protected(
        change->db, change->arena,
        (struct absence_protected_in){ .organisation = change->organisation, .child = child, .today = today }, &row);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    *ret_protected = status == STATUS_OK;
    return STATUS_OK;
}

/* Who reads it. What the centre was told by phone, nobody knows by whom, stays there when a home is protected. */
static int audience_of(struct change *change, struct child_id child, struct date today, enum entry_side side,
                       int64_t *ret_audience)
{
    bool protected = false;
    int status = side == SIDE_CENTRE ? is_protected(change, child, today, &protected) : STATUS_OK;
    if (status != STATUS_OK)
        return status;
    return access_audience(change->db, change->organisation, child, change->actor,
                           protected ? AUDIENCE_GROUP_ONLY : AUDIENCE_BOTH_HOMES, ret_audience);
}

static int was_said(struct change *change, const struct absence_report *report, struct child_id child, bool *ret_said)
{
    struct absence_same_row row;
    int status = absence_same(change->db, change->arena,
                              (struct absence_same_in){ .organisation = change->organisation,
                                                        .child = child,
                                                        .author = change->actor,
                                                        .from_day = report->from,
                                                        .until_day = report->until,
                                                        .kind = text_from(absence_kind_names[report->kind]),
                                                        .words = report->words,
                                                        .today = report->today },
                              &row);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    *ret_said = status == STATUS_OK;
    return STATUS_OK;
}

static int report_child(struct change *change, const struct absence_report *report, struct child_id child)
{
    enum entry_side side;
    int64_t audience;
    bool said = false;
    int status = writer_of(change, child, report->today, &side);
    if (status == STATUS_OK)
        status = was_said(change, report, child, &said);
    if (status != STATUS_OK || said)
        return status;
    status = audience_of(change, child, report->today, side, &audience);
    if (status == STATUS_OK)
        status = absence_insert(change->db,
                                (struct absence_insert_in){ .organisation = change->organisation,
                                                            .id = CHANGE_MINT(change, absence),
                                                            .child = child,
                                                            .from_day = report->from,
                                                            .until_day = report->until,
                                                            .kind = text_from(absence_kind_names[report->kind]),
                                                            .words = report->words,
                                                            .language = report->language,
                                                            .side = side,
                                                            .audience = audience,
                                                            .ends = { 0 },
                                                            .author = change->actor,
                                                            .created_at = change->now_at },
                                NULL);
    if (status == STATUS_OK)
        status = handover_tell(change, child, report->today, audience);
    return status == STATUS_OK ? audit_add(change, "absence.report", "child", child.value) : status;
}

int absence_report(struct change *change, void *argument)
{
    const struct absence_report *report = argument;
    if (report->until.days <= report->from.days)
        return change_fail(change, STATUS_INVALID, WORD_ABSENCE_ORDER_ODD);
    if (report->from.days < report->today.days - ABSENCE_BACK_DAYS ||
        report->until.days > report->today.days + ABSENCE_AHEAD_DAYS)
        return change_fail(change, STATUS_INVALID, WORD_ABSENCE_DAY_ODD);
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < report->child_count; i++)
        status = report_child(change, report, report->children[i]);
    return status;
}

/* One end of a report, for who reads the end; the homes that read the report alone go on reading it as it was. */
static int end_beside(struct change *change, const struct absence_return *back, enum entry_side side, int64_t audience,
                      const struct absence_kept_row *kept)
{
    return absence_insert(change->db,
                          (struct absence_insert_in){ .organisation = change->organisation,
                                                      .id = CHANGE_MINT(change, absence),
                                                      .child = back->child,
                                                      .from_day = back->day,
                                                      .until_day = kept->until_day,
                                                      .kind = kept->kind,
                                                      .words = TEXT(""),
                                                      .language = TEXT(""),
                                                      .side = side,
                                                      .audience = audience,
                                                      .ends = kept->id,
                                                      .author = change->actor,
                                                      .created_at = change->now_at },
                          NULL);
}

/* Ends what holds on that day, for all who may learn of it. */
static int end_all(struct change *change, const struct absence_return *back, enum entry_side side, int64_t audience,
                   int64_t *ret_ended)
{
    struct absence_kept_rows kept;
    const int64_t others = SCOPE_READ_HOME & ~audience;
    int status = absence_shorten(change->db,
                                 (struct absence_shorten_in){ .organisation = change->organisation,
                                                              .child = back->child,
                                                              .day = back->day,
                                                              .others = others,
                                                              .ended_at = change->now_at,
                                                              .person = change->actor,
                                                              .today = back->today },
                                 ret_ended);
    if (status != STATUS_OK || others == 0)
        return status;
    status = absence_kept(change->db, change->arena,
                          (struct absence_kept_in){ .organisation = change->organisation,
                                                    .child = back->child,
                                                    .day = back->day,
                                                    .others = others,
                                                    .person = change->actor,
                                                    .today = back->today },
                          &kept);
    for (size_t i = 0; status == STATUS_OK && i < kept.count; i++, (*ret_ended)++)
        status = end_beside(change, back, side, audience, &kept.items[i]);
    return status;
}

int absence_end(struct change *change, void *argument)
{
    struct absence_return *back = argument;
    enum entry_side side;
    int64_t audience;
    int64_t ended = 0;
    if (back->day.days < back->today.days)
        back->day = back->today; /* a page that lay open since yesterday */
    int status = writer_of(change, back->child, back->today, &side);
    if (status == STATUS_OK)
        status = audience_of(change, back->child, back->today, side, &audience);
    if (status == STATUS_OK)
        status = end_all(change, back, side, audience, &ended);
    if (status != STATUS_OK || ended == 0)
        return status;
    status = handover_tell(change, back->child, back->today, audience);
    return status == STATUS_OK ? audit_add(change, "absence.end", "child", back->child.value) : status;
}

int absence_erase_child(struct change *change, struct child_id child)
{
    return absence_erase_rows(change->db, (struct absence_erase_rows_in){ change->organisation, child }, NULL);
}

int absence_erase_person(struct change *change, struct person_id person)
{
    return absence_erase_words(change->db, (struct absence_erase_words_in){ change->organisation, person }, NULL);
}
