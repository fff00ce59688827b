/* SPDX-License-Identifier: EUPL-1.2 */
/* What the templates of the feature show, in words already. */
#ifndef FEATURE_TEAM_VIEWS_H
#define FEATURE_TEAM_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

/* One of the team, as parents see her. */
struct team_member_view {
    struct person_id person;
    struct text name;
    struct text say_name;
    struct text initial;
    int tint;
    bool has_portrait; /* in place of the initial (feature/portrait) */
    struct address portrait;
    struct text role;  /* "mentor van Noor", "pedagogisch professional" */
    bool here, away;   /* today; neither when nobody knows */
    struct text today; /* the same in words */
    struct text words;
    struct text language; /* of the words */
    struct text speaks;
    struct text weekdays;
};

struct team_child_view {
    struct text name;
    struct address hub;
    bool no_mentor;
    VECTOR(struct team_member_view) members;
};

struct team_day_view {
    int number; /* 1 Monday ... 7 Sunday */
    struct text name;
    bool chosen;
};

/* One's own card. */
struct team_card_view {
    struct address save, back, portrait;
    bool saved;
    struct team_member_view shown; /* as parents see it now */
    struct text words;
    const char *language;
    struct text speaks;
    VECTOR(struct team_day_view) days;
    bool shows_family_name, shows_words, shows_speaks, shows_weekdays;
};

struct team_line_view {
    struct text id; /* of the person */
    struct text name;
    struct text role;
    struct text weekdays;
    bool away;
    bool own; /* the reader */
};

struct team_child_line_view {
    struct text name;
    struct address page; /* where a mentor is chosen; null for who may not */
    bool can_choose;
};

struct team_group_view {
    struct text name;
    struct address board, write, own_card, people, attendance;
    bool manages, writes;
    bool works; /* has a card of her own */
    VECTOR(struct team_line_view) lines;
    VECTOR(struct team_child_line_view) without_mentor;
};

struct team_news_line_view {
    struct address page;
    struct text text;
    struct text initial;
    int tint;
};

struct team_news_view {
    VECTOR(struct team_news_line_view) lines;
};

#endif
