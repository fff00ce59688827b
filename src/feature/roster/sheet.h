/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reads a CSV file as spreadsheets and planning packages write it: UTF-8 with or without byte order mark, or
 * Windows-1252; separated by semicolon, comma or tab, also with Excel's `sep=;` line; line ends mixed; cells in quotes
 * with separators, doubled quotes and line breaks in them. libcsv takes the cells apart. Takes any bytes (tests/fuzz).
 */
#ifndef ROSTER_SHEET_H
#define ROSTER_SHEET_H

#include "base/attribute.h"
#include "feature/roster/reason.h"

#include <stdbool.h>

enum {
    SHEET_CELL_MAXIMUM = 16 * 1024, /* bytes of a cell as it stands in the file */
    SHEET_CELLS_MAXIMUM = 500       /* of a record; further ones are counted and not kept */
};

struct sheet {
    struct text content; /* without byte order mark and `sep=` line; borrowed */
    int line;            /* of its first byte */
    bool windows_1252;
    bool marked; /* had a byte order mark: cells that are good UTF-8 stay */
    char separator;
};

/* What a record is: cells in UTF-8, composed (NFC), as written, the spaces around them taken off. */
struct sheet_record {
    int line;                 /* in the file, from 1 */
    const struct text *cells; /* live until the function returns */
    size_t count;             /* kept */
    size_t written;           /* in the file; above SHEET_CELLS_MAXIMUM larger than count */
    bool empty;               /* no cell holds anything */
};

struct sheet_fault {
    enum roster_reason reason;
    int line; /* 0: the file as a whole */
};

/* Finds out how the file is written. STATUS_INVALID with the fault when it is no text. */
int roster_sheet_open(struct text content, struct sheet *ret_sheet, struct sheet_fault *ret_fault) MUST_CHECK;

/* Gives every record to the function, which returns false to stop. The header is the first. */
int roster_sheet_read(const struct sheet *sheet, bool (*record)(void *context, const struct sheet_record *record),
                      void *context, struct sheet_fault *ret_fault) MUST_CHECK;

/* Reads the bytes as a roster's header and rows and keeps nothing; for fuzzing. Always 0. */
int roster_fuzz(const uint8_t *bytes, size_t size);

#endif
