/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Partners: a school, the youth health service, a therapist; invited for one child, one purpose and a time, and never without
 * the guardians' consent (purpose `partner`, asked of everyone with authority). The mentor or a manager invites and says in own
 * words what it is about; the guardians read the same. The partner sees those words, the child's first name and whom to call,
 * and nothing else: SCOPE_PARTNER opens no other page. When consent ends, every invitation for the child ends in the same change.
 */
#ifndef FEATURE_PARTNER_PARTNER_H
#define FEATURE_PARTNER_PARTNER_H

#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"
#include "html/address.h"
#include "http/route.h"
#include "i18n/word.h"

#include <stdbool.h>

struct access;
struct change;
struct consent_change;

enum {
    PARTNER_DAYS_MAXIMUM = 366,   /* of one invitation: a year and a day, then it is asked anew */
    PARTNER_WORDS_MAXIMUM = 2000, /* characters */
    PARTNER_NAME_MAXIMUM = 80,    /* */
    PARTNER_EMAIL_MAXIMUM = 320,  /* */
    PARTNER_LIST_MAXIMUM = 100
};

enum partner_purpose { PARTNER_SCHOOL, PARTNER_HEALTH, PARTNER_SUPPORT, PARTNER_PURPOSE__MAX };

/* An invitation, or its end. Texts live as long as the request; trimmed. */
struct partner_write {
    const struct access *access;
    struct child_id child;
    enum partner_purpose purpose;
    struct person_id person; /* of the one that ends */
    struct text given_name;  /* of somebody who is not known yet */
    struct text family_name;
    struct text email;
    struct text words;
    struct text language;    /* of the words, and of the pages of a new person */
    struct date from, until; /* until is exclusive */
    bool can_mail;           /* the installation sends mail */
    bool operates;           /* the operator does it at the command line, and is nobody here */
    struct date today;
};

/*
 * In a change, for the child's mentor or who manages it, or for the operator. invite: STATUS_DENIED, with a word, without consent in force or about
 * the own family; STATUS_INVALID for an end that is not within PARTNER_DAYS_MAXIMUM. A mail leads in who is new. end: from today
 * on; STATUS_NOT_FOUND when there is no such invitation.
 */
int partner_invite(struct change *change, void *write) MUST_CHECK;
int partner_end(struct change *change, void *write) MUST_CHECK;

/* A listener of feature/consent: ends what stands on consent that ended. */
int partner_consent_changed(struct change *change, const struct consent_change *what) MUST_CHECK;

/* Removes what was written, of a child or of a partner; the rows of table partner are the access layer's. For
 * feature/privacy/erase.h. */
int partner_erase_child(struct change *change, struct child_id child) MUST_CHECK;
int partner_erase_person(struct change *change, struct person_id person) MUST_CHECK;

/* The word of a purpose by its name in the database. */
enum word partner_purpose_word(struct text name);

extern const struct routes partner_routes;

/* The purpose with this name in the database; false if there is none. */
bool partner_purpose_from(struct text name, enum partner_purpose *ret_purpose);

struct address url_partners(struct arena *arena, struct child_id child);
struct address url_partner_end(struct arena *arena, struct child_id child);
struct address url_partner_own(struct arena *arena);

#endif
