"""The form of the letter of 18/8/2020, which most tests read sheets by."""

from __future__ import annotations

from datetime import date

from schemas.form.file import load_form
from tests.given.campaign_files import CAMPAIGNS

FORM = load_form(CAMPAIGNS / "bluezone-2020" / "form.toml", date(2020, 8, 18), date(2020, 8, 29))
FORMS = {"bluezone-2020": FORM}
"""What the campaigns of most tests ask for, as `migrate` is told."""
