"""What the overview and the timeline compute: revisions, disagreements, firsts; never a sum over claimants."""

from datetime import UTC, date, datetime, timedelta

from dashboard.aggregates import comparison, disagreement, overview, timeline
from tests.dashboard.examples import KYIV, NIS, US, figures_frame

DECEMBER, JANUARY = date(2024, 12, 19), date(2025, 1, 13)


def statements(*rows):
    return comparison.compare_sources(figures_frame(*rows))


def test_a_claimants_newer_total_is_a_revision_of_its_older_one():
    found = timeline.revisions(
        statements(
            {"source": NIS, "low": 100, "high": None, "qualifier": "at_least", "reported_on": DECEMBER},
            {"source": NIS, "low": 300, "high": 300, "qualifier": "about", "reported_on": JANUARY},
            {"source": US, "low": 50, "high": 50, "reported_on": JANUARY},
        )
    )
    assert found[["source", "earlier_low", "low", "factor"]].values.tolist() == [[NIS, 100, 300, 3.0]]


def test_the_same_total_again_is_no_revision_nor_is_another_event_or_another_group():
    same = {"source": NIS, "low": 100, "high": 100}
    found = timeline.revisions(
        statements(
            same | {"reported_on": DECEMBER},
            same | {"reported_on": JANUARY},
            same | {"reported_on": JANUARY, "low": 5, "high": 5, "extent": "event"},
            same | {"reported_on": JANUARY, "low": 7, "high": 7, "extent": None},
            same | {"reported_on": JANUARY, "low": 9, "high": 9, "victims": "officers"},
        )
    )
    assert found.empty


def test_weeks_are_bars_between_stated_bounds():
    monday = date(2024, 12, 16)
    weeks = timeline.by_week(
        timeline.in_time(
            statements(
                {"source": NIS, "low": 100, "high": 100, "reported_on": monday},
                {
                    "source": NIS,
                    "low": 200,
                    "high": 999,
                    "qualifier": "vague",
                    "reported_on": monday + timedelta(days=2),
                },
                {"source": NIS, "low": 7, "high": 7, "reported_on": monday + timedelta(days=7)},
            )
        )
    )
    assert weeks[["bar_from", "bar_to", "statements"]].values.tolist() == [[100, 999, 2], [7, 7, 1]]
    assert weeks["said_on"].dt.date.tolist() == [monday, monday + timedelta(days=7)]


def test_only_running_totals_are_joined():
    rows = timeline.in_time(
        statements({"source": NIS}, {"source": US, "extent": None}, {"source": KYIV, "extent": "event"})
    )
    assert rows.set_index("source")["running"].to_dict() == {NIS: True, US: False, KYIV: False}


def test_claimants_disagree_where_their_bounds_exclude_each_other():
    jcs = {"source": NIS, "low": 1100, "high": 1100, "qualifier": "about", "reported_on": date(2024, 12, 23)}
    kyiv = {"source": KYIV, "low": 3000, "high": None, "qualifier": "more_than", "reported_on": date(2024, 12, 23)}
    (found,) = disagreement.find_disagreements(statements(jcs, kyiv), 5)
    assert (found.lower["source"], found.upper["source"]) == (NIS, KYIV)
    assert (round(found.ratio or 0, 2), found.gap) == (2.73, 1900)


def test_open_bounds_that_a_number_fits_are_no_disagreement():
    at_least = {"source": NIS, "low": 100, "high": None, "qualifier": "at_least"}
    assert disagreement.find_disagreements(statements(at_least, {"source": US, "low": 300, "high": 300}), 5) == []
    vague = {"source": KYIV, "low": 200, "high": 999, "qualifier": "vague"}
    assert disagreement.find_disagreements(statements(vague, {"source": US, "low": 300, "high": 300}), 5) == []


def test_a_bound_that_excludes_its_number_is_taken_at_its_word():
    more = {"source": NIS, "low": 300, "high": None, "qualifier": "more_than"}
    assert len(disagreement.find_disagreements(statements(more, {"source": US, "low": 300, "high": 300}), 5)) == 1


def test_figures_that_count_other_days_places_or_an_untold_span_are_no_rivals():
    event = {"extent": "event", "period_start": DECEMBER, "period_end": DECEMBER}
    small, large = {"source": NIS, "low": 3, "high": 3}, {"source": US, "low": 900, "high": 900}
    other_day = large | event | {"period_start": JANUARY, "period_end": JANUARY}
    for other in (large | {"extent": None}, other_day, large | event | {"category": "injured"}):
        assert disagreement.find_disagreements(statements(small | event, other), 5) == []
    there = small | event | {"place": "Koursk"}
    assert disagreement.find_disagreements(statements(there, large | event | {"place": "Plekhovo"}), 5) == []
    assert len(disagreement.find_disagreements(statements(there, large | event | {"place": "koursk"}), 5)) == 1
    assert len(disagreement.find_disagreements(statements(there, large | event), 5)) == 1


def test_who_spoke_first_and_how_long_after():
    found = disagreement.first_sayers(
        statements(
            {"source": NIS, "reported_on": DECEMBER},
            {"source": NIS, "reported_on": JANUARY, "low": 9, "high": 9},
            {"source": US, "reported_on": date(2024, 12, 17)},
        )
    )
    assert found[["source", "lag"]].values.tolist() == [[US, 0], [NIS, 2]]


def test_the_matrix_keeps_each_claimants_last_word_of_the_week():
    monday = date(2024, 12, 16)
    found = disagreement.by_period(
        statements(
            {"source": NIS, "reported_on": monday, "low": 1, "high": 1},
            {"source": NIS, "reported_on": monday + timedelta(days=3), "low": 2, "high": 2},
            {"source": US, "reported_on": monday + timedelta(days=8), "low": 3, "high": 3},
        )
    )
    assert found[["source", "low"]].values.tolist() == [[NIS, 2], [US, 3]]
    assert found["begins"].dt.date.tolist() == [monday, monday + timedelta(days=7)]


def test_counts_are_of_records():
    figures = figures_frame(
        {"source": NIS, "low": 4000, "high": 4000}, {"source": NIS, "status": "accepted", "article_id": "b"}
    )
    assert overview.counts(figures) == overview.Counts(figures=2, articles=2, claimants=1, unreviewed=1)


def test_what_was_recorded_since_yesterday():
    now = datetime(2024, 12, 20, 12, tzinfo=UTC)
    figures = figures_frame({"added_at": now - timedelta(hours=3)}, {"added_at": now - timedelta(days=2)})
    assert overview.added_since(figures, now)["figure_id"].tolist() == ["f0"]


def test_the_latest_word_prefers_a_total_so_far():
    found = overview.latest_by_category(
        statements(
            {"source": NIS, "low": 300, "high": 300, "reported_on": DECEMBER},
            {"source": NIS, "low": 3, "high": 3, "reported_on": JANUARY, "extent": "event"},
            {"source": US, "low": 3, "high": 3, "reported_on": JANUARY, "extent": "event"},
        )
    )
    assert found[["source", "low"]].values.tolist() == [[NIS, 300], [US, 3]]


def test_dossiers_are_never_compared_with_each_other():
    apart = overview.furthest_apart(
        {
            "Kursk": statements({"source": NIS, "low": 100, "high": 100}, {"source": KYIV, "low": 300, "high": 300}),
            "Gaza": statements({"source": US, "low": 40000, "high": 40000}),
        }
    )
    assert [(one.dossier, one.category, one.found.gap) for one in apart] == [("Kursk", "killed", 200)]
