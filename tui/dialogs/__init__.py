"""Questions to the admin: each is a modal screen that is awaited with `push_screen_wait` or given a callback."""
