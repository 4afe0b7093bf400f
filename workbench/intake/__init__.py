"""The way in: raw files validated and written to the evidence store, whole or not at all."""
