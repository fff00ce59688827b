/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The photo of a member of staff on her card (R042): set by herself, seen where the card is seen.
 */
#include "access/audit.h"
#include "access/session.h"
#include "access/viewer.h"
#include "db/change.h"
#include "feature/portrait/own.h"

struct address url_portrait_face(struct arena *arena, struct child_id child, struct person_id person,
                                 struct file_id portrait)
{
    return ADDRESS(arena, "/child/{child}/team/{person}/{file}", address_value(child), address_value(person),
                   address_value(portrait));
}

struct address url_portrait_own(struct arena *arena)
{
    return ADDRESS(arena, "/card/portrait");
}

int portrait_own_write(struct change *change, void *argument)
{
    const struct text *image = argument;
    bool staff = false;
    bool sets = !text_is_empty(*image);
    int status = session_is_staff(change, change->actor, &staff);
    if (status == STATUS_OK && !staff)
        return STATUS_NOT_FOUND;
    if (status == STATUS_OK && sets)
        status = portrait_face_put(change->db,
                                   (struct portrait_face_put_in){ .organisation = change->organisation,
                                                                  .person = change->actor,
                                                                  .id = CHANGE_MINT(change, file),
                                                                  .image = *image,
                                                                  .set_at = change->now_at },
                                   NULL);
    else if (status == STATUS_OK)
        status = portrait_face_remove(change->db,
                                      (struct portrait_face_remove_in){ change->organisation, change->actor }, NULL);
    return status == STATUS_OK
               ? audit_add(change, sets ? "portrait.set" : "portrait.remove", "person", change->actor.value)
               : status;
}

const struct field portrait_face_fields[FACE_FIELD__MAX] = {
    [FACE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [FACE_PERSON] = { .name = "person", .type = FIELD_ID, .required = true },
    [FACE_FILE] = { .name = "file", .type = FIELD_ID, .required = true },
};

struct outcome portrait_face_get(struct request *request)
{
    struct portrait_face_row row;
    int status = portrait_face(request->db, request->arena,
                               (struct portrait_face_in){ .organisation = request->organisation,
                                                          .child = request->viewer->child,
                                                          .person = { request_id(request, FACE_PERSON) },
                                                          .portrait = { request_id(request, FACE_FILE) },
                                                          .reader = request->person,
                                                          .today = request->viewer->today },
                               &row);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return outcome_fresh(respond_bytes(request, 200, "image/jpeg", row.image), FRESHNESS_DAY);
}

struct outcome portrait_own_get(struct request *request)
{
    struct portrait_face_own_row row;
    int status = portrait_face_own(request->db, request->arena,
                                   (struct portrait_face_own_in){ request->organisation, request->person }, &row);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return outcome_fresh(respond_bytes(request, 200, "image/jpeg", row.image), FRESHNESS_PAGE);
}

const struct field portrait_own_fields[OWN_FIELD__MAX] = {
    [OWN_PICTURE] = { .name = "picture",
                      .type = FIELD_FILE,
                      .maximum = MEDIA_BYTES_MAXIMUM,
                      .label = WORD_PORTRAIT_CHOOSE },
    [OWN_REMOVE] = { .name = "remove", .type = FIELD_BOOLEAN },
};

static struct outcome written(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    return status == STATUS_OK ? respond_redirect(request, TEXT("/card?saved=1"))
                               : respond_failure(request, status, error);
}

struct outcome portrait_own_post(struct request *request)
{
    struct text *image = ARENA_NEW(request->arena, struct text);
    enum word problem = WORD_PORTRAIT_CHOOSE;
    *image = TEXT("");
    if (!request->viewer->staff)
        return respond_status(request, 404);
    if (request_integer(request, OWN_REMOVE) == 0 && portrait_take(request, OWN_PICTURE, image, &problem) != STATUS_OK)
        return portrait_refused(request, problem);
    return respond_change(request, portrait_own_write, image, written);
}
