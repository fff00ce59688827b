/* SPDX-License-Identifier: EUPL-1.2 */
/* base/sandbox.h: what a restricted process can do no more, each tried in a child of its own. */
#include "base/sandbox.h"

#include "base/sandbox_part.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { NOT_ENTERED = 99 };

static char inside[64];
static char outside[64];
static char shown[64]; /* to read only */
static char path[256];

static const char *in(const char *folder, const char *name)
{
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static int make_folders(void **state)
{
    (void)state;
    snprintf(inside, sizeof inside, "/tmp/samenspel-inside-XXXXXX");
    snprintf(outside, sizeof outside, "/tmp/samenspel-outside-XXXXXX");
    snprintf(shown, sizeof shown, "/tmp/samenspel-shown-XXXXXX");
    if (!mkdtemp(inside) || !mkdtemp(outside) || !mkdtemp(shown))
        return -1;
    int file = open(in(outside, "secret"), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    return file < 0 ? -1 : close(file);
}

static int remove_folders(void **state)
{
    (void)state;
    (void)!unlink(in(outside, "secret"));
    (void)!rmdir(outside);
    (void)!rmdir(shown);
    return rmdir(inside);
}

static bool enter(int64_t port)
{
    const struct sandbox_path paths[] = {
        { inside, SANDBOX_WRITE }, { shown, SANDBOX_READ },  { "/nowhere/at/all", SANDBOX_READ },
        { "/usr", SANDBOX_READ },  { "/lib", SANDBOX_READ }, { "/etc", SANDBOX_READ }
    };
    struct sandbox sandbox = { .paths = paths, .path_count = sizeof paths / sizeof *paths, .port = port };
    struct error error = { .word = 0 };
    if (sandbox_enter(&sandbox, &error) == STATUS_OK)
        return true;
    fprintf(stderr, "%s\n", error.detail);
    return false;
}

/* Runs `act` in a restricted child; gives what the kernel says of its end. */
static int run(int (*act)(void))
{
    pid_t child = fork();
    int ended = 0;
    if (child == 0)
        _exit(enter(SANDBOX_PORT_NONE) ? act() : NOT_ENTERED);
    assert_true(child > 0);
    assert_int_equal(waitpid(child, &ended, 0), child);
    return ended;
}

/* The errno with which `act` ended, 0 when it worked. */
static int errno_of(int (*act)(void))
{
    int ended = run(act);
    assert_true(WIFEXITED(ended));
    assert_int_not_equal(WEXITSTATUS(ended), NOT_ENTERED);
    return WEXITSTATUS(ended);
}

/* A call that only an intruder makes; under a sanitizer some of them are allowed. */
static void assert_deadly(int (*act)(void))
{
    int ended = run(act);
    assert_true(WIFSIGNALED(ended));
    assert_int_equal(WTERMSIG(ended), SIGSYS);
}

static int result_of(int code)
{
    return code < 0 ? errno : 0;
}

/* --- files --- */

static int read_outside(void)
{
    return result_of(open(in(outside, "secret"), O_RDONLY | O_CLOEXEC));
}

static int write_outside(void)
{
    return result_of(open(in(outside, "secret"), O_WRONLY | O_CLOEXEC));
}

static int make_outside(void)
{
    return result_of(open(in(outside, "new"), O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
}

static int remove_outside(void)
{
    return result_of(unlink(in(outside, "secret")));
}

static int link_outside_in(void)
{
    char link_name[256];
    snprintf(link_name, sizeof link_name, "%s/link", inside);
    return result_of(symlink(in(outside, "secret"), link_name));
}

static int work_inside(void)
{
    char other[256];
    snprintf(other, sizeof other, "%s/folder", inside);
    int file = open(in(inside, "file"), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0 || mkdir(other, 0700) != 0 || write(file, "words", 5) != 5 || ftruncate(file, 2) != 0 ||
        fsync(file) != 0)
        return errno;
    snprintf(other, sizeof other, "%s/folder/file", inside);
    if (rename(path, other) != 0 || unlink(other) != 0 || rmdir(in(inside, "folder")) != 0)
        return errno;
    return result_of(open("/etc/passwd", O_RDONLY | O_CLOEXEC));
}

static void a_file_outside_its_folders_is_out_of_reach(void **state)
{
    (void)state;
    if (sandbox_landlock_abi() == 0)
        skip();
    if (!SANDBOX_SANITIZED)
        assert_int_equal(errno_of(read_outside), EACCES);
    assert_int_equal(errno_of(write_outside), EACCES);
    assert_int_equal(errno_of(make_outside), EACCES);
    assert_int_equal(errno_of(remove_outside), EACCES);
    assert_int_not_equal(errno_of(link_outside_in), 0);
}

static int make_in_shown(void)
{
    return result_of(open(in(shown, "new"), O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
}

static int list_shown(void)
{
    return result_of(open(shown, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

static void what_may_be_read_may_not_be_written(void **state)
{
    (void)state;
    if (sandbox_landlock_abi() == 0)
        skip();
    assert_int_equal(errno_of(list_shown), 0);
    assert_int_equal(errno_of(make_in_shown), EACCES);
}

static void its_own_folder_works(void **state)
{
    (void)state;
    assert_int_equal(errno_of(work_inside), 0);
}

/* --- system calls --- */

static int execute(void)
{
    char name[] = "true";
    char *const arguments[] = { name, NULL };
    execv("/bin/true", arguments);
    return errno;
}

static int trace(void)
{
    return ptrace(PTRACE_TRACEME, 0, NULL, NULL) < 0 ? errno : 0;
}

static int begin_process(void)
{
    return result_of(fork());
}

static int open_raw(void)
{
    return result_of(socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_ICMP));
}

/* Anybody may open one of these, so only the list stands in the way. */
static int open_netlink(void)
{
    return result_of(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE));
}

static int open_packet(void)
{
    return result_of(socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
}

static int open_allowed(void)
{
    int stream = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int datagram = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    return stream < 0 || datagram < 0 ? errno : result_of(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
}

static int make_code(void)
{
    void *place = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return place == MAP_FAILED ? errno : 0;
}

static int turn_to_code(void)
{
    void *place = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return place == MAP_FAILED ? 1 : result_of(mprotect(place, 4096, PROT_READ | PROT_EXEC));
}

static int signal_parent(void)
{
    return result_of(kill(getppid(), 0));
}

static int become_other(void)
{
    return result_of(setuid(getuid()));
}

static void no_socket_but_streams_and_datagrams(void **state)
{
    (void)state;
    int file = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    assert_true(file >= 0);
    close(file);
    assert_int_equal(errno_of(open_netlink), EPERM);
    assert_int_equal(errno_of(open_raw), EPERM);
    assert_int_equal(errno_of(open_packet), EPERM);
    assert_int_equal(errno_of(open_allowed), 0);
}

static void no_program_is_started_or_traced(void **state)
{
    (void)state;
    if (SANDBOX_SANITIZED)
        return; /* relaxed: see the suite `released` */
    assert_deadly(execute);
    assert_deadly(trace);
    assert_int_equal(errno_of(begin_process), EPERM);
    assert_int_equal(errno_of(signal_parent), EPERM);
}

static void nothing_that_was_written_becomes_code(void **state)
{
    (void)state;
    if (SANDBOX_SANITIZED)
        return; /* relaxed: see the suite `released` */
    assert_int_equal(errno_of(make_code), EPERM);
    assert_int_equal(errno_of(turn_to_code), EPERM);
}

/* --- rights --- */

static int look_at_rights(void)
{
    int wrong = 0;
    int file = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    if (file >= 0 && !SANDBOX_SANITIZED)
        wrong = 1; /* it is not among the folders */
    if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1 || !sandbox_is_filtered())
        wrong = 2;
    if (!SANDBOX_SANITIZED && prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0)
        wrong = 3;
    return wrong;
}

static void rights_are_given_away(void **state)
{
    (void)state;
    if (sandbox_landlock_abi() == 0)
        skip();
    assert_int_equal(errno_of(look_at_rights), 0);
    assert_int_equal(errno_of(become_other), EPERM);
}

/* Root without capabilities may not read what others keep to themselves. */
static int read_of_another(void)
{
    return result_of(open(in(inside, "other"), O_RDONLY | O_CLOEXEC));
}

static void root_has_no_more_rights_than_others(void **state)
{
    (void)state;
    if (geteuid() != 0)
        return; /* nothing to give away */
    int file = open(in(inside, "other"), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    assert_int_equal(fchown(file, 65534, 65534), 0);
    close(file);
    assert_int_equal(errno_of(read_of_another), EACCES);
    unlink(in(inside, "other"));
}

static int leave_root(void)
{
    struct error error = { .word = 0 };
    return sandbox_become_owner(inside, &error) == STATUS_OK && getuid() == 65534 && geteuid() == 65534 &&
                   getgid() == 65534 && getgroups(0, NULL) <= 1
               ? 0
               : 1;
}

static void root_becomes_the_owner_of_the_folder(void **state)
{
    (void)state;
    struct error error = { .word = 0 };
    uid_t before = geteuid();
    assert_int_equal(sandbox_become_owner(inside, &error), STATUS_OK); /* our own: nothing changes */
    assert_int_equal(geteuid(), before);
    if (before != 0)
        return;
    assert_int_equal(chown(inside, 65534, 65534), 0);
    pid_t child = fork();
    int ended = 0;
    if (child == 0)
        _exit(leave_root());
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(chown(inside, 0, 0), 0);
    assert_true(WIFEXITED(ended) && WEXITSTATUS(ended) == 0);
}

/* --- ports --- */

static int listen_at(uint16_t port)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_port = htons(port),
                                   .sin_addr = { htonl(INADDR_LOOPBACK) } };
    int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return file < 0 || bind(file, (const struct sockaddr *)&address, sizeof address) != 0 ? errno : 0;
}

/* 0: only the given one worked. */
static int listen_twice(void)
{
    if (!enter(0))
        return NOT_ENTERED;
    return listen_at(0) != 0 ? 1 : listen_at(48211) == EACCES ? 0 : 2;
}

static void only_one_port_is_listened_on(void **state)
{
    (void)state;
    enum { ABI_WITH_PORTS = 4 };
    if (sandbox_landlock_abi() < ABI_WITH_PORTS)
        skip();
    pid_t child = fork();
    int ended = 0;
    if (child == 0)
        _exit(listen_twice());
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_true(WIFEXITED(ended));
    assert_int_equal(WEXITSTATUS(ended), 0);
}

/* --- threads --- */

static void *write_outside_too(void *argument)
{
    *(int *)argument = write_outside();
    return NULL;
}

static int try_in_a_thread(void)
{
    pthread_t thread;
    int code = 0;
    if (pthread_create(&thread, NULL, write_outside_too, &code) != 0 || pthread_join(thread, NULL) != 0)
        return 1;
    return code;
}

static void a_thread_is_restricted_too(void **state)
{
    (void)state;
    if (sandbox_landlock_abi() == 0)
        skip();
    assert_int_equal(errno_of(try_in_a_thread), EACCES);
}

static void *wait_long(void *argument)
{
    (void)argument;
    pause();
    return NULL;
}

static int enter_late(void)
{
    pthread_t thread;
    struct sandbox sandbox = { .port = SANDBOX_PORT_NONE };
    struct error error = { .word = 0 };
    if (pthread_create(&thread, NULL, wait_long, NULL) != 0)
        return 1;
    return sandbox_enter(&sandbox, &error) == STATUS_CONFLICT ? 0 : 2;
}

static void a_process_with_threads_is_too_late(void **state)
{
    (void)state;
    if (SANDBOX_SANITIZED)
        return; /* relaxed: see the suite `released` */
    pid_t child = fork();
    int ended = 0;
    if (child == 0)
        _exit(enter_late());
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_true(WIFEXITED(ended));
    assert_int_equal(WEXITSTATUS(ended), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_outside_its_folders_is_out_of_reach),
        cmocka_unit_test(what_may_be_read_may_not_be_written),
        cmocka_unit_test(its_own_folder_works),
        cmocka_unit_test(no_socket_but_streams_and_datagrams),
        cmocka_unit_test(no_program_is_started_or_traced),
        cmocka_unit_test(nothing_that_was_written_becomes_code),
        cmocka_unit_test(rights_are_given_away),
        cmocka_unit_test(root_has_no_more_rights_than_others),
        cmocka_unit_test(root_becomes_the_owner_of_the_folder),
        cmocka_unit_test(only_one_port_is_listened_on),
        cmocka_unit_test(a_thread_is_restricted_too),
        cmocka_unit_test(a_process_with_threads_is_too_late),
    };
    return cmocka_run_group_tests(tests, make_folders, remove_folders);
}
