"""Only like figures stand side by side; nothing is added up, and bounds stay as they were stated."""

from datetime import date

from dashboard.aggregates import comparison
from dashboard.aggregates.drawing import add_drawing
from tests.dashboard.examples import NIS, US, figures_frame


def test_figures_without_claimant_and_parts_are_left_out_and_counted():
    figures = figures_frame(
        {"source": NIS}, {"source": None}, {"source": US, "subset": True}, {"source": None, "subset": True}
    )
    assert list(comparison.comparable(figures)["figure_id"]) == ["f0"]
    assert comparison.left_out(figures) == comparison.LeftOut(without_source=2, subset=1)


def test_five_reports_of_one_statement_are_one_row():
    reports = [
        {"source": NIS, "low": 100, "high": None, "qualifier": "at_least", "article_id": f"a{n}", "publisher": outlet}
        for n, outlet in enumerate(["Une", "Deux", "Deux", None, "Trois"])
    ]
    statements = comparison.compare_sources(figures_frame(*reports))
    assert len(statements) == 1
    assert list(statements["reports"]) == [5]
    assert list(statements["outlets"]) == ["Une, Deux, Trois"]


def test_the_same_number_with_another_qualifier_is_another_statement():
    figures = figures_frame(
        {"source": NIS, "low": 100, "high": None, "qualifier": "at_least"}, {"source": NIS, "low": 100, "high": 100}
    )
    assert len(comparison.compare_sources(figures)) == 2


def test_a_newer_total_heads_the_row_and_the_older_one_stays():
    figures = figures_frame(
        {"source": NIS, "low": 100, "high": 100, "reported_on": date(2024, 12, 19)},
        {"source": NIS, "low": 300, "high": 300, "reported_on": date(2025, 1, 13)},
        {"source": US, "low": 50, "high": 50, "reported_on": date(2024, 12, 17)},
    )
    rows = comparison.arrange_rows(comparison.compare_sources(figures))
    told = rows[["source", "low", "row", "heads", "stands"]].values.tolist()
    assert told == [[NIS, 300, 0, True, True], [NIS, 100, 0, False, False], [US, 50, 1, True, True]]


def test_counts_of_events_do_not_replace_each_other():
    figures = figures_frame(
        {"source": NIS, "extent": "event", "reported_on": date(2024, 12, 19)},
        {"source": NIS, "extent": "event", "reported_on": date(2024, 12, 24), "low": 2, "high": 2},
    )
    rows = comparison.arrange_rows(comparison.compare_sources(figures))
    assert rows[["low", "row", "heads", "stands"]].values.tolist() == [[2, 0, True, True], [1, 0, False, True]]
    assert rows["others"].tolist() == [1, 1]


def test_unlike_questions_are_kept_apart():
    figures = figures_frame(
        {"source": NIS},
        {"source": US},
        {"source": US, "extent": "event"},
        {"source": NIS, "category": "injured", "extent": None},
        {"source": US, "category": "injured", "extent": "period"},
    )
    statements = comparison.compare_sources(figures)
    assert comparison.list_categories(statements) == {"injured": 2, "killed": 2}
    assert comparison.list_spans(statements, "killed") == {"so_far": 2, "limited": 1}
    assert comparison.list_spans(statements, "injured") == {"limited": 1, "so_far": 1}
    assert len(comparison.of_question(statements, "killed", "limited")) == 1


def test_the_publication_day_stands_in_for_an_untold_saying_day():
    figures = figures_frame({"source": NIS, "reported_on": None, "published_at": date(2024, 12, 20)})
    assert comparison.compare_sources(figures)["said_on"].dt.date.tolist() == [date(2024, 12, 20)]


def test_no_figures_no_statements():
    empty = figures_frame({"source": NIS}).iloc[:0]
    statements = comparison.compare_sources(empty)
    assert statements.empty
    assert comparison.list_categories(statements) == {}


def test_what_is_drawn_is_what_was_stated():
    drawn = add_drawing(
        figures_frame(
            {"low": 48, "high": 48},
            {"low": 100, "high": None, "qualifier": "at_least"},
            {"low": None, "high": 40, "qualifier": "less_than"},
            {"low": 100, "high": 150, "qualifier": "range"},
            {"low": 200, "high": 999, "qualifier": "vague"},
        )
    )
    point = drawn["point"].fillna(-1).tolist()
    assert point == [48, 100, 40, -1, -1]
    assert drawn["bar_from"].dropna().tolist() == [100, 200]
    assert drawn["bar_to"].dropna().tolist() == [150, 999]
    assert drawn["open_above"].tolist() == [False, True, False, False, False]
    assert drawn["open_below"].tolist() == [False, False, True, False, False]
    assert drawn["strict"].tolist() == [False, False, True, False, False]
    assert drawn["vague"].tolist() == [False, False, False, False, True]
