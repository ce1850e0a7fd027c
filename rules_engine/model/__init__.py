"""The model: immutable trees of rules, conditions, expressions, parameters and decisions."""
