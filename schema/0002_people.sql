-- SPDX-License-Identifier: EUPL-1.2
-- People: who belongs to an organisation, which child is where, and who may see what (access is a set, see src/access/scope.h).
-- Days are counted from 1970-01-01 in the zone of the location; until_day is exclusive; 2932896 (9999-12-31) is an open end.
-- Instants are UTC milliseconds.

CREATE TABLE organisation (
    organisation BIGINT NOT NULL PRIMARY KEY,           -- its own id: every other table carries it in its key
    name         TEXT   NOT NULL,                       -- as parents know it
    country      TEXT   NOT NULL DEFAULT 'NL' CHECK (country IN ('NL', 'BE')),
    address_form TEXT   NOT NULL DEFAULT 'je' CHECK (address_form IN ('je', 'u')),  -- how Dutch words address the reader
    zone         TEXT   NOT NULL DEFAULT 'Europe/Amsterdam',                        -- of locations that name none
    demo         BIGINT NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),  -- 1: sign-in links may be shown on the console
    created_at   BIGINT NOT NULL
);

CREATE TABLE location (
    organisation BIGINT NOT NULL REFERENCES organisation (organisation),
    id           BIGINT NOT NULL,
    name         TEXT   NOT NULL,
    zone         TEXT   NOT NULL DEFAULT 'Europe/Amsterdam',  -- IANA name: days begin and end here
    phone        TEXT   NOT NULL DEFAULT '',                   -- how parents reach the location today
    PRIMARY KEY (organisation, id),
    UNIQUE (organisation, name)
)
--sqlite WITHOUT ROWID
;

CREATE TABLE care_group (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    location     BIGINT NOT NULL,
    name         TEXT   NOT NULL,
    care_form    TEXT   NOT NULL CHECK (care_form IN ('day_care', 'out_of_school', 'childminder')),
    phone        TEXT   NOT NULL DEFAULT '',  -- of the group itself; empty: the location's
    PRIMARY KEY (organisation, id),
    UNIQUE (organisation, location, name),
    FOREIGN KEY (organisation, location) REFERENCES location (organisation, id)
)
--sqlite WITHOUT ROWID
;

CREATE TABLE person (
    organisation BIGINT NOT NULL REFERENCES organisation (organisation),
    id           BIGINT NOT NULL,
    given_name   TEXT   NOT NULL,
    family_name  TEXT   NOT NULL DEFAULT '',
    say_name     TEXT   NOT NULL DEFAULT '',   -- how to say the name, in the person's own words ("ay-LIEN")
    language     TEXT   NOT NULL DEFAULT 'nl', -- of the pages this person reads: a tag of src/i18n
    phone        TEXT   NOT NULL DEFAULT '',
    version      BIGINT NOT NULL DEFAULT 1,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- How a person signs in. A guardian without e-mail has a person and no account.
CREATE TABLE account (
    organisation  BIGINT NOT NULL,
    person        BIGINT NOT NULL,
    email         TEXT   NOT NULL,              -- as typed
    email_folded  TEXT   NOT NULL,              -- lower case, for finding
    password_hash TEXT   NOT NULL DEFAULT '',   -- argon2id string; empty: no password yet, only a sign-in link
    created_at    BIGINT NOT NULL,
    PRIMARY KEY (organisation, person),
    UNIQUE (organisation, email_folded),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;

CREATE TABLE session (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    token_hash   BYTES  NOT NULL,               -- sha-256 of the cookie's secret; the secret itself is nowhere
    person       BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    ended_at     BIGINT,                        -- signed out
    PRIMARY KEY (organisation, id),
    UNIQUE (token_hash),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX session_expiry ON session (organisation, expires_at);

CREATE TABLE sign_in_link (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    token_hash   BYTES  NOT NULL,               -- sha-256 of the link's secret
    person       BIGINT NOT NULL,
    reusable     BIGINT NOT NULL DEFAULT 0 CHECK (reusable IN (0, 1)),  -- 1 only in a demo organisation
    created_at   BIGINT NOT NULL,
    opened_at    BIGINT,                        -- first opening: 72 hours from here (T5)
    expires_at   BIGINT NOT NULL,               -- 30 days after creation at most
    used_at      BIGINT,
    PRIMARY KEY (organisation, id),
    UNIQUE (token_hash),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;

CREATE TABLE child (
    organisation BIGINT NOT NULL REFERENCES organisation (organisation),
    id           BIGINT NOT NULL,
    number       TEXT   NOT NULL DEFAULT '',    -- the planning package's number; empty when there is none
    given_name   TEXT   NOT NULL,
    family_name  TEXT   NOT NULL DEFAULT '',
    say_name     TEXT   NOT NULL DEFAULT '',
    born_day     BIGINT NOT NULL,
    allergies    TEXT   NOT NULL DEFAULT '',    -- the strongest sign on the board (R234)
    restriction  TEXT   NOT NULL DEFAULT '',    -- who may not collect or have contact: for staff only (R233)
    photo_consent TEXT  NOT NULL DEFAULT '' CHECK (photo_consent IN ('', 'no', 'own_family', 'group')),  -- empty: not asked, counts as no
    remark       TEXT   NOT NULL DEFAULT '',    -- from the planning package, for staff only
    version      BIGINT NOT NULL DEFAULT 1,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE UNIQUE INDEX child_number ON child (organisation, number) WHERE number <> '';

CREATE TABLE guardian (
    organisation BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    called       TEXT   NOT NULL DEFAULT '',    -- what the child calls this person ("mama", "opa"), shown beside the name
    home         BIGINT NOT NULL DEFAULT 1 CHECK (home IN (1, 2, 3)),  -- which of the child's homes
    authority    BIGINT NOT NULL DEFAULT 1 CHECK (authority IN (0, 1)),     -- parental authority (gezag)
    scope        TEXT   NOT NULL DEFAULT 'full' CHECK (scope IN ('full', 'limited', 'none')),
    protected    BIGINT NOT NULL DEFAULT 0 CHECK (protected IN (0, 1)),     -- leaves no trace for the other home (R243),
                                                -- and so lives in a home of its own
    place        BIGINT NOT NULL DEFAULT 1,     -- order in which names are shown
    from_day     BIGINT NOT NULL,
    until_day    BIGINT NOT NULL DEFAULT 2932896,
    PRIMARY KEY (organisation, child, person),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX guardian_person ON guardian (organisation, person, child);

CREATE TABLE placement (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    care_group   BIGINT NOT NULL,
    weekdays     BIGINT NOT NULL CHECK (weekdays BETWEEN 1 AND 127),  -- bit 0 Monday ... bit 6 Sunday
    from_day     BIGINT NOT NULL,
    until_day    BIGINT NOT NULL DEFAULT 2932896,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id),
    FOREIGN KEY (organisation, care_group) REFERENCES care_group (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX placement_group ON placement (organisation, care_group, child, from_day, until_day, weekdays);
CREATE INDEX placement_child ON placement (organisation, child, care_group, from_day, until_day, weekdays);

-- A professional on a group. A stand-in has dated rows.
CREATE TABLE professional (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    care_group   BIGINT NOT NULL,
    role         TEXT   NOT NULL DEFAULT 'professional' CHECK (role IN ('professional', 'stand_in', 'student')),
    from_day     BIGINT NOT NULL,
    until_day    BIGINT NOT NULL DEFAULT 2932896,
    PRIMARY KEY (organisation, person, care_group, from_day),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (organisation, care_group) REFERENCES care_group (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX professional_group ON professional (organisation, care_group, person);

-- The one contact person of a child (R042). At most one open row a child.
CREATE TABLE mentor (
    organisation BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    from_day     BIGINT NOT NULL,
    until_day    BIGINT NOT NULL DEFAULT 2932896,
    PRIMARY KEY (organisation, child, from_day),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE UNIQUE INDEX mentor_active ON mentor (organisation, child) WHERE until_day = 2932896;
CREATE INDEX mentor_person ON mentor (organisation, person, child);

-- Manager of a location; location 0 means the whole organisation.
CREATE TABLE manager (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    location     BIGINT NOT NULL,
    from_day     BIGINT NOT NULL,
    until_day    BIGINT NOT NULL DEFAULT 2932896,
    PRIMARY KEY (organisation, person, location, from_day),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;

CREATE INDEX manager_location ON manager (organisation, location, person, from_day, until_day);

-- What was done, by whom, in the same transaction as the change (design: audit). Never updated.
CREATE TABLE audit (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    person       BIGINT NOT NULL,   -- 0: the program itself
    session      BIGINT NOT NULL,   -- 0: from the command line
    action       TEXT   NOT NULL,   -- a name of its own for every action, "handover.record"
    object_kind  TEXT   NOT NULL,   -- "child", "moment", "account", ...
    object       BIGINT NOT NULL,
    PRIMARY KEY (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX audit_object ON audit (organisation, object_kind, object, at);

-- Which pages were opened, folded to a quarter of an hour. Written after the answer, from a bounded queue. The number of
-- openings is not kept: nobody is counted.
CREATE TABLE page_view (
    organisation BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    quarter_at   BIGINT NOT NULL,   -- start of the quarter of an hour
    person       BIGINT NOT NULL,
    page         TEXT   NOT NULL,   -- name of the route's page, "handover.day"
    PRIMARY KEY (organisation, child, quarter_at, person, page)
)
--sqlite WITHOUT ROWID
;

-- Access is a set. The two rule views say who may see what and why; the tables may_child and may_group hold their rows,
-- indexed from the person and from the object, and are what every list and gate reads. src/access/people.c writes the
-- tables above and refreshes the set in the same transaction; a test and `samenspel doctor` compare set and rule.
-- (Lists straight over the view hung on the planner's statistics: 0.02 ms with, 590 ms without, at 56,000 children.)
-- Scope bits (src/access/scope.h, compared by a test):
--   1 read as home 1   512 read as home 2   1024 read as home 3   2 read as limited guardian
--   4 read as group   8 read as mentor   16 read as manager
--   32 write as home   64 write as centre   128 sees restrictions   256 manages
-- One person can have several rows for a child; their bits add up.
CREATE VIEW child_scope AS
    SELECT g.organisation AS organisation, g.person AS person, g.child AS child,
           CASE WHEN g.scope <> 'full' THEN 2 WHEN g.home = 1 THEN 33 WHEN g.home = 2 THEN 544 ELSE 1056 END AS scope,
           g.from_day AS from_day, g.until_day AS until_day
      FROM guardian AS g WHERE g.scope <> 'none'
    UNION ALL
    SELECT s.organisation, s.person, p.child, 196,
           CASE WHEN s.from_day > p.from_day THEN s.from_day ELSE p.from_day END,
           CASE WHEN s.until_day < p.until_day THEN s.until_day ELSE p.until_day END
      FROM professional AS s
      JOIN placement AS p ON p.organisation = s.organisation AND p.care_group = s.care_group
    UNION ALL
    SELECT t.organisation, t.person, t.child, 204, t.from_day, t.until_day
      FROM mentor AS t
    UNION ALL
    SELECT m.organisation, m.person, p.child, 404,
           CASE WHEN m.from_day > p.from_day THEN m.from_day ELSE p.from_day END,
           CASE WHEN m.until_day < p.until_day THEN m.until_day ELSE p.until_day END
      FROM manager AS m
      JOIN care_group AS c ON c.organisation = m.organisation AND c.location = m.location
      JOIN placement AS p ON p.organisation = c.organisation AND p.care_group = c.id
    UNION ALL
    SELECT m.organisation, m.person, p.child, 404,
           CASE WHEN m.from_day > p.from_day THEN m.from_day ELSE p.from_day END,
           CASE WHEN m.until_day < p.until_day THEN m.until_day ELSE p.until_day END
      FROM manager AS m
      JOIN placement AS p ON p.organisation = m.organisation
     WHERE m.location = 0;

CREATE VIEW group_scope AS
    SELECT s.organisation AS organisation, s.person AS person, s.care_group AS care_group,
           196 AS scope, s.from_day AS from_day, s.until_day AS until_day
      FROM professional AS s
    UNION ALL
    SELECT m.organisation, m.person, c.id, 404, m.from_day, m.until_day
      FROM manager AS m
      JOIN care_group AS c ON c.organisation = m.organisation AND c.location = m.location
    UNION ALL
    SELECT m.organisation, m.person, c.id, 404, m.from_day, m.until_day
      FROM manager AS m
      JOIN care_group AS c ON c.organisation = m.organisation
     WHERE m.location = 0;

CREATE TABLE may_child (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    scope        BIGINT NOT NULL,
    from_day     BIGINT NOT NULL,
    until_day    BIGINT NOT NULL,
    PRIMARY KEY (organisation, person, child, scope, from_day)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX may_child_object ON may_child (organisation, child, person, from_day, until_day, scope);

CREATE TABLE may_group (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    care_group   BIGINT NOT NULL,
    scope        BIGINT NOT NULL,
    from_day     BIGINT NOT NULL,
    until_day    BIGINT NOT NULL,
    PRIMARY KEY (organisation, person, care_group, scope, from_day)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX may_group_object ON may_group (organisation, care_group, person, from_day, until_day, scope);
