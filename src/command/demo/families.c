/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/demo/families.h"

#include "command/workplace.h"
#include "db/change.h"
#include "feature/family/family.h"

/* Somebody who may collect, and who says so. */
struct asking {
    const char *child; /* on Vlinders */
    const char *person;
    bool at_home; /* a parent asks; otherwise the group heard it */
    const char *name, *relation, *phone;
};

static const struct asking askings[] = {
    { "Noor", "aylin", true, "Nermin Demir", "oma", "06 55 01 20 31" },
    { "Sam", "hanna", false, "Grandpa Joe", "grandpa", "06 55 01 20 32" },
};

/* One of them, on its way into the database. */
struct making {
    const struct demo_state *state;
    const struct asking *asking;
    struct date today;
};

static struct child_id child_called(const struct demo_state *state, const char *name)
{
    const struct demo_children *children = demo_children_of(DEMO_VLINDERS);
    for (size_t i = 0; i < children->count; i++)
        if (strcmp(children->items[i].given, name) == 0)
            return state->children[DEMO_VLINDERS][i];
    return (struct child_id){ 0 };
}

static int ask(struct change *change, void *argument)
{
    const struct making *making = argument;
    const struct asking *asking = making->asking;
    struct child_id child = child_called(making->state, asking->child);
    change->actor = demo_person(making->state, asking->person);
    if (asking->at_home)
        return family_propose(change, &(struct family_proposal){ .about = FAMILY_COLLECTOR,
                                                                 .children = &child,
                                                                 .child_count = 1,
                                                                 .name = text_from(asking->name),
                                                                 .relation = text_from(asking->relation),
                                                                 .phone = text_from(asking->phone),
                                                                 .from = making->today,
                                                                 .until = DATE_FOREVER,
                                                                 .today = making->today });
    return family_collector_add(change, &(struct family_collector){ .child = child,
                                                                    .name = text_from(asking->name),
                                                                    .relation = text_from(asking->relation),
                                                                    .phone = text_from(asking->phone),
                                                                    .from = making->today,
                                                                    .until = DATE_FOREVER,
                                                                    .today = making->today });
}

int demo_families_make(struct writer *writer, struct date today, const struct demo_state *state, struct error *error)
{
    struct arena *arena = arena_new();
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sizeof askings / sizeof *askings; i++) {
        struct making making = { .state = state, .asking = &askings[i], .today = today };
        status = workplace_change(writer, arena, state->organisation, ask, &making, error);
    }
    arena_free(arena);
    return status;
}
