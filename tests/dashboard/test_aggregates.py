"""What the overview and the timeline compute: revisions, disagreements, firsts; never a sum over claimants."""

from datetime import UTC, date, datetime, timedelta

from dashboard.aggregates import disagreement, overview, timeline
from tests.dashboard.examples import KYIV, NIS, US, figures_frame
from tests.dashboard.test_comparison import claims_of

DECEMBER, JANUARY = date(2024, 12, 19), date(2025, 1, 13)


def said(day: date, **told) -> dict:
    """A claim of that day in print on the day."""
    return {"reported_on": day, "published_at": day, "article_id": f"{day}{sorted(told.items())}"} | told


def both(number: int) -> dict:
    return {"low": number, "high": number}


def test_a_claimants_newer_total_is_a_revision_of_its_older_one():
    found = timeline.revisions(
        claims_of(
            said(DECEMBER, source=NIS, low=100, high=None, qualifier="at_least"),
            said(JANUARY, source=NIS, qualifier="about", **both(300)),
            said(JANUARY, source=US, **both(50)),
        )
    )
    assert found[["source", "earlier_low", "low", "factor", "relation"]].values.tolist() == [
        [NIS, 100, 300, 3.0, "revises"]
    ]


def test_the_same_total_again_is_no_revision_nor_is_another_group():
    found = timeline.revisions(
        claims_of(
            said(DECEMBER, source=NIS, victims="soldiers", **both(100)),
            said(JANUARY, source=NIS, victims="soldiers", **both(100)),
            said(JANUARY, source=NIS, victims="civilians", **both(9)),
        )
    )
    assert found.empty


def test_two_claimants_who_are_apart_twice_are_shown_once():
    claims = claims_of(
        said(DECEMBER, source=NIS, victims="soldiers", place="Kursk", **both(100)),
        said(DECEMBER, source=KYIV, victims="soldiers", place="Kursk", **both(900)),
        said(DECEMBER, source=NIS, victims="soldiers", place="Bakhmut", **both(200)),
        said(DECEMBER, source=KYIV, victims="soldiers", place="Bakhmut", **both(400)),
        said(DECEMBER, source=US, victims="soldiers", place="Bakhmut", **both(800)),
    )
    found = overview.furthest_apart({"": claims})
    told = [(one.found.lower["source"], one.found.upper["source"], one.found.ratio) for one in found]
    assert told == [(NIS, KYIV, 9.0), (NIS, US, 4.0)]


def test_what_an_article_recalls_without_a_day_is_no_news_of_a_number_said_just_before():
    recalled = {"published_at": JANUARY + timedelta(days=1), "article_id": "later"}
    claims = claims_of(
        said(DECEMBER, source=NIS, **both(100)),
        said(JANUARY, source=NIS, **both(300)),
        {"source": NIS, **both(120)} | recalled,
    )
    assert timeline.revisions(claims)["low"].tolist() == [300]
    rows = timeline.in_time(claims)
    assert rows[["low", "joined"]].values.tolist() == [[100, True], [300, True], [120, False]]


def test_marks_of_one_day_that_would_lie_on_one_another_stand_side_by_side():
    claims = timeline.spread_marks(
        timeline.in_time(
            claims_of(
                said(DECEMBER, source=NIS, **both(1000)),
                said(DECEMBER, source=US, **both(1010)),
                said(DECEMBER, source=KYIV, **both(3000)),
                said(JANUARY, source=US, **both(1000)),
            )
        )
    )
    aside = (claims["drawn_on"] - claims["said_on"]).dt.total_seconds()
    by_number = dict(zip(zip(claims["source"], claims["low"], strict=True), aside, strict=True))
    assert by_number[KYIV, 3000] == by_number[US, 1000] == 0
    assert by_number[NIS, 1000] == -by_number[US, 1010] < 0
    assert abs(aside).max() < 86_400


def test_weeks_are_bars_between_stated_bounds():
    monday = date(2024, 12, 16)
    weeks = timeline.in_bands(
        timeline.in_time(
            claims_of(
                said(monday, source=NIS, **both(100)),
                said(monday + timedelta(days=2), source=NIS, low=200, high=999, qualifier="vague"),
                said(monday + timedelta(days=7), source=NIS, **both(7)),
            )
        )
    )
    assert weeks[["bar_from", "bar_to", "claims"]].values.tolist() == [[100, 999, 2], [7, 7, 1]]
    assert weeks["said_on"].dt.date.tolist() == [monday, monday + timedelta(days=7)]


def test_counts_of_closed_stretches_are_not_joined():
    closed = {"extent": "period", "period_start": date(2024, 11, 1), "period_end": date(2024, 11, 5)}
    rows = timeline.in_time(claims_of(said(DECEMBER, source=NIS), said(DECEMBER, source=KYIV, **closed)))
    assert rows.set_index("source")["joined"].to_dict() == {NIS: True, KYIV: False}


def test_claimants_disagree_where_their_bounds_exclude_each_other():
    (found,) = disagreement.find_disagreements(
        claims_of(
            said(date(2024, 12, 23), source=NIS, qualifier="about", **both(1100)),
            said(date(2024, 12, 23), source=KYIV, low=3000, high=None, qualifier="more_than"),
        ),
        5,
    )
    assert (found.lower["source"], found.upper["source"]) == (NIS, KYIV)
    assert (round(found.ratio or 0, 2), found.gap) == (2.73, 1900)


def test_open_bounds_that_a_number_fits_are_no_disagreement():
    at_least = said(DECEMBER, source=NIS, low=100, high=None, qualifier="at_least")
    assert disagreement.find_disagreements(claims_of(at_least, said(DECEMBER, source=US, **both(300))), 5) == []
    vague = said(DECEMBER, source=KYIV, low=200, high=999, qualifier="vague")
    assert disagreement.find_disagreements(claims_of(vague, said(DECEMBER, source=US, **both(300))), 5) == []


def test_a_bound_that_excludes_its_number_is_taken_at_its_word():
    more = said(DECEMBER, source=NIS, low=300, high=None, qualifier="more_than")
    assert len(disagreement.find_disagreements(claims_of(more, said(DECEMBER, source=US, **both(300))), 5)) == 1


def test_claims_of_other_days_places_months_or_an_untold_time_are_no_rivals():
    small, large = {"source": NIS, **both(3)}, {"source": US, **both(900)}
    first = {"extent": "period", "period_start": date(2024, 12, 1), "period_end": date(2024, 12, 3)}
    other = first | {"period_start": date(2024, 11, 1), "period_end": date(2024, 11, 3)}
    untold = {"extent": None}
    pairs = {
        "other days": (said(DECEMBER, **small, **first), said(DECEMBER, **large, **other), 0),
        "the same days": (said(DECEMBER, **small, **first), said(DECEMBER, **large, **first), 1),
        "months apart": (said(DECEMBER, **small), said(date(2025, 6, 1), **large), 0),
        "untold time": (said(DECEMBER, **small, **untold), said(DECEMBER, **large, **untold), 0),
        "other places": (said(DECEMBER, place="Aleppo", **small), said(DECEMBER, place="Homs", **large), 0),
        "other people": (said(DECEMBER, victims="soldiers", **small), said(DECEMBER, victims="civilians", **large), 0),
    }
    for name, (one, two, number) in pairs.items():
        assert len(disagreement.find_disagreements(claims_of(one, two), 5)) == number, name


def test_the_disagreements_of_one_source():
    claims = claims_of(
        said(DECEMBER, source=NIS, **both(3)),
        said(DECEMBER, source=US, **both(9)),
        said(DECEMBER, source=KYIV, **both(30)),
    )
    assert len(disagreement.find_disagreements(claims, 5)) == 3
    assert len(disagreement.find_disagreements(claims, 5, source=NIS)) == 2


def test_who_spoke_first_and_how_long_after():
    found = disagreement.first_sayers(
        claims_of(
            said(DECEMBER, source=NIS, **both(2)),
            said(JANUARY, source=NIS, **both(9)),
            said(date(2024, 12, 17), source=US, **both(2)),
        )
    )
    assert found[["source", "lag"]].values.tolist() == [[US, 0], [NIS, 2]]


def test_the_matrix_keeps_each_claimants_last_word_of_the_week():
    monday = date(2024, 12, 16)
    found = disagreement.by_period(
        claims_of(
            said(monday, source=NIS, **both(1)),
            said(monday + timedelta(days=3), source=NIS, **both(2)),
            said(monday + timedelta(days=8), source=US, **both(3)),
        )
    )
    assert found[["source", "low"]].values.tolist() == [[NIS, 2], [US, 3]]
    assert found["begins"].dt.date.tolist() == [monday, monday + timedelta(days=7)]


def test_counts_are_of_records():
    rows = [{"source": NIS, **both(4000)}, {"source": NIS, "status": "accepted", "article_id": "b", **both(4000)}]
    found = overview.counts(figures_frame(*rows), claims_of(*rows))
    assert found == overview.Counts(figures=2, articles=2, claims=1, claimants=1, unreviewed=1)


def test_what_was_recorded_since_yesterday():
    now = datetime(2024, 12, 20, 12, tzinfo=UTC)
    figures = figures_frame({"added_at": now - timedelta(hours=3)}, {"added_at": now - timedelta(days=2)})
    assert overview.added_since(figures, now)["figure_id"].tolist() == ["f0"]


def test_the_latest_word_prefers_a_total_to_a_count_of_some_days():
    closed = {"extent": "period", "period_start": date(2024, 11, 1), "period_end": date(2024, 11, 5)}
    found = overview.latest_by_category(
        claims_of(
            said(DECEMBER, source=NIS, **both(300)),
            said(JANUARY, source=NIS, **both(3), **closed),
            said(JANUARY, source=US, **both(3), **closed),
        )
    )
    assert found[["source", "low"]].values.tolist() == [[NIS, 300], [US, 3]]


def test_dossiers_are_never_compared_with_each_other():
    apart = overview.furthest_apart(
        {
            "Kursk": claims_of(said(DECEMBER, source=NIS, **both(100)), said(DECEMBER, source=KYIV, **both(300))),
            "Gaza": claims_of(said(DECEMBER, source=US, **both(40000))),
        }
    )
    assert [(one.dossier, one.found.lower["category"], one.found.gap) for one in apart] == [("Kursk", "killed", 200)]
