module @jit_composites attributes {jax.uses_shape_polymorphism = false, mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
  func.func public @main(%arg0: tensor<5x8xf32>, %arg1: tensor<4x6xf32>) -> (tensor<5x8xf32> {jax.result_info = "result[0]"}, tensor<5x8xf32> {jax.result_info = "result[1]"}, tensor<5x8xf32> {jax.result_info = "result[2]"}, tensor<5x8xf32> {jax.result_info = "result[3]"}, tensor<5x8xf32> {jax.result_info = "result[4]"}, tensor<5x8xf32> {jax.result_info = "result[5]"}, tensor<5x8xf32> {jax.result_info = "result[6]"}, tensor<5x8xf32> {jax.result_info = "result[7]"}, tensor<5x8xf32> {jax.result_info = "result[8]"}, tensor<5x8xf32> {jax.result_info = "result[9]"}, tensor<4x3xf32> {jax.result_info = "result[10]"}, tensor<4x3xi32> {jax.result_info = "result[11]"}) {
    %cst = stablehlo.constant dense<1.12837911> : tensor<5x8xf32>
    %cst_0 = stablehlo.constant dense<-0.37612626> : tensor<5x8xf32>
    %cst_1 = stablehlo.constant dense<0.112835854> : tensor<5x8xf32>
    %cst_2 = stablehlo.constant dense<-0.0268538129> : tensor<5x8xf32>
    %cst_3 = stablehlo.constant dense<0.00518832775> : tensor<5x8xf32>
    %cst_4 = stablehlo.constant dense<-8.0101937E-4> : tensor<5x8xf32>
    %cst_5 = stablehlo.constant dense<7.85386146E-5> : tensor<5x8xf32>
    %cst_6 = stablehlo.constant dense<0.000000e+00> : tensor<5x8xf32>
    %cst_7 = stablehlo.constant dense<-88.7228394> : tensor<5x8xf32>
    %cst_8 = stablehlo.constant dense<0.564189494> : tensor<5x8xf32>
    %cst_9 = stablehlo.constant dense<-0.282076746> : tensor<5x8xf32>
    %cst_10 = stablehlo.constant dense<0.42184633> : tensor<5x8xf32>
    %cst_11 = stablehlo.constant dense<-1.01526523> : tensor<5x8xf32>
    %cst_12 = stablehlo.constant dense<2.92101908> : tensor<5x8xf32>
    %cst_13 = stablehlo.constant dense<-7.49551868> : tensor<5x8xf32>
    %cst_14 = stablehlo.constant dense<1.297720e+01> : tensor<5x8xf32>
    %cst_15 = stablehlo.constant dense<-10.477664> : tensor<5x8xf32>
    %cst_16 = stablehlo.constant dense<0.563825965> : tensor<5x8xf32>
    %cst_17 = stablehlo.constant dense<-0.274112701> : tensor<5x8xf32>
    %cst_18 = stablehlo.constant dense<3.404880e-01> : tensor<5x8xf32>
    %cst_19 = stablehlo.constant dense<-0.494451523> : tensor<5x8xf32>
    %cst_20 = stablehlo.constant dense<0.621000468> : tensor<5x8xf32>
    %cst_21 = stablehlo.constant dense<-0.582473278> : tensor<5x8xf32>
    %cst_22 = stablehlo.constant dense<0.368742466> : tensor<5x8xf32>
    %cst_23 = stablehlo.constant dense<-0.138703942> : tensor<5x8xf32>
    %cst_24 = stablehlo.constant dense<2.326820e-02> : tensor<5x8xf32>
    %cst_25 = stablehlo.constant dense<2.000000e+00> : tensor<5x8xf32>
    %cst_26 = stablehlo.constant dense<1.000000e+00> : tensor<5x8xf32>
    %cst_27 = stablehlo.constant dense<1.500000e+00> : tensor<f32>
    %cst_28 = stablehlo.constant dense<0.707106769> : tensor<f32>
    %cst_29 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %cst_30 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %cst_31 = stablehlo.constant dense<-0.899999976> : tensor<f32>
    %0:2 = stablehlo.composite "chlo.top_k" %arg1 {composite_attributes = {k = 3 : i64}, decomposition = @chlo.top_k.impl, version = 1 : i32} : (tensor<4x6xf32>) -> (tensor<4x3xf32>, tensor<4x3xi32>)
    %1 = call @clip(%arg0, %cst_31, %cst_30) : (tensor<5x8xf32>, tensor<f32>, tensor<f32>) -> tensor<5x8xf32>
    %2 = stablehlo.composite "chlo.erf" %arg0 {decomposition = @chlo.erf.impl, version = 1 : i32} : (tensor<5x8xf32>) -> tensor<5x8xf32>
    %3 = stablehlo.broadcast_in_dim %cst_29, dims = [] : (tensor<f32>) -> tensor<5x8xf32>
    %4 = stablehlo.multiply %3, %arg0 : tensor<5x8xf32>
    %5 = stablehlo.negate %arg0 : tensor<5x8xf32>
    %6 = stablehlo.broadcast_in_dim %cst_28, dims = [] : (tensor<f32>) -> tensor<5x8xf32>
    %7 = stablehlo.multiply %5, %6 : tensor<5x8xf32>
    %8 = stablehlo.multiply %7, %7 : tensor<5x8xf32>
    %9 = stablehlo.negate %8 : tensor<5x8xf32>
    %10 = stablehlo.abs %7 : tensor<5x8xf32>
    %11 = stablehlo.divide %cst_26, %8 : tensor<5x8xf32>
    %12 = stablehlo.exponential %9 : tensor<5x8xf32>
    %13 = stablehlo.divide %cst_26, %10 : tensor<5x8xf32>
    %14 = stablehlo.multiply %12, %13 : tensor<5x8xf32>
    %15 = stablehlo.compare LT, %10, %cst_25 : (tensor<5x8xf32>, tensor<5x8xf32>) -> tensor<5x8xi1>
    %16 = stablehlo.multiply %cst_24, %11 : tensor<5x8xf32>
    %17 = stablehlo.add %16, %cst_23 : tensor<5x8xf32>
    %18 = stablehlo.multiply %17, %11 : tensor<5x8xf32>
    %19 = stablehlo.add %18, %cst_22 : tensor<5x8xf32>
    %20 = stablehlo.multiply %19, %11 : tensor<5x8xf32>
    %21 = stablehlo.add %20, %cst_21 : tensor<5x8xf32>
    %22 = stablehlo.multiply %21, %11 : tensor<5x8xf32>
    %23 = stablehlo.add %22, %cst_20 : tensor<5x8xf32>
    %24 = stablehlo.multiply %23, %11 : tensor<5x8xf32>
    %25 = stablehlo.add %24, %cst_19 : tensor<5x8xf32>
    %26 = stablehlo.multiply %25, %11 : tensor<5x8xf32>
    %27 = stablehlo.add %26, %cst_18 : tensor<5x8xf32>
    %28 = stablehlo.multiply %27, %11 : tensor<5x8xf32>
    %29 = stablehlo.add %28, %cst_17 : tensor<5x8xf32>
    %30 = stablehlo.multiply %29, %11 : tensor<5x8xf32>
    %31 = stablehlo.add %30, %cst_16 : tensor<5x8xf32>
    %32 = stablehlo.multiply %cst_15, %11 : tensor<5x8xf32>
    %33 = stablehlo.add %32, %cst_14 : tensor<5x8xf32>
    %34 = stablehlo.multiply %33, %11 : tensor<5x8xf32>
    %35 = stablehlo.add %34, %cst_13 : tensor<5x8xf32>
    %36 = stablehlo.multiply %35, %11 : tensor<5x8xf32>
    %37 = stablehlo.add %36, %cst_12 : tensor<5x8xf32>
    %38 = stablehlo.multiply %37, %11 : tensor<5x8xf32>
    %39 = stablehlo.add %38, %cst_11 : tensor<5x8xf32>
    %40 = stablehlo.multiply %39, %11 : tensor<5x8xf32>
    %41 = stablehlo.add %40, %cst_10 : tensor<5x8xf32>
    %42 = stablehlo.multiply %41, %11 : tensor<5x8xf32>
    %43 = stablehlo.add %42, %cst_9 : tensor<5x8xf32>
    %44 = stablehlo.multiply %43, %11 : tensor<5x8xf32>
    %45 = stablehlo.add %44, %cst_8 : tensor<5x8xf32>
    %46 = stablehlo.select %15, %31, %45 : tensor<5x8xi1>, tensor<5x8xf32>
    %47 = stablehlo.multiply %14, %46 : tensor<5x8xf32>
    %48 = stablehlo.compare LT, %9, %cst_7 : (tensor<5x8xf32>, tensor<5x8xf32>) -> tensor<5x8xi1>
    %49 = stablehlo.select %48, %cst_6, %47 : tensor<5x8xi1>, tensor<5x8xf32>
    %50 = stablehlo.compare LT, %7, %cst_6 : (tensor<5x8xf32>, tensor<5x8xf32>) -> tensor<5x8xi1>
    %51 = stablehlo.subtract %cst_25, %49 : tensor<5x8xf32>
    %52 = stablehlo.select %50, %51, %49 : tensor<5x8xi1>, tensor<5x8xf32>
    %53 = stablehlo.multiply %7, %7 : tensor<5x8xf32>
    %54 = stablehlo.multiply %cst_5, %53 : tensor<5x8xf32>
    %55 = stablehlo.add %54, %cst_4 : tensor<5x8xf32>
    %56 = stablehlo.multiply %55, %53 : tensor<5x8xf32>
    %57 = stablehlo.add %56, %cst_3 : tensor<5x8xf32>
    %58 = stablehlo.multiply %57, %53 : tensor<5x8xf32>
    %59 = stablehlo.add %58, %cst_2 : tensor<5x8xf32>
    %60 = stablehlo.multiply %59, %53 : tensor<5x8xf32>
    %61 = stablehlo.add %60, %cst_1 : tensor<5x8xf32>
    %62 = stablehlo.multiply %61, %53 : tensor<5x8xf32>
    %63 = stablehlo.add %62, %cst_0 : tensor<5x8xf32>
    %64 = stablehlo.multiply %63, %53 : tensor<5x8xf32>
    %65 = stablehlo.add %64, %cst : tensor<5x8xf32>
    %66 = stablehlo.multiply %7, %65 : tensor<5x8xf32>
    %67 = stablehlo.subtract %cst_26, %66 : tensor<5x8xf32>
    %68 = stablehlo.abs %7 : tensor<5x8xf32>
    %69 = stablehlo.compare LT, %68, %cst_26 : (tensor<5x8xf32>, tensor<5x8xf32>) -> tensor<5x8xi1>
    %70 = stablehlo.select %69, %67, %52 : tensor<5x8xi1>, tensor<5x8xf32>
    %71 = stablehlo.multiply %4, %70 : tensor<5x8xf32>
    %72 = stablehlo.composite "chlo.acos" %1 {decomposition = @chlo.acos.impl, version = 1 : i32} : (tensor<5x8xf32>) -> tensor<5x8xf32>
    %73 = stablehlo.composite "chlo.asin" %1 {decomposition = @chlo.asin.impl, version = 1 : i32} : (tensor<5x8xf32>) -> tensor<5x8xf32>
    %74 = stablehlo.atan2 %arg0, %cst_26 : tensor<5x8xf32>
    %75 = stablehlo.composite "chlo.atanh" %1 {decomposition = @chlo.atanh.impl, version = 1 : i32} : (tensor<5x8xf32>) -> tensor<5x8xf32>
    %76 = stablehlo.multiply %arg0, %arg0 : tensor<5x8xf32>
    %77 = stablehlo.broadcast_in_dim %cst_27, dims = [] : (tensor<f32>) -> tensor<5x8xf32>
    %78 = stablehlo.add %77, %76 : tensor<5x8xf32>
    %79 = call @arccosh(%78) : (tensor<5x8xf32>) -> tensor<5x8xf32>
    %80 = stablehlo.composite "chlo.asinh" %arg0 {decomposition = @chlo.asinh.impl, version = 1 : i32} : (tensor<5x8xf32>) -> tensor<5x8xf32>
    %81 = stablehlo.composite "chlo.sinh" %arg0 {decomposition = @chlo.sinh.impl, version = 1 : i32} : (tensor<5x8xf32>) -> tensor<5x8xf32>
    %82 = stablehlo.composite "chlo.cosh" %arg0 {decomposition = @chlo.cosh.impl, version = 1 : i32} : (tensor<5x8xf32>) -> tensor<5x8xf32>
    return %2, %71, %72, %73, %74, %75, %79, %80, %81, %82, %0#0, %0#1 : tensor<5x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>, tensor<4x3xf32>, tensor<4x3xi32>
  }
  func.func private @chlo.cosh.impl(%arg0: tensor<5x8xf32>) -> tensor<5x8xf32> {
    %cst = stablehlo.constant dense<5.000000e-01> : tensor<5x8xf32>
    %0 = stablehlo.log %cst : tensor<5x8xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<5x8xf32>
    %2 = stablehlo.exponential %1 : tensor<5x8xf32>
    %3 = stablehlo.subtract %0, %arg0 : tensor<5x8xf32>
    %4 = stablehlo.exponential %3 : tensor<5x8xf32>
    %5 = stablehlo.add %2, %4 : tensor<5x8xf32>
    return %5 : tensor<5x8xf32>
  }
  func.func private @chlo.sinh.impl(%arg0: tensor<5x8xf32>) -> tensor<5x8xf32> {
    %cst = stablehlo.constant dense<1.000000e+00> : tensor<5x8xf32>
    %cst_0 = stablehlo.constant dense<5.000000e-01> : tensor<5x8xf32>
    %0 = stablehlo.log %cst_0 : tensor<5x8xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<5x8xf32>
    %2 = stablehlo.exponential %1 : tensor<5x8xf32>
    %3 = stablehlo.subtract %0, %arg0 : tensor<5x8xf32>
    %4 = stablehlo.exponential %3 : tensor<5x8xf32>
    %5 = stablehlo.subtract %2, %4 : tensor<5x8xf32>
    %6 = stablehlo.exponential_minus_one %arg0 : tensor<5x8xf32>
    %7 = stablehlo.add %6, %cst : tensor<5x8xf32>
    %8 = stablehlo.divide %6, %7 : tensor<5x8xf32>
    %9 = stablehlo.add %6, %8 : tensor<5x8xf32>
    %10 = stablehlo.multiply %cst_0, %9 : tensor<5x8xf32>
    %11 = stablehlo.abs %arg0 : tensor<5x8xf32>
    %12 = stablehlo.compare LT, %11, %cst : (tensor<5x8xf32>, tensor<5x8xf32>) -> tensor<5x8xi1>
    %13 = stablehlo.select %12, %10, %5 : tensor<5x8xi1>, tensor<5x8xf32>
    return %13 : tensor<5x8xf32>
  }
  func.func private @chlo.asinh.impl(%arg0: tensor<5x8xf32>) -> tensor<5x8xf32> {
    %cst = stablehlo.constant dense<1.000000e+00> : tensor<5x8xf32>
    %cst_0 = stablehlo.constant dense<2.000000e+00> : tensor<5x8xf32>
    %cst_1 = stablehlo.constant dense<3.40282347E+38> : tensor<5x8xf32>
    %0 = stablehlo.sign %arg0 : tensor<5x8xf32>
    %1 = stablehlo.abs %arg0 : tensor<5x8xf32>
    %2 = stablehlo.sqrt %cst_1 : tensor<5x8xf32>
    %3 = stablehlo.compare GE, %1, %2 : (tensor<5x8xf32>, tensor<5x8xf32>) -> tensor<5x8xi1>
    %4 = stablehlo.log %cst_0 : tensor<5x8xf32>
    %5 = stablehlo.log %1 : tensor<5x8xf32>
    %6 = stablehlo.add %4, %5 : tensor<5x8xf32>
    %7 = stablehlo.multiply %1, %1 : tensor<5x8xf32>
    %8 = stablehlo.add %cst, %7 : tensor<5x8xf32>
    %9 = stablehlo.sqrt %8 : tensor<5x8xf32>
    %10 = stablehlo.add %cst, %9 : tensor<5x8xf32>
    %11 = stablehlo.divide %7, %10 : tensor<5x8xf32>
    %12 = stablehlo.add %1, %11 : tensor<5x8xf32>
    %13 = stablehlo.log_plus_one %12 : tensor<5x8xf32>
    %14 = stablehlo.select %3, %6, %13 : tensor<5x8xi1>, tensor<5x8xf32>
    %15 = stablehlo.multiply %0, %14 : tensor<5x8xf32>
    return %15 : tensor<5x8xf32>
  }
  func.func private @chlo.atanh.impl(%arg0: tensor<5x8xf32>) -> tensor<5x8xf32> {
    %cst = stablehlo.constant dense<5.000000e-01> : tensor<5x8xf32>
    %cst_0 = stablehlo.constant dense<0x7FC00000> : tensor<5x8xf32>
    %cst_1 = stablehlo.constant dense<1.000000e+00> : tensor<5x8xf32>
    %0 = stablehlo.abs %arg0 : tensor<5x8xf32>
    %1 = stablehlo.compare GT, %0, %cst_1 : (tensor<5x8xf32>, tensor<5x8xf32>) -> tensor<5x8xi1>
    %2 = stablehlo.log_plus_one %arg0 : tensor<5x8xf32>
    %3 = stablehlo.negate %arg0 : tensor<5x8xf32>
    %4 = stablehlo.log_plus_one %3 : tensor<5x8xf32>
    %5 = stablehlo.subtract %2, %4 : tensor<5x8xf32>
    %6 = stablehlo.multiply %5, %cst : tensor<5x8xf32>
    %7 = stablehlo.select %1, %cst_0, %6 : tensor<5x8xi1>, tensor<5x8xf32>
    return %7 : tensor<5x8xf32>
  }
  func.func private @chlo.asin.impl(%arg0: tensor<5x8xf32>) -> tensor<5x8xf32> {
    %cst = stablehlo.constant dense<1.000000e+00> : tensor<5x8xf32>
    %0 = stablehlo.subtract %cst, %arg0 : tensor<5x8xf32>
    %1 = stablehlo.add %cst, %arg0 : tensor<5x8xf32>
    %2 = stablehlo.multiply %0, %1 : tensor<5x8xf32>
    %3 = stablehlo.sqrt %2 : tensor<5x8xf32>
    %4 = stablehlo.add %cst, %3 : tensor<5x8xf32>
    %5 = stablehlo.atan2 %arg0, %4 : tensor<5x8xf32>
    %6 = stablehlo.add %5, %5 : tensor<5x8xf32>
    return %6 : tensor<5x8xf32>
  }
  func.func private @chlo.acos.impl(%arg0: tensor<5x8xf32>) -> tensor<5x8xf32> {
    %cst = stablehlo.constant dense<1.000000e+00> : tensor<5x8xf32>
    %0 = stablehlo.subtract %cst, %arg0 : tensor<5x8xf32>
    %1 = stablehlo.add %cst, %arg0 : tensor<5x8xf32>
    %2 = stablehlo.multiply %0, %1 : tensor<5x8xf32>
    %3 = stablehlo.sqrt %2 : tensor<5x8xf32>
    %4 = stablehlo.atan2 %3, %arg0 : tensor<5x8xf32>
    return %4 : tensor<5x8xf32>
  }
  func.func private @chlo.erf.impl(%arg0: tensor<5x8xf32>) -> tensor<5x8xf32> {
    %cst = stablehlo.constant dense<1.000000e+00> : tensor<5x8xf32>
    %cst_0 = stablehlo.constant dense<-1.000000e+00> : tensor<5x8xf32>
    %cst_1 = stablehlo.constant dense<-0.0142647391> : tensor<5x8xf32>
    %cst_2 = stablehlo.constant dense<-0.00737332925> : tensor<5x8xf32>
    %cst_3 = stablehlo.constant dense<-0.00168282702> : tensor<5x8xf32>
    %cst_4 = stablehlo.constant dense<-2.13374049E-4> : tensor<5x8xf32>
    %cst_5 = stablehlo.constant dense<-1.45660715E-5> : tensor<5x8xf32>
    %cst_6 = stablehlo.constant dense<-0.0160960332> : tensor<5x8xf32>
    %cst_7 = stablehlo.constant dense<-2.954600e-03> : tensor<5x8xf32>
    %cst_8 = stablehlo.constant dense<-7.34990637E-4> : tensor<5x8xf32>
    %cst_9 = stablehlo.constant dense<-5.69250624E-5> : tensor<5x8xf32>
    %cst_10 = stablehlo.constant dense<-2.10102394E-6> : tensor<5x8xf32>
    %cst_11 = stablehlo.constant dense<2.77068146E-8> : tensor<5x8xf32>
    %cst_12 = stablehlo.constant dense<-2.72614237E-10> : tensor<5x8xf32>
    %cst_13 = stablehlo.constant dense<-4.000000e+00> : tensor<5x8xf32>
    %cst_14 = stablehlo.constant dense<4.000000e+00> : tensor<5x8xf32>
    %0 = stablehlo.clamp %cst_13, %arg0, %cst_14 : tensor<5x8xf32>
    %1 = stablehlo.multiply %0, %0 : tensor<5x8xf32>
    %2 = stablehlo.multiply %cst_12, %1 : tensor<5x8xf32>
    %3 = stablehlo.add %2, %cst_11 : tensor<5x8xf32>
    %4 = stablehlo.multiply %3, %1 : tensor<5x8xf32>
    %5 = stablehlo.add %4, %cst_10 : tensor<5x8xf32>
    %6 = stablehlo.multiply %5, %1 : tensor<5x8xf32>
    %7 = stablehlo.add %6, %cst_9 : tensor<5x8xf32>
    %8 = stablehlo.multiply %7, %1 : tensor<5x8xf32>
    %9 = stablehlo.add %8, %cst_8 : tensor<5x8xf32>
    %10 = stablehlo.multiply %9, %1 : tensor<5x8xf32>
    %11 = stablehlo.add %10, %cst_7 : tensor<5x8xf32>
    %12 = stablehlo.multiply %11, %1 : tensor<5x8xf32>
    %13 = stablehlo.add %12, %cst_6 : tensor<5x8xf32>
    %14 = stablehlo.multiply %cst_5, %1 : tensor<5x8xf32>
    %15 = stablehlo.add %14, %cst_4 : tensor<5x8xf32>
    %16 = stablehlo.multiply %15, %1 : tensor<5x8xf32>
    %17 = stablehlo.add %16, %cst_3 : tensor<5x8xf32>
    %18 = stablehlo.multiply %17, %1 : tensor<5x8xf32>
    %19 = stablehlo.add %18, %cst_2 : tensor<5x8xf32>
    %20 = stablehlo.multiply %19, %1 : tensor<5x8xf32>
    %21 = stablehlo.add %20, %cst_1 : tensor<5x8xf32>
    %22 = stablehlo.multiply %0, %13 : tensor<5x8xf32>
    %23 = stablehlo.divide %22, %21 : tensor<5x8xf32>
    %24 = stablehlo.clamp %cst_0, %23, %cst : tensor<5x8xf32>
    return %24 : tensor<5x8xf32>
  }
  func.func private @chlo.top_k.impl(%arg0: tensor<4x6xf32>) -> (tensor<4x3xf32>, tensor<4x3xi32>) {
    %0 = stablehlo.iota dim = 1 : tensor<4x6xi32>
    %1:2 = "stablehlo.sort"(%arg0, %0) <{dimension = 1 : i64, is_stable = true}> ({
    ^bb0(%arg1: tensor<f32>, %arg2: tensor<f32>, %arg3: tensor<i32>, %arg4: tensor<i32>):
      %4 = stablehlo.compare GT, %arg1, %arg2, TOTALORDER : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %4 : tensor<i1>
    }) : (tensor<4x6xf32>, tensor<4x6xi32>) -> (tensor<4x6xf32>, tensor<4x6xi32>)
    %2 = stablehlo.slice %1#0 [0:4, 0:3] : (tensor<4x6xf32>) -> tensor<4x3xf32>
    %3 = stablehlo.slice %1#1 [0:4, 0:3] : (tensor<4x6xi32>) -> tensor<4x3xi32>
    return %2, %3 : tensor<4x3xf32>, tensor<4x3xi32>
  }
  func.func private @clip(%arg0: tensor<5x8xf32>, %arg1: tensor<f32>, %arg2: tensor<f32>) -> tensor<5x8xf32> {
    %0 = stablehlo.convert %arg1 : tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<5x8xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<5x8xf32>
    %3 = stablehlo.convert %arg2 : tensor<f32>
    %4 = stablehlo.broadcast_in_dim %3, dims = [] : (tensor<f32>) -> tensor<5x8xf32>
    %5 = stablehlo.minimum %4, %2 : tensor<5x8xf32>
    return %5 : tensor<5x8xf32>
  }
  func.func private @arccosh(%arg0: tensor<5x8xf32>) -> tensor<5x8xf32> {
    %0 = stablehlo.composite "chlo.acosh" %arg0 {decomposition = @chlo.acosh.impl, version = 1 : i32} : (tensor<5x8xf32>) -> tensor<5x8xf32>
    return %0 : tensor<5x8xf32>
  }
  func.func private @chlo.acosh.impl(%arg0: tensor<5x8xf32>) -> tensor<5x8xf32> {
    %cst = stablehlo.constant dense<1.000000e+00> : tensor<5x8xf32>
    %cst_0 = stablehlo.constant dense<3.40282347E+38> : tensor<5x8xf32>
    %cst_1 = stablehlo.constant dense<2.000000e+00> : tensor<5x8xf32>
    %0 = stablehlo.divide %cst_0, %cst_1 : tensor<5x8xf32>
    %1 = stablehlo.compare GE, %arg0, %0 : (tensor<5x8xf32>, tensor<5x8xf32>) -> tensor<5x8xi1>
    %2 = stablehlo.log %cst_1 : tensor<5x8xf32>
    %3 = stablehlo.log %arg0 : tensor<5x8xf32>
    %4 = stablehlo.add %2, %3 : tensor<5x8xf32>
    %5 = stablehlo.subtract %arg0, %cst : tensor<5x8xf32>
    %6 = stablehlo.sqrt %5 : tensor<5x8xf32>
    %7 = stablehlo.add %arg0, %cst : tensor<5x8xf32>
    %8 = stablehlo.sqrt %7 : tensor<5x8xf32>
    %9 = stablehlo.add %8, %6 : tensor<5x8xf32>
    %10 = stablehlo.multiply %6, %9 : tensor<5x8xf32>
    %11 = stablehlo.log_plus_one %10 : tensor<5x8xf32>
    %12 = stablehlo.select %1, %4, %11 : tensor<5x8xi1>, tensor<5x8xf32>
    return %12 : tensor<5x8xf32>
  }
}
