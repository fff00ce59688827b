/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The photos of an archive, from the zip to the media store (earlier.h). Outside of any change: a picture takes a moment.
 */
#include "feature/archive/archive.h"
#include "feature/earlier/earlier.h"
#include "feature/photo/photo.h"

#include "base/random.h"

#include <errno.h>
#include <sodium.h>
#include <unistd.h>

enum { BLOCK_BYTES = 64 * 1024 };

int earlier_digest(struct arena *arena, int file, struct text *ret_digest)
{
    unsigned char block[BLOCK_BYTES];
    unsigned char digest[BLAKE2B_SIZE];
    crypto_generichash_state state;
    ssize_t count;
    off_t at = 0;
    crypto_generichash_init(&state, NULL, 0, sizeof digest);
    do {
        count = pread(file, block, sizeof block, at);
        if (count < 0 && errno != EINTR)
            return STATUS_FAILED;
        if (count > 0) {
            crypto_generichash_update(&state, block, (unsigned long long)count);
            at += count;
        }
    } while (count != 0);
    crypto_generichash_final(&state, digest, sizeof digest);
    *ret_digest = hex_encode(arena, digest, sizeof digest);
    return STATUS_OK;
}

/* One run. */
struct keeping {
    struct arena *arena;
    const struct media *media;
    struct earlier_import *import;
    bool (*step)(void *context, size_t done);
    void *context;
};

static int draft(void *context)
{
    const struct keeping *keeping = context;
    return media_draft(&keeping->media->store);
}

/* Refused by its name: whoever brought the archive can look at that file. */
static int refuse(const struct keeping *keeping, const struct earlier_photo *photo, struct error *error)
{
    struct text name = keeping->import->file->photos.items[photo->photo].file;
    bool large = photo->reply.outcome == MEDIA_TOO_LARGE;
    return error_set(error, STATUS_INVALID, 0, "%.*s %s", TEXT_ARGS(name),
                     large ? "is a picture of more points than allowed" : "is no picture, or it is damaged");
}

static int put(const struct keeping *keeping, int large, int small, struct earlier_photo *photo)
{
    const struct media_store *store = &keeping->media->store;
    int status = media_put(store, large, photo->large, &photo->large_length);
    return status == STATUS_OK ? media_put(store, small, photo->small, &photo->small_length) : status;
}

static int decode(const struct keeping *keeping, int source, struct earlier_photo *photo, struct error *error)
{
    static const struct media_request request = { .large_side = PHOTO_LARGE_SIDE, .small_side = PHOTO_SMALL_SIDE };
    const struct media_store *store = &keeping->media->store;
    int large = media_draft(store);
    int small = media_draft(store);
    int status = large >= 0 && small >= 0
                     ? media_decode(keeping->media->decoder, &request, source, large, small, &photo->reply)
                     : STATUS_FAILED;
    if (status != STATUS_OK)
        status = error_set(error, STATUS_FAILED, 0, "a photo could not be decoded: is samenspel-media there?");
    else if (photo->reply.outcome != MEDIA_DONE)
        status = refuse(keeping, photo, error);
    else if (put(keeping, large, small, photo) != STATUS_OK)
        status = error_set(error, STATUS_FAILED, 0, "a photo could not be kept: is the disk full?");
    if (large >= 0)
        close(large);
    if (small >= 0)
        close(small);
    return status;
}

static int take(void *context, size_t number, int file, struct error *error)
{
    struct keeping *keeping = context;
    struct earlier_photos *photos = &keeping->import->photos;
    struct earlier_photo photo = { .photo = number };
    int status = decode(keeping, file, &photo, error);
    if (status != STATUS_OK)
        return status;
    *vector_add(keeping->arena, photos) = photo;
    if (photos->count % EARLIER_STEP == 0 && keeping->step && !keeping->step(keeping->context, photos->count))
        return error_set(error, STATUS_BUSY, 0, "nobody waits for it any more");
    return STATUS_OK;
}

int earlier_keep_photos(struct arena *arena, const struct media *media, int zip,
                        bool (*step)(void *context, size_t done), void *context, struct error *error,
                        struct earlier_import *import)
{
    struct keeping keeping = { .arena = arena, .media = media, .import = import, .step = step, .context = context };
    struct archive_unpacking unpacking = { .draft = draft, .take = take, .context = &keeping };
    import->photos = (struct earlier_photos){ .items = NULL };
    if (import->file->photos.count == 0)
        return STATUS_OK;
    if (!media || !media->decoder)
        return error_set(error, STATUS_FAILED, 0, "samenspel-media does not run, and photos are not kept without it");
    return archive_photos_unpack(import->file, zip, &unpacking, error);
}
