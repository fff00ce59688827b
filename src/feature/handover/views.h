/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the templates of the handover show. Everything here is decided and put into words before a template runs: day.c
 * and board.c fill these structs, views/ draws them.
 */
#ifndef FEATURE_HANDOVER_VIEWS_H
#define FEATURE_HANDOVER_VIEWS_H

#include "base/identity.h"
#include "base/vector.h"
#include "feature/handover/handover.h"
#include "html/html.h"

/* A coded value as it is shown: pictogram and word. */
struct chip_view {
    enum entry_kind kind;
    const char *pictogram;
    struct text text; /* "sliep 12:30 – 14:05" */
};

struct chips_view {
    struct chip_view *items;
    size_t count, capacity;
};

/* One button or radio of a coded value. */
struct choice_view {
    const char *form_value; /* "food.all", or only the value where the field names the kind */
    const char *pictogram;
    enum word word;
};

struct choices_view {
    const struct choice_view *items;
    size_t count;
};

/* One amount that is often given: a button. */
struct amount_view {
    struct text form_value; /* "bottle.drunk:150" */
    struct text text;       /* "150 ml" */
};

/* A kind with its values: a fieldset of the morning note, a row of the record bar. */
struct kind_view {
    const char *name;
    const char *pictogram;
    enum word word;
    struct choices_view choices;
    VECTOR(struct amount_view) amounts; /* of a bottle, beside the field for another one */
    bool has_ml, has_degrees;           /* a field for the number */
};

struct kinds_view {
    const struct kind_view *items;
    size_t count;
};

/* Own words under an entry. */
struct reply_view {
    struct moment_id moment;
    const char *side; /* "home", "centre" */
    struct text who;
    struct text called; /* "mama" */
    struct text time;
    struct text clock; /* HH:MM for machines */
    const char *pictogram;
    struct text what; /* what was said with one tap; empty: own words alone */
    struct text note;
    struct text language;
    bool question;    /* asks about home (R038) */
    bool can_decline; /* and home may say that it rather does not tell */
    struct text decline_client;
    struct text effort; /* about how long answering takes, to who may */
    bool can_undo;
    struct address undo;
};

/* A photo in a card. */
struct photo_shown_view {
    struct address large, small;
    int64_t width, height; /* of the small one */
    struct text alt;
};

/* A question about home under a line, for the centre (R038). */
struct ask_view {
    bool can;
    bool offered; /* today, here: it stands open */
    struct moment_id moment;
    struct address answer;
    struct text client_id;
    struct choices_view choices; /* that take one tap, and are in the language of who reads them */
};

/* One card: what was recorded in one act for this child. */
struct entry_view {
    struct moment_id moment;
    const char *side; /* "home", "centre" */
    bool at_home;     /* the same, for the words of the side */
    bool own_voice;   /* the child says it (R235) */
    bool self;        /* and wrote it itself */
    struct text who;
    struct text called;
    struct chips_view chips;
    struct text note;
    struct text language; /* of the note */
    bool was_read;        /* home's card: by the group (R031) */
    bool group_only;      /* home's card: the other home does not read it */
    bool both_homes;      /* home's card: the other home reads it too */
    bool mentor_only;     /* home's card: the group does not read it (R018) */
    bool held;            /* the centre's card: home reads it when the child is collected (R247) */
    bool can_release;
    struct address release;
    bool on_paper;       /* home wrote it on paper (R040) */
    struct text foreign; /* own name of the note's language when it is not the reader's */
    VECTOR(struct photo_shown_view) photos;
    VECTOR(struct reply_view) replies;
    bool can_answer;
    struct ask_view ask;
    bool can_undo;
    bool can_rewrite;
    struct entry_id entry; /* of the own words, for rewriting */
    int64_t version;
    bool stale;        /* somebody saved first: `typed` waits beside the stored note */
    struct text typed; /* in the rewrite form */
    struct text answer_client;
    struct text rewrite_client;
    struct address answer;
    struct address undo;
    struct address rewrite;
    bool has_more; /* of a dose or an accident: its own page */
    struct address more;
};

/* Cards of one minute: home's before the centre's. */
struct slot_view {
    struct text time;  /* "9:30" */
    struct text clock; /* "09:30" */
    struct text name;  /* "0930", and "0230b" for the second 2:30 of a night in which the clock goes back */
    VECTOR(struct entry_view) entries;
};

/* Where home writes: the morning note while nothing was written, a short box later. */
struct compose_view {
    struct text name;
    bool wants_note;
    bool choose_reader; /* there is somebody to choose beside the group */
    bool two_homes;     /* offer the other home as a reader */
    struct text mentor; /* "Alleen de mentor (Hanna)"; empty: there is none to offer */
    struct kinds_view kinds;
    struct address write;
    struct text client_id;
};

/* Where the centre records for this one child. */
struct single_view {
    struct kinds_view kinds;
    struct address write;
    struct text client_id;
};

struct day_link_view {
    struct address address;
    struct text name;   /* "ma" */
    struct text number; /* "17" */
    struct text label;  /* "maandag 17 november", for a screen reader */
    bool current;
    bool written;
};

struct sibling_view {
    struct address address;
    struct text name;
    struct text initial;
    int tint; /* 1..6 */
    bool current;
};

struct day_view {
    struct child_id child;
    struct text name;
    struct text say_name;
    struct text initial;
    int tint;
    bool has_portrait; /* stands in place of the initial (feature/portrait) */
    struct address portrait;
    struct text day_text; /* "donderdag 20 november" */
    struct text topics;   /* live topics of the page */
    bool is_home;         /* who looks: writes in home's ink */
    bool is_centre;
    bool can_write;
    bool is_today;
    struct text allergies;
    struct text presence; /* "Noor is er sinds 8:04" */
    bool opens_later;     /* home reads the day when the child is collected (R247) */
    struct text group_name;
    struct text mentor;
    struct text team; /* who is on the group today, for guardians */
    struct address team_page;
    struct text phone;
    struct address call;                  /* tel: of the phone */
    struct address board;                 /* back to the group, for the centre */
    bool has_care;                        /* not for a limited guardian, nor for a coach */
    struct address medicine;              /* (feature/medicine) */
    struct address accident;              /* (feature/accident) */
    bool on_tablet;                       /* of the group: only what the shift needs (T21) */
    struct address booklet, booklet_week; /* on paper (feature/booklet) */
    struct address hub;                   /* where everything about the child is found (feature/hub) */
    VECTOR(struct sibling_view) siblings;
    struct day_link_view previous;
    struct day_link_view next;
    VECTOR(struct day_link_view) week;
    struct compose_view compose;
    struct single_view single;
    struct text problem; /* why what was sent was not stored */
    VECTOR(struct handover_shown) parts;
    VECTOR(struct slot_view) slots;
};

/* The door view: names and no more (R242). */
struct door_child_view {
    struct text name;
    struct text initial;
    int tint;
};
struct door_view {
    struct text name; /* of the group */
    struct address board;
    VECTOR(struct door_child_view) children;
};

/* Highlights of a week, for the group itself (R028). */
struct week_child_view {
    struct address day;
    struct text name;
    struct text initial;
    struct text what; /* "ma 16 · gelukt", or that it was told */
    int tint;
};
struct week_view {
    struct text name; /* of the group */
    struct address board;
    VECTOR(struct week_child_view) none;
    VECTOR(struct week_child_view) some;
};

/* What nobody told or wrote down yet about a child who is there (R030). */
struct open_child_view {
    struct child_id child;
    struct address day;
    struct text name;
    struct text initial;
    int tint;
    struct text open; /* as of struct tile_view */
    bool home_silent;
    bool can_tell;
};
struct open_view {
    struct text name; /* of the group */
    struct address board, told;
    struct text topics;
    VECTOR(struct open_child_view) children;
};

/* A highlight that can still be written when a child goes. */
struct offer_view {
    struct child_id child;
    struct kind_view kind;
    struct address record, told;
    struct text client_id;
};

struct guardian_view {
    struct text name;
    struct text say_name;
    bool first;
};

struct board_note_view {
    struct text who;
    bool group_only; /* the other home does not know of it */
    struct moment_id moment;
    struct chips_view chips;
    struct text note;
    struct text language;
    bool was_read;
    struct address read;
};

/* The last of what comes back all day: a bottle, a nappy. */
struct tile_time_view {
    enum entry_kind kind;
    const char *pictogram;
    struct text what; /* "fles: 150 ml" */
    struct text time; /* "10:05" */
    struct text ago;  /* "1 u 20" */
    struct text at;   /* the instant, for the script that counts on */
};

struct tile_view {
    struct child_id child;
    struct text name;
    struct text initial;
    int tint;
    bool has_portrait; /* stands in place of the initial (feature/portrait) */
    struct address portrait;
    struct address day;
    VECTOR(struct guardian_view) guardians;
    struct text allergies;
    struct text restriction;
    int64_t home;    /* the first guardian's */
    bool split;      /* lives in several homes */
    bool can_record; /* who looks may check in and out */
    VECTOR(struct board_note_view) notes;
    struct text asleep_since; /* "12:31"; empty: awake */
    struct text asleep_ago;   /* "40 min" */
    struct text asleep_at;    /* the instant */
    VECTOR(struct tile_time_view) times;
    struct chips_view done; /* what was recorded today */
    bool told_open;         /* what is open will be told at the door */
    struct address told;
    bool has_medicine; /* one is in force today */
    bool medicine_due; /* and a planned one waits */
    struct address medicine;
    struct text open;      /* "nog open: slapen", also before the board says so; empty: nothing */
    struct text open_hint; /* the same when the board says it */
    bool home_silent; /* nothing was told from home today that stands on the board, nor talked about when it came */
    bool present;
    bool expected;
    bool collected;
    bool away; /* somebody said that it does not come */
    struct handover_tile more;
    struct text collected_at;
    struct text collected_by; /* empty: nobody noted it */
    struct address check_in;
    struct address collect; /* page with who may collect (feature/family) */
};

/* A child of the board that food and drink are not all the same to (R234). */
struct board_allergy_view {
    struct child_id child;
    struct text name;
    struct text allergies;
};

struct board_view {
    struct group_id group;
    struct text name;
    struct text location_name;
    struct text day_text;
    struct text topics;
    struct text team; /* who works on the group today */
    struct address team_page;
    struct address tasks;
    bool has_tasks; /* something waits for the staff */
    bool can_write;
    bool has_unread;
    VECTOR(struct tile_view) tiles;
    VECTOR(struct board_allergy_view) allergies; /* of the children of today who have not gone home */
    struct kinds_view kinds;
    struct text client_id;
    struct address record;
    struct address read_all;
    bool can_manage, reads_days, on_tablet;
    struct address setting, week, door, open;
    struct text writer;           /* who looks */
    struct text ago, ago_minutes; /* words with their placeholders, for the script */
    bool phrase_hint;             /* what was just written is an empty phrase (R029) */
    struct address quiet;
    struct address photos;               /* of today (feature/photo) */
    struct address talk_aid, attendance; /* of feature/talk_aid and feature/attendance */
    bool has_voice;                      /* older children tell something themselves (feature/voice) */
    struct address voice;
    struct address consent; /* what is allowed, for all children */
    bool can_undo;          /* something was just recorded */
    struct text undo_text;  /* "Genoteerd: at alles, bij Noor en Yusuf" */
    const char *undo_pictogram;
    struct moment_id undo_moment;
    struct address undo;
    bool can_undo_came; /* a child was just checked in or out */
    struct child_id came;
    struct text came_text;
    struct address came_undo;
    struct text problem; /* who was left out and why */
};

#endif
