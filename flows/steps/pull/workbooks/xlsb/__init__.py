"""An .xlsb: its document, and the binary records that it is made of."""
