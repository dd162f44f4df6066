"""Vietnamese typed before Unicode, or broken on its way here, put back into Unicode.

Arrives: a text whose letters may be TCVN3 (ABC) or VNI codes, or UTF-8 that was read as cp1252.
Leaves:  the same text in Unicode, only where the text itself proves its encoding; otherwise as it came.
Not here: spaces, noise and eth, which `text.clean` tidies *after* decoding (TCVN3's ư is a soft hyphen).

The proof is a word that cannot be Vietnamese as typed and is Vietnamese once decoded. Without it nothing is
touched: a careless VNI decode makes "Hồ" of a correct "Hoà".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

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

TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSET = "b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x|kr|dr|đr"
_RIME = (
    "a(?:ch|ng|nh|[cimnoptuyk])?|ă(?:ng|[cmnptk])|â(?:ng|[cmnptuy])|e(?:ng|[cmnopt])?|ê(?:ch|nh|[mnptu])?|"
    "i(?:a|ch|nh|[mnptu])?|iê(?:ng|[cmnptu])|niê|o(?:ng|[cimnpt])?|oong|ooc|oa(?:ch|ng|nh|[cimnopty])?|"
    "oă(?:ng|[cmnt])|oe[not]?|ô(?:ng|[cimnpt])?|ơ[imnpt]?|u(?:ng|[acimnptk])?|uâ(?:ng|[nty])|uê(?:ch|nh)?|"
    "uô(?:ng|[cimnt])|uơ|uy(?:a|ch|nh|[ptu])?|uyê[nt]|ư(?:ng|[acimntu])?|ươ(?:ng|[cimnptu])|y|yê(?:ng|[mntu])"
)
"""The rimes of written Vietnamese, tone aside, plus the final k of Đắk Lắk and Krông Búk."""
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{_RIME})")
_STOPPED = re.compile(".*(?:ch|[cptk])")
_ACRONYM = re.compile("[BCDĐGHKLMNPQRSTVX]{2,9}")


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Whether a word can be one syllable of written Vietnamese; a final c, ch, p, t asks for sắc or nặng."""
    letters = unicodedata.normalize("NFD", word.casefold().replace("ð", "đ"))
    tones = [mark for mark in letters if mark in TONES]
    toneless = unicodedata.normalize("NFC", "".join(c for c in letters if c not in TONES))
    if len(toneless) > 7 or len(tones) > 1 or not _SYLLABLE.fullmatch(toneless):
        return False
    return not _STOPPED.fullmatch(toneless) or not tones or tones[0] in "\u0301\u0323"


VIETNAMESE = frozenset(
    unicodedata.normalize("NFC", base + tone) for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for tone in ("", *TONES)
) | frozenset("đĐðÐ")
_FAR_LETTER = re.compile("[\u0100-\u1fff]")
# A code beside a digit is a sign of its own: "5µm", "1¼".
_WORD = re.compile("(?<![0-9A-Za-z\u00a1-\u00ff])[A-Za-z\u00a1-\u00ff]{2,12}(?![0-9A-Za-z\u00a1-\u00ff])")


def _evidence(text: str, decode: Callable[[str], str], needs: re.Pattern[str] | None) -> int:
    """How many words cannot be Vietnamese as typed and are once decoded, less those for which it is reversed."""
    score = 0
    for word in set(_WORD.findall(text)):
        decoded = decode(word)
        foreign = any(c not in VIETNAMESE for c in word if c > "\x7f") or bool(needs and needs.search(word))
        before = is_syllable(word)
        after = is_syllable(decoded) or bool(_ACRONYM.fullmatch(decoded))
        score += foreign and decoded != word and after and not before and any(c < "\x7f" for c in word)
        score -= decoded != word and before and not after
    return score


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
    """The text in Unicode where it proves its encoding; two encodings with equal proof leave it as it came."""
    repaired = from_mojibake(text)
    # A letter beyond Latin-1 shows that the text is already Unicode.
    if repaired != text or _FAR_LETTER.search(text):
        return repaired
    tcvn3 = _evidence(text, from_tcvn3, None)
    vni = _evidence(text, from_vni, _VNI_PAIR)
    if max(tcvn3, vni) <= 0 or tcvn3 == vni:
        return text
    return from_tcvn3(text) if tcvn3 > vni else from_vni(text)


def is_vni(texts: Iterable[str]) -> bool:
    """Whether a whole sheet is typed with a VNI font, by the same proof as `is_tcvn3`."""
    return _proofs(
        texts, lambda text: _evidence(text, from_vni, _VNI_PAIR) > max(0, _evidence(text, from_tcvn3, None))
    )


def is_tcvn3(texts: Iterable[str]) -> bool:
    """Whether a whole sheet is typed with a TCVN3 font: three texts prove it and none is Unicode already.

    Then a text without proof of its own ("Ghi chó", which is Ghi chú) is TCVN3 too.
    """
    return _proofs(
        texts, lambda text: _evidence(text, from_tcvn3, None) > max(0, _evidence(text, from_vni, _VNI_PAIR))
    )


def _proofs(texts: Iterable[str], proves: Callable[[str], bool]) -> bool:
    """Whether three texts prove an encoding and none is Unicode already."""
    proofs = 0
    for text in texts:
        if text.isascii():
            continue
        if _FAR_LETTER.search(text):
            return False
        proofs += proves(text)
    return proofs >= 3
