/* SPDX-License-Identifier: EUPL-1.2 */
#include "db/seal.h"

#include <libpq-fe.h>

#include "base/buffer.h"
#include "base/text.h"
#include "db/db.h"
#include "db/driver.h"

enum { LOCATION_MAXIMUM = 16 * 1024 };

/*
 * The setting is read once a statement, for current_setting is stable; an empty one, which is what a connection is left with
 * that lost it, is no organisation. Tables without an organisation column are those that all share: which migrations ran, which key
 * file, the live sequence.
 */
static const char script[] =
    "DO $seal$\n"
    "DECLARE\n"
    "  service text := current_setting('samenspel.service');\n"
    "  own constant text := 'organisation = NULLIF(current_setting(''samenspel.organisation'', true), '''')::bigint';\n"
    "  passes boolean := (SELECT r.rolsuper OR r.rolbypassrls FROM pg_roles AS r WHERE r.rolname = current_user);\n"
    "  thing record;\n"
    "BEGIN\n"
    "  FOR thing IN SELECT c.relname AS name, EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = c.oid\n"
    "      AND a.attname = 'organisation' AND NOT a.attisdropped) AS apart FROM pg_class AS c\n"
    "     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') LOOP\n"
    "    IF thing.apart THEN\n"
    "      EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', thing.name);\n"
    "      EXECUTE format('ALTER TABLE %I %s ROW LEVEL SECURITY', thing.name,\n"
    "                     CASE WHEN passes THEN 'FORCE' ELSE 'NO FORCE' END);\n"
    "      EXECUTE format('DROP POLICY IF EXISTS own_organisation ON %I', thing.name);\n"
    "      EXECUTE format('CREATE POLICY own_organisation ON %I USING (' || own || ')', thing.name);\n"
    "    END IF;\n"
    "    IF service <> current_user THEN\n"
    "      EXECUTE format('REVOKE ALL ON %I FROM %I', thing.name, service);\n"
    "      EXECUTE format('GRANT %s ON %I TO %I', CASE WHEN thing.apart THEN 'SELECT, INSERT, UPDATE, DELETE'\n"
    "                     WHEN thing.name = 'live_sequence' THEN 'SELECT, UPDATE' ELSE 'SELECT' END, thing.name, "
    "service);\n"
    "    END IF;\n"
    "  END LOOP;\n"
    /* Which host is whose is how a server finds its organisation. */
    "  DROP POLICY IF EXISTS found_by_host ON organisation_host;\n"
    "  CREATE POLICY found_by_host ON organisation_host FOR SELECT USING (true);\n"
    "  FOR thing IN SELECT c.relname AS name FROM pg_class AS c\n"
    "     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'v' LOOP\n"
    "    EXECUTE format('ALTER VIEW %I SET (security_invoker = true)', thing.name);\n"
    "    IF service <> current_user THEN\n"
    "      EXECUTE format('REVOKE ALL ON %I FROM %I', thing.name, service);\n"
    "      EXECUTE format('GRANT SELECT ON %I TO %I', thing.name, service);\n"
    "    END IF;\n"
    "  END LOOP;\n"
    "  IF service <> current_user THEN\n"
    "    EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC', current_schema());\n"
    "    EXECUTE format('REVOKE ALL ON SCHEMA %I FROM %I', current_schema(), service);\n"
    "    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), service);\n"
    "  END IF;\n"
    "END\n"
    "$seal$;\n";

/* A word of a connection string or a statement: in quotes, with those inside doubled or escaped. */
static void put_quoted(struct buffer *buffer, const char *text, bool connection)
{
    buffer_put_char(buffer, '\'');
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '\'' || (connection && *c == '\\'))
            buffer_put_char(buffer, connection ? '\\' : '\'');
        buffer_put_char(buffer, *c);
    }
    buffer_put_char(buffer, '\'');
}

int seal_apply(struct db *db, const char *service, struct error *error)
{
    struct buffer buffer;
    buffer_init(&buffer, LOCATION_MAXIMUM);
    buffer_put(&buffer, TEXT("BEGIN; SET LOCAL client_min_messages = warning; SET LOCAL samenspel.service = "));
    put_quoted(&buffer, service, false);
    buffer_put(&buffer, TEXT("; "));
    buffer_put(&buffer, text_from(script));
    buffer_put(&buffer, TEXT("COMMIT"));
    buffer_put_char(&buffer, '\0');
    int status = buffer.overflowed ? error_set(error, STATUS_INVALID, 0, "too long a name of a role")
                                   : db_execute(db, buffer_text(&buffer).data, error);
    if (status != STATUS_OK)
        (void)!db_execute(db, "ROLLBACK", NULL);
    buffer_release(&buffer);
    return status;
}

static const char *option_of(const PQconninfoOption *options, const char *keyword)
{
    for (const PQconninfoOption *option = options; option->keyword != NULL; option++)
        if (strcmp(option->keyword, keyword) == 0 && option->val != NULL)
            return option->val;
    return "";
}

const char *seal_role(struct arena *arena, const char *location)
{
    PQconninfoOption *options = PQconninfoParse(location, NULL);
    const char *role = options ? text_string(arena, text_from(option_of(options, "user"))) : "";
    PQconninfoFree(options);
    return role;
}

const char *db_location_of(struct arena *arena, const char *location, struct organisation_id organisation)
{
    if (db_engine_of(location) != DB_ENGINE_POSTGRESQL || organisation.value == 0)
        return location;
    PQconninfoOption *options = PQconninfoParse(location, NULL);
    if (options == NULL) /* opening it will say what is wrong */
        return location;
    struct buffer buffer;
    buffer_init(&buffer, LOCATION_MAXIMUM);
    for (const PQconninfoOption *option = options; option->keyword != NULL; option++) {
        if (option->val == NULL || strcmp(option->keyword, "options") == 0)
            continue;
        buffer_printf(&buffer, "%s=", option->keyword);
        put_quoted(&buffer, option->val, true);
        buffer_put_char(&buffer, ' ');
    }
    const char *before = option_of(options, "options");
    struct text all = arena_printf(arena, "%s -c samenspel.organisation=%jd", before, (intmax_t)organisation.value);
    buffer_put(&buffer, TEXT("options="));
    put_quoted(&buffer, text_string(arena, all), true);
    const char *narrowed = buffer.overflowed ? location : text_string(arena, buffer_text(&buffer));
    buffer_release(&buffer);
    PQconninfoFree(options);
    return narrowed;
}
