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

/* Which of the ways in the head of the page leads to where we are. */
enum page_here {
    PAGE_HERE_NONE,
    PAGE_HERE_START,
    PAGE_HERE_WAY,   /* `way` */
    PAGE_HERE_TODAY, /* today's page of the child */
    PAGE_HERE_TASKS,
    PAGE_HERE_ME,
    PAGE_HERE__MAX
};

struct page {
    int status;        /* HTTP status; 0 is 200 */
    struct text title; /* without the program's name */
    const char *kind;  /* class of the main element: "day", "board", "start", "gate" */
    enum page_side side;
    struct address way; /* where this page belongs, in the head of the page: the board of a group; may be null */
    struct text way_name;
    const char *way_icon;
    enum page_here here;
    bool of_today; /* may stand in the store of the reader's browser until the day is over (assets/script/offline.js) */
    bool tasks_wait; /* something waits for who looks: a quiet sign at the way to it */
    struct html_part content;
};

/* Language, and signing out: views/account.html. On one's own page, and in the head of the page while nothing else is open. */
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
    struct account_languages languages;
    struct address language; /* forms of feature/sign_in */
    struct address sign_out;
};
struct html_part page_account(struct request *request);

/* On a page of a tablet that has no head of its own: the same marks for the script, unseen. views/tablet_guard.html. */
struct tablet_guard_view {
    struct text person; /* whose page it is, as an id */
    int64_t lock_seconds;
    struct address lock, touch;
};

/* For a page that `person` sees on the tablet of a group without its head; it locks after `lock_ms` without a touch. */
struct html_part page_tablet_guard(struct request *request, struct person_id person, int64_t lock_ms);

/* Who works on the tablet of a group, with the language and a way to hand it over: views/tablet_account.html. */
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
