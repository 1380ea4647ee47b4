"""The API described: the OpenAPI document, and a page about it in plain words."""
