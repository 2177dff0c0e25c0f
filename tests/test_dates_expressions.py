"""Expressions of time → the days they mean, seen from a Wednesday: 12 March 2025.

A day or two days apart by ".." stand for a date, "since" and "until" for an open stretch, "never" for a time that is
no date, "told" for a day by the one told before; nothing stands for words that are no time at all.
"""

from __future__ import annotations

from datetime import date

import pytest

from extractors.dates.calendar.expressions import read_calendar
from extractors.dates.calendar.mentions import Mention, Sense
from extractors.languages import load_language
from extractors.pipeline import read_document

PUBLISHED = date(2025, 3, 12)

ENGLISH = """
today = 2025-03-12
from 1 March until today = since 2025-03-01
since the seventh of October 2023 = since 2023-10-07
the third of March = 2025-03-03
over the same 24 hours = 2025-03-11..2025-03-12
between 2014 and September 2024 = 2014-01-01..2024-09-30
between October 2014 and 2024 = 2014-10-01..2024-12-31
after a night of shelling = 2025-03-11..2025-03-12
yesterday = 2025-03-11
the day before yesterday = 2025-03-10
this morning = 2025-03-12
earlier today = 2025-03-12
three days ago = 2025-03-09
two years ago = 2023-01-01..2023-12-31
a week ago = never
on Wednesday = 2025-03-12
last Wednesday = 2025-03-05
last Easter Sunday = 2024-03-31
on Good Friday 2019 = 2019-04-19
since Orthodox Easter = since 2024-05-05
after the Good Friday agreement =
on Friday evening = 2025-03-07
early on Thursday = 2025-03-06
in the small hours of Tuesday = 2025-03-11
Friday's = 2025-03-07
next Friday =
Monday of last week = 2025-03-03
on Monday and Tuesday = 2025-03-10..2025-03-11
from Friday to Sunday = 2025-03-07..2025-03-09
between late Friday and early Saturday = 2025-03-07..2025-03-08
overnight = 2025-03-11..2025-03-12
overnight from Monday to Tuesday = 2025-03-10..2025-03-11
overnight Monday to Tuesday = 2025-03-10..2025-03-11
Monday night into Tuesday = 2025-03-10..2025-03-11
overnight into Tuesday = 2025-03-10..2025-03-11
on the night of 10 March = 2025-03-10..2025-03-11
yesterday and today = 2025-03-11..2025-03-12
over the weekend = 2025-03-08..2025-03-09
last weekend = 2025-03-08..2025-03-09
this week = 2025-03-10..2025-03-12
last week = 2025-03-03..2025-03-09
this month = 2025-03-01..2025-03-12
earlier this month = 2025-03-01..2025-03-12
last month = 2025-02-01..2025-02-28
so far this year = 2025-01-01..2025-03-12
last year = 2024-01-01..2024-12-31
in the past 24 hours = 2025-03-11..2025-03-12
over the past day = 2025-03-11..2025-03-12
in the past 48 hours = 2025-03-10..2025-03-12
over the last three days = 2025-03-09..2025-03-12
in the past week = 2025-03-06..2025-03-12
over the last month = 2025-02-12..2025-03-12
in the last six months = 2024-09-12..2025-03-12
in recent weeks = never
in the past decade = never
in December = 2024-12-01..2024-12-31
last December = 2024-12-01..2024-12-31
in May = 2024-05-01..2024-05-31
in mid-February = 2025-02-01..2025-02-28
at the end of January = 2025-01-01..2025-01-31
in June last year = 2024-06-01..2024-06-30
in December 2023 = 2023-12-01..2023-12-31
in January and February = 2025-01-01..2025-02-28
between January and June 2024 = 2024-01-01..2024-06-30
in late March and early April = 2024-03-01..2024-04-30
in the first half of 2024 = 2024-01-01..2024-06-30
in the first half of last year = 2024-01-01..2024-06-30
in the first two months of the year = 2025-01-01..2025-02-28
in the first quarter of 2024 = 2024-01-01..2024-03-31
in the spring of 2022 = never
in 2014 = 2014-01-01..2014-12-31
between 2015 and 2020 = 2015-01-01..2020-12-31
spread over 2008-2011 = 2008-01-01..2011-12-31
the 1999 earthquake = 1999-01-01..1999-12-31
on Jan. 12 = 2025-01-12
on 12 January = 2025-01-12
on the 12th of January = 2025-01-12
on January 12, 2024 = 2024-01-12
on Sunday, Jan. 12 = 2025-01-12
on 8 and 9 January = 2025-01-08..2025-01-09
on Jan. 8 and 9 = 2025-01-08..2025-01-09
on January 8-9 = 2025-01-08..2025-01-09
13-15 December = 2024-12-13..2024-12-15
from 26 to 30 January = 2025-01-26..2025-01-30
from January 26 to February 3 = 2025-01-26..2025-02-03
between Jan. 26, 2024, and Feb. 3, 2025 = 2024-01-26..2025-02-03
from Dec. 28 to Jan. 3 = 2024-12-28..2025-01-03
12 NOV = 2024-11-12
on New Year's Eve = 2024-12-31
10/03/2025 = 2025-03-10
2025-03-10 = 2025-03-10
since Thursday = since 2025-03-06
since Oct. 7, 2023 = since 2023-10-07
since October = since 2024-10-01
since 2015 = since 2015-01-01
since last week = since 2025-03-03
since the start of the year = since 2025-01-01
since the bombings began on December 27, 2008 = since 2008-12-27
since fighting erupted in April 2023 = since 2023-04-01
since the 2021 coup = since 2021-01-01
since mid-March = never
since they entered combat = never
as of Monday = until 2025-03-10
up to Jan. 12 = until 2025-01-12
two days earlier = told
the previous day = told
that same year = told
It may be 12 =
march on Kyiv =
in January 12,000 people = 2025-01-01..2025-01-31
"""

FRENCH = """
aujourd'hui = 2025-03-12
hier = 2025-03-11
hier mardi = 2025-03-11
avant-hier = 2025-03-10
ce matin = 2025-03-12
demain =
il y a trois jours = 2025-03-09
voici deux ans = 2023-01-01..2023-12-31
il y a deux semaines = never
mercredi = 2025-03-12
mercredi dernier = 2025-03-05
vendredi prochain =
mardi soir = 2025-03-11
dans la soirée de lundi = 2025-03-10
lundi de la semaine dernière = 2025-03-03
samedi et dimanche = 2025-03-08..2025-03-09
de vendredi à dimanche = 2025-03-07..2025-03-09
de lundi soir à mardi matin = 2025-03-10..2025-03-11
dans la nuit = 2025-03-11..2025-03-12
la nuit dernière = 2025-03-11..2025-03-12
dans la nuit de lundi à mardi = 2025-03-10..2025-03-11
dans la nuit de lundi = 2025-03-10..2025-03-11
dans la nuit du 10 au 11 = 2025-03-10..2025-03-11
entre hier et aujourd'hui = 2025-03-11..2025-03-12
ce week-end = 2025-03-08..2025-03-09
cette semaine = 2025-03-10..2025-03-12
la semaine dernière = 2025-03-03..2025-03-09
le mois dernier = 2025-02-01..2025-02-28
ce mois-ci = 2025-03-01..2025-03-12
l'an dernier = 2024-01-01..2024-12-31
ces dernières 24 heures = 2025-03-11..2025-03-12
les 24 dernières heures = 2025-03-11..2025-03-12
au cours des dernières vingt-quatre heures = 2025-03-11..2025-03-12
ces trois derniers jours = 2025-03-09..2025-03-12
au cours de la semaine écoulée = 2025-03-06..2025-03-12
ces dernières semaines = never
en décembre = 2024-12-01..2024-12-31
en décembre dernier = 2024-12-01..2024-12-31
mi-décembre = 2024-12-01..2024-12-31
début janvier = 2025-01-01..2025-01-31
à la fin du mois de janvier = 2025-01-01..2025-01-31
en juin de l'année dernière = 2024-06-01..2024-06-30
en janvier et février = 2025-01-01..2025-02-28
entre janvier et juin 2024 = 2024-01-01..2024-06-30
au premier semestre 2024 = 2024-01-01..2024-06-30
au cours des six premiers mois de 2024 = 2024-01-01..2024-06-30
en 2014 = 2014-01-01..2014-12-31
de 2008 à 2011 = 2008-01-01..2011-12-31
le séisme de 2010 = 2010-01-01..2010-12-31
(2016) = 2016-01-01..2016-12-31
le 12 janvier = 2025-01-12
le 1er janvier = 2025-01-01
dimanche 12 janvier = 2025-01-12
lundi, janvier 13, 2025 = 2025-01-13
ce lundi 10 février = 2025-02-10
les 8 et 9 janvier = 2025-01-08..2025-01-09
les 8, 9 et 10 janvier = 2025-01-08..2025-01-10
du 26 au 30 janvier = 2025-01-26..2025-01-30
du 28 décembre au 3 janvier = 2024-12-28..2025-01-03
entre dimanche 26 et jeudi 30 janvier = 2025-01-26..2025-01-30
le 28, à 4 heures = 2025-02-28
02.01.2025 = 2025-01-02
du 24.02.22 au 27.10.24 = 2022-02-24..2024-10-27
depuis jeudi = since 2025-03-06
depuis le 7 octobre 2023 = since 2023-10-07
depuis le mois de janvier = since 2025-01-01
depuis le début de l'année = since 2025-01-01
depuis la rupture de la trêve, le 2 mars = since 2025-03-02
depuis le 2 mars jusqu'à aujourd'hui = since 2025-03-02
depuis fin décembre = never
depuis qu'ils sont entrés en guerre = never
au 12 janvier = until 2025-01-12
à la date du 12 janvier = until 2025-01-12
la veille = told
deux jours plus tôt = told
la même période = told
plus de 2000 soldats =
à la veille de l'entrée des troupes =
après Jean-Noël Barrot =
le lundi de Pâques = 2024-04-01
"""


def _told(mention: Mention) -> str:
    period = mention.period
    if mention.sense is Sense.NEVER:
        return "never"
    if mention.told is not None or period is None:
        return "told"
    if mention.sense is Sense.SINCE or mention.since is not None:
        return f"since {period.start}"
    if mention.sense is Sense.UNTIL:
        return f"until {period.end}"
    return str(period.start) if period.start == period.end else f"{period.start}..{period.end}"


def _cases() -> list[tuple[str, str, str]]:
    tables = (("en", ENGLISH), ("fr", FRENCH))
    lines = [(code, line) for code, table in tables for line in table.strip().splitlines()]
    return [(code, *map(str.strip, line.rsplit("=", 1))) for code, line in lines]  # type: ignore[misc]


@pytest.mark.parametrize(("code", "words", "wanted"), _cases())
def test_expression(code: str, words: str, wanted: str) -> None:
    language = load_language(code)
    document = read_document(f"X {words}, y.", language)
    mentions = read_calendar(document, language, PUBLISHED).mentions
    assert " & ".join(map(_told, mentions)) == wanted


def test_a_day_told_in_full_keeps_its_year() -> None:
    language = load_language("fr")
    document = read_document(
        "Depuis le 7 octobre 2023, la guerre dure. Le 7 octobre, des otages ont été pris.", language
    )
    mentions = read_calendar(document, language, PUBLISHED).mentions
    assert [str(mention.period and mention.period.start) for mention in mentions] == ["2023-10-07", "2023-10-07"]


def test_the_war_began_on_the_earliest_start_told() -> None:
    language = load_language("en")
    document = read_document(
        "Since Oct. 7, 2023, 10 died, and 3 since March 2. 13 since the start of the war.", language
    )
    mentions = read_calendar(document, language, PUBLISHED).mentions
    assert _told(mentions[-1]) == "since 2023-10-07"


def test_the_head_of_an_entry_gives_its_year() -> None:
    language = load_language("en")
    document = read_document(
        "2004: On Dec. 26 a tsunami struck.\n2010: A quake on Jan. 12.\n\nOn Feb. 3 it rained.", language
    )
    mentions = read_calendar(document, language, PUBLISHED).mentions
    assert [_told(m) for m in mentions if m.grain.name == "DAY"] == ["2004-12-26", "2010-01-12", "2025-02-03"]


def test_without_a_day_of_publication_only_full_dates_are_known() -> None:
    language = load_language("en")
    document = read_document("On Oct. 2, 1968, troops fired; on Monday and in May 12 spoke.", language)
    mentions = read_calendar(document, language, None).mentions
    assert [_told(m) for m in mentions] == ["1968-10-02", "1968-05-01..1968-05-31"]
