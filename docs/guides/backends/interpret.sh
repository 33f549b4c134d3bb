#!/bin/sh
# A backend made of a command: stablehlo-interpret, whose exit codes are those of the contract.

[ "$1" = --version ] && exec stablehlo-interpret --version
[ "$STABLEHLO_REJECT" = 1 ] && exec stablehlo-interpret check module.mlir

number=0
while [ "$number" -lt "$STABLEHLO_INPUTS" ]; do
  set -- "$@" --input "@in$number.npy"
  number=$((number + 1))
done
number=0
while [ "$number" -lt "$STABLEHLO_OUTPUTS" ]; do
  set -- "$@" --output "@out$number.npy"
  number=$((number + 1))
done
exec stablehlo-interpret run module.mlir "$@"
