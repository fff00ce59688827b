/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a group records and what its board asks (table group_setting): the ages of its children, whether the board says what is
 * still open (R030), whether it asks for one concrete moment where somebody wrote an empty phrase (R029), and when home reads the day
 * (release.h). Without a row the kind of care decides, and home reads at once. Inside the feature only.
 */
#ifndef FEATURE_HANDOVER_SETTING_H
#define FEATURE_HANDOVER_SETTING_H

#include "db/change.h"
#include "feature/handover/release.h"
#include "html/html.h"
#include "i18n/word.h"

struct request;

enum { SETTING_PHRASES_MAXIMUM = 1000 /* characters of the list */ };

/* The names of the ages, "baby" .. "school"; ends with NULL. */
enum setting_ages { SETTING_BABY, SETTING_TODDLER, SETTING_MIXED, SETTING_SCHOOL, SETTING_AGES__MAX };
extern const char *const setting_ages_names[SETTING_AGES__MAX + 1];

/* A form of the settings page. */
struct setting_write {
    struct group_id group;
    struct date today;
    enum setting_ages ages;
    bool open_hint, phrase_hint;
    struct text phrases; /* a line each; empty: the program's */
    enum release opens;  /* when home reads what the group writes (R247) */
};

/* A change: keeps it for a group that the actor manages, STATUS_NOT_FOUND otherwise. At once releases what waits. */
int setting_save(struct change *change, void *write);

/* A change: the actor is not asked any more for a moment instead of a phrase. */
int setting_quiet(struct change *change, void *nothing);

/* Whether the board of these ages says what is still open; `open_hint` as stored, -1: nothing is. */
bool setting_open_hint(unsigned ages, int64_t open_hint);

/* What to store of the phrases as typed: nothing when they are the program's own in the reader's language, so that others go on reading
 * them in theirs. */
struct text setting_phrases_typed(struct request *request, struct text typed);

/* Whether the words are no more than a phrase of the list (empty: the program's in the reader's language): they hold one, and are
 * short. Case and points do not count. */
bool setting_is_phrase(struct arena *arena, const struct words *words, struct text phrases, struct text note);

/* The page. STATUS_NOT_FOUND for who does not manage the group. */
struct setting_view {
    struct text name;
    struct address save, board;
    bool baby, toddler, mixed, school;
    bool open_hint, phrase_hint;
    struct text phrases;
    bool at_once, pick_up;
    bool done;
};
int setting_read(struct request *request, struct group_id group, struct setting_view *ret_view) MUST_CHECK;

#endif
