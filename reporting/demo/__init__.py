"""The demo: two made-up counties as data files, and what loads and removes them.

The wording is written for the demo; nothing here is a county's own text or a real person.
"""
