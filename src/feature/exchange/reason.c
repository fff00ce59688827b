/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/exchange/reason.h"

/* clang-format off */
static const struct reason_about reasons[] = {
    { "file_empty", WORD_ROSTER_REASON_FILE_EMPTY, "alert", true, REASON_NOTHING },
    { "file_large", WORD_ROSTER_REASON_FILE_LARGE, "alert", true, REASON_NOTHING },
    { "file_utf16", WORD_ROSTER_REASON_FILE_UTF16, "alert", true, REASON_NOTHING },
    { "file_binary", WORD_ROSTER_REASON_FILE_BINARY, "alert", true, REASON_NOTHING },
    { "file_quote", WORD_ROSTER_REASON_FILE_QUOTE, "alert", true, REASON_NOTHING },
    { "file_column", WORD_ROSTER_REASON_FILE_COLUMN, "alert", true, REASON_FOUND },
    { "file_column_twice", WORD_ROSTER_REASON_FILE_COLUMN_TWICE, "alert", true, REASON_FOUND },
    { "held", WORD_ROSTER_REASON_HELD, "alert", true, REASON_FOUND },
    { "held_location", WORD_ROSTER_REASON_HELD_LOCATION, "alert", true, REASON_FOUND },
    { "held_many", WORD_ROSTER_REASON_HELD_MANY, "alert", true, REASON_FOUND },
    { "row_cells", WORD_ROSTER_REASON_ROW_CELLS, "alert", true, REASON_NOTHING },
    { "number_missing", WORD_ROSTER_REASON_NUMBER_MISSING, "alert", true, REASON_NOTHING },
    { "name_missing", WORD_ROSTER_REASON_NAME_MISSING, "alert", true, REASON_NOTHING },
    { "text_long", WORD_ROSTER_REASON_TEXT_LONG, "alert", true, REASON_NOTHING },
    { "born_invalid", WORD_ROSTER_REASON_BORN_INVALID, "alert", true, REASON_FOUND },
    { "born_unlikely", WORD_ROSTER_REASON_BORN_UNLIKELY, "alert", true, REASON_FOUND },
    { "start_invalid", WORD_ROSTER_REASON_START_INVALID, "alert", true, REASON_FOUND },
    { "end_invalid", WORD_ROSTER_REASON_END_INVALID, "alert", true, REASON_FOUND },
    { "end_before_start", WORD_ROSTER_REASON_END_BEFORE_START, "alert", true, REASON_FOUND },
    { "weekdays_missing", WORD_ROSTER_REASON_WEEKDAYS_MISSING, "alert", true, REASON_NOTHING },
    { "weekday_unknown", WORD_ROSTER_REASON_WEEKDAY_UNKNOWN, "alert", true, REASON_FOUND },
    { "group_missing", WORD_ROSTER_REASON_GROUP_MISSING, "alert", true, REASON_FOUND },
    { "group_unknown", WORD_ROSTER_REASON_GROUP_UNKNOWN, "alert", true, REASON_FOUND },
    { "group_lone", WORD_ROSTER_REASON_GROUP_LONE, "alert", true, REASON_FOUND },
    { "care_form_unknown", WORD_ROSTER_REASON_CARE_FORM_UNKNOWN, "alert", true, REASON_FOUND },
    { "contradiction", WORD_ROSTER_REASON_CONTRADICTION, "alert", true, REASON_NOTHING },
    { "remark_restriction", WORD_ROSTER_REASON_REMARK_RESTRICTION, "alert", true, REASON_FOUND },
    { "remark_homes", WORD_ROSTER_REASON_REMARK_HOMES, "alert", true, REASON_FOUND },
    { "child_missing", WORD_ROSTER_REASON_CHILD_MISSING, "alert", true, REASON_NOTHING },
    { "guardian_missing", WORD_ROSTER_REASON_GUARDIAN_MISSING, "alert", true, REASON_FOUND },
    { "guardian_none", WORD_ROSTER_REASON_GUARDIAN_NONE, "alert", true, REASON_NOTHING },
    { "guardian_ended", WORD_ROSTER_REASON_GUARDIAN_ENDED, "alert", true, REASON_FOUND },
    { "guardian_alike", WORD_ROSTER_REASON_GUARDIAN_ALIKE, "alert", true, REASON_FOUND },
    { "email_shared", WORD_ROSTER_REASON_EMAIL_SHARED, "alert", true, REASON_FOUND },
    { "email_invalid", WORD_ROSTER_REASON_EMAIL_INVALID, "alert", true, REASON_FOUND },
    { "authority_unknown", WORD_ROSTER_REASON_AUTHORITY_UNKNOWN, "alert", true, REASON_FOUND },
    { "photo_unknown", WORD_ROSTER_REASON_PHOTO_UNKNOWN, "alert", true, REASON_FOUND },
    { "language_unknown", WORD_ROSTER_REASON_LANGUAGE_UNKNOWN, "alert", true, REASON_FOUND },
    { "allergies_both", WORD_ROSTER_REASON_ALLERGIES_BOTH, "alert", true, REASON_NOTHING },
    { "mentor_ambiguous", WORD_ROSTER_REASON_MENTOR_AMBIGUOUS, "alert", true, REASON_FOUND },
    { "mentor_other_group", WORD_ROSTER_REASON_MENTOR_OTHER_GROUP, "alert", true, REASON_FOUND },
    { "skipped", WORD_ROSTER_REASON_SKIPPED, "alert", true, REASON_NOTHING },
    { "column_ignored", WORD_ROSTER_REASON_COLUMN_IGNORED, "info", false, REASON_FOUND },
    { "child_left", WORD_ROSTER_REASON_CHILD_LEFT, "info", false, REASON_NOTHING },
    { "child_new", WORD_ROSTER_REASON_CHILD_NEW, "arrive", false, REASON_FOUND },
    { "child_leaves", WORD_ROSTER_REASON_CHILD_LEAVES, "leave", false, REASON_DAY },
    { "row_doubled", WORD_ROSTER_REASON_ROW_DOUBLED, "info", false, REASON_NOTHING },
    { "row_joined", WORD_ROSTER_REASON_ROW_JOINED, "info", false, REASON_NOTHING },
    { "mentors_two", WORD_ROSTER_REASON_MENTORS_TWO, "info", false, REASON_FOUND },
    { "phone_differs", WORD_ROSTER_REASON_PHONE_DIFFERS, "info", false, REASON_FOUND },
    { "language_differs", WORD_ROSTER_REASON_LANGUAGE_DIFFERS, "info", false, REASON_FOUND },
    { "location_new", WORD_ROSTER_REASON_LOCATION_NEW, "info", false, REASON_FOUND },
    { "group_new", WORD_ROSTER_REASON_GROUP_NEW, "info", false, REASON_FOUND },
    { "mentor_new", WORD_ROSTER_REASON_MENTOR_NEW, "info", false, REASON_FOUND },
    { "changed", WORD_ROSTER_REASON_CHANGED, "write", false, REASON_CHANGES },
};
/* clang-format on */

const struct reason_about *reason_find(struct text code)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (text_equal(text_from(reasons[i].code), code))
            return &reasons[i];
    return NULL;
}

/* Names as the report has them (feature/roster/compare.c). */
struct change_about {
    const char *name;
    enum word word;
};
/* clang-format off */
static const struct change_about changes[] = {
    { "name", WORD_ROSTER_CHANGE_NAME },
    { "date of birth", WORD_ROSTER_CHANGE_BORN },
    { "allergies", WORD_ROSTER_CHANGE_ALLERGIES },
    { "consent for photos", WORD_ROSTER_CHANGE_PHOTOS },
    { "remark", WORD_ROSTER_CHANGE_REMARK },
    { "placement", WORD_ROSTER_CHANGE_PLACEMENT },
    { "guardian", WORD_ROSTER_CHANGE_GUARDIAN },
    { "contact of a guardian", WORD_ROSTER_CHANGE_CONTACT },
    { "access", WORD_ROSTER_CHANGE_ACCESS },
    { "mentor", WORD_ROSTER_CHANGE_MENTOR },
};
/* clang-format on */

struct text reason_changes(struct arena *arena, const struct words *words, struct text detail)
{
    struct text all = TEXT("");
    struct text rest = detail;
    while (rest.data && rest.length > 0) {
        struct text one = text_trim(text_cut(rest, ',', &rest));
        for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
            if (text_equal(text_from(changes[i].name), one))
                all = arena_printf(arena, "%.*s%s%.*s", TEXT_ARGS(all), all.length ? " · " : "",
                                   TEXT_ARGS(word(words, changes[i].word)));
    }
    return all;
}
