/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writing the texts of a home. Nothing is overwritten: a text is a new row, and who saved without having seen the newest one
 * is told.
 */
#include "feature/home_view/home_view.h"

#include "access/audit.h"
#include "access/rule.h"
#include "db/change.h"
#include "feature/home_view/home_view.sql.h"
#include "feature/home_view/own.h"

const struct home_words_about home_words_kinds[HOME_WORDS_KIND__MAX] = {
    [HOME_WORDS_ROUTINE] = { "routine", HOME_WORDS_READ_ROUTINE }, [HOME_WORDS_VIEW] = { "view", HOME_WORDS_READ_VIEW }
};

/* What stands in the writer's own home now; id 0 when nothing does. */
static int find_own(struct change *change, const struct home_words_write *write, struct home_view_texts_row *ret_row)
{
    struct home_view_texts_rows rows;
    int status = home_view_texts(change->db, change->arena,
                                 (struct home_view_texts_in){ .organisation = change->organisation,
                                                              .child = write->child,
                                                              .kind = text_from(home_words_kinds[write->kind].name),
                                                              .person = change->actor,
                                                              .today = write->today,
                                                              .centre = 0 },
                                 &rows);
    if (status != STATUS_OK)
        return status;
    *ret_row = rows.count > 0 ? rows.items[0] : (struct home_view_texts_row){ .words = TEXT("") };
    return STATUS_OK;
}

int home_words_write(struct change *change, void *argument)
{
    const struct home_words_write *write = argument;
    struct access_who who = { change->organisation, change->actor, write->today };
    int status = access_child_need(change->db, who, write->child, SCOPE_WRITE_HOME);
    struct home_view_texts_row stored;
    if (status == STATUS_OK)
        status = find_own(change, write, &stored);
    if (status != STATUS_OK)
        return status;
    if (text_equal(stored.words, write->words))
        return STATUS_OK;
    if (stored.id != write->base)
        return STATUS_CONFLICT;
    status = home_view_insert(change->db,
                              (struct home_view_insert_in){ .organisation = change->organisation,
                                                            .child = write->child,
                                                            .kind = text_from(home_words_kinds[write->kind].name),
                                                            .id = identity_mint(change->identities),
                                                            .author = change->actor,
                                                            .words = write->words,
                                                            .language = write->language,
                                                            .created_at = change->now_at },
                              NULL);
    return status == STATUS_OK ? audit_add(change, "home_view.write", "child", write->child.value) : status;
}
