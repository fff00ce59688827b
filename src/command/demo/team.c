/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/demo/team.h"

#include "command/demo/data.h"
#include "command/workplace.h"
#include "db/change.h"
#include "feature/team/team.h"

enum { MO = 1, TU = 2, WE = 4, TH = 8, FR = 16, WEEKEND = 32 | 64 };

/* Somebody of the demo works at weekends as well: it is looked at on every day. */
static const struct {
    const char *who, *words, *speaks;
    int64_t weekdays, shows;
} cards[] = {
    { "hanna", "Ik werk hier al negen jaar. Zingen, zand en boekjes: dat ben ik.", "Nederlands, Engels",
      MO | TU | TH | FR | WEEKEND, TEAM_SHOWS_WORDS | TEAM_SHOWS_SPEAKS | TEAM_SHOWS_WEEKDAYS },
    { "tom", "Bij mij gaan we elke dag naar buiten, ook als het regent.", "Nederlands", MO | WE | TH | FR | WEEKEND,
      TEAM_SHOWS_WORDS | TEAM_SHOWS_WEEKDAYS },
    { "kim", "", "Nederlands, Vietnamees", 0, TEAM_SHOWS_SPEAKS },
    { "ruben", "Hutten bouwen, voetballen en lang praten aan tafel.", "Nederlands, Duits",
      MO | TU | WE | TH | FR | WEEKEND, TEAM_SHOWS_WORDS | TEAM_SHOWS_WEEKDAYS | TEAM_SHOWS_FAMILY_NAME },
};

struct making {
    const struct demo_state *state;
    struct date today;
    size_t index;
};

static int write_card(struct change *change, void *argument)
{
    const struct making *making = argument;
    const size_t i = making->index;
    change->actor = demo_person(making->state, cards[i].who);
    return team_card_write(change, &(struct team_card_write){ .words = text_from(cards[i].words),
                                                              .language = TEXT("nl"),
                                                              .speaks = text_from(cards[i].speaks),
                                                              .weekdays = cards[i].weekdays,
                                                              .shows = cards[i].shows,
                                                              .today = making->today });
}

int demo_team_make(struct writer *writer, struct date today, const struct demo_state *state, struct error *error)
{
    struct arena *arena = arena_new();
    struct making making = { .state = state, .today = today };
    int status = STATUS_OK;
    for (making.index = 0; status == STATUS_OK && making.index < sizeof cards / sizeof *cards; making.index++)
        status = workplace_change(writer, arena, state->organisation, write_card, &making, error);
    arena_free(arena);
    return status;
}
