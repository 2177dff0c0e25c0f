"""Figures with hand-made spans → the day they were said, the days of the harm; stamps; and what holds for any text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.dates import assign_dates, find_published_at, parse_day
from extractors.languages import load_language
from extractors.models import Attribution, Category, Extent, Figure, Qualifier, Quantity, Span
from extractors.pipeline import read_document

WEDNESDAY = date(2025, 3, 12)


def _span(text: str, words: str, start: int = 0) -> Span:
    at = text.index(words, start)
    return Span(at, at + len(words))


def _figure(text: str, words: str, harm: str, source: str | None, cue: str | None) -> Figure:
    """A figure of the text: its number and harm word, claimant and reporting word, each where it first stands."""
    number = _span(text, words)
    count = int("".join(c for c in words if c.isdigit()) or 1)
    quantity = Quantity(span=number, number=number, low=count, high=count, qualifier=Qualifier.EXACT)
    attribution = Attribution(source=_span(text, source), cue=_span(text, cue) if cue else None) if source else None
    return Figure(
        span=number,
        category=Category.KILLED,
        quantity=quantity,
        harm=_span(text, harm),
        rule="test",
        attribution=attribution,
    )


@dataclass(frozen=True, kw_only=True)
class Case:
    language: str
    text: str
    number: str
    harm: str
    source: str | None = None
    cue: str | None = None
    said: str | None = None
    days: tuple[str | None, str | None] | None = None
    extent: Extent | None = None
    published_at: date | None = WEDNESDAY


DAY, PERIOD, TOTAL = Extent.EVENT, Extent.PERIOD, Extent.RUNNING_TOTAL
CASES = [
    Case(  # the day after an attack is that of what is said then
        language="en",
        text="Gunmen attacked a market on Sunday. On Monday, the day after the attack, police put the toll at 12 dead.",
        number="12",
        harm="dead",
        source="police",
        cue="put",
        said="2025-03-10",
        days=("2025-03-09", "2025-03-09"),
        extent=DAY,
    ),
    Case(  # without a day of publication the year told later is that of the month before it
        language="fr",
        text="Depuis janvier, 12 soldats ont été tués. L'opération a été lancée le 11 février 2013.",
        number="12",
        harm="tués",
        days=("2013-01-01", None),
        extent=TOTAL,
        published_at=None,
    ),
    Case(
        language="en",
        text="Twelve miners (12) died when a shaft caved in on Monday, the governor said on Tuesday.",
        number="12",
        harm="died",
        source="the governor",
        cue="said",
        said="2025-03-11",
        days=("2025-03-10", "2025-03-10"),
        extent=DAY,
    ),
    Case(
        language="en",
        text="At least 12 people were killed, police said Monday.",
        number="12",
        harm="killed",
        source="police",
        cue="said",
        said="2025-03-10",
    ),
    Case(
        language="en",
        text="On Monday, police said that 12 people had been killed in Friday's attack.",
        number="12",
        harm="killed",
        source="police",
        cue="said",
        said="2025-03-10",
        days=("2025-03-07", "2025-03-07"),
        extent=DAY,
    ),
    Case(
        language="en",
        text="The toll of Friday's shipwreck rose to 36 on Tuesday.",
        number="36",
        harm="toll",
        said="2025-03-11",
        days=("2025-03-07", "2025-03-07"),
        extent=DAY,
    ),
    Case(
        language="en",
        text="Since Oct. 7, 2023, some 40,000 people have been killed, the ministry said on Tuesday.",
        number="40,000",
        harm="killed",
        source="the ministry",
        cue="said",
        said="2025-03-11",
        days=("2023-10-07", "2025-03-11"),
        extent=TOTAL,
    ),
    Case(
        language="en",
        text="The ministry said on Tuesday that 39 people had been killed in the past 24 hours.",
        number="39",
        harm="killed",
        source="The ministry",
        cue="said",
        said="2025-03-11",
        days=("2025-03-10", "2025-03-11"),
        extent=PERIOD,
    ),
    Case(
        language="en",
        text="As of Jan. 12 the register held 301 dead.",
        number="301",
        harm="dead",
        days=(None, "2025-01-12"),
        extent=TOTAL,
    ),
    Case(
        language="en",
        text="Forty-two bodies (42) were found on Monday in a mass grave.",
        number="42",
        harm="grave",
    ),
    Case(
        language="en",
        text="The UN counted 221 killed and 1,168 injured in January, 183 and 836 in February.",
        number="183",
        harm="183",
        days=("2025-02-01", "2025-02-28"),
        extent=PERIOD,
    ),
    Case(
        language="en",
        text="The bombing recalled that of a market (62 dead in May 2014).",
        number="62",
        harm="dead",
        days=("2014-05-01", "2014-05-31"),
        extent=PERIOD,
    ),
    Case(
        language="en",
        text="Six soldiers (6) died in clashes in recent weeks. A truck hit a crowd on Monday.",
        number="6",
        harm="died",
        extent=PERIOD,
    ),
    Case(
        language="fr",
        text="Douze mineurs (12) sont morts lundi dans un éboulement, a annoncé mardi le gouverneur.",
        number="12",
        harm="morts",
        source="le gouverneur",
        cue="annoncé",
        said="2025-03-11",
        days=("2025-03-10", "2025-03-10"),
        extent=DAY,
    ),
    Case(
        language="fr",
        text="Le 2 mars, la télévision a diffusé un chiffre : 311 morts.",
        number="311",
        harm="morts",
        source="la télévision",
        cue="diffusé",
        said="2025-03-02",
    ),
    Case(
        language="fr",
        text="Dans un communiqué publié mardi, l'armée dit avoir perdu 14 soldats dans la nuit de vendredi à samedi.",
        number="14",
        harm="soldats",
        source="l'armée",
        cue="dit",
        said="2025-03-11",
        days=("2025-03-07", "2025-03-08"),
        extent=DAY,
    ),
    Case(
        language="fr",
        text="Depuis l'effondrement de la trêve, le 2 mars, on en est à 673 morts.",
        number="673",
        harm="morts",
        days=("2025-03-02", "2025-03-12"),
        extent=TOTAL,
    ),
    Case(
        language="fr",
        text="La guerre, qui a commencé en 2011, a tué 500000 personnes.",
        number="500000",
        harm="personnes",
        days=("2011-01-01", "2025-03-12"),
        extent=TOTAL,
    ),
    Case(
        language="fr",
        text="En janvier, des experts avaient estimé à 1000 le nombre des tués.",
        number="1000",
        harm="tués",
        source="des experts",
        cue="estimé",
    ),
    Case(
        language="fr",
        text="Un séisme a frappé l'île lundi.\n\nL'hôpital compte 31 morts, selon le maire.",
        number="31",
        harm="morts",
        source="le maire",
        cue="selon",
        days=("2025-03-10", "2025-03-10"),
        extent=DAY,
    ),
    Case(
        language="fr",
        text="KINSHASA, 11 mars 2025 (XYZ) – Une frappe a fait 7 morts, selon le maire.",
        number="7",
        harm="morts",
        source="le maire",
        cue="selon",
    ),
    Case(
        language="fr",
        text="L'attaque de vendredi a fait 7 morts, selon le maire.",
        number="7",
        harm="morts",
        source="le maire",
        cue="selon",
        published_at=None,
    ),
    Case(
        language="en",
        text="On Monday morning the ministry confirmed 20 deaths, in the evening the ombudsman spoke of 68 dead.",
        number="68",
        harm="dead",
        source="the ombudsman",
        cue="spoke",
        said="2025-03-10",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}-{case.text[:40]}")
def test_dating(case: Case) -> None:
    language = load_language(case.language)
    figure = _figure(case.text, case.number, case.harm, case.source, case.cue)
    (dated,) = assign_dates(read_document(case.text, language), (figure,), language, case.published_at)
    period = dated.period and tuple(day and str(day) for day in (dated.period.start, dated.period.end))
    said = dated.reported_on and str(dated.reported_on)
    assert (said, period, dated.extent) == (case.said, case.days, case.extent)
    assert bool(dated.date_rule) == bool(period) or dated.period is None


def _dates(language: str, text: str, *figures: Figure, published_at: date = WEDNESDAY) -> list[tuple[str | None, ...]]:
    pack = load_language(language)
    dated = assign_dates(read_document(text, pack), figures, pack, published_at)
    return [
        tuple(day and str(day) for day in (f.reported_on, f.period and f.period.start, f.period and f.period.end))
        for f in dated
    ]


def test_a_claimant_who_goes_on_keeps_the_day() -> None:
    text = (
        "Le naufrage de lundi a fait 12 morts, a annoncé mardi le préfet. "
        "« Nous avons sorti de l'eau 30 blessés », a précisé le préfet."
    )
    first = _figure(text, "12", "morts", "le préfet", "annoncé")
    second = _figure(text, "30", "blessés", "le préfet", "précisé")
    assert _dates("fr", text, first, second) == [("2025-03-11", "2025-03-10", "2025-03-10")] * 2


def test_a_headline_takes_the_day_of_its_claim() -> None:
    text = "Police: 12 dead in blast\n\nA blast killed 12 people on Monday, police said on Tuesday."
    headline = _figure(text, "12", "dead", "Police", ":")
    number = _span(text, "12", 20)
    body = _figure(text[20:], "12", "people", "police", "said")
    moved = Quantity(span=number, number=number, low=12, high=12, qualifier=Qualifier.EXACT)
    at = Attribution(source=_span(text, "police", 20), cue=_span(text, "said"))
    body = Figure(
        span=number, category=body.category, quantity=moved, harm=_span(text, "killed"), rule="", attribution=at
    )
    assert _dates("en", text, headline, body) == [("2025-03-11", "2025-03-10", "2025-03-10")] * 2


def test_an_earlier_count_keeps_its_own_day() -> None:
    text = "The army put its dead at 90 on Tuesday; on Friday it had spoken of 60 killed."
    later = _figure(text, "90", "90", "The army", "put")
    earlier = _figure(text, "60", "killed", "The army", "spoken")
    assert [said for said, *_ in _dates("en", text, later, earlier)] == ["2025-03-11", "2025-03-07"]


def test_entries_of_a_ticker_are_said_on_their_day() -> None:
    text = (
        "Live: the fire\n\nMon 10 Mar, 19:47 – Police: 10 dead.\n21:35 – Police: 12 dead.\nTue 11 Mar, 06:20 – 16 dead."
    )
    figures = [_figure(text, number, "dead", None, None) for number in ("10 dead", "12", "16")]
    assert [said for said, *_ in _dates("en", text, *figures)] == ["2025-03-10", "2025-03-10", "2025-03-11"]


def test_a_list_of_events_is_dated_by_its_heads() -> None:
    text = "Some quakes:\n2006: A quake killed 700 people.\n2009: A quake struck Padang.\nSome 1100 died."
    figures = [_figure(text, "700", "people", None, None), _figure(text, "1100", "died", None, None)]
    assert [days for _, *days in _dates("en", text, *figures)] == [
        ["2006-01-01", "2006-12-31"],
        ["2009-01-01", "2009-12-31"],
    ]


STAMPS = [
    ("fr", "Un titre\n\n10:3919/12/2024, الخميس\nAFP\nLe texte.", "2024-12-19"),
    ("fr", "KATMANDOU, 27 avr 2015 (AFP) - Le bilan est lourd.", "2015-04-27"),
    ("fr", "Un titre\nPublié le 3 mars 2024 à 10h\nLe texte.", "2024-03-03"),
    ("fr", "Un titre\nLe texte.\n\n© Belga (11/06/2025 15:48)", "2025-06-11"),
    ("fr", "lundi, janvier 13, 2025\nUn titre\nLe texte.", "2025-01-13"),
    ("en", "A title\nJanuary 8, 2011\nThe text.", "2011-01-08"),
    ("en", "A title\nPublished: 5:03 PM EST, Wed December 18, 2024\nThe text.", "2024-12-18"),
    ("en", "SAN SALVADOR, 12 NOV 89 (ACAN-EFE) -- [TEXT] THE ARMY SPOKE.", "1989-11-12"),
    ("en", "A title\nUpdated Jan. 3, 2025\nThe text.", "2025-01-03"),
    ("en", "GENEVA, Aug 18 (Reuters) - The text.", None),
    ("en", "The attack of September 11, 2001\nThe text.", None),
    ("fr", "Un titre\nLe séisme du 12 mars 2020 a surpris tout le monde dans la vallée et au-delà.", None),
    ("fr", "", None),
]


@pytest.mark.parametrize(("code", "text", "wanted"), STAMPS)
def test_stamp(code: str, text: str, wanted: str | None) -> None:
    language = load_language(code)
    found = find_published_at(read_document(text, language), language)
    assert (found and str(found)) == wanted


def test_parse_day_wants_a_full_date() -> None:
    assert parse_day("19 décembre 2024 à 10:39", "fr") == date(2024, 12, 19)
    assert parse_day("décembre 2024", "fr") is None
    assert parse_day("jeudi", "fr") is None


PIECES = [
    *[
        "lundi",
        "mardi",
        "soir",
        "depuis",
        "le",
        "7",
        "octobre",
        "2023",
        "hier",
        "la",
        "veille",
        "dans",
        "nuit",
        "de",
        "à",
        "et",
        "24",
        "dernières",
        "heures",
        "au",
        "12",
        "janvier",
    ],
    *[
        "on",
        "Monday",
        "since",
        "early",
        "overnight",
        "between",
        "2015",
        "and",
        "2020",
        "last",
        "week",
        "the",
        "day",
        "before",
        "as",
        "of",
        "Jan.",
        "31",
        "12:30",
        "–",
    ],
    *["\n", "\n\n", ", a annoncé ", " said ", "12 morts", "3,000", ".", ";", "29 février 2023", "99/99/9999", "0000"],
]
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(
    text=TEXTS,
    code=st.sampled_from(["fr", "en"]),
    published_at=st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    at=st.integers(0, 300),
)
def test_any_text_any_day(text: str, code: str, published_at: date | None, at: int) -> None:
    language = load_language(code)
    document = read_document(text, language)
    assert find_published_at(document, language) == find_published_at(document, language)
    figures = ()
    if text.strip():
        start = min(at, len(text) - 1)
        number = Span(start, start + 1)
        quantity = Quantity(span=number, number=number, low=1, high=1, qualifier=Qualifier.EXACT)
        source = Attribution(source=number, cue=number)
        plain = Figure(span=number, category=Category.KILLED, quantity=quantity, harm=number, rule="")
        figures = (
            plain,
            Figure(span=number, category=Category.INJURED, quantity=quantity, harm=number, rule="", attribution=source),
        )
    for figure in assign_dates(document, figures, language, published_at):
        period = figure.period
        if period and period.start and period.end:
            assert period.start <= period.end
        if period and published_at and period.end:
            assert period.end <= published_at
