"""Pages over every programme: what is under way, what is published, and each area's history."""
