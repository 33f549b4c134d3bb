func.func @main() {
  %x = stablehlo.constant dense<[127, 1]> : tensor<2xi8>
  %0 = stablehlo.add %x, %x : tensor<2xi8>
  check.expect_eq_const %0, dense<[-2, 2]> : tensor<2xi8>
  return
}
