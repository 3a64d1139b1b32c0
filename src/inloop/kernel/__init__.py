"""Words every part shares: ids, clock, chance, errors, registry, settings."""
