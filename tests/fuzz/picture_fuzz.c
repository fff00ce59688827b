/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Bytes that somebody sends as a photo, before the process is confined: what comes of it is a picture of the sizes that were asked
 * for, with a date of digits, or a refusal; nothing is written for what is refused before it is decoded.
 */
#include "fuzz.h"
#include "media/picture.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { LARGE = 64, SMALL = 16 };

static bool is_in(int32_t side, int most)
{
    return side >= 1 && side <= most;
}

static void check_done(const struct media_reply *reply, const int files[2])
{
    FUZZ_HOLDS(is_in(reply->width, LARGE) && is_in(reply->height, LARGE));
    FUZZ_HOLDS(is_in(reply->small_width, SMALL) && is_in(reply->small_height, SMALL));
    FUZZ_HOLDS(memchr(reply->taken, 0, sizeof reply->taken) != NULL);
    FUZZ_HOLDS(strspn(reply->taken, "0123456789: ") == strlen(reply->taken));
    for (int i = 0; i < 2; i++) {
        unsigned char head[3] = { 0 };
        FUZZ_HOLDS(pread(files[i], head, sizeof head, 0) == sizeof head);
        FUZZ_HOLDS(head[0] == 0xff && head[1] == 0xd8 && head[2] == 0xff); /* a JPEG, whatever it was */
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool ready;
    ready = ready || picture_prepare();
    FUZZ_HOLDS(ready);
    const int files[2] = { memfd_create("large", MFD_CLOEXEC), memfd_create("small", MFD_CLOEXEC) };
    FUZZ_HOLDS(files[0] >= 0 && files[1] >= 0);
    struct media_reply reply = { .outcome = MEDIA_BROKE };
    enum media_outcome outcome = picture_make((const char *)data, size, LARGE, SMALL, files, &reply);
    if (outcome == MEDIA_DONE)
        check_done(&reply, files);
    else
        FUZZ_HOLDS(outcome == MEDIA_NOT_A_PICTURE || outcome == MEDIA_TOO_LARGE);
    close(files[0]);
    close(files[1]);
    return 0;
}
