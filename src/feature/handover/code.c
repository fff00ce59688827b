/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/handover/code.h"

#include "access/people.h"
#include "base/error.h"
#include "i18n/word.h"

enum { TENTHS = 10 /* of a degree */ };

#define HOME   (1u << SIDE_HOME)
#define CENTRE (1u << SIDE_CENTRE)

#define KIND(KIND, name, pictogram, sides, with_words) \
    [KIND_##KIND] = { name, pictogram, WORD_HANDOVER_##KIND, sides, with_words }

const struct code_kind code_kinds[KIND__MAX] = {
    KIND(NIGHT, "night", "night-well", HOME, false),
    KIND(BREAKFAST, "breakfast", "breakfast-all", HOME, false),
    KIND(SLEEP, "sleep", "nap-asleep", CENTRE, false),
    KIND(FOOD, "food", "food-all", CENTRE, false),
    KIND(BOTTLE, "bottle", "bottle", HOME | CENTRE, false),
    KIND(DRINK, "drink", "drink-well", CENTRE, false),
    KIND(NAPPY, "nappy", "nappy", CENTRE, false),
    KIND(SCHOOL, "school", "school", CENTRE, true),
    KIND(MOOD, "mood", "mood-happy", HOME | CENTRE, false),
    KIND(BEHAVIOUR, "behaviour", "play-together", CENTRE, false),
    KIND(COMPANY, "company", "company", CENTRE, false),
    KIND(PLAY, "play", "play", CENTRE, false),
    KIND(OUTSIDE, "outside", "outside", CENTRE, false),
    KIND(HOMEWORK, "homework", "homework", CENTRE, false),
    KIND(HEALTH, "health", "health", CENTRE, true),
    KIND(HIGHLIGHT, "highlight", "highlight", CENTRE, true),
    KIND(OWN, "own", "own", CENTRE, true),
    KIND(COLLECT, "collect", "collect", HOME, true),
    KIND(WORDS, CODE_WORDS, "words", HOME | CENTRE, true),
    KIND(ANSWER, "answer", "words", HOME | CENTRE, true),
    KIND(QUESTION, "question", "question", CENTRE, true),
    [KIND_MEDICINE] = { "medicine", "medicine-given", WORD_MEDICINE_PAGE, 0, false },
    [KIND_PHOTO] = { "photo", "photo", WORD_PHOTO_ONE, 0, false },
    [KIND_ACCIDENT] = { "accident", "accident", WORD_ACCIDENT_PAGE, 0, false },
    [KIND_SELF] = { "self", "own", WORD_HANDOVER_OWN, 0, false },
};

/* A value with a word for the sentence and one for the button; with one word for both; and with a number. */
#define CODE(KIND, VALUE, value, pictogram, ages)                                                                    \
    {                                                                                                                \
        KIND_##KIND, value, pictogram, WORD_HANDOVER_##KIND##_##VALUE, WORD_HANDOVER_##KIND##_##VALUE##_LABEL, ages, \
            MEASURE_NONE                                                                                             \
    }
#define PLAIN(KIND, VALUE, value, pictogram, ages)                                                           \
    {                                                                                                        \
        KIND_##KIND, value, pictogram, WORD_HANDOVER_##KIND##_##VALUE, WORD_HANDOVER_##KIND##_##VALUE, ages, \
            MEASURE_NONE                                                                                     \
    }
#define MEASURED(KIND, VALUE, value, pictogram, ages, measure)                                                       \
    {                                                                                                                \
        KIND_##KIND, value, pictogram, WORD_HANDOVER_##KIND##_##VALUE, WORD_HANDOVER_##KIND##_##VALUE##_LABEL, ages, \
            measure                                                                                                  \
    }
/* Of another feature. */
#define BOUND(KIND, value, pictogram, word)                               \
    {                                                                     \
        KIND_##KIND, value, pictogram, word, word, AGES_ALL, MEASURE_NONE \
    }

const struct code codes[] = {
    CODE(NIGHT, WELL, "well", "night-well", AGES_ALL),
    CODE(NIGHT, RESTLESS, "restless", "night-restless", AGES_ALL),
    CODE(NIGHT, SHORT, "short", "night-short", AGES_ALL),
    CODE(BREAKFAST, ALL, "all", "breakfast-all", AGES_YOUNG),
    CODE(BREAKFAST, HALF, "half", "breakfast-half", AGES_YOUNG),
    CODE(BREAKFAST, LITTLE, "little", "breakfast-little", AGES_YOUNG),
    CODE(BREAKFAST, NONE, "none", "breakfast-none", AGES_YOUNG),
    CODE(MOOD, HAPPY, "happy", "mood-happy", AGES_ALL),
    CODE(MOOD, CALM, "calm", "mood-calm", AGES_ALL),
    CODE(MOOD, TIRED, "tired", "mood-tired", AGES_ALL),
    CODE(MOOD, SAD, "sad", "mood-sad", AGES_ALL),
    CODE(MOOD, ANGRY, "angry", "mood-angry", AGES_ALL),
    CODE(MOOD, UNWELL, CODE_UNWELL, "mood-unwell", AGES_ALL),
    CODE(SLEEP, ASLEEP, CODE_ASLEEP, "nap-asleep", AGES_YOUNG),
    CODE(SLEEP, AWAKE, CODE_AWAKE, "nap-awake", AGES_YOUNG),
    CODE(FOOD, ALL, "all", "food-all", AGES_ALL),
    CODE(FOOD, HALF, "half", "food-half", AGES_ALL),
    CODE(FOOD, LITTLE, "little", "food-little", AGES_ALL),
    CODE(FOOD, NONE, "none", "food-none", AGES_ALL),
    MEASURED(BOTTLE, DRUNK, "drunk", "bottle", AGES_BABY, MEASURE_ML),
    CODE(BOTTLE, REFUSED, "refused", "bottle-refused", AGES_BABY),
    CODE(DRINK, WELL, "well", "drink-well", AGES_TODDLER | AGES_SCHOOL),
    CODE(DRINK, LITTLE, "little", "drink-little", AGES_TODDLER | AGES_SCHOOL),
    CODE(DRINK, NONE, "none", "drink-none", AGES_TODDLER | AGES_SCHOOL),
    PLAIN(NAPPY, WET, "wet", "nappy-wet", AGES_YOUNG),
    PLAIN(NAPPY, DIRTY, "dirty", "nappy-dirty", AGES_YOUNG),
    PLAIN(NAPPY, BOTH, "both", "nappy-both", AGES_YOUNG),
    PLAIN(NAPPY, DRY, "dry", "nappy-dry", AGES_YOUNG),
    PLAIN(NAPPY, POTTY, "potty", "nappy-potty", AGES_TODDLER),
    CODE(SCHOOL, GOOD, "good", "school-good", AGES_SCHOOL),
    CODE(SCHOOL, ORDINARY, "ordinary", "school-ordinary", AGES_SCHOOL),
    CODE(SCHOOL, HARD, "hard", "school-hard", AGES_SCHOOL),
    CODE(SCHOOL, SPECIAL, "special", "school-special", AGES_SCHOOL),
    CODE(BEHAVIOUR, TOGETHER, "together", "play-together", AGES_YOUNG),
    CODE(BEHAVIOUR, ALONE, "alone", "play-alone", AGES_YOUNG),
    CODE(BEHAVIOUR, BUSY, "busy", "play-busy", AGES_YOUNG),
    CODE(BEHAVIOUR, QUIET, "quiet", "play-quiet", AGES_YOUNG),
    CODE(BEHAVIOUR, CLOSE, "close", "play-close", AGES_YOUNG),
    CODE(COMPANY, FRIEND, "friend", "company", AGES_SCHOOL),
    CODE(COMPANY, GROUP, "group", "company-group", AGES_SCHOOL),
    CODE(COMPANY, ALONE, "alone", "company-alone", AGES_SCHOOL),
    CODE(COMPANY, ADULT, "adult", "company-adult", AGES_SCHOOL),
    PLAIN(PLAY, BUILD, "build", "play", AGES_TODDLER | AGES_SCHOOL),
    PLAIN(PLAY, PRETEND, "pretend", "play-pretend", AGES_TODDLER | AGES_SCHOOL),
    PLAIN(PLAY, CRAFT, "craft", "play-craft", AGES_TODDLER | AGES_SCHOOL),
    PLAIN(PLAY, BOOK, "book", "play-book", AGES_ALL),
    PLAIN(PLAY, MUSIC, "music", "play-music", AGES_ALL),
    PLAIN(PLAY, DISCOVER, "discover", "play-discover", AGES_YOUNG),
    PLAIN(PLAY, GAME, "game", "play-game", AGES_SCHOOL),
    PLAIN(PLAY, SPORT, "sport", "play-sport", AGES_SCHOOL),
    PLAIN(PLAY, COOK, "cook", "play-cook", AGES_SCHOOL),
    CODE(OUTSIDE, PLAYED, "played", "outside-played", AGES_ALL),
    CODE(OUTSIDE, WALK, "walk", "outside-walk", AGES_ALL),
    CODE(OUTSIDE, SAND, "sand", "outside-sand", AGES_YOUNG),
    CODE(OUTSIDE, TRIP, "trip", "outside-trip", AGES_ALL),
    CODE(HOMEWORK, DONE, "done", "homework-done", AGES_SCHOOL),
    CODE(HOMEWORK, PARTLY, "partly", "homework-partly", AGES_SCHOOL),
    CODE(HOMEWORK, HOME, "home", "homework-home", AGES_SCHOOL),
    MEASURED(HEALTH, TEMPERATURE, "temperature", "health", AGES_ALL, MEASURE_DEGREES),
    PLAIN(HEALTH, COLD, "cold", "health-cold", AGES_ALL),
    PLAIN(HEALTH, COUGH, "cough", "health-cough", AGES_ALL),
    PLAIN(HEALTH, TUMMY, "tummy", "health-tummy", AGES_ALL),
    CODE(HEALTH, VOMIT, "vomit", "health-vomit", AGES_ALL),
    PLAIN(HEALTH, DIARRHOEA, "diarrhoea", "health-diarrhoea", AGES_YOUNG),
    PLAIN(HEALTH, RASH, "rash", "health-rash", AGES_ALL),
    PLAIN(HEALTH, TEETH, "teeth", "health-teeth", AGES_BABY),
    CODE(HIGHLIGHT, SKILL, "skill", "highlight-skill", AGES_ALL),
    CODE(HIGHLIGHT, SUCCESS, "success", "highlight-success", AGES_ALL),
    CODE(HIGHLIGHT, INTEREST, "interest", "highlight-interest", AGES_ALL),
    CODE(HIGHLIGHT, TOGETHER, "together", "highlight-together", AGES_ALL),
    CODE(OWN, WISH, "wish", "own-wish", AGES_ALL),
    CODE(OWN, LIKES, "likes", "own-likes", AGES_ALL),
    CODE(OWN, DISLIKES, "dislikes", "own-dislikes", AGES_ALL),
    CODE(OWN, PROUD, "proud", "own-proud", AGES_TODDLER | AGES_SCHOOL),
    PLAIN(COLLECT, KNOWN, CODE_COLLECT_KNOWN, "collect", AGES_NONE),
    PLAIN(COLLECT, ASKED, CODE_COLLECT_ASKED, "collect-asked", AGES_NONE),
    PLAIN(ANSWER, RATHER_NOT, CODE_RATHER_NOT, "rather-not", AGES_NONE),
    PLAIN(QUESTION, AGAIN, "again", "question-again", AGES_NONE),
    PLAIN(QUESTION, FUN, "fun", "question-fun", AGES_NONE),
    PLAIN(QUESTION, FOOD, "food", "question-food", AGES_NONE),
    PLAIN(QUESTION, SLEEP, "sleep", "question-sleep", AGES_NONE),
    BOUND(SELF, "happy", "mood-happy", WORD_HANDOVER_MOOD_HAPPY_LABEL),
    BOUND(SELF, "calm", "mood-calm", WORD_HANDOVER_MOOD_CALM_LABEL),
    BOUND(SELF, "tired", "mood-tired", WORD_HANDOVER_MOOD_TIRED_LABEL),
    BOUND(SELF, "sad", "mood-sad", WORD_HANDOVER_MOOD_SAD_LABEL),
    BOUND(SELF, "angry", "mood-angry", WORD_HANDOVER_MOOD_ANGRY_LABEL),
    BOUND(SELF, "unwell", "mood-unwell", WORD_HANDOVER_MOOD_UNWELL_LABEL),
    BOUND(MEDICINE, "given", "medicine-given", WORD_MEDICINE_GIVEN),
    BOUND(MEDICINE, "refused", "medicine-refused", WORD_MEDICINE_REFUSED),
    BOUND(MEDICINE, "spat", "medicine-spat", WORD_MEDICINE_SPAT),
    BOUND(MEDICINE, "other", "medicine-not", WORD_MEDICINE_NOT_GIVEN),
    BOUND(PHOTO, "sent", "photo", WORD_PHOTO_ONE),
    BOUND(ACCIDENT, "notice", "accident", WORD_ACCIDENT_NOTICE_WAITS),
};
const size_t code_count = sizeof codes / sizeof *codes;

unsigned code_ages_of(struct text ages, struct text care_form)
{
    static const struct {
        const char *name;
        unsigned ages;
    } settings[] = {
        { "baby", AGES_BABY }, { "toddler", AGES_TODDLER }, { "mixed", AGES_YOUNG }, { "school", AGES_SCHOOL }
    };
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        if (text_equal(text_from(settings[i].name), ages))
            return settings[i].ages;
    return text_equal(care_form, TEXT(CARE_FORM_OUT_OF_SCHOOL)) ? AGES_SCHOOL : AGES_YOUNG;
}

bool code_kind_is_of(enum entry_kind kind, enum entry_side side)
{
    return (code_kinds[kind].sides & (1u << side)) != 0;
}

/* Told apart at the first byte that differs, most often the first: this runs for each line of a page. */
static bool is_word(const char *word, struct text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (word[i] == '\0' || word[i] != text.data[i])
            return false;
    return word[text.length] == '\0';
}

bool code_is_bound(struct text kind)
{
    for (size_t i = 0; i < KIND__MAX; i++)
        if (is_word(code_kinds[i].name, kind))
            return code_kinds[i].sides == 0;
    return false;
}

const struct code *code_find(struct text kind, struct text value)
{
    for (size_t i = 0; i < code_count; i++)
        if (is_word(codes[i].value, value) && is_word(code_kinds[codes[i].kind].name, kind))
            return &codes[i];
    return NULL;
}

/* Tenths, of "38,2", "38.2" or "38". */
static int tenths_parse(struct text typed, int64_t *ret_tenths)
{
    struct text rest;
    struct text whole = text_cut(typed, ',', &rest);
    if (text_is_null(rest))
        whole = text_cut(typed, '.', &rest);
    int64_t degrees, tenths = 0;
    int status = text_to_integer(whole, 0, CODE_TENTHS_MAXIMUM / TENTHS, &degrees);
    if (status == STATUS_OK && !text_is_null(rest))
        status = text_to_integer(rest, 0, TENTHS - 1, &tenths);
    if (status == STATUS_OK)
        *ret_tenths = degrees * TENTHS + tenths;
    return status;
}

bool code_measure_parse(enum code_measure measure, struct text typed, int64_t *ret_measure)
{
    typed = text_trim(typed);
    if (measure == MEASURE_ML)
        return text_to_integer(typed, CODE_ML_MINIMUM, CODE_ML_MAXIMUM, ret_measure) == STATUS_OK;
    return measure == MEASURE_DEGREES && tenths_parse(typed, ret_measure) == STATUS_OK &&
           *ret_measure >= CODE_TENTHS_MINIMUM && *ret_measure <= CODE_TENTHS_MAXIMUM;
}

/* As it stands in the database and between the mark and the end of a form value: tenths are not typed. */
static bool measure_given(enum code_measure measure, struct text number, int64_t *ret_measure)
{
    static const struct {
        int64_t minimum, maximum;
    } bounds[MEASURE__MAX] = { [MEASURE_NONE] = { 1, 0 },
                               [MEASURE_ML] = { CODE_ML_MINIMUM, CODE_ML_MAXIMUM },
                               [MEASURE_DEGREES] = { CODE_TENTHS_MINIMUM, CODE_TENTHS_MAXIMUM } };
    return text_to_integer(number, bounds[measure].minimum, bounds[measure].maximum, ret_measure) == STATUS_OK;
}

const struct code *code_of_kind(struct text kind, struct text value, int64_t *ret_measure)
{
    struct text number;
    const struct code *code = code_find(kind, text_cut(value, CODE_MEASURE_MARK, &number));
    *ret_measure = 0;
    if (code && !text_is_null(number) && !measure_given(code->measure, number, ret_measure))
        return NULL;
    return code;
}

const struct code *code_parse(struct text form_value, int64_t *ret_measure)
{
    struct text value;
    struct text kind = text_cut(form_value, '.', &value);
    *ret_measure = 0;
    return text_is_null(value) ? NULL : code_of_kind(kind, value, ret_measure);
}

struct text code_text(struct arena *arena, const struct words *words, const struct code *code, int64_t measure)
{
    static const enum word measured[MEASURE__MAX] = { [MEASURE_ML] = WORD_HANDOVER_BOTTLE_DRUNK_MEASURED,
                                                      [MEASURE_DEGREES] = WORD_HANDOVER_HEALTH_TEMPERATURE_MEASURED };
    if (code->measure == MEASURE_NONE || measure == 0)
        return word(words, code->word);
    int64_t unit = code->measure == MEASURE_DEGREES ? TENTHS : 1;
    struct word_value values[] = { word_value("whole", measure / unit), word_value("tenths", measure % unit) };
    return word_format(arena, words, measured[code->measure], values, 2);
}
