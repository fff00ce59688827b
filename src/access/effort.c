/* SPDX-License-Identifier: EUPL-1.2 */
#include "access/effort.h"

#include "http/request.h"
#include "i18n/word.h"

int effort_minutes(enum effort effort)
{
    static const int minutes[EFFORT__MAX] = {
        [EFFORT_COME_IN] = 3, [EFFORT_QUESTION] = 1, [EFFORT_CONSENT] = 4, [EFFORT_BACKGROUND] = 8,
        [EFFORT_CONTACT] = 2, [EFFORT_CARD] = 6,     [EFFORT_VIEW] = 6,
    };
    return minutes[effort];
}

bool effort_fits_message(enum effort effort)
{
    return effort_minutes(effort) <= EFFORT_MESSAGE_MINUTES;
}

struct text effort_text(struct request *request, enum effort effort)
{
    struct word_value values[] = { word_value("n", effort_minutes(effort)) };
    return effort == EFFORT_NONE ? TEXT("")
                                 : word_format(request->arena, request->words, WORD_EFFORT_MINUTES, values, 1);
}
