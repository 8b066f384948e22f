"""How long cchc takes and how much memory, beside what a colleague would script instead."""
