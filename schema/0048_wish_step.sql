-- SPDX-License-Identifier: EUPL-1.2
-- Who reads a step of a wish (src/feature/wish/wish.h, R243): no wider than the wish, and what a protected guardian said stays out of the
-- other homes, of what was said before too. 6172 is AUDIENCE_GROUP_ONLY of src/access/scope.h; 1, 512 and 1024 are the three homes.

ALTER TABLE wish_step ADD COLUMN audience BIGINT NOT NULL DEFAULT 0; -- mask over the read bits
UPDATE wish_step SET audience = (SELECT w.audience FROM wish AS w
                                  WHERE w.organisation = wish_step.organisation AND w.id = wish_step.wish);
UPDATE wish_step SET audience = audience & (6172 | (SELECT MAX(CASE g.home WHEN 1 THEN 1 WHEN 2 THEN 512 ELSE 1024 END)
                                                      FROM guardian AS g
                                                      JOIN wish AS w ON w.organisation = g.organisation AND w.child = g.child
                                                     WHERE g.organisation = wish_step.organisation AND w.id = wish_step.wish
                                                       AND g.protected = 1 AND g.person IN (w.author, wish_step.author)))
 WHERE EXISTS (SELECT 1 FROM guardian AS g
                 JOIN wish AS w ON w.organisation = g.organisation AND w.child = g.child
                WHERE g.organisation = wish_step.organisation AND w.id = wish_step.wish
                  AND g.protected = 1 AND g.person IN (w.author, wish_step.author));
