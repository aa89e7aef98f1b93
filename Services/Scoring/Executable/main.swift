import Glibc
import ScoringService
import ServiceHost

exit(HostedService(ScoringStages.service).main())
