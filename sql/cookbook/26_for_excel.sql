-- for_excel
-- Answers: how do I hand the units' figures on as a file that Excel opens? (Xuất tệp CSV mở bằng Excel đúng dấu?)
--              psql "$DATABASE_URL" -q -f sql/cookbook/26_for_excel.sql -o don-vi.csv
-- Grain:   one line per unit, under a line of headings.
-- Reads:   report.unit_standing_at, report.submission_at.
-- Assumes: Excel takes a file for UTF-8 only if it begins with U+FEFF, here the first letter of the first heading, and
--          shows rubbish otherwise. It cuts columns at ; where the decimal sign is a comma; under English settings
--          write DELIMITER ','. It makes a date or a text of a rate with its point: only counts go out, rates are for
--          Excel. -o writes the bytes as they are, which PowerShell's > does not; on Windows set PGCLIENTENCODING=UTF8,
--          as for every file here. \copy (SELECT …) TO 'don-vi.csv' WITH (the same) does it too, but must be one line.
--          What units typed themselves, as branch_name or note, may begin with = and be a formula to Excel: put a '
--          before it.
COPY (
    WITH asked AS (
        SELECT
            'bluezone-2020' AS campaign,
            timestamptz '2020-09-03T17:00+07:00' AS at
    ),

    figures AS (
        SELECT
            v.unit_code,
            sum(v.people) AS people,
            sum(v.smartphone_users) AS smartphone_users,
            sum(v.installed) AS installed
        FROM asked AS a
        INNER JOIN LATERAL report.submission_at(a.at) AS v ON a.campaign = v.campaign
        GROUP BY v.unit_code
    )

    SELECT
        s.unit_code AS U&"\FEFFMã",
        s.unit_name AS "Đơn vị",
        s.standing_vi AS "Tình trạng",
        to_char(s.accepted_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY HH24:MI') AS "Đạt lần đầu",
        s.branches_accepted AS "Số CĐCS",
        coalesce(f.people, 0) AS "Tổng số người",
        coalesce(f.smartphone_users, 0) AS "Có điện thoại thông minh",
        coalesce(f.installed, 0) AS "Đã cài đặt"
    FROM asked AS a
    INNER JOIN LATERAL report.unit_standing_at(a.at) AS s ON a.campaign = s.campaign
    LEFT JOIN figures AS f ON s.unit_code = f.unit_code
    ORDER BY s.unit_position
) TO STDOUT WITH (FORMAT csv, HEADER TRUE, DELIMITER ';', ENCODING 'UTF8')
