/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Asking on a terminal for what a command line left out: one question a line, with what Enter alone means, asked again when the
 * answer cannot be. English, as all that commands say.
 */
#ifndef COMMAND_WIZARD_H
#define COMMAND_WIZARD_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdio.h>

enum { WIZARD_LINE = 400, WIZARD_TRIES = 5 };

/* Where the questions go and the answers come from. */
struct wizard {
    FILE *in, *out; /* borrowed */
    struct arena *arena;
};

struct wizard_question {
    const char *text;          /* "Name of the organisation" */
    const char *help;          /* one line before it; NULL: none */
    const char *otherwise;     /* what Enter alone means; NULL: it has to be typed; "": it may stay empty */
    bool (*fits)(struct text); /* NULL: anything does */
    const char *wrong;         /* said when it does not fit */
};

/* Whether somebody sits there: both are a terminal. */
bool wizard_possible(int in, int out);

/*
 * The answer, trimmed, in the arena. False when the input ends or nothing fitted WIZARD_TRIES times: then the command makes nothing.
 */
bool wizard_ask(const struct wizard *wizard, const struct wizard_question *question, struct text *ret_answer);

#endif
