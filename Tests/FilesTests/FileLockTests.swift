import Foundation
import TestSupport
import Testing

@testable import Files

@Suite struct FileLockTests {
  @Test("One owner has the lock at a time, and it is released with its owner")
  func exclusion() throws {
    let directory = try TemporaryDirectory()
    let path = "\(directory.path)/lock"
    var first = try FileLock(path)
    #expect(first != nil)
    #expect(try FileLock(path) == nil)
    first = nil
    #expect(try FileLock(path) != nil)
  }

  @Test("A lock whose file was deleted or replaced is not intact")
  func replaced() throws {
    let directory = try TemporaryDirectory()
    let path = "\(directory.path)/lock"
    let lock = try #require(try FileLock(path))
    #expect(lock.isIntact)
    try FileManager.default.removeItem(atPath: path)
    #expect(!lock.isIntact)
    try Data().write(to: URL(filePath: path))
    #expect(!lock.isIntact)
  }

  @Test("A failed call names the operation, the path and what to do")
  func errors() throws {
    let error = #expect(throws: FileError.self) { try OpenFile("/no/such/folder/file", O_RDONLY) }
    #expect(error?.description == "Could not open /no/such/folder/file: No such file or directory.")
    #expect(FileError("write to", "x", code: ENOSPC).description.hasSuffix("Free space on that volume."))
  }
}
