"""Makes the mail office known to the tests of this folder."""

from __future__ import annotations

from tests.given.mail import mailing, office

__all__ = ["mailing", "office"]
