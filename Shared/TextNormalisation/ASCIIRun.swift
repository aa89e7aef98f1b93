extension UnsafeBufferPointer<UInt8> {
  /// The index of the first byte that is not ASCII, from `start` on; `count` if all are ASCII. It compares eight
  /// bytes at a time.
  @inline(__always)
  func endOfASCII(from start: Int) -> Int {
    let bytes = UnsafeRawBufferPointer(self)
    var index = start
    while index + 8 <= count {
      let highs =
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) & 0x8080_8080_8080_8080
      if highs != 0 { return index + highs.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < count, self[index] < 0x80 { index += 1 }
    return index
  }
}
