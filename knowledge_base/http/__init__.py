"""The rules over HTTP: the same decisions, words and problems as on the command line."""
