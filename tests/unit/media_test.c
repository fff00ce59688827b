/* SPDX-License-Identifier: EUPL-1.2 */
/* media/media.h: files that are kept by their content, and pictures that lose what nobody may know. */
#include "media/media.h"

#include "media/picture.h"

#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vips/vips.h>

#include <cmocka.h>

enum { LARGE = 1600, SMALL = 480 };

static char folder[64];
static struct media_store store;
static struct media_decoder *decoder;

static int set_up(void **state)
{
    (void)state;
    struct error error = { 0 };
    snprintf(folder, sizeof folder, "/tmp/samenspel-media-XXXXXX");
    if (sodium_init() < 0 || !mkdtemp(folder) || VIPS_INIT("media_test") != 0)
        return -1;
    store = (struct media_store){ .folder = folder, .key = { 1, 2, 3 } };
    return media_decoder_start(getenv("SAMENSPEL_MEDIA"), &error, &decoder);
}

static int tear_down(void **state)
{
    (void)state;
    media_decoder_stop(decoder);
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

static int file_with(const void *bytes, size_t length)
{
    int file = open(folder, O_TMPFILE | O_RDWR, 0600);
    assert_true(file >= 0 && write(file, bytes, length) == (ssize_t)length);
    return file;
}

static struct text content_of(int file, char *bytes, size_t size)
{
    ssize_t length = pread(file, bytes, size, 0);
    assert_true(length >= 0);
    return (struct text){ bytes, (size_t)length };
}

static void keeps_a_file_once_by_its_content(void **state)
{
    (void)state;
    char name[MEDIA_NAME_SIZE], again[MEDIA_NAME_SIZE], other[MEDIA_NAME_SIZE];
    int64_t length;
    int first = file_with("noor", 4), second = file_with("sami", 4);
    assert_int_equal(media_put(&store, first, name, &length), STATUS_OK);
    assert_int_equal(length, 4);
    assert_int_equal(media_put(&store, first, again, &length), STATUS_OK);
    assert_int_equal(media_put(&store, second, other, &length), STATUS_OK);
    assert_string_equal(name, again);
    assert_string_not_equal(name, other);
    int kept;
    char bytes[8];
    assert_int_equal(media_open(&store, text_from(name), &kept), STATUS_OK);
    assert_true(text_equal(content_of(kept, bytes, sizeof bytes), TEXT("noor")));
    close(kept);
    close(first);
    close(second);
}

/* The same file of another organisation has another name: nobody learns who else has it. */
static void names_hang_on_the_key(void **state)
{
    (void)state;
    char name[MEDIA_NAME_SIZE], other[MEDIA_NAME_SIZE];
    int64_t length;
    struct media_store elsewhere = { .folder = folder, .key = { 4 } };
    int file = file_with("noor", 4);
    assert_int_equal(media_put(&store, file, name, &length), STATUS_OK);
    assert_int_equal(media_put(&elsewhere, file, other, &length), STATUS_OK);
    assert_string_not_equal(name, other);
    close(file);
}

static void no_name_leads_out_of_the_folder(void **state)
{
    (void)state;
    static const char *const names[] = {
        "",
        "../../../../../../../../../../../../../../../../../../../etc/passwd",
        "x",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "000000000000000000000000000000000000000000000000000000000000000/",
    };
    int file;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(media_open(&store, text_from(names[i]), &file), STATUS_NOT_FOUND);
}

static void removes_what_is_old_only(void **state)
{
    (void)state;
    char name[MEDIA_NAME_SIZE], path[256];
    int64_t length;
    int kept, file = file_with("weg", 3);
    assert_int_equal(media_put(&store, file, name, &length), STATUS_OK);
    assert_int_equal(media_remove(&store, text_from(name)), STATUS_BUSY);
    snprintf(path, sizeof path, "%s/%.2s/%s", folder, name, name);
    const struct timespec long_ago[2] = { { .tv_sec = 1000 }, { .tv_sec = 1000 } };
    assert_int_equal(utimensat(AT_FDCWD, path, long_ago, 0), 0);
    /* Wanted again: young again. */
    assert_int_equal(media_put(&store, file, name, &length), STATUS_OK);
    assert_int_equal(media_remove(&store, text_from(name)), STATUS_BUSY);
    assert_int_equal(utimensat(AT_FDCWD, path, long_ago, 0), 0);
    assert_int_equal(media_remove(&store, text_from(name)), STATUS_OK);
    assert_int_equal(media_open(&store, text_from(name), &kept), STATUS_NOT_FOUND);
    assert_int_equal(media_remove(&store, text_from(name)), STATUS_OK);
    close(file);
}

enum { PUTTERS = 4, ROUNDS = 300 };

/* What the threads that put tell. */
struct putting {
    atomic_int failed;
    atomic_int done;
};

/* Puts the same content again and again. */
static void *put_again(void *argument)
{
    struct putting *putting = argument;
    int file = file_with("strijd", 6);
    for (int i = 0; i < ROUNDS; i++) {
        char name[MEDIA_NAME_SIZE];
        int64_t length;
        atomic_fetch_add(&putting->failed, media_put(&store, file, name, &length) != STATUS_OK);
    }
    atomic_fetch_add(&putting->done, 1);
    close(file);
    return NULL;
}

/* What one puts another finds old and removes: the one never stumbles over the other. */
static void many_put_and_remove_the_same(void **state)
{
    (void)state;
    char name[MEDIA_NAME_SIZE], path[256];
    int64_t length;
    struct putting putting = { 0, 0 };
    int file = file_with("strijd", 6);
    pthread_t putters[PUTTERS];
    assert_int_equal(media_put(&store, file, name, &length), STATUS_OK);
    snprintf(path, sizeof path, "%s/%.2s/%s", folder, name, name);
    const struct timespec long_ago[2] = { { .tv_sec = 1000 }, { .tv_sec = 1000 } };
    for (int i = 0; i < PUTTERS; i++)
        assert_int_equal(pthread_create(&putters[i], NULL, put_again, &putting), 0);
    while (atomic_load(&putting.done) < PUTTERS) {
        utimensat(AT_FDCWD, path, long_ago, 0);
        assert_true(media_remove(&store, text_from(name)) != STATUS_FAILED);
    }
    for (int i = 0; i < PUTTERS; i++)
        assert_int_equal(pthread_join(putters[i], NULL), 0);
    assert_int_equal(putting.failed, 0);
    close(file);
}

/* A failure leaves the results alone. */
static void a_failed_put_says_nothing(void **state)
{
    (void)state;
    char name[MEDIA_NAME_SIZE] = "unchanged";
    int64_t length = 7;
    const struct media_store nowhere = { .folder = "/proc/nowhere", .key = { 3 } };
    int file = file_with("noor", 4);
    assert_int_equal(media_put(&nowhere, file, name, &length), STATUS_FAILED);
    assert_string_equal(name, "unchanged");
    assert_int_equal(length, 7);
    close(file);
}

/* A picture of noise, lying on its side, with all that a phone writes into it. */
static VipsImage *photo(int width, int height)
{
    VipsImage *noise, *bytes, *grey;
    assert_int_equal(vips_gaussnoise(&noise, width, height, NULL), 0);
    assert_int_equal(vips_cast(noise, &bytes, VIPS_FORMAT_UCHAR, NULL), 0);
    assert_int_equal(vips_copy(bytes, &grey, "interpretation", VIPS_INTERPRETATION_B_W, NULL), 0);
    VipsImage *image = vips_image_copy_memory(grey);
    VipsImage *done[] = { noise, bytes, grey };
    for (size_t i = 0; i < 3; i++)
        g_object_unref(done[i]);
    vips_image_set_string(image, "exif-ifd2-DateTimeOriginal", "2026:11:20 09:15:00");
    vips_image_set_string(image, "exif-ifd3-GPSLatitude", "52/1 22/1 30/1");
    vips_image_set_string(image, "exif-ifd3-GPSLatitudeRef", "N");
    vips_image_set_string(image, "exif-ifd0-Make", "Telefoon van Sanne");
    vips_image_set_int(image, "orientation", 6);
    return image;
}

/* One run of the decoder over these bytes. */
struct result {
    struct media_reply reply;
    char *large;
    size_t large_length, small_length;
};

static void decode(const void *bytes, size_t length, struct result *ret_result)
{
    int source = file_with(bytes, length), large = media_draft(&store), small = media_draft(&store);
    struct media_request request = { .large_side = LARGE, .small_side = SMALL };
    assert_int_equal(media_decode(decoder, &request, source, large, small, &ret_result->reply), STATUS_OK);
    ret_result->large_length = (size_t)lseek(large, 0, SEEK_END);
    ret_result->small_length = (size_t)lseek(small, 0, SEEK_END);
    ret_result->large = malloc(ret_result->large_length + 1);
    assert_int_equal(pread(large, ret_result->large, ret_result->large_length, 0), (ssize_t)ret_result->large_length);
    close(source);
    close(large);
    close(small);
}

static void assert_refused(const void *bytes, size_t length, int32_t outcome)
{
    struct result result;
    decode(bytes, length, &result);
    assert_int_equal(result.reply.outcome, outcome);
    assert_int_equal(result.reply.width, 0);
    assert_string_equal(result.reply.taken, "");
    free(result.large);
}

/* T22 */
static void T22_a_photo_loses_its_place_and_keeps_its_date(void **state)
{
    (void)state;
    VipsImage *image = photo(2400, 1800);
    void *bytes;
    size_t length;
    assert_int_equal(vips_jpegsave_buffer(image, &bytes, &length, NULL), 0);
    assert_non_null(memmem(bytes, length, "Telefoon van Sanne", 18));
    struct result result;
    decode(bytes, length, &result);
    assert_int_equal(result.reply.outcome, MEDIA_DONE);
    assert_string_equal(result.reply.taken, "2026:11:20 09:15:00");
    assert_int_equal(result.reply.width, 1200); /* upright */
    assert_int_equal(result.reply.height, LARGE);
    assert_int_equal(result.reply.small_width, 360);
    assert_int_equal(result.reply.small_height, SMALL);
    assert_true(result.small_length > 0 && result.small_length < result.large_length);
    assert_null(memmem(result.large, result.large_length, "Telefoon", 8));
    assert_null(memmem(result.large, result.large_length, "Exif", 4));
    VipsImage *read = vips_image_new_from_buffer(result.large, result.large_length, "", NULL);
    assert_int_equal(vips_image_get_width(read), 1200);
    assert_int_equal(vips_image_get_typeof(read, "exif-ifd3-GPSLatitude"), 0);
    assert_int_equal(vips_image_get_typeof(read, "exif-data"), 0);
    g_object_unref(read);
    g_object_unref(image);
    g_free(bytes);
    free(result.large);
}

static void takes_the_kinds_that_phones_and_screens_make(void **state)
{
    (void)state;
    VipsImage *image = photo(300, 200);
    void *png, *webp;
    size_t png_length, webp_length;
    struct result result;
    assert_int_equal(vips_pngsave_buffer(image, &png, &png_length, "strip", TRUE, NULL), 0);
    assert_int_equal(vips_webpsave_buffer(image, &webp, &webp_length, "strip", TRUE, NULL), 0);
    decode(png, png_length, &result);
    assert_int_equal(result.reply.outcome, MEDIA_DONE);
    assert_int_equal(result.reply.width, 300); /* not made larger */
    free(result.large);
    decode(webp, webp_length, &result);
    assert_int_equal(result.reply.outcome, MEDIA_DONE);
    free(result.large);
    g_free(png);
    g_free(webp);
    g_object_unref(image);
}

static void refuses_what_is_no_picture(void **state)
{
    (void)state;
    static const char svg[] =
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='/etc/passwd'/></svg>";
    VipsImage *image = photo(800, 600);
    void *bytes;
    size_t length;
    assert_refused("", 0, MEDIA_NOT_A_PICTURE);
    assert_refused("hallo", 5, MEDIA_NOT_A_PICTURE);
    assert_refused(svg, sizeof svg - 1, MEDIA_NOT_A_PICTURE);
    assert_int_equal(vips_gifsave_buffer(image, &bytes, &length, NULL), 0);
    assert_refused(bytes, length, MEDIA_NOT_A_PICTURE);
    g_free(bytes);
    assert_int_equal(vips_jpegsave_buffer(image, &bytes, &length, NULL), 0);
    assert_refused(bytes, length / 2, MEDIA_NOT_A_PICTURE); /* sent in half */
    g_free(bytes);
    g_object_unref(image);
}

/* A few bytes that say they are a picture of 30,000 by 30,000 points. */
static void refuses_what_would_fill_the_memory(void **state)
{
    (void)state;
    VipsImage *black, *cast;
    void *bytes;
    size_t length;
    assert_int_equal(vips_black(&black, 30000, 30000, NULL), 0);
    assert_int_equal(vips_cast(black, &cast, VIPS_FORMAT_UCHAR, NULL), 0);
    assert_int_equal(vips_pngsave_buffer(cast, &bytes, &length, "compression", 1, "bitdepth", 1, NULL), 0);
    assert_true(length < MEDIA_BYTES_MAXIMUM);
    assert_refused(bytes, length, MEDIA_TOO_LARGE);
    g_free(bytes);
    g_object_unref(black);
    g_object_unref(cast);
    char *long_file = calloc(1, MEDIA_BYTES_MAXIMUM + 1);
    assert_refused(long_file, MEDIA_BYTES_MAXIMUM + 1, MEDIA_TOO_LARGE);
    free(long_file);
}

/* After a file that it refused the next one is a file like any other. */
static void goes_on_after_a_bad_file(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++)
        assert_refused("\xff\xd8\xff\xe0 geen foto", 14, MEDIA_NOT_A_PICTURE);
    takes_the_kinds_that_phones_and_screens_make(state);
}

static void says_when_there_is_no_decoder(void **state)
{
    (void)state;
    struct error error = { 0 };
    struct media_decoder *none = NULL;
    assert_int_equal(media_decoder_start("/nowhere/samenspel-media", &error, &none), STATUS_NOT_FOUND);
    assert_non_null(strstr(error.detail, "/nowhere/samenspel-media"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_a_file_once_by_its_content),
        cmocka_unit_test(names_hang_on_the_key),
        cmocka_unit_test(no_name_leads_out_of_the_folder),
        cmocka_unit_test(removes_what_is_old_only),
        cmocka_unit_test(many_put_and_remove_the_same),
        cmocka_unit_test(a_failed_put_says_nothing),
        cmocka_unit_test(T22_a_photo_loses_its_place_and_keeps_its_date),
        cmocka_unit_test(takes_the_kinds_that_phones_and_screens_make),
        cmocka_unit_test(refuses_what_is_no_picture),
        cmocka_unit_test(refuses_what_would_fill_the_memory),
        cmocka_unit_test(goes_on_after_a_bad_file),
        cmocka_unit_test(says_when_there_is_no_decoder),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
