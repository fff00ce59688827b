-- SPDX-License-Identifier: EUPL-1.2
-- Roles beside those of 0002_people.sql, each with the days on which it holds, and the rules that follow from all of them.
-- Personal data: who had which role where and when; kept as long as the employment file (staff), the membership (committee) or
-- the invitation (partner), read by managers and by the person.

-- Coach of the staff, who sees the groups it is assigned to: one group, or all of a location, or (both 0) all there are.
CREATE TABLE coach (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    location     BIGINT NOT NULL,   -- 0: of every location, or only of the group
    care_group   BIGINT NOT NULL,   -- 0: every group of the location
    from_day     BIGINT NOT NULL,
    until_day    BIGINT NOT NULL DEFAULT 2932896,
    PRIMARY KEY (organisation, person, location, care_group, from_day),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX coach_place ON coach (organisation, location, care_group, person, from_day, until_day);

-- Member of the parents' committee of a location: sees no child and no group by it.
CREATE TABLE committee (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    location     BIGINT NOT NULL,
    from_day     BIGINT NOT NULL,
    until_day    BIGINT NOT NULL DEFAULT 2932896,
    PRIMARY KEY (organisation, person, location, from_day),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (organisation, location) REFERENCES location (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX committee_location ON committee (organisation, location, person, from_day, until_day);

-- Somebody from outside, invited for one purpose and one child; such an invitation always ends.
CREATE TABLE partner (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    purpose      TEXT   NOT NULL CHECK (purpose IN ('school', 'health', 'support')),
    from_day     BIGINT NOT NULL,
    until_day    BIGINT NOT NULL CHECK (until_day < 2932896),
    PRIMARY KEY (organisation, person, child, purpose, from_day),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX partner_child ON partner (organisation, child, person);

-- Childminder: works alone at a location of her own, contact person of every child there and manager of the place.
CREATE TABLE childminder (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    location     BIGINT NOT NULL,
    from_day     BIGINT NOT NULL,
    until_day    BIGINT NOT NULL DEFAULT 2932896,
    PRIMARY KEY (organisation, person, location, from_day),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (organisation, location) REFERENCES location (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX childminder_location ON childminder (organisation, location, person, from_day, until_day);

-- Who works at the bureau of childminders; location 0 means all of them.
CREATE TABLE bureau (
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
CREATE INDEX bureau_location ON bureau (organisation, location, person, from_day, until_day);

-- A child that the childminder shares with her bureau: that it comes, and on which days. Without a row the bureau sees nothing.
CREATE TABLE bureau_share (
    organisation BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    from_day     BIGINT NOT NULL,
    until_day    BIGINT NOT NULL DEFAULT 2932896,
    PRIMARY KEY (organisation, child, from_day),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id)
)
--sqlite WITHOUT ROWID
;

-- What a person may do with a location: the third access set.
CREATE TABLE may_location (
    organisation BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    location     BIGINT NOT NULL,
    scope        BIGINT NOT NULL,
    from_day     BIGINT NOT NULL,
    until_day    BIGINT NOT NULL,
    PRIMARY KEY (organisation, person, location, scope, from_day)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX may_location_object ON may_location (organisation, location, person, from_day, until_day, scope);

-- The rules anew, with every role. More scope bits (src/access/scope.h):
--   2048 read as coach   4096 read what a shift needs   8192 invited for one purpose   16384 read what a childminder shares
--   32768 member of the committee
-- A stand-in and a student have what the shift needs (R045). The children of a childminder are seen by the childminder, and by
-- nobody of the organisation above her (R209).
DROP VIEW child_scope;
DROP VIEW group_scope;

CREATE VIEW child_scope AS
    SELECT g.organisation AS organisation, g.person AS person, g.child AS child,
           CASE WHEN g.scope <> 'full' THEN 2 WHEN g.home = 1 THEN 33 WHEN g.home = 2 THEN 544 ELSE 1056 END AS scope,
           g.from_day AS from_day, g.until_day AS until_day
      FROM guardian AS g WHERE g.scope <> 'none'
    UNION ALL
    SELECT s.organisation, s.person, p.child, CASE s.role WHEN 'professional' THEN 196 ELSE 4288 END,
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
     WHERE c.care_form <> 'childminder'
    UNION ALL
    SELECT m.organisation, m.person, p.child, 404,
           CASE WHEN m.from_day > p.from_day THEN m.from_day ELSE p.from_day END,
           CASE WHEN m.until_day < p.until_day THEN m.until_day ELSE p.until_day END
      FROM manager AS m
      JOIN placement AS p ON p.organisation = m.organisation
      JOIN care_group AS c ON c.organisation = p.organisation AND c.id = p.care_group
     WHERE m.location = 0 AND c.care_form <> 'childminder'
    UNION ALL
    SELECT h.organisation, h.person, p.child, 2052,
           CASE WHEN h.from_day > p.from_day THEN h.from_day ELSE p.from_day END,
           CASE WHEN h.until_day < p.until_day THEN h.until_day ELSE p.until_day END
      FROM coach AS h
      JOIN placement AS p ON p.organisation = h.organisation AND p.care_group = h.care_group
    UNION ALL
    SELECT h.organisation, h.person, p.child, 2052,
           CASE WHEN h.from_day > p.from_day THEN h.from_day ELSE p.from_day END,
           CASE WHEN h.until_day < p.until_day THEN h.until_day ELSE p.until_day END
      FROM coach AS h
      JOIN care_group AS c ON c.organisation = h.organisation AND c.location = h.location
      JOIN placement AS p ON p.organisation = c.organisation AND p.care_group = c.id
     WHERE h.care_group = 0 AND c.care_form <> 'childminder'
    UNION ALL
    SELECT h.organisation, h.person, p.child, 2052,
           CASE WHEN h.from_day > p.from_day THEN h.from_day ELSE p.from_day END,
           CASE WHEN h.until_day < p.until_day THEN h.until_day ELSE p.until_day END
      FROM coach AS h
      JOIN placement AS p ON p.organisation = h.organisation
      JOIN care_group AS c ON c.organisation = p.organisation AND c.id = p.care_group
     WHERE h.location = 0 AND h.care_group = 0 AND c.care_form <> 'childminder'
    UNION ALL
    SELECT a.organisation, a.person, p.child, 460,
           CASE WHEN a.from_day > p.from_day THEN a.from_day ELSE p.from_day END,
           CASE WHEN a.until_day < p.until_day THEN a.until_day ELSE p.until_day END
      FROM childminder AS a
      JOIN care_group AS c ON c.organisation = a.organisation AND c.location = a.location
      JOIN placement AS p ON p.organisation = c.organisation AND p.care_group = c.id
     WHERE c.care_form = 'childminder'
    UNION ALL
    SELECT i.organisation, i.person, i.child, 8192, i.from_day, i.until_day
      FROM partner AS i
    UNION ALL
    SELECT b.organisation, b.person, p.child, 16384,
           CASE WHEN b.from_day >= p.from_day AND b.from_day >= z.from_day THEN b.from_day
                WHEN p.from_day >= z.from_day THEN p.from_day ELSE z.from_day END,
           CASE WHEN b.until_day <= p.until_day AND b.until_day <= z.until_day THEN b.until_day
                WHEN p.until_day <= z.until_day THEN p.until_day ELSE z.until_day END
      FROM bureau_share AS z
      JOIN placement AS p ON p.organisation = z.organisation AND p.child = z.child
      JOIN care_group AS c ON c.organisation = p.organisation AND c.id = p.care_group
      JOIN bureau AS b ON b.organisation = c.organisation AND (b.location = 0 OR b.location = c.location)
     WHERE c.care_form = 'childminder';

CREATE VIEW group_scope AS
    SELECT s.organisation AS organisation, s.person AS person, s.care_group AS care_group,
           CASE s.role WHEN 'professional' THEN 196 ELSE 4288 END AS scope, s.from_day AS from_day, s.until_day AS until_day
      FROM professional AS s
    UNION ALL
    SELECT m.organisation, m.person, c.id, 404, m.from_day, m.until_day
      FROM manager AS m
      JOIN care_group AS c ON c.organisation = m.organisation AND c.location = m.location
     WHERE c.care_form <> 'childminder'
    UNION ALL
    SELECT m.organisation, m.person, c.id, 404, m.from_day, m.until_day
      FROM manager AS m
      JOIN care_group AS c ON c.organisation = m.organisation
     WHERE m.location = 0 AND c.care_form <> 'childminder'
    UNION ALL
    SELECT h.organisation, h.person, c.id, 2052, h.from_day, h.until_day
      FROM coach AS h
      JOIN care_group AS c ON c.organisation = h.organisation AND c.id = h.care_group
    UNION ALL
    SELECT h.organisation, h.person, c.id, 2052, h.from_day, h.until_day
      FROM coach AS h
      JOIN care_group AS c ON c.organisation = h.organisation AND c.location = h.location
     WHERE h.care_group = 0 AND c.care_form <> 'childminder'
    UNION ALL
    SELECT h.organisation, h.person, c.id, 2052, h.from_day, h.until_day
      FROM coach AS h
      JOIN care_group AS c ON c.organisation = h.organisation
     WHERE h.location = 0 AND h.care_group = 0 AND c.care_form <> 'childminder'
    UNION ALL
    SELECT a.organisation, a.person, c.id, 460, a.from_day, a.until_day
      FROM childminder AS a
      JOIN care_group AS c ON c.organisation = a.organisation AND c.location = a.location
     WHERE c.care_form = 'childminder'
    UNION ALL
    SELECT b.organisation, b.person, c.id, 16384, b.from_day, b.until_day
      FROM bureau AS b
      JOIN care_group AS c ON c.organisation = b.organisation AND (b.location = 0 OR b.location = c.location)
     WHERE c.care_form = 'childminder';

CREATE VIEW location_scope AS
    SELECT s.organisation AS organisation, s.person AS person, c.location AS location,
           CASE s.role WHEN 'professional' THEN 4 ELSE 4096 END AS scope, s.from_day AS from_day, s.until_day AS until_day
      FROM professional AS s
      JOIN care_group AS c ON c.organisation = s.organisation AND c.id = s.care_group
    UNION ALL
    SELECT m.organisation, m.person, l.id, 272, m.from_day, m.until_day
      FROM manager AS m
      JOIN location AS l ON l.organisation = m.organisation AND l.id = m.location
    UNION ALL
    SELECT m.organisation, m.person, l.id, 272, m.from_day, m.until_day
      FROM manager AS m
      JOIN location AS l ON l.organisation = m.organisation
     WHERE m.location = 0
    UNION ALL
    SELECT h.organisation, h.person, l.id, 2048, h.from_day, h.until_day
      FROM coach AS h
      JOIN location AS l ON l.organisation = h.organisation AND l.id = h.location
     WHERE h.care_group = 0
    UNION ALL
    SELECT h.organisation, h.person, l.id, 2048, h.from_day, h.until_day
      FROM coach AS h
      JOIN location AS l ON l.organisation = h.organisation
     WHERE h.location = 0 AND h.care_group = 0
    UNION ALL
    SELECT k.organisation, k.person, k.location, 32768, k.from_day, k.until_day
      FROM committee AS k
    UNION ALL
    SELECT a.organisation, a.person, a.location, 260, a.from_day, a.until_day
      FROM childminder AS a
    UNION ALL
    SELECT b.organisation, b.person, l.id, 16384, b.from_day, b.until_day
      FROM bureau AS b
      JOIN location AS l ON l.organisation = b.organisation AND l.id = b.location
    UNION ALL
    SELECT b.organisation, b.person, l.id, 16384, b.from_day, b.until_day
      FROM bureau AS b
      JOIN location AS l ON l.organisation = b.organisation
     WHERE b.location = 0;

-- Who works here, or looks into files from outside, enters with a second factor (0012_session.sql). A member of the committee
-- is a parent and sees no child by it.
DROP VIEW staff_role;
CREATE VIEW staff_role AS
    SELECT s.organisation AS organisation, s.person AS person, s.from_day AS from_day, s.until_day AS until_day
      FROM professional AS s
    UNION ALL
    SELECT t.organisation, t.person, t.from_day, t.until_day FROM mentor AS t
    UNION ALL
    SELECT m.organisation, m.person, m.from_day, m.until_day FROM manager AS m
    UNION ALL
    SELECT h.organisation, h.person, h.from_day, h.until_day FROM coach AS h
    UNION ALL
    SELECT a.organisation, a.person, a.from_day, a.until_day FROM childminder AS a
    UNION ALL
    SELECT b.organisation, b.person, b.from_day, b.until_day FROM bureau AS b
    UNION ALL
    SELECT i.organisation, i.person, i.from_day, i.until_day FROM partner AS i;

-- What there is, by the new rules.
DELETE FROM may_child;
INSERT INTO may_child (organisation, person, child, scope, from_day, until_day)
SELECT s.organisation, s.person, s.child, s.scope, s.from_day, max(s.until_day) FROM child_scope AS s
 WHERE s.from_day < s.until_day GROUP BY s.organisation, s.person, s.child, s.scope, s.from_day;
DELETE FROM may_group;
INSERT INTO may_group (organisation, person, care_group, scope, from_day, until_day)
SELECT s.organisation, s.person, s.care_group, s.scope, s.from_day, max(s.until_day) FROM group_scope AS s
 WHERE s.from_day < s.until_day GROUP BY s.organisation, s.person, s.care_group, s.scope, s.from_day;
INSERT INTO may_location (organisation, person, location, scope, from_day, until_day)
SELECT s.organisation, s.person, s.location, s.scope, s.from_day, max(s.until_day) FROM location_scope AS s
 WHERE s.from_day < s.until_day GROUP BY s.organisation, s.person, s.location, s.scope, s.from_day;
-- What the group reads is read by coaches and by the shift.
UPDATE entry SET audience = audience | 6144 WHERE (audience & 4) <> 0;

--sqlite INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
--sqlite ('coach', 'coach', '700 700 1 1 1 1'),
--sqlite ('coach', 'coach_place', '700 700 1 1 1 1 1'),
--sqlite ('committee', 'committee', '3500 3500 1 1 1'),
--sqlite ('committee', 'committee_location', '3500 3500 5 1 1 1'),
--sqlite ('partner', 'partner', '2000 2000 5 1 1 1'),
--sqlite ('partner', 'partner_child', '2000 2000 1 1'),
--sqlite ('childminder', 'childminder', '700 700 1 1 1'),
--sqlite ('childminder', 'childminder_location', '700 700 1 1 1 1'),
--sqlite ('bureau', 'bureau', '20 20 1 1 1'),
--sqlite ('bureau', 'bureau_location', '20 20 20 1 1 1'),
--sqlite ('bureau_share', 'bureau_share', '2000 2000 1 1'),
--sqlite ('may_location', 'may_location', '20000 20000 2 1 1 1'),
--sqlite ('may_location', 'may_location_object', '20000 20000 20 1 1 1 1');
--sqlite ANALYZE sqlite_schema;
