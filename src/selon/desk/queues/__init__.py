"""The review screen: what waits for somebody to decide, one file a kind."""
