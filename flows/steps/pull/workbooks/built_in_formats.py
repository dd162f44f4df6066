"""The number formats that an .xlsx names by number alone and that show more than the number (ECMA-376 18.8.30).

37 to 41, 43 and 49 are left out: #,##0 with brackets for negative numbers, and text, show the number as it is.
"""

from __future__ import annotations

BUILT_IN = {
    **dict.fromkeys(range(5, 9), '"$"#,##0'),
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    **dict.fromkeys(range(14, 18), "dd/mm/yyyy"),
    **dict.fromkeys(range(18, 22), "h:mm"),
    22: "dd/mm/yyyy h:mm",
    **dict.fromkeys(range(27, 37), "dd/mm/yyyy"),
    **dict.fromkeys((32, 33), "h:mm"),
    **dict.fromkeys((42, 44), '"$"#,##0'),
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    **dict.fromkeys(range(50, 59), "dd/mm/yyyy"),
    67: "0%",
    68: "0.00%",
    **dict.fromkeys((*range(71, 75), 77, 81), "dd/mm/yyyy"),
    **dict.fromkeys((75, 76, *range(78, 81)), "h:mm"),
}
