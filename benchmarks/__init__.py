"""Speed and size as ratios, everything compared in one run on one machine."""
