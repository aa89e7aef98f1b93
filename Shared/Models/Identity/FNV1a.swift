/// The 64-bit FNV-1a hash (Fowler, Noll, Vo) of a sequence of bytes: the same in every process.
public struct FNV1a: Hashable, Sendable {
  public var value: UInt64

  /// The hash of no bytes.
  @inlinable
  public init() { value = 0xCBF2_9CE4_8422_2325 }

  @inlinable
  public init(_ bytes: some Sequence<UInt8>) {
    self.init()
    for byte in bytes { add(byte) }
  }

  @inlinable
  public mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
