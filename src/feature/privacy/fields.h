/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Places of the fields of the forms (pages.c has the tables).
 */
#ifndef FEATURE_PRIVACY_FIELDS_H
#define FEATURE_PRIVACY_FIELDS_H

enum looked_field { LOOKED_CHILD, LOOKED_SENT, LOOKED_FIELD__MAX };
enum requests_field { REQUESTS_DONE, REQUESTS_FIELD__MAX };
enum ask_field { ASK_CHILD, ASK_KIND, ASK_DAY, ASK_WORDS, ASK_FIELD__MAX };
enum decide_field { DECIDE_REQUEST, DECIDE_DECISION, DECIDE_REASON, DECIDE_FIELD__MAX };
enum alarm_field { ALARM_ID, ALARM_REASON, ALARM_FIELD__MAX };

/* Places of the choices of DECIDE_DECISION. */
enum decision { DECISION_GRANTED, DECISION_REFUSED, DECISION__MAX };

#endif
