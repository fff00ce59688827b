/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Seccomp: the system calls that the program makes, and no others. The list was measured (strace) over starting, serving,
 * live streams, uploads, imports, mail and stopping, on both databases, and holds beside that what the C library takes in
 * their place on other kernels and machines. What is not in it fails with EPERM, so a library that tries can go on without;
 * what only an intruder would try ends the process. Names that the machine does not know are left out.
 */
#include "base/sandbox_part.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

static const char *const allowed[] = {
    /* files; which ones is for Landlock */
    "access",
    "close",
    "close_range",
    "creat",
    "dup",
    "dup2",
    "dup3",
    "faccessat",
    "faccessat2",
    "fadvise64",
    "fallocate",
    "fchdir",
    "fchmod",
    "fchmodat",
    "fcntl",
    "fcntl64",
    "fdatasync",
    "flock",
    "fstat",
    "fstat64",
    "fstatfs",
    "fsync",
    "ftruncate",
    "ftruncate64",
    "getcwd",
    "getdents",
    "getdents64",
    "link",
    "linkat",
    "lseek",
    "_llseek",
    "lstat",
    "mkdir",
    "mkdirat",
    "newfstatat",
    "open",
    "openat",
    "pread64",
    "preadv",
    "pwrite64",
    "pwritev",
    "read",
    "readlink",
    "readlinkat",
    "readv",
    "rename",
    "renameat",
    "renameat2",
    "rmdir",
    "sendfile",
    "sendfile64",
    "splice",
    "stat",
    "stat64",
    "statfs",
    "statx",
    "truncate",
    "umask",
    "unlink",
    "unlinkat",
    "utimensat",
    "write",
    "writev",
    "chmod",
    "copy_file_range",
    "sync_file_range",
    /* sockets; which kinds stands below */
    "accept",
    "accept4",
    "bind",
    "connect",
    "getpeername",
    "getsockname",
    "getsockopt",
    "listen",
    "recv",
    "recvfrom",
    "recvmsg",
    "recvmmsg",
    "send",
    "sendmmsg",
    "sendmsg",
    "sendto",
    "setsockopt",
    "shutdown",
    /* waiting */
    "clock_nanosleep",
    "epoll_create",
    "epoll_create1",
    "epoll_ctl",
    "epoll_pwait",
    "epoll_pwait2",
    "epoll_wait",
    "eventfd2",
    "futex",
    "futex_waitv",
    "nanosleep",
    "pipe",
    "pipe2",
    "poll",
    "ppoll",
    "pselect6",
    "select",
    "_newselect",
    "timerfd_create",
    "timerfd_settime",
    /* memory; nothing that is written may become code, see below */
    "brk",
    "madvise",
    "mremap",
    "munmap",
    "msync",
    "membarrier",
    "mincore",
    "mlock",
    "munlock",
    /* threads, signals within the process, time, chance */
    "clock_getres",
    "clock_gettime",
    "exit",
    "exit_group",
    "get_robust_list",
    "getcpu",
    "getrandom",
    "gettimeofday",
    "restart_syscall",
    "rseq",
    "rt_sigaction",
    "rt_sigprocmask",
    "rt_sigreturn",
    "rt_sigtimedwait",
    "sched_getaffinity",
    "sched_yield",
    "set_robust_list",
    "set_tid_address",
    "sigaltstack",
    "sigreturn",
    "time",
    /* about oneself */
    "getegid",
    "geteuid",
    "getgid",
    "getgroups",
    "getpgrp",
    "getpid",
    "getppid",
    "getrusage",
    "getresgid",
    "getresuid",
    "gettid",
    "getuid",
    "sysinfo",
    "times",
    "uname",
    "sched_getparam",
    "sched_getscheduler",
    "getpriority",
};

/* No library of ours tries these. */
static const char *const deadly[] = {
    "execve",
    "execveat",
    "ptrace",
    "process_vm_readv",
    "process_vm_writev",
    "bpf",
    "init_module",
    "finit_module",
    "kexec_load",
    "kexec_file_load",
    "mount",
    "umount2",
    "pivot_root",
    "chroot",
    "setns",
    "unshare",
    "keyctl",
    "add_key",
    "perf_event_open",
    "userfaultfd",
    "io_uring_setup",
};

/* Beyond those, what a sanitizer needs to look for leaks and to name lines. */
static const char *const for_sanitizers[] = {
    "arch_prctl",  "clone", "clone3", "execve", "fork",  "kill",  "mmap",   "mprotect",
    "personality", "prctl", "ptrace", "tgkill", "vfork", "wait4", "waitid",
};

/* With the sign, an int as the kernel sees it. */
static int add(scmp_filter_ctx filter, uint32_t action, const char *name)
{
    int number = seccomp_syscall_resolve_name(name);
    if (number < 0)
        return 0;
    int code = seccomp_rule_add(filter, action, number, 0);
    return code == -EEXIST ? 0 : code;
}

/* That an argument has a value. Not the library's macro: it leaves a member out, which clang warns about. */
static struct scmp_arg_cmp is(unsigned argument, uint32_t value)
{
    return (struct scmp_arg_cmp){ .arg = argument, .op = SCMP_CMP_EQ, .datum_a = value };
}

static int add_if(scmp_filter_ctx filter, const char *name, struct scmp_arg_cmp argument)
{
    int number = seccomp_syscall_resolve_name(name);
    return number < 0 ? 0 : seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, number, 1, &argument);
}

/* Streams and datagrams of the three families; no raw ones, and nothing that talks to the kernel. */
static int add_sockets(scmp_filter_ctx filter)
{
    static const int families[] = { AF_UNIX, AF_INET, AF_INET6 };
    static const int types[] = { SOCK_STREAM, SOCK_DGRAM };
    const uint64_t kind = 0xf;
    int code = 0;
    for (size_t i = 0; i < 6 && code == 0; i++) {
        struct scmp_arg_cmp arguments[] = {
            is(0, (uint32_t)families[i / 2]),
            SCMP_A1_32(SCMP_CMP_MASKED_EQ, (uint32_t)kind, (uint32_t)types[i % 2]),
        };
        code = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(socket), 2, arguments);
    }
    /* libcurl wakes its own thread by one. */
    return code == 0 ? add_if(filter, "socketpair", is(0, AF_UNIX)) : code;
}

/* Memory is writable or code, never both; and what was written does not become code. */
static int add_memory(scmp_filter_ctx filter)
{
    static const char *const names[] = { "mmap", "mmap2" };
    const uint32_t both = PROT_WRITE | PROT_EXEC;
    int code = 0;
    for (size_t i = 0; i < 2 && code == 0; i++) {
        code = add_if(filter, names[i], SCMP_A2_32(SCMP_CMP_MASKED_EQ, both, 0));
        if (code == 0)
            code = add_if(filter, names[i], SCMP_A2_32(SCMP_CMP_MASKED_EQ, both, PROT_WRITE));
        if (code == 0)
            code = add_if(filter, names[i], SCMP_A2_32(SCMP_CMP_MASKED_EQ, both, PROT_EXEC));
    }
    return code == 0 ? add_if(filter, "mprotect", SCMP_A2_32(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) : code;
}

/* Threads, but no processes; signals to this process alone. clone3 hides its flags in memory: without it, as on an older
 * kernel, the C library takes clone. */
static int add_threads(scmp_filter_ctx filter)
{
    int code = add_if(filter, "clone", SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
    if (code == 0)
        code = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    if (code == 0)
        code = add_if(filter, "tgkill", is(0, (uint32_t)getpid()));
    return code;
}

static int add_switches(scmp_filter_ctx filter)
{
    static const int switches[] = { PR_SET_NAME, PR_GET_NAME, PR_GET_SECCOMP, PR_GET_NO_NEW_PRIVS, PR_GET_DUMPABLE };
    static const unsigned long requests[] = { FIONREAD, FIONBIO, TCGETS, TIOCGWINSZ };
    int code = add_if(filter, "prlimit64", is(0, 0));
    if (code == 0)
        code = add(filter, SCMP_ACT_ALLOW, "getrlimit");
    if (code == 0)
        code = add(filter, SCMP_ACT_ALLOW, "setrlimit");
    for (size_t i = 0; i < sizeof switches / sizeof *switches && code == 0; i++)
        code = add_if(filter, "prctl", is(0, (uint32_t)switches[i]));
    for (size_t i = 0; i < sizeof requests / sizeof *requests && code == 0; i++)
        code = add_if(filter, "ioctl", is(1, (uint32_t)requests[i]));
    return code;
}

static int add_names(scmp_filter_ctx filter, uint32_t action, size_t count, const char *const names[])
{
    int code = 0;
    for (size_t i = 0; i < count && code == 0; i++)
        code = add(filter, action, names[i]);
    return code;
}

static bool is_of_sanitizer(const char *name)
{
    for (size_t i = 0; SANDBOX_SANITIZED && i < sizeof for_sanitizers / sizeof *for_sanitizers; i++)
        if (strcmp(for_sanitizers[i], name) == 0)
            return true;
    return false;
}

static int add_deadly(scmp_filter_ctx filter)
{
    int code = 0;
    for (size_t i = 0; i < sizeof deadly / sizeof *deadly && code == 0; i++)
        if (!is_of_sanitizer(deadly[i]))
            code = add(filter, SCMP_ACT_KILL_PROCESS, deadly[i]);
    return code;
}

static int fill(scmp_filter_ctx filter)
{
    int code = 0;
    if (SANDBOX_SANITIZED)
        code = add_names(filter, SCMP_ACT_ALLOW, sizeof for_sanitizers / sizeof *for_sanitizers, for_sanitizers);
    if (code == 0)
        code = add_names(filter, SCMP_ACT_ALLOW, sizeof allowed / sizeof *allowed, allowed);
    if (code == 0)
        code = add_deadly(filter);
    if (code == 0)
        code = add_sockets(filter);
    if (code == 0 && !SANDBOX_SANITIZED)
        code = add_memory(filter);
    if (code == 0 && !SANDBOX_SANITIZED)
        code = add_threads(filter);
    return code == 0 ? add_switches(filter) : code;
}

int sandbox_restrict_calls(struct error *error)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter)
        return error_set(error, STATUS_FAILED, 0, "seccomp: no filter");
    /* The calls that each request makes come first in the filter, by a tree over the numbers. */
    int code = seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
    if (code == 0)
        code = fill(filter);
    if (code == 0)
        code = seccomp_load(filter);
    seccomp_release(filter);
    return code == 0 ? STATUS_OK : error_set(error, STATUS_FAILED, 0, "seccomp: %s", strerror(-code));
}
