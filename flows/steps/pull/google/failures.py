"""What Google refuses, and what that means for us: one of our failures, saying who must do what.

Arrives: an HTTP status with its body and headers, or the way a connection broke, and what was asked for.
Leaves:  a `flows.errors.PipelineError`, or a `TransientError` around one that may heal.
Not here: HTTP itself, gspread, waiting.

Bodies: cloud.google.com/apis/design/errors (Sheets: `status`, `details[].reason`) and
developers.google.com/workspace/drive/api/guides/handle-errors (Drive: `errors[].reason`, 404 for a file that
is not shared). A 502 is an HTML page (burnash/gspread#1563), an error may be a bare text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from flows.errors import (
    CredentialsRefused,
    LookFailed,
    PipelineError,
    QuotaExhausted,
    SheetForbidden,
    SheetMissing,
    SheetUnreachable,
    SheetUnreadable,
)
from flows.steps.pull.google.retrying import TransientError
from schemas.vietnamese.text import capital

PROJECT_REASONS = {"SERVICE_DISABLED", "accessNotConfigured", "API_DISABLED"}
ACCOUNT_REASONS = {
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
    "insufficientPermissions",
    "insufficientScopes",
    "CONSUMER_SUSPENDED",
    "CONSUMER_INVALID",
    "BILLING_DISABLED",
    "authError",
    "ACCOUNT_STATE_INVALID",
}
QUOTA_REASONS = {"RATE_LIMIT_EXCEEDED", "rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded"}
REFUSED_TOKENS = {
    "jwt signature": "khóa đã bị xóa hoặc thay",
    "account not found": "tài khoản đã bị xóa",
    "disabled": "tài khoản đã bị tắt",
}
"""What the token endpoint says of a key that was good once, in lower case, and what became of it."""
UNREGISTERED = "unregistered callers"


@dataclass(frozen=True, slots=True)
class Subject:
    """What was asked for, by a name people know, through which service and as which account."""

    what: str
    service: str
    account: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """An HTTP answer that is no success."""

    status: int
    body: str
    retry_after: str | None = None


def failure(refusal: Refusal, subject: Subject) -> PipelineError | TransientError:
    """Our failure for an answer that is no success; a `TransientError` when asking again may succeed."""
    status, reasons = refusal.status, _reasons(refusal.body)
    is_forbidden = status == HTTPStatus.FORBIDDEN
    if status == HTTPStatus.TOO_MANY_REQUESTS or (is_forbidden and reasons & QUOTA_REASONS):
        return _quota(refusal, subject)
    if is_forbidden:
        return _forbidden(refusal, reasons, subject)
    if status == HTTPStatus.REQUEST_TIMEOUT or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return TransientError(unreachable(subject, f"HTTP {status}"), seconds(refusal.retry_after))
    if status == HTTPStatus.UNAUTHORIZED:
        return account_refused(subject, f"HTTP {status}")
    if status == HTTPStatus.NOT_FOUND:
        return missing(subject)
    return office_file(subject.what) if "FAILED_PRECONDITION" in reasons else _misunderstood(subject, status)


def _forbidden(refusal: Refusal, reasons: set[str], subject: Subject) -> LookFailed:
    """A 403 may mean the account, the project, or, as a rule, a sheet that is not shared."""
    if reasons & ACCOUNT_REASONS or UNREGISTERED in refusal.body:
        return account_refused(subject, f"HTTP {refusal.status}")
    if reasons & PROJECT_REASONS:
        return CredentialsRefused(
            f"Dự án của tài khoản dịch vụ {subject.account} chưa bật {subject.service}: người vận hành bật dịch "
            "vụ này trong Google Cloud Console, chờ vài phút rồi chạy lại."
        )
    return SheetForbidden(
        f"{capital(subject.what)} chưa được chia sẻ cho tài khoản {subject.account}: người giữ bảng mở Chia "
        f"sẻ, thêm {subject.account} với quyền Người xem."
    )


def _misunderstood(subject: Subject, status: int) -> SheetUnreadable:
    return SheetUnreadable(
        f"Google không hiểu yêu cầu đọc {subject.what} (HTTP {status}): người vận hành kiểm tra liên kết trong "
        "roster.csv có đúng là một bảng Google Sheets không."
    )


def folder_hidden(account: str) -> SheetForbidden:
    """Drive says alike of a folder that is not shared and of one that does not exist."""
    return SheetForbidden(
        f"Không thấy thư mục Drive của đợt báo cáo: người vận hành chia sẻ thư mục cho {account} với quyền "
        "Người xem và kiểm tra mục [source] của campaign.toml."
    )


def missing(subject: Subject) -> SheetMissing:
    """The operator asks the unit for another link."""
    return SheetMissing(
        f"Không tìm thấy {subject.what}: liên kết trong roster.csv sai hoặc tệp đã bị xóa; người vận hành xin "
        "đơn vị liên kết mới."
    )


def office_file(what: str) -> SheetUnreadable:
    """The unit turns its workbook into a Google sheet."""
    return SheetUnreadable(
        f"{capital(what)} là tệp Excel tải lên, không phải Google Trang tính: đơn vị mở tệp, chọn Tệp > "
        "Lưu dưới dạng Google Trang tính, rồi chia sẻ bảng mới."
    )


def unreachable(subject: Subject, how: str) -> SheetUnreachable:
    """`how` names the kind of failure only, never an address with its query, a body or a token."""
    return SheetUnreachable(
        f"Chưa đọc được {subject.what}: Google hoặc đường mạng trục trặc ({how}). Lần chạy sau sẽ thử lại."
    )


def token_failure(message: str, subject: Subject, *, may_heal: bool) -> PipelineError | TransientError:
    """Why no token was given: the endpoint is down or shows a page, or it refuses the key or the clock."""
    if may_heal or message.lstrip().startswith("<"):
        return TransientError(unreachable(subject, "máy chủ cấp quyền của Google"))
    if "reasonable timeframe" in message or "short-lived token" in message:
        return CredentialsRefused(
            f"Google từ chối tài khoản dịch vụ {subject.account} vì đồng hồ máy này sai: người vận hành chỉnh "
            "lại giờ của máy."
        )
    code, _, description = message.partition(":")
    why = next((vi for words, vi in REFUSED_TOKENS.items() if words in description.casefold()), "")
    return account_refused(subject, ", ".join(filter(None, [code[:40], why])))


def account_refused(subject: Subject, how: str) -> CredentialsRefused:
    """The operator looks after the key; `how` is Google's own word for it."""
    return CredentialsRefused(
        f"Google từ chối tài khoản dịch vụ {subject.account} ({how}): người vận hành kiểm tra khóa trong tệp "
        "GOOGLE_APPLICATION_CREDENTIALS còn hiệu lực, đúng quyền, rồi tạo khóa mới nếu cần."
    )


def _quota(refusal: Refusal, subject: Subject) -> TransientError:
    left = QuotaExhausted(
        f"Hết hạn mức truy vấn Google khi đọc {subject.what}. Lần chạy sau sẽ đọc tiếp; nếu lặp lại, người vận "
        "hành giảm số lượt đọc mỗi phút."
    )
    return TransientError(left, seconds(refusal.retry_after))


def seconds(retry_after: str | None) -> float | None:
    """A Retry-After header, given in seconds or as a date (RFC 9110 §10.2.3); None when it says nothing."""
    if retry_after is None:
        return None
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, (until.astimezone(UTC) - datetime.now(UTC)).total_seconds())


def _reasons(body: str) -> set[str]:
    """Every machine-readable reason in an error body, whichever of Google's two shapes it has, or none."""
    try:
        error = json.loads(body)["error"]
    except (ValueError, KeyError, TypeError):
        return set()
    if not isinstance(error, Mapping):
        return set()
    lists = [each for each in (error.get("details"), error.get("errors")) if isinstance(each, list)]
    entries = [error, *(entry for each in lists for entry in each if isinstance(entry, Mapping))]
    return {str(entry[key]) for entry in entries for key in ("status", "reason") if key in entry}
