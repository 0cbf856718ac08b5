"""JSON over HTTP, as both servers speak it."""
