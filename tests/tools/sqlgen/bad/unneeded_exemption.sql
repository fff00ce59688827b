-- SPDX-License-Identifier: EUPL-1.2
-- expect 5 unneeded-exemption
-- statement bad many
-- Why.
-- every organisation: a reason that is no longer true
-- in  organisation organisation_id
-- out id entry_id
SELECT e.id FROM entry AS e WHERE e.organisation = $organisation;
