"""The terminal: command line and Textual app. Calls the core's services, reads the fleet, holds no rules."""
