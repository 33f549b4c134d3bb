module @jit_func attributes {jax.uses_shape_polymorphism = false, mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
  func.func public @main(%arg0: tensor<4x2x3x3xf32>, %arg1: tensor<4xf32>, %arg2: tensor<4xf32>, %arg3: tensor<4xf32>, %arg4: tensor<8x2x3x3xf32>, %arg5: tensor<8xf32>, %arg6: tensor<3x8xf32>, %arg7: tensor<3xf32>, %arg8: tensor<4xf32>, %arg9: tensor<4xf32>, %arg10: tensor<2x2x11x9xf32>) -> (tensor<2x3xf32> {jax.result_info = "result[0]"}, tensor<2xi32> {jax.result_info = "result[1]"}) {
    %cst = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %cst_0 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %cst_1 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %cst_2 = stablehlo.constant dense<6.000000e+00> : tensor<f32>
    %c = stablehlo.constant dense<6> : tensor<i32>
    %c_3 = stablehlo.constant dense<0> : tensor<i32>
    %cst_4 = stablehlo.constant dense<3.000000e+00> : tensor<f32>
    %cst_5 = stablehlo.constant dense<9.99999974E-6> : tensor<f32>
    %0 = stablehlo.convolution(%arg10, %arg0) dim_numbers = [b, f, 0, 1]x[o, i, 0, 1]->[b, f, 0, 1], window = {stride = [2, 2], pad = [[1, 1], [1, 1]]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<2x2x11x9xf32>, tensor<4x2x3x3xf32>) -> tensor<2x4x6x5xf32>
    %1 = stablehlo.reshape %arg1 : (tensor<4xf32>) -> tensor<1x4x1x1xf32>
    %2 = stablehlo.broadcast_in_dim %1, dims = [0, 1, 2, 3] : (tensor<1x4x1x1xf32>) -> tensor<2x4x6x5xf32>
    %3 = stablehlo.add %0, %2 : tensor<2x4x6x5xf32>
    %4 = stablehlo.reshape %arg9 : (tensor<4xf32>) -> tensor<1x4x1x1xf32>
    %5 = stablehlo.broadcast_in_dim %cst_5, dims = [] : (tensor<f32>) -> tensor<1x4x1x1xf32>
    %6 = stablehlo.add %4, %5 : tensor<1x4x1x1xf32>
    %7 = stablehlo.rsqrt %6 : tensor<1x4x1x1xf32>
    %8 = stablehlo.reshape %arg8 : (tensor<4xf32>) -> tensor<1x4x1x1xf32>
    %9 = stablehlo.broadcast_in_dim %8, dims = [0, 1, 2, 3] : (tensor<1x4x1x1xf32>) -> tensor<2x4x6x5xf32>
    %10 = stablehlo.subtract %3, %9 : tensor<2x4x6x5xf32>
    %11 = stablehlo.broadcast_in_dim %7, dims = [0, 1, 2, 3] : (tensor<1x4x1x1xf32>) -> tensor<2x4x6x5xf32>
    %12 = stablehlo.multiply %10, %11 : tensor<2x4x6x5xf32>
    %13 = stablehlo.reshape %arg2 : (tensor<4xf32>) -> tensor<1x4x1x1xf32>
    %14 = stablehlo.broadcast_in_dim %13, dims = [0, 1, 2, 3] : (tensor<1x4x1x1xf32>) -> tensor<2x4x6x5xf32>
    %15 = stablehlo.multiply %12, %14 : tensor<2x4x6x5xf32>
    %16 = stablehlo.reshape %arg3 : (tensor<4xf32>) -> tensor<1x4x1x1xf32>
    %17 = stablehlo.broadcast_in_dim %16, dims = [0, 1, 2, 3] : (tensor<1x4x1x1xf32>) -> tensor<2x4x6x5xf32>
    %18 = stablehlo.add %15, %17 : tensor<2x4x6x5xf32>
    %19 = call @relu(%18) : (tensor<2x4x6x5xf32>) -> tensor<2x4x6x5xf32>
    %20 = stablehlo.convolution(%19, %arg4) dim_numbers = [b, f, 0, 1]x[o, i, 0, 1]->[b, f, 0, 1], window = {pad = [[2, 2], [2, 2]], rhs_dilate = [2, 2]} {batch_group_count = 1 : i64, feature_group_count = 2 : i64} : (tensor<2x4x6x5xf32>, tensor<8x2x3x3xf32>) -> tensor<2x8x6x5xf32>
    %21 = stablehlo.reshape %arg5 : (tensor<8xf32>) -> tensor<1x8x1x1xf32>
    %22 = stablehlo.broadcast_in_dim %21, dims = [0, 1, 2, 3] : (tensor<1x8x1x1xf32>) -> tensor<2x8x6x5xf32>
    %23 = stablehlo.add %20, %22 : tensor<2x8x6x5xf32>
    %24 = stablehlo.broadcast_in_dim %cst_4, dims = [] : (tensor<f32>) -> tensor<2x8x6x5xf32>
    %25 = stablehlo.add %23, %24 : tensor<2x8x6x5xf32>
    %26 = call @clip(%25, %c_3) : (tensor<2x8x6x5xf32>, tensor<i32>) -> tensor<2x8x6x5xf32>
    %27 = call @clip_0(%26, %c) : (tensor<2x8x6x5xf32>, tensor<i32>) -> tensor<2x8x6x5xf32>
    %28 = stablehlo.multiply %23, %27 : tensor<2x8x6x5xf32>
    %29 = stablehlo.broadcast_in_dim %cst_2, dims = [] : (tensor<f32>) -> tensor<2x8x6x5xf32>
    %30 = stablehlo.divide %28, %29 : tensor<2x8x6x5xf32>
    %31 = stablehlo.broadcast_in_dim %cst_1, dims = [] : (tensor<f32>) -> tensor<f32>
    %32 = "stablehlo.reduce_window"(%30, %31) <{window_dimensions = array<i64: 1, 1, 2, 2>, window_strides = array<i64: 1, 1, 2, 2>}> ({
    ^bb0(%arg11: tensor<f32>, %arg12: tensor<f32>):
      %57 = stablehlo.maximum %arg11, %arg12 : tensor<f32>
      stablehlo.return %57 : tensor<f32>
    }) : (tensor<2x8x6x5xf32>, tensor<f32>) -> tensor<2x8x3x2xf32>
    %33 = stablehlo.reduce(%32 init: %cst_0) applies stablehlo.add across dimensions = [2, 3] : (tensor<2x8x3x2xf32>, tensor<f32>) -> tensor<2x8xf32>
    %34 = stablehlo.broadcast_in_dim %cst_2, dims = [] : (tensor<f32>) -> tensor<2x8xf32>
    %35 = stablehlo.divide %33, %34 : tensor<2x8xf32>
    %36 = stablehlo.transpose %arg6, dims = [1, 0] : (tensor<3x8xf32>) -> tensor<8x3xf32>
    %37 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<3xf32>
    %38 = stablehlo.multiply %arg7, %37 : tensor<3xf32>
    %39 = stablehlo.dot_general %35, %36, contracting_dims = [1] x [0] : (tensor<2x8xf32>, tensor<8x3xf32>) -> tensor<2x3xf32>
    %40 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x3xf32>
    %41 = stablehlo.multiply %40, %39 : tensor<2x3xf32>
    %42 = stablehlo.broadcast_in_dim %38, dims = [1] : (tensor<3xf32>) -> tensor<1x3xf32>
    %43 = stablehlo.broadcast_in_dim %42, dims = [0, 1] : (tensor<1x3xf32>) -> tensor<2x3xf32>
    %44 = stablehlo.add %43, %41 : tensor<2x3xf32>
    %45 = stablehlo.reduce(%44 init: %cst_1) applies stablehlo.maximum across dimensions = [1] : (tensor<2x3xf32>, tensor<f32>) -> tensor<2xf32>
    %46 = stablehlo.broadcast_in_dim %cst_1, dims = [] : (tensor<f32>) -> tensor<2xf32>
    %47 = stablehlo.maximum %46, %45 : tensor<2xf32>
    %48 = stablehlo.broadcast_in_dim %47, dims = [0] : (tensor<2xf32>) -> tensor<2x1xf32>
    %49 = stablehlo.broadcast_in_dim %48, dims = [0, 1] : (tensor<2x1xf32>) -> tensor<2x3xf32>
    %50 = stablehlo.subtract %44, %49 : tensor<2x3xf32>
    %51 = stablehlo.exponential %50 : tensor<2x3xf32>
    %52 = stablehlo.reduce(%51 init: %cst_0) applies stablehlo.add across dimensions = [1] : (tensor<2x3xf32>, tensor<f32>) -> tensor<2xf32>
    %53 = stablehlo.broadcast_in_dim %52, dims = [0] : (tensor<2xf32>) -> tensor<2x1xf32>
    %54 = stablehlo.broadcast_in_dim %53, dims = [0, 1] : (tensor<2x1xf32>) -> tensor<2x3xf32>
    %55 = stablehlo.divide %51, %54 : tensor<2x3xf32>
    %56 = call @argmax(%44) : (tensor<2x3xf32>) -> tensor<2xi32>
    return %55, %56 : tensor<2x3xf32>, tensor<2xi32>
  }
  func.func private @relu(%arg0: tensor<2x4x6x5xf32>) -> tensor<2x4x6x5xf32> {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x4x6x5xf32>
    %1 = stablehlo.maximum %arg0, %0 : tensor<2x4x6x5xf32>
    return %1 : tensor<2x4x6x5xf32>
  }
  func.func private @clip(%arg0: tensor<2x8x6x5xf32>, %arg1: tensor<i32>) -> tensor<2x8x6x5xf32> {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<2x8x6x5xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<2x8x6x5xf32>
    return %2 : tensor<2x8x6x5xf32>
  }
  func.func private @clip_0(%arg0: tensor<2x8x6x5xf32>, %arg1: tensor<i32>) -> tensor<2x8x6x5xf32> {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<2x8x6x5xf32>
    %2 = stablehlo.minimum %1, %arg0 : tensor<2x8x6x5xf32>
    return %2 : tensor<2x8x6x5xf32>
  }
  func.func private @argmax(%arg0: tensor<2x3xf32>) -> tensor<2xi32> {
    %c = stablehlo.constant dense<0> : tensor<i32>
    %cst = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %0 = stablehlo.iota dim = 1 : tensor<2x3xi32>
    %1:2 = stablehlo.reduce(%arg0 init: %cst), (%0 init: %c) across dimensions = [1] : (tensor<2x3xf32>, tensor<2x3xi32>, tensor<f32>, tensor<i32>) -> (tensor<2xf32>, tensor<2xi32>)
     reducer(%arg1: tensor<f32>, %arg3: tensor<f32>) (%arg2: tensor<i32>, %arg4: tensor<i32>)  {
      %2 = stablehlo.compare GT, %arg1, %arg3, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %3 = stablehlo.compare NE, %arg1, %arg1, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %4 = stablehlo.or %2, %3 : tensor<i1>
      %5 = stablehlo.compare EQ, %arg1, %arg3, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %6 = stablehlo.compare LT, %arg2, %arg4, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %7 = stablehlo.and %5, %6 : tensor<i1>
      %8 = stablehlo.or %4, %7 : tensor<i1>
      %9 = stablehlo.select %4, %arg1, %arg3 : tensor<i1>, tensor<f32>
      %10 = stablehlo.select %8, %arg2, %arg4 : tensor<i1>, tensor<i32>
      stablehlo.return %9, %10 : tensor<f32>, tensor<i32>
    }
    return %1#1 : tensor<2xi32>
  }
}
