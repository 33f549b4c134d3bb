"""The golden suite in forms that other projects run without Python."""
