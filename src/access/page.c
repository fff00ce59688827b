/* SPDX-License-Identifier: EUPL-1.2 */
#include "access/page.h"

#include "access/access.h"
#include "access/account.html.h"
#include "access/scope.h"
#include "access/tablet_account.html.h"
#include "access/tablet_guard.html.h"
#include "access/viewer.h"
#include "base/log.h"
#include "base/zone.h"
#include "html/shell.h"
#include "html/shell.html.h"
#include "http/request.h"

enum { CALL_MAXIMUM = 20, WAYS_MAXIMUM = 4 };

static struct account_languages languages_of(struct request *request)
{
    struct account_language *items = ARENA_MANY(request->arena, struct account_language, LANGUAGE__MAX);
    size_t count = 0;
    for (enum language language = 0; language < LANGUAGE__MAX; language++) {
        const struct language_about *about = language_about(language);
        bool current = language == request->viewer->choice.language;
        if (about->offered || current)
            items[count++] = (struct account_language){ about->code, about->own_name, current };
    }
    return (struct account_languages){ items, count };
}

struct html_part page_account(struct request *request)
{
    struct account_view *view = ARENA_NEW(request->arena, struct account_view);
    *view = (struct account_view){ .languages = languages_of(request),
                                   .language = ADDRESS(request->arena, "/language"),
                                   .sign_out = ADDRESS(request->arena, "/sign-out") };
    return account_view_part(view);
}

/* Who writes is always there to see, and one tap hands the tablet to somebody else (T21). */
static struct html_part tablet_account_of(struct request *request)
{
    struct tablet_account_view *view = ARENA_NEW(request->arena, struct tablet_account_view);
    *view = (struct tablet_account_view){
        .name = request->viewer->given_name,
        .person = identity_text(request->arena, request->person.value),
        .lock_seconds = request->viewer->lock_ms / SECOND_MS,
        .languages = languages_of(request),
        .language = ADDRESS(request->arena, "/language"),
        .lock = ADDRESS(request->arena, "/tablet/lock"),
        .touch = ADDRESS(request->arena, "/tablet/touch"),
    };
    return tablet_account_view_part(view);
}

struct html_part page_tablet_guard(struct request *request, struct person_id person, int64_t lock_ms)
{
    struct tablet_guard_view *view = ARENA_NEW(request->arena, struct tablet_guard_view);
    *view = (struct tablet_guard_view){ .person = identity_text(request->arena, person.value),
                                        .lock_seconds = lock_ms / SECOND_MS,
                                        .lock = ADDRESS(request->arena, "/tablet/lock"),
                                        .touch = ADDRESS(request->arena, "/tablet/touch") };
    return tablet_guard_view_part(view);
}

static struct shell_link way(struct request *request, struct address address, enum word text, const char *icon)
{
    return (struct shell_link){ .address = address, .text = word(request->words, text), .icon = icon };
}

/* Four at most: where one begins, the group or the child of this page, what there is to do, oneself. Nothing is asked of the database. */
static struct shell_links ways_of(struct request *request, const struct page *page)
{
    struct arena *arena = request->arena;
    const struct viewer *viewer = request->viewer;
    struct shell_link *items = ARENA_MANY(arena, struct shell_link, WAYS_MAXIMUM);
    size_t count = 0;
    bool at_home = page->side == PAGE_HOME || !viewer->staff;
    items[count] = way(request, ADDRESS(arena, "/"), at_home ? WORD_START_MY_CHILDREN : WORD_START_TITLE,
                       at_home ? "child" : "home");
    items[count++].current = page->here == PAGE_HERE_START;
    if (page->way.text.length > 0) {
        items[count] = (struct shell_link){ .address = page->way, .text = page->way_name, .icon = page->way_icon };
        items[count++].current = page->here == PAGE_HERE_WAY;
    } else if (viewer->child.value != 0 && (viewer->scope & (SCOPE_READ | SCOPE_READ_SHIFT)) != 0) {
        items[count] =
            way(request, ADDRESS(arena, "/child/{child}", address_value(viewer->child)), WORD_SHELL_TODAY, "notebook");
        items[count++].current = page->here == PAGE_HERE_TODAY;
    }
    if (viewer->staff) {
        items[count] = way(request, ADDRESS(arena, "/tasks"), WORD_TASK_TITLE, "check");
        items[count].waits = page->tasks_wait;
        items[count++].current = page->here == PAGE_HERE_TASKS;
    }
    items[count] = way(request, ADDRESS(arena, "/me"), WORD_ME_TITLE, "account");
    items[count++].current = page->here == PAGE_HERE_ME;
    return (struct shell_links){ items, count };
}

/* The tablet of a group goes to its board and no further. */
static struct shell_links tablet_ways(struct request *request, const struct page *page)
{
    struct shell_link *board = ARENA_NEW(request->arena, struct shell_link);
    if (page->way.text.length > 0)
        *board = (struct shell_link){
            .address = page->way, .text = page->way_name, .icon = page->way_icon, .current = page->here == PAGE_HERE_WAY
        };
    else
        *board = way(request, ADDRESS(request->arena, "/"), WORD_START_TITLE, "home");
    return (struct shell_links){ board, 1 };
}

/*
 * Tells the worker of the pages (assets/script/offline.js) whose page this is and until when it may be kept on the device: the session and
 * the language, after how many seconds without a touch it locks (0: never), and the instant, 0 for a page that is not kept.
 */
static void tell_keeper(struct request *request, bool of_today)
{
    const struct viewer *viewer = request->viewer;
    int64_t until_at = 0;
    if (of_today) {
        struct zone_day day;
        zone_day(viewer->zone, viewer->today, &day);
        until_at = day.ends_at < viewer->session_until_at ? day.ends_at : viewer->session_until_at;
    }
    struct text session = identity_text(request->arena, viewer->session.value);
    request_set_header(request, "Samenspel-Keep",
                       arena_printf(request->arena, "%.*s-%s %lld %lld", TEXT_ARGS(session),
                                    language_about(words_language(request->words))->code,
                                    (long long)(viewer->lock_ms / SECOND_MS), (long long)until_at));
}

struct outcome page_show(struct request *request, const struct page *page)
{
    static const enum shell_viewer viewers[PAGE_SIDE__MAX] = {
        [PAGE_NEUTRAL] = SHELL_VIEWER_NEUTRAL, [PAGE_HOME] = SHELL_VIEWER_HOME, [PAGE_CENTRE] = SHELL_VIEWER_CENTRE
    };
    struct shell_view shell = shell_view_make(request->words, page->title, page->content);
    shell.kind = page->kind ? page->kind : "";
    shell.viewer = viewers[page->side];
    if (request->viewer) {
        if (page->side == PAGE_NEUTRAL) /* one's own pages: in one's own ink */
            shell.viewer = request->viewer->staff ? SHELL_VIEWER_CENTRE : SHELL_VIEWER_HOME;
        shell.live = !request->viewer->factor_due;
        shell.person = identity_text(request->arena, request->person.value);
        shell.give_back = ADDRESS(request->arena, "/sign-in/kept");
        tell_keeper(request, page->of_today && (page->status == 0 || page->status == 200));
        if (request->viewer->tablet.value) {
            shell.links = tablet_ways(request, page);
            shell.tablet = tablet_account_of(request);
            shell.sign_in = ADDRESS(request->arena, "/tablet");
        } else if (request->viewer->factor_due) {
            shell.account = page_account(request); /* who still has to show a second factor goes nowhere else yet */
        } else {
            shell.links = ways_of(request, page);
        }
        if (request->viewer->tablet.value == 0 && request->viewer->lock_ms != 0)
            shell.tablet = page_tablet_guard(request, request->person, request->viewer->lock_ms);
    }
    struct html html = html_make(&request->output, request->arena, request->words);
    shell_view_html(&html, &shell);
    if (request->output.overflowed) {
        log_error("page.too_large", LOG_TEXT("route", text_from(request->route ? request->route->path : "")));
        return respond_status(request, 500);
    }
    return respond_page(request, page->status ? page->status : 200, buffer_text(&request->output));
}

struct text page_day_text(struct request *request, struct date date, enum day_style style)
{
    return day_text(access_day_texts(request_access(request)), request->arena, words_language(request->words), date,
                    style);
}

struct text page_topics(struct request *request, struct child_id child, struct group_id group)
{
    char person[IDENTITY_SIZE];
    char other[IDENTITY_SIZE];
    identity_format(person, request->person.value);
    if (child.value == 0 && group.value == 0)
        return arena_printf(request->arena, "person-%s", person);
    identity_format(other, child.value ? child.value : group.value);
    return arena_printf(request->arena, "%s-%s person-%s", child.value ? "child" : "group", other, person);
}

struct address page_call(struct request *request, struct text phone)
{
    char digits[CALL_MAXIMUM + 1];
    size_t length = 0;
    for (size_t i = 0; i < phone.length && length < CALL_MAXIMUM; i++)
        if ((phone.data[i] >= '0' && phone.data[i] <= '9') || (phone.data[i] == '+' && length == 0))
            digits[length++] = phone.data[i];
    return (struct address){ arena_printf(request->arena, "tel:%.*s", (int)length, digits) };
}
