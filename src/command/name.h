/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Names and addresses of people as an operator types them.
 */
#ifndef COMMAND_NAME_H
#define COMMAND_NAME_H

#include "access/people.h"

/*
 * "Hanna de Wit" as a person: the first word is the given name, the rest the family name. "Anne Marie/de Wit" says where
 * the family name begins. Language nl; the rest is empty.
 */
struct people_person name_person(struct arena *arena, struct text name);

/* Something@something, without white space or control characters, at most 254 bytes (RFC 5321). Whether it exists only
 * a message to it can tell. */
bool name_is_email(struct text text);

#endif
