#!/usr/bin/env bash
# What:      The lunar packages most asked for count in China's time zone: Tết of 2007 and of 2030 is a day late, and an hour apart
#            makes a month apart in 1985. vnlunar and holidays count in Viet Nam's.
# With:      lunardate 0.3.0, LunarCalendar 0.0.9, vnlunar 1.0.5, holidays 0.109; CPython 3.11.7
# Heeded by: flows/campaigns/bluezone-2020/campaign.toml (the days off are the campaign's own list, typed by the desk, never derived)
# Seen:
# | 1985 lunardate 1985-02-20 LunarCalendar 1985-02-20 vnlunar (21, 1, 1985) holidays 1985-01-21
# | 2007 lunardate 2007-02-18 LunarCalendar 2007-02-18 vnlunar (17, 2, 2007) holidays 2007-02-17
# | 2020 lunardate 2020-01-25 LunarCalendar 2020-01-25 vnlunar (25, 1, 2020) holidays 2020-01-25
# | 2030 lunardate 2030-02-03 LunarCalendar 2030-02-03 vnlunar (2, 2, 2030) holidays 2030-02-02
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  lunardate==0.3.0 lunarcalendar==0.0.9 vnlunar==1.0.5 holidays==0.109
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
from datetime import date
import holidays
import lunarcalendar
import lunardate
import vnlunar
for year in (1985, 2007, 2020, 2030):
    of_china = lunardate.LunarDate(year, 1, 1)
    found = getattr(of_china, "to_solar_date", getattr(of_china, "toSolarDate", None))()
    other = lunarcalendar.Converter.Lunar2Solar(lunarcalendar.Lunar(year, 1, 1)).to_date()
    ours = vnlunar.convert_lunar_to_solar(1, 1, year)
    named = [str(day) for day, name in holidays.Vietnam(years=year, language="en_US").items() if name == "Lunar New Year"]
    print(year, "lunardate", found, "LunarCalendar", other, "vnlunar", ours, "holidays", *named)
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen
