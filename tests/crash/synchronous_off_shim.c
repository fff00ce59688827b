/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Preloaded, it makes every `synchronous = FULL` that a program asks of SQLite `synchronous = OFF`: the mistake that the
 * durability tests must see. Used by nothing else.
 */
#include <dlfcn.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

static const char wanted[] = "synchronous = FULL";
static const char given[] = "synchronous = OFF ";

int sqlite3_exec(sqlite3 *db, const char *sql, int (*row)(void *, int, char **, char **), void *context, char **message)
{
    int (*real)(sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *, char **) =
        (int (*)(sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *, char **))dlsym(
            RTLD_NEXT, "sqlite3_exec");
    char *copy = strdup(sql);
    if (real == NULL || copy == NULL)
        abort();
    char *place = strstr(copy, wanted);
    if (place != NULL)
        memcpy(place, given, sizeof given - 1);
    int code = real(db, copy, row, context, message);
    free(copy);
    return code;
}
