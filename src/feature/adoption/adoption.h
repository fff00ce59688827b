/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The adoption folder (R239): papers that an organisation needs when it begins, as drafts that are filled from its own settings
 * and from the register of data, the same source as the privacy page: a letter to parents, the request for advice to the
 * parents' committee, a processor agreement, a data protection impact assessment, and a start card for the group.
 *
 * Sources of law: Wet kinderopvang art. 1.60 (the committee's right to advise, Netherlands); licensing decree of 22 November 2013
 * (families take part, Flanders); GDPR art. 28, 32, 33 and 35. Every paper says that it is a draft to be checked. They print on A4.
 */
#ifndef FEATURE_ADOPTION_ADOPTION_H
#define FEATURE_ADOPTION_ADOPTION_H

#include "base/clock.h"
#include "base/error.h"
#include "html/address.h"
#include "html/html.h"
#include "http/route.h"
#include "i18n/language.h"

struct db;

enum adoption_paper {
    ADOPTION_LETTER,
    ADOPTION_ADVICE,
    ADOPTION_PROCESSOR,
    ADOPTION_ASSESSMENT,
    ADOPTION_CARD,
    ADOPTION_PAPER__MAX
};

/* "letter" and so on: in addresses and names of files. Ends with NULL. */
extern const char *const adoption_names[ADOPTION_PAPER__MAX + 1];

/* What the papers are filled with. Borrowed. */
struct adoption_settings {
    struct organisation_id organisation;
    struct text name;             /* of the organisation */
    struct text address;          /* of the privacy page */
    struct text security_contact; /* empty: none */
    bool exchange;                /* files go to and fro with a planning package */
    bool retention;               /* what is past its term is erased at night */
    struct words_choice choice;   /* language of the paper; country and je or u of the organisation */
    struct date today;
    struct text day; /* today in words of that language */
};

/* The paper as a part of a page; what it points to is in the arena. STATUS_FAILED when the database does not answer. */
int adoption_make(struct db *db, struct arena *arena, const struct adoption_settings *settings,
                  enum adoption_paper paper, struct html_part *ret_part) MUST_CHECK;

/*
 * Writes every paper in every offered language into a folder, as pages that stand alone: letter-nl.html ... and style.css.
 * The settings' choice decides country and form; its language and `day` are set here.
 */
int adoption_write(struct db *db, struct arena *arena, const struct adoption_settings *settings, const char *folder,
                   struct error *error, size_t *ret_count) MUST_CHECK;

/* The title of a paper. */
enum word adoption_title(enum adoption_paper paper);

extern const struct routes adoption_routes;

struct address url_adoption(struct arena *arena);
struct address url_adoption_paper(struct arena *arena, enum adoption_paper paper, enum language language);

#endif
