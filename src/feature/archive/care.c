/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reads what stands in an archive beside the notebook (care.h).
 */
#include "access/scope.h"
#include "feature/archive/content.h"

/* The parameters that the lists share. */
#define OF_READER(statement)                                                                    \
    (struct statement##_in)                                                                     \
    {                                                                                           \
        .organisation = wanted->organisation, .child = wanted->child, .person = wanted->person, \
        .today = content->today, .homes = SCOPE_READ_HOME                                       \
    }

static int read_family(struct db *db, const struct archive_wanted *wanted, struct archive_content *content)
{
    struct archive_care *care = &content->care;
    struct arena *arena = content->arena;
    int status = archive_guardian(db, arena, OF_READER(archive_guardian), &care->guardian);
    if (status == STATUS_OK)
        status = archive_family(db, arena, OF_READER(archive_family), &care->family);
    if (status == STATUS_OK)
        status = archive_mentors(db, arena, OF_READER(archive_mentors), &care->mentors);
    if (status == STATUS_OK)
        status = archive_collectors(db, arena, OF_READER(archive_collectors), &care->collectors);
    if (status == STATUS_OK)
        status = archive_home_words(db, arena, OF_READER(archive_home_words), &care->home_words);
    if (status == STATUS_OK)
        status = archive_partners(db, arena, OF_READER(archive_partners), &care->partners);
    return status;
}

static int read_health(struct db *db, const struct archive_wanted *wanted, struct archive_content *content)
{
    struct archive_care *care = &content->care;
    struct arena *arena = content->arena;
    int status = archive_medicines(db, arena, OF_READER(archive_medicines), &care->medicines);
    if (status == STATUS_OK)
        status = archive_medicine_times(db, arena, OF_READER(archive_medicine_times), &care->times);
    if (status == STATUS_OK)
        status = archive_doses(db, arena, OF_READER(archive_doses), &care->doses);
    if (status == STATUS_OK)
        status = archive_accidents(db, arena, OF_READER(archive_accidents), &care->accidents);
    if (status == STATUS_OK)
        status = archive_accident_texts(db, arena, OF_READER(archive_accident_texts), &care->texts);
    if (status == STATUS_OK)
        status = archive_accident_accounts(db, arena, OF_READER(archive_accident_accounts), &care->accounts);
    if (status == STATUS_OK)
        status = archive_accident_signs(db, arena, OF_READER(archive_accident_signs), &care->signs);
    if (status == STATUS_OK)
        status = archive_sheet(db, arena, OF_READER(archive_sheet), &care->sheet);
    return status;
}

/* What home said beside the notebook. */
static int read_asked(struct db *db, const struct archive_wanted *wanted, struct archive_content *content)
{
    struct archive_care *care = &content->care;
    struct arena *arena = content->arena;
    int status = archive_absences(db, arena, OF_READER(archive_absences), &care->absences);
    if (status == STATUS_OK)
        status = archive_call_wishes(db, arena, OF_READER(archive_call_wishes), &care->call_wishes);
    if (status == STATUS_OK)
        status = archive_talks(db, arena, OF_READER(archive_talks), &care->talks);
    if (status == STATUS_OK)
        status = archive_calls(db, arena, OF_READER(archive_calls), &care->calls);
    if (status == STATUS_OK)
        status = archive_wishes(db, arena, OF_READER(archive_wishes), &care->wishes);
    if (status == STATUS_OK)
        status = archive_wish_steps(db, arena, OF_READER(archive_wish_steps), &care->wish_steps);
    return status;
}

static int read_earlier(struct db *db, const struct archive_wanted *wanted, struct archive_content *content)
{
    struct archive_care *care = &content->care;
    int status = archive_earlier(db, content->arena, OF_READER(archive_earlier), &care->earlier);
    if (status == STATUS_OK)
        status = archive_earlier_lines(db, content->arena,
                                       (struct archive_earlier_lines_in){ .organisation = wanted->organisation,
                                                                          .child = wanted->child,
                                                                          .person = wanted->person,
                                                                          .today = content->today,
                                                                          .homes = SCOPE_READ_HOME,
                                                                          .most = ARCHIVE_LINES_MAXIMUM },
                                       &care->earlier_lines);
    if (status == STATUS_OK)
        status = archive_earlier_photos(db, content->arena,
                                        (struct archive_earlier_photos_in){ .organisation = wanted->organisation,
                                                                            .child = wanted->child,
                                                                            .person = wanted->person,
                                                                            .today = content->today,
                                                                            .homes = SCOPE_READ_HOME,
                                                                            .most = ARCHIVE_PHOTOS_MAXIMUM },
                                        &care->earlier_photos);
    return status;
}

int archive_care_read(struct db *db, const struct archive_wanted *wanted, struct archive_content *content)
{
    int status = read_family(db, wanted, content);
    if (status == STATUS_OK)
        status = read_health(db, wanted, content);
    if (status == STATUS_OK)
        status = read_asked(db, wanted, content);
    return status == STATUS_OK ? read_earlier(db, wanted, content) : status;
}
