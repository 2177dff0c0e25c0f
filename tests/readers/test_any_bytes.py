"""Whatever a file holds, reading it gives readings: nothing raises, and each problem is one sentence."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.readers.files import READERS, read_inputs
from extractors.readers.reading import Given

TABLES = st.lists(
    st.dictionaries(
        st.sampled_from(["id", "text", "published_at", "language", "url", "other"]),
        st.none()
        | st.text(max_size=30)
        | st.integers()
        | st.floats()
        | st.booleans()
        | st.lists(st.integers(), max_size=2),
    ),
    max_size=5,
)
CONTENT = (
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass"))
    | TABLES.map(lambda rows: "\n".join(map(json.dumps, rows)).encode())
    | TABLES.map(lambda rows: json.dumps(rows).encode())
    | st.text(alphabet='text,;"\n\r id', max_size=200).map(lambda text: b"id,text\n" + text.encode())
    | st.text(max_size=200).map(lambda text: f"<html><body><p>{text}</p></body></html>".encode("utf-8", "replace"))
    | st.sampled_from([b"PAR1", b"%PDF-1.4", b"PK\x03\x04", b"\x1f\x8b"]).flatmap(
        lambda mark: st.binary(max_size=100).map(lambda rest: mark + rest)
    )
)


@pytest.mark.parametrize("extension", [*READERS, "", ".gz", ".jsonl.gz"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=CONTENT)
def test_any_content(tmp_path, extension, content):
    path = tmp_path / f"any{extension}"
    path.write_bytes(gzip.compress(content) if extension == ".jsonl.gz" else content)
    for reading in read_inputs([str(path)], Given(language="fr")):
        assert (reading.article is None) is (reading.problem is not None)
        if reading.problem is not None:
            assert len(str(reading).splitlines()) == 1
            assert "Error" not in reading.problem
        else:
            assert isinstance(reading.article.text, str)
