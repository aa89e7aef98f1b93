extension JSONTape {
  /// Throws where an object, at any depth, contains a key twice. Takes linear time for objects of at most 32 keys,
  /// otherwise O(n log n) in the number of keys, even if the keys are chosen to collide.
  func refuseDuplicateKeys() throws(JSONError) {
    let end = Int(words[0] & 0xFFFF_FFFF) - 1
    var index = 1
    while index < end {
      switch tag(index) {
      case Tag.object:
        if let duplicate = duplicateKey(ofObjectAt: index) {
          throw JSONError(
            .duplicateKey, at: path(to: index),
            "the key \(quoted(utf8(duplicate))) occurs twice; each key may occur once")
        }
        index += 1
      case Tag.integer, Tag.unsigned, Tag.double: index += 2
      default: index += 1
      }
    }
  }

  func duplicateKey(ofObjectAt index: Int) -> Int? {
    let count = count(index)
    if count < 2 { return nil }
    return count <= 32 ? duplicateAmongFew(index, count) : duplicateAmongMany(index)
  }

  private func duplicateAmongFew(_ object: Int, _ count: Int) -> Int? {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: count) { prints in
      var known = 0
      var key = object + 1
      let end = end(object)
      while key < end {
        let print = fingerprint(key)
        for earlier in 0..<known where prints[earlier] == print {
          if equal(key, self.key(number: earlier, of: object)) { return key }
        }
        prints[known] = print
        known += 1
        key = after(key + 1)
      }
      return nil
    }
  }

  private func duplicateAmongMany(_ object: Int) -> Int? {
    var keys: [Int] = []
    keys.reserveCapacity(count(object))
    var key = object + 1
    let end = end(object)
    while key < end {
      keys.append(key)
      key = after(key + 1)
    }
    keys.sort { utf8($0).lexicographicallyPrecedes(utf8($1)) }
    for (left, right) in zip(keys, keys.dropFirst()) where equal(left, right) { return max(left, right) }
    return nil
  }

  /// A hash of a key's length and first eight bytes, so equal keys have equal fingerprints. The bytes after a shorter
  /// key are masked out; simdjson pads its string buffer, so reading them is safe.
  private func fingerprint(_ key: Int) -> UInt64 {
    let bytes = utf8(key)
    guard let start = UnsafeRawPointer(bytes.baseAddress) else { return 0 }
    let first = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
    let mask = bytes.count >= 8 ? UInt64.max : UInt64(1) << (8 * UInt64(bytes.count)) - 1
    return (first & mask) ^ (UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15)
  }

  private func key(number: Int, of object: Int) -> Int {
    var key = object + 1
    for _ in 0..<number { key = after(key + 1) }
    return key
  }

  private func equal(_ left: Int, _ right: Int) -> Bool {
    let a = utf8(left)
    let b = utf8(right)
    guard a.count == b.count, let first = a.baseAddress, let second = b.baseAddress else { return false }
    return equalBytes(first, second, a.count)
  }
}
