/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The parts of an installation beside the database: is the schema the one of this program, and is the key file the one
 * that belongs to the data. See command/key.h.
 */
#ifndef COMMAND_INSTALLATION_H
#define COMMAND_INSTALLATION_H

#include "base/error.h"
#include "base/identity.h"
#include "command/key.h"

struct db;
struct settings;

/* STATUS_OK when the database has the schema of this program. Otherwise error->detail says which and what to do:
 * STATUS_NOT_FOUND when there is none, STATUS_CONFLICT when it is another. */
int installation_check(const struct settings *settings, struct error *error) MUST_CHECK;

/* The key file and whether it belongs to the database that is open; error->detail says what to do. */
int installation_check_key(const struct settings *settings, struct db *db, struct error *error) MUST_CHECK;

/*
 * The settings of a PostgreSQL database narrowed to one organisation: the setting organisation, or the one of the origin's
 * host, or the only one; as they are when that is not known. The connections that serve see nothing else (db/seal.h).
 */
void installation_narrow(struct arena *arena, struct settings *settings);

/* The settings as the owner of the tables has them; the owner sees all organisations. */
struct settings installation_of_owner(const struct settings *settings);

/* The role that serves, for struct migrate_settings; "" where it is the owner too. In the arena. */
const char *installation_service(struct arena *arena, const struct settings *settings);

/* Seals the tables anew after a restore (db/seal.h); nothing to do on SQLite. */
int installation_seal(const struct settings *settings, struct error *error) MUST_CHECK;

/* The organisation that commands work on: the one of the settings, or the only one. STATUS_NOT_FOUND when there is none,
 * STATUS_INVALID when there are several. */
struct installation_organisation {
    struct organisation_id id;
    struct text name;
    struct text zone;
    struct text country;
    struct text address_form; /* "je" or "u" */
    bool demo;
};
int installation_organisation(const struct settings *settings, struct db *db, struct arena *arena, struct error *error,
                              struct installation_organisation *ret_organisation) MUST_CHECK;

#endif
