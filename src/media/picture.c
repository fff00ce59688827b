/* SPDX-License-Identifier: EUPL-1.2 */
#include "media/picture.h"

#include "media/confine.h"
#include "media/protocol.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <vips/vips.h>

/* Stands on the one above. */
#include <vips/vector.h>

enum {
    QUALITY = 82, /* of the JPEG: a photo of 1600 points takes some 300 kB */
    FAILED = 1    /* exit code */
};

/* The readers that a camera, a phone or a screen picture needs. */
static const char *const readers[] = {
    "VipsForeignLoadJpegBuffer",
    "VipsForeignLoadPngBuffer",
    "VipsForeignLoadWebpBuffer",
    "VipsForeignLoadHeifBuffer",
};

/* Everything else that reads files is switched off, also where one format holds another. */
static void allow_readers(void)
{
    vips_operation_block_set("VipsForeignLoad", TRUE);
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        vips_operation_block_set(readers[i], FALSE);
}

/* The whole file; NULL when it is empty or too large. */
static char *read_source(size_t *ret_length)
{
    char *bytes = malloc(MEDIA_BYTES_MAXIMUM + 1);
    size_t length = 0;
    ssize_t count = 1;
    while (bytes && count > 0 && length <= MEDIA_BYTES_MAXIMUM) {
        count = read(MEDIA_SOURCE, bytes + length, MEDIA_BYTES_MAXIMUM + 1 - length);
        length += count > 0 ? (size_t)count : 0;
    }
    *ret_length = length;
    if (count == 0 && length > 0 && length <= MEDIA_BYTES_MAXIMUM)
        return bytes;
    free(bytes);
    return NULL;
}

static bool write_all(int file, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t count = write(file, bytes, length);
        if (count <= 0)
            return false;
        bytes += count;
        length -= (size_t)count;
    }
    return true;
}

/* When it was taken, as the camera wrote it: digits and separators only, or nothing. */
static void read_taken(VipsImage *image, char ret_taken[MEDIA_TAKEN_MAX])
{
    static const char *const names[] = { "exif-ifd2-DateTimeOriginal", "exif-ifd2-DateTimeDigitized" };
    const size_t length = sizeof "2026:11:22 09:15:00" - 1;
    const char *text = NULL;
    ret_taken[0] = '\0';
    for (size_t i = 0; i < sizeof names / sizeof *names && !text; i++)
        if (vips_image_get_typeof(image, names[i]) == 0 || vips_image_get_string(image, names[i], &text) != 0)
            text = NULL;
    if (text && strspn(text, "0123456789: ") >= length) {
        memcpy(ret_taken, text, length);
        ret_taken[length] = '\0';
    }
}

/* What stands in the head of the file, before anything is decoded. `ret_shrink`: how much smaller it may be read. */
static enum media_outcome look(const char *bytes, size_t length, int large, struct media_reply *reply, int *ret_shrink)
{
    const char *reader = vips_foreign_find_load_buffer(bytes, length);
    VipsImage *image = reader ? vips_image_new_from_buffer(bytes, length, "", NULL) : NULL;
    if (!image)
        return MEDIA_NOT_A_PICTURE;
    int width = vips_image_get_width(image);
    int height = vips_image_get_height(image);
    bool jpeg = strcmp(reader, readers[0]) == 0;
    read_taken(image, reply->taken);
    g_object_unref(image);
    /* Twice as large as needed, so that the last step still has points to choose from. */
    *ret_shrink = jpeg ? 8 : 1;
    while (*ret_shrink > 1 && (width > height ? width : height) / *ret_shrink < 2 * large)
        *ret_shrink /= 2;
    int64_t most = jpeg ? PICTURE_POINTS_MAXIMUM : PICTURE_POINTS_WHOLE_MAXIMUM;
    return (int64_t)width * height <= most ? MEDIA_DONE : MEDIA_TOO_LARGE;
}

/* A picture that stops in the middle is none: half a photo helps nobody. */
static VipsImage *load(const char *bytes, size_t length, int shrink)
{
    VipsImage *image = NULL;
    if (shrink == 1)
        return vips_image_new_from_buffer(bytes, length, "", "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                                          VIPS_FAIL_ON_ERROR, NULL);
    int code = vips_jpegload_buffer((void *)(uintptr_t)bytes, length, &image, "shrink", shrink, "access",
                                    VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_ERROR, NULL);
    return code == 0 ? image : NULL;
}

static VipsImage *without_alpha(VipsImage *image)
{
    VipsImage *flat = NULL;
    if (!vips_image_hasalpha(image))
        return g_object_ref(image);
    VipsArrayDouble *white = vips_array_double_newv(1, 255.0);
    if (vips_flatten(image, &flat, "background", white, NULL) != 0)
        flat = NULL;
    vips_area_unref(VIPS_AREA(white));
    return flat;
}

/* Upright, in sRGB, without transparency, in memory; a small picture is not made larger. Takes `image` over, which may be
 * NULL. */
static VipsImage *resize(VipsImage *image, int side)
{
    VipsImage *resized = NULL;
    if (!image || vips_thumbnail_image(image, &resized, side, "height", side, "size", VIPS_SIZE_DOWN, "export_profile",
                                       "srgb", NULL) != 0)
        resized = NULL;
    VipsImage *flat = resized ? without_alpha(resized) : NULL;
    VipsImage *ready = flat ? vips_image_copy_memory(flat) : NULL;
    VipsImage *done[] = { image, resized, flat };
    for (size_t i = 0; i < sizeof done / sizeof *done; i++)
        if (done[i])
            g_object_unref(done[i]);
    return ready;
}

static bool save(VipsImage *image, int file, int32_t *ret_width, int32_t *ret_height)
{
    void *jpeg = NULL;
    size_t length = 0;
    if (!image ||
        vips_jpegsave_buffer(image, &jpeg, &length, "Q", QUALITY, "strip", TRUE, "optimize_coding", TRUE, NULL) != 0)
        return false;
    *ret_width = vips_image_get_width(image);
    *ret_height = vips_image_get_height(image);
    bool written = write_all(file, jpeg, length);
    g_free(jpeg);
    return written;
}

/* The small one is made of the large one: decoded once. */
enum media_outcome picture_make(const char *bytes, size_t length, int large, int small, const int files[2],
                                struct media_reply *reply)
{
    int shrink;
    enum media_outcome outcome = look(bytes, length, large, reply, &shrink);
    if (outcome != MEDIA_DONE)
        return outcome;
    VipsImage *picture = resize(load(bytes, length, shrink), large);
    bool good = save(picture, files[0], &reply->width, &reply->height);
    VipsImage *little = good ? resize(picture, small) : NULL;
    good = good && save(little, files[1], &reply->small_width, &reply->small_height);
    VipsImage *done[] = { picture, little };
    for (size_t i = 0; i < sizeof done / sizeof *done; i++)
        if (done[i])
            g_object_unref(done[i]);
    return good ? MEDIA_DONE : MEDIA_NOT_A_PICTURE;
}

static enum media_outcome run(int large, int small, struct media_reply *reply)
{
    size_t length;
    char *bytes = read_source(&length);
    if (!bytes)
        return length == 0 ? MEDIA_NOT_A_PICTURE : MEDIA_TOO_LARGE;
    const int files[2] = { MEDIA_LARGE, MEDIA_SMALL };
    enum media_outcome outcome = picture_make(bytes, length, large, small, files, reply);
    free(bytes);
    return outcome;
}

/* What is wrong with a picture is told by the answer; the log is not the place for what outsiders wrote in it. */
static void say_nothing(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer context)
{
    (void)domain;
    (void)level;
    (void)message;
    (void)context;
}

bool picture_prepare(void)
{
    if (VIPS_INIT("samenspel-media") != 0)
        return false;
    g_log_set_default_handler(say_nothing, NULL);
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_vector_set_enabled(FALSE); /* it writes code at run time, which the list of system calls forbids */
    vips_leak_set(FALSE);
    allow_readers();
    return true;
}

int picture_run(int large, int small)
{
    struct media_reply reply = { .outcome = MEDIA_BROKE };
    if (large <= 0 || small <= 0 || !confine_limits() || !picture_prepare() || !confine_calls())
        return FAILED;
    reply.outcome = (int32_t)run(large, small, &reply);
    if (reply.outcome != MEDIA_DONE)
        reply = (struct media_reply){ .outcome = reply.outcome };
    bool told = write_all(MEDIA_ANSWER, (const char *)&reply, sizeof reply);
    /* Without the libraries' own end, which needs more calls than this process may make. */
    _exit(told ? EXIT_SUCCESS : FAILED);
}
