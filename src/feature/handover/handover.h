/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The handover: one day of one child, written by home and by the centre. All that other folders may use.
 *
 * What is written is a row of `entry`: one coded value or one piece of own words, of one child. Entries that were
 * recorded in one act share a moment, also those of several children ("at alles" for six), and undo takes a whole
 * moment back. Nothing here refuses an honest record: a child for whom it makes no sense (left the group today, sleeps
 * already) is left out and named, the others are kept.
 *
 * The functions below are change functions (db/change.h): they run on the writer, may run more than once, check access
 * again inside the transaction, and write audit row and live event with the entry. They know no HTTP and no HTML.
 */
#ifndef FEATURE_HANDOVER_HANDOVER_H
#define FEATURE_HANDOVER_HANDOVER_H

#include "base/vector.h"
#include "base/zone.h"
#include "db/change.h"
#include "feature/handover/code.h"
#include "html/html.h"
#include "http/route.h"
#include "job/job.h"

struct access_who;
struct board_view;
struct db_together;
struct html_part;
struct request;

enum {
    HANDOVER_CHILDREN_MAXIMUM = 60,    /* in one recording: more than any group */
    HANDOVER_COLLECTED_MAXIMUM = 100,  /* characters of the name of who collected */
    HANDOVER_NOTE_MAXIMUM = 2000,      /* characters of own words */
    HANDOVER_CODES_MAXIMUM = 4,        /* coded values in one morning note */
    HANDOVER_UNDO_MS = 15 * 60 * 1000, /* how long one's own moment can be taken back with one tap */
    HANDOVER_EARLY_MS = 5 * 60 * 1000  /* a device's clock may run this much ahead */
};

/* Why a child was left out of a recording. */
enum skip_reason {
    SKIP_NONE,
    SKIP_LEFT,   /* not (or no longer) a child this person records for: left the group today */
    SKIP_ASLEEP, /* sleeps already */
    SKIP_AWAKE,  /* no nap was started */
    SKIP_REASON__MAX
};

struct skipped_child {
    struct child_id child;
    enum skip_reason reason;
};

/* Who reads what home writes, besides its author. */
enum home_audience {
    HOME_AUDIENCE_GROUP,  /* the group only */
    HOME_AUDIENCE_BOTH,   /* the child's other home as well */
    HOME_AUDIENCE_MENTOR, /* the child's mentor alone, not on the board of the group (R018) */
    HOME_AUDIENCE__MAX
};

/* One write from a form. The caller fills the first part; everything lives in `arena`, the request's own. */
struct handover_write {
    struct arena *arena;
    struct client_write sent; /* the form's client id and hash (access/client_write.h): sent twice, written once */
    enum entry_side side;     /* whose ink */
    struct group_id group;    /* where the centre records; 0 at home */
    struct date day;          /* the page */
    struct date today;        /* for access */
    struct date since;        /* pages before it are out of reach from this device (T21); 0: none */
    int64_t at;               /* when it happened */
    const struct child_id *children;
    size_t child_count; /* 1..HANDOVER_CHILDREN_MAXIMUM */
    const struct code *codes[HANDOVER_CODES_MAXIMUM];
    int64_t measures[HANDOVER_CODES_MAXIMUM]; /* their numbers; 0: none */
    size_t code_count;
    struct text note;            /* own words, may be empty when there is a code */
    struct text language;        /* of the own words */
    struct moment_id answers;    /* what is answered or asked about; 0: nothing */
    bool question;               /* the words ask about home (R038), under what `answers` says */
    enum home_audience audience; /* of what home writes */
    bool on_paper;               /* the centre types in what home wrote on paper, in words alone (R040) */

    /* Filled by the change; start from nothing at every run. */
    struct moment_id moment; /* what was written; of the first time when it was sent twice */
    bool waits;              /* home reads it when the child is collected (R247) */
    VECTOR(struct skipped_child) skipped;
};

/*
 * Writes one moment. STATUS_INVALID when there is neither code nor note, or a code that this side does not record there: what
 * asks about home is the centre's and stands under a line, and so does what declines it, which is home's;
 * STATUS_NOT_FOUND when no child is left and nothing was skipped for a reason the person may know (or the answered
 * moment is not visible); STATUS_CONFLICT when the client_id was used for another text, or when it is for the mentor alone
 * and there is none. What the centre writes waits for the child to be collected where its group chose so. R018, R027, R031, R247.
 */
int handover_write(struct change *change, void *write);

/*
 * That home and centre talked, or will. "Even gesproken" is one tap at coming or going (R246); the weeks in which a family had none
 * of the two are what the mentor's list asks (R039). "Ik vertel het aan de deur" takes the place of a highlight (R028) or of what is
 * still open (R030) and is a matter of the group: parents do not see it, and it is no talk yet. A day has each at most once, and who
 * pressed it is counted nowhere.
 */
enum live_contact {
    CONTACT_ARRIVAL,   /* talked when the child came */
    CONTACT_PICK_UP,   /* talked when it was collected */
    CONTACT_OPEN,      /* will tell at the door what nobody wrote down */
    CONTACT_HIGHLIGHT, /* will tell a highlight at the door */
    CONTACT__MAX
};

/* Takes a moment back, or reads it, or changes its words. */
struct handover_touch {
    struct arena *arena;
    struct client_write sent;      /* rewrite */
    struct moment_id moment;       /* undo, read */
    struct entry_id entry;         /* rewrite */
    struct group_id group;         /* read all, check-in: the board */
    struct child_id child;         /* read, check-in, check-out */
    struct person_id guardian;     /* check-out: who collected, when it was a guardian */
    struct collector_id collector; /* check-out: when it was somebody who may (feature/family) */
    struct text name;              /* check-out: when it was somebody else, as said at the door; may be empty */
    int64_t at;                    /* check-in, check-out: when it was pressed; 0: now */
    bool talked;                   /* check-in, check-out: home and centre talked */
    enum live_contact contact;     /* told */
    bool back;                     /* told: it was pressed by mistake */
    struct date day;
    struct date today;
    struct date since; /* as in struct handover_write */
    int64_t version;   /* rewrite: of the text that was changed */
    struct text note;  /* rewrite: the new words */
    struct text language;

    struct text stored_note; /* rewrite: on STATUS_CONFLICT what stands there now */
    int64_t stored_version;
    size_t count; /* how many entries or notes were touched */
};

/* Undo: withdraws all entries of a moment. By its author within HANDOVER_UNDO_MS; otherwise STATUS_DENIED.
 * Undoing twice is fine. */
int handover_undo(struct change *change, void *touch);

/* The author changes own words; the old text is kept as a version. STATUS_CONFLICT with stored_note when `version` is
 * not the present one. */
int handover_rewrite(struct change *change, void *touch);

/* The group has read a note of home (R031); `moment` 0 reads all unread notes of the group's children today. */
int handover_read(struct change *change, void *touch);

/*
 * The child comes, the child is collected. Both may be pressed twice; the first time counts. Who collected is written down
 * and refuses nothing: a name may be missing, and a permission over. STATUS_NOT_FOUND only for a guardian or a collector of
 * another child.
 */
int handover_check_in(struct change *change, void *touch);
int handover_check_out(struct change *change, void *touch);

/* "Nu delen": home reads this moment about the child without waiting for it to be collected (R247). Twice is fine; STATUS_NOT_FOUND
 * for who does not record for the child, or when it was taken back. */
int handover_release(struct change *change, void *touch);

/* In a change: the child was collected, home may read all that waited up to that day (R247). Tells nobody. */
int handover_release_child(struct change *change, struct child_id child, struct date day) MUST_CHECK;

/* Releases in the night what waits for a check-out that was forgotten. */
extern const struct job_kind handover_release_job;

/* Takes the last of the two back, by who pressed it within HANDOVER_UNDO_MS; otherwise STATUS_DENIED. What home could read since
 * stays readable. */
int handover_attendance_undo(struct change *change, void *touch);

/* Marks one of enum live_contact for a child of the board, or takes it back. STATUS_NOT_FOUND as for check-in. */
int handover_told(struct change *change, void *touch);

/*
 * In a change: home and centre talked today on the telephone (feature/call), a live contact beside those of enum live_contact. The caller
 * has checked who may. Twice is fine.
 */
int handover_talked(struct change *change, struct child_id child, struct date today) MUST_CHECK;

/*
 * A quiet place to write today's highlight of a child, or to say that it will be told, for the page on which the child is
 * collected: an empty part when there is one already. Its forms lead back to that page. Never demanded (R028).
 */
int handover_offer(struct request *request, struct child_id child, struct group_id group,
                   struct html_part *ret_part) MUST_CHECK;

/*
 * One line in the ink of the centre that another feature writes for what it keeps itself: a dose of medicine, an accident. It
 * stands on the day page at once and open pages hear of it; handover_undo and handover_rewrite leave it alone.
 */
struct handover_line_new {
    struct child_id child;
    struct date day;
    struct date today;    /* for access */
    int64_t at;           /* when it happened */
    enum entry_kind kind; /* one without sides (code.h) */
    const char *value;    /* of its codes */
    struct text note;     /* what it is, as people wrote it; may be empty */
    struct text language; /* of the note */
    int64_t audience;     /* as access_audience gave it */
    bool may_wait; /* home reads it when the child is collected, where the group chose so (R247); otherwise at once */
    struct group_id group; /* whose choice that is */
};

/* In a change: writes it, audits nothing. The caller has checked who may. */
int handover_line_add(struct change *change, const struct handover_line_new *line,
                      struct moment_id *ret_moment) MUST_CHECK;

/* In a change: takes it back. Twice is fine. */
int handover_line_withdraw(struct change *change, const struct handover_line_new *line,
                           struct moment_id moment) MUST_CHECK;

/* In a change: the open pages of whoever reads something of this audience about the child ask again. */
int handover_tell(struct change *change, struct child_id child, struct date today, int64_t audience) MUST_CHECK;

/* STATUS_OK when the child has a place on the group that day, STATUS_NOT_FOUND when not: the gate knows the board, this
 * keeps its forms to the children of the board. */
int handover_belongs(struct change *change, struct child_id child, struct group_id group, struct date day);

/* The first page of the child on which the change's actor writes: who is there for a shift has today's alone (R045), others have
 * those from `since` on. */
int handover_oldest_page(struct change *change, struct child_id child, struct date today, struct date since,
                         struct date *ret_oldest) MUST_CHECK;

/* The bit of a day in placement.weekdays: 1 Monday, 2 Tuesday ... 64 Sunday. */
int64_t weekday_bit(struct date day);

/* A line as lists of several children show it. */
struct handover_line {
    struct entry_id entry;
    struct child_id child;
    struct text child_name;
    struct date day; /* the page it stands on */
    int64_t at;
    int64_t side; /* enum entry_side */
    struct text kind;
    struct text value;
    int64_t measure;
    struct text note;
    struct text language; /* of the note */
};

struct handover_lines {
    VECTOR(struct handover_line);
};

/*
 * The children that were last written about, of all that this person may see: at most `most` (1..100), the newest line
 * that she may read of each, newest first. Costs about as much for a guardian of one child as for who sees 56,000.
 */
int handover_newest(struct db *db, struct arena *arena, const struct access_who *who, size_t most,
                    struct handover_lines *ret_lines) MUST_CHECK;

extern const struct routes handover_routes;
extern const struct routes handover_board_routes;
extern const struct routes handover_team_routes;

/* What other pages show of a child: first letter of a name, and one of six tints that stays with the child. */
struct text handover_initial(struct text name);
int handover_tint(struct child_id child);

/* The picture that stands in place of that letter (feature/portrait), small and square. */
struct address handover_portrait(struct arena *arena, struct child_id child, struct file_id portrait);

/* Clock time of an instant in the zone of the viewer, "9:30"; `day` is tried first. */
struct text handover_time(struct request *request, const struct zone_day *day, int64_t at);

/* Where a child is on a day. */
struct handover_presence {
    struct text name;
    int64_t in_at, out_at; /* INSTANT_NONE: did not come, was not collected */
    bool expected;
    int from_today; /* negative: a day gone by, 0: today, positive: to come */
};

/* The same in one sentence: "Noor is er sinds 8:04". Empty when there is nothing to say. */
struct text handover_presence(struct request *request, const struct zone_day *day,
                              const struct handover_presence *presence);

/* Who is on the group of the child today, as the list of handover_team_add; empty on a day on which it does not come. */
int handover_team_today(struct request *request, struct child_id child, struct text *ret_team) MUST_CHECK;

/* "Hanna · Tom · Samira (valt vandaag in)": a list of who is there with one more; `role` as in professional.role. */
struct text handover_team_add(struct request *request, struct text team, struct text name, struct text role);

/*
 * The client id of a form on a page, for browsers without script: the same as long as the page is the same, so that a form sent twice
 * is written once and an unchanged page is answered with 304; another one as soon as `acts` is. `acts` counts what the reader sees of
 * what the form adds to. `purpose`: at most 16 bytes, of the form alone.
 */
struct text handover_form_id(struct request *request, const char *purpose, int64_t acts);

/* --- what other capabilities put on the pages of the handover: the table is in src/command/routes.c --- */

/* A day page, for a part of it. The part's own statements start from the access set, as all do. */
struct handover_day {
    struct request *request; /* its viewer->scope is for this child */
    struct child_id child;
    struct date date;
    const struct zone_day *zone_day; /* of the date */
    struct text name;                /* of the child; only when it shows */
    bool is_home;                    /* who looks writes in the ink of home; only when it shows, as what follows */
    bool can_write;
    bool two_homes; /* the other home may be offered as a reader */
    bool came;      /* the child was there that day */
    bool expected;  /* it has a place on that day */
};

/* What a part gives; it leaves alone what it has nothing for. */
struct handover_shown {
    struct text presence;    /* instead of the sentence of the page */
    struct html_part home;   /* below what home writes */
    struct html_part mind;   /* between the heads and the notebook, over both sides */
    struct html_part centre; /* below how the centre is reached */
};

/* What a part adds to the tile of a child. */
struct handover_tile {
    struct text away; /* why the child is not awaited; empty: it is */
    VECTOR(struct html_part) parts;
};

struct handover_part {
    /* Adds its statements to those of the page and gives, in the arena, what `show` then finds filled. At most
     * HANDOVER_PART_STATEMENTS in all parts together. */
    void *(*ask)(const struct handover_day *day, struct db_together *together);
    void (*show)(const struct handover_day *day, void *asked, struct handover_shown *shown);
    int (*board)(struct request *request, struct group_id group, struct board_view *board) MUST_CHECK; /* may be NULL */
};

/* In group_setting.opens: home reads the day when the child is collected (R247). */
#define HANDOVER_PICK_UP "pick_up"

/* In entry.channel: typed in later from paper. */
#define CHANNEL_PAPER "paper"

enum { HANDOVER_PART_STATEMENTS = 6, HANDOVER_PARTS_MAXIMUM = 6 };

extern const struct handover_part *const handover_parts[];
extern const size_t handover_part_count; /* at most HANDOVER_PARTS_MAXIMUM */

/* The place on the board for what a part adds about this child; NULL when it is not on it. */
struct handover_tile *handover_tile(struct board_view *board, struct child_id child);

/* Removes all day pages of a child; and what a guardian wrote at home, whose entries stay as withdrawn ones without words.
 * For feature/privacy/erase.h. */
int handover_erase_child(struct change *change, struct child_id child) MUST_CHECK;
int handover_erase_person(struct change *change, struct person_id person) MUST_CHECK;

/* Addresses of the pages and of their forms. */
struct address url_handover_day(struct arena *arena, struct child_id child, struct date day);
struct address url_handover_write(struct arena *arena, struct child_id child, struct date day);
struct address url_handover_answer(struct arena *arena, struct child_id child, struct date day);
struct address url_handover_undo(struct arena *arena, struct child_id child, struct date day);
struct address url_handover_release(struct arena *arena, struct child_id child, struct date day);
struct address url_handover_rewrite(struct arena *arena, struct entry_id entry);
struct address url_handover_board(struct arena *arena, struct group_id group);
struct address url_handover_record(struct arena *arena, struct group_id group);
struct address url_handover_board_undo(struct arena *arena, struct group_id group);
struct address url_handover_read_all(struct arena *arena, struct group_id group);
struct address url_handover_note_read(struct arena *arena, struct group_id group, struct child_id child,
                                      struct moment_id moment);
struct address url_handover_check_in(struct arena *arena, struct group_id group);
struct address url_handover_check_out(struct arena *arena, struct group_id group);
struct address url_handover_attendance_undo(struct arena *arena, struct group_id group);
struct address url_handover_told(struct arena *arena, struct group_id group);
struct address url_handover_week(struct arena *arena, struct group_id group);
struct address url_handover_door(struct arena *arena, struct group_id group);
struct address url_handover_open(struct arena *arena, struct group_id group);
struct address url_handover_setting(struct arena *arena, struct group_id group);
struct address url_handover_quiet(struct arena *arena, struct group_id group);

#endif
