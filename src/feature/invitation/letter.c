/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Letters: one sheet for each person who gets one, in her own language, with a QR code and a code that can be typed.
 */
#include "access/access.h"
#include "access/care.h"
#include "access/effort.h"
#include "access/link.h"
#include "access/page.h"
#include "access/viewer.h"
#include "base/buffer.h"
#include "base/zone.h"
#include "feature/invitation/invitation.sql.h"
#include "feature/invitation/letter.html.h"
#include "feature/invitation/letters.html.h"
#include "feature/invitation/people.h"

#include <qrencode.h>

enum { QR_EDGE = 4 /* empty squares round a code (ISO 18004) */, QR_PATH_MAXIMUM = 64 * 1024 };

struct text invitation_qr(struct arena *arena, struct text address, int64_t *ret_size)
{
    QRcode *code = QRcode_encodeString8bit(text_string(arena, address), 0, QR_ECLEVEL_M);
    if (!code)
        return TEXT_NULL;
    struct buffer path;
    buffer_init(&path, QR_PATH_MAXIMUM);
    for (int row = 0; row < code->width; row++)
        for (int column = 0; column < code->width; column++) {
            int run = 0;
            while (column + run < code->width && (code->data[row * code->width + column + run] & 1))
                run++;
            if (run > 0)
                buffer_printf(&path, "M%d %dh%dv1h-%dz", column + QR_EDGE, row + QR_EDGE, run, run);
            column += run;
        }
    *ret_size = code->width + 2 * QR_EDGE;
    struct text text = path.overflowed ? TEXT_NULL : text_copy(arena, buffer_text(&path));
    buffer_release(&path);
    QRcode_free(code);
    return text;
}

/* A letter speaks the language of who gets it, whatever the page round it speaks. */
static void render_letter(struct html *html, const void *view)
{
    const struct invitation_letter_view *letter = view;
    struct html own = html_make(html->buffer, html->arena, letter->words);
    invitation_letter_view_html(&own, letter);
}

static int add_letter(struct request *request, const struct invitee *person, struct invitation_letters_view *view)
{
    struct arena *arena = request->arena;
    struct invitation_living_row living;
    int status =
        invitation_living(request->db, arena,
                          (struct invitation_living_in){
                              .organisation = request->organisation, .person = person->person, .now = request->now_at },
                          &living);
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? STATUS_OK : status;
    const struct access *access = request_access(request);
    const struct words_choice *reader = &request->viewer->choice;
    int64_t cares = 0;
    status = care_read(request->db, arena, request->organisation, person->person, request->now_at, &cares);
    if (status != STATUS_OK)
        return status;
    struct words_choice choice = { .country = reader->country, .polite = reader->polite, .care = care_only(cares) };
    (void)language_from_code(person->language, &choice.language);
    struct secret secret = link_secret(access, arena, request->organisation, living.id);
    struct text origin = request_origin(request);
    struct word_value minutes[] = { word_value("n", effort_minutes(EFFORT_COME_IN)) };
    struct invitation_letter_view *letter = ARENA_NEW(arena, struct invitation_letter_view);
    *letter = (struct invitation_letter_view){
        .words = words_choose(choice),
        .language = language_about(choice.language)->code,
        .direction = language_direction(choice.language),
        .name = invitee_name(arena, person),
        .organisation = request->viewer->organisation_name,
        .address = arena_printf(arena, "%.*s/in", TEXT_ARGS(origin)),
        .code = link_code(access, arena, request->organisation, living.id, LINK_CODE_LETTER),
        .minutes = word_format(arena, words_choose(choice), WORD_EFFORT_MINUTES, minutes, 1),
        .until = day_text(access_day_texts(request_access(request)), arena, choice.language,
                          zone_date(request->viewer->zone, living.expires_at), DAY_HEADING),
    };
    letter->qr = invitation_qr(arena, arena_printf(arena, "%.*s/in/%.*s", TEXT_ARGS(origin), TEXT_ARGS(secret.text)),
                               &letter->qr_size);
    letter->qr_box = arena_printf(arena, "0 0 %lld %lld", (long long)letter->qr_size, (long long)letter->qr_size);
    *vector_add(arena, &view->letters) = (struct html_part){ .render = render_letter, .view = letter };
    return STATUS_OK;
}

struct outcome invitation_letters_page(struct request *request)
{
    struct invitation_letters_view *view = ARENA_NEW(request->arena, struct invitation_letters_view);
    struct invitee_place place = { .location = { request_id(request, LETTERS_LOCATION) }, .need = SCOPE_MANAGE };
    struct invitees people = { 0 };
    *view = (struct invitation_letters_view){ .back = ADDRESS(request->arena, "/invitations?location={location}",
                                                              address_value(place.location)) };
    int status = invitees_guardians(request, &place, &people);
    if (status == STATUS_OK)
        status = invitees_staff(request, &place, &people);
    for (size_t i = 0; status == STATUS_OK && i < people.items.count; i++)
        if (people.items.items[i].way == INVITATION_LETTER && people.items.items[i].first_at == INSTANT_NONE)
            status = add_letter(request, &people.items.items[i], view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    struct page page = { .title = word(request->words, WORD_INVITATION_LETTERS_TITLE),
                         .kind = "letters",
                         .side = PAGE_CENTRE,
                         .content = invitation_letters_view_part(view) };
    return outcome_fresh(page_show(request, &page), FRESHNESS_NEVER);
}
