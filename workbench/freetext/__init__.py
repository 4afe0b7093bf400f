"""Free text checked for what could identify a person, quotations with their sign-off, and text made harmless."""
