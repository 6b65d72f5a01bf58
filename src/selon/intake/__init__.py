"""Files, lines and bytes into dispatches: one adapter a format, and one clear reason for each input that is refused."""
