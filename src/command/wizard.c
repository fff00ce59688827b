/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/wizard.h"

#include <string.h>
#include <unistd.h>

bool wizard_possible(int in, int out)
{
    return isatty(in) == 1 && isatty(out) == 1;
}

static void show(const struct wizard *wizard, const struct wizard_question *question)
{
    if (question->help)
        fprintf(wizard->out, "%s\n", question->help);
    if (question->otherwise && *question->otherwise)
        fprintf(wizard->out, "%s [%s]: ", question->text, question->otherwise);
    else
        fprintf(wizard->out, "%s: ", question->text);
    fflush(wizard->out);
}

/* One line without its end; false at the end of the input. A longer line is cut off and does not fit. */
static bool read_line(const struct wizard *wizard, struct text *ret_line)
{
    char line[WIZARD_LINE];
    if (!fgets(line, sizeof line, wizard->in))
        return false;
    *ret_line = text_copy(wizard->arena, text_trim(text_from(line)));
    return true;
}

bool wizard_ask(const struct wizard *wizard, const struct wizard_question *question, struct text *ret_answer)
{
    for (int tries = 0; tries < WIZARD_TRIES; tries++) {
        struct text answer;
        show(wizard, question);
        if (!read_line(wizard, &answer))
            return false;
        if (text_is_empty(answer) && question->otherwise)
            answer = text_copy(wizard->arena, text_from(question->otherwise));
        bool typed = !text_is_empty(answer) || question->otherwise;
        if (typed && text_is_utf8(answer) && !text_has_control(answer) &&
            (text_is_empty(answer) || !question->fits || question->fits(answer))) {
            *ret_answer = answer;
            return true;
        }
        fprintf(wizard->out, "  %s\n", typed && question->wrong ? question->wrong : "Please type something here.");
    }
    return false;
}
