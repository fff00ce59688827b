/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/demo/intake.h"

#include "command/installation.sql.h"
#include "command/workplace.h"
#include "db/change.h"
#include "feature/intake/intake.h"
#include "feature/practical/practical.h"

/* A parent tells about a child of Vlinders. */
static const struct {
    const char *child, *parent;
    const char *tongues, *food, *celebrations, *customs;
    const char *language;
    const char *tap;    /* an answer of one tap, beside the words */
    const char *tongue; /* of an interpreter; NULL: none is asked */
    enum contact_intensity intensity;
} told[] = {
    { "Noor", "aylin", "Nederlands, Turks", "Geen varkensvlees. Gelatine liever ook niet.",
      "Suikerfeest en sinterklaas", "Schoenen uit in huis: ze doet ze graag zelf uit.", "nl", "tongues.several", NULL,
      CONTACT_BASIS },
    { "Yusuf", "fatma", "", "", "", "", "nl", "food.all", NULL, CONTACT_BASIS },
    { "Daan", "lotte", "", "", "", "", "nl", "customs.nothing", NULL, CONTACT_BASIS },
    { "Amina", "khadija", "العربية والتغرينية", "لا تأكل اللحم", "", "", "ar", "celebrations.join", "Tigrinya",
      CONTACT_MORE },
    { "Sam", "robin", "English", "", "Halloween, of course", "", "en", "tongues.other", NULL, CONTACT_LESS },
};

/* Somebody on the family map. */
static const struct {
    const char *child, *parent, *name, *relation, *words, *language;
} others[] = {
    { "Noor", "aylin", "Nermin", "oma", "Past op woensdag op. Noor noemt haar anneanne.", "nl" },
    { "Noor", "aylin", "Ilyas", "broertje", "Net geboren. Noor geeft hem graag zijn speen.", "nl" },
};

/* What the manager wrote; a topic of feature/practical in one language. */
static const struct {
    const char *topic, *language, *words;
} items[] = {
    { "opening", "nl", "Wij zijn open van 7.30 tot 18.30 uur. Ben je later? Bel even, dan wachten we samen." },
    { "opening", "ar", "نفتح من 7:30 إلى 18:30. هل ستتأخرون؟ اتصلوا بنا وسننتظر معًا." },
    { "sick", "nl",
      "Heeft je kind koorts boven de 38,5 graden, of kan het niet meedoen? Dan bellen we je, en zoeken we samen een "
      "oplossing." },
    { "sleep", "nl", "Elk kind heeft een eigen bed. Neem een slaapzak en de knuffel van thuis mee." },
    { "clothes", "nl",
      "Neem laarzen, een regenpak en schone kleren mee. Zet de naam erin: wij gaan elke dag naar buiten." },
};

/* One act, on its way into the database. */
struct making {
    const struct demo_state *state;
    struct date today;
    size_t index;
};

static struct child_id child_called(const struct demo_state *state, const char *name)
{
    const struct demo_children *children = demo_children_of(DEMO_VLINDERS);
    for (size_t i = 0; i < children->count; i++)
        if (strcmp(children->items[i].given, name) == 0)
            return state->children[DEMO_VLINDERS][i];
    return (struct child_id){ 0 };
}

static int tell(struct change *change, void *argument)
{
    const struct making *making = argument;
    const size_t i = making->index;
    struct tap tap;
    change->actor = demo_person(making->state, told[i].parent);
    if (!tap_read(text_from(told[i].tap), &tap))
        return STATUS_INVALID;
    int status = intake_background_write(
        change, &(struct intake_background){ .child = child_called(making->state, told[i].child),
                                             .person = change->actor,
                                             .tongues = text_from(told[i].tongues),
                                             .food = text_from(told[i].food),
                                             .celebrations = text_from(told[i].celebrations),
                                             .customs = text_from(told[i].customs),
                                             .tap = tap,
                                             .language = text_from(told[i].language),
                                             .today = making->today });
    if (status != STATUS_OK)
        return status;
    return intake_wish_write(change, &(struct intake_wish){ .person = change->actor,
                                                            .pages = text_from(told[i].language),
                                                            .interpreter = told[i].tongue != NULL,
                                                            .tongue = text_from(told[i].tongue ? told[i].tongue : ""),
                                                            .intensity = told[i].intensity,
                                                            .today = making->today });
}

static int add_other(struct change *change, void *argument)
{
    const struct making *making = argument;
    const size_t i = making->index;
    change->actor = demo_person(making->state, others[i].parent);
    return intake_other_add(change, &(struct intake_other){ .child = child_called(making->state, others[i].child),
                                                            .name = text_from(others[i].name),
                                                            .relation = text_from(others[i].relation),
                                                            .words = text_from(others[i].words),
                                                            .language = text_from(others[i].language),
                                                            .today = making->today });
}

/* All items in one change: the second language of a topic follows the first. */
static int write_items(struct change *change, void *argument)
{
    const struct making *making = argument;
    struct installation_place_row place;
    struct notice_id last = { 0 };
    int status = installation_place(change->db, change->arena,
                                    (struct installation_place_in){ .organisation = change->organisation,
                                                                    .group = making->state->groups[DEMO_VLINDERS] },
                                    &place);
    change->actor = demo_person(making->state, "wilma");
    for (size_t i = 0; status == STATUS_OK && i < sizeof items / sizeof *items; i++) {
        bool same = i > 0 && strcmp(items[i - 1].topic, items[i].topic) == 0;
        struct practical_write write = { .location = place.location,
                                         .item = same ? last : (struct notice_id){ 0 },
                                         .topic = text_from(items[i].topic),
                                         .language = text_from(items[i].language),
                                         .title = TEXT(""),
                                         .words = text_from(items[i].words),
                                         .today = making->today };
        status = practical_write(change, &write);
        last = write.written;
    }
    if (status != STATUS_OK)
        return status;
    change->actor = demo_person(making->state, "aylin");
    return practical_mark(
        change,
        &(struct practical_mark){ .child = child_called(making->state, "Noor"), .item = last, .today = making->today });
}

int demo_intake_make(struct writer *writer, struct date today, const struct demo_state *state, struct error *error)
{
    struct arena *arena = arena_new();
    struct making making = { .state = state, .today = today };
    int status = workplace_change(writer, arena, state->organisation, write_items, &making, error);
    for (making.index = 0; status == STATUS_OK && making.index < sizeof told / sizeof *told; making.index++)
        status = workplace_change(writer, arena, state->organisation, tell, &making, error);
    for (making.index = 0; status == STATUS_OK && making.index < sizeof others / sizeof *others; making.index++)
        status = workplace_change(writer, arena, state->organisation, add_other, &making, error);
    arena_free(arena);
    return status;
}
