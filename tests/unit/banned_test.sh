#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Every function that src/base/banned.h names must fail to compile, and the allowed ones must not.
# Usage: banned_test.sh BANNED_H COMPILER [ARGUMENT...]
set -u
banned=$1
shift

# The body of a function on standard input; true when it compiles.
compiles() {
    { printf '%s\n' '#include <alloca.h>' '#include <stdio.h>' '#include <stdlib.h>' '#include <string.h>' '#include <time.h>' \
        'void use(char *to, const char *from, va_list rest, const time_t *at);' \
        'void use(char *to, const char *from, va_list rest, const time_t *at) {' \
        '(void)to; (void)from; (void)rest; (void)at;'
      cat
      echo '}'; } | "$@" -std=c17 -D_GNU_SOURCE -include stdarg.h -include "$banned" -x c -fsyntax-only - 2>"$errors"
}

errors=$(mktemp) || exit 1
trap 'rm -f "$errors"' EXIT
failed=0

must_fail() {
    body=$1
    shift
    if echo "$body" | compiles "$@" || ! grep -q see_base_banned_h "$errors"; then
        echo "not refused: $body"
        failed=1
    fi
}

must_compile() {
    body=$1
    shift
    if ! echo "$body" | compiles "$@"; then
        echo "refused: $body"
        cat "$errors"
        failed=1
    fi
}

must_compile 'memcpy(to, from, 1); snprintf(to, 2, "%s", from);' "$@"
must_compile 'char *kept; (void)strtok_r(to, from, &kept); struct { int rand; } member = { 0 }; (void)member.rand;' "$@"
must_fail 'strcpy(to, from);' "$@"
must_fail 'strcat(to, from);' "$@"
must_fail 'strncpy(to, from, 1);' "$@"
must_fail 'strncat(to, from, 1);' "$@"
must_fail 'sprintf(to, "%s", from);' "$@"
must_fail 'vsprintf(to, from, rest);' "$@"
must_fail '(void)strtok(to, from);' "$@"
must_fail '(void)atoi(from);' "$@"
must_fail '(void)atol(from);' "$@"
must_fail '(void)atoll(from);' "$@"
must_fail '(void)gets(to);' "$@"
must_fail '(void)localtime(at);' "$@"
must_fail '(void)gmtime(at);' "$@"
must_fail '(void)asctime(NULL);' "$@"
must_fail '(void)ctime(at);' "$@"
must_fail '(void)rand();' "$@"
must_fail '(void)alloca(8);' "$@"
exit $failed
