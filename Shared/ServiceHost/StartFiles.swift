import Configuration
import Files
import FoundationEssentials

func readBytes(of path: String) throws(ConfigurationError) -> [UInt8] {
  guard let data = FileManager.default.contents(atPath: path) else {
    throw ConfigurationError("the file cannot be read", at: path, expected: "a file that this user may read")
  }
  return Array(data)
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
