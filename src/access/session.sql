-- SPDX-License-Identifier: EUPL-1.2
-- Sessions, sign-in links, and the account that a password belongs to.

-- statement session_find one recalled
-- every organisation: the cookie's secret names the session, and the session names the organisation
-- Who asks: the session with its person and organisation, one probe of the unique hash and two keys. Also a session that has
-- ended: the caller looks at the instants, and remembers whose text it is that is kept over signing in.
-- A role counts a day early and a day late: the zone of the organisation is not known yet, and strict is safe.
-- in token_hash       bytes
-- in tomorrow         date
-- in yesterday        date
-- out organisation    organisation_id
-- out id              session_id
-- out person          person_id
-- out created_at      instant
-- out expires_at      instant
-- out ended_at        instant null
-- out strength        integer
-- out confirmed_at    instant
-- out confirmed_by    text
-- out last_used_at    instant
-- out tablet          tablet_id
-- out tablet_group    group_id
-- out lock_minutes    integer
-- out tablet_hash     bytes null
-- out staff           boolean
-- out factor          boolean
-- out passkey         boolean
-- out given_name      text
-- out family_name     text
-- out language        text
-- out name            text
-- out country         text
-- out address_form    text
-- out cares           integer
-- out zone            text
-- out demo            boolean
SELECT s.organisation, s.id, s.person, s.created_at, s.expires_at, s.ended_at, s.strength, s.confirmed_at,
       s.confirmed_by, s.last_used_at, s.tablet AS tablet, COALESCE(t.care_group, 0) AS tablet_group,
       COALESCE(t.lock_minutes, 0) AS lock_minutes, t.token_hash AS tablet_hash,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM staff_role AS r
                               WHERE r.organisation = s.organisation AND r.person = s.person
                                 AND r.from_day <= $tomorrow AND r.until_day > $yesterday)
            THEN 1 ELSE 0 END AS BIGINT) AS staff,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM totp AS f
                               WHERE f.organisation = s.organisation AND f.person = s.person)
            THEN 1 ELSE 0 END AS BIGINT) AS factor,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM passkey AS k
                               WHERE k.organisation = s.organisation AND k.person = s.person)
            THEN 1 ELSE 0 END AS BIGINT) AS passkey,
       p.given_name, p.family_name, p.language, o.name, o.country, o.address_form,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM person_care AS w
                               WHERE w.organisation = s.organisation AND w.person = s.person AND w.care_form = 'day_care'
                                 AND w.until_day > $yesterday) THEN 1 ELSE 0 END +
            CASE WHEN EXISTS (SELECT 1 FROM person_care AS w
                               WHERE w.organisation = s.organisation AND w.person = s.person AND w.care_form = 'out_of_school'
                                 AND w.until_day > $yesterday) THEN 2 ELSE 0 END +
            CASE WHEN EXISTS (SELECT 1 FROM person_care AS w
                               WHERE w.organisation = s.organisation AND w.person = s.person AND w.care_form = 'childminder'
                                 AND w.until_day > $yesterday) THEN 4 ELSE 0 END AS BIGINT) AS cares,
       o.zone, o.demo
  FROM session AS s
  JOIN person AS p ON p.organisation = s.organisation AND p.id = s.person
  JOIN organisation AS o ON o.organisation = s.organisation
  LEFT JOIN tablet AS t ON t.organisation = s.organisation AND t.id = s.tablet AND t.revoked_at IS NULL
 WHERE s.token_hash = $token_hash;

-- statement session_on_tablet one recalled
-- every organisation: the cookie's secret names the tablet, and the tablet names the organisation
-- The tablet of a group that a browser is, for who is signed in there with an own account: it locks for her too (T21).
-- in token_hash       bytes
-- out organisation    organisation_id
-- out lock_minutes    integer
SELECT t.organisation, t.lock_minutes FROM tablet AS t WHERE t.token_hash = $token_hash AND t.revoked_at IS NULL;

-- statement session_insert run
-- A new session.
-- in organisation organisation_id
-- in id           session_id
-- in token_hash   bytes
-- in person       person_id
-- in created_at   instant
-- in expires_at   instant
-- in strength     integer
-- in confirmed_by text
-- in device       text
-- in tablet       tablet_id
-- in passkey      passkey_id
INSERT INTO session (organisation, id, token_hash, person, created_at, expires_at, strength, confirmed_at, confirmed_by,
                     last_used_at, device, tablet, passkey)
VALUES ($organisation, $id, $token_hash, $person, $created_at, $expires_at, $strength, $created_at, $confirmed_by,
        $created_at, $device, $tablet, $passkey);

-- statement session_staff one
-- Whether a person works here, a day early and a day late as in session_find.
-- in organisation organisation_id
-- in person       person_id
-- in tomorrow     date
-- in yesterday    date
-- out staff       boolean
SELECT CAST(CASE WHEN EXISTS (SELECT 1 FROM staff_role AS r
                               WHERE r.organisation = $organisation AND r.person = $person
                                 AND r.from_day <= $tomorrow AND r.until_day > $yesterday)
            THEN 1 ELSE 0 END AS BIGINT) AS staff;

-- statement session_update_strength run
-- The second factor was shown. Who came in by link a moment ago still did: that is how a password is chosen anew.
-- in organisation organisation_id
-- in id           session_id
-- in now          instant
-- in fresh        instant
-- in by           text
-- in token_hash   bytes
UPDATE session AS s
   SET strength = 2, confirmed_at = $now, token_hash = $token_hash,
       confirmed_by = CASE WHEN s.confirmed_by = 'link' AND s.confirmed_at > $fresh THEN s.confirmed_by
                           ELSE CAST($by AS TEXT) END
 WHERE s.organisation = $organisation AND s.id = $id AND s.ended_at IS NULL AND s.expires_at > $now;

-- statement session_update_confirmed run
-- The person proved again who they are.
-- in organisation organisation_id
-- in id           session_id
-- in now          instant
-- in by           text
UPDATE session AS s SET confirmed_at = $now, confirmed_by = $by
 WHERE s.organisation = $organisation AND s.id = $id AND s.ended_at IS NULL AND s.expires_at > $now;

-- statement session_end_one run
-- Signing out.
-- in organisation organisation_id
-- in id           session_id
-- in ended_at     instant
UPDATE session AS s SET ended_at = $ended_at
 WHERE s.organisation = $organisation AND s.id = $id AND s.ended_at IS NULL;

-- statement session_end_of_person run
-- All of a person's sessions but one: after another password.
-- in organisation organisation_id
-- in person       person_id
-- in keep         session_id null
-- in ended_at     instant
UPDATE session AS s SET ended_at = $ended_at
 WHERE s.organisation = $organisation AND s.person = $person AND s.ended_at IS NULL
   AND s.id <> coalesce(CAST($keep AS BIGINT), 0);

-- statement session_others many
-- The sessions that session_end_of_person is about to end: their live streams end too.
-- in organisation organisation_id
-- in person       person_id
-- in keep         session_id null
-- out id          session_id
SELECT s.id FROM session AS s
 WHERE s.organisation = $organisation AND s.person = $person AND s.ended_at IS NULL
   AND s.id <> coalesce(CAST($keep AS BIGINT), 0);

-- statement session_of_passkey many
-- The sessions that a passkey opened.
-- in organisation organisation_id
-- in person       person_id
-- in passkey      passkey_id
-- in keep         session_id null
-- out id          session_id
SELECT s.id FROM session AS s
 WHERE s.organisation = $organisation AND s.person = $person AND s.passkey = $passkey AND s.ended_at IS NULL
   AND s.id <> coalesce(CAST($keep AS BIGINT), 0);

-- statement session_slide run unnoticed
-- A session that was used ends later. The end only moves back when somebody began to work here meanwhile. Unnoticed: who
-- finds a last use of long ago in memory reads anew.
-- in organisation organisation_id
-- in id           session_id
-- in used_at      instant
-- in expires_at   instant
UPDATE session AS s SET expires_at = $expires_at, last_used_at = $used_at
 WHERE s.organisation = $organisation AND s.id = $id AND s.ended_at IS NULL AND s.last_used_at < $used_at;

-- statement link_insert run
-- A new sign-in link.
-- in organisation organisation_id
-- in id           integer
-- in token_hash   bytes
-- in person       person_id
-- in reusable     boolean
-- in created_at   instant
-- in expires_at   instant
INSERT INTO sign_in_link (organisation, id, token_hash, person, reusable, created_at, expires_at)
VALUES ($organisation, $id, $token_hash, $person, $reusable, $created_at, $expires_at);

-- statement link_select one
-- every organisation: the link's secret names it, and it names the organisation
-- The link with the person it signs in. Whether it still works is for the caller, who knows what time it is.
-- in token_hash    bytes
-- out organisation organisation_id
-- out id           integer
-- out person       person_id
-- out reusable     boolean
-- out opened_at    instant null
-- out expires_at   instant
-- out used_at      instant null
-- out given_name   text
-- out language     text
-- out name         text
-- out country      text
-- out address_form text
-- out demo         boolean
SELECT k.organisation, k.id, k.person, k.reusable, k.opened_at, k.expires_at, k.used_at, p.given_name, p.language,
       o.name, o.country, o.address_form, o.demo
  FROM sign_in_link AS k
  JOIN person AS p ON p.organisation = k.organisation AND p.id = k.person
  JOIN organisation AS o ON o.organisation = k.organisation
 WHERE k.token_hash = $token_hash;

-- statement link_open run
-- First opened: from here on it lives 72 hours (T5), if the 30 days do not end before.
-- in organisation organisation_id
-- in id           integer
-- in opened_at    instant
-- in expires_at   instant
UPDATE sign_in_link AS k
   SET opened_at = $opened_at,
       expires_at = CASE WHEN k.reusable = 1 OR k.expires_at < $expires_at THEN k.expires_at
                         ELSE CAST($expires_at AS BIGINT) END
 WHERE k.organisation = $organisation AND k.id = $id AND k.opened_at IS NULL;

-- statement link_use_once run
-- Used, once: no row changes for whoever comes second.
-- in organisation organisation_id
-- in id           integer
-- in used_at      instant
UPDATE sign_in_link AS k SET used_at = $used_at
 WHERE k.organisation = $organisation AND k.id = $id AND (k.used_at IS NULL OR k.reusable = 1);

-- statement link_end_of_person run
-- A password was set: links that were sent before are dead (T5).
-- in organisation organisation_id
-- in person       person_id
-- in used_at      instant
UPDATE sign_in_link AS k SET used_at = $used_at
 WHERE k.organisation = $organisation AND k.person = $person AND k.used_at IS NULL AND k.reusable = 0;

-- statement session_demo one
-- Whether the organisation is a demo: only there a link may be reusable.
-- in organisation organisation_id
-- out demo        boolean
SELECT o.demo FROM organisation AS o WHERE o.organisation = $organisation;

-- statement session_account one
-- The account that signs in with this address.
-- in organisation   organisation_id
-- in folded         text
-- out person        person_id
-- out password_hash text
SELECT a.person, a.password_hash FROM account AS a
 WHERE a.organisation = $organisation AND a.email_folded = $folded;

-- statement session_password one
-- The password that a change is still about: it may have changed while the hash was worked out.
-- in organisation   organisation_id
-- in person         person_id
-- out password_hash text
SELECT a.password_hash FROM account AS a WHERE a.organisation = $organisation AND a.person = $person;

-- statement session_own one
-- The account of who is signed in: for the page where she chooses a password.
-- in organisation   organisation_id
-- in person         person_id
-- out email         text
-- out email_folded  text
-- out password_hash text
SELECT a.email, a.email_folded, a.password_hash FROM account AS a
 WHERE a.organisation = $organisation AND a.person = $person;
