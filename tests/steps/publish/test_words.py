"""How the desk writes numbers: as people round them, and one share in one way wherever it is printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from flows.steps.publish.words import percent

PRINTED = """
 in report.*        printed
   91.65             91,7%    half up, as people do
   91.649999999      91,6%    once: not by way of 91,65
   88.045007032      88,0%    626 of 711
   91.75             91,8%
   91.64             91,6%
    0.05              0,1%
    0.04              0,0%
   -0.05             -0,1%    a rate that fell
   -0.04              0,0%    nothing has no sign
   99.95            100,0%
  100.00            100,0%
   85.5              85,5%
"""


@pytest.mark.parametrize("line", PRINTED.strip().splitlines()[1:])
def test_a_rate_is_printed_as_the_reports_figure_rounded_half_up(line: str) -> None:
    given, printed = line.split()[:2]
    assert percent(Decimal(given)) == printed


def test_no_rate_is_printed_as_nothing() -> None:
    assert percent(None) == ""
