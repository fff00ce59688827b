/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The page round the content: head, skip link, way through the program, notice. Every whole page is a shell_view with the
 * page's own template in `content` (html/views/shell.html); a fragment is the content alone.
 */
#ifndef HTML_SHELL_H
#define HTML_SHELL_H

#include "html/html.h"
#include "i18n/language.h"

#include <stdbool.h>

/* One link of the way through the program. */
struct shell_link {
    struct address address;
    struct text text; /* what it is called, in the reader's language */
    const char *icon; /* of the icon sprite, "" for none */
    bool current;     /* the page that is shown */
    bool waits;       /* something is there for the reader: a quiet sign, and a word for who hears the page */
};

struct shell_links {
    struct shell_link *items;
    size_t count;
};

enum shell_notice {
    SHELL_NOTICE_NONE,
    SHELL_NOTICE_DONE,    /* it worked: role status */
    SHELL_NOTICE_PROBLEM, /* it did not, and what to do: role alert */
    SHELL_NOTICE__MAX
};

/* In whose ink the page stands. */
enum shell_viewer {
    SHELL_VIEWER_NEUTRAL, /* nobody is signed in, or a page of both */
    SHELL_VIEWER_HOME,
    SHELL_VIEWER_CENTRE,
    SHELL_VIEWER__MAX
};

struct shell_view {
    struct text title; /* of the page, without the program's name */
    const char *lang;  /* BCP 47 */
    const char *dir;   /* "ltr" or "rtl" */
    bool reviewed;     /* a native speaker stands for the words */
    enum shell_viewer viewer;
    const char *kind;         /* class of the main element: "day", "board", "start", "gate" */
    bool live;                /* somebody is signed in: the page listens to /live */
    struct address home;      /* where the name of the program leads */
    struct address sign_in;   /* for who was signed out with unsent words on the page */
    struct address privacy;   /* what is kept; at the foot while nobody is signed in */
    struct shell_links links; /* none: no navigation is shown (sign-in) */
    enum shell_notice notice;
    struct text notice_text;  /* one sentence, when notice is not NONE */
    struct text person;       /* who is signed in, as an id, when live */
    struct address give_back; /* where the script brings what was written on a page that is gone, when live */
    struct text earlier;      /* said of a page that comes from the store of the device; {time} is for the script */
    struct html_part tablet;  /* who works on the tablet of a group, in the head; may be zeroed */
    struct html_part account; /* language and signing out, where there are no links; may be zeroed */
    struct html_part content;
};

/* A shell in the language of the words; home is "/", everything else is empty. */
struct shell_view shell_view_make(const struct words *words, struct text title, struct html_part content);

#endif
