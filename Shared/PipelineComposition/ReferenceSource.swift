import ReferenceData
import Synchronization

/// The reference data in one folder. Each part is loaded once, when a stage first needs it.
package final class ReferenceSource: Sendable {
  package let directory: String
  private let loaded = Mutex<ReferenceData?>(nil)

  package init(directory: String) { self.directory = directory }

  /// All tables, lexicons and the risk model.
  package func data() throws(TableError) -> ReferenceData {
    let directory = directory
    return try loaded.withLock { (data) throws(TableError) in
      if let data { return data }
      let read = try ReferenceData(directory: directory)
      data = read
      return read
    }
  }

  /// The risk model. If the other tables are not loaded yet, they stay unloaded.
  package func riskModel() throws(TableError) -> RiskModel {
    if let data = loaded.withLock({ $0 }) { return data.riskModel }
    return try RiskModelLoader(directory: directory).load()
  }
}
