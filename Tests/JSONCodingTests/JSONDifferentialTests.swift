import Foundation
import TestSupport
import Testing

@testable import JSONCoding

@Suite struct JSONDifferentialTests {
  @Test("A random document is read as Foundation reads it, however it is spelt", arguments: 0..<150 as Range<UInt64>)
  func agreesWithFoundation(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let document = AnyJSON.object(["root": .random(&random)])
    let bytes = Array(document.spelt(&random).utf8)
    #expect(try JSONParser().parse(bytes) { (root) throws(JSONError) in try AnyJSON(root) } == document)
    #expect(AnyJSON(foundation: try JSONSerialization.jsonObject(with: Data(bytes))).isNearly(document))
    #expect(bytes.withUnsafeBufferPointer { JSONScanner.failure(in: $0, limits: .init()) } == nil)
  }

  @Test(
    "Of mutated documents the parser reads exactly those that a strict reader reads",
    arguments: 0..<200 as Range<UInt64>)
  func agreesWithStrictReader(seed: UInt64) {
    var random = SeededGenerator(seed: 7_000_000 + seed)
    let parser = JSONParser()
    let original = Array(AnyJSON.object(["root": .random(&random)]).spelt(&random).utf8)
    for _ in 0..<60 {
      let bytes = mutated(original, &random)
      let strict = bytes.withUnsafeBufferPointer { JSONScanner.failure(in: $0, limits: .init(depth: 6)) }
      do {
        let value = try parser.parse(bytes, limits: .init(depth: 6)) { (root) throws(JSONError) in try AnyJSON(root) }
        #expect(strict == nil, "seed \(seed) read \(value) from \(String(decoding: bytes, as: UTF8.self))")
        #expect((try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil)
      } catch {
        let isAgreed = strict.map { $0.code == error.code || error.code == .depth } ?? (error.code == .duplicateKey)
        #expect(isAgreed, "seed \(seed): \(error), strictly \(String(describing: strict))")
      }
    }
  }

  /// A few bytes replaced, removed, repeated or put in, most of them such as mean something in JSON.
  private func mutated(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    let telling = Array("{}[]:,\"\\u0123456789dD8fFeE+-.tfn \u{1}\n".utf8) + [0x80, 0xC3, 0xED, 0xA0, 0xF4, 0xFF, 0]
    var bytes = bytes
    for _ in 0...random.int(0...2) {
      let place = random.int(0...bytes.count)
      let end = min(bytes.count, place + random.int(0...4))
      switch random.int(0...3) {
      case 0: bytes.removeSubrange(place..<end)
      case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 2: bytes.insert(random.pick(telling), at: place)
      default: bytes.replaceSubrange(place..<end, with: [random.pick(telling)])
      }
    }
    return bytes
  }
}

extension AnyJSON {
  /// Foundation reads numbers of many digits as decimals, and loses their last binary digit.
  fileprivate func isNearly(_ other: AnyJSON) -> Bool {
    switch (self, other) {
    case (.number(let mine), .number(let theirs)): mine == theirs || abs(mine - theirs) <= abs(theirs) * 1e-14
    case (.array(let mine), .array(let theirs)):
      mine.count == theirs.count && zip(mine, theirs).allSatisfy { $0.isNearly($1) }
    case (.object(let mine), .object(let theirs)):
      mine.count == theirs.count
        && mine.allSatisfy { key, value in theirs[key].map { value.isNearly($0) } ?? false }
    default: self == other
    }
  }

  fileprivate init(foundation value: Any) {
    switch value {
    case is NSNull: self = .null
    case let text as String: self = .string(text)
    case let elements as [Any]: self = .array(elements.map(AnyJSON.init(foundation:)))
    case let fields as [String: Any]: self = .object(fields.mapValues(AnyJSON.init(foundation:)))
    case let number as NSNumber:
      self = String(cString: number.objCType) == "c" ? .bool(number.boolValue) : .number(number.doubleValue)
    default: self = .null
    }
  }
}
