"""The pages of the settings screen: all settings, and one for each list and table; pure, without any widget."""
