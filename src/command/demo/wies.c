/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * At home with Wies, a childminder: two children, of whom she shares one with her bureau (outside.c).
 */
#include "command/demo/data.h"

static const struct demo_day fien[] = {
    { NOTE(0, "7:35", "night.well breakfast.all mood.happy", "Ze vroeg bij de voordeur al naar de poes."),
      ANSWER("De poes lag op haar te wachten, in de mand met de blokken."),
      LINE("10:20", "behaviour.together mood.happy",
           "Samen met Boaz de eendjes gevoerd. Fien gaf elk eendje een naam, en onthield ze nog ook."),
      REPLY(0, "Thuis heten alle eenden nu ook Kees.") },
    { NOTE(1, "7:42", "night.short breakfast.half mood.tired", "Vroeg wakker, dus misschien eerder naar bed."),
      LINE("14:45", "mood.calm", "Ze sliep twee uur. Daarna samen soep geroerd aan het aanrecht."),
      THEN("16:10", "", "Met laarzen door alle plassen van de straat, heen en terug.") },
    { NOTE(0, "7:38", "night.well breakfast.all", ""),
      LINE("11:05", "behaviour.busy", "In de moestuin wortels gezocht. Ze at er een met zand en al: 'lekker!'") },
    { NOTE(0, "7:40", "night.well breakfast.little", "Eten wilde ze niet, ze had het te druk met zingen."),
      LINE("9:50", "", "Hier at ze wel: twee boterhammen, op schoot bij het raam, met uitzicht op de vuilniswagen.") },
    { NOTE(1, "7:44", "night.well breakfast.all mood.happy", "Ze heeft haar tekening voor jou bij zich."),
      ANSWER("Hij hangt op de koelkast, naast die van Boaz."),
      LINE("15:30", "behaviour.alone", "Een uur lang stoepkrijt. De hele stoep is nu van Fien.") },
    { NOTE(0, "7:36", "night.restless breakfast.half", "Ze droomde van een beer. Een lieve, zegt ze nu."),
      LINE("10:05", "mood.calm", "We zochten de beer in het boekje op. Hij at honing, net als Fien om tien uur.") },
};

static const struct demo_day boaz[] = {
    { NOTE(0, "8:10", "night.restless breakfast.half", "Er komt een kies door. De gele bijtring zit in de tas."),
      ANSWER("Gevonden. Hij ligt nu koud in het deurtje van de koelkast."),
      LINE("11:30", "behaviour.close", "Hij was het liefst dichtbij, in de draagdoek, met zijn oor tegen mijn trui.") },
    { NOTE(0, "8:05", "night.well breakfast.all mood.happy", ""),
      LINE("10:45", "mood.happy", "Hij kroop voor het eerst de drempel over, en weer terug, en weer over.") },
    { NOTE(0, "8:12", "night.well breakfast.half", "Wil je zijn neus nog eens druppelen om twaalf uur?"),
      ANSWER("Gedaan, en daarna sliep hij als een roos."),
      LINE("15:20", "behaviour.quiet", "Lang naar de schaduw van de boom op de muur gekeken. Ik keek mee.") },
    { NOTE(0, "8:08", "night.well breakfast.all", "Hij zegt 'dag' tegen alles, ook tegen zijn schoen."),
      LINE("10:30", "behaviour.together mood.happy", "Dag lepel, dag Fien, dag poes. De poes zei niets terug.") },
    { NOTE(0, "8:15", "night.short breakfast.little mood.tired", "We waren vannacht samen wakker."),
      ANSWER("Hij sliep hier lang uit. Doe jij dat vanavond ook?"),
      LINE("14:10", "", "In de box met de houten ringen: erop, eraf, erop, eraf.") },
    { NOTE(0, "8:07", "night.well breakfast.half", ""),
      LINE("11:15", "behaviour.busy", "De trap bij de buren geoefend, drie treden op zijn buik, met mij erachter.") },
};

static const struct demo_child children[] = {
    { .given = "Fien",
      .family = "Prins",
      .say = "",
      .months = 29,
      .group = DEMO_WIES,
      .weekdays = "ma di do",
      .arrives = "7:48",
      .leaves = "17:05",
      .appetite = 3,
      .naps = { "12:40 90" },
      .moods = "happy calm",
      .plays = "together busy",
      .photo = "own_family",
      .mentor = "wies",
      .guardians = { { "lieke", "mama", 1, "full", false, false }, { "sjoerd", "papa", 1, "full", false, false } },
      DAYS(fien) },
    { .given = "Boaz",
      .family = "Levi",
      .say = "",
      .months = 13,
      .group = DEMO_WIES,
      .weekdays = "ma wo do",
      .arrives = "8:20",
      .leaves = "16:40",
      .appetite = 2,
      .naps = { "9:40 45", "13:00 80" },
      .moods = "calm happy",
      .plays = "quiet close",
      .photo = "own_family",
      .mentor = "wies",
      .guardians = { { "esther", "mama", 1, "full", false, false } },
      DAYS(boaz) },
};

const struct demo_children demo_wies = { children, sizeof children / sizeof *children };
