"""A page to watch the film and each scene on, which needs no network and no server."""
