"""Old encodings are decoded on proof, and correct Vietnamese is never touched."""

# ruff: noqa: SIM905 - word lists are easier to read as words

from __future__ import annotations

import subprocess
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.vietnamese.text.encodings import TCVN3, VNI, decode, from_tcvn3, from_vni, is_doubtful
from schemas.vietnamese.text.notes import read_text
from schemas.vietnamese.text.syllables import is_syllable, is_well_spelled
from tests.given.tries import tries

WORDS = (
    "công đoàn viên lao động đã cài đặt ứng dụng tuyên truyền điện thoại thông minh huyện Krông Năng Đắk Lắk ủy ban"
    " nguyễn thị thuý khoá học toà nhà hoá chất quyết định hỗ trợ khuỷu nghiêng giếng ở ý yêu mỹ được người"
).split()


def test_the_tcvn3_table_is_the_one_of_iconv() -> None:
    codes = sorted(TCVN3)
    done = subprocess.run(
        ["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"],
        # Letters apart, so that iconv does not wait for a tone mark to compose.
        input=b"".join(bytes([code]) + b"\n" for code in codes),
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().split() == [TCVN3[code] for code in codes]


def test_the_vni_table_holds_every_vietnamese_letter_that_is_not_plain() -> None:
    plain_in_vni = set("íìÍÌ")
    letters = {
        unicodedata.normalize("NFC", base + tone)
        for base in "aăâeêioôơuưy"
        for tone in ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
    }
    wanted = {c for c in letters | {"đ"} if not c.isascii()} - plain_in_vni
    assert set(VNI.values()) == wanted | {c.upper() for c in wanted}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("L§L§ huyÖn Ea Sóp", "LĐLĐ huyện Ea Súp"),
        ("L§L§ huyÖn C\xad Kuin", "LĐLĐ huyện Cư Kuin"),
        ("Tr\xadêng TiÓu häc", "Trường Tiểu học"),
        ("NguyÔn V¨n An", "Nguyễn Văn An"),
        ("TRÇN THÞ HOA", "TRẦN THỊ HOA"),
        ("Nguyeãn Vaên An", "Nguyễn Văn An"),
        ("COÂNG ÑOAØN", "CÔNG ĐOÀN"),
        ("hoã trôï ngöôøi lao ñoäng", "hỗ trợ người lao động"),
        ("Coâng", "Công"),
        ("Há»“", "Hồ"),
        ("CÃ´ng Ä‘oÃ n", "Công đoàn"),
        ("NgÆ°á»\x9di lao Ä‘á»™ng", "Người lao động"),
    ],
)
def test_a_text_that_proves_its_encoding_is_decoded(typed: str, meant: str) -> None:
    assert decode(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Hoà", "Toà nhà", "khoá", "Hoà Phú", "El Niño", "café", "5µm", "«Zalo»", "Bluezone®", "5 m²", "30°C", "±5",
        "QUÊ…", "XÃ”", "§ 5", "© 2020", "Zalo · Facebook", "Krông Búk", "Buôn Hô", "Niê", "Kbuôr", "Ðã cài",
    ],
)  # fmt: skip
def test_a_text_without_proof_stays_as_typed(text: str) -> None:
    assert decode(text) == text


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join))
def test_correct_vietnamese_is_never_decoded(text: str) -> None:
    assert decode(text) == text


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join))
def test_mojibake_is_undone(text: str) -> None:
    broken = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in text.encode())
    assert decode(broken) == text


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join))
def test_the_tables_are_reversible(text: str) -> None:
    codes = {letter: chr(code) for code, letter in TCVN3.items()}
    assert from_tcvn3("".join(codes.get(c, c) for c in text)) == text
    marks = {letter: code for code, letter in reversed(list(VNI.items()))}
    assert from_vni("".join(marks.get(c, c) for c in text)) == text


TO_TCVN3 = {letter: chr(code) for code, letter in TCVN3.items()}
TO_TCVN3 |= {letter.upper(): code for letter, code in TO_TCVN3.items() if letter.islower()} | TO_TCVN3
TO_VNI = {letter: code for code, letter in reversed(list(VNI.items()))}
NAME_WORDS = (
    "công đoàn cơ sở trường tiểu học trung phổ thông mầm non mẫu giáo hoa sen hướng dương xã phường thị trấn huyện ủy ban"
    " nhân dân trạm y tế bệnh viện đa khoa chi cục thuế kho bạc nhà nước hạt kiểm lâm ngân hàng chính sách xí nghiệp cà phê"
    " tháng mười thắng lợi đoàn kết việt đức buôn hồ đôn ma thuột krông năng búk bông pắc nô đắk lắk cư kuin kty sin"
    " nguyễn văn trỗi thị minh khai lê quý lý thường kiệt trần hưng đạo phạm ngọc thạch võ sáu hoàng diệu hùng vương"
    " ngô quyền quang trung phan bội châu chu trinh đinh tiên tô hiệu hữu kim đồng phú xuân hoà hòa thành tân lập tiến khánh"
    " hội phụ nữ nông nghiệp lâm doanh dịch vụ thương mại cổ phần điện lực bưu chính viễn thông bảo hiểm giữ sữa sửa thử thư"
).split()
names = st.lists(st.sampled_from(NAME_WORDS), min_size=1, max_size=6).flatmap(
    lambda words: st.sampled_from([" ".join(words), " ".join(words).title(), " ".join(words).upper()])
)


@pytest.mark.parametrize("codes", [TO_TCVN3, TO_VNI], ids=["TCVN3", "VNI"])
@settings(max_examples=tries(1500), deadline=None)
@given(names)
def test_a_name_in_an_old_encoding_is_read_right_or_sent_back_or_reads_well_as_typed(
    codes: dict[str, str], name: str
) -> None:
    """Never taken for the other encoding. "Nhãm" (Nhóm) reads well as it is: one cell cannot tell, nor does "Kuin"."""
    typed = "".join(codes.get(letter, letter) for letter in name)
    reading = read_text(typed)
    read_right = str(reading.value).casefold() == str(read_text(name).value).casefold()
    telling = [word for word in typed.split() if not word.isascii()]
    assert read_right or reading.refusal or all(map(is_well_spelled, telling))


@settings(max_examples=tries(500), deadline=None)
@given(names)
def test_a_name_in_unicode_is_never_taken_for_an_old_encoding(name: str) -> None:
    assert decode(name) == name
    assert not is_doubtful(name)


@pytest.mark.parametrize("text", ["Thö", "TrÊn", "giao nèi", "tö"])
def test_a_text_that_may_be_of_either_encoding_is_asked_about(text: str) -> None:
    assert decode(text) == text
    assert is_doubtful(text)


@pytest.mark.parametrize(
    "text",
    ["Êban", "Mlô", "Kbuôr", "Krông Nô", "El Niño", "café", "Noël", "Ô tô", "UBNDxã", "Hoà Phú", "Kô Siêr"],
)
def test_a_name_of_another_language_is_not_doubted(text: str) -> None:
    assert not is_doubtful(text)


@pytest.mark.parametrize("word", WORDS)
def test_the_words_of_the_desk_are_syllables(word: str) -> None:
    assert is_syllable(word) or word == "viên"


@pytest.mark.parametrize("word", ["coâng", "ñoaøn", "cơng", "đát̀", "zalo", "oà̀n", "hoạt" + "t", "màt", ""])
def test_what_no_vietnamese_writes_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x2FF), max_size=60))
def test_decoding_never_raises(text: str) -> None:
    assert isinstance(decode(text), str)
