module @jit_sort_topk_scatter attributes {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
  func.func public @main() -> (tensor<8xi32> {jax.result_info = "result['best']"}, tensor<8xi32> {jax.result_info = "result['by_shop']"}, tensor<i32> {jax.result_info = "result['half']"}, tensor<8xi32> {jax.result_info = "result['rebate']"}, tensor<10xi32> {jax.result_info = "result['running']"}, tensor<32xui32> {jax.result_info = "result['sold']"}, tensor<200xui8> {jax.result_info = "result['sorted_items']"}, tensor<200xi32> {jax.result_info = "result['sorted_revenue']"}, tensor<200xi32> {jax.result_info = "result['sorted_shops']"}, tensor<10xi32> {jax.result_info = "result['top']"}, tensor<32xui32> {jax.result_info = "result['weights']"}) {
    %c = stablehlo.constant dense<[1274, 1315, 1568, 384, 1683, 749, 123, 74, 179, 145, 1299, 319, 1064, 367, 1503, 1677, 1675, 491, 883, 1651, 1620, 17, 1334, 120, 1269, 126, 1160, 1863, 816, 1635, 593, 36]> : tensor<32xi32>
    %c_0 = stablehlo.constant dense<"0x0500000006000000000000000600000003000000040000000500000002000000070000000000000002000000030000000400000003000000010000000000000000000000000000000100000007000000010000000500000006000000010000000200000003000000020000000700000001000000070000000600000006000000000000000300000005000000030000000500000005000000050000000000000007000000040000000700000002000000020000000700000001000000000000000200000005000000000000000600000002000000010000000400000007000000070000000600000002000000000000000600000005000000060000000000000000000000040000000200000003000000070000000100000004000000020000000200000006000000010000000200000000000000010000000200000005000000040000000300000001000000060000000600000001000000000000000200000001000000060000000400000004000000020000000400000007000000010000000600000000000000020000000700000006000000000000000600000006000000030000000200000007000000070000000500000003000000010000000700000002000000040000000500000001000000020000000500000001000000050000000700000005000000050000000300000007000000010000000200000005000000050000000000000001000000050000000600000005000000070000000300000002000000060000000000000001000000010000000300000001000000060000000600000003000000000000000500000000000000040000000100000007000000050000000700000004000000050000000300000006000000000000000100000002000000050000000300000006000000070000000300000003000000040000000500000003000000040000000700000005000000020000000300000003000000010000000000000006000000030000000200000005000000040000000700000004000000070000000400000002000000020000000700000004000000010000000600000006000000000000000100000005000000030000000200000000000000"> : tensor<200xi32>
    %c_1 = stablehlo.constant dense<"0x061B1A1A12040A101F08110F101116031F1B18080E0E090117001806140A071D0F1C060F0B0E00150B1B060A0119110C1D131E171210061619160D00170119040906110608011F060613041C190B0C0B170D091504190D1E080C1B16010A001A0D07171B03100B171D11170A120F170107011F100F0F011A1B0013110C0F1C130F1716101A12130F12131C070B110A151A06011F1017181E01091F0E0C0800011F000407091B0A050C160E0703020F0612150C100111050E03080D0F001D0D0606170E080E06050A"> : tensor<200xui8>
    %c_2 = stablehlo.constant dense<"0x60000A0037005D002E0025003800120045000100390006000300160048002A002A003C0007006200310059004B0018001F003D0054005C0031000B0063005500470028000E004E001500200056003E001E0033003D000B001C004C003F005200490030001E00270014005E00040026000700580041002A004F0025002F0024004C00060037001C006100170028000700320036004B002C00190003005B0010004D005B0021000E004500250004005F005A000C004800290007005000550002000B0007005F005D00530044000A001A00340030000B001900460059000B005F00200008005B003400420013005B00290025004A004B004700180013003900210004002B004D0027002900440061004F000F00220036002C00170007004100250020005E00530032005A0038005B003D00240039004500500061001A000B0020003A0058005B0032000500600017000E0016004E0035002F0023002F00480058005F000D004A0033002500190007002200170051005900280027004E0010000200150063002C005F00040044001B001400"> : tensor<200xi16>
    %0 = stablehlo.convert %c_1 : (tensor<200xui8>) -> tensor<200xi32>
    %c_3 = stablehlo.constant dense<0> : tensor<i32>
    %1 = stablehlo.broadcast_in_dim %c_3, dims = [] : (tensor<i32>) -> tensor<200xi32>
    %2 = stablehlo.compare LT, %0, %1, SIGNED : (tensor<200xi32>, tensor<200xi32>) -> tensor<200xi1>
    %c_4 = stablehlo.constant dense<32> : tensor<i32>
    %3 = stablehlo.broadcast_in_dim %c_4, dims = [] : (tensor<i32>) -> tensor<200xi32>
    %4 = stablehlo.add %0, %3 : tensor<200xi32>
    %5 = stablehlo.select %2, %4, %0 : tensor<200xi1>, tensor<200xi32>
    %6 = stablehlo.broadcast_in_dim %5, dims = [0] : (tensor<200xi32>) -> tensor<200x1xi32>
    %7 = "stablehlo.gather"(%c, %6) <{dimension_numbers = #stablehlo.gather<collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, indices_are_sorted = false, slice_sizes = array<i64: 1>}> : (tensor<32xi32>, tensor<200x1xi32>) -> tensor<200xi32>
    %8 = stablehlo.convert %c_2 : (tensor<200xi16>) -> tensor<200xi32>
    %9 = stablehlo.multiply %7, %8 : tensor<200xi32>
    %c_5 = stablehlo.constant dense<0> : tensor<i32>
    %10 = stablehlo.broadcast_in_dim %c_5, dims = [] : (tensor<i32>) -> tensor<8xi32>
    %11 = stablehlo.broadcast_in_dim %c_0, dims = [0] : (tensor<200xi32>) -> tensor<200x1xi32>
    %12 = "stablehlo.scatter"(%10, %11, %9) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%arg0: tensor<i32>, %arg1: tensor<i32>):
      %51 = stablehlo.add %arg0, %arg1 : tensor<i32>
      stablehlo.return %51 : tensor<i32>
    }) : (tensor<8xi32>, tensor<200x1xi32>, tensor<200xi32>) -> tensor<8xi32>
    %c_6 = stablehlo.constant dense<-2147483648> : tensor<i32>
    %13 = stablehlo.broadcast_in_dim %c_6, dims = [] : (tensor<i32>) -> tensor<8xi32>
    %14 = stablehlo.broadcast_in_dim %c_0, dims = [0] : (tensor<200xi32>) -> tensor<200x1xi32>
    %15 = "stablehlo.scatter"(%13, %14, %9) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%arg0: tensor<i32>, %arg1: tensor<i32>):
      %51 = stablehlo.maximum %arg0, %arg1 : tensor<i32>
      stablehlo.return %51 : tensor<i32>
    }) : (tensor<8xi32>, tensor<200x1xi32>, tensor<200xi32>) -> tensor<8xi32>
    %c_7 = stablehlo.constant dense<0> : tensor<ui32>
    %16 = stablehlo.broadcast_in_dim %c_7, dims = [] : (tensor<ui32>) -> tensor<32xui32>
    %17 = stablehlo.convert %c_2 : (tensor<200xi16>) -> tensor<200xui32>
    %18 = stablehlo.convert %c_1 : (tensor<200xui8>) -> tensor<200xi32>
    %19 = stablehlo.broadcast_in_dim %18, dims = [0] : (tensor<200xi32>) -> tensor<200x1xi32>
    %20 = "stablehlo.scatter"(%16, %19, %17) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%arg0: tensor<ui32>, %arg1: tensor<ui32>):
      %51 = stablehlo.add %arg0, %arg1 : tensor<ui32>
      stablehlo.return %51 : tensor<ui32>
    }) : (tensor<32xui32>, tensor<200x1xi32>, tensor<200xui32>) -> tensor<32xui32>
    %21:3 = "stablehlo.sort"(%c_0, %c_1, %9) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%arg0: tensor<i32>, %arg1: tensor<i32>, %arg2: tensor<ui8>, %arg3: tensor<ui8>, %arg4: tensor<i32>, %arg5: tensor<i32>):
      %51 = stablehlo.compare LT, %arg2, %arg3, UNSIGNED : (tensor<ui8>, tensor<ui8>) -> tensor<i1>
      %52 = stablehlo.compare LT, %arg0, %arg1, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %53 = stablehlo.compare EQ, %arg0, %arg1, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %54 = stablehlo.and %53, %51 : tensor<i1>
      %55 = stablehlo.or %52, %54 : tensor<i1>
      stablehlo.return %55 : tensor<i1>
    }) : (tensor<200xi32>, tensor<200xui8>, tensor<200xi32>) -> (tensor<200xi32>, tensor<200xui8>, tensor<200xi32>)
    %22 = stablehlo.negate %9 : tensor<200xi32>
    %23 = call @argsort(%22) : (tensor<200xi32>) -> tensor<200xi32>
    %24 = stablehlo.slice %23 [0:10] : (tensor<200xi32>) -> tensor<10xi32>
    %c_8 = stablehlo.constant dense<0> : tensor<i32>
    %25 = stablehlo.broadcast_in_dim %c_8, dims = [] : (tensor<i32>) -> tensor<10xi32>
    %26 = stablehlo.compare LT, %24, %25, SIGNED : (tensor<10xi32>, tensor<10xi32>) -> tensor<10xi1>
    %c_9 = stablehlo.constant dense<200> : tensor<i32>
    %27 = stablehlo.broadcast_in_dim %c_9, dims = [] : (tensor<i32>) -> tensor<10xi32>
    %28 = stablehlo.add %24, %27 : tensor<10xi32>
    %29 = stablehlo.select %26, %28, %24 : tensor<10xi1>, tensor<10xi32>
    %30 = stablehlo.broadcast_in_dim %29, dims = [0] : (tensor<10xi32>) -> tensor<10x1xi32>
    %31 = "stablehlo.gather"(%9, %30) <{dimension_numbers = #stablehlo.gather<collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, indices_are_sorted = false, slice_sizes = array<i64: 1>}> : (tensor<200xi32>, tensor<10x1xi32>) -> tensor<10xi32>
    %32 = call @cumsum(%31) : (tensor<10xi32>) -> tensor<10xi32>
    %33 = call @cumsum_1(%9) : (tensor<200xi32>) -> tensor<200xi32>
    %c_10 = stablehlo.constant dense<0> : tensor<i32>
    %34 = stablehlo.reduce(%9 init: %c_10) applies stablehlo.add across dimensions = [0] : (tensor<200xi32>, tensor<i32>) -> tensor<i32>
    %c_11 = stablehlo.constant dense<2> : tensor<i32>
    %35 = call @floor_divide(%34, %c_11) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %36 = call @searchsorted(%33, %35) : (tensor<200xi32>, tensor<i32>) -> tensor<i32>
    %37 = stablehlo.slice %12 [0:1] : (tensor<8xi32>) -> tensor<1xi32>
    %38 = stablehlo.reshape %37 : (tensor<1xi32>) -> tensor<i32>
    %39 = stablehlo.slice %12 [1:2] : (tensor<8xi32>) -> tensor<1xi32>
    %40 = stablehlo.reshape %39 : (tensor<1xi32>) -> tensor<i32>
    %41 = stablehlo.compare GT, %38, %40, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %42 = stablehlo.convert %41 : (tensor<i1>) -> tensor<i32>
    %43 = "stablehlo.case"(%42) ({
      %51 = stablehlo.negate %12 : tensor<8xi32>
      %c_15 = stablehlo.constant dense<7> : tensor<i32>
      %52 = func.call @remainder(%51, %c_15) : (tensor<8xi32>, tensor<i32>) -> tensor<8xi32>
      stablehlo.return %52 : tensor<8xi32>
    }, {
      %c_15 = stablehlo.constant dense<10> : tensor<i32>
      %51 = func.call @floor_divide_4(%12, %c_15) : (tensor<8xi32>, tensor<i32>) -> tensor<8xi32>
      stablehlo.return %51 : tensor<8xi32>
    }) : (tensor<i32>) -> tensor<8xi32>
    %44 = call @argmax(%12) : (tensor<8xi32>) -> tensor<i32>
    %c_12 = stablehlo.constant dense<4> : tensor<i32>
    %45 = call @remainder_6(%44, %c_12) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %c_13 = stablehlo.constant dense<0> : tensor<i32>
    %c_14 = stablehlo.constant dense<3> : tensor<i32>
    %46 = stablehlo.clamp %c_13, %45, %c_14 : tensor<i32>
    %47 = "stablehlo.case"(%46) ({
      stablehlo.return %20 : tensor<32xui32>
    }, {
      %51 = stablehlo.reverse %20, dims = [0] : tensor<32xui32>
      stablehlo.return %51 : tensor<32xui32>
    }, {
      %51 = func.call @cummax(%20) : (tensor<32xui32>) -> tensor<32xui32>
      stablehlo.return %51 : tensor<32xui32>
    }, {
      %c_15 = stablehlo.constant dense<3> : tensor<ui32>
      %51 = stablehlo.broadcast_in_dim %c_15, dims = [] : (tensor<ui32>) -> tensor<32xui32>
      %52 = stablehlo.shift_left %20, %51 : tensor<32xui32>
      stablehlo.return %52 : tensor<32xui32>
    }) : (tensor<i32>) -> tensor<32xui32>
    %48 = stablehlo.popcnt %20 : tensor<32xui32>
    %49 = stablehlo.count_leading_zeros %20 : tensor<32xui32>
    %50 = stablehlo.xor %48, %49 : tensor<32xui32>
    return %15, %12, %36, %43, %32, %47, %21#1, %21#2, %21#0, %24, %50 : tensor<8xi32>, tensor<8xi32>, tensor<i32>, tensor<8xi32>, tensor<10xi32>, tensor<32xui32>, tensor<200xui8>, tensor<200xi32>, tensor<200xi32>, tensor<10xi32>, tensor<32xui32>
  }
  func.func private @argsort(%arg0: tensor<200xi32>) -> tensor<200xi32> {
    %0 = stablehlo.iota dim = 0 : tensor<200xi32>
    %1:2 = "stablehlo.sort"(%arg0, %0) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%arg1: tensor<i32>, %arg2: tensor<i32>, %arg3: tensor<i32>, %arg4: tensor<i32>):
      %2 = stablehlo.compare LT, %arg1, %arg2, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %2 : tensor<i1>
    }) : (tensor<200xi32>, tensor<200xi32>) -> (tensor<200xi32>, tensor<200xi32>)
    return %1#1 : tensor<200xi32>
  }
  func.func private @cumsum(%arg0: tensor<10xi32>) -> tensor<10xi32> {
    %0 = call @cumsum_0(%arg0) : (tensor<10xi32>) -> tensor<10xi32>
    return %0 : tensor<10xi32>
  }
  func.func private @cumsum_0(%arg0: tensor<10xi32>) -> tensor<10xi32> {
    %c = stablehlo.constant dense<0> : tensor<i32>
    %0 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<i32>
    %1 = "stablehlo.reduce_window"(%arg0, %0) <{base_dilations = array<i64: 1>, padding = dense<[[9, 0]]> : tensor<1x2xi64>, window_dilations = array<i64: 1>, window_dimensions = array<i64: 10>, window_strides = array<i64: 1>}> ({
    ^bb0(%arg1: tensor<i32>, %arg2: tensor<i32>):
      %2 = stablehlo.add %arg1, %arg2 : tensor<i32>
      stablehlo.return %2 : tensor<i32>
    }) : (tensor<10xi32>, tensor<i32>) -> tensor<10xi32>
    return %1 : tensor<10xi32>
  }
  func.func private @cumsum_1(%arg0: tensor<200xi32>) -> tensor<200xi32> {
    %0 = call @cumsum_2(%arg0) : (tensor<200xi32>) -> tensor<200xi32>
    return %0 : tensor<200xi32>
  }
  func.func private @cumsum_2(%arg0: tensor<200xi32>) -> tensor<200xi32> {
    %c = stablehlo.constant dense<0> : tensor<i32>
    %0 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<i32>
    %1 = "stablehlo.reduce_window"(%arg0, %0) <{base_dilations = array<i64: 1>, padding = dense<[[199, 0]]> : tensor<1x2xi64>, window_dilations = array<i64: 1>, window_dimensions = array<i64: 200>, window_strides = array<i64: 1>}> ({
    ^bb0(%arg1: tensor<i32>, %arg2: tensor<i32>):
      %2 = stablehlo.add %arg1, %arg2 : tensor<i32>
      stablehlo.return %2 : tensor<i32>
    }) : (tensor<200xi32>, tensor<i32>) -> tensor<200xi32>
    return %1 : tensor<200xi32>
  }
  func.func private @floor_divide(%arg0: tensor<i32>, %arg1: tensor<i32>) -> tensor<i32> {
    %0 = stablehlo.convert %arg1 : tensor<i32>
    %1 = stablehlo.divide %arg0, %0 : tensor<i32>
    %2 = stablehlo.sign %arg0 : tensor<i32>
    %3 = stablehlo.sign %0 : tensor<i32>
    %4 = stablehlo.compare NE, %2, %3, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %5 = stablehlo.remainder %arg0, %0 : tensor<i32>
    %c = stablehlo.constant dense<0> : tensor<i32>
    %6 = stablehlo.compare NE, %5, %c, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %7 = stablehlo.and %4, %6 : tensor<i1>
    %c_0 = stablehlo.constant dense<1> : tensor<i32>
    %8 = stablehlo.subtract %1, %c_0 : tensor<i32>
    %9 = call @_where(%7, %8, %1) : (tensor<i1>, tensor<i32>, tensor<i32>) -> tensor<i32>
    return %9 : tensor<i32>
  }
  func.func private @_where(%arg0: tensor<i1>, %arg1: tensor<i32>, %arg2: tensor<i32>) -> tensor<i32> {
    %0 = stablehlo.select %arg0, %arg1, %arg2 : tensor<i1>, tensor<i32>
    return %0 : tensor<i32>
  }
  func.func private @searchsorted(%arg0: tensor<200xi32>, %arg1: tensor<i32>) -> tensor<i32> {
    %0 = call @_searchsorted_scan_impl(%arg0, %arg1) : (tensor<200xi32>, tensor<i32>) -> tensor<i32>
    return %0 : tensor<i32>
  }
  func.func private @_searchsorted_scan_impl(%arg0: tensor<200xi32>, %arg1: tensor<i32>) -> tensor<i32> {
    %c = stablehlo.constant dense<0> : tensor<ui32>
    %c_0 = stablehlo.constant dense<200> : tensor<ui32>
    %c_1 = stablehlo.constant dense<0> : tensor<i32>
    %0:5 = stablehlo.while(%iterArg = %arg0, %iterArg_2 = %arg1, %iterArg_3 = %c_1, %iterArg_4 = %c, %iterArg_5 = %c_0) : tensor<200xi32>, tensor<i32>, tensor<i32>, tensor<ui32>, tensor<ui32>
    cond {
      %c_6 = stablehlo.constant dense<8> : tensor<i32>
      %2 = stablehlo.compare LT, %iterArg_3, %c_6, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %2 : tensor<i1>
    } do {
      %2:2 = func.call @closed_call(%iterArg, %iterArg_2, %iterArg_4, %iterArg_5) : (tensor<200xi32>, tensor<i32>, tensor<ui32>, tensor<ui32>) -> (tensor<ui32>, tensor<ui32>)
      %c_6 = stablehlo.constant dense<1> : tensor<i32>
      %3 = stablehlo.add %iterArg_3, %c_6 : tensor<i32>
      stablehlo.return %iterArg, %iterArg_2, %3, %2#0, %2#1 : tensor<200xi32>, tensor<i32>, tensor<i32>, tensor<ui32>, tensor<ui32>
    }
    %1 = stablehlo.convert %0#4 : (tensor<ui32>) -> tensor<i32>
    return %1 : tensor<i32>
  }
  func.func private @closed_call(%arg0: tensor<200xi32>, %arg1: tensor<i32>, %arg2: tensor<ui32>, %arg3: tensor<ui32>) -> (tensor<ui32>, tensor<ui32>) {
    %0 = stablehlo.subtract %arg3, %arg2 : tensor<ui32>
    %c = stablehlo.constant dense<2> : tensor<i32>
    %1 = call @floor_divide_3(%0, %c) : (tensor<ui32>, tensor<i32>) -> tensor<ui32>
    %2 = stablehlo.add %arg2, %1 : tensor<ui32>
    %3 = stablehlo.dynamic_slice %arg0, %2, sizes = [1] : (tensor<200xi32>, tensor<ui32>) -> tensor<1xi32>
    %4 = stablehlo.reshape %3 : (tensor<1xi32>) -> tensor<i32>
    %5 = stablehlo.compare LE, %arg1, %4, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %6 = stablehlo.select %5, %arg2, %2 : tensor<i1>, tensor<ui32>
    %7 = stablehlo.select %5, %2, %arg3 : tensor<i1>, tensor<ui32>
    return %6, %7 : tensor<ui32>, tensor<ui32>
  }
  func.func private @floor_divide_3(%arg0: tensor<ui32>, %arg1: tensor<i32>) -> tensor<ui32> {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<ui32>
    %1 = stablehlo.divide %arg0, %0 : tensor<ui32>
    return %1 : tensor<ui32>
  }
  func.func private @remainder(%arg0: tensor<8xi32>, %arg1: tensor<i32>) -> tensor<8xi32> {
    %0 = stablehlo.convert %arg1 : tensor<i32>
    %c = stablehlo.constant dense<0> : tensor<i32>
    %1 = stablehlo.compare EQ, %0, %c, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %c_0 = stablehlo.constant dense<1> : tensor<i32>
    %2 = call @_where(%1, %c_0, %0) : (tensor<i1>, tensor<i32>, tensor<i32>) -> tensor<i32>
    %3 = stablehlo.broadcast_in_dim %2, dims = [] : (tensor<i32>) -> tensor<8xi32>
    %4 = stablehlo.remainder %arg0, %3 : tensor<8xi32>
    %c_1 = stablehlo.constant dense<0> : tensor<i32>
    %5 = stablehlo.broadcast_in_dim %c_1, dims = [] : (tensor<i32>) -> tensor<8xi32>
    %6 = stablehlo.compare NE, %4, %5, SIGNED : (tensor<8xi32>, tensor<8xi32>) -> tensor<8xi1>
    %c_2 = stablehlo.constant dense<0> : tensor<i32>
    %7 = stablehlo.broadcast_in_dim %c_2, dims = [] : (tensor<i32>) -> tensor<8xi32>
    %8 = stablehlo.compare LT, %4, %7, SIGNED : (tensor<8xi32>, tensor<8xi32>) -> tensor<8xi1>
    %c_3 = stablehlo.constant dense<0> : tensor<i32>
    %9 = stablehlo.compare LT, %2, %c_3, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %10 = stablehlo.broadcast_in_dim %9, dims = [] : (tensor<i1>) -> tensor<8xi1>
    %11 = stablehlo.compare NE, %8, %10, UNSIGNED : (tensor<8xi1>, tensor<8xi1>) -> tensor<8xi1>
    %12 = stablehlo.and %11, %6 : tensor<8xi1>
    %13 = stablehlo.broadcast_in_dim %2, dims = [] : (tensor<i32>) -> tensor<8xi32>
    %14 = stablehlo.add %4, %13 : tensor<8xi32>
    %15 = stablehlo.select %12, %14, %4 : tensor<8xi1>, tensor<8xi32>
    return %15 : tensor<8xi32>
  }
  func.func private @floor_divide_4(%arg0: tensor<8xi32>, %arg1: tensor<i32>) -> tensor<8xi32> {
    %0 = stablehlo.convert %arg1 : tensor<i32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i32>) -> tensor<8xi32>
    %2 = stablehlo.divide %arg0, %1 : tensor<8xi32>
    %3 = stablehlo.sign %arg0 : tensor<8xi32>
    %4 = stablehlo.sign %0 : tensor<i32>
    %5 = stablehlo.broadcast_in_dim %4, dims = [] : (tensor<i32>) -> tensor<8xi32>
    %6 = stablehlo.compare NE, %3, %5, SIGNED : (tensor<8xi32>, tensor<8xi32>) -> tensor<8xi1>
    %7 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i32>) -> tensor<8xi32>
    %8 = stablehlo.remainder %arg0, %7 : tensor<8xi32>
    %c = stablehlo.constant dense<0> : tensor<i32>
    %9 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<8xi32>
    %10 = stablehlo.compare NE, %8, %9, SIGNED : (tensor<8xi32>, tensor<8xi32>) -> tensor<8xi1>
    %11 = stablehlo.and %6, %10 : tensor<8xi1>
    %c_0 = stablehlo.constant dense<1> : tensor<i32>
    %12 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<8xi32>
    %13 = stablehlo.subtract %2, %12 : tensor<8xi32>
    %14 = call @_where_5(%11, %13, %2) : (tensor<8xi1>, tensor<8xi32>, tensor<8xi32>) -> tensor<8xi32>
    return %14 : tensor<8xi32>
  }
  func.func private @_where_5(%arg0: tensor<8xi1>, %arg1: tensor<8xi32>, %arg2: tensor<8xi32>) -> tensor<8xi32> {
    %0 = stablehlo.select %arg0, %arg1, %arg2 : tensor<8xi1>, tensor<8xi32>
    return %0 : tensor<8xi32>
  }
  func.func private @argmax(%arg0: tensor<8xi32>) -> tensor<i32> {
    %0 = stablehlo.iota dim = 0 : tensor<8xi32>
    %c = stablehlo.constant dense<-2147483648> : tensor<i32>
    %c_0 = stablehlo.constant dense<0> : tensor<i32>
    %1:2 = stablehlo.reduce(%arg0 init: %c), (%0 init: %c_0) across dimensions = [0] : (tensor<8xi32>, tensor<8xi32>, tensor<i32>, tensor<i32>) -> (tensor<i32>, tensor<i32>)
     reducer(%arg1: tensor<i32>, %arg3: tensor<i32>) (%arg2: tensor<i32>, %arg4: tensor<i32>)  {
      %2 = stablehlo.compare GT, %arg1, %arg3, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %3 = stablehlo.compare NE, %arg1, %arg1, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %4 = stablehlo.or %2, %3 : tensor<i1>
      %5 = stablehlo.compare EQ, %arg1, %arg3, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %6 = stablehlo.compare LT, %arg2, %arg4, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %7 = stablehlo.and %5, %6 : tensor<i1>
      %8 = stablehlo.or %4, %7 : tensor<i1>
      %9 = stablehlo.select %4, %arg1, %arg3 : tensor<i1>, tensor<i32>
      %10 = stablehlo.select %8, %arg2, %arg4 : tensor<i1>, tensor<i32>
      stablehlo.return %9, %10 : tensor<i32>, tensor<i32>
    }
    return %1#1 : tensor<i32>
  }
  func.func private @remainder_6(%arg0: tensor<i32>, %arg1: tensor<i32>) -> tensor<i32> {
    %0 = stablehlo.convert %arg1 : tensor<i32>
    %c = stablehlo.constant dense<0> : tensor<i32>
    %1 = stablehlo.compare EQ, %0, %c, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %c_0 = stablehlo.constant dense<1> : tensor<i32>
    %2 = call @_where(%1, %c_0, %0) : (tensor<i1>, tensor<i32>, tensor<i32>) -> tensor<i32>
    %3 = stablehlo.remainder %arg0, %2 : tensor<i32>
    %c_1 = stablehlo.constant dense<0> : tensor<i32>
    %4 = stablehlo.compare NE, %3, %c_1, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %c_2 = stablehlo.constant dense<0> : tensor<i32>
    %5 = stablehlo.compare LT, %3, %c_2, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %c_3 = stablehlo.constant dense<0> : tensor<i32>
    %6 = stablehlo.compare LT, %2, %c_3, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %7 = stablehlo.compare NE, %5, %6, UNSIGNED : (tensor<i1>, tensor<i1>) -> tensor<i1>
    %8 = stablehlo.and %7, %4 : tensor<i1>
    %9 = stablehlo.add %3, %2 : tensor<i32>
    %10 = stablehlo.select %8, %9, %3 : tensor<i1>, tensor<i32>
    return %10 : tensor<i32>
  }
  func.func private @cummax(%arg0: tensor<32xui32>) -> tensor<32xui32> {
    %c = stablehlo.constant dense<0> : tensor<ui32>
    %0 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<ui32>) -> tensor<ui32>
    %1 = "stablehlo.reduce_window"(%arg0, %0) <{base_dilations = array<i64: 1>, padding = dense<[[31, 0]]> : tensor<1x2xi64>, window_dilations = array<i64: 1>, window_dimensions = array<i64: 32>, window_strides = array<i64: 1>}> ({
    ^bb0(%arg1: tensor<ui32>, %arg2: tensor<ui32>):
      %2 = stablehlo.maximum %arg1, %arg2 : tensor<ui32>
      stablehlo.return %2 : tensor<ui32>
    }) : (tensor<32xui32>, tensor<ui32>) -> tensor<32xui32>
    return %1 : tensor<32xui32>
  }
}
