"""A folder of workbooks, for units that e-mail theirs.

| module | subject |
| --- | --- |
| `folder`, `entries` | the source: which file is whose, and what else lies there |
| `files`, `kinds` | one file as a sheet; what a file of another kind is |
| `xlsx/`, `ods/`, `xlsb/`, `xls` | each kind of workbook: its tabs and typed cells |
| `zip_parts`, `markup`, `numbers`, `built_in_formats`, `remembered`, `room` | what kinds of workbooks share: parts and their XML, a number or a day, formats known by number alone, what comes often, how much fits |
| `marks` | whose template a file was made from |
| `csv_rows` | a .csv: its separator, its quotes |
"""
