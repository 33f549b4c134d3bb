// Subtracts the mean of each row.
func.func @main(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %zero = stablehlo.constant dense<0.0> : tensor<f32>
  %size = stablehlo.constant dense<3.0> : tensor<2xf32>
  %sums = stablehlo.reduce(%x init: %zero) applies stablehlo.add across dimensions = [1]
      : (tensor<2x3xf32>, tensor<f32>) -> tensor<2xf32>
  %mean = stablehlo.divide %sums, %size : tensor<2xf32>
  %rows = stablehlo.broadcast_in_dim %mean, dims = [0] : (tensor<2xf32>) -> tensor<2x3xf32>
  %0 = stablehlo.subtract %x, %rows : tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}
