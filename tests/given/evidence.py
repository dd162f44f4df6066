"""Secrets and personal data planted for a test, and everything the pipeline said, to be searched for them."""

from __future__ import annotations

import base64
import re
import traceback
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

SECRETS = {
    "database password": "MatKhauCSDL-7f3a",
    "mail password": "MatKhauThu-9c1e",
    "Prefect auth string": "bluezone:MatKhauPrefect-5b2d",
    "alert webhook": "https://chat.congdoan.test/hook/T0-BiMat-4e6f",
}
PERSONAL = {
    "identity card number": "240987654321",
    "phone": "0912345678",
    "phone as typed": "0912 345 678",
    "member name": "H'Lê Niê Kdăm Bí Mật",
    "cell value": "khoảng bốn mươi tám người",
}


class Evidence:
    """What was said, by where it was said."""

    def __init__(self, **more: str) -> None:
        self._planted = {**SECRETS, **PERSONAL, **more}
        self._said: list[tuple[str, str]] = []

    def hear(self, where: str, said: object) -> None:
        self._said.append((where, said if isinstance(said, str) else repr(said)))

    def catch(self, where: str, error: BaseException | None) -> None:
        """An exception as logs, consoles and debuggers show it: itself and whatever it carries along."""
        while error is not None:
            self.hear(where, "".join([str(error), repr(error), *traceback.format_exception(error)]))
            error = error.__cause__

    def tried(self, where: str, call: Callable[[], Any]) -> Any:
        """What a call returns, or the exception it ended with; both are heard."""
        try:
            answer = call()
        except Exception as error:  # noqa: BLE001 - whatever is raised is what is searched
            self.catch(where, error)
            return error
        self.hear(where, answer)
        return answer

    def heard(self, where: str) -> str:
        """All that was said in one place."""
        return "\n".join(said for place, said in self._said if place == where)

    @property
    def size(self) -> int:
        return sum(len(said) for _, said in self._said)

    def leaks(self) -> list[str]:
        """Where which planted text was said, plainly or in a dress it is sent in."""
        return sorted(
            {
                f"{what} in {where}: …{form[max(0, at - 200) : at + 80]!r}…"
                for where, said in self._said
                for form in (said, _unfolded(said))
                for what, text in self._planted.items()
                for dress in _dresses(text)
                if (at := form.find(dress)) >= 0
            }
        )


def _unfolded(said: str) -> str:
    """The same without what a table or a narrow terminal puts in between."""
    return re.sub(r"[\s│┃|]+", "", said)


def _dresses(text: str) -> set[str]:
    encoded = base64.b64encode(text.encode()).decode().rstrip("=")
    return {text, _unfolded(text), quote(text, safe=""), ascii(text)[1:-1], encoded}


def planted_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """An environment with every secret that a person may put there."""
    return {
        **environ,
        "PREFECT_API_AUTH_STRING": SECRETS["Prefect auth string"],
        "BLUEZONE_ALERT_WEBHOOK": SECRETS["alert webhook"],
        "BLUEZONE_ALERT_EMAIL": f"mailtos://a:{SECRETS['mail password']}@thu.congdoan.test?to=b@congdoan.test",
    }
