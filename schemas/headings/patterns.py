"""Which phrases name which field, as a table.

Arrives: the kinds of phrase in a heading.
Leaves:  the patterns they are held against, and how the fields stand to each other.
Not here: how a heading is cut into phrases (`phrases`), headings above others (`match`).
"""

from __future__ import annotations

from dataclasses import dataclass

from schemas.headings.phrases import COUNTED, PEOPLE


@dataclass(frozen=True, slots=True)
class FieldPattern:
    """A field is named when all of `needs` are there, one of `one_of` if any, and nothing outside `allows`."""

    field: str
    needs: frozenset[str]
    allows: frozenset[str] = frozenset()
    one_of: frozenset[str] = frozenset()

    def fits(self, phrases: frozenset[str]) -> bool:
        return (
            self.needs <= phrases
            and phrases <= self.needs | self.allows | self.one_of
            and (not self.one_of or bool(phrases & self.one_of))
        )


def _pattern(field: str, needs: str, allows: str = "", one_of: str = "") -> FieldPattern:
    return FieldPattern(field, frozenset(needs.split()), frozenset(allows.split()), frozenset(one_of.split()))


PHONES = "SMART PHONE DEVICE ON OVER_SMART OVER_PHONE OVER_DEVICE"
WITH_APP = f"{PEOPLE} DONE APP HAVE AMONG PART {PHONES}"
MEASURED = (
    f"{PEOPLE} DONE APP HAVE AMONG INSTALL INSTALLED RESULT DEPLOY VERSUS ON UNIT OVER_AMOUNT OVER_QUANTITY"
)
PATTERNS = (
    _pattern("ordinal", "ORDINAL"),
    _pattern("branch_name", "BRANCH", "NAME UNIT UNDER AMONG"),
    _pattern("branch_name", "", "NAME UNDER AMONG", "NAME UNIT"),
    _pattern("members", "MEMBER", f"{COUNTED} AMONG PART UNIT BRANCH"),
    _pattern("workforce", "WORKER", f"{PEOPLE} AMONG PART UNIT BRANCH"),
    _pattern("workforce", "TOTAL PERSON"),
    _pattern("smartphone_users", "SMART", f"{PEOPLE} HAVE AMONG PART PHONE DEVICE"),
    _pattern("without_smartphone", "NOT SMART", f"{PEOPLE} HAVE AMONG PART PHONE DEVICE"),
    _pattern("installed", "", WITH_APP, "INSTALL INSTALLED"),
    _pattern("installed", "RESULT INSTALLED", WITH_APP),
    _pattern("installed", "RESULT INSTALL", WITH_APP, PEOPLE),
    _pattern("installed", "HAVE APP", f"{PEOPLE} DONE AMONG PART"),
    _pattern("not_installed", "NOT INSTALL", WITH_APP),
    _pattern("not_installed", "NOT INSTALLED", WITH_APP),
    _pattern("not_installed", "NOT HAVE APP", f"{PEOPLE} AMONG PART"),
    _pattern(
        "typed_pct_of_smartphones",
        "RATE OVER_SMART",
        f"{MEASURED} OVER_PERSON OVER_MEMBER OVER_WORKER OVER_TOTAL",
    ),
    _pattern("typed_pct_of_smartphones", "RATE SMART", f"{PEOPLE} DONE APP HAVE AMONG", "INSTALL INSTALLED"),
    _pattern("typed_pct_of_workforce", "RATE", MEASURED, "OVER_TOTAL OVER_MEMBER OVER_WORKER OVER_PERSON"),
    _pattern("typed_pct", "RATE", "DONE INSTALL INSTALLED APP AMONG RESULT DEPLOY VERSUS"),
    _pattern("typed_pct", "RATE", f"{PEOPLE} DONE APP HAVE AMONG", "INSTALL INSTALLED"),
    _pattern("typed_pct", "RATE HAVE APP", f"{PEOPLE} AMONG"),
    _pattern("reached", "REACHED", f"{PEOPLE} TIMES DONE APP AMONG INSTALL"),
    _pattern("reached", "TOLD TIMES", f"{PEOPLE} APP AMONG INSTALL"),
    _pattern("launch_sessions", "LAUNCH", f"{COUNTED} DEPLOY DONE AMONG", f"{COUNTED} SESSION"),
    _pattern("publicity", "METHOD", "TOLD REACHED DEPLOY APP OTHER_APP INSTALL AMONG DONE"),
    _pattern("note", "NOTE", "AMONG"),
    _pattern("difficulties", "DIFFICULTY", "AMONG"),
    _pattern("in_industrial_zone", "ZONE", "NAME UNDER AMONG UNIT"),
    _pattern("reported_on", "DATE FILE"),
    _pattern("contact_name", "FILE", "NAME FULL_NAME", "PERSON WORKER"),
    _pattern("contact_phone", "PHONE", "FILE PERSON AMOUNT WORKER AMONG UNIT NAME"),
    _pattern("women", "WOMEN", f"{PEOPLE} AMONG PART"),
    _pattern("submitted_at", "TIMESTAMP"),
    _pattern("email", "EMAIL", "AMONG"),
)
QUANTITIES = frozenset({"workforce", "members", "smartphone_users", "installed", "not_installed", "reached"})
RATES = frozenset({"typed_pct", "typed_pct_of_workforce", "typed_pct_of_smartphones"})
ACTIONS = frozenset(
    {"smartphone_users", "without_smartphone", "installed", "not_installed", "reached", "women"}
)
"""What is said of people: under such a heading, "Đoàn viên" and "Số lượng" count only those of whom it is true."""
COUNTED_AMONG = {
    "smartphone_users": frozenset({"installed", "not_installed"}),
    "reached": frozenset({"installed"}),
}
"""The quantities that keep their own meaning under an action."""
REMARKS_DO_NOT_MATTER = frozenset(
    {"branch_name", "publicity", "note", "difficulties", "in_industrial_zone", "reported_on", "contact_name"}
)
TELLING = frozenset({"SMART", "INSTALL", "INSTALLED", "TOLD", "REACHED", "LAUNCH", "APP"})
OF_OTHERS = frozenset({"YOUTH", "CADRE", "OTHER_APP"})
"""Other people, and other apps and matters of the same weeks: what is counted of them is none of ours."""
PEOPLE_PHRASES = frozenset(PEOPLE.split()) | {"AMONG", "DONE", "PART"}
