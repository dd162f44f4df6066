"""What a refusal of PostgreSQL means: whether it may pass by itself, and what the operator is told.

Arrives: an exception of the driver, bare or as SQLAlchemy wraps it.
Leaves:  one of our failures, in Vietnamese; or nothing, when it is for the caller to make sense of.
Not here: the trying again (`database`).

The driver's whole text may hold a cell's value, for the server quotes the line of a COPY or the row that it
refuses; so only the first sentence of a failure of the server itself travels, and the rest is dropped.
"""

from __future__ import annotations

from socket import gethostname

import psycopg
from psycopg import errors
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from flows.errors import (
    ConfigurationError,
    DatabaseInterrupted,
    DatabaseUnavailable,
    Defect,
    PipelineError,
    RecordRefused,
)
from flows.store import releases

MISSING_OBJECT = (
    errors.InvalidSchemaName,
    errors.UndefinedTable,
    errors.UndefinedFunction,
    errors.UndefinedColumn,
)
"""The migrations did not run."""
NO_ROLE = (errors.InvalidParameterValue, errors.UndefinedObject)
TAKEN_BACK = (errors.SerializationFailure, errors.DeadlockDetected)
"""The server undid one of two transactions so that the other can go on."""
GONE = (
    errors.ConnectionException,
    errors.ConnectionDoesNotExist,
    errors.ConnectionFailure,
    errors.SqlclientUnableToEstablishSqlconnection,
    errors.SqlserverRejectedEstablishmentOfSqlconnection,
    errors.TransactionResolutionUnknown,
    errors.ProtocolViolation,
    errors.AdminShutdown,
    errors.CrashShutdown,
    errors.CannotConnectNow,
    errors.DatabaseDropped,
    errors.IdleSessionTimeout,
)
"""Connection failures, shutdown, crash, starting up."""
UNUSABLE = (
    errors.ReadOnlySqlTransaction,
    errors.InvalidCatalogName,
    errors.InvalidAuthorizationSpecification,
    errors.InvalidPassword,
    errors.InsufficientResources,
    errors.OutOfMemory,
    errors.TooManyConnections,
    errors.ConfigurationLimitExceeded,
    errors.SystemError,
    errors.IoError,
    errors.UndefinedFile,
    errors.DuplicateFile,
    errors.FileNameTooLong,
    errors.InternalError_,
    errors.DataCorrupted,
    errors.IndexCorrupted,
)
"""Read-only, database name, login, resources, the server's disk and its own inner errors."""
REFUSALS_AT_LOGIN = (
    "password authentication failed",
    "no password supplied",
    "no pg_hba.conf entry",
    "does not exist",
    "permission denied",
)
"""A connection that fails carries no SQLSTATE; these of the server's answers will be the same next time."""
CLOCKS_DIFFER, CANNOT_BE = "BZ001", "BZ002"
"""What our own triggers refuse (`sql/functions/require_instant.sql` and those beside it), in words for the desk."""


def explanation(error: DBAPIError | psycopg.Error, shown_url: str, role: str | None) -> PipelineError | None:
    """Our failure for an exception of the driver; `shown_url` names the database, without its password.

    None for what the caller may have provoked, such as a permission that its role is not meant to have.
    """
    cause = error.orig if isinstance(error, DBAPIError) else error
    reason = _reason(cause)
    if isinstance(cause, psycopg.Error) and cause.sqlstate in (CLOCKS_DIFFER, CANNOT_BE):
        return _refused(cause.sqlstate, reason)
    # a role that nobody made yet is "invalid data" to the driver, and means that `migrate` never ran on this server
    is_without_role = isinstance(cause, NO_ROLE) and "role" in reason
    if isinstance(cause, (psycopg.DataError, psycopg.IntegrityError)) and not is_without_role:
        return Defect.of(cause)
    if isinstance(cause, psycopg.ProgrammingError) and _asked_nothing(error):
        # without the URL: a parameter nobody knows may hold a password
        return ConfigurationError(f"DATABASE_URL có tham số sai ({reason}); hãy sửa hoặc bỏ tham số đó.")
    if isinstance(cause, MISSING_OBJECT) or is_without_role:
        return DatabaseUnavailable(f"{releases.message(None, shown_url)} (PostgreSQL: {reason})")
    if isinstance(cause, errors.InsufficientPrivilege):
        return _forbidden(reason, shown_url, role)
    return _taken_back(cause, reason, shown_url) or _unusable(cause, reason, shown_url)


def _refused(sqlstate: str, reason: str) -> RecordRefused:
    """What cannot have happened. Of two clocks that differ nobody here knows which is wrong; a third one does."""
    if sqlstate == CANNOT_BE:
        return RecordRefused(f"{reason}. Chưa ghi gì.")
    return RecordRefused(
        f"Đồng hồ lệch nhau: {reason}, còn máy {gethostname()} ghi giờ nói trước. Chưa ghi gì. Hãy xem máy nào sai giờ "
        "(bluezone doctor đối chiếu máy này với Google), chỉnh lại rồi chạy lại; nếu hai đồng hồ vẫn đúng thì lần này "
        "đã chờ cơ sở dữ liệu quá lâu, chỉ cần chạy lại."
    )


def _taken_back(cause: BaseException | None, reason: str, shown_url: str) -> DatabaseUnavailable | None:
    """What the server began and did not end: nothing of it is written."""
    if isinstance(cause, TAKEN_BACK):
        return DatabaseInterrupted(
            f"Cơ sở dữ liệu {shown_url} đã trả lại giao dịch vì vướng một giao dịch khác; chưa ghi gì, hãy chạy lại."
        )
    if isinstance(cause, errors.LockNotAvailable):
        return DatabaseInterrupted(
            f"Cơ sở dữ liệu {shown_url} đang bận: một lần chạy khác giữ khóa quá lâu. "
            "Chưa ghi gì; hãy đợi lần kia xong rồi chạy lại."
        )
    if isinstance(cause, errors.QueryCanceled):
        return DatabaseUnavailable(
            f"Cơ sở dữ liệu {shown_url} đã hủy một câu lệnh vì quá thời gian cho phép; chưa ghi gì, hãy chạy lại."
        )
    if isinstance(cause, errors.DiskFull):
        return DatabaseUnavailable(
            f"Đĩa của cơ sở dữ liệu {shown_url} đã đầy ({cause.sqlstate}: {reason}). "
            "Chưa ghi gì dở dang; hãy giải phóng đĩa rồi chạy lại."
        )
    return None


def _unusable(cause: BaseException | None, reason: str, shown_url: str) -> DatabaseUnavailable | None:
    """A server or database that does not serve us; an interruption where the same work may succeed later."""
    unusable = f"Không dùng được cơ sở dữ liệu {shown_url}: {reason}"
    if isinstance(cause, GONE):
        return DatabaseInterrupted(unusable)
    if isinstance(cause, UNUSABLE):
        return DatabaseUnavailable(f"{unusable} ({cause.sqlstate})")
    if isinstance(cause, psycopg.OperationalError) and not cause.sqlstate:
        is_final = any(words in str(cause) for words in REFUSALS_AT_LOGIN)
        return DatabaseUnavailable(unusable) if is_final else DatabaseInterrupted(unusable)
    return None


def _asked_nothing(error: DBAPIError | psycopg.Error) -> bool:
    """Whether it failed before any statement: the driver did not take the URL's parameters."""
    return isinstance(error, DBAPIError) and error.statement is None


def _forbidden(reason: str, shown_url: str, role: str | None) -> DatabaseUnavailable | None:
    """What the account lacks: our role, or, where it works as itself, what only the tables' owner may do."""
    if "set role" in reason:
        account = make_url(shown_url).username or "<tài khoản>"
        return DatabaseUnavailable(
            f"Tài khoản {account} chưa được cấp vai trò bluezone_pipeline ({shown_url}); "
            f'người quản trị máy chủ hãy chạy: GRANT bluezone_pipeline TO "{account}"'
        )
    if role is not None:
        return None
    return DatabaseUnavailable(
        f"Tài khoản của {shown_url} không đủ quyền ({reason}); hãy dùng tài khoản sở hữu các bảng, có quyền "
        "CREATEROLE, hoặc nhờ người quản trị máy chủ cấp quyền."
    )


def _reason(cause: BaseException | None) -> str:
    """The server's first sentence, without the context that may quote a row."""
    lines = [line.strip() for line in str(cause).strip().splitlines()]
    if not lines:
        return type(cause).__name__
    # a host name of several addresses: "Multiple connection attempts failed. All failures were:"
    return " ".join(lines) if lines[0].endswith(":") else lines[0]
