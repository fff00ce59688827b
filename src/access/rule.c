/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The meaning of a rule, and the probes of the access sets behind it.
 */
#include "access/rule.h"

#include "access/rule.sql.h"
#include "access/viewer.h"
#include "base/buffer.h"

struct access_who viewer_who(const struct viewer *viewer)
{
    return (
        struct access_who){ .organisation = viewer->organisation, .person = viewer->person, .today = viewer->today };
}

/* What several rows give together: nothing is NOT_FOUND. */
static int found(int status, int64_t scope, int64_t *ret_scope)
{
    if (status != STATUS_OK)
        return status;
    if (scope == 0)
        return STATUS_NOT_FOUND;
    *ret_scope = scope;
    return STATUS_OK;
}

int access_child(struct db *db, struct access_who who, struct child_id child, int64_t *ret_scope)
{
    struct arena *arena = arena_new_small();
    struct rule_child_scopes_rows rows = { 0 };
    int status = rule_child_scopes(
        db, arena,
        (struct rule_child_scopes_in){
            .organisation = who.organisation, .person = who.person, .child = child, .today = who.today },
        &rows);
    int64_t scope = 0;
    for (size_t i = 0; i < rows.count; i++)
        scope |= rows.items[i].scope;
    arena_free(arena);
    return found(status, scope, ret_scope);
}

int access_group(struct db *db, struct access_who who, struct group_id group, int64_t *ret_scope)
{
    struct arena *arena = arena_new_small();
    struct rule_group_scopes_rows rows = { 0 };
    int status = rule_group_scopes(
        db, arena,
        (struct rule_group_scopes_in){
            .organisation = who.organisation, .person = who.person, .care_group = group, .today = who.today },
        &rows);
    int64_t scope = 0;
    for (size_t i = 0; i < rows.count; i++)
        scope |= rows.items[i].scope;
    arena_free(arena);
    return found(status, scope, ret_scope);
}

int access_location(struct db *db, struct access_who who, struct location_id location, int64_t *ret_scope)
{
    struct arena *arena = arena_new_small();
    struct rule_location_scopes_rows rows = { 0 };
    int status = rule_location_scopes(
        db, arena,
        (struct rule_location_scopes_in){
            .organisation = who.organisation, .person = who.person, .location = location, .today = who.today },
        &rows);
    int64_t scope = 0;
    for (size_t i = 0; i < rows.count; i++)
        scope |= rows.items[i].scope;
    arena_free(arena);
    return found(status, scope, ret_scope);
}

int access_file(struct db *db, struct access_who who, struct file_id file, int64_t *ret_scope)
{
    struct arena *arena = arena_new_small();
    struct rule_file_scopes_rows rows = { 0 };
    int status =
        rule_file_scopes(db, arena,
                         (struct rule_file_scopes_in){
                             .organisation = who.organisation, .person = who.person, .file = file, .today = who.today },
                         &rows);
    int64_t scope = 0;
    for (size_t i = 0; i < rows.count; i++)
        scope |= rows.items[i].scope;
    arena_free(arena);
    return found(status, scope, ret_scope);
}

int access_entry(struct db *db, struct access_who who, struct entry_id entry, int64_t *ret_scope,
                 struct child_id *ret_child)
{
    struct arena *arena = arena_new_small();
    struct rule_entry_scopes_rows rows = { 0 };
    int status = rule_entry_scopes(
        db, arena,
        (struct rule_entry_scopes_in){
            .organisation = who.organisation, .person = who.person, .entry = entry, .today = who.today },
        &rows);
    int64_t scope = 0;
    struct child_id child = { 0 };
    for (size_t i = 0; i < rows.count; i++) {
        scope |= rows.items[i].scope;
        child = rows.items[i].child;
    }
    arena_free(arena);
    status = found(status, scope, ret_scope);
    if (status == STATUS_OK)
        *ret_child = child;
    return status;
}

int access_on_group(struct db *db, struct organisation_id organisation, struct child_id child, struct group_id group,
                    struct date day)
{
    struct arena *arena = arena_new_small();
    struct rule_on_group_row row;
    int status = rule_on_group(
        db, arena,
        (struct rule_on_group_in){ .organisation = organisation, .child = child, .care_group = group, .day = day },
        &row);
    arena_free(arena);
    return status;
}

int access_child_need(struct db *db, struct access_who who, struct child_id child, int64_t need)
{
    int64_t scope;
    int status = access_child(db, who, child, &scope);
    if (status != STATUS_OK)
        return status;
    return (scope & need) != 0 ? STATUS_OK : STATUS_DENIED;
}

int access_audience(struct db *db, struct organisation_id organisation, struct child_id child, struct person_id author,
                    int64_t wanted, int64_t *ret_audience)
{
    struct arena *arena = arena_new_small();
    struct rule_protected_row row;
    int status = rule_protected(
        db, arena, (struct rule_protected_in){ .organisation = organisation, .child = child, .person = author }, &row);
    arena_free(arena);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    if (status == STATUS_NOT_FOUND)
        *ret_audience = wanted;
    else if ((wanted & SCOPE_READ_HOME) != 0)
        *ret_audience = (wanted & AUDIENCE_GROUP_ONLY) | scope_of_home(row.home);
    else
        *ret_audience = wanted & AUDIENCE_GROUP_ONLY;
    return STATUS_OK;
}

int access_is_over(struct db *db, struct access_who who, bool *ret_over)
{
    struct arena *arena = arena_new_small();
    struct rule_over_row row;
    int status = rule_over(
        db, arena, (struct rule_over_in){ .organisation = who.organisation, .person = who.person, .today = who.today },
        &row);
    if (status == STATUS_OK)
        *ret_over = row.over;
    arena_free(arena);
    return status;
}

int access_manages_all(struct db *db, struct access_who who, bool *ret_all)
{
    struct arena *arena = arena_new_small();
    struct rule_manages_all_row row;
    int status = rule_manages_all(
        db, arena,
        (struct rule_manages_all_in){ .organisation = who.organisation, .person = who.person, .today = who.today },
        &row);
    if (status == STATUS_OK)
        *ret_all = row.manages_all;
    arena_free(arena);
    return status;
}

int viewer_roles(struct db *db, struct arena *arena, const struct viewer *viewer, struct viewer_roles *ret_roles)
{
    struct rule_roles_row row;
    int status =
        rule_roles(db, arena,
                   (struct rule_roles_in){
                       .organisation = viewer->organisation, .person = viewer->person, .today = viewer->today },
                   &row);
    if (status != STATUS_OK)
        return status;
    *ret_roles = (struct viewer_roles){
        .guardian = row.guardian,
        .professional = row.professional,
        .mentor = row.mentor,
        .manager = row.manager,
        .coach = row.coach,
        .childminder = row.childminder,
        .bureau = row.bureau,
        .committee = row.committee,
        .partner = row.partner,
    };
    return STATUS_OK;
}

/* Both on the side of home, or both on the side of the centre. */
static bool same_side(int64_t scope, int64_t need)
{
    return ((scope & SCOPE_SIDE_HOME) != 0 && (need & SCOPE_SIDE_HOME) != 0) ||
           ((scope & SCOPE_SIDE_CENTRE) != 0 && (need & SCOPE_SIDE_CENTRE) != 0);
}

enum gate rule_answer(const struct rule *rule, bool signed_in, int64_t scope)
{
    switch ((enum rule_kind)rule->kind) {
    case RULE_KIND_PUBLIC:
        return GATE_OPEN;
    case RULE_KIND_SIGNED_IN:
        return signed_in ? GATE_OPEN : GATE_SIGNED_OUT;
    case RULE_KIND_CHILD:
    case RULE_KIND_GROUP:
    case RULE_KIND_ENTRY:
    case RULE_KIND_FILE:
    case RULE_KIND_MANAGER:
    case RULE_KIND_LOCATION:
        if (!signed_in)
            return GATE_SIGNED_OUT;
        if ((scope & rule->scope) != 0)
            return GATE_OPEN;
        return same_side(scope, rule->scope) ? GATE_DENIED : GATE_HIDDEN;
    case RULE_KIND_NONE:
    case RULE_KIND__MAX:
        break;
    }
    return GATE_HIDDEN;
}

const char *rule_kind_name(enum rule_kind kind)
{
    static const char *const names[RULE_KIND__MAX] = {
        [RULE_KIND_NONE] = "none",   [RULE_KIND_PUBLIC] = "public",   [RULE_KIND_SIGNED_IN] = "signed_in",
        [RULE_KIND_CHILD] = "child", [RULE_KIND_GROUP] = "group",     [RULE_KIND_ENTRY] = "entry",
        [RULE_KIND_FILE] = "file",   [RULE_KIND_MANAGER] = "manager", [RULE_KIND_LOCATION] = "location",
    };
    return kind < RULE_KIND__MAX ? names[kind] : names[RULE_KIND_NONE];
}

void rule_describe(const struct route *route, struct buffer *buffer)
{
    static const struct {
        int64_t scope;
        const char *name;
    } bits[] = {
        { SCOPE_READ_HOME_1, "read_home_1" },
        { SCOPE_READ_HOME_2, "read_home_2" },
        { SCOPE_READ_HOME_3, "read_home_3" },
        { SCOPE_READ_LIMITED, "read_limited" },
        { SCOPE_READ_GROUP, "read_group" },
        { SCOPE_READ_MENTOR, "read_mentor" },
        { SCOPE_READ_MANAGER, "read_manager" },
        { SCOPE_WRITE_HOME, "write_home" },
        { SCOPE_WRITE_CENTRE, "write_centre" },
        { SCOPE_RESTRICTIONS, "restrictions" },
        { SCOPE_MANAGE, "manage" },
        { SCOPE_READ_COACH, "read_coach" },
        { SCOPE_READ_SHIFT, "read_shift" },
        { SCOPE_PARTNER, "partner" },
        { SCOPE_READ_SHARED, "read_shared" },
        { SCOPE_COMMITTEE, "committee" },
    };
    buffer_put(buffer, text_from(rule_kind_name((enum rule_kind)route->rule.kind)));
    const char *separator = ": ";
    for (size_t i = 0; i < sizeof bits / sizeof bits[0]; i++) {
        if ((route->rule.scope & bits[i].scope) == 0)
            continue;
        buffer_put(buffer, text_from(separator));
        buffer_put(buffer, text_from(bits[i].name));
        separator = ", ";
    }
}
