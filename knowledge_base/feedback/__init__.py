"""What readers say of a guide: whether it helped, why not, and what the team makes of it."""
