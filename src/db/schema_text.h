/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The one text of schema/NNNN_*.sql for one engine. Two rules: the word BYTES becomes BLOB or BYTEA; a line
 * that begins with `--sqlite ` or `--postgresql ` loses that beginning for its engine and goes for the other.
 * tools/sqlgen_schema.c reads the files by the same rules.
 */
#ifndef DB_SCHEMA_TEXT_H
#define DB_SCHEMA_TEXT_H

#include "base/text.h"

/* `postgresql` false: for SQLite. The result is in the arena, with a NUL after it. Comments, strings and
 * quoted names keep their words. */
struct text schema_text(struct arena *arena, struct text text, bool postgresql);

#endif
