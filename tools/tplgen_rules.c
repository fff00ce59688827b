/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the generator knows of HTML, as tables. Sources: HTML Living Standard (void elements, elements whose content is
 * text, attributes that take an address), htmx 2 reference (hx-* attributes), WAI-ARIA 1.2 (attributes that are read out).
 */
#include "base/utf8.h"
#include "tplgen.h"

#define HAS(list, name) list_has(list, sizeof list / sizeof list[0], name)

static const char *const void_elements[] = { "area", "base", "br",    "col",   "embed",  "hr",    "img",
                                             "link", "meta", "input", "param", "source", "track", "wbr" };

static const char *const plain_elements[] = { "title", "textarea", "option" };

static const char *const spaced_elements[] = { "pre", "textarea" };

/* Content of others in our page, a second base for addresses, or markup that HTML itself gave up. */
static const char *const forbidden_elements[] = { "iframe", "object",   "embed",   "applet",  "base",
                                                  "frame",  "frameset", "noembed", "marquee", "font" };

static const char *const address_attributes[] = {
    "href",           "src",         "action",     "formaction", "poster",   "data",       "cite",      "background",
    "srcset",         "ping",        "hx-get",     "hx-post",    "hx-put",   "hx-patch",   "hx-delete", "hx-push-url",
    "hx-replace-url", "sse-connect", "xlink:href", "manifest",   "longdesc", "imagesrcset"
};

static const char *const people_attributes[] = { "title",
                                                 "alt",
                                                 "placeholder",
                                                 "label",
                                                 "aria-label",
                                                 "aria-description",
                                                 "aria-roledescription",
                                                 "aria-valuetext",
                                                 "aria-placeholder",
                                                 "hx-confirm",
                                                 "hx-prompt",
                                                 "abbr",
                                                 "summary" };

static const char *const people_metas[] = { "description", "application-name", "apple-mobile-web-app-title" };

static const char *const references[] = { "amp",   "lt",    "gt",    "quot",   "nbsp", "shy", "middot", "bull",
                                          "times", "ndash", "mdash", "hellip", "zwnj", "lrm", "rlm" };

static bool list_has(const char *const *list, size_t count, struct text name)
{
    for (size_t i = 0; i < count; i++) {
        if (text_equal(name, text_from(list[i])))
            return true;
    }
    return false;
}

bool rule_is_void(struct text element)
{
    return HAS(void_elements, element);
}

bool rule_is_plain(struct text element)
{
    return HAS(plain_elements, element);
}

bool rule_keeps_space(struct text element)
{
    return HAS(spaced_elements, element);
}

bool rule_is_forbidden_element(struct text element)
{
    return HAS(forbidden_elements, element);
}

bool rule_is_address(struct text attribute)
{
    return HAS(address_attributes, attribute);
}

const char *rule_forbidden_attribute(struct text attribute)
{
    if (text_equal_ignore_case(attribute, TEXT("style")))
        return "inline-style";
    if (text_starts_with(attribute, TEXT("on")) || text_starts_with(attribute, TEXT("hx-on")) ||
        text_starts_with(attribute, TEXT("data-hx-on")))
        return "inline-script";
    if (text_equal(attribute, TEXT("srcdoc")) || text_equal(attribute, TEXT("hx-vars")) ||
        text_equal(attribute, TEXT("http-equiv")) || text_starts_with(attribute, TEXT("data-hx-")))
        return "forbidden-attribute";
    return NULL;
}

bool rule_is_for_people(struct text attribute)
{
    return HAS(people_attributes, attribute);
}

bool rule_is_meta_for_people(struct text name)
{
    return HAS(people_metas, name);
}

bool rule_is_reference(struct text name)
{
    return HAS(references, name);
}

/* Latin-1 signs, general punctuation up to the arrows and symbols, CJK punctuation, emoji with their selectors. */
static bool point_is_symbol(uint32_t point)
{
    if (point < 0x80)
        return !((point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z'));
    if (point <= 0xbf)
        return point != 0xaa && point != 0xb5 && point != 0xba;
    return point == 0xd7 || point == 0xf7 || (point >= 0x2000 && point <= 0x2bff) ||
           (point >= 0x3000 && point <= 0x3004) || (point >= 0xfe00 && point <= 0xfe0f) ||
           (point >= 0x1f000 && point <= 0x1faff);
}

bool rule_has_letters(struct text text)
{
    uint32_t point = 0;
    for (size_t offset = 0; offset < text.length;) {
        if (utf8_next(text, &offset, &point) != 0 || !point_is_symbol(point))
            return true;
    }
    return false;
}
