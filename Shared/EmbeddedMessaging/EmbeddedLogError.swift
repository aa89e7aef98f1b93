import Files
import SQLite

/// Why a data folder could not be used.
package enum EmbeddedLogError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Another process has the lock; `holder` is its process id, nil where that could not be read.
  case locked(directory: String, holder: Int?)
  /// There is no log in that folder.
  case noLog(directory: String)
  case unknownTopic(String, directory: String)
  /// The topic exists with another cleanup policy.
  case otherCleanup(topic: String, directory: String)
  case store(SQLiteError)
  case file(FileError)
  /// A defect of Beacon.
  case internalFault(String)

  package var description: String {
    switch self {
    case .locked(let directory, let holder):
      """
      \(directory) is in use by another “beacon run”\(holder.map { " (process \($0))" } ?? ""). \
      Stop that process, or name another folder with --data.
      """
    case .noLog(let directory) where Self.hasWaitingInput(directory):
      """
      Nothing has been run in \(directory) yet: what was added or published waits in its inbox. \
      Run “beacon run --data \(directory) --until-idle” first.
      """
    case .noLog(let directory):
      """
      There is no Beacon log in \(directory). \
      Create one with “beacon run --data \(directory) --until-idle”, or name another folder with --data.
      """
    case .unknownTopic(let topic, let directory): "The log in \(directory) has no topic \(topic)."
    case .otherCleanup(let topic, let directory):
      "The topic \(topic) in \(directory) was created with another cleanup policy. Start with a new folder."
    case .store(let error): error.description
    case .file(let error): error.description
    case .internalFault(let error): "This is a defect of Beacon: \(error)."
    }
  }

  private static func hasWaitingInput(_ directory: String) -> Bool {
    let names = (try? FileSystem.visibleNames(in: "\(directory)/inbox")) ?? []
    return names.contains { !$0.hasSuffix(".refused") }
  }
}

/// Runs `body` and converts failures of the store and of files to `EmbeddedLogError`.
func withLogErrors<Result>(_ body: () throws -> Result) throws(EmbeddedLogError) -> Result {
  do {
    return try body()
  } catch let error as EmbeddedLogError {
    throw error
  } catch let error as SQLiteError {
    throw .store(error)
  } catch let error as FileError {
    throw .file(error)
  } catch {
    throw .internalFault("\(error)")
  }
}
