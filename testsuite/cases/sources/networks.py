"""Programs of neural networks and signal processing."""

from __future__ import annotations

MAX = "applies stablehlo.maximum across dimensions"
ADD = "applies stablehlo.add across dimensions"

TEXTS: dict[str, str] = {
    "softmax": f"""
func.func @main(%x: tensor<3x5x$T>) -> tensor<3x5x$T> {{
  %low = stablehlo.constant dense<0xHALF> : tensor<$T>
  %zero = stablehlo.constant dense<0.0> : tensor<$T>
  %m = stablehlo.reduce(%x init: %low) {MAX} = [1] : (tensor<3x5x$T>, tensor<$T>) -> tensor<3x$T>
  %mb = stablehlo.broadcast_in_dim %m, dims = [0] : (tensor<3x$T>) -> tensor<3x5x$T>
  %d = stablehlo.subtract %x, %mb : tensor<3x5x$T>
  %e = stablehlo.exponential %d : tensor<3x5x$T>
  %s = stablehlo.reduce(%e init: %zero) {ADD} = [1] : (tensor<3x5x$T>, tensor<$T>) -> tensor<3x$T>
  %sb = stablehlo.broadcast_in_dim %s, dims = [0] : (tensor<3x$T>) -> tensor<3x5x$T>
  %r = stablehlo.divide %e, %sb : tensor<3x5x$T>
  return %r : tensor<3x5x$T>
}}
""".replace("0xHALF", "-1.0e30"),
    "log-softmax": f"""
func.func @main(%x: tensor<2x6x$T>) -> tensor<2x6x$T> {{
  %low = stablehlo.constant dense<-1.0e30> : tensor<$T>
  %zero = stablehlo.constant dense<0.0> : tensor<$T>
  %m = stablehlo.reduce(%x init: %low) {MAX} = [1] : (tensor<2x6x$T>, tensor<$T>) -> tensor<2x$T>
  %mb = stablehlo.broadcast_in_dim %m, dims = [0] : (tensor<2x$T>) -> tensor<2x6x$T>
  %d = stablehlo.subtract %x, %mb : tensor<2x6x$T>
  %e = stablehlo.exponential %d : tensor<2x6x$T>
  %s = stablehlo.reduce(%e init: %zero) {ADD} = [1] : (tensor<2x6x$T>, tensor<$T>) -> tensor<2x$T>
  %l = stablehlo.log %s : tensor<2x$T>
  %lb = stablehlo.broadcast_in_dim %l, dims = [0] : (tensor<2x$T>) -> tensor<2x6x$T>
  %r = stablehlo.subtract %d, %lb : tensor<2x6x$T>
  return %r : tensor<2x6x$T>
}}
""",
    "layer-norm": f"""
func.func @main(%x: tensor<3x8x$T>, %g: tensor<8x$T>, %b: tensor<8x$T>) -> tensor<3x8x$T> {{
  %zero = stablehlo.constant dense<0.0> : tensor<$T>
  %n = stablehlo.constant dense<8.0> : tensor<3x$T>
  %eps = stablehlo.constant dense<0.001953125> : tensor<3x$T>
  %s = stablehlo.reduce(%x init: %zero) {ADD} = [1] : (tensor<3x8x$T>, tensor<$T>) -> tensor<3x$T>
  %mean = stablehlo.divide %s, %n : tensor<3x$T>
  %mb = stablehlo.broadcast_in_dim %mean, dims = [0] : (tensor<3x$T>) -> tensor<3x8x$T>
  %d = stablehlo.subtract %x, %mb : tensor<3x8x$T>
  %q = stablehlo.multiply %d, %d : tensor<3x8x$T>
  %v = stablehlo.reduce(%q init: %zero) {ADD} = [1] : (tensor<3x8x$T>, tensor<$T>) -> tensor<3x$T>
  %var = stablehlo.divide %v, %n : tensor<3x$T>
  %ve = stablehlo.add %var, %eps : tensor<3x$T>
  %r = stablehlo.rsqrt %ve : tensor<3x$T>
  %rb = stablehlo.broadcast_in_dim %r, dims = [0] : (tensor<3x$T>) -> tensor<3x8x$T>
  %y = stablehlo.multiply %d, %rb : tensor<3x8x$T>
  %gb = stablehlo.broadcast_in_dim %g, dims = [1] : (tensor<8x$T>) -> tensor<3x8x$T>
  %bb = stablehlo.broadcast_in_dim %b, dims = [1] : (tensor<8x$T>) -> tensor<3x8x$T>
  %z = stablehlo.multiply %y, %gb : tensor<3x8x$T>
  %o = stablehlo.add %z, %bb : tensor<3x8x$T>
  return %o : tensor<3x8x$T>
}}
""",
    "rms-norm": f"""
func.func @main(%x: tensor<4x6x$T>, %g: tensor<6x$T>) -> tensor<4x6x$T> {{
  %zero = stablehlo.constant dense<0.0> : tensor<$T>
  %n = stablehlo.constant dense<6.0> : tensor<4x$T>
  %eps = stablehlo.constant dense<0.00390625> : tensor<4x$T>
  %q = stablehlo.multiply %x, %x : tensor<4x6x$T>
  %s = stablehlo.reduce(%q init: %zero) {ADD} = [1] : (tensor<4x6x$T>, tensor<$T>) -> tensor<4x$T>
  %m = stablehlo.divide %s, %n : tensor<4x$T>
  %e = stablehlo.add %m, %eps : tensor<4x$T>
  %r = stablehlo.rsqrt %e : tensor<4x$T>
  %rb = stablehlo.broadcast_in_dim %r, dims = [0] : (tensor<4x$T>) -> tensor<4x6x$T>
  %gb = stablehlo.broadcast_in_dim %g, dims = [1] : (tensor<6x$T>) -> tensor<4x6x$T>
  %y = stablehlo.multiply %x, %rb : tensor<4x6x$T>
  %o = stablehlo.multiply %y, %gb : tensor<4x6x$T>
  return %o : tensor<4x6x$T>
}}
""",
    "gelu-by-tanh": """
func.func @main(%x: tensor<12x$T>) -> tensor<12x$T> {
  %half = stablehlo.constant dense<0.5> : tensor<12x$T>
  %one = stablehlo.constant dense<1.0> : tensor<12x$T>
  %a = stablehlo.constant dense<0.044715> : tensor<12x$T>
  %b = stablehlo.constant dense<0.7978845608> : tensor<12x$T>
  %x2 = stablehlo.multiply %x, %x : tensor<12x$T>
  %x3 = stablehlo.multiply %x2, %x : tensor<12x$T>
  %c = stablehlo.multiply %a, %x3 : tensor<12x$T>
  %d = stablehlo.add %x, %c : tensor<12x$T>
  %e = stablehlo.multiply %b, %d : tensor<12x$T>
  %t = stablehlo.tanh %e : tensor<12x$T>
  %f = stablehlo.add %one, %t : tensor<12x$T>
  %g = stablehlo.multiply %half, %x : tensor<12x$T>
  %o = stablehlo.multiply %g, %f : tensor<12x$T>
  return %o : tensor<12x$T>
}
""",
    "attention": f"""
func.func @main(%q: tensor<2x3x4x$T>, %k: tensor<2x3x4x$T>, %v: tensor<2x3x4x$T>) -> tensor<2x3x4x$T> {{
  %low = stablehlo.constant dense<-1.0e30> : tensor<$T>
  %zero = stablehlo.constant dense<0.0> : tensor<$T>
  %masked = stablehlo.constant dense<-1.0e9> : tensor<2x3x3x$T>
  %scale = stablehlo.constant dense<0.5> : tensor<2x3x3x$T>
  %s = stablehlo.dot_general %q, %k, batching_dims = [0] x [0], contracting_dims = [2] x [2]
    : (tensor<2x3x4x$T>, tensor<2x3x4x$T>) -> tensor<2x3x3x$T>
  %t = stablehlo.multiply %s, %scale : tensor<2x3x3x$T>
  %i = stablehlo.iota dim = 1 : tensor<2x3x3xi32>
  %j = stablehlo.iota dim = 2 : tensor<2x3x3xi32>
  %past = stablehlo.compare GE, %i, %j : (tensor<2x3x3xi32>, tensor<2x3x3xi32>) -> tensor<2x3x3xi1>
  %u = stablehlo.select %past, %t, %masked : tensor<2x3x3xi1>, tensor<2x3x3x$T>
  %m = stablehlo.reduce(%u init: %low) {MAX} = [2] : (tensor<2x3x3x$T>, tensor<$T>) -> tensor<2x3x$T>
  %mb = stablehlo.broadcast_in_dim %m, dims = [0, 1] : (tensor<2x3x$T>) -> tensor<2x3x3x$T>
  %d = stablehlo.subtract %u, %mb : tensor<2x3x3x$T>
  %e = stablehlo.exponential %d : tensor<2x3x3x$T>
  %n = stablehlo.reduce(%e init: %zero) {ADD} = [2] : (tensor<2x3x3x$T>, tensor<$T>) -> tensor<2x3x$T>
  %nb = stablehlo.broadcast_in_dim %n, dims = [0, 1] : (tensor<2x3x$T>) -> tensor<2x3x3x$T>
  %w = stablehlo.divide %e, %nb : tensor<2x3x3x$T>
  %o = stablehlo.dot_general %w, %v, batching_dims = [0] x [0], contracting_dims = [2] x [1]
    : (tensor<2x3x3x$T>, tensor<2x3x4x$T>) -> tensor<2x3x4x$T>
  return %o : tensor<2x3x4x$T>
}}
""",
    "rotary-embedding": """
func.func @main(%x: tensor<3x4x$T>, %angle: tensor<3x2x$T>) -> tensor<3x4x$T> {
  %a = stablehlo.slice %x [0:3, 0:2] : (tensor<3x4x$T>) -> tensor<3x2x$T>
  %b = stablehlo.slice %x [0:3, 2:4] : (tensor<3x4x$T>) -> tensor<3x2x$T>
  %c = stablehlo.cosine %angle : tensor<3x2x$T>
  %s = stablehlo.sine %angle : tensor<3x2x$T>
  %ac = stablehlo.multiply %a, %c : tensor<3x2x$T>
  %bs = stablehlo.multiply %b, %s : tensor<3x2x$T>
  %as = stablehlo.multiply %a, %s : tensor<3x2x$T>
  %bc = stablehlo.multiply %b, %c : tensor<3x2x$T>
  %l = stablehlo.subtract %ac, %bs : tensor<3x2x$T>
  %r = stablehlo.add %as, %bc : tensor<3x2x$T>
  %o = stablehlo.concatenate %l, %r, dim = 1 : (tensor<3x2x$T>, tensor<3x2x$T>) -> tensor<3x4x$T>
  return %o : tensor<3x4x$T>
}
""",
    "convolution-block": """
func.func @main(%x: tensor<1x6x6x2x$T>, %w: tensor<3x3x2x3x$T>, %b: tensor<3x$T>) -> tensor<1x3x3x3x$T> {
  %zero = stablehlo.constant dense<0.0> : tensor<1x6x6x3x$T>
  %low = stablehlo.constant dense<-1.0e30> : tensor<$T>
  %c = stablehlo.convolution(%x, %w) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f],
    window = {stride = [1, 1], pad = [[1, 1], [1, 1]], lhs_dilate = [1, 1], rhs_dilate = [1, 1]}
    {batch_group_count = 1 : i64, feature_group_count = 1 : i64}
    : (tensor<1x6x6x2x$T>, tensor<3x3x2x3x$T>) -> tensor<1x6x6x3x$T>
  %bb = stablehlo.broadcast_in_dim %b, dims = [3] : (tensor<3x$T>) -> tensor<1x6x6x3x$T>
  %d = stablehlo.add %c, %bb : tensor<1x6x6x3x$T>
  %r = stablehlo.maximum %d, %zero : tensor<1x6x6x3x$T>
  %p = "stablehlo.reduce_window"(%r, %low) <{window_dimensions = array<i64: 1, 2, 2, 1>,
    window_strides = array<i64: 1, 2, 2, 1>}> ({
    ^bb0(%i: tensor<$T>, %j: tensor<$T>):
      %m = stablehlo.maximum %i, %j : tensor<$T>
      stablehlo.return %m : tensor<$T>
    }) : (tensor<1x6x6x3x$T>, tensor<$T>) -> tensor<1x3x3x3x$T>
  return %p : tensor<1x3x3x3x$T>
}
""",
    "average-pooling": """
func.func @main(%x: tensor<1x4x4x2x$T>) -> tensor<1x2x2x2x$T> {
  %zero = stablehlo.constant dense<0.0> : tensor<$T>
  %quarter = stablehlo.constant dense<0.25> : tensor<1x2x2x2x$T>
  %s = "stablehlo.reduce_window"(%x, %zero) <{window_dimensions = array<i64: 1, 2, 2, 1>,
    window_strides = array<i64: 1, 2, 2, 1>}> ({
    ^bb0(%i: tensor<$T>, %j: tensor<$T>):
      %m = stablehlo.add %i, %j : tensor<$T>
      stablehlo.return %m : tensor<$T>
    }) : (tensor<1x4x4x2x$T>, tensor<$T>) -> tensor<1x2x2x2x$T>
  %o = stablehlo.multiply %s, %quarter : tensor<1x2x2x2x$T>
  return %o : tensor<1x2x2x2x$T>
}
""",
    "lstm-step": """
func.func @main(%x: tensor<2x3x$T>, %h: tensor<2x4x$T>, %c: tensor<2x4x$T>, %wx: tensor<3x16x$T>, %wh: tensor<4x16x$T>,
                %b: tensor<16x$T>) -> (tensor<2x4x$T>, tensor<2x4x$T>) {
  %p = stablehlo.dot_general %x, %wx, contracting_dims = [1] x [0]
    : (tensor<2x3x$T>, tensor<3x16x$T>) -> tensor<2x16x$T>
  %q = stablehlo.dot_general %h, %wh, contracting_dims = [1] x [0]
    : (tensor<2x4x$T>, tensor<4x16x$T>) -> tensor<2x16x$T>
  %bb = stablehlo.broadcast_in_dim %b, dims = [1] : (tensor<16x$T>) -> tensor<2x16x$T>
  %r = stablehlo.add %p, %q : tensor<2x16x$T>
  %g = stablehlo.add %r, %bb : tensor<2x16x$T>
  %g0 = stablehlo.slice %g [0:2, 0:4] : (tensor<2x16x$T>) -> tensor<2x4x$T>
  %g1 = stablehlo.slice %g [0:2, 4:8] : (tensor<2x16x$T>) -> tensor<2x4x$T>
  %g2 = stablehlo.slice %g [0:2, 8:12] : (tensor<2x16x$T>) -> tensor<2x4x$T>
  %g3 = stablehlo.slice %g [0:2, 12:16] : (tensor<2x16x$T>) -> tensor<2x4x$T>
  %i = stablehlo.logistic %g0 : tensor<2x4x$T>
  %f = stablehlo.logistic %g1 : tensor<2x4x$T>
  %z = stablehlo.tanh %g2 : tensor<2x4x$T>
  %o = stablehlo.logistic %g3 : tensor<2x4x$T>
  %fc = stablehlo.multiply %f, %c : tensor<2x4x$T>
  %iz = stablehlo.multiply %i, %z : tensor<2x4x$T>
  %c2 = stablehlo.add %fc, %iz : tensor<2x4x$T>
  %t = stablehlo.tanh %c2 : tensor<2x4x$T>
  %h2 = stablehlo.multiply %o, %t : tensor<2x4x$T>
  return %h2, %c2 : tensor<2x4x$T>, tensor<2x4x$T>
}
""",
    "recurrence-in-a-loop": """
func.func @main(%x: tensor<5x3x$T>, %w: tensor<3x3x$T>) -> tensor<3x$T> {
  %i0 = stablehlo.constant dense<0> : tensor<i32>
  %h0 = stablehlo.constant dense<0.0> : tensor<3x$T>
  %r:2 = stablehlo.while(%i = %i0, %h = %h0) : tensor<i32>, tensor<3x$T>
  cond {
    %n = stablehlo.constant dense<5> : tensor<i32>
    %c = stablehlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
    stablehlo.return %c : tensor<i1>
  } do {
    %one = stablehlo.constant dense<1> : tensor<i32>
    %zero = stablehlo.constant dense<0> : tensor<i32>
    %row = stablehlo.dynamic_slice %x, %i, %zero, sizes = [1, 3]
      : (tensor<5x3x$T>, tensor<i32>, tensor<i32>) -> tensor<1x3x$T>
    %flat = stablehlo.reshape %row : (tensor<1x3x$T>) -> tensor<3x$T>
    %m = stablehlo.dot_general %h, %w, contracting_dims = [0] x [0] : (tensor<3x$T>, tensor<3x3x$T>) -> tensor<3x$T>
    %s = stablehlo.add %flat, %m : tensor<3x$T>
    %t = stablehlo.tanh %s : tensor<3x$T>
    %k = stablehlo.add %i, %one : tensor<i32>
    stablehlo.return %k, %t : tensor<i32>, tensor<3x$T>
  }
  return %r#1 : tensor<3x$T>
}
""",
    "cross-entropy": f"""
func.func @main(%x: tensor<3x10x$T>, %y: tensor<3xi32>) -> tensor<$T> {{
  %low = stablehlo.constant dense<-1.0e30> : tensor<$T>
  %zero = stablehlo.constant dense<0.0> : tensor<$T>
  %third = stablehlo.constant dense<-0.3333333333> : tensor<$T>
  %m = stablehlo.reduce(%x init: %low) {MAX} = [1] : (tensor<3x10x$T>, tensor<$T>) -> tensor<3x$T>
  %mb = stablehlo.broadcast_in_dim %m, dims = [0] : (tensor<3x$T>) -> tensor<3x10x$T>
  %d = stablehlo.subtract %x, %mb : tensor<3x10x$T>
  %e = stablehlo.exponential %d : tensor<3x10x$T>
  %s = stablehlo.reduce(%e init: %zero) {ADD} = [1] : (tensor<3x10x$T>, tensor<$T>) -> tensor<3x$T>
  %l = stablehlo.log %s : tensor<3x$T>
  %lb = stablehlo.broadcast_in_dim %l, dims = [0] : (tensor<3x$T>) -> tensor<3x10x$T>
  %p = stablehlo.subtract %d, %lb : tensor<3x10x$T>
  %i = stablehlo.iota dim = 1 : tensor<3x10xi32>
  %yb = stablehlo.broadcast_in_dim %y, dims = [0] : (tensor<3xi32>) -> tensor<3x10xi32>
  %h = stablehlo.compare EQ, %i, %yb : (tensor<3x10xi32>, tensor<3x10xi32>) -> tensor<3x10xi1>
  %hf = stablehlo.convert %h : (tensor<3x10xi1>) -> tensor<3x10x$T>
  %q = stablehlo.multiply %p, %hf : tensor<3x10x$T>
  %t = stablehlo.reduce(%q init: %zero) {ADD} = [0, 1] : (tensor<3x10x$T>, tensor<$T>) -> tensor<$T>
  %o = stablehlo.multiply %t, %third : tensor<$T>
  return %o : tensor<$T>
}}
""",
    "embedding-lookup": """
func.func @main(%table: tensor<10x4x$T>, %ids: tensor<2x3xi32>, %pos: tensor<3x4x$T>) -> tensor<2x3x4x$T> {
  %e = "stablehlo.gather"(%table, %ids) <{dimension_numbers = #stablehlo.gather<offset_dims = [2],
    collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 2>, slice_sizes = array<i64: 1, 4>}>
    : (tensor<10x4x$T>, tensor<2x3xi32>) -> tensor<2x3x4x$T>
  %p = stablehlo.broadcast_in_dim %pos, dims = [1, 2] : (tensor<3x4x$T>) -> tensor<2x3x4x$T>
  %o = stablehlo.add %e, %p : tensor<2x3x4x$T>
  return %o : tensor<2x3x4x$T>
}
""",
    "gradient-of-an-embedding": """
func.func @main(%ids: tensor<6x1xi32>, %grad: tensor<6x3x$T>) -> tensor<10x3x$T> {
  %zero = stablehlo.constant dense<0.0> : tensor<10x3x$T>
  %o = "stablehlo.scatter"(%zero, %ids, %grad) <{scatter_dimension_numbers = #stablehlo.scatter<
    update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>}> ({
    ^bb0(%a: tensor<$T>, %b: tensor<$T>):
      %s = stablehlo.add %a, %b : tensor<$T>
      stablehlo.return %s : tensor<$T>
    }) : (tensor<10x3x$T>, tensor<6x1xi32>, tensor<6x3x$T>) -> tensor<10x3x$T>
  return %o : tensor<10x3x$T>
}
""",
    "perceptron-and-its-gradient": f"""
func.func @main(%x: tensor<4x3x$T>, %w: tensor<3x2x$T>, %y: tensor<4x2x$T>) -> (tensor<$T>, tensor<3x2x$T>) {{
  %zero = stablehlo.constant dense<0.0> : tensor<$T>
  %one = stablehlo.constant dense<1.0> : tensor<4x2x$T>
  %two = stablehlo.constant dense<2.0> : tensor<4x2x$T>
  %z = stablehlo.dot_general %x, %w, contracting_dims = [1] x [0] : (tensor<4x3x$T>, tensor<3x2x$T>) -> tensor<4x2x$T>
  %a = stablehlo.logistic %z : tensor<4x2x$T>
  %d = stablehlo.subtract %a, %y : tensor<4x2x$T>
  %q = stablehlo.multiply %d, %d : tensor<4x2x$T>
  %loss = stablehlo.reduce(%q init: %zero) {ADD} = [0, 1] : (tensor<4x2x$T>, tensor<$T>) -> tensor<$T>
  %b = stablehlo.subtract %one, %a : tensor<4x2x$T>
  %ab = stablehlo.multiply %a, %b : tensor<4x2x$T>
  %dd = stablehlo.multiply %two, %d : tensor<4x2x$T>
  %g = stablehlo.multiply %dd, %ab : tensor<4x2x$T>
  %gw = stablehlo.dot_general %x, %g, contracting_dims = [0] x [0] : (tensor<4x3x$T>, tensor<4x2x$T>) -> tensor<3x2x$T>
  return %loss, %gw : tensor<$T>, tensor<3x2x$T>
}}
""",
    "adam-step": """
func.func @main(%p: tensor<6x$T>, %g: tensor<6x$T>, %m: tensor<6x$T>) -> (tensor<6x$T>, tensor<6x$T>, tensor<6x$T>) {
  %b1 = stablehlo.constant dense<0.9> : tensor<6x$T>
  %c1 = stablehlo.constant dense<0.1> : tensor<6x$T>
  %c2 = stablehlo.constant dense<0.001> : tensor<6x$T>
  %lr = stablehlo.constant dense<0.01> : tensor<6x$T>
  %eps = stablehlo.constant dense<1.0e-6> : tensor<6x$T>
  %m1 = stablehlo.multiply %b1, %m : tensor<6x$T>
  %g1 = stablehlo.multiply %c1, %g : tensor<6x$T>
  %m2 = stablehlo.add %m1, %g1 : tensor<6x$T>
  %gg = stablehlo.multiply %g, %g : tensor<6x$T>
  %v = stablehlo.multiply %c2, %gg : tensor<6x$T>
  %s = stablehlo.sqrt %v : tensor<6x$T>
  %d = stablehlo.add %s, %eps : tensor<6x$T>
  %u = stablehlo.divide %m2, %d : tensor<6x$T>
  %st = stablehlo.multiply %lr, %u : tensor<6x$T>
  %q = stablehlo.subtract %p, %st : tensor<6x$T>
  return %q, %m2, %v : tensor<6x$T>, tensor<6x$T>, tensor<6x$T>
}
""",
    "cumulative-sum": """
func.func @main(%x: tensor<9x$T>) -> tensor<9x$T> {
  %zero = stablehlo.constant dense<0.0> : tensor<$T>
  %s = "stablehlo.reduce_window"(%x, %zero) <{window_dimensions = array<i64: 9>,
    padding = dense<[[8, 0]]> : tensor<1x2xi64>}> ({
    ^bb0(%i: tensor<$T>, %j: tensor<$T>):
      %m = stablehlo.add %i, %j : tensor<$T>
      stablehlo.return %m : tensor<$T>
    }) : (tensor<9x$T>, tensor<$T>) -> tensor<9x$T>
  return %s : tensor<9x$T>
}
""",
    "top-k-routing": """
func.func @main(%gates: tensor<4x5x$T>, %experts: tensor<5x3x$T>)
    -> (tensor<4x2x$T>, tensor<4x2xi32>, tensor<4x2x3x$T>) {
  %i = stablehlo.iota dim = 1 : tensor<4x5xi32>
  %s:2 = "stablehlo.sort"(%gates, %i) <{dimension = 1 : i64, is_stable = true}> ({
    ^bb0(%a: tensor<$T>, %b: tensor<$T>, %c: tensor<i32>, %d: tensor<i32>):
      %g = stablehlo.compare GT, %a, %b : (tensor<$T>, tensor<$T>) -> tensor<i1>
      stablehlo.return %g : tensor<i1>
    }) : (tensor<4x5x$T>, tensor<4x5xi32>) -> (tensor<4x5x$T>, tensor<4x5xi32>)
  %v = stablehlo.slice %s#0 [0:4, 0:2] : (tensor<4x5x$T>) -> tensor<4x2x$T>
  %k = stablehlo.slice %s#1 [0:4, 0:2] : (tensor<4x5xi32>) -> tensor<4x2xi32>
  %e = "stablehlo.gather"(%experts, %k) <{dimension_numbers = #stablehlo.gather<offset_dims = [2],
    collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 2>, slice_sizes = array<i64: 1, 3>}>
    : (tensor<5x3x$T>, tensor<4x2xi32>) -> tensor<4x2x3x$T>
  return %v, %k, %e : tensor<4x2x$T>, tensor<4x2xi32>, tensor<4x2x3x$T>
}
""",
    "low-pass-filter-by-fft": """
func.func @main(%x: tensor<16x$T>) -> tensor<16x$T> {
  %zero = stablehlo.constant dense<(0.0, 0.0)> : tensor<9xcomplex<$T>>
  %cut = stablehlo.constant dense<4> : tensor<9xi32>
  %f = stablehlo.fft %x, type = RFFT, length = [16] : (tensor<16x$T>) -> tensor<9xcomplex<$T>>
  %i = stablehlo.iota dim = 0 : tensor<9xi32>
  %low = stablehlo.compare LT, %i, %cut : (tensor<9xi32>, tensor<9xi32>) -> tensor<9xi1>
  %g = stablehlo.select %low, %f, %zero : tensor<9xi1>, tensor<9xcomplex<$T>>
  %y = stablehlo.fft %g, type = IRFFT, length = [16] : (tensor<9xcomplex<$T>>) -> tensor<16x$T>
  return %y : tensor<16x$T>
}
""",
    "newton-square-root": """
func.func @main(%a: tensor<$T>) -> tensor<$T> {
  %i0 = stablehlo.constant dense<0> : tensor<i32>
  %x0 = stablehlo.constant dense<2.0> : tensor<$T>
  %p = stablehlo.abs %a : tensor<$T>
  %r:2 = stablehlo.while(%i = %i0, %x = %x0) : tensor<i32>, tensor<$T>
  cond {
    %n = stablehlo.constant dense<6> : tensor<i32>
    %c = stablehlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
    stablehlo.return %c : tensor<i1>
  } do {
    %one = stablehlo.constant dense<1> : tensor<i32>
    %half = stablehlo.constant dense<0.5> : tensor<$T>
    %q = stablehlo.divide %p, %x : tensor<$T>
    %s = stablehlo.add %x, %q : tensor<$T>
    %y = stablehlo.multiply %half, %s : tensor<$T>
    %k = stablehlo.add %i, %one : tensor<i32>
    stablehlo.return %k, %y : tensor<i32>, tensor<$T>
  }
  return %r#1 : tensor<$T>
}
""",
    "polynomial-by-horner": """
func.func @main(%x: tensor<7x$T>, %c: tensor<4x$T>) -> tensor<7x$T> {
  %c3 = stablehlo.slice %c [3:4] : (tensor<4x$T>) -> tensor<1x$T>
  %c2 = stablehlo.slice %c [2:3] : (tensor<4x$T>) -> tensor<1x$T>
  %c1 = stablehlo.slice %c [1:2] : (tensor<4x$T>) -> tensor<1x$T>
  %c0 = stablehlo.slice %c [0:1] : (tensor<4x$T>) -> tensor<1x$T>
  %b3 = stablehlo.broadcast_in_dim %c3, dims = [0] : (tensor<1x$T>) -> tensor<7x$T>
  %b2 = stablehlo.broadcast_in_dim %c2, dims = [0] : (tensor<1x$T>) -> tensor<7x$T>
  %b1 = stablehlo.broadcast_in_dim %c1, dims = [0] : (tensor<1x$T>) -> tensor<7x$T>
  %b0 = stablehlo.broadcast_in_dim %c0, dims = [0] : (tensor<1x$T>) -> tensor<7x$T>
  %p = stablehlo.multiply %b3, %x : tensor<7x$T>
  %q = stablehlo.add %p, %b2 : tensor<7x$T>
  %r = stablehlo.multiply %q, %x : tensor<7x$T>
  %s = stablehlo.add %r, %b1 : tensor<7x$T>
  %t = stablehlo.multiply %s, %x : tensor<7x$T>
  %u = stablehlo.add %t, %b0 : tensor<7x$T>
  return %u : tensor<7x$T>
}
""",
    "upsampling": """
func.func @main(%x: tensor<2x3x$T>) -> tensor<4x6x$T> {
  %b = stablehlo.broadcast_in_dim %x, dims = [0, 2] : (tensor<2x3x$T>) -> tensor<2x2x3x2x$T>
  %r = stablehlo.reshape %b : (tensor<2x2x3x2x$T>) -> tensor<4x6x$T>
  return %r : tensor<4x6x$T>
}
""",
    "quantized-by-hand": """
func.func @main(%x: tensor<3x4x$T>, %w: tensor<4x2xi8>) -> (tensor<3x4xi8>, tensor<3x2x$T>) {
  %out = stablehlo.constant dense<0.0625> : tensor<3x2x$T>
  %low = stablehlo.constant dense<-128.0> : tensor<$T>
  %high = stablehlo.constant dense<127.0> : tensor<$T>
  %d = stablehlo.constant dense<16.0> : tensor<3x4x$T>
  %t = stablehlo.multiply %x, %d : tensor<3x4x$T>
  %c = stablehlo.clamp %low, %t, %high : (tensor<$T>, tensor<3x4x$T>, tensor<$T>) -> tensor<3x4x$T>
  %q = stablehlo.convert %c : (tensor<3x4x$T>) -> tensor<3x4xi8>
  %p = stablehlo.dot_general %q, %w, contracting_dims = [1] x [0] : (tensor<3x4xi8>, tensor<4x2xi8>) -> tensor<3x2xi32>
  %f = stablehlo.convert %p : (tensor<3x2xi32>) -> tensor<3x2x$T>
  %o = stablehlo.multiply %f, %out : tensor<3x2x$T>
  return %q, %o : tensor<3x4xi8>, tensor<3x2x$T>
}
""",
    "functions-that-call-functions": """
func.func @main(%x: tensor<4x$T>) -> tensor<4x$T> {
  %a = func.call @twice(%x) : (tensor<4x$T>) -> tensor<4x$T>
  %b = func.call @twice(%a) : (tensor<4x$T>) -> tensor<4x$T>
  return %b : tensor<4x$T>
}
func.func private @twice(%x: tensor<4x$T>) -> tensor<4x$T> {
  %a = func.call @square(%x) : (tensor<4x$T>) -> tensor<4x$T>
  %b = stablehlo.composite "test.half" %a {decomposition = @half} : (tensor<4x$T>) -> tensor<4x$T>
  return %b : tensor<4x$T>
}
func.func private @square(%x: tensor<4x$T>) -> tensor<4x$T> {
  %a = stablehlo.multiply %x, %x : tensor<4x$T>
  return %a : tensor<4x$T>
}
func.func private @half(%x: tensor<4x$T>) -> tensor<4x$T> {
  %h = stablehlo.constant dense<0.5> : tensor<4x$T>
  %a = stablehlo.multiply %x, %h : tensor<4x$T>
  return %a : tensor<4x$T>
}
""",
}
"""By name."""
