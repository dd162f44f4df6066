"""A unit's template: the workbook that it fills in, made of the campaign's form, letter and roster.

| word | what it tells |
| --- | --- |
| `columns` | which columns there are, under which headings, with what in the example's row |
| `letterhead` | the lines above the table: whose letter, whose return, until when |
| `layout` | which cell holds what, for Excel and for Google alike |
| `workbook` | a unit's .xlsx: how it looks, what its cells take, what is locked |
| `entries` | what the cells of a column take, and what the clerk is told otherwise |
| `archive` | the same bytes each time that a workbook is written |
| `proving` | that a template is read as it is meant, before it leaves |
| `files` | the templates of a campaign in a folder; nothing that somebody filled in is written over |
| `shared_sheets` | the same heading in empty Google Sheets |
"""
