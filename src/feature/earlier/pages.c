/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The page on which an earlier notebook is read, month by month, and what its owner does with it.
 */
#include "access/access.h"
#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/earlier/earlier.h"
#include "feature/earlier/earlier.html.h"
#include "feature/earlier/earlier.sql.h"
#include "feature/earlier/views.h"
#include "feature/handover/handover.h"
#include "http/request.h"

struct address url_earlier(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/earlier", address_value(child));
}

struct address url_earlier_answer(struct arena *arena, struct child_id child, struct earlier_id earlier)
{
    return ADDRESS(arena, "/child/{child}/earlier/{earlier}/answer", address_value(child), address_value(earlier));
}

struct address url_earlier_remove(struct arena *arena, struct child_id child, struct earlier_id earlier)
{
    return ADDRESS(arena, "/child/{child}/earlier/{earlier}/remove", address_value(child), address_value(earlier));
}

struct address url_earlier_photo(struct arena *arena, struct child_id child, struct earlier_id earlier,
                                 struct file_id file)
{
    return ADDRESS(arena, "/child/{child}/earlier/{earlier}/photo/{file}", address_value(child), address_value(earlier),
                   address_value(file));
}

enum page_field { PAGE_CHILD, PAGE_FILE, PAGE_MONTH, PAGE_SAVED, PAGE_FIELD__MAX };
static const struct field page_fields[] = {
    [PAGE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [PAGE_FILE] = { .name = "earlier", .type = FIELD_ID },
    [PAGE_MONTH] = { .name = "month", .type = FIELD_DATE },
    [PAGE_SAVED] = { .name = "saved", .type = FIELD_BOOLEAN },
};

static const char *const answer_names[] = { "no", "yes", NULL };
enum touch_field { TOUCH_CHILD, TOUCH_EARLIER, TOUCH_ANSWER, TOUCH_FIELD__MAX };
static const struct field answer_fields[] = {
    [TOUCH_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [TOUCH_EARLIER] = { .name = "earlier", .type = FIELD_ID, .required = true },
    [TOUCH_ANSWER] = { .name = "answer", .type = FIELD_CHOICE, .required = true, .choices = answer_names },
};
static const struct field remove_fields[] = {
    [TOUCH_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [TOUCH_EARLIER] = { .name = "earlier", .type = FIELD_ID, .required = true },
};

/* --- reading --- */

/* The page while it is read: of which file and month the days are shown. */
struct reading {
    struct request *request;
    struct earlier_view *view;
    struct earlier_files_rows files;
    struct earlier_id file;            /* 0: none yet */
    struct date month;                 /* its first day */
    struct earlier_photos_rows photos; /* of that month, by line */
};

static struct date first_of(struct date day)
{
    return date_add(day, 1 - date_to_civil(day).day);
}

/* Of the file that was asked for, or of the first one: the month that was asked for, or the last one. */
static void choose(struct reading *reading, struct earlier_id file, const struct earlier_days_rows *days)
{
    int64_t asked = request_id(reading->request, PAGE_FILE);
    if (days->count == 0 || (asked != 0 && asked != file.value) || (asked == 0 && reading->file.value != 0))
        return;
    struct date wanted = request_date(reading->request, PAGE_MONTH);
    reading->file = file;
    reading->month = first_of(days->items[days->count - 1].day);
    for (size_t i = 0; i < days->count; i++)
        if (!date_is_none(wanted) && date_equal(first_of(days->items[i].day), first_of(wanted)))
            reading->month = first_of(wanted);
}

static struct address month_address(const struct reading *reading, struct earlier_id file, struct date month)
{
    return ADDRESS(reading->request->arena, "/child/{child}/earlier?earlier={earlier}&month={month}",
                   address_value(reading->request->viewer->child), address_value(file),
                   address_value(date_iso(reading->request->arena, month)));
}

static int add_months(struct reading *reading, const struct earlier_files_row *row, struct earlier_item_view *item)
{
    struct request *request = reading->request;
    struct earlier_days_rows days;
    int status =
        earlier_days(request->db, request->arena, (struct earlier_days_in){ request->organisation, row->id }, &days);
    if (status != STATUS_OK)
        return status;
    choose(reading, row->id, &days);
    for (size_t i = 0; i < days.count; i++) {
        struct date month = first_of(days.items[i].day);
        if (i > 0 && date_equal(month, first_of(days.items[i - 1].day)))
            continue;
        *vector_add(request->arena, &item->months) = (struct earlier_month_view){
            .page = month_address(reading, row->id, month),
            .text = page_day_text(request, month, DAY_MONTH),
            .here = reading->file.value == row->id.value && date_equal(reading->month, month),
        };
    }
    return STATUS_OK;
}

static int add_item(struct reading *reading, const struct earlier_files_row *row)
{
    struct request *request = reading->request;
    struct child_id child = request->viewer->child;
    struct word_value values[] = {
        word_value("name", row->given_name),
        word_value("day", page_day_text(request, zone_date(request->viewer->zone, row->brought_at), DAY_FULL)),
    };
    struct earlier_item_view item = {
        .earlier = row->id,
        .centre = row->centre_name,
        .brought = word_format(request->arena, request->words, WORD_EARLIER_BROUGHT, values, 2),
        .own = row->own,
        .shared = row->shared,
        .answer = url_earlier_answer(request->arena, child, row->id),
        .remove = url_earlier_remove(request->arena, child, row->id),
    };
    struct earlier_photo_count_row count;
    int status = add_months(reading, row, &item);
    if (status == STATUS_OK && row->own)
        status = earlier_photo_count(request->db, request->arena,
                                     (struct earlier_photo_count_in){ request->organisation, row->id }, &count);
    item.photos = status == STATUS_OK && row->own && count.photos > 0;
    *vector_add(request->arena, &reading->view->items) = item;
    if (reading->file.value == row->id.value)
        reading->view->from = row->centre_name;
    return status;
}

/* The moment that a line belongs to: the last one, when it is of the same person and time. */
static struct earlier_moment_view *moment_of(struct reading *reading, const struct earlier_lines_row *row,
                                             struct earlier_day_view *day)
{
    struct request *request = reading->request;
    bool at_home = row->side == SIDE_HOME;
    struct zone_day zone;
    zone_day(request->viewer->zone, zone_date(request->viewer->zone, row->at), &zone);
    struct text time = handover_time(request, &zone, row->at);
    struct earlier_moment_view *last = day->moments.count > 0 ? &day->moments.items[day->moments.count - 1] : NULL;
    if (last && last->at_home == at_home && text_equal(last->who, row->author) && text_equal(last->time, time))
        return last;
    struct earlier_moment_view *moment = vector_add(request->arena, &day->moments);
    *moment = (struct earlier_moment_view){
        .side = at_home ? "home" : "centre", .at_home = at_home, .who = row->author, .called = row->called, .time = time
    };
    return moment;
}

/* Those of a line. */
static void add_pictures(struct reading *reading, int64_t line, struct earlier_moment_view *moment)
{
    struct request *request = reading->request;
    struct child_id child = request->viewer->child;
    for (size_t i = 0; i < reading->photos.count; i++) {
        const struct earlier_photos_row *row = &reading->photos.items[i];
        if (row->line == line)
            *vector_add(request->arena, &moment->pictures) = (struct earlier_picture_view){
                .large = url_earlier_photo(request->arena, child, reading->file, row->large_file),
                .small = url_earlier_photo(request->arena, child, reading->file, row->small_file),
                .width = row->small_width,
                .height = row->small_height,
            };
    }
}

static void add_line(struct reading *reading, const struct earlier_lines_row *row, struct earlier_day_view *day)
{
    struct request *request = reading->request;
    const struct code *code = code_find(row->kind, row->value);
    struct text chip = code ? code_text(request->arena, request->words, code, row->measure) : TEXT("");
    if (text_is_empty(chip) && text_is_empty(row->note))
        return; /* a value that nobody here could read */
    struct earlier_moment_view *moment = moment_of(reading, row, day);
    add_pictures(reading, row->number, moment);
    if (code && !text_is_empty(chip))
        *vector_add(request->arena, &moment->chips) = (struct earlier_chip_view){ code->pictogram, chip };
    if (!text_is_empty(row->note))
        *vector_add(request->arena, &moment->notes) = (struct earlier_note_view){ row->note, row->language };
}

static int add_days(struct reading *reading)
{
    struct request *request = reading->request;
    struct earlier_lines_rows rows;
    int status = earlier_lines(request->db, request->arena,
                               (struct earlier_lines_in){ .organisation = request->organisation,
                                                          .earlier = reading->file,
                                                          .from_day = reading->month,
                                                          .until_day = first_of(date_add(reading->month, 31)),
                                                          .most = EARLIER_SHOWN_MAXIMUM },
                               &rows);
    if (status == STATUS_OK)
        status = earlier_photos(request->db, request->arena,
                                (struct earlier_photos_in){ .organisation = request->organisation,
                                                            .child = request->viewer->child,
                                                            .person = request->person,
                                                            .today = request->viewer->today,
                                                            .homes = SCOPE_READ_HOME,
                                                            .earlier = reading->file,
                                                            .from_day = reading->month,
                                                            .until_day = first_of(date_add(reading->month, 31)),
                                                            .most = EARLIER_SHOWN_MAXIMUM },
                                &reading->photos);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < rows.count;) {
        struct date date = rows.items[i].day;
        struct earlier_day_view day = { .day = page_day_text(request, date, DAY_HEADING) };
        for (; i < rows.count && date_equal(rows.items[i].day, date); i++)
            add_line(reading, &rows.items[i], &day);
        if (day.moments.count > 0)
            *vector_add(request->arena, &reading->view->days) = day;
    }
    return STATUS_OK;
}

static int read_page(struct reading *reading)
{
    struct request *request = reading->request;
    const struct viewer *viewer = request->viewer;
    struct earlier_head_row head;
    int status = earlier_head(
        request->db, request->arena,
        (struct earlier_head_in){ request->organisation, viewer->child, request->person, viewer->today }, &head);
    if (status == STATUS_OK)
        status = earlier_files(request->db, request->arena,
                               (struct earlier_files_in){ .organisation = request->organisation,
                                                          .child = viewer->child,
                                                          .person = request->person,
                                                          .today = viewer->today,
                                                          .homes = SCOPE_READ_HOME,
                                                          .centre = EARLIER_CENTRE },
                               &reading->files);
    if (status != STATUS_OK)
        return status;
    reading->view->name = head.given_name;
    for (size_t i = 0; status == STATUS_OK && i < reading->files.count; i++)
        status = add_item(reading, &reading->files.items[i]);
    return status == STATUS_OK && reading->file.value != 0 ? add_days(reading) : status;
}

static struct outcome earlier_page(struct request *request)
{
    struct earlier_view *view = ARENA_NEW(request->arena, struct earlier_view);
    struct reading reading = { .request = request, .view = view };
    view->hub = ADDRESS(request->arena, "/child/{child}/about", address_value(request->viewer->child));
    view->is_home = (request->viewer->scope & SCOPE_SIDE_HOME) != 0;
    view->saved = request_boolean(request, PAGE_SAVED);
    int status = read_page(&reading);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return page_show(request, &(struct page){ .title = word(request->words, WORD_EARLIER_LINK),
                                              .kind = "start",
                                              .side = view->is_home ? PAGE_HOME : PAGE_CENTRE,
                                              .content = earlier_view_part(view) });
}

/* --- a photo --- */

enum photo_field { PHOTO_CHILD, PHOTO_EARLIER, PHOTO_FILE, PHOTO_FIELD__MAX };
static const struct field photo_fields[] = {
    [PHOTO_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [PHOTO_EARLIER] = { .name = "earlier", .type = FIELD_ID, .required = true },
    [PHOTO_FILE] = { .name = "file", .type = FIELD_ID, .required = true },
};

static struct outcome photo_get(struct request *request)
{
    const struct media *media = access_installation(request_access(request))->media;
    struct earlier_photo_file_row row;
    struct file_answer answer = { .file = -1 };
    int status = earlier_photo_file(request->db, request->arena,
                                    (struct earlier_photo_file_in){ .organisation = request->organisation,
                                                                    .child = request->viewer->child,
                                                                    .person = request->person,
                                                                    .today = request->viewer->today,
                                                                    .homes = SCOPE_READ_HOME,
                                                                    .earlier = { request_id(request, PHOTO_EARLIER) },
                                                                    .file = { request_id(request, PHOTO_FILE) } },
                                    &row);
    if (status == STATUS_OK)
        status = media ? media_open(&media->store, row.name, &answer.file) : STATUS_NOT_FOUND;
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    answer.size = row.length;
    answer.type = "image/jpeg";
    answer.tag = row.name;
    answer.freshness = FRESHNESS_PAGE;
    return respond_file(request, &answer);
}

/* --- by who brought it --- */

static struct outcome touched(struct request *request, void *argument, int status, const struct error *error)
{
    const struct earlier_touch *touch = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return respond_redirect(request, arena_printf(request->arena, "%.*s?saved=1",
                                                  TEXT_ARGS(url_earlier(request->arena, touch->child).text)));
}

static struct earlier_touch *new_touch(struct request *request)
{
    struct earlier_touch *touch = ARENA_NEW(request->arena, struct earlier_touch);
    *touch = (struct earlier_touch){ .child = { request_id(request, TOUCH_CHILD) },
                                     .earlier = { request_id(request, TOUCH_EARLIER) },
                                     .language = text_from(language_about(request->viewer->choice.language)->code),
                                     .today = request->viewer->today };
    return touch;
}

static struct outcome answer_post(struct request *request)
{
    struct earlier_touch *touch = new_touch(request);
    touch->yes = request_integer(request, TOUCH_ANSWER) == 1;
    return respond_change(request, earlier_answer, touch, touched);
}

static struct outcome remove_post(struct request *request)
{
    return respond_change(request, earlier_remove, new_touch(request), touched);
}

static const struct route earlier_route_table[] = {
    ROUTE(GET, "/child/{child}/earlier", RULE_CHILD(SCOPE_READ_HOME | EARLIER_CENTRE, PAGE_CHILD), earlier_page,
          .fields = FIELDS(page_fields), .title = WORD_EARLIER_LINK, .help = "The notebook of an earlier centre"),
    ROUTE(GET, "/child/{child}/earlier/{earlier}/photo/{file}", RULE_CHILD(SCOPE_READ_HOME, PHOTO_CHILD), photo_get,
          .fields = FIELDS(photo_fields), .help = "A photo of an earlier notebook, for who brought it"),
    ROUTE(POST, "/child/{child}/earlier/{earlier}/answer", RULE_CHILD(SCOPE_READ_HOME, TOUCH_CHILD), answer_post,
          .fields = FIELDS(answer_fields), .help = "The group may read an earlier notebook, or not"),
    ROUTE(POST, "/child/{child}/earlier/{earlier}/remove", RULE_CHILD(SCOPE_READ_HOME, TOUCH_CHILD), remove_post,
          .fields = FIELDS(remove_fields), .help = "Take an earlier notebook away"),
};

const struct routes earlier_routes = ROUTES(earlier_route_table);
