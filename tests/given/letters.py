"""Letters as their lines, and as the .docx that Word saves."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

OF_18_AUGUST = [
    "V/v vận động đoàn viên,CNVCLĐ",
    "cài đặt ứng dụng Bluezone",
    "Đắk Lắk, ngày 18 tháng 8 năm 2020",
    "Kính gửi: - Các Liên đoàn Lao động huyện, thị xã, thành phố",
    "- Các Công đoàn ngành.",
    (
        "Thực hiện sự chỉ đạo của Tổng Liên đoàn Lao động Việt Nam tại Công văn số 850/TLĐ ngày 17/8/22020, đề nghị các cấp "
        "công đoàn trong tỉnh vận động đoàn viên, CNVCLĐ cài đặt ứng dụng Bluezone."
    ),
    "2. Tổ chức “Tuần lễ ra quân” ở công đoàn cơ sở, từ ngày 18/8 đến 25/8/2020.",
    (
        "Đề nghị các đơn vị khẩn trương triển khai và báo cáo kết quả về Liên đoàn Lao động tỉnh (qua Ban Tuyên giáo và Nữ "
        "công) trước ngày 29/8/2020."
    ),
]
"""What the seed's letter says, in its order; its copy has no letterhead and no number."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def paragraph(text: str) -> str:
    """A paragraph as WordprocessingML, cut into two runs as Word does at will."""
    middle = len(text) // 2
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
        for part in (text[:middle], text[middle:])
    )
    return f"<w:p>{runs}</w:p>"


def table(*cells: list[str]) -> str:
    """One row of cells, each of paragraphs: how a letterhead is set."""
    row = "".join(f"<w:tc>{''.join(map(paragraph, cell))}</w:tc>" for cell in cells)
    return f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"


def docx(body: str, namespace: str = W) -> bytes:
    """A .docx of that body, with the part that holds the words alone."""
    document = f'<?xml version="1.0"?><w:document xmlns:w="{namespace}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", document)
    return held.getvalue()
