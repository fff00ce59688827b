/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Routes of medicine. One address for both sides.
 */
#include "access/page.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/medicine/medicine.html.h"
#include "feature/medicine/own.h"
#include "http/request.h"

enum child_field { CHILD_CHILD };
enum sign_field {
    SIGN_CHILD,
    SIGN_REPLACES,
    SIGN_NAME,
    SIGN_DOSE,
    SIGN_UNIT,
    SIGN_WAY,
    SIGN_TIME,
    SIGN_NEEDED,
    SIGN_MOST,
    SIGN_FROM,
    SIGN_UNTIL,
    SIGN_KEPT,
    SIGN_EXPIRES,
    SIGN_PRESCRIBED
};
enum touch_field { TOUCH_CHILD, TOUCH_MEDICINE, TOUCH_PACKAGE, TOUCH_LEAFLET };
enum tell_field { TELL_CHILD, TELL_MEDICINE, TELL_TOLD };
enum give_field { GIVE_CHILD, GIVE_MEDICINE, GIVE_OUTCOME, GIVE_TIME, GIVE_NOTE, GIVE_SEEN, GIVE_SURE };
enum dose_field { DOSE_CHILD, DOSE_DOSE, DOSE_WHY };

struct address url_medicine(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/medicine", address_value(child));
}

struct address url_medicine_withdraw(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/medicine/withdraw", address_value(child));
}

struct address url_medicine_receive(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/medicine/receive", address_value(child));
}

struct address url_medicine_tell(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/medicine/tell", address_value(child));
}

struct address url_medicine_give(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/medicine/give", address_value(child));
}

struct address url_medicine_watch(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/medicine/watch", address_value(child));
}

struct address url_medicine_undo(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/medicine/undo", address_value(child));
}

/* --- showing --- */

/* `typed` may be NULL. */
static struct outcome show(struct request *request, int http_status, const struct medicine_typed *typed)
{
    struct medicine_view *view = ARENA_NEW(request->arena, struct medicine_view);
    int status = medicine_read(request, typed, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    struct word_value values[] = { word_value("name", view->name) };
    return page_show(
        request, &(struct page){ .status = http_status,
                                 .title = word_format(request->arena, request->words, WORD_MEDICINE_TITLE, values, 1),
                                 .kind = "family",
                                 .side = view->is_home ? PAGE_HOME : PAGE_CENTRE,
                                 .content = medicine_view_part(view) });
}

static struct outcome page_get(struct request *request)
{
    return show(request, 200, NULL);
}

static struct outcome written(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    if (status == STATUS_INVALID && error && error->word != 0)
        return show(request, 422, &(struct medicine_typed){ .problem = (enum word)error->word });
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return respond_redirect(request, url_medicine(request->arena, request->viewer->child).text);
}

static struct text text_of(struct request *request, size_t field)
{
    struct text text = request_text(request, field);
    return text_is_null(text) ? TEXT("") : text;
}

/* --- signing --- */

static void keep_units(struct request *request, struct medicine_form_view *form)
{
    for (int unit = 0; unit < MEDICINE_UNIT__MAX; unit++)
        *vector_add(request->arena, &form->units) = (struct medicine_choice_view){
            medicine_unit_names[unit],
            medicine_amount(request->arena, request->words, TEXT(""), text_from(medicine_unit_names[unit])),
            request_given(request, SIGN_UNIT) && unit == request_integer(request, SIGN_UNIT)
        };
}

/* The form as it was filled in. */
static struct outcome sign_again(struct request *request, enum word problem)
{
    struct medicine_typed *typed = ARENA_NEW(request->arena, struct medicine_typed);
    struct field_values times = request_many(request, SIGN_TIME);
    typed->problem = problem;
    typed->signing = true;
    typed->replaces.value = request_id(request, SIGN_REPLACES);
    typed->form = (struct medicine_form_view){ .name = text_of(request, SIGN_NAME),
                                               .dose = text_of(request, SIGN_DOSE),
                                               .way = text_of(request, SIGN_WAY),
                                               .needed = text_of(request, SIGN_NEEDED),
                                               .kept = text_of(request, SIGN_KEPT),
                                               .from = request_typed(request, SIGN_FROM),
                                               .until = request_typed(request, SIGN_UNTIL),
                                               .expires = request_typed(request, SIGN_EXPIRES),
                                               .most = request_typed(request, SIGN_MOST),
                                               .prescribed = request_boolean(request, SIGN_PRESCRIBED) };
    keep_units(request, &typed->form);
    for (size_t i = 0; i < times.count; i++)
        *vector_add(request->arena, &typed->form.times) = (struct medicine_time_view){ times.items[i].text };
    return show(request, 422, typed);
}

static struct outcome signed_one(struct request *request, void *argument, int status, const struct error *error)
{
    if (status == STATUS_INVALID && error && error->word != 0)
        return sign_again(request, (enum word)error->word);
    return written(request, argument, status, error);
}

/* The day after the last one; `otherwise` when none was given. */
static struct date day_after(struct date last, struct date otherwise)
{
    return date_is_none(last) ? otherwise : date_add(last, 1);
}

/* A time that is typed twice is one: two would allow a second dose. */
static bool has_minute(const struct medicine_signing *signing, int64_t minute)
{
    for (size_t i = 0; i < signing->minute_count; i++)
        if (signing->minutes[i] == minute)
            return true;
    return false;
}

static struct outcome sign_post(struct request *request)
{
    struct medicine_signing *signing = ARENA_NEW(request->arena, struct medicine_signing);
    struct field_values times = request_many(request, SIGN_TIME);
    struct date today = request->viewer->today;
    struct date from = request_date(request, SIGN_FROM);
    *signing = (struct medicine_signing){ .child = request->viewer->child,
                                          .replaces = { request_id(request, SIGN_REPLACES) },
                                          .name = text_of(request, SIGN_NAME),
                                          .dose = text_of(request, SIGN_DOSE),
                                          .unit = (enum medicine_unit)request_integer(request, SIGN_UNIT),
                                          .way = text_of(request, SIGN_WAY),
                                          .needed = text_of(request, SIGN_NEEDED),
                                          .most = request_integer(request, SIGN_MOST),
                                          .from = date_is_none(from) ? today : from,
                                          .kept = text_of(request, SIGN_KEPT),
                                          .prescribed = request_boolean(request, SIGN_PRESCRIBED),
                                          .today = today };
    signing->until = day_after(request_date(request, SIGN_UNTIL), date_add(signing->from, 1)); /* that day alone */
    signing->expires = day_after(request_date(request, SIGN_EXPIRES), DATE_FOREVER);
    for (size_t i = 0; i < times.count && signing->minute_count < MEDICINE_TIMES_MAXIMUM; i++)
        if (!has_minute(signing, times.items[i].integer))
            signing->minutes[signing->minute_count++] = times.items[i].integer;
    return respond_change(request, medicine_sign, signing, signed_one);
}

/* --- taking in, ending --- */

static struct medicine_touch *touch_of(struct request *request)
{
    struct medicine_touch *touch = ARENA_NEW(request->arena, struct medicine_touch);
    *touch = (struct medicine_touch){ .child = request->viewer->child,
                                      .medicine = { request_id(request, TOUCH_MEDICINE) },
                                      .today = request->viewer->today };
    return touch;
}

static struct outcome receive_post(struct request *request)
{
    struct medicine_touch *touch = touch_of(request);
    touch->package = request_boolean(request, TOUCH_PACKAGE);
    touch->leaflet = request_boolean(request, TOUCH_LEAFLET);
    return respond_change(request, medicine_receive, touch, written);
}

static struct outcome withdraw_post(struct request *request)
{
    return respond_change(request, medicine_withdraw, touch_of(request), written);
}

static struct outcome tell_post(struct request *request)
{
    struct medicine_touch *touch = touch_of(request);
    touch->told = request_boolean(request, TELL_TOLD);
    return respond_change(request, medicine_tell, touch, written);
}

/* --- doses --- */

static struct outcome given(struct request *request, void *argument, int status, const struct error *error)
{
    const struct medicine_giving *giving = argument;
    struct medicine_typed typed = { .warning = giving, .time = request_typed(request, GIVE_TIME) };
    if (status == STATUS_CONFLICT && giving->before.value != 0)
        return show(request, 409, &typed);
    if (status == STATUS_CONFLICT && error)
        return show(request, 409, &(struct medicine_typed){ .problem = (enum word)error->word });
    return written(request, argument, status, error);
}

static struct outcome give_post(struct request *request)
{
    struct medicine_giving *giving = ARENA_NEW(request->arena, struct medicine_giving);
    struct date today = request->viewer->today;
    *giving = (struct medicine_giving){ .arena = request->arena,
                                        .words = request->words,
                                        .child = request->viewer->child,
                                        .medicine = { request_id(request, GIVE_MEDICINE) },
                                        .outcome = (enum medicine_outcome)request_integer(request, GIVE_OUTCOME),
                                        .note = text_of(request, GIVE_NOTE),
                                        .at = request->now_at,
                                        .seen = { request_id(request, GIVE_SEEN) },
                                        .sure = { request_id(request, GIVE_SURE) },
                                        .today = today };
    if (request_given(request, GIVE_TIME))
        giving->at = zone_instant(request->viewer->zone, today, (int32_t)request_integer(request, GIVE_TIME));
    return respond_change(request, medicine_give, giving, given);
}

static struct medicine_dose_touch *dose_of(struct request *request)
{
    struct medicine_dose_touch *touch = ARENA_NEW(request->arena, struct medicine_dose_touch);
    *touch = (struct medicine_dose_touch){ .child = request->viewer->child,
                                           .dose = { request_id(request, DOSE_DOSE) },
                                           .today = request->viewer->today };
    return touch;
}

static struct outcome watch_post(struct request *request)
{
    return respond_change(request, medicine_watch, dose_of(request), written);
}

static struct outcome undo_post(struct request *request)
{
    struct medicine_dose_touch *touch = dose_of(request);
    touch->why = text_of(request, DOSE_WHY);
    return respond_change(request, medicine_undo, touch, written);
}

/* --- routes --- */

#define CHILD_ID                                            \
    {                                                       \
        .name = "child", .type = FIELD_ID, .required = true \
    }
#define WORDS(field_name, word_id)                                                                      \
    {                                                                                                   \
        .name = (field_name), .type = FIELD_LINE, .maximum = MEDICINE_WORDS_MAXIMUM, .label = (word_id) \
    }

static const struct field child_fields[] = { [CHILD_CHILD] = CHILD_ID };

static const struct field sign_fields[] = {
    [SIGN_CHILD] = CHILD_ID,
    [SIGN_REPLACES] = { .name = "replaces", .type = FIELD_ID, .label = WORD_MEDICINE_PAGE },
    [SIGN_NAME] = { .name = "name", .type = FIELD_LINE, .maximum = MEDICINE_NAME_MAXIMUM, .label = WORD_MEDICINE_NAME },
    [SIGN_DOSE] = { .name = "dose", .type = FIELD_LINE, .maximum = MEDICINE_DOSE_MAXIMUM, .label = WORD_MEDICINE_DOSE },
    [SIGN_UNIT] = { .name = "unit", .type = FIELD_CHOICE, .choices = medicine_unit_names, .label = WORD_MEDICINE_UNIT },
    [SIGN_WAY] = WORDS("way", WORD_MEDICINE_WAY),
    [SIGN_TIME] = { .name = "time",
                    .type = FIELD_TIME,
                    .many = true,
                    .many_maximum = MEDICINE_TIMES_MAXIMUM,
                    .label = WORD_MEDICINE_TIMES },
    [SIGN_NEEDED] = WORDS("needed", WORD_MEDICINE_NEEDED),
    [SIGN_MOST] = { .name = "most",
                    .type = FIELD_INTEGER,
                    .minimum = 1,
                    .maximum = MEDICINE_MOST_MAXIMUM,
                    .label = WORD_MEDICINE_MOST },
    [SIGN_FROM] = { .name = "from", .type = FIELD_DATE, .label = WORD_MEDICINE_FROM },
    [SIGN_UNTIL] = { .name = "until", .type = FIELD_DATE, .label = WORD_MEDICINE_UNTIL },
    [SIGN_KEPT] = WORDS("kept", WORD_MEDICINE_KEPT),
    [SIGN_EXPIRES] = { .name = "expires", .type = FIELD_DATE, .label = WORD_MEDICINE_EXPIRES },
    [SIGN_PRESCRIBED] = { .name = "prescribed", .type = FIELD_BOOLEAN, .label = WORD_MEDICINE_PRESCRIBED },
};

static const struct field receive_fields[] = {
    [TOUCH_CHILD] = CHILD_ID,
    [TOUCH_MEDICINE] = { .name = "medicine", .type = FIELD_ID, .required = true, .label = WORD_MEDICINE_PAGE },
    [TOUCH_PACKAGE] = { .name = "package", .type = FIELD_BOOLEAN, .label = WORD_MEDICINE_PACKAGE },
    [TOUCH_LEAFLET] = { .name = "leaflet", .type = FIELD_BOOLEAN, .label = WORD_MEDICINE_LEAFLET },
};

static const struct field tell_fields[] = {
    [TELL_CHILD] = CHILD_ID,
    [TELL_MEDICINE] = { .name = "medicine", .type = FIELD_ID, .required = true, .label = WORD_MEDICINE_PAGE },
    [TELL_TOLD] = { .name = "told", .type = FIELD_BOOLEAN, .label = WORD_MEDICINE_TELL_QUESTION },
};

static const struct field touch_fields[] = {
    [TOUCH_CHILD] = CHILD_ID,
    [TOUCH_MEDICINE] = { .name = "medicine", .type = FIELD_ID, .required = true, .label = WORD_MEDICINE_PAGE },
};

static const struct field give_fields[] = {
    [GIVE_CHILD] = CHILD_ID,
    [GIVE_MEDICINE] = { .name = "medicine", .type = FIELD_ID, .required = true, .label = WORD_MEDICINE_PAGE },
    [GIVE_OUTCOME] = { .name = "outcome",
                       .type = FIELD_CHOICE,
                       .required = true,
                       .choices = medicine_outcome_names,
                       .label = WORD_MEDICINE_OUTCOME },
    [GIVE_TIME] = { .name = "time", .type = FIELD_TIME, .label = WORD_MEDICINE_TIME },
    [GIVE_NOTE] = WORDS("note", WORD_MEDICINE_NOTE),
    [GIVE_SEEN] = { .name = "seen", .type = FIELD_ID, .label = WORD_MEDICINE_PAGE },
    [GIVE_SURE] = { .name = "sure", .type = FIELD_ID, .label = WORD_MEDICINE_PAGE },
};

static const struct field watch_fields[] = {
    [DOSE_CHILD] = CHILD_ID,
    [DOSE_DOSE] = { .name = "given", .type = FIELD_ID, .required = true, .label = WORD_MEDICINE_PAGE },
};

static const struct field undo_fields[] = {
    [DOSE_CHILD] = CHILD_ID,
    [DOSE_DOSE] = { .name = "given", .type = FIELD_ID, .required = true, .label = WORD_MEDICINE_PAGE },
    [DOSE_WHY] = WORDS("why", WORD_MEDICINE_WHY),
};

static const struct route medicine_route_table[] = {
    ROUTE(GET, "/child/{child}/medicine", RULE_CHILD(MEDICINE_READERS, CHILD_CHILD), page_get,
          .fields = FIELDS(child_fields), .title = WORD_MEDICINE_PAGE, .tablet = TABLET_PIN,
          .help = "Medicine of a child: what is signed, what is in force, what was given"),
    ROUTE(POST, "/child/{child}/medicine", RULE_CHILD(SCOPE_WRITE_HOME, SIGN_CHILD), sign_post,
          .fields = FIELDS(sign_fields), .confirm = true, .keep_when_signed_out = true,
          .help = "A guardian with authority signs for a medicine, or for another version of it"),
    ROUTE(POST, "/child/{child}/medicine/withdraw", RULE_CHILD(SCOPE_WRITE_HOME | SCOPE_WRITE_CENTRE, TOUCH_CHILD),
          withdraw_post, .fields = FIELDS(touch_fields), .tablet = TABLET_PIN,
          .help = "Nothing of it is given any more"),
    ROUTE(POST, "/child/{child}/medicine/receive", RULE_CHILD(SCOPE_WRITE_CENTRE, TOUCH_CHILD), receive_post,
          .fields = FIELDS(receive_fields), .tablet = TABLET_PIN,
          .help = "The group takes a medicine in, in its package"),
    ROUTE(POST, "/child/{child}/medicine/tell", RULE_CHILD(MEDICINE_DECIDERS, TELL_CHILD), tell_post,
          .fields = FIELDS(tell_fields), .confirm = true,
          .help = "Whether the other home knows of the doses of a protected guardian's medicine"),
    ROUTE(POST, "/child/{child}/medicine/give", RULE_CHILD(SCOPE_WRITE_CENTRE, GIVE_CHILD), give_post,
          .fields = FIELDS(give_fields), .confirm = true, .keep_when_signed_out = true, .tablet = TABLET_PIN,
          .help = "A dose was given, or was not and why"),
    ROUTE(POST, "/child/{child}/medicine/watch", RULE_CHILD(SCOPE_WRITE_CENTRE, DOSE_CHILD), watch_post,
          .fields = FIELDS(watch_fields), .tablet = TABLET_PIN, .help = "A colleague looked on"),
    ROUTE(POST, "/child/{child}/medicine/undo", RULE_CHILD(SCOPE_WRITE_CENTRE, DOSE_CHILD), undo_post,
          .fields = FIELDS(undo_fields), .keep_when_signed_out = true, .tablet = TABLET_PIN,
          .help = "A dose was written down by mistake: struck out, and it stays to be read"),
};

const struct routes medicine_routes = ROUTES(medicine_route_table);
