/// The version of the whole product; every program, facts document and dead letter names it.
package enum BeaconVersion {
  package static let text = "0.1.0"
}
