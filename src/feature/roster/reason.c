/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The codes and sentences of the report.
 */
#include "feature/roster/reason.h"

struct about {
    enum roster_weight weight;
    const char *code;
    const char *sentence;
};

#define FATAL(code, sentence)        \
    {                                \
        ROSTER_FATAL, code, sentence \
    }
#define REFUSED(code, sentence)        \
    {                                  \
        ROSTER_REFUSED, code, sentence \
    }
#define CHECK(code, sentence)        \
    {                                \
        ROSTER_CHECK, code, sentence \
    }
#define NOTE(code, sentence)        \
    {                               \
        ROSTER_NOTE, code, sentence \
    }

static const struct about reasons[ROSTER_REASON__MAX] = {
    [ROSTER_FILE_EMPTY] = FATAL("file_empty", "there is no header line"),
    [ROSTER_FILE_LARGE] = FATAL("file_large", "too many rows, or too much in one row or cell, for one file"),
    [ROSTER_FILE_UTF16] = FATAL("file_utf16", "the file is UTF-16; save it as CSV UTF-8"),
    [ROSTER_FILE_BINARY] = FATAL("file_binary", "this is not a text file; export the roster as CSV"),
    [ROSTER_FILE_QUOTE] = FATAL("file_quote", "a quote that begins here never ends"),
    [ROSTER_FILE_COLUMN] = FATAL("file_column", "the header has no column for this"),
    [ROSTER_FILE_COLUMN_TWICE] = FATAL("file_column_twice", "the header names this twice"),
    [ROSTER_HELD] = FATAL("held", "too many children would leave at once; look at the file, or give --anyway"),
    [ROSTER_HELD_LOCATION] =
        FATAL("held_location", "the file names no child of this location; look at the file, or give --anyway"),
    [ROSTER_HELD_MANY] = FATAL("held_many", "far more new children than usual; look at the file, or give --anyway"),
    [ROSTER_ROW_CELLS] = REFUSED("row_cells", "the row has another number of cells than the header"),
    [ROSTER_NUMBER_MISSING] = REFUSED("number_missing", "the child has no number"),
    [ROSTER_NAME_MISSING] = REFUSED("name_missing", "the child has no first name"),
    [ROSTER_TEXT_LONG] = REFUSED("text_long", "a text is longer than it can be"),
    [ROSTER_BORN_INVALID] = REFUSED("born_invalid", "the date of birth is missing or does not exist"),
    [ROSTER_BORN_UNLIKELY] = REFUSED("born_unlikely", "the date of birth is over 20 years ago or over a year ahead"),
    [ROSTER_START_INVALID] = REFUSED("start_invalid", "the start date is missing or does not exist"),
    [ROSTER_END_INVALID] = REFUSED("end_invalid", "the end date does not exist"),
    [ROSTER_END_BEFORE_START] = REFUSED("end_before_start", "the end date is before the start date"),
    [ROSTER_WEEKDAYS_MISSING] = REFUSED("weekdays_missing", "no weekday is given"),
    [ROSTER_WEEKDAY_UNKNOWN] = REFUSED("weekday_unknown", "a weekday is not one of ma di wo do vr za zo"),
    [ROSTER_GROUP_MISSING] = REFUSED("group_missing", "the location or the group is missing"),
    [ROSTER_GROUP_UNKNOWN] = REFUSED("group_unknown", "there is no such group; give --new-groups if it is to be made"),
    [ROSTER_GROUP_LONE] =
        REFUSED("group_lone", "one child alone names this group, as a typing fault does; --new-groups makes it"),
    [ROSTER_CARE_FORM_UNKNOWN] =
        REFUSED("care_form_unknown", "a new group needs a kind of care: KDV, BSO or GO (gastouder)"),
    [ROSTER_CONTRADICTION] = REFUSED("contradiction", "rows of this child contradict each other, so none is used"),
    [ROSTER_REMARK_RESTRICTION] =
        CHECK("remark_restriction", "the remark may mean a restriction; check and enter it by hand"),
    [ROSTER_REMARK_HOMES] = CHECK("remark_homes", "the remark may mean two homes; check and enter them by hand"),
    [ROSTER_CHILD_MISSING] = CHECK("child_missing", "attends now and is not in the file; nothing was changed"),
    [ROSTER_GUARDIAN_MISSING] =
        CHECK("guardian_missing", "a guardian is no longer in the file; access stays until it is ended by hand"),
    [ROSTER_GUARDIAN_NONE] = CHECK("guardian_none", "the child has no guardian in the file"),
    [ROSTER_GUARDIAN_ENDED] =
        CHECK("guardian_ended", "access of this guardian was ended by hand and is not opened again"),
    [ROSTER_GUARDIAN_ALIKE] =
        CHECK("guardian_alike", "two guardians have one name but not one e-mail or phone; kept as two persons"),
    [ROSTER_EMAIL_SHARED] =
        CHECK("email_shared", "somebody else has this e-mail address; the guardian gets no account"),
    [ROSTER_EMAIL_INVALID] = CHECK("email_invalid", "not an e-mail address; the guardian gets no account by it"),
    [ROSTER_AUTHORITY_UNKNOWN] = CHECK("authority_unknown", "parental authority is not told; taken as no until it is"),
    [ROSTER_PHOTO_UNKNOWN] = CHECK("photo_unknown", "consent for photos is not understood; counts as not asked"),
    [ROSTER_LANGUAGE_UNKNOWN] = CHECK("language_unknown", "the language is not understood; pages are in Dutch"),
    [ROSTER_ALLERGIES_BOTH] = CHECK("allergies_both", "allergies differ here and in the file; both are kept"),
    [ROSTER_MENTOR_AMBIGUOUS] =
        CHECK("mentor_ambiguous", "several professionals of the location have this name; no mentor was set"),
    [ROSTER_MENTOR_OTHER_GROUP] = CHECK("mentor_other_group", "the mentor does not work on a group of the child"),
    [ROSTER_SKIPPED] = CHECK("skipped", "something changed meanwhile; import the file again"),
    [ROSTER_COLUMN_IGNORED] = NOTE("column_ignored", "the column is not used"),
    [ROSTER_CHILD_LEFT] = NOTE("child_left", "left before today and is not known here; not imported"),
    [ROSTER_CHILD_NEW] = NOTE("child_new", "a new child"),
    [ROSTER_CHILD_LEAVES] = NOTE("child_leaves", "leaves earlier than was known; access ends after this last day"),
    [ROSTER_ROW_DOUBLED] = NOTE("row_doubled", "the same row again"),
    [ROSTER_ROW_JOINED] = NOTE("row_joined", "another row of the same child that agrees; read as one"),
    [ROSTER_MENTORS_TWO] = NOTE("mentors_two", "rows of this child name two mentors; the first is used"),
    [ROSTER_PHONE_DIFFERS] = NOTE("phone_differs", "rows give this guardian several telephones; the first is used"),
    [ROSTER_LANGUAGE_DIFFERS] =
        NOTE("language_differs", "rows give this guardian several languages; the first is used"),
    [ROSTER_LOCATION_NEW] = NOTE("location_new", "a new location is made"),
    [ROSTER_GROUP_NEW] = NOTE("group_new", "a new group is made"),
    [ROSTER_MENTOR_NEW] = NOTE("mentor_new", "the mentor was not known at the location and is made a professional"),
    [ROSTER_CHANGED] = NOTE("changed", "the child differs from what is known"),
};

const char *roster_reason_code(enum roster_reason reason)
{
    return reasons[reason].code;
}

const char *roster_reason_sentence(enum roster_reason reason)
{
    return reasons[reason].sentence;
}

enum roster_weight roster_reason_weight(enum roster_reason reason)
{
    return reasons[reason].weight;
}

const char *roster_weight_name(enum roster_weight weight)
{
    static const char *const names[ROSTER_WEIGHT__MAX] = {
        [ROSTER_FATAL] = "file", [ROSTER_REFUSED] = "refused", [ROSTER_CHECK] = "check", [ROSTER_NOTE] = "note"
    };
    return names[weight];
}
