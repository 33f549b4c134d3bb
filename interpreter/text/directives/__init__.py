"""Custom directives of assembly formats, one file each, both directions."""
