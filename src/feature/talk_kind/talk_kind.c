/* SPDX-License-Identifier: EUPL-1.2 */
/* Who holds which kind of talk: the rule, and saving the matrix. */
#include "feature/talk_kind/talk_kind.h"

#include "access/audit.h"
#include "access/scope.h"
#include "db/change.h"
#include "feature/talk_kind/own.h"
#include "feature/talk_kind/talk_kind.sql.h"

#define BIT(role) (INT64_C(1) << (role))

const struct talk_role_about talk_roles[TALK_ROLE__MAX] = {
    [TALK_ROLE_PROFESSIONAL] = { "professional", WORD_ROLE_PROFESSIONAL },
    [TALK_ROLE_MENTOR] = { "mentor", WORD_ROLE_MENTOR },
    [TALK_ROLE_COACH] = { "coach", WORD_ROLE_COACH },
    [TALK_ROLE_MANAGER] = { "manager", WORD_ROLE_MANAGER },
};

const struct talk_kind_about talk_kinds[TALK_KIND__MAX] = {
    [TALK_INTAKE] = { "intake", WORD_TALK_KIND_INTAKE, BIT(TALK_ROLE_MENTOR) | BIT(TALK_ROLE_MANAGER) },
    [TALK_DEVELOPMENT] = { "development", WORD_TALK_KIND_DEVELOPMENT,
                           BIT(TALK_ROLE_PROFESSIONAL) | BIT(TALK_ROLE_MENTOR) },
    [TALK_CONCERN] = { "concern", WORD_TALK_KIND_CONCERN,
                       BIT(TALK_ROLE_MENTOR) | BIT(TALK_ROLE_COACH) | BIT(TALK_ROLE_MANAGER) },
    [TALK_COMPLAINT] = { "complaint", WORD_TALK_KIND_COMPLAINT, BIT(TALK_ROLE_MANAGER) },
    [TALK_PAYMENT] = { "payment", WORD_TALK_KIND_PAYMENT, BIT(TALK_ROLE_MANAGER) },
};

int64_t talk_roles_of(int64_t scope)
{
    int64_t roles = 0;
    if ((scope & SCOPE_READ_GROUP) != 0 && (scope & SCOPE_WRITE_CENTRE) != 0)
        roles |= BIT(TALK_ROLE_PROFESSIONAL);
    if ((scope & SCOPE_READ_MENTOR) != 0)
        roles |= BIT(TALK_ROLE_MENTOR);
    if ((scope & SCOPE_READ_COACH) != 0)
        roles |= BIT(TALK_ROLE_COACH);
    if ((scope & SCOPE_MANAGE) != 0)
        roles |= BIT(TALK_ROLE_MANAGER);
    return roles;
}

bool talk_role_fits(enum talk_kind kind, enum talk_role role)
{
    return kind != TALK_PAYMENT || role == TALK_ROLE_MANAGER;
}

/* Without what does not fit, whoever wrote it. */
static int64_t fitting(enum talk_kind kind, int64_t roles)
{
    int64_t fit = 0;
    for (enum talk_role role = 0; role < TALK_ROLE__MAX; role++)
        if (talk_role_fits(kind, role))
            fit |= roles & BIT(role);
    return kind == TALK_PAYMENT ? fit | BIT(TALK_ROLE_MANAGER) : fit;
}

int talk_matrix_read(struct db *db, struct arena *arena, struct organisation_id organisation,
                     struct location_id location, struct talk_matrix *ret_matrix)
{
    struct talk_kind_matrix_rows rows;
    int status = talk_kind_matrix(
        db, arena, (struct talk_kind_matrix_in){ .organisation = organisation, .location = location }, &rows);
    if (status != STATUS_OK)
        return status;
    struct talk_matrix matrix = { .version = 0 };
    for (enum talk_kind kind = 0; kind < TALK_KIND__MAX; kind++) {
        matrix.roles[kind] = talk_kinds[kind].roles;
        for (size_t i = 0; i < rows.count; i++)
            if (text_equal(rows.items[i].kind, text_from(talk_kinds[kind].name)))
                matrix.roles[kind] = fitting(kind, rows.items[i].roles);
    }
    if (rows.count > 0)
        matrix.version = rows.items[0].id;
    *ret_matrix = matrix;
    return STATUS_OK;
}

int talk_kind_may(struct db *db, struct arena *arena, struct access_who who, struct child_id child, enum talk_kind kind)
{
    int64_t scope;
    struct talk_kind_locations_rows rows;
    int status = access_child(db, who, child, &scope);
    if (status == STATUS_OK)
        status = talk_kind_locations(
            db, arena,
            (struct talk_kind_locations_in){ .organisation = who.organisation, .child = child, .today = who.today },
            &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        struct talk_matrix matrix;
        status = talk_matrix_read(db, arena, who.organisation, rows.items[i].location, &matrix);
        if (status == STATUS_OK && (matrix.roles[kind] & talk_roles_of(scope)) != 0)
            return STATUS_OK;
    }
    return status == STATUS_OK ? STATUS_DENIED : status;
}

/* STATUS_NOT_FOUND for who does not manage the location (any more), STATUS_CONFLICT when the version is not the present one. */
static int check(struct change *change, const struct talk_matrix_write *write)
{
    int64_t scope;
    struct access_who who = { change->organisation, change->actor, write->today };
    int status = access_location(change->db, who, write->location, &scope);
    if (status == STATUS_OK && (scope & SCOPE_MANAGE) == 0)
        status = STATUS_NOT_FOUND;
    struct talk_matrix stored;
    if (status == STATUS_OK)
        status = talk_matrix_read(change->db, change->arena, change->organisation, write->location, &stored);
    return status == STATUS_OK && stored.version != write->matrix.version ? STATUS_CONFLICT : status;
}

int talk_matrix_write(struct change *change, void *argument)
{
    const struct talk_matrix_write *write = argument;
    int status = check(change, write);
    int64_t id = identity_mint(change->identities);
    for (enum talk_kind kind = 0; status == STATUS_OK && kind < TALK_KIND__MAX; kind++)
        status = talk_kind_insert(change->db,
                                  (struct talk_kind_insert_in){ .organisation = change->organisation,
                                                                .location = write->location,
                                                                .id = id,
                                                                .kind = text_from(talk_kinds[kind].name),
                                                                .roles = fitting(kind, write->matrix.roles[kind]),
                                                                .author = change->actor,
                                                                .created_at = change->now_at },
                                  NULL);
    return status == STATUS_OK ? audit_add(change, "talk_kind.write", "location", write->location.value) : status;
}
