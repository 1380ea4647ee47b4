"""The websites that listings name: whether they answer, asked with care."""
