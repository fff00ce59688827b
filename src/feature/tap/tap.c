/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The questions and their ready answers as data. A new answer is a line here and a word; an old name is never given another
 * meaning, for it stands in what people answered.
 */
#include "feature/tap/tap.h"

#include "feature/tap/tap.html.h"
#include "feature/tap/views.h"

enum answer {
    ANSWER_DUTCH,
    ANSWER_OTHER,
    ANSWER_SEVERAL,
    ANSWER_ALL,
    ANSWER_SOME,
    ANSWER_JOIN,
    ANSWER_NOT_ALL,
    ANSWER_NOTHING,
    ANSWER_YES,
    ANSWER_WELL,
    ANSWER_HARD,
    ANSWER_SAME,
    ANSWER_DIFFERENT,
    ANSWER_TELL,
    ANSWER_UNSURE,
    ANSWER__MAX
};

static const struct {
    const char *name;
    const char *icon;
    enum word word;
} answers[ANSWER__MAX] = {
    [ANSWER_DUTCH] = { "dutch", "language", WORD_TAP_DUTCH },
    [ANSWER_OTHER] = { "other", "language", WORD_TAP_OTHER },
    [ANSWER_SEVERAL] = { "several", "language", WORD_TAP_SEVERAL },
    [ANSWER_ALL] = { "all", "check", WORD_TAP_ALL },
    [ANSWER_SOME] = { "some", "info", WORD_TAP_SOME },
    [ANSWER_JOIN] = { "join", "check", WORD_TAP_JOIN },
    [ANSWER_NOT_ALL] = { "not_all", "info", WORD_TAP_NOT_ALL },
    [ANSWER_NOTHING] = { "nothing", "check", WORD_TAP_NOTHING },
    [ANSWER_YES] = { "yes", "info", WORD_TAP_YES },
    [ANSWER_WELL] = { "well", "child", WORD_TAP_WELL },
    [ANSWER_HARD] = { "hard", "alert", WORD_TAP_HARD },
    [ANSWER_SAME] = { "same", "check", WORD_TAP_SAME },
    [ANSWER_DIFFERENT] = { "different", "home", WORD_TAP_DIFFERENT },
    [ANSWER_TELL] = { "tell", "answer", WORD_TAP_TELL },
    [ANSWER_UNSURE] = { "unsure", "clock", WORD_TAP_UNSURE },
};

/* The own answers of each question; to tell it in person, or not to know yet, fits all. */
enum { OWN_MAXIMUM = 3 };
static const struct {
    const char *name;
    size_t count;
    enum answer own[OWN_MAXIMUM];
} questions[TAP_QUESTION__MAX] = {
    [TAP_TONGUES] = { "tongues", 3, { ANSWER_DUTCH, ANSWER_OTHER, ANSWER_SEVERAL } },
    [TAP_FOOD] = { "food", 2, { ANSWER_ALL, ANSWER_SOME } },
    [TAP_CELEBRATIONS] = { "celebrations", 2, { ANSWER_JOIN, ANSWER_NOT_ALL } },
    [TAP_CUSTOMS] = { "customs", 2, { ANSWER_NOTHING, ANSWER_YES } },
    [TAP_ROUTINE] = { "routine", 2, { ANSWER_WELL, ANSWER_HARD } },
    [TAP_VIEW] = { "view", 2, { ANSWER_SAME, ANSWER_DIFFERENT } },
};

const char *const tap_channels[] = {
    [TAP_CHANNEL_DOOR] = "door", [TAP_CHANNEL_PAPER] = "paper", [TAP_CHANNEL__MAX] = NULL
};

bool tap_channel_word(struct text channel, enum word *ret_word)
{
    static const enum word words[TAP_CHANNEL__MAX] = {
        [TAP_CHANNEL_DOOR] = WORD_TAP_CHANNEL_DOOR, [TAP_CHANNEL_PAPER] = WORD_TAP_CHANNEL_PAPER
    };
    for (enum tap_channel i = 0; i < TAP_CHANNEL__MAX; i++)
        if (text_equal(text_from(tap_channels[i]), channel)) {
            *ret_word = words[i];
            return true;
        }
    return false;
}

static enum answer find_answer(struct text name)
{
    enum answer answer = 0;
    while (answer < ANSWER__MAX && !text_equal(text_from(answers[answer].name), name))
        answer++;
    return answer;
}

static bool is_offered(enum tap_question question, enum answer answer)
{
    bool offered = answer == ANSWER_TELL || answer == ANSWER_UNSURE;
    for (size_t i = 0; i < questions[question].count; i++)
        offered = offered || questions[question].own[i] == answer;
    return offered;
}

bool tap_read(struct text value, struct tap *ret_tap)
{
    *ret_tap = (struct tap){ .given = false, .answer = TEXT("") };
    if (text_is_null(value) || text_is_empty(value))
        return true;
    size_t dot = text_find(value, TEXT("."));
    if (dot == SIZE_MAX)
        return false;
    struct text answer = text_slice(value, dot + 1, SIZE_MAX);
    for (enum tap_question question = 0; question < TAP_QUESTION__MAX; question++) {
        if (!text_equal(text_from(questions[question].name), text_slice(value, 0, dot)))
            continue;
        *ret_tap = (struct tap){ .given = true, .question = question, .answer = answer };
        return text_is_empty(answer) || is_offered(question, find_answer(answer));
    }
    return false;
}

struct text tap_value(struct arena *arena, const struct tap *tap)
{
    return tap->given ? arena_printf(arena, "%s.%.*s", questions[tap->question].name, TEXT_ARGS(tap->answer))
                      : TEXT("");
}

bool tap_is_tell(struct text answer)
{
    return find_answer(answer) == ANSWER_TELL;
}

bool tap_word(struct text answer, enum word *ret_word)
{
    enum answer found = find_answer(answer);
    if (found == ANSWER__MAX)
        return false;
    *ret_word = answers[found].word;
    return true;
}

static void add_button(struct arena *arena, struct tap_view *view, enum tap_question question, enum answer answer,
                       enum answer pressed)
{
    bool is_pressed = answer == pressed;
    struct tap tap = { .given = true,
                       .question = question,
                       .answer = is_pressed ? TEXT("") : text_from(answers[answer].name) };
    *vector_add(arena, &view->buttons) = (struct tap_button_view){ .value = tap_value(arena, &tap),
                                                                   .icon = answers[answer].icon,
                                                                   .word = answers[answer].word,
                                                                   .pressed = is_pressed };
}

struct html_part tap_part(struct arena *arena, enum tap_question question, struct text answer)
{
    struct tap_view *view = ARENA_NEW(arena, struct tap_view);
    enum answer pressed = find_answer(answer);
    for (size_t i = 0; i < questions[question].count; i++)
        add_button(arena, view, question, questions[question].own[i], pressed);
    add_button(arena, view, question, ANSWER_TELL, pressed);
    add_button(arena, view, question, ANSWER_UNSURE, pressed);
    return tap_view_part(view);
}
