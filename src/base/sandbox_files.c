/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Landlock: which files may be opened and which port listened on. glibc has no functions for it, and the header of
 * Debian 12 ends before ports and signals, so their numbers stand here (Documentation/userspace-api/landlock.rst of Linux).
 */
#include "base/sandbox_part.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { ABI_REFER = 2, ABI_TRUNCATE = 3, ABI_PORTS = 4, ABI_DEVICES = 5, ABI_SCOPES = 6 };
enum { RULE_PORT = 2 };

#define FILES_TRUNCATE (1ULL << 14) /* LANDLOCK_ACCESS_FS_TRUNCATE */
#define FILES_DEVICES  (1ULL << 15) /* LANDLOCK_ACCESS_FS_IOCTL_DEV */
#define PORTS_BIND_TCP (1ULL << 0)  /* LANDLOCK_ACCESS_NET_BIND_TCP */
#define SCOPES_SIGNAL  (1ULL << 1)  /* LANDLOCK_SCOPE_SIGNAL */
#define FILES_READ     (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define FILES_WRITE                                                                                                \
    (FILES_READ | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | \
     LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |                    \
     LANDLOCK_ACCESS_FS_REFER | FILES_TRUNCATE)
#define FILES_ALL                                                                                             \
    (FILES_WRITE | LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_FIFO | \
     LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM | FILES_DEVICES)
/* Those that mean something for a file that is no folder. */
#define FILES_OF_FILE \
    (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE | FILES_TRUNCATE)

/* What the kernel is told that it has to guard; a kernel reads the part that it knows. */
struct guarded {
    uint64_t files;
    uint64_t ports;  /* since ABI_PORTS */
    uint64_t scopes; /* since ABI_SCOPES */
};

struct port_rule {
    uint64_t rights;
    uint64_t port;
};

static int abi_of_kernel(void)
{
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return abi > 0 ? (int)abi : 0;
}

int sandbox_landlock_abi(void)
{
    return abi_of_kernel();
}

static struct guarded guarded_by(int abi)
{
    struct guarded guarded = { .files = FILES_ALL, .ports = PORTS_BIND_TCP, .scopes = SCOPES_SIGNAL };
    if (abi < ABI_REFER)
        guarded.files &= ~LANDLOCK_ACCESS_FS_REFER;
    if (abi < ABI_TRUNCATE)
        guarded.files &= ~FILES_TRUNCATE;
    if (abi < ABI_DEVICES)
        guarded.files &= ~FILES_DEVICES;
    return guarded;
}

static size_t size_known(int abi)
{
    if (abi < ABI_PORTS)
        return offsetof(struct guarded, ports);
    return abi < ABI_SCOPES ? offsetof(struct guarded, scopes) : sizeof(struct guarded);
}

static int allow_path(int rules, uint64_t rights, const char *path, struct error *error)
{
    struct landlock_path_beneath_attr rule = { .parent_fd = open(path, O_PATH | O_CLOEXEC) };
    struct stat about;
    if (rule.parent_fd < 0 && (errno == ENOENT || errno == ENOTDIR || errno == EACCES))
        return STATUS_OK;
    bool fine = rule.parent_fd >= 0 && fstat(rule.parent_fd, &about) == 0;
    if (fine) {
        rule.allowed_access = S_ISDIR(about.st_mode) ? rights : rights & FILES_OF_FILE;
        fine = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    }
    int status = fine ? STATUS_OK : error_set(error, STATUS_FAILED, 0, "Landlock, %s: %s", path, strerror(errno));
    if (rule.parent_fd >= 0)
        close(rule.parent_fd);
    return status;
}

static int allow_port(int rules, int64_t port, struct error *error)
{
    struct port_rule rule = { .rights = PORTS_BIND_TCP, .port = (uint64_t)port };
    if (syscall(SYS_landlock_add_rule, rules, RULE_PORT, &rule, 0) == 0)
        return STATUS_OK;
    return error_set(error, STATUS_FAILED, 0, "Landlock, port %jd: %s", (intmax_t)port, strerror(errno));
}

static int allow_all(int rules, int abi, const struct sandbox *sandbox, struct error *error)
{
    static const uint64_t rights[SANDBOX_RIGHT__MAX] = { [SANDBOX_READ] = FILES_READ, [SANDBOX_WRITE] = FILES_WRITE };
    uint64_t known = guarded_by(abi).files;
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sandbox->path_count; i++)
        status = allow_path(rules, rights[sandbox->paths[i].right] & known, sandbox->paths[i].path, error);
    if (status == STATUS_OK && SANDBOX_SANITIZED)
        status = allow_path(rules, FILES_READ | LANDLOCK_ACCESS_FS_EXECUTE, "/", error);
    if (status == STATUS_OK && abi >= ABI_PORTS && sandbox->port != SANDBOX_PORT_NONE)
        status = allow_port(rules, sandbox->port, error);
    return status;
}

int sandbox_restrict_files(const struct sandbox *sandbox, struct error *error)
{
    int abi = abi_of_kernel();
    if (abi == 0)
        return STATUS_OK;
    struct guarded guarded = guarded_by(abi);
    int rules = (int)syscall(SYS_landlock_create_ruleset, &guarded, size_known(abi), 0);
    if (rules < 0)
        return error_set(error, STATUS_FAILED, 0, "Landlock: %s", strerror(errno));
    int status = allow_all(rules, abi, sandbox, error);
    if (status == STATUS_OK && syscall(SYS_landlock_restrict_self, rules, 0) != 0)
        status = error_set(error, STATUS_FAILED, 0, "Landlock: %s", strerror(errno));
    close(rules);
    return status;
}
