/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The purposes as data (consent.h). A new one is a line here, a row in a new schema file and its words. A changed text is a
 * new word at the end of `texts`, never another wording of an old one: answers remember the number that was read.
 */
#include "feature/consent/consent.h"

const struct consent_purpose consent_purposes[] = {
    { .name = "photo_own_family",
      .title = WORD_CONSENT_PHOTO_OWN_FAMILY_TITLE,
      .texts = { WORD_CONSENT_PHOTO_OWN_FAMILY_TEXT },
      .version = 1 },
    { .name = "photo_group",
      .everyone = true,
      .title = WORD_CONSENT_PHOTO_GROUP_TITLE,
      .texts = { WORD_CONSENT_PHOTO_GROUP_TEXT },
      .version = 1 },
    { .name = "photo_website",
      .everyone = true,
      .title = WORD_CONSENT_PHOTO_WEBSITE_TITLE,
      .texts = { WORD_CONSENT_PHOTO_WEBSITE_TEXT },
      .version = 1 },
    { .name = "observation_school",
      .everyone = true,
      .title = WORD_CONSENT_OBSERVATION_SCHOOL_TITLE,
      .texts = { WORD_CONSENT_OBSERVATION_SCHOOL_TEXT },
      .version = 1 },
    { .name = "partner",
      .everyone = true,
      .title = WORD_CONSENT_PARTNER_TITLE,
      .texts = { WORD_CONSENT_PARTNER_TEXT },
      .version = 1 },
    { .name = "network_contact",
      .named = true,
      .title = WORD_CONSENT_NETWORK_CONTACT_TITLE,
      .texts = { WORD_CONSENT_NETWORK_CONTACT_TEXT },
      .version = 1 },
    { .name = "earlier_file",
      .named = true,
      .title = WORD_CONSENT_EARLIER_FILE_TITLE,
      .texts = { WORD_CONSENT_EARLIER_FILE_TEXT },
      .version = 1 },
    { .name = NULL },
};

const struct consent_purpose *consent_purpose_find(struct text name)
{
    for (const struct consent_purpose *purpose = consent_purposes; purpose->name; purpose++)
        if (text_equal(text_from(purpose->name), name))
            return purpose;
    return NULL;
}
