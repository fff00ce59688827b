/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Filling a struct error.
 */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

int error_set(struct error *error, int status, int word, const char *detail_format, ...)
{
    if (error == NULL)
        return status;
    error->word = word;
    error->argument = TEXT_NULL;
    va_list arguments;
    va_start(arguments, detail_format);
    vsnprintf(error->detail, sizeof error->detail, detail_format, arguments);
    va_end(arguments);
    return status;
}

void error_clear(struct error *error)
{
    *error = (struct error){ 0 };
}

const char *status_name(int status)
{
    static const char *const names[] = {
        [-STATUS_OK] = "ok",           [-STATUS_NOT_FOUND] = "not_found",
        [-STATUS_DENIED] = "denied",   [-STATUS_CONFLICT] = "conflict",
        [-STATUS_INVALID] = "invalid", [-STATUS_BUSY] = "busy",
        [-STATUS_FAILED] = "failed",
    };
    if (status > STATUS_OK || status < STATUS_FAILED)
        return "unknown";
    return names[-status];
}
