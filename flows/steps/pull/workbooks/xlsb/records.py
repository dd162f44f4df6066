"""The records of the parts of an .xlsb, and what they are made of ([MS-XLSB] 2.1.4, 2.5).

Arrives: a part's bytes.
Leaves:  each record: its kind and its bytes; Damaged where one is cut off.
Not here: what the records mean (`xlsb`).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from flows.steps.pull.workbooks.markup import Damaged, without_controls

_UINT32, _INT32, _DOUBLE = struct.Struct("<I"), struct.Struct("<i"), struct.Struct("<d")


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each record of a part, in order. Raises Damaged."""
    at, end = 0, len(data)
    try:
        while at < end:
            kind = data[at]
            at += 1
            if kind & 0x80:
                kind = (kind & 0x7F) | (data[at] & 0x7F) << 7
                at += 1
            length = shift = 0
            while True:
                byte = data[at]
                at += 1
                length |= (byte & 0x7F) << shift
                shift += 7
                if byte < 0x80 or shift == 28:
                    break
            if at + length > end:
                raise Damaged("record")
            yield kind, data[at : at + length]
            at += length
    except IndexError as error:
        raise Damaged("record") from error


def uint32(data: bytes, at: int) -> int:
    found: int = _UINT32.unpack_from(data, at)[0]
    return found


def double(data: bytes, at: int) -> float:
    found: float = _DOUBLE.unpack_from(data, at)[0]
    return found


def rk(data: bytes, at: int) -> float:
    """A number in four bytes: a whole one or the upper half of a double, and whether it counts hundredths."""
    written: int = _INT32.unpack_from(data, at)[0]
    if written & 2:
        number: float = written >> 2
    else:
        number = double(b"\0\0\0\0" + _UINT32.pack(written & 0xFFFFFFFC), 0)
    return number / 100 if written & 1 else number


def text(data: bytes, at: int) -> str:
    """A text that stands after its length. Raises Damaged for one that is cut off."""
    length = uint32(data, at) * 2
    found = data[at + 4 : at + 4 + length]
    if len(found) != length:
        raise Damaged("text")
    return without_controls(found.decode("utf-16-le", "replace"))
