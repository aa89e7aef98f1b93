import Testing

@testable import TextNormalisation

@Suite("Runs of ASCII")
struct ASCIIRunTests {
  @Test("a run ends at the first byte above ASCII, wherever the run begins")
  func end() {
    for count in 0..<40 {
      for other in 0...count {
        var bytes = [UInt8](repeating: 0x7F, count: count)
        if other < count { bytes[other] = 0x80 }
        for start in 0...other {
          #expect(bytes.withUnsafeBufferPointer { $0.endOfASCII(from: start) } == other)
        }
      }
    }
  }
}
