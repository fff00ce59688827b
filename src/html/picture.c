/* SPDX-License-Identifier: EUPL-1.2 */
/* What templates take from the files that we ship: their hashed addresses, and drawings of the two sprites. */
#include "html/html.h"

#include "assets.h"

#include <assert.h>

void html_asset(struct html *html, int asset)
{
    assert(asset >= 0 && asset < ASSET__MAX);
    html_attribute_text(html, text_from(asset_files[asset].address));
}

static void put_picture(struct html *html, int sprite, struct text start, struct text name)
{
    if (text_is_empty(name))
        return;
    html_markup(html, start);
    html_asset(html, sprite);
    html_markup(html, TEXT("#"));
    html_attribute_text(html, name);
    html_markup(html, TEXT("\"/></svg>"));
}

void html_pictogram_text(struct html *html, struct text name)
{
    put_picture(html, ASSET_PICTOGRAMS_SVG, TEXT("<svg class=\"pictogram\" aria-hidden=\"true\"><use href=\""), name);
}

void html_pictogram_string(struct html *html, const char *name)
{
    html_pictogram_text(html, text_from(name));
}

void html_icon_text(struct html *html, struct text name)
{
    put_picture(html, ASSET_ICONS_SVG, TEXT("<svg class=\"icon\" aria-hidden=\"true\"><use href=\""), name);
}

void html_icon_string(struct html *html, const char *name)
{
    html_icon_text(html, text_from(name));
}
