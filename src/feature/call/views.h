/* SPDX-License-Identifier: EUPL-1.2 */
/* What the templates of the feature show. */
#ifndef FEATURE_CALL_VIEWS_H
#define FEATURE_CALL_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

/* A box to tick, or a choice. */
struct call_choice_view {
    struct text value;
    struct text text;
    bool chosen;
};
struct call_choices_view {
    struct call_choice_view *items;
    size_t count;
};

/* A talk that waits. */
struct call_back_view {
    struct callback_id id;
    struct text text;  /* "Aylin wil graag praten" */
    struct text about; /* "Niet slapen", or that it is something to talk about quietly */
    struct text words;
    struct text language;
    struct text when; /* "Bellen · uiterlijk dinsdag 24 november · 9:00 – 12:00" */
    bool sensitive;
    bool overdue;
    bool can_end;
    struct address end;
};
struct call_backs_view {
    VECTOR(struct call_back_view);
};

/* The form that asks for a talk, or says more about the one that waits. */
struct call_ask_view {
    struct address action;
    struct person_id guardian;
    struct text key; /* of its ids */
    struct text client_id;
    struct text reads; /* "Aylin leest dit ook."; empty: her own */
    struct call_choices_view topics, ways, days;
    struct text words;
    struct text from_time, until_time;
    bool sensitive;
};

/* The form that writes down a call. */
struct call_log_view {
    struct address action;
    struct person_id guardian;
    struct text client_id;
    const char *then;
    struct text reads;
    struct call_choices_view topics;
    struct call_choices_view answers;
    struct call_choices_view outcomes;
};

/* A guardian, with when she wants to be called. */
struct call_guardian_view {
    struct person_id person;
    struct text name;
    struct text kinds; /* "Ziek · Gevallen"; empty: she said nothing */
    struct text words;
    struct text language;
    struct text hours; /* "9:00 – 17:00"; empty: any time */
    bool has_phone;
    struct address call;
    struct text call_text;  /* "Bel Aylin" */
    struct text log_text;   /* "Gebeld met Aylin" */
    struct text later_text; /* "Later verder praten met Aylin" */
    bool brief;             /* what waits stands in lines beside it, not below */
    bool can_log;
    bool can_later; /* the centre has no talk with her that waits */
    struct call_log_view log;
    struct address ask;
    const char *then;
    struct text ask_client;
    struct call_backs_view backs;
};
struct call_guardians_view {
    VECTOR(struct call_guardian_view);
};

/* One tap, at the door. */
struct call_tap_view {
    struct text text;
    struct person_id guardian;
    struct text client_id;
    bool waits; /* done already */
};
struct call_later_view {
    struct address ask;
    struct group_id group;
    VECTOR(struct call_tap_view) taps;
};

/* What became of something. */
struct call_past_view {
    struct text when;
    struct text what;
    struct text who;
    struct text words;
    struct text language;
};
struct call_pasts_view {
    VECTOR(struct call_past_view);
};

/* The form of "Bel mij als ...". */
struct call_wish_view {
    struct address action;
    struct call_choices_view whens;
    struct text words;
    struct text phone, from_time, until_time;
};

/* The page of a child. */
struct call_view {
    struct text name;
    struct text problem;
    struct text topics;
    bool is_home;
    bool can_write;
    struct address day;
    struct call_guardians_view guardians; /* home: herself */
    VECTOR(struct call_ask_view) asks;    /* of the talks that wait and can be changed */
    struct call_wish_view wish;
    struct call_pasts_view pasts;
};

/* On the day page. */
struct call_place_view {
    bool is_home;
    bool can_ask; /* home: nothing of hers waits */
    struct address page, ask;
    struct text client_id;
    struct call_guardians_view guardians;
};

#endif
