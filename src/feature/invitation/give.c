/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The rules of letting in, as changes: who may let in whom, what makes another dead, and who has to agree.
 */
#include "access/audit.h"
#include "access/link.h"
#include "access/people.h"
#include "base/random.h"
#include "channel/mail.h"
#include "channel/sms.h"
#include "feature/invitation/invitation.sql.h"
#include "feature/invitation/own.h"

static const char *const way_names[INVITATION_WAY__MAX] = { [INVITATION_NONE] = "",
                                                            [INVITATION_MAIL] = "mail",
                                                            [INVITATION_SMS] = "sms",
                                                            [INVITATION_LETTER] = "letter",
                                                            [INVITATION_DOOR] = "door" };

const char *invitation_way_name(enum invitation_way way)
{
    return way_names[way];
}

enum invitation_way invitation_way_of(struct text name)
{
    for (enum invitation_way way = 0; way < INVITATION_WAY__MAX; way++)
        if (text_equal(text_from(way_names[way]), name))
            return way;
    return INVITATION_NONE;
}

struct invitation_ways invitation_ways(const struct channel *channel)
{
    return (struct invitation_ways){ .mail = channel_has_mail(channel), .sms = channel_has_sms(channel) };
}

enum invitation_way invitation_best_way(struct arena *arena, struct invitation_ways ways, struct text email,
                                        struct text phone, struct text country)
{
    if (ways.mail && mail_is_address(email))
        return INVITATION_MAIL;
    if (ways.sms && !text_is_null(sms_number(arena, phone, country)))
        return INVITATION_SMS;
    return INVITATION_LETTER;
}

/* --- giving one --- */

/* What is given to whom. */
struct giving {
    const struct access *access;
    struct person_id person;
    enum invitation_way way;
    bool recover; /* came in before */
    struct text email_folded;
};

/* A keyed hash of an address: tells that it is the same one, and not which. */
static struct text address_hash(const struct access *access, struct arena *arena, struct text folded)
{
    unsigned char key[BLAKE2B_SIZE];
    unsigned char *digest = arena_allocate(arena, BLAKE2B_SIZE);
    access_key_lasting(access, "e-mail address", key);
    hash_blake2b((struct text){ (const char *)key, sizeof key }, folded, digest);
    return (struct text){ (const char *)digest, BLAKE2B_SIZE };
}

static int64_t life_of(const struct giving *giving)
{
    if (giving->way == INVITATION_DOOR)
        return (int64_t)INVITATION_DOOR_MINUTES * MINUTE_MS;
    return giving->recover ? (int64_t)INVITATION_RECOVER_HOURS * HOUR_MS : (int64_t)INVITATION_DAYS * DAY_MS;
}

static int send(struct change *change, const struct giving *giving, int64_t link, int64_t *ret_message)
{
    if (giving->way == INVITATION_SMS)
        return sms_later(change, &(struct sms){ .to = giving->person, .text = WORD_INVITATION_SMS, .link = link },
                         ret_message);
    if (giving->way != INVITATION_MAIL)
        return STATUS_OK;
    struct mail mail = { .to = giving->person, .link = link };
    if (giving->recover) {
        mail.subject = WORD_INVITATION_RECOVER_SUBJECT;
        mail.text[0] = WORD_INVITATION_MAIL_HELLO;
        mail.text[1] = WORD_INVITATION_RECOVER_TEXT;
        mail.text[2] = WORD_INVITATION_RECOVER_NOT_YOU;
        mail.button = WORD_INVITATION_RECOVER_GO;
    } else {
        mail.subject = WORD_INVITATION_MAIL_SUBJECT;
        mail.text[0] = WORD_INVITATION_MAIL_HELLO;
        mail.text[1] = WORD_INVITATION_MAIL_TEXT;
        mail.text[2] = WORD_INVITATION_MAIL_ONCE;
        mail.asks = EFFORT_COME_IN;
        mail.button = WORD_INVITATION_MAIL_GO;
    }
    return mail_later(change, &mail, ret_message);
}

/* All that were given before are dead from here on. */
static int end_former(struct change *change, struct person_id person)
{
    int status = link_end_all(change, person);
    if (status == STATUS_OK)
        status = invitation_end_of_person(change->db,
                                          (struct invitation_end_of_person_in){ .organisation = change->organisation,
                                                                                .person = person,
                                                                                .ended_at = change->now_at },
                                          NULL);
    if (status == STATUS_OK)
        status = invitation_forget_of_person(change->db,
                                             (struct invitation_forget_of_person_in){
                                                 .organisation = change->organisation,
                                                 .person = person,
                                                 .before = change->now_at - (int64_t)INVITATION_KEPT_DAYS * DAY_MS },
                                             NULL);
    return status;
}

static int give(struct change *change, const struct giving *giving, int64_t *ret_link)
{
    static const char *const actions[INVITATION_WAY__MAX] = { [INVITATION_NONE] = "invitation.none",
                                                              [INVITATION_MAIL] = "invitation.mail",
                                                              [INVITATION_SMS] = "invitation.sms",
                                                              [INVITATION_LETTER] = "invitation.letter",
                                                              [INVITATION_DOOR] = "invitation.door" };
    struct organisation_id organisation = change->organisation;
    struct arena *arena = change->arena;
    int64_t link = 0;
    int64_t message = 0;
    int status = end_former(change, giving->person);
    if (status == STATUS_OK)
        status = link_issue(change, giving->access, giving->person, life_of(giving), &link);
    if (status == STATUS_OK)
        status = send(change, giving, link, &message);
    if (status != STATUS_OK)
        return status;
    struct text code = TEXT_NULL;
    if (giving->way == INVITATION_LETTER || giving->way == INVITATION_DOOR)
        code = link_code(giving->access, arena, organisation, link,
                         giving->way == INVITATION_LETTER ? LINK_CODE_LETTER : LINK_CODE_DOOR);
    status = invitation_insert(
        change->db,
        (struct invitation_insert_in){
            .organisation = organisation,
            .id = link,
            .person = giving->person,
            .purpose = giving->recover ? TEXT("recover") : TEXT("invite"),
            .way = text_from(way_names[giving->way]),
            .token_hash = link_secret(giving->access, arena, organisation, link).hash,
            .code_hash = text_is_null(code) ? TEXT_NULL : link_code_hash(giving->access, arena, organisation, code),
            .address_hash =
                giving->way == INVITATION_MAIL ? address_hash(giving->access, arena, giving->email_folded) : TEXT_NULL,
            .outgoing = message,
            .created_at = change->now_at,
            .created_by = change->actor },
        NULL);
    if (status != STATUS_OK)
        return status;
    *ret_link = link;
    return audit_add(change, giving->recover ? "invitation.recover" : actions[giving->way], "person",
                     giving->person.value);
}

static int read_person(struct change *change, struct person_id person, struct invitation_person_row *ret_row)
{
    return invitation_person(change->db, change->arena,
                             (struct invitation_person_in){ .organisation = change->organisation, .person = person },
                             ret_row);
}

/* --- who may --- */

static int may_guardian(struct change *change, const struct access_who *who, struct person_id target, int64_t need)
{
    struct invitation_guardian_target_row row;
    return invitation_guardian_target(change->db, change->arena,
                                      (struct invitation_guardian_target_in){ .organisation = change->organisation,
                                                                              .person = who->person,
                                                                              .target = target,
                                                                              .today = who->today,
                                                                              .need = need,
                                                                              .homes = SCOPE_SIDE_HOME },
                                      &row);
}

static int may_staff(struct change *change, const struct access_who *who, struct person_id target)
{
    struct invitation_staff_target_row row;
    return invitation_staff_target(change->db, change->arena,
                                   (struct invitation_staff_target_in){ .organisation = change->organisation,
                                                                        .person = who->person,
                                                                        .target = target,
                                                                        .today = who->today,
                                                                        .need = SCOPE_MANAGE },
                                   &row);
}

/*
 * A guardian for whom she has one of the bits; one who works here only for who manages the place. A guardian who works here
 * too counts as one who works here: more is behind her way in.
 */
static int may_let_in(struct change *change, const struct access_who *who, struct person_id target, int64_t need)
{
    struct invitation_works_row works;
    int status = invitation_works(
        change->db, change->arena,
        (struct invitation_works_in){ .organisation = change->organisation, .target = target, .today = who->today },
        &works);
    if (status != STATUS_OK)
        return status;
    return works.works ? may_staff(change, who, target) : may_guardian(change, who, target, need);
}

/* --- many at once --- */

static int invite_one(struct change *change, struct invite_all *all, struct person_id person)
{
    struct invitation_person_row row;
    int status = may_let_in(change, &all->who, person, SCOPE_MANAGE);
    if (status == STATUS_OK)
        status = read_person(change, person, &row);
    if (status == STATUS_NOT_FOUND || (status == STATUS_OK && row.first_at != INSTANT_NONE))
        return STATUS_OK;
    if (status != STATUS_OK)
        return status;
    struct giving giving = { .access = all->access, .person = person, .email_folded = row.email_folded };
    giving.way = all->by_letter ? INVITATION_LETTER
                                : invitation_best_way(change->arena, all->ways, row.email, row.phone, row.country);
    int64_t link;
    status = give(change, &giving, &link);
    if (status == STATUS_OK && giving.way == INVITATION_LETTER)
        all->letters++;
    else if (status == STATUS_OK)
        all->sent++;
    return status;
}

int invitation_invite_all(struct change *change, void *argument)
{
    struct invite_all *all = argument;
    int status = STATUS_OK;
    all->sent = all->letters = 0;
    for (size_t i = all->from; status == STATUS_OK && i < all->count && i < all->from + INVITE_AT_ONCE; i++)
        status = invite_one(change, all, (struct person_id){ all->persons[i] });
    return status;
}

/* --- at the door --- */

/* The first of two: the request is there from now on, with who began it. */
static int begin_request(struct change *change, struct let_in *let_in, int open_status,
                         const struct let_in_open_row *open)
{
    int status;
    if (open_status == STATUS_OK)
        status = let_in_start(change->db,
                              (struct let_in_start_in){ .organisation = change->organisation,
                                                        .id = open->id,
                                                        .started_by = change->actor,
                                                        .started_at = change->now_at },
                              NULL);
    else
        status = invitation_open_request(change, let_in->person, change->actor);
    let_in->result = LET_IN_WAITING;
    return status == STATUS_OK ? audit_add(change, "recovery.start", "person", let_in->person.value) : status;
}

static int give_code(struct change *change, struct let_in *let_in, bool recover)
{
    struct giving giving = {
        .access = let_in->access, .person = let_in->person, .way = INVITATION_DOOR, .recover = recover
    };
    int status = invitation_close_request(change, let_in->person);
    if (status == STATUS_OK && recover)
        status = audit_add(change, "recovery.confirm", "person", let_in->person.value);
    let_in->result = LET_IN_CODE;
    return status == STATUS_OK ? give(change, &giving, &let_in->link) : status;
}

/* Whether another member of staff began it, not too long ago. */
static bool has_first(const struct change *change, const struct let_in_open_row *open)
{
    return open->started_by.value != 0 && open->started_by.value != change->actor.value &&
           change->now_at - open->started_at <= (int64_t)INVITATION_SECOND_MINUTES * MINUTE_MS;
}

int invitation_let_in(struct change *change, void *argument)
{
    struct let_in *let_in = argument;
    struct invitation_person_row person;
    struct let_in_open_row open = { .id = 0 };
    int64_t scope;
    int status = access_group(change->db, let_in->who, let_in->group, &scope);
    if (status == STATUS_OK)
        status = may_let_in(change, &let_in->who, let_in->person, SCOPE_WRITE_CENTRE | SCOPE_MANAGE);
    if (status == STATUS_OK)
        status = read_person(change, let_in->person, &person);
    if (status != STATUS_OK)
        return status;
    if (person.first_at == INSTANT_NONE)
        return give_code(change, let_in, false);
    status =
        let_in_open(change->db, change->arena,
                    (struct let_in_open_in){ .organisation = change->organisation, .person = let_in->person }, &open);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    if (status == STATUS_OK && has_first(change, &open))
        return give_code(change, let_in, true);
    return begin_request(change, let_in, status, &open);
}

/* --- what who is not in can ask --- */

int invitation_ask_again(struct change *change, void *argument)
{
    const struct again *again = argument;
    struct invitation_by_token_row row;
    struct let_in_open_row open;
    int status = invitation_by_token(change->db, change->arena,
                                     (struct invitation_by_token_in){ .token_hash = again->token_hash }, &row);
    if (status != STATUS_OK)
        return status;
    if (row.organisation.value != change->organisation.value)
        return STATUS_NOT_FOUND;
    status = let_in_open(change->db, change->arena,
                         (struct let_in_open_in){ .organisation = row.organisation, .person = row.person }, &open);
    if (status != STATUS_NOT_FOUND)
        return status;
    status = invitation_open_request(change, row.person, (struct person_id){ 0 });
    return status == STATUS_OK ? audit_add(change, "invitation.again", "person", row.person.value) : status;
}

/* A mail may go: the address was read by this person before, and not too often now. */
static int recoverable(struct change *change, const struct forgotten *forgotten, struct person_id *ret_person)
{
    struct text password;
    struct person_id person;
    struct invitation_person_row row;
    struct invitation_recent_row recent;
    int status =
        session_find_account(change->db, change->arena, change->organisation, forgotten->folded, &person, &password);
    if (status == STATUS_OK)
        status = read_person(change, person, &row);
    if (status == STATUS_OK)
        status = invitation_recent(change->db, change->arena,
                                   (struct invitation_recent_in){ .organisation = change->organisation,
                                                                  .person = person,
                                                                  .since = change->now_at - HOUR_MS },
                                   &recent);
    if (status != STATUS_OK)
        return status;
    struct text hash = address_hash(forgotten->access, change->arena, forgotten->folded);
    if (!forgotten->can_mail || !random_equal(hash, row.confirmed_hash) || recent.count >= INVITATION_RECOVER_MAILS)
        return STATUS_NOT_FOUND;
    *ret_person = person;
    return STATUS_OK;
}

int invitation_recover(struct change *change, void *argument)
{
    const struct forgotten *forgotten = argument;
    struct giving giving = {
        .access = forgotten->access, .way = INVITATION_MAIL, .recover = true, .email_folded = forgotten->folded
    };
    int64_t link;
    int status = recoverable(change, forgotten, &giving.person);
    if (status == STATUS_NOT_FOUND)
        return audit_add(change, "recovery.asked", "account", 0);
    return status == STATUS_OK ? give(change, &giving, &link) : status;
}

/* --- coming in --- */

int invitation_used(struct change *change, int64_t link, struct person_id person, bool *ret_first)
{
    struct organisation_id organisation = change->organisation;
    struct invitation_by_link_row row;
    int64_t added = 0;
    int status = arrival_insert(
        change->db,
        (struct arrival_insert_in){ .organisation = organisation, .person = person, .first_at = change->now_at },
        &added);
    if (status == STATUS_OK)
        status = invitation_close_request(change, person);
    if (status != STATUS_OK)
        return status;
    *ret_first = added == 1;
    status = invitation_by_link(change->db, change->arena,
                                (struct invitation_by_link_in){ .organisation = organisation, .id = link }, &row);
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? STATUS_OK : status;
    if (!text_is_null(row.address_hash))
        status =
            arrival_confirm(change->db,
                            (struct arrival_confirm_in){
                                .organisation = organisation, .person = person, .confirmed_hash = row.address_hash },
                            NULL);
    if (status != STATUS_OK)
        return status;
    return invitation_use(
        change->db, (struct invitation_use_in){ .organisation = organisation, .id = link, .used_at = change->now_at },
        NULL);
}

int invitation_known(struct db *db, struct arena *arena, struct text token_hash,
                     struct organisation_id *ret_organisation)
{
    struct invitation_by_token_row row;
    if (text_is_null(token_hash))
        return STATUS_NOT_FOUND;
    int status = invitation_by_token(db, arena, (struct invitation_by_token_in){ .token_hash = token_hash }, &row);
    if (status == STATUS_OK)
        *ret_organisation = row.organisation;
    return status;
}
