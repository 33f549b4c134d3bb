module @a_inference_network_76__.12 attributes {mhlo.cross_program_prefetches = [], mhlo.input_output_alias = [], mhlo.is_dynamic = false, mhlo.use_auto_spmd_partitioning = false} {
  func.func private @moments_mean_reduction.1(%arg0: tensor<f32>, %arg1: tensor<f32>) -> tensor<f32> {
    %0 = stablehlo.add %arg0, %arg1 : tensor<f32>
    return %0 : tensor<f32>
  }
  func.func private @moments_variance_reduction.2(%arg0: tensor<f32>, %arg1: tensor<f32>) -> tensor<f32> {
    %0 = stablehlo.add %arg0, %arg1 : tensor<f32>
    return %0 : tensor<f32>
  }
  func.func private @add_F32.4(%arg0: tensor<f32>, %arg1: tensor<f32>) -> tensor<f32> {
    %0 = stablehlo.add %arg0, %arg1 : tensor<f32>
    return %0 : tensor<f32>
  }
  func.func private @add_F32.6(%arg0: tensor<f32>, %arg1: tensor<f32>) -> tensor<f32> {
    %0 = stablehlo.add %arg0, %arg1 : tensor<f32>
    return %0 : tensor<f32>
  }
  func.func private @Mean_reduction.7(%arg0: tensor<f32>, %arg1: tensor<f32>) -> tensor<f32> {
    %0 = stablehlo.add %arg0, %arg1 : tensor<f32>
    return %0 : tensor<f32>
  }
  func.func private @region_0.8(%arg0: tensor<f32>, %arg1: tensor<f32>) -> tensor<f32> {
    %0 = stablehlo.maximum %arg0, %arg1 : tensor<f32>
    return %0 : tensor<f32>
  }
  func.func private @region_1.9(%arg0: tensor<f32>, %arg1: tensor<f32>) -> tensor<f32> {
    %0 = stablehlo.add %arg0, %arg1 : tensor<f32>
    return %0 : tensor<f32>
  }
  func.func private @compare_greater_than.11(%arg0: tensor<f32>, %arg1: tensor<f32>, %arg2: tensor<i32>, %arg3: tensor<i32>) -> tensor<i1> {
    %0 = stablehlo.compare  GT, %arg0, %arg1,  TOTALORDER : (tensor<f32>, tensor<f32>) -> tensor<i1>
    return %0 : tensor<i1>
  }
  func.func @main(%arg0: tensor<2x9x8x3xf32>, %arg1: tensor<3x3x3x4xf32>, %arg2: tensor<2x2x4x2xf32>, %arg3: tensor<8xf32>, %arg4: tensor<8xf32>, %arg5: tensor<8x5xf32>) -> (tensor<2x5xf32>, tensor<2x2xi32>) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x5x4x4xf32>
    %1 = stablehlo.reshape %arg0 : (tensor<2x9x8x3xf32>) -> tensor<2x9x8x3xf32>
    %2 = stablehlo.reshape %arg1 : (tensor<3x3x3x4xf32>) -> tensor<3x3x3x4xf32>
    %3 = stablehlo.convolution(%1, %2) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [2, 2], pad = [[1, 1], [0, 1]], lhs_dilate = [1, 1], rhs_dilate = [1, 1], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<2x9x8x3xf32>, tensor<3x3x3x4xf32>) -> tensor<2x5x4x4xf32>
    %cst_0 = stablehlo.constant dense<6.000000e+00> : tensor<f32>
    %4 = stablehlo.broadcast_in_dim %cst_0, dims = [] : (tensor<f32>) -> tensor<2x5x4x4xf32>
    %5 = stablehlo.clamp %0, %3, %4 : tensor<2x5x4x4xf32>
    %6 = stablehlo.reshape %arg2 : (tensor<2x2x4x2xf32>) -> tensor<2x2x4x2xf32>
    %7 = stablehlo.reshape %6 : (tensor<2x2x4x2xf32>) -> tensor<2x2x1x8xf32>
    %8 = stablehlo.convolution(%5, %7) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [1, 1], pad = [[0, 0], [0, 0]], lhs_dilate = [1, 1], rhs_dilate = [1, 1], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 4 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<2x5x4x4xf32>, tensor<2x2x1x8xf32>) -> tensor<2x4x3x8xf32>
    %9 = stablehlo.convert %8 : tensor<2x4x3x8xf32>
    %cst_1 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %10 = stablehlo.convert %cst_1 : tensor<f32>
    %11 = stablehlo.reduce(%9 init: %10) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<2x4x3x8xf32>, tensor<f32>) -> tensor<8xf32>
    %c = stablehlo.constant dense<2> : tensor<i32>
    %c_2 = stablehlo.constant dense<4> : tensor<i32>
    %12 = stablehlo.multiply %c, %c_2 : tensor<i32>
    %c_3 = stablehlo.constant dense<3> : tensor<i32>
    %13 = stablehlo.multiply %12, %c_3 : tensor<i32>
    %14 = stablehlo.convert %13 : (tensor<i32>) -> tensor<f32>
    %15 = stablehlo.broadcast_in_dim %14, dims = [] : (tensor<f32>) -> tensor<8xf32>
    %16 = stablehlo.divide %11, %15 : tensor<8xf32>
    %17 = stablehlo.convert %16 : tensor<8xf32>
    %18 = stablehlo.reshape %17 : (tensor<8xf32>) -> tensor<1x1x1x8xf32>
    %19 = stablehlo.reshape %18 : (tensor<1x1x1x8xf32>) -> tensor<8xf32>
    %20 = stablehlo.broadcast_in_dim %19, dims = [3] : (tensor<8xf32>) -> tensor<2x4x3x8xf32>
    %21 = stablehlo.subtract %8, %20 : tensor<2x4x3x8xf32>
    %22 = stablehlo.multiply %21, %21 : tensor<2x4x3x8xf32>
    %23 = stablehlo.convert %22 : tensor<2x4x3x8xf32>
    %cst_4 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %24 = stablehlo.convert %cst_4 : tensor<f32>
    %25 = stablehlo.reduce(%23 init: %24) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<2x4x3x8xf32>, tensor<f32>) -> tensor<8xf32>
    %c_5 = stablehlo.constant dense<2> : tensor<i32>
    %c_6 = stablehlo.constant dense<4> : tensor<i32>
    %26 = stablehlo.multiply %c_5, %c_6 : tensor<i32>
    %c_7 = stablehlo.constant dense<3> : tensor<i32>
    %27 = stablehlo.multiply %26, %c_7 : tensor<i32>
    %28 = stablehlo.convert %27 : (tensor<i32>) -> tensor<f32>
    %29 = stablehlo.broadcast_in_dim %28, dims = [] : (tensor<f32>) -> tensor<8xf32>
    %30 = stablehlo.divide %25, %29 : tensor<8xf32>
    %31 = stablehlo.convert %30 : tensor<8xf32>
    %32 = stablehlo.reshape %31 : (tensor<8xf32>) -> tensor<1x1x1x8xf32>
    %33 = stablehlo.reshape %32 : (tensor<1x1x1x8xf32>) -> tensor<8xf32>
    %cst_8 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %34 = stablehlo.broadcast_in_dim %cst_8, dims = [] : (tensor<f32>) -> tensor<8xf32>
    %35 = stablehlo.add %33, %34 : tensor<8xf32>
    %36 = stablehlo.rsqrt %35 : tensor<8xf32>
    %37 = stablehlo.reshape %arg3 : (tensor<8xf32>) -> tensor<8xf32>
    %38 = stablehlo.multiply %36, %37 : tensor<8xf32>
    %39 = stablehlo.broadcast_in_dim %38, dims = [3] : (tensor<8xf32>) -> tensor<2x4x3x8xf32>
    %40 = stablehlo.multiply %8, %39 : tensor<2x4x3x8xf32>
    %41 = stablehlo.reshape %arg4 : (tensor<8xf32>) -> tensor<8xf32>
    %42 = stablehlo.reshape %18 : (tensor<1x1x1x8xf32>) -> tensor<8xf32>
    %43 = stablehlo.multiply %42, %38 : tensor<8xf32>
    %44 = stablehlo.subtract %41, %43 : tensor<8xf32>
    %45 = stablehlo.broadcast_in_dim %44, dims = [3] : (tensor<8xf32>) -> tensor<2x4x3x8xf32>
    %46 = stablehlo.add %40, %45 : tensor<2x4x3x8xf32>
    %cst_9 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %47 = stablehlo.broadcast_in_dim %cst_9, dims = [] : (tensor<f32>) -> tensor<2x4x3x8xf32>
    %48 = stablehlo.compare  GT, %46, %47 : (tensor<2x4x3x8xf32>, tensor<2x4x3x8xf32>) -> tensor<2x4x3x8xi1>
    %49 = stablehlo.exponential_minus_one %46 : tensor<2x4x3x8xf32>
    %50 = stablehlo.select %48, %46, %49 : tensor<2x4x3x8xi1>, tensor<2x4x3x8xf32>
    %51 = stablehlo.convert %50 : tensor<2x4x3x8xf32>
    %cst_10 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %52 = stablehlo.pad %51, %cst_10, low = [0, 0, 0, 0], high = [0, 1, 1, 0], interior = [0, 0, 0, 0] : (tensor<2x4x3x8xf32>, tensor<f32>) -> tensor<2x5x4x8xf32>
    %cst_11 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %53 = "stablehlo.reduce_window"(%52, %cst_11) <{base_dilations = array<i64: 1, 1, 1, 1>, padding = dense<0> : tensor<4x2xi64>, window_dilations = array<i64: 1, 1, 1, 1>, window_dimensions = array<i64: 1, 2, 2, 1>, window_strides = array<i64: 1, 1, 1, 1>}> ({
    ^bb0(%arg6: tensor<f32>, %arg7: tensor<f32>):
      %92 = stablehlo.add %arg6, %arg7 : tensor<f32>
      stablehlo.return %92 : tensor<f32>
    }) : (tensor<2x5x4x8xf32>, tensor<f32>) -> tensor<2x4x3x8xf32>
    %cst_12 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %54 = stablehlo.broadcast_in_dim %cst_12, dims = [] : (tensor<f32>) -> tensor<4x3xf32>
    %cst_13 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %55 = stablehlo.pad %54, %cst_13, low = [0, 0], high = [1, 1], interior = [0, 0] : (tensor<4x3xf32>, tensor<f32>) -> tensor<5x4xf32>
    %56 = "stablehlo.reduce_window"(%55, %cst_13) <{base_dilations = array<i64: 1, 1>, padding = dense<0> : tensor<2x2xi64>, window_dilations = array<i64: 1, 1>, window_dimensions = array<i64: 2, 2>, window_strides = array<i64: 1, 1>}> ({
    ^bb0(%arg6: tensor<f32>, %arg7: tensor<f32>):
      %92 = stablehlo.add %arg6, %arg7 : tensor<f32>
      stablehlo.return %92 : tensor<f32>
    }) : (tensor<5x4xf32>, tensor<f32>) -> tensor<4x3xf32>
    %57 = stablehlo.broadcast_in_dim %56, dims = [1, 2] : (tensor<4x3xf32>) -> tensor<2x4x3x8xf32>
    %58 = stablehlo.divide %53, %57 : tensor<2x4x3x8xf32>
    %59 = stablehlo.convert %58 : tensor<2x4x3x8xf32>
    %60 = stablehlo.convert %59 : tensor<2x4x3x8xf32>
    %cst_14 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %61 = stablehlo.convert %cst_14 : tensor<f32>
    %62 = stablehlo.reduce(%60 init: %61) applies stablehlo.add across dimensions = [1, 2] : (tensor<2x4x3x8xf32>, tensor<f32>) -> tensor<2x8xf32>
    %c_15 = stablehlo.constant dense<4> : tensor<i32>
    %c_16 = stablehlo.constant dense<3> : tensor<i32>
    %63 = stablehlo.multiply %c_15, %c_16 : tensor<i32>
    %64 = stablehlo.convert %63 : (tensor<i32>) -> tensor<f32>
    %65 = stablehlo.broadcast_in_dim %64, dims = [] : (tensor<f32>) -> tensor<2x8xf32>
    %66 = stablehlo.divide %62, %65 : tensor<2x8xf32>
    %67 = stablehlo.convert %66 : tensor<2x8xf32>
    %68 = stablehlo.reshape %arg5 : (tensor<8x5xf32>) -> tensor<8x5xf32>
    %69 = stablehlo.dot %67, %68, precision = [DEFAULT, DEFAULT] {mhlo.frontend_attributes = {grad_x = "false", grad_y = "false"}} : (tensor<2x8xf32>, tensor<8x5xf32>) -> tensor<2x5xf32>
    %70 = stablehlo.transpose %69, dims = [0, 1] : (tensor<2x5xf32>) -> tensor<2x5xf32>
    %71 = stablehlo.iota dim = 1 : tensor<2x5xi32>
    %72:2 = "stablehlo.sort"(%70, %71) <{dimension = 1 : i64, is_stable = true}> ({
    ^bb0(%arg6: tensor<f32>, %arg7: tensor<f32>, %arg8: tensor<i32>, %arg9: tensor<i32>):
      %92 = stablehlo.compare  GT, %arg6, %arg7,  TOTALORDER : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %92 : tensor<i1>
    }) : (tensor<2x5xf32>, tensor<2x5xi32>) -> (tensor<2x5xf32>, tensor<2x5xi32>)
    %73 = stablehlo.slice %72#0 [0:2, 0:2] : (tensor<2x5xf32>) -> tensor<2x2xf32>
    %c_17 = stablehlo.constant dense<2> : tensor<i32>
    %74 = stablehlo.set_dimension_size %73, %c_17, dim = 1 : (tensor<2x2xf32>, tensor<i32>) -> tensor<2x2xf32>
    %75 = stablehlo.slice %72#1 [0:2, 0:2] : (tensor<2x5xi32>) -> tensor<2x2xi32>
    %c_18 = stablehlo.constant dense<2> : tensor<i32>
    %76 = stablehlo.set_dimension_size %75, %c_18, dim = 1 : (tensor<2x2xi32>, tensor<i32>) -> tensor<2x2xi32>
    %cst_19 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %77 = stablehlo.reduce(%70 init: %cst_19) applies stablehlo.maximum across dimensions = [1] : (tensor<2x5xf32>, tensor<f32>) -> tensor<2xf32>
    %78 = stablehlo.reshape %77 : (tensor<2xf32>) -> tensor<2x1xf32>
    %79 = stablehlo.broadcast_in_dim %78, dims = [0, 1] : (tensor<2x1xf32>) -> tensor<2x1xf32>
    %80 = stablehlo.reshape %79 : (tensor<2x1xf32>) -> tensor<2xf32>
    %81 = stablehlo.broadcast_in_dim %80, dims = [0] : (tensor<2xf32>) -> tensor<2x5xf32>
    %82 = stablehlo.subtract %70, %81 : tensor<2x5xf32>
    %83 = stablehlo.exponential %82 : tensor<2x5xf32>
    %cst_20 = stablehlo.constant dense<-0.000000e+00> : tensor<f32>
    %84 = stablehlo.reduce(%83 init: %cst_20) applies stablehlo.add across dimensions = [1] : (tensor<2x5xf32>, tensor<f32>) -> tensor<2xf32>
    %85 = stablehlo.reshape %84 : (tensor<2xf32>) -> tensor<2x1xf32>
    %86 = stablehlo.broadcast_in_dim %85, dims = [0, 1] : (tensor<2x1xf32>) -> tensor<2x1xf32>
    %87 = stablehlo.reshape %86 : (tensor<2x1xf32>) -> tensor<2xf32>
    %88 = stablehlo.broadcast_in_dim %87, dims = [0] : (tensor<2xf32>) -> tensor<2x5xf32>
    %89 = stablehlo.divide %83, %88 : tensor<2x5xf32>
    %90 = stablehlo.reshape %89 : (tensor<2x5xf32>) -> tensor<2x5xf32>
    %91 = stablehlo.reshape %76 : (tensor<2x2xi32>) -> tensor<2x2xi32>
    return %90, %91 : tensor<2x5xf32>, tensor<2x2xi32>
  }
}
