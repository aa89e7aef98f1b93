import ExtractionService
import Glibc
import Models
import ReferenceData
import ServiceHost

let service = HostedService(
  name: "beacon-extraction", summary: "reads articles into facts, and facts into signals", version: BeaconVersion.text
) { reference in
  [ExtractionStages.register(), ExtractionStages.extraction(reference: try ReferenceData(directory: reference))]
}
exit(service.main())
