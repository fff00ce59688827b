/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/privacy/term.h"

#include "access/audit.h"
#include "db/change.h"
#include "feature/privacy/privacy.sql.h"

/* Sources: Flanders has terms by decree; the Netherlands has no list in law, the sector keeps files two years. */
#define DECREE         "decreet van 20 april 2012, art. 24; kindengezin.be, bewaartermijnen"
#define PRACTICE       "praktijk van de sector, geen wettelijke lijst; kinderopvanghardenberg.nl"
#define PRACTICE_STAFF "personeelsdossier: twee jaar na het einde van het dienstverband"
#define LIMITATION     "verjaring van vijf jaar, art. 3:310 BW"
#define LIMITATION_BE  "zoals het dossier; " DECREE
#define CRISIS         "crisissituaties tien jaar; kindengezin.be, bewaartermijnen"

static const struct {
    const char *name;
    int months;
    const char *source;
    int months_be;
    const char *source_be;
} terms[TERM__MAX] = {
    [TERM_CHILD] = { "child", 24, PRACTICE, 60, DECREE },
    [TERM_STAFF] = { "staff", 24, PRACTICE_STAFF, 60, DECREE },
    [TERM_LOOKS] = { "looks", 24, PRACTICE, 60, DECREE },
    [TERM_AUDIT] = { "audit", 60, LIMITATION, 60, LIMITATION_BE },
    [TERM_REQUESTS] = { "requests", 24, PRACTICE, 60, DECREE },
    [TERM_MELDCODE] = { "meldcode", 60, LIMITATION, 120, CRISIS },
};

const char *term_name(enum term_kind kind)
{
    return terms[kind].name;
}

enum term_kind term_find(struct text name)
{
    int kind = 0;
    while (kind < TERM__MAX && !text_equal(text_from(terms[kind].name), name))
        kind++;
    return (enum term_kind)kind;
}

struct term term_default(enum term_kind kind, struct text country)
{
    bool flanders = text_equal(country, TEXT("BE"));
    return (struct term){ .months = flanders ? terms[kind].months_be : terms[kind].months,
                          .source = text_from(flanders ? terms[kind].source_be : terms[kind].source),
                          .from = DATE_NONE };
}

int term_read(struct db *db, struct arena *arena, struct organisation_id organisation, enum term_kind kind,
              struct date today, struct term *ret_term)
{
    struct privacy_country_row country = { .country = TEXT("NL") };
    struct privacy_terms_rows rows = { .count = 0 };
    int status = privacy_country(db, arena, (struct privacy_country_in){ organisation }, &country);
    if (status == STATUS_NOT_FOUND) {
        *ret_term = term_default(kind, TEXT("NL"));
        return STATUS_OK;
    }
    if (status == STATUS_OK)
        status = privacy_terms(db, arena, (struct privacy_terms_in){ organisation, text_from(terms[kind].name), today },
                               &rows);
    if (status != STATUS_OK)
        return status;
    *ret_term = rows.count > 0 ? (struct term){ rows.items[0].months, rows.items[0].source, rows.items[0].from_day }
                               : term_default(kind, country.country);
    return STATUS_OK;
}

int term_set(struct change *change, enum term_kind kind, const struct term *term)
{
    if (kind >= TERM__MAX || term->months < 1 || term->months > TERM_MONTHS_MAXIMUM || text_is_empty(term->source))
        return STATUS_INVALID;
    int status = privacy_term_set(change->db,
                                  (struct privacy_term_set_in){ .organisation = change->organisation,
                                                                .category = text_from(terms[kind].name),
                                                                .from_day = term->from,
                                                                .months = term->months,
                                                                .source = term->source,
                                                                .decided_at = change->now_at },
                                  NULL);
    return status == STATUS_OK ? audit_add(change, "privacy.term", terms[kind].name, term->months) : status;
}

struct date term_since(const struct term *term, struct date today)
{
    struct civil civil = date_to_civil(today);
    int64_t months = (int64_t)civil.year * 12 + civil.month - 1 - term->months;
    int day = civil.day;
    struct date since;
    /* The 31st of a month without one: the last day that it has. */
    while (date_from_civil((int)(months / 12), (int)(months % 12) + 1, day, &since) != STATUS_OK)
        day--;
    return since;
}
