"""Workbooks: the only home of openpyxl, XlsxWriter and calamine."""
