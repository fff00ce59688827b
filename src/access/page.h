/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Answering with a whole page: what every page has round its content (language, direction, who is signed in, live
 * events, the words of the script), and the small things that all pages of features need. What stands in a page is the
 * feature's business.
 */
#ifndef ACCESS_PAGE_H
#define ACCESS_PAGE_H

#include "html/html.h"
#include "http/outcome.h"
#include "i18n/day_text.h"

struct request;

/* Whose colour the buttons have. */
enum page_side { PAGE_NEUTRAL, PAGE_HOME, PAGE_CENTRE, PAGE_SIDE__MAX };

struct page {
    int status;        /* HTTP status; 0 is 200 */
    struct text title; /* without the program's name */
    const char *kind;  /* class of the main element: "day", "board", "start", "gate" */
    enum page_side side;
    struct address way; /* where this page belongs, in the head of the page; null: the start page */
    struct text way_name;
    const char *way_icon;
    bool way_current; /* this page is that way; otherwise it is "start" when `start_current` */
    bool start_current;
    struct html_part content;
};

/* The menu of who is signed in: views/account.html. */
struct account_language {
    const char *code;
    const char *name; /* its own */
    bool current;
};
struct account_languages {
    struct account_language *items;
    size_t count;
};
struct account_view {
    struct text name;
    struct account_languages languages;
    struct address language;      /* forms of feature/sign_in */
    struct address password;      /* its page to choose one */
    struct address passkeys;      /* of feature/passkey */
    struct address second_factor; /* of feature/second_factor */
    struct address devices;       /* of feature/device */
    struct address privacy;       /* what is kept, and who looked */
    struct address sign_out;
    bool staff;         /* works here: has a PIN */
    struct address pin; /* of feature/tablet */
};

/* The same on the tablet of a group: views/tablet_account.html. */
struct tablet_account_view {
    struct text name;
    struct text person;   /* as an id: whose page it is */
    int64_t lock_seconds; /* without a touch, and the script locks it */
    struct account_languages languages;
    struct address language;
    struct address lock;
    struct address touch;
};

/* The page as the request's outcome. Too large a page answers 500. */
struct outcome page_show(struct request *request, const struct page *page);

/* A day in the reader's words, with the server's cache. */
struct text page_day_text(struct request *request, struct date date, enum day_style style);

/*
 * Topics of live events for data-live, separated by spaces: the reader, and the child (for a guardian with the full
 * scope) or the group (for the centre) unless 0. The same texts come with the events of /live.
 */
struct text page_topics(struct request *request, struct child_id child, struct group_id group);

/* The address that calls a phone number; digits and a leading + are kept. */
struct address page_call(struct request *request, struct text phone);

#endif
