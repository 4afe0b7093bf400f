"""What a build has to run, and why: units, selection, keys, reasons, lockfile and journal."""
