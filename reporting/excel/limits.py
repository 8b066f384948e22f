"""What a returned workbook may hold at most. Read from sizes and extents before anything is opened."""

from __future__ import annotations

MAX_FILE = 20 * 2**20  # bytes on disk
MAX_PARTS = 2_000  # zip entries
MAX_UNPACKED = 64 * 2**20  # bytes of all parts together
MAX_XML = 12 * 2**20  # bytes of XML among them (a form has 80 kB)
MAX_CAREFUL = 2 * 2**20  # bytes of all parts that openpyxl may be given (40 bytes of memory each)
MAX_SHEETS = 60
MAX_RATIO = 200  # unpacked : packed, of a part above MIN_RATIO_SIZE
MIN_RATIO_SIZE = 4 * 2**20

# Inside these extents a table stays small; a form has far fewer.
MAX_ROW = 29_999
MAX_COLUMN = 104  # CZ
MAX_AREA = 1_040_000  # places of a table

MAX_TURNS = 1_000_000  # how often a password is hashed; Excel does it 100,000 times

# A process that reads the older formats: memory, seconds of computing (with starting it, five by the clock),
# seconds by the clock on a machine that is busy.
WORKER_MEMORY = 512 * 2**20
WORKER_SECONDS = 4
WORKER_PATIENCE = 30
