"""A file that somebody keeps by hand, with comments and layouts of their own."""

HAND = """\
# Ours, kept by hand.
synthetic: true

matters:   # the order is ours
  - matter: Reviews   # first
    quality_indicator: "5.3"
    state: area of concern
    because: >-
      Reviews were late
      in most records.
    # ask again in May
    next: Look at the dates.

  # the second one
  - {matter: Advocacy, quality_indicator: '2.1', state: area of uncertainty, because: Nobody said}
# the end
"""
