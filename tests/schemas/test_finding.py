"""The catalogue of rules: what is documented is what the code says, in words a clerk can act on."""

from __future__ import annotations

import re
from pathlib import Path

from schemas.finding import finding, general_sentence, on_one_line
from schemas.rules import catalogue
from tests.given.forms import FORM

SPEC = Path(__file__).parents[1] / "spec" / "rules.md"
PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


def documented() -> str:
    """The table of all rules as Markdown. Rewrite the file with: python -m tests.schemas.test_finding"""
    lines = [
        "# Every rule a sheet is held to",
        "",
        "An error sends the row or the return back; a question waits for an answer, its row uncounted; a warning is shown. The sentence is what the clerk reads.",
        "",
        "| rule | severity | sentence |",
        "| --- | --- | --- |",
    ]
    lines += [f"| {rule.code} | {rule.severity} | {rule.sentence} |" for rule in catalogue(FORM).values()]
    return "\n".join(lines) + "\n"


def test_the_documented_rules_are_those_of_the_code() -> None:
    assert SPEC.read_text(encoding="utf-8") == documented()


def test_every_sentence_ends_as_one_and_says_what_to_do() -> None:
    told = ("hãy", "đề nghị", "chọn", "cần")
    lacking = [
        rule.code
        for rule in catalogue(FORM).values()
        if not rule.sentence.endswith((".", "?")) or not any(word in rule.sentence for word in told)
    ]
    assert lacking == []


def test_a_long_value_is_cut_in_the_sentence_and_kept_whole_beside_it() -> None:
    made = finding("count_not_whole", cell="D17", raw="1,5 " * 100)
    assert len(made.message_vi) < 300
    assert made.raw_value == "1,5 " * 100
    assert on_one_line("a\n b\tc") == "a b c"


def test_the_sentence_of_a_decimal_names_the_cell_and_the_value() -> None:
    assert finding("count_not_whole", cell="D17", raw="1,5").message_vi.startswith("Ô D17: '1,5'")


def test_the_general_sentence_of_every_rule_holds_a_cell_and_nothing_typed() -> None:
    for rule in catalogue(FORM):
        told = general_sentence(FORM, rule, "D17")
        assert PLACEHOLDER.search(told) is None
        assert ("D17" in told) == ("{cell}" in catalogue(FORM)[rule].sentence)
    assert general_sentence(FORM, "members_above_workforce", "D17") == (
        "Ô D17: số đoàn viên (…) lớn hơn tổng số CNVCLĐ (…); hãy kiểm tra lại hai số."
    )
    assert general_sentence(FORM, "a_rule_of_another_release", "D17") == "a_rule_of_another_release"


if __name__ == "__main__":
    SPEC.write_text(documented(), encoding="utf-8")
