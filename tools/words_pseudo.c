/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The pseudo-language: every text bracketed and accented, placeholders as they are. On a page in it, letters without
 * accents outside brackets did not come from a catalogue, and a missing bracket shows text that was cut off.
 */
#include "words_tool.h"

static const char *const accented[] = {
    ['a'] = "á", ['b'] = "ƀ", ['c'] = "ć", ['d'] = "đ", ['e'] = "é", ['f'] = "ƒ", ['g'] = "ĝ", ['h'] = "ĥ", ['i'] = "í",
    ['j'] = "ĵ", ['k'] = "ķ", ['l'] = "ľ", ['m'] = "ḿ", ['n'] = "ñ", ['o'] = "ó", ['p'] = "ṕ", ['q'] = "ʠ", ['r'] = "ŕ",
    ['s'] = "ś", ['t'] = "ţ", ['u'] = "ú", ['v'] = "ṽ", ['w'] = "ŵ", ['x'] = "ẋ", ['y'] = "ý", ['z'] = "ž", ['A'] = "Á",
    ['B'] = "Ɓ", ['C'] = "Ć", ['D'] = "Đ", ['E'] = "É", ['F'] = "Ƒ", ['G'] = "Ĝ", ['H'] = "Ĥ", ['I'] = "Í", ['J'] = "Ĵ",
    ['K'] = "Ķ", ['L'] = "Ľ", ['M'] = "Ḿ", ['N'] = "Ñ", ['O'] = "Ó", ['P'] = "Ṕ", ['Q'] = "Ǫ", ['R'] = "Ŕ", ['S'] = "Ś",
    ['T'] = "Ţ", ['U'] = "Ú", ['V'] = "Ṽ", ['W'] = "Ŵ", ['X'] = "Ẋ", ['Y'] = "Ý", ['Z'] = "Ž"
};

struct text pseudo_text(struct arena *arena, struct text form)
{
    struct buffer buffer;
    bool inside = false; /* of a placeholder */
    buffer_init(&buffer, 4 * form.length + 16);
    buffer_put(&buffer, TEXT("⟦"));
    for (size_t i = 0; i < form.length; i++) {
        unsigned char next = (unsigned char)form.data[i];
        inside = next == '{' || (inside && next != '}');
        const char *accent = next < sizeof accented / sizeof accented[0] ? accented[next] : NULL;
        if (inside || accent == NULL)
            buffer_put_char(&buffer, (char)next);
        else
            buffer_put(&buffer, text_from(accent));
    }
    buffer_put(&buffer, TEXT("⟧"));
    struct text pseudo = text_copy(arena, buffer_text(&buffer));
    buffer_release(&buffer);
    return pseudo;
}
