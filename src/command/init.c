/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/init.h"

#include "access/audit.h"
#include "base/file.h"
#include "base/zone.h"
#include "command/host.h"
#include "command/hosts.h"
#include "command/installation.h"
#include "command/link.h"
#include "command/name.h"
#include "command/settings.h"
#include "command/workplace.h"
#include "db/change.h"
#include "db/db.h"
#include "db/migrate.h"

enum {
    OPTION_NAME,
    OPTION_COUNTRY,
    OPTION_FORM,
    OPTION_ZONE,
    OPTION_ADMIN_EMAIL,
    OPTION_ADMIN_NAME,
    OPTION_JOIN,
    OPTION__MAX
};

static const struct command_option options[OPTION__MAX] = {
    [OPTION_NAME] = { "name", "NAME", "of the organisation, as parents know it", .required = true },
    [OPTION_COUNTRY] = { "country", "NL|BE", "whose words it uses (NL)", .required = false },
    [OPTION_FORM] = { "form", "je|u", "how Dutch pages address people (je)", .required = false },
    [OPTION_ZONE] = { "zone", "ZONE", "time zone (Europe/Amsterdam; Europe/Brussels for BE)", .required = false },
    [OPTION_ADMIN_EMAIL] = { "admin-email", "ADDRESS", "of the first administrator", .required = true },
    [OPTION_ADMIN_NAME] = { "admin-name", "NAME", "of the first administrator", .required = true },
    [OPTION_JOIN] = { "join", NULL, "another organisation in a PostgreSQL database that has one", .required = false },
};

/* --- the empty installation --- */

static int check_untouched(const struct settings *settings, struct error *error)
{
    struct settings owner = installation_of_owner(settings);
    struct migrate_status found;
    if (file_exists(settings->key))
        return error_set(error, STATUS_CONFLICT, 0, "there is a key file already: %s", settings->key);
    int status = migrate_status(owner.database, migrations_of_program(), error, &found);
    if (status == STATUS_OK && found.state != MIGRATE_EMPTY)
        return error_set(error, STATUS_CONFLICT, 0, "there is a database already: nothing was touched");
    return status;
}

int init_make(const struct settings *settings, const struct clock *clock, struct error *error, struct key *ret_key)
{
    struct settings owner = installation_of_owner(settings);
    int status = check_untouched(settings, error);
    if (status != STATUS_OK)
        return status;
    if (file_make_folder(settings->data, 0700) != STATUS_OK)
        return error_set(error, STATUS_FAILED, 0, "the folder %s cannot be made: %m", settings->data);
    struct arena *arena = arena_new();
    struct migrate_settings migrate = { .location = owner.database,
                                        .migrations = migrations_of_program(),
                                        .clock = clock,
                                        .backup_folder = settings->backups,
                                        .service = installation_service(arena, settings) };
    status = migrate_apply(&migrate, error, NULL);
    arena_free(arena);
    return status == STATUS_OK ? key_make(settings->key, error, ret_key) : status;
}

/* --- the organisation and its first administrator --- */

struct beginning {
    bool joins; /* the installation is there already, with its key */
    struct key key;
    struct people_organisation organisation;
    struct text host;
    struct people_person admin;
    struct text email;
    struct link_secret secret;
};

static int begin(struct change *change, void *argument)
{
    const struct beginning *beginning = argument;
    struct organisation_id organisation = { 0 };
    struct person_id person = { 0 };
    int status = beginning->joins ? STATUS_OK : key_add(change, &beginning->key);
    if (status == STATUS_OK)
        status = people_organisation_add(change, &beginning->organisation, &organisation);
    if (status == STATUS_OK)
        status = host_fix(change, organisation, beginning->host);
    if (status == STATUS_OK)
        status = people_person_add(change, &beginning->admin, &person);
    if (status == STATUS_OK)
        status = people_account_set(change, person, beginning->email);
    struct people_manager manager = { .person = person, .from = { (int32_t)(change->now_at / DAY_MS) - 1 } };
    manager.until = DATE_FOREVER;
    if (status == STATUS_OK)
        status = people_manager_set(change, &manager);
    if (status == STATUS_OK)
        status = link_add(change, person, beginning->secret);
    return status == STATUS_OK ? audit_add(change, "installation.init", "organisation", organisation.value) : status;
}

static int check_options(struct command_call *call, struct beginning *beginning)
{
    struct people_organisation *organisation = &beginning->organisation;
    bool belgium = text_equal(organisation->country, TEXT("BE"));
    struct zone *zone;
    if (!belgium && !text_equal(organisation->country, TEXT("NL")))
        command_complain(call, "samenspel init: --country is NL or BE");
    else if (!text_equal(organisation->address_form, TEXT("je")) && !text_equal(organisation->address_form, TEXT("u")))
        command_complain(call, "samenspel init: --form is je or u");
    else if (text_is_empty(organisation->name) || text_is_empty(beginning->admin.given_name))
        command_complain(call, "samenspel init: a name is empty");
    else if (!name_is_email(beginning->email))
        command_complain(call, "samenspel init: --admin-email is not an e-mail address");
    else if (zone_open(organisation->zone, &zone) != STATUS_OK)
        command_complain(call, "samenspel init: there is no time zone %.*s", TEXT_ARGS(organisation->zone));
    else {
        zone_close(zone);
        return COMMAND_DONE;
    }
    return COMMAND_USAGE;
}

static void read_options(struct command_call *call, struct beginning *beginning)
{
    struct text country = command_text_or(call, OPTION_COUNTRY, "NL");
    bool belgium = text_equal(country, TEXT("BE"));
    *beginning = (struct beginning){
        .joins = command_given(call, OPTION_JOIN),
        .organisation = { .name = text_trim(command_text(call, OPTION_NAME)),
                          .country = country,
                          .address_form = command_text_or(call, OPTION_FORM, "je"),
                          .zone =
                              command_text_or(call, OPTION_ZONE, belgium ? "Europe/Brussels" : "Europe/Amsterdam") },
        .host = hosts_name(text_from(call->settings->origin)),
        .admin = name_person(call->arena, command_text(call, OPTION_ADMIN_NAME)),
        .email = text_trim(command_text(call, OPTION_ADMIN_EMAIL)),
        .secret = link_secret_new(call->arena),
    };
}

/* An organisation that joins needs the database as it is, and the key file that belongs to it. */
static int check_joined(const struct settings *owner, struct error *error)
{
    struct db *db;
    if (db_engine_of(owner->database) != DB_ENGINE_POSTGRESQL)
        return error_set(error, STATUS_INVALID, 0,
                         "each organisation has an SQLite file of its own: init without --join");
    int status = installation_check(owner, error);
    if (status == STATUS_OK)
        status = db_open_reader(owner->database, error, &db);
    if (status != STATUS_OK)
        return status;
    status = installation_check_key(owner, db, error);
    db_close(db);
    return status;
}

static int make(struct command_call *call, struct beginning *beginning)
{
    struct settings owner = installation_of_owner(call->settings);
    struct error error = { .word = 0 };
    struct workplace workplace;
    int status = beginning->joins ? check_joined(&owner, &error)
                                  : init_make(call->settings, call->clock, &error, &beginning->key);
    if (status == STATUS_OK)
        status = workplace_open(&owner, call->clock, NULL, &error, &workplace);
    if (status != STATUS_OK)
        return command_failure(call, status, &error, "init");
    status = workplace_change(workplace.writer, call->arena, (struct organisation_id){ 0 }, begin, beginning, &error);
    workplace_close(&workplace);
    return status == STATUS_OK ? COMMAND_DONE : command_failure(call, status, &error, "init");
}

static int run(struct command_call *call)
{
    struct beginning beginning;
    read_options(call, &beginning);
    int code = check_options(call, &beginning);
    if (code == COMMAND_DONE)
        code = make(call, &beginning);
    if (code != COMMAND_DONE)
        return code;
    command_say(call, "%.*s is ready in %s.", TEXT_ARGS(beginning.organisation.name), call->settings->data);
    command_say(call, "Keep a copy of the key file %s in another place than the backups.\n", call->settings->key);
    link_say(call, beginning.admin.given_name, beginning.secret.text);
    command_say(call, "Start the server with `samenspel serve --data %s`.", call->settings->data);
    return COMMAND_DONE;
}

const struct command command_init = {
    .name = "init",
    .arguments = "",
    .summary = "Make a new installation with its organisation and first administrator",
    .help = "Makes the data folder, the key file and the database, and prints a link with\n"
            "which the administrator signs in, once. Touches nothing when there is an\n"
            "installation already. The host of the setting origin is fixed here, for\n"
            "passkeys belong to it: set it first (`samenspel help host`).\n",
    .options = options,
    .option_count = OPTION__MAX,
    .needs = COMMAND_NEEDS_SETTINGS,
    .run = run,
};
