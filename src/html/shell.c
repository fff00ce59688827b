/* SPDX-License-Identifier: EUPL-1.2 */
#include "html/shell.h"

struct shell_view shell_view_make(const struct words *words, struct text title, struct html_part content)
{
    enum language language = words_language(words);
    return (struct shell_view){
        .title = title,
        .lang = language_about(language)->code,
        .dir = language_direction(language),
        .reviewed = language_about(language)->reviewed,
        .home = { TEXT("/") },
        .sign_in = { TEXT("/sign-in") },
        .privacy = { TEXT("/privacy") },
        .kind = "",
        .earlier = word(words, WORD_SHELL_OFFLINE_EARLIER),
        .content = content,
    };
}
