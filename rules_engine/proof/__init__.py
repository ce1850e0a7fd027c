"""What is shown of a rule before it answers anybody: complete, reachable, without contradiction."""
