#!/usr/bin/env bash
# What:      two letters joined into one file to be printed: the second stands under the first one's addressee, on the first one's
#            sheet. Its own header, its own first header and its turned page are gone, and nothing says so.
# With:      docxcompose 2.2.0, python-docx 1.2.0; CPython 3.11.7
# Heeded by: flows/desk/papers/folder.py (a file for each unit, never joined); flows/desk/papers/layout/ (what a paper needs, an annex's
#            turned page too, is made in one document)
# Seen:
# | one letter:  1 page setting, landscape, to Krông Năng
# | joined:      1 page setting, portrait, to Ea Kar
# | text joined: Ea Kar: 12 / Krông Năng: 7
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  docxcompose==2.2.0 python-docx==1.2.0 lxml==6.1.3 setuptools==80.9.0
export PYTHONPATH="$folder/packages"
cat > run.py <<'END'
from docx import Document
from docx.enum.section import WD_ORIENT
from docxcompose.composer import Composer


def letter(unit, figure, turned=False):
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = unit
    if turned:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    document.add_paragraph(f"{unit}: {figure}")
    return document


def told(document):
    (section,) = document.sections
    across = "landscape" if section.page_width > section.page_height else "portrait"
    return f"{len(document.sections)} page setting, {across}, to {section.header.paragraphs[0].text}"


first, second = letter("Ea Kar", 12), letter("Krông Năng", 7, turned=True)
print("one letter: ", told(second))
joined = Composer(first)
joined.append(second)
joined.save("joined.docx")
document = Document("joined.docx")
print("joined:     ", told(document))
print("text joined:", " / ".join(paragraph.text for paragraph in document.paragraphs if paragraph.text))
END
"$python" -W ignore run.py | tee seen
sed -n 's/^# | //p' "$script" | diff - seen
