/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A mail as it goes over the line (MIME, by GMime): text and simple HTML of the same words. Everything in it follows from the
 * row, also its id, date and boundary: a message that is sent twice because the program died in between is the same one, and
 * mail programs show it once.
 */
#include "base/buffer.h"
#include "base/utf8.h"
#include "channel/mail.h"
#include "channel/mail.html.h"
#include "channel/outgoing.h"
#include "channel/views.h"

#include <gmime/gmime.h>
#include <pthread.h>

enum { PART_MAXIMUM = 32 * 1024, ADDRESS_MAXIMUM = 254 };

static void start_library(void)
{
    g_mime_init();
}

bool mail_is_address(struct text address)
{
    size_t ats = 0;
    for (size_t i = 0; i < address.length; i++) {
        char c = address.data[i];
        if (c <= ' ' || c > '~' || strchr("<>()[]\\,;:\"", c))
            return false;
        ats += c == '@';
    }
    return ats == 1 && address.length <= ADDRESS_MAXIMUM && address.data[0] != '@' && address.data[0] != '-' &&
           address.data[address.length - 1] != '@';
}

/* A name in a header: one line whatever it holds. */
static const char *one_line(struct arena *arena, struct text text)
{
    char *line = text_string(arena, text);
    for (char *c = line; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7f)
            *c = ' ';
    return line;
}

static const struct words *words_of(const struct outgoing *message)
{
    struct words_choice choice = { .language = LANGUAGE_NL };
    (void)language_from_code(message->language, &choice.language);
    return words_choose(choice);
}

static struct text signature(struct arena *arena, const struct words *words, const struct outgoing *message)
{
    struct word_value value = word_value("organisation", message->organisation_name);
    return word_format(arena, words, WORD_MAIL_FROM, &value, 1);
}

static struct text plain_part(struct arena *arena, const struct outgoing *message)
{
    const struct words *words = words_of(message);
    struct text address = TEXT("");
    if (!text_is_empty(message->address))
        address = arena_printf(arena, "\n\n%.*s:\n%.*s", TEXT_ARGS(message->button), TEXT_ARGS(message->address));
    return arena_printf(arena, "%.*s%.*s\n\n-- \n%.*s\n", TEXT_ARGS(message->body), TEXT_ARGS(address),
                        TEXT_ARGS(signature(arena, words, message)));
}

static struct text html_part_of(struct arena *arena, const struct outgoing *message)
{
    const struct words *words = words_of(message);
    struct mail_view view = { .language = language_about(words_language(words))->code,
                              .direction = language_direction(words_language(words)),
                              .subject = message->subject,
                              .has_address = !text_is_empty(message->address),
                              .address = { message->address },
                              .button = message->button,
                              .organisation = message->organisation_name };
    struct text rest = message->body;
    while (rest.data && rest.length > 0) {
        size_t end = text_find(rest, TEXT("\n\n"));
        *vector_add(arena, &view.paragraphs) = text_slice(rest, 0, end);
        rest = end == SIZE_MAX ? TEXT_NULL : text_slice(rest, end + 2, SIZE_MAX);
    }
    struct buffer buffer;
    buffer_init(&buffer, PART_MAXIMUM);
    struct html html = html_make(&buffer, arena, words);
    mail_view_html(&html, &view);
    struct text text = buffer.overflowed ? TEXT_NULL : text_copy(arena, buffer_text(&buffer));
    buffer_release(&buffer);
    return text;
}

static void add_part(GMimeMultipart *multipart, const char *subtype, struct text content)
{
    GMimeTextPart *part = g_mime_text_part_new_with_subtype(subtype);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(content.data, content.length);
    GMimeDataWrapper *wrapper = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
    g_mime_part_set_content(GMIME_PART(part), wrapper);
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
    g_mime_part_set_content_encoding(GMIME_PART(part), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    g_mime_multipart_add(multipart, GMIME_OBJECT(part));
    g_object_unref(wrapper);
    g_object_unref(stream);
    g_object_unref(part);
}

static GMimeMessage *make_message(struct arena *arena, const struct channel_mail *mail, const struct outgoing *message,
                                  struct text html)
{
    struct text domain;
    const char *id = text_string(arena, identity_text(arena, message->id));
    text_cut(mail->from, '@', &domain);
    GMimeMessage *made = g_mime_message_new(FALSE);
    g_mime_message_add_mailbox(made, GMIME_ADDRESS_TYPE_FROM, one_line(arena, message->organisation_name),
                               text_string(arena, mail->from));
    g_mime_message_add_mailbox(made, GMIME_ADDRESS_TYPE_TO, NULL, text_string(arena, message->email));
    g_mime_message_set_subject(made, one_line(arena, message->subject), "utf-8");
    GDateTime *date = g_date_time_new_from_unix_utc(message->created_at / SECOND_MS);
    g_mime_message_set_date(made, date);
    g_date_time_unref(date);
    g_mime_message_set_message_id(made, arena_printf(arena, "%s@%.*s", id, TEXT_ARGS(domain)).data);
    g_mime_object_set_header(GMIME_OBJECT(made), "Auto-Submitted", "auto-generated", NULL);
    GMimeMultipart *parts = g_mime_multipart_new_with_subtype("alternative");
    g_mime_multipart_set_boundary(parts, arena_printf(arena, "samenspel-%s", id).data);
    add_part(parts, "plain", plain_part(arena, message));
    add_part(parts, "html", html);
    g_mime_message_set_mime_part(made, GMIME_OBJECT(parts));
    g_object_unref(parts);
    return made;
}

struct text mail_compose(struct arena *arena, const struct channel_mail *mail, const struct outgoing *message)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, start_library);
    struct text html = html_part_of(arena, message);
    if (text_is_null(html))
        return TEXT_NULL;
    GMimeMessage *made = make_message(arena, mail, message, html);
    GMimeFormatOptions *options = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
    char *written = g_mime_object_to_string(GMIME_OBJECT(made), options);
    struct text text = text_copy(arena, text_from(written));
    g_free(written);
    g_mime_format_options_free(options);
    g_object_unref(made);
    return text;
}
