"""How well programs are read and printed: against MLIR's own parser and printer, and against other readers' speed."""
