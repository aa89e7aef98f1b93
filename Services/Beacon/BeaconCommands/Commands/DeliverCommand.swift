import CommandLine
import Effects
import ServiceRuntime

/// The command `beacon deliver`.
enum DeliverCommand {
  static let receivers = Option(
    "receivers", "FILE", help: "The receivers of alerts, as JSON (BEACON_RECEIVERS); see `beacon deliver --help`.")
  private static let untilIdle = Flag(
    "until-idle", help: "End when every alert so far was delivered or given up; default: run until interrupted.")

  static let command = Command(
    "deliver", summary: "deliver alerts to webhooks",
    discussion: """
      Posts each alert record to the receivers of FILE, at least once and in order, and records the result of each \
      delivery in beacon.deliveries.v1. A receiver that is slow or down delays no other: its deliveries are retried with \
      growing pauses until the record is too old: by the row delivery_hours of alerting.tsv, a day. Records that are \
      too old when they are first read have no result; the log contains their number. `beacon run --receivers FILE` \
      does the same while the pipeline runs.

      FILE contains an array of {"type": "webhook", "id": "desk", "url": "https://…", "secretFiles": \
      ["/run/secrets/desk"]}. Optional are "level" (the lowest level that is delivered) and "role" (enterprise or \
      competent_authority; default both). Requests are signed by the Standard Webhooks specification; a secret is whsec_ \
      and base64 of 24 to 64 bytes. Addresses must be https and public unless "allowHTTP" and "allowPrivate" are true.
      """,
    flags: [untilIdle],
    options: CommonOptions.log + [
      OptionEntry(receivers), OptionEntry(CommonOptions.reference), OptionEntry(CommonOptions.clock),
      OptionEntry(CommonOptions.config),
    ],
    examples: [
      "beacon deliver --receivers receivers.json",
      "beacon deliver --kafka 127.0.0.1:29092 --receivers receivers.json",
    ]
  ) { (arguments, console) throws(CommandFailure) in
    let configuration = try arguments.configuration(console)
    guard let path = arguments[receivers] ?? configuration.receivers else {
      throw CommandFailure(.misuse, "no receivers are named", expected: "--receivers FILE or BEACON_RECEIVERS")
    }
    let run = DeliveryRun(
      receivers: try Receivers.read(path, arguments, console), policy: try RetryPolicy(configuration),
      location: try LogLocation(arguments, console), log: console.log(configuration), clock: arguments.clock)
    StopSignal.install()
    try run.run(untilIdle: arguments[untilIdle]) { StopSignal.isRequested }
    return .success
  }
}
