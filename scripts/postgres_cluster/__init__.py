"""PostgreSQL on loopback: one server, or a primary with replicas that takes a failover."""
