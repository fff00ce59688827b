/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A device in a few words, from what its browser says of itself (access/session.h). A browser that is built on another one
 * names both, so the order of the tables counts.
 */
#include "access/session.h"
#include "http/request.h"

struct mark {
    const char *sent; /* in User-Agent */
    const char *name; /* as people know it */
};

static const struct mark browsers[] = {
    { "SamsungBrowser/", "Samsung Internet" },
    { "EdgA/", "Edge" },
    { "EdgiOS/", "Edge" },
    { "Edg/", "Edge" },
    { "OPR/", "Opera" },
    { "Vivaldi/", "Vivaldi" },
    { "FxiOS/", "Firefox" },
    { "Firefox/", "Firefox" },
    { "CriOS/", "Chrome" },
    { "Chrome/", "Chrome" },
    { "Safari/", "Safari" },
};

static const struct mark systems[] = {
    { "iPhone", "iPhone" },   { "iPad", "iPad" },     { "Android", "Android" }, { "CrOS", "Chromebook" },
    { "Windows", "Windows" }, { "Macintosh", "Mac" }, { "Linux", "Linux" },
};

enum { BROWSERS = sizeof browsers / sizeof *browsers, SYSTEMS = sizeof systems / sizeof *systems };

/* The first mark of a table that is in the text; NULL for none. */
static const char *name_of(struct text agent, const struct mark *marks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_find(agent, text_from(marks[i].sent)) != SIZE_MAX)
            return marks[i].name;
    return NULL;
}

struct text session_device(const struct request *request)
{
    struct text agent = request_header(request, "User-Agent");
    const char *browser = name_of(agent, browsers, BROWSERS);
    const char *system = name_of(agent, systems, SYSTEMS);
    if (browser && system)
        return arena_printf(request->arena, "%s, %s", browser, system);
    if (browser || system)
        return text_from(browser ? browser : system);
    return TEXT("");
}
