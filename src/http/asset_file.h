/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A static file of the build. The table is generated (assets.h) and handed to the server by its options. The
 * address holds a digest of the content, so a browser may keep it for ever.
 */
#ifndef HTTP_ASSET_FILE_H
#define HTTP_ASSET_FILE_H

#include <stddef.h>

struct asset_file {
    const char *name;    /* "app.css" */
    const char *address; /* "/static/app.1a2b3c4d.css" */
    const char *type;    /* media type */
    const unsigned char *data;
    size_t length;
    const unsigned char *gzip; /* compressed at build, NULL when that gains nothing */
    size_t gzip_length;
    const unsigned char *brotli;
    size_t brotli_length;
};

#endif
