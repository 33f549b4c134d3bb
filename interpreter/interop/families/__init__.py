"""What several operations of other dialects share."""
