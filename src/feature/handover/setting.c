/* SPDX-License-Identifier: EUPL-1.2 */
/* See setting.h. */
#include "feature/handover/setting.h"

#include "access/audit.h"
#include "access/rule.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "feature/handover/code.h"
#include "feature/handover/contact.sql.h"
#include "feature/handover/handover.h"
#include "http/request.h"

enum { PHRASE_NOTE_MAXIMUM = 80 /* characters: who writes more tells something */ };

const char *const setting_ages_names[] = { [SETTING_BABY] = "baby",
                                           [SETTING_TODDLER] = "toddler",
                                           [SETTING_MIXED] = "mixed",
                                           [SETTING_SCHOOL] = "school",
                                           [SETTING_AGES__MAX] = NULL };

int setting_save(struct change *change, void *argument)
{
    const struct setting_write *write = argument;
    int64_t scope;
    struct access_who who = { change->organisation, change->actor, write->today };
    int status = access_group(change->db, who, write->group, &scope);
    if (status == STATUS_OK && (scope & SCOPE_MANAGE) == 0)
        status = STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status = group_setting_put(change->db,
                                   (struct group_setting_put_in){ .organisation = change->organisation,
                                                                  .care_group = write->group,
                                                                  .ages = text_from(setting_ages_names[write->ages]),
                                                                  .open_hint = write->open_hint,
                                                                  .phrase_hint = write->phrase_hint,
                                                                  .phrases = write->phrases,
                                                                  .opens = text_from(release_names[write->opens]) },
                                   NULL);
    if (status == STATUS_OK && write->opens == RELEASE_AT_ONCE)
        status = release_all_of_group(change, write->group, write->today);
    return status == STATUS_OK ? audit_add(change, "handover.setting", "care_group", write->group.value) : status;
}

int setting_quiet(struct change *change, void *nothing)
{
    (void)nothing;
    int status =
        phrase_quiet_add(change->db, (struct phrase_quiet_add_in){ change->organisation, change->actor }, NULL);
    return status == STATUS_OK ? audit_add(change, "handover.quiet", "person", change->actor.value) : status;
}

bool setting_open_hint(unsigned ages, int64_t open_hint)
{
    return open_hint < 0 ? (ages & AGES_YOUNG) != 0 : open_hint != 0;
}

/* Small letters and digits with one space between words: what people mean to be the same is the same. */
static struct text plain(struct arena *arena, struct text text)
{
    struct text lower = text_lower(arena, text_trim(text));
    char *bytes = ARENA_MANY(arena, char, lower.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < lower.length; i++) {
        char c = lower.data[i];
        bool mark = c == ' ' || c == '\n' || c == '.' || c == ',' || c == '!' || c == '?' || c == ':' || c == '-';
        if (!mark)
            bytes[length++] = c;
        else if (length > 0 && bytes[length - 1] != ' ')
            bytes[length++] = ' ';
    }
    while (length > 0 && bytes[length - 1] == ' ')
        length--;
    return (struct text){ bytes, length };
}

bool setting_is_phrase(struct arena *arena, const struct words *words, struct text phrases, struct text note)
{
    struct text list = text_is_empty(phrases) ? word(words, WORD_HANDOVER_PHRASES) : phrases;
    char separator = text_is_empty(phrases) ? ';' : '\n';
    struct text said = plain(arena, note);
    if (text_characters(said) > PHRASE_NOTE_MAXIMUM)
        return false;
    while (!text_is_null(list)) {
        struct text phrase = plain(arena, text_cut(list, separator, &list));
        if (phrase.length > 0 && text_find(said, phrase) != SIZE_MAX)
            return true;
    }
    return false;
}

/* The phrases of the program, a line each, to begin a list of one's own with. */
static struct text phrases_default(struct request *request)
{
    struct text text = text_copy(request->arena, word(request->words, WORD_HANDOVER_PHRASES));
    char *bytes = ARENA_MANY(request->arena, char, text.length + 1);
    for (size_t i = 0; i < text.length; i++)
        bytes[i] = text.data[i] == ';' ? '\n' : text.data[i];
    return (struct text){ bytes, text.length };
}

struct text setting_phrases_typed(struct request *request, struct text typed)
{
    struct text own = text_is_null(typed) ? TEXT("") : typed;
    return text_equal(own, phrases_default(request)) ? TEXT("") : own;
}

int setting_read(struct request *request, struct group_id group, struct setting_view *ret_view)
{
    struct group_setting_row row;
    int status = group_setting(request->db, request->arena,
                               (struct group_setting_in){ .organisation = request->organisation,
                                                          .care_group = group,
                                                          .person = request->person,
                                                          .today = request->viewer->today,
                                                          .manage = SCOPE_MANAGE },
                               &row);
    if (status != STATUS_OK)
        return status;
    unsigned ages = code_ages_of(row.ages, row.care_form);
    *ret_view = (struct setting_view){ .name = row.name,
                                       .save = url_handover_setting(request->arena, group),
                                       .board = url_handover_board(request->arena, group),
                                       .baby = ages == AGES_BABY,
                                       .toddler = ages == AGES_TODDLER,
                                       .mixed = ages == AGES_YOUNG,
                                       .school = ages == AGES_SCHOOL,
                                       .open_hint = setting_open_hint(ages, row.open_hint),
                                       .phrase_hint = row.phrase_hint != 0,
                                       .at_once = !text_equal(row.opens, TEXT(HANDOVER_PICK_UP)),
                                       .pick_up = text_equal(row.opens, TEXT(HANDOVER_PICK_UP)),
                                       .phrases = text_is_empty(row.phrases) ? phrases_default(request) : row.phrases };
    return STATUS_OK;
}
