/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Names, telephones and addresses of a roster (cell.h).
 */
#include <unicode/ucasemap.h>
#include <unicode/uchar.h>

#include "base/error.h"
#include "base/utf8.h"
#include "feature/roster/cell.h"

bool roster_email_valid(struct text cell)
{
    size_t at = text_find(cell, TEXT("@"));
    if (at == SIZE_MAX || at == 0 || cell.length > 254)
        return false;
    struct text domain = text_slice(cell, at + 1, SIZE_MAX);
    size_t dot = text_find(domain, TEXT("."));
    if (dot == SIZE_MAX || dot == 0 || domain.data[domain.length - 1] == '.' ||
        text_find(domain, TEXT("..")) != SIZE_MAX)
        return false;
    for (size_t i = 0; i < cell.length; i++)
        if ((unsigned char)cell.data[i] <= ' ' || (unsigned char)cell.data[i] > '~' ||
            strchr("<>(),;:\"\\[]", cell.data[i]))
            return false;
    return text_find(domain, TEXT("@")) == SIZE_MAX;
}

struct text roster_phone_key(struct arena *arena, struct text cell, struct text country)
{
    char *digits = arena_allocate(arena, cell.length + 4);
    size_t length = 0;
    bool plus = cell.length > 0 && cell.data[0] == '+';
    for (size_t i = 0; i < cell.length; i++) {
        if (i + 2 < cell.length && text_equal(text_slice(cell, i, 3), TEXT("(0)")) && length > 0) {
            i += 2; /* +31 (0)6 */
            continue;
        }
        if (cell.data[i] >= '0' && cell.data[i] <= '9')
            digits[length++] = cell.data[i];
    }
    struct text number = { digits, length };
    if (length < 6)
        return TEXT("");
    if (plus)
        return arena_printf(arena, "+%.*s", TEXT_ARGS(number));
    if (text_starts_with(number, TEXT("00")))
        return arena_printf(arena, "+%.*s", TEXT_ARGS(text_slice(number, 2, SIZE_MAX)));
    if (number.data[0] == '0')
        return arena_printf(arena, "+%s%.*s", text_equal(country, TEXT("BE")) ? "32" : "31",
                            TEXT_ARGS(text_slice(number, 1, SIZE_MAX)));
    return arena_printf(arena, "%.*s", TEXT_ARGS(number));
}

struct text roster_one_line(struct arena *arena, struct text cell)
{
    char *line = arena_allocate(arena, cell.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < cell.length; i++) {
        unsigned char byte = (unsigned char)cell.data[i];
        bool hard_space = byte == 0xc2 && i + 1 < cell.length && (unsigned char)cell.data[i + 1] == 0xa0;
        i += hard_space;
        if (byte > ' ' && byte != 0x7f && !hard_space)
            line[length++] = cell.data[i];
        else if (length > 0 && line[length - 1] != ' ')
            line[length++] = ' ';
    }
    return text_trim((struct text){ line, length });
}

struct text roster_fold(struct arena *arena, struct text text)
{
    struct text line = roster_one_line(arena, text);
    bool ascii = true;
    for (size_t i = 0; i < line.length && ascii; i++)
        ascii = (unsigned char)line.data[i] < 0x80;
    if (ascii)
        return text_lower(arena, line);
    UErrorCode code = U_ZERO_ERROR;
    UCaseMap *map = ucasemap_open("", U_FOLD_CASE_DEFAULT, &code);
    if (U_FAILURE(code))
        return line;
    int32_t room = (int32_t)line.length * 3 + 1;
    char *folded = arena_allocate(arena, (size_t)room);
    int32_t length = ucasemap_utf8FoldCase(map, folded, room, line.data, (int32_t)line.length, &code);
    ucasemap_close(map);
    return U_SUCCESS(code) ? (struct text){ folded, (size_t)length } : line;
}

bool roster_all_capitals(struct text text)
{
    bool letters = false;
    uint32_t point;
    for (size_t at = 0; at < text.length && utf8_next(text, &at, &point) == STATUS_OK;) {
        if (u_islower((UChar32)point))
            return false;
        letters |= u_isupper((UChar32)point) != 0;
    }
    return letters;
}

static bool is_particle(struct text word)
{
    static const char *const particles[] = { "van", "de",  "der", "den", "het", "'t",  "\xe2\x80\x99t",
                                             "ten", "ter", "te",  "von", "zu",  "el",  "al",
                                             "du",  "la",  "le",  "di",  "da",  "dos", "das",
                                             "ben", "op",  "in",  "aan", "uit", "bin" };
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (text_equal_ignore_case(word, text_from(particles[i])))
            return true;
    return false;
}

/* Where the family name begins: after at least one word. */
static size_t family_start(struct text full)
{
    size_t last = SIZE_MAX;
    for (size_t at = 0; at < full.length;) {
        size_t space = text_find(text_slice(full, at, SIZE_MAX), TEXT(" "));
        struct text word = text_slice(full, at, space);
        if (at > 0 && is_particle(word) && space != SIZE_MAX)
            return at;
        last = at;
        at = space == SIZE_MAX ? full.length : at + space + 1;
    }
    return last;
}

/* "Dijk, Isa van": the family name stands first, its particles last. */
static bool split_at_comma(struct arena *arena, struct text full, struct text *ret_given, struct text *ret_family)
{
    struct text rest;
    struct text family = text_trim(text_cut(full, ',', &rest));
    rest = text_trim(rest);
    if (text_is_empty(rest) || text_is_empty(family))
        return false;
    size_t end = rest.length;
    for (;;) {
        struct text before = text_trim(text_slice(rest, 0, end));
        size_t word = before.length;
        while (word > 0 && before.data[word - 1] != ' ')
            word--;
        if (word == 0 || !is_particle(text_slice(before, word, SIZE_MAX)))
            break;
        end = word;
    }
    struct text particles = text_trim(text_slice(rest, end, SIZE_MAX));
    *ret_given = text_trim(text_slice(rest, 0, end));
    *ret_family = particles.length ? arena_printf(arena, "%.*s %.*s", TEXT_ARGS(particles), TEXT_ARGS(family)) : family;
    return true;
}

void roster_split_name(struct arena *arena, struct text full, struct text family, struct text *ret_given,
                       struct text *ret_family)
{
    if (split_at_comma(arena, full, ret_given, ret_family))
        return;
    size_t start = family_start(full);
    struct text ending = text_slice(full, full.length - (family.length < full.length ? family.length : 0), SIZE_MAX);
    if (family.length > 0 && family.length + 1 < full.length && full.data[full.length - family.length - 1] == ' ' &&
        text_equal(roster_fold(arena, ending), roster_fold(arena, family)))
        start = full.length - family.length;
    if (start == SIZE_MAX)
        start = 0;
    *ret_given = start == 0 ? full : text_trim(text_slice(full, 0, start));
    *ret_family = start == 0 ? TEXT("") : text_slice(full, start, SIZE_MAX);
}
