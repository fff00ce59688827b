/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who lives in the demo organisation and what was written about each child, as data. The people are invented. The texts
 * are what parents and professionals write, so they are in their language and not in a catalogue; nothing here is a word
 * of the program.
 *
 * Each child has days: what stood in the notebook, the newest first. The first one becomes today, the next the child's
 * day before, and so on (command/demo/history.c), so that every demo has a past that ends now.
 */
#ifndef COMMAND_DEMO_DATA_H
#define COMMAND_DEMO_DATA_H

#include <stdbool.h>
#include <stddef.h>

enum {
    DEMO_GUARDIANS_MAXIMUM = 4, /* of a child */
    DEMO_NAPS_MAXIMUM = 3,      /* of a day */
    DEMO_LINES_MAXIMUM = 2      /* of the centre in own words, on a day */
};

enum demo_group { DEMO_VLINDERS, DEMO_RUPSEN, DEMO_AVONTURIERS, DEMO_WIES, DEMO_GROUP__MAX };

struct demo_group_data {
    const char *name;
    const char *care_form;
    const char *phone;
    bool school;              /* children come after school */
    const char *const *lines; /* of the centre about several children at once; ends with NULL */
};

/* A member of staff. */
struct demo_staff {
    const char *key; /* in front of the @ of the e-mail address */
    const char *given, *family, *say;
    const char *
        role; /* professional, stand_in; manager, coach, committee: of the location; administrator: of all; childminder,
                         bureau: at the place of DEMO_WIES; partner: invited for a child by outside.c */
    enum demo_group group; /* of a professional or a childminder */
};

/* A parent or another guardian. */
struct demo_parent {
    const char *key;
    const char *given, *family, *say;
    const char *language; /* of the pages, and of own words */
};

struct demo_guardian {
    const char *parent; /* key */
    const char *called; /* what the child says */
    int home;
    const char *scope; /* full, limited, none */
    bool no_authority;
    bool protected;
};

/* One day of one child. Clock times are "8:05"; codes are "night.well breakfast.half", see feature/handover/code.h. */
struct demo_day {
    bool stayed_home;
    struct demo_note {
        int who; /* index of the guardian */
        const char *at;
        const char *codes;
        const char *words;
    } note;             /* of the morning */
    const char *answer; /* of the centre to it */
    struct demo_line {
        const char *at;
        const char *codes;
        const char *words;
    } lines[DEMO_LINES_MAXIMUM];
    struct demo_reply {
        int who;
        const char *words;
    } reply; /* of home to the first line */
    struct demo_later {
        int who;
        const char *at;
        const char *words;
        const char *answer;
    } later; /* something that home writes during the day */
};

/* For the tables of days. */
#define NOTE(WHO, AT, CODES, WORDS)  .note = { WHO, AT, CODES, WORDS }
#define ANSWER(WORDS)                .answer = WORDS
#define LINE(AT, CODES, WORDS)       .lines[0] = { AT, CODES, WORDS }
#define THEN(AT, CODES, WORDS)       .lines[1] = { AT, CODES, WORDS }
#define REPLY(WHO, WORDS)            .reply = { WHO, WORDS }
#define LATER(WHO, AT, WORDS, REACT) .later = { WHO, AT, WORDS, REACT }
#define STAYED_HOME                  .stayed_home = true
#define DAYS(TABLE)                  .days = TABLE, .day_count = sizeof TABLE / sizeof *TABLE

struct demo_child {
    const char *given, *family, *say;
    int months; /* age */
    enum demo_group group;
    const char *weekdays; /* "ma di do" */
    bool elsewhere_today; /* not on the board of today */
    bool unread_today;    /* nobody has read today's note yet */
    bool not_spoken;      /* home and centre wrote and did not talk for a while: on the mentor's list */
    bool silent_today;    /* home has not written today: whoever tries the demo may */
    const char *arrives, *leaves;
    int appetite;                        /* 0 eats little ... 3 eats everything */
    const char *naps[DEMO_NAPS_MAXIMUM]; /* "12:30 95": start and minutes */
    const char *moods;                   /* usual ones: "happy calm" */
    const char *plays;                   /* usual behaviour: "together busy" */
    const char *allergies, *restriction, *remark, *photo;
    const char *mentor; /* key of staff */
    struct demo_guardian guardians[DEMO_GUARDIANS_MAXIMUM];
    const struct demo_day *days;
    size_t day_count;
};

struct demo_children {
    const struct demo_child *items;
    size_t count;
};

extern const struct demo_group_data demo_groups[DEMO_GROUP__MAX];
extern const struct demo_staff demo_staff[];
extern const size_t demo_staff_count;
extern const struct demo_parent demo_parents[];
extern const size_t demo_parent_count;

extern const struct demo_children demo_vlinders, demo_rupsen, demo_avonturiers, demo_wies;

/* Who gets a link on the console. */
struct demo_link {
    const char *key;  /* of a parent or a member of staff */
    const char *what; /* "mother of Noor, Dutch" */
};
extern const struct demo_link demo_links[];
extern const size_t demo_link_count;

#endif
