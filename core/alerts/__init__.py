"""From readings to warnings: what is low, why, and in which words."""
