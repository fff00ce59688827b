-- SPDX-License-Identifier: EUPL-1.2
-- A message to another address than the account has: that an e-mail address was changed is told to the former one too. Personal data,
-- as the words of the message: it goes with them as soon as it is sent or given up.
ALTER TABLE outgoing ADD COLUMN address TEXT NOT NULL DEFAULT '';
