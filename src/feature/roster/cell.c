/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Dates, weekdays, answers and digests of cells; names, telephones and addresses are name.c.
 */
#include "feature/roster/cell.h"

#include "base/error.h"
#include "base/random.h"

struct word_value {
    const char *word;
    const char *value;
};

/* The value of a word, in any case; NULL when it is not in the table. */
static const char *value_of(const struct word_value *table, struct text word)
{
    for (; table->word; table++)
        if (text_equal_ignore_case(text_from(table->word), word))
            return table->value;
    return NULL;
}

bool roster_cell_empty(struct text cell)
{
    static const struct word_value nothing[] = {
        { "", "" },       { "-", "" },        { "--", "" },      { "?", "" },    { "geen", "" },
        { "n.v.t.", "" }, { "nvt", "" },      { "n.v.t", "" },   { "none", "" }, { "n/a", "" },
        { "null", "" },   { "onbekend", "" }, { "unknown", "" }, { ".", "" },    { NULL, NULL },
    };
    return value_of(nothing, cell) != NULL;
}

/* Digits from *at on, at most `most` of them; the number, or -1 when there is none. */
static int take_number(struct text text, size_t *at, int most, int *ret_digits)
{
    int number = 0;
    *ret_digits = 0;
    while (*at < text.length && *ret_digits < most && text.data[*at] >= '0' && text.data[*at] <= '9') {
        number = number * 10 + (text.data[*at] - '0');
        (*at)++;
        (*ret_digits)++;
    }
    return *ret_digits ? number : -1;
}

/* Without " 00:00:00", which spreadsheets put behind a date. */
static struct text without_time(struct text cell)
{
    size_t space = text_find(cell, TEXT(" "));
    if (space == SIZE_MAX)
        space = text_find(cell, TEXT("T"));
    if (space == SIZE_MAX)
        return cell;
    for (size_t i = space + 1; i < cell.length; i++)
        if (cell.data[i] != '0' && cell.data[i] != ':' && cell.data[i] != '.')
            return cell;
    return text_slice(cell, 0, space);
}

int roster_date(struct text cell, struct date *ret_date)
{
    struct text date = without_time(cell);
    int numbers[3];
    int digits[3];
    size_t at = 0;
    char separator = 0;
    for (int part = 0; part < 3; part++) {
        if (part > 0) {
            if (at >= date.length || !strchr("-/.", date.data[at]) || (part == 2 && date.data[at] != separator))
                return STATUS_INVALID;
            separator = date.data[at++];
        }
        numbers[part] = take_number(date, &at, 4, &digits[part]);
        if (numbers[part] < 0)
            return STATUS_INVALID;
    }
    bool year_first = digits[0] == 4;
    int year = year_first ? 0 : 2;
    if (at != date.length || digits[year] != 4 || digits[1] > 2 || digits[2 - year] > 2 || numbers[year] < 1900)
        return STATUS_INVALID;
    return date_from_civil(numbers[year], numbers[1], numbers[2 - year], ret_date);
}

/* 1 Monday to 7 Sunday; 0 for no weekday. */
static int weekday_of(struct text word)
{
    static const struct word_value weekdays[] = {
        { "ma", "1" },        { "maandag", "1" },  { "mo", "1" },       { "mon", "1" },       { "monday", "1" },
        { "di", "2" },        { "dinsdag", "2" },  { "tu", "2" },       { "tue", "2" },       { "tuesday", "2" },
        { "wo", "3" },        { "woe", "3" },      { "woensdag", "3" }, { "we", "3" },        { "wed", "3" },
        { "wednesday", "3" }, { "do", "4" },       { "don", "4" },      { "donderdag", "4" }, { "th", "4" },
        { "thu", "4" },       { "thursday", "4" }, { "vr", "5" },       { "vri", "5" },       { "vrijdag", "5" },
        { "fr", "5" },        { "fri", "5" },      { "friday", "5" },   { "za", "6" },        { "zat", "6" },
        { "zaterdag", "6" },  { "sa", "6" },       { "sat", "6" },      { "saturday", "6" },  { "zo", "7" },
        { "zon", "7" },       { "zondag", "7" },   { "su", "7" },       { "sun", "7" },       { "sunday", "7" },
        { "din", "2" },       { "maa", "1" },      { NULL, NULL },
    };
    const char *number = value_of(weekdays, word);
    return number ? number[0] - '0' : 0;
}

int roster_weekdays(struct text cell, int64_t *ret_weekdays, struct text *ret_unknown)
{
    int64_t days = 0;
    size_t at = 0;
    while (at < cell.length) {
        size_t end = at;
        while (end < cell.length && !strchr(",/;+& \n\r\t", cell.data[end]))
            end++;
        struct text word = text_slice(cell, at, end - at);
        if (word.length > 1 && word.data[word.length - 1] == '.')
            word.length--;
        int weekday = word.length ? weekday_of(word) : 0;
        if (word.length && !weekday) {
            *ret_unknown = word;
            return STATUS_INVALID;
        }
        if (weekday)
            days |= INT64_C(1) << (weekday - 1);
        at = end + 1;
    }
    if (!days)
        return STATUS_NOT_FOUND;
    *ret_weekdays = days;
    return STATUS_OK;
}

int roster_yes_no(struct text cell, enum roster_answer *ret_answer)
{
    static const struct word_value answers[] = {
        { "ja", "y" },   { "j", "y" },      { "yes", "y" },   { "y", "y" },    { "1", "y" }, { "waar", "y" },
        { "true", "y" }, { "x", "y" },      { "nee", "n" },   { "neen", "n" }, { "n", "n" }, { "no", "n" },
        { "0", "n" },    { "onwaar", "n" }, { "false", "n" }, { NULL, NULL },
    };
    if (roster_cell_empty(cell)) {
        *ret_answer = ROSTER_NOT_TOLD;
        return STATUS_OK;
    }
    const char *answer = value_of(answers, cell);
    if (!answer)
        return STATUS_INVALID;
    *ret_answer = answer[0] == 'y' ? ROSTER_YES : ROSTER_NO;
    return STATUS_OK;
}

struct text roster_language(struct text cell)
{
    static const struct word_value languages[] = { { "nl", "nl" },
                                                   { "nederlands", "nl" },
                                                   { "dutch", "nl" },
                                                   { "vlaams", "nl" },
                                                   { "nld", "nl" },
                                                   { "en", "en" },
                                                   { "engels", "en" },
                                                   { "english", "en" },
                                                   { "fr", "fr" },
                                                   { "frans", "fr" },
                                                   { "french", "fr" },
                                                   { "fran\xc3\xa7"
                                                     "ais",
                                                     "fr" },
                                                   { "de", "de" },
                                                   { "duits", "de" },
                                                   { "german", "de" },
                                                   { "deutsch", "de" },
                                                   { "pl", "pl" },
                                                   { "pools", "pl" },
                                                   { "polish", "pl" },
                                                   { "polski", "pl" },
                                                   { "tr", "tr" },
                                                   { "turks", "tr" },
                                                   { "turkish", "tr" },
                                                   { "t\xc3\xbcrk\xc3\xa7"
                                                     "e",
                                                     "tr" },
                                                   { "ar", "ar" },
                                                   { "arabisch", "ar" },
                                                   { "arabic", "ar" },
                                                   { "uk", "uk" },
                                                   { "oekra\xc3\xaf"
                                                     "ens",
                                                     "uk" },
                                                   { "oekraiens", "uk" },
                                                   { "ukrainian", "uk" },
                                                   { "ro", "ro" },
                                                   { "roemeens", "ro" },
                                                   { "romanian", "ro" },
                                                   { "ti", "ti" },
                                                   { "tigrinya", "ti" },
                                                   { "es", "es" },
                                                   { "spaans", "es" },
                                                   { "spanish", "es" },
                                                   { "it", "it" },
                                                   { "italiaans", "it" },
                                                   { "italian", "it" },
                                                   { "pt", "pt" },
                                                   { "portugees", "pt" },
                                                   { "portuguese", "pt" },
                                                   { "bg", "bg" },
                                                   { "bulgaars", "bg" },
                                                   { "bulgarian", "bg" },
                                                   { "ru", "ru" },
                                                   { "russisch", "ru" },
                                                   { "russian", "ru" },
                                                   { "fa", "fa" },
                                                   { "farsi", "fa" },
                                                   { "perzisch", "fa" },
                                                   { "persian", "fa" },
                                                   { "so", "so" },
                                                   { "somalisch", "so" },
                                                   { "somali", "so" },
                                                   { "am", "am" },
                                                   { "amhaars", "am" },
                                                   { "amharic", "am" },
                                                   { "zh", "zh" },
                                                   { "chinees", "zh" },
                                                   { "chinese", "zh" },
                                                   { "fy", "fy" },
                                                   { "fries", "fy" },
                                                   { "pap", "pap" },
                                                   { "papiaments", "pap" },
                                                   { "papiamento", "pap" },
                                                   { "ku", "ku" },
                                                   { "koerdisch", "ku" },
                                                   { "kurdish", "ku" },
                                                   { "hi", "hi" },
                                                   { "hindi", "hi" },
                                                   { "ps", "ps" },
                                                   { "pasjtoe", "ps" },
                                                   { "hu", "hu" },
                                                   { "hongaars", "hu" },
                                                   { "hungarian", "hu" },
                                                   { "el", "el" },
                                                   { "grieks", "el" },
                                                   { "greek", "el" },
                                                   { "sq", "sq" },
                                                   { "albanees", "sq" },
                                                   { NULL, NULL } };
    return text_from(value_of(languages, cell));
}

struct text roster_photo_consent(struct text cell)
{
    static const struct word_value consents[] = {
        { "ja", "group" },
        { "j", "group" },
        { "yes", "group" },
        { "1", "group" },
        { "true", "group" },
        { "groep", "group" },
        { "group", "group" },
        { "nee", "no" },
        { "neen", "no" },
        { "n", "no" },
        { "no", "no" },
        { "0", "no" },
        { "false", "no" },
        { "alleen eigen gezin", "own_family" },
        { "eigen gezin", "own_family" },
        { "alleen gezin", "own_family" },
        { "own family", "own_family" },
        { "own family only", "own_family" },
        { NULL, NULL },
    };
    if (text_equal_ignore_case(cell, TEXT("geen")))
        return TEXT("no");
    return roster_cell_empty(cell) ? TEXT("") : text_from(value_of(consents, cell));
}

struct text roster_care_form(struct text cell)
{
    static const struct word_value forms[] = {
        { "kdv", "day_care" },
        { "kinderdagverblijf", "day_care" },
        { "dagopvang", "day_care" },
        { "day care", "day_care" },
        { "day_care", "day_care" },
        { "hele dagopvang", "day_care" },
        { "peuteropvang", "day_care" },
        { "po", "day_care" },
        { "peuterspeelzaal", "day_care" },
        { "baby- en peuteropvang", "day_care" },
        { "groepsopvang", "day_care" },
        { "kribbe", "day_care" },
        { "bso", "out_of_school" },
        { "buitenschoolse opvang", "out_of_school" },
        { "bko", "out_of_school" },
        { "ibo", "out_of_school" },
        { "naschoolse opvang", "out_of_school" },
        { "nso", "out_of_school" },
        { "vso", "out_of_school" },
        { "schoolkindopvang", "out_of_school" },
        { "out_of_school", "out_of_school" },
        { "out of school care", "out_of_school" },
        { "go", "childminder" },
        { "gastouder", "childminder" },
        { "gastouderopvang", "childminder" },
        { "vgo", "childminder" },
        { "gezinsopvang", "childminder" },
        { "onthaalouder", "childminder" },
        { "childminder", "childminder" },
        { NULL, NULL },
    };
    return text_from(value_of(forms, cell));
}

int64_t roster_digest(struct text text)
{
    if (text_is_empty(text))
        return 0;
    unsigned char digest[BLAKE2B_SIZE];
    hash_blake2b(TEXT(""), text, digest);
    uint64_t mark = 0;
    for (size_t i = 0; i < sizeof mark; i++)
        mark = mark << 8 | digest[i];
    return (int64_t)(mark >> 1) | 1;
}
