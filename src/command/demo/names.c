/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The groups, who works there, and the parents.
 */
#include "access/people.h"
#include "command/demo/data.h"

static const char *const vlinders_lines[] = {
    "Met z'n allen in de regen geweest: laarzen aan, plassen zoeken, en warme melk toe.",
    "Vandaag hebben we de tafel vol klei gelegd. Er kwamen slangen, koekjes en een heel lange neus uit.",
    "In de kring hebben we het nieuwe boek over de egel gelezen, twee keer, want een keer was te kort.",
    "Muziek met potten en lepels. De buren weten het nu ook.",
    "We hebben wortels geraspt voor de soep, ieder een stukje, en daarna alles opgegeten.",
    "Naar het park aan het lange touw. Onderweg telden we honden en vuilnisbakken.",
    "De hele ochtend was de groep een dierentuin. De olifanten moesten als eerste eten.",
    "Verven op de grond op een groot vel, met blote voeten. De sporen drogen nog.",
    "We hebben een hut van lakens gebouwd en daarin fruit gegeten, met een lampje aan.",
    "Bellen geblazen op het plein tot de pot leeg was.",
    "Vandaag was alles rood: rode trui, rode blokken, tomatensoep.",
    "Met de schaduwen op de muur gespeeld. Wie is groot, wie is klein?",
    NULL,
};

static const char *const rupsen_lines[] = {
    "Op de grote mat met de lakens: kiekeboe, en wie durft eronder?",
    "Buiten in de wagens, onder de boom met het belletje. De wind deed de muziek.",
    "Voelen vandaag: sponzen, een borstel, zijde en een handvol rijst.",
    "We hebben liedjes gezongen met de armen erbij, langzaam, zodat iedereen kon meedoen.",
    "Badje met warm water op de groep: spetteren, en daarna een schone romper.",
    "De spiegel op de grond gelegd. Wie is dat toch, die baby?",
    "Ballen van groot naar klein gerold over de gang.",
    "Met de deuren open gespeeld, in de zon op het kleed.",
    "Alle knuffels kregen een luier. Zo rustig verschoonden we nog nooit.",
    "Een ochtend met bellen en belletjes, zachte en harde.",
    NULL,
};

static const char *const avonturiers_lines[] = {
    "Soep gekookt op het vuur in de tuin. Wie houthakte, mocht roeren.",
    "Groepsvergadering: de regel voor de step is nu door hen zelf bedacht, en hij staat op de muur.",
    "Een speurtocht langs de sloot, met kompas. Iedereen kwam terug, ook het kompas.",
    "Timmermiddag: drie nestkasten, een onbekend meubel en nul pleisters.",
    "Verkleed gegeten. De gesprekken werden er deftiger van.",
    "Trefbal tegen de leiding. De leiding wil een revanche.",
    "We hebben een brief geschreven aan de gemeente over het kapotte hek.",
    "Stil half uur gehouden, op hun eigen verzoek. Het werden vijftig minuten.",
    "Pannenkoeken gebakken in ploegen. De langste stapel telde negentien.",
    "Filmpje gemaakt over hoe de opvang er over honderd jaar uitziet. Er waren robots, en toch nog appels.",
    NULL,
};

static const char *const wies_lines[] = {
    "Met de bolderkar naar de kinderboerderij, en terug met hooi in alle zakken.",
    "We hebben koekjes gebakken. De helft haalde de oven.",
    "Regen op het dak van de tent in de tuin: zo klinkt een verhaal nog mooier.",
    "Bij de buurvrouw appels geraapt. Boaz rolde, Fien telde.",
    "De verkleedkist ging open. De hele dag dronk er een leeuw thee.",
    "Muziek gemaakt met alles uit de keukenla. De poes ging even naar boven.",
    "We hebben post rondgebracht in de straat: een tekening voor elke deur.",
    "Vandaag was de bank een boot. Wie uitstapte, kreeg natte sokken.",
    "Bladeren geteld, gegooid en onder de kast gevonden.",
    "Samen soep gekookt van alles wat oranje is.",
    "Bij de bibliotheek voorgelezen uit een boek dat groter was dan Boaz.",
    NULL,
};

const struct demo_group_data demo_groups[DEMO_GROUP__MAX] = {
    [DEMO_VLINDERS] = { "Vlinders", CARE_FORM_DAY_CARE, "020 555 01 21", false, vlinders_lines },
    [DEMO_RUPSEN] = { "Rupsen", CARE_FORM_DAY_CARE, "020 555 01 22", false, rupsen_lines },
    [DEMO_AVONTURIERS] = { "Avonturiers", CARE_FORM_OUT_OF_SCHOOL, "020 555 01 23", true, avonturiers_lines },
    [DEMO_WIES] = { "Thuis bij Wies", CARE_FORM_CHILDMINDER, "020 555 01 24", false, wies_lines },
};

const struct demo_staff demo_staff[] = {
    { "hanna", "Hanna", "de Wit", "", "professional", DEMO_VLINDERS },
    { "tom", "Tom", "Verhoeven", "", "professional", DEMO_VLINDERS },
    { "samira", "Samira", "Bouzid", "sa-MIE-ra", "stand_in", DEMO_VLINDERS },
    { "petra", "Petra", "Schouten", "", "professional", DEMO_RUPSEN },
    { "kim", "Kim", "Nguyen", "kim NWIEN", "professional", DEMO_RUPSEN },
    { "ruben", "Ruben", "Post", "", "professional", DEMO_AVONTURIERS },
    { "anouk", "Anouk", "Maas", "", "professional", DEMO_AVONTURIERS },
    { "wilma", "Wilma", "Hoekstra", "", "manager", DEMO_GROUP__MAX },
    { "bas", "Bas", "Timmer", "", "administrator", DEMO_GROUP__MAX },
    { "anneke", "Anneke", "Smit", "", "coach", DEMO_GROUP__MAX },
    { "ingrid", "Ingrid", "Dekker", "", "committee", DEMO_GROUP__MAX },
    { "wies", "Wies", "Wit", "", "childminder", DEMO_WIES },
    { "dirk", "Dirk", "Bos", "", "bureau", DEMO_GROUP__MAX },
    { "jasmijn", "Jasmijn", "Kok", "", "partner", DEMO_GROUP__MAX },
};
const size_t demo_staff_count = sizeof demo_staff / sizeof *demo_staff;

const struct demo_parent demo_parents[] = {
    { "aylin", "Aylin", "Demir", "ay-LIEN", "nl" },
    { "emre", "Emre", "Demir", "EM-re", "nl" },
    { "fatma", "Fatma", "Aydın", "FAT-ma", "nl" },
    { "bilal", "Bilal", "Aydın", "bie-LAL", "nl" },
    { "zofia", "Zofia", "Kowalska", "ZO-fja", "nl" },
    { "merel", "Merel", "van Dijk", "", "nl" },
    { "joost", "Joost", "van Dijk", "", "nl" },
    { "khadija", "Khadija", "El Amrani", "cha-DIE-dzja", "ar" },
    { "sanne", "Sanne", "Bakker", "", "nl" },
    { "mark", "Mark", "Bakker", "", "nl" },
    { "oksana", "Oksana", "Shevchenko", "ok-SA-na", "en" },
    { "lotte", "Lotte", "de Graaf", "", "nl" },
    { "pieter", "Pieter", "de Graaf", "", "nl" },
    { "elif", "Elif", "Yıldız", "e-LIEF", "nl" },
    { "murat", "Murat", "Yıldız", "moe-RAT", "nl" },
    { "inge", "Inge", "Visser", "", "nl" },
    { "derya", "Derya", "Kaya", "DER-ja", "nl" },
    { "can", "Can", "Kaya", "dzjan", "nl" },
    { "robin", "Robin", "Turner", "", "en" },
    { "alex", "Alex", "Turner", "", "en" },
    { "ria", "Ria", "Hendriks", "", "nl" },
    { "marieke", "Marieke", "Smit", "", "nl" },
    { "dennis", "Dennis", "Vos", "", "nl" },
    { "nadia", "Nadia", "Benali", "NA-dja", "nl" },
    { "karim", "Karim", "Benali", "ka-RIEM", "nl" },
    { "femke", "Femke", "Jansen", "", "nl" },
    { "iris", "Iris", "Jansen", "", "nl" },
    { "selam", "Selam", "Tesfay", "se-LAM", "en" },
    { "lisa", "Lisa", "de Boer", "", "nl" },
    { "thomas", "Thomas", "de Boer", "", "nl" },
    { "rania", "Rania", "Haddad", "RAA-nja", "ar" },
    { "omar", "Omar", "Haddad", "OO-mar", "ar" },
    { "eva", "Eva", "Kuipers", "", "nl" },
    { "jeroen", "Jeroen", "Kuipers", "", "nl" },
    { "anne", "Anne", "Willems", "", "nl" },
    { "koen", "Koen", "Willems", "", "nl" },
    { "hodan", "Hodan", "Hassan", "HO-dan", "nl" },
    { "cheryl", "Cheryl", "Pinas", "SJER-il", "nl" },
    { "marloes", "Marloes", "Dekker", "", "nl" },
    { "bart", "Bart", "Dekker", "", "nl" },
    { "tineke", "Tineke", "Mulder", "", "nl" },
    { "lieke", "Lieke", "Prins", "", "nl" },
    { "sjoerd", "Sjoerd", "Prins", "", "nl" },
    { "esther", "Esther", "Levi", "ES-ter", "nl" },
};
const size_t demo_parent_count = sizeof demo_parents / sizeof *demo_parents;

const struct demo_link demo_links[] = {
    { "aylin", "mother of Noor and Mees, in Dutch" },
    { "khadija", "mother of Amina, in Arabic" },
    { "alex", "mother of Sam and Lily, in English, one of two homes" },
    { "robin", "father of Sam and Lily, in English, the other home" },
    { "hanna", "works on Vlinders" },
    { "samira", "stands in on Vlinders today" },
    { "wilma", "manager of the location" },
    { "bas", "administrator" },
    { "anneke", "coach of the staff" },
    { "ingrid", "member of the parents' committee" },
    { "wies", "childminder, works alone at home" },
    { "lieke", "mother of Fien, who comes to Wies" },
    { "dirk", "bureau of Wies, sees what she shares" },
    { "jasmijn", "partner, invited for one child" },
};
const size_t demo_link_count = sizeof demo_links / sizeof *demo_links;
