/* SPDX-License-Identifier: EUPL-1.2 */
/* See qr.h. The squares come from libqrencode. */
#include "html/qr.h"

#include "base/arena.h"
#include "base/buffer.h"

#include <qrencode.h>

enum { MARGIN = 4, TEXT_MAXIMUM = 1000, PATH_MAXIMUM = 64 * 1024 };

/* A row as runs of dark squares. */
static void put_row(struct buffer *path, const unsigned char *squares, int width, int row)
{
    for (int from = 0; from < width; from++) {
        int until = from;
        while (until < width && (squares[until] & 1))
            until++;
        if (until > from)
            buffer_printf(path, "M%d %dh%dv1h-%dz", from + MARGIN, row + MARGIN, until - from, until - from);
        from = until;
    }
}

struct qr qr_make(struct arena *arena, struct text text)
{
    struct qr qr = { TEXT(""), TEXT("") };
    QRcode *code =
        text.length > TEXT_MAXIMUM ? NULL : QRcode_encodeString8bit(text_string(arena, text), 0, QR_ECLEVEL_M);
    if (!code)
        return qr;
    struct buffer path;
    buffer_init(&path, PATH_MAXIMUM);
    for (int row = 0; row < code->width; row++)
        put_row(&path, code->data + (size_t)row * (size_t)code->width, code->width, row);
    int side = code->width + 2 * MARGIN;
    QRcode_free(code);
    if (!path.overflowed)
        qr = (struct qr){ text_copy(arena, buffer_text(&path)), arena_printf(arena, "0 0 %d %d", side, side) };
    buffer_release(&path);
    return qr;
}
