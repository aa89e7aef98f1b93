import Glibc
import ReportingService
import ServiceHost

exit(HostedService(ReportingStages.service).main())
