import Glibc
import Models
import ReferenceData
import ScoringService
import ServiceHost

let service = HostedService(
  name: "beacon-scoring", summary: "folds what happened into scores, and warns when they change",
  version: BeaconVersion.text, tickedStage: ScoringStages.scoringName
) { reference in
  let data = try ReferenceData(directory: reference)
  return [ScoringStages.scoring(model: data.riskModel, names: ScoringNames(data.gazetteer))]
}
exit(service.main())
