/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * See fixture.h: the people, as tables, and how they are put into a database.
 */
#include "fixture.h"

#include "access/people.h"
#include "access/scope.h"
#include "access/session.h"

#define FOREVER  DATE_FOREVER
#define LONG_AGO ((struct date){ 20000 })

/* --- who is who --- */

static const struct {
    const char *name;
    const char *given;
    const char *language;
    bool foreign;
} persons[FIXTURE_PERSON__MAX] = {
    [FIXTURE_MOTHER] = { "mother", "Aylin", "nl", false },
    [FIXTURE_FATHER] = { "father", "Emre", "ar", false },
    [FIXTURE_GRANDMOTHER] = { "grandmother", "Fatma", "nl", false },
    [FIXTURE_UNCLE] = { "uncle", "Ozan", "nl", false },
    [FIXTURE_OTHER_FAMILY] = { "other_family", "Hind", "ar", false },
    [FIXTURE_MOTHER_SAFE] = { "mother_safe", "Sanne", "nl", false },
    [FIXTURE_FATHER_DANGER] = { "father_danger", "Rick", "nl", false },
    [FIXTURE_OTHER_GROUP_PARENT] = { "other_group_parent", "Koen", "nl", false },
    [FIXTURE_OTHER_LOCATION_PARENT] = { "other_location_parent", "Lies", "en", false },
    [FIXTURE_LEFT_PARENT] = { "left_parent", "Bart", "nl", false },
    [FIXTURE_PROFESSIONAL] = { "professional", "Marjan", "nl", false },
    [FIXTURE_OTHER_PROFESSIONAL] = { "other_professional", "Tess", "nl", false },
    [FIXTURE_FAR_PROFESSIONAL] = { "far_professional", "Joke", "nl", false },
    [FIXTURE_LEFT_PROFESSIONAL] = { "left_professional", "Wim", "nl", false },
    [FIXTURE_STAND_IN] = { "stand_in", "Ilse", "nl", false },
    [FIXTURE_LATER_STAND_IN] = { "later_stand_in", "Piet", "nl", false },
    [FIXTURE_MENTOR] = { "mentor", "Nadia", "nl", false },
    [FIXTURE_MANAGER] = { "manager", "Carla", "nl", false },
    [FIXTURE_ADMINISTRATOR] = { "administrator", "Dirk", "nl", false },
    [FIXTURE_BOTH] = { "both", "Eva", "nl", false },
    [FIXTURE_STUDENT] = { "student", "Bo", "nl", false },
    [FIXTURE_COACH] = { "coach", "Femke", "nl", false },
    [FIXTURE_GROUP_COACH] = { "group_coach", "Anja", "nl", false },
    [FIXTURE_LEFT_COACH] = { "left_coach", "Trudy", "nl", false },
    [FIXTURE_COMMITTEE] = { "committee", "Youssef", "nl", false },
    [FIXTURE_PARTNER] = { "partner", "Maud", "nl", false },
    [FIXTURE_LEFT_PARTNER] = { "left_partner", "Kees", "nl", false },
    [FIXTURE_CHILDMINDER] = { "childminder", "Ria", "nl", false },
    [FIXTURE_BUREAU] = { "bureau", "Gerda", "nl", false },
    [FIXTURE_MINDED_PARENT] = { "minded_parent", "Jesse", "nl", false },
    [FIXTURE_STRANGER] = { "stranger", "Niemand", "nl", false },
    [FIXTURE_FOREIGN_PARENT] = { "foreign_parent", "Omar", "ar", true },
    [FIXTURE_FOREIGN_PROFESSIONAL] = { "foreign_professional", "Greet", "nl", true },
    [FIXTURE_FOREIGN_ADMINISTRATOR] = { "foreign_administrator", "Luc", "nl", true },
};

static const struct {
    const char *given;
    enum fixture_group group;
    struct date until;
} children[FIXTURE_CHILD__MAX] = {
    [FIXTURE_CHILD_OWN] = { "Noor", FIXTURE_GROUP_EEKHOORNS, { 2932896 } },
    [FIXTURE_CHILD_OTHER] = { "Sami", FIXTURE_GROUP_EEKHOORNS, { 2932896 } },
    [FIXTURE_CHILD_GROUP] = { "Lotte", FIXTURE_GROUP_BEVERS, { 2932896 } },
    [FIXTURE_CHILD_LOCATION] = { "Mees", FIXTURE_GROUP_VOSSEN, { 2932896 } },
    [FIXTURE_CHILD_LEFT] = { "Daan", FIXTURE_GROUP_EEKHOORNS, { 20780 } },
    [FIXTURE_CHILD_MINDED] = { "Liv", FIXTURE_GROUP_MINDED, { 2932896 } },
    [FIXTURE_CHILD_FOREIGN] = { "Yusuf", FIXTURE_GROUP_FOREIGN, { 2932896 } },
};

static const struct {
    enum fixture_child child;
    enum fixture_person person;
    int64_t home;
    const char *scope;
    bool protected;
    struct date until;
} guardians[] = {
    { FIXTURE_CHILD_OWN, FIXTURE_MOTHER, 1, "full", false, { 2932896 } },
    { FIXTURE_CHILD_OWN, FIXTURE_FATHER, 2, "full", false, { 2932896 } },
    { FIXTURE_CHILD_OWN, FIXTURE_GRANDMOTHER, 1, "limited", false, { 2932896 } },
    { FIXTURE_CHILD_OWN, FIXTURE_UNCLE, 2, "none", false, { 2932896 } },
    { FIXTURE_CHILD_OWN, FIXTURE_BOTH, 2, "full", false, { 2932896 } },
    { FIXTURE_CHILD_OTHER, FIXTURE_OTHER_FAMILY, 2, "full", false, { 2932896 } },
    { FIXTURE_CHILD_OTHER, FIXTURE_FATHER_DANGER, 2, "full", false, { 2932896 } },
    { FIXTURE_CHILD_OTHER, FIXTURE_MOTHER_SAFE, 1, "full", true, { 2932896 } },
    { FIXTURE_CHILD_GROUP, FIXTURE_OTHER_GROUP_PARENT, 1, "full", false, { 2932896 } },
    { FIXTURE_CHILD_LOCATION, FIXTURE_OTHER_LOCATION_PARENT, 1, "full", false, { 2932896 } },
    { FIXTURE_CHILD_LEFT, FIXTURE_LEFT_PARENT, 1, "full", false, { 20780 } },
    { FIXTURE_CHILD_MINDED, FIXTURE_MINDED_PARENT, 1, "full", false, { 2932896 } },
    { FIXTURE_CHILD_FOREIGN, FIXTURE_FOREIGN_PARENT, 1, "full", false, { 2932896 } },
};

static const struct {
    enum fixture_person person;
    enum fixture_group group;
    const char *role;
    struct date from, until;
} professionals[] = {
    { FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS, "professional", { 20000 }, { 2932896 } },
    { FIXTURE_OTHER_PROFESSIONAL, FIXTURE_GROUP_BEVERS, "professional", { 20000 }, { 2932896 } },
    { FIXTURE_FAR_PROFESSIONAL, FIXTURE_GROUP_VOSSEN, "professional", { 20000 }, { 2932896 } },
    { FIXTURE_LEFT_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS, "professional", { 20000 }, { 20780 } },
    { FIXTURE_STAND_IN, FIXTURE_GROUP_EEKHOORNS, "stand_in", { 20780 }, { 20781 } },
    { FIXTURE_LATER_STAND_IN, FIXTURE_GROUP_EEKHOORNS, "stand_in", { 20781 }, { 20782 } },
    { FIXTURE_STUDENT, FIXTURE_GROUP_EEKHOORNS, "student", { 20000 }, { 2932896 } },
    { FIXTURE_MENTOR, FIXTURE_GROUP_EEKHOORNS, "professional", { 20000 }, { 2932896 } },
    { FIXTURE_MENTOR, FIXTURE_GROUP_BEVERS, "professional", { 20000 }, { 2932896 } },
    { FIXTURE_BOTH, FIXTURE_GROUP_BEVERS, "professional", { 20000 }, { 2932896 } },
    { FIXTURE_FOREIGN_PROFESSIONAL, FIXTURE_GROUP_FOREIGN, "professional", { 20000 }, { 2932896 } },
};

const char *fixture_person_name(enum fixture_person person)
{
    return persons[person].name;
}

struct organisation_id fixture_person_organisation(const struct fixture *fixture, enum fixture_person person)
{
    return persons[person].foreign ? fixture->foreign : fixture->organisation;
}

/* --- what each may see, said once more by hand --- */

int64_t fixture_group_scope(enum fixture_person person, enum fixture_group group)
{
    int64_t eekhoorns = group == FIXTURE_GROUP_EEKHOORNS ? SCOPE_OF_PROFESSIONAL : 0;
    int64_t bevers = group == FIXTURE_GROUP_BEVERS ? SCOPE_OF_PROFESSIONAL : 0;
    switch (person) {
    case FIXTURE_PROFESSIONAL:
        return eekhoorns;
    case FIXTURE_STAND_IN:
    case FIXTURE_STUDENT:
        return eekhoorns ? SCOPE_OF_STAND_IN : 0;
    case FIXTURE_COACH:
        return eekhoorns || bevers ? SCOPE_OF_COACH : 0;
    case FIXTURE_GROUP_COACH:
        return group == FIXTURE_GROUP_VOSSEN ? SCOPE_OF_COACH : 0;
    case FIXTURE_CHILDMINDER:
        return group == FIXTURE_GROUP_MINDED ? SCOPE_OF_CHILDMINDER : 0;
    case FIXTURE_BUREAU:
        return group == FIXTURE_GROUP_MINDED ? SCOPE_OF_BUREAU : 0;
    case FIXTURE_MENTOR:
        return eekhoorns | bevers;
    case FIXTURE_OTHER_PROFESSIONAL:
    case FIXTURE_BOTH:
        return bevers;
    case FIXTURE_FAR_PROFESSIONAL:
        return group == FIXTURE_GROUP_VOSSEN ? SCOPE_OF_PROFESSIONAL : 0;
    case FIXTURE_MANAGER:
        return eekhoorns || bevers ? SCOPE_OF_MANAGER : 0;
    case FIXTURE_ADMINISTRATOR:
        return group != FIXTURE_GROUP_FOREIGN && group != FIXTURE_GROUP_MINDED ? SCOPE_OF_MANAGER : 0;
    case FIXTURE_FOREIGN_PROFESSIONAL:
        return group == FIXTURE_GROUP_FOREIGN ? SCOPE_OF_PROFESSIONAL : 0;
    case FIXTURE_FOREIGN_ADMINISTRATOR:
        return group == FIXTURE_GROUP_FOREIGN ? SCOPE_OF_MANAGER : 0;
    default:
        return 0;
    }
}

/* As a guardian, a limited guardian or a mentor. */
static int64_t family_scope(enum fixture_person person, enum fixture_child child)
{
    static const struct {
        enum fixture_person person;
        enum fixture_child child;
        int64_t scope;
    } rows[] = {
        { FIXTURE_MOTHER, FIXTURE_CHILD_OWN, SCOPE_READ_HOME_1 | SCOPE_WRITE_HOME },
        { FIXTURE_FATHER, FIXTURE_CHILD_OWN, SCOPE_READ_HOME_2 | SCOPE_WRITE_HOME },
        { FIXTURE_BOTH, FIXTURE_CHILD_OWN, SCOPE_READ_HOME_2 | SCOPE_WRITE_HOME },
        { FIXTURE_GRANDMOTHER, FIXTURE_CHILD_OWN, SCOPE_READ_LIMITED },
        { FIXTURE_MENTOR, FIXTURE_CHILD_OWN, SCOPE_OF_MENTOR },
        { FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER, SCOPE_READ_HOME_2 | SCOPE_WRITE_HOME },
        { FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER, SCOPE_READ_HOME_2 | SCOPE_WRITE_HOME },
        { FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, SCOPE_READ_HOME_1 | SCOPE_WRITE_HOME },
        { FIXTURE_OTHER_GROUP_PARENT, FIXTURE_CHILD_GROUP, SCOPE_READ_HOME_1 | SCOPE_WRITE_HOME },
        { FIXTURE_OTHER_LOCATION_PARENT, FIXTURE_CHILD_LOCATION, SCOPE_READ_HOME_1 | SCOPE_WRITE_HOME },
        { FIXTURE_MINDED_PARENT, FIXTURE_CHILD_MINDED, SCOPE_READ_HOME_1 | SCOPE_WRITE_HOME },
        { FIXTURE_PARTNER, FIXTURE_CHILD_OWN, SCOPE_OF_PARTNER },
        { FIXTURE_FOREIGN_PARENT, FIXTURE_CHILD_FOREIGN, SCOPE_READ_HOME_1 | SCOPE_WRITE_HOME },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].person == person && rows[i].child == child)
            return rows[i].scope;
    return 0;
}

int64_t fixture_location_scope(enum fixture_person person, enum fixture_location location)
{
    static const struct {
        enum fixture_person person;
        enum fixture_location location;
        int64_t scope;
    } rows[] = {
        { FIXTURE_PROFESSIONAL, FIXTURE_NOORD, SCOPE_AT_PROFESSIONAL },
        { FIXTURE_OTHER_PROFESSIONAL, FIXTURE_NOORD, SCOPE_AT_PROFESSIONAL },
        { FIXTURE_MENTOR, FIXTURE_NOORD, SCOPE_AT_PROFESSIONAL },
        { FIXTURE_BOTH, FIXTURE_NOORD, SCOPE_AT_PROFESSIONAL },
        { FIXTURE_FAR_PROFESSIONAL, FIXTURE_ZUID, SCOPE_AT_PROFESSIONAL },
        { FIXTURE_STAND_IN, FIXTURE_NOORD, SCOPE_AT_STAND_IN },
        { FIXTURE_STUDENT, FIXTURE_NOORD, SCOPE_AT_STAND_IN },
        { FIXTURE_MANAGER, FIXTURE_NOORD, SCOPE_AT_MANAGER },
        { FIXTURE_ADMINISTRATOR, FIXTURE_NOORD, SCOPE_AT_MANAGER },
        { FIXTURE_ADMINISTRATOR, FIXTURE_ZUID, SCOPE_AT_MANAGER },
        { FIXTURE_ADMINISTRATOR, FIXTURE_MINDED, SCOPE_AT_MANAGER },
        { FIXTURE_COACH, FIXTURE_NOORD, SCOPE_AT_COACH },
        { FIXTURE_COMMITTEE, FIXTURE_NOORD, SCOPE_AT_COMMITTEE },
        { FIXTURE_CHILDMINDER, FIXTURE_MINDED, SCOPE_AT_CHILDMINDER },
        { FIXTURE_BUREAU, FIXTURE_NOORD, SCOPE_AT_BUREAU },
        { FIXTURE_BUREAU, FIXTURE_ZUID, SCOPE_AT_BUREAU },
        { FIXTURE_BUREAU, FIXTURE_MINDED, SCOPE_AT_BUREAU },
        { FIXTURE_FOREIGN_PROFESSIONAL, FIXTURE_SPEELTUIN, SCOPE_AT_PROFESSIONAL },
        { FIXTURE_FOREIGN_ADMINISTRATOR, FIXTURE_SPEELTUIN, SCOPE_AT_MANAGER },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].person == person && rows[i].location == location)
            return rows[i].scope;
    return 0;
}

struct location_id fixture_location(const struct fixture *fixture, enum fixture_location location)
{
    const struct location_id locations[FIXTURE_LOCATION__MAX] = { [FIXTURE_NOORD] = fixture->noord,
                                                                  [FIXTURE_ZUID] = fixture->zuid,
                                                                  [FIXTURE_MINDED] = fixture->minded,
                                                                  [FIXTURE_SPEELTUIN] = fixture->speeltuin };
    return locations[location];
}

bool fixture_is_over(enum fixture_person person)
{
    return person == FIXTURE_LEFT_PARENT || person == FIXTURE_LEFT_PROFESSIONAL || person == FIXTURE_LEFT_COACH ||
           person == FIXTURE_LEFT_PARTNER;
}

int64_t fixture_child_scope(enum fixture_person person, enum fixture_child child)
{
    if (child == FIXTURE_CHILD_LEFT)
        return 0; /* nobody is on its group any more today */
    return family_scope(person, child) | fixture_group_scope(person, children[child].group);
}

/* --- into the database --- */

/* What the change that makes one organisation works on. Results stand in the fixture. */
struct making {
    struct fixture *fixture;
    bool foreign;
    struct text hashes[FIXTURE_PERSON__MAX];
};

#define CHECK(call)                    \
    do {                               \
        int check_status = (call);     \
        if (check_status != STATUS_OK) \
            return check_status;       \
    } while (0)

static int make_group(struct change *change, struct making *making, enum fixture_group group, const char *name,
                      struct location_id location)
{
    struct people_group row = { .location = location,
                                .name = text_from(name),
                                .care_form = group == FIXTURE_GROUP_MINDED ? TEXT("childminder") : TEXT("day_care") };
    return people_group_add(change, &row, &making->fixture->groups[group]);
}

static int make_places(struct change *change, struct making *making)
{
    struct fixture *fixture = making->fixture;
    if (making->foreign) {
        CHECK(people_location_add(change, &(struct people_location){ .name = TEXT("Speeltuin") }, &fixture->speeltuin));
        return make_group(change, making, FIXTURE_GROUP_FOREIGN, "Pinguins", fixture->speeltuin);
    }
    CHECK(people_location_add(change, &(struct people_location){ .name = TEXT("Noord"), .phone = TEXT("020 123 4567") },
                              &fixture->noord));
    CHECK(people_location_add(change, &(struct people_location){ .name = TEXT("Zuid") }, &fixture->zuid));
    CHECK(people_location_add(change, &(struct people_location){ .name = TEXT("Thuis bij Ria") }, &fixture->minded));
    CHECK(make_group(change, making, FIXTURE_GROUP_MINDED, "Thuis bij Ria", fixture->minded));
    CHECK(make_group(change, making, FIXTURE_GROUP_EEKHOORNS, "Eekhoorns", fixture->noord));
    CHECK(make_group(change, making, FIXTURE_GROUP_BEVERS, "Bevers", fixture->noord));
    return make_group(change, making, FIXTURE_GROUP_VOSSEN, "Vossen", fixture->zuid);
}

static int make_person(struct change *change, struct making *making, enum fixture_person person)
{
    struct fixture *fixture = making->fixture;
    struct text email = arena_printf(change->arena, "%s@example.org", persons[person].name);
    struct people_person row = { .given_name = text_from(persons[person].given),
                                 .family_name = TEXT("Voorbeeld"),
                                 .language = text_from(persons[person].language) };
    CHECK(people_person_add(change, &row, &fixture->persons[person]));
    CHECK(people_account_set(change, fixture->persons[person], email));
    return session_create(change,
                          &(struct session_new){ .person = fixture->persons[person],
                                                 .token_hash = making->hashes[person],
                                                 .proof = SESSION_PROOF_PASSWORD,
                                                 .strong = true },
                          &fixture->sessions[person]);
}

static int make_child(struct change *change, struct making *making, enum fixture_child child)
{
    struct fixture *fixture = making->fixture;
    struct people_child row = { .given_name = text_from(children[child].given),
                                .family_name = TEXT("Voorbeeld"),
                                .born = { 19500 },
                                .restriction = TEXT("alleen moeder haalt op") };
    CHECK(people_child_add(change, &row, &fixture->children[child]));
    struct people_placement placement = { .child = fixture->children[child],
                                          .group = fixture->groups[children[child].group],
                                          .weekdays = 31,
                                          .from = LONG_AGO,
                                          .until = children[child].until };
    struct placement_id id;
    return people_placement_add(change, &placement, &id);
}

static int make_guardians(struct change *change, struct making *making)
{
    struct fixture *fixture = making->fixture;
    for (size_t i = 0; i < sizeof guardians / sizeof guardians[0]; i++) {
        if (persons[guardians[i].person].foreign != making->foreign)
            continue;
        struct people_guardian row = { .child = fixture->children[guardians[i].child],
                                       .person = fixture->persons[guardians[i].person],
                                       .home = guardians[i].home,
                                       .authority = true,
                                       .scope = text_from(guardians[i].scope),
                                       .protected = guardians[i].protected,
                                       .place = (int64_t)i,
                                       .from = LONG_AGO,
                                       .until = guardians[i].until };
        CHECK(people_guardian_set(change, &row));
    }
    return STATUS_OK;
}

static int make_staff(struct change *change, struct making *making)
{
    struct fixture *fixture = making->fixture;
    for (size_t i = 0; i < sizeof professionals / sizeof professionals[0]; i++) {
        if (persons[professionals[i].person].foreign != making->foreign)
            continue;
        struct people_professional row = { .person = fixture->persons[professionals[i].person],
                                           .group = fixture->groups[professionals[i].group],
                                           .role = text_from(professionals[i].role),
                                           .from = professionals[i].from,
                                           .until = professionals[i].until };
        CHECK(people_professional_set(change, &row));
    }
    struct people_manager manager = { .person = fixture->persons[FIXTURE_FOREIGN_ADMINISTRATOR],
                                      .from = LONG_AGO,
                                      .until = FOREVER };
    if (making->foreign)
        return people_manager_set(change, &manager);
    manager.person = fixture->persons[FIXTURE_ADMINISTRATOR];
    CHECK(people_manager_set(change, &manager));
    manager.person = fixture->persons[FIXTURE_MANAGER];
    manager.location = fixture->noord;
    CHECK(people_manager_set(change, &manager));
    bool forced;
    return people_mentor_set(change, fixture->children[FIXTURE_CHILD_OWN], fixture->persons[FIXTURE_MENTOR], LONG_AGO,
                             false, &forced);
}

/* Coaches, the committee, partners, the childminder and her bureau. */
static int make_roles(struct change *change, struct making *making)
{
    struct fixture *fixture = making->fixture;
    const struct person_id *people = fixture->persons;
    struct people_coach coaches[] = {
        { people[FIXTURE_COACH], fixture->noord, { 0 }, LONG_AGO, FOREVER },
        { people[FIXTURE_GROUP_COACH], { 0 }, fixture->groups[FIXTURE_GROUP_VOSSEN], LONG_AGO, FOREVER },
        { people[FIXTURE_LEFT_COACH], { 0 }, { 0 }, LONG_AGO, FIXTURE_TODAY },
    };
    for (size_t i = 0; i < sizeof coaches / sizeof *coaches; i++)
        CHECK(people_coach_set(change, &coaches[i]));
    struct people_partner partner = { people[FIXTURE_PARTNER], fixture->children[FIXTURE_CHILD_OWN], TEXT("school"),
                                      LONG_AGO, date_add(FIXTURE_TODAY, 30) };
    CHECK(people_partner_set(change, &partner));
    partner.person = people[FIXTURE_LEFT_PARTNER];
    partner.until = FIXTURE_TODAY;
    CHECK(people_partner_set(change, &partner));
    struct people_at_location at = { people[FIXTURE_COMMITTEE], fixture->noord, LONG_AGO, FOREVER };
    CHECK(people_committee_set(change, &at));
    at.person = people[FIXTURE_BUREAU];
    at.location = (struct location_id){ 0 };
    CHECK(people_bureau_set(change, &at));
    at.person = people[FIXTURE_CHILDMINDER];
    at.location = fixture->minded;
    CHECK(people_childminder_set(change, &at));
    return people_share_set(change, fixture->children[FIXTURE_CHILD_MINDED], LONG_AGO, FOREVER);
}

static int make_organisation(struct change *change, void *argument)
{
    struct making *making = argument;
    struct people_organisation row = { .name = making->foreign ? TEXT("De Speeltuin") : TEXT("De Boomhut") };
    CHECK(people_organisation_add(change, &row,
                                  making->foreign ? &making->fixture->foreign : &making->fixture->organisation));
    CHECK(make_places(change, making));
    for (enum fixture_person person = 0; person < FIXTURE_PERSON__MAX; person++)
        if (persons[person].foreign == making->foreign)
            CHECK(make_person(change, making, person));
    for (enum fixture_child child = 0; child < FIXTURE_CHILD__MAX; child++)
        if ((child == FIXTURE_CHILD_FOREIGN) == making->foreign)
            CHECK(make_child(change, making, child));
    CHECK(make_guardians(change, making));
    CHECK(make_staff(change, making));
    return making->foreign ? STATUS_OK : make_roles(change, making);
}

int fixture_make(struct writer *writer, struct arena *arena, struct fixture *ret_fixture)
{
    struct fixture fixture = { 0 };
    struct making making = { .fixture = &fixture };
    for (enum fixture_person person = 0; person < FIXTURE_PERSON__MAX; person++) {
        struct secret secret = secret_new(arena);
        making.hashes[person] = secret.hash;
        fixture.cookies[person] = arena_printf(arena, SESSION_COOKIE "=%.*s", TEXT_ARGS(secret.text));
    }
    int status = STATUS_OK;
    for (int foreign = 0; status == STATUS_OK && foreign < 2; foreign++) {
        making.foreign = foreign == 1;
        struct writer_task task = { .change = make_organisation, .argument = &making, .arena = arena_new() };
        status = writer_run(writer, NULL, &task);
        arena_free(task.arena);
    }
    if (status == STATUS_OK)
        *ret_fixture = fixture;
    return status;
}
