import Configuration
import Observability

/// The settings that every program of the pipeline has, with one default each.
package enum PipelineKeys {
  package static let reference = ConfigurationKey.text(
    "reference", type: "a folder", default: nil,
    "The reference data. Default: the program's ../share/beacon, else its checkout.")
  package static let logLevel = ConfigurationKey<LogLevel>.choice(
    "log.level", default: .info, "The least severe events that are reported on standard error.")
}
