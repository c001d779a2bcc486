"""The tables of the audit trail and of access tokens, declared as those in `tables.py`."""

from sqlalchemy import DDL, BigInteger, Integer, Text, UniqueConstraint, event
from sqlmodel import Field, SQLModel

BIG = BigInteger().with_variant(Integer(), "sqlite")
_COMPACT = {"sqlite_with_rowid": False}


class AuditRow(SQLModel, table=True):
    """An entry of a person's audit trail; `link` hashes it with the one before."""

    __tablename__ = "audit"
    owner: int = Field(primary_key=True, sa_type=BIG)
    number: int = Field(primary_key=True, sa_type=BIG)
    event: str = Field(sa_type=Text)
    type: str = Field(sa_type=Text)
    at: int = Field(sa_type=BIG)
    payload: str | None = Field(sa_type=Text)
    digest: str = Field(sa_type=Text)
    link: str = Field(sa_type=Text)
    __table_args__ = (UniqueConstraint("owner", "event"), _COMPACT)


_APPENDED = "BEGIN SELECT RAISE(ABORT, 'the audit trail is only appended to'); END"
_FACTS = "({0}.owner, {0}.number, {0}.event, {0}.type, {0}.at, {0}.digest, {0}.link)"
_WRITTEN_ONCE = (
    "CREATE TRIGGER audit_is_written_once BEFORE UPDATE ON audit WHEN new.payload IS NOT NULL"
    f" OR {_FACTS.format('old')} IS NOT {_FACTS.format('new')} {_APPENDED}"
)
_STAYS = f"CREATE TRIGGER audit_stays BEFORE DELETE ON audit {_APPENDED}"
for _trigger in (_STAYS, _WRITTEN_ONCE):
    event.listen(SQLModel.metadata.tables["audit"], "after_create", DDL(_trigger))  # type: ignore[no-untyped-call]


class AccessTokenRow(SQLModel, table=True):
    """An access token; of its secret only the digest is kept."""

    __tablename__ = "access_token"
    owner: int = Field(primary_key=True, sa_type=BIG)
    id: str = Field(primary_key=True, sa_type=Text)
    name: str = Field(sa_type=Text)
    digest: str = Field(sa_type=Text)
    scopes: str = Field(sa_type=Text)
    created_at: int = Field(sa_type=BIG)
    expires_at: int | None = Field(sa_type=BIG)
    used_at: int | None = Field(sa_type=BIG)
    revoked_at: int | None = Field(sa_type=BIG)
    __table_args__ = (_COMPACT,)
