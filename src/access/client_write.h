/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The client id of a form: 16 random bytes in a hidden field, so that a form that is sent twice (a double
 * tap, a retry on a bad line, a text that was kept over signing in) writes once. What the database does with
 * it is db/change.h: in the change, change_client_write_find first and change_client_write_keep last.
 */
#ifndef ACCESS_CLIENT_WRITE_H
#define ACCESS_CLIENT_WRITE_H

#include "base/attribute.h"
#include "base/text.h"
#include "db/change.h"
#include "http/field.h"

enum {
    CLIENT_WRITE_CHARACTERS = 32, /* the 16 bytes as hexadecimal in a form */
    CLIENT_WRITE_DAYS = 30        /* how long the housekeeping job keeps the rows */
};

/* A new id for a form, 32 characters in the arena. */
struct text client_write_new(struct arena *arena);

/*
 * What a form sent, for change_client_write_find. `client` is the value of its id field (32
 * hexadecimal characters, as client_write_new or the script made it), `own_name` the name of that field
 * ("client_id"): the hash is over all other names and values in the order sent. Texts are in the arena, which must outlive the change.
 * STATUS_INVALID for a malformed id.
 */
int client_write_parse(struct arena *arena, struct text client, const char *own_name, struct raw_fields sent,
                       struct client_write *ret_write) MUST_CHECK;

#endif
