"""A form as data: what it says is what is read, and a wrong one is refused with its line and the reason."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from schemas.form.file import load_form
from schemas.form.form import Form
from schemas.headings.grammar import grammar_of
from schemas.headings.heading import Kind
from schemas.rules import catalogue
from schemas.toml_file import TomlError
from tests.given.forms import FORM

GIFTS = """
[subject]
about = "chăm lo Tết"
names = ["quà Tết"]

[people]
first_of = ["workforce"]

[table]
lead = "gifts"

[[quantity]]
name = "branch_name"

[[quantity]]
name = "workforce"

[[quantity]]
name = "gifts"
kind = "count"
unit = "suất"
label = "số suất quà"
required = true
headings = ["Số suất quà", "Quà Tết đã trao"]

[[quantity]]
name = "spent"
kind = "money"
unit = "đồng"
label = "kinh phí"
headings = ["Kinh phí", "Số tiền"]

[[quantity]]
name = "fund"
kind = "choice"
label = "nguồn kinh phí"
headings = ["Nguồn kinh phí"]
options = [{ value = "union", label = "Công đoàn" }, { value = "employer", label = "Doanh nghiệp" }]

[[rate]]
name = "gifts_of_people_pct"
part = "gifts"
whole = "people"
label = "tổng số"
"""


def form(folder: Path, text: str) -> Form:
    path = folder / "form.toml"
    path.write_text(text, encoding="utf-8")
    return load_form(path, date(2026, 1, 15), date(2026, 2, 14))


@pytest.mark.parametrize(
    ("was", "becomes", "at", "reason"),
    [
        ('kind = "money"', 'kind = "amount"', 'kind = "amount"', "quantity.kind: Input should be 'name', 'count'"),
        ('unit = "đồng"', 'unit = "USD"', 'unit = "USD"', "unit is none of đồng, nghìn đồng, triệu đồng"),
        ('label = "kinh phí"', 'labels = "kinh phí"', "labels =", "quantity.labels: Extra inputs are not permitted"),
        ('headings = ["Kinh phí", "Số tiền"]', "", 'name = "spent"', "spent: headings is missing"),
        ('headings = ["Kinh phí", "Số tiền"]', 'headings = [{ needs = "COST" }]', "COST", "'COST' is no kind of phrase"),
        ('name = "spent"', 'name = "gifts"', "[[quantity]]", "gifts is there twice"),
        ('name = "spent"', 'name = "Spent"', 'name = "Spent"', "String should match pattern"),
        ('lead = "gifts"', 'lead = "presents"', "lead =", "lead: 'presents' is no stored amount"),
        ('first_of = ["workforce"]', 'first_of = ["members"]', "first_of", "people: 'members' is no stored amount"),
        ('whole = "people"', 'whole = "members"', "whole =", "whole: 'members' is no stored amount"),
        ('name = "branch_name"', 'name = "note"', "[[quantity]]", "the quantity branch_name is missing"),
        ('label = "Doanh nghiệp" }]', 'name = "DN" }]', "options =", "options.name: Extra inputs"),
        ("[[rate]]", "[[rates]]", "[[rates]]", "rates: Extra inputs are not permitted"),
        ("required = true", 'required = true\nat_most = [{ of = "poor" }]', "at_most", "at_most: 'poor' is no amount"),
        ('about = "chăm lo Tết"', "", "[subject]", "about: Field required"),
        ('name = "spent"', 'name = "late"', "[[quantity]]", "late is a column that every campaign has"),
        ('name = "spent"', 'name = "order"', "[[quantity]]", "order is a column that every campaign has"),
        ('name = "gifts_of_people_pct"', 'name = "policy"', "[[rate]]", "policy is a column that every campaign has"),
        ("required = true", "private = true", "lead =", "'gifts' is private, and every summary would tell it"),
        ('first_of = ["workforce"]', 'first_of = ["spent"]', "first_of", "people: 'spent' counts no people"),
        ("first_of =", 'also_named = "gifts"\nfirst_of =', "also_named", "'gifts' is none of first_of"),
        ("required = true", "most = 3000000000", "most =", "most: a count is at most 2147483647"),
    ],
)  # fmt: skip
def test_a_wrong_form_is_refused_with_its_line_and_the_reason(
    tmp_path: Path, was: str, becomes: str, at: str, reason: str
) -> None:
    assert was in GIFTS
    wrong = GIFTS.replace(was, becomes, 1)
    with pytest.raises(TomlError) as raised:
        form(tmp_path, wrong)
    told = re.search(r"form\.toml, line (\d+): ", str(raised.value))
    assert told is not None
    assert at in wrong.splitlines()[int(told[1]) - 1]
    assert reason in str(raised.value)


def test_a_file_that_is_no_toml_or_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(TomlError, match=r"form\.toml: Invalid value"):
        form(tmp_path, "quantity = [")
    with pytest.raises(TomlError, match=r"nowhere/form\.toml"):
        load_form(tmp_path / "nowhere" / "form.toml", date(2026, 1, 15), date(2026, 2, 14))


def test_a_common_quantity_is_taken_by_its_name_and_says_nothing_of_what_the_form_has_not(
    tmp_path: Path,
) -> None:
    gifts = form(
        tmp_path,
        GIFTS.replace('name = "workforce"', 'name = "members"').replace('["workforce"]', '["members"]'),
    )
    assert gifts["members"].label == "số đoàn viên"
    assert gifts["members"].at_most == ()
    assert FORM["members"].at_most != ()


def test_what_stands_beside_in_every_letters_sheets_is_known_and_not_read(tmp_path: Path) -> None:
    gifts = form(tmp_path, GIFTS)
    assert "contact_phone" in gifts.quantities
    assert "contact_phone" not in gifts.read


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("Số suất quà", "gifts"),
        ("Số suất quà đã trao", "gifts"),
        ("SỐ SUẤT QUÀ (suất)", "gifts"),
        ("Quà Tết đã trao", "gifts"),
        ("Kinh phí (đồng)", "spent"),
        ("Tổng kinh phí", "spent"),
        ("Tổng số tiền", "spent"),
        ("Nguồn kinh phí", "fund"),
        ("Tên công đoàn cơ sở", "branch_name"),
        ("Tổng số CNVCLĐ", "workforce"),
    ],
)
def test_headings_written_as_clerks_write_them_name_their_quantity(
    tmp_path: Path, typed: str, field: str
) -> None:
    assert grammar_of(form(tmp_path, GIFTS)).match(typed).field == field


@pytest.mark.parametrize(
    "typed", ["Kinh phí (triệu đồng)", "Số đã cài Bluezone", "Mức hỗ trợ", "Kinh phí năm trước"]
)
def test_a_heading_that_says_more_or_another_thing_names_nothing(tmp_path: Path, typed: str) -> None:
    assert grammar_of(form(tmp_path, GIFTS)).match(typed).kind is not Kind.FIELD


def test_two_forms_in_one_process_do_not_know_each_others_words(tmp_path: Path) -> None:
    gifts = grammar_of(form(tmp_path, GIFTS))
    assert gifts.match("Số đã cài Bluezone").field is None
    assert grammar_of(FORM).match("Số đã cài Bluezone").field == "installed"
    assert grammar_of(FORM).match("Số suất quà").field is None


def test_the_rules_of_a_form_are_made_of_its_labels(tmp_path: Path) -> None:
    rules = catalogue(
        form(tmp_path, GIFTS.replace("required = true", 'required = true\nat_most = [{ of = "people" }]'))
    )
    assert rules["gifts_above_workforce"].sentence == (
        "Ô {cell}: số suất quà ({gifts}) lớn hơn tổng số đoàn viên, CNVCLĐ ({base}); hãy kiểm tra lại hai số."
    )
    assert rules["gifts_missing"].sentence.startswith("Ô {cell}: thiếu số suất quà của {branch};")
    assert "'Công đoàn', 'Doanh nghiệp'" in rules["fund_unclear"].sentence
    assert "installed_missing" not in rules


def test_one_file_is_one_form_in_a_process(tmp_path: Path) -> None:
    assert form(tmp_path, GIFTS) is form(tmp_path, GIFTS)


def test_the_letters_form_says_what_the_letter_asks() -> None:
    assert FORM.needed_vi == "tên CĐCS, tổng số đoàn viên, CNVCLĐ hoặc số đoàn viên, số đã cài đặt"
    assert [rate.name for rate in FORM.rates] == [
        "installed_of_people_pct",
        "installed_of_smartphones_pct",
        "reached_pct",
    ]
