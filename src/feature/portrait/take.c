/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What somebody sent becomes a small JPEG.
 */
#include "access/access.h"
#include "feature/portrait/own.h"
#include "media/media.h"

#include <sys/stat.h>
#include <unistd.h>

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

int portrait_take(struct request *request, size_t field, struct text *ret_image, enum word *ret_problem)
{
    const struct media *media = access_installation(request_access(request))->media;
    const struct upload *upload = request_upload(request, field);
    int status = !upload                   ? STATUS_INVALID
                 : media && media->decoder ? make_small(request, media, upload, ret_image)
                                           : STATUS_FAILED;
    if (status != STATUS_OK)
        *ret_problem = !upload                    ? WORD_PORTRAIT_CHOOSE
                       : status == STATUS_INVALID ? WORD_PHOTO_REFUSED
                                                  : WORD_PHOTO_NOT_KEPT;
    return status;
}
