/* SPDX-License-Identifier: EUPL-1.2 */
/* The control socket: a call there and back, its limits, and callers that break off. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "../support/database.h"
#include "base/file.h"
#include "db/control.h"
#include "db/control_wire.h"

struct fixture {
    struct test_database *place;
    const char *path;
    struct control_server *server;
    atomic_int running;
    atomic_int most;
    atomic_bool found_gone;
};

static int echo(void *context, struct control_call *call)
{
    (void)context;
    for (size_t i = 0; i < call->count; i++)
        control_say(call->output, "%zu %s", i, call->arguments[i].data);
    control_complain(call->output, "%zu bytes", call->input.length);
    control_write(call->output, call->input);
    return 42;
}

static int tell_file(void *context, struct control_call *call)
{
    (void)context;
    char bytes[8] = "";
    if (call->file < 0) {
        control_say(call->output, "none");
        return 1;
    }
    ssize_t length = pread(call->file, bytes, sizeof bytes - 1, 0);
    control_say(call->output, "%zu %s", call->count, length > 0 ? bytes : "");
    return 0;
}

static int be_slow(void *context, struct control_call *call)
{
    struct fixture *fixture = context;
    int now = ++fixture->running;
    if (now > fixture->most)
        fixture->most = now;
    for (int i = 0; i < 20; i++) {
        control_say(call->output, "%d", i);
        usleep(5000);
    }
    fixture->found_gone = control_gone(call->output);
    fixture->running--;
    return 0;
}

static int setup(void **state)
{
    struct test_database *place = test_database_empty(DB_ENGINE_SQLITE);
    struct fixture *fixture = ARENA_NEW(place->arena, struct fixture);
    fixture->place = place;
    fixture->path = test_database_path(place, "control");
    const struct control_command commands[] = { { "echo", echo, NULL },
                                                { "slow", be_slow, fixture },
                                                { "file", tell_file, NULL } };
    assert_int_equal(control_serve(fixture->path, commands, 3, NULL, &fixture->server), STATUS_OK);
    *state = fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    control_stop(fixture->server);
    assert_false(file_exists(fixture->path));
    test_database_remove(fixture->place);
    return 0;
}

/* Output and errors of a call go to files of the test's folder. */
static int call(struct fixture *fixture, size_t count, const char *const arguments[], int input, int *ret_code,
                struct text *ret_output, struct text *ret_errors)
{
    const char *output_path = test_database_path(fixture->place, "output");
    const char *errors_path = test_database_path(fixture->place, "errors");
    int output = open(output_path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    int errors = open(errors_path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    struct error error = { 0 };
    int status = control_call(fixture->path, count, arguments, input, -1, output, errors, &error, ret_code);
    close(output);
    close(errors);
    assert_int_equal(file_read(fixture->place->arena, output_path, 100 << 20, ret_output), STATUS_OK);
    assert_int_equal(file_read(fixture->place->arena, errors_path, 1 << 20, ret_errors), STATUS_OK);
    return status;
}

static void a_call_comes_back(void **state)
{
    struct fixture *fixture = *state;
    const char *const arguments[] = { "echo", "", "b c" };
    struct text output;
    struct text errors;
    int code = -1;
    assert_int_equal(call(fixture, 3, arguments, -1, &code, &output, &errors), STATUS_OK);
    assert_int_equal(code, 42);
    assert_string_equal(output.data, "0 echo\n1 \n2 b c\n");
    assert_string_equal(errors.data, "0 bytes\n");
}

static void large_input_comes_back(void **state)
{
    struct fixture *fixture = *state;
    const char *const arguments[] = { "echo" };
    enum { SIZE = 3000000 };
    char *bytes = arena_allocate(fixture->place->arena, SIZE);
    for (size_t i = 0; i < SIZE; i++)
        bytes[i] = (char)(i * 7);
    const char *path = test_database_path(fixture->place, "input");
    assert_int_equal(file_write(path, (struct text){ bytes, SIZE }, 0600), STATUS_OK);
    int input = open(path, O_RDONLY);
    struct text output;
    struct text errors;
    int code = -1;
    assert_int_equal(call(fixture, 1, arguments, input, &code, &output, &errors), STATUS_OK);
    close(input);
    assert_string_equal(errors.data, "3000000 bytes\n");
    assert_int_equal(output.length, SIZE + strlen("0 echo\n"));
    assert_memory_equal(output.data + strlen("0 echo\n"), bytes, SIZE);
}

/* Of any size: nothing of it goes through the socket, and the end of the call closes it on the other side. */
static void an_open_file_goes_along(void **state)
{
    struct fixture *fixture = *state;
    const char *const arguments[] = { "file", "x" };
    const char *path = test_database_path(fixture->place, "along");
    const char *away = test_database_path(fixture->place, "output");
    assert_int_equal(file_write(path, TEXT("noor"), 0600), STATUS_OK);
    int file = open(path, O_RDONLY);
    assert_int_equal(unlink(path), 0); /* what is open needs no name */
    int output = open(away, O_RDWR | O_CREAT | O_TRUNC, 0600);
    int code = -1;
    struct error error = { 0 };
    struct text found;
    for (int i = 0; i < 2; i++)
        assert_int_equal(
            control_call(fixture->path, 2, arguments, -1, i == 0 ? file : -1, output, output, &error, &code),
            STATUS_OK);
    assert_int_equal(code, 1); /* without one */
    close(file);
    close(output);
    assert_int_equal(file_read(fixture->place->arena, away, 1 << 20, &found), STATUS_OK);
    assert_string_equal(found.data, "2 noor\nnone\n");
}

static void an_unknown_command_is_told(void **state)
{
    struct fixture *fixture = *state;
    const char *const arguments[] = { "nonsense" };
    struct text output;
    struct text errors;
    int code = -1;
    assert_int_equal(call(fixture, 1, arguments, -1, &code, &output, &errors), STATUS_OK);
    assert_int_equal(code, 2);
    assert_non_null(strstr(errors.data, "nonsense"));
}

static void nobody_listens(void **state)
{
    struct fixture *fixture = *state;
    const char *const arguments[] = { "echo" };
    int code = 77;
    struct error error = { 0 };
    control_stop(fixture->server);
    assert_int_equal(control_call(fixture->path, 1, arguments, -1, -1, 1, 2, &error, &code), STATUS_NOT_FOUND);
    assert_int_equal(code, 77);
    /* A server that died left its socket: nobody answers, and the next server takes its place. */
    struct sockaddr_un address;
    int dead = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(control_address(fixture->path, &address), STATUS_OK);
    assert_int_equal(bind(dead, (struct sockaddr *)&address, sizeof address), 0);
    close(dead);
    assert_int_equal(control_call(fixture->path, 1, arguments, -1, -1, 1, 2, &error, &code), STATUS_NOT_FOUND);
    const struct control_command commands[] = { { "echo", echo, NULL } };
    assert_int_equal(control_serve(fixture->path, commands, 1, &error, &fixture->server), STATUS_OK);
}

static void a_living_server_stays(void **state)
{
    struct fixture *fixture = *state;
    struct control_server *second = NULL;
    struct error error = { 0 };
    const struct control_command commands[] = { { "echo", echo, NULL } };
    assert_int_equal(control_serve(fixture->path, commands, 1, &error, &second), STATUS_BUSY);
    assert_null(second);
}

static void only_the_owner_may_call(void **state)
{
    struct fixture *fixture = *state;
    struct stat about;
    assert_int_equal(stat(fixture->path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
}

static void limits_are_told(void **state)
{
    struct fixture *fixture = *state;
    const char *many[CONTROL_ARGUMENTS_MAXIMUM + 1];
    for (size_t i = 0; i <= CONTROL_ARGUMENTS_MAXIMUM; i++)
        many[i] = "echo";
    struct text output;
    struct text errors;
    int code;
    assert_int_equal(call(fixture, CONTROL_ARGUMENTS_MAXIMUM + 1, many, -1, &code, &output, &errors), STATUS_INVALID);
    assert_int_equal(call(fixture, CONTROL_ARGUMENTS_MAXIMUM, many, -1, &code, &output, &errors), STATUS_OK);
    char *long_one = arena_allocate(fixture->place->arena, CONTROL_ARGUMENT_BYTES + 2);
    memset(long_one, 'x', CONTROL_ARGUMENT_BYTES + 1);
    const char *const too_long[] = { "echo", long_one };
    assert_int_equal(call(fixture, 2, too_long, -1, &code, &output, &errors), STATUS_INVALID);
}

static int connect_raw(struct fixture *fixture)
{
    struct sockaddr_un address;
    int connection = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(control_address(fixture->path, &address), STATUS_OK);
    assert_int_equal(connect(connection, (struct sockaddr *)&address, sizeof address), 0);
    return connection;
}

/* What is not a call ends without an answer, and the server goes on. */
static void nonsense_is_dropped(void **state)
{
    struct fixture *fixture = *state;
    static const char *const nonsense[] = { "", "GET / HTTP/1.1\r\n\r\n", "\xff\xff\xff\xff\xff\xff\xff\xff" };
    for (size_t i = 0; i < 3; i++) {
        int connection = connect_raw(fixture);
        assert_int_equal(control_write_all(connection, nonsense[i], strlen(nonsense[i])), STATUS_OK);
        shutdown(connection, SHUT_WR);
        char answer;
        ssize_t length = recv(connection, &answer, 1, 0);
        assert_true(length == 0 || (length < 0 && errno == ECONNRESET));
        close(connection);
    }
    a_call_comes_back(state);
}

static void a_caller_that_goes_is_noticed(void **state)
{
    struct fixture *fixture = *state;
    int connection = connect_raw(fixture);
    assert_int_equal(control_write_number(connection, 1), STATUS_OK);
    assert_int_equal(control_write_number(connection, 4), STATUS_OK);
    assert_int_equal(control_write_all(connection, "slow", 4), STATUS_OK);
    assert_int_equal(control_write_number(connection, 0), STATUS_OK);
    char kind;
    assert_int_equal(control_read_all(connection, &kind, 1), STATUS_OK);
    assert_int_equal(kind, CONTROL_OUTPUT);
    close(connection);
    control_stop(fixture->server);
    assert_true(fixture->found_gone);
    const struct control_command commands[] = { { "echo", echo, NULL } };
    assert_int_equal(control_serve(fixture->path, commands, 1, NULL, &fixture->server), STATUS_OK);
}

static void *call_slow(void *argument)
{
    struct fixture *fixture = argument;
    const char *const arguments[] = { "slow" };
    int code = -1;
    int nowhere = open("/dev/null", O_WRONLY);
    assert_int_equal(control_call(fixture->path, 1, arguments, -1, -1, nowhere, nowhere, NULL, &code), STATUS_OK);
    close(nowhere);
    assert_int_equal(code, 0);
    return NULL;
}

static void several_calls_run_at_once_but_not_more(void **state)
{
    struct fixture *fixture = *state;
    pthread_t threads[8];
    for (size_t i = 0; i < 8; i++)
        pthread_create(&threads[i], NULL, call_slow, fixture);
    for (size_t i = 0; i < 8; i++)
        pthread_join(threads[i], NULL);
    assert_true(fixture->most > 1);
    assert_true(fixture->most <= CONTROL_CALLS_MAXIMUM);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_call_comes_back),
        TEST(large_input_comes_back),
        TEST(an_open_file_goes_along),
        TEST(an_unknown_command_is_told),
        TEST(nobody_listens),
        TEST(a_living_server_stays),
        TEST(only_the_owner_may_call),
        TEST(limits_are_told),
        TEST(nonsense_is_dropped),
        TEST(a_caller_that_goes_is_noticed),
        TEST(several_calls_run_at_once_but_not_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
