"""An .xlsx, part by part: its package, tabs, styles, strings, and rows read at once where they are spelled as usual."""
