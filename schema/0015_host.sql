-- SPDX-License-Identifier: EUPL-1.2
-- The host that an organisation is reached by. Passkeys belong to it (it is their relying party) and to no other, so it is fixed
-- when the installation is made; `samenspel host` moves it, for who means it. On PostgreSQL it is also how a server finds its
-- organisation, which is why it may be read across organisations. It holds nothing about a person.
CREATE TABLE organisation_host (
    organisation BIGINT NOT NULL PRIMARY KEY,
    host         TEXT,     -- as browsers write it, without port; NULL: from before it was kept, fixed at the next start
    fixed_at     BIGINT    -- NULL with host
);
CREATE UNIQUE INDEX organisation_host_host ON organisation_host (host);
INSERT INTO organisation_host (organisation) SELECT o.organisation FROM organisation AS o;
