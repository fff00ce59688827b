/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Names and values of a query or of an application/x-www-form-urlencoded body (URL Standard 5.1). A pure
 * function over bytes: it is fuzzed as it is.
 */
#ifndef HTTP_FORM_H
#define HTTP_FORM_H

#include "base/arena.h"
#include "http/field.h"

enum {
    FORM_FIELDS_MAXIMUM = 1000, /* names in one form */
    FORM_NAME_MAXIMUM = 100     /* bytes of a name; a longer one is left out */
};

/*
 * Splits at '&' and '=', '+' is a space. A value that cannot be decoded is kept as broken, a name that cannot
 * is left out with its value. STATUS_INVALID when there are more than FORM_FIELDS_MAXIMUM; ret_fields then
 * untouched. Values are views of `form` where nothing had to be decoded, so `form` must live as long as the
 * arena.
 */
int form_parse(struct text form, struct arena *arena, struct raw_fields *ret_fields) MUST_CHECK;

#endif
