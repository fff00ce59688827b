/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samenspel user add` and `user link`: people who work here get an account, and anybody with one a new way in. Parents
 * come with the children, by `samenspel import`.
 */
#include "access/audit.h"
#include "access/people.h"
#include "base/zone.h"
#include "command/command.h"
#include "command/commands.h"
#include "command/installation.h"
#include "command/installation.sql.h"
#include "command/link.h"
#include "command/name.h"
#include "command/workplace.h"
#include "db/change.h"
#include "feature/partner/partner.h"
#include "feature/second_factor/second_factor.h"
#include "i18n/language.h"

enum {
    OPTION_NAME,
    OPTION_EMAIL,
    OPTION_ROLE,
    OPTION_GROUP,
    OPTION_LOCATION,
    OPTION_LANGUAGE,
    OPTION_SAY,
    OPTION_UNTIL,
    OPTION_CHILD,
    OPTION_PURPOSE,
    OPTION_ABOUT,
    OPTION__MAX
};

static const struct command_option options[OPTION__MAX] = {
    [OPTION_NAME] = { "name", "NAME", "\"Hanna de Wit\", or \"Anne Marie/de Wit\"", .required = true },
    [OPTION_EMAIL] = { "email", "ADDRESS", "with which this person signs in", .required = true },
    [OPTION_ROLE] = { "role", "ROLE", "see below", .required = true },
    [OPTION_GROUP] = { "group", "NAME", "where a professional works; more than once for more", .many = true },
    [OPTION_LOCATION] = { "location", "NAME", "of the role; or where the group is, when its name is not unique",
                          .required = false },
    [OPTION_LANGUAGE] = { "language", "TAG", "of the pages (nl)", .required = false },
    [OPTION_SAY] = { "say", "WORDS", "how to say the name", .required = false },
    [OPTION_UNTIL] = { "until", "YYYY-MM-DD", "first day on which this no longer holds", .required = false },
    [OPTION_CHILD] = { "child", "NUMBER or NAME", "for which a partner is invited", .required = false },
    [OPTION_PURPOSE] = { "purpose", "WHAT", "of a partner: school, health or support", .required = false },
    [OPTION_ABOUT] = { "about", "WORDS", "what a partner reads, and the guardians with it", .required = false },
};

/* Where a role is. */
enum place {
    PLACE_GROUPS,       /* groups of --group */
    PLACE_LOCATION,     /* the one of --location */
    PLACE_ANY,          /* the one of --location, or all */
    PLACE_ALL,          /* the whole organisation */
    PLACE_OWN_LOCATION, /* the one of --location, made when there is none */
    PLACE_CHILD,        /* none: the child of --child */
    PLACE__MAX
};

struct addition;
static int add_professional(struct change *change, const struct addition *addition, struct person_id person);
static int add_coach(struct change *change, const struct addition *addition, struct person_id person);
static int add_manager(struct change *change, const struct addition *addition, struct person_id person);
static int add_committee(struct change *change, const struct addition *addition, struct person_id person);
static int add_childminder(struct change *change, const struct addition *addition, struct person_id person);
static int add_bureau(struct change *change, const struct addition *addition, struct person_id person);
static int add_partner(struct change *change, const struct addition *addition, struct person_id person);

/* What --role may say. */
struct role {
    const char *name;
    const char *professional; /* role of table professional */
    enum place place;
    int (*add)(struct change *change, const struct addition *addition, struct person_id person);
};
static const struct role roles[] = {
    { "professional", "professional", PLACE_GROUPS, add_professional },
    { "stand-in", "stand_in", PLACE_GROUPS, add_professional },
    { "student", "student", PLACE_GROUPS, add_professional },
    { "coach", NULL, PLACE_ANY, add_coach },
    { "manager", NULL, PLACE_LOCATION, add_manager },
    { "administrator", NULL, PLACE_ALL, add_manager },
    { "committee", NULL, PLACE_LOCATION, add_committee },
    { "childminder", NULL, PLACE_OWN_LOCATION, add_childminder },
    { "bureau", NULL, PLACE_ANY, add_bureau },
    { "partner", NULL, PLACE_CHILD, add_partner },
};

enum { GROUPS_MAXIMUM = 32 };

/* The change and what it needs. */
struct addition {
    const struct role *role;
    struct people_person person;
    struct text email;
    struct group_id groups[GROUPS_MAXIMUM];
    size_t group_count;
    struct location_id location;
    struct text location_name; /* PLACE_OWN_LOCATION: of one that is to be made; else null */
    struct child_id child;     /* of a partner */
    enum partner_purpose purpose;
    struct text about;
    struct date from, until;
    struct link_secret secret;
};

static int add_professional(struct change *change, const struct addition *addition, struct person_id person)
{
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < addition->group_count; i++)
        status = people_professional_set(change,
                                         &(struct people_professional){ .person = person,
                                                                        .group = addition->groups[i],
                                                                        .role = text_from(addition->role->professional),
                                                                        .from = addition->from,
                                                                        .until = addition->until });
    return status;
}

static int add_coach(struct change *change, const struct addition *addition, struct person_id person)
{
    return people_coach_set(change, &(struct people_coach){ .person = person,
                                                            .location = addition->location,
                                                            .from = addition->from,
                                                            .until = addition->until });
}

static int add_manager(struct change *change, const struct addition *addition, struct person_id person)
{
    return people_manager_set(change, &(struct people_manager){ .person = person,
                                                                .location = addition->location,
                                                                .from = addition->from,
                                                                .until = addition->until });
}

static struct people_at_location at_location(const struct addition *addition, struct person_id person)
{
    return (struct people_at_location){ person, addition->location, addition->from, addition->until };
}

static int add_committee(struct change *change, const struct addition *addition, struct person_id person)
{
    struct people_at_location at = at_location(addition, person);
    return people_committee_set(change, &at);
}

static int add_bureau(struct change *change, const struct addition *addition, struct person_id person)
{
    struct people_at_location at = at_location(addition, person);
    return people_bureau_set(change, &at);
}

/* A childminder needs nothing but a place of her own: it is made with its one group (R209). */
static int add_childminder(struct change *change, const struct addition *addition, struct person_id person)
{
    struct people_at_location at = at_location(addition, person);
    int status = STATUS_OK;
    if (!text_is_null(addition->location_name)) {
        struct group_id group;
        status =
            people_location_add(change, &(struct people_location){ .name = addition->location_name }, &at.location);
        if (status == STATUS_OK)
            status = people_group_add(change,
                                      &(struct people_group){ .location = at.location,
                                                              .name = addition->location_name,
                                                              .care_form = TEXT(CARE_FORM_CHILDMINDER) },
                                      &group);
    }
    return status == STATUS_OK ? people_childminder_set(change, &at) : status;
}

/* One child, one purpose, for a time, and only with the guardians' consent. */
static int add_partner(struct change *change, const struct addition *addition, struct person_id person)
{
    (void)person; /* found by the address */
    struct partner_write write = { .child = addition->child,
                                   .purpose = addition->purpose,
                                   .email = addition->email,
                                   .words = addition->about,
                                   .language = addition->person.language,
                                   .from = addition->from,
                                   .until = addition->until,
                                   .operates = true,
                                   .today = addition->from };
    return partner_invite(change, &write);
}

static int add(struct change *change, void *argument)
{
    const struct addition *addition = argument;
    struct person_id person;
    int status = people_person_add(change, &addition->person, &person);
    if (status == STATUS_OK)
        status = people_account_set(change, person, addition->email);
    if (status == STATUS_OK)
        status = addition->role->add(change, addition, person);
    if (status == STATUS_OK)
        status = link_add(change, person, addition->secret);
    return status == STATUS_OK ? audit_add(change, "command.user_add", "person", person.value) : status;
}

/* --- reading the options --- */

static int refuse(const struct command_call *call, const char *why, struct text what)
{
    command_complain(call, "samenspel %s: %s %.*s", call->command->name, why, TEXT_ARGS(what));
    return COMMAND_FAILED;
}

/* The group of that name; of several, the one at --location. */
static int find_group(struct command_call *call, struct organisation_id organisation, struct text name,
                      struct group_id *ret_group)
{
    struct installation_groups_rows rows;
    if (installation_groups(call->db, call->arena,
                            (struct installation_groups_in){ .organisation = organisation, .name = name },
                            &rows) != STATUS_OK)
        return refuse(call, "the database cannot be read for group", name);
    size_t found = 0;
    for (size_t i = 0; i < rows.count; i++) {
        if (command_given(call, OPTION_LOCATION) &&
            !text_equal(rows.items[i].location_name, command_text(call, OPTION_LOCATION)))
            continue;
        *ret_group = rows.items[i].care_group;
        found++;
    }
    if (found > 1)
        return refuse(call, "several locations have this group, say which with --location:", name);
    return found == 1 ? COMMAND_DONE : refuse(call, "there is no group", name);
}

static int find_groups(struct command_call *call, struct organisation_id organisation, struct addition *addition)
{
    for (size_t i = 0; i < call->values.count; i++) {
        if (call->values.items[i].option != OPTION_GROUP)
            continue;
        struct text name = call->values.items[i].text;
        if (addition->group_count == GROUPS_MAXIMUM)
            return refuse(call, "too many groups, from", name);
        int code = find_group(call, organisation, name, &addition->groups[addition->group_count]);
        if (code != COMMAND_DONE)
            return code;
        addition->group_count++;
    }
    return addition->group_count > 0
               ? COMMAND_DONE
               : refuse(call, "say on which group with --group, for role", text_from(addition->role->name));
}

static int find_child(struct command_call *call, struct organisation_id organisation, struct addition *addition)
{
    struct text asked = command_text_or(call, OPTION_CHILD, "");
    struct people_person name = name_person(call->arena, asked);
    struct installation_children_rows rows;
    addition->about = text_trim(command_text_or(call, OPTION_ABOUT, ""));
    if (text_is_empty(asked))
        return refuse(call, "say for which child with --child, for role", text_from(addition->role->name));
    if (!partner_purpose_from(command_text_or(call, OPTION_PURPOSE, ""), &addition->purpose))
        return refuse(call, "say for what with --purpose school, health or support, for role",
                      text_from(addition->role->name));
    if (!command_given(call, OPTION_UNTIL))
        return refuse(call, "say until when with --until, for role", text_from(addition->role->name));
    if (text_is_empty(addition->about))
        return refuse(call, "say what it is about with --about, for role", text_from(addition->role->name));
    if (installation_children(call->db, call->arena,
                              (struct installation_children_in){ .organisation = organisation,
                                                                 .number = asked,
                                                                 .given_name = name.given_name,
                                                                 .family_name = name.family_name },
                              &rows) != STATUS_OK)
        return refuse(call, "the database cannot be read for child", asked);
    if (rows.count > 1)
        return refuse(call, "several children are called so, give the number of the planning package:", asked);
    if (rows.count == 1)
        addition->child = rows.items[0].child;
    return rows.count == 1 ? COMMAND_DONE : refuse(call, "there is no child", asked);
}

static int find_place(struct command_call *call, struct organisation_id organisation, struct addition *addition)
{
    enum place place = addition->role->place;
    if (place == PLACE_GROUPS)
        return find_groups(call, organisation, addition);
    if (place == PLACE_CHILD)
        return find_child(call, organisation, addition);
    if (place == PLACE_ALL || (place == PLACE_ANY && !command_given(call, OPTION_LOCATION)))
        return COMMAND_DONE;
    struct text name = command_text(call, OPTION_LOCATION);
    struct installation_location_row row;
    int status = installation_location(
        call->db, call->arena,
        (struct installation_location_in){ .organisation = organisation, .name = text_is_null(name) ? TEXT("") : name },
        &row);
    if (status == STATUS_OK) {
        addition->location = row.location;
        return COMMAND_DONE;
    }
    if (place != PLACE_OWN_LOCATION || text_is_empty(name))
        return refuse(call, "there is no such --location:", name);
    addition->location_name = name;
    return COMMAND_DONE;
}

static const struct role *find_role(struct text name)
{
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (text_equal(text_from(roles[i].name), name))
            return &roles[i];
    return NULL;
}

static int read_options(struct command_call *call, struct addition *addition)
{
    enum language language;
    addition->role = find_role(command_text(call, OPTION_ROLE));
    addition->email = text_trim(command_text(call, OPTION_EMAIL));
    addition->person = name_person(call->arena, command_text(call, OPTION_NAME));
    addition->person.say_name = command_text_or(call, OPTION_SAY, "");
    addition->person.language = command_text_or(call, OPTION_LANGUAGE, "nl");
    addition->until = DATE_FOREVER;
    int code = COMMAND_DONE;
    if (!addition->role)
        code = refuse(call, "there is no role", command_text(call, OPTION_ROLE));
    else if (text_is_empty(addition->person.given_name))
        code = refuse(call, "the name is empty", TEXT(""));
    else if (!name_is_email(addition->email))
        code = refuse(call, "this is not an e-mail address:", addition->email);
    else if (!language_from_code(addition->person.language, &language))
        code = refuse(call, "there is no language", addition->person.language);
    else if (command_given(call, OPTION_UNTIL) &&
             date_parse_iso(command_text(call, OPTION_UNTIL), &addition->until) != STATUS_OK)
        code = refuse(call, "this is not a day (YYYY-MM-DD):", command_text(call, OPTION_UNTIL));
    return code == COMMAND_DONE ? COMMAND_DONE : COMMAND_USAGE;
}

/* Today where the organisation is. */
static int today(struct command_call *call, const struct installation_organisation *organisation,
                 struct date *ret_today)
{
    struct zone *zone;
    if (zone_open(organisation->zone, &zone) != STATUS_OK)
        return refuse(call, "there is no time zone", organisation->zone);
    *ret_today = zone_date(zone, clock_now(call->clock));
    zone_close(zone);
    return COMMAND_DONE;
}

static int find_organisation(struct command_call *call, struct installation_organisation *ret_organisation)
{
    struct error error = { .word = 0 };
    int status = installation_organisation(call->settings, call->db, call->arena, &error, ret_organisation);
    return status == STATUS_OK ? COMMAND_DONE : command_failure(call, status, &error, call->command->name);
}

static int run_add(struct command_call *call)
{
    struct addition addition = { .secret = link_secret_new(call->arena) };
    struct installation_organisation organisation;
    int code = read_options(call, &addition);
    if (code == COMMAND_DONE)
        code = find_organisation(call, &organisation);
    if (code == COMMAND_DONE)
        code = find_place(call, organisation.id, &addition);
    if (code == COMMAND_DONE)
        code = today(call, &organisation, &addition.from);
    if (code != COMMAND_DONE)
        return code;
    struct error error = { .word = 0 };
    int status = workplace_change(call->writer, call->arena, organisation.id, add, &addition, &error);
    if (status == STATUS_CONFLICT)
        return refuse(call, "somebody has this address already:", addition.email);
    if (status == STATUS_DENIED)
        return refuse(call, "everybody with authority must agree first, on the child's page of consent:",
                      command_text(call, OPTION_CHILD));
    if (status == STATUS_INVALID && addition.role->place == PLACE_CHILD)
        return refuse(call, "an invitation ends within a year, not", command_text(call, OPTION_UNTIL));
    if (status != STATUS_OK)
        return command_failure(call, status, &error, "user add");
    link_say(call, addition.person.given_name, addition.secret.text);
    return COMMAND_DONE;
}

const struct command command_user_add = {
    .name = "user add",
    .arguments = "",
    .summary = "Give somebody who works here an account",
    .help = "Prints a link with which this person signs in, once. Roles:\n"
            "  professional, stand-in, student   on groups (--group)\n"
            "  manager, committee                of a location (--location)\n"
            "  coach, bureau                     of a location, or without one of all\n"
            "  administrator                     of everything\n"
            "  childminder                       at a location of her own, made if new\n"
            "  partner                           for one child, once its guardians agreed\n"
            "                                    (--child, --purpose, --about, --until)\n"
            "Parents come with their children from the planning package: `samenspel import`.\n",
    .options = options,
    .option_count = OPTION__MAX,
    .needs = COMMAND_NEEDS_WRITER,
    .run = run_add,
};

/* --- a new link --- */

enum link_option { LINK_OPTION_LOST, LINK_OPTION__MAX };

static const struct command_option link_options[LINK_OPTION__MAX] = {
    [LINK_OPTION_LOST] = { "lost-phone", NULL, "forget the second factor: telephone and recovery codes are lost",
                           .required = false },
};

struct linking {
    struct person_id person;
    struct link_secret secret;
    bool lost; /* the second factor */
};

static int add_link(struct change *change, void *argument)
{
    const struct linking *linking = argument;
    int status = linking->lost ? second_factor_forget(change, linking->person) : STATUS_OK;
    if (status == STATUS_OK)
        status = link_add(change, linking->person, linking->secret);
    return status == STATUS_OK ? audit_add(change, "command.user_link", "person", linking->person.value) : status;
}

static int run_link(struct command_call *call)
{
    struct installation_organisation organisation;
    int code = find_organisation(call, &organisation);
    if (code != COMMAND_DONE)
        return code;
    struct text email = call->arguments.items[0];
    struct installation_person_row row;
    int status =
        installation_person(call->db, call->arena,
                            (struct installation_person_in){ .organisation = organisation.id,
                                                             .email_folded = people_email_folded(call->arena, email) },
                            &row);
    if (status == STATUS_NOT_FOUND)
        return refuse(call, "nobody has the address", email);
    struct error error = { .word = 0 };
    struct linking linking = { .person = row.person,
                               .secret = link_secret_new(call->arena),
                               .lost = command_given(call, LINK_OPTION_LOST) };
    if (status == STATUS_OK)
        status = workplace_change(call->writer, call->arena, organisation.id, add_link, &linking, &error);
    if (status != STATUS_OK)
        return command_failure(call, status, &error, "user link");
    link_say(call, row.given_name, linking.secret.text);
    return COMMAND_DONE;
}

const struct command command_user_link = {
    .name = "user link",
    .arguments = "ADDRESS",
    .least = 1,
    .most = 1,
    .summary = "Print a new sign-in link for somebody who has an account",
    .help = "For who lost the password or never got the first link. Give it only to the\n"
            "person it is for. With --lost-phone that person sets up a new app for codes\n"
            "at the next way in, and is signed out everywhere: be sure who asks.\n",
    .options = link_options,
    .option_count = LINK_OPTION__MAX,
    .needs = COMMAND_NEEDS_WRITER,
    .run = run_link,
};
