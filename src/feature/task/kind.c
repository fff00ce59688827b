/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/task/kind.h"

#include "access/scope.h"

static struct address family_page(struct arena *arena, const struct task *task)
{
    return ADDRESS(arena, "/child/{child}/family", address_value(task->child));
}

static struct address medicine_page(struct arena *arena, const struct task *task)
{
    return ADDRESS(arena, "/child/{child}/medicine", address_value(task->child));
}

static struct address accident_page(struct arena *arena, const struct task *task)
{
    return ADDRESS(arena, "/child/{child}/accidents", address_value(task->child));
}

static struct address sheet_page(struct arena *arena, const struct task *task)
{
    return ADDRESS(arena, "/child/{child}/sheet", address_value(task->child));
}

static struct address privacy_page(struct arena *arena, const struct task *task)
{
    (void)task;
    return ADDRESS(arena, "/privacy/requests");
}

static struct address roster_page(struct arena *arena, const struct task *task)
{
    return ADDRESS(arena, "/roster/{roster}", address_value(identity_text(arena, task->object)));
}

static struct address door_page(struct arena *arena, const struct task *task)
{
    return ADDRESS(arena, "/group/{group}/invitations", address_value(task->group));
}

static struct address background_page(struct arena *arena, const struct task *task)
{
    return ADDRESS(arena, "/child/{child}/background", address_value(task->child));
}

static struct address card_page(struct arena *arena, const struct task *task)
{
    return ADDRESS(arena, "/child/{child}/card", address_value(task->child));
}

static struct address view_page(struct arena *arena, const struct task *task)
{
    return ADDRESS(arena, "/child/{child}/view", address_value(task->child));
}

static struct address wish_page(struct arena *arena, const struct task *task)
{
    return ADDRESS(arena, "/child/{child}/wishes/{asked}", address_value(task->child),
                   address_value(identity_text(arena, task->object)));
}

static struct address call_page(struct arena *arena, const struct task *task)
{
    return ADDRESS(arena, "/child/{child}/calls", address_value(task->child));
}

static struct address export_page(struct arena *arena, const struct task *task)
{
    return ADDRESS(arena, "/location/{location}/presence/{list}", address_value(task->location),
                   address_value(identity_text(arena, task->object)));
}

const struct task_kind_about task_kinds[TASK_KIND__MAX] = {
    [TASK_CONTACT] = { "contact", WORD_TASK_CONTACT, "phone", SCOPE_WRITE_CENTRE | SCOPE_MANAGE, family_page, false },
    [TASK_COLLECTOR] = { "collector", WORD_TASK_COLLECTOR, "leave", SCOPE_WRITE_CENTRE | SCOPE_MANAGE, family_page,
                         false },
    [TASK_CUSTODY] = { "custody", WORD_TASK_CUSTODY, "home", SCOPE_MANAGE, family_page, false },
    [TASK_MEDICINE] = { "medicine", WORD_TASK_MEDICINE, "medicine", SCOPE_WRITE_CENTRE, medicine_page, false },
    [TASK_MEDICINE_TOLD] = { "medicine_told", WORD_TASK_MEDICINE_TOLD, "medicine", SCOPE_MANAGE | SCOPE_READ_MENTOR,
                             medicine_page, false },
    [TASK_ACCIDENT] = { "accident", WORD_TASK_ACCIDENT, "accident", SCOPE_WRITE_CENTRE | SCOPE_MANAGE, accident_page,
                        false },
    [TASK_SHEET] = { "sheet", WORD_TASK_SHEET, "sheet", SCOPE_WRITE_CENTRE | SCOPE_MANAGE, sheet_page, false },
    [TASK_DATA_REQUEST] = { "data_request", WORD_TASK_DATA_REQUEST, "info", SCOPE_MANAGE, privacy_page, false },
    [TASK_ROSTER] = { "roster", WORD_TASK_ROSTER, "calendar", SCOPE_MANAGE, roster_page, false },
    [TASK_WISH] = { "wish", WORD_TASK_WISH, "phone", SCOPE_WRITE_CENTRE | SCOPE_MANAGE, wish_page, false },
    [TASK_CALL] = { "call", WORD_TASK_CALL, "phone", SCOPE_WRITE_CENTRE | SCOPE_MANAGE, call_page, false },
    [TASK_EXPORT] = { "export", WORD_TASK_EXPORT, "read", SCOPE_WRITE_CENTRE | SCOPE_MANAGE, export_page, false },
    [TASK_READING_ALARM] = { "reading_alarm", WORD_TASK_READING_ALARM, "alert", SCOPE_MANAGE, privacy_page, false },
    [TASK_LET_IN] = { "let_in", WORD_TASK_LET_IN, "arrive", SCOPE_WRITE_CENTRE | SCOPE_MANAGE, door_page, false },
    [TASK_LET_IN_STAFF] = { "let_in_staff", WORD_TASK_LET_IN_STAFF, "arrive", SCOPE_MANAGE, door_page, false },
    [TASK_TELL] = { "tell", WORD_TASK_TELL, "answer", SCOPE_READ_MENTOR, background_page, true },
    [TASK_TELL_CARD] = { "tell_card", WORD_TASK_TELL, "answer", SCOPE_READ_MENTOR, card_page, true },
    [TASK_TELL_VIEW] = { "tell_view", WORD_TASK_TELL, "answer", SCOPE_READ_MENTOR, view_page, true },
};

const struct task_kind_about *task_kind_find(struct text name)
{
    for (int kind = 0; kind < TASK_KIND__MAX; kind++)
        if (text_equal(text_from(task_kinds[kind].name), name))
            return &task_kinds[kind];
    return NULL;
}
