import KeyedState
import Testing

private final class Entry: CachedEntry {
  var isQueued = false
  var countedSize = 0
  var isEmpty = false
  let size = 100
  func takeRows() -> [(key: [UInt8], value: [UInt8]?)] { [] }
}

/// A state without rows: the caches of these tests write none.
private final class NoRows: KeyedState {
  func value(_ key: [UInt8]) -> [UInt8]? { nil }
  func set(_ key: [UInt8], to value: [UInt8]?) {}
  func scan(from: [UInt8], through: [UInt8], _ visit: ([UInt8], [UInt8]) throws(KeyedStateFailure) -> Bool) {}
}

@Suite("Memory that caches share")
struct CacheBoundTests {
  private let rows = NoRows()

  /// Uses the entries 0..<10 of 100 bytes twice, and after a flush half of them twice; returns how many of the ten are
  /// still in memory then.
  private func kept(by cache: WriteBackCache<Int, Entry>) throws -> Int {
    for keys in [0..<10, 0..<5, 0..<5] {
      for key in keys { _ = try cache.entry(key) { Entry() } }
      try cache.flush(to: rows)
    }
    var loads = 0
    for key in 0..<10 {
      _ = try cache.entry(key) {
        loads += 1
        return Entry()
      }
    }
    return 10 - loads
  }

  @Test("One cache alone keeps as much as the bound, and with others only its share")
  func shares() throws {
    let bound = CacheBound(1000)
    let alone = WriteBackCache<Int, Entry>(bound: bound)
    #expect(try kept(by: alone) == 10)
    let others = (0..<2).map { _ in WriteBackCache<Int, Entry>(bound: bound) }
    #expect(bound.share == 333)
    for other in others { #expect(try kept(by: other) == 5) }
  }

  @Test("Entries that were removed take no room from the others")
  func removed() throws {
    let cache = WriteBackCache<Int, Entry>(bound: CacheBound(1000))
    let kept = Entry()
    _ = try cache.entry(0) { kept }
    for key in 1..<50 {
      let entry = try #require(try cache.entry(key) { Entry() })
      entry.isEmpty = true
      cache.markDirty(key, entry)
      try cache.flush(to: rows)
    }
    #expect(try cache.entry(0) { nil } === kept)
  }

  @Test("The shares of caches that are gone are free for the others")
  func leaves() throws {
    let bound = CacheBound(1000)
    let stays = WriteBackCache<Int, Entry>(bound: bound)
    do {
      let go = (0..<2).map { _ in WriteBackCache<Int, Entry>(bound: bound) }
      for cache in go { #expect(try kept(by: cache) == 5) }
    }
    #expect(bound.share == 1000)
    #expect(try kept(by: stays) == 10)
  }
}
