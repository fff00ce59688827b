/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/live/live.h"

#include "access/access.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "base/buffer.h"
#include "base/log.h"
#include "base/zone.h"
#include "feature/live/live.sql.h"

/* Kinds of topic, apart in the hub; the browser knows them by name. */
enum topic_kind { TOPIC_GROUP = 1, TOPIC_CHILD, TOPIC_PERSON, TOPIC_KIND__MAX };
static const char *const topic_names[TOPIC_KIND__MAX] = {
    [TOPIC_GROUP] = "group", [TOPIC_CHILD] = "child", [TOPIC_PERSON] = "person"
};

enum { TOPIC_TEXT_SIZE = 24, TOPICS_OF_EVENT = 3 };

/* One topic of the event, and its name at the end of the data: "group-... child-...". */
static void add_topic(struct live_event *event, struct buffer *data, enum topic_kind kind, int64_t id)
{
    if (id == 0)
        return;
    char shown[IDENTITY_SIZE];
    identity_format(shown, id);
    event->topics[event->topic_count++] = LIVE_TOPIC(kind, id);
    buffer_printf(data, "%s%s-%s", data->length ? " " : "", topic_names[kind], shown);
}

void live_take(void *hub, const struct event *events, size_t count)
{
    struct buffer data;
    buffer_init(&data, TOPIC_TEXT_SIZE * TOPICS_OF_EVENT);
    for (size_t i = 0; i < count; i++) {
        struct live_event event = { .sequence = events[i].sequence, .name = TEXT("message") };
        buffer_clear(&data);
        add_topic(&event, &data, TOPIC_GROUP, events[i].topic.group.value);
        add_topic(&event, &data, TOPIC_CHILD, events[i].topic.child.value);
        add_topic(&event, &data, TOPIC_PERSON, events[i].topic.person.value);
        event.data = buffer_text(&data);
        live_publish(hub, &event);
    }
    buffer_release(&data);
}

/* What a stream hears of, in the arena of the request. */
struct topics {
    uint64_t *items;
    size_t count;
};

static void listen_to(struct topics *topics, enum topic_kind kind, int64_t id)
{
    if (topics->count < LIVE_TOPICS_MAXIMUM)
        topics->items[topics->count++] = LIVE_TOPIC(kind, id);
}

static void listen_to_group_of_tablet(const struct request *request, struct topics *topics)
{
    topics->items = ARENA_NEW(request->arena, uint64_t);
    listen_to(topics, TOPIC_GROUP, request->viewer->tablet_group.value);
}

/* What this person hears of: herself, her children, her groups. A tablet hears of its group alone, whoever works on it. */
static int read_topics(struct request *request, struct topics *topics)
{
    struct live_children_rows children;
    struct live_groups_rows groups;
    if (request->viewer->tablet.value) {
        listen_to_group_of_tablet(request, topics);
        return STATUS_OK;
    }
    int status = live_children(request->db, request->arena,
                               (struct live_children_in){ .organisation = request->organisation,
                                                          .person = request->person,
                                                          .today = request->viewer->today,
                                                          .homes = SCOPE_READ_HOME,
                                                          .most = LIVE_TOPICS_MAXIMUM },
                               &children);
    if (status == STATUS_OK)
        status = live_groups(request->db, request->arena,
                             (struct live_groups_in){ .organisation = request->organisation,
                                                      .person = request->person,
                                                      .today = request->viewer->today,
                                                      .reads = SCOPE_READ_TODAY,
                                                      .most = LIVE_TOPICS_MAXIMUM },
                             &groups);
    if (status != STATUS_OK)
        return status;
    size_t count = 1 + children.count + groups.count;
    if (count > LIVE_TOPICS_MAXIMUM) /* the last groups are not live: the operator is told */
        log_warning("live.too_many_topics", LOG_INTEGER("most", LIVE_TOPICS_MAXIMUM));
    topics->items = ARENA_MANY(request->arena, uint64_t, count);
    listen_to(topics, TOPIC_PERSON, request->person.value);
    for (size_t i = 0; i < children.count; i++)
        listen_to(topics, TOPIC_CHILD, children.items[i].child.value);
    for (size_t i = 0; i < groups.count; i++)
        listen_to(topics, TOPIC_GROUP, groups.items[i].care_group.value);
    return STATUS_OK;
}

static struct outcome open_stream(struct request *request)
{
    struct topics topics = { 0 };
    const struct viewer *viewer = request->viewer;
    struct zone_day day;
    zone_day(viewer->zone, viewer->today, &day);
    int status = read_topics(request, &topics);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    /* Rights are counted by the day: a stream ends with it, and the browser asks for one with tomorrow's (T16). */
    int64_t until_at = viewer->session_until_at < day.ends_at ? viewer->session_until_at : day.ends_at;
    return respond_stream(request, &(struct stream){ .topics = topics.items,
                                                     .topic_count = topics.count,
                                                     .since = LIVE_SINCE_NOW,
                                                     .owner = request->session.value,
                                                     .until_at = until_at });
}

static const struct route live_route_table[] = {
    ROUTE(GET, "/live", RULE_SIGNED_IN, open_stream, .uncounted = true, .tablet = TABLET_OPEN,
          .help = "Live events of one browser"),
};

const struct routes live_routes = ROUTES(live_route_table);
