import Configuration
import FoundationEssentials

func readBytes(of path: String) throws(ConfigurationError) -> [UInt8] {
  guard let data = FileManager.default.contents(atPath: path) else {
    throw ConfigurationError("the file cannot be read", at: path, expected: "a file that this user may read")
  }
  return Array(data)
}

/// Fails where the folder is not there and cannot be made.
func makeDirectory(_ path: String) throws(ConfigurationError) {
  do {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  } catch {
    throw ConfigurationError(
      key: "state", "the folder cannot be made: \(error)", at: path, expected: "a folder that this user may write to")
  }
}
