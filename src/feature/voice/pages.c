/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Pages for a child: the names of who is there; faces and a word; how it will stand there; and that it stands there.
 */
#include "access/client_write.h"
#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/handover/handover.h"
#include "feature/voice/own.h"
#include "feature/voice/views.h"
#include "feature/voice/voice_names.html.h"
#include "feature/voice/voice_page.html.h"
#include "http/request.h"
#include "i18n/language.h"

struct address url_voices(struct arena *arena, struct group_id group)
{
    return ADDRESS(arena, "/group/{group}/own", address_value(group));
}

struct address url_voice(struct arena *arena, struct group_id group, struct child_id child)
{
    return ADDRESS(arena, "/group/{group}/own/{child}", address_value(group), address_value(child));
}

enum names_field { NAMES_GROUP };
enum page_field { PAGE_GROUP, PAGE_CHILD, PAGE_DONE };
enum tell_field { TELL_GROUP, TELL_CHILD, TELL_ACT, TELL_MOOD, TELL_WORDS, TELL_MOMENT, TELL_CLIENT };

/* What a button does; choices of the field `telling`. */
enum act { ACT_LOOK, ACT_CHANGE, ACT_KEEP, ACT_BACK };
static const char *const act_names[] = { "look", "change", "keep", "back", NULL };

/* --- reading --- */

/* The group, when its children are old enough. */
static int read_group(struct request *request, struct voice_group_row *ret_group)
{
    int status = voice_group(request->db, request->arena,
                             (struct voice_group_in){ .organisation = request->organisation,
                                                      .care_group = request->viewer->group,
                                                      .person = request->person,
                                                      .today = request->viewer->today,
                                                      .need = VOICE_NEED },
                             ret_group);
    return status == STATUS_OK && !voice_is_school(ret_group) ? STATUS_NOT_FOUND : status;
}

static int read_children(struct request *request, struct voice_children_rows *ret_rows)
{
    return voice_children(request->db, request->arena,
                          (struct voice_children_in){ .organisation = request->organisation,
                                                      .care_group = request->viewer->group,
                                                      .person = request->person,
                                                      .today = request->viewer->today,
                                                      .need = VOICE_NEED },
                          ret_rows);
}

static struct outcome answer(struct request *request, int http_status, struct html_part content)
{
    return page_show(request, &(struct page){ .status = http_status,
                                              .title = word(request->words, WORD_VOICE_TITLE),
                                              .kind = "family",
                                              .side = PAGE_CENTRE,
                                              .content = content });
}

static struct outcome names_get(struct request *request)
{
    struct voice_names_view *view = ARENA_NEW(request->arena, struct voice_names_view);
    struct voice_group_row group;
    struct voice_children_rows rows;
    int status = read_group(request, &group);
    if (status == STATUS_OK)
        status = read_children(request, &rows);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->group = group.name;
    view->board = url_handover_board(request->arena, request->viewer->group);
    view->topics = page_topics(request, (struct child_id){ 0 }, request->viewer->group);
    for (size_t i = 0; i < rows.count; i++)
        *vector_add(request->arena, &view->children) =
            (struct voice_name_view){ .page = url_voice(request->arena, request->viewer->group, rows.items[i].child),
                                      .name = rows.items[i].given_name,
                                      .initial = handover_initial(rows.items[i].given_name),
                                      .tint = handover_tint(rows.items[i].child) };
    return answer(request, 200, voice_names_view_part(view));
}

/* What a page shows beside the lines of today. */
struct showing {
    struct child_id child;
    const struct code *mood;
    struct text words;
    enum word problem;
    bool preview, done;
};

static struct voice_line_view line_of(struct request *request, const struct voice_page_view *view,
                                      const struct code *mood, struct text words, struct text language)
{
    struct word_value values[] = { word_value("name", view->name) };
    return (struct voice_line_view){ .key = TEXT("told-new"),
                                     .who = word_format(request->arena, request->words, WORD_VOICE_AUTHOR, values, 1),
                                     .pictogram = mood ? mood->pictogram : "",
                                     .mood = mood ? word(request->words, mood->label) : TEXT(""),
                                     .words = words,
                                     .language = language,
                                     .action = view->action };
}

/* What the child told today, and how often, also what was taken back: another form after each. */
static int read_lines(struct request *request, const struct showing *showing, struct voice_page_view *view)
{
    struct voice_lines_rows rows;
    struct zone_day zone;
    int status = voice_lines(request->db, request->arena,
                             (struct voice_lines_in){ .organisation = request->organisation,
                                                      .care_group = request->viewer->group,
                                                      .child = showing->child,
                                                      .person = request->person,
                                                      .today = request->viewer->today,
                                                      .need = VOICE_NEED },
                             &rows);
    int64_t acts = 0;
    zone_day(request->viewer->zone, request->viewer->today, &zone);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct voice_lines_row *row = &rows.items[i];
        acts += row->withdrawn ? 2 : 1;
        if (row->withdrawn)
            continue;
        struct voice_line_view line =
            line_of(request, view, code_find(TEXT("self"), row->value), row->note, row->language);
        line.key =
            arena_printf(request->arena, "told-%.*s", TEXT_ARGS(identity_text(request->arena, row->moment.value)));
        line.time = handover_time(request, &zone, row->at);
        line.can_undo = true;
        line.moment = row->moment;
        *vector_add(request->arena, &view->lines) = line;
    }
    view->client_id = handover_form_id(request, "voice", acts);
    return status;
}

static void show_faces(struct request *request, const struct code *chosen, struct voice_page_view *view)
{
    for (size_t i = 0; i < code_count; i++)
        if (codes[i].kind == KIND_SELF)
            *vector_add(request->arena, &view->faces) = (struct voice_face_view){ .value = codes[i].value,
                                                                                  .pictogram = codes[i].pictogram,
                                                                                  .word = codes[i].label,
                                                                                  .chosen = &codes[i] == chosen };
}

static int read_page(struct request *request, const struct showing *showing, struct voice_page_view *view)
{
    struct voice_group_row group;
    struct voice_children_rows rows;
    int status = read_group(request, &group);
    if (status == STATUS_OK)
        status = read_children(request, &rows);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].child.value == showing->child.value)
            view->name = rows.items[i].given_name;
    if (text_is_empty(view->name))
        return STATUS_NOT_FOUND; /* not there (any more), or of another group */
    view->initial = handover_initial(view->name);
    view->tint = handover_tint(showing->child);
    view->names = url_voices(request->arena, request->viewer->group);
    view->action = url_voice(request->arena, request->viewer->group, showing->child);
    view->problem = showing->problem == WORD_NONE ? TEXT("") : word(request->words, showing->problem);
    view->preview = showing->preview;
    view->mood = showing->mood ? showing->mood->value : "";
    view->words = showing->words;
    view->line = line_of(request, view, showing->mood, showing->words,
                         text_from(language_about(request->viewer->choice.language)->code));
    show_faces(request, showing->mood, view);
    status = read_lines(request, showing, view);
    view->done = showing->done && view->lines.count > 0;
    return status;
}

static struct outcome show(struct request *request, int http_status, const struct showing *showing)
{
    struct voice_page_view *view = ARENA_NEW(request->arena, struct voice_page_view);
    int status = read_page(request, showing, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return answer(request, http_status, voice_page_view_part(view));
}

static struct outcome page_get(struct request *request)
{
    return show(request, 200,
                &(struct showing){ .child = { request_id(request, PAGE_CHILD) },
                                   .words = TEXT(""),
                                   .done = request_boolean(request, PAGE_DONE) });
}

/* --- telling --- */

static struct outcome told(struct request *request, void *argument, int status, const struct error *error)
{
    const struct voice_told *told = argument;
    if (status == STATUS_INVALID && error && error->word != 0)
        return show(request, 422,
                    &(struct showing){ .child = told->child, .words = told->words, .problem = (enum word)error->word });
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct text page = url_voice(request->arena, told->group, told->child).text;
    return respond_redirect(request, arena_printf(request->arena, "%.*s?done=1", TEXT_ARGS(page)));
}

static struct outcome taken_back(struct request *request, void *argument, int status, const struct error *error)
{
    const struct voice_back *back = argument;
    return status == STATUS_OK ? respond_redirect(request, url_voice(request->arena, back->group, back->child).text)
                               : respond_failure(request, status, error);
}

static struct outcome take_back(struct request *request)
{
    struct voice_back *back = ARENA_NEW(request->arena, struct voice_back);
    *back = (struct voice_back){ .group = request->viewer->group,
                                 .child = { request_id(request, TELL_CHILD) },
                                 .moment = { request_id(request, TELL_MOMENT) },
                                 .today = request->viewer->today };
    return respond_change(request, voice_take_back, back, taken_back);
}

static struct outcome refuse(struct request *request, size_t field)
{
    request_fault_set(request, field, FIELD_NOT_OFFERED);
    return respond_invalid(request);
}

static struct outcome tell_post(struct request *request)
{
    struct voice_told *new = ARENA_NEW(request->arena, struct voice_told);
    struct text mood = request_text(request, TELL_MOOD);
    struct text words = request_text(request, TELL_WORDS);
    enum act act = (enum act)request_integer(request, TELL_ACT);
    struct voice_group_row group;
    int status = read_group(request, &group);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    if (act == ACT_BACK)
        return take_back(request);
    *new = (struct voice_told){ .group = request->viewer->group,
                                .child = { request_id(request, TELL_CHILD) },
                                .mood = code_find(TEXT("self"), mood),
                                .words = text_is_null(words) ? TEXT("") : words,
                                .language = text_from(language_about(request->viewer->choice.language)->code),
                                .today = request->viewer->today,
                                .at = request->now_at };
    if (!text_is_empty(mood) && !new->mood)
        return refuse(request, TELL_MOOD);
    struct showing showing = { .child = new->child, .mood = new->mood, .words = new->words };
    bool nothing = !new->mood &&text_is_empty(new->words);
    if (act != ACT_KEEP) {
        showing.preview = act == ACT_LOOK && !nothing;
        showing.problem = act == ACT_LOOK && nothing ? WORD_VOICE_EMPTY : WORD_NONE;
        return show(request, showing.problem == WORD_NONE ? 200 : 422, &showing);
    }
    if (client_write_parse(request->arena, request_text(request, TELL_CLIENT), "client_id", request_raw_fields(request),
                           &new->sent) != STATUS_OK)
        return refuse(request, TELL_CLIENT);
    return respond_change(request, voice_tell, new, told);
}

static const struct field names_fields[] = {
    [NAMES_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
};

static const struct field page_fields[] = {
    [PAGE_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [PAGE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [PAGE_DONE] = { .name = "done", .type = FIELD_BOOLEAN },
};

static const struct field tell_fields[] = {
    [TELL_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [TELL_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [TELL_ACT] = { .name = "telling",
                   .type = FIELD_CHOICE,
                   .required = true,
                   .choices = act_names,
                   .label = WORD_VOICE_TITLE },
    [TELL_MOOD] = { .name = "mood", .type = FIELD_LINE, .label = WORD_VOICE_MOOD },
    [TELL_WORDS] = { .name = "words", .type = FIELD_TEXT, .maximum = VOICE_WORDS_MAXIMUM, .label = WORD_VOICE_WORD },
    [TELL_MOMENT] = { .name = "moment", .type = FIELD_ID },
    [TELL_CLIENT] = { .name = "client_id", .type = FIELD_LINE },
};

static const struct route voice_route_table[] = {
    ROUTE(GET, "/group/{group}/own", RULE_GROUP(VOICE_NEED, NAMES_GROUP), names_get, .fields = FIELDS(names_fields),
          .tablet = TABLET_OPEN, .title = WORD_VOICE_TITLE,
          .help = "Older children who are there, to tell something themselves"),
    ROUTE(GET, "/group/{group}/own/{child}", RULE_GROUP(VOICE_NEED, PAGE_GROUP), page_get,
          .fields = FIELDS(page_fields), .tablet = TABLET_OPEN, .title = WORD_VOICE_TITLE,
          .help = "A child tells a mood and a word itself"),
    ROUTE(POST, "/group/{group}/own/{child}", RULE_GROUP(VOICE_NEED, TELL_GROUP), tell_post,
          .fields = FIELDS(tell_fields), .tablet = TABLET_OPEN,
          .help = "Shows what a child tells as it will stand there, keeps it, or takes it back"),
};

const struct routes voice_routes = ROUTES(voice_route_table);
