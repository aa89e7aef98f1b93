import Configuration
import Files
import Glibc

/// The bytes of a file of settings. Fails where it cannot be read or is too large.
func readBytes(of path: String) throws(ConfigurationError) -> [UInt8] {
  let limit = ConfigurationFile.maximumBytes
  let content: [UInt8]?
  do throws(FileError) {
    content = try OpenFile(path, O_RDONLY).rest(limit: limit)
  } catch {
    throw ConfigurationError(
      "the file cannot be read: \(error.reason)", at: path, expected: "a file that this user may read")
  }
  guard let content else {
    throw ConfigurationError(
      "the file has more than \(limit) bytes", at: path, expected: "a file of settings, of at most \(limit) bytes")
  }
  return content
}

/// Fails where the folder is missing and cannot be created.
func makeDirectory(_ path: String) throws(ConfigurationError) {
  do throws(FileError) {
    try FileSystem.makeDirectory(path)
  } catch {
    throw ConfigurationError(
      key: "state", error.description, at: path, expected: "a folder that this user may write to")
  }
}
