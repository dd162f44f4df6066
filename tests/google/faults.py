"""Answers Google gives when it refuses or breaks, as recorded.

Sources: burnash/gspread cassettes (403, 404), r-lib/gargle fixtures (429, SERVICE_DISABLED),
burnash/gspread#724 (503), #1563 (502 as HTML), brekkylab/backlot (401, Office file).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one request. `how` other than "answer" breaks the connection or the body."""

    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "application/json; charset=UTF-8"
    how: str = "answer"
    """answer, late, reset, truncated, or no_json."""
    seconds: float = 0.0


def error(status: int, message: str, name: str, **extra: Any) -> Fault:
    """An error of the Sheets API."""
    found = {"code": status, "message": message, "status": name, **extra}
    return Fault(status, json.dumps({"error": found}, indent=2))


def drive_error(status: int, message: str, reason: str) -> Fault:
    """An error of the Drive API."""
    entry = {"domain": "global", "reason": reason, "message": message}
    return Fault(status, json.dumps({"error": {"errors": [entry], "code": status, "message": message}}))


def quota(retry_after: str | None = None, kind: str = "Read") -> Fault:
    """The minute's quota is used up; Google sends no Retry-After with it, others may."""
    message = (
        f"Quota exceeded for quota metric '{kind} requests' and limit '{kind} requests per minute per user'"
    )
    details = [
        {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": "RATE_LIMIT_EXCEEDED",
            "domain": "googleapis.com",
            "metadata": {"quota_limit": f"{kind}RequestsPerMinutePerUser", "quota_limit_value": "60"},
        }
    ]
    found = error(429, message, "RESOURCE_EXHAUSTED", details=details)
    return Fault(429, found.body, {"Retry-After": retry_after} if retry_after else {})


def disabled() -> Fault:
    """The project has not enabled the API."""
    details = [
        {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": "SERVICE_DISABLED",
            "domain": "googleapis.com",
            "metadata": {"consumer": "projects/1234567890", "service": "sheets.googleapis.com"},
        }
    ]
    message = "Google Sheets API has not been used in project 1234567890 before or it is disabled."
    return error(403, message, "PERMISSION_DENIED", details=details)


def late(seconds: float) -> Fault:
    """The right answer, after a delay."""
    return Fault(how="late", seconds=seconds)


BAD_GATEWAY = Fault(
    502,
    "<!DOCTYPE html><title>Error 502 (Server Error)!!1</title><p><b>502.</b> That's an error.",
    content_type="text/html; charset=UTF-8",
)
INTERNAL = error(500, "Internal error encountered.", "INTERNAL")
UNAVAILABLE = error(503, "The service is currently unavailable.", "UNAVAILABLE")
TIMED_OUT = error(408, "The request timed out.", "DEADLINE_EXCEEDED")
NOT_SHARED = error(403, "The caller does not have permission", "PERMISSION_DENIED")
NOT_FOUND = error(404, "Requested entity was not found.", "NOT_FOUND")
OFFICE_FILE = error(
    400,
    "This operation is not supported for this document. The document must not be an Office file.",
    "FAILED_PRECONDITION",
)
UNAUTHENTICATED = Fault(
    401,
    error(401, "Request had invalid authentication credentials.", "UNAUTHENTICATED").body,
    {"WWW-Authenticate": 'Bearer realm="https://accounts.google.com/", error="invalid_token"'},
)
BARE_TEXT = Fault(503, json.dumps({"error": "backend is draining"}))
RESET = Fault(how="reset")
TRUNCATED = Fault(how="truncated")
NO_JSON = Fault(how="no_json")
EMPTY_OBJECT = Fault(200, "{}")
NO_SHEETS = Fault(200, '{"spreadsheetId": "a"}')


def token_refused(description: str = "Invalid JWT Signature.") -> Fault:
    """The token endpoint refuses the assertion."""
    return Fault(400, json.dumps({"error": "invalid_grant", "error_description": description}))
