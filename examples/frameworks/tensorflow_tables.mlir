module @a_inference_tables_850__.10 attributes {mhlo.cross_program_prefetches = [], mhlo.input_output_alias = [], mhlo.is_dynamic = false, mhlo.use_auto_spmd_partitioning = false} {
  func.func private @add_float_.1(%arg0: tensor<f32>, %arg1: tensor<f32>) -> tensor<f32> {
    %0 = stablehlo.add %arg0, %arg1 : tensor<f32>
    return %0 : tensor<f32>
  }
  func.func private @scatter_combiner.2(%arg0: tensor<f32>, %arg1: tensor<f32>) -> tensor<f32> {
    %0 = stablehlo.add %arg0, %arg1 : tensor<f32>
    return %0 : tensor<f32>
  }
  func.func private @while_cond_778_const_0__.5(%arg0: tensor<i32>, %arg1: tensor<i32>, %arg2: tensor<i32>, %arg3: tensor<3x4xf32>, %arg4: tensor<3x3xf32>) -> tensor<i1> {
    %c = stablehlo.constant dense<5> : tensor<i32>
    %0 = stablehlo.compare  LT, %arg2, %c : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %1 = stablehlo.reshape %0 : (tensor<i1>) -> tensor<i1>
    return %1 : tensor<i1>
  }
  func.func private @cond_wrapper.6(%arg0: tensor<i32>, %arg1: tensor<i32>, %arg2: tensor<i32>, %arg3: tensor<3x4xf32>, %arg4: tensor<3x3xf32>) -> tensor<i1> {
    %0 = call @while_cond_778_const_0__.5(%arg0, %arg1, %arg2, %arg3, %arg4) : (tensor<i32>, tensor<i32>, tensor<i32>, tensor<3x4xf32>, tensor<3x3xf32>) -> tensor<i1>
    return %0 : tensor<i1>
  }
  func.func private @while_body_779_const_0__.7(%arg0: tensor<i32>, %arg1: tensor<i32>, %arg2: tensor<i32>, %arg3: tensor<3x4xf32>, %arg4: tensor<3x3xf32>) -> (tensor<i32>, tensor<i32>, tensor<i32>, tensor<3x4xf32>, tensor<3x3xf32>) {
    %c = stablehlo.constant dense<1> : tensor<i32>
    %0 = stablehlo.add %arg0, %c : tensor<i32>
    %1 = stablehlo.reshape %0 : (tensor<i32>) -> tensor<i32>
    %2 = stablehlo.reshape %arg1 : (tensor<i32>) -> tensor<i32>
    %c_0 = stablehlo.constant dense<1> : tensor<i32>
    %3 = stablehlo.add %arg2, %c_0 : tensor<i32>
    %4 = stablehlo.reshape %3 : (tensor<i32>) -> tensor<i32>
    %5 = stablehlo.dot %arg4, %arg3, precision = [DEFAULT, DEFAULT] {mhlo.frontend_attributes = {grad_x = "false", grad_y = "false"}} : (tensor<3x3xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
    %6 = stablehlo.transpose %5, dims = [0, 1] : (tensor<3x4xf32>) -> tensor<3x4xf32>
    %cst = stablehlo.constant dense<4.000000e+00> : tensor<f32>
    %7 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<3x4xf32>
    %8 = stablehlo.divide %6, %7 : tensor<3x4xf32>
    %9 = stablehlo.reshape %8 : (tensor<3x4xf32>) -> tensor<3x4xf32>
    %10 = stablehlo.reshape %arg4 : (tensor<3x3xf32>) -> tensor<3x3xf32>
    return %1, %2, %4, %9, %10 : tensor<i32>, tensor<i32>, tensor<i32>, tensor<3x4xf32>, tensor<3x3xf32>
  }
  func.func private @compare_greater_than.9(%arg0: tensor<f32>, %arg1: tensor<f32>, %arg2: tensor<i32>, %arg3: tensor<i32>) -> tensor<i1> {
    %0 = stablehlo.compare  GT, %arg0, %arg1,  TOTALORDER : (tensor<f32>, tensor<f32>) -> tensor<i1>
    return %0 : tensor<i1>
  }
  func.func @main(%arg0: tensor<5x4xf32>, %arg1: tensor<6xi32>, %arg2: tensor<3x3xf32>) -> (tensor<4x4xf32>, tensor<5x4xf32>, tensor<3x4xf32>, tensor<3x3xf32>, tensor<3x4xf32>, tensor<5x4xf32>, tensor<5x4xi32>) {
    %c = stablehlo.constant dense<4> : tensor<i32>
    %c_0 = stablehlo.constant dense<4> : tensor<i32>
    %c_1 = stablehlo.constant dense<0> : tensor<i32>
    %c_2 = stablehlo.constant dense<-1> : tensor<i32>
    %c_3 = stablehlo.constant dense<0> : tensor<i32>
    %c_4 = stablehlo.constant dense<0> : tensor<i32>
    %c_5 = stablehlo.constant dense<-1> : tensor<i32>
    %c_6 = stablehlo.constant dense<0> : tensor<i32>
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<4x4xf32>
    %1 = stablehlo.reshape %arg1 : (tensor<6xi32>) -> tensor<6xi32>
    %2 = stablehlo.reshape %arg0 : (tensor<5x4xf32>) -> tensor<5x4xf32>
    %3 = "stablehlo.gather"(%2, %1) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, indices_are_sorted = false, slice_sizes = array<i64: 1, 4>}> : (tensor<5x4xf32>, tensor<6xi32>) -> tensor<6x4xf32>
    %4 = "stablehlo.scatter"(%0, %1, %3) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%arg3: tensor<f32>, %arg4: tensor<f32>):
      %48 = stablehlo.add %arg3, %arg4 : tensor<f32>
      stablehlo.return %48 : tensor<f32>
    }) : (tensor<4x4xf32>, tensor<6xi32>, tensor<6x4xf32>) -> tensor<4x4xf32>
    %5 = stablehlo.transpose %4, dims = [1, 0] {result_layout = dense<[0, 1]> : tensor<2xindex>, xla_shape = "f32[4,4]{0,1}"} : (tensor<4x4xf32>) -> tensor<4x4xf32>
    %6 = stablehlo.slice %5 [0:3, 0:4] : (tensor<4x4xf32>) -> tensor<3x4xf32>
    %7 = stablehlo.reshape %6 : (tensor<3x4xf32>) -> tensor<3x4xf32>
    %8 = stablehlo.reshape %arg2 : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %9:5 = stablehlo.while(%iterArg = %c_4, %iterArg_14 = %c_5, %iterArg_15 = %c_6, %iterArg_16 = %7, %iterArg_17 = %8) : tensor<i32>, tensor<i32>, tensor<i32>, tensor<3x4xf32>, tensor<3x3xf32>
    cond {
      %48 = func.call @while_cond_778_const_0__.5(%iterArg, %iterArg_14, %iterArg_15, %iterArg_16, %iterArg_17) : (tensor<i32>, tensor<i32>, tensor<i32>, tensor<3x4xf32>, tensor<3x3xf32>) -> tensor<i1>
      stablehlo.return %48 : tensor<i1>
    } do {
      %c_18 = stablehlo.constant dense<1> : tensor<i32>
      %48 = stablehlo.add %iterArg, %c_18 : tensor<i32>
      %49 = stablehlo.reshape %48 : (tensor<i32>) -> tensor<i32>
      %50 = stablehlo.reshape %iterArg_14 : (tensor<i32>) -> tensor<i32>
      %c_19 = stablehlo.constant dense<1> : tensor<i32>
      %51 = stablehlo.add %iterArg_15, %c_19 : tensor<i32>
      %52 = stablehlo.reshape %51 : (tensor<i32>) -> tensor<i32>
      %53 = stablehlo.dot %iterArg_17, %iterArg_16, precision = [DEFAULT, DEFAULT] {mhlo.frontend_attributes = {grad_x = "false", grad_y = "false"}} : (tensor<3x3xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
      %54 = stablehlo.transpose %53, dims = [0, 1] : (tensor<3x4xf32>) -> tensor<3x4xf32>
      %cst_20 = stablehlo.constant dense<4.000000e+00> : tensor<f32>
      %55 = stablehlo.broadcast_in_dim %cst_20, dims = [] : (tensor<f32>) -> tensor<3x4xf32>
      %56 = stablehlo.divide %54, %55 : tensor<3x4xf32>
      %57 = stablehlo.reshape %56 : (tensor<3x4xf32>) -> tensor<3x4xf32>
      %58 = stablehlo.reshape %iterArg_17 : (tensor<3x3xf32>) -> tensor<3x3xf32>
      stablehlo.return %49, %50, %52, %57, %58 : tensor<i32>, tensor<i32>, tensor<i32>, tensor<3x4xf32>, tensor<3x3xf32>
    }
    %10 = stablehlo.negate %2 : tensor<5x4xf32>
    %11 = stablehlo.iota dim = 1 : tensor<5x4xi32>
    %12:2 = "stablehlo.sort"(%10, %11) <{dimension = 1 : i64, is_stable = true}> ({
    ^bb0(%arg3: tensor<f32>, %arg4: tensor<f32>, %arg5: tensor<i32>, %arg6: tensor<i32>):
      %48 = stablehlo.compare  GT, %arg3, %arg4,  TOTALORDER : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %48 : tensor<i1>
    }) : (tensor<5x4xf32>, tensor<5x4xi32>) -> (tensor<5x4xf32>, tensor<5x4xi32>)
    %13 = stablehlo.slice %12#0 [0:5, 0:4] : (tensor<5x4xf32>) -> tensor<5x4xf32>
    %c_7 = stablehlo.constant dense<4> : tensor<i32>
    %14 = stablehlo.set_dimension_size %13, %c_7, dim = 1 : (tensor<5x4xf32>, tensor<i32>) -> tensor<5x4xf32>
    %15 = stablehlo.slice %12#1 [0:5, 0:4] : (tensor<5x4xi32>) -> tensor<5x4xi32>
    %c_8 = stablehlo.constant dense<4> : tensor<i32>
    %16 = stablehlo.set_dimension_size %15, %c_8, dim = 1 : (tensor<5x4xi32>, tensor<i32>) -> tensor<5x4xi32>
    %17 = stablehlo.reshape %4 : (tensor<4x4xf32>) -> tensor<4x4xf32>
    %18 = stablehlo.convert %2 : tensor<5x4xf32>
    %cst_9 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %19 = "stablehlo.reduce_window"(%18, %cst_9) <{base_dilations = array<i64: 1, 1>, padding = dense<[[0, 0], [3, 0]]> : tensor<2x2xi64>, window_dilations = array<i64: 1, 1>, window_dimensions = array<i64: 1, 4>, window_strides = array<i64: 1, 1>}> ({
    ^bb0(%arg3: tensor<f32>, %arg4: tensor<f32>):
      %48 = stablehlo.add %arg3, %arg4 : tensor<f32>
      stablehlo.return %48 : tensor<f32>
    }) : (tensor<5x4xf32>, tensor<f32>) -> tensor<5x4xf32>
    %20 = stablehlo.convert %19 : tensor<5x4xf32>
    %21 = stablehlo.reshape %20 : (tensor<5x4xf32>) -> tensor<5x4xf32>
    %22 = stablehlo.reshape %9#3 : (tensor<3x4xf32>) -> tensor<3x4xf32>
    %23 = stablehlo.iota dim = 0 : tensor<3xi32>
    %c_10 = stablehlo.constant dense<0> : tensor<i32>
    %24 = stablehlo.broadcast_in_dim %c_10, dims = [] : (tensor<i32>) -> tensor<3xi32>
    %25 = stablehlo.add %23, %24 : tensor<3xi32>
    %26 = stablehlo.broadcast_in_dim %25, dims = [0] : (tensor<3xi32>) -> tensor<3x3xi32>
    %27 = stablehlo.iota dim = 0 : tensor<3xi32>
    %28 = stablehlo.broadcast_in_dim %27, dims = [1] : (tensor<3xi32>) -> tensor<3x3xi32>
    %29 = stablehlo.compare  GE, %26, %28 : (tensor<3x3xi32>, tensor<3x3xi32>) -> tensor<3x3xi1>
    %30 = stablehlo.broadcast_in_dim %29, dims = [0, 1] : (tensor<3x3xi1>) -> tensor<3x3xi1>
    %31 = stablehlo.dot_general %8, %8, contracting_dims = [1] x [1], precision = [DEFAULT, DEFAULT] {mhlo.frontend_attributes = {grad_x = "false", grad_y = "false"}} : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %32 = stablehlo.transpose %31, dims = [0, 1] : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %cst_11 = stablehlo.constant dense<[[2.000000e+00, 0.000000e+00, 0.000000e+00], [0.000000e+00, 2.000000e+00, 0.000000e+00], [0.000000e+00, 0.000000e+00, 2.000000e+00]]> : tensor<3x3xf32>
    %33 = stablehlo.add %32, %cst_11 : tensor<3x3xf32>
    %34 = stablehlo.cholesky %33, lower = true : tensor<3x3xf32>
    %cst_12 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %35 = stablehlo.broadcast_in_dim %cst_12, dims = [] : (tensor<f32>) -> tensor<3x3xf32>
    %36 = stablehlo.select %30, %34, %35 : tensor<3x3xi1>, tensor<3x3xf32>
    %37 = stablehlo.reshape %36 : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %38 = "stablehlo.triangular_solve"(%36, %9#3) <{left_side = true, lower = true, transpose_a = #stablehlo<transpose NO_TRANSPOSE>, unit_diagonal = false}> : (tensor<3x3xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
    %39 = stablehlo.reshape %38 : (tensor<3x4xf32>) -> tensor<3x4xf32>
    %cst_13 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %40 = stablehlo.broadcast_in_dim %cst_13, dims = [] : (tensor<f32>) -> tensor<5x4xf32>
    %41 = stablehlo.compare  GT, %2, %40 : (tensor<5x4xf32>, tensor<5x4xf32>) -> tensor<5x4xi1>
    %42 = stablehlo.abs %2 : tensor<5x4xf32>
    %43 = stablehlo.log_plus_one %42 : tensor<5x4xf32>
    %44 = stablehlo.exponential_minus_one %2 : tensor<5x4xf32>
    %45 = stablehlo.select %41, %43, %44 : tensor<5x4xi1>, tensor<5x4xf32>
    %46 = stablehlo.reshape %45 : (tensor<5x4xf32>) -> tensor<5x4xf32>
    %47 = stablehlo.reshape %16 : (tensor<5x4xi32>) -> tensor<5x4xi32>
    return %17, %21, %22, %37, %39, %46, %47 : tensor<4x4xf32>, tensor<5x4xf32>, tensor<3x4xf32>, tensor<3x3xf32>, tensor<3x4xf32>, tensor<5x4xf32>, tensor<5x4xi32>
  }
}
