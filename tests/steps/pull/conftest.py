"""Makes our Google known to the tests of this folder."""

from __future__ import annotations

from tests.google.plugin import google, google_identity, google_other_key

__all__ = ["google", "google_identity", "google_other_key"]
