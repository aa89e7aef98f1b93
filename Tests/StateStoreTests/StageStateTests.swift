import Messaging
import Models
import SQLite
import StateStore
import TestSupport
import Testing

/// Both kinds of state, each with a neighbour in the same store whose rows it must not see.
@Suite struct StageStateTests {
  enum Kind: CaseIterable {
    case sqlite, memory

    func make() throws -> any StageState {
      switch self {
      case .memory: return InMemoryStageState()
      case .sqlite:
        let connection = try Connection(path: ":memory:")
        try connection.migrate([StateSchema.migration, StateSchema.versionMigration])
        for partition in [0, 2] {
          let neighbour = SQLiteStageState(try StateSpace(stage: "stage", partition: partition, on: connection))
          try neighbour.set([5], to: Array("neighbour".utf8))
        }
        return SQLiteStageState(try StateSpace(stage: "stage", partition: 1, on: connection))
      }
    }
  }

  private func keys(_ state: any StageState, prefix: [UInt8], most: Int = .max) throws -> [[UInt8]] {
    var keys: [[UInt8]] = []
    try state.scan(prefix: prefix) { key, _ in
      keys.append(key)
      return keys.count < most
    }
    return keys
  }

  @Test("A row that cannot be read ends the stage with what to do about its file")
  func unreadable() throws {
    let connection = try Connection(path: ":memory:")
    try connection.migrate([StateSchema.migration, StateSchema.versionMigration])
    let space = try StateSpace(stage: "stage", partition: 0, on: connection)
    let state = SQLiteStageState(space, remedy: "Delete the file")
    let expected = "the state of scoring is not what this version writes: the row of country/PK. Delete the file"
    #expect(state.unreadable("the row of country/PK", of: "scoring") == .fatal(expected))
  }

  @Test("A row is read as it was last written, and is gone when it is set to nil", arguments: Kind.allCases)
  func rows(_ kind: Kind) throws {
    let state = try kind.make()
    #expect(try state.value([5]) == nil)
    try state.set([5], to: [1])
    try state.set([5], to: [])
    #expect(try state.value([5]) == [])
    try state.set([], to: [9])
    #expect(try state.value([]) == [9])
    try state.set([5], to: nil)
    try state.set([5], to: nil)
    #expect(try state.value([5]) == nil)
  }

  @Test("A scan visits the keys with the prefix in order of bytes, and stops on request", arguments: Kind.allCases)
  func scans(_ kind: Kind) throws {
    let state = try kind.make()
    let all: [[UInt8]] = [[], [1], [1, 0], [1, 255], [1, 255, 255], [2], [128], [255], [255, 0], [255, 255]]
    for key in all.reversed() { try state.set(key, to: key) }
    #expect(try keys(state, prefix: []) == all)
    #expect(try keys(state, prefix: [1]) == Array(all[1...4]))
    #expect(try keys(state, prefix: [1, 255]) == Array(all[3...4]))
    #expect(try keys(state, prefix: [255]) == Array(all[7...9]))
    #expect(try keys(state, prefix: [255, 255]) == [all[9]])
    #expect(try keys(state, prefix: [3]) == [])
    #expect(try keys(state, prefix: [], most: 2) == Array(all[..<2]))
  }

  @Test("A scan of a range ends with the keys that begin with its last", arguments: Kind.allCases)
  func ranges(_ kind: Kind) throws {
    let state = try kind.make()
    for number in UInt8(0)..<200 { for end in UInt8(0)..<2 { try state.set([1, number, end], to: [number]) } }
    func numbers(from first: [UInt8], through last: [UInt8]) throws -> [UInt8] {
      var numbers: [UInt8] = []
      try state.scan(from: first, through: last) { key, value in
        #expect(value == [key[1]])
        numbers.append(key[1])
        return true
      }
      return numbers
    }
    #expect(try numbers(from: [1, 3], through: [1, 4]) == [3, 3, 4, 4])
    #expect(try numbers(from: [1, 3, 1], through: [1, 4, 0]) == [3, 4])
    #expect(try numbers(from: [1, 10], through: [1, 160]) == (10...160).flatMap { [$0, $0] })
    #expect(try numbers(from: [0], through: [1, 0]) == [0, 0])
    #expect(try numbers(from: [1, 199], through: [255]) == [199, 199])
    #expect(try numbers(from: [1, 5], through: [1, 4]) == [])
  }

  @Test("A scan may change and remove the row that it is shown", arguments: Kind.allCases)
  func scansThatWrite(_ kind: Kind) throws {
    let state = try kind.make()
    for number in UInt8(0)..<100 { try state.set([1, number], to: [number]) }
    var visited: [UInt8] = []
    try state.scan(prefix: [1]) { (key, value) throws(StageFailure) in
      visited.append(key[1])
      try state.set(key, to: key[1] % 2 == 0 ? nil : [value[0], 0])
      return true
    }
    #expect(visited == Array(0..<100))
    #expect(try keys(state, prefix: [1]).map { $0[1] } == Array(stride(from: 1, to: 100, by: 2)))
    #expect(try state.value([1, 7]) == [7, 0])
  }

  @Test("A scan within a scan sees the same rows", arguments: Kind.allCases)
  func nestedScans(_ kind: Kind) throws {
    let state = try kind.make()
    for number in UInt8(0)..<5 { try state.set([1, number], to: [number]) }
    var pairs = 0
    try state.scan(prefix: [1]) { (_, _) throws(StageFailure) in
      try state.scan(prefix: [1]) { _, _ in
        pairs += 1
        return true
      }
      return true
    }
    #expect(pairs == 25)
  }

  @Test("The position of each topic and the time are remembered by stage and partition")
  func positions() throws {
    let connection = try Connection(path: ":memory:")
    try connection.migrate([StateSchema.migration, StateSchema.versionMigration])
    let space = try StateSpace(stage: "stage", partition: 0, on: connection)
    #expect(try space.time() == .distantPast)
    #expect(try space.position(in: "a") == nil)
    try space.advance(to: 1, in: "b", time: Timestamp(milliseconds: -8))
    try space.advance(to: 3, in: "a", time: Timestamp(milliseconds: -7))
    try space.advance(to: 5, in: "a", time: Timestamp(milliseconds: 9))
    let again = try StateSpace(stage: "stage", partition: 0, on: connection)
    #expect(try again.position(in: "a") == 5 && again.position(in: "b") == 1)
    #expect(try again.time() == Timestamp(milliseconds: 9))
    #expect(try StateSpace(stage: "stage", partition: 1, on: connection).position(in: "a") == nil)
  }
}
