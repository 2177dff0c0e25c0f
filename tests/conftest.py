"""How the property tests of all folders run."""

from __future__ import annotations

import os

from hypothesis import Phase, settings

# `make fuzz` asks for more examples. Explaining a failure would trace every line of every run, ten times as slow.
settings.register_profile(
    "bilan",
    max_examples=int(os.environ.get("BILAN_EXAMPLES", "60")),
    deadline=None,
    phases=[phase for phase in Phase if phase is not Phase.explain],
)
settings.load_profile("bilan")
