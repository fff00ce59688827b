/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reading a roster file, without a database: how files are written, what columns are called, what cells mean.
 */
#include "base/error.h"
#include "base/random.h"
#include "feature/roster/cell.h"
#include "feature/roster/column.h"
#include "feature/roster/map.h"
#include "feature/roster/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void assert_text(struct text text, const char *expected)
{
    if (!text_equal(text, text_from(expected)))
        fail_msg("%.*s is not %s", TEXT_ARGS(text), expected);
}

/* --- cells --- */

static void test_dates(void **state)
{
    (void)state;
    static const struct {
        const char *cell;
        const char *day;
    } good[] = {
        { "14-05-2024", "2024-05-14" }, { "14/05/2024", "2024-05-14" },          { "9-1-2026", "2026-01-09" },
        { "2024-12-03", "2024-12-03" }, { "14.5.2024", "2024-05-14" },           { "2024/12/03", "2024-12-03" },
        { "29-02-2024", "2024-02-29" }, { "14-05-2024 00:00:00", "2024-05-14" }, { "2024-12-03T00:00", "2024-12-03" },
    };
    static const char *const bad[] = { "",           "31-02-2024",  "29-02-2023", "14-05-24", "05-14-2024",
                                       "14-05/2024", "14-5-2024x",  "morgen",     "0-1-2024", "1-13-2024",
                                       "2024-1-2-3", "20240514",    "14--2024",   "1-1-0024", "-1-1-2024",
                                       "14 05 2024", "14-05-20245", "1-1-1899" };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct date date;
        if (roster_date(text_from(good[i].cell), &date) != STATUS_OK)
            fail_msg("%s is a date", good[i].cell);
        assert_text(date_iso(arena, date), good[i].day);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct date date = DATE_NONE;
        if (roster_date(text_from(bad[i]), &date) == STATUS_OK || !date_is_none(date))
            fail_msg("%s is no date", bad[i]);
    }
    arena_free(arena);
}

static void test_weekdays(void **state)
{
    (void)state;
    int64_t days = 0;
    struct text unknown = TEXT("");
    assert_int_equal(roster_weekdays(TEXT("ma, di, wo"), &days, &unknown), STATUS_OK);
    assert_int_equal(days, 7);
    assert_int_equal(roster_weekdays(TEXT("MA/vr"), &days, &unknown), STATUS_OK);
    assert_int_equal(days, 17);
    assert_int_equal(roster_weekdays(TEXT("maandag; Donderdag"), &days, &unknown), STATUS_OK);
    assert_int_equal(days, 9);
    assert_int_equal(roster_weekdays(TEXT("za zo"), &days, &unknown), STATUS_OK);
    assert_int_equal(days, 96);
    assert_int_equal(roster_weekdays(TEXT("ma,zo,foo"), &days, &unknown), STATUS_INVALID);
    assert_text(unknown, "foo");
    assert_int_equal(days, 96);                                                        /* untouched */
    assert_int_equal(roster_weekdays(TEXT("ma-vr"), &days, &unknown), STATUS_INVALID); /* a list or a range? */
    assert_int_equal(roster_weekdays(TEXT(" , "), &days, &unknown), STATUS_NOT_FOUND);
}

static void test_answers(void **state)
{
    (void)state;
    enum roster_answer answer;
    static const char *const yes[] = { "ja", "J", "JA", "1", "yes" };
    static const char *const no[] = { "nee", "N", "neen", "0" };
    static const char *const nothing[] = { "", "-", "onbekend", "n.v.t." };
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        assert_int_equal(roster_yes_no(text_from(yes[i]), &answer), STATUS_OK);
        assert_int_equal(answer, ROSTER_YES);
    }
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
        assert_int_equal(roster_yes_no(text_from(no[i]), &answer), STATUS_OK);
        assert_int_equal(answer, ROSTER_NO);
    }
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
        assert_int_equal(roster_yes_no(text_from(nothing[i]), &answer), STATUS_OK);
        assert_int_equal(answer, ROSTER_NOT_TOLD);
    }
    assert_int_equal(roster_yes_no(TEXT("misschien"), &answer), STATUS_INVALID);
}

static void test_coded_words(void **state)
{
    (void)state;
    assert_text(roster_language(TEXT("Arabisch")), "ar");
    assert_text(roster_language(TEXT("NL")), "nl");
    assert_text(roster_language(TEXT("T\xc3\xbcrk\xc3\xa7"
                                     "e")),
                "tr");
    assert_true(text_is_null(roster_language(TEXT("Klingon"))));
    assert_text(roster_photo_consent(TEXT("alleen eigen gezin")), "own_family");
    assert_text(roster_photo_consent(TEXT("Nee")), "no");
    assert_text(roster_photo_consent(TEXT("ja")), "group");
    assert_text(roster_photo_consent(TEXT("")), "");
    assert_true(text_is_null(roster_photo_consent(TEXT("soms"))));
    assert_text(roster_care_form(TEXT("KDV")), "day_care");
    assert_text(roster_care_form(TEXT("Buitenschoolse opvang")), "out_of_school");
    assert_text(roster_care_form(TEXT("go")), "childminder");
    assert_true(text_is_null(roster_care_form(TEXT("hotel"))));
}

static void test_addresses_and_telephones(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    static const char *const bad[] = { "geen",     "a@b",   "@b.nl",    "a@b.",    "a b@c.nl",
                                       "a@b@c.nl", "a@.nl", "a,b@c.nl", "<a@b.nl>" };
    assert_true(roster_email_valid(TEXT("O'Brien+1@sub.example.org")));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (roster_email_valid(text_from(bad[i])))
            fail_msg("%s is no address", bad[i]);
    static const char *const same[] = { "06-12345678", "06 12 34 56 78", "+31612345678", "0031612345678",
                                        "+31 (0)6 12345678" };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_text(roster_phone_key(arena, text_from(same[i]), TEXT("NL")), "+31612345678");
    assert_text(roster_phone_key(arena, TEXT("0470 12 34 56"), TEXT("BE")), "+32470123456");
    assert_text(roster_phone_key(arena, TEXT("geen"), TEXT("NL")), "");
    arena_free(arena);
}

static void assert_split(const char *full, const char *family, const char *given, const char *rest)
{
    struct arena *arena = arena_new();
    struct text first;
    struct text last;
    roster_split_name(arena, text_from(full), text_from(family), &first, &last);
    assert_text(first, given);
    assert_text(last, rest);
    arena_free(arena);
}

static void test_full_names(void **state)
{
    (void)state;
    assert_split("Isa van Dijk", "", "Isa", "van Dijk");
    assert_split("Jan Willem de Boer", "Kaya", "Jan Willem", "de Boer");
    assert_split("Maria Garcia Lopez", "Garcia Lopez", "Maria", "Garcia Lopez");
    assert_split("Adam VAN DER AUWERA", "Van der Auwera", "Adam", "VAN DER AUWERA");
    assert_split("Danylo El Amrani", "", "Danylo", "El Amrani");
    assert_split("Dijk, Isa van", "", "Isa", "van Dijk");
    assert_split("Madonna", "", "Madonna", "");
    assert_split("Van Dijk", "", "Van", "Dijk");
    assert_true(roster_all_capitals(TEXT("VAN DER AUWERA")));
    assert_false(roster_all_capitals(TEXT("Van der Auwera")));
    assert_false(roster_all_capitals(TEXT("123")));
}

static void test_folding_and_marks(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_text(roster_fold(arena, TEXT("  ZO\xc3\x8b   \xc3\x96zt\xc3\xbcrk\n")), "zo\xc3\xab \xc3\xb6zt\xc3\xbcrk");
    assert_true(roster_digest(TEXT("")) == 0);
    assert_true(roster_digest(TEXT("a")) != 0 && roster_digest(TEXT("a")) == roster_digest(TEXT("a")));
    assert_true(roster_digest(TEXT("a")) != roster_digest(TEXT("b")));
    struct roster_map map = { 0 };
    for (intptr_t i = 1; i <= 1000; i++)
        roster_map_set(&map, arena, arena_printf(arena, "%d", (int)i), (void *)i); /* NOLINT: any value will do */
    for (intptr_t i = 1; i <= 1000; i++)
        assert_int_equal((intptr_t)roster_map_find(&map, arena_printf(arena, "%d", (int)i)), i);
    assert_null(roster_map_find(&map, TEXT("0")));
    arena_free(arena);
}

/* --- files --- */

/* All records as one text: cells in brackets, the line before them. */
struct seen {
    struct arena *arena;
    struct text all;
    int stop_at; /* line of the record after which to stop; 0: none */
};

static bool see(void *context, const struct sheet_record *record)
{
    struct seen *seen = context;
    seen->all = arena_printf(seen->arena, "%.*s%d", TEXT_ARGS(seen->all), record->line);
    for (size_t i = 0; i < record->count; i++)
        seen->all = arena_printf(seen->arena, "%.*s[%.*s]", TEXT_ARGS(seen->all), TEXT_ARGS(record->cells[i]));
    return record->line != seen->stop_at;
}

static void assert_sheet(const char *content, const char *expected)
{
    struct seen seen = { .arena = arena_new() };
    struct sheet sheet;
    struct sheet_fault fault;
    assert_int_equal(roster_sheet_open(text_from(content), &sheet, &fault), STATUS_OK);
    assert_int_equal(roster_sheet_read(&sheet, see, &seen, &fault), STATUS_OK);
    assert_text(seen.all, expected);
    arena_free(seen.arena);
}

static void test_ways_to_write_a_file(void **state)
{
    (void)state;
    assert_sheet("a;b\r\n1;2\n3;4", "1[a][b]2[1][2]3[3][4]");
    assert_sheet("\xef\xbb\xbf"
                 "a;b\n1;2\n",
                 "1[a][b]2[1][2]");
    assert_sheet("a,b;c,d\n1,2,3\n", "1[a][b;c][d]2[1][2][3]");
    assert_sheet("a\tb\n1\t\t3\n", "1[a][b]2[1][][3]");
    assert_sheet("sep=,\r\na,b\r\n1,2\r\n", "2[a][b]3[1][2]");
    assert_sheet("a;b\n\"x; y\"; \"say \"\"no\"\"\"\n", "1[a][b]2[x; y][say \"no\"]");
    assert_sheet("a;b\n1;\"two\nlines\"\n3;4\n", "1[a][b]2[1][two\nlines]4[3][4]");
    assert_sheet("a;b\n\n\n;\n1;2", "1[a][b]4[][]5[1][2]");
    assert_sheet("a\r1\r2", "1[a]2[1]3[2]");
    assert_sheet("a;Zo\xeb\n\x80;\x9f\n", "1[a][Zo\xc3\xab]2[\xe2\x82\xac][\xc5\xb8]"); /* Windows-1252 */
    assert_sheet("\xef\xbb\xbf"
                 "Zo\xc3\xab;b\n1;Zo\xeb\n",
                 "1[Zo\xc3\xab][b]2[1][Zo\xc3\xab]");    /* marked as UTF-8, and not quite */
    assert_sheet("Zoe\xcc\x88;b\n", "1[Zo\xc3\xab][b]"); /* composed */
}

static void test_files_that_are_none(void **state)
{
    (void)state;
    static const struct {
        struct text content;
        enum roster_reason reason;
    } files[] = {
        { TEXT_INITIALISER(""), ROSTER_FILE_EMPTY },
        { TEXT_INITIALISER("\xef\xbb\xbf \r\n"), ROSTER_FILE_EMPTY },
        { TEXT_INITIALISER("\xff\xfe"
                           "a\0"),
          ROSTER_FILE_UTF16 },
        { TEXT_INITIALISER("PK\x03\x04\0\0"), ROSTER_FILE_BINARY },
    };
    struct sheet sheet;
    struct sheet_fault fault;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        assert_int_equal(roster_sheet_open(files[i].content, &sheet, &fault), STATUS_INVALID);
        assert_int_equal(fault.reason, files[i].reason);
    }
    struct seen seen = { .arena = arena_new() };
    assert_int_equal(roster_sheet_open(TEXT("a;b\n1;2\n3;\"open\n5;6\n"), &sheet, &fault), STATUS_OK);
    assert_int_equal(roster_sheet_read(&sheet, see, &seen, &fault), STATUS_INVALID);
    assert_int_equal(fault.reason, ROSTER_FILE_QUOTE);
    assert_int_equal(fault.line, 3);
    arena_free(seen.arena);
}

static void test_a_quote_that_never_ends_stops_early(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    size_t size = 400 * 1000;
    char *content = arena_allocate(arena, size);
    for (size_t i = 0; i < size; i++)
        content[i] = i % 40 == 39 ? '\n' : 'x';
    content[5] = ';';
    content[80] = '"';
    struct seen seen = { .arena = arena };
    struct sheet sheet;
    struct sheet_fault fault;
    assert_int_equal(roster_sheet_open((struct text){ content, size }, &sheet, &fault), STATUS_OK);
    assert_int_equal(roster_sheet_read(&sheet, see, &seen, &fault), STATUS_INVALID);
    assert_int_equal(fault.reason, ROSTER_FILE_QUOTE);
    assert_int_equal(fault.line, 3);
    arena_free(arena);
}

static bool read_columns(void *context, const struct sheet_record *record)
{
    struct roster_columns *columns = context;
    enum roster_reason reason = ROSTER_REASON__MAX;
    enum roster_column column = ROSTER_COLUMN__MAX;
    struct arena *arena = arena_new();
    if (roster_columns_read(arena, record, columns, &reason, &column) != STATUS_OK)
        columns->count = 1000 + (size_t)reason * 100 + (size_t)column;
    arena_free(arena);
    return false;
}

static struct roster_columns columns_of(const char *header)
{
    struct roster_columns columns = { .count = 0 };
    struct sheet sheet;
    struct sheet_fault fault;
    assert_int_equal(roster_sheet_open(text_from(header), &sheet, &fault), STATUS_OK);
    assert_int_equal(roster_sheet_read(&sheet, read_columns, &columns, &fault), STATUS_OK);
    return columns;
}

static void test_names_of_columns(void **state)
{
    (void)state;
    struct roster_columns dutch =
        columns_of("Opmerking;E-MAIL OUDER 1;Ouder 1;Groep;Locatie;startdatum;Opvangdagen;"
                   "Geboortedatum;Achternaam;Voornaam;Kindnummer;Iets anders;Allergie\xc3\xabn;Ouder 2");
    assert_int_equal(dutch.place[ROSTER_COLUMN_REMARK], 0);
    assert_int_equal(dutch.place[ROSTER_COLUMN_GUARDIAN_EMAIL], 1);
    assert_int_equal(dutch.place[ROSTER_COLUMN_NUMBER], 10);
    assert_int_equal(dutch.place[ROSTER_COLUMN_ALLERGIES], 12);
    assert_int_equal(dutch.place[ROSTER_COLUMN_SECOND_NAME], 13);
    assert_true(dutch.place[ROSTER_COLUMN_MENTOR] == SIZE_MAX);
    struct roster_columns flemish =
        columns_of("kind-id,roepnaam,familienaam,geboren,vestiging,leefgroep,dagen,begindatum,"
                   "contracthouder 1,GSM ouder 2");
    assert_int_equal(flemish.count, 10);
    assert_int_equal(flemish.place[ROSTER_COLUMN_SECOND_PHONE], 9);
    struct roster_columns english = columns_of("child number,first name,last name,date of birth,location,group,days,"
                                               "start date,parent 1,parent 1 email");
    assert_int_equal(english.place[ROSTER_COLUMN_GUARDIAN_EMAIL], 9);
    assert_int_equal(columns_of("Kindnummer;Voornaam;Achternaam").count,
                     1000 + ROSTER_FILE_COLUMN * 100 + ROSTER_COLUMN_BORN);
    assert_int_equal(columns_of("Kindnummer;Voornaam;Roepnaam").count,
                     1000 + ROSTER_FILE_COLUMN_TWICE * 100 + ROSTER_COLUMN_GIVEN_NAME);
}

static void test_every_reason_has_words(void **state)
{
    (void)state;
    for (int i = 0; i < ROSTER_REASON__MAX; i++) {
        assert_non_null(roster_reason_code((enum roster_reason)i));
        assert_true(strlen(roster_reason_sentence((enum roster_reason)i)) > 10);
        for (int other = 0; other < i; other++)
            assert_string_not_equal(roster_reason_code((enum roster_reason)i),
                                    roster_reason_code((enum roster_reason)other));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_weekdays),
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_coded_words),
        cmocka_unit_test(test_addresses_and_telephones),
        cmocka_unit_test(test_full_names),
        cmocka_unit_test(test_folding_and_marks),
        cmocka_unit_test(test_ways_to_write_a_file),
        cmocka_unit_test(test_files_that_are_none),
        cmocka_unit_test(test_a_quote_that_never_ends_stops_early),
        cmocka_unit_test(test_names_of_columns),
        cmocka_unit_test(test_every_reason_has_words),
    };
    if (random_start() != STATUS_OK)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
