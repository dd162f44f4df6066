"""A folder of workbooks, for units that e-mail theirs.

| module | subject |
| --- | --- |
| `folder`, `entries` | the source: which file is whose, and what else lies there |
| `files`, `kinds` | one file as a sheet; what a file of another kind is |
| `xlsx_package`, `xlsx_strings`, `xlsx_tabs`, `xlsx_cells`, `xlsx_formats`, `xlsx_xml` | an .xlsx, part by part |
| `xlsx_runs`, `xlsx_rows`, `xlsx_shapes`, `xlsx_values` | its rows, read at once where they are spelled as office programs spell them |
| `zip_parts`, `numbers`, `room` | what zipped workbooks share; a number or a day in any of them; how much one may hold |
| `ods`, `ods_cells`, `ods_formats` | an .ods |
| `xls`, `xls_stream`; `xlsb`, `xlsb_records` | an .xls of Excel 5 to 2003; an .xlsb |
| `csv_rows` | a .csv: its separator, its quotes |
"""
