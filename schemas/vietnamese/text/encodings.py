"""Vietnamese typed before Unicode, or broken on its way here, put back into Unicode.

Arrives: a text whose letters may be TCVN3 (ABC) or VNI codes, or UTF-8 that was read as cp1252.
Leaves:  the same text in Unicode, only where the text itself proves its encoding; otherwise as it came.
Not here: spaces, noise and eth, which `text.clean` tidies *after* decoding (TCVN3's ư is a soft hyphen).

The proof is a word that cannot be Vietnamese as typed, and an encoding in which more words are spelled as Vietnamese
spells them than as typed and than in the other encoding. Without it nothing is touched: a careless VNI decode makes
"Hồ" of a correct "Hoà". What both encodings would read equally well is doubtful, and asked about.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable

from schemas.vietnamese.text.syllables import VIETNAMESE, is_one_case, is_well_spelled

Decoder = Callable[[str], str]

TCVN3_ROWS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđẰ",
    0xB5: "àảãáạẲằẳẵắẴ",
    0xC0: "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ",
    0xD0: "éẹềểễếệìỉỄẾỒĩíịò",
    0xE0: "Ổỏõóọồổỗốộờởỡớợù",
    0xF0: "ỖủũúụừửữứựỳỷỹýỵỐ",
}
"""TCVN 5712:1993 by first code; 0xB0-0xB4 (loose tone marks) are left out: ° ± ² ³ are real signs here."""

TCVN3 = {first + i: letter for first, row in TCVN3_ROWS.items() for i, letter in enumerate(row)}

VNI_MARKS = {
    "a": {**dict(zip("ùøûõï", "áàảãạ", strict=True)), **dict(zip("êéèúüë", "ăắằẳẵặ", strict=True))}
    | dict(zip("âáàåãä", "âấầẩẫậ", strict=True)),
    "e": dict(zip("ùøûõï", "éèẻẽẹ", strict=True)) | dict(zip("âáàåãä", "êếềểễệ", strict=True)),
    "o": dict(zip("ùøûõï", "óòỏõọ", strict=True)) | dict(zip("âáàåãä", "ôốồổỗộ", strict=True)),
    "u": dict(zip("ùøûõï", "úùủũụ", strict=True)),
    "ô": dict(zip("ùøûõï", "ớờởỡợ", strict=True)),
    "ö": dict(zip("ùøûõï", "ứừửữự", strict=True)),
    "y": dict(zip("ùøûõ", "ýỳỷỹ", strict=True)),
}
"""VNI-Windows writes a letter, then its mark: `oâ` is ô."""
VNI_LETTERS = dict(zip("ôöñæóòî", "ơưđỉĩịỵ", strict=True))
"""VNI-Windows letters that stand alone."""


def _vni_table() -> dict[str, str]:
    table = {base + mark: out for base, marks in VNI_MARKS.items() for mark, out in marks.items()}
    table |= VNI_LETTERS
    # A capital keeps its case whichever case its mark is typed in: "AÙ" and "Aù" are both Á.
    capitals = {code[0].upper() + code[1:]: out.upper() for code, out in table.items()}
    return table | capitals | {code.upper(): out.upper() for code, out in table.items()}


VNI = _vni_table()
_VNI_CODE = re.compile("|".join(sorted(VNI, key=len, reverse=True)))
_VNI_PAIR = re.compile("|".join(code for code in VNI if len(code) == 2))

_FAR_LETTER = re.compile("[\u0100-\u1fff]")
# A code beside a digit is a sign of its own: "5µm", "1¼".
_LETTER = "A-Za-z\u00a1-\u00ff"
_WORD = re.compile(f"(?<![0-9{_LETTER}])[{_LETTER}]{{2,12}}(?![0-9{_LETTER}])")
_ACRONYM = re.compile("[BCDĐGHKLMNPQRSTVX]{2,9}")


def from_tcvn3(text: str) -> str:
    """TCVN3 codes as Unicode. The font .VnTimeH shows small codes as capitals, so a capital word becomes one."""

    def decode(match: re.Match[str]) -> str:
        word = match[0]
        plain = [c for c in word if c < "\x7f"]
        shouted = whole or (len(plain) > 1 and all(c.isupper() for c in plain))
        return word.translate(TCVN3).upper() if shouted else word.translate(TCVN3)

    letters = [c for c in text if c.isascii() and c.isalpha()]
    whole = len(letters) > 1 and all(c.isupper() for c in letters)
    return re.sub("[A-Za-z\u00a1-\u00ff]+", decode, text)


def from_vni(text: str) -> str:
    """VNI-Windows codes as Unicode."""
    return _VNI_CODE.sub(lambda match: VNI[match[0]], text)


DECODERS: tuple[Decoder, ...] = (from_tcvn3, from_vni)
FEWEST_PROOFS = 3
MOST_OTHERS = 0.8


_CP1252 = {ord(bytes([b]).decode("cp1252", "ignore") or chr(b)): chr(b) for b in range(0x80, 0xA0)}
_TRAIL = "[" + re.escape("".join(map(chr, _CP1252))) + "\u0080-\u00bf]"
_LONG_RUN = re.compile(f"[à-ï]{_TRAIL}{_TRAIL}")
_SHORT_RUN = re.compile(f"[Â-ß]{_TRAIL}")
_LOST_NBSP = re.compile("(Ã|Æ|áº|á») ")
_QUOTES_AT_END = re.compile("[’”…–—»‘“]+(?=\\s|$)")


def from_mojibake(text: str) -> str:
    """UTF-8 read as cp1252, undone; as it came unless every letter then is one a Vietnamese text can hold."""
    # A capital before a closing quote ("XÃ”") is two honest characters; three codes in a row never are.
    if not _LONG_RUN.search(text) and not _SHORT_RUN.search(_QUOTES_AT_END.sub("", text)):
        return text
    codes = _LOST_NBSP.sub("\\1\u00a0", text).translate(_CP1252)
    try:
        decoded = unicodedata.normalize("NFC", codes.encode("latin-1").decode("utf-8"))
    except UnicodeError:
        return text
    allowed = all(c < "\x7f" or c > "\u02ff" or c in VIETNAMESE or c == "\u00a0" for c in decoded)
    return decoded if allowed else text


def decode(text: str) -> str:
    """The text in Unicode where it proves its encoding; otherwise as it came."""
    repaired = from_mojibake(text)
    if repaired != text:
        return repaired
    proved = _proved(text)
    return proved(text) if proved else text


def is_doubtful(text: str) -> bool:
    """Whether a text that proves no encoding has a word that reads better in one: it may be typed in an old font.

    "Thö" is "thư" in VNI and "thử" in TCVN3; "TrÊn" is "Trấn" in TCVN3, or "Trên" with a capital too many.
    """
    return (
        not _FAR_LETTER.search(text)
        and decode(text) == text
        and any(
            not (_reads_well(word) and is_one_case(word))
            and any(_reads_well(decoder(word)) for decoder in DECODERS)
            for word in _marked_words(text)
        )
    )


def decoder_of(texts: Iterable[str]) -> Decoder | None:
    """The decoder of a whole sheet that is typed with an old font, None where that is not proved.

    Three texts prove it, few prove the other encoding and none is Unicode already. Then a text without proof
    of its own ("Ghi chó", which is Ghi chú) is of that encoding too.
    """
    proofs: Counter[Decoder] = Counter()
    for text in texts:
        if text.isascii():
            continue
        if _FAR_LETTER.search(text):
            return None
        if proved := _proved(text):
            proofs[proved] += 1
    if not proofs:
        return None
    of_most, most = proofs.most_common(1)[0]
    is_proved = most >= FEWEST_PROOFS and most > MOST_OTHERS * proofs.total()
    return (lambda text: (_proved(text) or of_most)(text)) if is_proved else None


def _proved(text: str) -> Decoder | None:
    """The encoding that leaves fewer words unreadable than the text as typed, and than the other encoding."""
    words = _marked_words(text)
    # a letter beyond Latin-1 shows that the text is already Unicode
    if _FAR_LETTER.search(text) or not any(map(_is_strange, words)):
        return None
    typed = sum(not _reads_well(word) for word in words)
    left = [sum(not _reads_well(decoder(word)) for word in words) for decoder in DECODERS]
    best = min(left)
    return DECODERS[left.index(best)] if best < typed and left.count(best) == 1 else None


def _marked_words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text) if not word.isascii()}


def _reads_well(word: str) -> bool:
    return is_well_spelled(word) or bool(_ACRONYM.fullmatch(word))


def _is_strange(word: str) -> bool:
    """Whether a word cannot be Vietnamese as typed: it reads badly and has a sign or a capital in a wrong place."""
    if _reads_well(word) or not any(c.isascii() for c in word):
        return False
    is_alien = any(c not in VIETNAMESE for c in word if not c.isascii())
    return is_alien or not is_one_case(word) or bool(_VNI_PAIR.search(word))
