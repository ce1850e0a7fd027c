"""Rules in the languages of other engines, where both mean the same."""
