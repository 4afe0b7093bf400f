"""The usual ways of doing the same, as people write them; run as programs of their own."""
