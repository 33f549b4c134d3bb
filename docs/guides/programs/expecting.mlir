func.func @sizes(%x: tensor<4xf32>) -> tensor<7xf32> {
  // expected-error@+1 {{limit index 9 is larger than dimension size 4}}
  %0 = stablehlo.slice %x [2:9] : (tensor<4xf32>) -> tensor<7xf32>
  return %0 : tensor<7xf32>
}

// -----

func.func @names(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = stablehlo.add %x, %y : tensor<4xf32>  // expected-error {{use of undeclared SSA value}}
  return %0 : tensor<4xf32>
}
