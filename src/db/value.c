/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Between C structs and columns: what stands for NULL in each type is decided here, once for both engines
 * (the table in db/statement.h).
 */
#include "db/driver.h"

static int32_t date_days(const void *place)
{
    struct date date;
    memcpy(&date, place, sizeof date);
    return date.days;
}

static int64_t integer_at(const void *place)
{
    int64_t integer;
    memcpy(&integer, place, sizeof integer);
    return integer;
}

static struct db_value value_at(enum db_type type, const char *place)
{
    struct db_value value = { 0 };
    switch (type) {
    case DB_INTEGER:
        value.integer = integer_at(place);
        break;
    case DB_BOOLEAN:
        value.integer = *(const bool *)place;
        break;
    case DB_INSTANT:
        value.integer = integer_at(place);
        value.null = value.integer == INSTANT_NONE;
        break;
    case DB_DATE:
        value.integer = date_days(place);
        value.null = value.integer == DATE_NONE.days;
        break;
    case DB_ID:
        value.integer = integer_at(place);
        value.null = value.integer == 0;
        break;
    case DB_TEXT:
    case DB_BYTES:
        memcpy(&value.text, place, sizeof value.text);
        value.null = value.text.data == NULL;
        break;
    case DB_TYPE__MAX:
        break;
    }
    return value;
}

int db_value_read(struct db *db, const struct db_statement *statement, const struct db_column *column, const void *in,
                  struct db_value *ret_value)
{
    struct db_value value = value_at(column->type, (const char *)in + column->offset);
    /* The id 0 is also the name of "the whole installation" or "no group" in columns that are never NULL. */
    if (column->type == DB_ID && !column->null)
        value.null = false;
    if (value.null && !column->null)
        return db_fail(db, STATUS_INVALID, "%s: parameter %s is null", statement->name, column->name);
    if (column->type == DB_TEXT && value.text.length > 0 && memchr(value.text.data, '\0', value.text.length) != NULL)
        return db_fail(db, STATUS_INVALID, "%s: parameter %s holds a NUL", statement->name, column->name);
    *ret_value = value;
    return STATUS_OK;
}

static void write_integer(int64_t integer, void *place)
{
    memcpy(place, &integer, sizeof integer);
}

static void write_date(int64_t days, void *place)
{
    struct date date = { (int32_t)days };
    memcpy(place, &date, sizeof date);
}

static void write_text(struct arena *arena, struct text text, void *place)
{
    struct text copy = text_copy(arena, text);
    memcpy(place, &copy, sizeof copy);
}

int db_value_write(struct db *db, const struct db_statement *statement, const struct db_column *column,
                   struct db_value value, struct arena *arena, void *row)
{
    char *place = (char *)row + column->offset;
    if (value.null && !column->null)
        return db_fail(db, STATUS_FAILED, "%s: column %s is null", statement->name, column->name);
    switch (column->type) {
    case DB_INTEGER:
    case DB_ID:
        write_integer(value.null ? 0 : value.integer, place);
        break;
    case DB_BOOLEAN:
        *(bool *)place = value.integer != 0;
        break;
    case DB_INSTANT:
        write_integer(value.null ? INSTANT_NONE : value.integer, place);
        break;
    case DB_DATE:
        write_date(value.null ? DATE_NONE.days : value.integer, place);
        break;
    case DB_TEXT:
    case DB_BYTES:
        write_text(arena, value.null ? TEXT_NULL : value.text, place);
        break;
    case DB_TYPE__MAX:
        break;
    }
    return STATUS_OK;
}
