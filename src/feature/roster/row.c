/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One record of a roster to a row (plan.h), or the reason why not. The first fault of a row is the one that is told.
 */
#include "base/error.h"
#include "feature/roster/plan.h"

struct reading {
    struct roster_plan *plan;
    const struct sheet_record *record;
    struct text number;
};

static struct text cell(const struct reading *reading, enum roster_column column)
{
    return roster_columns_cell(&reading->plan->columns, reading->record, column);
}

/* A cell of one line in the arena of the import; what says nothing is empty. */
static struct text line_cell(const struct reading *reading, enum roster_column column)
{
    struct text line = roster_one_line(reading->plan->scratch, cell(reading, column));
    return roster_cell_empty(line) ? TEXT("") : text_copy(reading->plan->arena, line);
}

static bool refuse(const struct reading *reading, enum roster_reason reason, struct text found)
{
    roster_tell(reading->plan, reason, reading->record->line, reading->number, "%.*s", TEXT_ARGS(found));
    return false;
}

static bool read_identity(const struct reading *reading, struct roster_row *row)
{
    row->number = reading->number;
    if (text_is_empty(row->number))
        return refuse(reading, ROSTER_NUMBER_MISSING, cell(reading, ROSTER_COLUMN_GIVEN_NAME));
    row->given_name = line_cell(reading, ROSTER_COLUMN_GIVEN_NAME);
    if (text_is_empty(row->given_name))
        return refuse(reading, ROSTER_NAME_MISSING, cell(reading, ROSTER_COLUMN_FAMILY_NAME));
    struct text particle = line_cell(reading, ROSTER_COLUMN_PARTICLE);
    row->family_name = line_cell(reading, ROSTER_COLUMN_FAMILY_NAME);
    if (!text_is_empty(particle))
        row->family_name =
            arena_printf(reading->plan->arena, "%.*s %.*s", TEXT_ARGS(particle), TEXT_ARGS(row->family_name));
    if (text_characters(row->number) > ROSTER_NUMBER_MAXIMUM ||
        text_characters(row->given_name) > ROSTER_NAME_MAXIMUM ||
        text_characters(row->family_name) > ROSTER_NAME_MAXIMUM)
        return refuse(reading, ROSTER_TEXT_LONG, TEXT("name"));
    struct text born = cell(reading, ROSTER_COLUMN_BORN);
    if (roster_date(born, &row->born) != STATUS_OK)
        return refuse(reading, ROSTER_BORN_INVALID, born);
    if (row->born.days < reading->plan->today.days - 20 * 366 || row->born.days > reading->plan->today.days + 366)
        return refuse(reading, ROSTER_BORN_UNLIKELY, born);
    return true;
}

static bool read_days(const struct reading *reading, struct roster_placement *placement)
{
    struct text days = cell(reading, ROSTER_COLUMN_WEEKDAYS);
    struct text unknown = TEXT("");
    int status = roster_weekdays(days, &placement->weekdays, &unknown);
    if (status != STATUS_OK)
        return refuse(reading, status == STATUS_INVALID ? ROSTER_WEEKDAY_UNKNOWN : ROSTER_WEEKDAYS_MISSING, unknown);
    struct text start = cell(reading, ROSTER_COLUMN_START);
    if (roster_date(start, &placement->from) != STATUS_OK)
        return refuse(reading, ROSTER_START_INVALID, start);
    struct text end = cell(reading, ROSTER_COLUMN_END);
    placement->until = DATE_FOREVER;
    if (roster_cell_empty(end))
        return true;
    struct date last;
    if (roster_date(end, &last) != STATUS_OK)
        return refuse(reading, ROSTER_END_INVALID, end);
    if (date_compare(last, placement->from) < 0)
        return refuse(reading, ROSTER_END_BEFORE_START, end);
    placement->until = date_add(last, 1);
    return true;
}

static bool read_group(const struct reading *reading, struct roster_row *row)
{
    struct roster_plan *plan = reading->plan;
    struct text location = roster_one_line(plan->scratch, cell(reading, ROSTER_COLUMN_LOCATION));
    struct text group = roster_one_line(plan->scratch, cell(reading, ROSTER_COLUMN_GROUP));
    if (roster_cell_empty(location) || roster_cell_empty(group))
        return refuse(reading, ROSTER_GROUP_MISSING, roster_cell_empty(location) ? group : location);
    if (text_characters(location) > ROSTER_NAME_MAXIMUM || text_characters(group) > ROSTER_NAME_MAXIMUM)
        return refuse(reading, ROSTER_TEXT_LONG, TEXT("group"));
    struct roster_group *found = roster_group_named(plan, location, group);
    if (text_is_null(found->care_form))
        found->care_form = roster_care_form(cell(reading, ROSTER_COLUMN_CARE_FORM));
    if (!found->line)
        found->line = reading->record->line;
    if (text_is_null(found->first_number))
        found->first_number = row->number;
    else if (!text_equal(found->first_number, row->number))
        found->several = true;
    row->placement.group = found;
    return true;
}

static bool read_texts(const struct reading *reading, struct roster_row *row)
{
    struct roster_plan *plan = reading->plan;
    row->mentor = roster_intern(&plan->texts, plan->arena, line_cell(reading, ROSTER_COLUMN_MENTOR));
    struct text allergies = cell(reading, ROSTER_COLUMN_ALLERGIES);
    row->allergies = roster_cell_empty(allergies) ? TEXT("") : roster_intern(&plan->texts, plan->arena, allergies);
    struct text remark = cell(reading, ROSTER_COLUMN_REMARK);
    row->remark = roster_cell_empty(remark) ? TEXT("") : text_copy(plan->arena, remark);
    if (text_characters(row->allergies) > ROSTER_TEXT_MAXIMUM || text_characters(row->remark) > ROSTER_TEXT_MAXIMUM ||
        text_characters(row->mentor) > ROSTER_NAME_MAXIMUM)
        return refuse(reading, ROSTER_TEXT_LONG, TEXT("remark, allergies or mentor"));
    return true;
}

static bool read_guardian(const struct reading *reading, struct roster_row *row, int guardian)
{
    int first = ROSTER_COLUMN_GUARDIAN_NAME + guardian * (ROSTER_COLUMN_SECOND_NAME - ROSTER_COLUMN_GUARDIAN_NAME);
    struct text values[ROSTER_COLUMN_SECOND_NAME - ROSTER_COLUMN_GUARDIAN_NAME];
    for (int i = 0; i < ROSTER_COLUMN_SECOND_NAME - ROSTER_COLUMN_GUARDIAN_NAME; i++)
        values[i] = roster_one_line(reading->plan->scratch, cell(reading, (enum roster_column)(first + i)));
    if (text_characters(values[0]) > ROSTER_NAME_MAXIMUM || text_characters(values[2]) > ROSTER_NUMBER_MAXIMUM)
        return refuse(reading, ROSTER_TEXT_LONG, TEXT("guardian"));
    struct guardian_cells cells = { .line = reading->record->line,
                                    .number = row->number,
                                    .name = values[0],
                                    .email = values[1],
                                    .phone = values[2],
                                    .language = values[3],
                                    .family = row->family_name };
    row->guardians[guardian].person = roster_guardian_read(reading->plan, &cells);
    if (roster_yes_no(values[4], &row->guardians[guardian].authority) != STATUS_OK)
        row->guardians[guardian].authority = ROSTER_NOT_TOLD;
    return true;
}

static void read_photo_consent(const struct reading *reading, struct roster_row *row)
{
    struct text found = roster_one_line(reading->plan->scratch, cell(reading, ROSTER_COLUMN_PHOTO_CONSENT));
    row->photo_consent = roster_photo_consent(found);
    if (!text_is_null(row->photo_consent))
        return;
    roster_tell(reading->plan, ROSTER_PHOTO_UNKNOWN, row->line, row->number, "%.*s", TEXT_ARGS(found));
    row->photo_consent = TEXT("");
}

/* A mark of the whole record, so that the same row again is known. */
static int64_t digest_of(const struct reading *reading)
{
    struct arena *arena = reading->plan->scratch;
    size_t length = 0;
    for (size_t i = 0; i < reading->record->count; i++)
        length += reading->record->cells[i].length + 1;
    char *whole = arena_allocate(arena, length + 1);
    size_t at = 0;
    for (size_t i = 0; i < reading->record->count; i++) {
        struct text one = reading->record->cells[i];
        if (one.length)
            memcpy(whole + at, one.data, one.length);
        at += one.length;
        whole[at++] = '\x1f';
    }
    return roster_digest((struct text){ whole, at });
}

/* The child of the number, made when it is new. */
static struct roster_child *child_of(struct roster_plan *plan, struct text number, int line)
{
    struct roster_child *child = roster_map_find(&plan->numbers, number);
    if (child)
        return child;
    child = ARENA_NEW(plan->arena, struct roster_child);
    child->number = text_copy(plan->arena, number);
    child->line = line;
    roster_map_set(&plan->numbers, plan->arena, child->number, child);
    *vector_add(plan->arena, &plan->children) = child;
    return child;
}

/* Spreadsheets leave empty cells at the end away, or add some: only what is written counts. */
static bool right_width(const struct reading *reading)
{
    size_t needed = reading->plan->columns.count;
    if (reading->record->written < needed)
        return false;
    for (size_t i = needed; i < reading->record->count; i++)
        if (!text_is_empty(reading->record->cells[i]))
            return false;
    return reading->record->written <= SHEET_CELLS_MAXIMUM;
}

/* Where the child is said to be, so that also a row that is refused is told to who manages there. */
static void note_location(const struct reading *reading, struct roster_child *child)
{
    struct text name = roster_one_line(reading->plan->scratch, cell(reading, ROSTER_COLUMN_LOCATION));
    if (!child->location && !roster_cell_empty(name) && text_characters(name) <= ROSTER_NAME_MAXIMUM)
        child->location = roster_location_named(reading->plan, name);
}

void roster_row_read(struct roster_plan *plan, const struct sheet_record *record)
{
    arena_reset(plan->scratch);
    struct reading reading = { .plan = plan, .record = record };
    reading.number = roster_one_line(plan->scratch, cell(&reading, ROSTER_COLUMN_NUMBER));
    struct roster_child *child = NULL;
    if (!text_is_empty(reading.number)) {
        child = child_of(plan, text_limit(reading.number, (size_t)ROSTER_NUMBER_MAXIMUM * 4), record->line);
        reading.number = text_equal(child->number, reading.number) ? child->number : reading.number;
        note_location(&reading, child);
    }
    if (!right_width(&reading)) {
        roster_tell(plan, ROSTER_ROW_CELLS, record->line, reading.number, "%zu in place of %zu", record->written,
                    plan->columns.count);
        return;
    }
    struct roster_row row = { .line = record->line };
    if (!read_identity(&reading, &row) || !read_days(&reading, &row.placement) || !read_group(&reading, &row) ||
        !read_texts(&reading, &row) || !read_guardian(&reading, &row, 0) || !read_guardian(&reading, &row, 1) || !child)
        return;
    read_photo_consent(&reading, &row);
    row.digest = digest_of(&reading);
    struct roster_row *kept = ARENA_NEW(plan->arena, struct roster_row);
    *kept = row;
    *vector_add(plan->arena, &plan->rows) = kept;
    if (child->last)
        child->last->next = kept;
    else
        child->rows = kept;
    child->last = kept;
}
