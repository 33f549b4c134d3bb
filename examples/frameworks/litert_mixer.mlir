module {
  func.func public @main(%arg0: tensor<6xf32>, %arg1: tensor<6xf32>, %arg2: tensor<8x6xf32>, %arg3: tensor<8xf32>, %arg4: tensor<8x6xf32>, %arg5: tensor<8xf32>, %arg6: tensor<6x8xf32>, %arg7: tensor<6xf32>, %arg8: tensor<6x1x3xf32>, %arg9: tensor<6xf32>, %arg10: tensor<2x5x6xf32>) -> (tensor<2x5x6xf32>, tensor<2x5xf32>) {
    %0 = stablehlo.reshape %arg10 : (tensor<2x5x6xf32>) -> tensor<1x10x6xf32>
    %cst = stablehlo.constant dense<1.000000e+00> : tensor<10xf32>
    %cst_0 = stablehlo.constant dense<0.000000e+00> : tensor<10xf32>
    %output, %batch_mean, %batch_var = "stablehlo.batch_norm_training"(%0, %cst, %cst_0) <{epsilon = 9.99999974E-6 : f32, feature_index = 1 : i64}> : (tensor<1x10x6xf32>, tensor<10xf32>, tensor<10xf32>) -> (tensor<1x10x6xf32>, tensor<10xf32>, tensor<10xf32>)
    %cst_1 = stablehlo.constant dense<9.99999974E-6> : tensor<10xf32>
    %1 = stablehlo.add %batch_var, %cst_1 : tensor<10xf32>
    %2 = stablehlo.rsqrt %1 : tensor<10xf32>
    %3 = stablehlo.reshape %batch_mean : (tensor<10xf32>) -> tensor<2x5x1xf32>
    %4 = stablehlo.reshape %2 : (tensor<10xf32>) -> tensor<2x5x1xf32>
    %5 = stablehlo.reshape %output : (tensor<1x10x6xf32>) -> tensor<2x5x6xf32>
    %6 = stablehlo.broadcast_in_dim %arg0, dims = [2] : (tensor<6xf32>) -> tensor<2x5x6xf32>
    %7 = stablehlo.multiply %6, %5 : tensor<2x5x6xf32>
    %8 = stablehlo.broadcast_in_dim %arg1, dims = [2] : (tensor<6xf32>) -> tensor<2x5x6xf32>
    %9 = stablehlo.add %8, %7 : tensor<2x5x6xf32>
    %10 = call @_aten_unsafe_view_0_13087ccd(%9) : (tensor<2x5x6xf32>) -> tensor<10x6xf32>
    %11 = call @permute_1_e6f459f1(%arg2) : (tensor<8x6xf32>) -> tensor<6x8xf32>
    %12 = call @_aten_mm_2_d24fd49c(%10, %11) : (tensor<10x6xf32>, tensor<6x8xf32>) -> tensor<10x8xf32>
    %c = stablehlo.constant dense<1> : tensor<i32>
    %13 = call @jax_lowering_3_ad9535ca(%12, %c) : (tensor<10x8xf32>, tensor<i32>) -> tensor<10x8xf32>
    %c_2 = stablehlo.constant dense<1> : tensor<i32>
    %14 = call @jax_lowering_4_f72e45ff(%arg3, %c_2) : (tensor<8xf32>, tensor<i32>) -> tensor<8xf32>
    %15 = call @jax_lowering_5_59c830f6(%13, %14) : (tensor<10x8xf32>, tensor<8xf32>) -> tensor<10x8xf32>
    %16 = call @_aten_unsafe_view_6_ea629ad3(%15) : (tensor<10x8xf32>) -> tensor<2x5x8xf32>
    %17 = call @_aten_sigmoid_7_a7b2078f(%16) : (tensor<2x5x8xf32>) -> tensor<2x5x8xf32>
    %18 = call @jax_lowering_8_3430ecd7(%16, %17) : (tensor<2x5x8xf32>, tensor<2x5x8xf32>) -> tensor<2x5x8xf32>
    %19 = call @_aten_unsafe_view_0_13087ccd(%9) : (tensor<2x5x6xf32>) -> tensor<10x6xf32>
    %20 = call @permute_1_e6f459f1(%arg4) : (tensor<8x6xf32>) -> tensor<6x8xf32>
    %21 = call @_aten_mm_2_d24fd49c(%19, %20) : (tensor<10x6xf32>, tensor<6x8xf32>) -> tensor<10x8xf32>
    %c_3 = stablehlo.constant dense<1> : tensor<i32>
    %22 = call @jax_lowering_3_ad9535ca(%21, %c_3) : (tensor<10x8xf32>, tensor<i32>) -> tensor<10x8xf32>
    %c_4 = stablehlo.constant dense<1> : tensor<i32>
    %23 = call @jax_lowering_4_f72e45ff(%arg5, %c_4) : (tensor<8xf32>, tensor<i32>) -> tensor<8xf32>
    %24 = call @jax_lowering_5_59c830f6(%22, %23) : (tensor<10x8xf32>, tensor<8xf32>) -> tensor<10x8xf32>
    %25 = call @_aten_unsafe_view_6_ea629ad3(%24) : (tensor<10x8xf32>) -> tensor<2x5x8xf32>
    %26 = call @jax_lowering_8_3430ecd7(%18, %25) : (tensor<2x5x8xf32>, tensor<2x5x8xf32>) -> tensor<2x5x8xf32>
    %27 = call @_aten_unsafe_view_9_d9affdd6(%26) : (tensor<2x5x8xf32>) -> tensor<10x8xf32>
    %28 = call @permute_10_0eb3a9db(%arg6) : (tensor<6x8xf32>) -> tensor<8x6xf32>
    %29 = call @_aten_mm_11_093df048(%27, %28) : (tensor<10x8xf32>, tensor<8x6xf32>) -> tensor<10x6xf32>
    %c_5 = stablehlo.constant dense<1> : tensor<i32>
    %30 = call @jax_lowering_12_d24cc565(%29, %c_5) : (tensor<10x6xf32>, tensor<i32>) -> tensor<10x6xf32>
    %c_6 = stablehlo.constant dense<1> : tensor<i32>
    %31 = call @jax_lowering_13_13c4905d(%arg7, %c_6) : (tensor<6xf32>, tensor<i32>) -> tensor<6xf32>
    %32 = call @jax_lowering_14_2ecb5548(%30, %31) : (tensor<10x6xf32>, tensor<6xf32>) -> tensor<10x6xf32>
    %33 = call @_aten_unsafe_view_15_f95db5bb(%32) : (tensor<10x6xf32>) -> tensor<2x5x6xf32>
    %34 = call @jax_lowering_16_41372e19(%arg10, %33) : (tensor<2x5x6xf32>, tensor<2x5x6xf32>) -> tensor<2x5x6xf32>
    %35 = call @permute_17_fafed1b6(%34) : (tensor<2x5x6xf32>) -> tensor<2x6x5xf32>
    %36 = call @_aten_unsqueeze_18_f3d16c10(%35) : (tensor<2x6x5xf32>) -> tensor<2x6x1x5xf32>
    %37 = call @_aten_unsqueeze_19_9dad3a95(%arg8) : (tensor<6x1x3xf32>) -> tensor<6x1x1x3xf32>
    %38 = stablehlo.convolution(%36, %37) dim_numbers = [b, f, 0, 1]x[o, i, 0, 1]->[b, f, 0, 1], window = {stride = [1, 1], pad = [[0, 0], [1, 1]], rhs_dilate = [1, 1]} {batch_group_count = 1 : i64, feature_group_count = 6 : i64} : (tensor<2x6x1x5xf32>, tensor<6x1x1x3xf32>) -> tensor<2x6x1x5xf32>
    %39 = stablehlo.broadcast_in_dim %arg9, dims = [1] : (tensor<6xf32>) -> tensor<2x6x1x5xf32>
    %40 = stablehlo.add %38, %39 : tensor<2x6x1x5xf32>
    %41 = call @_aten_squeeze_dim_20_85ec6f94(%40) : (tensor<2x6x1x5xf32>) -> tensor<2x6x5xf32>
    %42 = call @_aten_gelu_21_8bbcb89a(%41) : (tensor<2x6x5xf32>) -> tensor<2x6x5xf32>
    %43 = call @permute_22_8afc579f(%42) : (tensor<2x6x5xf32>) -> tensor<2x5x6xf32>
    %44 = call @_aten_cumsum_23_b5366519(%43) : (tensor<2x5x6xf32>) -> tensor<2x5x6xf32>
    %45 = call @_aten_amax_24_8bb7eabe(%44) : (tensor<2x5x6xf32>) -> tensor<2x5xf32>
    return %43, %45 : tensor<2x5x6xf32>, tensor<2x5xf32>
  }
  func.func private @_aten_amax_24_8bb7eabe(%arg0: tensor<2x5x6xf32>) -> (tensor<2x5xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %0 = stablehlo.reduce(%arg0 init: %cst) applies stablehlo.maximum across dimensions = [2] : (tensor<2x5x6xf32>, tensor<f32>) -> tensor<2x5xf32>
    return %0 : tensor<2x5xf32>
  }
  func.func private @_aten_cumsum_23_b5366519(%arg0: tensor<2x5x6xf32>) -> (tensor<2x5x6xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<f32>
    %1 = "stablehlo.reduce_window"(%arg0, %0) <{padding = dense<[[0, 0], [4, 0], [0, 0]]> : tensor<3x2xi64>, window_dimensions = array<i64: 1, 5, 1>}> ({
    ^bb0(%arg1: tensor<f32>, %arg2: tensor<f32>):
      %2 = stablehlo.add %arg1, %arg2 : tensor<f32>
      stablehlo.return %2 : tensor<f32>
    }) : (tensor<2x5x6xf32>, tensor<f32>) -> tensor<2x5x6xf32>
    return %1 : tensor<2x5x6xf32>
  }
  func.func private @permute_22_8afc579f(%arg0: tensor<2x6x5xf32>) -> (tensor<2x5x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 2, 1] : (tensor<2x6x5xf32>) -> tensor<2x5x6xf32>
    return %0 : tensor<2x5x6xf32>
  }
  func.func private @_aten_gelu_21_8bbcb89a(%arg0: tensor<2x6x5xf32>) -> (tensor<2x6x5xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<1.12837911> : tensor<2x6x5xf32>
    %cst_0 = stablehlo.constant dense<-0.37612626> : tensor<2x6x5xf32>
    %cst_1 = stablehlo.constant dense<0.112835854> : tensor<2x6x5xf32>
    %cst_2 = stablehlo.constant dense<-0.0268538129> : tensor<2x6x5xf32>
    %cst_3 = stablehlo.constant dense<0.00518832775> : tensor<2x6x5xf32>
    %cst_4 = stablehlo.constant dense<-8.0101937E-4> : tensor<2x6x5xf32>
    %cst_5 = stablehlo.constant dense<7.85386146E-5> : tensor<2x6x5xf32>
    %cst_6 = stablehlo.constant dense<0.000000e+00> : tensor<2x6x5xf32>
    %cst_7 = stablehlo.constant dense<-88.7228394> : tensor<2x6x5xf32>
    %cst_8 = stablehlo.constant dense<0.564189494> : tensor<2x6x5xf32>
    %cst_9 = stablehlo.constant dense<-0.282076746> : tensor<2x6x5xf32>
    %cst_10 = stablehlo.constant dense<0.42184633> : tensor<2x6x5xf32>
    %cst_11 = stablehlo.constant dense<-1.01526523> : tensor<2x6x5xf32>
    %cst_12 = stablehlo.constant dense<2.92101908> : tensor<2x6x5xf32>
    %cst_13 = stablehlo.constant dense<-7.49551868> : tensor<2x6x5xf32>
    %cst_14 = stablehlo.constant dense<1.297720e+01> : tensor<2x6x5xf32>
    %cst_15 = stablehlo.constant dense<-10.477664> : tensor<2x6x5xf32>
    %cst_16 = stablehlo.constant dense<0.563825965> : tensor<2x6x5xf32>
    %cst_17 = stablehlo.constant dense<-0.274112701> : tensor<2x6x5xf32>
    %cst_18 = stablehlo.constant dense<3.404880e-01> : tensor<2x6x5xf32>
    %cst_19 = stablehlo.constant dense<-0.494451523> : tensor<2x6x5xf32>
    %cst_20 = stablehlo.constant dense<0.621000468> : tensor<2x6x5xf32>
    %cst_21 = stablehlo.constant dense<-0.582473278> : tensor<2x6x5xf32>
    %cst_22 = stablehlo.constant dense<0.368742466> : tensor<2x6x5xf32>
    %cst_23 = stablehlo.constant dense<-0.138703942> : tensor<2x6x5xf32>
    %cst_24 = stablehlo.constant dense<2.326820e-02> : tensor<2x6x5xf32>
    %cst_25 = stablehlo.constant dense<2.000000e+00> : tensor<2x6x5xf32>
    %cst_26 = stablehlo.constant dense<1.000000e+00> : tensor<2x6x5xf32>
    %cst_27 = stablehlo.constant dense<0.707106769> : tensor<f32>
    %cst_28 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %0 = stablehlo.broadcast_in_dim %cst_28, dims = [] : (tensor<f32>) -> tensor<2x6x5xf32>
    %1 = stablehlo.multiply %0, %arg0 : tensor<2x6x5xf32>
    %2 = stablehlo.negate %arg0 : tensor<2x6x5xf32>
    %3 = stablehlo.broadcast_in_dim %cst_27, dims = [] : (tensor<f32>) -> tensor<2x6x5xf32>
    %4 = stablehlo.multiply %2, %3 : tensor<2x6x5xf32>
    %5 = stablehlo.multiply %4, %4 : tensor<2x6x5xf32>
    %6 = stablehlo.negate %5 : tensor<2x6x5xf32>
    %7 = stablehlo.abs %4 : tensor<2x6x5xf32>
    %8 = stablehlo.divide %cst_26, %5 : tensor<2x6x5xf32>
    %9 = stablehlo.exponential %6 : tensor<2x6x5xf32>
    %10 = stablehlo.divide %cst_26, %7 : tensor<2x6x5xf32>
    %11 = stablehlo.multiply %9, %10 : tensor<2x6x5xf32>
    %12 = stablehlo.compare LT, %7, %cst_25 : (tensor<2x6x5xf32>, tensor<2x6x5xf32>) -> tensor<2x6x5xi1>
    %13 = stablehlo.multiply %cst_24, %8 : tensor<2x6x5xf32>
    %14 = stablehlo.add %13, %cst_23 : tensor<2x6x5xf32>
    %15 = stablehlo.multiply %14, %8 : tensor<2x6x5xf32>
    %16 = stablehlo.add %15, %cst_22 : tensor<2x6x5xf32>
    %17 = stablehlo.multiply %16, %8 : tensor<2x6x5xf32>
    %18 = stablehlo.add %17, %cst_21 : tensor<2x6x5xf32>
    %19 = stablehlo.multiply %18, %8 : tensor<2x6x5xf32>
    %20 = stablehlo.add %19, %cst_20 : tensor<2x6x5xf32>
    %21 = stablehlo.multiply %20, %8 : tensor<2x6x5xf32>
    %22 = stablehlo.add %21, %cst_19 : tensor<2x6x5xf32>
    %23 = stablehlo.multiply %22, %8 : tensor<2x6x5xf32>
    %24 = stablehlo.add %23, %cst_18 : tensor<2x6x5xf32>
    %25 = stablehlo.multiply %24, %8 : tensor<2x6x5xf32>
    %26 = stablehlo.add %25, %cst_17 : tensor<2x6x5xf32>
    %27 = stablehlo.multiply %26, %8 : tensor<2x6x5xf32>
    %28 = stablehlo.add %27, %cst_16 : tensor<2x6x5xf32>
    %29 = stablehlo.multiply %cst_15, %8 : tensor<2x6x5xf32>
    %30 = stablehlo.add %29, %cst_14 : tensor<2x6x5xf32>
    %31 = stablehlo.multiply %30, %8 : tensor<2x6x5xf32>
    %32 = stablehlo.add %31, %cst_13 : tensor<2x6x5xf32>
    %33 = stablehlo.multiply %32, %8 : tensor<2x6x5xf32>
    %34 = stablehlo.add %33, %cst_12 : tensor<2x6x5xf32>
    %35 = stablehlo.multiply %34, %8 : tensor<2x6x5xf32>
    %36 = stablehlo.add %35, %cst_11 : tensor<2x6x5xf32>
    %37 = stablehlo.multiply %36, %8 : tensor<2x6x5xf32>
    %38 = stablehlo.add %37, %cst_10 : tensor<2x6x5xf32>
    %39 = stablehlo.multiply %38, %8 : tensor<2x6x5xf32>
    %40 = stablehlo.add %39, %cst_9 : tensor<2x6x5xf32>
    %41 = stablehlo.multiply %40, %8 : tensor<2x6x5xf32>
    %42 = stablehlo.add %41, %cst_8 : tensor<2x6x5xf32>
    %43 = stablehlo.select %12, %28, %42 : tensor<2x6x5xi1>, tensor<2x6x5xf32>
    %44 = stablehlo.multiply %11, %43 : tensor<2x6x5xf32>
    %45 = stablehlo.compare LT, %6, %cst_7 : (tensor<2x6x5xf32>, tensor<2x6x5xf32>) -> tensor<2x6x5xi1>
    %46 = stablehlo.select %45, %cst_6, %44 : tensor<2x6x5xi1>, tensor<2x6x5xf32>
    %47 = stablehlo.compare LT, %4, %cst_6 : (tensor<2x6x5xf32>, tensor<2x6x5xf32>) -> tensor<2x6x5xi1>
    %48 = stablehlo.subtract %cst_25, %46 : tensor<2x6x5xf32>
    %49 = stablehlo.select %47, %48, %46 : tensor<2x6x5xi1>, tensor<2x6x5xf32>
    %50 = stablehlo.multiply %4, %4 : tensor<2x6x5xf32>
    %51 = stablehlo.multiply %cst_5, %50 : tensor<2x6x5xf32>
    %52 = stablehlo.add %51, %cst_4 : tensor<2x6x5xf32>
    %53 = stablehlo.multiply %52, %50 : tensor<2x6x5xf32>
    %54 = stablehlo.add %53, %cst_3 : tensor<2x6x5xf32>
    %55 = stablehlo.multiply %54, %50 : tensor<2x6x5xf32>
    %56 = stablehlo.add %55, %cst_2 : tensor<2x6x5xf32>
    %57 = stablehlo.multiply %56, %50 : tensor<2x6x5xf32>
    %58 = stablehlo.add %57, %cst_1 : tensor<2x6x5xf32>
    %59 = stablehlo.multiply %58, %50 : tensor<2x6x5xf32>
    %60 = stablehlo.add %59, %cst_0 : tensor<2x6x5xf32>
    %61 = stablehlo.multiply %60, %50 : tensor<2x6x5xf32>
    %62 = stablehlo.add %61, %cst : tensor<2x6x5xf32>
    %63 = stablehlo.multiply %4, %62 : tensor<2x6x5xf32>
    %64 = stablehlo.subtract %cst_26, %63 : tensor<2x6x5xf32>
    %65 = stablehlo.abs %4 : tensor<2x6x5xf32>
    %66 = stablehlo.compare LT, %65, %cst_26 : (tensor<2x6x5xf32>, tensor<2x6x5xf32>) -> tensor<2x6x5xi1>
    %67 = stablehlo.select %66, %64, %49 : tensor<2x6x5xi1>, tensor<2x6x5xf32>
    %68 = stablehlo.multiply %1, %67 : tensor<2x6x5xf32>
    return %68 : tensor<2x6x5xf32>
  }
  func.func private @_aten_squeeze_dim_20_85ec6f94(%arg0: tensor<2x6x1x5xf32>) -> (tensor<2x6x5xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.reshape %arg0 : (tensor<2x6x1x5xf32>) -> tensor<2x6x5xf32>
    return %0 : tensor<2x6x5xf32>
  }
  func.func private @_aten_unsqueeze_19_9dad3a95(%arg0: tensor<6x1x3xf32>) -> (tensor<6x1x1x3xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg0, dims = [0, 1, 3] : (tensor<6x1x3xf32>) -> tensor<6x1x1x3xf32>
    return %0 : tensor<6x1x1x3xf32>
  }
  func.func private @_aten_unsqueeze_18_f3d16c10(%arg0: tensor<2x6x5xf32>) -> (tensor<2x6x1x5xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg0, dims = [0, 1, 3] : (tensor<2x6x5xf32>) -> tensor<2x6x1x5xf32>
    return %0 : tensor<2x6x1x5xf32>
  }
  func.func private @permute_17_fafed1b6(%arg0: tensor<2x5x6xf32>) -> (tensor<2x6x5xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 2, 1] : (tensor<2x5x6xf32>) -> tensor<2x6x5xf32>
    return %0 : tensor<2x6x5xf32>
  }
  func.func private @jax_lowering_16_41372e19(%arg0: tensor<2x5x6xf32>, %arg1: tensor<2x5x6xf32>) -> (tensor<2x5x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.add %arg0, %arg1 : tensor<2x5x6xf32>
    return %0 : tensor<2x5x6xf32>
  }
  func.func private @_aten_unsafe_view_15_f95db5bb(%arg0: tensor<10x6xf32>) -> (tensor<2x5x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.reshape %arg0 : (tensor<10x6xf32>) -> tensor<2x5x6xf32>
    return %0 : tensor<2x5x6xf32>
  }
  func.func private @jax_lowering_14_2ecb5548(%arg0: tensor<10x6xf32>, %arg1: tensor<6xf32>) -> (tensor<10x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [1] : (tensor<6xf32>) -> tensor<1x6xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1] : (tensor<1x6xf32>) -> tensor<10x6xf32>
    %2 = stablehlo.add %arg0, %1 : tensor<10x6xf32>
    return %2 : tensor<10x6xf32>
  }
  func.func private @jax_lowering_13_13c4905d(%arg0: tensor<6xf32>, %arg1: tensor<i32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<6xf32>
    return %2 : tensor<6xf32>
  }
  func.func private @jax_lowering_12_d24cc565(%arg0: tensor<10x6xf32>, %arg1: tensor<i32>) -> (tensor<10x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<10x6xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<10x6xf32>
    return %2 : tensor<10x6xf32>
  }
  func.func private @_aten_mm_11_093df048(%arg0: tensor<10x8xf32>, %arg1: tensor<8x6xf32>) -> (tensor<10x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.dot_general %arg0, %arg1, contracting_dims = [1] x [0] : (tensor<10x8xf32>, tensor<8x6xf32>) -> tensor<10x6xf32>
    return %0 : tensor<10x6xf32>
  }
  func.func private @permute_10_0eb3a9db(%arg0: tensor<6x8xf32>) -> (tensor<8x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [1, 0] : (tensor<6x8xf32>) -> tensor<8x6xf32>
    return %0 : tensor<8x6xf32>
  }
  func.func private @_aten_unsafe_view_9_d9affdd6(%arg0: tensor<2x5x8xf32>) -> (tensor<10x8xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.reshape %arg0 : (tensor<2x5x8xf32>) -> tensor<10x8xf32>
    return %0 : tensor<10x8xf32>
  }
  func.func private @jax_lowering_8_3430ecd7(%arg0: tensor<2x5x8xf32>, %arg1: tensor<2x5x8xf32>) -> (tensor<2x5x8xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.multiply %arg0, %arg1 : tensor<2x5x8xf32>
    return %0 : tensor<2x5x8xf32>
  }
  func.func private @_aten_sigmoid_7_a7b2078f(%arg0: tensor<2x5x8xf32>) -> (tensor<2x5x8xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %0 = stablehlo.negate %arg0 : tensor<2x5x8xf32>
    %1 = stablehlo.exponential %0 : tensor<2x5x8xf32>
    %2 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x5x8xf32>
    %3 = stablehlo.add %2, %1 : tensor<2x5x8xf32>
    %4 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x5x8xf32>
    %5 = stablehlo.divide %4, %3 : tensor<2x5x8xf32>
    return %5 : tensor<2x5x8xf32>
  }
  func.func private @_aten_unsafe_view_6_ea629ad3(%arg0: tensor<10x8xf32>) -> (tensor<2x5x8xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.reshape %arg0 : (tensor<10x8xf32>) -> tensor<2x5x8xf32>
    return %0 : tensor<2x5x8xf32>
  }
  func.func private @jax_lowering_5_59c830f6(%arg0: tensor<10x8xf32>, %arg1: tensor<8xf32>) -> (tensor<10x8xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [1] : (tensor<8xf32>) -> tensor<1x8xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1] : (tensor<1x8xf32>) -> tensor<10x8xf32>
    %2 = stablehlo.add %arg0, %1 : tensor<10x8xf32>
    return %2 : tensor<10x8xf32>
  }
  func.func private @jax_lowering_4_f72e45ff(%arg0: tensor<8xf32>, %arg1: tensor<i32>) -> (tensor<8xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<8xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<8xf32>
    return %2 : tensor<8xf32>
  }
  func.func private @jax_lowering_3_ad9535ca(%arg0: tensor<10x8xf32>, %arg1: tensor<i32>) -> (tensor<10x8xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<10x8xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<10x8xf32>
    return %2 : tensor<10x8xf32>
  }
  func.func private @_aten_mm_2_d24fd49c(%arg0: tensor<10x6xf32>, %arg1: tensor<6x8xf32>) -> (tensor<10x8xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.dot_general %arg0, %arg1, contracting_dims = [1] x [0] : (tensor<10x6xf32>, tensor<6x8xf32>) -> tensor<10x8xf32>
    return %0 : tensor<10x8xf32>
  }
  func.func private @permute_1_e6f459f1(%arg0: tensor<8x6xf32>) -> (tensor<6x8xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [1, 0] : (tensor<8x6xf32>) -> tensor<6x8xf32>
    return %0 : tensor<6x8xf32>
  }
  func.func private @_aten_unsafe_view_0_13087ccd(%arg0: tensor<2x5x6xf32>) -> (tensor<10x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.reshape %arg0 : (tensor<2x5x6xf32>) -> tensor<10x6xf32>
    return %0 : tensor<10x6xf32>
  }
}
