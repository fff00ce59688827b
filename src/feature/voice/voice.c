/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a child tells itself, as one line of the notebook.
 */
#include "feature/voice/voice.h"

#include "access/audit.h"
#include "access/rule.h"
#include "feature/handover/handover.h"
#include "feature/voice/own.h"

bool voice_is_school(const struct voice_group_row *group)
{
    return code_ages_of(group->ages, group->care_form) == AGES_SCHOOL;
}

/* STATUS_NOT_FOUND unless the actor records there, the children are older ones, and this one is there now. */
static int check(struct change *change, const struct voice_told *told)
{
    struct voice_group_row group;
    struct voice_children_rows rows;
    int status = voice_group(change->db, change->arena,
                             (struct voice_group_in){ .organisation = change->organisation,
                                                      .care_group = told->group,
                                                      .person = change->actor,
                                                      .today = told->today,
                                                      .need = VOICE_NEED },
                             &group);
    if (status == STATUS_OK && !voice_is_school(&group))
        status = STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status = voice_children(change->db, change->arena,
                                (struct voice_children_in){ .organisation = change->organisation,
                                                            .care_group = told->group,
                                                            .person = change->actor,
                                                            .today = told->today,
                                                            .need = VOICE_NEED },
                                &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        if (rows.items[i].child.value == told->child.value)
            return STATUS_OK;
    return status == STATUS_OK ? STATUS_NOT_FOUND : status;
}

/* A line of a child for one day; what tells and takes back have in common. */
static struct handover_line_new line_of(struct child_id child, struct date today, int64_t audience)
{
    return (struct handover_line_new){ .child = child,
                                       .day = today,
                                       .today = today,
                                       .kind = KIND_SELF,
                                       .value = "",
                                       .note = TEXT(""),
                                       .audience = audience };
}

static int add(struct change *change, struct voice_told *told)
{
    int64_t audience;
    int status = access_audience(change->db, change->organisation, told->child, change->actor, AUDIENCE_ALL, &audience);
    struct handover_line_new line = line_of(told->child, told->today, audience);
    line.at = told->at;
    line.value = told->mood ? told->mood->value : "";
    line.note = told->words;
    line.language = told->language;
    if (status == STATUS_OK)
        status = handover_line_add(change, &line, &told->moment);
    return status == STATUS_OK ? audit_add(change, "voice.tell", "moment", told->moment.value) : status;
}

int voice_tell(struct change *change, void *argument)
{
    struct voice_told *told = argument;
    int status = change_client_write_find(change, &told->sent, &told->moment.value);
    if (status != STATUS_NOT_FOUND)
        return status;
    status = check(change, told);
    if (status == STATUS_OK && !told->mood && text_is_empty(told->words))
        return change_fail(change, STATUS_INVALID, WORD_VOICE_EMPTY);
    if (status == STATUS_OK)
        status = add(change, told);
    return status == STATUS_OK ? change_client_write_keep(change, &told->sent, told->moment.value) : status;
}

int voice_take_back(struct change *change, void *argument)
{
    const struct voice_back *back = argument;
    struct voice_lines_rows rows;
    int status = voice_lines(change->db, change->arena,
                             (struct voice_lines_in){ .organisation = change->organisation,
                                                      .care_group = back->group,
                                                      .child = back->child,
                                                      .person = change->actor,
                                                      .today = back->today,
                                                      .need = VOICE_NEED },
                             &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        if (rows.items[i].moment.value != back->moment.value)
            continue;
        if (rows.items[i].withdrawn)
            return STATUS_OK;
        struct handover_line_new line = line_of(back->child, back->today, rows.items[i].audience);
        status = handover_line_withdraw(change, &line, back->moment);
        return status == STATUS_OK ? audit_add(change, "voice.back", "moment", back->moment.value) : status;
    }
    return status == STATUS_OK ? STATUS_NOT_FOUND : status;
}
