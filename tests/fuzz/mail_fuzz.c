/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A mail made of what people and operators wrote: whatever stands in name, subject, words and address, the message has the
 * headers that we give it, each once, and no other receiver. The same bytes as a telephone number and as a gateway's address.
 */
#include "channel/mail.h"
#include "channel/outgoing.h"
#include "channel/sms.h"
#include "fuzz.h"

static bool is_ours(struct text name)
{
    static const char *const names[] = { "From",
                                         "To",
                                         "Subject",
                                         "Date",
                                         "Message-Id",
                                         "MIME-Version",
                                         "Content-Type",
                                         "Content-Transfer-Encoding",
                                         "Reply-To",
                                         "Auto-Submitted",
                                         "Content-Language",
                                         "Precedence",
                                         "X-Auto-Response-Suppress",
                                         "List-Unsubscribe" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal_ignore_case(name, text_from(names[i])))
            return true;
    return false;
}

static void check_head(struct text message)
{
    size_t receivers = 0;
    size_t subjects = 0;
    struct text rest = message;
    while (rest.data) {
        struct text line = text_cut(rest, '\n', &rest);
        if (line.length == 0 || text_equal(line, TEXT("\r")))
            break;
        if (line.data[0] == ' ' || line.data[0] == '\t')
            continue;
        struct text value;
        struct text name = text_cut(line, ':', &value);
        FUZZ_HOLDS(is_ours(name));
        receivers += text_equal_ignore_case(name, TEXT("To"));
        subjects += text_equal_ignore_case(name, TEXT("Subject"));
    }
    FUZZ_HOLDS(receivers == 1 && subjects == 1);
}

/* The next line of the input, its last one without end. */
static struct text piece(struct text *rest)
{
    struct text line = rest->data ? text_cut(*rest, '\0', rest) : TEXT("");
    return line.data ? line : TEXT("");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text rest = fuzz_text(data, size);
    struct arena *arena = arena_new();
    static const struct channel_mail from = { .from = TEXT_INITIALISER("groep@example.org") };
    struct text given = rest;
    struct outgoing message = { .id = 1, .country = TEXT("NL"), .language = TEXT("nl"), .phone = TEXT("") };
    message.organisation_name = piece(&rest);
    message.email = piece(&rest);
    message.subject = piece(&rest);
    message.body = piece(&rest);
    message.button = piece(&rest);
    message.address = TEXT("https://samenspel.example/in/x");
    /* Only what mail_is_address takes becomes somebody's address (access/people.h); texts are UTF-8 since they came in. */
    if (mail_is_address(message.email) && text_is_utf8(given)) {
        FUZZ_HOLDS(!text_has_control(message.email) && text_find(message.email, TEXT("@")) != SIZE_MAX);
        struct text composed = mail_compose(arena, &from, &message);
        if (!text_is_null(composed))
            check_head(composed);
    }
    struct text number = sms_number(arena, given, TEXT("NL"));
    for (size_t i = 0; i < number.length; i++)
        FUZZ_HOLDS((number.data[i] >= '0' && number.data[i] <= '9') || (i == 0 && number.data[i] == '+'));
    (void)channel_is_here(given);
    FUZZ_HOLDS(outgoing_plain(arena, given).length <= given.length);
    arena_free(arena);
    return 0;
}
