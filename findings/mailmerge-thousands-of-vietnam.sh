#!/usr/bin/env bash
# What:      a Word template made under Vietnamese settings says `#.##0` and `0,0`, as Word itself asks there. Merged here, 1234 is
#            printed as 1234.000, which is read as a million and more, and 85.5 as 86; a field that the data lack is printed blank.
# With:      docx-mailmerge2 1.0.3, python-docx 1.2.0; CPython 3.11.7
# Heeded by: flows/steps/publish/words.py, `number` and `percent` (written by ourselves, from numbers); flows/desk/papers/paper.py (no
#            template with fields: a figure that is not there is "–")
# Seen:
# | installed \# "#.##0" 1234.000
# | installed \# "#,##0" 1,234
# | pct \# "0,0"         86
# | pct \# "0.0"         85.5
# | reached              (blank)
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  docx-mailmerge2==1.0.3 python-docx==1.2.0 lxml==6.1.3
export PYTHONPATH="$folder/packages"
cat > run.py <<'END'
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from mailmerge import MailMerge

FIELDS = (r'installed \# "#.##0"', r'installed \# "#,##0"', r'pct \# "0,0"', r'pct \# "0.0"', "reached")

template = Document()
for each in FIELDS:
    field, run, text = (OxmlElement(f"w:{name}") for name in ("fldSimple", "r", "t"))
    field.set(qn("w:instr"), f"MERGEFIELD {each}")
    text.text = "x"
    run.append(text)
    field.append(run)
    template.add_paragraph()._p.append(field)
template.save("template.docx")
with MailMerge("template.docx") as letter:
    letter.merge(installed=1234, pct=85.5)
    letter.write("letter.docx")
for each, paragraph in zip(FIELDS, Document("letter.docx").paragraphs, strict=True):
    words = "".join(text.text or "" for text in paragraph._p.iter(qn("w:t")))
    print(f"{each:<20} {words or '(blank)'}")
END
"$python" -W ignore run.py | tee seen
sed -n 's/^# | //p' "$script" | diff - seen
