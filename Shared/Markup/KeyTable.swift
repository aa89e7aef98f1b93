import Glibc

/// Gives each key, which is a sequence of bytes, a number from 0 in order of insertion; equal keys have the same
/// number.
///
/// The hash has a random seed in each process, so that nobody can write a document whose names all collide. The numbers
/// do not depend on the seed.
package struct KeyTable: Sendable {
  /// The maximum number of keys in a table.
  package static let maximumKeys = 4096

  /// The bytes of all keys, one key after the other.
  private var bytes: [UInt8] = []
  /// Where each key ends in `bytes`.
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  /// The places of the hash table: each contains a key's number plus one, or 0 if it is free. Their count is a power of
  /// two and at least twice that of the keys.
  private var places = [UInt16](repeating: 0, count: 64)

  private static let seed = UInt64.random(in: .min ... .max)

  package init() {}

  init(_ keys: [String]) {
    for key in keys { _ = key.utf8.withContiguousStorageIfAvailable { insert($0) } }
  }

  package var count: Int { ends.count }

  /// The number of a key; nil if it was not inserted.
  package func number(of key: UnsafeBufferPointer<UInt8>) -> Int? { find(key, Self.hash(key)).number }

  package func number(of key: String) -> Int? {
    var key = key
    return key.withUTF8 { number(of: $0) }
  }

  /// Returns the key's number, and whether the key is new; nil for a new key if the table is full.
  package mutating func insert(_ key: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool)? {
    let hash = Self.hash(key)
    let (found, place) = find(key, hash)
    if let found { return (found, false) }
    guard count < Self.maximumKeys else { return nil }
    bytes.append(contentsOf: key)
    ends.append(bytes.count)
    hashes.append(hash)
    places[place] = UInt16(count)
    if count * 2 > places.count { grow() }
    return (count - 1, true)
  }

  /// The number of a key and its place; for an unknown key nil and the free place where it belongs.
  private func find(_ key: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> (number: Int?, place: Int) {
    var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
    while places[place] > 0 {
      let number = Int(places[place]) - 1
      if hashes[number] == hash, isKey(number, key) { return (number, place) }
      place = (place + 1) & (places.count - 1)
    }
    return (nil, place)
  }

  private func isKey(_ number: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = number == 0 ? 0 : ends[number - 1]
    guard ends[number] - start == key.count else { return false }
    return bytes.withUnsafeBufferPointer { all in
      guard let first = all.baseAddress, let other = key.baseAddress else { return true }
      return memcmp(first + start, other, key.count) == 0
    }
  }

  private mutating func grow() {
    places = [UInt16](repeating: 0, count: places.count * 2)
    for (number, hash) in hashes.enumerated() {
      var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
      while places[place] > 0 { place = (place + 1) & (places.count - 1) }
      places[place] = UInt16(number + 1)
    }
  }

  /// Hashes eight bytes at a time: multiplies to 128 bits, and combines the two halves of the product.
  private static func hash(_ key: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(key)
    var hash = seed ^ UInt64(bytes.count)
    var at = 0
    while at + 8 <= bytes.count {
      hash = mixed(hash ^ bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      at += 8
    }
    var rest: UInt64 = 0
    while at < bytes.count {
      rest = rest << 8 | UInt64(bytes[at])
      at += 1
    }
    return mixed(hash ^ rest)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }
}
