/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/demo/care.h"

#include "access/rule.h"
#include "access/scope.h"
#include "base/random.h"
#include "command/workplace.h"
#include "db/change.h"
#include "feature/absence/absence.h"
#include "feature/accident/accident.h"
#include "feature/call/call.h"
#include "feature/medicine/medicine.h"
#include "feature/sheet/sheet.h"
#include "feature/wish/wish.h"

enum { MEDICINE_DAYS = 10, NOON_MINUTE = 12 * 60, AGO_MS = 20 * MINUTE_MS };

/* All of it, on its way into the database. */
struct making {
    const struct demo_state *state;
    struct date today;
};

static struct child_id child_of(const struct demo_state *state, enum demo_group group, const char *name)
{
    const struct demo_children *children = demo_children_of(group);
    for (size_t i = 0; i < children->count; i++)
        if (strcmp(children->items[i].given, name) == 0)
            return state->children[group][i];
    return (struct child_id){ 0 };
}

static struct child_id child_called(const struct demo_state *state, const char *name)
{
    return child_of(state, DEMO_VLINDERS, name);
}

static int add_medicine(struct change *change, const struct making *making, struct medicine_id *ret_medicine)
{
    struct child_id child = child_called(making->state, "Amina");
    struct medicine_signing signing = { .child = child,
                                        .name = TEXT("Amoxicilline"),
                                        .dose = TEXT("5"),
                                        .unit = MEDICINE_ML,
                                        .way = TEXT("na het eten, met het spuitje"),
                                        .needed = TEXT(""),
                                        .minutes = { NOON_MINUTE },
                                        .minute_count = 1,
                                        .from = making->today,
                                        .until = date_add(making->today, MEDICINE_DAYS),
                                        .kept = TEXT("koelkast"),
                                        .expires = DATE_FOREVER,
                                        .prescribed = true,
                                        .today = making->today };
    change->actor = demo_person(making->state, "khadija");
    int status = medicine_sign(change, &signing);
    *ret_medicine = signing.medicine;
    return status;
}

static int take_in(struct change *change, const struct making *making, struct medicine_id medicine)
{
    struct medicine_touch touch = { .child = child_called(making->state, "Amina"),
                                    .medicine = medicine,
                                    .package = true,
                                    .leaflet = true,
                                    .today = making->today };
    change->actor = demo_person(making->state, "hanna");
    return medicine_receive(change, &touch);
}

static int add_accident(struct change *change, const struct making *making)
{
    struct accident_write write = {
        .child = child_called(making->state, "Noor"),
        .words = { .place = TEXT("buiten, bij de glijbaan"),
                   .what = TEXT("Uitgegleden op de natte tegels en op haar knie gevallen. Ze huilde even."),
                   .body = TEXT("linkerknie, een schaafwond"),
                   .done = TEXT("Schoongemaakt met water, pleister met beertjes, op schoot bij Tom."),
                   .witness = TEXT("een collega van de groep") },
        .day = making->today,
        .at = change->now_at - AGO_MS,
        .today = making->today
    };
    change->actor = demo_person(making->state, "tom");
    return accident_write(change, &write);
}

static int fill_sheet(struct change *change, const struct making *making)
{
    struct sheet_write write = { .child = child_called(making->state, "Noor"),
                                 .words = { [SHEET_ALLERGIES] = SHEET_NONE,
                                            [SHEET_DIET] = TEXT("geen varkensvlees"),
                                            [SHEET_HEALTH] = TEXT(""),
                                            [SHEET_DOCTOR] = TEXT("Huisartsenpraktijk De Linde"),
                                            [SHEET_DOCTOR_PHONE] = TEXT("020 555 01 40") },
                                 .today = making->today };
    change->actor = demo_person(making->state, "hanna");
    return sheet_write(change, &write);
}

/* Finn stays at home today and tomorrow. */
static int report_absence(struct change *change, const struct making *making)
{
    struct child_id child = child_called(making->state, "Finn");
    struct absence_report report = { .children = &child,
                                     .child_count = 1,
                                     .from = making->today,
                                     .until = date_add(making->today, 2),
                                     .kind = ABSENCE_ILL,
                                     .words = TEXT("flink verkouden"),
                                     .language = TEXT("nl"),
                                     .today = making->today };
    change->actor = demo_person(making->state, "sanne");
    return absence_report(change, &report);
}

/* Noor's mother asks something for today, and Tom answers with a solution. */
static int add_wish(struct change *change, const struct making *making)
{
    static const char client[] = "demo wish, answer";
    static const char hash[] = "the demo sends this one time only";
    struct wish_new new = { .sent = { .client = { client, CLIENT_WRITE_BYTES }, .body_hash = { hash, SHA256_SIZE } },
                            .child = child_called(making->state, "Noor"),
                            .day = making->today,
                            .words = TEXT("Mag ze na het slapen nog even met haar boekje in bed blijven?"),
                            .language = TEXT("nl"),
                            .today = making->today };
    change->actor = demo_person(making->state, "aylin");
    int status = wish_add(change, &new);
    if (status != STATUS_OK)
        return status;
    struct wish_acting acting = { .sent = { .client = { client + 1, CLIENT_WRITE_BYTES },
                                            .body_hash = new.sent.body_hash },
                                  .child = new.child,
                                  .wish = new.wish,
                                  .step = WISH_OUR_WAY,
                                  .words = TEXT("In de leeshoek, met haar kussen. Dan kunnen de anderen doorslapen."),
                                  .language = TEXT("nl"),
                                  .seen = -1,
                                  .today = making->today };
    change->actor = demo_person(making->state, "tom");
    return wish_act(change, &acting);
}

/* Noor's mother wants to be called when something is the matter; Amina's asks for a talk, which waits. */
static int add_calls(struct change *change, const struct making *making)
{
    static const char client[] = "demo talk, client";
    static const char hash[] = "the demo sends this one time only";
    struct call_wish wish = { .child = child_called(making->state, "Noor"),
                              .kinds = 1 | 2 | 1 << (CALL_SLEEPING - 1),
                              .words = TEXT("Bel gerust, ook als je twijfelt."),
                              .language = TEXT("nl"),
                              .phone = TEXT("06 1234 5678"),
                              .from_minute = 0,
                              .until_minute = 17 * 60,
                              .today = making->today };
    change->actor = demo_person(making->state, "aylin");
    int status = call_wish_set(change, &wish);
    struct call_asking asking = { .sent = { .client = { client, CLIENT_WRITE_BYTES },
                                            .body_hash = { hash, SHA256_SIZE } },
                                  .child = child_called(making->state, "Amina"),
                                  .detail = true,
                                  .topic = CALL_SLEEPING,
                                  .words = TEXT("Thuis slaapt ze bijna niet meer overdag."),
                                  .language = TEXT("nl"),
                                  .way = CALL_BY_PHONE,
                                  .until = date_add(making->today, 1),
                                  .until_minute = DAY_MINUTES,
                                  .until_at = change->now_at + 2 * DAY_MS,
                                  .sensitive = true,
                                  .today = making->today };
    change->actor = demo_person(making->state, "khadija");
    return status == STATUS_OK ? call_ask(change, &asking) : status;
}

/* Tom writes what Noor did, and asks how that is at home: the page of her parents has a question to answer or to leave. */
static int ask_home(struct change *change, const struct making *making)
{
    static const char client[] = "demo line and what is asked";
    static const char hash[] = "the demo sends this one time only";
    struct child_id child = child_called(making->state, "Noor");
    int64_t measure;
    struct handover_write line = { .arena = change->arena,
                                   .sent = { .client = { client, CLIENT_WRITE_BYTES },
                                             .body_hash = { hash, SHA256_SIZE } },
                                   .side = SIDE_CENTRE,
                                   .day = making->today,
                                   .today = making->today,
                                   .at = change->now_at,
                                   .children = &child,
                                   .child_count = 1,
                                   .codes = { code_parse(TEXT("play.music"), &measure) },
                                   .code_count = 1,
                                   .note = TEXT("Ze zong het hele regenlied, met alle gebaren."),
                                   .language = TEXT("nl") };
    change->actor = demo_person(making->state, "tom");
    int status = handover_write(change, &line);
    if (status != STATUS_OK)
        return status;
    struct handover_write question = line;
    question.sent.client = (struct text){ client + 1, CLIENT_WRITE_BYTES };
    question.codes[0] = code_parse(TEXT("question.again"), &measure);
    question.note = TEXT("");
    question.answers = line.moment;
    return handover_write(change, &question);
}

/* Mees of the bso told on the tablet how his day was. */
static int tell_self(struct change *change, const struct making *making)
{
    struct child_id child = child_of(making->state, DEMO_AVONTURIERS, "Mees");
    struct handover_line_new line = { .child = child,
                                      .day = making->today,
                                      .today = making->today,
                                      .at = change->now_at,
                                      .kind = KIND_SELF,
                                      .value = "happy",
                                      .note = TEXT("Morgen gaan we de hut afmaken!"),
                                      .language = TEXT("nl") };
    struct moment_id moment;
    change->actor = demo_person(making->state, "anouk");
    int status = access_audience(change->db, change->organisation, child, change->actor, AUDIENCE_ALL, &line.audience);
    return status == STATUS_OK ? handover_line_add(change, &line, &moment) : status;
}

static int make(struct change *change, void *argument)
{
    const struct making *making = argument;
    struct medicine_id medicine = { 0 };
    int status = add_medicine(change, making, &medicine);
    if (status == STATUS_OK)
        status = take_in(change, making, medicine);
    if (status == STATUS_OK)
        status = add_accident(change, making);
    if (status == STATUS_OK)
        status = report_absence(change, making);
    if (status == STATUS_OK)
        status = add_wish(change, making);
    if (status == STATUS_OK)
        status = add_calls(change, making);
    if (status == STATUS_OK)
        status = ask_home(change, making);
    if (status == STATUS_OK)
        status = tell_self(change, making);
    return status == STATUS_OK ? fill_sheet(change, making) : status;
}

int demo_care_make(struct writer *writer, struct date today, const struct demo_state *state, struct error *error)
{
    struct arena *arena = arena_new();
    struct making making = { .state = state, .today = today };
    int status = workplace_change(writer, arena, state->organisation, make, &making, error);
    arena_free(arena);
    return status;
}
