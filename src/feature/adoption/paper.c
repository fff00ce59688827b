/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The papers as data: in which order which words, for which country and setting. Values: {organisation}, {address}, {contact}.
 */
#include "feature/adoption/adoption.h"
#include "feature/adoption/paper.html.h"
#include "feature/adoption/views.h"
#include "feature/privacy/privacy.h"

const char *const adoption_names[ADOPTION_PAPER__MAX + 1] = {
    [ADOPTION_LETTER] = "letter",         [ADOPTION_ADVICE] = "advice", [ADOPTION_PROCESSOR] = "processor",
    [ADOPTION_ASSESSMENT] = "assessment", [ADOPTION_CARD] = "card",     [ADOPTION_PAPER__MAX] = NULL,
};

enum part_kind {
    PART_END,
    PART_HEADING, /* begins a section */
    PART_LINE,
    PART_ITEM,
    PART_KEPT /* a section with the register of data; its word is the heading */
};

/* When a part is left out. */
enum part_condition {
    ALWAYS,
    IN_NL,
    IN_BE,
    WITH_EXCHANGE,
    WITHOUT_EXCHANGE,
    WITH_RETENTION,
    WITHOUT_RETENTION,
    WITH_CONTACT
};

struct part {
    enum part_kind kind;
    enum word word;
    enum part_condition condition;
};

#define HEADING(NAME)                              \
    {                                              \
        PART_HEADING, WORD_ADOPTION_##NAME, ALWAYS \
    }
#define LINE(NAME)                              \
    {                                           \
        PART_LINE, WORD_ADOPTION_##NAME, ALWAYS \
    }
#define LINE_IF(NAME, WHEN)                   \
    {                                         \
        PART_LINE, WORD_ADOPTION_##NAME, WHEN \
    }
#define ITEM(NAME)                              \
    {                                           \
        PART_ITEM, WORD_ADOPTION_##NAME, ALWAYS \
    }
#define KEPT                                  \
    {                                         \
        PART_KEPT, WORD_ADOPTION_KEPT, ALWAYS \
    }
#define END                         \
    {                               \
        PART_END, WORD_NONE, ALWAYS \
    }

/* clang-format off */
static const struct part letter[] = {
    LINE(LETTER_HELLO), LINE(LETTER_WHAT), LINE(LETTER_HOW), LINE(LETTER_FREE), LINE(LETTER_WHO), LINE(LETTER_DATA),
    LINE(LETTER_CONSENT), LINE(LETTER_RIGHTS), LINE(LETTER_ASK), LINE(LETTER_BYE), END,
};
static const struct part advice[] = {
    LINE_IF(ADVICE_LAW_NL, IN_NL), LINE_IF(ADVICE_LAW_BE, IN_BE),
    HEADING(ADVICE_PLAN_HEAD), LINE(ADVICE_PLAN), LINE(ADVICE_WHY),
    HEADING(ADVICE_ASK_HEAD), LINE(ADVICE_TERM), LINE_IF(ADVICE_DIFFER, IN_NL),
    ITEM(ADVICE_ASK_PLAN), ITEM(ADVICE_ASK_REACH), ITEM(ADVICE_ASK_KEPT),
    KEPT, END,
};
static const struct part processor[] = {
    LINE(PROCESSOR_WHO),
    HEADING(PROCESSOR_SUBJECT_HEAD), LINE(PROCESSOR_SUBJECT), LINE(PROCESSOR_WHERE),
    LINE_IF(PROCESSOR_CONTACT, WITH_CONTACT),
    HEADING(PROCESSOR_DUTY_HEAD), ITEM(PROCESSOR_DUTY_A), ITEM(PROCESSOR_DUTY_B), ITEM(PROCESSOR_DUTY_C),
    ITEM(PROCESSOR_DUTY_D), ITEM(PROCESSOR_DUTY_E), ITEM(PROCESSOR_DUTY_F), ITEM(PROCESSOR_DUTY_G), ITEM(PROCESSOR_DUTY_H),
    KEPT, END,
};
static const struct part assessment[] = {
    LINE(ASSESSMENT_LAW),
    HEADING(ASSESSMENT_WHAT_HEAD), LINE(ASSESSMENT_WHAT),
    LINE_IF(ASSESSMENT_PACKAGE_ON, WITH_EXCHANGE), LINE_IF(ASSESSMENT_PACKAGE_OFF, WITHOUT_EXCHANGE),
    LINE_IF(ASSESSMENT_RETENTION_ON, WITH_RETENTION), LINE_IF(ASSESSMENT_RETENTION_OFF, WITHOUT_RETENTION),
    HEADING(ASSESSMENT_NEED_HEAD), LINE(ASSESSMENT_NEED),
    KEPT,
    HEADING(ASSESSMENT_RISK_HEAD), ITEM(ASSESSMENT_RISK_IN), ITEM(ASSESSMENT_RISK_FAMILY), ITEM(ASSESSMENT_RISK_PARENT),
    ITEM(ASSESSMENT_RISK_FORMER), ITEM(ASSESSMENT_RISK_STAFF), ITEM(ASSESSMENT_RISK_MELDCODE), ITEM(ASSESSMENT_RISK_LONG),
    HEADING(ASSESSMENT_ASKED_HEAD), LINE(ASSESSMENT_ASKED),
    HEADING(ASSESSMENT_END_HEAD), LINE(ASSESSMENT_END), END,
};
static const struct part card[] = {
    ITEM(CARD_IN), ITEM(CARD_BOARD), ITEM(CARD_READ), ITEM(CARD_COME), ITEM(CARD_NOTE), ITEM(CARD_WORDS), ITEM(CARD_UNDO),
    ITEM(CARD_NEVER), HEADING(CARD_HELP), END,
};
static const struct {
    enum word title;
    const struct part *parts;
    bool signs;
} papers[ADOPTION_PAPER__MAX] = {
    [ADOPTION_LETTER] = { WORD_ADOPTION_LETTER_TITLE, letter, false },
    [ADOPTION_ADVICE] = { WORD_ADOPTION_ADVICE_TITLE, advice, true },
    [ADOPTION_PROCESSOR] = { WORD_ADOPTION_PROCESSOR_TITLE, processor, true },
    [ADOPTION_ASSESSMENT] = { WORD_ADOPTION_ASSESSMENT_TITLE, assessment, true },
    [ADOPTION_CARD] = { WORD_ADOPTION_CARD_TITLE, card, false },
};
/* clang-format on */

enum word adoption_title(enum adoption_paper paper)
{
    return papers[paper].title;
}

static bool holds(enum part_condition condition, const struct adoption_settings *settings)
{
    switch (condition) {
    case IN_NL:
        return settings->choice.country == COUNTRY_NL;
    case IN_BE:
        return settings->choice.country == COUNTRY_BE;
    case WITH_EXCHANGE:
    case WITHOUT_EXCHANGE:
        return settings->exchange == (condition == WITH_EXCHANGE);
    case WITH_RETENTION:
    case WITHOUT_RETENTION:
        return settings->retention == (condition == WITH_RETENTION);
    case WITH_CONTACT:
        return !text_is_empty(settings->security_contact);
    default:
        return true;
    }
}

struct making {
    struct db *db;
    struct arena *arena;
    const struct adoption_settings *settings;
    struct adoption_paper_view *view;
};

static struct text fill(const struct making *making, enum word id)
{
    const struct adoption_settings *settings = making->settings;
    struct word_value values[] = { word_value("organisation", settings->name), word_value("address", settings->address),
                                   word_value("contact", settings->security_contact),
                                   word_value("day", settings->day) };
    return word_format(making->arena, making->view->words, id, values, sizeof values / sizeof *values);
}

static struct adoption_section_view *section_new(struct making *making, struct text heading)
{
    struct adoption_section_view *section = vector_add(making->arena, &making->view->sections);
    section->heading = heading;
    return section;
}

static int add_kept(struct making *making, struct adoption_section_view *section)
{
    const struct adoption_settings *settings = making->settings;
    struct privacy_asked asked = { making->db, making->arena, settings->organisation, settings->today,
                                   making->view->words };
    struct privacy_kept_list list;
    int status = privacy_kept_read(&asked, &list);
    for (size_t i = 0; status == STATUS_OK && i < list.count; i++) {
        const struct privacy_kept *kept = &list.items[i];
        *vector_add(making->arena, &section->kept) =
            (struct adoption_kept_view){ kept->title, kept->what, kept->basis, kept->readers, kept->term };
    }
    return status;
}

static int add_parts(struct making *making, const struct part *parts)
{
    struct adoption_section_view *section = section_new(making, TEXT(""));
    int status = STATUS_OK;
    for (const struct part *part = parts; status == STATUS_OK && part->kind != PART_END; part++) {
        if (!holds(part->condition, making->settings))
            continue;
        struct text text = fill(making, part->word);
        if (part->kind == PART_HEADING || part->kind == PART_KEPT)
            section = section_new(making, text);
        if (part->kind == PART_KEPT)
            status = add_kept(making, section);
        else if (part->kind == PART_LINE)
            *vector_add(making->arena, &section->lines) = (struct adoption_line_view){ text };
        else if (part->kind == PART_ITEM)
            *vector_add(making->arena, &section->items) = (struct adoption_line_view){ text };
    }
    return status;
}

/* A paper speaks its own language, whatever the page round it speaks. */
static void render(struct html *html, const void *view)
{
    const struct adoption_paper_view *paper = view;
    struct html own = html_make(html->buffer, html->arena, paper->words);
    adoption_paper_view_html(&own, paper);
}

int adoption_make(struct db *db, struct arena *arena, const struct adoption_settings *settings,
                  enum adoption_paper paper, struct html_part *ret_part)
{
    struct adoption_paper_view *view = ARENA_NEW(arena, struct adoption_paper_view);
    struct making making = { db, arena, settings, view };
    *view = (struct adoption_paper_view){ .language = language_about(settings->choice.language)->code,
                                          .direction = language_direction(settings->choice.language),
                                          .words = words_choose(settings->choice),
                                          .organisation = settings->name,
                                          .signs = papers[paper].signs };
    view->title = word(view->words, papers[paper].title);
    view->made = fill(&making, WORD_ADOPTION_MADE);
    int status = add_parts(&making, papers[paper].parts);
    if (status == STATUS_OK)
        *ret_part = (struct html_part){ .render = render, .view = view };
    return status;
}
