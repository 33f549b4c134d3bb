func.func @main(%images: tensor<8x64xf32>, %weights: tensor<60x10xf32>) -> tensor<8x10xf32> {
  %0 = stablehlo.dot_general %images, %weights, contracting_dims = [1] x [0]
      : (tensor<8x64xf32>, tensor<60x10xf32>) -> tensor<8x10xf32>
  return %0 : tensor<8x10xf32>
}
