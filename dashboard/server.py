"""The dashboard's server, started from the command line."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import typer

from data.connect import store_address
from data.errors import PortInUseError
from data.first_start import load_samples
from data.store import open_store

ADDRESS = "127.0.0.1"
_APP = Path(__file__).parent / "app.py"


def serve_dashboard(port: int) -> None:
    """Serve the dashboard until it is stopped, after filling a new store with the samples.

    Raises PortInUseError where something listens on the port already.
    """
    check_port(port)
    address = store_address()
    store = open_store()
    load_samples(store)
    store.close()  # the server opens its own
    where = address.render_as_string()
    typer.echo(f"Bilan is at http://{ADDRESS}:{port} (store: {where}); stop it with Ctrl-C.")
    sys.stdout.flush()
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(_APP)),
        *("--server.address", ADDRESS, "--server.port", str(port)),
        *("--server.headless", "true", "--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none"),
    ]
    if os.name == "posix":
        # In our place: a signal sent to us then reaches the server itself.
        os.execv(sys.executable, command)
    raise SystemExit(subprocess.run(command, check=False).returncode)


def check_port(port: int) -> None:
    """Raises PortInUseError where something listens on the port already."""
    with socket.socket() as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except PermissionError as error:
            raise PortInUseError(f"Port {port} may not be opened; try --port {_ANOTHER}.") from error
        except OSError as error:
            raise PortInUseError(
                f"Port {port} is in use; try --port {port + 1 if port < 65535 else _ANOTHER}."
            ) from error


_ANOTHER = 8502
