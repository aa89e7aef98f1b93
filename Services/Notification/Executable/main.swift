import Glibc
import Models
import NotificationService
import ReferenceData
import ServiceHost

let service = HostedService(
  name: "beacon-notification", summary: "turns warnings into alerts that live until they are resolved or cancelled",
  version: BeaconVersion.text
) { reference in
  [NotificationStages.notification(model: try RiskModelLoader(directory: reference).load())]
}
exit(service.main())
