"""Programs made from op records."""
