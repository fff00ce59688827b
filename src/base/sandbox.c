/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The order in which a process gives away what it does not need: the user, the capabilities, then files, then system calls,
 * since each needs calls that the next forbids.
 */
#include "base/sandbox.h"

#include "base/sandbox_part.h"

#include <dirent.h>
#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <pwd.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The user's own groups; only the folder's where the system knows no such user. */
static int take_groups(uid_t user, gid_t group)
{
    const struct passwd *known = getpwuid(user);
    if (!known)
        return setgroups(0, NULL) != 0 || setgid(group) != 0 ? -1 : 0;
    gid_t own = known->pw_gid;
    return initgroups(known->pw_name, own) != 0 || setgid(own) != 0 ? -1 : 0;
}

int sandbox_become_owner(const char *folder, struct error *error)
{
    struct stat about;
    if (geteuid() != 0)
        return STATUS_OK;
    if (stat(folder, &about) != 0)
        return error_set(error, STATUS_FAILED, 0, "%s: %s", folder, strerror(errno));
    if (about.st_uid == 0)
        return STATUS_OK;
    if (take_groups(about.st_uid, about.st_gid) != 0 || setuid(about.st_uid) != 0)
        return error_set(error, STATUS_FAILED, 0, "cannot become the user who owns %s: %s", folder, strerror(errno));
    if (setuid(0) == 0)
        return error_set(error, STATUS_FAILED, 0, "root was not left behind");
    return STATUS_OK;
}

/* Neither this process nor one that it would start gets a right that the user does not have. */
static int drop_capabilities(struct error *error)
{
    struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = { { .effective = 0 } };
    for (int capability = 0; capability <= CAP_LAST_CAP; capability++)
        if (prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0 && errno != EPERM && errno != EINVAL)
            return error_set(error, STATUS_FAILED, 0, "capability %d stays: %s", capability, strerror(errno));
    if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) != 0 || syscall(SYS_capset, &header, none) != 0)
        return error_set(error, STATUS_FAILED, 0, "the capabilities stay: %s", strerror(errno));
    return STATUS_OK;
}

static bool is_alone(void)
{
    DIR *threads = opendir("/proc/self/task");
    size_t count = 0;
    if (!threads)
        return false;
    for (const struct dirent *entry; (entry = readdir(threads)) != NULL;)
        count += entry->d_name[0] != '.' ? 1 : 0;
    closedir(threads);
    return count == 1;
}

int sandbox_enter(const struct sandbox *sandbox, struct error *error)
{
    if (!is_alone() && !SANDBOX_SANITIZED)
        return error_set(error, STATUS_CONFLICT, 0, "a thread was started before the process restricted itself");
    int status = drop_capabilities(error);
    if (status == STATUS_OK && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        status = error_set(error, STATUS_FAILED, 0, "no_new_privs: %s", strerror(errno));
    /* No core file with what people wrote, and no other process of this user looks into this one. */
    if (status == STATUS_OK && !SANDBOX_SANITIZED && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        status = error_set(error, STATUS_FAILED, 0, "dumpable: %s", strerror(errno));
    if (status == STATUS_OK)
        status = sandbox_restrict_files(sandbox, error);
    return status == STATUS_OK ? sandbox_restrict_calls(error) : status;
}

bool sandbox_is_filtered(void)
{
    enum { SECCOMP_MODE_FILTERED = 2 };
    return prctl(PR_GET_SECCOMP, 0, 0, 0, 0) == SECCOMP_MODE_FILTERED;
}
