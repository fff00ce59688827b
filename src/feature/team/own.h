/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files of this folder share. */
#ifndef FEATURE_TEAM_OWN_H
#define FEATURE_TEAM_OWN_H

#include "feature/team/team.h"
#include "feature/team/team.sql.h"
#include "feature/team/views.h"
#include "http/outcome.h"
#include "http/request.h"

enum card_field { CARD_SAVED, CARD_FIELD__MAX };
enum card_write_field { CARD_WORDS, CARD_LANGUAGE, CARD_SPEAKS, CARD_DAYS, CARD_SHOWS, CARD_WRITE__MAX };
enum group_field { GROUP_GROUP, GROUP_FIELD__MAX };
enum away_field { AWAY_GROUP, AWAY_PERSON, AWAY_AWAY, AWAY_FIELD__MAX };

/* "di wo do" */
struct text team_weekdays(struct request *request, int64_t weekdays);

/* What a card shows, of these texts and bits. Role and today are the caller's. */
struct team_member_view team_member(struct request *request, struct person_id person, struct text given_name,
                                    struct text family_name, const struct team_own_card_row *card);

/* "Pedagogisch professional", of professional.role */
struct text team_role(struct request *request, struct text role);

/* card.c */
struct outcome team_card_page(struct request *request);
struct outcome team_card_post(struct request *request);

/* group.c */
struct outcome team_group_page(struct request *request);
struct outcome team_away_post(struct request *request);

#endif
