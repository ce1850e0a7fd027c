"""A help center in five languages whose conditions, deadlines and prices come from rules."""
