-- SPDX-License-Identifier: EUPL-1.2
-- Answers of one tap beside the words of a home (src/feature/tap, R101), and how words came that the staff wrote down.
-- An answer is a name of src/feature/tap/tap.c; '' is none. A channel is 'door', 'paper' or '': who tells it wrote it here.
-- Personal data as the words beside them: optional, taken back by a tap.
ALTER TABLE background ADD COLUMN tongues_tap TEXT NOT NULL DEFAULT '';
ALTER TABLE background ADD COLUMN food_tap TEXT NOT NULL DEFAULT '';
ALTER TABLE background ADD COLUMN celebrations_tap TEXT NOT NULL DEFAULT '';
ALTER TABLE background ADD COLUMN customs_tap TEXT NOT NULL DEFAULT '';
ALTER TABLE background ADD COLUMN channel TEXT NOT NULL DEFAULT '';
ALTER TABLE contact_wish ADD COLUMN channel TEXT NOT NULL DEFAULT '';
ALTER TABLE home_words ADD COLUMN tap TEXT NOT NULL DEFAULT '';
ALTER TABLE home_words ADD COLUMN channel TEXT NOT NULL DEFAULT '';
ALTER TABLE home_words ADD COLUMN written_by BIGINT NOT NULL DEFAULT 0; -- who of the staff wrote it down; 0: the author
