/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/demo/outside.h"

#include "command/workplace.h"
#include "db/change.h"
#include "feature/childminder/childminder.h"
#include "feature/consent/consent.h"
#include "feature/figure/figure.h"
#include "feature/partner/partner.h"

enum { PARTNER_STAYS_DAYS = 90, SIGNED_DAYS = 3, HELD_DAYS = 20 };

/* All of it, on its way into the database. */
struct making {
    const struct demo_state *state;
    struct date today;
};

static struct child_id child_called(const struct demo_state *state, enum demo_group group, const char *name)
{
    const struct demo_children *children = demo_children_of(group);
    for (size_t i = 0; i < children->count; i++)
        if (strcmp(children->items[i].given, name) == 0)
            return state->children[group][i];
    return (struct child_id){ 0 };
}

/* Wies lets her bureau see of Fien that she comes, and when she came and went. */
static int share(struct change *change, const struct making *making)
{
    struct share_write write = { .child = child_called(making->state, DEMO_WIES, "Fien"),
                                 .shares = SHARE_DAYS | SHARE_HOURS,
                                 .today = making->today };
    change->actor = demo_person(making->state, "wies");
    return childminder_share(change, &write);
}

/* A guardian answers, by herself or on paper that the manager typed in. */
static int agree(struct change *change, const struct making *making, const char *child, const char *parent,
                 const char *purpose, bool on_paper)
{
    const struct consent_purpose *about = consent_purpose_find(text_from(purpose));
    struct consent_answer answer = { .child = child_called(making->state, DEMO_VLINDERS, child),
                                     .purpose = about,
                                     .person = demo_person(making->state, parent),
                                     .yes = true,
                                     .version = about->version,
                                     .language = TEXT("nl"),
                                     .today = making->today };
    change->actor = answer.person;
    if (on_paper) {
        change->actor = demo_person(making->state, "wilma");
        answer.on_paper = true;
        answer.signed_day = date_add(making->today, -SIGNED_DAYS);
        answer.kept_by = TEXT("de map van Vlinders, in de kast op kantoor");
    }
    return consent_write(change, &answer);
}

static int invite(struct change *change, const struct making *making)
{
    struct partner_write write = {
        .child = child_called(making->state, DEMO_VLINDERS, "Amina"),
        .purpose = PARTNER_HEALTH,
        .email = TEXT("jasmijn@boomhut.example"),
        .words =
            TEXT("Amina leert Nederlands naast Arabisch en Tigrinya, en dat gaat goed. Denk je met haar moeder en ons "
                 "mee over voorlezen in alle drie?"),
        .language = TEXT("nl"),
        .from = making->today,
        .until = date_add(making->today, PARTNER_STAYS_DAYS),
        .today = making->today
    };
    change->actor = demo_person(making->state, "wilma");
    return partner_invite(change, &write);
}

static int consult(struct change *change, const struct making *making)
{
    struct consultation_write write = {
        .held = date_add(making->today, -HELD_DAYS),
        .with_whom = TEXT("alle teams, op de studiemiddag"),
        .agreed = TEXT(
            "Cijfers gaan over een hele locatie en nooit over een van ons. Na een half jaar praten we er weer over."),
        .language = TEXT("nl"),
        .today = making->today
    };
    change->actor = demo_person(making->state, "bas");
    return consultation_write(change, &write);
}

static int make(struct change *change, void *argument)
{
    const struct making *making = argument;
    int status = share(change, making);
    if (status == STATUS_OK)
        status = agree(change, making, "Amina", "khadija", "partner", false);
    if (status == STATUS_OK)
        status = invite(change, making);
    if (status == STATUS_OK)
        status = agree(change, making, "Sofia", "zofia", "photo_group", true);
    return status == STATUS_OK ? consult(change, making) : status;
}

int demo_outside_make(struct writer *writer, struct date today, const struct demo_state *state, struct error *error)
{
    struct arena *arena = arena_new();
    struct making making = { .state = state, .today = today };
    int status = workplace_change(writer, arena, state->organisation, make, &making, error);
    arena_free(arena);
    return status;
}
