import ExtractionService
import Glibc
import Models
import ReferenceData
import ServiceHost

let service = HostedService(
  name: "beacon-extraction", summary: "reads articles into facts, and facts into signals", version: BeaconVersion.text
) { reference in
  let data = try ReferenceData(directory: reference)
  return [
    ExtractionStages.register(legalForms: data.legalForms), ExtractionStages.parties(legalForms: data.legalForms),
    ExtractionStages.extraction(reference: data),
  ]
}
exit(service.main())
