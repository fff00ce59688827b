/* SPDX-License-Identifier: EUPL-1.2 */
#include "media/confine.h"

#include "base/sandbox_part.h"

#include <errno.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

static bool limit(int what, rlim_t value)
{
    return setrlimit(what, &(struct rlimit){ value, value }) == 0;
}

bool confine_limits(void)
{
    /* A sanitizer takes terabytes of addresses. */
    bool memory = SANDBOX_SANITIZED || limit(RLIMIT_AS, CONFINE_MEMORY_BYTES);
    alarm(CONFINE_SECONDS * 3);
    return memory && limit(RLIMIT_CPU, CONFINE_SECONDS) && limit(RLIMIT_FSIZE, CONFINE_FILE_BYTES) &&
           limit(RLIMIT_NOFILE, CONFINE_FILES) && limit(RLIMIT_CORE, 0) && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

/* Memory, threads, time, and the files that are open already. */
static const int allowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(pread64),
    SCMP_SYS(pwrite64),
    SCMP_SYS(lseek),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(ftruncate),
    SCMP_SYS(close),
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getrandom),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(sysinfo),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(getrusage),
    SCMP_SYS(uname),
};

/* Memory never becomes code; threads, no processes. */
static int allow_some(scmp_filter_ctx filter)
{
    const struct scmp_arg_cmp no_code = { .arg = 2, .op = SCMP_CMP_MASKED_EQ, .datum_a = PROT_EXEC, .datum_b = 0 };
    const struct scmp_arg_cmp thread = {
        .arg = 0, .op = SCMP_CMP_MASKED_EQ, .datum_a = 0x00010000 /* CLONE_THREAD */, .datum_b = 0x00010000
    };
    const struct scmp_arg_cmp name = { .arg = 0, .op = SCMP_CMP_EQ, .datum_a = PR_SET_NAME };
    int code = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, &no_code);
    if (code == 0)
        code = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, &no_code);
    if (code == 0)
        code = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, &thread);
    if (code == 0)
        code = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1, &name);
    return code == 0 ? seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) : code;
}

bool confine_calls(void)
{
    if (SANDBOX_SANITIZED)
        return true; /* its reports need calls that nothing else may have */
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter)
        return false;
    int code = 0;
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed && code == 0; i++)
        code = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
    if (code == 0)
        code = allow_some(filter);
    if (code == 0)
        code = seccomp_load(filter);
    seccomp_release(filter);
    return code == 0;
}
