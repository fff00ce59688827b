/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writing the texts of a home. Nothing is overwritten: a text is a new row, and who saved without having seen the newest one
 * is told.
 */
#include "feature/home_view/home_view.h"

#include "access/audit.h"
#include "access/rule.h"
#include "db/change.h"
#include "feature/home_view/own.h"

const struct home_words_about home_words_kinds[HOME_WORDS_KIND__MAX] = {
    [HOME_WORDS_ROUTINE] = { "routine", HOME_WORDS_READ_ROUTINE, TASK_TELL_CARD },
    [HOME_WORDS_VIEW] = { "view", HOME_WORDS_READ_VIEW, TASK_TELL_VIEW }
};

const enum tap_question home_words_questions[HOME_WORDS_KIND__MAX] = {
    [HOME_WORDS_ROUTINE] = TAP_ROUTINE, [HOME_WORDS_VIEW] = TAP_VIEW
};

int home_words_check_team(struct db *db, struct arena *arena, struct access_who who, int64_t scope,
                          const struct home_words_write *write, struct home_view_guardian_row *ret_row)
{
    int64_t need = home_words_kinds[write->kind].centre;
    if ((scope & SCOPE_SIDE_HOME) != 0 || (scope & HOME_WORDS_TEAM) == 0 || (scope & SCOPE_READ_CENTRE) == 0 ||
        (scope & need) == 0)
        return STATUS_DENIED;
    return home_view_guardian(db, arena,
                              (struct home_view_guardian_in){ .organisation = who.organisation,
                                                              .child = write->child,
                                                              .guardian = write->person,
                                                              .person = who.person,
                                                              .today = who.today,
                                                              .need = need },
                              ret_row);
}

/* Who may write, and of which home: 0 for the writer's own. */
static int check_writer(struct change *change, const struct home_words_write *write, int64_t *ret_home)
{
    struct access_who who = { change->organisation, change->actor, write->today };
    struct home_view_guardian_row row;
    int64_t scope;
    *ret_home = 0;
    if (write->person.value == change->actor.value)
        return access_child_need(change->db, who, write->child, SCOPE_WRITE_HOME);
    int status = access_child(change->db, who, write->child, &scope);
    if (status == STATUS_OK)
        status = home_words_check_team(change->db, change->arena, who, scope, write, &row);
    if (status == STATUS_OK)
        *ret_home = row.home;
    return status;
}

/* What stands in that home now; id 0 when nothing does. */
static int find_stored(struct change *change, const struct home_words_write *write, int64_t home,
                       struct home_view_texts_row *ret_row)
{
    struct home_view_texts_rows rows;
    const struct home_words_about *about = &home_words_kinds[write->kind];
    int status = home_view_texts(change->db, change->arena,
                                 (struct home_view_texts_in){ .organisation = change->organisation,
                                                              .child = write->child,
                                                              .kind = text_from(about->name),
                                                              .person = change->actor,
                                                              .today = write->today,
                                                              .centre = home == 0 ? 0 : about->centre },
                                 &rows);
    *ret_row = (struct home_view_texts_row){ .words = TEXT(""), .tap = TEXT("") };
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        if (home == 0 || rows.items[i].home == home)
            *ret_row = rows.items[i];
    return status;
}

static int add_words(struct change *change, const struct home_words_write *write, struct text tap)
{
    bool staff = write->person.value != change->actor.value;
    const struct home_words_about *about = &home_words_kinds[write->kind];
    struct task note = { .kind = about->tell, .child = write->child, .object = write->base, .today = write->today };
    int64_t id = identity_mint(change->identities);
    int status = home_view_insert(change->db,
                                  (struct home_view_insert_in){ .organisation = change->organisation,
                                                                .child = write->child,
                                                                .kind = text_from(about->name),
                                                                .id = id,
                                                                .author = write->person,
                                                                .words = write->words,
                                                                .tap = tap,
                                                                .language = write->language,
                                                                .channel = staff ? write->channel : TEXT(""),
                                                                .written_by = { staff ? change->actor.value : 0 },
                                                                .created_at = change->now_at },
                                  NULL);
    if (status == STATUS_OK && note.object != 0)
        status = task_close(change, &note);
    note.object = id;
    if (status == STATUS_OK && tap_is_tell(tap))
        status = task_add(change, &note);
    if (status == STATUS_OK)
        status = change_event(change, "home_words", (struct event_topic){ .person = write->person });
    return status == STATUS_OK ? audit_add(change, "home_view.write", "child", write->child.value) : status;
}

int home_words_write(struct change *change, void *argument)
{
    const struct home_words_write *write = argument;
    struct home_view_texts_row stored;
    int64_t home;
    int status = check_writer(change, write, &home);
    if (status == STATUS_OK)
        status = find_stored(change, write, home, &stored);
    if (status != STATUS_OK)
        return status;
    bool same = text_equal(stored.words, write->words);
    /* What the staff wrote down need not be asked any more. */
    bool told = home != 0 && !same && !text_is_empty(write->words) && tap_is_tell(stored.tap);
    struct text tap = write->tap.given ? write->tap.answer : told ? TEXT("") : stored.tap;
    if (same && text_equal(stored.tap, tap))
        return STATUS_OK;
    return stored.id == write->base ? add_words(change, write, tap) : STATUS_CONFLICT;
}
