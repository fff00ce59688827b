/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The pages of a group's photos, and the files themselves.
 */
#include "access/access.h"
#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "feature/handover/handover.h"
#include "feature/photo/own.h"
#include "feature/photo/photos.html.h"
#include "feature/photo/share.html.h"
#include "feature/photo/show.h"
#include "http/request.h"
#include "i18n/language.h"
#include "media/media.h"

enum {
    BODY_BESIDE = 64 * 1024, /* all but the files */
    BODY_LIMIT = PHOTO_MANY_MAXIMUM * PHOTO_BYTES_MAXIMUM + BODY_BESIDE
};

struct address url_photo_file(struct arena *arena, struct file_id file)
{
    return ADDRESS(arena, "/file/{file}", address_value(file));
}

struct address url_photos(struct arena *arena, struct group_id group)
{
    return ADDRESS(arena, "/group/{group}/photos", address_value(group));
}

struct address url_photo_share(struct arena *arena, struct group_id group, struct photo_id photo)
{
    return ADDRESS(arena, "/group/{group}/photos/{photo}/share", address_value(group), address_value(photo));
}

struct address url_photo_take_back(struct arena *arena, struct group_id group, struct photo_id photo)
{
    return ADDRESS(arena, "/group/{group}/photos/{photo}/take-back", address_value(group), address_value(photo));
}

/* --- a file --- */

enum file_field { FILE_FILE, FILE_FIELD__MAX };
static const struct field file_fields[] = { [FILE_FILE] = { .name = "file", .type = FIELD_ID, .required = true } };

/* Asked again each time it is shown: where consent has ended it is gone at once, also from a browser that has it. */
static struct outcome file_get(struct request *request)
{
    const struct media *media = access_installation(request_access(request))->media;
    struct photo_file_row row;
    struct file_answer answer = { .file = -1 };
    int status = photo_file(
        request->db, request->arena,
        (struct photo_file_in){ .organisation = request->organisation, .file = { request_id(request, FILE_FILE) } },
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

/* --- the photos of today --- */

enum photos_field { PHOTOS_GROUP, PHOTOS_SENT, PHOTOS_LEFT, PHOTOS_FIELD__MAX };
static const struct field photos_fields[] = {
    [PHOTOS_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [PHOTOS_SENT] = { .name = "sent", .type = FIELD_INTEGER, .maximum = PHOTO_MANY_MAXIMUM },
    [PHOTOS_LEFT] = { .name = "left", .type = FIELD_ID, .many = true, .many_maximum = PHOTO_CHILDREN_MAXIMUM },
};

static struct outcome photos_show(struct request *request, int http_status, const struct photo_typed *typed)
{
    struct photos_view *view = ARENA_NEW(request->arena, struct photos_view);
    int status = photo_read_page(request, typed, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return page_show(request, &(struct page){ .status = http_status,
                                              .title = word(request->words, WORD_PHOTO_TITLE),
                                              .kind = "family",
                                              .side = PAGE_CENTRE,
                                              .content = photos_view_part(view) });
}

static void take_children(struct request *request, size_t field, struct photo_typed *typed)
{
    struct field_values values = request_many(request, field);
    struct child_id *children = ARENA_MANY(request->arena, struct child_id, values.count);
    size_t count = 0;
    for (size_t i = 0; i < values.count; i++) {
        bool before = false;
        for (size_t k = 0; k < count; k++)
            before = before || children[k].value == values.items[i].integer;
        if (!before)
            children[count++].value = values.items[i].integer;
    }
    typed->children = children;
    typed->child_count = count;
}

static struct outcome photos_get(struct request *request)
{
    struct photo_typed typed = { .sent = request_integer(request, PHOTOS_SENT) };
    take_children(request, PHOTOS_LEFT, &typed);
    return photos_show(request, 200, &typed);
}

/* --- sending --- */

enum send_field { SEND_GROUP, SEND_PHOTOS, SEND_CHILDREN, SEND_CAPTION, SEND_AT_ONCE, SEND_FIELD__MAX };
static const struct field send_fields[] = {
    [SEND_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [SEND_PHOTOS] = { .name = "photo",
                      .type = FIELD_FILE,
                      .many = true,
                      .many_maximum = PHOTO_MANY_MAXIMUM,
                      .maximum = PHOTO_BYTES_MAXIMUM,
                      .label = WORD_PHOTO_FILES },
    [SEND_CHILDREN] = { .name = "child", .type = FIELD_ID, .many = true, .many_maximum = PHOTO_CHILDREN_MAXIMUM },
    [SEND_CAPTION] = { .name = "caption",
                       .type = FIELD_LINE,
                       .maximum = PHOTO_CAPTION_MAXIMUM,
                       .label = WORD_PHOTO_CAPTION },
    [SEND_AT_ONCE] = { .name = "at_once", .type = FIELD_BOOLEAN },
};

/* What was ticked and typed stays; a browser never gives a file a second time by itself, and the sentence says so. */
static struct outcome send_again(struct request *request, struct text problem)
{
    struct photo_typed typed = { .problem = problem,
                                 .caption = request_text(request, SEND_CAPTION),
                                 .at_once = request_integer(request, SEND_AT_ONCE) != 0 };
    take_children(request, SEND_CHILDREN, &typed);
    return photos_show(request, 422, &typed);
}

/* The homes that did not get it are named on the page that follows. */
static struct outcome sent(struct request *request, void *argument, int status, const struct error *error)
{
    const struct photo_sending *sending = argument;
    if (status == STATUS_OK && sending->refused == STATUS_INVALID)
        return send_again(request, word(request->words, WORD_PHOTO_NOBODY_MAY));
    if (status == STATUS_OK && sending->refused != STATUS_OK)
        return respond_failure(request, sending->refused, NULL);
    struct photo_choice choice = { .organisation = request->organisation,
                                   .person = request->person,
                                   .group = sending->group,
                                   .today = sending->today,
                                   .children = sending->children,
                                   .child_count = sending->child_count };
    if (status == STATUS_OK)
        status = photo_choose(request->db, request->arena, &choice);
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct buffer address;
    buffer_init(&address, 4096);
    buffer_put(&address, url_photos(request->arena, sending->group).text);
    buffer_printf(&address, "?sent=%zu", sending->source_count);
    for (size_t i = 0; i < choice.left_out.count; i++) {
        char id[IDENTITY_SIZE];
        identity_format(id, choice.left_out.items[i].child.value);
        buffer_printf(&address, "&left=%s", id);
    }
    struct outcome outcome = respond_redirect(request, text_copy(request->arena, buffer_text(&address)));
    buffer_release(&address);
    return outcome;
}

/* All files to the disk; the first that fails ends it. */
static int keep_files(struct request *request, struct field_values files, struct photo_sending *sending)
{
    const struct media *media = access_installation(request_access(request))->media;
    struct text *names = ARENA_MANY(request->arena, struct text, files.count);
    int status = media ? STATUS_OK : STATUS_FAILED;
    for (size_t i = 0; status == STATUS_OK && i < files.count; i++) {
        char name[MEDIA_NAME_SIZE];
        int64_t length;
        status = media_put(&media->store, files.items[i].upload->file, name, &length);
        if (status == STATUS_OK)
            names[i] = text_copy(request->arena, text_from(name));
    }
    sending->sources = names;
    sending->source_count = files.count;
    return status;
}

static struct outcome send_post(struct request *request)
{
    struct photo_typed typed = { .sent = 0 };
    struct field_values files = request_many(request, SEND_PHOTOS);
    take_children(request, SEND_CHILDREN, &typed);
    if (files.count == 0)
        return send_again(request, word(request->words, WORD_PHOTO_NO_FILE));
    if (typed.child_count == 0)
        return send_again(request, word(request->words, WORD_PHOTO_NO_CHILD));
    struct text caption = request_text(request, SEND_CAPTION);
    struct photo_sending *sending = ARENA_NEW(request->arena, struct photo_sending);
    *sending = (struct photo_sending){ .group = request->viewer->group,
                                       .today = request->viewer->today,
                                       .children = typed.children,
                                       .child_count = typed.child_count,
                                       .caption = text_is_null(caption) ? TEXT("") : caption,
                                       .at_once = request_integer(request, SEND_AT_ONCE) != 0,
                                       .language = text_from(language_about(request->viewer->choice.language)->code) };
    if (keep_files(request, files, sending) != STATUS_OK)
        return send_again(request, word(request->words, WORD_PHOTO_NOT_KEPT));
    return respond_change(request, photo_add, sending, sent);
}

/* --- sharing --- */

enum share_field { SHARE_GROUP, SHARE_PHOTO, SHARE_FIELD__MAX };
static const struct field share_fields[] = {
    [SHARE_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [SHARE_PHOTO] = { .name = "photo", .type = FIELD_ID, .required = true },
};

static struct outcome share_show(struct request *request, int http_status, const struct photo_sharing *sharing,
                                 struct text problem)
{
    struct photo_share_view *view = ARENA_NEW(request->arena, struct photo_share_view);
    struct photo_id photo = { request_id(request, SHARE_PHOTO) };
    int status = photo_read_share(request, photo, sharing, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->problem = problem;
    return page_show(request, &(struct page){ .status = http_status,
                                              .title = word(request->words, WORD_PHOTO_SHARE_TITLE),
                                              .kind = "family",
                                              .side = PAGE_CENTRE,
                                              .content = photo_share_view_part(view) });
}

static struct outcome share_get(struct request *request)
{
    return share_show(request, 200, NULL, TEXT(""));
}

static struct outcome shared(struct request *request, void *argument, int status, const struct error *error)
{
    const struct photo_sharing *sharing = argument;
    if (status == STATUS_INVALID && error && error->word != 0)
        return share_show(request, 422, sharing, word(request->words, (enum word)error->word));
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return respond_redirect(request, url_photos(request->arena, sharing->group).text);
}

/* The answers, one field a child: "child_ID" is yes or no. */
static void take_answers(struct request *request, struct photo_sharing *sharing)
{
    static const struct text prefix = { "child_", 6 };
    struct raw_fields fields = request_raw_fields(request);
    struct child_id *on_it = ARENA_MANY(request->arena, struct child_id, fields.count);
    struct child_id *not_on_it = ARENA_MANY(request->arena, struct child_id, fields.count);
    for (size_t i = 0; i < fields.count; i++) {
        struct child_id child;
        struct text name = fields.items[i].name;
        if (!text_starts_with(name, prefix) ||
            identity_parse(text_slice(name, prefix.length, name.length), &child.value) != STATUS_OK)
            continue;
        if (text_equal(fields.items[i].value, TEXT("yes")))
            on_it[sharing->on_it_count++] = child;
        else if (text_equal(fields.items[i].value, TEXT("no")))
            not_on_it[sharing->not_on_it_count++] = child;
    }
    sharing->on_it = on_it;
    sharing->not_on_it = not_on_it;
}

static struct outcome share_post(struct request *request)
{
    struct photo_sharing *sharing = ARENA_NEW(request->arena, struct photo_sharing);
    *sharing = (struct photo_sharing){ .arena = request->arena,
                                       .group = request->viewer->group,
                                       .photo = { request_id(request, SHARE_PHOTO) },
                                       .today = request->viewer->today };
    take_answers(request, sharing);
    return respond_change(request, photo_share, sharing, shared);
}

static struct outcome taken_back(struct request *request, void *argument, int status, const struct error *error)
{
    const struct photo_taking_back *taking = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return respond_redirect(request, url_photos(request->arena, taking->group).text);
}

static struct outcome take_back_post(struct request *request)
{
    struct photo_taking_back *taking = ARENA_NEW(request->arena, struct photo_taking_back);
    *taking = (struct photo_taking_back){ .group = request->viewer->group,
                                          .photo = { request_id(request, SHARE_PHOTO) },
                                          .today = request->viewer->today };
    return respond_change(request, photo_take_back, taking, taken_back);
}

static const struct route routes[] = {
    ROUTE(GET, "/file/{file}", RULE_FILE(FILE_FILE), file_get, .fields = FIELDS(file_fields), .tablet = TABLET_OPEN,
          .help = "A photo, for who reads a line that shows it"),
    ROUTE(GET, "/group/{group}/photos", RULE_GROUP(SCOPE_READ_TODAY, PHOTOS_GROUP), photos_get,
          .fields = FIELDS(photos_fields), .tablet = TABLET_OPEN, .title = WORD_PHOTO_TITLE,
          .help = "The photos of a group today, and a form for new ones"),
    ROUTE(POST, "/group/{group}/photos", RULE_GROUP(SCOPE_WRITE_CENTRE, SEND_GROUP), send_post,
          .fields = FIELDS(send_fields), .body_limit = BODY_LIMIT, .tablet = TABLET_OPEN,
          .help = "Sends photos to the homes of the children on them"),
    ROUTE(GET, "/group/{group}/photos/{photo}/share", RULE_GROUP(SCOPE_WRITE_CENTRE, SHARE_GROUP), share_get,
          .fields = FIELDS(share_fields), .tablet = TABLET_OPEN, .title = WORD_PHOTO_SHARE_TITLE,
          .help = "Asks about each child before a photo is shared"),
    ROUTE(POST, "/group/{group}/photos/{photo}/share", RULE_GROUP(SCOPE_WRITE_CENTRE, SHARE_GROUP), share_post,
          .fields = FIELDS(share_fields), .tablet = TABLET_OPEN,
          .help = "Shares a photo with the families of the group"),
    ROUTE(POST, "/group/{group}/photos/{photo}/take-back", RULE_GROUP(SCOPE_WRITE_CENTRE, SHARE_GROUP), take_back_post,
          .fields = FIELDS(share_fields), .tablet = TABLET_OPEN, .help = "Takes a photo back from all pages"),
};

const struct routes photo_routes = ROUTES(routes);
