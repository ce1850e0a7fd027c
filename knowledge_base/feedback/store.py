"""Where opinions are kept: SQLite, or PostgreSQL, by an address as SQLAlchemy writes it.

An opinion is kept when ``keep`` returns: both databases write it down before they say so. Nothing
of the sender is kept, and of the time the day alone.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    func,
    make_url,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from rules_engine.problems import ProblemsFound, refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy import URL, Engine

    from knowledge_base.feedback.opinion import Opinion
    from rules_engine.problems import ProblemsFound

_OPINIONS = Table(
    "opinions",
    MetaData(),
    Column("id", String(32), primary_key=True),
    Column("day", Date, nullable=False),
    Column("guide", String(200), nullable=False),
    Column("language", String(20), nullable=False),
    Column("revision", String(12), nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("reason", String(20)),
    Column("comment", Text),
)
_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}
_WRITE_IT = "Write sqlite:///FILE or postgresql://USER@HOST/DATABASE."


class NotKept(Exception):
    """The database did not take an opinion."""


class Store:
    """Opinions in a database; may be used by several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        dialect = sqlite if engine.dialect.name == "sqlite" else postgresql
        insert = dialect.insert(_OPINIONS)
        changed = {each.name: each for each in insert.excluded if each.name != "id"}
        self._put = insert.on_conflict_do_update(index_elements=["id"], set_=changed)

    def keep(self, opinion: Opinion, day: date) -> None:
        """Keep an opinion, in place of an earlier one with its id; raise ``NotKept``."""
        try:
            with self._engine.begin() as connection:
                connection.execute(self._put, {**asdict(opinion), "day": day})
        except SQLAlchemyError as error:
            raise NotKept from error

    def counts(self) -> Iterator[tuple[str, str, str, bool, str | None, int, date, date]]:
        """Yield guide, language, revision, helpful, reason, how many, first day and last day."""
        columns = [_OPINIONS.c[name] for name in ("guide", "language", "revision", "helpful")]
        columns.append(_OPINIONS.c.reason)
        days = (func.min(_OPINIONS.c.day), func.max(_OPINIONS.c.day))
        with self._engine.connect() as connection:
            for row in connection.execute(
                select(*columns, func.count(), *days).group_by(*columns).order_by(*columns)
            ):
                yield tuple(row)

    def comments(self) -> Iterator[tuple[str, str, str, date, str | None, str]]:
        """Yield guide, language, revision, day, reason and comment, the newest first."""
        names = ("guide", "language", "revision", "day", "reason", "comment")
        wanted = select(*(_OPINIONS.c[name] for name in names))
        wanted = wanted.where(_OPINIONS.c.comment.is_not(None))
        with self._engine.connect() as connection:
            for row in connection.execute(wanted.order_by(_OPINIONS.c.day.desc(), _OPINIONS.c.id)):
                yield tuple(row)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def open_store(address: str, *, make: bool = True) -> Store:
    """Return the store at an address, or raise ``ProblemsFound``.

    Where there is none it is made, unless somebody only wants to read it.
    """
    url = _url(address)
    if not make and url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        message = f"there are no opinions at {url.database}"
        raise refused("KB901", message, "Name their address, or wait for the first one.")
    try:
        patience = {"timeout" if url.get_backend_name() == "sqlite" else "connect_timeout": 5}
        engine = create_engine(
            url,
            hide_parameters=True,  # no message of an error holds a comment
            pool_pre_ping=True,
            connect_args=patience,
        )
        _OPINIONS.metadata.create_all(engine)
    except ImportError as error:
        message = f"{error.name} is not installed, which this database needs"
        raise refused("KB901", message, "Install it, for PostgreSQL psycopg[binary].") from error
    except SQLAlchemyError as error:
        raise _unopened(error) from None
    return Store(engine)


def _url(address: str) -> URL:
    """Return an address with the driver that is used; no message repeats it, or its password."""
    try:
        url = make_url(address)
    except ArgumentError:
        raise refused("KB901", "the address of the opinions is none", _WRITE_IT) from None
    driver = _DRIVERS.get(url.get_backend_name())
    if driver is None or url.drivername not in (url.get_backend_name(), driver):
        message = f"opinions are not kept in {url.drivername!r}"
        raise refused("KB901", message, _WRITE_IT)
    if driver == "sqlite" and not url.database:
        raise refused("KB901", "the address of the opinions names no file", _WRITE_IT)
    return url.set(drivername=driver)


def _unopened(error: SQLAlchemyError) -> ProblemsFound:
    said = str(getattr(error, "orig", None) or type(error).__name__).split("\n")[0]
    return refused("KB901", f"the opinions cannot be opened: {said}", "Check its address.")
