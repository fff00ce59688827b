/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Client data: a JSON text in which the browser, not the page, says what was asked and on which site.
 */
#include "base/random.h"
#include "feature/passkey/parts.h"

#include <jansson.h>

static struct text string_of(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    if (!json_is_string(value))
        return TEXT_NULL;
    return (struct text){ json_string_value(value), json_string_length(value) };
}

static enum passkey_fault compare(const struct passkey_asked *asked, const char *ceremony, const json_t *said)
{
    struct text type = string_of(said, "type");
    struct text challenge = string_of(said, "challenge");
    struct text origin = string_of(said, "origin");
    if (text_is_null(type) || text_is_null(challenge) || text_is_null(origin))
        return PASSKEY_MALFORMED;
    if (!text_equal(type, text_from(ceremony)))
        return PASSKEY_OTHER_CEREMONY;
    if (!random_equal(challenge, asked->challenge))
        return PASSKEY_OTHER_CHALLENGE;
    if (!text_equal(origin, asked->origin) || json_is_true(json_object_get(said, "crossOrigin")))
        return PASSKEY_OTHER_ORIGIN;
    return PASSKEY_FINE;
}

enum passkey_fault client_data_check(const struct passkey_asked *asked, const char *ceremony, struct text client_data)
{
    if (client_data.length == 0 || client_data.length > PASSKEY_CLIENT_DATA_MAXIMUM)
        return PASSKEY_MALFORMED;
    json_t *said = json_loadb(client_data.data, client_data.length, JSON_REJECT_DUPLICATES, NULL);
    enum passkey_fault fault = json_is_object(said) ? compare(asked, ceremony, said) : PASSKEY_MALFORMED;
    json_decref(said);
    return fault;
}
