/// Returns the inner products of all rows of one array with all rows of another.
///
/// A row is a slice of the first axis, whatever its shape. The second array is copied into the order
/// in which the kernel reads it, so the smaller of the two should be that one.
///
/// - Parameters:
///   - rows: `[M, …]`.
///   - columns: `[N, …]`, its slices of the same size.
/// - Returns: `[M, N]`; each element is one sum in single precision, from first to last.
/// - Precondition: Both arrays have slices, and of the same size.
public func innerProducts(_ rows: NDArray, _ columns: NDArray) -> NDArray {
  precondition(
    rows.count > 0 && columns.count > 0
      && rows.count / rows.shape[0] == columns.count / columns.shape[0],
    "rows of shapes \(rows.shape) and \(columns.shape) have no inner products"
  )
  let (rowCount, columnCount) = (rows.shape[0], columns.shape[0])
  let length = rows.count / rowCount
  let products = [Float](unsafeUninitializedCapacity: rowCount * columnCount) { products, filled in
    rows.values.withUnsafeBufferPointer { rows in
      columns.values.withUnsafeBufferPointer { columns in
        guard let left = rows.baseAddress, let right = columns.baseAddress,
          let result = products.baseAddress
        else { return }
        MatrixProduct.multiply(
          MatrixView(left, rowStride: length),
          rows: rowCount,
          by: PackedMatrix(
            MatrixView(right, rowStride: length).transposed,
            rows: length,
            columns: columnCount
          ),
          into: result,
          stride: columnCount
        )
      }
    }
    filled = rowCount * columnCount
  }
  return NDArray(products, shape: [rowCount, columnCount])
}
