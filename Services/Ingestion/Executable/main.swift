import Glibc
import IngestionService
import Models
import ReferenceData
import ServiceHost

let service = HostedService(
  name: "beacon-ingestion", summary: "takes articles from users, and lets each count once", version: BeaconVersion.text
) { reference in
  let tracking = try TrackingParameters(path: "\(reference)/Tables/tracking-parameters.tsv")
  return [IngestionStages.identify(tracking: tracking), IngestionStages.revise()]
}
exit(service.main())
