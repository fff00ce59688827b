/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Letting people in: an invitation for each guardian and each member of staff (R016), by mail, SMS, letter or a code at the
 * door, and the way back for who cannot sign in any more (T5). No password is ever sent or chosen for anybody.
 *
 * A way in is a sign-in link (access/link.h) with how it was given. It works once, 72 hours from its first opening and 30
 * days at most; a code at the door ten minutes, a mail for who forgot her password a day. Giving another makes the earlier
 * one dead. Looking at the page of a link uses nothing up.
 *
 * Who may: managers invite everybody of their locations who never came in; who works on a group gives a code at the door.
 * Once somebody came in, nobody alone can let another in as her: the way back is a mail to an address at which she read one
 * before, with her second factor where she has one, or two members of staff at the door, of whom both are written down.
 * Nobody lets in who belongs to a child of her own family: one home could come in as the other.
 */
#ifndef FEATURE_INVITATION_INVITATION_H
#define FEATURE_INVITATION_INVITATION_H

#include "base/attribute.h"
#include "base/identity.h"
#include "base/text.h"
#include "html/address.h"
#include "http/route.h"

struct arena;
struct change;
struct db;

enum {
    INVITATION_DAYS = 30, /* unopened; session.h has the 72 hours */
    INVITATION_DOOR_MINUTES = 10,
    INVITATION_RECOVER_HOURS = 24,  /* of a mail for who forgot her password */
    INVITATION_RECOVER_MAILS = 3,   /* an hour, to one person */
    INVITATION_SECOND_MINUTES = 60, /* how long a first member of staff waits for the second */
    INVITATION_KEPT_DAYS = 400      /* rows, so that an old letter is known */
};

/* /invitations, /group/{group}/invitations, /in, /in/{secret}/again, /welcome, /forgotten. */
extern const struct routes invitation_routes;

/*
 * In the change that uses a sign-in link: writes down that its person came in, and that the address is hers when the link went
 * there by mail. ret_first: she comes for the first time. Also for links that are no invitation.
 */
int invitation_used(struct change *change, int64_t link, struct person_id person, bool *ret_first) MUST_CHECK;

/* Whether a link that does not work was once given to somebody, who may then ask for another: the form of that goes to
 * url_invitation_again. STATUS_NOT_FOUND when nobody knows it. */
int invitation_known(struct db *db, struct arena *arena, struct text token_hash,
                     struct organisation_id *ret_organisation) MUST_CHECK;

struct address url_invitations(struct arena *arena);
struct address url_invitation_group(struct arena *arena, struct group_id group);
struct address url_invitation_type(struct arena *arena);
struct address url_invitation_again(struct arena *arena, struct text secret);
struct address url_invitation_welcome(struct arena *arena);
struct address url_invitation_forgotten(struct arena *arena);

/* Removes the invitations of a person. For feature/privacy/erase.h. */
int invitation_erase_person(struct change *change, struct person_id person) MUST_CHECK;

#endif
