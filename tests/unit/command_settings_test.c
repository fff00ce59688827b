/* SPDX-License-Identifier: EUPL-1.2 */
/* Settings: defaults, who wins over whom, bounds, paths, and what is said about a wrong one. */
#include <setjmp.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "command/settings.h"

struct place {
    struct arena *arena;
    char folder[64];
    struct error error;
    struct settings settings;
};

static int set_up(void **state)
{
    struct place *place = test_calloc(1, sizeof *place);
    place->arena = arena_new();
    memcpy(place->folder, "/tmp/samenspel-settings-XXXXXX", sizeof "/tmp/samenspel-settings-XXXXXX");
    if (!mkdtemp(place->folder))
        return 1;
    for (size_t i = 0; i < settings_count; i++) {
        char *name = text_string(place->arena, arena_printf(place->arena, "SAMENSPEL_%s", settings_table[i].name));
        for (char *c = name; *c; c++)
            *c = *c == '-' ? '_' : *c >= 'a' && *c <= 'z' ? (char)(*c - 32) : *c;
        unsetenv(name);
    }
    unsetenv("SAMENSPEL_DATA");
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    unlink(arena_printf(place->arena, "%s/" SETTINGS_FILE, place->folder).data);
    rmdir(place->folder);
    arena_free(place->arena);
    test_free(place);
    return 0;
}

static void put_file(struct place *place, const char *content)
{
    const char *path = arena_printf(place->arena, "%s/" SETTINGS_FILE, place->folder).data;
    assert_int_equal(file_write(path, text_from(content), 0600), STATUS_OK);
}

/* Loads with --data and one more setting of the command line, or none. */
static int load(struct place *place, const char *name, const char *value)
{
    struct text words[] = { TEXT("data"), text_from(place->folder), text_from(name), text_from(value) };
    error_clear(&place->error);
    return settings_load(place->arena, words, name ? 4 : 2, &place->error, &place->settings);
}

static void test_defaults(void **state)
{
    struct place *place = *state;
    assert_int_equal(load(place, NULL, NULL), STATUS_OK);
    const struct settings *settings = &place->settings;
    assert_string_equal(settings->data, place->folder);
    assert_string_equal(settings->database, arena_printf(place->arena, "%s/samenspel.db", place->folder).data);
    assert_string_equal(settings->key, arena_printf(place->arena, "%s/key", place->folder).data);
    assert_string_equal(settings->control, arena_printf(place->arena, "%s/control", place->folder).data);
    assert_string_equal(settings->listen, "127.0.0.1");
    assert_int_equal(settings->port, 8080);
    assert_string_equal(settings->origin, "");
    assert_null(settings->trusted_proxies[0]);
    assert_int_equal(settings->log_level, LOG_LEVEL_INFO);
    assert_true(settings->log_requests);
    assert_false(settings->log_addresses);
    assert_int_equal(settings->organisation, 0);
}

static void test_the_data_folder(void **state)
{
    struct place *place = *state;
    assert_int_equal(settings_load(place->arena, NULL, 0, &place->error, &place->settings), STATUS_OK);
    assert_string_equal(place->settings.data, SETTINGS_DATA);
    setenv("SAMENSPEL_DATA", "/somewhere/else/", 1);
    assert_int_equal(settings_load(place->arena, NULL, 0, &place->error, &place->settings), STATUS_OK);
    assert_string_equal(place->settings.data, "/somewhere/else");
    assert_int_equal(load(place, NULL, NULL), STATUS_OK);
    assert_string_equal(place->settings.data, place->folder);
    unsetenv("SAMENSPEL_DATA");
}

static void test_who_wins(void **state)
{
    struct place *place = *state;
    put_file(place, "# a comment\nport = 8081\nlisten = ::\nlog-requests = no\n");
    assert_int_equal(load(place, NULL, NULL), STATUS_OK);
    assert_int_equal(place->settings.port, 8081);
    assert_string_equal(place->settings.listen, "::");
    assert_false(place->settings.log_requests);
    setenv("SAMENSPEL_PORT", "8082", 1);
    assert_int_equal(load(place, NULL, NULL), STATUS_OK);
    assert_int_equal(place->settings.port, 8082);
    assert_int_equal(load(place, "port", "8083"), STATUS_OK);
    assert_int_equal(place->settings.port, 8083);
    assert_string_equal(place->settings.listen, "::");
    unsetenv("SAMENSPEL_PORT");
}

static void test_paths(void **state)
{
    struct place *place = *state;
    put_file(place, "key = keys/mine\nmedia = /srv/media\n");
    assert_int_equal(load(place, NULL, NULL), STATUS_OK);
    assert_string_equal(place->settings.key, arena_printf(place->arena, "%s/keys/mine", place->folder).data);
    assert_string_equal(place->settings.media, "/srv/media");
    assert_int_equal(chdir("/tmp"), 0);
    assert_int_equal(load(place, "key", "keys/mine"), STATUS_OK);
    assert_string_equal(place->settings.key, "/tmp/keys/mine");
    assert_int_equal(load(place, "database", "postgresql://me@there/name"), STATUS_OK);
    assert_string_equal(place->settings.database, "postgresql://me@there/name");
    assert_int_equal(load(place, "database", "other.db"), STATUS_OK);
    assert_string_equal(place->settings.database, "/tmp/other.db");
}

static void test_lists(void **state)
{
    struct place *place = *state;
    assert_int_equal(load(place, "trusted-proxies", " 127.0.0.1, ::1  10.0.0.0/8 "), STATUS_OK);
    assert_string_equal(place->settings.trusted_proxies[0], "127.0.0.1");
    assert_string_equal(place->settings.trusted_proxies[1], "::1");
    assert_string_equal(place->settings.trusted_proxies[2], "10.0.0.0/8");
    assert_null(place->settings.trusted_proxies[3]);
    char many[3 * SETTINGS_LIST_MAXIMUM + 8] = "";
    for (size_t i = 0; i <= SETTINGS_LIST_MAXIMUM; i++)
        memcpy(many + 2 * i, "a,", 3);
    assert_int_equal(load(place, "trusted-proxies", many), STATUS_INVALID);
}

static void test_origins(void **state)
{
    struct place *place = *state;
    static const char *const right[] = { "https://samenspel.example", "http://localhost:8080", "https://[::1]:8443",
                                         "" };
    static const char *const wrong[] = { "samenspel.example",  "https://",           "https://a/",
                                         "https://a/b",        "https://Upper.case", "ftp://a",
                                         "https://a?",         "https://a b",        "https://user@host",
                                         "javascript:alert(1)" };
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        assert_int_equal(load(place, "origin", right[i]), STATUS_OK);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(load(place, "origin", wrong[i]), STATUS_INVALID);
    assert_int_equal(load(place, NULL, NULL), STATUS_OK);
    assert_string_equal(settings_origin(place->arena, &place->settings, 8091).data, "http://localhost:8091");
    assert_int_equal(load(place, "origin", "https://samenspel.example"), STATUS_OK);
    assert_string_equal(settings_origin(place->arena, &place->settings, 8091).data, "https://samenspel.example");
}

/* What is refused: name, value. */
static void test_bounds(void **state)
{
    static const char *const wrong[][2] = {
        { "port", "-1" },
        { "port", "65536" },
        { "port", "80a" },
        { "port", "" },
        { "workers", "0" },
        { "workers", "65" },
        { "node", "1024" },
        { "log-level", "loud" },
        { "log-requests", "maybe" },
        { "listen", "" },
        { "key", "" },
        { "database", "" },
        { "connections", "15" },
        { "organisation", "zzz" },
        { "hash-threads", "17" },
    };
    struct place *place = *state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        place->settings.port = 4711;
        assert_int_equal(load(place, wrong[i][0], wrong[i][1]), STATUS_INVALID);
        assert_non_null(strstr(place->error.detail, wrong[i][0]));
        assert_int_equal(place->settings.port, 4711);
    }
    assert_int_equal(load(place, "connections-per-address", "-1"), STATUS_OK);
    assert_int_equal(place->settings.connections_per_address, -1);
    assert_int_equal(load(place, "organisation", "01kd8v0000000"), STATUS_OK);
    assert_true(place->settings.organisation > 0);
    assert_int_equal(load(place, "log-level", "debug"), STATUS_OK);
    assert_int_equal(place->settings.log_level, LOG_LEVEL_DEBUG);
}

static void test_a_wrong_file(void **state)
{
    struct place *place = *state;
    put_file(place, "port = 8080\ncolour = red\nport = none\n");
    assert_int_equal(load(place, NULL, NULL), STATUS_INVALID);
    assert_non_null(strstr(place->error.detail, "no setting called colour"));
    put_file(place, "port = none\n");
    assert_int_equal(load(place, "port", "8090"), STATUS_INVALID);
    assert_non_null(strstr(place->error.detail, SETTINGS_FILE));
    put_file(place, "just words\n");
    assert_int_equal(load(place, NULL, NULL), STATUS_INVALID);
    assert_non_null(strstr(place->error.detail, "line 1"));
}

/* Every row of the table has what the help and the reading need. */
static void test_the_table(void **state)
{
    struct place *place = *state;
    struct text help = settings_help(place->arena);
    for (size_t i = 0; i < settings_count; i++) {
        const struct setting *setting = &settings_table[i];
        assert_ptr_equal(setting_find(text_from(setting->name)), setting);
        assert_true(text_find(help, arena_printf(place->arena, "--%s\n", setting->name)) != SIZE_MAX);
        struct text rest = text_from(setting->help);
        while (!text_is_null(rest))
            assert_true(text_cut(rest, '\n', &rest).length <= 70);
        if (setting->type == SETTING_INTEGER)
            assert_true(setting->minimum < setting->maximum);
    }
    assert_null(setting_find(TEXT("data")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_defaults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_data_folder, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_who_wins, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_paths, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lists, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_origins, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bounds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_wrong_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_table, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
