-- SPDX-License-Identifier: EUPL-1.2
-- News about one's own account.

-- statement account_news_address one
-- Where mail to a person goes now.
-- in organisation organisation_id
-- in person       person_id
-- out email       text
-- out folded      text
SELECT a.email, a.email_folded AS folded FROM account AS a WHERE a.organisation = $organisation AND a.person = $person;

-- statement account_news_list many
-- What she was told, newest first.
-- in organisation organisation_id
-- in person       integer
-- in since        instant
-- in most         integer
-- out action      text
-- out at          instant
SELECT a.action, a.at FROM audit AS a
 WHERE a.organisation = $organisation AND a.object_kind = 'told' AND a.object = $person AND a.at >= $since
 ORDER BY a.at DESC, a.id DESC LIMIT $most;
