import Foundation
import TestSupport
import Testing

@testable import Files

@Suite struct LineReaderTests {
  private func lines(_ text: String, limit: Int, blockSize: Int = 1 << 18) throws -> [LineReader.Line] {
    let directory = try TemporaryDirectory()
    let path = "\(directory.path)/lines"
    try Data(text.utf8).write(to: URL(filePath: path))
    let reader = LineReader(try OpenFile(path, O_RDONLY), limit: limit, blockSize: blockSize)
    var lines: [LineReader.Line] = []
    while let line = try reader.next() { lines.append(line) }
    #expect(reader.position == Int64(text.utf8.count))
    return lines
  }

  private func whole(_ text: String) -> LineReader.Line {
    LineReader.Line(bytes: Array(text.utf8), length: text.utf8.count)
  }

  @Test(
    "Lines are whole, the last with or without its line feed, wherever the blocks end",
    arguments: [
      ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\n\nb", ["a", "", "b"]),
      (String(repeating: "x", count: 300_000) + "\ny\n", [String(repeating: "x", count: 300_000), "y"]),
    ], [1 << 18, 1 << 16, 3])
  func reading(_ input: (text: String, expected: [String]), blockSize: Int) throws {
    #expect(try lines(input.text, limit: 1 << 20, blockSize: blockSize) == input.expected.map(whole))
  }

  @Test("A line over the limit is cut there and keeps its length, and the next ones are read")
  func longLine() throws {
    let text = "ab\n" + String(repeating: "x", count: 1_000_000) + "\ncd\n" + String(repeating: "y", count: 11)
    let read = try lines(text, limit: 10)
    #expect(
      read == [
        whole("ab"), .init(bytes: Array("xxxxxxxxxx".utf8), length: 1_000_000), whole("cd"),
        .init(bytes: Array("yyyyyyyyyy".utf8), length: 11),
      ])
    #expect(read.map(\.isTooLong) == [false, true, false, true])
  }

  @Test("A batch ends at its bounds or where it would have to wait, and nothing is lost between batches")
  func batches() throws {
    let pipe = Pipe()
    let input = OpenFile(borrowing: pipe.fileHandleForReading.fileDescriptor, name: "pipe")
    let reader = LineReader(input, limit: 100)
    pipe.fileHandleForWriting.write(Data("a\nb\nc\nhalf".utf8))
    #expect(try reader.nextBatch(lines: 2, bytes: 100) == [whole("a"), whole("b")])
    #expect(try reader.nextBatch(lines: 2, bytes: 100) == [whole("c")])
    pipe.fileHandleForWriting.write(Data("-line\nend".utf8))
    try pipe.fileHandleForWriting.close()
    #expect(try reader.nextBatch(lines: 9, bytes: 100) == [whole("half-line"), whole("end")])
    #expect(try reader.nextBatch(lines: 9, bytes: 100) == [])
  }

  @Test("The rest of an input follows its first line, up to the limit")
  func rest() throws {
    let directory = try TemporaryDirectory()
    let path = "\(directory.path)/rest"
    try Data("first\nsecond\nthird".utf8).write(to: URL(filePath: path))
    for (limit, expected) in [(12, "second\nthird"), (11, nil)] {
      let reader = LineReader(try OpenFile(path, O_RDONLY), limit: limit, blockSize: 4)
      #expect(try reader.next() == whole("first"))
      #expect(try reader.rest() == expected.map { Array($0.utf8) })
    }
  }
}
