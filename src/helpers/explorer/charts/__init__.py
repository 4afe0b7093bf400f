"""Charts of the explorer: each kind is made once by Altair; another area or question only changes its data."""
