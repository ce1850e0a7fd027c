"""Back ends: a rule resolved for a day, and the code made from it."""
