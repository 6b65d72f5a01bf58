"""The HTTP API under `/api/v1`: the queries of the command line and the library, one file a resource."""
