/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of this folder share.
 */
#ifndef FEATURE_TABLET_OWN_H
#define FEATURE_TABLET_OWN_H

#include "access/access.h"
#include "access/session.h"
#include "base/zone.h"
#include "feature/sign_in/sign_in.h"
#include "feature/tablet/pin.h"
#include "feature/tablet/tablet.h"
#include "feature/tablet/views.h"
#include "words.h"

enum enrol_field { ENROL_CODE };
enum lock_field { LOCK_KEPT };
enum unlock_field { UNLOCK_PERSON, UNLOCK_PIN, UNLOCK_KEPT };
enum join_page_field { JOIN_PAGE_PERSON };
enum join_field { JOIN_PERSON, JOIN_GIVEN, JOIN_FAMILY, JOIN_PIN, JOIN_AGAIN, JOIN_COLLEAGUE, JOIN_COLLEAGUE_PIN };
enum confirm_field { CONFIRM_PIN, CONFIRM_KEPT };
enum own_pin_field { OWN_PIN_CHOSEN };
enum own_pin_post_field { OWN_PIN_NEW, OWN_PIN_AGAIN };
enum list_field { LIST_LOCATION, LIST_DONE };
enum add_field { ADD_LOCATION, ADD_GROUP, ADD_NAME };
enum one_field { ONE_LOCATION, ONE_TABLET, ONE_VALUE };

/* Who works on a group: a row of may_group with a bit of `reads` and one of `acts`. */
struct works {
    int64_t reads;
    int64_t acts;
};
extern const struct works works_in_group; /* everybody who records there today, also for a shift */
extern const struct works works_always;   /* without stand-ins and students; with who manages: may stand by for one */
extern const struct works works_shift;    /* stand-ins and students alone */

/* The device that a request comes from. */
struct tablet {
    struct organisation_id organisation;
    struct tablet_id id;
    struct group_id group;
    struct text name;
    struct text group_name;
    struct text location_name;
    int64_t lock_minutes;
    bool revoked;
    struct date today;   /* in the zone of the organisation */
    int64_t day_ends_at; /* the end of it */
};

/* By the cookie. STATUS_NOT_FOUND for a browser that is no tablet. Found, the request belongs to its organisation and speaks as
 * that does. */
int tablet_of_request(struct request *request, struct tablet *ret_tablet) MUST_CHECK;

/* In a change: STATUS_NOT_FOUND when the tablet was revoked, or the person does not work so (any more). */
int tablet_check(struct change *change, const struct tablet *tablet) MUST_CHECK;
int tablet_check_works(struct change *change, const struct tablet *tablet, struct person_id person,
                       struct works works) MUST_CHECK;

struct tablet_team_rows;

/* "Hanna", or "Hanna de Vries" where there are two: the name of row `i` as its group calls her; in the arena. */
struct text tablet_team_name(struct arena *arena, const struct tablet_team_rows *rows, size_t i);

/* The page for a device that belongs to no group (any more): where the code is typed. */
struct outcome tablet_enrol_form(struct request *request, int status, struct text code, enum word problem);

/* The page of a tablet on which nobody works. */
struct lock_page {
    int status;
    struct kept kept;
    struct person_id chosen; /* whose face is chosen already; 0: nobody's */
    enum word problem;       /* 0: none */
};
struct outcome tablet_lock_page(struct request *request, const struct tablet *tablet, const struct lock_page *page);

/* A session on a tablet to be, and what everything that ends in one does. */
struct shift {
    struct tablet tablet;
    struct person_id person;  /* set before the change, or by it */
    struct session_id former; /* that the browser had; 0: none */
    struct secret secret;
    int64_t until_at;
};
void shift_prepare(struct request *request, const struct tablet *tablet, struct shift *ret_shift);

/* In a change: the session, the end of the former one, the audit row; from here on the person acts. */
int shift_begin(struct change *change, const struct shift *shift) MUST_CHECK;

/* After it: the cookies, and on to what was being done. */
struct outcome shift_go_on(struct request *request, const struct shift *shift, const struct kept *kept);

/* What is wrong with a PIN that was chosen or tried, in a sentence; 0 for PIN_FINE and PIN_RIGHT. */
enum word tablet_pin_fault(enum pin_fault fault);
enum word tablet_pin_problem(enum pin_answer answer);

struct outcome tablet_page(struct request *request);
struct outcome tablet_enrol_post(struct request *request);
struct outcome tablet_unlock_post(struct request *request);
struct outcome tablet_lock_post(struct request *request);
struct outcome tablet_touch_post(struct request *request);
struct outcome tablet_join_page(struct request *request);
struct outcome tablet_join_post(struct request *request);
struct outcome tablet_confirm_page(struct request *request);
struct outcome tablet_confirm_post(struct request *request);
struct outcome tablet_own_pin_page(struct request *request);
struct outcome tablet_own_pin_post(struct request *request);
struct outcome tablet_list_page(struct request *request);
struct outcome tablet_add_post(struct request *request);
struct outcome tablet_revoke_post(struct request *request);
struct outcome tablet_lock_after_post(struct request *request);
struct outcome tablet_let_in_post(struct request *request);

/* The hook of http/server.h, for a session on a tablet. */
struct outcome tablet_confirm_ask(struct request *request);

/* The keyed hash of a one-time code, in the arena; the null text for what cannot be one. Spaces do not count. */
struct text tablet_code_hash(struct request *request, struct text typed);

#endif
