/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The style of the pages inside a zip: readable without the program, on paper too. They stand alone, so nothing of assets/ is
 * used.
 */
#include "feature/archive/content.h"

const char archive_style[] =
    "body { font-family: system-ui, sans-serif; line-height: 1.5; color: #1f1a17; background: #fffdf8; margin: 0; }\n"
    "main { max-width: 44rem; margin-inline: auto; padding: 1rem; }\n"
    "h1 { font-size: 1.6rem; }\n"
    "h2 { font-size: 1.15rem; margin-block-start: 2rem; }\n"
    "a { color: #0f5c66; }\n"
    "dt { font-weight: 700; }\n"
    "dd { margin-inline-start: 0; margin-block-end: 0.5rem; }\n"
    "article { border-inline-start: 4px solid #0f5c66; padding-inline-start: 0.8rem; margin-block: 0.8rem; }\n"
    "article.home { border-color: #a6401c; }\n"
    "article p { margin-block: 0.2rem; }\n"
    "figure { margin-inline: 0; margin-block: 1.5rem; }\n"
    "img { max-width: 100%; height: auto; border-radius: 0.5rem; }\n"
    "figcaption { overflow-wrap: anywhere; }\n"
    ".chip { font-weight: 700; }\n"
    ".note { white-space: pre-line; overflow-wrap: anywhere; }\n"
    "@media print { body { background: none; } section, figure { break-inside: avoid; } a { color: inherit; } }\n";
