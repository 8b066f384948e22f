"""The return form: which rows and columns one agency's workbook has. Pure; excel/ writes it, parse/ reads it."""
