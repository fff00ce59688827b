-- SPDX-License-Identifier: EUPL-1.2
-- Consent that acts (src/feature/consent/consent.h), and what parents share with the group and with each other.

-- What consent is asked for. The words stand in the catalogues; src/feature/consent/purpose.c has the same list.
CREATE TABLE consent_purpose (
    purpose  TEXT   NOT NULL PRIMARY KEY,
    everyone BIGINT NOT NULL CHECK (everyone IN (0, 1))  -- 1: asked of all with authority; 0: one yes is enough
);
INSERT INTO consent_purpose (purpose, everyone) VALUES
    ('photo_own_family', 0), ('photo_group', 1), ('photo_website', 1), ('observation_school', 1), ('partner', 1),
    ('network_contact', 0);

-- Which value of child.photo_consent, told by the planning package, stands for a yes until the guardian answers here.
CREATE TABLE consent_planning (
    purpose       TEXT NOT NULL,
    photo_consent TEXT NOT NULL,
    PRIMARY KEY (purpose, photo_consent),
    FOREIGN KEY (purpose) REFERENCES consent_purpose (purpose)
)
--sqlite WITHOUT ROWID
;
INSERT INTO consent_planning (purpose, photo_consent) VALUES
    ('photo_own_family', 'own_family'), ('photo_own_family', 'group'), ('photo_group', 'group');

-- The last answer of a guardian (GDPR art. 7 (1): we must be able to show it). Kept as long as the child's file.
CREATE TABLE consent (
    organisation BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    purpose      TEXT   NOT NULL,
    object       BIGINT NOT NULL DEFAULT 0,  -- whom it is about where a purpose has several (network_contact.id); 0: none
    person       BIGINT NOT NULL,            -- whose answer
    answer       BIGINT NOT NULL CHECK (answer IN (0, 1)),  -- 1 yes, 0 no or no longer
    from_day     BIGINT NOT NULL,
    until_day    BIGINT NOT NULL DEFAULT 2932896,  -- of a yes, exclusive: it is asked again each year
    PRIMARY KEY (organisation, child, purpose, object, person),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (purpose) REFERENCES consent_purpose (purpose)
)
--sqlite WITHOUT ROWID
;

-- Every answer there was, in order. Rows are only added. Read by the guardian whose answer it is; kept as long as the
-- child's file.
CREATE TABLE consent_history (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    purpose      TEXT   NOT NULL,
    object       BIGINT NOT NULL DEFAULT 0,
    person       BIGINT NOT NULL,
    answer       BIGINT NOT NULL CHECK (answer IN (0, 1)),
    text_version BIGINT NOT NULL,   -- of the words that were answered
    language     TEXT   NOT NULL,   -- in which they were read
    from_day     BIGINT NOT NULL,
    until_day    BIGINT NOT NULL,
    written_by   BIGINT NOT NULL,   -- the guardian, or who typed in what was signed on paper
    written_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (organisation, written_by) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX consent_history_child ON consent_history (organisation, child, person, id);

-- The rule, for today and later days, as two views that a statement joins on its own day: consent for a purpose is in force
-- on a day when consent_yes has a row of that day and consent_block has none. Views and not a stored set, so that a change
-- of authority or a date that passes needs no one to remember it. Who decides is whoever has parental authority.
CREATE VIEW consent_yes AS
    SELECT g.organisation AS organisation, g.child AS child, a.purpose AS purpose, a.object AS object,
           g.person AS person, CASE WHEN a.from_day > g.from_day THEN a.from_day ELSE g.from_day END AS from_day,
           CASE WHEN a.until_day < g.until_day THEN a.until_day ELSE g.until_day END AS until_day
      FROM guardian AS g
      JOIN consent AS a ON a.organisation = g.organisation AND a.child = g.child AND a.person = g.person
     WHERE g.authority = 1 AND a.answer = 1
    UNION ALL
    SELECT g.organisation, g.child, p.purpose, 0, g.person, g.from_day, g.until_day
      FROM guardian AS g
      JOIN child AS c ON c.organisation = g.organisation AND c.id = g.child
      JOIN consent_planning AS p ON p.photo_consent = c.photo_consent
     WHERE g.authority = 1
       AND NOT EXISTS (SELECT 1 FROM consent AS a
                        WHERE a.organisation = g.organisation AND a.child = g.child AND a.purpose = p.purpose
                          AND a.object = 0 AND a.person = g.person);

CREATE VIEW consent_block AS
    -- somebody with authority said no: that holds, also where one yes is enough
    SELECT g.organisation AS organisation, g.child AS child, a.purpose AS purpose, a.object AS object,
           g.person AS person, g.from_day AS from_day, g.until_day AS until_day
      FROM guardian AS g
      JOIN consent AS a ON a.organisation = g.organisation AND a.child = g.child AND a.person = g.person
     WHERE g.authority = 1 AND a.answer = 0
    UNION ALL
    -- asked of everyone: before the yes, and when its year is over
    SELECT g.organisation, g.child, a.purpose, a.object, g.person, g.from_day, a.from_day
      FROM guardian AS g
      JOIN consent AS a ON a.organisation = g.organisation AND a.child = g.child AND a.person = g.person
      JOIN consent_purpose AS p ON p.purpose = a.purpose
     WHERE g.authority = 1 AND a.answer = 1 AND p.everyone = 1
    UNION ALL
    SELECT g.organisation, g.child, a.purpose, a.object, g.person, a.until_day, g.until_day
      FROM guardian AS g
      JOIN consent AS a ON a.organisation = g.organisation AND a.child = g.child AND a.person = g.person
      JOIN consent_purpose AS p ON p.purpose = a.purpose
     WHERE g.authority = 1 AND a.answer = 1 AND p.everyone = 1
    UNION ALL
    -- asked of everyone: not answered, where another guardian was asked; the planning package may answer for her
    SELECT g.organisation, g.child, o.purpose, o.object, g.person, g.from_day, g.until_day
      FROM guardian AS g
      JOIN child AS c ON c.organisation = g.organisation AND c.id = g.child
      JOIN consent AS o ON o.organisation = g.organisation AND o.child = g.child AND o.person <> g.person
      JOIN consent_purpose AS p ON p.purpose = o.purpose
     WHERE g.authority = 1 AND p.everyone = 1
       AND NOT EXISTS (SELECT 1 FROM consent AS a
                        WHERE a.organisation = g.organisation AND a.child = g.child AND a.purpose = o.purpose
                          AND a.object = o.object AND a.person = g.person)
       AND NOT EXISTS (SELECT 1 FROM consent_planning AS n
                        WHERE o.object = 0 AND n.purpose = o.purpose AND n.photo_consent = c.photo_consent);

-- Somebody of the family's network whom the centre may call when the guardians are out of reach (R095), only while consent
-- for this row is in force. Seen by the guardian who named her and, while in force, by the staff of the child; goes when that
-- guardian takes it away.
CREATE TABLE network_contact (
    organisation BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    child        BIGINT NOT NULL,
    person       BIGINT NOT NULL,   -- the guardian who named her
    name         TEXT   NOT NULL,
    relation     TEXT   NOT NULL,   -- own words: "oma", "buurvrouw"
    phone        TEXT   NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, child) REFERENCES child (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
CREATE INDEX network_contact_child ON network_contact (organisation, child, person);

-- What a parent shares with the other parents of a group who share too (R113). The row goes when the parent stops.
CREATE TABLE parent_contact (
    organisation BIGINT NOT NULL,
    care_group   BIGINT NOT NULL,
    person       BIGINT NOT NULL,
    name         TEXT   NOT NULL,
    phone        TEXT   NOT NULL DEFAULT '',
    email        TEXT   NOT NULL DEFAULT '',
    shared_at    BIGINT NOT NULL,
    PRIMARY KEY (organisation, care_group, person),
    FOREIGN KEY (organisation, care_group) REFERENCES care_group (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
)
--sqlite WITHOUT ROWID
;
