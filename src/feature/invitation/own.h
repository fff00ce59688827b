/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of this folder share: the rules of letting in, free of HTTP (give.c), and the pages.
 */
#ifndef FEATURE_INVITATION_OWN_H
#define FEATURE_INVITATION_OWN_H

#include "access/rule.h"
#include "channel/channel.h"
#include "feature/invitation/invitation.h"
#include "feature/invitation/views.h"
#include "http/outcome.h"
#include "http/request.h"

enum invitation_way {
    INVITATION_NONE, /* never invited */
    INVITATION_MAIL,
    INVITATION_SMS,
    INVITATION_LETTER,
    INVITATION_DOOR,
    INVITATION_WAY__MAX
};

/* As in the table, and back; INVITATION_NONE for any other text. */
const char *invitation_way_name(enum invitation_way way);
enum invitation_way invitation_way_of(struct text name);

/* What an organisation can send by; a letter it always can. */
struct invitation_ways {
    bool mail, sms;
};
struct invitation_ways invitation_ways(const struct channel *channel);

/* The way that reaches somebody with this address and number ("" for none): mail, else SMS, else a letter. */
enum invitation_way invitation_best_way(struct arena *arena, struct invitation_ways ways, struct text email,
                                        struct text phone, struct text country);

enum {
    PEOPLE_MAXIMUM = 1000,
    /* of one location, on one page */ INVITE_AT_ONCE = 25 /* in one change: others wait for it */
};

/* --- give.c: changes --- */

/* Several invitations by a manager. */
struct invite_all {
    const struct access *access;
    struct invitation_ways ways;
    struct access_who who;
    const int64_t *persons; /* ids */
    size_t count;
    size_t from;    /* of them, in this change: INVITE_AT_ONCE at most */
    bool by_letter; /* all of them on paper */
    size_t sent;    /* result of this change: mails and SMS asked for */
    size_t letters; /* result of this change */
};

/* Invites those of them whom the manager may invite and who never came in; the others are left alone. */
int invitation_invite_all(struct change *change, void *argument);

/* Letting one person in at the door of a group. */
enum let_in_result {
    LET_IN_CODE,    /* the code may be said */
    LET_IN_WAITING, /* a second member of staff has to agree */
    LET_IN_RESULT__MAX
};
struct let_in {
    const struct access *access;
    struct access_who who;
    struct group_id group;
    struct person_id person;
    enum let_in_result result;
    int64_t link; /* with LET_IN_CODE */
};

/* STATUS_NOT_FOUND when the person is not hers to let in. */
int invitation_let_in(struct change *change, void *argument);

/* Somebody with an old link asks for another. */
struct again {
    struct text token_hash;
};
int invitation_ask_again(struct change *change, void *argument);

/* Somebody forgot her password: a mail when the address is known and hers. The same is written for every address. */
struct forgotten {
    const struct access *access;
    struct text folded;
    bool can_mail;
};
int invitation_recover(struct change *change, void *argument);

/* --- ask.c: a request to be let in, with its tasks; inside a change --- */

/* Opens one for a person who has none open. `started_by`: the first of two members of staff; 0: the person asked herself. */
int invitation_open_request(struct change *change, struct person_id person, struct person_id started_by);

/* Closes the one that is open; none is fine. */
int invitation_close_request(struct change *change, struct person_id person);

/* --- the pages --- */

struct outcome invitation_list_page(struct request *request);
struct outcome invitation_list_post(struct request *request);
struct outcome invitation_letters_page(struct request *request);
struct outcome invitation_group_page(struct request *request);
struct outcome invitation_let_in_post(struct request *request);
struct outcome invitation_type_page(struct request *request);
struct outcome invitation_type_post(struct request *request);
struct outcome invitation_again_post(struct request *request);
struct outcome invitation_welcome_page(struct request *request);
struct outcome invitation_forgotten_page(struct request *request);
struct outcome invitation_forgotten_post(struct request *request);

enum list_field { LIST_LOCATION, LIST_PERSON, LIST_WAY, LIST_STATE, LIST_TICK };

/* Whom the page of invitations shows, of who never came in: everybody, who waits for none, who has one. */
enum invitation_state { INVITATION_STATE_ALL, INVITATION_STATE_NEW, INVITATION_STATE_WAITING, INVITATION_STATE__MAX };
extern const char *const invitation_states[];
enum letters_field { LETTERS_LOCATION, LETTERS_PERSON };
enum group_field { GROUP_GROUP, GROUP_PERSON };
enum type_field { TYPE_CODE };
enum again_field { AGAIN_SECRET };
enum forgotten_field { FORGOTTEN_EMAIL };

/* A page for who is not signed in yet. */
struct outcome invitation_gate_page(struct request *request, int status, struct text title, struct html_part content);

/* A notice of this folder: title, text, one way on. */
struct outcome invitation_notice(struct request *request, int status, enum word title, enum word text,
                                 struct address way, enum word way_text);

/* The QR code of an address as the path of an SVG of `ret_size` by `ret_size` squares; the null text when it does not fit. In the arena. */
struct text invitation_qr(struct arena *arena, struct text address, int64_t *ret_size);

#endif
