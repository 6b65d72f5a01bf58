"""The desk: a page in the browser and an HTTP API, on the queries that the command line asks."""
