"""The log: what the figures' own revisions cannot tell, for the figures are gone or many."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pandas as pd
from sqlalchemy import Connection, insert, select

from data.frames import make_frame
from data.schema import Column, Kind
from data.tables import log

if TYPE_CHECKING:
    from data.store import Store

LOG_COLUMNS: tuple[Column, ...] = (
    Column(name="at", kind=Kind.MOMENT, description="When (UTC).", hxl="#x_at"),
    Column(name="by", kind=Kind.STRING, description="Who did it.", hxl="#x_by"),
    Column(name="action", kind=Kind.STRING, description="What was done.", hxl="#x_action"),
    Column(name="subject", kind=Kind.STRING, description="To what.", hxl="#x_subject"),
    Column(name="detail", kind=Kind.STRING, description="What more there is to say.", hxl="#x_detail"),
)


def write_log(connection: Connection, action: str, subject: str, *, by: str | None, detail: str | None = None) -> None:
    """Note that something was done, in the transaction that does it."""
    now = datetime.now(UTC).replace(tzinfo=None)
    connection.execute(insert(log).values(at=now, by=by, action=action, subject=subject, detail=detail))


def read_log(store: Store, *, limit: int | None = None) -> pd.DataFrame:
    """What was done, the newest first, with the columns of LOG_COLUMNS."""
    columns = [log.c[column.name] for column in LOG_COLUMNS]
    with store.reading() as connection:
        rows = connection.execute(select(*columns).order_by(log.c.log_id.desc()).limit(limit)).all()
    return make_frame(rows, LOG_COLUMNS)
