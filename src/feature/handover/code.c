/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/handover/code.h"

#include "base/error.h"

#define HOME   (1u << SIDE_HOME)
#define CENTRE (1u << SIDE_CENTRE)

const struct code_kind code_kinds[KIND__MAX] = {
    [KIND_NIGHT] = { "night", "night-well", WORD_HANDOVER_NIGHT, HOME },
    [KIND_BREAKFAST] = { "breakfast", "breakfast-all", WORD_HANDOVER_BREAKFAST, HOME },
    [KIND_MOOD] = { "mood", "mood-happy", WORD_HANDOVER_MOOD, HOME | CENTRE },
    [KIND_SLEEP] = { "sleep", "nap-asleep", WORD_HANDOVER_SLEEP, CENTRE },
    [KIND_FOOD] = { "food", "food-all", WORD_HANDOVER_FOOD, CENTRE },
    [KIND_BEHAVIOUR] = { "behaviour", "play-together", WORD_HANDOVER_BEHAVIOUR, CENTRE },
    [KIND_WORDS] = { CODE_WORDS, "words", WORD_HANDOVER_WORDS, HOME | CENTRE },
    [KIND_ANSWER] = { "answer", "words", WORD_HANDOVER_ANSWER, HOME | CENTRE },
    [KIND_MEDICINE] = { "medicine", "medicine-given", WORD_MEDICINE_PAGE, 0 },
    [KIND_PHOTO] = { "photo", "photo", WORD_PHOTO_ONE, 0 },
    [KIND_ACCIDENT] = { "accident", "accident", WORD_ACCIDENT_PAGE, 0 },
};

#define CODE(KIND, VALUE, value, pictogram)                                                                   \
    {                                                                                                         \
        KIND_##KIND, value, pictogram, WORD_HANDOVER_##KIND##_##VALUE, WORD_HANDOVER_##KIND##_##VALUE##_LABEL \
    }

const struct code codes[] = {
    CODE(NIGHT, WELL, "well", "night-well"),
    CODE(NIGHT, RESTLESS, "restless", "night-restless"),
    CODE(NIGHT, SHORT, "short", "night-short"),
    CODE(BREAKFAST, ALL, "all", "breakfast-all"),
    CODE(BREAKFAST, HALF, "half", "breakfast-half"),
    CODE(BREAKFAST, LITTLE, "little", "breakfast-little"),
    CODE(BREAKFAST, NONE, "none", "breakfast-none"),
    CODE(MOOD, HAPPY, "happy", "mood-happy"),
    CODE(MOOD, CALM, "calm", "mood-calm"),
    CODE(MOOD, TIRED, "tired", "mood-tired"),
    CODE(MOOD, SAD, "sad", "mood-sad"),
    CODE(MOOD, ANGRY, "angry", "mood-angry"),
    CODE(MOOD, UNWELL, "unwell", "mood-unwell"),
    CODE(SLEEP, ASLEEP, CODE_ASLEEP, "nap-asleep"),
    CODE(SLEEP, AWAKE, CODE_AWAKE, "nap-awake"),
    CODE(FOOD, ALL, "all", "food-all"),
    CODE(FOOD, HALF, "half", "food-half"),
    CODE(FOOD, LITTLE, "little", "food-little"),
    CODE(FOOD, NONE, "none", "food-none"),
    CODE(BEHAVIOUR, TOGETHER, "together", "play-together"),
    CODE(BEHAVIOUR, ALONE, "alone", "play-alone"),
    CODE(BEHAVIOUR, BUSY, "busy", "play-busy"),
    CODE(BEHAVIOUR, QUIET, "quiet", "play-quiet"),
    CODE(BEHAVIOUR, CLOSE, "close", "play-close"),
    { KIND_MEDICINE, "given", "medicine-given", WORD_MEDICINE_GIVEN, WORD_MEDICINE_GIVEN },
    { KIND_MEDICINE, "refused", "medicine-refused", WORD_MEDICINE_REFUSED, WORD_MEDICINE_REFUSED },
    { KIND_MEDICINE, "spat", "medicine-spat", WORD_MEDICINE_SPAT, WORD_MEDICINE_SPAT },
    { KIND_MEDICINE, "other", "medicine-not", WORD_MEDICINE_NOT_GIVEN, WORD_MEDICINE_NOT_GIVEN },
    { KIND_PHOTO, "sent", "photo", WORD_PHOTO_ONE, WORD_PHOTO_ONE },
    { KIND_ACCIDENT, "notice", "accident", WORD_ACCIDENT_NOTICE_WAITS, WORD_ACCIDENT_NOTICE_WAITS },
};
const size_t code_count = sizeof codes / sizeof *codes;

bool code_kind_is_of(enum entry_kind kind, enum entry_side side)
{
    return (code_kinds[kind].sides & (1u << side)) != 0;
}

bool code_is_bound(struct text kind)
{
    for (size_t i = 0; i < KIND__MAX; i++)
        if (text_equal(text_from(code_kinds[i].name), kind))
            return code_kinds[i].sides == 0;
    return false;
}

const struct code *code_find(struct text kind, struct text value)
{
    for (size_t i = 0; i < code_count; i++)
        if (text_equal(text_from(codes[i].value), value) && text_equal(text_from(code_kinds[codes[i].kind].name), kind))
            return &codes[i];
    return NULL;
}

const struct code *code_parse(struct text form_value)
{
    struct text value;
    struct text kind = text_cut(form_value, '.', &value);
    return text_is_null(value) ? NULL : code_find(kind, value);
}
