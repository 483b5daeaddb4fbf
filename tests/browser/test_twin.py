"""The page's own matching: by hand, by the cases that both languages share, and by chance."""

import json
from random import Random
from typing import Any

import pytest

from tests.browser.twin_page import ASKED, DAYS, on, places_json
from webmap.places.vocabulary import ACCESS, CATEGORIES, SUPPORT

LOAD = """const js = document.querySelector('link[href$="base.css"]').href.replace("css/base.css", "js/");
const load = (name) => import(`${js}${name}.js`);"""
"""The modules stand beside the styles, under an address that changes with them."""

FRIDAY = "2026-12-04T16:20"
ANSWER_ALL = (
    f"async ([raws, asks]) => {{{LOAD}"
    + """
  const { match, why, tokyo, nowIn, FITS } = await load("matching");
  const { readNeeds } = await load("needs");
  const { pick, loosen } = await load("answers");
  const data = Object.fromEntries(Object.entries(raws).map(([name, raw]) =>
    [name, { raw, columns: raw.columns, count: raw.count }]));
  return asks.map(({ raw: name, query, clock }) => {
    const time = tokyo(clock);
    const needs = readNeeds(new URLSearchParams(query), time.date);
    const { raw, columns, count } = data[name];
    const now = nowIn(raw, time);
    const matched = match(data[name], needs, now);
    const keys = (group) => pick(matched, group).map((i) => columns.key[i]);
    const easier = matched.counts[FITS] ? null : loosen(data[name], needs, now, null);
    return {
      fit: Array.from(matched.fit, (one) => ["fits", "unknown", "does_not_fit"][one]),
      why: Array.from({ length: count }, (_, i) => why(matched, i)),
      fits: keys(0), unknown: keys(1),
      loosen: easier && [easier.part.join("="), easier.count],
      soonest: columns.calendar.map((c) => [matched.soonest.state[c], matched.soonest.minute[c]]),
    };
  });
}"""
)


@pytest.fixture
def twin(new_page, site):
    """Asks the modules that the site serves."""
    page = new_page(site).open("/ja/about")

    def twin(raws, asks):
        return page.evaluate(ANSWER_ALL, [raws, asks])

    return twin


def ask(query, clock=FRIDAY, raw="all"):
    return {"raw": raw, "query": query, "clock": clock}


def opening(*days, state="o", opens=600, closes=1080, audience=""):
    return [state, opens, closes, audience, sorted(days)]


# -- one place, one question

SUNDAYS = {"calendar": [opening(*on(6), opens=690, closes=840)]}
TODAY = {"calendar": [opening(1)]}
TEENS = {"calendar": [opening(*range(DAYS), audience="jh")]}
FROM_FIVE = {"calendar": [opening(1, opens=1020, closes=None)]}
UNTIL_SIX = {"calendar": [opening(1, opens=None, closes=1080)]}
NO_HOURS = {"calendar": [opening(*range(DAYS), opens=None, closes=None)]}
NIGHT = {"calendar": [opening(1, opens=1320, closes=1560)]}
UNSAID = {"calendar": [opening(*range(DAYS), state="u")]}
CLOSED: dict[str, Any] = {"calendar": []}
PUPILS = {"audience": {"age": "n" * 6 + "uyyyyyun", "grade": "yyyyyynnnn", "band": "nnyynnu"}}
CHEAP = {"asked": {"free.preschool": "n", "free.elementary": "y", "free.junior_high": "l"}}
LIFT = {"asked": {"elevator": "l", "booking": "l", "alone": "y", "learning": "n"}}

BY_HAND = [
    (SUNDAYS, "open=today", FRIDAY, "no"),
    (SUNDAYS, "open=week", FRIDAY, "yes"),
    (SUNDAYS, "open=2026-12-06&time=afternoon", FRIDAY, "yes"),
    (SUNDAYS, "weekday=sat&weekday=sun&time=evening", FRIDAY, "no"),
    (SUNDAYS, "open=2027-01-08", FRIDAY, "unknown"),
    (CLOSED, "open=2027-01-08&weekday=mon", FRIDAY, "unknown"),
    (CLOSED, "weekday=sun", FRIDAY, "no"),
    (TODAY, "open=today", "2026-12-04T17:59", "yes"),
    (TODAY, "open=today", "2026-12-04T18:00", "no"),
    (TODAY, "weekday=fri", "2026-12-04T18:00", "no"),
    (TODAY, "open=today&time=evening", FRIDAY, "yes"),
    (TEENS, "open=today", FRIDAY, "limited"),
    (TEENS, "open=today&grade=jhs1", FRIDAY, {"when": "yes", "grade=jhs1": "unknown"}),
    (TEENS, "open=today&age=12", FRIDAY, {"when": "unknown", "age=12": "unknown"}),
    (TEENS, "open=today&grade=jhs1&age=9", FRIDAY,
     {"when": "no", "grade=jhs1": "unknown", "age=9": "unknown"}),
    (TODAY, "open=today&time=morning", FRIDAY, "no"),
    (TODAY, "open=today&time=morning", "2026-12-04T11:59", "yes"),
    (FROM_FIVE, "open=today", FRIDAY, "yes"),
    (FROM_FIVE, "open=today", "2026-12-04T17:00", "unknown"),
    (FROM_FIVE, "open=today&time=afternoon", FRIDAY, "no"),
    (UNTIL_SIX, "open=today&time=afternoon", FRIDAY, "unknown"),
    (UNTIL_SIX, "open=today&time=evening", FRIDAY, "yes"),
    (NO_HOURS, "open=today", FRIDAY, "unknown"),
    (NO_HOURS, "open=tomorrow", FRIDAY, "yes"),
    (NO_HOURS, "open=tomorrow&time=morning", FRIDAY, "unknown"),
    (NIGHT, "open=today&weekday=fri&time=evening", "2026-12-05T01:59", "yes"),
    (NIGHT, "open=today", "2026-12-05T02:00", "no"),
    (NIGHT, "weekday=sat", "2026-12-05T01:00", "no"),
    (NIGHT, "open=today&time=morning", "2026-12-05T01:00", "no"),
    (UNSAID, "open=tomorrow", FRIDAY, "unknown"),
    (PUPILS, "age=9&age=5", FRIDAY, {"age=5": "no", "age=9": "yes"}),
    (PUPILS, "age=40&band=parents&grade=es1", FRIDAY,
     {"age=40": "no", "band=parents": "unknown", "grade=es1": "yes"}),
    (CHEAP, "free=1", FRIDAY, "limited"),
    (CHEAP, "free=1&grade=es3", FRIDAY, {"free=1": "yes", "grade=es3": "unknown"}),
    (CHEAP, "free=1&age=12", FRIDAY, {"free=1": "limited", "age=12": "unknown"}),
    (CHEAP, "free=1&age=6", FRIDAY, {"free=1": "unknown", "age=6": "unknown"}),
    (CHEAP, "free=1&grade=es3&band=3-5", FRIDAY,
     {"free=1": "no", "grade=es3": "unknown", "band=3-5": "unknown"}),
    (CHEAP, "free=1&band=parents", FRIDAY, {"free=1": "limited", "band=parents": "unknown"}),
    (LIFT, "access=elevator&booking=none&alone=1&support=learning&takeout=1", FRIDAY,
     {"access=elevator": "limited", "booking=none": "limited", "alone=1": "yes",
      "support=learning": "no", "takeout=1": "unknown"}),
    ({"categories": "bh"}, "category=soudan&category=jidokan", FRIDAY, "yes"),
    ({"categories": "bh"}, "category=kodomo_shokudo", FRIDAY, "no"),
]  # fmt: skip


def test_a_place_answers_as_the_definition_says(twin):
    raws = {str(n): places_json([row]) for n, (row, *_) in enumerate(BY_HAND)}
    asks = [ask(query, clock, str(n)) for n, (_, query, clock, _) in enumerate(BY_HAND)]
    for (_, query, clock, expected), found in zip(BY_HAND, twin(raws, asks), strict=True):
        answers = found["why"][0]
        if isinstance(expected, str):
            [answers] = answers.values()
        assert answers == expected, (query, clock)


def test_limited_fits_and_unknown_is_worse(twin):
    raws = {"all": places_json([LIFT])}
    asks = [
        ask("access=elevator"),
        ask("access=elevator&takeout=1"),
        ask("takeout=1&support=learning"),
        ask(""),
    ]
    fits = [found["fit"][0] for found in twin(raws, asks)]
    assert fits == ["fits", "unknown", "does_not_fit", "fits"]


# -- the order, and what to loosen


def test_the_soonest_comes_first_and_what_is_by_appointment_last(twin):
    later = {"calendar": [opening(3)]}
    rows: list[dict[str, Any]] = [
        {"key": "on-sunday", **later},
        {"key": "perhaps-today", "calendar": [opening(1, state="m")]},
        {"key": "now-for-teens", **TEENS},
        {"key": "now", **TODAY},
        {"key": "open-since-morning", "calendar": [opening(1, opens=540)]},
        {"key": "no-date", **UNSAID},
        {"key": "soudan", "flags": 32, **TODAY},
        {"key": "institution", "flags": 2, **TODAY},
    ]  # fmt: skip
    [all_of_them, today] = twin({"all": places_json(rows)}, [ask(""), ask("open=today")])
    assert all_of_them["fits"] == [
        "now-for-teens", "now", "open-since-morning", "on-sunday", "perhaps-today", "no-date",
        "soudan", "institution",
    ]  # fmt: skip
    assert today["fits"] == ["now", "open-since-morning", "now-for-teens", "soudan", "institution"]
    assert today["unknown"] == ["perhaps-today", "no-date"]


def test_a_group_goes_on_in_the_same_order_by_hundreds(new_page, site):
    chance = Random(4)
    rows: list[dict[str, Any]] = [
        {
            "flags": chance.choice([0, 2, 32]),
            "calendar": [opening(chance.randrange(DAYS), opens=600 + n % 7)],
        }
        for n in range(1000)
    ]
    script = (
        f"async (raw) => {{{LOAD}"
        + """
      const { match } = await load("matching");
      const { readNeeds } = await load("needs");
      const { pick } = await load("answers");
      const data = { raw, columns: raw.columns, count: raw.count };
      const matched = match(data, readNeeds(new URLSearchParams(), "2026-12-04"), { day: 1, minute: 0 });
      const shown = [];
      for (;;) {
        const next = pick(matched, 0, shown.at(-1) ?? -1);
        if (next.length === 0) return [shown, matched.soonest];
        shown.push(...next);
      }
    }"""
    )
    raw = places_json(rows)
    shown, soonest = new_page(site).open("/ja/about").evaluate(script, raw)
    turn = {0: 0, 32: 1, 2: 2}

    def place_in_order(i):
        c, flags = raw["columns"]["calendar"][i], raw["columns"]["flags"][i]
        return turn[flags], soonest["state"][c], soonest["minute"][c], i

    assert shown == sorted(range(1000), key=place_in_order)


def test_the_condition_that_costs_most_is_told(twin):
    rows: list[dict[str, Any]] = [
        LIFT | SUNDAYS,
        SUNDAYS,
        SUNDAYS | {"categories": "b"},
        {"asked": {"elevator": "y"}} | TODAY,
    ]
    asks = [
        ask("open=tomorrow&access=elevator"),
        ask("category=ibasho&open=today&access=elevator"),
        ask("takeout=1"),
    ]
    found = twin({"all": places_json(rows)}, asks)
    assert [one["loosen"] for one in found] == [
        ["open=tomorrow", 2],
        ["category=ibasho", 1],
        ["takeout=1", 4],
    ]


# -- the cases that both languages share


def test_every_case_has_the_answer_that_the_file_says(twin):
    from tests.matching_cases import cases

    shared = list(cases())
    days = {case.now.date() for case in shared}
    raws = {
        str(one): _file_of([case.place for case in shared if case.now.date() == one], one)
        for one in days
    }
    asks = [ask(case.query, _clock(case.now), str(case.now.date())) for case in shared]
    wrong = []
    for case, found in zip(shared, twin(raws, asks), strict=True):
        i = raws[str(case.now.date())]["columns"]["key"].index(case.place.key)
        answers, fit = found["why"][i], found["fit"][i]
        limited = fit == "fits" and "limited" in answers.values()
        if (answers, fit, limited) != (case.why, case.fit, case.limited):
            wrong.append((case.name, case.query, answers, fit))
    assert wrong == []


def test_every_order_is_the_files(twin):
    from tests.matching_cases import orders

    shared = list(orders())
    raws = {one.name: _file_of(one.places, one.now.date()) for one in shared}
    found = twin(raws, [ask(one.query, _clock(one.now), one.name) for one in shared])
    for one, answer in zip(shared, found, strict=True):
        told = [answer["fits"], answer["unknown"], answer["loosen"]]
        assert told == [one.fits, one.unknown, one.loosen], one.name


def _clock(now):
    return now.strftime("%Y-%m-%dT%H:%M")


def _file_of(places, today):
    """The file that the page would get of these places; what is only said in it is left out."""
    from webmap.mapping.places_json import PlacesJson
    from webmap.places.matching import traits_of
    from webmap.words.card import Card
    from webmap.words.whereabouts import Whereabouts

    known = [(place, traits_of(place, today)) for place in places]
    whole = PlacesJson(today)
    for place, traits in sorted(known, key=lambda pair: (pair[1].turn, pair[0].name, pair[0].key)):
        name, drops_in = ((place.name, ""),), place.drops_in
        card = Card(place.key, name, "", place.categories[0], "", False, "", "", "", False,
                    Whereabouts("unknown"), drops_in, False)  # fmt: skip
        whole.add(card, traits, None)
    return json.loads(whole.json())


# -- what must always hold


def test_asking_more_never_makes_a_place_fit(twin):
    chance = Random(11)
    raw = places_json([_any_row(chance) for _ in range(60)])
    pairs = [
        (less, [*less, _any_need(chance)]) for less in ([_any_need(chance)] for _ in range(300))
    ]
    pairs = [(less, more) for less, more in pairs if len({word for word, _ in more}) == 2]
    asks = [
        ask("&".join(f"{word}={value}" for word, value in needs))
        for pair in pairs
        for needs in pair
    ]
    found = twin({"all": raw}, asks)
    for (less, more), before, after in zip(pairs, found[::2], found[1::2], strict=True):
        worse = [one for one, other in zip(before["fit"], after["fit"], strict=True)
                 if one == "does_not_fit" and other == "fits"]  # fmt: skip
        assert not worse, (less, more)
    seen = {fit for one in found for fit in one["fit"]}
    assert seen == {"fits", "unknown", "does_not_fit"}


def _any_row(chance):
    def letters(count):
        return "".join(chance.choice("ynu") for _ in range(count))

    def spell():
        opens, closes = chance.choice(
            [(None, None), (540, None), (None, 1020), (600, 720), (1020, 1500)]
        )
        days = sorted(chance.sample(range(DAYS), 12))
        return [
            chance.choice("oomu"),
            opens,
            closes,
            chance.choice(["", "", "e", "jh", "pg"]),
            days,
        ]

    return {
        "asked": {name: chance.choice("ylnu") for name in ASKED},
        "audience": {"age": letters(20), "grade": letters(10), "band": letters(7)},
        "calendar": [spell() for _ in range(chance.randrange(3))],
        "categories": chance.choice("abh"),
    }


def _any_need(chance):
    return chance.choice([
        ("category", chance.choice(CATEGORIES)), ("age", str(chance.randrange(22))), ("grade", "jhs1"),
        ("band", chance.choice(["0-2", "hs", "parents"])), ("weekday", chance.choice(["fri", "sat"])),
        ("time", chance.choice(["morning", "evening"])),
        ("open", chance.choice(["today", "week", "2026-12-20"])),
        ("access", chance.choice(ACCESS)), ("support", chance.choice(SUPPORT)), ("free", "1"),
        ("booking", "none"), ("alone", "1"), ("takeout", "1"),
    ])  # fmt: skip


# -- the words of an address


def test_needs_are_read_and_written_as_the_address_has_them(new_page, site):
    script = (
        f"async (query) => {{{LOAD}"
        + """
      const { readNeeds, writeNeeds, eachNeed, without, VALUES } = await load("needs");
      const needs = readNeeds(new URLSearchParams(query), "2026-12-04");
      const lists = Object.fromEntries(Object.entries(VALUES).filter(([, one]) => Array.isArray(one)));
      return [writeNeeds(needs), writeNeeds(needs, { topics: true }),
        [...eachNeed(without(needs, ["access", "elevator"]))].map((part) => part.join("=")), lists];
    }"""
    )
    query = (
        "q=%20%E3%81%84%E3%81%AA%E3%81%BB%E3%80%80+%E9%A3%9F%E5%A0%82&takeout=1&free=2&support=learning&access=elevator"
        "&access=step_free&open=2026-12-03&open=2027-02-29&open=2026-12-06&open=today&grade=es7&age=09&age=9"
        "&category=ibasho&category=kodomo_shokudo&color=red&weekday=sun"
    )
    plain, shared, rest, lists = new_page(site).open("/ja/about").evaluate(script, query)
    asked = (
        "category=kodomo_shokudo&category=ibasho&age=9&weekday=sun&open=2026-12-06"
        "&access=step_free&access=elevator{}&takeout=1&q=%E3%81%84%E3%81%AA%E3%81%BB+%E9%A3%9F%E5%A0%82"
    )
    assert (plain, shared) == (asked.format(""), asked.format("&support=learning"))
    assert "access=elevator" not in rest and "access=step_free" in rest and "q=いなほ 食堂" in rest
    assert (lists["category"], lists["access"], lists["support"]) == (
        list(CATEGORIES), list(ACCESS), list(SUPPORT)
    )  # fmt: skip
