"""How a paper looks: NĐ 30/2020/NĐ-CP, annex I, held by `tests/spec/form_of_papers.txt`.

| module | what it is |
| --- | --- |
| `sheet` | page, margins, the line above the text, sections |
| `letters` | which letters each part of a paper has: size, weight, place, distance |
| `lines` | how wide words are: where long names break, how long a rule is |
| `marks` | words as a .docx holds them, whatever stands in them |
| `head` | state, issuer, number, place and date; kind and subject; whom it goes to |
| `text` | paragraphs, titles and their numbers, the end of the text |
| `tables` | tables whose headings stand again on each page |
| `pictures` | pictures as wide as the text, with their words |
| `foot` | signature and recipients |
| `annexes` | annexes, each with pages of its own |
| `writing` | the one entry: a paper becomes the bytes of a .docx |
"""
