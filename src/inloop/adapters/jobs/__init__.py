"""Durable jobs: DBOS runs the long ones; claims share them out among nodes."""
