"""The commands of `stablehlo-conform`, one module each: `add(commands)` declares options, the rest is plumbing."""
