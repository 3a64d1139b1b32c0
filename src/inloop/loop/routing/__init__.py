"""Who answers this item, why, and how many times: the one queue."""
