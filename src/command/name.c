/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/name.h"

#include "base/arena.h"

struct people_person name_person(struct arena *arena, struct text name)
{
    struct text trimmed = text_trim(name);
    bool slash = text_find(trimmed, TEXT("/")) != SIZE_MAX;
    struct text rest;
    struct text given = text_cut(trimmed, slash ? '/' : ' ', &rest);
    return (struct people_person){ .given_name = text_copy(arena, text_trim(given)),
                                   .family_name = text_is_null(rest) ? TEXT("") : text_copy(arena, text_trim(rest)),
                                   .say_name = TEXT(""),
                                   .language = TEXT("nl"),
                                   .phone = TEXT("") };
}

bool name_is_email(struct text text)
{
    enum { EMAIL_MAXIMUM = 254 };
    struct text host;
    struct text local = text_cut(text, '@', &host);
    if (text_is_empty(local) || text_is_empty(host) || text.length > EMAIL_MAXIMUM)
        return false;
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.data[i] <= ' ' || text.data[i] == '\177')
            return false;
    return text_find(host, TEXT("@")) == SIZE_MAX;
}
