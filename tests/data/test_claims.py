"""Figures fold into claims, and claims line up as a careful reader would have it.

`facts/` holds recorded claims of five dossiers, one a row. The reports by several outlets are written after what
outlets did to some of them.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from data.claims import fold_claims
from data.frames import typed
from data.schema import CLAIM_COLUMNS, FIGURE_COLUMNS

FACTS = Path(__file__).parent / "facts"
DOSSIERS = sorted(path.stem for path in FACTS.glob("*.csv"))


def figures(*rows):
    """A figures table of rows that tell only what matters; each is an article of its own unless it says otherwise."""
    table = []
    for number, row in enumerate(rows):
        whole = {
            "figure_id": f"f{number}",
            "article_id": f"a{number}",
            "category": "killed",
            "qualifier": "exact",
            "quote": "…",
            "start": number,
            "end": number + 1,
            "subset": False,
            "status": "automatic",
            "publisher": row.get("article_id", f"Outlet {number}"),
            "published_at": row.get("reported_on"),
            "language": "en",
            "added_at": "2026-01-01T00:00:00+00:00",
            **row,
        }
        if "number" in row:
            whole |= {"low": row["number"], "high": row["number"]}
        table.append(whole)
    names = [column.name for column in FIGURE_COLUMNS]
    return typed(pd.DataFrame(table, columns=names, dtype=object), FIGURE_COLUMNS)


def claims(*rows):
    return fold_claims(figures(*rows))


def facts_of(dossier):
    """The rows of a dossier's facts, each of an article of its own."""
    with (FACTS / f"{dossier}.csv").open(newline="", encoding="utf-8") as lines:
        rows = [{name: value or None for name, value in row.items()} for row in csv.DictReader(lines)]
    return [
        {**row, "low": row["low"] and int(row["low"]), "high": row["high"] and int(row["high"])}
        | {"subset": bool(row["subset"]), "article_id": f"{dossier} {number}"}
        for number, row in enumerate(rows)
    ]


def recorded(dossier):
    """The claims of a dossier's facts."""
    return claims(*facts_of(dossier))


def line(dossier, claimant, category, bound, *, subset=False):
    """The numbers of the claimant's line in which `bound` is a low or high bound, and how each stands to the last."""
    frame = recorded(dossier)
    mine = frame[frame["source"].str.contains(claimant, regex=False, na=False) & (frame["category"] == category)]
    mine = mine[mine["subset"] == subset]
    (name,) = set(mine[(mine["low"] == bound) | (mine["high"] == bound)]["line"])
    return [
        (int(row.low if pd.notna(row.low) else row.high), row.relation)
        for row in mine[mine["line"] == name].itertuples()
        if row.relation != "beside"
    ]


# --- the five dossiers


@pytest.mark.parametrize("dossier", DOSSIERS)
def test_recorded_claims_stay_apart_and_in_order(dossier):
    frame = recorded(dossier)
    with (FACTS / f"{dossier}.csv").open(encoding="utf-8") as lines:
        assert len(frame) == sum(1 for _ in lines) - 1
    assert [str(dtype) for dtype in frame.dtypes] == [column.dtype for column in CLAIM_COLUMNS]
    assert frame["claim_id"].is_unique
    assert frame["said_on"].is_monotonic_increasing
    assert set(frame["reports"]) == {1}


@pytest.mark.parametrize(
    ("dossier", "claimant", "category", "bound", "numbers"),
    [
        ("north-korean-troops", "National Intelligence Service", "killed", 2000, [100, 300, 600, 2000]),
        ("north-korean-troops", "National Intelligence Service", "injured", 1000, [1000, 2700, 4100]),
        ("north-korean-troops", "Zelensky", "casualties", 3000, [3000, 3800, 4000]),
        ("north-korean-troops", "Joint Chiefs", "casualties", 1100, [1100, 4000]),
        ("gaza", "Gaza Ministry of Health", "killed", 500, [500, 471]),
        (
            "gaza",
            "Gaza Ministry of Health",
            "killed",
            8796,
            [8796, 34622, 37877, 46006, 50021, 56300, 62686, 71667, 71795],
        ),
        ("gaza", "Media Office", "killed", 28176, [28176, 31341, 33686, 40878, 43552]),
        ("gaza", "OHCHR", "killed", 798, [798, 875]),
        ("earthquakes", "Observatory", "killed", 812, [812, 1970, 3556]),
        ("earthquakes", "AFAD", "killed", 12391, [12391, 29605, 36187, 38044, 41020]),
        ("earthquakes", "White Helmets", "killed", 2166, [2166, 2116]),
        ("earthquakes", "Interior, Morocco", "killed", 2012, [2012, 2122, 2862, 2946]),
        ("sahel-attacks", "Government of Niger", "killed", 25, [25, 89]),
        ("sahel-attacks", "Government of Burkina Faso", "killed", 50, [50, 79, 86]),
        ("sahel-attacks", "JNIM", "killed", 60, [60, 200]),
        ("russian-losses", "Russian Ministry of Defence", "killed", 498, [498, 1351, 5937]),
        ("russian-losses", "Strategic and International", "casualties", 950000, [950000, 1200000]),
        (
            "russian-losses",
            "General Staff of the Ukrainian",
            "casualties",
            1000000,
            [5840, 9000, 55110, 332810, 402430, 495070, 635000, 818740, 1000000],
        ),
    ],
)
def test_a_claimant_s_own_counts_are_revisions(dossier, claimant, category, bound, numbers):
    found = line(dossier, claimant, category, bound)
    assert found == [(number, "revises" if place else "first") for place, number in enumerate(numbers)]


@pytest.mark.parametrize(
    ("dossier", "claimant", "one", "other"),
    [
        ("north-korean-troops", "Special Operations", 50, 77),  # three days, and another three days
        ("north-korean-troops", "Special Operations", 77, 13),  # a stretch of days, and one fight
        ("north-korean-troops", "National Intelligence Service", 300, 1),  # all, and a single man
        ("north-korean-troops", "Main Directorate", 200, 30),  # with Russians, and without
        ("gaza", "Palestinian Ministry", 8260, 8382),  # with the West Bank
        ("gaza", "Gaza Ministry of Health", 500, 8796),  # one blast, and the war
        ("gaza", "Gaza Ministry of Health", 7797, 4959),  # children, women
        ("gaza", "Israel Defense Forces", 2000, 8000),  # a month, and the war
        ("gaza", "OHCHR", 8119, 798),
        ("earthquakes", "Observatory", 3556, 1581),  # the country, and one side's part of it
        ("sahel-attacks", "Government of Niger", 89, 77),  # soldiers, attackers
        ("sahel-attacks", "Human Rights Watch", 300, 223),  # one village, and another
        ("sahel-attacks", "JNIM", 107, 60),
        ("russian-losses", "General Staff of the Ukrainian", 1000000, 430790),  # the war, and one year
        ("russian-losses", "White House", 100000, 30000),  # an army in five months, Wagner
        ("russian-losses", "Mediazona", 200186, 90000),
    ],
)
def test_unlike_people_places_and_times_are_apart(dossier, claimant, one, other):
    frame = recorded(dossier)
    mine = frame[frame["source"].str.contains(claimant, regex=False, na=False)]
    lines = [set(mine[(mine["low"] == bound) | (mine["high"] == bound)]["line"]) for bound in (one, other)]
    assert lines[0].isdisjoint(lines[1])


def test_rivals_share_a_question_and_others_do_not():
    gaza = recorded("gaza").set_index("low")["question"]
    hospital = recorded("gaza")
    blast = set(hospital[hospital["place"].str.contains("Ahli") & (hospital["category"] == "killed")]["question"])
    assert len(blast) == 1
    assert gaza[8796] == gaza[50000]  # two bodies on the whole war
    assert gaza[8796] not in blast
    korea = recorded("north-korean-troops")
    rivals = korea[(korea["category"] == "casualties") & korea["source"].str.contains("Zelensky|Joint Chiefs|Defense")]
    assert len(set(rivals["question"])) == 1


def test_dossiers_in_one_table_line_up_as_they_do_alone():
    def lines(rows):
        frame = claims(*rows).explode("article_ids").set_index("article_ids")
        return frame[["line", "question", "relation"]].sort_index()

    alone = pd.concat([lines(facts_of(dossier)) for dossier in DOSSIERS]).sort_index()
    assert lines([row for dossier in DOSSIERS for row in facts_of(dossier)]).equals(alone)


def test_a_count_without_time_is_not_called_a_revision():
    assert line("north-korean-troops", "UK Ministry", "casualties", 5000) == [(5000, "first"), (6000, "follows")]


# --- what claims leave out

KURSK = {"victims": "North Korean soldiers", "place": "Kursk region", "extent": "running_total"}
HUR = {"source": "HUR (Ukraine)", "source_text": "HUR"}


def lines_of(*rows):
    return list(claims(*rows)["line"])


def test_people_and_place_that_are_not_told_are_the_claimant_s_own():
    told = {**HUR, **KURSK, "number": 100, "reported_on": "2024-12-19"}
    untold = [{**told, name: None, "number": 200, "reported_on": "2024-12-25"} for name in ("victims", "place")]
    assert len(set(lines_of(told, *untold))) == 1
    assert list(claims(told, *untold)["relation"]) == ["first", "revises"]


def test_people_who_are_not_told_are_the_widest_group_that_the_claimant_counts():
    ministry = {"source": "Ministry of Health (Gaza)", "source_text": "le ministère", "place": "Gaza Strip"}
    whole = {**ministry, "victims": "Palestinians", "number": 45_227, "reported_on": "2024-12-21"}
    children = {**ministry, "victims": "Palestinian children", "number": 17_000, "reported_on": "2024-12-21"}
    untold = {**ministry, "number": 45_300, "reported_on": "2024-12-23"}
    one, other, third = claims(children, whole, untold).sort_values("low")["line"]
    assert one != other
    assert other == third


def test_people_who_may_be_one_group_or_another_stay_untold():
    army = {"source": "Armed Forces (Mali)", "source_text": "l'armée", "place": "Gao", "reported_on": "2024-12-19"}
    rows = [{**army, "victims": victims, "number": n} for n, victims in enumerate(("soldats", "civils", None), 2)]
    assert len(set(lines_of(*rows))) == 3


def test_soldiers_of_no_nation_are_those_that_the_claimant_counts():
    told = {**HUR, **KURSK, "number": 100, "reported_on": "2024-12-19"}
    vague = [{**told, "victims": words, "number": 200, "reported_on": "2024-12-25"} for words in ("soldiers", None)]
    unknown = {**told, "victims": "hommes du premier contingent", "number": 150, "reported_on": "2024-12-22"}
    lines = claims(told, *({**row, "low": 200 + n} for n, row in enumerate(vague)), unknown)
    assert len(set(lines[lines["low"] != 150]["line"])) == 1


def test_a_people_s_own_country_is_not_where_others_were_harmed():
    nis = {"source": "NIS", "source_text": "le NIS", "victims": "North Korean soldiers", "reported_on": "2024-12-19"}
    frame = claims({**nis, "number": 100, "place": "North Korea"}, {**nis, "number": 90})
    assert "place not told" in frame[frame["low"] == 90]["line"].item()


def test_one_person_s_description_is_no_group_s():
    army = {"source": "Army (Mali)", "source_text": "l'armée", "reported_on": "2024-12-19", "article_id": "a"}
    frame = claims({**army, "number": 1, "victims": "le colonel Diallo"}, {**army, "number": 12})
    (twelve,) = frame[frame["low"] == 12]["line"]
    assert "people not told" in twelve


def test_nothing_is_taken_from_another_matter():
    korea = {**HUR, **KURSK, "number": 100, "reported_on": "2024-12-19", "period_start": "2024-12-01"}
    army = {"source": "the army", "source_text": "the army", "number": 3, "reported_on": "2024-12-20"}
    for victims in ("soldiers", None):
        question = claims(korea, {**army, "victims": victims})["question"][1]
        assert "nation KP" not in question
        assert "kursk" not in question
        assert "since" not in question


def test_the_army_of_two_articles_may_be_two():
    army = {"source": "l'armée", "source_text": "l'armée", "victims": "soldats", "reported_on": "2024-12-20"}
    rows = ({**army, "number": 3, "place": "Gao"}, {**army, "number": 4})
    assert len(set(lines_of(*rows))) == 2
    assert len(set(lines_of(*({**row, "article_id": "a"} for row in rows)))) == 1


def test_what_was_told_years_apart_is_not_put_together():
    jnim = {"source": "JNIM", "source_text": "le JNIM", "victims": "soldats", "qualifier": "exact"}
    rows = ({**jnim, "number": 60, "place": "Djibo", "reported_on": "2021-05-13"}, {**jnim, "number": 7})
    assert len(set(lines_of(rows[0], {**rows[1], "reported_on": "2024-05-13"}))) == 2
    assert len(set(lines_of(rows[0], {**rows[1], "reported_on": "2021-05-14"}))) == 1


def test_a_number_without_time_joins_no_count_that_begins_later():
    told = {**HUR, **KURSK, "number": 100, "reported_on": "2024-12-19", "period_start": "2024-12-15"}
    before, after = ({**HUR, **KURSK, "extent": None, "number": 5, "reported_on": f"2024-12-{d}"} for d in (10, 21))
    assert [line.split("; ")[-1] for line in lines_of(before, told, after)] == [
        "time not told",
        "since 2024-12-15",
        "since 2024-12-15",
    ]


def test_a_number_without_time_joins_an_event_only_where_the_place_is_told():
    battle = {**HUR, "victims": "North Korean soldiers", "number": 30, "extent": "event", "qualifier": "about"}
    battle |= {"reported_on": "2024-12-16", "period_start": "2024-12-14", "period_end": "2024-12-15"}
    later = {**HUR, "victims": "North Korean soldiers", "number": 3000, "reported_on": "2024-12-31"}

    def times(**place):
        return [line.split("; ")[-1] for line in lines_of(battle | place, later | place)]

    assert times() == ["since 2024-12-14", "time not told"]
    assert times(place="Kursk") == ["since 2024-12-14", "since 2024-12-14"]


def test_articles_of_untold_publishers_are_no_one_claimant():
    frame = claims(*({"number": 12, "published_at": "2024-12-19", "publisher": None} for _ in range(2)))
    assert list(frame["reports"]) == [1, 1]
    assert len(set(frame["line"])) == 2


# --- one claim through several outlets

NIS = {"source": "NIS (South Korea)", "victims": "soldats nord-coréens", "reported_on": "2024-12-19"}
AT_LEAST_100 = {**NIS, "low": 100, "qualifier": "at_least"}
KIRBY = {"source": "White House (US)", "category": "casualties", "low": 1000, "qualifier": "more_than"}


def test_five_outlets_that_repeat_a_briefing_are_one_claim():
    (claim,) = claims(
        {**AT_LEAST_100, "relayed_by": "Lee Seong-kweun", "place": "région de Koursk"},
        {**AT_LEAST_100, "victims": "North Korean soldiers", "published_at": "2024-12-20"},
        {**AT_LEAST_100, "victims": "Nord-Coréens", "place": "Kursk region, Russia"},
        {**AT_LEAST_100, "victims": None, "reported_on": None, "published_at": "2024-12-21"},
        {**AT_LEAST_100, "victims": "북한군 병사", "relayed_by": "이성권"},
    ).to_dict("records")
    assert (claim["reports"], claim["relation"], claim["outlets_differ"]) == (5, "first", ())
    assert (claim["low"], claim["high"], claim["qualifier"]) == (100, None, "at_least")
    assert claim["publishers"] == ("Outlet 0", "Outlet 2", "Outlet 4", "Outlet 1", "Outlet 3")
    assert claim["relayed_by"] == ("Lee Seong-kweun", "이성권")
    assert (claim["said_on"], claim["said_on_told"]) == (pd.Timestamp("2024-12-19"), True)
    assert (claim["first_published"], claim["last_published"]) == (
        pd.Timestamp("2024-12-19"),
        pd.Timestamp("2024-12-21"),
    )


def test_an_outlet_that_drops_at_least_is_told():
    frame = claims(AT_LEAST_100, AT_LEAST_100, {**NIS, "number": 100})
    assert list(frame["outlets_differ"]) == [("qualifier",), ("qualifier",)]
    assert list(frame["reports"]) == [2, 1]
    assert frame["differs_from"][0] == (frame["claim_id"][1],)


def test_a_week_s_count_read_as_a_total_is_one_claim_on_which_outlets_differ():
    kirby = {**KIRBY, "reported_on": "2024-12-27", "victims": "North Korean soldiers"}
    (claim,) = claims(
        {**kirby, "extent": "period", "period_start": "2024-12-20", "period_end": "2024-12-27"},
        {**kirby, "extent": "period", "period_start": "2024-12-20", "period_end": "2024-12-27"},
        {**kirby, "extent": "running_total"},
    ).to_dict("records")
    assert (claim["reports"], claim["outlets_differ"]) == (3, ("period",))
    assert (claim["period_start"], claim["extent"]) == (pd.Timestamp("2024-12-20"), "period")


def test_casualties_read_as_deaths_are_told():
    uk = {"source": "Ministry of Defence (UK)", "low": 5000, "qualifier": "more_than", "reported_on": "2025-03-31"}
    frame = claims({**uk, "category": "casualties"}, {**uk, "category": "casualties"}, {**uk, "category": "killed"})
    assert list(frame["category"]) == ["casualties", "killed"]
    assert list(frame["outlets_differ"]) == [("category",), ("category",)]


def test_a_recalled_number_is_another_word_of_the_same_claimant():
    nis = {"source": "NIS (South Korea)", "extent": "running_total", "period_end": "2025-04-30"}
    frame = claims(
        {**nis, "number": 600, "qualifier": "about", "reported_on": "2025-04-30"},
        {**nis, "low": 600, "qualifier": "at_least", "reported_on": "2025-09-02"},
    )
    assert list(frame["relation"]) == ["first", "revises"]
    assert list(frame["outlets_differ"]) == [(), ()]


def test_the_whole_and_its_part_in_one_text_are_no_disagreement():
    nis = {"source": "NIS (South Korea)", "reported_on": "2025-04-30", "article_id": "kbs"}
    frame = claims(
        {**nis, "category": "casualties", "number": 4700},
        {**nis, "category": "killed", "number": 600, "subset": True},
        {**nis, "category": "injured", "number": 600},
    )
    assert list(frame["outlets_differ"]) == [(), (), ()]


def test_a_headline_without_claimant_belongs_to_the_one_its_article_names():
    article = {"article_id": "a", "published_at": "2024-12-19"}
    (claim,) = claims({**article, "number": 100}, {**article, **NIS, "number": 100}).to_dict("records")
    assert (claim["source"], claim["reports"], len(claim["figure_ids"])) == ("NIS (South Korea)", 1, 2)


def test_a_headline_with_two_possible_claimants_is_the_outlet_s():
    article = {"article_id": "a", "published_at": "2024-12-19", "number": 100}
    frame = claims(article, {**article, **NIS}, {**article, "source": "US officials"})
    assert set(frame["source"].fillna("")) == {"", "NIS (South Korea)", "US officials"}


def test_what_outlets_say_in_their_own_voice_is_theirs():
    frame = claims(
        {"number": 12, "published_at": "2024-12-19", "publisher": "A"},
        {"number": 12, "published_at": "2024-12-19", "publisher": "B"},
        {"number": 12, "published_at": "2024-12-20", "publisher": "B"},
    )
    assert list(frame["reports"]) == [1, 2]
    assert list(frame["outlets_differ"]) == [(), ()]


def test_a_day_that_is_not_told_is_found_within_a_few_days():
    untold = {**AT_LEAST_100, "reported_on": None}
    near = [{**untold, "published_at": day} for day in ("2024-12-18", "2024-12-19", "2024-12-22")]
    far = [{**untold, "published_at": day} for day in ("2024-12-14", "2024-12-24")]
    frame = claims(AT_LEAST_100, *near, *far)
    assert list(frame["reports"]) == [1, 4, 1]
    assert list(frame["said_on_told"]) == [False, True, False]


def test_two_counts_of_one_article_are_two_claims():
    army = {"source": "Army (Mali)", "number": 12, "article_id": "a", "reported_on": "2024-12-19", "extent": "event"}
    monday, tuesday = ({"period_start": day, "period_end": day} for day in ("2024-12-16", "2024-12-17"))
    assert len(claims({**army, **monday}, {**army, **tuesday})) == 2
    assert len(claims({**army, "place": "Gao"}, {**army, "place": "Kidal"})) == 2
    assert len(claims({**army, "victims": "soldats"}, {**army, "victims": "civils"})) == 2
    assert len(claims({**army, **monday}, army)) == 1


def test_what_readers_rejected_and_what_was_superseded_is_left_out():
    rows = [{**NIS, "number": 100, "status": status} for status in ("rejected", "superseded", "corrected", "accepted")]
    (claim,) = claims(*rows).to_dict("records")
    assert (claim["reports"], claim["reviewed"]) == (2, 2)
    assert len(claims(*rows[:2])) == 0


def test_an_empty_table_has_no_claims():
    frame = fold_claims(figures())
    assert list(frame.columns) == [column.name for column in CLAIM_COLUMNS]
    assert len(frame) == 0


def test_the_order_of_the_rows_does_not_matter():
    facts = figures(*({**AT_LEAST_100, "low": 100 + number // 3} for number in range(12)))
    one = fold_claims(facts)
    other = fold_claims(facts.sample(frac=1, random_state=1))
    assert one.equals(other)
