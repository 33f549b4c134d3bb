"""Programs of integers and control flow: ciphers, searches, automata. Their results are exact."""

from __future__ import annotations


def _threefry() -> str:
    """Threefry2x32 with 20 rounds, every step an operation, on four counters at once."""
    lines: list[str] = []
    type_ = "tensor<4xui32>"

    def constant(name: str, value: int) -> None:
        lines.append(f"  %{name} = stablehlo.constant dense<{value}> : {type_}")

    def applied(name: str, op: str, a: str, b: str) -> str:
        lines.append(f"  %{name} = stablehlo.{op} %{a}, %{b} : {type_}")
        return name

    constant("parity", 0x1BD11BDA)
    k2 = applied("k2", "xor", applied("kx", "xor", "k0", "k1"), "parity")
    keys = ["k0", "k1", k2]
    x, y = applied("x", "add", "a", "k0"), applied("y", "add", "b", "k1")
    for i in range(20):
        turn = (13, 15, 26, 6, 17, 29, 16, 24)[i % 8]
        constant(f"l{i}", turn)
        constant(f"r{i}", 32 - turn)
        x = applied(f"x{i}", "add", x, y)
        left = applied(f"p{i}", "shift_left", y, f"l{i}")
        right = applied(f"q{i}", "shift_right_logical", y, f"r{i}")
        y = applied(f"y{i}", "xor", applied(f"o{i}", "or", left, right), x)
        if i % 4 == 3:
            step = i // 4 + 1
            constant(f"n{i}", step)
            x = applied(f"u{i}", "add", x, keys[step % 3])
            y = applied(f"w{i}", "add", applied(f"v{i}", "add", y, keys[(step + 1) % 3]), f"n{i}")
    body = "\n".join(lines)
    arguments = ", ".join(f"%{name}: {type_}" for name in ("k0", "k1", "a", "b"))
    return (
        f"func.func @main({arguments}) -> ({type_}, {type_}) {{\n{body}\n  return %{x}, %{y} : {type_}, {type_}\n}}\n"
    )


TEXTS: dict[str, str] = {
    "threefry": _threefry(),
    "greatest-common-divisor": """
func.func @main(%a: tensor<i32>, %b: tensor<i32>) -> tensor<i32> {
  %zero = stablehlo.constant dense<0> : tensor<i32>
  %r:2 = stablehlo.while(%x = %a, %y = %b) : tensor<i32>, tensor<i32>
  cond {
    %c = stablehlo.compare NE, %y, %zero : (tensor<i32>, tensor<i32>) -> tensor<i1>
    stablehlo.return %c : tensor<i1>
  } do {
    %m = stablehlo.remainder %x, %y : tensor<i32>
    stablehlo.return %y, %m : tensor<i32>, tensor<i32>
  }
  return %r#0 : tensor<i32>
}
""",
    "fibonacci-that-wraps": """
func.func @main() -> tensor<i32> {
  %i0 = stablehlo.constant dense<0> : tensor<i32>
  %one = stablehlo.constant dense<1> : tensor<i32>
  %n = stablehlo.constant dense<60> : tensor<i32>
  %r:3 = stablehlo.while(%i = %i0, %a = %i0, %b = %one) : tensor<i32>, tensor<i32>, tensor<i32>
  cond {
    %c = stablehlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
    stablehlo.return %c : tensor<i1>
  } do {
    %k = stablehlo.add %i, %one : tensor<i32>
    %s = stablehlo.add %a, %b : tensor<i32>
    stablehlo.return %k, %b, %s : tensor<i32>, tensor<i32>, tensor<i32>
  }
  return %r#1 : tensor<i32>
}
""",
    "collatz": """
func.func @main(%start: tensor<i64>) -> tensor<i64> {
  %zero = stablehlo.constant dense<0> : tensor<i64>
  %one = stablehlo.constant dense<1> : tensor<i64>
  %two = stablehlo.constant dense<2> : tensor<i64>
  %three = stablehlo.constant dense<3> : tensor<i64>
  %first = stablehlo.maximum %start, %one : tensor<i64>
  %r:2 = stablehlo.while(%n = %first, %steps = %zero) : tensor<i64>, tensor<i64>
  cond {
    %c = stablehlo.compare GT, %n, %one : (tensor<i64>, tensor<i64>) -> tensor<i1>
    stablehlo.return %c : tensor<i1>
  } do {
    %m = stablehlo.remainder %n, %two : tensor<i64>
    %odd = stablehlo.compare EQ, %m, %one : (tensor<i64>, tensor<i64>) -> tensor<i1>
    %next = "stablehlo.if"(%odd) ({
      %t = stablehlo.multiply %n, %three : tensor<i64>
      %u = stablehlo.add %t, %one : tensor<i64>
      stablehlo.return %u : tensor<i64>
    }, {
      %h = stablehlo.divide %n, %two : tensor<i64>
      stablehlo.return %h : tensor<i64>
    }) : (tensor<i1>) -> tensor<i64>
    %k = stablehlo.add %steps, %one : tensor<i64>
    stablehlo.return %next, %k : tensor<i64>, tensor<i64>
  }
  return %r#1 : tensor<i64>
}
""",
    "life": """
func.func @main(%board: tensor<6x6xi32>) -> tensor<6x6xi32> {
  %zero = stablehlo.constant dense<0> : tensor<i32>
  %one = stablehlo.constant dense<1> : tensor<6x6xi32>
  %two = stablehlo.constant dense<2> : tensor<6x6xi32>
  %three = stablehlo.constant dense<3> : tensor<6x6xi32>
  %cells = stablehlo.and %board, %one : tensor<6x6xi32>
  %sum = "stablehlo.reduce_window"(%cells, %zero) <{window_dimensions = array<i64: 3, 3>,
    padding = dense<1> : tensor<2x2xi64>}> ({
    ^bb0(%a: tensor<i32>, %b: tensor<i32>):
      %s = stablehlo.add %a, %b : tensor<i32>
      stablehlo.return %s : tensor<i32>
    }) : (tensor<6x6xi32>, tensor<i32>) -> tensor<6x6xi32>
  %around = stablehlo.subtract %sum, %cells : tensor<6x6xi32>
  %born = stablehlo.compare EQ, %around, %three : (tensor<6x6xi32>, tensor<6x6xi32>) -> tensor<6x6xi1>
  %pair = stablehlo.compare EQ, %around, %two : (tensor<6x6xi32>, tensor<6x6xi32>) -> tensor<6x6xi1>
  %lives = stablehlo.compare EQ, %cells, %one : (tensor<6x6xi32>, tensor<6x6xi32>) -> tensor<6x6xi1>
  %stays = stablehlo.and %pair, %lives : tensor<6x6xi1>
  %next = stablehlo.or %born, %stays : tensor<6x6xi1>
  %r = stablehlo.convert %next : (tensor<6x6xi1>) -> tensor<6x6xi32>
  return %r : tensor<6x6xi32>
}
""",
    "argmax": """
func.func @main(%x: tensor<3x7xi32>) -> (tensor<3xi32>, tensor<3xi32>) {
  %low = stablehlo.constant dense<-2147483648> : tensor<i32>
  %zero = stablehlo.constant dense<2147483647> : tensor<i32>
  %i = stablehlo.iota dim = 1 : tensor<3x7xi32>
  %r:2 = stablehlo.reduce(%x init: %low), (%i init: %zero) across dimensions = [1]
    : (tensor<3x7xi32>, tensor<3x7xi32>, tensor<i32>, tensor<i32>) -> (tensor<3xi32>, tensor<3xi32>)
    reducer(%a: tensor<i32>, %c: tensor<i32>) (%b: tensor<i32>, %d: tensor<i32>) {
      %gt = stablehlo.compare GT, %a, %c : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %eq = stablehlo.compare EQ, %a, %c : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %lt = stablehlo.compare LT, %b, %d : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %tie = stablehlo.and %eq, %lt : tensor<i1>
      %left = stablehlo.or %gt, %tie : tensor<i1>
      %v = stablehlo.select %left, %a, %c : tensor<i1>, tensor<i32>
      %k = stablehlo.select %left, %b, %d : tensor<i1>, tensor<i32>
      stablehlo.return %v, %k : tensor<i32>, tensor<i32>
    }
  return %r#0, %r#1 : tensor<3xi32>, tensor<3xi32>
}
""",
    "histogram": """
func.func @main(%x: tensor<20x1xi32>) -> tensor<10xi32> {
  %zero = stablehlo.constant dense<0> : tensor<10xi32>
  %one = stablehlo.constant dense<1> : tensor<20xi32>
  %h = "stablehlo.scatter"(%zero, %x, %one) <{scatter_dimension_numbers = #stablehlo.scatter<
    inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>}> ({
    ^bb0(%a: tensor<i32>, %b: tensor<i32>):
      %s = stablehlo.add %a, %b : tensor<i32>
      stablehlo.return %s : tensor<i32>
    }) : (tensor<10xi32>, tensor<20x1xi32>, tensor<20xi32>) -> tensor<10xi32>
  return %h : tensor<10xi32>
}
""",
    "binary-search": """
func.func @main(%x: tensor<9xi32>, %wanted: tensor<i32>) -> tensor<i32> {
  %zero = stablehlo.constant dense<0> : tensor<i32>
  %one = stablehlo.constant dense<1> : tensor<i32>
  %two = stablehlo.constant dense<2> : tensor<i32>
  %end = stablehlo.constant dense<9> : tensor<i32>
  %sorted = "stablehlo.sort"(%x) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%a: tensor<i32>, %b: tensor<i32>):
      %lt = stablehlo.compare LT, %a, %b : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %lt : tensor<i1>
    }) : (tensor<9xi32>) -> tensor<9xi32>
  %r:2 = stablehlo.while(%lo = %zero, %hi = %end) : tensor<i32>, tensor<i32>
  cond {
    %c = stablehlo.compare LT, %lo, %hi : (tensor<i32>, tensor<i32>) -> tensor<i1>
    stablehlo.return %c : tensor<i1>
  } do {
    %s = stablehlo.add %lo, %hi : tensor<i32>
    %mid = stablehlo.divide %s, %two : tensor<i32>
    %v1 = stablehlo.dynamic_slice %sorted, %mid, sizes = [1] : (tensor<9xi32>, tensor<i32>) -> tensor<1xi32>
    %v = stablehlo.reshape %v1 : (tensor<1xi32>) -> tensor<i32>
    %less = stablehlo.compare LT, %v, %wanted : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %next = stablehlo.add %mid, %one : tensor<i32>
    %lo2 = stablehlo.select %less, %next, %lo : tensor<i1>, tensor<i32>
    %hi2 = stablehlo.select %less, %hi, %mid : tensor<i1>, tensor<i32>
    stablehlo.return %lo2, %hi2 : tensor<i32>, tensor<i32>
  }
  return %r#0 : tensor<i32>
}
""",
    "matrix-power": """
func.func @main(%m: tensor<3x3xui32>) -> tensor<3x3xui32> {
  %i0 = stablehlo.constant dense<0> : tensor<i32>
  %one = stablehlo.constant dense<1> : tensor<i32>
  %n = stablehlo.constant dense<13> : tensor<i32>
  %r:2 = stablehlo.while(%i = %i0, %p = %m) : tensor<i32>, tensor<3x3xui32>
  cond {
    %c = stablehlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
    stablehlo.return %c : tensor<i1>
  } do {
    %q = stablehlo.dot_general %p, %m, contracting_dims = [1] x [0]
      : (tensor<3x3xui32>, tensor<3x3xui32>) -> tensor<3x3xui32>
    %k = stablehlo.add %i, %one : tensor<i32>
    stablehlo.return %k, %q : tensor<i32>, tensor<3x3xui32>
  }
  return %r#1 : tensor<3x3xui32>
}
""",
    "hash": """
func.func @main(%x: tensor<5xui32>) -> tensor<5xui32> {
  %s = stablehlo.constant dense<16> : tensor<5xui32>
  %a = stablehlo.constant dense<2246822507> : tensor<5xui32>
  %t = stablehlo.constant dense<13> : tensor<5xui32>
  %b = stablehlo.constant dense<3266489909> : tensor<5xui32>
  %x1 = stablehlo.shift_right_logical %x, %s : tensor<5xui32>
  %x2 = stablehlo.xor %x, %x1 : tensor<5xui32>
  %x3 = stablehlo.multiply %x2, %a : tensor<5xui32>
  %x4 = stablehlo.shift_right_logical %x3, %t : tensor<5xui32>
  %x5 = stablehlo.xor %x3, %x4 : tensor<5xui32>
  %x6 = stablehlo.multiply %x5, %b : tensor<5xui32>
  %x7 = stablehlo.shift_right_logical %x6, %s : tensor<5xui32>
  %x8 = stablehlo.xor %x6, %x7 : tensor<5xui32>
  return %x8 : tensor<5xui32>
}
""",
    "bits-packed-and-unpacked": """
func.func @main(%x: tensor<4x8xi32>) -> (tensor<4xui8>, tensor<4x8xi1>) {
  %one = stablehlo.constant dense<1> : tensor<4x8xi32>
  %zero = stablehlo.constant dense<0> : tensor<ui8>
  %none = stablehlo.constant dense<0> : tensor<4x8xui8>
  %unit = stablehlo.constant dense<1> : tensor<4x8xui8>
  %low = stablehlo.and %x, %one : tensor<4x8xi32>
  %bits = stablehlo.convert %low : (tensor<4x8xi32>) -> tensor<4x8xui8>
  %i = stablehlo.iota dim = 1 : tensor<4x8xui8>
  %moved = stablehlo.shift_left %bits, %i : tensor<4x8xui8>
  %packed = stablehlo.reduce(%moved init: %zero) applies stablehlo.or across dimensions = [1]
    : (tensor<4x8xui8>, tensor<ui8>) -> tensor<4xui8>
  %again = stablehlo.broadcast_in_dim %packed, dims = [0] : (tensor<4xui8>) -> tensor<4x8xui8>
  %back = stablehlo.shift_right_logical %again, %i : tensor<4x8xui8>
  %masked = stablehlo.and %back, %unit : tensor<4x8xui8>
  %flags = stablehlo.compare NE, %masked, %none : (tensor<4x8xui8>, tensor<4x8xui8>) -> tensor<4x8xi1>
  return %packed, %flags : tensor<4xui8>, tensor<4x8xi1>
}
""",
    "rotation-of-rows": """
func.func @main(%x: tensor<4x5xi16>) -> tensor<4x5xi16> {
  %a = stablehlo.slice %x [3:4, 0:5] : (tensor<4x5xi16>) -> tensor<1x5xi16>
  %b = stablehlo.slice %x [0:3, 0:5] : (tensor<4x5xi16>) -> tensor<3x5xi16>
  %c = stablehlo.concatenate %a, %b, dim = 0 : (tensor<1x5xi16>, tensor<3x5xi16>) -> tensor<4x5xi16>
  %d = stablehlo.reverse %c, dims = [1] : tensor<4x5xi16>
  %t = stablehlo.transpose %d, dims = [1, 0] : (tensor<4x5xi16>) -> tensor<5x4xi16>
  %r = stablehlo.reshape %t : (tensor<5x4xi16>) -> tensor<4x5xi16>
  return %r : tensor<4x5xi16>
}
""",
    "state-machine-by-case": """
func.func @main(%input: tensor<6xi32>) -> (tensor<i32>, tensor<i32>) {
  %zero = stablehlo.constant dense<0> : tensor<i32>
  %one = stablehlo.constant dense<1> : tensor<i32>
  %two = stablehlo.constant dense<2> : tensor<i32>
  %three = stablehlo.constant dense<3> : tensor<i32>
  %n = stablehlo.constant dense<6> : tensor<i32>
  %r:3 = stablehlo.while(%i = %zero, %s = %zero, %out = %one) : tensor<i32>, tensor<i32>, tensor<i32>
  cond {
    %c = stablehlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
    stablehlo.return %c : tensor<i1>
  } do {
    %v1 = stablehlo.dynamic_slice %input, %i, sizes = [1] : (tensor<6xi32>, tensor<i32>) -> tensor<1xi32>
    %v = stablehlo.reshape %v1 : (tensor<1xi32>) -> tensor<i32>
    %t:2 = "stablehlo.case"(%s) ({
      %a = stablehlo.add %out, %v : tensor<i32>
      stablehlo.return %one, %a : tensor<i32>, tensor<i32>
    }, {
      %a = stablehlo.multiply %out, %v : tensor<i32>
      stablehlo.return %two, %a : tensor<i32>, tensor<i32>
    }, {
      %a = stablehlo.subtract %out, %v : tensor<i32>
      stablehlo.return %three, %a : tensor<i32>, tensor<i32>
    }, {
      %a = stablehlo.negate %out : tensor<i32>
      stablehlo.return %zero, %a : tensor<i32>, tensor<i32>
    }) : (tensor<i32>) -> (tensor<i32>, tensor<i32>)
    %k = stablehlo.add %i, %one : tensor<i32>
    stablehlo.return %k, %t#0, %t#1 : tensor<i32>, tensor<i32>, tensor<i32>
  }
  return %r#1, %r#2 : tensor<i32>, tensor<i32>
}
""",
    "primes-by-sieve": """
func.func @main() -> (tensor<30xi1>, tensor<i32>) {
  %zero = stablehlo.constant dense<0> : tensor<i32>
  %zeros = stablehlo.constant dense<0> : tensor<30x30xi32>
  %two = stablehlo.constant dense<2> : tensor<30x30xi32>
  %false = stablehlo.constant dense<false> : tensor<i1>
  %first = stablehlo.constant dense<2> : tensor<30xi32>
  %n = stablehlo.iota dim = 0 : tensor<30x30xi32>
  %d = stablehlo.iota dim = 1 : tensor<30x30xi32>
  %dd = stablehlo.maximum %d, %two : tensor<30x30xi32>
  %m = stablehlo.remainder %n, %dd : tensor<30x30xi32>
  %divides = stablehlo.compare EQ, %m, %zeros : (tensor<30x30xi32>, tensor<30x30xi32>) -> tensor<30x30xi1>
  %less = stablehlo.compare LT, %dd, %n : (tensor<30x30xi32>, tensor<30x30xi32>) -> tensor<30x30xi1>
  %both = stablehlo.and %divides, %less : tensor<30x30xi1>
  %composite = stablehlo.reduce(%both init: %false) applies stablehlo.or across dimensions = [1]
    : (tensor<30x30xi1>, tensor<i1>) -> tensor<30xi1>
  %not = stablehlo.not %composite : tensor<30xi1>
  %i = stablehlo.iota dim = 0 : tensor<30xi32>
  %large = stablehlo.compare GE, %i, %first : (tensor<30xi32>, tensor<30xi32>) -> tensor<30xi1>
  %prime = stablehlo.and %not, %large : tensor<30xi1>
  %ones = stablehlo.convert %prime : (tensor<30xi1>) -> tensor<30xi32>
  %count = stablehlo.reduce(%ones init: %zero) applies stablehlo.add across dimensions = [0]
    : (tensor<30xi32>, tensor<i32>) -> tensor<i32>
  return %prime, %count : tensor<30xi1>, tensor<i32>
}
""",
    "tuples-passed-on": """
func.func @main(%a: tensor<2xi32>, %b: tensor<3xui8>) -> (tensor<3xui8>, tensor<2xi32>) {
  %t = stablehlo.tuple %a, %b : tuple<tensor<2xi32>, tensor<3xui8>>
  %u = stablehlo.tuple %t, %a : tuple<tuple<tensor<2xi32>, tensor<3xui8>>, tensor<2xi32>>
  %x = stablehlo.get_tuple_element %u[0] : (tuple<tuple<tensor<2xi32>, tensor<3xui8>>, tensor<2xi32>>)
    -> tuple<tensor<2xi32>, tensor<3xui8>>
  %y = stablehlo.get_tuple_element %x[1] : (tuple<tensor<2xi32>, tensor<3xui8>>) -> tensor<3xui8>
  %z = stablehlo.get_tuple_element %u[1] : (tuple<tuple<tensor<2xi32>, tensor<3xui8>>, tensor<2xi32>>) -> tensor<2xi32>
  return %y, %z : tensor<3xui8>, tensor<2xi32>
}
""",
    "loops-within-loops": """
func.func @main() -> tensor<i64> {
  %zero = stablehlo.constant dense<0> : tensor<i64>
  %one = stablehlo.constant dense<1> : tensor<i64>
  %n = stablehlo.constant dense<7> : tensor<i64>
  %r:2 = stablehlo.while(%i = %zero, %s = %zero) : tensor<i64>, tensor<i64>
  cond {
    %c = stablehlo.compare LT, %i, %n : (tensor<i64>, tensor<i64>) -> tensor<i1>
    stablehlo.return %c : tensor<i1>
  } do {
    %q:2 = stablehlo.while(%j = %zero, %t = %s) : tensor<i64>, tensor<i64>
    cond {
      %d = stablehlo.compare LT, %j, %i : (tensor<i64>, tensor<i64>) -> tensor<i1>
      stablehlo.return %d : tensor<i1>
    } do {
      %p = stablehlo.multiply %i, %j : tensor<i64>
      %u = stablehlo.add %t, %p : tensor<i64>
      %k = stablehlo.add %j, %one : tensor<i64>
      stablehlo.return %k, %u : tensor<i64>, tensor<i64>
    }
    %k = stablehlo.add %i, %one : tensor<i64>
    stablehlo.return %k, %q#1 : tensor<i64>, tensor<i64>
  }
  return %r#1 : tensor<i64>
}
""",
    "sorting-network": """
func.func @main(%x: tensor<4xi8>) -> tensor<4xi8> {
  %a = stablehlo.slice %x [0:1] : (tensor<4xi8>) -> tensor<1xi8>
  %b = stablehlo.slice %x [1:2] : (tensor<4xi8>) -> tensor<1xi8>
  %c = stablehlo.slice %x [2:3] : (tensor<4xi8>) -> tensor<1xi8>
  %d = stablehlo.slice %x [3:4] : (tensor<4xi8>) -> tensor<1xi8>
  %a1 = stablehlo.minimum %a, %c : tensor<1xi8>
  %c1 = stablehlo.maximum %a, %c : tensor<1xi8>
  %b1 = stablehlo.minimum %b, %d : tensor<1xi8>
  %d1 = stablehlo.maximum %b, %d : tensor<1xi8>
  %a2 = stablehlo.minimum %a1, %b1 : tensor<1xi8>
  %b2 = stablehlo.maximum %a1, %b1 : tensor<1xi8>
  %c2 = stablehlo.minimum %c1, %d1 : tensor<1xi8>
  %d2 = stablehlo.maximum %c1, %d1 : tensor<1xi8>
  %b3 = stablehlo.minimum %b2, %c2 : tensor<1xi8>
  %c3 = stablehlo.maximum %b2, %c2 : tensor<1xi8>
  %r = stablehlo.concatenate %a2, %b3, %c3, %d2, dim = 0
    : (tensor<1xi8>, tensor<1xi8>, tensor<1xi8>, tensor<1xi8>) -> tensor<4xi8>
  return %r : tensor<4xi8>
}
""",
}
"""By name."""
