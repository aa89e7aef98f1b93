import Foundation
import TestSupport
import Testing

@testable import Files

@Suite struct OpenFileTests {
  @Test("The rest of a file is read whole up to a limit", arguments: [0, 1, 65_536, 200_001])
  func rest(size: Int) throws {
    let directory = try TemporaryDirectory()
    let path = "\(directory.path)/file"
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
    try Data(bytes).write(to: URL(filePath: path))
    #expect(try OpenFile(path, O_RDONLY).rest(limit: size) == bytes)
    if size > 0 { #expect(try OpenFile(path, O_RDONLY).rest(limit: size - 1) == nil) }
    let file = try OpenFile(path, O_RDONLY)
    try file.seek(to: Int64(size / 2))
    #expect(try file.rest(limit: size) == Array(bytes[(size / 2)...]))
  }
}
