"""What the module `datetime` consists of: days (calendar), duration, zones, iso_text, dates, times, moments.

Each file uses only those before it. The classes say that they belong to `datetime`.
"""
