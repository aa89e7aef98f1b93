import Foundation
import TestSupport
import Testing

@testable import Files

@Suite struct FileSystemTests {
  @Test("Of a new folder, each parent that got an entry is flushed, the outermost first; of an existing one, none")
  func durableFolders() throws {
    let directory = try TemporaryDirectory()
    let root = directory.path
    var flushed: [String] = []
    let flush = { (folder: String) throws(FileError) in flushed.append(folder) }
    try FileSystem.makeDirectory("\(root)/data/inbox", flushing: flush)
    #expect(flushed == [root, "\(root)/data"])
    try FileSystem.makeDirectory("\(root)/data/inbox", flushing: flush)
    #expect(flushed.count == 2)
    try FileSystem.makeDirectory("\(root)/other//inbox/", flushing: flush)
    #expect(flushed.dropFirst(2) == [root, "\(root)/other"])
    #expect(FileSystem.exists("\(root)/data/inbox") && FileSystem.exists("\(root)/other/inbox"))
  }

  @Test("A folder whose parent cannot be flushed is not reported as created")
  func unflushed() throws {
    let directory = try TemporaryDirectory()
    #expect(throws: FileError("flush", "x", code: EIO)) {
      try FileSystem.makeDirectory("\(directory.path)/a") { (_) throws(FileError) in
        throw FileError("flush", "x", code: EIO)
      }
    }
  }

  @Test(
    "The parent of a path is the folder that lists it",
    arguments: [
      ("a", "."), ("a/", "."), ("/", "/"), ("/a", "/"), ("//a", "/"), ("a/b", "a"), ("a//b/", "a"), ("/a/b", "/a"),
      ("../a", ".."),
    ])
  func parents(path: String, parent: String) {
    #expect(FileSystem.parent(of: path) == parent)
  }

  @Test("A folder in place of which there is a file, or whose path is empty, is refused")
  func refused() throws {
    let directory = try TemporaryDirectory()
    try Data().write(to: URL(filePath: "\(directory.path)/file"))
    #expect(throws: FileError.self) { try FileSystem.makeDirectory("\(directory.path)/file/inbox") }
    #expect(throws: FileError.self) { try FileSystem.makeDirectory("") }
  }
}
