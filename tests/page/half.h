/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sessions of one factor, and the app of a person for tests: what second_factor_test.c, device_test.c and others share.
 */
#ifndef PAGE_HALF_H
#define PAGE_HALF_H

#include "access/session.h"
#include "visit.h"

/* A new session of strength 1; gives its cookie. */
struct text half_session(struct visit *visit, enum fixture_person who, enum session_proof proof);

/* The cookie that an answer sets: "__Host-samenspel=...". Fails the test when it sets none. */
struct text half_cookie(struct visit *visit, const struct http_test_answer *answer);

/* An app that was set up. */
struct half_app {
    struct text secret;
    struct text cookie;             /* of the session, which has strength 2 now */
    struct http_test_answer answer; /* the page with the recovery codes */
    struct text recovery;           /* the first of them */
};

/* Goes to the page that sets up an app, does so as a telephone does, and sends the first code. */
struct half_app half_enrol(struct visit *visit, struct text cookie);

/* The code that the app shows so many milliseconds from now. */
const char *half_code(struct visit *visit, const struct half_app *app, int64_t later_ms);

#endif
