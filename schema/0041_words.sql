-- SPDX-License-Identifier: EUPL-1.2
-- Which forms of care somebody has to do with, from before the first day: works or manages there, has a child there, or was invited
-- for one. The words of her pages follow from it (R237, src/i18n/language.h). No access: nobody sees anything by it.
CREATE VIEW person_care AS
    SELECT m.organisation AS organisation, m.person AS person, c.care_form AS care_form, m.until_day AS until_day
      FROM may_group AS m
      JOIN care_group AS c ON c.organisation = m.organisation AND c.id = m.care_group
    UNION ALL
    SELECT g.organisation, g.person, c.care_form, p.until_day
      FROM guardian AS g
      JOIN placement AS p ON p.organisation = g.organisation AND p.child = g.child
      JOIN care_group AS c ON c.organisation = p.organisation AND c.id = p.care_group
    UNION ALL
    SELECT i.organisation, i.person, c.care_form, p.until_day
      FROM partner AS i
      JOIN placement AS p ON p.organisation = i.organisation AND p.child = i.child
      JOIN care_group AS c ON c.organisation = p.organisation AND c.id = p.care_group;
