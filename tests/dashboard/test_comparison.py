"""Only like claims stand side by side; nothing is added up, and bounds stay as they were stated."""

from datetime import date

from dashboard.aggregates import comparison, folding
from dashboard.aggregates.drawing import add_drawing
from tests.dashboard.examples import NIS, US, figures_frame


def claims_of(*rows):
    claims, _ = folding.fold_figures(figures_frame(*rows))
    return claims


def test_claims_of_nobody_and_parts_are_left_out_and_counted():
    claims = claims_of(
        {"source": NIS},
        {"source": None, "article_id": "b", "low": 2, "high": 2},
        {"source": US, "subset": True, "low": 3, "high": 3},
    )
    assert comparison.comparable(claims)["source"].tolist() == [NIS]
    assert comparison.left_out(claims) == comparison.LeftOut(without_source=1, subset=1)


def test_five_reports_of_one_claim_are_one_row_which_opens_the_first_report():
    reports = [
        {
            "source": NIS,
            "low": 100,
            "high": None,
            "qualifier": "at_least",
            "article_id": f"a{n}",
            "publisher": outlet,
            "reported_on": date(2024, 12, 19),
            "published_at": date(2024, 12, 19 + n),
        }
        for n, outlet in enumerate(["Une", "Deux", "Deux", None, "Trois"])
    ]
    claims = claims_of(*reports)
    assert claims["reports"].tolist() == [5]
    assert claims["publishers"].tolist() == [("Une", "Deux", "Trois")]
    assert claims["article_id"].tolist() == ["a0"]


def test_a_newer_claim_heads_the_row_and_the_older_one_is_faint():
    rows = comparison.arrange_rows(
        claims_of(
            {"source": NIS, "low": 100, "high": 100, "reported_on": date(2024, 12, 19)},
            {
                "source": NIS,
                "low": 300,
                "high": 300,
                "reported_on": date(2025, 1, 13),
                "published_at": date(2025, 1, 13),
            },
            {"source": US, "low": 50, "high": 50, "reported_on": date(2024, 12, 17)},
        )
    )
    told = rows[["source", "low", "row", "heads", "stands"]].values.tolist()
    assert told == [[NIS, 300, 0, True, True], [NIS, 100, 0, False, False], [US, 50, 1, True, True]]
    assert rows["others"].tolist() == [1, 1, 0]


def test_what_an_article_recalls_without_a_day_does_not_head_the_row():
    rows = comparison.arrange_rows(
        claims_of(
            {"source": NIS, **_both(2000), "reported_on": date(2025, 9, 2), "published_at": date(2025, 9, 2)},
            {"source": NIS, **_both(600), "reported_on": None, "published_at": date(2025, 9, 3), "article_id": "b"},
        )
    )
    assert rows[["low", "heads", "stands"]].values.tolist() == [[2000, True, True], [600, False, False]]


def _both(number):
    return {"low": number, "high": number}


def test_unlike_questions_are_kept_apart():
    event = {"extent": "period", "period_start": date(2024, 12, 1), "period_end": date(2024, 12, 5)}
    claims = claims_of(
        {"source": NIS},
        {"source": US, "low": 5, "high": 5},
        {"source": US, "low": 2, "high": 2} | event,
        {"source": NIS, "category": "injured", "extent": None},
    )
    assert comparison.list_categories(claims) == {"killed": 2, "injured": 1}
    questions = [question for question, _ in comparison.list_questions(claims, "killed")]
    assert [(question.claimants, question.claims) for question in questions] == [(2, 2), (1, 1), (2, 2), (2, 3)]
    assert [question.key for question in questions if question.key != questions[2].key] == [
        comparison.TOTALS,
        comparison.STRETCHES,
        comparison.EVERYTHING,
    ]
    sizes = [len(comparison.of_question(claims, "killed", question.key)) for question in questions]
    assert sizes == [2, 1, 2, 3]


def test_the_span_is_what_the_folding_reads():
    closed = {"extent": "period", "period_start": date(2024, 11, 1), "period_end": date(2024, 11, 5)}
    claims = claims_of({"source": NIS}, {"source": US, "extent": None, "category": "missing"}, {"source": US} | closed)
    spans = {(row["source"], row["category"]): row["span"] for row in claims.to_dict("records")}
    assert spans == {
        (NIS, "killed"): folding.SO_FAR,
        (US, "missing"): folding.UNTOLD,
        (US, "killed"): folding.LIMITED,
    }


def test_outlets_that_differ_are_found():
    said = {"source": NIS, "reported_on": date(2024, 12, 19), "low": 1000, "high": 1000}
    claims = claims_of(said, said | {"category": "casualties", "article_id": "b", "publisher": "Deux"})
    found = comparison.differing(claims)
    assert set(found["category"]) == {"killed", "casualties"}
    assert found["outlets_differ"].tolist() == [("category",), ("category",)]


def test_no_figures_no_claims():
    claims, codes = folding.fold_figures(figures_frame({"source": NIS}).iloc[:0])
    assert claims.empty
    assert len(codes) == 0
    assert comparison.list_categories(claims) == {}


def test_every_figure_knows_its_claim():
    figures = figures_frame({"source": NIS}, {"source": NIS, "article_id": "b"}, {"source": US, "status": "rejected"})
    claims, codes = folding.fold_figures(figures)
    assert [claims["source"].iloc[code] if code >= 0 else None for code in codes] == [NIS, NIS, None]


def test_the_quick_folding_has_the_same_columns_and_never_fewer_claims(monkeypatch):
    figures = figures_frame(
        {"source": NIS, "low": 100, "high": None, "qualifier": "at_least", "publisher": "Une"},
        {"source": NIS, "low": 100, "high": None, "qualifier": "at_least", "article_id": "b", "publisher": "Deux"},
        {"source": US, "low": 5, "high": 5, "extent": None},
        {"source": None, "low": 7, "high": 7, "article_id": "c", "status": "rejected"},
    )
    slowly, _ = folding.fold_figures(figures)
    monkeypatch.setattr(folding, "MOST_FOLDED", 0)
    quickly, codes = folding.fold_figures(figures)
    assert list(quickly.columns) == list(slowly.columns)
    assert quickly[["source", "low", "reports", "span"]].values.tolist() == [
        [NIS, 100, 2, folding.SO_FAR],
        [US, 5, 1, folding.UNTOLD],
    ]
    assert codes.tolist() == [0, 0, 1, -1]


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
    assert drawn["point"].fillna(-1).tolist() == [48, 100, 40, -1, -1]
    assert drawn["bar_from"].dropna().tolist() == [100, 200]
    assert drawn["bar_to"].dropna().tolist() == [150, 999]
    assert drawn["open_above"].tolist() == [False, True, False, False, False]
    assert drawn["open_below"].tolist() == [False, False, True, False, False]
    assert drawn["strict"].tolist() == [False, False, True, False, False]
    assert drawn["vague"].tolist() == [False, False, False, False, True]
