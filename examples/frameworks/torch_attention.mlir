module @jit_func attributes {jax.uses_shape_polymorphism = false, mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
  func.func public @main(%arg0: tensor<11x8xf32>, %arg1: tensor<8x8xf32>, %arg2: tensor<8xf32>, %arg3: tensor<8x8xf32>, %arg4: tensor<8xf32>, %arg5: tensor<8x8xf32>, %arg6: tensor<8xf32>, %arg7: tensor<8xf32>, %arg8: tensor<8xf32>, %arg9: tensor<16x8xf32>, %arg10: tensor<16xf32>, %arg11: tensor<8x16xf32>, %arg12: tensor<8xf32>, %arg13: tensor<2x5xi32>) -> (tensor<2x5x8xf32> {jax.result_info = "result[0]"}, tensor<2x5x2xf32> {jax.result_info = "result[1]"}) {
    %cst = stablehlo.constant dense<1.12837911> : tensor<2x5x16xf32>
    %cst_0 = stablehlo.constant dense<-0.37612626> : tensor<2x5x16xf32>
    %cst_1 = stablehlo.constant dense<0.112835854> : tensor<2x5x16xf32>
    %cst_2 = stablehlo.constant dense<-0.0268538129> : tensor<2x5x16xf32>
    %cst_3 = stablehlo.constant dense<0.00518832775> : tensor<2x5x16xf32>
    %cst_4 = stablehlo.constant dense<-8.0101937E-4> : tensor<2x5x16xf32>
    %cst_5 = stablehlo.constant dense<7.85386146E-5> : tensor<2x5x16xf32>
    %cst_6 = stablehlo.constant dense<0.000000e+00> : tensor<2x5x16xf32>
    %cst_7 = stablehlo.constant dense<-88.7228394> : tensor<2x5x16xf32>
    %cst_8 = stablehlo.constant dense<0.564189494> : tensor<2x5x16xf32>
    %cst_9 = stablehlo.constant dense<-0.282076746> : tensor<2x5x16xf32>
    %cst_10 = stablehlo.constant dense<0.42184633> : tensor<2x5x16xf32>
    %cst_11 = stablehlo.constant dense<-1.01526523> : tensor<2x5x16xf32>
    %cst_12 = stablehlo.constant dense<2.92101908> : tensor<2x5x16xf32>
    %cst_13 = stablehlo.constant dense<-7.49551868> : tensor<2x5x16xf32>
    %cst_14 = stablehlo.constant dense<1.297720e+01> : tensor<2x5x16xf32>
    %cst_15 = stablehlo.constant dense<-10.477664> : tensor<2x5x16xf32>
    %cst_16 = stablehlo.constant dense<0.563825965> : tensor<2x5x16xf32>
    %cst_17 = stablehlo.constant dense<-0.274112701> : tensor<2x5x16xf32>
    %cst_18 = stablehlo.constant dense<3.404880e-01> : tensor<2x5x16xf32>
    %cst_19 = stablehlo.constant dense<-0.494451523> : tensor<2x5x16xf32>
    %cst_20 = stablehlo.constant dense<0.621000468> : tensor<2x5x16xf32>
    %cst_21 = stablehlo.constant dense<-0.582473278> : tensor<2x5x16xf32>
    %cst_22 = stablehlo.constant dense<0.368742466> : tensor<2x5x16xf32>
    %cst_23 = stablehlo.constant dense<-0.138703942> : tensor<2x5x16xf32>
    %cst_24 = stablehlo.constant dense<2.326820e-02> : tensor<2x5x16xf32>
    %cst_25 = stablehlo.constant dense<2.000000e+00> : tensor<2x5x16xf32>
    %cst_26 = stablehlo.constant dense<1.000000e+00> : tensor<2x5x16xf32>
    %cst_27 = stablehlo.constant dense<0.707106769> : tensor<f32>
    %cst_28 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %cst_29 = stablehlo.constant dense<9.99999974E-6> : tensor<f32>
    %cst_30 = stablehlo.constant dense<8.000000e+00> : tensor<f32>
    %cst_31 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %cst_32 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %c = stablehlo.constant dense<0> : tensor<i32>
    %c_33 = stablehlo.constant dense<1> : tensor<i32>
    %c_34 = stablehlo.constant dense<true> : tensor<i1>
    %cst_35 = stablehlo.constant dense<2.000000e+00> : tensor<f32>
    %cst_36 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %0 = call @_take(%arg0, %arg13) : (tensor<11x8xf32>, tensor<2x5xi32>) -> tensor<2x5x8xf32>
    %1 = stablehlo.reshape %0 : (tensor<2x5x8xf32>) -> tensor<10x8xf32>
    %2 = stablehlo.transpose %arg1, dims = [1, 0] : (tensor<8x8xf32>) -> tensor<8x8xf32>
    %3 = stablehlo.broadcast_in_dim %cst_36, dims = [] : (tensor<f32>) -> tensor<8xf32>
    %4 = stablehlo.multiply %arg2, %3 : tensor<8xf32>
    %5 = stablehlo.dot_general %1, %2, contracting_dims = [1] x [0] : (tensor<10x8xf32>, tensor<8x8xf32>) -> tensor<10x8xf32>
    %6 = stablehlo.broadcast_in_dim %cst_36, dims = [] : (tensor<f32>) -> tensor<10x8xf32>
    %7 = stablehlo.multiply %6, %5 : tensor<10x8xf32>
    %8 = stablehlo.broadcast_in_dim %4, dims = [1] : (tensor<8xf32>) -> tensor<1x8xf32>
    %9 = stablehlo.broadcast_in_dim %8, dims = [0, 1] : (tensor<1x8xf32>) -> tensor<10x8xf32>
    %10 = stablehlo.add %9, %7 : tensor<10x8xf32>
    %11 = stablehlo.reshape %10 : (tensor<10x8xf32>) -> tensor<2x5x8xf32>
    %12 = stablehlo.reshape %11 : (tensor<2x5x8xf32>) -> tensor<2x5x2x4xf32>
    %13 = stablehlo.transpose %12, dims = [0, 2, 1, 3] : (tensor<2x5x2x4xf32>) -> tensor<2x2x5x4xf32>
    %14 = stablehlo.reshape %0 : (tensor<2x5x8xf32>) -> tensor<10x8xf32>
    %15 = stablehlo.transpose %arg3, dims = [1, 0] : (tensor<8x8xf32>) -> tensor<8x8xf32>
    %16 = stablehlo.broadcast_in_dim %cst_36, dims = [] : (tensor<f32>) -> tensor<8xf32>
    %17 = stablehlo.multiply %arg4, %16 : tensor<8xf32>
    %18 = stablehlo.dot_general %14, %15, contracting_dims = [1] x [0] : (tensor<10x8xf32>, tensor<8x8xf32>) -> tensor<10x8xf32>
    %19 = stablehlo.broadcast_in_dim %cst_36, dims = [] : (tensor<f32>) -> tensor<10x8xf32>
    %20 = stablehlo.multiply %19, %18 : tensor<10x8xf32>
    %21 = stablehlo.broadcast_in_dim %17, dims = [1] : (tensor<8xf32>) -> tensor<1x8xf32>
    %22 = stablehlo.broadcast_in_dim %21, dims = [0, 1] : (tensor<1x8xf32>) -> tensor<10x8xf32>
    %23 = stablehlo.add %22, %20 : tensor<10x8xf32>
    %24 = stablehlo.reshape %23 : (tensor<10x8xf32>) -> tensor<2x5x8xf32>
    %25 = stablehlo.reshape %24 : (tensor<2x5x8xf32>) -> tensor<2x5x2x4xf32>
    %26 = stablehlo.transpose %25, dims = [0, 2, 1, 3] : (tensor<2x5x2x4xf32>) -> tensor<2x2x5x4xf32>
    %27 = stablehlo.reshape %0 : (tensor<2x5x8xf32>) -> tensor<10x8xf32>
    %28 = stablehlo.transpose %arg5, dims = [1, 0] : (tensor<8x8xf32>) -> tensor<8x8xf32>
    %29 = stablehlo.broadcast_in_dim %cst_36, dims = [] : (tensor<f32>) -> tensor<8xf32>
    %30 = stablehlo.multiply %arg6, %29 : tensor<8xf32>
    %31 = stablehlo.dot_general %27, %28, contracting_dims = [1] x [0] : (tensor<10x8xf32>, tensor<8x8xf32>) -> tensor<10x8xf32>
    %32 = stablehlo.broadcast_in_dim %cst_36, dims = [] : (tensor<f32>) -> tensor<10x8xf32>
    %33 = stablehlo.multiply %32, %31 : tensor<10x8xf32>
    %34 = stablehlo.broadcast_in_dim %30, dims = [1] : (tensor<8xf32>) -> tensor<1x8xf32>
    %35 = stablehlo.broadcast_in_dim %34, dims = [0, 1] : (tensor<1x8xf32>) -> tensor<10x8xf32>
    %36 = stablehlo.add %35, %33 : tensor<10x8xf32>
    %37 = stablehlo.reshape %36 : (tensor<10x8xf32>) -> tensor<2x5x8xf32>
    %38 = stablehlo.reshape %37 : (tensor<2x5x8xf32>) -> tensor<2x5x2x4xf32>
    %39 = stablehlo.transpose %38, dims = [0, 2, 1, 3] : (tensor<2x5x2x4xf32>) -> tensor<2x2x5x4xf32>
    %40 = stablehlo.transpose %26, dims = [0, 1, 3, 2] : (tensor<2x2x5x4xf32>) -> tensor<2x2x4x5xf32>
    %41 = stablehlo.reshape %13 : (tensor<2x2x5x4xf32>) -> tensor<4x5x4xf32>
    %42 = stablehlo.reshape %40 : (tensor<2x2x4x5xf32>) -> tensor<4x4x5xf32>
    %43 = stablehlo.dot_general %41, %42, batching_dims = [0] x [0], contracting_dims = [2] x [1] : (tensor<4x5x4xf32>, tensor<4x4x5xf32>) -> tensor<4x5x5xf32>
    %44 = stablehlo.reshape %43 : (tensor<4x5x5xf32>) -> tensor<2x2x5x5xf32>
    %45 = stablehlo.broadcast_in_dim %cst_35, dims = [] : (tensor<f32>) -> tensor<2x2x5x5xf32>
    %46 = stablehlo.divide %44, %45 : tensor<2x2x5x5xf32>
    %47 = stablehlo.broadcast_in_dim %c_34, dims = [] : (tensor<i1>) -> tensor<5x5xi1>
    %48 = stablehlo.iota dim = 0 : tensor<5xi32>
    %49 = stablehlo.broadcast_in_dim %48, dims = [1] : (tensor<5xi32>) -> tensor<1x5xi32>
    %50 = stablehlo.iota dim = 0 : tensor<5xi32>
    %51 = stablehlo.broadcast_in_dim %50, dims = [0] : (tensor<5xi32>) -> tensor<5x1xi32>
    %52 = stablehlo.broadcast_in_dim %c_33, dims = [] : (tensor<i32>) -> tensor<5x1xi32>
    %53 = stablehlo.multiply %51, %52 : tensor<5x1xi32>
    %54 = stablehlo.broadcast_in_dim %49, dims = [0, 1] : (tensor<1x5xi32>) -> tensor<5x5xi32>
    %55 = stablehlo.broadcast_in_dim %53, dims = [0, 1] : (tensor<5x1xi32>) -> tensor<5x5xi32>
    %56 = stablehlo.subtract %54, %55 : tensor<5x5xi32>
    %57 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<5x5xi32>
    %58 = stablehlo.compare LE, %56, %57, SIGNED : (tensor<5x5xi32>, tensor<5x5xi32>) -> tensor<5x5xi1>
    %59 = stablehlo.and %58, %47 : tensor<5x5xi1>
    %60 = stablehlo.not %59 : tensor<5x5xi1>
    %61 = call @_where_0(%60, %cst_32, %46) : (tensor<5x5xi1>, tensor<f32>, tensor<2x2x5x5xf32>) -> tensor<2x2x5x5xf32>
    %62 = stablehlo.reduce(%61 init: %cst_32) applies stablehlo.maximum across dimensions = [3] : (tensor<2x2x5x5xf32>, tensor<f32>) -> tensor<2x2x5xf32>
    %63 = stablehlo.broadcast_in_dim %cst_32, dims = [] : (tensor<f32>) -> tensor<2x2x5xf32>
    %64 = stablehlo.maximum %63, %62 : tensor<2x2x5xf32>
    %65 = stablehlo.broadcast_in_dim %64, dims = [0, 1, 2] : (tensor<2x2x5xf32>) -> tensor<2x2x5x1xf32>
    %66 = stablehlo.broadcast_in_dim %65, dims = [0, 1, 2, 3] : (tensor<2x2x5x1xf32>) -> tensor<2x2x5x5xf32>
    %67 = stablehlo.subtract %61, %66 : tensor<2x2x5x5xf32>
    %68 = stablehlo.exponential %67 : tensor<2x2x5x5xf32>
    %69 = stablehlo.reduce(%68 init: %cst_31) applies stablehlo.add across dimensions = [3] : (tensor<2x2x5x5xf32>, tensor<f32>) -> tensor<2x2x5xf32>
    %70 = stablehlo.broadcast_in_dim %69, dims = [0, 1, 2] : (tensor<2x2x5xf32>) -> tensor<2x2x5x1xf32>
    %71 = stablehlo.broadcast_in_dim %70, dims = [0, 1, 2, 3] : (tensor<2x2x5x1xf32>) -> tensor<2x2x5x5xf32>
    %72 = stablehlo.divide %68, %71 : tensor<2x2x5x5xf32>
    %73 = stablehlo.reshape %72 : (tensor<2x2x5x5xf32>) -> tensor<4x5x5xf32>
    %74 = stablehlo.reshape %39 : (tensor<2x2x5x4xf32>) -> tensor<4x5x4xf32>
    %75 = stablehlo.dot_general %73, %74, batching_dims = [0] x [0], contracting_dims = [2] x [1] : (tensor<4x5x5xf32>, tensor<4x5x4xf32>) -> tensor<4x5x4xf32>
    %76 = stablehlo.reshape %75 : (tensor<4x5x4xf32>) -> tensor<2x2x5x4xf32>
    %77 = stablehlo.transpose %76, dims = [0, 2, 1, 3] : (tensor<2x2x5x4xf32>) -> tensor<2x5x2x4xf32>
    %78 = stablehlo.reshape %77 : (tensor<2x5x2x4xf32>) -> tensor<2x5x8xf32>
    %79 = stablehlo.broadcast_in_dim %cst_36, dims = [] : (tensor<f32>) -> tensor<2x5x8xf32>
    %80 = stablehlo.multiply %78, %79 : tensor<2x5x8xf32>
    %81 = stablehlo.add %0, %80 : tensor<2x5x8xf32>
    %82 = stablehlo.reduce(%81 init: %cst_31) applies stablehlo.add across dimensions = [2] : (tensor<2x5x8xf32>, tensor<f32>) -> tensor<2x5xf32>
    %83 = stablehlo.broadcast_in_dim %82, dims = [0, 1] : (tensor<2x5xf32>) -> tensor<2x5x1xf32>
    %84 = stablehlo.broadcast_in_dim %cst_30, dims = [] : (tensor<f32>) -> tensor<2x5x1xf32>
    %85 = stablehlo.divide %83, %84 : tensor<2x5x1xf32>
    %86 = call @_var(%81, %c) : (tensor<2x5x8xf32>, tensor<i32>) -> tensor<2x5x1xf32>
    %87 = stablehlo.broadcast_in_dim %cst_29, dims = [] : (tensor<f32>) -> tensor<2x5x1xf32>
    %88 = stablehlo.add %86, %87 : tensor<2x5x1xf32>
    %89 = stablehlo.rsqrt %88 : tensor<2x5x1xf32>
    %90 = stablehlo.broadcast_in_dim %85, dims = [0, 1, 2] : (tensor<2x5x1xf32>) -> tensor<2x5x8xf32>
    %91 = stablehlo.subtract %81, %90 : tensor<2x5x8xf32>
    %92 = stablehlo.broadcast_in_dim %89, dims = [0, 1, 2] : (tensor<2x5x1xf32>) -> tensor<2x5x8xf32>
    %93 = stablehlo.multiply %91, %92 : tensor<2x5x8xf32>
    %94 = stablehlo.broadcast_in_dim %arg7, dims = [2] : (tensor<8xf32>) -> tensor<1x1x8xf32>
    %95 = stablehlo.broadcast_in_dim %94, dims = [0, 1, 2] : (tensor<1x1x8xf32>) -> tensor<2x5x8xf32>
    %96 = stablehlo.multiply %93, %95 : tensor<2x5x8xf32>
    %97 = stablehlo.broadcast_in_dim %arg8, dims = [2] : (tensor<8xf32>) -> tensor<1x1x8xf32>
    %98 = stablehlo.broadcast_in_dim %97, dims = [0, 1, 2] : (tensor<1x1x8xf32>) -> tensor<2x5x8xf32>
    %99 = stablehlo.add %96, %98 : tensor<2x5x8xf32>
    %100 = stablehlo.reshape %99 : (tensor<2x5x8xf32>) -> tensor<10x8xf32>
    %101 = stablehlo.transpose %arg9, dims = [1, 0] : (tensor<16x8xf32>) -> tensor<8x16xf32>
    %102 = stablehlo.broadcast_in_dim %cst_36, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %103 = stablehlo.multiply %arg10, %102 : tensor<16xf32>
    %104 = stablehlo.dot_general %100, %101, contracting_dims = [1] x [0] : (tensor<10x8xf32>, tensor<8x16xf32>) -> tensor<10x16xf32>
    %105 = stablehlo.broadcast_in_dim %cst_36, dims = [] : (tensor<f32>) -> tensor<10x16xf32>
    %106 = stablehlo.multiply %105, %104 : tensor<10x16xf32>
    %107 = stablehlo.broadcast_in_dim %103, dims = [1] : (tensor<16xf32>) -> tensor<1x16xf32>
    %108 = stablehlo.broadcast_in_dim %107, dims = [0, 1] : (tensor<1x16xf32>) -> tensor<10x16xf32>
    %109 = stablehlo.add %108, %106 : tensor<10x16xf32>
    %110 = stablehlo.reshape %109 : (tensor<10x16xf32>) -> tensor<2x5x16xf32>
    %111 = stablehlo.broadcast_in_dim %cst_28, dims = [] : (tensor<f32>) -> tensor<2x5x16xf32>
    %112 = stablehlo.multiply %111, %110 : tensor<2x5x16xf32>
    %113 = stablehlo.negate %110 : tensor<2x5x16xf32>
    %114 = stablehlo.broadcast_in_dim %cst_27, dims = [] : (tensor<f32>) -> tensor<2x5x16xf32>
    %115 = stablehlo.multiply %113, %114 : tensor<2x5x16xf32>
    %116 = stablehlo.multiply %115, %115 : tensor<2x5x16xf32>
    %117 = stablehlo.negate %116 : tensor<2x5x16xf32>
    %118 = stablehlo.abs %115 : tensor<2x5x16xf32>
    %119 = stablehlo.divide %cst_26, %116 : tensor<2x5x16xf32>
    %120 = stablehlo.exponential %117 : tensor<2x5x16xf32>
    %121 = stablehlo.divide %cst_26, %118 : tensor<2x5x16xf32>
    %122 = stablehlo.multiply %120, %121 : tensor<2x5x16xf32>
    %123 = stablehlo.compare LT, %118, %cst_25 : (tensor<2x5x16xf32>, tensor<2x5x16xf32>) -> tensor<2x5x16xi1>
    %124 = stablehlo.multiply %cst_24, %119 : tensor<2x5x16xf32>
    %125 = stablehlo.add %124, %cst_23 : tensor<2x5x16xf32>
    %126 = stablehlo.multiply %125, %119 : tensor<2x5x16xf32>
    %127 = stablehlo.add %126, %cst_22 : tensor<2x5x16xf32>
    %128 = stablehlo.multiply %127, %119 : tensor<2x5x16xf32>
    %129 = stablehlo.add %128, %cst_21 : tensor<2x5x16xf32>
    %130 = stablehlo.multiply %129, %119 : tensor<2x5x16xf32>
    %131 = stablehlo.add %130, %cst_20 : tensor<2x5x16xf32>
    %132 = stablehlo.multiply %131, %119 : tensor<2x5x16xf32>
    %133 = stablehlo.add %132, %cst_19 : tensor<2x5x16xf32>
    %134 = stablehlo.multiply %133, %119 : tensor<2x5x16xf32>
    %135 = stablehlo.add %134, %cst_18 : tensor<2x5x16xf32>
    %136 = stablehlo.multiply %135, %119 : tensor<2x5x16xf32>
    %137 = stablehlo.add %136, %cst_17 : tensor<2x5x16xf32>
    %138 = stablehlo.multiply %137, %119 : tensor<2x5x16xf32>
    %139 = stablehlo.add %138, %cst_16 : tensor<2x5x16xf32>
    %140 = stablehlo.multiply %cst_15, %119 : tensor<2x5x16xf32>
    %141 = stablehlo.add %140, %cst_14 : tensor<2x5x16xf32>
    %142 = stablehlo.multiply %141, %119 : tensor<2x5x16xf32>
    %143 = stablehlo.add %142, %cst_13 : tensor<2x5x16xf32>
    %144 = stablehlo.multiply %143, %119 : tensor<2x5x16xf32>
    %145 = stablehlo.add %144, %cst_12 : tensor<2x5x16xf32>
    %146 = stablehlo.multiply %145, %119 : tensor<2x5x16xf32>
    %147 = stablehlo.add %146, %cst_11 : tensor<2x5x16xf32>
    %148 = stablehlo.multiply %147, %119 : tensor<2x5x16xf32>
    %149 = stablehlo.add %148, %cst_10 : tensor<2x5x16xf32>
    %150 = stablehlo.multiply %149, %119 : tensor<2x5x16xf32>
    %151 = stablehlo.add %150, %cst_9 : tensor<2x5x16xf32>
    %152 = stablehlo.multiply %151, %119 : tensor<2x5x16xf32>
    %153 = stablehlo.add %152, %cst_8 : tensor<2x5x16xf32>
    %154 = stablehlo.select %123, %139, %153 : tensor<2x5x16xi1>, tensor<2x5x16xf32>
    %155 = stablehlo.multiply %122, %154 : tensor<2x5x16xf32>
    %156 = stablehlo.compare LT, %117, %cst_7 : (tensor<2x5x16xf32>, tensor<2x5x16xf32>) -> tensor<2x5x16xi1>
    %157 = stablehlo.select %156, %cst_6, %155 : tensor<2x5x16xi1>, tensor<2x5x16xf32>
    %158 = stablehlo.compare LT, %115, %cst_6 : (tensor<2x5x16xf32>, tensor<2x5x16xf32>) -> tensor<2x5x16xi1>
    %159 = stablehlo.subtract %cst_25, %157 : tensor<2x5x16xf32>
    %160 = stablehlo.select %158, %159, %157 : tensor<2x5x16xi1>, tensor<2x5x16xf32>
    %161 = stablehlo.multiply %115, %115 : tensor<2x5x16xf32>
    %162 = stablehlo.multiply %cst_5, %161 : tensor<2x5x16xf32>
    %163 = stablehlo.add %162, %cst_4 : tensor<2x5x16xf32>
    %164 = stablehlo.multiply %163, %161 : tensor<2x5x16xf32>
    %165 = stablehlo.add %164, %cst_3 : tensor<2x5x16xf32>
    %166 = stablehlo.multiply %165, %161 : tensor<2x5x16xf32>
    %167 = stablehlo.add %166, %cst_2 : tensor<2x5x16xf32>
    %168 = stablehlo.multiply %167, %161 : tensor<2x5x16xf32>
    %169 = stablehlo.add %168, %cst_1 : tensor<2x5x16xf32>
    %170 = stablehlo.multiply %169, %161 : tensor<2x5x16xf32>
    %171 = stablehlo.add %170, %cst_0 : tensor<2x5x16xf32>
    %172 = stablehlo.multiply %171, %161 : tensor<2x5x16xf32>
    %173 = stablehlo.add %172, %cst : tensor<2x5x16xf32>
    %174 = stablehlo.multiply %115, %173 : tensor<2x5x16xf32>
    %175 = stablehlo.subtract %cst_26, %174 : tensor<2x5x16xf32>
    %176 = stablehlo.abs %115 : tensor<2x5x16xf32>
    %177 = stablehlo.compare LT, %176, %cst_26 : (tensor<2x5x16xf32>, tensor<2x5x16xf32>) -> tensor<2x5x16xi1>
    %178 = stablehlo.select %177, %175, %160 : tensor<2x5x16xi1>, tensor<2x5x16xf32>
    %179 = stablehlo.multiply %112, %178 : tensor<2x5x16xf32>
    %180 = stablehlo.reshape %179 : (tensor<2x5x16xf32>) -> tensor<10x16xf32>
    %181 = stablehlo.transpose %arg11, dims = [1, 0] : (tensor<8x16xf32>) -> tensor<16x8xf32>
    %182 = stablehlo.broadcast_in_dim %cst_36, dims = [] : (tensor<f32>) -> tensor<8xf32>
    %183 = stablehlo.multiply %arg12, %182 : tensor<8xf32>
    %184 = stablehlo.dot_general %180, %181, contracting_dims = [1] x [0] : (tensor<10x16xf32>, tensor<16x8xf32>) -> tensor<10x8xf32>
    %185 = stablehlo.broadcast_in_dim %cst_36, dims = [] : (tensor<f32>) -> tensor<10x8xf32>
    %186 = stablehlo.multiply %185, %184 : tensor<10x8xf32>
    %187 = stablehlo.broadcast_in_dim %183, dims = [1] : (tensor<8xf32>) -> tensor<1x8xf32>
    %188 = stablehlo.broadcast_in_dim %187, dims = [0, 1] : (tensor<1x8xf32>) -> tensor<10x8xf32>
    %189 = stablehlo.add %188, %186 : tensor<10x8xf32>
    %190 = stablehlo.reshape %189 : (tensor<10x8xf32>) -> tensor<2x5x8xf32>
    %191 = stablehlo.broadcast_in_dim %cst_36, dims = [] : (tensor<f32>) -> tensor<2x5x8xf32>
    %192 = stablehlo.multiply %190, %191 : tensor<2x5x8xf32>
    %193 = stablehlo.add %99, %192 : tensor<2x5x8xf32>
    %194:2 = stablehlo.composite "chlo.top_k" %193 {composite_attributes = {k = 2 : i64}, decomposition = @chlo.top_k.impl, version = 1 : i32} : (tensor<2x5x8xf32>) -> (tensor<2x5x2xf32>, tensor<2x5x2xi32>)
    %195 = call @sort(%194#0) : (tensor<2x5x2xf32>) -> tensor<2x5x2xf32>
    return %193, %195 : tensor<2x5x8xf32>, tensor<2x5x2xf32>
  }
  func.func private @chlo.top_k.impl(%arg0: tensor<2x5x8xf32>) -> (tensor<2x5x2xf32>, tensor<2x5x2xi32>) {
    %0 = stablehlo.iota dim = 2 : tensor<2x5x8xi32>
    %1:2 = "stablehlo.sort"(%arg0, %0) <{dimension = 2 : i64, is_stable = true}> ({
    ^bb0(%arg1: tensor<f32>, %arg2: tensor<f32>, %arg3: tensor<i32>, %arg4: tensor<i32>):
      %4 = stablehlo.compare GT, %arg1, %arg2, TOTALORDER : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %4 : tensor<i1>
    }) : (tensor<2x5x8xf32>, tensor<2x5x8xi32>) -> (tensor<2x5x8xf32>, tensor<2x5x8xi32>)
    %2 = stablehlo.slice %1#0 [0:2, 0:5, 0:2] : (tensor<2x5x8xf32>) -> tensor<2x5x2xf32>
    %3 = stablehlo.slice %1#1 [0:2, 0:5, 0:2] : (tensor<2x5x8xi32>) -> tensor<2x5x2xi32>
    return %2, %3 : tensor<2x5x2xf32>, tensor<2x5x2xi32>
  }
  func.func private @_take(%arg0: tensor<11x8xf32>, %arg1: tensor<2x5xi32>) -> tensor<2x5x8xf32> {
    %cst = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %c = stablehlo.constant dense<true> : tensor<i1>
    %c_0 = stablehlo.constant dense<10> : tensor<1xi32>
    %c_1 = stablehlo.constant dense<11> : tensor<i32>
    %c_2 = stablehlo.constant dense<0> : tensor<i32>
    %0 = stablehlo.broadcast_in_dim %c_2, dims = [] : (tensor<i32>) -> tensor<2x5xi32>
    %1 = stablehlo.compare LT, %arg1, %0, SIGNED : (tensor<2x5xi32>, tensor<2x5xi32>) -> tensor<2x5xi1>
    %2 = stablehlo.broadcast_in_dim %c_1, dims = [] : (tensor<i32>) -> tensor<2x5xi32>
    %3 = stablehlo.add %arg1, %2 : tensor<2x5xi32>
    %4 = call @_where(%1, %3, %arg1) : (tensor<2x5xi1>, tensor<2x5xi32>, tensor<2x5xi32>) -> tensor<2x5xi32>
    %5 = stablehlo.broadcast_in_dim %4, dims = [0, 1] : (tensor<2x5xi32>) -> tensor<2x5x1xi32>
    %6 = stablehlo.broadcast_in_dim %c_2, dims = [] : (tensor<i32>) -> tensor<2x5x1xi32>
    %7 = stablehlo.compare GE, %5, %6, SIGNED : (tensor<2x5x1xi32>, tensor<2x5x1xi32>) -> tensor<2x5x1xi1>
    %8 = stablehlo.broadcast_in_dim %c_0, dims = [2] : (tensor<1xi32>) -> tensor<1x1x1xi32>
    %9 = stablehlo.broadcast_in_dim %8, dims = [0, 1, 2] : (tensor<1x1x1xi32>) -> tensor<2x5x1xi32>
    %10 = stablehlo.compare LE, %5, %9, SIGNED : (tensor<2x5x1xi32>, tensor<2x5x1xi32>) -> tensor<2x5x1xi1>
    %11 = stablehlo.and %7, %10 : tensor<2x5x1xi1>
    %12 = stablehlo.reduce(%11 init: %c) applies stablehlo.and across dimensions = [2] : (tensor<2x5x1xi1>, tensor<i1>) -> tensor<2x5xi1>
    %13 = "stablehlo.gather"(%arg0, %5) <{dimension_numbers = #stablehlo.gather<offset_dims = [2], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 2>, slice_sizes = array<i64: 1, 8>}> : (tensor<11x8xf32>, tensor<2x5x1xi32>) -> tensor<2x5x8xf32>
    %14 = stablehlo.broadcast_in_dim %12, dims = [0, 1] : (tensor<2x5xi1>) -> tensor<2x5x8xi1>
    %15 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x5x8xf32>
    %16 = stablehlo.select %14, %13, %15 : tensor<2x5x8xi1>, tensor<2x5x8xf32>
    return %16 : tensor<2x5x8xf32>
  }
  func.func private @_where(%arg0: tensor<2x5xi1>, %arg1: tensor<2x5xi32>, %arg2: tensor<2x5xi32>) -> tensor<2x5xi32> {
    %0 = stablehlo.select %arg0, %arg1, %arg2 : tensor<2x5xi1>, tensor<2x5xi32>
    return %0 : tensor<2x5xi32>
  }
  func.func private @_where_0(%arg0: tensor<5x5xi1>, %arg1: tensor<f32>, %arg2: tensor<2x2x5x5xf32>) -> tensor<2x2x5x5xf32> {
    %0 = stablehlo.broadcast_in_dim %arg0, dims = [2, 3] : (tensor<5x5xi1>) -> tensor<2x2x5x5xi1>
    %1 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<2x2x5x5xf32>
    %2 = stablehlo.select %0, %1, %arg2 : tensor<2x2x5x5xi1>, tensor<2x2x5x5xf32>
    return %2 : tensor<2x2x5x5xf32>
  }
  func.func private @_var(%arg0: tensor<2x5x8xf32>, %arg1: tensor<i32>) -> tensor<2x5x1xf32> {
    %cst = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %cst_0 = stablehlo.constant dense<8.000000e+00> : tensor<f32>
    %cst_1 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.reduce(%arg0 init: %cst_1) applies stablehlo.add across dimensions = [2] : (tensor<2x5x8xf32>, tensor<f32>) -> tensor<2x5xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1] : (tensor<2x5xf32>) -> tensor<2x5x1xf32>
    %2 = stablehlo.broadcast_in_dim %cst_0, dims = [] : (tensor<f32>) -> tensor<2x5x1xf32>
    %3 = stablehlo.divide %1, %2 : tensor<2x5x1xf32>
    %4 = stablehlo.broadcast_in_dim %3, dims = [0, 1, 2] : (tensor<2x5x1xf32>) -> tensor<2x5x8xf32>
    %5 = stablehlo.subtract %arg0, %4 : tensor<2x5x8xf32>
    %6 = stablehlo.multiply %5, %5 : tensor<2x5x8xf32>
    %7 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<f32>
    %8 = stablehlo.subtract %cst_0, %7 : tensor<f32>
    %9 = stablehlo.reduce(%6 init: %cst_1) applies stablehlo.add across dimensions = [2] : (tensor<2x5x8xf32>, tensor<f32>) -> tensor<2x5xf32>
    %10 = stablehlo.broadcast_in_dim %9, dims = [0, 1] : (tensor<2x5xf32>) -> tensor<2x5x1xf32>
    %11 = stablehlo.broadcast_in_dim %8, dims = [] : (tensor<f32>) -> tensor<2x5x1xf32>
    %12 = stablehlo.divide %10, %11 : tensor<2x5x1xf32>
    %13 = stablehlo.compare GT, %8, %cst_1, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
    %14 = call @_where_1(%13, %12, %cst) : (tensor<i1>, tensor<2x5x1xf32>, tensor<f32>) -> tensor<2x5x1xf32>
    return %14 : tensor<2x5x1xf32>
  }
  func.func private @_where_1(%arg0: tensor<i1>, %arg1: tensor<2x5x1xf32>, %arg2: tensor<f32>) -> tensor<2x5x1xf32> {
    %0 = stablehlo.convert %arg2 : tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<2x5x1xf32>
    %2 = stablehlo.select %arg0, %arg1, %1 : tensor<i1>, tensor<2x5x1xf32>
    return %2 : tensor<2x5x1xf32>
  }
  func.func private @sort(%arg0: tensor<2x5x2xf32>) -> tensor<2x5x2xf32> {
    %cst = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %cst_0 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = "stablehlo.sort"(%arg0) <{dimension = 2 : i64, is_stable = true}> ({
    ^bb0(%arg1: tensor<f32>, %arg2: tensor<f32>):
      %2 = stablehlo.compare EQ, %arg1, %cst_0, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %3 = stablehlo.select %2, %cst_0, %arg1 : tensor<i1>, tensor<f32>
      %4 = stablehlo.compare NE, %arg1, %arg1, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %5 = stablehlo.select %4, %cst, %3 : tensor<i1>, tensor<f32>
      %6 = stablehlo.compare EQ, %arg2, %cst_0, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %7 = stablehlo.select %6, %cst_0, %arg2 : tensor<i1>, tensor<f32>
      %8 = stablehlo.compare NE, %arg2, %arg2, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %9 = stablehlo.select %8, %cst, %7 : tensor<i1>, tensor<f32>
      %10 = stablehlo.compare LT, %5, %9, TOTALORDER : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %10 : tensor<i1>
    }) : (tensor<2x5x2xf32>) -> tensor<2x5x2xf32>
    %1 = stablehlo.reverse %0, dims = [2] : tensor<2x5x2xf32>
    return %1 : tensor<2x5x2xf32>
  }
}
