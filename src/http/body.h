/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reading a body as it comes in: forms of both kinds, files to the spool folder, bytes. Everything is bounded by the route. Runs on the
 * event loop, which writes to the page cache only. Private to http.
 */
#ifndef HTTP_BODY_H
#define HTTP_BODY_H

#include "base/buffer.h"
#include "base/vector.h"
#include "http/request.h"

struct MHD_Connection;
struct MHD_PostProcessor;

enum {
    BODY_TEXT_MAXIMUM = 256 * 1024,    /* bytes of all texts of a multipart form together */
    BODY_MEMORY_MAXIMUM = 1024 * 1024, /* bytes of a body that is kept in memory */
    BODY_PARTS_MAXIMUM = 1000,
    BODY_FILES_MAXIMUM = 50,
    BODY_DISCARD_MAXIMUM = 1024 * 1024 /* bytes read for nothing after a refusal, before the connection is cut */
};

enum body_kind { BODY_FORM, BODY_MULTIPART, BODY_BYTES, BODY_UNKNOWN, BODY_KIND__MAX };

struct body {
    struct request *request;
    enum body_kind kind;
    struct MHD_PostProcessor *parser; /* multipart */
    struct buffer bytes;              /* form and bytes; reused between requests */
    int64_t received;
    int64_t limit;
    int64_t discarded;
    size_t text_bytes; /* of multipart values so far */
    size_t files;
    VECTOR(struct raw_field) fields;
    struct buffer value;   /* of the part that is coming in; reused */
    struct upload *upload; /* of the part that is coming in, NULL when it is a text or unwanted */
    bool wanted;           /* the part that is coming in is kept */
    int refusal;           /* 413, 400, 503 ... 0: fine */
};

/* What kind the Content-Type and the route make it; BODY_UNKNOWN answers 415. */
enum body_kind body_kind_of(const struct request *request);

/* Once for the memory of a struct body, and at its end. */
void body_init(struct body *body);
void body_release(struct body *body);

/* Begins to read the body of `request`, at most `limit` bytes. `connection` tells the multipart parser its
 * boundary; without one (in a test) a multipart body is read as a form. */
void body_begin(struct body *body, struct request *request, struct MHD_Connection *connection, int64_t limit);

/* The next bytes. False: too much came after a refusal, cut the connection. */
bool body_take(struct body *body, const char *data, size_t size);

/* The end: what was read is in the request, or its refusal is set. */
void body_end(struct body *body);

/* Gives up what is not in the arena; always called once after body_begin. */
void body_abandon(struct body *body);

/* A nameless file in the spool folder for an upload, -1 when there is none; closed with the arena. */
struct upload *body_upload(struct arena *arena, const char *folder, struct text name, struct text type);

#endif
