/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The page on which a guardian sets the photo of her child, and the photo itself.
 */
#include "access/access.h"
#include "access/page.h"
#include "access/rule.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "feature/handover/handover.h"
#include "feature/portrait/portrait.h"
#include "feature/portrait/portrait.sql.h"
#include "feature/portrait/portrait_page.html.h"
#include "feature/portrait/views.h"
#include "http/outcome.h"
#include "http/request.h"
#include "media/media.h"

#include <sys/stat.h>
#include <unistd.h>

enum {
    BODY_BESIDE = 64 * 1024, /* all but the file */
    BODY_LIMIT = MEDIA_BYTES_MAXIMUM + BODY_BESIDE,
    CENTRE = SCOPE_READ_CENTRE | SCOPE_READ_SHIFT
};

struct address url_portrait(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/portrait", address_value(child));
}

struct address url_portrait_image(struct arena *arena, struct child_id child, struct file_id portrait)
{
    return ADDRESS(arena, "/child/{child}/portrait/{file}", address_value(child), address_value(portrait));
}

/* --- the photo --- */

enum image_field { IMAGE_CHILD, IMAGE_FILE };
static const struct field image_fields[] = {
    [IMAGE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [IMAGE_FILE] = { .name = "file", .type = FIELD_ID, .required = true },
};

/* A board with twelve of them asks for each once a day: another picture has another address. */
static struct outcome image_get(struct request *request)
{
    struct portrait_image_row row;
    int status = portrait_image(request->db, request->arena,
                                (struct portrait_image_in){ .organisation = request->organisation,
                                                            .child = request->viewer->child,
                                                            .portrait = { request_id(request, IMAGE_FILE) },
                                                            .person = request->person,
                                                            .today = request->viewer->today,
                                                            .centre = CENTRE },
                                &row);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return outcome_fresh(respond_bytes(request, 200, "image/jpeg", row.image), FRESHNESS_DAY);
}

/* --- the page --- */

static struct outcome show(struct request *request, int http_status, struct text problem)
{
    struct portrait_page_view *view = ARENA_NEW(request->arena, struct portrait_page_view);
    struct child_id child = request->viewer->child;
    struct portrait_head_row row;
    int status = portrait_head(request->db, request->arena,
                               (struct portrait_head_in){ .organisation = request->organisation,
                                                          .child = child,
                                                          .person = request->person,
                                                          .today = request->viewer->today },
                               &row);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    *view = (struct portrait_page_view){ .name = row.given_name,
                                         .initial = handover_initial(row.given_name),
                                         .tint = handover_tint(child),
                                         .hub = ADDRESS(request->arena, "/child/{child}/about", address_value(child)),
                                         .write = url_portrait(request->arena, child),
                                         .has_image = row.portrait.value != 0,
                                         .image = url_portrait_image(request->arena, child, row.portrait),
                                         .problem = problem };
    struct word_value values[] = { word_value("name", row.given_name) };
    return page_show(
        request, &(struct page){ .status = http_status,
                                 .title = word_format(request->arena, request->words, WORD_PORTRAIT_TITLE, values, 1),
                                 .kind = "start",
                                 .side = PAGE_HOME,
                                 .content = portrait_page_view_part(view) });
}

enum page_field { PAGE_CHILD };
static const struct field page_fields[] = {
    [PAGE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
};

static struct outcome page_get(struct request *request)
{
    return show(request, 200, TEXT(""));
}

/* --- setting it --- */

enum set_field { SET_CHILD, SET_PICTURE, SET_REMOVE };
static const struct field set_fields[] = {
    [SET_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [SET_PICTURE] = { .name = "picture",
                      .type = FIELD_FILE,
                      .maximum = MEDIA_BYTES_MAXIMUM,
                      .label = WORD_PORTRAIT_CHOOSE },
    [SET_REMOVE] = { .name = "remove", .type = FIELD_BOOLEAN },
};

/* The whole content of a small file; STATUS_INVALID when it is not small. */
static int read_small(struct arena *arena, int file, struct text *ret_bytes)
{
    struct stat about;
    if (fstat(file, &about) != 0)
        return STATUS_FAILED;
    if (about.st_size <= 0 || about.st_size > PORTRAIT_BYTES_MAXIMUM)
        return STATUS_INVALID;
    size_t length = (size_t)about.st_size;
    char *bytes = ARENA_MANY(arena, char, length);
    if (pread(file, bytes, length, 0) != about.st_size)
        return STATUS_FAILED;
    *ret_bytes = (struct text){ bytes, length };
    return STATUS_OK;
}

/* Made small by the other program, within this request: the guardian sees it at once, and nothing of a file that is none is kept. */
static int make_small(struct request *request, const struct media *media, const struct upload *upload,
                      struct text *ret_image)
{
    static const struct media_request wanted = { .large_side = PORTRAIT_SIDE, .small_side = PORTRAIT_SIDE };
    struct media_reply reply = { .outcome = MEDIA_BROKE };
    int large = media_draft(&media->store);
    int small = media_draft(&media->store);
    int status = large >= 0 && small >= 0 ? media_decode(media->decoder, &wanted, upload->file, large, small, &reply)
                                          : STATUS_FAILED;
    if (status == STATUS_OK && reply.outcome != MEDIA_DONE)
        status = STATUS_INVALID;
    if (status == STATUS_OK)
        status = read_small(request->arena, small, ret_image);
    const int done[] = { large, small };
    for (size_t i = 0; i < sizeof done / sizeof *done; i++)
        if (done[i] >= 0)
            close(done[i]);
    return status;
}

static struct outcome written(struct request *request, void *argument, int status, const struct error *error)
{
    const struct portrait_write *write = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return respond_redirect(request, url_portrait(request->arena, write->child).text);
}

static struct outcome set_post(struct request *request)
{
    struct portrait_write *write = ARENA_NEW(request->arena, struct portrait_write);
    *write =
        (struct portrait_write){ .child = request->viewer->child, .image = TEXT(""), .today = request->viewer->today };
    if (request_integer(request, SET_REMOVE) != 0)
        return respond_change(request, portrait_write, write, written);
    const struct media *media = access_installation(request_access(request))->media;
    const struct upload *upload = request_upload(request, SET_PICTURE);
    if (!upload)
        return show(request, 422, word(request->words, WORD_PORTRAIT_CHOOSE));
    if (!media || !media->decoder)
        return show(request, 422, word(request->words, WORD_PHOTO_NOT_KEPT));
    int status = make_small(request, media, upload, &write->image);
    if (status != STATUS_OK)
        return show(request, 422,
                    word(request->words, status == STATUS_INVALID ? WORD_PHOTO_REFUSED : WORD_PHOTO_NOT_KEPT));
    return respond_change(request, portrait_write, write, written);
}

static const struct route portrait_route_table[] = {
    ROUTE(GET, "/child/{child}/portrait/{file}", RULE_CHILD(SCOPE_READ | SCOPE_READ_SHIFT, IMAGE_CHILD), image_get,
          .fields = FIELDS(image_fields), .tablet = TABLET_OPEN, .uncounted = true,
          .help = "The photo of a child that stands in place of its first letter"),
    ROUTE(GET, "/child/{child}/portrait", RULE_CHILD(SCOPE_WRITE_HOME, PAGE_CHILD), page_get,
          .fields = FIELDS(page_fields), .title = WORD_PORTRAIT_CHOOSE,
          .help = "Where a guardian sets the photo of her child"),
    ROUTE(POST, "/child/{child}/portrait", RULE_CHILD(SCOPE_WRITE_HOME, SET_CHILD), set_post,
          .fields = FIELDS(set_fields), .body_limit = BODY_LIMIT,
          .help = "Set the photo of one's child, or take it away"),
};

const struct routes portrait_routes = ROUTES(portrait_route_table);
