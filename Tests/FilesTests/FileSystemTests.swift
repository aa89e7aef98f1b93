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

  @Test("A folder is created in a parent that this user may write to and not read, which cannot be flushed")
  func unreadableParent() throws {
    let directory = try TemporaryDirectory()
    let path = "\(directory.path)/a/b"
    try FileSystem.makeDirectory(path) { (folder) throws(FileError) in
      throw FileError("open", folder, code: EACCES)
    }
    #expect(FileSystem.exists(path))
  }

  @Test("A file system that flushes no folders, as that of /proc, fails nothing; a missing folder does")
  func unflushable() throws {
    try FileSystem.synchronise(directory: "/proc")
    #expect(throws: FileError("open", "/proc/missing", code: ENOENT)) {
      try FileSystem.synchronise(directory: "/proc/missing")
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

  @Test("A folder is refused where its path is a file or empty, or leads through a file")
  func refused() throws {
    let directory = try TemporaryDirectory()
    let file = "\(directory.path)/file"
    try Data().write(to: URL(filePath: file))
    #expect(throws: FileError("create the folder", file, code: EEXIST)) { try FileSystem.makeDirectory(file) }
    #expect(throws: FileError("create the folder", "\(file)/inbox", code: ENOTDIR)) {
      try FileSystem.makeDirectory("\(file)/inbox")
    }
    #expect(throws: FileError("create the folder", "", code: ENOENT)) { try FileSystem.makeDirectory("") }
  }

  @Test("A link to an existing folder counts as the folder; a link to nothing is refused")
  func links() throws {
    let directory = try TemporaryDirectory()
    let root = directory.path
    try FileSystem.makeDirectory("\(root)/data")
    #expect(symlink("\(root)/data", "\(root)/link") == 0 && symlink("\(root)/missing", "\(root)/broken") == 0)
    try FileSystem.makeDirectory("\(root)/link")
    #expect(throws: FileError("create the folder", "\(root)/broken", code: EEXIST)) {
      try FileSystem.makeDirectory("\(root)/broken")
    }
  }
}
