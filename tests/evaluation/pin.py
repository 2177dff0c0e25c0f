"""Pins the floors a little below what is measured now, and writes the scores that README and dashboard show.

Floors only rise. To lower one, name it with its reason:
    python -m tests.evaluation.pin --lower fr.period --reason "gold of article 12 corrected"
"""

from __future__ import annotations

import argparse
import json
import math

from tests.evaluation.accuracy import write_accuracy
from tests.evaluation.readme import write_readme
from tests.evaluation.scoring import FLOORS, gold_languages, measure, pinned_scores, read_floors

SLACK = 0.02  # a single figure of the smallest set, which a change that helps elsewhere may cost


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lower", metavar="LANGUAGE.FIELD", action="append", default=[])
    parser.add_argument("--reason", default="")
    options = parser.parse_args()
    if options.lower and not options.reason:
        parser.error("--lower wants a --reason")

    pinned = read_floors() if FLOORS.exists() else {"floors": {}, "lowered": []}
    for language in gold_languages():
        floors = pinned["floors"].setdefault(language, {})
        for field, score in pinned_scores(measure(language).scores).items():
            new, old = math.floor((score - SLACK) * 100) / 100, floors.get(field, 0.0)
            if new < old and f"{language}.{field}" in options.lower:
                entry = {"language": language, "field": field, "from": old, "to": new, "reason": options.reason}
                pinned["lowered"].append(entry)
                old = new
            floors[field] = max(new, old)
    FLOORS.write_text(json.dumps(pinned, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    write_accuracy()
    write_readme()


if __name__ == "__main__":
    main()
