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
#include "command/wizard.h"
#include "command/workplace.h"
#include "db/change.h"
#include "db/db.h"
#include "db/migrate.h"

#include <unistd.h>

enum {
    OPTION_NAME,
    OPTION_COUNTRY,
    OPTION_FORM,
    OPTION_ZONE,
    OPTION_ADMIN_EMAIL,
    OPTION_ADMIN_NAME,
    OPTION_KIND,
    OPTION_LOCATION,
    OPTION_JOIN,
    OPTION__MAX
};

static const struct command_option options[OPTION__MAX] = {
    [OPTION_NAME] = { "name", "NAME", "of the organisation, as parents know it", .required = false },
    [OPTION_COUNTRY] = { "country", "NL|BE", "whose words it uses (NL)", .required = false },
    [OPTION_FORM] = { "form", "je|u", "how Dutch pages address people (je)", .required = false },
    [OPTION_ZONE] = { "zone", "ZONE", "time zone (Europe/Amsterdam; Europe/Brussels for BE)", .required = false },
    [OPTION_ADMIN_EMAIL] = { "admin-email", "ADDRESS", "of the first administrator", .required = false },
    [OPTION_ADMIN_NAME] = { "admin-name", "NAME", "of the first administrator", .required = false },
    [OPTION_KIND] = { "kind", "centre|childminder", "childminder: the first person works alone (centre)",
                      .required = false },
    [OPTION_LOCATION] = { "location", "NAME", "the first one; without it locations come with the roster or on a page",
                          .required = false },
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
    bool childminder;     /* the first person works alone, at `location` */
    struct text location; /* empty: none is made */
    struct text email;
    struct link_secret secret;
};

/* The place, when one is named; a childminder's has its one group (R209). */
static int begin_place(struct change *change, const struct beginning *beginning, struct person_id person,
                       struct date from)
{
    struct people_at_location at = { .person = person, .from = from, .until = DATE_FOREVER };
    struct group_id group;
    if (text_is_empty(beginning->location))
        return STATUS_OK;
    int status = people_location_add(
        change, &(struct people_location){ .name = beginning->location, .zone = beginning->organisation.zone },
        &at.location);
    if (status != STATUS_OK || !beginning->childminder)
        return status;
    status = people_group_add(change,
                              &(struct people_group){ .location = at.location,
                                                      .name = beginning->location,
                                                      .care_form = TEXT(CARE_FORM_CHILDMINDER) },
                              &group);
    return status == STATUS_OK ? people_childminder_set(change, &at) : status;
}

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
    if (status == STATUS_OK && !beginning->childminder)
        status = people_manager_set(change, &manager);
    if (status == STATUS_OK)
        status = begin_place(change, beginning, person, manager.from);
    if (status == STATUS_OK)
        status = link_add(change, person, beginning->secret);
    return status == STATUS_OK ? audit_add(change, "installation.init", "organisation", organisation.value) : status;
}

static bool is_kind(struct text kind)
{
    return text_equal(kind, TEXT("centre")) || text_equal(kind, TEXT("childminder"));
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
    else if (command_given(call, OPTION_KIND) && !is_kind(command_text(call, OPTION_KIND)))
        command_complain(call, "samenspel init: --kind is centre or childminder");
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
        .childminder = text_equal(command_text_or(call, OPTION_KIND, "centre"), TEXT("childminder")),
        .location = text_trim(command_text_or(call, OPTION_LOCATION, "")),
        .secret = link_secret_new(call->arena),
    };
    /* A childminder's place is called as her organisation, unless she says otherwise. */
    if (beginning->childminder && text_is_empty(beginning->location))
        beginning->location = beginning->organisation.name;
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

/* --- asking for what was left out --- */

static bool is_country(struct text answer)
{
    return text_equal(answer, TEXT("NL")) || text_equal(answer, TEXT("BE"));
}

static bool is_yes_or_no(struct text answer)
{
    return text_equal_ignore_case(answer, TEXT("y")) || text_equal_ignore_case(answer, TEXT("n"));
}

/* Asks unless it was given; false: stopped. */
static bool ask(struct command_call *call, const struct wizard *wizard, size_t option,
                const struct wizard_question *question)
{
    struct text answer;
    if (command_given(call, option))
        return true;
    if (!wizard_ask(wizard, question, &answer))
        return false;
    if (!text_is_empty(answer))
        *vector_add(call->arena, &call->values) = (struct command_value){ option, answer };
    return true;
}

/* The host is fixed here for good, for passkeys belong to it. */
static bool ask_host(struct command_call *call, const struct wizard *wizard)
{
    struct text answer;
    const char *origin = call->settings->origin;
    struct wizard_question question = {
        .text = origin && *origin
                    ? arena_printf(call->arena, "People will reach it at %s - is that right? y or n", origin).data
                    : "No address is set (origin): it will work on this machine alone. Go on? y or n",
        .otherwise = "y",
        .fits = is_yes_or_no,
        .wrong = "Type y or n.",
    };
    if (!wizard_ask(wizard, &question, &answer))
        return false;
    if (text_equal_ignore_case(answer, TEXT("y")))
        return true;
    command_say(call,
                "Write `origin = https://YOUR.HOST` in %s/samenspel.conf and begin again: the host is fixed here.",
                call->settings->data);
    return false;
}

static bool ask_all(struct command_call *call)
{
    static const struct wizard_question questions[] = {
        { "Name of the organisation", "As parents know it.", NULL, NULL, NULL },
        { "Country, NL or BE", NULL, "NL", is_country, "Type NL or BE." },
        { "Kind of place, centre or childminder",
          "A childminder works alone: no roster, no groups, no choice of mentor.", "centre", is_kind,
          "Type centre or childminder." },
        { "First location", "Leave it empty when locations come from your planning package.", "", NULL, NULL },
        { "Your name", "You are the first administrator.", NULL, NULL, NULL },
        { "Your e-mail address", NULL, NULL, name_is_email, "That is not an e-mail address." },
    };
    static const size_t options_asked[] = { OPTION_NAME,     OPTION_COUNTRY,    OPTION_KIND,
                                            OPTION_LOCATION, OPTION_ADMIN_NAME, OPTION_ADMIN_EMAIL };
    struct wizard wizard = { stdin, stdout, call->arena };
    command_say(call,
                "A few questions. Enter takes what stands in brackets; Ctrl-C stops, and then nothing was made.\n");
    if (!ask_host(call, &wizard))
        return false;
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        if (!ask(call, &wizard, options_asked[i], &questions[i]))
            return false;
    return true;
}

/* What has to be known: typed on the command line, or asked for when somebody sits there. */
static int complete(struct command_call *call)
{
    static const size_t needed[] = { OPTION_NAME, OPTION_ADMIN_EMAIL, OPTION_ADMIN_NAME };
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (command_given(call, needed[i]))
            continue;
        if (!wizard_possible(STDIN_FILENO, STDOUT_FILENO)) {
            command_complain(call, "samenspel init: missing: --%s", options[needed[i]].name);
            return COMMAND_USAGE;
        }
        if (ask_all(call))
            return COMMAND_DONE;
        command_complain(call, "samenspel init: stopped, nothing was made");
        return COMMAND_FAILED;
    }
    return COMMAND_DONE;
}

static void say_next(struct command_call *call)
{
    command_say(call, "Next:");
    command_say(call, "  1. Start the server: samenspel serve --data %s", call->settings->data);
    command_say(call, "  2. Open the link above, set up the second step, and follow the page \"Zo begin je\".");
    command_say(call, "  3. With a planning package: samenspel import roster.csv --data %s", call->settings->data);
}

static int run(struct command_call *call)
{
    struct beginning beginning;
    int code = complete(call);
    if (code != COMMAND_DONE)
        return code;
    read_options(call, &beginning);
    code = check_options(call, &beginning);
    if (code == COMMAND_DONE)
        code = make(call, &beginning);
    if (code != COMMAND_DONE)
        return code;
    command_say(call, "%.*s is ready in %s.", TEXT_ARGS(beginning.organisation.name), call->settings->data);
    command_say(call, "Keep a copy of the key file %s in another place than the backups.\n", call->settings->key);
    link_say(call, beginning.admin.given_name, beginning.secret.text);
    say_next(call);
    return COMMAND_DONE;
}

const struct command command_init = {
    .name = "init",
    .arguments = "",
    .summary = "Make a new installation with its organisation and first administrator",
    .help = "On a terminal it asks for what you leave out.\n"
            "Makes the data folder, the key file and the database, and prints a link with\n"
            "which the administrator signs in, once. Touches nothing when there is an\n"
            "installation already. The host of the setting origin is fixed here, for\n"
            "passkeys belong to it: set it first (`samenspel help host`).\n",
    .options = options,
    .option_count = OPTION__MAX,
    .needs = COMMAND_NEEDS_SETTINGS,
    .run = run,
};
