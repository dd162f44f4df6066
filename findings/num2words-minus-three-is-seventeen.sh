#!/usr/bin/env bash
# What:      figures in Vietnamese words are other figures: minus three is "mười bảy" (seventeen), 12.05 is "mười hai phẩy năm"
#            (12,5), 85.5 is read with a digit that nobody measured, and 1,000,500 is what people say for a million and a half.
# With:      num2words 0.5.14; CPython 3.11.7
# Heeded by: flows/desk/papers/figures/figure.py (a paper prints digits, with a sign where figures fall; no figure is put into words)
# Seen:
# | -3        mười bảy
# | 12.05     mười hai phẩy năm
# | 12.5      mười hai phẩy năm mươi
# | 85.5      tám mươi lăm phẩy năm mươi
# | 1000500   một triệu năm trăm
# | 1234567   một triệu hai trăm ba mươi bốn nghìn năm trăm sáu mươi bảy
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages num2words==0.5.14
export PYTHONPATH="$folder/packages"
cat > run.py <<'END'
from num2words import num2words

for number in (-3, 12.05, 12.5, 85.5, 1000500, 1234567):
    print(f"{number:<9}", num2words(number, lang="vi"))
END
"$python" run.py | tee seen
sed -n 's/^# | //p' "$script" | diff - seen
