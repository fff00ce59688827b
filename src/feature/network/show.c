/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/network/show.h"

#include "access/page.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "feature/handover/handover.h"
#include "feature/network/network.h"
#include "feature/network/network.sql.h"

static int child_name(struct request *request, struct text *ret_name)
{
    struct network_child_row row;
    int status = network_child(
        request->db, request->arena,
        (struct network_child_in){ .organisation = request->organisation, .child = request->viewer->child }, &row);
    if (status == STATUS_OK)
        *ret_name = row.given_name;
    return status;
}

static int add_own(struct request *request, struct network_view *view)
{
    const struct viewer *viewer = request->viewer;
    struct network_own_rows rows;
    int status = network_own(request->db, request->arena,
                             (struct network_own_in){ .organisation = request->organisation,
                                                      .child = viewer->child,
                                                      .person = request->person,
                                                      .today = viewer->today },
                             &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct network_own_row *row = &rows.items[i];
        struct network_contact_view *contact = vector_add(request->arena, &view->contacts);
        *contact = (struct network_contact_view){
            .contact = row->id,
            .name = row->name,
            .relation = row->relation,
            .phone = row->phone,
            .may_call = row->may_call,
            .answer = url_network_answer(request->arena, viewer->child, row->id),
            .remove = url_network_remove(request->arena, viewer->child, row->id),
        };
    }
    return status;
}

static int add_callable(struct request *request, struct network_view *view)
{
    const struct viewer *viewer = request->viewer;
    struct network_callable_rows rows;
    int status = network_callable(request->db, request->arena,
                                  (struct network_callable_in){ .organisation = request->organisation,
                                                                .child = viewer->child,
                                                                .person = request->person,
                                                                .today = viewer->today,
                                                                .centre = SCOPE_READ_TODAY },
                                  &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct network_callable_row *row = &rows.items[i];
        struct network_contact_view *contact = vector_add(request->arena, &view->contacts);
        *contact = (struct network_contact_view){ .contact = row->id,
                                                  .name = row->name,
                                                  .relation = row->relation,
                                                  .phone = row->phone,
                                                  .may_call = true,
                                                  .call = page_call(request, row->phone) };
    }
    return status;
}

int network_show(struct request *request, struct network_view *ret_view)
{
    const struct viewer *viewer = request->viewer;
    bool is_home = (viewer->scope & SCOPE_SIDE_HOME) != 0;
    *ret_view =
        (struct network_view){ .hub = ADDRESS(request->arena, "/child/{child}/about", address_value(viewer->child)),
                               .add = url_network(request->arena, viewer->child),
                               .topics = page_topics(request, (struct child_id){ 0 }, (struct group_id){ 0 }),
                               .is_home = is_home,
                               .can_write = (viewer->scope & SCOPE_WRITE_HOME) != 0 };
    int status = child_name(request, &ret_view->name);
    if (status == STATUS_OK)
        status = is_home ? add_own(request, ret_view) : add_callable(request, ret_view);
    return status;
}

/* --- parents among each other --- */

static int add_others(struct request *request, struct group_id care_group, struct parents_group_view *group)
{
    struct parents_others_rows rows;
    int status = parents_others(request->db, request->arena,
                                (struct parents_others_in){ .organisation = request->organisation,
                                                            .care_group = care_group,
                                                            .person = request->person,
                                                            .today = request->viewer->today,
                                                            .homes = SCOPE_READ_HOME },
                                &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        struct parent_view *other = vector_add(request->arena, &group->others);
        *other = (struct parent_view){ .name = rows.items[i].name,
                                       .phone = rows.items[i].phone,
                                       .call = page_call(request, rows.items[i].phone),
                                       .email = rows.items[i].email };
    }
    return status;
}

int parents_show(struct request *request, struct parents_view *ret_view)
{
    const struct viewer *viewer = request->viewer;
    struct parents_groups_rows rows;
    *ret_view =
        (struct parents_view){ .hub = ADDRESS(request->arena, "/child/{child}/about", address_value(viewer->child)) };
    int status = child_name(request, &ret_view->name);
    if (status == STATUS_OK)
        status = parents_groups(request->db, request->arena,
                                (struct parents_groups_in){ .organisation = request->organisation,
                                                            .child = viewer->child,
                                                            .person = request->person,
                                                            .today = viewer->today },
                                &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct parents_groups_row *row = &rows.items[i];
        struct parents_group_view *group = vector_add(request->arena, &ret_view->groups);
        *group = (struct parents_group_view){
            .name = row->group_name,
            .shares = row->shares,
            .own_name = row->shares ? row->name : viewer->given_name,
            .own_phone = row->phone,
            .own_email = row->email,
            .share = url_parents_share(request->arena, viewer->child, row->care_group),
            .stop = url_parents_stop(request->arena, viewer->child, row->care_group),
        };
        if (row->shares)
            status = add_others(request, row->care_group, group);
    }
    return status;
}
