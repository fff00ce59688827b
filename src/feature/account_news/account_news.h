/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Telling a person that the ways into her account changed (OWASP ASVS 2.2.3, 2.5.5): a new password, another second factor, a passkey,
 * a recovery code, another e-mail address. She hears it by mail where she has an address, and finds it for a month beside her
 * devices. Neither says anything but what changed and when, so it holds no data of a child (T9).
 *
 * For the features that change an account; each tells in the change itself, so that news and change are there together.
 */
#ifndef FEATURE_ACCOUNT_NEWS_ACCOUNT_NEWS_H
#define FEATURE_ACCOUNT_NEWS_ACCOUNT_NEWS_H

#include "base/arena.h"
#include "base/attribute.h"
#include "base/identity.h"
#include "base/vector.h"
#include "i18n/word.h"

struct change;
struct db;

enum account_news {
    ACCOUNT_NEWS_PASSWORD,
    ACCOUNT_NEWS_EMAIL,
    ACCOUNT_NEWS_FACTOR,       /* an app was set up, or another in its place */
    ACCOUNT_NEWS_FACTOR_GONE,  /* turned off, or forgotten because a telephone was lost */
    ACCOUNT_NEWS_CODES,        /* new recovery codes */
    ACCOUNT_NEWS_CODE_USED,    /* somebody came in with a recovery code */
    ACCOUNT_NEWS_PASSKEY,      /* made */
    ACCOUNT_NEWS_PASSKEY_GONE, /* removed */
    ACCOUNT_NEWS__MAX
};

enum { ACCOUNT_NEWS_DAYS = 30, ACCOUNT_NEWS_MOST = 10 };

/* In the change: an audit row "account.told.*" about the person, and a mail in her language when she has an address. */
int account_news_tell(struct change *change, struct person_id person, enum account_news news) MUST_CHECK;

/* people_account_set (access/people.h) for a person who may have an address already: when it is another one, the former one and
 * the new one are both told. Fails as that does. */
int account_news_email_set(struct change *change, struct person_id person, struct text email) MUST_CHECK;

/* One line of the list. */
struct account_news_line {
    enum word what; /* a sentence */
    int64_t at;
};
struct account_news_lines {
    VECTOR(struct account_news_line) items;
};

/* What a person was told since an instant, newest first, ACCOUNT_NEWS_MOST at most; in the arena. */
int account_news_read(struct db *db, struct arena *arena, struct organisation_id organisation, struct person_id person,
                      int64_t since, struct account_news_lines *ret_lines) MUST_CHECK;

#endif
