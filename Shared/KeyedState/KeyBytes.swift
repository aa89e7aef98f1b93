/// A row's key for dictionaries. It is hashed as one block of memory, which is faster than an array's hash, which takes
/// one byte at a time.
public struct KeyBytes: Hashable, Sendable {
  public let bytes: [UInt8]

  @inlinable public init(_ bytes: [UInt8]) { self.bytes = bytes }

  @inlinable public static func == (left: Self, right: Self) -> Bool { left.bytes == right.bytes }

  @inlinable public func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}
