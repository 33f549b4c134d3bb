// Four operations are wrong; line 5 only uses what line 4 should define.
func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = stablehlo.add %x, %x : tensor<4xf32>
  %1 = stablehlo.mulitply %0, %x : tensor<4xf32>
  %2 = stablehlo.subtract %1, %0 : tensor<4xf32>
  %3 = stablehlo.slice %x [2:9] : (tensor<4xf32>) -> tensor<7xf32>
  %4 = stablehlo.add %y, %0 : tensor<4xf32>
  %5 = stablehlo.add %0, %x : tensor<4xfp32>
  return %2 : tensor<4xf32>
}
